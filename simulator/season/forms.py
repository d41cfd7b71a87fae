"""Forms of ads, and the terms on which people click them in a week."""

import numpy as np
from attrs import frozen

from simulator.season.fronts import Front

WEEK = 7
BEST = 1.5  # times the usual click rate that the best words and page draw, at most


@frozen
class Form:
    """One form of ads in one shop: people who could meet them on a day whose factor on visits is 1, the chance that the
    best ad has to be clicked by one of them, the share of those who would consider buying, against visitors, and the
    share of the clicks by people who would have come anyway."""

    shop: Front
    name: str
    people: float
    most: float
    keener: float
    anyway: float


@frozen
class Terms:
    """A week's terms, arrays (hours, shops, forms), later with shops x forms in one: `place` in the results (0 without
    one), `fen` a click, the chance that it is `shown` to one of those people, and, in its place, `looked` at, and the
    `chance` that one of them clicks. `fits` (segments and onlookers, shops, forms): factor on it by targeting;
    `expected`: what that makes of the chance over all of them."""

    place: np.ndarray
    fen: np.ndarray
    shown: np.ndarray
    looked: np.ndarray
    chance: np.ndarray
    expected: np.ndarray
    fits: np.ndarray
