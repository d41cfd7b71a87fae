"""A season: day by day, from the first opening to the last parcel."""

from collections.abc import Callable
from typing import Literal

import numpy as np
import simpy
from attrs import frozen

from simulator.laws.draws import stream
from simulator.laws.fees import share_of
from simulator.laws.traffic import DAY, HOUR
from simulator.ledger import Ledger
from simulator.outlays import (
    brand_once,
    festival_fees,
    instruments_week,
    knowledge_cost,
    pages_cost,
    precautions_week,
    private_domain_once,
    relations_week,
    security_week,
    staff_week,
    technology_once,
    technology_week,
    tests_week,
    upkeep,
    warehouse_once,
    warehouse_week,
)
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table, day_by_day, digest
from simulator.scenario import Scenario, aftersales, segments, warehouse
from simulator.season import baskets, books, shocks
from simulator.season.aftersales import Chances
from simulator.season.attention import Attention
from simulator.season.blocks import Blocks
from simulator.season.brand import Brand
from simulator.season.carriers import Lanes
from simulator.season.catalogue import with_candidates
from simulator.season.compliance import COLUMNS as PENALTY_COLUMNS
from simulator.season.compliance import Compliance
from simulator.season.due import NEVER, Due
from simulator.season.fronts import fronts, segment_names, split
from simulator.season.instruments import Instruments
from simulator.season.market import Market
from simulator.season.membership import Membership
from simulator.season.messages import Messages
from simulator.season.money import Money
from simulator.season.offers import NO_TIERS, Kinds, fen
from simulator.season.owned import Owned
from simulator.season.people import SOURCES, Crowd, People, Visits
from simulator.season.ranking import SearchRank
from simulator.season.security import Security
from simulator.season.service import Desk
from simulator.season.shoppers import Shoppers
from simulator.season.stock import Stock
from simulator.season.ticks import NIGHT, WORLD, at
from simulator.season.trade import BUYER_COLUMNS, CONTACT_COLUMNS, LINE_COLUMNS, PARCEL_COLUMNS, Trade
from simulator.season.versions import Versions
from simulator.season.warehouse import Picking

