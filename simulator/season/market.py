"""The market on one day: people choose among the shop's offers, the rivals' and leaving, in blocks between changes."""

import numpy as np
import simpy
from attrs import define

from simulator.laws.choice import Tastes, choose, scores, utility
from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.promotion import attention, reference_price
from simulator.laws.rivals import next_price
from simulator.plan import Plan
from simulator.records import Table, count
from simulator.scenario import Scenario, Shares, platforms
from simulator.season.offers import Kinds, Offer, todays_offers
from simulator.season.people import Crowd, People
from simulator.season.stock import Stock

LOYAL = 1.2  # utility that a past buyer adds to the shop's offers (assumed)
OUT = np.inf


@define
class Sold:
    """A block of decided people: what they took, by their places in the day's list."""

    place: np.ndarray
    product: np.ndarray
    pieces: np.ndarray
    shelf: np.ndarray
    paid: np.ndarray
    pays: np.ndarray


class Market:
    """Prices, offers and choices. `reluctance` is exp(-utility), offers by kinds of shopper, infinite when sold out."""

    def __init__(self, plan: Plan, scenario: Scenario, platform: str, crowd: Crowd, stock: Stock, seed: int) -> None:
        self.plan, self.scenario, self.stock, self.segments = plan, scenario, stock, crowd.segments
        self.world = platforms()[platform]
        self.products = list(scenario.products.values())
        self.kinds = Kinds.of(len(self.segments))
        self.tastes = Tastes.of(self.segments, self.kinds.segment)
        self.rival_prices = [rival.price for rival in scenario.rivals]
        alternatives = [*scenario.products, *(rival.name for rival in scenario.rivals), "leaving"]
        self.offer_keys = np.array([purpose_key(seed, f"choice of {one}") for one in alternatives], dtype=np.uint64)
        self.pay_key = np.array([purpose_key(seed, "pays")], dtype=np.uint64)
        self.rating = 0.0
        self.references = [product.list_price for product in self.products]
        self.offers: list[Offer] = []
        self.wanted = np.ones((len(alternatives), len(self.kinds.segment)))
        self.reluctance = self.wanted.copy()
        stock.changed = self.restock

    def open_day(self, day: int, rating: float) -> None:
        """Take over the day's prices and promotions; rivals answer yesterday's."""
        cheapest = min((offer.plain for offer in self.offers), default=None)
        self.rating = rating
        for place, offer in enumerate(self.offers):
            self.references[place] = reference_price(self.references[place], offer.plain / 100)
        self.offers = todays_offers(self.plan, self.scenario, day)
        for place, rival in enumerate(self.scenario.rivals):
            if cheapest is not None:
                self.rival_prices[place] = next_price(rival.rule, self.rival_prices[place], rival.floor, cheapest / 100)
            self.wanted[len(self.products) + place] = self._rival(place)
        self.reluctance[len(self.products) :] = self.wanted[len(self.products) :]
        for product in range(len(self.products)):
            self.reprice(product)

    def reprice(self, product: int) -> None:
        """Work out an own offer again after its price has changed."""
        offer = self.offers[product]
        offer.settle(self.kinds)
        self.wanted[product] = self._own(product, offer)
        self.restock(product)

    def restock(self, product: int) -> None:
        """Put an own offer on the shelf or take it off, as the stock says."""
        there = self.stock.shelves[product].on_hand > 0
        self.reluctance[product] = self.wanted[product] if there else OUT

    def _own(self, product: int, offer: Offer) -> np.ndarray:
        one = self.products[product]
        price = offer.paid / offer.pieces / 100
        cut = offer.paid < offer.pieces * offer.shelf
        noticed = np.where(cut, attention(price, self.references[product]), 0.0)
        known = self._utility(one.appeal, one.quality, self.rating, price, noticed) + self.world.trust.value
        return np.exp(-np.where(self.kinds.new, known, known + LOYAL))

    def _rival(self, place: int) -> np.ndarray:
        rival, nothing = self.scenario.rivals[place], np.zeros(len(self.kinds.segment))
        price = nothing + self.rival_prices[place]
        known = self._utility(rival.appeal, rival.quality, rival.quality, price, nothing)
        return np.exp(-(known + self.world.trust.value + self.world.competition.value))

    def _utility(
        self, appeal: Shares, quality: float, rating: float, price: np.ndarray, promoted: np.ndarray
    ) -> np.ndarray:
        liked = np.array([appeal[name] for name in self.world.audience])[self.kinds.segment]
        days = self.world.delivery_days.value
        return utility(self.tastes, liked, quality, rating, price, self.scenario.reference_price, days, promoted)


