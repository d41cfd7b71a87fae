"""Forecasts of demand from its history, a number a period, the latest last.

Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 8.
"""

import numpy as np


def exponential_smoothing(history: np.ndarray, weight: float) -> float:
    """Forecast of the next period: each period moves it by `weight` of its error, beginning at the first period."""
    level = float(history[0])
    for seen in history[1:]:
        level += weight * (float(seen) - level)
    return level


def rhythm(factors: np.ndarray, seen: float) -> np.ndarray:
    """Factors that a forecast expects of days whose true factors are known to it with a weight `seen`, in logs: all of
    the calendar at 1, nothing of it at 0 (classical multiplicative adjustment, chapter 3; the weight is assumed)."""
    return np.round(factors**seen, 12)
