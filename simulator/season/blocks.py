"""The batch engine: between two changes of state everybody is decided in one array call. At the first change everybody
up to it is kept, and the rest are decided again with the same uniforms."""

import numpy as np
import simpy

from simulator.laws import desk
from simulator.laws.choice import choose, scores
from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.traffic import DAY
from simulator.records import Table, count, rows
from simulator.season.aftersales import FATE_COLUMNS, Chances, Fate, book, cancelled, fate
from simulator.season.attention import Attention
from simulator.season.due import NEVER, Due
from simulator.season.market import Market
from simulator.season.people import (
    ASKS,
    LIVE,
    MOMENT,
    NOBODY,
    SHOP,
    SOURCE,
    VISIT_KEY,
    Crowd,
    Known,
    People,
    Visits,
    befriended,
    chat_times,
    order_of,
    returning,
)
from simulator.season.service import ANSWERED, SILENT, UNANSWERED, Desk
from simulator.season.stock import PLENTY, Stock
from simulator.season.ticks import NIGHT, at
from simulator.season.trade import CONTACT_COLUMNS, Trade

Columns = tuple[np.ndarray, ...]


class Blocks:
    """Decides the people of one day after another."""

    def __init__(self, env: simpy.Environment, market: Market, stock: Stock, crowd: Crowd, service: Desk,
                 chances: Chances, due: Due, attention: Attention, seed: int) -> None:  # fmt: skip
        self.env, self.market, self.stock, self.crowd, self.desk = env, market, stock, crowd, service
        self.chances, self.due, self.attention, self.known = chances, due, attention, Known()
        self.luck_keys = np.append(market.offer_keys, purpose_key(seed, "pays"))
        self.fates: list[Table] = []
        self.open_fates: list[Table] = []
        self.days_at_once = 2 if chances.settlement.min() > 0 else 1  # what follows an order shows two days on, or one
        self.own = market.own
        self.start_day(People(NOBODY))

    def people(self, day: int, budget: np.ndarray, factor: np.ndarray) -> tuple[People, Visits]:
        """The people of a day, new and known."""
        others = np.concatenate([self.known.due(day), self.attention.viewers(day)], axis=1)
        return self.crowd.day(day, budget, factor, others)

    def start_day(self, people: People) -> None:
        """Put a day's people in line, in the order in which they decide."""
        mood, self.contacts = self._asked(people)
        order = order_of(people.moment, people.table[VISIT_KEY])
        self.line = people = People(people.table[:, order])
        self.kind, self.moment = people.kind, people.moment
        drawn = uniforms(self.luck_keys, people.visit)
        self.race, self.pay = scores(drawn[:-1]), drawn[-1]
        if mood is not None:
            self.race[: self.own] *= mood[order]
        live = np.flatnonzero(people.table[SOURCE] == LIVE)
        if len(live):
            self.race[: self.own, live] *= self.market.wish
        self.sold: list[Columns] = []
        self.rivals = np.zeros(len(self.market.scenario.rivals), dtype=np.int64)
        self.lost = np.zeros(self.own, dtype=np.int64)

    def _asked(self, people: People) -> tuple[np.ndarray | None, Columns]:
        """Let those who ask wait until they are answered or give up; returns the factor on everybody's reluctance to
        buy here, and the contacts."""
        asking = np.flatnonzero(people.table[ASKS])
        if not len(asking):
            return None, NO_CONTACTS
        asking = asking[order_of(people.moment[asking], people.table[VISIT_KEY, asking])]
        visit, arrivals = people.visit[asking], people.moment[asking]
        handling, patience = chat_times(self.desk.keys, visit)
        midnight = int(arrivals[0]) // DAY * DAY
        opens, closes = midnight + self.desk.opens, midnight + self.desk.closes
        started = np.array(
            desk.serve(*(one.tolist() for one in (arrivals, handling, patience)), self.desk.agents, opens, closes)
        )
        decided = desk.decided(arrivals, started, handling, patience, opens, closes)
        mood = np.full(len(people), self.desk.mood[SILENT])
        mood[asking] = self.desk.mood[np.where(started >= 0, ANSWERED, UNANSWERED)]
        people.table[MOMENT, asking] = decided
        return mood, (arrivals, visit, people.table[SHOP, asking], started, decided)

    def trade(self, day: int, people: People, visits: Visits, closing: int) -> simpy.events.ProcessGenerator:
        """Let everybody choose, from one SimPy event to the next, until the day closes; returns the `Trade`."""
        self.start_day(people)
        done = 0
        while True:
            done = self.until(closing, done)
            if self.env.peek() >= closing:
                break
            yield self.env.timeout(self.env.peek() - self.env.now)
        yield at(self.env, closing, NIGHT)
        return self._trade()

    def until(self, closing: int, done: int) -> int:
        """Decide everybody before the next event; a change may schedule an earlier one, so look each time."""
        while True:
            stop = int(np.searchsorted(self.moment, min(self.env.peek(), closing)))
            if done >= stop:
                return done
            done = self.decide(done, stop)

    def decide(self, start: int, stop: int) -> int:
        """Decide people from `start` up to the first change of state, at most to `stop`; returns where to go on."""
        kind = self.kind[start:stop]
        chosen = choose(self.race[:, start:stop], self.market.reluctance[:, kind])
        place = np.flatnonzero(chosen < self.own)
        product, kinds = chosen[place], kind[place]
        pays = self.pay[start + place] < self.market.pay[product, self.market.kinds.shop[kinds]]
        pieces = self.market.offers.pieces[product, kinds]
        changing = self._first_change(place[pays], product[pays], pieces[pays])
        decided = changing[0] + 1 if changing else stop - start
        mine = int(np.searchsorted(place, decided))
        self._others(start, chosen[:decided], kind[:decided])
        self._keep(start, place[:mine], product[:mine], kinds[:mine], pieces[:mine], pays[:mine], changing)
        return start + decided

    def _first_change(self, place: np.ndarray, product: np.ndarray, pieces: np.ndarray) -> tuple[int, int] | None:
        """The first buyer (place in the block) whose purchase changes the market, with the product; or nobody."""
        limit = np.minimum(self._left(), np.maximum(self.stock.to_reorder(), 1))
        sold = np.bincount(product.astype(np.intp), pieces, self.own)
        found = []
        for one in np.flatnonzero(sold >= limit).tolist():
            takers = np.flatnonzero(product == one)
            crossing = takers[int(np.searchsorted(np.cumsum(pieces[takers]), limit[one]))]
            found.append((int(place[crossing]), one))
        return min(found) if found else None

    def _left(self) -> np.ndarray:
        """Pieces of each product that can be had at its present price."""
        flash = self.market.offers.flash_left
        return np.minimum(
            np.where(self.stock.on_hand > 0, self.stock.on_hand, PLENTY), np.where(flash > 0, flash, PLENTY)
        )

    def _keep(self, start: int, place: np.ndarray, product: np.ndarray, kinds: np.ndarray, pieces: np.ndarray,
              pays: np.ndarray, changing: tuple[int, int] | None) -> None:  # fmt: skip
        """Keep the block's orders, take what is paid off the shelves, and let the last one change the market."""
        offers = self.market.offers
        paid = offers.paid[product, kinds]
        if changing is not None:
            pieces, one = pieces.copy(), changing[1]
            before = int(pieces[:-1][pays[:-1] & (product[:-1] == one)].sum())
            if (over := before + int(pieces[-1]) - int(self._left()[one])) > 0:
                pieces[-1] -= over
                paid[-1] = offers.cut_short(one, int(pieces[-1]), int(kinds[-1]))
        sold = np.bincount(product[pays].astype(np.intp), pieces[pays], self.own).astype(np.int64)
        self.stock.on_hand -= sold
        self.sold.append((start + place, product, pieces, offers.asked[product, kinds] * pieces, paid, pays))
        for one in np.flatnonzero(np.minimum(sold, offers.flash_left)).tolist():
            if offers.sell_flash(one, int(sold[one])):
                self.market.reprice(one)
        if changing is not None:
            self._change(changing[1], int(self.moment[start + place[-1]]))

    def _change(self, product: int, moment: int) -> None:
        """What the last sale changed: the shelf is empty, or a purchase is due."""
        if self.stock.on_hand[product] == 0:
            self.stock.sold_out(product, moment)
        if self.stock.to_reorder()[product] <= 0:
            self.stock.buy(product, moment)

    def _others(self, start: int, chosen: np.ndarray, kind: np.ndarray) -> None:
        """Count the rivals' orders, and the pieces wanted here and not had."""
        self.rivals += np.bincount(chosen.astype(np.intp), minlength=self.own + len(self.rivals) + 1)[self.own : -1]
        out = np.flatnonzero(self.stock.on_hand <= 0)
        if not len(out):
            return
        away = np.flatnonzero(chosen >= self.own)
        race = self.race[:, start + away]
        missed = race[out] * self.market.wanted[out[:, None], kind[away]]
        taken = race[chosen[away], np.arange(len(away))] * self.market.reluctance[chosen[away], kind[away]]
        best = np.argmin(missed, axis=0)
        product = out[best]
        pays = self.pay[start + away] < self.market.pay[product, self.market.kinds.shop[kind[away]]]
        lost = (missed[best, np.arange(len(away))] < taken) & pays
        product = product[lost]
        self.lost += count(product, self.market.offers.pieces[product, kind[away][lost]], self.own).astype(np.int64)

    def _trade(self) -> Trade:
        place, product, pieces, shelf, paid, pays = (
            np.concatenate(each) for each in zip(EMPTY, *self.sold, strict=True)
        )
        lines = {"product": product, "pieces": pieces, "shelf": shelf, "paid": paid}
        whole = self.line.at(place) | {name: values.astype(np.int64) for name, values in lines.items()}
        orders = {name: values[pays] for name, values in whole.items()}
        unpaid = {name: values[~pays] for name, values in whole.items()}
        contacts = dict(zip(CONTACT_COLUMNS, self.contacts, strict=True))
        return Trade(len(self.line), orders, unpaid, contacts, self.rivals, self.lost)

    def follow_up(self, orders: Table) -> None:
        """Decide whom a day's buyers ask, and, for some days at once, what becomes of the orders."""
        self._befriend(orders)
        self.open_fates.append(orders)
        if len(self.open_fates) >= self.days_at_once or self.env.now >= self.crowd.scenario.days * DAY:
            self._decide_fates()

    def _decide_fates(self) -> None:
        if not self.open_fates:
            return
        parts, self.open_fates = self.open_fates, []
        orders = {name: np.concatenate([one[name] for one in parts]) for name in parts[0]}
        end = fate(self.chances, orders)
        self.fates.append(end.table())
        book(self.due, orders, end)
        self._invite(orders, end)

    def _invite(self, orders: Table, end: Fate) -> None:
        again = (end.next_visit != NEVER) & (end.next_visit < self.due.days)
        if again.any():
            chosen = {name: values[again] for name, values in orders.items()}
            table = returning(chosen, end.next_visit[again], end.next_moment[again])
            self.crowd.decide_luck(table)
            self.known.invite(end.next_visit[again], table)

    def _befriend(self, orders: Table) -> None:
        """Buyers ask friends, who come in the days that follow."""
        if not self.attention.spreads:
            return
        number = self.attention.asked(orders, self.market.offers.team)
        if number.any():
            day, table = befriended(orders, number, self.attention.friend_keys, self.attention.gap)
            self.crowd.decide_luck(table)
            self.known.invite(day, table)

    def cancel(self, day: int, orders: Table) -> Table:
        """The shop has closed: nobody comes back, and the orders still under way are cancelled; returns these."""
        so_far = self.fate_table()
        under_way = so_far["delivered"] >= day
        book(self.due, rows(orders, under_way), Fate.of(rows(so_far, under_way)), sign=-1)
        self.fates, self.known = [cancelled(so_far, under_way)], Known()
        return rows(orders, under_way)

    def fate_table(self) -> Table:
        """What became of all orders so far."""
        self._decide_fates()
        none = np.empty(0, dtype=np.int64)
        return {name: np.concatenate([none, *(one[name] for one in self.fates)]) for name in FATE_COLUMNS}


EMPTY = (*(np.empty(0, dtype=np.int64) for _ in range(5)), np.empty(0, dtype=bool))
NO_CONTACTS = (
    np.empty(0, dtype=np.int64),
    np.empty(0, dtype=np.uint64),
    *(np.empty(0, dtype=np.int64) for _ in range(3)),
)
