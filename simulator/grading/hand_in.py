"""Hand-ins: what is taken from a file that a learner wrote, and nothing else."""

import json
import os
import stat
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from attrs import frozen
from nbgrader.utils import is_solution, parse_utc

LARGEST = 2 << 20
TIME = "timestamp.txt"
UNREADABLE = "The file that was handed in is not a notebook that can be read: save it again and hand it in again."


class RefusedError(ValueError):
    """A file that is not taken in, and why."""


@frozen
class Refusal:
    """A file that was not taken in: which one, why, and whose it is where that is known."""

    what: str
    why: str
    student: str = ""

    def __str__(self) -> str:
        """One line, also where a file's name holds what a terminal would obey."""
        return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in f"{self.what}: {self.why}.")


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises `RefusedError` for links, special files and files that are too large."""
    try:
        with open(path, "rb", opener=_plainly) as file:
            ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            content = file.read(LARGEST + 1) if ordinary else b""
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be opened as an ordinary file ({error.strerror})") from None
    if not ordinary:
        raise RefusedError(f"{path.name} is not an ordinary file")
    if len(content) > LARGEST:
        raise RefusedError(f"{path.name} is larger than {LARGEST >> 20} MB")
    return content


def _plainly(path: str, flags: int) -> int:
    """Open without following a link and without waiting for anybody."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def read_notebook(path: Path) -> dict[str, Any]:
    """The plain data of a notebook file. Raises `RefusedError` where it is none."""
    try:
        raw = json.loads(read_file(path))
    except (ValueError, RecursionError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(f"{path.name} is not JSON") from None
    if not isinstance(_table(raw).get("cells"), list):
        raise RefusedError(f"{path.name} has no cells")
    return raw


def _table(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def sources(raw: dict[str, Any]) -> dict[str, list[str]]:
    """The sources of the cells by their grade id, else by their cell id, in the order in which they stand."""
    found = defaultdict(list)
    for cell in map(_table, raw["cells"]):
        grade_id = _table(_table(cell.get("metadata")).get("nbgrader")).get("grade_id")
        found[str(grade_id or cell.get("id"))].append(_text(cell.get("source")))
    return found


def _text(source: object) -> str:
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode("utf-8")


def graft(release: nbformat.NotebookNode, raw: dict[str, Any]) -> nbformat.NotebookNode:
    """The released notebook with the learner's answers put in: of several cells with one id, the last changed one."""
    found = sources(raw)
    for cell in filter(is_solution, release.cells):
        answers = found.get(cell.metadata.nbgrader.grade_id) or found.get(cell.id, [])
        cell.source = next((text for text in reversed(answers) if text != cell.source), cell.source)
    return release


def take(path: Path, release: Path) -> nbformat.NotebookNode:
    """The notebook to grade: the release with the answers of the file, or marked as unreadable."""
    notebook = nbformat.read(release, as_version=4)
    try:
        raw = read_notebook(path)
    except RefusedError:
        raw = {"cells": [], "metadata": {"unreadable": True}}
    if _table(raw.get("metadata")).get("unreadable") is True:
        notebook.metadata["unreadable"] = True
    return graft(notebook, raw)


def read_time(path: Path) -> datetime | None:
    """The time in a file, in UTC without saying so, as nbgrader keeps it; none where there is none."""
    try:
        return parse_utc(read_file(path).decode("utf-8").strip())
    except (ValueError, OverflowError):
        return None


def check_time(notebooks: list[str], **_names: str) -> None:
    """Before a hand-in is graded: take away a time stamp that is no time, which would stop nbgrader."""
    path = Path(notebooks[0]).with_name(TIME)
    if read_time(path) is None:
        path.unlink(missing_ok=True)
