"""Who writes reviews: the drift of selection, what asking does to it, and the worth of a number."""

import math

import numpy as np
import pytest

from simulator.laws import compliance, reviews

EVEN, ANGRY = np.ones(5), np.array([3.0, 2.0, 0.75, 0.75, 1.16])
BINOMIAL = np.array([1, 4, 6, 4, 1]) / 16  # stars of goods of three


def test_who_writes_by_lot_shows_the_truth():
    assert reviews.drifted(BINOMIAL, reviews.unasked(EVEN)) == pytest.approx(3.0)


def test_the_displeased_draw_the_mean_down():
    """By hand: (3 + 16 + 13.5 + 12 + 5.8) / (3 + 8 + 4.5 + 3 + 1.16)."""
    assert reviews.drifted(BINOMIAL, reviews.unasked(ANGRY)) == pytest.approx(50.3 / 19.66)


def test_asking_brings_the_mean_nearer_to_the_truth_the_more_the_reward():
    writing = [reviews.asked(reviews.unasked(ANGRY), reward, 1.0, 4.0) for reward in (0, 2, 8, 1000)]
    gaps = [3.0 - reviews.drifted(BINOMIAL, one) for one in writing]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == pytest.approx(0.0)


def test_two_thirds_are_moved_by_enough():
    moved = reviews.asked(np.zeros(5), 4.0, 0.45, 4.0)
    assert moved == pytest.approx(0.45 * (1 - math.exp(-1)))


def test_twice_as_many_reviews_are_worth_the_weight_times_log_two():
    assert reviews.renown(100 + reviews.PRIOR_REVIEWS, 200 + reviews.PRIOR_REVIEWS, 0.1) == pytest.approx(
        0.1 * math.log((200 + 60) / (100 + 30))
    )
    assert reviews.renown(0, 500, 0.1) == 0.0


def test_found_out_by_any_of_the_reviews_or_the_removals():
    assert compliance.found_out(0, 0.01, 0.0, 0.08) == 0.0
    assert compliance.found_out(2, 0.01, 0.0, 0.08) == pytest.approx(1 - 0.99**2)
    assert compliance.found_out(2, 0.01, 0.5, 0.08) == pytest.approx(1 - 0.99**2 * 0.96)
    assert compliance.either(0.5, 0.5) == 0.75
