"""How rivals set prices: each rule's price, and the best response against the market that it does not see."""

import math

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.competition import best_response, nash_prices
from simulator.laws.rivals import RULES, Sight, next_price
from simulator.scenario import Rival, load

SIGHT = Sight(cheapest=69.0, others=np.array([60.0, 90.0]), price_weight=0.05)
ANYBODY = evolve(load("first-shop").rivals[0], price=75.0, floor=55.0, cost=50.0, share=0.25)


def after_a_night(rule, price=75.0, sight=SIGHT):
    return next_price(evolve(ANYBODY, rule=rule), price, sight)


def test_every_rule_has_its_law():
    assert set(Rival.__annotations__["rule"].__args__) == set(RULES)


def test_follower_goes_under_the_shops_cheapest_and_never_under_its_floor():
    price = 75.0
    for _ in range(20):
        price = after_a_night("follow", price)
    assert price == 68.0
    for _ in range(20):
        price = after_a_night("follow", price, evolve(SIGHT, cheapest=30.0))
    assert price == 55.0


def test_simple_rules():
    assert after_a_night("hold") == 75.0
    assert after_a_night("cost-plus") == 62.5
    assert after_a_night("undercut") == 59.0
    assert after_a_night("undercut", sight=evolve(SIGHT, others=np.array([20.0]))) == 55.0
    assert after_a_night("premium") == pytest.approx(1.25 * 73.0)


def test_two_who_undercut_each_other_meet_at_the_floor():
    prices = [75.0, 74.0]
    for _ in range(30):
        prices = [after_a_night("undercut", sight=evolve(SIGHT, cheapest=99.0, others=np.array([one])))
                  for one in reversed(prices)]  # fmt: skip
    assert prices == [55.0, 55.0]


def test_best_response_waits_for_the_week():
    assert after_a_night("best-response") == 75.0


def test_own_share_tells_all_that_the_best_response_needs():
    appeal, others = 2.5, 1.7
    weight = math.exp(appeal - 0.05 * 75.0)
    found = after_a_night("best-response", sight=evolve(SIGHT, share=weight / (weight + others)))
    assert found == pytest.approx(best_response(50.0, 0.05, appeal, others), abs=0.005)


def test_best_responses_to_shares_land_on_the_nash_prices():
    """Unlike sellers of a logit market, each of whom sees no more than its own share."""
    rivals = [evolve(ANYBODY, rule="best-response", cost=cost, floor=1.0) for cost in (50.0, 65.0)]
    appeals, prices = [4.0, 5.5], [120.0, 66.0]
    for _ in range(30):
        weights = np.exp(np.array(appeals) - 0.05 * np.array(prices))
        shares = weights / (1 + weights.sum())
        prices = [next_price(one, price, evolve(SIGHT, share=share))
                  for one, price, share in zip(rivals, prices, shares.tolist(), strict=True)]  # fmt: skip
    assert prices == pytest.approx(nash_prices([50.0, 65.0], 0.05, appeals), abs=0.01)
