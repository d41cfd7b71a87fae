"""Logit price competition against Lambert's function and the duopoly of Calvano et al. 2020.

There quality less cost is 1, mu is 0.25 and leaving has utility 0: Nash price 1.473, joint monopoly 1.925.
"""

import math

import numpy as np
import pytest
from scipy import optimize, special

from simulator.laws.competition import best_response, nash_prices

COST, WEIGHT, APPEAL = 1.0, 1 / 0.25, 2 / 0.25


def profit(price, others):
    return (price - COST) / (1 + others * math.exp(WEIGHT * price - APPEAL))


@pytest.mark.parametrize(("cost", "weight", "appeal", "others"), [(1.0, 4.0, 8.0, 3.0), (30.0, 0.05, 2.0, 40.0)])
def test_best_response_is_lamberts_function(cost, weight, appeal, others):
    exact = cost + (1 + special.lambertw(math.exp(appeal - weight * cost - 1) / others).real) / weight
    assert best_response(cost, weight, appeal, others) == pytest.approx(exact, abs=1e-9)


def test_best_response_earns_most():
    found = optimize.minimize_scalar(lambda price: -profit(price, 5.0), bounds=(1, 4), options={"xatol": 1e-9})
    assert best_response(COST, WEIGHT, APPEAL, 5.0) == pytest.approx(found.x, abs=1e-6)


@pytest.mark.parametrize(("sellers", "price"), [(2, 1.47293), (3, 1.37016), (4, 1.33146)])
def test_sellers_who_take_turns_reach_the_nash_price(sellers, price):
    assert nash_prices([COST] * sellers, WEIGHT, [APPEAL] * sellers) == pytest.approx([price] * sellers, abs=5e-6)


def test_colluding_pays_more_than_competing():
    """Profits .22293 apart and .33749 together; two like offers of one seller act as one of twice the weight."""
    together = best_response(COST, WEIGHT, APPEAL + math.log(2), 1.0)
    assert together == pytest.approx(1.92498, abs=5e-6)
    for price, earned in ((nash_prices([COST] * 2, WEIGHT, [APPEAL] * 2)[0], 0.22293), (together, 0.33749)):
        others = 1 + math.exp(APPEAL - WEIGHT * price)
        assert profit(price, others) == pytest.approx(earned, abs=5e-6)


def test_the_better_offer_of_unlike_sellers_takes_the_higher_margin():
    prices = nash_prices([1.0, 1.2], WEIGHT, [APPEAL, APPEAL + 2.0])
    weights = np.exp(np.array([APPEAL, APPEAL + 2.0]) - WEIGHT * np.array(prices))
    shares = weights / (1 + weights.sum())
    assert np.allclose(np.array(prices) - [1.0, 1.2], 1 / (WEIGHT * (1 - shares)), atol=1e-8)
    assert prices[1] - 1.2 > prices[0] - 1.0
