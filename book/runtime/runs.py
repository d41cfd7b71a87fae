"""The pages' cells, run before the build: as many pages at a time as there are processors, into its cache."""

import os
import shutil
from pathlib import Path

from runtime import fingerprint
from runtime.commands import attempt
from runtime.notebooks import is_notebook
from runtime.places import EXECUTED, PYTHON, ROOT

LONGEST = 900  # seconds a page


def make() -> None:
    """Run what is new. A page whose cells fail is run once more by the build, which tells what happened."""
    forget_old()
    attempt([str(PYTHON), "-m", "runtime.runs"], cwd=ROOT / "book", env=dict(os.environ))


def forget_old() -> None:
    """The cache knows a lesson's cells but not the simulator that they ran on."""
    stamp, wanted = EXECUTED / "simulator.txt", fingerprint.of(ROOT / "simulator", ROOT / "requirements.txt")
    if not fingerprint.is_current(stamp, wanted):
        shutil.rmtree(EXECUTED, ignore_errors=True)
        fingerprint.record(stamp, wanted)


def pages() -> list[Path]:
    """Pages with cells, in the order of their names."""
    return [
        path for folder in ("book", "chapters") for path in sorted((ROOT / folder).rglob("*.md")) if is_notebook(path)
    ]


def run() -> None:
    """Run the pages that the cache does not know."""
    from jupyter_cache import get_cache
    from jupyter_cache.executors import load_executor

    cache = get_cache(str(EXECUTED))
    for path in pages():
        cache.add_nb_to_project(str(path), read_data={"name": "myst_nb_md", "type": "plugin"})
    load_executor("local-parallel", cache).run_and_cache(timeout=LONGEST, allow_errors=False)


if __name__ == "__main__":
    run()
