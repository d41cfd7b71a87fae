"""The rungs stand where the scorecard says, and no single strong move beats the best known plan by much."""

from functools import cache
from itertools import pairwise

import pytest

from simulator.experiment import replicate, seeds
from simulator.fit import fit
from simulator.grading.search import Best
from simulator.planfile import PlanError, plain, structure
from simulator.proof import standings as table
from simulator.proof.rungs import AGAINST_THE_RULES, additions, dials, one_by_one, turned
from simulator.scenario import load
from simulator.score import RUNGS, rung
from simulator.world import scenario_names

ON = seeds(4, 7001)
GAIN = 0.05  # of the room between doing nothing and the best known plan
FULL_PAGE = {
    "pictures": 8, "close_ups": 2, "scenes": 2, "description": 1.0, "selling_points": 1.0, "guide": 1.0,
    "attributes": 10,
}  # fmt: skip
FURTHER = [{"platform": one} for one in ("taobao", "pinduoduo", "douyin", "xiaohongshu")]


@cache
def points(scenario, which):
    return replicate(rung(scenario, which), load(scenario), ON)["points"].mean()


def moves(scenario):
    """Strong moves by name: what is set in the best known plan."""
    best, goods = plain(rung(scenario, "best-known")), load(scenario).products
    shops = best.get("shops", [])
    more = [one for one in FURTHER if one["platform"] not in [each["platform"] for each in shops]]

    def each(**fields):
        return {"products": {name: best["products"].get(name, {}) | fields for name in goods}}

    return {
        "full pages": each(**FULL_PAGE),
        "traffic goods only": each(role="traffic"),
        "hits only": each(role="hit"),
        "three more shops": {"shops": [*shops, *more[:3]]},
        "no further shop": {"shops": []},
        "premium": {"shop": best["shop"] | {"positioning": "premium"}},
        "mass": {"shop": best["shop"] | {"positioning": "mass"}},
        "one agent": {"service": best.get("service", {}) | {"agents": 1}},
        "six agents": {"service": best.get("service", {}) | {"agents": 6}},
        "credit": {"risk": best.get("risk", {}) | {"credit_line": 1_000_000.0}},
    }


def moved(scenario, move):
    return structure(plain(rung(scenario, "best-known")) | moves(scenario)[move])


AFFORDED = [(one, move) for one in scenario_names() for move in moves(one) if not fit(moved(one, move), load(one))]


def test_the_capital_reaches_for_each_strong_move_somewhere():
    assert {move for _, move in AFFORDED} == set(moves("first-shop"))


@pytest.mark.proof
@pytest.mark.parametrize(("scenario", "move"), AFFORDED)
def test_no_strong_move_gains_much_on_the_best_known_plan(scenario, move):
    plan = moved(scenario, move)
    room = points(scenario, "best-known") - points(scenario, "do-nothing")
    reached = replicate(plan, load(scenario), ON)["points"].mean()
    assert reached - points(scenario, "best-known") < GAIN * room


@pytest.mark.parametrize("scenario", scenario_names())
def test_the_rungs_are_well_apart_and_by_more_than_noise(scenario):
    of = {one.rung: one for one in table.kept() if one.scenario == scenario}
    assert 12 < of["naive"].score < 45 and 72 < of["good"].score < 90
    for lower, upper in pairwise(RUNGS):
        error = 4 * (of[lower].score_error + of[upper].score_error)
        assert of[upper].score - of[lower].score > error


def carried(home, away):
    """The best known plan of one scenario in another, with the products named by their place; nothing else changes."""
    names = dict(zip(load(home).products, load(away).products, strict=False))
    raw = plain(rung(home, "best-known")) | {"scenario": away}
    raw["products"] = {names[name]: one for name, one in raw["products"].items() if name in names}
    raw["promotions"] = [one for one in raw.get("promotions", []) if max(one["weeks"]) <= load(away).weeks]
    try:
        plan = structure(raw)
    except PlanError:
        return None
    return None if fit(plan, load(away)) else plan


OPEN = {"first-shop": {"value-electronics"}}  # from whose plan the one known there was searched on


