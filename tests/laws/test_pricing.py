"""Prices against arithmetic done by hand."""

import numpy as np
import pytest

from simulator.laws import pricing


def test_the_three_methods():
    assert pricing.cost_plus(30.0, 0.6) == pytest.approx(48.0)
    assert pricing.undercut(49.0, 1.0, 40.0) == 48.0
    assert pricing.undercut(40.5, 1.0, 40.0) == 40.0
    assert pricing.premium(50.0, 0.1) == pytest.approx(55.0)
    assert pricing.value_based(60.0, 20.0, 0.25) == pytest.approx(75.0)


def test_following_takes_steps_and_keeps_its_bounds():
    prices = [59.0]
    for _ in range(6):
        prices.append(float(pricing.follow(prices[-1], 50.0, 4.0, 45.0, 70.0)))
    assert prices == [59.0, 55.0, 51.0, 50.0, 50.0, 50.0, 50.0]
    assert pricing.follow(46.0, 20.0, 4.0, 45.0, 70.0) == 45.0
    assert pricing.follow(69.0, 99.0, 4.0, 45.0, 70.0) == 70.0


def test_markdown_deepens_week_by_week():
    ages = np.array([0, 27, 28, 34, 35, 42, 200])
    assert pricing.markdown(ages, 28, 0.1, 0.35).tolist() == [0, 0, 0.1, 0.1, 0.2, 0.3, 0.35]
