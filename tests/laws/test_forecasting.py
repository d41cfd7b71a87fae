"""Forecasts against pandas and against a history whose rule is known."""

import numpy as np
import pandas as pd
import pytest

from simulator.laws import forecasting
from simulator.laws.draws import stream

HISTORY = stream(4, "history").poisson(40.0, 30).astype(float)


def test_moving_average_is_the_mean_of_the_last():
    assert forecasting.moving_average(HISTORY, 7) == pytest.approx(pd.Series(HISTORY).rolling(7).mean().iloc[-1])


@pytest.mark.parametrize("weight", [0.1, 0.5, 1.0])
def test_smoothing_is_an_exponentially_weighted_mean(weight):
    expected = pd.Series(HISTORY).ewm(alpha=weight, adjust=False).mean().iloc[-1]
    assert forecasting.exponential_smoothing(HISTORY, weight) == pytest.approx(expected)


def test_a_seasonal_history_is_continued():
    factors = np.array([1.0, 0.8, 1.2, 2.0, 0.5, 3.0])
    assert forecasting.seasonal_forecast(50 * factors[:4], factors) == pytest.approx([25.0, 150.0])


def test_a_moving_average_misses_the_peak_that_the_seasonal_forecast_sees():
    factors = np.array([1.0] * 10 + [4.0])
    assert forecasting.moving_average(40 * factors[:10], 4) == pytest.approx(40)
    assert forecasting.seasonal_forecast(40 * factors[:10], factors) == pytest.approx([160])
