"""Places of the shop's own, where buyers stay in touch with it: who joins, who stays, who comes back, week by week.

Survival in discrete time: each week has its chance, whatever came before (Kalbfleisch and Prentice 2002, section 2.4).
Sizes in `world/owned.toml`.
"""

import numpy as np


def joining(chance: float, most: float, gift: float, half: float) -> float:
    """Chance that a buyer joins: `chance` without a gift, `most` with the dearest; one of `half` yuan does half of the
    difference. Assumed."""
    return round(chance + (most - chance) * gift / (gift + half), 12)


def coming(alone: float, answered: list[float]) -> np.ndarray:
    """Chance a week that a member comes: `alone`, or because of that week's messages."""
    return np.round(1.0 - (1.0 - alone) * (1.0 - np.array(answered)), 12)


def surviving(chances: np.ndarray) -> np.ndarray:
    """Chance of getting through all weeks before each one, and through the last; `chances`: of the end, a week each."""
    return np.round(np.cumprod([1.0, *(1.0 - chances)]), 12)


def ends_in(uniform: np.ndarray, start: np.ndarray, through: np.ndarray) -> np.ndarray:
    """Week in which it ends for each who is exposed from week `start` on, or the number of weeks where it does not;
    `through` as `surviving` gives it."""
    reached = np.round(1.0 - (1.0 - uniform) * through[start], 12)
    return np.maximum(np.searchsorted(np.round(1.0 - through, 12), reached) - 1, start)
