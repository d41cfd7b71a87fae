"""The shocks of a scenario by day: factor on visits, cut of the rivals' prices, utility lost, suppliers who fail."""

import numpy as np

from simulator.laws.shocks import crowded, healing
from simulator.laws.traffic import DAY
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import Scenario, Shock, shocks
from simulator.season.people import bounded


def _lasting(scenario: Scenario, kind: str) -> list[tuple[Shock, int, int]]:
    """The shocks of a kind with their first day and the day after their last."""
    found = [one for one in scenario.shocks if one.kind == kind]
    return [(one, 7 * (one.week - 1), 7 * (one.week - 1 + one.weeks)) for one in found]


def visits(scenario: Scenario) -> np.ndarray:
    """Factor on organic visits by day: more after a viral hit, fewer while a new platform draws shoppers away."""
    factor, half_life = [1.0] * scenario.days, shocks()["viral_hit"]["half_life"].value
    for one, first, _ in _lasting(scenario, "viral-hit"):
        for day in range(first, scenario.days):
            factor[day] = crowded(factor[day], healing(one.size, half_life, day - first))
    for one, first, end in _lasting(scenario, "new-platform"):
        for day in range(first, min(end, scenario.days)):
            factor[day] = crowded(factor[day], -one.size)
    return np.array(factor)


def on(factor: np.ndarray, today: float) -> np.ndarray:
    """The factor on each shop's organic visits, at most `MOST_FOUND`, with today's shocks."""
    return factor if today == 1 else bounded(factor * today)


def price_cuts(scenario: Scenario) -> np.ndarray:
    """Share by which rivals sell under what they would ask, by day."""
    cuts = np.zeros(scenario.days)
    for one, first, end in _lasting(scenario, "price-war"):
        cuts[first:end] = np.maximum(cuts[first:end], one.size)
    return cuts


def reputation_lost(plan: Plan, scenario: Scenario) -> np.ndarray:
    """Utility that crises of public opinion take from the shop's offers, by day."""
    ready, half_life = shocks()["crisis_plan"], shocks()["opinion_crisis"]["half_life"].value
    left, sooner = (ready["left"].value, ready["sooner"].value) if plan.risk.crisis_plan == "ready" else (1.0, 1.0)
    lost = np.zeros(scenario.days)
    for one, first, _ in _lasting(scenario, "opinion-crisis"):
        lost[first:] += [healing(one.size * left, half_life * sooner, day) for day in range(scenario.days - first)]
    return lost


def table(plan: Plan, scenario: Scenario) -> dict[str, Table]:
    """What shocks do by day; nothing where none happens."""
    if not scenario.shocks:
        return {}
    day = np.arange(scenario.days, dtype=np.int64)
    return {"shocks": {"day": day, "visits": visits(scenario), "price_cut": price_cuts(scenario),
                       "reputation_lost": reputation_lost(plan, scenario)}}  # fmt: skip


def failures(scenario: Scenario, supplier: str) -> list[tuple[int, int]]:
    """When a supplier delivers nothing: from and to, ms."""
    found = _lasting(scenario, "supplier-failure")
    return [(first * DAY, end * DAY) for one, first, end in found if one.supplier == supplier]
