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
