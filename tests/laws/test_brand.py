"""A brand: remembering and forgetting, who knows it, and what an event brings."""

import math

import pytest
from scipy import stats

from simulator.laws import brand


def test_half_is_forgotten_in_a_half_life():
    stock = 1.0
    for _ in range(10):
        stock = brand.remembered(stock, 0.0, 10.0)
    assert stock == pytest.approx(0.5)


def test_steady_contacts_add_up_to_a_level():
    stock = 0.0
    for _ in range(400):
        stock = brand.remembered(stock, 0.1, 10.0)
    assert stock == pytest.approx(0.1 / (1 - 0.5**0.1))


@pytest.mark.parametrize("stock", [0.0, 0.3, 1.7, 6.0])
@pytest.mark.parametrize("needed", [1, 2, 3])
def test_who_knows_the_brand_is_the_tail_of_a_poisson_number(stock, needed):
    assert brand.aware(stock, needed) == pytest.approx(stats.poisson.sf(needed - 1, stock))


def test_an_event_meets_at_most_everybody_it_can():
    assert brand.at_event(0.0, 60.0, 1.0) == 0
    assert brand.at_event(60.0, 60.0, 2.0) == pytest.approx(2 * (1 - math.exp(-1)))
    assert brand.at_event(1e6, 60.0, 1.0) == 1
