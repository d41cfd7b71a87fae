"""Reads, visits and trust against their closed forms."""

import math

import pytest

from simulator.laws.social import pull, trust, visiting


def test_pull_is_the_chance_of_a_first_contact():
    assert pull(0.0, 12.0) == 0
    assert pull(12.0, 12.0) == pytest.approx(1 - math.exp(-1))
    assert pull(24.0, 12.0) == pytest.approx(1 - (1 - pull(12.0, 12.0)) ** 2)


def test_visits_go_from_the_least_to_the_most_times_trust():
    assert [visiting(one, 1.0, 0.01, 0.06) for one in (0.0, 0.5, 1.0)] == pytest.approx([0.01, 0.035, 0.06])
    assert visiting(1.0, 0.25, 0.01, 0.06) == pytest.approx(0.015)


@pytest.mark.parametrize("days", [1, 21, 63])
def test_trust_goes_half_of_the_way_in_its_half_life(days):
    now = 1.0
    for _ in range(days):
        now = trust(now, 0.5, 0.8, 21.0)
    assert now == pytest.approx(0.8 + 0.2 * 0.5 ** (days / 21))


def test_trust_comes_back_when_nothing_is_sold():
    assert trust(0.4, 0.0, 0.9, 1.0) == pytest.approx(0.7)


def test_in_the_long_run_some_selling_brings_most():
    settled = {h: visiting(h, trust(1.0, h, 0.9, 1e-3), 0.01, 0.06) for h in (0.0, 0.3, 0.5, 0.7, 1.0)}
    assert max(settled, key=settled.get) == 0.5
    assert settled[1.0] < settled[0.0]
