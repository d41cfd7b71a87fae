"""A folder with every download of the course, for a classroom without internet (PEAK_SEASON_FILES)."""

import json
from pathlib import Path

from runtime import browser_files, folders, npm, page_libraries, sources
from runtime.environment import pip
from runtime.places import PYODIDE, ROOT, cache
from runtime.problems import say


def make(folder: Path) -> None:
    say(f"Filling {folder} (about 350 MB)")
    pip("download", "--requirement", str(ROOT / "requirements.txt"), "--dest", str(folder / "wheels"))
    for library in (npm.PYODIDE, npm.AXE, *page_libraries.WANTED):
        folders.write_whole(folder / library.archive, npm.fetch(library))
    library = sources.standard()
    for name, sha256 in stock_files().items():
        folders.write_whole(folder / "pyodide" / name, library.get(name, sha256))
    say(f"Set PEAK_SEASON_FILES to a copy of {folder} on a machine of the same kind and Python version.")


def stock_files() -> dict[str, str]:
    browser_files.make()
    packages = json.loads((PYODIDE / browser_files.PAGE_LOCK).read_text(encoding="utf-8"))["packages"]
    kept = {path.name for path in (cache() / "wheels").glob("*.whl")}
    return {
        package["file_name"]: package["sha256"]
        for key, package in packages.items()
        if key != "peak-season" and package["file_name"] not in kept
    }
