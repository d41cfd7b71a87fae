"""Takes hand-ins from the inbox: python -m simulator.grading.collect, in the course's folder.

`grading/inbox/STUDENT/` may hold `ASSIGNMENT.ipynb`, and `ASSIGNMENT.toml`, a plan saved from the season panel; zip
files of such folders and downloads of Canvas and Moodle will do too (`inbox.py`). What becomes of them lies in
`grading/submitted/STUDENT/ASSIGNMENT/`: the released notebook with the learner's answers. Everything else is refused
with a sentence, and the exit code is 1.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat

from simulator.exercise.saved_file import cells
from simulator.exercise.sheet import sheets
from simulator.grading.course import Course
from simulator.grading.hand_in import RefusedError, graft, read_file, read_notebook
from simulator.grading.inbox import unpack


def collect(course: Course) -> Iterator[str]:
    """Take in what lies in the inbox; a sentence for each file or folder that is refused."""
    yield from unpack(course)
    for path in sorted((course.folder / "unpacked").glob("*/*")):
        try:
            take_in(course, path.parent.name, path)
        except RefusedError as refused:
            yield f"{path.parent.name}: {refused}."


def take_in(course: Course, student: str, path: Path) -> None:
    """Make one file of the inbox a submission. Raises `RefusedError`."""
    release = course.release(path.stem, path.stem)
    if path.suffix not in (".ipynb", ".toml") or not release.is_file():
        allowed = "its name has to be that of the assignment, as in ps1-platforms.ipynb or ps1-platforms.toml"
        raise RefusedError(f"{path.name!r} is not the notebook or the plan of an assignment: {allowed}")
    notebook = nbformat.read(release, as_version=4)
    saved = path.with_suffix(".ipynb")
    raw: dict[str, Any] = {"cells": []}
    if path.suffix == ".ipynb" or saved.exists():
        raw = read_notebook(saved)
    plan = path.with_suffix(".toml")
    if path.suffix == ".toml" or plan.exists():
        raw["cells"][:0] = answers(path.stem, plan)
    submit(course.folder / "submitted" / student / path.stem, nbformat.writes(graft(notebook, raw)))


def answers(assignment: str, path: Path) -> list[dict[str, str]]:
    """A saved file as the answer cells that it belongs into; what is in the notebook goes before it.

    Raises `RefusedError`.
    """
    try:
        text = read_file(path).decode("utf-8")
        return [{"id": key, "source": source} for key, source in cells(text, sheets(assignment))]
    except UnicodeDecodeError:
        raise RefusedError(f"{path.name} is not text in UTF-8") from None
    except ValueError as error:
        raise RefusedError(f"{path.name}: {error}") from None


def submit(folder: Path, text: str) -> None:
    """Write a submission and the time at which it came; one that is there already keeps its time."""
    path = folder / f"{folder.name}.ipynb"
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (folder / "timestamp.txt").write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")


def main() -> int:
    """Collect for the course in the current folder."""
    refused = list(collect(Course(Path.cwd())))
    print("\n".join(refused), file=sys.stderr, end="\n" if refused else "")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
