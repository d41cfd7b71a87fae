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
from simulator.laws.desk import ANSWERED, AUTOMATIC, SILENT, UNANSWERED, WAITED
from simulator.laws.draws import pick, purpose_keys, stream, uniforms
from simulator.laws.relations import answers
from simulator.laws.resolution import BY_OFFER, NOT, ON_THE_SPOT, claims
from simulator.laws.traffic import DAY, HOUR
from simulator.ledger import BooksError
from simulator.records import Table
from simulator.scenario import carriers
from simulator.season.ads import NEVER_SHOWN, ClickAds, Clicks
from simulator.season.aftersales import FATE_COLUMNS, FLAWED, PLEASED, PURPOSES, SOLVED, WENT_BACK, Chances, pleased
from simulator.season.attention import Attention
from simulator.season.audiences import Audience
from simulator.season.carriers import CITY, FAR, NEAR
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
    moment_of_day,
    reminded_of_cart,
    returning,
)
from simulator.season.service import Desk
from simulator.season.stock import Stock
from simulator.season.ticks import BEFORE_WORLD, NIGHT, PATIENCE_ENDS, SHOPPERS, WORLD, at
from simulator.season.trade import BUYER_COLUMNS, CONTACT_COLUMNS, LINE_COLUMNS, PARCEL_COLUMNS, Trade

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
    basic: bool
    consultation: int = SILENT


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
    important: int = 0
    fees: int = 0
    delivered: int = NEVER
    flawed: int = 0
    wrong: int = 0
    writes: int = 0
    stars: int = 0
    service_stars: int = 0
    delivery_stars: int = 0
    requested: int = NEVER
    returned: int = NEVER
    resold: int = 0
    settled: int = NEVER
    complained: int = 0
    solved: int = 0
    compensation: int = 0
    remedy: int = 0
    asked: int = 0
    removed: int = 0
    review_cost: int = 0
    answer: int = 0
    care: int = 0
    cancelled: bool = False
    left: int = NEVER
    picked: simpy.Event | None = None


class OneByOne(ClickAds):
    """Ads as each who meets them does, one after the other."""

    def line_up(self, audiences: Iterator[tuple[int, Audience]]) -> None:
        """Nobody stands in line: each comes when the time is there."""
        self.audiences = dict(audiences)

    def played(self, day: int, purses: list[int]) -> Clicks:
        """The clicks of a day, as long as each purse (fen) lasts."""
        self.left, self.last = list(purses), [NEVER_SHOWN] * len(purses)
        self.until = [(day + 1) * DAY if one else NEVER_SHOWN for one in purses]
        self.gone = [not one for one in purses]
        clicks, spend = np.zeros((2, len(self.groups)), dtype=np.int64)
        tables = []
        for _, _, group, person in self.coming(day):
            if self.clicks(group, person) and (price := self.pay(group, person)):
                clicks[group], spend[group] = clicks[group] + 1, spend[group] + price
                tables.append(self.visitor(group, person))
        return Clicks(tables, clicks, spend, self.until)

    def visitor(self, group: int, person: int) -> np.ndarray:
        """One of a group's audience as a visitor."""
        them, one = self.audiences[group], slice(person, person + 1)
        return self.visitors(them.moment[one], them.key[one], them.segment[one], np.array([group]))

    def coming(self, day: int) -> list[tuple[int, int, int, int]]:
        """Who could meet the ads on a day, in the order they come: moment, key, group and place in its audience."""
        return sorted(
            (int(them.moment[place]), int(them.key[place]), group, place)
            for group, them in self.audiences.items()
            for place in range(*them.places(day).indices(len(them.moment)))
        )

    def clicks(self, group: int, person: int) -> bool:
        """Whether somebody who could meet the shop's ad sees it and likes it."""
        them = self.audiences[group]
        chance = self.terms.chance[them.hour[person], group] * self.terms.fits[them.segment[person], group]
        return bool(them.drawn[person] < chance)

    def pay(self, group: int, person: int) -> int:
        """Fen for the click, if the ad can still be seen; it is gone when what is left does not pay."""
        them, purse = self.audiences[group], int(self.purse[group])
        price = int(self.terms.fen[them.hour[person], group])
        if not self.gone[purse] and price > self.left[purse]:
            self.gone[purse], self.until[purse] = True, self.last[purse]
        if self.gone[purse]:
            return 0
        self.left[purse] -= price
        self.last[purse] = int(them.moment[person])
        return price


