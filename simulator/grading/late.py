"""Late hand-ins: the rules that `grading/late.toml` holds for each assignment, and what they take off.

    [ps1-platforms]
    due = 2026-10-01T23:59:00+08:00
    clock = "collected"       # a hand-in's time: when it was first "collected", or the one that its "file" shows
    grace_minutes = 15        # so much later is not late yet
    points_a_day = 1          # taken off for each day that has begun since it was due
    zero_after_days = 5       # more days late than these, and nothing is left

An assignment that the file does not name has no due date. What is left out takes nothing off.
"""

import math
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import frozen
from nbgrader.api import Gradebook
from nbgrader.plugins import BasePlugin
from nbgrader.utils import parse_utc
from traitlets import Unicode

from simulator.grading.course import Course
from simulator.grading.hand_in import TIME, read_time
from simulator.planfile import Problem, nearest

FILE = "late.toml"
DAY = 86_400.0
CLOCKS = ("collected", "file")


class LateError(ValueError):
    """Rules that cannot be read, and why."""


@frozen
class Rule:
    """When an assignment is due and what being late costs: points for each day begun, everything after so many days;
    `clock` says what a hand-in's time is."""

    due: datetime
    clock: str
    grace_minutes: float = 0.0
    points_a_day: float = 0.0
    zero_after_days: float = math.inf

    def days(self, seconds: float) -> int:
        """Days late, each one begun counted, of a hand-in that came so many seconds after it was due."""
        return math.ceil(seconds / DAY) if seconds > 60 * self.grace_minutes else 0

    def penalty(self, score: float, seconds: float) -> float:
        """Points taken off a score."""
        days = self.days(seconds)
        return score if days > self.zero_after_days else min(score, days * self.points_a_day)


def _time(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf


FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "due": (_time, "a time with its zone, as in 2026-10-01T23:59:00+08:00"),
    "clock": (lambda value: value in CLOCKS, "'collected' or 'file'"),
    "grace_minutes": (_number, "a number from 0 on"),
    "points_a_day": (_number, "a number from 0 on"),
    "zero_after_days": (_number, "a number from 0 on"),
}


def rules(course: Course) -> dict[str, Rule]:
    """The rule of each assignment that has one. Raises `LateError` with every problem found."""
    path = course.folder / FILE
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LateError(f"{path} cannot be read: {error}") from None
    found = [problem for name, table in tables.items() for problem in _problems(course, name, table)]
    if found:
        raise LateError("\n".join(f"{path}: {problem}" for problem in found))
    return {name: Rule(**table) for name, table in tables.items()}


def _problems(course: Course, name: str, table: Any) -> list[Problem]:
    known = course.assignments()
    if name not in known or not isinstance(table, dict):
        return [Problem(name, table, f"tables named by an assignment: {', '.join(known)}", nearest(name, known))]
    strange = [Problem(f"{name}.{field}", table[field], ", ".join(FIELDS), nearest(field, tuple(FIELDS)))
               for field in table if field not in FIELDS]  # fmt: skip
    return strange + [
        Problem(f"{name}.{field}", _shown(table.get(field)), allowed)
        for field, (right, allowed) in FIELDS.items()
        if (field in table or field in ("due", "clock")) and not right(table.get(field))
    ]


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def settle(course: Course, assignment: str, gradebook: Gradebook) -> None:
    """Bring due date, times and penalties of an assignment in the gradebook in step with its rule and the marks."""
    rule = rules(course).get(assignment)
    gradebook.find_assignment(assignment).duedate = rule and parse_utc(rule.due)
    for one in gradebook.assignment_submissions(assignment):
        one.timestamp = handed_in(course, one.student.id, assignment)
        late = seconds_late(rule, one.timestamp)
        for notebook in one.notebooks:
            notebook.late_submission_penalty = rule.penalty(notebook.score, late) if rule and late else None
    gradebook.db.commit()


def handed_in(course: Course, student: str, assignment: str) -> datetime | None:
    """The time of a hand-in, in UTC without saying so, as nbgrader keeps it; none where nobody wrote it down."""
    return read_time(course.folder / "submitted" / student / assignment / TIME)


def seconds_late(rule: Rule | None, time: datetime | None) -> float:
    """How long after it was due a hand-in came; 0 for one in time."""
    return max(0.0, (time.replace(tzinfo=UTC) - rule.due).total_seconds()) if rule and time else 0.0


class LateRule(BasePlugin):
    """nbgrader's way to a penalty, for its own commands."""

    root = Unicode(".", help="The course's folder.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Points taken off one notebook; none where the assignment has no rule."""
        rule = rules(Course(Path(self.root))).get(self.parent.assignment_id)
        return rule.penalty(score, total_seconds_late) if rule else None
