"""Instances: a scenario with numbers of its own, made from the course's secret, and what its best plan reaches."""

import json
import logging
from typing import Any

import numpy as np
from attrs import evolve, frozen

from simulator.experiment import Measures, replicate
from simulator.grading.course import Course
from simulator.grading.search import best_plan, within
from simulator.plan import Plan
from simulator.planfile import plain, structure
from simulator.scenario import Rival, Scenario, load
from simulator.score import RUNGS, rung

VISITS, COSTS, RIVALS = 0.12, 0.06, 0.06  # how far the numbers of an instance lie from the scenario's, as shares
SEARCH_SEASONS = 6
LOG = logging.getLogger(__name__)


@frozen
class Instance:
    """A scenario with numbers of its own and the seeds of its hidden seasons; `key` names it."""

    key: str
    scenario: Scenario
    seeds: tuple[int, ...]
    search_seeds: tuple[int, ...]


def instance_of(course: Course, assignment: str, scenario: str) -> Instance:
    """The instance of an assignment: the same for every learner of the course, another in every course."""
    rng = np.random.Generator(np.random.PCG64(course.number(assignment, "world")))
    key = f"{assignment} {course.number(assignment, 'name'):012x}"
    return Instance(key, varied(load(scenario), rng), *hidden_seeds(course, assignment))


def hidden_seeds(course: Course, assignment: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Seeds of the seasons that grade, and of those on which a best plan is searched; the same for every learner."""
    return course.seeds(assignment, "season", course.seasons), course.seeds(assignment, "search", SEARCH_SEASONS)


def varied(scenario: Scenario, rng: np.random.Generator) -> Scenario:
    """The scenario with visits, unit costs and rivals' prices a few per cent up or down."""
    products = {
        name: evolve(one, unit_cost=_near(one.unit_cost, COSTS, rng)) for name, one in scenario.products.items()
    }
    rivals = tuple(_varied_rival(one, rng) for one in scenario.rivals)
    return evolve(scenario, traffic=_near(scenario.traffic, VISITS, rng), products=products, rivals=rivals)


def _varied_rival(rival: Rival, rng: np.random.Generator) -> Rival:
    factor = _near(1.0, RIVALS, rng)
    return evolve(rival, price=round(rival.price * factor, 1), floor=round(rival.floor * factor, 1))


def _near(value: float, share: float, rng: np.random.Generator) -> float:
    return round(value * float(rng.uniform(1 - share, 1 + share)), 2)


def measures_of(course: Course, instance: Instance, plan: Plan) -> Measures:
    """What a plan reaches in the hidden seasons; the same plan is played once."""
    key = ["plan", instance.key, instance.seeds, json.dumps(plain(plan), sort_keys=True)]
    lists = course.remember(key, lambda: _as_lists(replicate(plan, instance.scenario, instance.seeds)))
    return {name: np.array(values) for name, values in lists.items()}


def _as_lists(measures: Measures) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in measures.items()}


def best_of(course: Course, instance: Instance, decisions: tuple[str, ...] = ()) -> Plan:
    """The best plan known for the instance: searched once, on seasons that grade nobody.

    `decisions` are the levers that it may use, all of them when there are none.
    """
    key = ["best", instance.key, instance.search_seeds, course.rounds, decisions]
    return structure(course.remember(key, lambda: _search(course, instance, decisions)))


def _search(course: Course, instance: Instance, decisions: tuple[str, ...]) -> dict[str, Any]:
    LOG.warning("Looking for the best plan of %s: once for a course, about a minute.", instance.scenario.title)
    rungs = [rung(instance.scenario.key, name) for name in RUNGS]
    starts = [within(one, decisions) for one in rungs]
    return plain(best_plan(starts, instance.scenario, instance.search_seeds, course.rounds))
