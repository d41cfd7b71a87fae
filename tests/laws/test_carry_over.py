"""Adstock and Hill: sums, half-lives, halves; and clicks that would have come anyway."""

import math

import pytest

from simulator.laws.carry_over import adstock, displaced, hill


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.8, 0.9])
def test_a_pulse_adds_up_to_the_closed_form(kept):
    stock, total = 1.0, 0.0
    for _ in range(400):
        total, stock = total + stock, adstock(stock, 0.0, kept)
    assert total == pytest.approx(1 / (1 - kept))


def test_half_of_a_pulse_is_gone_after_the_published_half_life():
    """With 0.8 kept, 3.106 days."""
    assert math.log(0.5) / math.log(0.8) == pytest.approx(3.106, abs=5e-4)
    stock = 1.0
    for _ in range(31):
        stock = adstock(stock, 0.0, 0.8)
    assert stock == pytest.approx(0.5 ** (31 / 3.1063), rel=1e-4)


@pytest.mark.parametrize("slope", [0.7, 1.0, 2.5])
def test_enough_is_half_of_what_can_be_had(slope):
    assert hill(3.0, 3.0, slope) == 0.5
    assert hill(0.0, 3.0, slope) == 0
    assert hill(1e9, 3.0, slope) == pytest.approx(1, abs=1e-5)
    assert hill(6.0, 3.0, slope) == pytest.approx(2**slope / (2**slope + 1))


def test_clicks_of_those_who_would_have_come_anyway_are_taken_from_the_unpaid_visits():
    assert displaced(200.0, 0.25, 2000.0) == 0.025
    assert displaced(200.0, 0.0, 2000.0) == 0
