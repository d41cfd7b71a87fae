"""Market research: a noisy look at demand before buying, and what the look is worth.

Demand is in logarithms, so that an error is a factor. Source: normal learning, Raiffa and Schlaifer 1961.
"""

import math
from statistics import NormalDist

import numpy as np

GRID = np.linspace(-10.0, 10.0, 2001)


def signal(truth_log: float, sd: float, normal: float) -> float:
    """What research reports of a product's log demand: the truth plus `sd` times a standard normal draw."""
    return truth_log + sd * normal


def posterior(mean: float, prior_sd: float, signals: np.ndarray, signal_sd: float) -> tuple[float, float]:
    """Mean and sd of log demand after the signals: each draws the mean towards itself by its precision."""
    known, told = 1.0 / prior_sd**2, len(signals) / signal_sd**2
    weighed = mean * known + float(np.sum(signals)) / signal_sd**2
    return weighed / (known + told), 1.0 / math.sqrt(known + told)


def value_of_choice(products: int, prior_sd: float, signal_sd: float) -> float:
    """How far log demand of the best-looking of so many products is expected over that of one taken blindly.

    The mean of the greatest of n standard normals, 1 / sqrt(pi) for two (David and Nagaraja, Order Statistics), times
    s^2 / sqrt(s^2 + e^2).
    """
    cdf = np.array([NormalDist().cdf(x) for x in GRID])
    density = np.exp(-(GRID**2) / 2) / math.sqrt(2 * math.pi)
    greatest = np.sum(GRID * products * density * cdf ** (products - 1)) * (GRID[1] - GRID[0])
    return round(float(greatest) * prior_sd**2 / math.hypot(prior_sd, signal_sd), 9)
