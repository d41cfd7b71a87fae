"""The batch engine: between two changes of state everybody is decided in one array call. At the first change everybody
up to it is kept, and the rest are decided again with the same uniforms."""

import numpy as np
import simpy

from simulator.laws import desk
from simulator.laws.choice import choose, scores
from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.loyalty import SOONEST
from simulator.laws.traffic import DAY
from simulator.records import Recorder, Table, count, joined, rows
from simulator.season.ads import ClickAds
from simulator.season.aftersales import (
    ARRIVED,
    FATE_COLUMNS,
    LEAVING,
    Chances,
    Fate,
    book,
    cancelled,
    fate,
    next_visits,
)
from simulator.season.attention import Attention
from simulator.season.baskets import fill, wrap
from simulator.season.due import NEVER, Due
from simulator.season.market import Market
from simulator.season.people import (
    ASKS,
    LIVE,
    MOMENT,
    SEGMENT,
    SHOP,
    SOURCE,
    VISIT_KEY,
    Crowd,
    Known,
    People,
    Visits,
    befriended,
    order_of,
    reminded_of_cart,
    returning,
    without_luck,
)
from simulator.season.service import Desk
from simulator.season.stock import PLENTY, Stock
from simulator.season.ticks import NIGHT, at
from simulator.season.trade import BUYER_COLUMNS, CONTACT_COLUMNS, LINE_COLUMNS, PERSON_COLUMNS, Trade
from simulator.season.warehouse import Warehouse

Columns = tuple[np.ndarray, ...]
PAY, HANDLING = -3, -2  # rows of the luck
MOST_FATES = 20_000  # orders whose fates are decided at once


