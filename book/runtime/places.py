"""Where things lie: in the checkout, in its build folder, and in the reader's own cache."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BUILD = ROOT / "_build"
SITE = BUILD / "html"
PYODIDE = BUILD / "pyodide"
LITE = BUILD / "lite"
EXECUTED = ROOT / ".jupyter_cache"
VENDOR = ROOT / "book" / "_static" / "vendor"

SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def cache() -> Path:
    """Downloads are kept here, so that a second checkout or a rebuild needs no network."""
    chosen = os.environ.get("PEAK_SEASON_CACHE")
    return Path(chosen).expanduser() if chosen else _system_cache() / "peak-season"


def _system_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home()))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))


def given_files() -> Path | None:
    """The folder of browser files and wheels that a classroom without internet hands out."""
    chosen = os.environ.get("PEAK_SEASON_FILES")
    return Path(chosen).expanduser() if chosen else None
