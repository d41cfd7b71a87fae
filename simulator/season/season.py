"""A season: day by day, from the first opening to the last parcel."""

from collections.abc import Callable

import numpy as np
import simpy
from attrs import frozen

from simulator.laws.draws import stream
from simulator.laws.fees import share_of
from simulator.laws.traffic import DAY
from simulator.ledger import Ledger
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table, count, digest
from simulator.scenario import Scenario, platform_of, platforms, supplier_of, suppliers
from simulator.season import books
from simulator.season.aftersales import NEVER, Aftersales, Fate
from simulator.season.market import Day, Market
from simulator.season.money import Money
from simulator.season.offers import fen
from simulator.season.people import Crowd, People, Visits
from simulator.season.stock import Stock

ORDER_COLUMNS = (
    "moment", "day", "visit", "person", "times", "segment", "source", "product", "pieces", "shelf", "paid", "fees",
)  # fmt: skip
FATE_COLUMNS = (
    "delivered", "flawed", "writes", "stars", "service_stars", "delivery_stars", "requested", "returned", "resold",
    "settled",
)  # fmt: skip


@frozen
class Result:
    """What a season left behind: plan and scenario, records, ledger, and the digest of them."""

    plan: Plan
    scenario: Scenario
    platform: str
    seed: int
    tables: dict[str, Table]
    ledger: Ledger
    cash_end: int
    closed_on: int
    unpaid_refunds: int
    digest: str


