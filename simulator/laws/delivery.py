"""Delivery: whole days from order to door, one at least."""

import math

import numpy as np

from simulator.laws.draws import cumulative

LONGEST, LONGEST_WAY = 14, 40


def poisson_cumulative(mean: float, longest: int) -> np.ndarray:
    """Cumulative Poisson distribution on 0 .. longest, the tail put on the last."""
    terms = [math.exp(-mean) * mean**k / math.factorial(k) for k in range(longest + 1)]
    return cumulative(tuple(terms))


def regional(mean: float, share: float, factor: float) -> tuple[float, float]:
    """Mean days to near buyers and to far ones, of whom there is a `share` and whose parcels take `factor` times the
    `mean` of all."""
    return mean * (1 - share * factor) / (1 - share), mean * factor


def transit_cumulative(mean: float, reliable: float, astray: int) -> np.ndarray:
    """Cumulative distribution of a carrier's days to the door, less one: 1 + Poisson(mean - 1), and `astray` days more
    for the parcels that are not among the `reliable` share; at most `LONGEST_WAY`."""
    usual = np.diff(poisson_cumulative(max(mean - 1.0, 0.0), LONGEST_WAY - 1), prepend=0.0)
    later = np.concatenate([np.zeros(astray), usual[:-astray]])
    return cumulative(reliable * usual + (1 - reliable) * later)


def days_cumulative(mean: float) -> np.ndarray:
    """Cumulative distribution of the days to the door, less one: 1 + Poisson(mean - 1), at most `LONGEST`.

    Index k is k + 1 days. The mean differs by state: about 54 h of transit plus dispatch (State Post Bureau 2023).
    """
    return poisson_cumulative(max(mean - 1.0, 0.0), LONGEST - 1)
