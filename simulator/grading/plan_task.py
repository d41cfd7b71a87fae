"""Marks for plans: hidden seasons of an instance decide, and the cell is read, never run."""

import math

from attrs import frozen

from simulator.exercise import plan_cell
from simulator.exercise.plan_hints import hint, means
from simulator.grading.course import Course
from simulator.grading.instance import best_of, instance_of, measures_of
from simulator.grading.mark import Mark, told
from simulator.grading.search import within
from simulator.planfile import PlanError
from simulator.score import Score, rung, score

CANNOT = "The plan cannot be read."
LEFT_OUT = "Your plan also decides what this task does not ask for; that was left at its default."


@frozen
class PlanTask:
    """Marks a plan by its score between the do-nothing shop and the best known plan of the instance.

    Marks are whole: points x score / 100, rounded half up, so that plans within noise differ by one mark at most.
    `decisions` are the levers that the task opens: no others count in a plan, and the best plan known uses no others.
    None opens all.
    """

    answer: str
    scenario: str
    decisions: tuple[str, ...] = ()

    def mark(self, source: str, course: Course, assignment: str, points: float) -> Mark:
        """The mark of the plan in the cell's source."""
        try:
            plan, _ = plan_cell.read(plan_cell.body_of(source), self.scenario)
        except PlanError as error:
            return unreadable(error)
        instance = instance_of(course, assignment, self.scenario)
        counted = within(plan, self.decisions)
        plans = (counted, rung(self.scenario, "do-nothing"), best_of(course, instance, self.decisions))
        own, nothing, best = (measures_of(course, instance, one) for one in plans)
        reached = score(own["points"], nothing["points"], best["points"])
        details = (report(reached), LEFT_OUT) if counted != plan else (report(reached),)
        return told(whole(points, reached.value), hint(means(own), means(best), reached.value), details)


def unreadable(error: PlanError) -> Mark:
    """No points for a plan that cannot be read: its first problem, then the others."""
    first, *others = (f"{problem}." for problem in error.problems)
    return Mark(0, f"{CANNOT} {first}", tuple(others))


def whole(points: float, value: float) -> int:
    """Whole marks of a score."""
    return math.floor(points * min(max(value, 0.0), 100.0) / 100 + 0.5)


def report(reached: Score) -> str:
    """The score with its standard error."""
    over = " (more than 100 counts as 100)" if reached.value > 100 else ""
    return (
        f"Score {reached.value:.1f} ± {reached.standard_error:.1f}{over}, over {reached.seasons} seasons that nobody "
        "has seen; 0 is the shop that decides nothing, 100 the best plan known."
    )
