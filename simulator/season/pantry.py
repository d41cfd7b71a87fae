"""What buyers have at home ahead of need: at a deep cut some take one piece more, and one buyer fewer comes later.

Pieces that are bought ahead are gone from later sales one by one (the dip after a promotion: van Heerde, Leeflang and
Wittink 2000). Only price cuts of whole hours or days make people stock up; a flash price ends with its quantity.
"""

import numpy as np

from simulator.laws.promotion import ahead, used_up
from simulator.plan import Discount, EarlyBird, FestivalEntry, Plan
from simulator.records import Table, count
from simulator.scenario import promotions
from simulator.season.presentation import DAYS, USUAL_WEEK

CUTS = (Discount, EarlyBird, FestivalEntry)


class Pantry:
    """Pieces of each product that lie at home. `shares`: of today's buyers of each product, those who have one and go
    without; `holds`: whether there are any."""

    def __init__(self, plan: Plan, products: int) -> None:
        self.fills = any(isinstance(one, CUTS) for one in plan.promotions)
        self.pieces, self.shares, self.holds = np.zeros(products, dtype=np.int64), np.zeros(products), False
        self.wanted = np.full((DAYS, products), USUAL_WEEK / DAYS)  # orders of the last days, those not made included

    def open_day(self) -> None:
        """Work out how many of today's buyers need none."""
        if self.fills:
            days = promotions()["ahead"]["days"].value
            self.shares = used_up(self.pieces, days, self.wanted.mean(axis=0))
            self.holds = bool(self.shares.any())

    def with_pieces_for_later(self, baskets: np.ndarray | None, depth: np.ndarray) -> np.ndarray | None:
        """Cumulative chances of what is added to an order (rows), with one more piece of the product itself where its
        cut goes deep (`depth`, a share off the usual price)."""
        more = ahead(depth, promotions()["ahead"]["share"].value)
        if not more.any():
            return baskets
        chances = np.zeros((len(more), len(more))) if baskets is None else np.diff(baskets, axis=1, prepend=0.0)
        chances[np.diag_indices(len(more))] = more
        return np.minimum(np.round(np.cumsum(chances, axis=1), 12), 1.0)

    def close_day(self, orders: Table, had: np.ndarray) -> None:
        """Put away what was bought ahead today, and take out what `had` kept from buying, by product."""
        if not self.fills:
            return
        same = orders["product"][orders["added"] == orders["product"]]
        self.pieces += count(same, length=len(had)).astype(np.int64) - had
        self.wanted[:-1] = self.wanted[1:]
        self.wanted[-1] = count(orders["product"], length=len(had)) + had
