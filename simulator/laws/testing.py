"""A/B tests (A/B测试): who sees which version, what a new version is worth, and whether a difference is more than luck.

Sources: the Syllabus, part 1.5.6 (six steps, four rules); Kohavi, Tang and Xu, Trustworthy Online Controlled
Experiments, 2020 (as many ideas hurt as help, and most do little). Sizes in `world/insight.toml`.
"""

import math
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist()


def sees_new(uniform: np.ndarray, percent: float) -> np.ndarray:
    """Whether each of those with the uniforms sees version B, which so many per cent of visitors see; bool."""
    return uniform < round(percent / 100, 12)


def idea_worth(mean: float, sd: float, uniform: float) -> float:
    """Utility that a new version adds, below zero where it hurts: a normal number, by inversion."""
    return round(mean + sd * NORMAL.inv_cdf(uniform), 12)


def shares_z(shown: tuple[int, int], orders: tuple[int, int]) -> float:
    """Standard score of the difference of two shares, B less A, under the pooled share; 0 where nothing is known.

    Under no effect its square is N / (N - 1) on average, N people in all (hypergeometric split).
    """
    pooled = sum(orders) / max(sum(shown), 1)
    variance = pooled * (1 - pooled)
    if not min(shown) or not variance:
        return 0.0
    difference = orders[1] / shown[1] - orders[0] / shown[0]
    return round(difference / math.sqrt(variance * (1 / shown[0] + 1 / shown[1])), 12)


def means_z(shown: tuple[int, int], sums: tuple[int, int], squares: tuple[int, int]) -> float:
    """Standard score of the difference of two means, B less A, from numbers, sums and sums of squares (Welch 1947);
    0 where nothing is known."""
    if min(shown) < 2 or not sum(squares):
        return 0.0
    means = [total / number for total, number in zip(sums, shown, strict=True)]
    spread = [max(square / number - mean**2, 0.0) / (number - 1)
              for square, number, mean in zip(squares, shown, means, strict=True)]  # fmt: skip
    return round((means[1] - means[0]) / math.sqrt(sum(spread)), 12) if sum(spread) else 0.0


def is_better(z: float, needed: float) -> bool:
    """Whether B is taken for better: its standard score is more than `needed`, 0 for a mere lead."""
    return z > needed


def difference_and_error(shown: tuple[int, int], orders: tuple[int, int]) -> tuple[float, float]:
    """Difference of two shares, B less A, and its standard error (each share with its own variance); no number where
    a version was not shown."""
    if not min(shown):
        return math.nan, math.nan
    shares = [some / number for some, number in zip(orders, shown, strict=True)]
    variance = sum(share * (1 - share) / number for share, number in zip(shares, shown, strict=True))
    return shares[1] - shares[0], math.sqrt(variance)


def power(share: float, difference: float, shown: tuple[int, int], needed: float) -> float:
    """Chance that B is found better when A's share of orders is `share` and B's so much more."""
    other = share + difference
    pooled = (share * shown[0] + other * shown[1]) / sum(shown)
    null = math.sqrt(pooled * (1 - pooled) * (1 / shown[0] + 1 / shown[1]))
    own = math.sqrt(share * (1 - share) / shown[0] + other * (1 - other) / shown[1])
    return 1 - NORMAL.cdf((needed * null - difference) / own)


def people_needed(share: float, difference: float, needed: float, wanted: float) -> int:
    """People of each version that find a difference with the chance `wanted` (Fleiss 1981, without his correction)."""
    other = share + difference
    middle = (share + other) / 2
    null, own = math.sqrt(2 * middle * (1 - middle)), math.sqrt(share * (1 - share) + other * (1 - other))
    return math.ceil(((needed * null + NORMAL.inv_cdf(wanted) * own) / difference) ** 2)
