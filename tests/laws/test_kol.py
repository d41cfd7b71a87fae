"""What a KOL's post brings and costs, against closed forms."""

import math

import pytest

from simulator.laws.kol import fee, persuaded


def test_without_the_shops_say_a_post_has_the_kols_own_effect():
    assert persuaded(0.0, 1.0, 0.8) == 1


def test_the_best_part_of_the_say_is_where_the_slope_is_nothing():
    """gain - 2 loss p - 3 gain loss p^2 = 0, for a gain of 1 and a loss of 0.8."""
    best = (-1.6 + math.sqrt(1.6**2 + 4 * 2.4)) / (2 * 2.4)
    assert all(persuaded(best, 1.0, 0.8) > persuaded(best + step, 1.0, 0.8) for step in (-0.05, 0.05))
    assert persuaded(1.0, 1.0, 0.8) < persuaded(0.0, 1.0, 0.8) < persuaded(best, 1.0, 0.8)


def test_a_fee_is_in_proportion_to_the_fans():
    assert fee(20.0, 90.0, 1.5) == pytest.approx(2700)
