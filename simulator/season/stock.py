"""Stock of the shop: pieces on hand and on order, purchases, deliveries from suppliers, stockouts, what spoils."""

from collections.abc import Callable, Iterator

import numpy as np
import simpy

from simulator.laws.draws import stream
from simulator.laws.inventory import spoil
from simulator.laws.replenishment import lead_hours, purchase
from simulator.laws.shocks import put_off
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table
from simulator.scenario import Scenario, first_stock_of, supplier_of, work
from simulator.season.money import Money
from simulator.season.offers import fen
from simulator.season.shocks import failures
from simulator.season.supply import Terms, forecast_levels, foreseen

Source = tuple[Terms, list[tuple[int, int]]]  # what a supplier asks, and when it delivers nothing (ms)
NO_PURCHASE = -1  # reorder point of a product that is not bought again
PIECES = ("bought", "restocked", "scrapped", "on_hand", "on_order", "rejected", "spoiled")
NEW, OLD = 0, -1  # ages of goods that come in: fresh, and those sent back, which spoil next
VALUES = ("bought_value", "value", "on_order_value")
PLENTY = np.iinfo(np.int64).max
OUT_OF_REACH = -(2**62)


class Stock:
    """All shelves of the shop: arrays over products, pieces and values in fen."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int, env: simpy.Environment, money: Money) -> None:
        self.plan, self.scenario, self.env, self.money = plan, scenario, env, money
        self.terms = [Terms.of(plan, scenario, name) for name in scenario.products]
        self.sources = [_sources(plan, scenario, name) for name in scenario.products]
        products = list(scenario.products.values())
        self.leads = [stream(seed, "lead times", place) for place in range(len(products))]
        self.checks = [stream(seed, "inspection", place) for place in range(len(products))]
        self.on_hand = np.array([first_stock_of(plan, scenario, name) for name in scenario.products], dtype=np.int64)
        self.value = self.on_hand * np.array([fen(one.unit_cost) for one in products])
        self.bought, self.bought_value = self.on_hand.copy(), self.value.copy()
        self.on_order, self.on_order_value, self.scrapped, self.restocked = np.zeros((4, len(products)), dtype=np.int64)
        self.rejected, self.spoiled = np.zeros((2, len(products)), dtype=np.int64)
        self.lots = {
            place: int(self.on_hand[place]) * _youngest(one.shelf_life)
            for place, one in enumerate(products)
            if one.shelf_life
        }
        self.rhythm = foreseen(plan, scenario)
        self.evenings: list[tuple[np.ndarray, np.ndarray]] = []  # demand of the day, pieces held after it, as known
        self.trend = 1.0  # factor on the week's forecasts
        self.reorder_point = np.full(len(products), NO_PURCHASE, dtype=np.int64)
        self.order_up_to = np.zeros(len(products), dtype=np.int64)
        self.waits = np.zeros(len(products), dtype=bool)  # for money, until the next night
        self.trigger = self.reorder_point.copy()  # the position at which a purchase is due
        self.last_arrival = np.zeros(len(products), dtype=np.int64)  # day of the last delivery
        self.out_since = np.where(self.on_hand > 0, np.int64(-1), np.int64(0))
        self.order_cost = fen(work()["purchase"]["order"].value)
        self.purchases, self.stockouts = Recorder(), Recorder()
        self.changed: Callable[[int], None] = lambda product: None
        for pieces, value, terms in zip(self.on_hand.tolist(), self.value.tolist(), self.terms, strict=True):
            money.buy(0, value)
            money.receive(0, value)
            money.inspect(0, round(pieces * terms.look))

    def open_week(self, week: int) -> None:
        """Take over the week's reorder rules; an order-up-to level of 0 buys no more, and nothing that is off the
        shelf is bought."""
        for product, name in enumerate(self.scenario.products):
            decided = self.plan.product(name)
            listed = in_week(decided.listed, week, 1)
            up_to = int(in_week(decided.order_up_to, week, 0)) if listed else 0
            self.order_up_to[product] = up_to
            self.reorder_point[product] = (
                int(in_week(decided.reorder_point, week, NO_PURCHASE)) if up_to else NO_PURCHASE
            )
            if decided.policy == "forecast" and listed and self.evenings and in_week(decided.order_up_to, week, PLENTY):
                sold, held = (np.array(each)[:, product] for each in zip(*self.evenings, strict=True))
                levels = forecast_levels(sold, held, self.terms[product], decided, self.trend, self.rhythm)
                self.reorder_point[product], self.order_up_to[product] = levels
        self._watch()

    def _watch(self) -> None:
        """Find the position of each product at which a purchase is due; far out of reach where none can come."""
        self.trigger = np.where((self.reorder_point == NO_PURCHASE) | self.waits, OUT_OF_REACH, self.reorder_point)

    def to_reorder(self) -> np.ndarray:
        """Pieces of each product that can be sold before a purchase is due; plenty where none can come."""
        return self.on_hand + self.on_order - self.trigger

    def review(self, moment: int) -> None:
        """Buy where the position has fallen to the reorder point."""
        if self.waits.any():
            self.waits[:] = False
            self._watch()
        for product in (self.to_reorder() <= 0).nonzero()[0].tolist():
            self.buy(product, moment)

    def buy(self, product: int, moment: int) -> None:
        """Buy up to the order-up-to level, as far as the money goes; wait for the night when it does not."""
        terms, failures = self._source(product, moment)
        position = int(self.on_hand[product] + self.on_order[product])
        affordable = (self.money.spendable() - self.order_cost) // terms.unit_cost
        pieces = purchase(position, int(self.order_up_to[product]), terms.minimum, affordable)
        if not pieces:
            self.waits[product] = True
            self._watch()
            return
        lead = lead_hours(self.leads[product], terms.shortest, terms.wait, terms.kept)
        arrives = moment + (lead + terms.checking) * HOUR
        for start, end in failures:
            arrives = put_off(arrives, start, end)
        cost = pieces * terms.unit_cost
        self.money.buy(moment // DAY, cost)
        self.money.order(moment // DAY, self.order_cost)
        self.on_order[product] += pieces
        self.on_order_value[product] += cost
        self.bought[product] += pieces
        self.bought_value[product] += cost
        self.purchases.add(moment=moment, product=product, pieces=pieces, cost=cost, arrives=arrives)
        self.env.process(self._delivery(product, pieces, cost, arrives, terms))

    def _source(self, product: int, moment: int) -> Source:
        """Where a product is bought now: from its second supplier, if it has one, while the first can't deliver."""
        first, *second = self.sources[product]
        fails = any(start <= moment < end for start, end in first[1])
        return second[0] if second and fails else first

    def _delivery(self, product: int, pieces: int, cost: int, arrives: int, terms: Terms) -> Iterator[simpy.Event]:
        yield self.env.timeout(arrives - self.env.now)
        self.on_order[product] -= pieces
        self.on_order_value[product] -= cost
        bad = self._inspect(product, pieces, arrives // DAY, terms)
        self.money.receive(arrives // DAY, cost - bad * terms.unit_cost)
        self.last_arrival[product] = arrives // DAY
        self.put(product, pieces - bad, cost - bad * terms.unit_cost, arrives)

    def _inspect(self, product: int, pieces: int, day: int, terms: Terms) -> int:
        """Look at what has come in; returns the pieces that go back to the supplier, who returns their price."""
        bad = int(self.checks[product].binomial(pieces, terms.rejected))
        self.rejected[product] += bad
        self.money.inspect(day, round(pieces * terms.look))
        self.money.reject(day, bad * terms.unit_cost)
        return bad

    def put(self, product: int, pieces: int, value: int, moment: int, age: int = NEW) -> None:
        """Put pieces worth `value` fen on the shelf."""
        self.on_hand[product] += pieces
        self.value[product] += value
        if product in self.lots:
            self.lots[product][age] += pieces
        if pieces and self.out_since[product] >= 0:
            self.stockouts.add(product=product, start=self.out_since[product], end=moment)
            self.out_since[product] = -1
            self.changed(product)

    def sold_out(self, product: int, moment: int) -> None:
        """A product is out from `moment` on."""
        self.out_since[product] = moment
        self.changed(product)

    def close_day(self, sold: np.ndarray, moment: int) -> tuple[np.ndarray, np.ndarray]:
        """Take what was sold in the day, and what spoils in the night, out of the stock's value, at average cost;
        returns the cost of both in fen."""
        cost, lost = self._take_out(sold), self._spoil(sold, moment) if self.lots else np.zeros_like(sold)
        return cost, lost

    def _spoil(self, sold: np.ndarray, moment: int) -> np.ndarray:
        """Take what spoils off the shelves; returns its value in fen."""
        spoiled = np.zeros_like(sold)
        for product, lots in self.lots.items():
            self.lots[product], spoiled[product] = spoil(lots, int(sold[product]))
        self.on_hand -= spoiled
        self.spoiled += spoiled
        for product in np.flatnonzero(spoiled * (self.on_hand == 0)).tolist():
            self.sold_out(product, moment)
        return self._take_out(spoiled)

    def _take_out(self, pieces: np.ndarray) -> np.ndarray:
        """Value of pieces that have left the shelf, at average cost, taken out of the stock's."""
        before = np.maximum(self.on_hand + pieces, 1)
        cost = (2 * self.value * pieces + before) // (2 * before)
        self.value -= cost
        return cost

    def take_back(self, product: int, good: int, bad: int, moment: int) -> int:
        """Put returned pieces back on the shelf where they can be sold again; returns their value in fen."""
        held = int(self.on_hand[product])
        unit = int(self.value[product]) // held if held else int(self.bought_value[product] // self.bought[product])
        self.restocked[product] += good
        self.scrapped[product] += bad
        self.put(product, good, good * unit, moment, OLD)
        return good * unit

    def table(self) -> Table:
        """What each shelf took in, gave out and holds: pieces, and values in fen before the salvage write-down."""
        return {name: getattr(self, name).copy() for name in (*PIECES, *VALUES)}

    def close(self, moment: int) -> None:
        """End the stockouts that are still open at the season's end."""
        for product in np.flatnonzero(self.out_since >= 0).tolist():
            self.stockouts.add(product=product, start=self.out_since[product], end=moment)
            self.out_since[product] = -1


def _sources(plan: Plan, scenario: Scenario, product: str) -> list[Source]:
    """The terms of a product's supplier, and of its second one, each with when it delivers nothing."""
    first, second = supplier_of(plan, scenario, product), plan.product(product).fallback
    sources = [(Terms.of(plan, scenario, product), failures(scenario, first))]
    terms = Terms.second(plan, scenario, product)
    return sources if terms is None else [*sources, (terms, failures(scenario, second))]


def _youngest(ages: int) -> np.ndarray:
    return np.eye(1, ages, dtype=np.int64)[0]
