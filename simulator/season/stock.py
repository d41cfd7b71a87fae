"""Stock of the shop: pieces on hand and on order, purchases, deliveries from suppliers, stockouts."""

from collections.abc import Callable, Iterator

import numpy as np
import simpy

from simulator.laws.draws import stream
from simulator.laws.replenishment import lead_hours, purchase
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table
from simulator.scenario import Scenario, Supplier, positionings, supplier_of, suppliers
from simulator.season.money import Money
from simulator.season.offers import fen

NO_PURCHASE = -1  # reorder point of a product that is not bought again
PIECES = ("bought", "restocked", "scrapped", "on_hand", "on_order")
VALUES = ("bought_value", "value", "on_order_value")
PLENTY = np.iinfo(np.int64).max


class Stock:
    """All shelves of the shop: arrays over products, pieces and values in fen."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int, env: simpy.Environment, money: Money) -> None:
        self.plan, self.scenario, self.env, self.money = plan, scenario, env, money
        self.sources = [suppliers()[supplier_of(plan, scenario, name)] for name in scenario.products]
        products = list(scenario.products.values())
        self.unit_cost = [
            fen(one.unit_cost * source.unit_cost.value * stance_cost(plan))
            for one, source in zip(products, self.sources, strict=True)
        ]
        self.leads = [stream(seed, "lead times", place) for place in range(len(products))]
        self.on_hand = np.array([one.first_stock for one in products], dtype=np.int64)
        self.value = self.on_hand * np.array([fen(one.unit_cost) for one in products])
        self.bought, self.bought_value = self.on_hand.copy(), self.value.copy()
        self.on_order, self.on_order_value, self.scrapped, self.restocked = np.zeros((4, len(products)), dtype=np.int64)
        self.reorder_point = np.full(len(products), NO_PURCHASE)
        self.order_up_to = np.zeros(len(products), dtype=np.int64)
        self.waits = np.zeros(len(products), dtype=bool)  # for money, until the next night
        self.last_arrival = np.zeros(len(products), dtype=np.int64)  # day of the last delivery
        self.out_since = np.where(self.on_hand > 0, -1, 0)
        self.purchases, self.stockouts = Recorder(), Recorder()
        self.changed: Callable[[int], None] = lambda product: None
        for value in self.value.tolist():
            money.buy(0, value)
            money.receive(0, value)

    def open_week(self, week: int) -> None:
        """Take over the week's reorder rules; an order-up-to level of 0 buys no more, and nothing that is off the
        shelf is bought."""
        for product, name in enumerate(self.scenario.products):
            decided = self.plan.product(name)
            up_to = int(in_week(decided.order_up_to, week, 0)) if in_week(decided.listed, week, 1) else 0
            self.order_up_to[product] = up_to
            self.reorder_point[product] = (
                int(in_week(decided.reorder_point, week, NO_PURCHASE)) if up_to else NO_PURCHASE
            )

    def to_reorder(self) -> np.ndarray:
        """Pieces of each product that can be sold before a purchase is due; `PLENTY` where none can come."""
        due = self.on_hand + self.on_order - self.reorder_point
        return np.where((self.reorder_point == NO_PURCHASE) | self.waits, PLENTY, due)

    def review(self, moment: int) -> None:
        """Buy where the position has fallen to the reorder point."""
        self.waits[:] = False
        for product in np.flatnonzero(self.to_reorder() <= 0).tolist():
            self.buy(product, moment)

    def buy(self, product: int, moment: int) -> None:
        """Buy up to the order-up-to level, as far as the money goes; wait for the night when it does not."""
        source, unit_cost = self.sources[product], self.unit_cost[product]
        position = int(self.on_hand[product] + self.on_order[product])
        affordable = self.money.spendable() // unit_cost
        pieces = purchase(position, int(self.order_up_to[product]), int(source.minimum_order.value), affordable)
        if not pieces:
            self.waits[product] = True
            return
        arrives = moment + self._lead(product, source) * HOUR
        cost = pieces * unit_cost
        self.money.buy(moment // DAY, cost)
        self.on_order[product] += pieces
        self.on_order_value[product] += cost
        self.bought[product] += pieces
        self.bought_value[product] += cost
        self.purchases.add(moment=moment, product=product, pieces=pieces, cost=cost, arrives=arrives)
        self.env.process(self._delivery(product, pieces, cost, arrives))

    def _lead(self, product: int, source: Supplier) -> int:
        return lead_hours(self.leads[product], source.shortest_lead.value, source.mean_lead.value)

    def _delivery(self, product: int, pieces: int, cost: int, arrives: int) -> Iterator[simpy.Event]:
        yield self.env.timeout(arrives - self.env.now)
        self.on_order[product] -= pieces
        self.on_order_value[product] -= cost
        self.money.receive(arrives // DAY, cost)
        self.last_arrival[product] = arrives // DAY
        self.put(product, pieces, cost, arrives)

    def put(self, product: int, pieces: int, value: int, moment: int) -> None:
        """Put pieces worth `value` fen on the shelf."""
        self.on_hand[product] += pieces
        self.value[product] += value
        if pieces and self.out_since[product] >= 0:
            self.stockouts.add(product=product, start=self.out_since[product], end=moment)
            self.out_since[product] = -1
            self.changed(product)

    def sold_out(self, product: int, moment: int) -> None:
        """A product is out from `moment` on."""
        self.out_since[product] = moment
        self.changed(product)

    def cost_of(self, sold: np.ndarray) -> np.ndarray:
        """Take the day's sold pieces out of the stock's value, at average cost; returns their cost in fen."""
        before = np.maximum(self.on_hand + sold, 1)
        cost = (2 * self.value * sold + before) // (2 * before)
        self.value -= cost
        return cost

    def take_back(self, product: int, good: int, bad: int, moment: int) -> int:
        """Put returned pieces back on the shelf where they can be sold again; returns their value in fen."""
        held = int(self.on_hand[product])
        unit = int(self.value[product]) // held if held else self.unit_cost[product]
        self.restocked[product] += good
        self.scrapped[product] += bad
        self.put(product, good, good * unit, moment)
        return good * unit

    def table(self) -> Table:
        """What each shelf took in, gave out and holds: pieces, and values in fen before the salvage write-down."""
        return {name: getattr(self, name).copy() for name in (*PIECES, *VALUES)}

    def close(self, moment: int) -> None:
        """End the stockouts that are still open at the season's end."""
        for product in np.flatnonzero(self.out_since >= 0).tolist():
            self.stockouts.add(product=product, start=self.out_since[product], end=moment)
            self.out_since[product] = -1


def stance_cost(plan: Plan) -> float:
    """Factor of the shops' stances on the cost of what is bought: all sell the same goods, so the dearest decides."""
    return max(positionings()[one.positioning].unit_cost.value for one in (plan.shop, *plan.shops))
