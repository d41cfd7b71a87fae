"""Rivals of a season, read from its records: they run out, keep books, and compete down to the Nash prices."""

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.competition import nash_prices
from simulator.plan import Plan, Shop
from simulator.scenario import ENDLESS, load, platforms, segments
from simulator.season import play
from worlds import changed_tables, flat, plenty

TAOBAO = Plan(shop=Shop("taobao"))


def with_rivals(world, *rivals):
    return evolve(world, rivals=rivals)


def by_rival(result, name):
    return result.tables["rivals"][name].reshape(result.scenario.days, -1).T


def test_books_of_a_night():
    result = play(TAOBAO, load("first-shop"), 1)
    price, orders, revenue, profit, stock = (
        by_rival(result, one) for one in ("price", "orders", "revenue", "profit", "stock")
    )
    costs = np.array([[round(100 * one.cost)] for one in result.scenario.rivals])
    assert costs.min() > 0 and (price > costs).all()
    assert (revenue == orders * price).all()
    assert (profit == orders * (price - costs)).all()
    assert (stock == ENDLESS - np.cumsum(orders, axis=1)).all()


def test_a_rival_without_stock_is_out_until_its_delivery():
    market, *others = plenty().rivals
    short = evolve(market, stock=120, reorder_point=20, order_up_to=200, lead_days=4)
    result = play(TAOBAO, with_rivals(plenty(), short, *others), 1)
    orders, stock = by_rival(result, "orders")[0], by_rival(result, "stock")[0]
    empty = np.flatnonzero(stock <= 0)
    assert len(empty) > 5
    came = stock[1:] - stock[:-1] + orders[1:]
    assert (came >= 0).all() and (came > 0).sum() > 3
    waiting = empty[:-1][came[empty[:-1]] == 0]
    assert len(waiting) > 5 and (orders[waiting + 1] == 0).all()
    assert (orders[stock > 0] > 0).mean() > 0.9
    assert (np.diff(np.flatnonzero(came > 0)) >= short.lead_days).all()


def test_shoppers_of_a_rival_that_is_out_buy_elsewhere():
    market, *others = plenty().rivals
    gone = play(TAOBAO, with_rivals(plenty(), evolve(market, stock=0), *others), 1)
    there = play(TAOBAO, plenty(), 1)
    assert by_rival(gone, "orders")[0].sum() == 0
    assert by_rival(gone, "orders")[1].sum() > by_rival(there, "orders")[1].sum()
    assert len(gone.tables["orders"]["paid"]) > len(there.tables["orders"]["paid"])


def test_an_empty_rival_takes_no_demand_that_the_shop_lost():
    """Whoever finds the shop's shelf and the rival's empty is lost to the shop all the same."""
    world = evolve(plenty(), products={key: evolve(one, first_stock=0) for key, one in plenty().products.items()})
    gone = play(TAOBAO, with_rivals(world, *(evolve(one, stock=0) for one in world.rivals)), 3)
    there = play(TAOBAO, world, 3)
    assert gone.tables["products"]["lost"].sum() > there.tables["products"]["lost"].sum() > 0


def same_tastes(data):
    """Every segment with one price weight and nothing else to choose by."""
    for segment in data.values():
        segment |= {"price": 4.0, "delivery": 0.0, "promotion": 0.0, "considers": 0.3}


def test_two_rivals_who_answer_each_other_land_on_the_nash_prices():
    """Two sellers of a logit market, no one else, each week a best response (Anderson, de Palma and Thisse 1992)."""
    one = load("first-shop").rivals[0]
    liked = [dict.fromkeys(segments(), appeal) for appeal in (3.5, 4.2)]
    alike = evolve(one, rule="best-response", quality=4.5, floor=1.0)
    pair = (
        evolve(alike, name="dear", cost=30.0, price=120.0, appeal=liked[0]),
        evolve(alike, name="cheap", cost=45.0, price=50.0, appeal=liked[1]),
    )
    with changed_tables(segments=same_tastes, calendar=flat):
        shelves = {key: evolve(each, first_stock=0) for key, each in plenty().products.items()}
        world = evolve(with_rivals(plenty(traffic=20.0), *pair), products=shelves, weeks=16)
        result = play(TAOBAO, world, 1)
        place = platforms()["taobao"]
    known = place.trust.value + place.competition.value
    nash = nash_prices([30.0, 45.0], 4.0 / world.reference_price, [3.5 + known, 4.2 + known])
    prices = by_rival(result, "price") / 100
    assert prices[:, 0].tolist() == [120.0, 50.0]
    assert prices[:, 70:].mean(axis=1) == pytest.approx(nash, rel=0.005)
    assert (np.abs(prices[:, 70:] / np.array(nash)[:, None] - 1) < 0.02).all()
