"""Paid visits that saturate: each further yuan reaches fewer people who have not been reached yet."""

import math


def reach(budget: float, cost: float, audience: float) -> float:
    """Share of the day's audience that a day's budget brings into the shop.

    `budget` in yuan, `cost` in yuan of the first visit, `audience` in people. 1 - exp(-budget / (cost * audience)): the
    first visit costs `cost`, each further one more, and the audience is never exceeded (exposure of Poisson
    advertising contacts; Vidale and Wolfe 1957).
    """
    if budget <= 0 or audience <= 0:
        return 0.0
    return round(-math.expm1(-budget / (cost * audience)), 12)


def visit_price(budget: float, cost: float, audience: float) -> int:
    """Fen that each of the day's paid visits costs: the budget over the visits it is expected to bring."""
    share = reach(budget, cost, audience)
    return math.ceil(round(100 * budget / (share * audience), 6)) if share else 0
