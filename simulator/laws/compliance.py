"""Compliance: how often a shop breaks a rule, and what the platform does then.

Penalties and efforts are those of the Syllabus, part 1.1.11; every chance here is an assumption.
"""

import numpy as np

from simulator.laws.draws import cumulative

WEEKLY = {"none": 0.06, "checks": 0.02, "system": 0.005}  # chance of a violation a week, by effort (assumed)
OUTDATED = 3.0  # a rule that changed and was not adjusted to makes a violation so many times as likely (assumed)
SEVERITY = {"delisting": 0.85, "freeze": 0.13, "closure": 0.02}  # share of violations so punished (assumed)


def violation_chance(effort: str, outdated: bool) -> float:
    """Chance of a violation in a week; `outdated` while a change of rules is not adjusted to.

    Raises KeyError for an effort that `WEEKLY` doesn't name.
    """
    return round(WEEKLY[effort] * (OUTDATED if outdated else 1.0), 12)


def severity_cumulative() -> np.ndarray:
    """Cumulative distribution of the penalties, in the order of `SEVERITY`."""
    return cumulative(tuple(SEVERITY.values()))


def stays_open(chance: float, weeks: int) -> float:
    """Chance that the shop is not closed within so many weeks of violation chance `chance`."""
    return (1.0 - chance * SEVERITY["closure"]) ** weeks


def expected_violations(chance: float, weeks: int) -> float:
    """Violations expected within so many weeks, the one that closes the shop being the last."""
    return (1.0 - stays_open(chance, weeks)) / SEVERITY["closure"]


def expected_penalty(chance: float, weeks: int, costs: dict[str, float]) -> float:
    """Yuan that violations are expected to cost, from the cost of each penalty of `SEVERITY`."""
    each = sum(share * costs[penalty] for penalty, share in SEVERITY.items())
    return expected_violations(chance, weeks) * each
