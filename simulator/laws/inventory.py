"""Inventory: how much to buy, when to buy again, and what is lost when the shelf is empty.

Sources: Snyder and Shen, Fundamentals of Supply Chain Theory; Zipkin, Foundations of Inventory Management.
"""

import math
from itertools import accumulate, count
from statistics import NormalDist

import numpy as np

from simulator.laws.poisson import below, chance


def newsvendor(cost_under: float, cost_over: float, mean: float, sd: float) -> float:
    """Pieces to buy once for normal demand: F(Q) = cost_under / (cost_under + cost_over), costs in yuan a piece.

    Source: Arrow, Harris and Marschak 1951.
    """
    return round(NormalDist(mean, sd).inv_cdf(_fractile(cost_under, cost_over)), 9)


def newsvendor_poisson(cost_under: float, cost_over: float, mean: float) -> int:
    """The fewest pieces to buy once that cover Poisson demand with at least the chance of `newsvendor`."""
    wanted = round(_fractile(cost_under, cost_over), 12)
    covered = accumulate(chance(mean, pieces) for pieces in count())
    return next(pieces for pieces, share in enumerate(covered) if round(share, 12) >= wanted)


def eoq(order_cost: float, demand: float, holding: float) -> float:
    """Economic order quantity, in pieces: sqrt(2 K D / h) (Harris 1913).

    `order_cost` in yuan an order, `demand` in pieces a year, `holding` in yuan a piece and year.
    """
    return math.sqrt(2.0 * order_cost * demand / holding)


def safety_stock(service: float, mean_daily: float, sd_daily: float, lead_mean: float, lead_sd: float) -> float:
    """Pieces kept against chance, z * sqrt(L sd^2 + d^2 sd_L^2): daily demand in pieces, lead time in days.

    `service` is the chance of no stockout while a purchase is on its way, between 0 and 1.
    """
    spread = math.sqrt(lead_mean * sd_daily**2 + mean_daily**2 * lead_sd**2)
    return round(NormalDist().inv_cdf(service) * spread, 9)


def reorder_point(mean_daily: float, sd_daily: float, lead_mean: float, lead_sd: float, service: float) -> float:
    """Pieces on hand and on order at which to buy again: demand of a lead time plus the safety stock."""
    return round(mean_daily * lead_mean + safety_stock(service, mean_daily, sd_daily, lead_mean, lead_sd), 9)


def base_stock_fill(lead_demand: float, order_up_to: int) -> float:
    """Share of demand met from the shelf when buyers wait: P(D <= S - 1), D Poisson with mean `lead_demand`."""
    return below(lead_demand, order_up_to)


def erlang_b(lead_demand: float, order_up_to: int) -> float:
    """Share of demand lost when buyers don't wait: Erlang's loss formula, for lead times of any law with their mean."""
    lost = 1.0
    for pieces in range(1, order_up_to + 1):
        lost = lead_demand * lost / (pieces + lead_demand * lost)
    return round(lost, 12)


def spoil(lots: np.ndarray, sold: int) -> tuple[np.ndarray, int]:
    """The lots a day later, and the pieces that spoiled: the oldest are sold first, and the last age spoils overnight.

    `lots`: pieces by age in days (int64, new ones first). The lot of age 0 is empty after the night. Raises ValueError
    when more is sold than there is.
    """
    if sold > lots.sum():
        raise ValueError(f"{sold} pieces sold of {lots.sum()}")
    through = np.cumsum(lots[::-1])[::-1]
    left = np.minimum(lots, np.maximum(through - sold, 0))
    return np.concatenate([[0], left[:-1]]), int(left[-1])


def _fractile(cost_under: float, cost_over: float) -> float:
    return cost_under / (cost_under + cost_over)
