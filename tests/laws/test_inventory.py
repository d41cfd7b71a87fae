"""Inventory against published examples (Snyder and Shen; Zipkin) and scipy's distributions."""

import numpy as np
import pytest
from scipy import stats

from simulator.laws import inventory
from simulator.laws.draws import stream


def test_newsvendor():
    """Holding 2, penalty 18, demand N(120, 10): 132.8155 pieces, cost 35.0997 (stockpyl, Snyder and Shen)."""
    bought = inventory.newsvendor(18, 2, 120, 10)
    assert bought == pytest.approx(132.8155, abs=5e-5)
    z = (bought - 120) / 10
    short = 10 * (stats.norm.pdf(z) - z * stats.norm.sf(z))
    assert 2 * (bought - 120 + short) + 18 * short == pytest.approx(35.0997, abs=5e-5)
    assert inventory.newsvendor(4, 4, 120, 10) == 120  # price 10, cost 6, salvage 2: fractile one half


def test_newsvendor_for_a_mean_of_fifty():
    """Fractile 0.9: 59."""
    assert inventory.newsvendor_poisson(9, 1, 50.0) == 59


@pytest.mark.parametrize(("under", "over", "mean"), [(1, 9, 3.2), (1, 1, 0.4), (99, 1, 2000.0)])
def test_newsvendor_for_poisson_demand(under, over, mean):
    assert inventory.newsvendor_poisson(under, over, mean) == stats.poisson.ppf(under / (under + over), mean)


def test_eoq():
    """K = 8, D = 1,300, h = 0.225: 304.05 pieces (Snyder and Shen, example 3.1); ordering and holding cost the same."""
    pieces = inventory.eoq(8, 1300, 0.225)
    assert pieces == pytest.approx(304.05, abs=0.01)
    assert 8 * 1300 / pieces + 0.225 * pieces / 2 == pytest.approx(68.41, abs=0.01)


def test_safety_stock_and_reorder_point():
    """L = 4, sd = 10, 95%: 32.90; with 100 a day and a lead time that varies by a day: 167.74."""
    assert inventory.safety_stock(0.95, 100, 10, 4, 0) == pytest.approx(32.90, abs=5e-3)
    assert inventory.safety_stock(0.95, 100, 10, 4, 1) == pytest.approx(167.74, abs=5e-3)
    assert inventory.reorder_point(100, 10, 4, 1, 0.95) == pytest.approx(567.74, abs=5e-3)
    assert inventory.reorder_point(100, 10, 4, 1, 0.5) == 400


@pytest.mark.parametrize(("order_up_to", "fill"), [(10, 0.7166), (12, 0.8881), (14, 0.9658)])
def test_base_stock_fill(order_up_to, fill):
    assert inventory.base_stock_fill(8.0, order_up_to) == pytest.approx(fill, abs=5e-5)


def test_erlangs_loss():
    """8 expected in a lead time, 10 pieces: 12.166% lost (Erlang 1917); the recursion is the ratio of Poisson terms."""
    assert inventory.erlang_b(8.0, 10) == pytest.approx(0.12166, abs=5e-6)
    assert inventory.erlang_b(3.0, 5) == pytest.approx(stats.poisson.pmf(5, 3.0) / stats.poisson.cdf(5, 3.0))
    assert inventory.erlang_b(3.0, 0) == 1.0


def test_the_oldest_are_sold_first_and_the_last_age_spoils():
    lots, spoiled = inventory.spoil(np.array([5, 4, 3]), 2)
    assert (lots.tolist(), spoiled) == ([0, 5, 4], 1)
    lots, spoiled = inventory.spoil(np.array([5, 4, 3]), 8)
    assert (lots.tolist(), spoiled) == ([0, 4, 0], 0)
    with pytest.raises(ValueError, match="13 pieces sold of 12"):
        inventory.spoil(np.array([5, 4, 3]), 13)


def test_every_piece_is_sold_spoiled_or_left():
    rng, lots, bought, sold, spoiled = stream(2, "lots"), np.zeros(4, np.int64), 0, 0, 0
    for _ in range(200):
        lots[0] = rng.integers(20)
        today = int(rng.integers(min(15, lots.sum()) + 1))
        bought, sold = bought + lots[0], sold + today
        lots, gone = inventory.spoil(lots, today)
        spoiled += gone
        assert bought == sold + spoiled + lots.sum()
    assert spoiled > 0
