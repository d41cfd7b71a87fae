"""Replenishment: what a purchase brings, and how long it takes.

Source: the (s, S) policy, Arrow, Harris and Marschak 1951.
"""

import numpy as np


def purchase(position: int, order_up_to: int, minimum: int, affordable: int) -> int:
    """Pieces to buy when stock on hand and on order stands at `position`; 0 when the money is short of the minimum."""
    wanted = max(order_up_to - position, minimum)
    return min(wanted, affordable) if affordable >= minimum else 0


def lead_hours(rng: np.random.Generator, shortest: float, mean: float) -> int:
    """Hours from purchase to shelf: the shortest plus a Poisson number."""
    return int(shortest) + int(rng.poisson(round(max(mean - shortest, 0.0), 9)))
