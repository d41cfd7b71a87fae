"""The rungs stand where the scorecard says, and no single strong move beats the best known plan by much."""

from functools import cache

import pytest

from simulator.experiment import replicate, seeds, standings
from simulator.fit import fit
from simulator.grading.search import made
from simulator.planfile import plain, structure
from simulator.proof.rungs import FULL_PAGE, every_change
from simulator.scenario import load
from simulator.score import rung
from simulator.world import scenario_names

ON = seeds(6, 7001)
GAIN = 0.05  # of the room between doing nothing and the best known plan
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


@pytest.mark.proof
@pytest.mark.parametrize("scenario", scenario_names())
def test_the_rungs_are_well_apart(scenario):
    reached = {name: one["score"].value for name, one in standings(load(scenario), ON).items()}
    assert 20 < reached["naive"] < 45
    assert 72 < reached["good"] < 90


@pytest.mark.parametrize("scenario", scenario_names())
def test_the_search_tries_words_probes_weeks_and_shops_and_makes_plans(scenario):
    raw = plain(rung(scenario, "best-known"))
    tried = list(every_change(raw, load(scenario)))
    paths = {path for together in tried for path, _ in together}
    assert {("shop", "positioning"), ("service", "agents"), ("shops",)} <= paths
    assert ("products", "scarf-plain", "order_up_to", 1, "value") in paths
    assert any({("shops",), ("risk", "credit_line")} <= {path for path, _ in together} for together in tried)
    for together in tried[::20]:
        assert structure(made(plain(rung(scenario, "best-known")), together))
