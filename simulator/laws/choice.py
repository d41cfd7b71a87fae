"""Choice among offers: the multinomial logit, drawn in its Gumbel form.

Source: McFadden 1974; Train, Discrete Choice Methods with Simulation, chapter 3.
"""

import math

import numpy as np
from attrs import fields, frozen

from simulator.scenario import Segment

USUAL_STARS = 4.5
CROWDING = 0.4  # of the log of the range's growth: what its width takes from each product's utility (assumed)


@frozen
class Tastes:
    """The weights of many shoppers' segments, one array a taste; meaning in `world/segments.toml`."""

    price: np.ndarray
    quality: np.ndarray
    rating: np.ndarray
    delivery: np.ndarray
    promotion: np.ndarray

    @classmethod
    def of(cls, segments: list[Segment], places: np.ndarray) -> "Tastes":
        """The tastes of shoppers whose segments stand at `places` of the list."""
        return cls(*(np.array([getattr(one, each.name) for one in segments])[places] for each in fields(cls)))


def utility(tastes: Tastes, appeal: np.ndarray, quality: float, rating: float, price: np.ndarray, reference: float,
            days: float, promoted: np.ndarray) -> np.ndarray:  # fmt: skip
    """Utility of an offer to shoppers (arrays of equal length); leaving has utility 0.

    `appeal` of the product to each, `quality` in stars promised by pictures and text, `rating` in stars shown, `price`
    in yuan that the piece costs each, `reference` the category's usual price in yuan, `days` to the door, `promoted`
    the share of a promotion's attention that the offer draws.
    """
    known = appeal + tastes.quality * (quality - USUAL_STARS) + starred(tastes, rating) - tastes.delivery * days
    return known - tastes.price * price / reference + tastes.promotion * promoted


def starred(tastes: Tastes, rating: np.ndarray | float) -> np.ndarray:
    """Utility that the stars shown add to an offer; 0 for 4.5."""
    return tastes.rating * (rating - USUAL_STARS)


def crowding(range_: int, usual: int) -> float:
    """Utility that each product loses where the shop offers `range_` products instead of the `usual` number.

    A logit gives each further product a demand of its own; in truth similar ones share a shelf, and a visitor's
    attention. Source: Ackerberg and Rysman 2005, Unobserved product differentiation in discrete-choice models.
    """
    return round(CROWDING * math.log(max(range_, usual) / usual), 12)


def shares(utilities: np.ndarray) -> np.ndarray:
    """Choice probabilities along the last axis."""
    weights = np.exp(utilities)
    return weights / weights.sum(axis=-1, keepdims=True)


def nested_shares(utilities: np.ndarray, nests: np.ndarray, lam: float) -> np.ndarray:
    """Nested-logit choice probabilities along the last axis (McFadden 1978; Train, chapter 4).

    `nests`: the number of each alternative's nest, from 0; `lam` in (0, 1] for all nests, 1 being the plain logit and
    near 0 alternatives of a nest that are all but the same.
    """
    weights, sums = _nest_sums(utilities, nests, lam)
    nest_weights = sums**lam
    return (weights / sums[..., nests]) * (nest_weights / nest_weights.sum(axis=-1, keepdims=True))[..., nests]


def log_sum(utilities: np.ndarray, nests: np.ndarray, lam: float) -> np.ndarray:
    """Expected greatest utility of a nested logit, less Euler's constant; arguments as `nested_shares`."""
    return np.log((_nest_sums(utilities, nests, lam)[1] ** lam).sum(axis=-1))


def _nest_sums(utilities: np.ndarray, nests: np.ndarray, lam: float) -> tuple[np.ndarray, np.ndarray]:
    weights = np.exp(utilities / lam)
    return weights, weights @ (nests[:, None] == np.arange(nests.max() + 1))


NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(60)


def mixed_shares(appeals: np.ndarray, prices: np.ndarray, weight: float, spread: float) -> np.ndarray:
    """Mean logit shares of shoppers whose price weight is lognormal (Train, chapter 6), by Gauss-Hermite quadrature.

    `appeals` in utility and `prices` in yuan, one an alternative, leaving among them; `weight` is the median price
    weight in utility a yuan, `spread` the sd of its logarithm, 0 being the plain logit.
    """
    weights = weight * np.exp(spread * NODES)
    return NODE_WEIGHTS @ shares(appeals - weights[:, None] * prices) / NODE_WEIGHTS.sum()


def scores(uniform: np.ndarray) -> np.ndarray:
    """Exponential race times of each person (columns) and offer (rows): -log u."""
    return -np.log(uniform)


def choose(race: np.ndarray, reluctance: np.ndarray) -> np.ndarray:
    """The offer that each person takes: the first in the race, argmin of E / w.

    `race`: -log u, offers by people; `reluctance`: 1 / weight = exp(-utility), same shape, infinite where the offer
    cannot be had. Equal in law to the logit (Gumbel maximum); taking one offer away moves only those who wanted it.
    """
    return np.argmin(race * reluctance, axis=0)
