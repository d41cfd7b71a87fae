"""The JupyterLite site, in which a lesson's code can be changed."""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from runtime import browser_files, fingerprint, folders, notebooks
from runtime.commands import run
from runtime.environment import variables
from runtime.places import LITE, PYODIDE, ROOT
from runtime.problems import say

SETTINGS = ROOT / "book" / "lite"
START = "await import("


def make() -> None:
    """The site, with the numbers that the lessons' text took from their runs: the pages are built first."""
    stamp, wanted = LITE / "fingerprint", inputs()
    if fingerprint.is_current(stamp, wanted):
        return
    say("Building the notebooks' site (JupyterLite)")
    with folders.whole(LITE) as draft:
        build(draft)
        fingerprint.record(draft / stamp.name, wanted)


def inputs() -> str:
    sources = notebooks.sources().values()
    numbers = json.dumps([notebooks.told(source) for source in sources])
    return fingerprint.of(SETTINGS, ROOT / "book" / "runtime", *sources, ROOT / "requirements.txt") + str(
        hash_of(numbers)
    )


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def build(output: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        contents = Path(place) / "contents"
        notebooks.write(contents)
        command = [
            sys.executable,
            "-m",
            "jupyter",
            "lite",
            "build",
            "--config",
            str(SETTINGS / "jupyter_lite_config.py"),
        ]
        command += ["--lite-dir", str(SETTINGS), "--contents", str(contents), "--output-dir", str(output)]
        run(command, "Building the notebooks' site", cwd=place, env=variables())
    keep_copies(output)


def keep_copies(output: Path) -> None:
    """Every JupyterLite page first looks for the reader's copies of older editions."""
    script = "keep_copies.js"
    folders.link(str(SETTINGS / script), str(output / script))
    for page in output.glob("*/index.html"):
        text = page.read_text(encoding="utf-8")
        first = f"await import('../{script}').catch(console.error);\n        "
        page.write_text(text.replace(START, first + START, 1), encoding="utf-8")


def place(site: Path) -> None:
    """Put JupyterLite and the one copy of Pyodide into the site."""
    folders.mirror(LITE, site / "lite")
    folders.mirror(PYODIDE, site / "lite" / "static" / "pyodide")
    settings = site / "lite" / "jupyter-lite.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    kernel = content["jupyter-config-data"]["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    lock = f"./static/pyodide/{browser_files.NOTEBOOK_LOCK}?v={browser_files.version()}"
    kernel["loadPyodideOptions"] = {"lockFileURL": lock}
    folders.write_whole(settings, json.dumps(content, indent=2).encode())
