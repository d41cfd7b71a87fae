"""What learners got: points from the gradebook, those given by hand included, and what they were told."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from attrs import frozen
from nbgrader.api import Gradebook, SubmittedAssignment

from simulator.exercise import plan_cell
from simulator.grading import late
from simulator.grading.course import Course
from simulator.grading.plan_task import CANNOT
from simulator.grading.search import settings
from simulator.planfile import parse

SCORE = re.compile(r"Score (-?\d+\.\d) ± (\d+\.\d)")
CHECK = re.compile(r"(?P<label>[^:]+): (?P<said>.+)")
RIGHT, ABOVE = "right", "not yet, see above"


@frozen
class Answer:
    """One marked answer: its grade cell, points and the most that can be had, the sentence, what each of its checks
    said where it has several (nothing where it is right), and the score of a plan with its standard error."""

    cell: str
    points: float
    most: float
    sentence: str
    checks: dict[str, str]
    score: tuple[float, float] | None

    def said(self, check: str) -> str:
        """What one check said, or the answer as a whole; nothing where it is right."""
        return self.checks.get(check, "" if self.points >= self.most else self.sentence)


@frozen
class Marked:
    """A student's marked hand-in: its answers, when it came (UTC) and how many days late, what that takes off, whether
    somebody should look at it again, and the settings of its plan."""

    student: str
    answers: tuple[Answer, ...]
    handed_in: datetime | None
    days_late: int
    penalty: float
    look_again: bool
    plan: dict[str, Any]

    @property
    def earned(self) -> float:
        """Points of all answers."""
        return sum(one.points for one in self.answers)

    @property
    def total(self) -> float:
        """Points less what being late takes off."""
        return max(0.0, self.earned - self.penalty)

    @property
    def most(self) -> float:
        """Points that can be had."""
        return sum(one.most for one in self.answers)


def graded_cells(course: Course, student: str, assignment: str) -> list[dict[str, Any]]:
    """The cells of a graded notebook; none where there is none, or grading was stopped before it was marked."""
    path = course.folder / "autograded" / student / assignment / f"{assignment}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError):
        return []
    return cells if all("mark" in cell["metadata"] for cell in filter(is_grade, cells)) else []


def is_grade(cell: dict[str, Any]) -> bool:
    """Whether a cell of a notebook's plain data is marked."""
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def read(course: Course, assignment: str, gradebook: Gradebook, students: Iterable[str]) -> Iterator[Marked]:
    """What was marked of the hand-ins of some students; those that were not marked are left out."""
    rule = late.rules(course).get(assignment)
    submissions = {one.student.id: one for one in gradebook.assignment_submissions(assignment)}
    for student in students:
        cells = graded_cells(course, student, assignment)
        if cells and student in submissions:
            yield _marked(submissions[student], cells, rule)


def _marked(one: SubmittedAssignment, cells: list[dict[str, Any]], rule: late.Rule | None) -> Marked:
    grades = {grade.name: grade for notebook in one.notebooks for grade in notebook.grades}
    answers = tuple(_answer(cell, grades[cell["metadata"]["nbgrader"]["grade_id"]]) for cell in filter(is_grade, cells))
    plan = next((text for cell in cells if (text := "".join(cell["source"])).startswith(plan_cell.MAGIC)), "")
    days = rule.days(late.seconds_late(rule, one.timestamp)) if rule else 0
    look_again = any(grade.needs_manual_grade for grade in grades.values())
    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in one.notebooks)
    return Marked(one.student.id, answers, one.timestamp, days, penalty, look_again, _settings(plan))


def _answer(cell: dict[str, Any], grade: Any) -> Answer:
    mark = cell["metadata"]["mark"]
    found = next(filter(None, map(SCORE.search, mark["details"])), None)
    score = (float(found[1]), float(found[2])) if found else None
    return Answer(grade.name, grade.score, grade.max_score, mark["sentence"], _checks(mark), score)


def _checks(mark: dict[str, Any]) -> dict[str, str]:
    """What each check that the details name said, nothing where it is right."""
    details = () if mark["sentence"].startswith(CANNOT) else mark["details"]
    found = [one for one in map(CHECK.fullmatch, details) if one]
    return {one["label"]: {RIGHT: "", ABOVE: mark["sentence"]}.get(one["said"], one["said"]) for one in found}


def _settings(source: str) -> dict[str, Any]:
    """The settings that a plan names, by their place; none where it cannot be read."""
    try:
        raw = parse(plan_cell.body_of(source))
    except Exception:  # it was marked already; what cannot be read is like no other plan
        return {}
    return {".".join(map(str, path)): value for path, value in settings(raw) if path != ("scenario",)}
