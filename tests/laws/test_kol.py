"""What a KOL's post brings and costs, against closed forms."""

import math

import pytest

from simulator.laws.kol import fee, news, persuaded


def test_without_the_shops_say_a_post_has_the_kols_own_effect():
    assert persuaded(0.0, 1.0, 0.8) == 1


def test_the_best_part_of_the_say_is_where_the_slope_is_nothing():
    """gain - 2 loss p - 3 gain loss p^2 = 0, for a gain of 1 and a loss of 0.8."""
    best = (-1.6 + math.sqrt(1.6**2 + 4 * 2.4)) / (2 * 2.4)
    assert all(persuaded(best, 1.0, 0.8) > persuaded(best + step, 1.0, 0.8) for step in (-0.05, 0.05))
    assert persuaded(1.0, 1.0, 0.8) < persuaded(0.0, 1.0, 0.8) < persuaded(best, 1.0, 0.8)


def test_a_fee_is_in_proportion_to_the_fans():
    assert fee(20.0, 90.0, 1.5) == pytest.approx(2700)


def test_posts_meet_people_at_random_and_are_news_once():
    """One post to few is news to all; posts without end are news to whoever remembers none."""
    assert news(10.0, 0.0, 100_000.0) == pytest.approx(10.0, rel=1e-3)
    assert news(1e9, 40_000.0, 100_000.0) == pytest.approx(60_000.0)
    first = news(50_000.0, 0.0, 100_000.0)
    assert first + news(30_000.0, first, 100_000.0) == pytest.approx(news(80_000.0, 0.0, 100_000.0))
