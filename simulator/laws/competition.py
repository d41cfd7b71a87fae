"""Price competition among sellers of a logit market: the best response, and prices that are best responses to all.

Source: Anderson, de Palma and Thisse 1992, Discrete Choice Theory of Product Differentiation, chapter 7.
"""

import math

CLOSE = 1e-12


def best_response(cost: float, price_weight: float, appeal: float, others: float) -> float:
    """The price of highest profit, p = cost + 1 / (price_weight * (1 - share)), by bisection.

    The offer has utility appeal - price_weight * p, `price_weight` above 0 in utility a yuan; `others` is the sum of
    exp(utility) of the rest, leaving among them, above 0. 1 / (1 - share) is one plus the odds of being taken.
    """

    def wanted(price: float) -> float:
        return cost + (1.0 + math.exp(appeal - price_weight * price) / others) / price_weight

    low = cost + 1.0 / price_weight
    high = wanted(low)
    while high - low > CLOSE * high:
        middle = (low + high) / 2
        low, high = (middle, high) if wanted(middle) > middle else (low, middle)
    return round((low + high) / 2, 9)


def nash_prices(costs: list[float], price_weight: float, appeals: list[float], leaving: float = 1.0) -> list[float]:
    """Prices of sellers of one offer each, every one a best response to the others; found by letting them take turns.

    `leaving` is exp(utility) of buying nothing.
    """
    prices, before = [cost + 1.0 / price_weight for cost in costs], []
    while prices != before:
        before = prices.copy()
        for seller, (cost, appeal) in enumerate(zip(costs, appeals, strict=True)):
            weights = [math.exp(one - price_weight * price) for one, price in zip(appeals, prices, strict=True)]
            others = leaving + sum(weights[:seller]) + sum(weights[seller + 1 :])
            prices[seller] = best_response(cost, price_weight, appeal, others)
    return prices
