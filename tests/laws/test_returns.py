"""Conditions for returns: nothing under the law's least, each effect in full under the most lenient."""

import numpy as np
import pytest

from simulator.laws import returns

LEAST, MOST = returns.leniency(7, False, False), returns.leniency(30, True, True)
EACH = (0.9, 1.2, 1.1)


def test_the_laws_least_changes_nothing():
    assert LEAST == (0.0, 0.0, 0.0)
    assert returns.factor(LEAST, EACH) == 1.0
    assert returns.confidence(LEAST, EACH, 0.3, 0.1) == 0.0
    assert returns.keeps(0.25, LEAST, EACH) == 0.25


def test_each_condition_does_its_own_in_full():
    assert MOST == (1.0, 1.0, 1.0)
    assert returns.factor(MOST, EACH) == pytest.approx(0.9 * 1.2 * 1.1)
    assert returns.factor((0.0, 1.0, 0.0), EACH) == 1.2
    assert returns.keeps(0.25, MOST, (0.05, 0.2, 0.2)) == pytest.approx(0.7)


def test_half_way_to_thirty_days_does_the_root_of_the_factor():
    half = returns.leniency(18, False, False)[0] + 0.5 / 23
    assert half == pytest.approx(0.5)
    assert returns.factor((half, 0.0, 0.0), EACH) == pytest.approx(0.9**0.5)


def test_confidence_goes_with_what_comes_back():
    once, twice = (returns.confidence(MOST, (0.02, 0.06, 0.04), share, 0.1) for share in (0.1, 0.2))
    assert (once, twice) == pytest.approx((0.12, 0.24))


def test_nobody_keeps_more_than_the_whole_chance():
    assert returns.keeps(0.9, MOST, EACH) == 1.0


@pytest.mark.parametrize("days", [7, 30])
def test_every_day_of_the_window_is_as_likely(days):
    after = returns.asked_after((np.arange(30_000) + 0.5) / 30_000, days)
    assert np.unique(after, return_counts=True)[1].tolist() == pytest.approx([30_000 / days] * days, abs=1)
    assert (after.min(), after.max()) == (1, days)
