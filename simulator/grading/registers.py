"""Tables of marks: the course's own, and those that Canvas and Moodle import, by the columns in `registers.toml`."""

import csv
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.grading.course import Course
from simulator.grading.marks import Marked

COLUMNS = Path(__file__).with_name("registers.toml")
FIELDS = ("student", "assignment", "points", "most", "earned", "penalty", "days_late", "handed_in")


class RegisterError(ValueError):
    """Columns that cannot be filled, and why."""


def write(course: Course, assignment: str, marked: Sequence[Marked], missing: dict[str, str]) -> None:
    """Write `grades-ASSIGNMENT.csv`, with a line and a sentence for those without marks, and a table for each register.

    Raises `RegisterError`.
    """
    lines = [_line(assignment, one) for one in marked]
    without = [
        (student, assignment, *("" for _ in FIELDS[2:]), _plain(why)) for student, why in sorted(missing.items())
    ]
    _csv(course, assignment, (*FIELDS, "said"), [*((*one.values(), "") for one in lines), *without])
    for name, columns in _registers(course).items():
        head = [_filled(name, text, lines[0]) if lines else text for text in columns]
        _csv(course, f"{assignment}-{name}", head, [
            [_filled(name, text, one) for text in columns.values()] for one in lines])  # fmt: skip


def _plain(sentence: str) -> str:
    """A sentence as no spreadsheet takes it for a formula; it may begin with the name of a learner's file."""
    return f"'{sentence}" if sentence.startswith(("=", "+", "-", "@", "\t", "\r")) else sentence


def _line(assignment: str, one: Marked) -> dict[str, str]:
    time = f"{one.handed_in:%Y-%m-%d %H:%M:%S} UTC" if one.handed_in else ""
    points = (f"{number:g}" for number in (one.total, one.most, one.earned, one.penalty))
    return dict(zip(FIELDS, (one.student, assignment, *points, str(one.days_late), time), strict=True))


def _registers(course: Course) -> dict[str, dict[str, str]]:
    own = course.folder / COLUMNS.name
    path = own if own.is_file() else COLUMNS
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RegisterError(f"{path} cannot be read: {error}") from None


def _filled(register: str, text: str, line: dict[str, str]) -> str:
    try:
        return text.format(**line)
    except (AttributeError, KeyError, IndexError, ValueError):
        allowed = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise RegisterError(f"{COLUMNS.name}: {register}: {text!r} cannot be filled; allowed: {allowed}.") from None


def _csv(course: Course, name: str, head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    with (course.folder / f"grades-{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])
