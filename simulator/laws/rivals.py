"""Rivals: how another seller sets tomorrow's price, from what everybody can see and its own books. Prices in yuan."""

import math
from collections.abc import Callable

import numpy as np
from attrs import frozen

from simulator.laws import competition, pricing
from simulator.scenario import Rival

UNDERCUT = 1.0  # yuan under the cheapest
HIGHEST = 1.5  # times its first price: what a follower asks at most (assumed)


@frozen
class Sight:
    """What a rival knows at night: the shop's cheapest price, the other rivals' prices, the market's price weight in
    utility a yuan, and its share of the last week's shoppers, between 0 and 1 (none but in the night after a week)."""

    cheapest: float
    others: list[float]
    price_weight: float
    share: float | None = None


def next_price(rival: Rival, price: float, sight: Sight) -> float:
    """A rival's price after a night by its rule, to the fen, never under its floor."""
    return max(round(float(RULES[rival.rule](rival, price, sight)), 2), rival.floor)


def hold(rival: Rival, price: float, sight: Sight) -> float:
    """The price as it is."""
    return price


def cost_plus(rival: Rival, price: float, sight: Sight) -> float:
    """The cost and a share of it."""
    return pricing.cost_plus(rival.cost, rival.share)


def follow(rival: Rival, price: float, sight: Sight) -> float:
    """Halfway to a step under the shop's cheapest, in whole yuan; all the way when it is near."""
    target = min(max(sight.cheapest - UNDERCUT, rival.floor), HIGHEST * rival.price)
    return target if abs(price - target) <= UNDERCUT else round((price + target) / 2)


def undercut(rival: Rival, price: float, sight: Sight) -> float:
    """A step under the cheapest of all."""
    return pricing.undercut(min(sight.cheapest, *sight.others), UNDERCUT, rival.floor)


def premium(rival: Rival, price: float, sight: Sight) -> float:
    """A share over the mean of all others."""
    return pricing.premium(np.mean([sight.cheapest, *sight.others]), rival.share)


def best_response(rival: Rival, price: float, sight: Sight) -> float:
    """Once a week the price of highest profit against what all others did in it, in a logit market.

    The odds share / (1 - share) at a price are exp(utility) over that of all others, which need not be known. Source:
    Anderson, de Palma and Thisse 1992, Discrete Choice Theory of Product Differentiation, chapter 7.
    """
    if sight.share is None:
        return price
    appeal = sight.price_weight * price + math.log(sight.share / (1.0 - sight.share))
    return competition.best_response(rival.cost, sight.price_weight, appeal, 1.0)


RULES: dict[str, Callable[[Rival, float, Sight], float]] = {
    "hold": hold, "cost-plus": cost_plus, "follow": follow, "undercut": undercut, "premium": premium,
    "best-response": best_response,
}  # fmt: skip