class Blocks:
    """Decides the people of one day after another."""

    click_ads = ClickAds

    def __init__(self, env: simpy.Environment, market: Market, stock: Stock, crowd: Crowd, service: Desk,
                 chances: Chances, due: Due, attention: Attention, seed: int) -> None:  # fmt: skip
        self.env, self.market, self.stock, self.crowd, self.desk = env, market, stock, crowd, service
        self.chances, self.due, self.attention = chances, due, attention
        self.known, self.invited = Known(), Known()  # who comes back, and those whose luck is still to be decided
        self.luck_keys = np.append(market.offer_keys, purpose_keys(seed, ["pays"]))
        self.cart_key = purpose_keys(seed, ["cart"])
        self.home_key = purpose_keys(seed, ["one at home"])
        self.basket_key = purpose_keys(seed, ["basket"])
        self.warehouse = Warehouse(chances.picking)
        self.fates = Recorder()
        self.open_fates: list[Table] = []
        self.buyers: list[Table] = []  # who may visit again, not decided yet, with what became of their orders
        self.days_at_once = 2 if chances.settlement.min() > 0 else 1  # what follows an order shows two days on, or one
        self.own, self.width, crowd.luck = market.own, len(market.kinds.shop), self.luck

    def people(self, day: int, budget: np.ndarray, factor: np.ndarray,
               clicked: list[np.ndarray]) -> tuple[People, Visits]:  # fmt: skip
        """The people of a day: new, known, drawn by media, and those who `clicked` an ad."""
        invited = [one.table for one in self.invited.due(day)]
        drawn = [*invited, *self.attention.drawn(day), *clicked]
        return self.crowd.day(day, budget, factor, self.known.due(day), drawn)

    def luck(self, table: np.ndarray) -> np.ndarray:
        """What is drawn for people, a column each: race times of all offers, then the rows `PAY` and, where
        one asks, `HANDLING` and patience (ms)."""
        visit, asking = table[VISIT_KEY].view(np.uint64), table[ASKS].nonzero()[0]
        luck = np.zeros((len(self.luck_keys) + 2, table.shape[1]))
        luck[:HANDLING] = uniforms(self.luck_keys, visit)
        luck[:PAY] = scores(luck[:PAY])
        luck[HANDLING:, asking] = self.desk.chat_times(visit[asking], table[MOMENT, asking])
        return luck

    def start_day(self, day: int, people: People) -> None:
        """Put a day's people in line, in the order in which they decide."""
        asking = people.table[ASKS].nonzero()[0]
        asking = asking[order_of(people.moment[asking], people.table[VISIT_KEY, asking])]
        self.contacts = self._asked(day * DAY, people, asking)
        moment, self.consultation = people.moment.copy(), np.full(len(people), desk.SILENT, dtype=np.int64)
        *_, moment[asking], self.consultation[asking] = self.contacts
        mood = self.mood(self.consultation, people.table[SEGMENT])
        self.line, self.order = people.table, order_of(moment, people.table[VISIT_KEY])
        if (streams := self.attention.streams).live:
            viewers = (people.table[SOURCE] == LIVE).nonzero()[0]
            mood[viewers] *= streams.wish[streams.number(people.visit[viewers])]
        luck = people.luck[:HANDLING].take(self.order, axis=1)
        self.race, self.pay = luck[:-1], luck[-1]
        self.race[: self.own] *= mood[self.order]
        self.moment, self.kind = moment[self.order], people.kind[self.order].astype(np.intp, copy=False)
        self.sold: list[Columns] = []
        self.left: list[np.ndarray] = [NOBODY]  # places of those who left without buying
        self.rivals = np.zeros(len(self.market.scenario.rivals), dtype=np.int64)
        self.lost, self.had = np.zeros((2, self.own), dtype=np.int64)

    def _asked(self, midnight: int, people: People, asking: np.ndarray) -> Columns:
        """Let those who ask, in the order in which they come, wait until they are answered or give up; returns the
        contacts."""
        visit, arrivals = people.visit[asking], people.moment[asking]
        times = people.luck[HANDLING:, asking].astype(np.int64)
        started, decided, outcome = arrivals.copy(), arrivals.copy(), np.full(len(asking), desk.AUTOMATIC, np.int64)
        queue = self.left_to_people(visit)
        started[queue], decided[queue] = self._serve(midnight, arrivals[queue], *times[:, queue])
        outcome[queue] = desk.outcomes(arrivals[queue], started[queue], self.desk.long_wait)
        return arrivals, visit, people.table[SHOP, asking], started, decided, outcome

    def left_to_people(self, visit: np.ndarray) -> slice | np.ndarray:
        """Which contacts the auto-reply does not answer."""
        return (~self.desk.replies(visit)).nonzero()[0] if self.desk.basic else slice(None)

    def _serve(self, midnight: int, arrivals: np.ndarray, handling: np.ndarray, patience: np.ndarray) -> Columns:
        """When each contact in the queue is taken up, and when it goes on to decide."""
        opens, closes = midnight + self.desk.opens, midnight + self.desk.closes
        queue = (one.tolist() for one in (arrivals, handling, patience))
        comes = [midnight + one for one in self.desk.comes]
        started = np.array(desk.serve(*queue, comes, opens, closes), dtype=np.int64)
        return started, desk.decided(arrivals, started, handling, patience, opens, closes)

    def mood(self, outcome: np.ndarray, segment: np.ndarray) -> np.ndarray:
        """Factor on the reluctance to buy here, by what came of people's questions."""
        return self.desk.mood[outcome, segment]

    def trade(self, day: int, people: People, visits: Visits, closing: int) -> simpy.events.ProcessGenerator:
        """Let everybody choose, from one SimPy event to the next, until the day closes; returns the `Trade`."""
        self.start_day(day, people)
        done = 0
        while True:
            done = self.until(closing, done)
            if self.env.peek() >= closing:
                break
            yield self.env.timeout(self.env.peek() - self.env.now)
        yield at(self.env, closing, NIGHT)
        if self.market.carts:
            self._remind_of_carts(day + 1)
        return self._trade(closing)

    def _remind_of_carts(self, tomorrow: int) -> None:
        """Those who left without buying are reminded, and some come once more."""
        left = _rows(self.line[: len(PERSON_COLUMNS)].take(self.order[np.concatenate(self.left)], axis=1))
        some = (uniforms(self.cart_key, left["visit"])[0] < self.market.carts).nonzero()[0]
        if len(some):
            again = reminded_of_cart(left["moment"][some], rows(left, some))
            self.invited.invite(np.full(len(some), tomorrow, dtype=np.int64), without_luck(again))

    def until(self, closing: int, done: int) -> int:
        """Decide everybody before the next event; a change may schedule an earlier one, so look each time."""
        while True:
            stop = int(self.moment.searchsorted(min(self.env.peek(), closing)))
            if done >= stop:
                return done
            done = self.decide(done, stop)

    def decide(self, start: int, stop: int) -> int:
        """Decide people from `start` up to the first change of state, at most to `stop`; returns where to go on."""
        kind = self.kind[start:stop]
        chosen = choose(self.race[:, start:stop], self.market.reluctance.take(kind, axis=1))
        place = (chosen < self.own).nonzero()[0]
        at_home = self._who_have_one(start, place, chosen[place]) if self.market.pantry.holds else NOBODY
        place = np.setdiff1d(place, at_home, assume_unique=True) if len(at_home) else place
        product = chosen[place]
        cell = product * self.width + kind[place]
        pays = self.pay[start:stop][place] < self.market.paying.take(cell)
        pieces = self.market.offers.pieces.take(cell)
        changing = self._first_change(place, product, pieces * pays)
        if changing is not None:
            mine = changing[0] + 1
            place, product, cell, pays, pieces = (one[:mine] for one in (place, product, cell, pays, pieces))
            stop = start + int(place[-1]) + 1
        self._others(start, chosen[: stop - start], kind[: stop - start])
        if len(at_home):
            self.had += count(chosen[at_home[at_home < stop - start]], length=self.own).astype(np.int64)
        self._keep(start + place, product, cell, pieces, pays, changing)
        return stop

    def _who_have_one(self, start: int, place: np.ndarray, product: np.ndarray) -> np.ndarray:
        """The places of those, among buyers of products, who have a piece at home and go without."""
        visit = self.line[VISIT_KEY, self.order[start + place]].view(np.uint64)
        return place[uniforms(self.home_key, visit)[0] < self.market.pantry.shares[product]]

    def _first_change(self, place: np.ndarray, product: np.ndarray, bought: np.ndarray) -> tuple[int, int] | None:
        """The first buyer (place among all) whose purchase changes the market, with the product; or nobody."""
        limit = np.minimum(self._left(), np.maximum(self.stock.to_reorder(), 1))
        found = []
        for one in (count(product, bought, self.own) >= limit).nonzero()[0].tolist():
            takers = ((product == one) & (bought > 0)).nonzero()[0]
            crossing = takers[int(bought[takers].cumsum().searchsorted(limit[one]))]
            found.append((int(crossing), one))
        return min(found, default=None)

    def _left(self) -> np.ndarray:
        """Pieces of each product that can be had at its present price; 1 where none is left, and nobody buys."""
        left, flash = np.maximum(self.stock.on_hand, 1), self.market.offers.flash_left
        return np.minimum(left, np.where(flash > 0, flash, PLENTY)) if flash.any() else left

    def _keep(self, place: np.ndarray, product: np.ndarray, cell: np.ndarray, pieces: np.ndarray, pays: np.ndarray,
              changing: tuple[int, int] | None) -> None:  # fmt: skip
        """Keep the block's orders, take what is paid off the shelves, and let the last one change the market."""
        offers = self.market.offers
        paid = offers.paid.take(cell)
        if changing is not None:
            one = changing[1]
            before = int(pieces[:-1][pays[:-1] & (product[:-1] == one)].sum())
            if (over := before + int(pieces[-1]) - int(self._left()[one])) > 0:
                pieces[-1] -= over
                paid[-1] = offers.cut_short(one, int(pieces[-1]), int(cell[-1]) % self.width)
        sold = count(product, pieces * pays, self.own).astype(np.int64)
        self.stock.on_hand -= sold
        self.sold.append((place, product, pieces, offers.asked.take(cell) * pieces, paid, pays))
        if offers.flash_left.any():
            self._sell_flash(sold)
        if changing is not None:
            self._change(changing[1], int(self.moment[place[-1]]))

    def _sell_flash(self, sold: np.ndarray) -> None:
        """Count what was sold off the flash quantities; a flash price may end."""
        for one in np.minimum(sold, self.market.offers.flash_left).nonzero()[0].tolist():
            if self.market.offers.sell_flash(one, int(sold[one])):
                self.market.reprice([one])

    def _change(self, product: int, moment: int) -> None:
        """What the last sale changed: the shelf is empty, or a purchase is due."""
        if self.stock.on_hand[product] == 0:
            self.stock.sold_out(product, moment)
        if self.stock.to_reorder()[product] <= 0:
            self.stock.buy(product, moment)

    def _others(self, start: int, chosen: np.ndarray, kind: np.ndarray) -> None:
        """Count the rivals' orders, who leaves, and the pieces wanted here and not had."""
        self.rivals += count(chosen, length=self.own + len(self.rivals) + 1)[self.own : -1]
        if self.market.carts:
            self.left.append(start + (chosen == self.own + len(self.rivals)).nonzero()[0])
        if self.stock.on_hand.min() > 0:
            return
        out = (self.stock.on_hand <= 0).nonzero()[0]
        race = self.race[:, start : start + len(chosen)]
        missed = race[out] * self.market.wanted[out].take(kind, axis=1)
        taken = race[chosen, np.arange(len(chosen))] * self.market.reluctance.take(chosen * self.width + kind)
        away = ((missed.min(axis=0) < taken) & (chosen >= self.own)).nonzero()[0]
        product = out[missed[:, away].argmin(axis=0)]
        cell = product * self.width + kind[away]
        pays = self.pay[start + away] < self.market.paying.take(cell)
        self.lost += count(product, self.market.offers.pieces.take(cell) * pays, self.own).astype(np.int64)

    def _trade(self, closing: int) -> Trade:
        place, *lines, pays = map(np.concatenate, zip(EMPTY, *self.sold, strict=True))
        people = self.line[: len(PERSON_COLUMNS)].take(self.order[place], axis=1)
        people[MOMENT] = self.moment[place]
        whole = np.concatenate([people, self.consultation[None, self.order[place]], lines])
        contacts = dict(zip(CONTACT_COLUMNS, self.contacts, strict=True))
        orders, unpaid = (_rows(whole.take(which.nonzero()[0], axis=1)) for which in (pays, ~pays))
        orders["important"] = self.chances.lanes.important(orders["paid"])
        orders = wrap(orders, self.market, self.stock, closing)
        orders = fill(orders, self.market, self.stock, self.basket_key, closing)
        shown = count(self.market.kinds.version[self.kind], length=2).astype(np.int64)
        return Trade(len(self.moment), shown, orders, unpaid, contacts, self.rivals, self.lost, self.had)

    def follow_up(self, day: int, orders: Table) -> Table:
        """Decide whom a day's buyers ask, which orders leave, and, for some days at once, what becomes of these;
        returns those that leave."""
        self._befriend(orders)
        leaving = self.warehouse.send(day, orders)
        leaving["lane"] = self.chances.lanes.lane(leaving)
        self.open_fates.append(leaving)
        if len(self.open_fates) >= self.days_at_once or self.env.now >= self.crowd.scenario.days * DAY:
            self._decide_fates()
        return leaving

    def _decide_fates(self) -> None:
        if not self.open_fates:
            return
        parts, self.open_fates = self.open_fates, []
        orders = joined(parts)
        for start in range(0, max(len(orders["day"]), 1), MOST_FATES):
            self._decide_some(rows(orders, slice(start, start + MOST_FATES)))

    def _decide_some(self, orders: Table) -> None:
        end = fate(self.chances, orders)
        self.fates.add(**end.table())
        book(self.due, self.chances.conditions, orders, end)
        self.buyers.append({name: orders[name] for name in LEAVING} | {name: getattr(end, name) for name in ARRIVED})
        if len(self.buyers) * self.days_at_once > SOONEST - self.days_at_once:
            self._invite()

    def _invite(self) -> None:
        """Decide who visits again, before the earliest of them can."""
        parts, self.buyers = self.buyers, []
        orders = joined(parts)
        day, moment = next_visits(self.chances, orders)
        self.chances.relations.book(self.due, orders["delivered"], day)
        again = ((day != NEVER) & (day < self.crowd.scenario.days)).nonzero()[0]
        if len(again):
            back = returning(rows(orders, again), day[again], moment[again])
            self.known.invite(day[again], self.crowd.lucky(back))

    def _befriend(self, orders: Table) -> None:
        """Buyers ask friends, who come in the days that follow."""
        if not self.attention.spreads:
            return
        number = self.attention.asked(orders, self.market.offers.team)
        if number.any():
            day, table = befriended(orders, number, self.attention.friend_keys, self.attention.gap)
            self.invited.invite(day, without_luck(table))

    def cancel(self, day: int, orders: Table) -> Table:
        """The shop has closed: nobody comes back, and the orders still under way are cancelled; returns these."""
        so_far = self.fate_table()
        under_way, waiting = so_far["delivered"] >= day, so_far["left"] == NEVER
        end = Fate(**rows(so_far, under_way))
        book(self.due, self.chances.conditions, rows(orders, under_way), end, sign=-1)
        self.fates, self.buyers, self.known, self.invited = Recorder(), [], Known(), Known()
        self.fates.add(**cancelled(so_far, under_way))
        self.warehouse.close()
        return rows(orders, under_way | waiting)

    def fate_table(self) -> Table:
        """What became of all orders so far; it is handed over, not kept."""
        self._decide_fates()
        return self.warehouse.by_order(self.fates.handed_over(FATE_COLUMNS))


def _rows(table: np.ndarray) -> Table:
    """Orders, or people alone, in rows as columns by name; keys unsigned."""
    orders = dict(zip((*BUYER_COLUMNS, *LINE_COLUMNS), table, strict=False))
    return orders | {name: orders[name].view(np.uint64) for name in ("visit", "person")}


NOBODY = np.empty(0, dtype=np.intp)
EMPTY = (*(np.empty(0, dtype=np.int64) for _ in range(5)), np.empty(0, dtype=bool))