class Season:
    """One run. `run_to` plays up to a week, `finish` settles what is open and returns the `Result`.

    Raises `BooksError` when the books do not balance.
    """

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.plan, self.scenario, self.seed = plan, scenario, seed
        self.platform = platform_of(plan, scenario)
        self.world = platforms()[self.platform]
        self.fees = self.world.fees[scenario.fees]
        self.env = simpy.Environment()
        self.money = Money(scenario, self.platform)
        self.stock = Stock(plan, scenario, seed, self.env, self.money)
        self.crowd = Crowd(scenario, self.platform, seed)
        self.market = Market(plan, scenario, self.platform, self.crowd, self.stock, seed)
        sources = [suppliers()[supplier_of(plan, scenario, name)] for name in scenario.products]
        self.aftersales = Aftersales(scenario, self.platform, sources, seed)
        self.orders, self.unpaid, self.daily = Recorder(), Recorder(), Recorder()
        self.by_product, self.by_rival = Recorder(), Recorder()
        self.cash_end, self.closed_on, self.unpaid_refunds = 0, NEVER, 0
        self.env.process(self._days())

    def run_to(self, week: int) -> None:
        """Play up to the end of a week."""
        self.env.run(until=7 * week * DAY)

    def _days(self) -> simpy.events.ProcessGenerator:
        for day in range(self.scenario.days):
            self._open(day)
            people, visits = self._people(day)
            trading = Day(self.market, self.stock, people)
            yield from trading.trade(self.env, (day + 1) * DAY)
            self._close(day, trading, visits)

    @property
    def open(self) -> bool:
        """Whether the shop still trades."""
        return self.closed_on == NEVER

    def _open(self, day: int) -> None:
        """The night's work: plan, money that falls due, returned goods, rivals, rating, purchases."""
        if day % 7 == 0 and self.open:
            self.stock.open_week(day // 7 + 1)
            self.money.ledger.post(day, "operating", "cash", fen(self.scenario.costs.operating_week))
        self._fall_due(day)
        if self.open and self.money.free() < 0:
            self._shut(day)
        self.market.open_day(day, self.aftersales.rating(day))
        if self.open:
            self.stock.review(day * DAY)

    def _fall_due(self, day: int) -> None:
        """Payouts, refunds and returned goods of a day. A closed shop pays nobody and takes nothing in."""
        due = {name: int(values[day]) for name, values in self.aftersales.money.items()}
        self.money.settle(day, due["payout"])
        self.money.refund(day, due["refund_held"], due["fees_held"], "escrow")
        if not self.open:
            self.unpaid_refunds += due["refund_cash"]
            return
        self.money.refund(day, due["refund_cash"], due["fees_cash"], "cash")
        handling = due["parcels_back"] * fen(self.scenario.costs.return_handling)
        self.money.ledger.post(day, "return_handling", "cash", handling)
        self._take_back(day, self.aftersales.back_good[day], self.aftersales.back_bad[day])

    def _take_back(self, day: int, good: np.ndarray, bad: np.ndarray) -> None:
        for product in np.flatnonzero(good + bad).tolist():
            value = self.stock.take_back(product, int(good[product]), int(bad[product]), day * DAY)
            self.money.ledger.post(day, "stock", "goods_returned", value)

    def _people(self, day: int) -> tuple[People, Visits]:
        budget = in_week(self.plan.marketing.weekly_budget, day // 7 + 1, 0.0) / 7
        affordable = self.money.spendable() / 100
        known = self.aftersales.due(day)
        people, visits = self.crowd.day(day, min(budget, affordable), known)
        return (people, visits) if self.open else (people.first(0), Visits(0, 0, 0, 0))

    def _close(self, day: int, trading: Day, visits: Visits) -> None:
        """The evening's work: orders, fate of each, goods, money, records."""
        orders, unpaid = trading.orders(day)
        rates = (self.fees.commission.value, self.fees.payment.value)
        orders["fees"] = sum(share_of(orders["paid"], rate) for rate in rates)
        fate = self.aftersales.fate(day, orders["visit"], orders["product"], orders["segment"])
        self.aftersales.book(orders, fate)
        self.aftersales.invite(orders, fate)
        self.orders.add(**orders, **{name: getattr(fate, name) for name in FATE_COLUMNS})
        self.unpaid.add(**unpaid)
        self._post(day, orders, visits)
        self._record(day, orders, unpaid, trading, visits)

    def _post(self, day: int, orders: Table, visits: Visits) -> None:
        shelf, paid, fees = (int(orders[name].sum()) for name in ("shelf", "paid", "fees"))
        self.money.sell(day, shelf, shelf - paid, fees)
        self.money.ship(day, len(orders["paid"]))
        self.money.ledger.post(day, "marketing", "cash", visits.spend)
        sold = count(orders["product"], orders["pieces"], len(self.stock.shelves))
        for product, pieces in enumerate(sold.astype(int).tolist()):
            self.money.ledger.post(day, "goods", "stock", self.stock.cost_of(product, pieces))
        held = sum(shelf.on_hand for shelf in self.stock.shelves) if self.open else 0
        self.money.ledger.post(day, "storage", "cash", held * fen(self.scenario.costs.storage_day))

    def _record(self, day: int, orders: Table, unpaid: Table, trading: Day, visits: Visits) -> None:
        rng = stream(self.seed, "page views", day)
        extra = int(rng.poisson(round(visits.visitors * (self.world.pages_per_visit.value - 1), 9)))
        self.daily.add(
            day=day, organic=visits.organic, paid=visits.paid, known=visits.known, spend=visits.spend,
            considering=len(trading.people), page_views=visits.visitors + extra,
            placed=len(orders["paid"]) + len(unpaid["moment"]),
            paid_orders=len(orders["paid"]), sales=int(orders["paid"].sum()), cash=self.money.cash,
            rating=self.aftersales.rating(day), price_of_visit=visits.spend // visits.paid if visits.paid else 0,
            stock_value=sum(shelf.value for shelf in self.stock.shelves), open=int(self.open),
        )  # fmt: skip
        sold = count(orders["product"], orders["pieces"], len(self.stock.shelves)).astype(np.int64)
        shelves, places = self.stock.shelves, np.arange(len(self.stock.shelves))
        self.by_product.add(
            day=np.full(len(shelves), day), product=places, sold=sold, lost=trading.lost,
            price=np.array([offer.plain for offer in self.market.offers]),
            on_hand=np.array([shelf.on_hand for shelf in shelves]),
            on_order=np.array([shelf.on_order for shelf in shelves]),
        )  # fmt: skip
        prices = np.array([fen(price) for price in self.market.rival_prices])
        rivals = np.arange(len(prices))
        self.by_rival.add(day=np.full(len(prices), day), rival=rivals, price=prices, orders=trading.rivals)

    def _shut(self, day: int) -> None:
        """Cash below zero and no credit left: the shop closes, and orders still on their way are refunded."""
        self.closed_on = day
        columns = self.orders.table((*ORDER_COLUMNS, *FATE_COLUMNS))
        under_way = columns["delivered"] >= day
        cancelled = {name: columns[name][under_way] for name in ORDER_COLUMNS}
        fate = Fate(**{name: columns[name][under_way] for name in FATE_COLUMNS}, next_visit=None, next_moment=None)
        self.aftersales.book(cancelled, fate, sign=-1)
        self.aftersales.known.clear()
        self.money.refund(day, int(cancelled["paid"].sum()), int(cancelled["fees"].sum()), "escrow")
        pieces = count(cancelled["product"], cancelled["pieces"], len(self.stock.shelves))
        self._take_back(day, pieces, np.zeros_like(pieces))
        columns["returned"][under_way], columns["settled"][under_way] = day, NEVER
        self.orders.blocks = [columns]

    def finish(self) -> Result:
        """Play to the end, let the last parcels, returns and payouts come, and balance the books."""
        last = self.scenario.days
        self.env.run(until=last * DAY + 1)
        self.cash_end = self.money.cash
        self.stock.close(last * DAY)
        for day in range(last, self.aftersales.days):
            self._fall_due(day)
        shelves = self.stock.shelves
        stock, on_order = sum(one.value for one in shelves), sum(one.on_order_value for one in shelves)
        self.money.end(self.aftersales.days, stock, on_order)
        tables = self._tables()
        books.check(tables, self.money.ledger, shelves, self.unpaid_refunds)
        money = (self.money.ledger, self.cash_end, self.closed_on, self.unpaid_refunds)
        return Result(self.plan, self.scenario, self.platform, self.seed, tables, *money, digest(tables))

    def _tables(self) -> dict[str, Table]:
        return {
            "orders": self.orders.table((*ORDER_COLUMNS, *FATE_COLUMNS)),
            "unpaid": self.unpaid.table(("moment", "visit", "product", "pieces", "paid")),
            "days": self.daily.table(()),
            "products": self.by_product.table(()),
            "rivals": self.by_rival.table(()),
            "purchases": self.stock.purchases.table(("moment", "product", "pieces", "cost", "arrives")),
            "reviews": self.aftersales.reviews(),
            "shelves": self.stock.table(),
            "stockouts": self.stock.stockouts.table(("product", "start", "end")),
            "ledger": self.money.ledger.columns(),
        }


def play(plan: Plan, scenario: Scenario, seed: int, on_week: Callable[[int], None] | None = None) -> Result:
    """Play a whole season; `on_week` hears of each week played."""
    season = Season(plan, scenario, seed)
    for week in range(1, scenario.weeks + 1):
        season.run_to(week)
        if on_week:
            on_week(week)
    return season.finish()
