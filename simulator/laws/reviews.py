"""Reviews: stars from satisfaction, and the rating that the platform shows."""

import math

import numpy as np

from simulator.laws.draws import cumulative

WRITES = 0.15  # share of buyers who write; 10 to 20% on Taobao, working value (assumed)
PRIOR_STARS, PRIOR_REVIEWS = 4.6, 30  # what a shop without reviews is taken for (assumed)


def stars_cumulative(mean: float) -> np.ndarray:
    """Cumulative distribution of stars, less one: 1 + Binomial(4, (mean - 1) / 4), whose mean is `mean`."""
    p = min(max((mean - 1) / 4, 0.0), 1.0)
    return cumulative(tuple(math.comb(4, k) * p**k * (1 - p) ** (4 - k) for k in range(5)))


def shown(total: int, count: int) -> float:
    """The rating shown: the mean of `count` reviews with `total` stars, drawn towards the prior while they are few."""
    return round((PRIOR_STARS * PRIOR_REVIEWS + total) / (PRIOR_REVIEWS + count), 6)
