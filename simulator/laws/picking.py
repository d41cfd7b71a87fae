"""Picking: orders leave the warehouse in waves, each with a capacity in parcels.

Between two waves orders gather; a wave takes up as many as it can, the rest wait. With independent Poisson numbers of
orders this is the discrete-time queue with bulk service (Bailey 1954).
"""

import math

import numpy as np

from simulator.laws.traffic import HOUR


def wave_moments(begins: float, shift: float, waves: int) -> list[int]:
    """Milliseconds from midnight at which each of a day's waves starts: spread evenly over a shift of so many hours
    that begins at an hour."""
    return [round((begins + shift * place / waves) * HOUR) for place in range(waves)]


def wave_capacity(pickers: float, rate: float, hours: float, setup: float, waves: int) -> int:
    """Parcels that a wave can take up, at `rate` parcels a picker-hour: the day's `hours` are shared among its waves,
    and each wave loses `setup` hours of them."""
    return math.floor(round(pickers * rate * max(hours / waves - setup, 0.0), 9))


def parcels_an_hour(by_hand: float, *gains: float) -> float:
    """Parcels a picker-hour with all that makes pickers faster: each of the factors `gains` comes on top of the others
    (assumed)."""
    return by_hand * math.prod(gains)


def wrong_share(by_hand: float, *left: float) -> float:
    """Share of parcels that hold the wrong goods when each help leaves this part of the errors (assumed)."""
    return round(min(by_hand * math.prod(left), 1.0), 12)


def in_turn(important: np.ndarray) -> np.ndarray:
    """Places of waiting parcels in the order in which they are taken up: the important ones (not 0) first, each in the
    order in which they came."""
    return np.argsort(important == 0, kind="stable")
