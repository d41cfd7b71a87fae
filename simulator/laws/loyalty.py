"""Loyalty: who comes back to the shop, and when."""

import numpy as np

SOONEST, MEAN_GAP = 10, 30.0  # days from delivery to the next visit (assumed)
LONGEST = 120
FLAWED = 0.25  # a flawed piece leaves this share of the chance of a later visit (assumed)


def gap_cumulative() -> np.ndarray:
    """Cumulative distribution of the days to the next visit, less `SOONEST`: geometric with mean `MEAN_GAP`."""
    p = 1.0 / (MEAN_GAP - SOONEST + 1.0)
    total = np.round(1.0 - (1.0 - p) ** np.arange(1, LONGEST), 12)
    total[-1] = 1.0
    return total


def comes_back(uniform: np.ndarray, chance: np.ndarray, flawed: np.ndarray) -> np.ndarray:
    """Whether each buyer visits again."""
    return uniform < chance * np.where(flawed, FLAWED, 1.0)
