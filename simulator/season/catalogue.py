"""The suppliers' catalogue: candidates of which nobody has sold any, and research that guesses which will be liked."""

import math

import numpy as np
from attrs import evolve

from simulator.laws.draws import stream
from simulator.laws.research import posterior, signal
from simulator.plan import Plan, Selection
from simulator.scenario import Candidate, Scenario, research


def with_candidates(plan: Plan, scenario: Scenario, seed: int) -> Scenario:
    """The scenario with the best-looking candidates among its products, after the others, as they will turn out."""
    chosen = best_looking(plan.selection, scenario, seed)
    taken = {name: _turned_out(name, scenario.candidates[name], plan.selection.stock, seed) for name in chosen}
    return evolve(scenario, products=scenario.products | taken)


def best_looking(selection: Selection, scenario: Scenario, seed: int) -> list[str]:
    """The candidates that the shop takes in: the most promising first, those that look alike as the catalogue has
    them."""
    looks = {name: outlook(name, one, selection, seed) for name, one in scenario.candidates.items()}
    return sorted(looks, key=lambda name: -looks[name])[: selection.pick]


def outlook(name: str, candidate: Candidate, selection: Selection, seed: int) -> float:
    """The expected surprise in a candidate's log appeal after research; 0 without any."""
    if selection.method == "none" or not selection.budget:
        return 0.0
    error = error_of(selection)
    told = signal(surprise(name, candidate, seed), error, stream(seed, f"research into {name}").standard_normal())
    return round(posterior(0.0, candidate.spread, np.array([told]), error)[0], 9)


def error_of(selection: Selection) -> float:
    """Sd of what research reports of a log appeal: looks that average out, and a blur that stays."""
    method = research()[selection.method]
    looks = selection.budget / method.look.value
    return math.hypot(method.error.value / math.sqrt(looks), method.blur.value)


def surprise(name: str, candidate: Candidate, seed: int) -> float:
    """How far a candidate's log appeal will turn out over the table's."""
    return candidate.spread * stream(seed, f"appeal of {name}").standard_normal()


def _turned_out(name: str, candidate: Candidate, stock: int, seed: int) -> Candidate:
    extra = surprise(name, candidate, seed)
    appeal = {segment: round(value + extra, 9) for segment, value in candidate.appeal.items()}
    return evolve(candidate, appeal=appeal, first_stock=stock)
