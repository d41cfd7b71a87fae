"""Candidates: what research tells, what is taken in, and what it costs."""

import math

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.research import value_of_choice
from simulator.plan import Plan, ProductPlan, Selection, Shop, Step
from simulator.scenario import load, research
from simulator.season import play
from simulator.season.catalogue import best_looking, error_of, surprise, with_candidates

WORLD = load("first-shop")
TAOBAO = Plan(shop=Shop("taobao"))
MINED = Selection(method="data-mining", budget=20_000.0, pick=3, stock=50)


def test_without_a_method_the_catalogues_first_are_taken():
    assert best_looking(Selection(pick=3), WORLD, 5) == list(WORLD.candidates)[:3]


def test_more_looks_leave_the_blur():
    method = research()["market-research"]
    look = evolve(MINED, method="market-research", budget=method.look.value)
    assert error_of(look) == pytest.approx(math.hypot(method.error.value, method.blur.value))
    many = math.hypot(method.error.value / math.sqrt(100_000 / method.look.value), method.blur.value)
    assert error_of(evolve(look, budget=100_000.0)) == pytest.approx(many)
    assert method.blur.value < many < error_of(look)


def test_the_best_looking_is_worth_what_the_law_says():
    """Mean surprise of the one taken, over 600 seasons, against the law of the best of n normals."""
    spread = next(iter(WORLD.candidates.values())).spread
    one = evolve(MINED, pick=1)
    found = [
        surprise(name, WORLD.candidates[name], seed) for seed in range(600) for name in best_looking(one, WORLD, seed)
    ]
    error = np.std(found, ddof=1) / math.sqrt(len(found))
    expected = value_of_choice(len(WORLD.candidates), spread, error_of(one))
    assert abs(np.mean(found) - expected) < 3.5 * error
    assert expected > 6 * error


def test_research_does_not_change_what_will_be_liked():
    taken = with_candidates(evolve(TAOBAO, selection=MINED), WORLD, 7)
    blind = with_candidates(evolve(TAOBAO, selection=Selection(pick=8)), WORLD, 7)
    for name in list(taken.products)[2:]:
        assert taken.products[name].appeal == blind.products[name].appeal != WORLD.candidates[name].appeal


def test_candidates_come_after_the_products_with_their_stock_and_their_price():
    first = best_looking(MINED, WORLD, 3)[0]
    plan = evolve(TAOBAO, selection=MINED, products={first: ProductPlan(price=(Step(1, 66.0),))})
    result = play(plan, WORLD, 3)
    assert list(result.scenario.products)[:2] == list(WORLD.products)
    table = result.tables["products"]
    third = table["product"] == 2
    assert set(table["price"][third]) == {6600}
    assert result.tables["shelves"]["bought"][2:].tolist() == [50, 50, 50]
    assert table["sold"][third].sum() > 0
    cost = sum(50 * each.unit_cost for each in list(result.scenario.products.values())[2:])
    assert result.tables["shelves"]["bought_value"][2:].sum() == round(100 * cost)
    assert result.ledger.balance["research"] == 2_000_000


def test_a_candidate_that_is_not_taken_is_not_sold():
    assert list(
        play(evolve(TAOBAO, products={"beret": ProductPlan(price=(Step(1, 66.0),))}), WORLD, 3).scenario.products
    ) == list(WORLD.products)


def test_people_meet_the_same_rivals_whatever_is_taken_in():
    """New goods take buyers from others; whoever still buys the plain scarf buys it at the same moment."""
    without, taken = (play(evolve(TAOBAO, selection=one), WORLD, 3).tables["orders"] for one in (Selection(), MINED))
    moments = [set(one["moment"][(one["product"] == 0) & (one["day"] == 0)].tolist()) for one in (without, taken)]
    assert moments[1] < moments[0]