class Shoppers:
    """Plays the people of one day after another, each a process."""

    click_ads = OneByOne

    def __init__(self, env: simpy.Environment, market: Market, stock: Stock, crowd: Crowd, service: Desk,
                 chances: Chances, due: Due, attention: Attention, seed: int) -> None:  # fmt: skip
        self.env, self.market, self.stock, self.crowd, self.desk = env, market, stock, crowd, service
        self.chances, self.due, self.attention, self.seed = chances, due, attention, seed
        keys = purpose_keys(seed, ("pays", "basket", "one at home", "cart"))
        self.pay_key, self.basket_key, self.home_key, self.cart_key = keys[:, None]
        self.orders: list[Order] = []
        self.waiting: list[Order] = []  # to be picked
        self.leaving: list[Order] = []  # today
        self.expected = np.zeros((2, crowd.scenario.days, len(crowd.shops)), dtype=np.int64)
        self.open = True
        if chances.picking.own:
            env.process(self.pick())

    def people(self, day: int, budget: np.ndarray, factor: np.ndarray,
               clicked: list[np.ndarray]) -> tuple[People, Visits]:  # fmt: skip
        """The people of a day who are new, some of whom `clicked` an ad; the known and the invited come by themselves,
        and are only counted."""
        people, visits = self.crowd.day(day, budget, factor, [], [*self.attention.drawn(day), *clicked])
        known, invited = np.where(self.crowd.closed, 0, self.expected[:, day])
        return people, evolve(visits, known=known, invited=invited)

    def trade(self, day: int, people: People, visits: Visits, closing: int) -> simpy.events.ProcessGenerator:
        """Open the doors, wait for the night; returns the day's `Trade`."""
        self.today, self.unpaid, self.contacts, self.came, self.deciding = [], [], [], 0, 0
        self.rivals = np.zeros(len(self.market.scenario.rivals), dtype=np.int64)
        self.lost, self.had = np.zeros((2, self.market.own), dtype=np.int64)
        self.shown = np.zeros(2, dtype=np.int64)  # who decided, by version
        self.agents = simpy.Resource(self.env, len(self.desk.comes))
        for comes in self.desk.comes:
            self.env.process(self.stay_away(day * DAY + comes))
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
        times = self.desk.chat_times(people.visit, people.moment)
        chat = (one.tolist() for one in (*times, self.desk.replies(people.visit)))
        rows = zip(*people.lists(), strict=True)
        for row, luck, pay, *asking in zip(rows, race, pays, *chat, strict=True):
            yield Visitor(*row, luck, pay, *asking)

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

    def stay_away(self, comes: int) -> Process:
        """An agent is not at the desk before coming to it."""
        with self.agents.request() as place:
            yield place
            yield at(self.env, comes, WORLD)

    def ask(self, visitor: Visitor) -> Process:
        """Ask the desk, wait for a free agent as long as patience lasts, and talk."""
        arrival = self.env.now
        midnight = arrival // DAY * DAY
        opens, closes = midnight + self.desk.opens, midnight + self.desk.closes
        visitor.consultation, started = UNANSWERED, NEVER
        if visitor.basic:
            visitor.consultation, started = AUTOMATIC, arrival
        elif opens <= arrival < closes:
            with self.agents.request() as turn:
                yield turn | self.end_of_patience(arrival + visitor.patience, closes)
                if turn.triggered:
                    started = self.env.now
                    visitor.consultation = WAITED if started - arrival > self.desk.long_wait else ANSWERED
                    yield self.env.timeout(visitor.handling)
        self.contacts.append((arrival, visitor.visit, visitor.shop, started, self.env.now, visitor.consultation))

    def end_of_patience(self, patience: int, closes: int) -> simpy.Event:
        """An agent who is free in that very moment still answers, but not once the desk is closed."""
        return at(self.env, patience, PATIENCE_ENDS) if patience < closes else at(self.env, closes, BEFORE_WORLD)

    def decide(self, visitor: Visitor) -> None:
        """Choose among the shop's offers, the rivals' and leaving."""
        self.deciding += 1
        self.shown[self.market.kinds.version[visitor.kind]] += 1
        race = visitor.race.copy()
        race[: self.market.own] *= self.desk.mood[visitor.consultation, visitor.segment]
        if visitor.source == LIVE:
            race[: self.market.own] *= self.attention.streams.wish[self._livestream(visitor)]
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

    def _livestream(self, viewer: Visitor) -> int:
        """Number of the livestream that a viewer comes from."""
        return int(self.attention.streams.number(np.array([viewer.visit], dtype=np.uint64))[0])

    def _heard(self, buyer: Visitor) -> int:
        """Which livestream speaks in what a buyer sends back: 0 for none."""
        return 1 + self._livestream(buyer) if buyer.source == LIVE else 0

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
        order.important = int(paid >= self.chances.lanes.least)
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
            self.market.reprice([product])
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
        if self.chances.picking.own:
            yield self.wait_to_be_picked(order)
        else:
            self.send_off(order, order.moment // DAY)
        luck = self._luck(order.buyer.visit)
        shop, chances = order.buyer.shop, self.chances
        lane = self.way(order)
        took = 1 + int(pick(luck["delivery"], chances.lanes.days[lane]))
        flawed = int(luck["flaw"] < chances.flaws[order.product])
        wrong = bool(luck["wrong"] < chances.picking.errors[order.left])
        problem = self.problem(order) if flawed else {}
        state = SOLVED if problem.get("solved") else flawed
        share = chances.returns[self._heard(order.buyer), shop, order.product, flawed]
        goes_back = wrong or (state != SOLVED and bool(luck["returns"] < share))
        delivered = order.left + took
        yield at(self.env, delivered * DAY + NOON, SHOPPERS)
        if order.cancelled:
            return
        self.expect(order, luck, delivered, self.remembered(order, state, goes_back, wrong))
        order.delivered, order.flawed, order.wrong = delivered, flawed, int(wrong)
        self.solve(order, problem)
        self.judge(order, luck, state, int(chances.lanes.promised[lane]))
        self.env.process(self.payout(order))
        if goes_back:
            yield from self.send_back(order, luck)

    def wait_to_be_picked(self, order: Order) -> simpy.Event:
        """Stand in the warehouse's queue; what is returned happens when a wave takes the order up."""
        self.waiting.append(order)
        order.picked = self.env.event()
        return order.picked

    def pick(self) -> Process:
        """The warehouse's season: in each wave the pickers take up as many parcels as they can; a partner's warehouse
        sends off all of a day's."""
        picking = self.chances.picking
        for day, capacity in enumerate(picking.capacity):
            if picking.by_partner(day):
                yield at(self.env, (day + 1) * DAY, BEFORE_WORLD)
                self.take_up(day, len(self.waiting))
                continue
            for wave in picking.waves:
                yield at(self.env, day * DAY + wave, WORLD)
                self.take_up(day, capacity)

    def take_up(self, day: int, number: int) -> None:
        """Take up so many of the waiting parcels, first come, first served, or the important ones before the others."""
        by_importance = self.chances.picking.important_first
        turn = sorted(self.waiting, key=lambda one: by_importance and not one.important)
        for order in turn[:number]:
            self.send_off(order, day)
            order.picked.succeed()
        self.waiting = [one for one in self.waiting if one.left == NEVER]

    def send_off(self, order: Order, day: int) -> None:
        """The parcel leaves in the night after this day."""
        order.left = day
        self.leaving.append(order)

    def way(self, order: Order) -> int:
        """The row of the parcel's way among the lanes."""
        lanes, buyer = self.chances.lanes, order.buyer
        if lanes.plain:
            return buyer.shop
        lives = uniforms(lanes.key, np.array([buyer.person], dtype=np.uint64))[0, 0]
        region = FAR if lives < carriers().ways["share"].value else CITY if lives >= 1 - lanes.city else NEAR
        crowd = int(lanes.crowded[order.left])
        return ((crowd * 2 + order.important) * lanes.regions + region) * lanes.shops + buyer.shop

    def kept_waiting(self, order: Order) -> bool:
        """Whether an order left later than platforms allow."""
        return order.left - order.moment // DAY > self.chances.picking.limit

    def remembered(self, order: Order, state: int, goes_back: bool, wrong: bool) -> int:
        """What a buyer bears in mind of an order: the wrong goods, or sound ones that left late, are as good as flawed
        ones."""
        if wrong or (state == PLEASED and not goes_back and self.kept_waiting(order)):
            return FLAWED
        return WENT_BACK if goes_back else state

    def _luck(self, visit: int) -> dict[str, float]:
        drawn = uniforms(self.chances.keys, np.array([visit], dtype=np.uint64))[:, 0]
        return dict(zip(PURPOSES, drawn.tolist(), strict=True))

    def problem(self, order: Order) -> dict[str, int]:
        """What will come of a flaw: a complaint or none, something paid on the spot, a remedy that helps or not."""
        desk = self.chances.resolution
        complains, claim, luck = uniforms(desk.keys, np.array([order.buyer.visit], dtype=np.uint64))
        if complains[0] >= desk.complains:
            return {}
        asked = int(claims(claim, desk.claim)[0])
        if asked <= desk.limit:
            return {"solved": ON_THE_SPOT, "compensation": asked}
        if luck[0] >= desk.share:
            return {"solved": NOT, "remedy": desk.work}
        return {"solved": BY_OFFER, "remedy": desk.work + int(desk.goods[order.product]) * order.pieces}

    def solve(self, order: Order, problem: dict[str, int]) -> None:
        """Complain on the day of the delivery; what it costs the shop is due the day after."""
        order.complained = int(bool(problem))
        for name, value in problem.items():
            setattr(order, name, value)
        self.due.enter(order.delivered + 1, "compensation", order.compensation)
        self.due.enter(order.delivered + 1, "remedy", order.remedy)

    def judge(self, order: Order, luck: dict[str, float], state: int, promised: int) -> None:
        """Be pleased or not with goods, service and delivery."""
        chances = self.chances
        late = int(order.delivered - order.moment // DAY > promised)
        said_of_goods = chances.stars[self.kept_waiting(order) + 2 * order.wrong, order.product, state]
        order.stars = 1 + int(pick(luck["description stars"], said_of_goods))
        order.service_stars = 1 + int(pick(luck["service stars"], chances.service_stars[order.buyer.consultation]))
        order.delivery_stars = 1 + int(pick(luck["delivery stars"], chances.delivery_stars[late]))
        self.keep_in_touch(order)
        if luck["writes"] < chances.reviewing.chances[order.stars - 1]:
            self.review(order, bool(luck["writes"] >= chances.reviewing.unasked[order.stars - 1]))

    def keep_in_touch(self, order: Order) -> None:
        """Care for a buyer, and perhaps ask him how satisfied he is."""
        desk = self.chances.relations
        asked, replies, luck = uniforms(desk.keys, np.array([order.buyer.visit], dtype=np.uint64))
        order.care = desk.care + (desk.question if asked[0] < desk.asked else 0)
        if asked[0] < desk.asked and replies[0] < desk.replies:
            mean = np.array([(order.stars + order.service_stars + order.delivery_stars) / 3])
            order.answer = int(answers(mean, luck, desk.spread)[0])
        self.due.enter(order.delivered + 1, "care", order.care)

    def review(self, order: Order, asked: bool) -> None:
        """Write a review that appears the day after, if the shop does not make it disappear; a bad one may be taken
        back when it is answered."""
        desk, tomorrow = self.chances.reviewing, order.delivered + 1
        order.review_cost, order.writes, order.asked = desk.reward, 1, int(asked)
        if order.stars <= reviews.BAD:
            self.see_to(order)
        self.due.enter(tomorrow, "review_cost", order.review_cost)
        if order.removed:
            return
        self.due.enter(tomorrow, "count", 1)
        self.due.enter(tomorrow, "positive", int(order.stars > reviews.BAD))
        self.due.enter(tomorrow, "extra", order.asked)
        for name, stars in zip(SCORES, (order.stars, order.service_stars, order.delivery_stars), strict=True):
            self.due.enter(tomorrow, name, stars)

    def see_to(self, order: Order) -> None:
        """Make a bad review disappear, or answer it."""
        desk = self.chances.reviewing
        gone, again = uniforms(desk.keys, np.array([order.buyer.visit], dtype=np.uint64))[:, 0]
        if gone < desk.removed:
            order.writes, order.asked, order.removed = 0, 0, 1
            order.review_cost += desk.removal
            return
        order.review_cost += desk.answer
        if again < desk.revised:
            order.stars = reviews.REVISED

    def payout(self, order: Order) -> Process:
        """The platform pays the shop after its delay, unless the buyer wants the money back."""
        day = order.delivered + int(self.chances.settlement[order.buyer.shop])
        yield at(self.env, day * DAY + EVE, SHOPPERS)
        if order.requested == NEVER:
            order.settled = day
            self.due.enter(day, ("payout", order.buyer.shop), order.paid - order.fees)

    def send_back(self, order: Order, luck: dict[str, float]) -> Process:
        """Ask for the money and send the goods back."""
        conditions = self.chances.conditions
        kept = 1 if order.wrong else int(returns.asked_after(np.array(luck["return day"]), conditions.days))
        day = order.delivered + kept
        yield at(self.env, day * DAY + NOON, SHOPPERS)
        order.requested = day
        self.refund(order, min(day + conditions.refund, self.due.days - 1))
        back = day + returns.WAY_BACK
        yield at(self.env, back * DAY + EVE, SHOPPERS)
        order.returned, order.resold = back, int(order.wrong or luck["resale"] < self.chances.resale)
        self.due.enter(back, "parcels_back", 1)
        self.due.enter(back, "wrong_back", order.wrong)
        self.due.enter(back, "freight_back", 0 if order.flawed or order.wrong else conditions.freight)
        self.due.enter_back(back, order.product, order.pieces, bool(order.resold))
        for product in (order.gift, order.added):
            if product != NEVER:
                self.due.enter_back(back, product, 1, bool(order.resold))

    def refund(self, order: Order, day: int) -> None:
        """Give the money back on a day: from the platform, as long as it holds it, or from the shop's cash."""
        holder = "held" if order.settled == NEVER else "cash"
        self.due.enter(day, f"refund_{holder}", order.paid)
        self.due.enter(day, f"fees_{holder}", order.fees)

    def expect(self, order: Order, luck: dict[str, float], delivered: int, outcome: int) -> None:
        """Whether the buyer visits again, and when; `outcome` is the place in what the order leaves of the chance."""
        buyer, chances = order.buyer, self.chances
        chance = chances.members.coming_back(chances.again[buyer.shop, buyer.segment], buyer.spent + order.paid)
        comes = loyalty.comes_back(luck["comes back"], chance, chances.kept[outcome])
        alone = delivered + loyalty.SOONEST + int(pick(luck["gap"], chances.gap)) if comes else NEVER
        content = bool(pleased(np.array(outcome)))
        drawn = self.from_places_of_ones_own(order, alone, delivered, content)
        written = self.after_messages(order, drawn, delivered, content)
        day = self.asked_back(buyer, luck["gap"], delivered, written)
        if day == NEVER:
            return
        past = _one(buyer) | {"paid": np.array([order.paid], dtype=np.int64)}
        table = returning(past, np.array([day], dtype=np.int64), moment_of_day(np.array([luck["moment"]])))
        self.env.process(self.come_later(day, table))

    def from_places_of_ones_own(self, order: Order, alone: int, delivered: int, content: bool) -> int:
        """The day of the next visit when the buyer is in a place of the shop's own, which may call sooner."""
        past = _one(order.buyer) | {"day": np.array([order.moment // DAY], dtype=np.int64)}
        told = (np.array([one]) for one in (delivered, content))
        return int(self.chances.owned.next_visits(np.array([alone], dtype=np.int64), past, *told)[0])

    def after_messages(self, order: Order, alone: int, delivered: int, content: bool) -> int:
        """The day of the next visit when the shop's messages bring the buyer or drive the buyer away."""
        visit = np.array([order.buyer.visit], dtype=np.uint64)
        told = (np.array([one]) for one in (alone, order.moment // DAY, delivered, content))
        return int(self.chances.messages.next_visits(*told, visit)[0])

    def asked_back(self, buyer: Visitor, gap: float, delivered: int, day: int) -> int:
        """The day of the next visit when whoever stays away for long is asked to come back."""
        desk = self.chances.relations
        sent = delivered + desk.silence
        if desk.silence and sent < self.crowd.scenario.days and (day == NEVER or day > sent):
            self.due.enter(sent, "messages", desk.message)
        if desk.silence and day == NEVER and self.is_won_back(buyer):
            return sent + 1 + int(pick(gap, desk.wait))
        return day

    def is_won_back(self, buyer: Visitor) -> bool:
        """Whether a message would bring a buyer back who stays away."""
        desk = self.chances.relations
        return bool(uniforms(desk.back_key, np.array([buyer.visit], dtype=np.uint64))[0, 0] < desk.back)

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

    def follow_up(self, _day: int, orders: Table) -> Table:
        """The night's bookkeeping: what the platform takes of each order; returns the orders that left today."""
        for order, fees in zip(self.today, orders["fees"].tolist(), strict=True):
            order.fees = fees
        self.orders += self.today
        left, self.today, self.leaving = self.leaving, [], []
        rows = [(one.moment // DAY, one.left, one.important, one.buyer.shop, one.buyer.person) for one in left]
        table = _columns(("day", "left", "important", "shop", "person"), rows)
        return table | {"lane": self.chances.lanes.lane(table)}

    def cancel(self, _day: int, orders: Table) -> Table:
        """The shop has closed: nobody comes back, and the orders still under way are cancelled; returns these."""
        self.open = False
        under_way = np.array([order.delivered == NEVER for order in self.orders], dtype=bool)
        self.waiting = []
        for place in np.flatnonzero(under_way).tolist():
            self.orders[place].cancelled = True
        return {name: values[under_way] for name, values in orders.items()}

    def _trade(self) -> Trade:
        contacts = _columns(CONTACT_COLUMNS, sorted(self.contacts))
        parcels = _columns(("important", *PARCEL_COLUMNS), [
            [order.important, *(getattr(order, name) for name in PARCEL_COLUMNS)] for order in self.today
        ])  # fmt: skip
        orders = order_table(self.today) | parcels
        return Trade(
            self.deciding, self.shown, orders, order_table(self.unpaid), contacts, self.rivals, self.lost, self.had
        )

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
        (order.moment, *(getattr(order.buyer, name) for name in BUYER_COLUMNS[1:]),
         *(getattr(order, name) for name in LINE_COLUMNS))
        for order in orders
    ]  # fmt: skip
    return _columns((*BUYER_COLUMNS, *LINE_COLUMNS), rows)


def _columns(names: tuple[str, ...], rows: list) -> Table:
    """Rows as columns: whole numbers, keys unsigned."""
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    kinds = [np.uint64 if name in ("visit", "person") else np.int64 for name in names]
    return {name: np.array(values, dtype=kind) for name, values, kind in zip(names, columns, kinds, strict=True)}
