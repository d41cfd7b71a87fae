"""Reviews: stars from satisfaction, who writes, and the rating that the platform shows.

Who is very pleased or very displeased writes more often (Hu, Zhang and Pavlou 2009: J-shaped ratings), so that the mean
of unasked reviews drifts from quality; who is asked writes whatever he thinks. Sizes are assumed, in
`world/aftersales.toml`.
"""

import math

import numpy as np

from simulator.laws.draws import cumulative

WRITES = 0.15  # share of buyers who write; 10 to 20% on Taobao, working value (assumed)
BAD, REVISED = 3, 4  # stars of a bad review at most, and of one that is taken back (good: four and five)
PRIOR_STARS, PRIOR_REVIEWS = 4.6, 30  # what a shop without reviews is taken for (assumed)


def stars_cumulative(mean: float) -> np.ndarray:
    """Cumulative distribution of stars, less one: 1 + Binomial(4, (mean - 1) / 4), whose mean is `mean`."""
    p = min(max((mean - 1) / 4, 0.0), 1.0)
    return cumulative(tuple(math.comb(4, k) * p**k * (1 - p) ** (4 - k) for k in range(5)))


def unasked(urge: np.ndarray) -> np.ndarray:
    """Chance that a buyer writes without being asked, by stars less one; `urge` is the factor of each on the usual
    share."""
    return np.minimum(np.round(WRITES * urge, 12), 1.0)


def asked(unasked: np.ndarray, reward: float, most: float, enough: float) -> np.ndarray:
    """The same where a reward (yuan) is paid: of those who would not write, up to a share `most` do, whatever they
    think; `enough` yuan bring two thirds of them."""
    return np.round(unasked + (1.0 - unasked) * most * (1.0 - math.exp(-reward / enough)), 12)


def drifted(stars: np.ndarray, writing: np.ndarray) -> float:
    """Mean stars of the reviews that are written: `stars` are the chances of one to five, `writing` the chance that
    each is written about."""
    return float(stars * writing @ np.arange(1, 6) / (stars @ writing))


def renown(extra: int, count: int, weight: float) -> float:
    """Utility of `extra` reviews among `count`, against as many as come by themselves: `weight` times the log of their
    ratio, the prior's reviews counted with both (You, Vadakkepatt and Joshi 2015: sales go with their number)."""
    return round(weight * math.log((PRIOR_REVIEWS + count) / (PRIOR_REVIEWS + count - extra)), 12)


def shown(total: int, count: int) -> float:
    """The rating shown: the mean of `count` reviews with `total` stars, drawn towards the prior while they are few."""
    return round((PRIOR_STARS * PRIOR_REVIEWS + total) / (PRIOR_REVIEWS + count), 6)
