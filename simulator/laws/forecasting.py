"""Forecasts of demand from its history, a number a period, the latest last.

Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapters 3 and 8.
"""

import numpy as np


def moving_average(history: np.ndarray, periods: int) -> float:
    """Forecast of the next period: the mean of the last `periods`."""
    return float(np.mean(history[-periods:]))


def exponential_smoothing(history: np.ndarray, weight: float) -> float:
    """Forecast of the next period: each period moves it by `weight` of its error, beginning at the first period."""
    level = float(history[0])
    for seen in history[1:]:
        level += weight * (float(seen) - level)
    return level


def seasonal_forecast(history: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Forecasts of the periods after the history: its level without the season, times their factors.

    `factors`: one a period, for the history and then for the periods to come (ordinary demand is 1).
    """
    past, ahead = factors[: len(history)], factors[len(history) :]
    return np.sum(history) / np.sum(past) * ahead
