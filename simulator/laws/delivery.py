"""Delivery: whole days from order to door, one at least."""

import math

import numpy as np

from simulator.laws.draws import cumulative

LONGEST = 14


def poisson_cumulative(mean: float, longest: int) -> np.ndarray:
    """Cumulative Poisson distribution on 0 .. longest, the tail put on the last."""
    terms = [math.exp(-mean) * mean**k / math.factorial(k) for k in range(longest + 1)]
    return cumulative(tuple(terms))


def days_cumulative(mean: float) -> np.ndarray:
    """Cumulative distribution of the days to the door, less one: 1 + Poisson(mean - 1), at most `LONGEST`.

    Index k is k + 1 days. The mean differs by state: about 54 h of transit plus dispatch (State Post Bureau 2023).
    """
    return poisson_cumulative(max(mean - 1.0, 0.0), LONGEST - 1)