class Day:
    """Decides a day's people, block by block, and keeps what they did."""

    def __init__(self, market: Market, stock: Stock, people: People) -> None:
        self.market, self.stock, self.people = market, stock, people
        self.race = scores(uniforms(market.offer_keys, people.visit))
        self.pays = uniforms(market.pay_key, people.visit)[0] < market.world.payment_rate.value
        self.own = len(market.products)
        self.sold: list[Sold] = []
        self.rivals = np.zeros(len(market.scenario.rivals), dtype=np.int64)
        self.lost = np.zeros(self.own, dtype=np.int64)

    def trade(self, env: simpy.Environment, closing: int) -> simpy.events.ProcessGenerator:
        """Let everybody choose, from one SimPy event to the next, until the day closes."""
        at = 0
        while True:
            at = self._until(env, closing, at)
            until = min(env.peek(), closing)
            yield env.timeout(until - env.now)
            if until == closing:
                return

    def _until(self, env: simpy.Environment, closing: int, at: int) -> int:
        """Decide everybody before the next event; a change may schedule an earlier one, so look each time."""
        while True:
            stop = int(np.searchsorted(self.people.moment, min(env.peek(), closing)))
            if at >= stop:
                return at
            at = self.decide(at, stop)

    def decide(self, start: int, stop: int) -> int:
        """Decide people from `start` up to the first change of state, at most to `stop`; returns where to go on."""
        kind = self.people.kind[start:stop]
        chosen = choose(self.race[:, start:stop], self.market.reluctance[:, kind])
        change, product = self._first_change(np.where(self.pays[start:stop], chosen, -1), kind)
        self._count_others(start, chosen[:change], kind[:change])
        self._keep(start, chosen[:change], kind[:change], product)
        if product is not None:
            self._apply(product, int(self.people.moment[start + change - 1]))
        return start + change

    def _first_change(self, buying: np.ndarray, kind: np.ndarray) -> tuple[int, int | None]:
        """How many people decide before anything changes, and the product that changes first."""
        first, changing = len(buying), None
        for product, offer in enumerate(self.market.offers):
            takers = np.flatnonzero(buying[:first] == product)
            taken = np.cumsum(offer.pieces[kind[takers]])
            crossing = int(np.searchsorted(taken, self._limit(product)))
            if crossing < len(takers):
                first, changing = int(takers[crossing]) + 1, product
        return first, changing

    def _limit(self, product: int) -> int:
        """Pieces of a product that can be sold before its state changes."""
        to_reorder = self.stock.shelves[product].to_reorder
        return min(self._left(product), self._left(product) if to_reorder is None else max(to_reorder, 1))

    def _left(self, product: int) -> int:
        """Pieces of a product that can be had at its present price."""
        shelf, offer = self.stock.shelves[product], self.market.offers[product]
        return min(shelf.on_hand, offer.flash_left) if offer.flash_left > 0 else shelf.on_hand

    def _keep(self, start: int, chosen: np.ndarray, kind: np.ndarray, changing: int | None) -> None:
        """Keep the block's orders and take what is paid off the shelves."""
        place = np.flatnonzero(chosen < self.own)
        product, kinds, pays = chosen[place], kind[place], self.pays[start + place]
        pieces, paid = np.empty(len(place), dtype=np.int64), np.empty(len(place), dtype=np.int64)
        for one, offer in enumerate(self.market.offers):
            its = product == one
            pieces[its], paid[its] = offer.pieces[kinds[its]], offer.paid[kinds[its]]
        sold = count(product[pays], pieces[pays], self.own).astype(np.int64)
        if changing is not None and (over := int(sold[changing]) - self._left(changing)) > 0:
            pieces[-1], sold[changing] = pieces[-1] - over, sold[changing] - over
            paid[-1] = self.market.offers[changing].payment(pieces[-1:], self.market.kinds.new[kinds[-1:]])[0]
        shelf = np.array([offer.shelf for offer in self.market.offers])[product] * pieces
        self.sold.append(Sold(start + place, product, pieces, shelf, paid, pays))
        for one, number in enumerate(sold.tolist()):
            self.stock.shelves[one].on_hand -= number
            self.market.offers[one].flash_left -= min(number, self.market.offers[one].flash_left)

    def _count_others(self, start: int, chosen: np.ndarray, kind: np.ndarray) -> None:
        """Count the rivals' sales, and the pieces wanted here and not had."""
        rivals = chosen[(chosen >= self.own) & (chosen < self.own + len(self.rivals))] - self.own
        self.rivals += count(rivals, length=len(self.rivals))
        if all(shelf.on_hand for shelf in self.stock.shelves):
            return
        wanted = choose(self.race[:, start : start + len(kind)], self.market.wanted[:, kind])
        lost = np.flatnonzero((wanted < self.own) & (chosen >= self.own) & self.pays[start : start + len(kind)])
        for product, offer in enumerate(self.market.offers):
            self.lost[product] += offer.pieces[kind[lost[wanted[lost] == product]]].sum()

    def _apply(self, product: int, moment: int) -> None:
        """What the last sale changed: the shelf is empty, the flash quantity is gone, a purchase is due."""
        shelf, offer = self.stock.shelves[product], self.market.offers[product]
        if shelf.on_hand == 0:
            self.stock.sold_out(product, moment)
        if offer.flash_left == 0 and offer.flash < offer.plain:
            self.market.reprice(product)
        if shelf.to_reorder is not None and shelf.to_reorder <= 0:
            self.stock.buy(product, moment)

    def orders(self, day: int) -> tuple[Table, Table]:
        """The day's paid orders, and those placed and not paid."""
        columns = {name: _joined(self.sold, name) for name in ("place", "product", "pieces", "shelf", "paid", "pays")}
        place, pays = columns.pop("place"), columns.pop("pays").astype(bool)
        whole = self.people.at(place) | {name: values.astype(np.int64) for name, values in columns.items()}
        paid = {"day": np.full(int(pays.sum()), day)} | {name: values[pays] for name, values in whole.items()}
        return paid, {name: whole[name][~pays] for name in ("moment", "visit", "product", "pieces", "paid")}


def _joined(sold: list[Sold], name: str) -> np.ndarray:
    return np.concatenate([np.empty(0, dtype=np.int64), *(getattr(block, name) for block in sold)])
