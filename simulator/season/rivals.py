"""The rivals of a season: prices, stock and books, night by night.

A rival counts its stock at night: without any it is out from the next day until goods come, but within a day it sells
on and delivers later. An order is one piece.
"""

import numpy as np

from simulator.laws.rivals import Sight, next_price
from simulator.laws.shocks import war_price
from simulator.records import Recorder, Table, day_by_day
from simulator.scenario import Scenario, segments
from simulator.season.fronts import Front
from simulator.season.offers import fen
from simulator.season.shocks import price_cuts


class Rivals:
    """Arrays over rivals: prices in yuan, `peace` those that their rules ask, stock in pieces, less than nothing where
    more was sold than there was."""

    def __init__(self, scenario: Scenario, shops: list[Front]) -> None:
        self.all = scenario.rivals
        self.price_weight = price_weight(scenario, shops)
        self.prices = np.array([one.price for one in self.all])
        self.peace, self.cuts = self.prices.copy(), price_cuts(scenario).tolist()
        self.stock = np.array([one.stock for one in self.all], dtype=np.int64)
        self.on_order = np.zeros_like(self.stock)
        self.arrives = np.zeros_like(self.stock)
        self.week_orders, self.week_deciding = np.zeros_like(self.stock), 0
        self.order_up_to, self.reorder_point = (
            np.array([getattr(one, name) for one in self.all], dtype=np.int64)
            for name in ("order_up_to", "reorder_point")
        )
        self.cost = np.array([fen(one.cost) for one in self.all], dtype=np.int64)
        self._answered: tuple = ()  # to what the rivals' prices are the answer
        self.by_day = Recorder()

    @property
    def out(self) -> np.ndarray:
        """Which rivals have nothing to sell."""
        return self.stock <= 0

    def open_day(self, day: int, cheapest: float) -> None:
        """The night's work: goods come, more are bought, and yesterday's prices, the shop's `cheapest` too, are
        answered."""
        for place in (self.arrives == day).nonzero()[0].tolist():
            self.stock[place] += self.on_order[place]
            self.on_order[place] = 0
        for place in ((self.stock <= self.reorder_point) & (self.on_order == 0)).nonzero()[0].tolist():
            self._buy(place, day)
        if day % 7 == 0 and day:
            self._answer(cheapest, ((self.week_orders + 0.5) / (self.week_deciding + 1.0)).tolist())
            self.week_orders[:], self.week_deciding = 0, 0
        elif day and self._answered != (cheapest, *self.peace.tolist()):
            self._answer(cheapest, [None] * len(self.all))
        self.prices[:] = self.peace
        if cut := self.cuts[day]:
            asked = zip(self.all, self.peace.tolist(), strict=True)
            self.prices[:] = [war_price(price, cut, one.floor) for one, price in asked]

    def _buy(self, place: int, day: int) -> None:
        pieces = int(self.order_up_to[place] - self.stock[place])
        if pieces > 0:
            self.on_order[place], self.arrives[place] = pieces, day + self.all[place].lead_days

    def _answer(self, cheapest: float, shares: list[float] | list[None]) -> None:
        prices = self.peace.tolist()
        self._answered = (cheapest, *prices)
        self.peace[:] = [
            next_price(one, price, Sight(cheapest, prices[:place] + prices[place + 1 :], self.price_weight, share))
            for place, (one, price, share) in enumerate(zip(self.all, prices, shares, strict=True))
        ]

    def close_day(self, day: int, orders: np.ndarray, deciding: int) -> None:
        """Count a day's orders, of so many who decided."""
        self.stock -= orders
        self.week_orders += orders
        self.week_deciding += deciding
        price = np.rint(self.prices * 100).astype(np.int64)
        self.by_day.add(price=price, orders=orders, stock=self.stock.copy())

    def table(self) -> Table:
        """Rivals by day: price in the day, orders, stock after it; revenue and its surplus over goods, in fen."""
        table = day_by_day(self.by_day, "rival", len(self.all))
        surplus = table["price"] - self.cost[table["rival"]]
        return table | {"revenue": table["orders"] * table["price"], "profit": table["orders"] * surplus}


def price_weight(scenario: Scenario, shops: list[Front]) -> float:
    """Mean price weight of the shops' likely buyers, in utility a yuan."""
    people = [(segments()[name], share) for shop in shops for name, share in shop.world.audience.items()]
    weights = np.array([share * segment.considers for segment, share in people])
    return float(np.average([segment.price for segment, _ in people], weights=weights)) / scenario.reference_price