@pytest.mark.proof
@pytest.mark.parametrize("away", scenario_names())
def test_what_is_best_elsewhere_is_not_in_the_top_quarter_here(away):
    plans = {home: carried(home, away) for home in scenario_names() if home != away}
    low, high = points(away, "do-nothing"), points(away, "best-known")
    reached = {home: replicate(plan, load(away), ON)["points"].mean() for home, plan in plans.items() if plan}
    assert {home for home, value in reached.items() if (value - low) / (high - low) > 0.75} == OPEN.get(away, set())


def test_best_plans_differ_in_where_they_sell_and_what_they_lever():
    best = {name: rung(name, "best-known") for name in scenario_names()}
    assert len({(one.shop.platform, *(each.platform for each in one.shops)) for one in best.values()}) >= 6


def test_the_table_names_every_rung_of_every_scenario():
    assert [(one.scenario, one.rung) for one in table.kept()] == [(a, b) for a in scenario_names() for b in RUNGS]


@pytest.mark.proof
@pytest.mark.parametrize("scenario", scenario_names())
def test_the_table_is_what_the_good_plan_reaches(scenario):
    kept = next(one for one in table.kept() if (one.scenario, one.rung) == (scenario, "good"))
    found = replicate(rung(scenario, "good"), load(scenario), seeds(kept.seasons))
    assert {part: getattr(kept, part) for part in table.PARTS} == {
        part: round(float(found[part].mean()), 4) for part in table.PARTS
    }


def played(raw, every, number, place):
    """Whether the plan can be made with one dial at another place."""
    places = [one.start for one in every]
    places[number] = place
    try:
        return structure(turned(raw, every, places))
    except PlanError:
        return None


@pytest.mark.parametrize("scenario", ["first-shop", "double-eleven"])
def test_the_search_turns_every_lever_and_begins_with_the_plan_itself(scenario):
    best, world = rung(scenario, "best-known"), load(scenario)
    raw = plain(best)
    every = dials(raw, world)
    assert structure(turned(raw, every, [one.start for one in every])) == best
    found = [played(raw, every, number, place) for number, one in enumerate(every) for place in range(len(one.places))]
    plans = [one for one in found if one is not None]
    assert len(plans) > 0.9 * len(found)
    for part, field in (
        ("shop", "positioning"),
        ("service", "agents"),
        ("brand", "spread"),
        ("technology", "ai_service"),
    ):
        assert len({getattr(getattr(one, part), field) for one in plans}) > 1
    assert len({len(one.promotions) for one in plans}) > 1 and len({len(one.shops) for one in plans}) > 1
    assert {one.reviews for one in plans if one.reviews.bought or one.reviews.deleted} == set()
    assert AGAINST_THE_RULES and {one.returns.refund for one in plans} == {"on-receipt", "in-advance"}


def test_what_may_be_added_fits_the_scenario():
    world = load("double-eleven")
    festival = next(one for one in additions("promotions", world) if one["kind"] == "festival-entry")
    bundle = next(one for one in additions("promotions", world) if one["kind"] == "bundle")
    assert festival["weeks"] == world.festival_weeks()
    assert (bundle["first"], bundle["second"]) == tuple(world.products)[:2]


class Judge(Best):
    """Likes plans with many agents at the desk, and none in the evening."""

    def __init__(self, plan, scenario):
        self.plan, self.scenario, self.points = plan, scenario, 0

    def loss(self, plan, ties=False):
        points = plan.service.agents - plan.service.evening_agents if plan.service.agents else 0
        if points > self.points or (ties and points == self.points):
            self.plan, self.points = plan, points
        return -points


def test_each_dial_is_left_where_it_is_best():
    raw, world = plain(rung("first-shop", "naive")), load("first-shop")
    every, judge = dials(raw, world), Judge(rung("first-shop", "naive"), load("first-shop"))
    places = [one.start for one in every]
    for number in range(len(every)):
        places = one_by_one(raw, every, places, number, judge)
    assert judge.plan.service.agents == 50 and judge.plan.service.evening_agents == 0
    assert [one.start for one in every] != places and sum(a != b.start for a, b in zip(places, every, strict=True)) == 1
