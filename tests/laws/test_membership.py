"""Tiers by what was spent, and benefits that bring members back."""

import numpy as np
import pytest

from simulator.laws import membership

THRESHOLDS = np.array([15_000, 30_000, 60_000])


def test_a_tier_begins_with_its_threshold():
    spent = np.array([0, 14_999, 15_000, 30_000, 59_999, 10**9])
    assert membership.tier(spent, THRESHOLDS).tolist() == [0, 0, 1, 2, 2, 3]


def test_shares_of_tiers_are_those_of_the_spending():
    """Exponential spending with mean 200 yuan: tiers by the law's distribution function."""
    spent = np.random.default_rng(1).exponential(20_000, 100_000)
    shares = np.bincount(membership.tier(spent, THRESHOLDS), minlength=4) / len(spent)
    edges = np.exp(-np.array([0.0, 0.75, 1.5, 3.0, np.inf]))
    assert shares.tolist() == pytest.approx((edges[:-1] - edges[1:]).tolist(), abs=0.006)


def test_benefits_add_their_part_of_the_chance_and_no_more_than_all():
    chance, benefits = np.array([0.5, 0.5, 0.9]), np.array([0, 2, 4])
    assert membership.coming_back(chance, benefits, 0.08).tolist() == pytest.approx([0.5, 0.58, 1.0])
