"""Shelf prices, night by night: the pricing method finds the week's price, the price rule moves it."""

import numpy as np

from simulator.laws.pricing import cost_plus, follow, markdown, premium, value_based
from simulator.plan import Plan
from simulator.scenario import DEAREST, DEEPEST, LEAST, Scenario, insight, price_of
from simulator.season.stock import Stock

STEP = 1.0  # yuan by which a price follows the cheapest rival in a night, without a price monitor (assumed)
OLD, WEEKLY = 21, 0.05  # days, and share off: when a markdown begins, and its steps (assumed)


class Prices:
    """Sets the shop's shelf prices."""

    def __init__(self, plan: Plan, scenario: Scenario, stock: Stock) -> None:
        self.plan, self.scenario, self.stock = plan, scenario, stock
        self.decided = [plan.product(name) for name in scenario.products]
        self.base = [product.list_price for product in scenario.products.values()]
        self.shelf = self.base.copy()
        level = plan.data.rival_prices
        self.step = STEP if level == "none" else insight()[f"rivals-{level}"]["step"].value

    def open_day(self, day: int, rivals: list[float]) -> list[float]:
        """The day's shelf prices in yuan, by product, after the rivals' of the night."""
        for place, name in enumerate(self.scenario.products):
            if day % 7 == 0:
                self.base[place] = min(self._method(place, name, day // 7 + 1, rivals), DEAREST)
            self.shelf[place] = self._rule(place, day, rivals)
        return self.shelf

    def _method(self, place: int, name: str, week: int, rivals: list[float]) -> float:
        decided, given = self.decided[place], price_of(self.plan, self.scenario, name, week)
        method, share = decided.price_method, decided.price_percent / 100
        if method == "cost-plus":
            return cost_plus(self.stock.terms[place].unit_cost / 100, share)
        if method == "fixed" or not rivals:
            return given
        if method == "competition":
            return premium(float(np.mean(rivals)), share)
        worth = self.scenario.products[name].list_price
        return max(value_based(min(rivals), worth - min(rivals), 1.0 - share), LEAST)

    def _rule(self, place: int, day: int, rivals: list[float]) -> float:
        decided, base = self.decided[place], self.base[place]
        floor = min(decided.price_floor, base)
        if decided.price_rule == "follow":
            before = self.shelf[place] if day else base
            return float(follow(before, min(rivals, default=base), self.step, floor, base))
        if decided.price_rule == "markdown":
            age = day - self.stock.last_arrival[place]
            return max(base * (1.0 - float(markdown(age, OLD, WEEKLY, DEEPEST))), floor)
        return base
