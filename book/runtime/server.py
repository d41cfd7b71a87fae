"""A small web server for the built course."""

import http.client
import http.server
import os
import re
import socket
import sys
import urllib.request
import webbrowser
from functools import partial
from pathlib import Path
from typing import ClassVar

from runtime import fingerprint
from runtime.places import SITE
from runtime.problems import CourseError, say

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".css": "text/css",
    ".whl": "application/octet-stream",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A reader's terminal is no log file."""


class Server(http.server.ThreadingHTTPServer):
    allow_reuse_address = os.name != "nt"
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(port: int, host: str = "127.0.0.1", site: Path = SITE) -> Server:
    try:
        return Server((host, port), partial(Handler, directory=str(site)))
    except OSError as error:
        reason = taken(port, site) if in_use(port) else f"Port {port} cannot be opened ({error.strerror})"
        raise CourseError(f"{reason}: {other(port)}.") from error


def require_port(port: int) -> None:
    """Said before the building, when the port is somebody else's."""
    if in_use(port) and not served(port):
        raise CourseError(f"Port {port} is taken by another program: {other(port)}.")


def in_use(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def taken(port: int, site: Path) -> str:
    build = served(port)
    if fingerprint.is_current(site / "build.txt", build):
        return f"This very build is already open at http://localhost:{port}/; for a second server"
    return f"Port {port} is taken by {'another build of Peak Season' if build else 'another program'}"


def other(port: int) -> str:
    return f"choose another port with --port {port + 1} (make course ARGS='--port {port + 1}')"


def served(port: int) -> str:
    """The fingerprint of the build that another Peak Season server on that port shows."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/build.txt", timeout=2) as answer:
            found = answer.read(64).decode(errors="replace")
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return found if re.fullmatch("[0-9a-f]{16}", found) else ""


def serve(port: int, host: str, show: bool) -> None:
    if not SITE.is_dir():
        raise CourseError("Nothing has been built yet: run 'make course'.")
    with open_server(port, host) as server:
        address = f"http://localhost:{port}/"
        print(f"Peak Season is at {address}", flush=True)
        say("Stop it with Ctrl-C.")
        if show and has_screen():
            webbrowser.open(address)
        server.serve_forever()


def has_screen() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
