"""The report of a class: marks, what most have not got, plans that are nearly the same, time, and what went wrong."""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import combinations
from typing import Any

from attrs import frozen

from simulator.grading.hand_in import Refusal
from simulator.grading.marks import Answer, Marked
from simulator.markup import table

ALIKE = 0.9  # share of settings that two plans have in common
NEAR = 0.02  # how far two numbers lie apart that are nearly the same
SHORTEST = 6  # settings from which on that says something
STYLE = """body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 2rem }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #d5dadd; vertical-align: top }"""
LOOK = "Marked again after points were given by hand: see whether these still hold"


@frozen
class Graded:
    """What became of one hand-in in this run: whose, how long it took in seconds, and what went wrong, or nothing."""

    student: str
    seconds: float
    trouble: str = ""


@frozen
class Run:
    """What a run of the grader did: what it refused, what it marked, its other complaints, and the seconds it took."""

    refused: Sequence[Refusal]
    graded: Sequence[Graded]
    complaints: Sequence[str]
    seconds: float

    @property
    def troubles(self) -> list[str]:
        """A sentence for each hand-in that could not be marked, and each other complaint."""
        return [*(f"{one.student}: {one.trouble}" for one in self.graded if one.trouble), *self.complaints]

    def missing(self, marked: Iterable[str]) -> dict[str, str]:
        """Those who handed something in and have no marks, with the reason."""
        refused = {one.student: one.why for one in self.refused if one.student}
        failed = {one.student: one.trouble for one in self.graded if one.trouble}
        have = set(marked)
        return {student: why for student, why in (refused | failed).items() if student not in have}


def page(assignment: str, every: Sequence[Marked], run: Run) -> str:
    """The report as a page of HTML that loads and runs nothing."""
    look = [one.student for one in every if one.look_again]
    parts = [_facts(every, run), _marks(every), _checks(every), _alike(every),
             _listed("Not taken in", list(map(str, run.refused))), _listed("Not graded", run.troubles),
             *([_listed(LOOK, look)] if look else [])]  # fmt: skip
    title = f"{escape(assignment)}: the class"
    head = f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{STYLE}</style>'
    return "\n".join([head, f"<h1>{title}</h1>", *parts, "</html>", ""])


def _facts(every: Sequence[Marked], run: Run) -> str:
    totals = [one.total for one in every]
    mean = f" Mean {statistics.mean(totals):.2f}, median {statistics.median(totals):.2f} points." if totals else ""
    slow = max(run.graded, key=lambda one: one.seconds, default=None)
    slowest = f" The slowest was {slow.student} with {slow.seconds:.1f} seconds." if slow else ""
    return (
        f"<p>{len(every)} hand-ins have marks.{mean}</p>\n"
        f"<p>{len(run.graded)} were new and took {run.seconds:.0f} seconds together.{escape(slowest)}</p>"
    )


def _marks(every: Sequence[Marked]) -> str:
    cells = list(dict.fromkeys(answer.cell for one in every for answer in one.answers))
    lines = ((escape(one.student), f"{one.total:g}", _late(one), *map(_points, one.answers)) for one in every)
    heads = ("Student", "Points", "Late", *map(escape, cells))
    return table("Marks; a plan's score with its standard error", heads, lines)


def _late(one: Marked) -> str:
    return f"{one.days_late} d, −{one.penalty:g}" if one.days_late else ""


def _points(answer: Answer) -> str:
    score = f" ({answer.score[0]:.1f} ± {answer.score[1]:.1f})" if answer.score else ""
    return f"{answer.points:g} of {answer.most:g}{score}"


def _checks(every: Sequence[Marked]) -> str:
    """How many fell short of each check, and what most of them were told."""
    told, answers = defaultdict(Counter), defaultdict(list)
    for answer in (answer for one in every for answer in one.answers):
        answers[answer.cell].append(answer)
    for cell, those in answers.items():
        for check in dict.fromkeys(name for one in those for name in one.checks) or (cell,):
            told[check].update(one.said(check) for one in those)
    heads = ("Check", "Fell short", "Share", "Told most often")
    lines = (_check(check, sentences) for check, sentences in told.items())
    return table("Checks that were not met, and the commonest mistake", heads, lines)


def _check(check: str, told: Counter[str]) -> tuple[str, ...]:
    total, right = told.total(), told.pop("", 0)
    common = next((f"{sentence} ({number})" for sentence, number in told.most_common(1)), "")
    return escape(check), f"{total - right} of {total}", f"{(total - right) / total:.0%}", escape(common)


def alike(first: dict[str, Any], second: dict[str, Any]) -> float:
    """Share of the settings of two plans that both have, with nearly the same value."""
    names = first.keys() | second.keys()
    return sum(_near(first[name], second[name]) for name in first.keys() & second.keys()) / len(names)


def _near(first: Any, second: Any) -> bool:
    numbers = isinstance(first, int | float) and isinstance(second, int | float)
    return math.isclose(first, second, rel_tol=NEAR) if numbers else first == second


def pairs(every: Sequence[Marked]) -> Iterator[tuple[str, str, float]]:
    """Pairs of plans that have nearly all settings in common, with the share."""
    long = [one for one in every if len(one.plan) >= SHORTEST]
    for a, b in combinations(long, 2):
        if (share := alike(a.plan, b.plan)) >= ALIKE:
            yield a.student, b.student, share


def groups(found: Iterable[tuple[str, str, float]]) -> list[tuple[set[str], float]]:
    """The students of pairs that hang together, with the least share of a pair."""
    known: list[tuple[set[str], float]] = []
    for a, b, share in found:
        near = [one for one in known if a in one[0] or b in one[0]]
        if len(near) != 1 or not {a, b} <= near[0][0] or share < near[0][1]:
            joined = {a, b}.union(*(one[0] for one in near)), min([share, *(one[1] for one in near)])
            known = [one for one in known if one not in near] + [joined]
    return known


def _alike(every: Sequence[Marked]) -> str:
    lines = ((escape(", ".join(sorted(students))), f"{share:.0%}") for students, share in groups(pairs(every)))
    return table("Plans that are nearly the same: a reason to ask, not to judge",
                 ("Students", "Settings in common, at least"), lines)  # fmt: skip


def _listed(title: str, sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in sentences) or "<li>nothing</li>"
    return f"<h2>{title}</h2>\n<ul>{items}</ul>"
