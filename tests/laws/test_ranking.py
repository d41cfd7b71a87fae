"""The slow stock behind the platform's search: neutral without work, half of the way in a half-life, never beyond."""

import math

import pytest

from simulator.laws import ranking


def test_a_usual_shop_deserves_one_and_none_more_than_the_most():
    assert ranking.merit(1.0, 1.0, 0.0, 4.5) == 1
    assert ranking.merit(16.0, 1.0, 0.0, 4.5) == ranking.MOST_MERIT
    assert ranking.merit(0.0, 1.0, 0.0, 4.5) == 0


def test_merit_rises_with_each_of_its_four():
    usual = (1.0, 1.0, 0.0, 4.5)
    for place, more in enumerate((1.5, 1.1, 0.1, 4.7)):
        better = [more if at == place else one for at, one in enumerate(usual)]
        assert ranking.merit(*better) > 1
    assert ranking.merit(2.0, 1.0, 0.0, 4.5) == pytest.approx(2**0.25)


def test_without_work_nothing_is_gained_and_without_end_the_most():
    assert ranking.aim(0, 1.2, 0.3, 12) == 1
    assert ranking.aim(1e9, 1.0, 0.3, 12) == pytest.approx(1.3)
    assert ranking.aim(12, 1.0, 0.3, 12) == pytest.approx(1 + 0.3 * (1 - math.exp(-1)))


def test_half_of_the_way_is_gone_in_a_half_life_up_and_down():
    up, down = 1.0, 1.4
    for _ in range(21):
        up, down = ranking.tomorrow(up, 1.4, 21), ranking.tomorrow(down, 1.0, 21)
    assert (up, down) == pytest.approx((1.2, 1.2))
    assert ranking.tomorrow(1.0, 1.0, 21) == 1
