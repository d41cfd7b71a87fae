"""Loyalty: who comes back to the shop, and when."""

import numpy as np

SOONEST, MEAN_GAP = 10, 30.0  # days from delivery to the next visit (assumed)
LONGEST = 120
DISAPPOINTED = 0.25  # share of the chance of a later visit that a flaw, or a return, leaves (assumed)


def geometric(mean: float) -> np.ndarray:
    """Cumulative distribution of a geometric number of days on 0 .. `LONGEST` - 2, one less than `mean` on average."""
    total = np.round(1.0 - (1.0 - 1.0 / mean) ** np.arange(1, LONGEST), 12)
    total[-1] = 1.0
    return total


def gap_cumulative() -> np.ndarray:
    """Cumulative distribution of the days to the next visit, less `SOONEST`: geometric with mean `MEAN_GAP`."""
    return geometric(MEAN_GAP - SOONEST + 1.0)


def chances(factors: np.ndarray, segments: np.ndarray) -> np.ndarray:
    """Chance of a later visit after a good order, shops by segments: each shop's factor on each segment's chance."""
    return np.minimum(np.round(np.outer(factors, segments), 12), 1.0)


def comes_back(uniform: np.ndarray, chance: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Whether each buyer visits again; `kept` is the share of the chance that the order has left."""
    return uniform < chance * kept
