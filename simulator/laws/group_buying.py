"""Group buying: whether a team fills in time, and how far invitations travel.

An invitation cascade is a Galton-Watson process with a Poisson number of friends: Athreya and Ney, Branching Processes.
"""

import math

import numpy as np

from simulator.laws.delivery import poisson_cumulative
from simulator.laws.poisson import below

MOST_FRIENDS = 20  # friends that one person brings at most (assumed)


def team_success(others_needed: int, joiners_an_hour: float, hours: float) -> float:
    """Chance that at least `others_needed` join within `hours`, joiners being a Poisson flow."""
    return round(1.0 - below(joiners_an_hour * hours, others_needed), 12)


def friends_cumulative(mean: float) -> np.ndarray:
    """Cumulative distribution of the friends that one person brings: Poisson, at most `MOST_FRIENDS`."""
    return poisson_cumulative(mean, MOST_FRIENDS)


def cascade_size(mean: float) -> float:
    """Expected people in a cascade, the first among them, when each brings `mean` friends.

    Raises ValueError when `mean` is 1 or more: such a cascade may never end.
    """
    _require_dying(mean)
    return 1.0 / (1.0 - mean)


def cascade_variance(mean: float) -> float:
    """Variance of the people in a cascade (Borel distribution). Raises ValueError when `mean` is 1 or more."""
    _require_dying(mean)
    return mean / (1.0 - mean) ** 3


def extinction(mean: float) -> float:
    """Chance that a cascade ends: the smallest root of q = exp(mean * (q - 1)), by Newton's method from 0."""
    if mean <= 1.0:
        return 1.0
    q, step = 0.0, 1.0
    while step > 1e-13:
        excess = math.exp(mean * (q - 1.0))
        step = (excess - q) / (1.0 - mean * excess)
        q += step
    return round(q, 12)


def _require_dying(mean: float) -> None:
    if not 0.0 <= mean < 1.0:
        raise ValueError(f"a cascade ends for sure only below one friend a person, not at {mean}")
