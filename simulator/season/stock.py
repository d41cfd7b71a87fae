"""Stock of the shop: pieces on hand and on order, purchases, deliveries from suppliers, stockouts."""

from collections.abc import Callable, Iterator

import numpy as np
import simpy
from attrs import define, field

from simulator.laws.draws import stream
from simulator.laws.replenishment import lead_hours, purchase
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table
from simulator.scenario import Scenario, supplier_of, suppliers
from simulator.season.money import Money
from simulator.season.offers import fen

NO_PURCHASE = -1  # reorder point of a product that is not bought again


@define
class Shelf:
    """One product: pieces on hand and on order, their value in fen, the reorder rule in force."""

    unit_cost: int
    minimum: int
    shortest: float
    mean: float
    leads: np.random.Generator
    on_hand: int
    value: int
    on_order: int = 0
    on_order_value: int = 0
    bought: int = 0
    bought_value: int = 0
    scrapped: int = 0
    restocked: int = 0
    reorder_point: int = NO_PURCHASE
    order_up_to: int = 0
    out_since: int = -1
    waits: bool = field(default=False)  # for money, until the next night

    @property
    def position(self) -> int:
        """Pieces on hand and on order."""
        return self.on_hand + self.on_order

    @property
    def to_reorder(self) -> int | None:
        """Pieces that can be sold before a purchase is due; nothing when none can come."""
        return None if self.reorder_point == NO_PURCHASE or self.waits else self.position - self.reorder_point


class Stock:
    """All shelves of the shop, and the purchases that fill them."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int, env: simpy.Environment, money: Money) -> None:
        self.plan, self.scenario, self.env, self.money = plan, scenario, env, money
        self.shelves = [self._shelf(name, place, seed) for place, name in enumerate(scenario.products)]
        self.purchases, self.stockouts = Recorder(), Recorder()
        self.changed: Callable[[int], None] = lambda product: None
        for shelf in self.shelves:
            money.buy(0, shelf.value)
            money.receive(0, shelf.value)

    def _shelf(self, name: str, place: int, seed: int) -> Shelf:
        product = self.scenario.products[name]
        supplier = suppliers()[supplier_of(self.plan, self.scenario, name)]
        return Shelf(
            unit_cost=fen(product.unit_cost * supplier.unit_cost.value),
            minimum=int(supplier.minimum_order.value),
            shortest=supplier.shortest_lead.value,
            mean=supplier.mean_lead.value,
            leads=stream(seed, "lead times", place),
            on_hand=product.first_stock,
            value=product.first_stock * fen(product.unit_cost),
            bought=product.first_stock,
            bought_value=product.first_stock * fen(product.unit_cost),
            out_since=-1 if product.first_stock else 0,
        )

    def open_week(self, week: int) -> None:
        """Take over the week's reorder rules; an order-up-to level of 0 buys no more."""
        for name, shelf in zip(self.scenario.products, self.shelves, strict=True):
            decided = self.plan.product(name)
            shelf.order_up_to = int(in_week(decided.order_up_to, week, 0))
            shelf.reorder_point = (
                int(in_week(decided.reorder_point, week, NO_PURCHASE)) if shelf.order_up_to else NO_PURCHASE
            )

    def review(self, moment: int) -> None:
        """Buy where the position has fallen to the reorder point."""
        for product, shelf in enumerate(self.shelves):
            shelf.waits = False
            if shelf.to_reorder is not None and shelf.to_reorder <= 0:
                self.buy(product, moment)

    def buy(self, product: int, moment: int) -> None:
        """Buy up to the order-up-to level, as far as the money goes; wait for the night when it does not."""
        shelf = self.shelves[product]
        affordable = self.money.spendable() // shelf.unit_cost
        pieces = purchase(shelf.position, shelf.order_up_to, shelf.minimum, affordable)
        if not pieces:
            shelf.waits = True
            return
        arrives = moment + lead_hours(shelf.leads, shelf.shortest, shelf.mean) * HOUR
        cost = pieces * shelf.unit_cost
        self.money.buy(moment // DAY, cost)
        shelf.on_order, shelf.on_order_value = shelf.on_order + pieces, shelf.on_order_value + cost
        shelf.bought, shelf.bought_value = shelf.bought + pieces, shelf.bought_value + cost
        self.purchases.add(moment=moment, product=product, pieces=pieces, cost=cost, arrives=arrives)
        self.env.process(self._delivery(product, pieces, cost, arrives))

    def _delivery(self, product: int, pieces: int, cost: int, arrives: int) -> Iterator[simpy.Event]:
        yield self.env.timeout(arrives - self.env.now)
        shelf = self.shelves[product]
        shelf.on_order, shelf.on_order_value = shelf.on_order - pieces, shelf.on_order_value - cost
        self.money.receive(arrives // DAY, cost)
        self.put(product, pieces, cost, arrives)

    def put(self, product: int, pieces: int, value: int, moment: int) -> None:
        """Put pieces worth `value` fen on the shelf."""
        shelf = self.shelves[product]
        shelf.on_hand, shelf.value = shelf.on_hand + pieces, shelf.value + value
        if pieces and shelf.out_since >= 0:
            self.stockouts.add(product=product, start=shelf.out_since, end=moment)
            shelf.out_since = -1
            self.changed(product)

    def sold_out(self, product: int, moment: int) -> None:
        """A product is out from `moment` on."""
        self.shelves[product].out_since = moment
        self.changed(product)

    def cost_of(self, product: int, sold: int) -> int:
        """Take the day's sold pieces out of the stock's value, at average cost; returns their cost in fen."""
        shelf = self.shelves[product]
        before = shelf.on_hand + sold
        cost = (2 * shelf.value * sold + before) // (2 * before) if before else 0
        shelf.value -= cost
        return cost

    def take_back(self, product: int, good: int, bad: int, moment: int) -> int:
        """Put returned pieces back on the shelf where they can be sold again; returns their value in fen."""
        shelf = self.shelves[product]
        unit = shelf.value // shelf.on_hand if shelf.on_hand else shelf.unit_cost
        shelf.restocked, shelf.scrapped = shelf.restocked + good, shelf.scrapped + bad
        self.put(product, good, good * unit, moment)
        return good * unit

    def table(self) -> Table:
        """What each shelf took in, gave out and holds: pieces, and values in fen before the salvage write-down."""
        names = ("bought", "bought_value", "restocked", "scrapped", "on_hand", "value", "on_order", "on_order_value")
        return {name: np.array([getattr(shelf, name) for shelf in self.shelves], dtype=np.int64) for name in names}

    def close(self, moment: int) -> None:
        """End the stockouts that are still open at the season's end."""
        for product, shelf in enumerate(self.shelves):
            if shelf.out_since >= 0:
                self.stockouts.add(product=product, start=shelf.out_since, end=moment)
                shelf.out_since = -1
