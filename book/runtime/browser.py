"""The browser that the tests drive."""

import os
import shutil
import sys
from pathlib import Path

from runtime.commands import DEBIAN, run
from runtime.problems import CourseError, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
PACKAGES = ("chromium", "fonts-noto-cjk", "fonts-dejavu-core", "bubblewrap")


def find() -> str | None:
    chosen = os.environ.get("PEAK_SEASON_BROWSER")
    if chosen:
        return chosen if Path(chosen).exists() else shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None) or next(
        (place for place in PLACES if Path(place).exists()), None
    )


def require() -> str:
    found = find() or (install() if may_install() else None)
    if not found:
        raise CourseError(
            "The tests drive a browser and none was found: install Chromium, Chrome or Edge, "
            "or set PEAK_SEASON_BROWSER to its program."
        )
    return found


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> str | None:
    say("Installing Chromium for the tests")
    run(["apt-get", "update", "-qq"], "Asking for Debian's packages", DEBIAN)
    options = ["-y", "-qq", "--no-install-recommends"]
    run(["apt-get", "install", *options, *PACKAGES], "Installing Chromium", DEBIAN)
    return find()
