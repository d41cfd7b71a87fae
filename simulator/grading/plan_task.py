"""Marks for plans: hidden seasons of an instance decide, and the cell is read, never run."""

import math
from collections.abc import Callable

from attrs import frozen

from simulator.experiment import Measures
from simulator.grading import plan_cell
from simulator.grading.course import Course
from simulator.grading.instance import best_of, instance_of, measures_of
from simulator.grading.mark import Mark
from simulator.grading.search import within
from simulator.planfile import PlanError
from simulator.score import CLOSED, Score, rung, score

Means = dict[str, float]
Hint = tuple[Callable[[Means, Means], bool], str]

HINTS: tuple[Hint, ...] = (
    (
        lambda own, best: own["closed"] > 0,
        "The shop ran out of cash in {closed:.0%} of the seasons: look at what is paid before the first sales come in "
        "(deposit, fees, stock, marketing).",
    ),
    (
        lambda own, best: own["stockout_rate"] > best["stockout_rate"] + 0.03,
        "{stockout_rate:.0%} of the demand met empty shelves: look at reorder_point and order_up_to.",
    ),
    (
        lambda own, best: own["visitors"] < 0.75 * best["visitors"],
        "Too few people saw the shop: look at the platform's visitors and at weekly_budget.",
    ),
    (
        lambda own, best: own["marketing_share"] > best["marketing_share"] + 0.05,
        "Marketing took {marketing_share:.0%} of the sales: look at what the last hundred yuan of weekly_budget bring.",
    ),
    (
        lambda own, best: own["gross_margin"] < best["gross_margin"] - 0.04,
        "Each scarf earned too little: look at the prices, the promotions and the supplier.",
    ),
    (
        lambda own, best: own["conversion_rate"] < 0.85 * best["conversion_rate"],
        "Many looked and few bought: look at your prices beside those of the rivals.",
    ),
    (
        lambda own, best: own["stock_left"] > best["stock_left"] + 0.05,
        "Too much stock was left at the end: look at order_up_to in the last weeks.",
    ),
)
GOOD, CLOSE = 95.0, "A good plan: what is left to find lies in small changes of price, stock and budget."
CANNOT = "The plan cannot be read."
LEFT_OUT = "Your plan also decides what this task does not ask for; that was left at its default."
HALF_WAY = "No single decision is far off: try each of them a little up and a little down, on several seasons."


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
        counted = within(plan, self.decisions) if self.decisions else plan
        plans = (counted, rung(self.scenario, "do-nothing"), best_of(course, instance, self.decisions))
        own, nothing, best = (measures_of(course, instance, one) for one in plans)
        reached = score(own["points"], nothing["points"], best["points"])
        told = (report(reached), LEFT_OUT) if counted != plan else (report(reached),)
        return Mark(whole(points, reached.value), hint(means(own), means(best), reached), told)


def unreadable(error: PlanError) -> Mark:
    """No points for a plan that cannot be read: its first problem, then the others."""
    first, *others = (f"{problem}." for problem in error.problems)
    return Mark(0, f"{CANNOT} {first}", tuple(others))


def whole(points: float, value: float) -> int:
    """Whole marks of a score."""
    return math.floor(points * min(max(value, 0.0), 100.0) / 100 + 0.5)


def means(measures: Measures) -> Means:
    """The mean of each measure, and the share of seasons in which the shop was closed."""
    closed = float((measures["points"] == CLOSED).mean())
    return {name: float(values.mean()) for name, values in measures.items()} | {"closed": closed}


def hint(own: Means, best: Means, reached: Score) -> str:
    """The one sentence: the first thing in which the plan stands clearly behind the best known one."""
    if reached.value >= GOOD:
        return CLOSE
    return next((text.format(**own) for applies, text in HINTS if applies(own, best)), HALF_WAY)


def report(reached: Score) -> str:
    """The score with its standard error."""
    over = " (more than 100 counts as 100)" if reached.value > 100 else ""
    return (
        f"Score {reached.value:.1f} ± {reached.standard_error:.1f}{over}, over {reached.seasons} seasons that nobody "
        "has seen; 0 is the shop that decides nothing, 100 the best plan known."
    )
