"""Instruments: readings, indices, trends, returns."""

import numpy as np
import pytest
from scipy import integrate

from simulator.laws import instruments


def test_readings_are_right_on_average():
    mean, _ = integrate.quad(lambda uniform: instruments.reading(80.0, 0.2, uniform), 1e-9, 1 - 1e-9, limit=200)
    assert mean == pytest.approx(80, abs=0.02)


def test_a_reading_without_error_is_the_truth():
    assert instruments.reading(45.5, 0.0, 0.9) == 45.5 and instruments.reading(0.0, 0.3, 0.9) == 0


def test_a_better_instrument_errs_to_the_same_side_by_less():
    for uniform in (0.1, 0.4, 0.9):
        far, near = (instruments.reading(100.0, error, uniform) - 100 for error in (0.2, 0.02))
        assert far * near > 0 and abs(near) < abs(far)


def test_interest_in_the_days_to_come_ends_with_the_season():
    factor = np.array([1.0, 1.0, 2.0, 4.0])
    assert instruments.coming_interest(factor, 1, 2) == 1.5
    assert instruments.coming_interest(factor, 2, 14) == 3.0


def test_trend():
    assert instruments.trend(3.0, 2.0) == 1.5 and instruments.trend(3.0, 0.0) == 1.0


def test_an_instrument_that_brings_its_cost_has_no_return():
    assert instruments.data_roi(90.0, 90.0, 10.0) == 0
    assert instruments.data_roi(120.0, 80.0, 10.0) == 4
