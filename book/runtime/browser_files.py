"""Python for the browser: Pyodide's core, the packages that the course needs, and the simulator.

Pages and notebooks share one folder. It has two locks: a page that imports `simulator` loads what a season needs,
a notebook that does so loads tables, charts and widgets too.
"""

import copy
import hashlib
import json
from pathlib import Path

from runtime import fingerprint, folders, npm, sources, wheels
from runtime.places import PYODIDE, ROOT
from runtime.problems import say
from runtime.wheels import Wheel

CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
STOCK = ("numpy", "pandas", "matplotlib", "micropip", "ipython", "jedi", "ssl", "sqlite3")
PAGE_LOCK, NOTEBOOK_LOCK = "pyodide-lock.json", "notebook-lock.json"


def make() -> None:
    stamp, wanted = PYODIDE / "fingerprint", inputs()
    if fingerprint.is_current(stamp, wanted):
        return
    say("Putting the simulator into Python for the browser")
    with folders.whole(PYODIDE) as draft:
        fill(draft)
        fingerprint.record(draft / stamp.name, wanted)


def inputs() -> str:
    code = (ROOT / "book" / "runtime" / name for name in ("browser_files.py", "wheels.py", "npm.py"))
    texts = (ROOT / name for name in ("pyproject.toml", "requirements.txt", "README.md"))
    return fingerprint.of(ROOT / "simulator", *code, *texts)


def fill(draft: Path) -> None:
    npm.unpack(npm.PYODIDE, {name: name for name in (*CORE, PAGE_LOCK)}, draft)
    official = json.loads((draft / PAGE_LOCK).read_text(encoding="utf-8"))
    own = wheels.own({normal(key) for key in official["packages"]})
    page = lock(official, own)
    for wheel in own:
        (draft / wheel.file_name).write_bytes(wheel.content)
    library = sources.standard()
    for package in page["packages"].values():
        if not (draft / package["file_name"]).exists():
            (draft / package["file_name"]).write_bytes(library.get(package["file_name"], package["sha256"]))
    write(draft / PAGE_LOCK, page)
    write(draft / NOTEBOOK_LOCK, for_notebooks(page))


def lock(official: dict, own: list[Wheel]) -> dict:
    """The official lock with our wheels in it and without what the course does not use."""
    packages = {**official["packages"], **{wheel.name: wheel.entry() for wheel in own}}
    used = closure(packages, [*STOCK, *(wheel.name for wheel in own)])
    return {**official, "packages": {key: packages[key] for key in sorted(used)}}


def closure(packages: dict, names: list[str]) -> set[str]:
    keys = {normal(key): key for key in packages}
    found, waiting = set(), list(names)
    while waiting:
        key = keys[normal(waiting.pop())]
        if key not in found:
            found.add(key)
            waiting += packages[key]["depends"]
    return found


def normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def for_notebooks(page: dict) -> dict:
    notebook = copy.deepcopy(page)
    notebook["packages"]["peak-season"]["depends"] = list(wheels.required("dependencies", "notebook"))
    return notebook


def write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def version(folder: Path = PYODIDE) -> str:
    """Added to the locks' addresses, so that a browser never keeps an old one."""
    return hashlib.sha256((folder / NOTEBOOK_LOCK).read_bytes()).hexdigest()[:12]
