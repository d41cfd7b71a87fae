"""Chances of Poisson counts, by logarithms so that large means and counts don't overflow."""

import math


def chance(mean: float, count: int) -> float:
    """Chance of exactly `count`."""
    if mean == 0:
        return float(count == 0)
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def below(mean: float, count: int) -> float:
    """Chance of less than `count`."""
    return round(min(math.fsum(chance(mean, k) for k in range(count)), 1.0), 12)
