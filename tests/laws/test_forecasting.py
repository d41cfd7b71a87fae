"""Forecasts against pandas."""

import numpy as np
import pandas as pd
import pytest

from simulator.laws import forecasting
from simulator.laws.draws import stream

HISTORY = stream(4, "history").poisson(40.0, 30).astype(float)


@pytest.mark.parametrize("weight", [0.1, 0.5, 1.0])
def test_smoothing_is_an_exponentially_weighted_mean(weight):
    expected = pd.Series(HISTORY).ewm(alpha=weight, adjust=False).mean().iloc[-1]
    assert forecasting.exponential_smoothing(HISTORY, weight) == pytest.approx(expected)


def test_a_forecast_sees_of_the_calendar_what_it_is_told():
    factors = np.array([0.5, 1.0, 4.0])
    assert forecasting.rhythm(factors, 0.0).tolist() == [1.0, 1.0, 1.0]
    assert forecasting.rhythm(factors, 1.0).tolist() == factors.tolist()
    assert forecasting.rhythm(factors, 0.5)[2] == 2.0
