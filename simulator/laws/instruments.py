"""Instruments of data analysis (数据工具): what a reading shows of the truth, and what a forecast makes of an index.

Sizes of errors in `world/insight.toml`.
"""

import math
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist()


def reading(truth: float, error: float, uniform: float) -> float:
    """What an instrument shows: the truth times a lognormal factor of mean 1, whose logarithm has the sd `error`."""
    return round(truth * math.exp(error * NORMAL.inv_cdf(uniform) - error**2 / 2), 6)


def coming_interest(factor: np.ndarray, day: int, ahead: int) -> float:
    """Mean interest of the market, over that of an ordinary day, in the days from `day` on (fewer at the end)."""
    return round(float(np.mean(factor[day : day + ahead])), 9)


def trend(coming: float, past: float) -> float:
    """Factor on a forecast from past sales, from an index read for the coming weeks and one read for the past."""
    return round(coming / past, 9) if past else 1.0


def data_roi(with_: float, without: float, cost: float) -> float:
    """Return on data: profit with the instruments, their cost taken out of it, less profit without, over the cost."""
    return (with_ - without) / cost
