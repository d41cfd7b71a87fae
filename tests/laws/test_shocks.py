"""Shocks: how they pass, what a price war asks, and what is put off."""

import pytest

from simulator.laws import shocks


def test_half_of_a_shock_passes_in_a_half_life():
    assert shocks.healing(2.0, 14.0, 0.0) == 2
    assert shocks.healing(2.0, 14.0, 14.0) == pytest.approx(1)
    assert shocks.healing(2.0, 14.0, 42.0) == pytest.approx(0.25)


def test_shocks_to_visits_come_on_top_of_each_other():
    assert shocks.crowded(shocks.crowded(1.0, 0.5), -0.2) == pytest.approx(1.2)


@pytest.mark.parametrize(("price", "floor", "asked"), [(100.0, 1.0, 70.0), (100.0, 80.0, 80.0), (60.0, 80.0, 60.0)])
def test_a_price_war_ends_at_the_floor(price, floor, asked):
    assert shocks.war_price(price, 0.3, floor) == asked


def test_what_is_due_while_nothing_is_delivered_comes_later():
    assert [shocks.put_off(due, 10, 30) for due in (9, 10, 29, 30)] == [9, 30, 49, 30]
