"""The built course on a free port, and a real browser to read it with."""

import os
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from runtime import page_libraries, server
from runtime.places import SITE

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def site():
    """Address of the course as it was built last."""
    if not (SITE / "index.html").exists():
        pytest.fail("the course is not built: run make build first")
    with server.open_server(0, site=SITE) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(scope="session")
def browser():
    """Chromium, or the browser that PEAK_SEASON_BROWSER names."""
    program = os.environ.get("PEAK_SEASON_BROWSER", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe():
    """The script of the accessibility checker."""
    return Path(os.environ.get("PEAK_SEASON_AXE") or page_libraries.axe())
