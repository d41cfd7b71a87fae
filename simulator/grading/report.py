"""The marks of a class: tables for the register, Canvas and Moodle, and a page of what the class has not got."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any

from attrs import frozen

from simulator.exercise import plan_cell
from simulator.grading.course import Course
from simulator.grading.search import settings
from simulator.markup import table
from simulator.planfile import PlanError, plain

SCORE = re.compile(r"Score (-?\d+\.\d) ± (\d+\.\d)")
ALIKE = 0.9  # share of settings that two plans have in common
SHORTEST = 6  # settings from which on that says something
COMMONEST = 8
STYLE = """body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 2rem }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #d5dadd; vertical-align: top }"""


@frozen
class Answer:
    """One marked answer: its grade cell, points and the most that can be had, the sentence, and a plan's score with its
    standard error where it is one."""

    cell: str
    points: float
    most: float
    sentence: str
    score: tuple[float, float] | None


@frozen
class Marked:
    """A student's marked hand-in, with the settings of the plan in it."""

    student: str
    answers: tuple[Answer, ...]
    plan: dict[str, Any]

    @property
    def total(self) -> float:
        """Points of all answers."""
        return sum(one.points for one in self.answers)


def read(course: Course, assignment: str, student: str) -> Marked | None:
    """What was marked of a student's hand-in; nothing where it was not."""
    path = course.folder / "autograded" / student / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        return None
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    graded = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    plan = next((text for cell in cells if (text := "".join(cell["source"])).startswith(plan_cell.MAGIC)), "")
    return Marked(student, tuple(map(_answer, graded)), _settings(plan))


def _answer(cell: dict[str, Any]) -> Answer:
    mark, about = cell["metadata"]["mark"], cell["metadata"]["nbgrader"]
    points = float("".join(cell["outputs"][1]["data"]["text/plain"]))
    found = next(filter(None, map(SCORE.search, mark["details"])), None)
    score = (float(found[1]), float(found[2])) if found else None
    return Answer(about["grade_id"], points, float(about["points"]), mark["sentence"], score)


def _settings(source: str) -> dict[str, Any]:
    """The settings that a plan names, by their place; none where it cannot be read."""
    try:
        plan, _ = plan_cell.read(plan_cell.body_of(source), "first-shop")
    except (PlanError, ValueError):
        return {}
    return {".".join(map(str, path)): value for path, value in settings(plain(plan)) if path != ("scenario",)}


def write(course: Course, assignment: str, students: Sequence[str], refused: Sequence[str], troubles: Sequence[str],
          seconds: float) -> None:  # fmt: skip
    """Write the tables of marks and the report of the class."""
    every = [one for student in students if (one := read(course, assignment, student))]
    folder = course.folder
    _csv(folder / "grades.csv", ("student", "assignment", "points", "most"), [
        (one.student, assignment, one.total, _most(one)) for one in every])  # fmt: skip
    _csv(folder / "grades-canvas.csv", ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment), [
        ("", one.student, "", "", "", one.total) for one in every])  # fmt: skip
    _csv(folder / "grades-moodle.csv", ("Identifier", "Grade", "Maximum Grade"), [
        (f"Participant {one.student}", one.total, _most(one)) for one in every])  # fmt: skip
    page = _page(assignment, every, refused, troubles, seconds)
    (folder / f"report-{assignment}.html").write_text(page, encoding="utf-8")


def _most(one: Marked) -> float:
    return sum(answer.most for answer in one.answers)


def _csv(path: Path, head: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([head, *lines])


def _page(assignment: str, every: Sequence[Marked], refused: Sequence[str], troubles: Sequence[str],
          seconds: float) -> str:  # fmt: skip
    parts = [_marks(every), _checks(every), _sentences(every), _alike(every),
             _listed("Not taken in", refused), _listed("Not graded", troubles)]  # fmt: skip
    facts = f"{len(every)} hand-ins, {seconds:.0f} seconds for those that were new."
    title = f"{escape(assignment)}: the class"
    head = f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{STYLE}</style>'
    return "\n".join([head, f"<h1>{title}</h1>", f"<p>{facts}</p>", *parts, "</html>", ""])


def _marks(every: Sequence[Marked]) -> str:
    cells = list(dict.fromkeys(answer.cell for one in every for answer in one.answers))
    lines = ((escape(one.student), f"{one.total:g}", *map(_points, one.answers)) for one in every)
    return table("Marks; a plan's score with its standard error", ("Student", "Points", *map(escape, cells)), lines)


def _points(answer: Answer) -> str:
    score = f" ({answer.score[0]:.1f} ± {answer.score[1]:.1f})" if answer.score else ""
    return f"{answer.points:g} of {answer.most:g}{score}"


def _checks(every: Sequence[Marked]) -> str:
    """How many fell short of each answer."""
    total, short = Counter(), Counter()
    for answer in (answer for one in every for answer in one.answers):
        total[answer.cell] += 1
        short[answer.cell] += answer.points < answer.most
    lines = (
        (escape(cell), f"{short[cell]} of {number}", f"{short[cell] / number:.0%}") for cell, number in total.items()
    )
    return table("Answers that fell short of full marks", ("Answer", "How many", "Share"), lines)


def _sentences(every: Sequence[Marked]) -> str:
    """What most of those who fell short were told."""
    told = Counter(answer.sentence for one in every for answer in one.answers if answer.points < answer.most)
    lines = ((escape(sentence), str(number)) for sentence, number in told.most_common(COMMONEST))
    return table("What was told most often", ("Sentence", "How many"), lines)


def alike(first: dict[str, Any], second: dict[str, Any]) -> float:
    """Share of the settings of two plans that both have, with the same value."""
    names = first.keys() | second.keys()
    return sum(name in first and name in second and first[name] == second[name] for name in names) / len(names)


def _alike(every: Sequence[Marked]) -> str:
    """Pairs of plans that have nearly all settings in common. That is a reason to ask, not to judge."""
    long = [one for one in every if len(one.plan) >= SHORTEST]
    pairs = [(a.student, b.student, alike(a.plan, b.plan)) for a, b in combinations(long, 2)]
    found = sorted((one for one in pairs if one[2] >= ALIKE), key=lambda one: -one[2])
    lines = ((escape(a), escape(b), f"{share:.0%}") for a, b, share in found)
    return table("Plans that are nearly the same", ("Student", "Student", "Settings in common"), lines)


def _listed(title: str, sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in sentences) or "<li>nothing</li>"
    return f"<h2>{title}</h2>\n<ul>{items}</ul>"
