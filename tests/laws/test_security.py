"""Data security: leaks, their cost, and trust that heals."""

import pytest

from simulator.laws import security


def test_leaks_under_more_care_are_some_of_those_under_less():
    drawn = [(one + 0.5) / 1000 for one in range(1000)]
    careless, careful = ({one for one in drawn if security.leaks(one, chance)} for chance in (0.08, 0.004))
    assert careful < careless and (len(careless), len(careful)) == (80, 4)


def test_half_of_the_trust_is_back_after_a_half_life():
    left = 0.4
    for _ in range(14):
        left = security.healed(left, 14)
    assert left == pytest.approx(0.2)


def test_what_leaks_cost():
    assert security.leak_cost(200, 1500.0, 1.0) == 1700
    assert security.expected_loss(0.08, 13, 200, 1500.0, 1.0) == pytest.approx(13 * 0.08 * 1700)