Detail = Literal["batch", "shopper"]
ENGINES: dict[str, type[Blocks] | type[Shoppers]] = {"batch": Blocks, "shopper": Shoppers}


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

    `detail` chooses the engine: "batch" decides people in blocks, "shopper" plays each as a process; same seed, same
    records. Raises `BooksError` when the books do not balance.
    """

    def __init__(self, plan: Plan, scenario: Scenario, seed: int, detail: Detail = "batch") -> None:
        scenario = with_candidates(plan, scenario, seed)
        self.plan, self.scenario, self.seed = plan, scenario, seed
        self.shops = fronts(plan, scenario)
        self.env = simpy.Environment()
        self.money = Money(plan, scenario, self.shops)
        self.compliance = Compliance(plan, scenario, self.shops, seed)
        self.stock = Stock(plan, scenario, seed, self.env, self.money)
        self.members = Membership(plan)
        thresholds = self.members.thresholds if self.members.runs else NO_TIERS
        buyers, self.versions = [segments()[name] for name in segment_names(self.shops)], Versions(plan, scenario, seed)
        kinds = Kinds.of(len(self.shops), buyers, thresholds, self.versions.number)
        most_spent = max((one.value for one in plan.marketing.weekly_budget), default=0.0) / 7
        self.crowd = Crowd(scenario, self.shops, kinds, self.versions, most_spent, seed)
        self.instruments = Instruments(plan, scenario, self.crowd.factor, seed)
        self.security = Security(plan, seed)
        insights = (self.members, self.versions, self.instruments)
        self.market = Market(plan, scenario, self.shops, self.crowd, self.stock, *insights, seed)
        self.due = Due(scenario.days, len(self.shops), len(scenario.products), scenario.past)
        self.desk = Desk.of(plan, scenario, self.crowd.segments, seed)
        self.picking, self.lanes = Picking.of(plan, scenario), Lanes.of(plan, scenario, self.shops, seed)
        self.messages, self.owned = Messages(plan, scenario, seed), Owned(plan, scenario, seed)
        self.attention = Attention(plan, scenario, self.shops, self.crowd, seed)
        pages, streams = self.market.presentation.returns, self.attention.streams
        terms, parcels, told = self.stock.terms, (self.picking, self.lanes), (self.members, self.messages, self.owned)
        chances = Chances.of(plan, scenario, self.shops, terms, pages, *parcels, streams, *told, seed)
        parts = (self.env, self.market, self.stock, self.crowd, self.desk, chances, self.due, self.attention, seed)
        self.engine = ENGINES[detail](*parts)
        self.news = shocks.visits(scenario).tolist()
        self.search = SearchRank(plan, len(self.shops))
        self.brand = Brand(plan, scenario, self.shops, self.crowd, seed)
        self.ads = self.engine.click_ads(plan, scenario, self.shops, self.crowd, seed)
        self.orders, self.unpaid, self.contacts, self.daily = Recorder(), Recorder(), Recorder(), Recorder()
        self.visits, self.by_product = Recorder(), Recorder()
        self.rates = np.array([[one.fees.commission.value, one.fees.payment.value] for one in self.shops]).T
        self.cash_end, self.closed_on, self.unpaid_refunds = 0, NEVER, 0
        self._prepare()
        self.env.process(self._days())

    def run_to(self, week: int) -> None:
        """Play up to the end of a week."""
        self.env.run(until=7 * week * DAY)

    def _prepare(self) -> None:
        """Pay for research, pages, the desk's knowledge base and the warehouse before the shop opens."""
        self.money.work(0, "research", self.plan.selection.budget)
        self.money.work(0, "content", pages_cost(self.plan, self.scenario.products))
        self.money.work(0, "content", knowledge_cost(self.plan))
        self.money.work(0, "picking", warehouse_once(self.plan))
        self.money.work(0, "brand", brand_once(self.plan))
        self.money.work(0, "private_domain", private_domain_once(self.plan))
        self.money.work(0, "technology", technology_once(self.plan))

    def _days(self) -> simpy.events.ProcessGenerator:
        for day in range(self.scenario.days):
            self._open(day)
            people, visits = self._people(day)
            trade = yield from self.engine.trade(day, people, visits, (day + 1) * DAY)
            self._close(day, trade, visits)
        self.cash_end = self.money.cash
        self.stock.close(self.scenario.days * DAY)
        for day in range(self.scenario.days, self.due.days):
            self._fall_due(day)
            yield at(self.env, (day + 1) * DAY, NIGHT)
            if day == self.scenario.days:
                self._ship(day, self.engine.follow_up(day, self.orders.no_rows()))

    @property
    def open(self) -> bool:
        """Whether the shop still trades."""
        return self.closed_on == NEVER

    def _open(self, day: int) -> None:
        """The night's work: plan, money that falls due, returned goods, rivals, rating, purchases."""
        self.security.open_day()
        if day % 7 == 0 and self.open:
            self._open_week(day, day // 7 + 1)
        self._fall_due(day)
        if self.open and (self.money.free() < 0 or self.compliance.closed.all()):
            self._shut(day)
        if self.plan.reviews.bought and self.open:
            self._buy_reviews(day)
        self.due.open_reviews(day)
        if self.due.extra:
            self.market.presentation.renown = self.due.renown()
        self.market.distrust = self.security.distrust
        self.market.open_day(day, self.due.rating())
        for hour in self.market.offers.turns:
            self.env.process(self._turn(day * DAY + hour * HOUR))
        if self.open:
            self.stock.review(day * DAY)

    def _open_week(self, day: int, week: int) -> None:
        """Take over the week's plan, and pay for what costs by the week."""
        self.stock.trend = self.instruments.trend(day)
        self.stock.open_week(week)
        self._judge(week)
        self.money.run_week(day, self.compliance.work_cost(week))
        self.money.work(day, "picking", warehouse_week(self.plan, week))
        self.money.ledger.post(day, "posts", "cash", self.attention.open_week(week))
        self.money.ledger.post(day, "search_work", "cash", self.search.open_week(week, self.shares))
        self.money.ledger.post(day, "livestream", "cash", self.attention.streams.wages())
        self.money.work(day, "content", upkeep(self.plan))
        self.money.work(day, "relations", relations_week(self.plan))
        self.money.work(day, "technology", technology_week(self.plan))
        self.money.work(day, "precautions", precautions_week(self.plan, self.scenario.products))
        self.money.work(day, "staff", staff_week(self.plan, self.scenario, week))
        self.money.work(day, "festival", festival_fees(self.plan, week))
        self.money.work(day, "brand", self.brand.week(week))
        self.money.work(day, "tests", tests_week(self.plan, week))
        self.money.work(day, "instruments", instruments_week(self.plan))
        self.money.work(day, "security", security_week(self.plan))
        self.money.work(day, "leaks", self.security.open_week(week, self.orders))
        self.money.work(day, "membership", self.members.week())
        self.money.work(day, "messages", self.messages.week(day, self.orders))

    def _buy_reviews(self, day: int) -> None:
        """Buy the day's part of the week's reviews."""
        number, weekday = self.plan.reviews.bought, day % 7
        today = number * (weekday + 1) // 7 - number * weekday // 7
        self.due.buy_reviews(day, today)
        self.money.ledger.post(day, "bought_reviews", "cash", today * fen(aftersales()["bought"]["cost"].value))

    def _turn(self, moment: int) -> simpy.events.ProcessGenerator:
        """Prices change within the day."""
        yield at(self.env, moment, WORLD)
        self.market.turn(moment % DAY // HOUR)

    def _judge(self, week: int) -> None:
        """The platforms judge the week behind: shops and products that they take away are not there this week."""
        self.compliance.open_week(week)
        self.crowd.closed[:] = self.compliance.closed
        self.shares = split(self.shops, self.crowd.closed)
        self.market.delist(self.compliance.off)

    def _pay_out(self, day: int, shop: int) -> None:
        """What a platform pays out on a day, or puts off while it holds the shop's money back."""
        net, thaws = self.due.on(day, ("payout", shop)), int(self.compliance.thaws[shop])
        if day < thaws:
            self.due.enter(thaws, ("payout", shop), net)
        else:
            self.money.settle(day, net)

    def _fall_due(self, day: int) -> None:
        """Payouts, refunds and returned goods of a day. A closed shop pays nobody and takes nothing in."""
        due = self.due
        if not due.table[day].any():
            return
        for shop in self.shops:
            self._pay_out(day, shop.place)
        self.money.refund(day, due.on(day, "refund_held"), due.on(day, "fees_held"), "escrow")
        if not self.open:
            self.unpaid_refunds += due.on(day, "refund_cash")
            return
        self.money.refund(day, due.on(day, "refund_cash"), due.on(day, "fees_cash"), "cash")
        handling = due.on(day, "parcels_back") * fen(self.scenario.costs.return_handling)
        handling += due.on(day, "wrong_back") * fen(warehouse().wrong["freight"].value)
        self.money.ledger.post(day, "return_handling", "cash", handling)
        for account, names in AFTER_SALES.items():
            self.money.ledger.post(day, account, "cash", sum(due.on(day, name) for name in names))
        self._take_back(day, *due.back(day))

    def _take_back(self, day: int, good: np.ndarray, bad: np.ndarray) -> None:
        for product in (good + bad).nonzero()[0].tolist():
            value = self.stock.take_back(product, int(good[product]), int(bad[product]), day * DAY)
            self.money.ledger.post(day, "stock", "goods_returned", value)

    def _people(self, day: int) -> tuple[People, Visits]:
        wanted = in_week(self.plan.marketing.weekly_budget, day // 7 + 1, 0.0) / 7
        budget = min(wanted, self.money.spendable() / 100)
        found = self.search.open_day(self.market.found, self.market.presentation, self.market.rating)
        factor = shocks.on(self.brand.on(self.attention.open_day(day, found)), self.news[day])
        clicked = self._advertise(day, budget)
        factor = self.ads.echo.on(factor) if self.ads.used else factor
        people, visits = self.engine.people(day, budget * self.shares, factor, clicked)
        return (people, visits) if self.open else (people.nobody(), visits.none())

    def _advertise(self, day: int, spent: float) -> list[np.ndarray]:
        """Who clicks the day's ads, for what `spent` yuan leave of the money."""
        if not self.ads.used:
            return []
        left = self.money.spendable() / 100 - spent if self.open else 0.0
        return self.ads.day(day, left, self.shares, self.market.presentation, self.market.rating)

    def _close(self, day: int, trade: Trade, visits: Visits) -> None:
        """The evening's work: orders, what becomes of each, goods, money, records."""
        orders = {"day": np.full(len(trade.orders["paid"]), day, dtype=np.int64)} | trade.orders
        orders["fees"] = share_of(orders["paid"], self.rates[:, orders["shop"]]).sum(axis=0)
        leaving = self.engine.follow_up(day, orders)
        self.orders.add(**orders)
        self.unpaid.add(**trade.unpaid)
        self.contacts.add(**trade.contacts)
        sold = baskets.sold(orders, len(self.stock.on_hand))
        self.market.close_day(orders, trade.had)
        self.versions.close_day(day, trade.shown, orders)
        self._post(day, orders, leaving, visits, sold)
        evening = self.instruments.evening(day, sold, self.stock.on_hand.copy(), trade.lost)
        self.stock.evenings.append(evening)
        self._record(day, trade, visits, sold)
        if day % 7 == 6 and self.open:
            self._close_week(day)

    def _close_week(self, day: int) -> None:
        """The week's end: who is in the shop's own places, and who knows its brand."""
        for account, yuan in self.owned.close_week(day // 7, self.orders):
            self.money.work(day, account, yuan)
        if self.brand.used:
            good = sum(self.due.on(one, "positive") for one in range(day - 6, day + 1))
            week = self.visits.since(-7, *SOURCES), self.orders.since(-7, "shop", "segment")
            self.brand.close_week(day // 7 + 1, self.shares, *week, good)
            self.market.know(self.brand.aware)

    def _ship(self, day: int, leaving: Table) -> None:
        """Pay for the orders that leave on a day, and the buyers of those that should have left before."""
        late = int(self.picking.late(leaving["left"], leaving["day"]).sum())
        freight, parcels = int(self.lanes.freight[leaving["lane"]].sum()), len(leaving["left"])
        self.money.ship(day, parcels, freight - self.picking.saved(day, parcels))
        self.money.ledger.post(day, "lateness", "cash", late * self.picking.compensation)

    def _post(self, day: int, orders: Table, leaving: Table, visits: Visits, sold: np.ndarray) -> None:
        shelf, paid, fees = (int(orders[name].sum()) for name in ("shelf", "paid", "fees"))
        self.money.sell(day, shelf, shelf - paid, fees)
        self._ship(day, leaving)
        self.money.ledger.post(day, "marketing", "cash", int(visits.spend.sum()))
        self.money.ledger.post(day, "ads", "cash", self.ads.spent)
        self.money.ledger.post(day, "livestream", "cash", self.attention.streams.fees(day, orders) if self.open else 0)
        self.money.ledger.post(day, "kol", "cash", self.attention.fans.fees(day) if self.open else 0)
        self.money.ledger.post(day, "referral", "cash", self.attention.rewards(orders))
        self.money.ledger.post(day, "membership", "cash", self.members.close_day(orders))
        for account, cost in zip(("goods", "spoiled"), self.stock.close_day(sold, (day + 1) * DAY), strict=True):
            self.money.ledger.post(day, account, "stock", int(cost.sum()))
        held = int(self.stock.on_hand.sum()) if self.open else 0
        self.money.ledger.post(day, "storage", "cash", held * fen(self.scenario.costs.storage_day))

    def _record(self, day: int, trade: Trade, visits: Visits, sold: np.ndarray) -> None:
        self.visits.add(**{name: getattr(visits, name) for name in (*SOURCES, "spend")}, rank=self.search.rank,
                        awareness=self.ads.echo.awareness)  # fmt: skip
        paid = trade.orders["paid"]
        self.daily.add(
            day=day, considering=trade.deciding, placed=len(paid) + len(trade.unpaid["paid"]), paid_orders=len(paid),
            sales=int(paid.sum()), cash=self.money.cash, rating=self.market.rating,
            stock_value=int(self.stock.value.sum()), open=int(self.open),
        )  # fmt: skip
        self.by_product.add(
            sold=sold, lost=trade.lost, had=trade.had, price=self.market.offers.seen.copy(),
            on_hand=self.stock.on_hand.copy(), on_order=self.stock.on_order.copy(),
        )  # fmt: skip
        self.market.presentation.remember(sold)
        self.market.rivals.close_day(day, trade.rivals, trade.deciding)

    def _shut(self, day: int) -> None:
        """Cash below zero and no credit left, or no platform left: the shop closes, and orders still on their way are
        refunded."""
        self.closed_on = day
        self.attention.social.shut()
        orders = self.orders.table(ORDER_COLUMNS)
        cancelled = self.engine.cancel(day, orders)
        self.money.refund(day, int(cancelled["paid"].sum()), int(cancelled["fees"].sum()), "escrow")
        pieces = baskets.sold(cancelled, len(self.stock.on_hand))
        self._take_back(day, pieces, np.zeros_like(pieces))

    def finish(self) -> Result:
        """Play to the end, let the last parcels, returns and payouts come, and balance the books."""
        self.env.run(until=self.due.days * DAY + 1)
        stock, on_order = int(self.stock.value.sum()), int(self.stock.on_order_value.sum())
        self.money.end(self.due.days, stock, on_order)
        tables = self._tables()
        books.check(tables, self.money.ledger, self.unpaid_refunds)
        money = (self.money.ledger, self.cash_end, self.closed_on, self.unpaid_refunds)
        return Result(self.plan, self.scenario, self.shops[0].key, self.seed, tables, *money, digest(tables))

    def _tables(self) -> dict[str, Table]:
        visits = self._visits()
        tables = {
            "orders": self._orders(),
            "unpaid": self.unpaid.handed_over((*BUYER_COLUMNS, *LINE_COLUMNS)),
            "contacts": self.contacts.handed_over(CONTACT_COLUMNS),
            "days": self._by_day(visits),
            "visits": visits,
            "ads": self.ads.table(),
            "social": self.attention.social.table(),
            "products": day_by_day(self.by_product, "product", len(self.stock.on_hand)),
            "rivals": self.market.rivals.table(),
            "purchases": self.stock.purchases.table(("moment", "product", "pieces", "cost", "arrives")),
            "reviews": self.due.review_table(),
            "shelves": self.stock.table(),
            "stockouts": self.stock.stockouts.table(("product", "start", "end")),
            "penalties": self.compliance.penalties.table(PENALTY_COLUMNS),
            "ledger": self.money.ledger.columns(),
        }
        return tables | shocks.table(self.plan, self.scenario) | self._kept()

    def _kept(self) -> dict[str, Table]:
        """The tables of what only some plans do, where there is something in them."""
        kept = {"owned": self.owned, "brand": self.brand, "tests": self.versions, "readings": self.instruments,
                "security": self.security}  # fmt: skip
        return {name: one.records.table(()) for name, one in kept.items() if one.records.blocks}

    def _visits(self) -> Table:
        """Visits by day and shop, with the pages that were looked at."""
        visits = day_by_day(self.visits, "shop", len(self.shops))
        more = np.array([one.world.pages_per_visit.value - 1 for one in self.shops])[visits["shop"]]
        visitors = sum(visits[name] for name in SOURCES)
        further = stream(self.seed, "page views").poisson(np.round(visitors * more, 9))
        return visits | {"page_views": visitors + further}

    def _by_day(self, visits: Table) -> Table:
        """The records of each day, with all shops' visits."""
        each = {name: visits[name].reshape(-1, len(self.shops)).sum(axis=1) for name in (*SOURCES, "spend")}
        return self.daily.table(()) | {"visitors": sum(each[name] for name in SOURCES)} | each

    def _orders(self) -> Table:
        """All paid orders with what became of them; those that a closed shop cancelled bear the day."""
        orders = self.orders.handed_over(ORDER_COLUMNS) | self.engine.fate_table()
        return orders | {"cancelled": np.where(orders["delivered"] == NEVER, self.closed_on, NEVER)}


AFTER_SALES = {  # account -> what falls due on it
    "return_freight": ("freight_back",),
    "compensation": ("compensation",),
    "remedies": ("remedy",),
    "reviews": ("review_cost",),
    "relations": ("care", "messages"),
}
ORDER_COLUMNS = ("day", *BUYER_COLUMNS, *LINE_COLUMNS, "important", *PARCEL_COLUMNS, "fees")


def play(
    plan: Plan, scenario: Scenario, seed: int, on_week: Callable[[int], None] | None = None, detail: Detail = "batch"
) -> Result:
    """Play a whole season; `on_week` hears of each week played."""
    season = Season(plan, scenario, seed, detail)
    for week in range(1, scenario.weeks + 1):
        season.run_to(week)
        if on_week:
            on_week(week)
    return season.finish()
