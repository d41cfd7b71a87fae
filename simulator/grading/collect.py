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
from simulator.grading import late
from simulator.grading.course import Course
from simulator.grading.hand_in import TIME, Refusal, RefusedError, graft, read_file, read_notebook
from simulator.grading.inbox import unpack


def collect(course: Course) -> Iterator[Refusal]:
    """Take in what lies in the inbox; what is refused. Raises `LateError` for rules that cannot be read."""
    clocks = {name: rule.clock for name, rule in late.rules(course).items()}
    yield from unpack(course)
    for path in sorted((course.folder / "unpacked").glob("*/*")):
        try:
            take_in(course, path, clocks.get(path.stem, "collected"))
        except RefusedError as refused:
            yield Refusal(path.parent.name, str(refused), path.parent.name)


def take_in(course: Course, path: Path, clock: str) -> None:
    """Make one file of a student a submission. Raises `RefusedError`."""
    notebook = nbformat.read(course.release(path.stem, path.stem), as_version=4)
    saved, plan = path.with_suffix(".ipynb"), path.with_suffix(".toml")
    raw: dict[str, Any] = read_notebook(saved) if saved.exists() else {"cells": []}
    if plan.exists():
        raw["cells"][:0] = answers(path.stem, plan)
    time = max(one.stat().st_mtime for one in (saved, plan) if one.exists())
    folder = course.folder / "submitted" / path.parent.name / path.stem
    submit(folder, nbformat.writes(graft(notebook, raw)), time if clock == "file" else None)


def answers(assignment: str, path: Path) -> list[dict[str, str]]:
    """A saved file as the answer cells that it belongs into; what is in the notebook goes before it.

    Raises `RefusedError`.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
        return [{"id": key, "source": source} for key, source in cells(text, sheets(assignment))]
    except UnicodeDecodeError:
        raise RefusedError(f"{path.name} is not text in UTF-8") from None
    except ValueError as error:
        raise RefusedError(f"{path.name}: {error}") from None


def submit(folder: Path, text: str, time: float | None) -> None:
    """Write a submission and its time: the one given, else now; without one, what is there already keeps its own."""
    path, stamp = folder / f"{folder.name}.ipynb", folder / TIME
    known = stamp.is_file() and path.is_file() and path.read_text(encoding="utf-8") == text
    if not known:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if not known or time is not None:
        now = datetime.now(UTC)
        when = now if time is None else min(now, datetime.fromtimestamp(time, UTC))
        stamp.write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")


def main() -> int:
    """Collect for the course in the current folder."""
    try:
        refused = list(map(str, collect(Course(Path.cwd()))))
    except late.LateError as error:
        refused = [str(error)]
    print("\n".join(refused), file=sys.stderr, end="\n" if refused else "")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
