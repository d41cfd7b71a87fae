"""The rivals of a season: prices, stock and books, night by night.

A rival counts its stock at night: without any it is out from the next day until goods come, but within a day it sells
on and delivers later. An order is one piece.
"""

import numpy as np

from simulator.laws.rivals import Sight, next_price
from simulator.records import Recorder, Table
from simulator.scenario import Scenario, segments
from simulator.season.fronts import Front
from simulator.season.offers import fen


class Rivals:
    """Arrays over rivals: prices in yuan, stock in pieces, less than nothing where more was sold than there was."""

    def __init__(self, scenario: Scenario, shops: list[Front]) -> None:
        self.all = scenario.rivals
        self.price_weight = price_weight(scenario, shops)
        self.prices = np.array([one.price for one in self.all])
        self.stock = np.array([one.stock for one in self.all], dtype=np.int64)
        self.on_order = np.zeros_like(self.stock)
        self.arrives = np.zeros_like(self.stock)
        self.week_orders, self.week_deciding = np.zeros_like(self.stock), 0
        self.by_day = Recorder()

    @property
    def out(self) -> np.ndarray:
        """Which rivals have nothing to sell."""
        return self.stock <= 0

    def open_day(self, day: int, cheapest: float) -> None:
        """The night's work: goods come, more are bought, and yesterday's prices, the shop's `cheapest` too, are
        answered."""
        came = np.where(self.arrives == day, self.on_order, 0)
        self.stock += came
        self.on_order -= came
        for place in range(len(self.all)):
            self._buy(place, day)
        if day:
            self._answer(day, cheapest)

    def _buy(self, place: int, day: int) -> None:
        one, pieces = self.all[place], int(self.all[place].order_up_to - self.stock[place])
        if self.stock[place] <= one.reorder_point and not self.on_order[place] and pieces > 0:
            self.on_order[place], self.arrives[place] = pieces, day + one.lead_days

    def _answer(self, day: int, cheapest: float) -> None:
        shares = (self.week_orders + 0.5) / (self.week_deciding + 1.0) if day % 7 == 0 else [None] * len(self.all)
        prices = self.prices.tolist()
        self.prices[:] = [
            next_price(one, price, Sight(cheapest, prices[:place] + prices[place + 1 :], self.price_weight, share))
            for place, (one, price, share) in enumerate(zip(self.all, prices, shares, strict=True))
        ]
        if day % 7 == 0:
            self.week_orders[:], self.week_deciding = 0, 0

    def close_day(self, day: int, orders: np.ndarray, deciding: int) -> None:
        """Count a day's orders, of so many who decided."""
        self.stock -= orders
        self.week_orders += orders
        self.week_deciding += deciding
        price, cost = (np.array([fen(one) for one in each]) for each in (self.prices, (one.cost for one in self.all)))
        self.by_day.add(
            day=np.full(len(orders), day), rival=np.arange(len(orders)), price=price, orders=orders,
            stock=self.stock.copy(), revenue=orders * price, profit=orders * (price - cost),
        )  # fmt: skip

    def table(self) -> Table:
        """Rivals by day: price in the day, orders, stock after it; revenue and its surplus over goods, in fen."""
        return self.by_day.table(())


def price_weight(scenario: Scenario, shops: list[Front]) -> float:
    """Mean price weight of the shops' likely buyers, in utility a yuan."""
    people = [(segments()[name], share) for shop in shops for name, share in shop.world.audience.items()]
    weights = np.array([share * segment.considers for segment, share in people])
    return float(np.average([segment.price for segment, _ in people], weights=weights)) / scenario.reference_price
