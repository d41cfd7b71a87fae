"""Nested and mixed logit against the plain logit, derivatives and shoppers drawn one by one (Train, ch. 4 and 6)."""

import numpy as np
import pytest
from scipy import optimize

from simulator.laws.choice import log_sum, mixed_shares, nested_shares, shares
from simulator.laws.draws import stream

UTILITIES, NESTS = np.array([0.4, 1.1, -0.3, 0.9, 0.0]), np.array([0, 0, 1, 1, 2])
APPEALS, PRICES = np.array([3.0, 2.5, 4.0, 0.0]), np.array([50.0, 40.0, 80.0, 0.0])


def test_without_correlation_a_nested_logit_is_plain():
    many = np.array([UTILITIES, UTILITIES[::-1]])
    assert np.allclose(nested_shares(many, NESTS, 1.0), shares(many))
    assert np.allclose(log_sum(many, NESTS, 1.0), np.log(np.exp(many).sum(axis=-1)))


def test_nested_shares_are_the_derivatives_of_the_log_sum():
    """Williams, Daly and Zachary."""
    slopes = optimize.approx_fprime(UTILITIES, lambda utilities: log_sum(utilities, NESTS, 0.4), 1e-7)
    assert nested_shares(UTILITIES, NESTS, 0.4) == pytest.approx(slopes, abs=1e-6)


def test_buyers_go_to_the_same_nest_first():
    """d ln P_k / d V_i is -P_i across nests and -P_i - (1 / lam - 1) P(i in its nest) within (Train, 4.2)."""
    step, lam = 1e-6, 0.4
    before = nested_shares(UTILITIES, NESTS, lam)
    after = nested_shares(UTILITIES + np.array([step, 0, 0, 0, 0]), NESTS, lam)
    slopes = (np.log(after) - np.log(before))[1:] / step
    in_nest = before[0] / before[:2].sum()
    assert slopes == pytest.approx([-before[0] - (1 / lam - 1) * in_nest] + [-before[0]] * 3, abs=1e-5)


def test_a_second_bus_takes_only_from_the_first():
    """Red and blue bus: a half, a quarter, a quarter; the plain logit says a third each."""
    assert nested_shares(np.zeros(3), np.array([0, 1, 1]), 0.01) == pytest.approx([0.5, 0.25, 0.25], abs=0.002)


def test_shoppers_alike_make_a_plain_logit():
    assert mixed_shares(APPEALS, PRICES, 0.05, 0.0) == pytest.approx(shares(APPEALS - 0.05 * PRICES))


def test_mixed_shares_are_the_mean_over_shoppers():
    weights = 0.05 * np.exp(0.8 * stream(3, "tastes").standard_normal(400_000))
    drawn = shares(APPEALS - weights[:, None] * PRICES)
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert (np.abs(mixed_shares(APPEALS, PRICES, 0.05, 0.8) - drawn.mean(axis=0)) < 4 * error).all()


def test_a_copy_takes_more_from_offers_near_in_price():
    """So leaving, whose shoppers are those who feel the price, loses less than an equal ratio would take."""
    before = mixed_shares(APPEALS, PRICES, 0.05, 0.8)
    after = mixed_shares(np.append(APPEALS, 4.0), np.append(PRICES, 80.0), 0.05, 0.8)
    kept = after[:4] / before
    assert kept[2] < kept[0] < kept[1] < kept[3]
