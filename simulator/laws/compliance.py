"""Compliance: how often a shop breaks a rule, and what the platform does then.

Penalties and efforts are those of the Syllabus, part 1.1.11; every chance here is an assumption.
"""

import numpy as np

from simulator.laws.draws import cumulative

EFFORT = {"none": 1.0, "checks": 0.33, "system": 0.08}  # factor on the platform's chance of a violation (assumed)
OUTDATED = 3.0  # a rule that changed and was not adjusted to makes a violation so many times as likely (assumed)
ADJUSTED = 4  # weeks after which a shop that waits has adjusted to a rule that changed (assumed)
SEVERITY = {"delisting": 0.85, "freeze": 0.13, "closure": 0.02}  # share of violations so punished (assumed)
DELISTING, FREEZE, CLOSURE = range(len(SEVERITY))


def violation_chance(untrained: float, effort: str, outdated: bool) -> float:
    """Chance of a violation in a week: that of a shop that nobody has trained, lowered by `effort`; `outdated` while a
    change of rules is not adjusted to.

    Raises KeyError for an effort that `EFFORT` doesn't name.
    """
    return round(min(untrained * EFFORT[effort] * (OUTDATED if outdated else 1.0), 1.0), 12)


def found_out(bought: float, each: float, deleted: float, all_deleted: float) -> float:
    """Chance that a platform finds out, in a week, that reviews are bought or made to disappear: `each` for every one
    of `bought`, `all_deleted` in proportion to the share `deleted` of bad ones."""
    return round(1.0 - (1.0 - each) ** bought * (1.0 - all_deleted * deleted), 12)


def either(one: float, other: float) -> float:
    """Chance that at least one of two independent things happens."""
    return one + other - one * other


def outdated(changed: int, week: int) -> bool:
    """Whether a shop that waits has not adjusted, in `week`, to the rule that changed in week `changed`."""
    return changed <= week < changed + ADJUSTED


def severity_cumulative() -> np.ndarray:
    """Cumulative distribution of the penalties, in the order of `SEVERITY`."""
    return cumulative(tuple(SEVERITY.values()))


def punished(penalty: int, before: int) -> int:
    """The place in `SEVERITY` of the penalty given: nobody is closed for the first violation, but frozen."""
    return FREEZE if penalty == CLOSURE and not before else penalty


def stays_open(chance: float, weeks: int) -> float:
    """Chance that the shop is not closed within so many weeks of violation chance `chance`."""
    clean, share = (1.0 - chance) ** weeks, SEVERITY["closure"]
    return clean + ((1.0 - chance * share) ** weeks - clean) / (1.0 - share)


def expected_violations(chance: float, weeks: int) -> float:
    """Violations expected within so many weeks, the one that closes the shop being the last."""
    return chance * sum(stays_open(chance, week) for week in range(weeks))


def expected_penalty(chance: float, weeks: int, costs: dict[str, float]) -> float:
    """Yuan that violations are expected to cost, from the cost of each penalty of `SEVERITY`."""
    each = sum(share * costs[penalty] for penalty, share in SEVERITY.items())
    spared = (1.0 - (1.0 - chance) ** weeks) * SEVERITY["closure"] * (costs["closure"] - costs["freeze"])
    return expected_violations(chance, weeks) * each - spared
