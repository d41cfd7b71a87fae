"""Replenishment: what a purchase brings, and how long it takes.

Source: the (s, S) policy, Arrow, Harris and Marschak 1951.
"""

import math

import numpy as np

LATE = 3  # a delivery that breaks its promise takes so many times the wait (assumed)


def purchase(position: int, order_up_to: int, minimum: int, affordable: int) -> int:
    """Pieces to buy when stock on hand and on order stands at `position`; 0 when the money is short of the minimum."""
    wanted = max(order_up_to - position, minimum)
    return min(wanted, affordable) if affordable >= minimum else 0


def promised_wait(shortest: float, mean: float, kept: float) -> float:
    """Mean hours beyond the shortest that a supplier promises, whose deliveries take `mean` hours over all, promises
    broken and kept (`kept`, a share)."""
    return max(mean - shortest, 0.0) / _stretch(kept)


def lead_hours(rng: np.random.Generator, shortest: float, wait: float, kept: float) -> int:
    """Hours from purchase to shelf: the shortest plus a Poisson number of mean `wait`, `LATE` times as many where the
    promise is not kept."""
    broken = rng.random() >= kept
    return int(shortest) + int(rng.poisson(round(wait, 9))) * (LATE if broken else 1)


def lead_moments(shortest: float, wait: float, kept: float) -> tuple[float, float]:
    """Mean and standard deviation of `lead_hours`, in hours."""
    mean = wait * _stretch(kept)
    square = (wait + wait**2) * (kept + (1.0 - kept) * LATE**2)
    return shortest + mean, math.sqrt(square - mean**2)


def _stretch(kept: float) -> float:
    return kept + (1.0 - kept) * LATE
