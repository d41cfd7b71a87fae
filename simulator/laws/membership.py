"""Membership: which tier a customer's spending has reached, and what benefits do to the chance of a later visit.

The four tiers are those of the Syllabus, part 1.3.11; every size is an assumption (`world/customers.toml`).
"""

import numpy as np

TIERS = ("ordinary", "silver", "gold", "diamond")


def tier(spent: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
    """Number of the tier, from 0, of customers who have spent so much: the thresholds (ascending, same unit) that are
    reached."""
    return np.searchsorted(thresholds, spent, side="right")


def coming_back(chance: np.ndarray, benefits: np.ndarray, worth: float) -> np.ndarray:
    """Chance of a later visit of members who have so many benefits: each adds a share `worth` of the chance without."""
    return np.minimum(np.round(chance * (1.0 + worth * benefits), 12), 1.0)
