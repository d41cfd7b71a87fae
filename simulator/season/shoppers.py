"""The shopper engine: every visitor, contact, order and parcel is a SimPy process.

It plays the same people under the same laws as the batch, one at a time, and leaves the same records. It is slow, and
written to be read: begin with `Shoppers.visit`.
"""

from collections.abc import Iterator

import numpy as np
import simpy
from attrs import define, evolve

from simulator.laws import loyalty, returns, reviews
from simulator.laws.choice import choose, scores
from simulator.laws.draws import pick, purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR
from simulator.ledger import BooksError
from simulator.records import Table
from simulator.season.aftersales import FATE_COLUMNS, PURPOSES, Chances
from simulator.season.attention import Attention
from simulator.season.due import NEVER, SCORES, Due
from simulator.season.market import Market
from simulator.season.offers import NOTHING
from simulator.season.people import (
    INVITED,
    LIVE,
    Crowd,
    People,
    Visits,
    befriended,
    chat_times,
    moment_of_day,
    reminded_of_cart,
    returning,
)
from simulator.season.service import ANSWERED, SILENT, UNANSWERED, Desk
from simulator.season.stock import Stock
from simulator.season.ticks import BEFORE_WORLD, NIGHT, PATIENCE_ENDS, SHOPPERS, at
from simulator.season.trade import CONTACT_COLUMNS, LINE_COLUMNS, PARCEL_COLUMNS, PERSON_COLUMNS, Trade

Process = Iterator[simpy.Event]
NOON, EVE = 12 * HOUR, -HOUR  # when a parcel arrives; when what the night reads has happened


@define
class Visitor:
    """Somebody who would consider buying, on one visit: who they are, and their luck."""

    moment: int
    visit: int
    person: int
    times: int
    spent: int
    segment: int
    shop: int
    source: int
    kind: int
    asks: int
    race: np.ndarray
    pay: float
    handling: int
    patience: int
    mood: int = SILENT


@define
class Order:
    """One order, from the sale to whatever follows; days are `NEVER` until it happens."""

    buyer: Visitor
    moment: int
    product: int
    pieces: int
    shelf: int
    paid: int
    gift: int = NEVER
    added: int = NEVER
    fees: int = 0
    delivered: int = NEVER
    flawed: int = 0
    writes: int = 0
    stars: int = 0
    service_stars: int = 0
    delivery_stars: int = 0
    requested: int = NEVER
    returned: int = NEVER
    resold: int = 0
    settled: int = NEVER
    cancelled: bool = False


