"""Pricing: how a price is found, and how it moves from day to day. Prices in yuan unless said otherwise.

The three methods (cost, competition, value) are those of the Syllabus, part 1.2.5. An array works wherever a number
does.
"""

import numpy as np


def cost_plus(cost: float, markup: float) -> float:
    """Cost-based price: cost plus a share of it."""
    return cost * (1.0 + markup)


def undercut(cheapest: float, step: float, floor: float) -> float:
    """Competition-based price: a step under the cheapest rival, never under the floor."""
    return np.maximum(cheapest - step, floor)


def premium(rivals: float, share: float) -> float:
    """Competition-based price: a share over what rivals take."""
    return rivals * (1.0 + share)


def value_based(next_best: float, advantage: float, given: float) -> float:
    """Value-based price: what the next best offer costs, plus the advantage's worth less the share given to the buyer.

    Source: economic value to the customer, Forbis and Mehta 1981.
    """
    return next_best + advantage * (1.0 - given)


def follow(price: float, cheapest: float, step: float, floor: float, ceiling: float) -> float:
    """Tomorrow's price: towards the cheapest rival, by a step at most, between floor and ceiling."""
    wanted = price + np.minimum(np.maximum(cheapest - price, -step), step)
    return np.minimum(np.maximum(wanted, floor), ceiling)


def markdown(age: float, start: float, weekly: float, deepest: float) -> float:
    """Share off the price of stock that has lain `age` days: `weekly` from day `start`, more by it each week after."""
    return np.round(np.minimum(np.maximum(weekly * ((age - start) // 7 + 1), 0.0), deepest), 12)
