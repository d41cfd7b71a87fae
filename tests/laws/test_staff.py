"""People: learning, forgetting, and what a bonus brings."""

import math

import pytest

from simulator.laws import staff


def test_half_of_what_was_learnt_is_lost_in_a_half_life():
    known = staff.skill(0.0, 8.0, 12.0)
    for _ in range(11):
        known = staff.skill(known, 0.0, 12.0)
    assert known == pytest.approx(4.0)


def test_steady_training_adds_up_to_a_level():
    known, left = 0.0, 0.5 ** (1 / 12)
    for _ in range(400):
        known = staff.skill(known, 2.0, 12.0)
    assert known == pytest.approx(2 * left / (1 - left))


def test_effort_gains_two_thirds_of_the_most_where_it_is_enough():
    assert staff.gain(0.0, 0.25, 16.0) == 1
    assert staff.gain(16.0, 0.25, 16.0) == pytest.approx(1 + 0.25 * (1 - math.exp(-1)))
    assert staff.gain(1e9, 0.25, 16.0) == 1.25