class Shoppers:
    """Plays the people of one day after another, each a process."""

    def __init__(self, env: simpy.Environment, market: Market, stock: Stock, crowd: Crowd, service: Desk,
                 chances: Chances, due: Due, attention: Attention, seed: int) -> None:  # fmt: skip
        self.env, self.market, self.stock, self.crowd, self.desk = env, market, stock, crowd, service
        self.chances, self.due, self.attention, self.seed = chances, due, attention, seed
        keys = [[purpose_key(seed, one)] for one in ("pays", "basket", "one at home", "cart")]
        self.pay_key, self.basket_key, self.home_key, self.cart_key = np.array(keys)
        self.orders: list[Order] = []
        self.expected = np.zeros((2, crowd.scenario.days, len(crowd.shops)), dtype=np.int64)
        self.open = True

    def people(self, day: int, budget: np.ndarray, factor: np.ndarray) -> tuple[People, Visits]:
        """The people of a day who are new; the known and the invited come by themselves, and are only counted."""
        people, visits = self.crowd.day(day, budget, factor, self.attention.viewers(day))
        known, invited = np.where(self.crowd.closed, 0, self.expected[:, day])
        return people, evolve(visits, known=known, invited=invited)

    def trade(self, day: int, people: People, visits: Visits, closing: int) -> simpy.events.ProcessGenerator:
        """Open the doors, wait for the night; returns the day's `Trade`."""
        self.today, self.unpaid, self.contacts, self.came, self.deciding = [], [], [], 0, 0
        self.rivals = np.zeros(len(self.market.scenario.rivals), dtype=np.int64)
        self.lost, self.had = np.zeros((2, self.market.own), dtype=np.int64)
        self.agents = simpy.Resource(self.env, self.desk.agents)
        for visitor in self.visitors(people):
            self.env.process(self.visit(visitor))
        onlookers = visits.visitors - len(people) - int((visits.known + visits.invited).sum())
        for moment in moment_of_day(stream(self.seed, "onlookers' moments", day).random(onlookers)).tolist():
            self.env.process(self.look(day * DAY + moment))
        yield at(self.env, closing, NIGHT)
        if self.came != visits.visitors:
            raise BooksError(
                f"the books do not balance: people who came = people drawn ({self.came} against {visits.visitors})"
            )
        self.give(closing)
        self.fill_baskets(closing)
        return self._trade()

    def give(self, closing: int) -> None:
        """In the evening a gift goes with each order that has earned one, first come, first served."""
        for order in self.today:
            gift = int(self.market.offers.gift_with(order.product, order.paid))
            if gift != NOTHING and self.stock.on_hand[gift] > 0:
                order.gift = gift
                self.put_in(gift, closing)

    def fill_baskets(self, closing: int) -> None:
        """In the evening each buyer may add a piece, of another product or for later, first come, first served."""
        chances = self.market.baskets
        if chances is None:
            return
        for order in self.today:
            more = int(pick(self._luck_of(order.buyer, self.basket_key), chances[order.product]))
            if more < self.market.own and self.stock.on_hand[more] > 0 and not self.market.off[more, order.buyer.shop]:
                self.add(order, more)
                self.put_in(more, closing)

    def add(self, order: Order, more: int) -> None:
        """Add a piece of another product to an order: at the day's last price, less what a bundle saves."""
        asked, paid = (int(one[more, order.buyer.shop]) for one in self.market.offers.in_the_evening())
        saving = self.market.offers.bundle_savings(order.product, more, order.paid // order.pieces + paid)
        order.added = more
        order.shelf += asked
        order.paid += paid - int(saving)

    def put_in(self, product: int, closing: int) -> None:
        """Take one more piece off the shelf for a parcel."""
        self.stock.on_hand[product] -= 1
        if self.stock.on_hand[product] == 0:
            self.stock.sold_out(product, closing)

    def visitors(self, people: People) -> Iterator[Visitor]:
        """The people of a table, one by one, with their luck."""
        race = scores(uniforms(self.market.offer_keys, people.visit)).T
        pays = uniforms(self.pay_key, people.visit)[0].tolist()
        handling, patience = (one.tolist() for one in chat_times(self.desk.keys, people.visit))
        rows = zip(*people.lists(), strict=True)
        for row, luck, pay, *chat in zip(rows, race, pays, handling, patience, strict=True):
            yield Visitor(*row, luck, pay, *chat)

    def look(self, moment: int) -> Process:
        """Somebody comes, looks round and leaves."""
        yield at(self.env, moment, SHOPPERS)
        self.came += 1

    def visit(self, visitor: Visitor) -> Process:
        """One visit: come, perhaps ask, then decide."""
        yield at(self.env, visitor.moment, SHOPPERS + visitor.visit)
        self.came += 1
        if visitor.asks:
            yield from self.ask(visitor)
            yield at(self.env, self.env.now, SHOPPERS + visitor.visit)
        self.decide(visitor)

    def ask(self, visitor: Visitor) -> Process:
        """Ask the desk, wait for a free agent as long as patience lasts, and talk."""
        arrival = self.env.now
        midnight = arrival // DAY * DAY
        opens, closes = midnight + self.desk.opens, midnight + self.desk.closes
        visitor.mood, started = UNANSWERED, NEVER
        if opens <= arrival < closes:
            with self.agents.request() as turn:
                yield turn | self.end_of_patience(arrival + visitor.patience, closes)
                if turn.triggered:
                    visitor.mood, started = ANSWERED, self.env.now
                    yield self.env.timeout(visitor.handling)
        self.contacts.append((arrival, visitor.visit, visitor.shop, started, self.env.now))

    def end_of_patience(self, patience: int, closes: int) -> simpy.Event:
        """An agent who is free in that very moment still answers, but not once the desk is closed."""
        return at(self.env, patience, PATIENCE_ENDS) if patience < closes else at(self.env, closes, BEFORE_WORLD)

    def decide(self, visitor: Visitor) -> None:
        """Choose among the shop's offers, the rivals' and leaving."""
        self.deciding += 1
        race = visitor.race
        if visitor.mood != SILENT or visitor.source == LIVE:
            race = race.copy()
            race[: self.market.own] *= self.desk.mood[visitor.mood]
            race[: self.market.own] *= self.market.wish if visitor.source == LIVE else 1.0
        chosen = int(choose(race, self.market.reluctance[:, visitor.kind]))
        if chosen >= self.market.own:
            self.go_elsewhere(visitor, chosen, race)
        elif self.has_one(visitor, chosen):
            self.had[chosen] += 1
        else:
            self.order(visitor, chosen)

    def has_one(self, visitor: Visitor, product: int) -> bool:
        """Whether the visitor finds a piece of the product at home, bought ahead at a deep cut."""
        pantry = self.market.pantry
        return pantry.holds and self._luck_of(visitor, self.home_key) < pantry.shares[product]

    def _luck_of(self, visitor: Visitor, key: np.ndarray) -> float:
        return float(uniforms(key, np.array([visitor.visit], dtype=np.uint64))[0, 0])

    def order(self, visitor: Visitor, product: int) -> None:
        """Place an order, and pay it or not."""
        offers, kind = self.market.offers, visitor.kind
        pieces, paid = int(offers.pieces[product, kind]), int(offers.paid[product, kind])
        pays = self._pays(visitor, product)
        if pays and pieces > (left := self._left(product)):
            pieces, paid = left, offers.cut_short(product, left, kind)
        order = Order(visitor, self.env.now, product, pieces, int(offers.asked[product, kind]) * pieces, paid)
        if not pays:
            self.unpaid.append(order)
            return
        self.today.append(order)
        self.take(product, pieces)
        self.env.process(self.parcel(order))
        self.ask_friends(order)

    def _pays(self, visitor: Visitor, product: int) -> bool:
        return visitor.pay < self.market.paying[product, visitor.kind]

    def _left(self, product: int) -> int:
        flash, on_hand = int(self.market.offers.flash_left[product]), int(self.stock.on_hand[product])
        return min(flash, on_hand) if flash else on_hand

    def take(self, product: int, pieces: int) -> None:
        """Take pieces off the shelf, with all that this changes at once."""
        self.stock.on_hand[product] -= pieces
        if self.market.offers.sell_flash(product, pieces):
            self.market.reprice(product)
        if self.stock.on_hand[product] == 0:
            self.stock.sold_out(product, self.env.now)
        if self.stock.to_reorder()[product] <= 0:
            self.stock.buy(product, self.env.now)

    def go_elsewhere(self, visitor: Visitor, chosen: int, race: np.ndarray) -> None:
        """Buy from a rival or leave; a product that was wanted more, and was out, is demand lost."""
        market = self.market
        if chosen < market.own + len(self.rivals):
            self.rivals[chosen - market.own] += 1
        elif market.carts and self._luck_of(visitor, self.cart_key) < market.carts:
            self.look_again(visitor)
        wanted = int(choose(race, market.wanted[:, visitor.kind]))
        if wanted < market.own and self._pays(visitor, wanted):
            self.lost[wanted] += market.offers.pieces[wanted, visitor.kind]

    def look_again(self, visitor: Visitor) -> None:
        """Be reminded of the cart, and come once more the next day."""
        table = reminded_of_cart(visitor.moment, _one(visitor))
        self.env.process(self.come_later(visitor.moment // DAY + 1, table))

    def parcel(self, order: Order) -> Process:
        """From the warehouse to the door, and back again if it does not please."""
        luck = self._luck(order.buyer.visit)
        shop, chances = order.buyer.shop, self.chances
        took = 1 + int(pick(luck["delivery"], chances.delivery[shop]))
        flawed = int(luck["flaw"] < chances.flaws[order.product])
        goes_back = bool(
            luck["returns"] < chances.returns[int(order.buyer.source == LIVE), shop, order.product, flawed]
        )
        delivered = order.moment // DAY + took
        yield at(self.env, delivered * DAY + NOON, SHOPPERS)
        if order.cancelled:
            return
        self.expect(order, luck, delivered, bool(flawed) or goes_back)
        order.delivered, order.flawed = delivered, flawed
        self.judge(order, luck, took)
        self.env.process(self.payout(order))
        if goes_back:
            yield from self.send_back(order, luck)

    def _luck(self, visit: int) -> dict[str, float]:
        drawn = uniforms(self.chances.keys, np.array([visit], dtype=np.uint64))[:, 0]
        return dict(zip(PURPOSES, drawn.tolist(), strict=True))

    def judge(self, order: Order, luck: dict[str, float], took: int) -> None:
        """Be pleased or not with goods, service and delivery, and perhaps write a review."""
        chances = self.chances
        late = int(took > chances.promised[order.buyer.shop])
        order.stars = 1 + int(pick(luck["description stars"], chances.stars[order.product, order.flawed]))
        order.service_stars = 1 + int(pick(luck["service stars"], chances.service_stars))
        order.delivery_stars = 1 + int(pick(luck["delivery stars"], chances.delivery_stars[late]))
        order.writes = int(luck["writes"] < reviews.WRITES)
        if order.writes:
            tomorrow = order.delivered + 1
            self.due.enter(tomorrow, "count", 1)
            for name, stars in zip(SCORES, (order.stars, order.service_stars, order.delivery_stars), strict=True):
                self.due.enter(tomorrow, name, stars)

    def payout(self, order: Order) -> Process:
        """The platform pays the shop after its delay, unless the buyer wants the money back."""
        day = order.delivered + int(self.chances.settlement[order.buyer.shop])
        yield at(self.env, day * DAY + EVE, SHOPPERS)
        if order.requested == NEVER:
            order.settled = day
            self.due.enter(day, ("payout", order.buyer.shop), order.paid - order.fees)

    def send_back(self, order: Order, luck: dict[str, float]) -> Process:
        """Ask for the money, send the goods back; the refund comes from whoever holds the money."""
        day = order.delivered + 1 + int(luck["return day"] * returns.WINDOW)
        yield at(self.env, day * DAY + NOON, SHOPPERS)
        order.requested = day
        back = day + returns.WAY_BACK
        yield at(self.env, back * DAY + EVE, SHOPPERS)
        order.returned, order.resold = back, int(luck["resale"] < self.chances.resale)
        holder = "held" if order.settled == NEVER else "cash"
        self.due.enter(back, f"refund_{holder}", order.paid)
        self.due.enter(back, f"fees_{holder}", order.fees)
        self.due.enter(back, "parcels_back", 1)
        self.due.enter_back(back, order.product, order.pieces, bool(order.resold))
        for product in (order.gift, order.added):
            if product != NEVER:
                self.due.enter_back(back, product, 1, bool(order.resold))

    def expect(self, order: Order, luck: dict[str, float], delivered: int, disappointed: bool) -> None:
        """Whether the buyer visits again, and when."""
        buyer, chances = order.buyer, self.chances
        chance = chances.members.coming_back(chances.again[buyer.shop, buyer.segment], buyer.spent + order.paid)
        comes = loyalty.comes_back(luck["comes back"], chance, np.bool_(disappointed))
        alone = delivered + loyalty.SOONEST + int(pick(luck["gap"], chances.gap)) if comes else NEVER
        day = self.after_messages(order, alone, delivered, disappointed)
        if day == NEVER:
            return
        past = _one(buyer) | {"paid": np.array([order.paid], dtype=np.int64)}
        table = returning(past, np.array([day], dtype=np.int64), moment_of_day(np.array([luck["moment"]])))
        self.env.process(self.come_later(day, table))

    def after_messages(self, order: Order, alone: int, delivered: int, disappointed: bool) -> int:
        """The day of the next visit when the shop's messages bring the buyer or drive the buyer away."""
        visit = np.array([order.buyer.visit], dtype=np.uint64)
        told = (np.array([one]) for one in (alone, order.moment // DAY, delivered, not disappointed))
        return int(self.chances.messages.next_visits(*told, visit)[0])

    def ask_friends(self, order: Order) -> None:
        """Tell friends, who come in the days that follow."""
        line = {"moment": order.moment, "product": order.product}
        buyer = _one(order.buyer) | {name: np.array([value], dtype=np.int64) for name, value in line.items()}
        number = self.attention.asked(buyer, self.market.offers.team)
        days, table = befriended(buyer, number, self.attention.friend_keys, self.attention.gap)
        for place, day in enumerate(days.tolist()):
            self.env.process(self.come_later(day, table[:, place : place + 1]))

    def come_later(self, day: int, table: np.ndarray) -> Process:
        """Wait for the moment, and visit if the shop is still there: a past buyer, or a buyer's friend."""
        if day >= self.crowd.scenario.days:
            return
        visitor = next(self.visitors(self.crowd.lucky(table)))
        self.expected[int(visitor.source == INVITED), day, visitor.shop] += 1
        yield at(self.env, visitor.moment, SHOPPERS + visitor.visit)
        if self.open and not self.crowd.closed[visitor.shop]:
            yield from self.visit(visitor)

    def follow_up(self, orders: Table) -> None:
        """The night's bookkeeping: what the platform takes of each order."""
        for order, fees in zip(self.today, orders["fees"].tolist(), strict=True):
            order.fees = fees
        self.orders += self.today

    def cancel(self, _day: int, orders: Table) -> Table:
        """The shop has closed: nobody comes back, and the orders still under way are cancelled; returns these."""
        self.open = False
        under_way = np.array([order.delivered == NEVER for order in self.orders], dtype=bool)
        for place in np.flatnonzero(under_way).tolist():
            self.orders[place].cancelled = True
        return {name: values[under_way] for name, values in orders.items()}

    def _trade(self) -> Trade:
        contacts = _columns(CONTACT_COLUMNS, sorted(self.contacts))
        parcels = _columns(PARCEL_COLUMNS, [[getattr(one, name) for name in PARCEL_COLUMNS] for one in self.today])
        orders = order_table(self.today) | parcels
        return Trade(self.deciding, orders, order_table(self.unpaid), contacts, self.rivals, self.lost, self.had)

    def fate_table(self) -> Table:
        """What became of all orders so far."""
        return _columns(FATE_COLUMNS, [[getattr(order, name) for name in FATE_COLUMNS] for order in self.orders])


def _one(visitor: Visitor) -> Table:
    """A visitor as a table of one row."""
    names = ("times", "spent", "segment", "shop", "source")
    row = {name: np.array([getattr(visitor, name)], dtype=np.int64) for name in names}
    return row | {name: np.array([getattr(visitor, name)], dtype=np.uint64) for name in ("visit", "person")}


def order_table(orders: list[Order]) -> Table:
    """Orders as columns."""
    rows = [
        (order.moment, *(getattr(order.buyer, name) for name in PERSON_COLUMNS[1:]),
         *(getattr(order, name) for name in LINE_COLUMNS))
        for order in orders
    ]  # fmt: skip
    return _columns((*PERSON_COLUMNS, *LINE_COLUMNS), rows)


def _columns(names: tuple[str, ...], rows: list) -> Table:
    """Rows as columns: whole numbers, keys unsigned."""
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    kinds = [np.uint64 if name in ("visit", "person") else np.int64 for name in names]
    return {name: np.array(values, dtype=kind) for name, values, kind in zip(names, columns, kinds, strict=True)}
