"""The people of a day: who visits, and who of them would consider buying.

They come from streams that no decision touches; a decision only says which of them come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from attrs import define, frozen

from simulator.laws.advertising import reach, visit_price
from simulator.laws.desk import busyness
from simulator.laws.draws import cumulative, mix, pick, purpose_keys, stream, uniforms
from simulator.laws.traffic import DAY, HOUR, arrivals, day_factor, keenness
from simulator.records import Table, count
from simulator.scenario import Scenario, calendar, consultation, segments
from simulator.season.fronts import Front, segment_names
from simulator.season.offers import Kinds, fen
from simulator.season.versions import Versions

SOURCES = ("organic", "paid", "known", "invited", "live", "keyword", "display", "recommended", "social", "kol")
ORGANIC, PAID, KNOWN, INVITED, LIVE, KEYWORD, DISPLAY, RECOMMENDED, SOCIAL, KOL = range(len(SOURCES))
STRATA, MOST_FOUND = 64, 2  # a factor on organic visits goes in steps of a sixty-fourth, up to twice
FINE = 1024  # what happens day by day moves it in finer steps of one part of so many
FLOWS = 16  # of a shop, by source
MOST_KEEN = 0.95
SOUGHT = 1.6  # share of paid visitors who would consider buying, against others: they searched for such goods (assumed)
VISIT = np.uint64(0xD1B54A32D192ED03)  # odd: a known person's n-th visit is id + n * VISIT
LARGEST_BLOCK = 100_000  # people drawn at once
COLUMNS = ("moment", "visit", "person", "times", "spent", "segment", "shop", "source", "kind", "asks")
NO_ONE = np.empty((len(COLUMNS), 0), dtype=np.int64)
MOMENT, VISIT_KEY, PERSON, TIMES, SPENT, SEGMENT, SHOP, SOURCE, KIND, ASKS = range(len(COLUMNS))
TINY = 1e-9
ALL = slice(None)
ONLOOKER = -1  # segment of a paid visitor who would not consider buying
LUCK = ("pieces", "tops up", "asks")


@frozen
class Visits:
    """Visits of a day, one entry a shop: by source, and fen spent on those that are paid by the click."""

    organic: np.ndarray
    paid: np.ndarray
    known: np.ndarray
    invited: np.ndarray
    live: np.ndarray
    keyword: np.ndarray
    display: np.ndarray
    recommended: np.ndarray
    social: np.ndarray
    kol: np.ndarray
    spend: np.ndarray

    def none(self) -> "Visits":
        """Nobody at any shop."""
        return Visits(*(np.zeros_like(self.organic) for _ in range(len(SOURCES) + 1)))

    @property
    def visitors(self) -> int:
        """People, each counted once."""
        return int(self.by_shop().sum())

    def by_shop(self) -> np.ndarray:
        """People at each shop."""
        return sum(getattr(self, name) for name in SOURCES)


@frozen
class People:
    """Visitors, as a rule those who would consider buying: one column of `table` a person, one row of it a
    name of `COLUMNS`, all int64 (keys are uint64 seen as int64). Moments are milliseconds of the season; `times` and
    `spent` are past orders here and fen paid for them. `luck`: what the engine has drawn for each, row by row."""

    table: np.ndarray
    luck: np.ndarray

    def __len__(self) -> int:
        return self.table.shape[1]

    @property
    def moment(self) -> np.ndarray:
        """When each comes."""
        return self.table[MOMENT]

    @property
    def visit(self) -> np.ndarray:
        """Key of each visit (uint64)."""
        return self.table[VISIT_KEY].view(np.uint64)

    @property
    def kind(self) -> np.ndarray:
        """Number of each one's kind."""
        return self.table[KIND]

    def nobody(self) -> "People":
        """None of them."""
        return self.between(0, 0)

    def between(self, start: int, stop: int) -> "People":
        """Those at the places from `start` to before `stop`."""
        return People(self.table[:, start:stop], self.luck[:, start:stop])

    def at(self, places: np.ndarray) -> "People":
        """Those at some places."""
        return People(self.table.take(places, axis=1), self.luck.take(places, axis=1))

    def lists(self) -> list[list[int]]:
        """The columns as lists of plain numbers."""
        plain = self.table.tolist()
        plain[VISIT_KEY], plain[PERSON] = (self.table[one].view(np.uint64).tolist() for one in (VISIT_KEY, PERSON))
        return plain


def without_luck(table: np.ndarray) -> People:
    """The people of a table, whose luck is still to be decided."""
    return People(table, table[:0])


def bounded(factor: np.ndarray) -> np.ndarray:
    """A factor on organic visits, at most `MOST_FOUND`, in fine steps, so that it stands still when little changes."""
    return np.round(np.minimum(factor, MOST_FOUND) * FINE) / FINE


def order_of(moment: np.ndarray, visit: np.ndarray) -> np.ndarray:
    """Places of people by their moment; who comes in the same millisecond, by the key of the visit."""
    order = moment.argsort(kind="stable")
    sorted_moment = moment[order]
    same = (sorted_moment[1:] == sorted_moment[:-1]).nonzero()[0]
    if len(same):
        places = np.union1d(same, same + 1)
        those = order[places]
        order[places] = those[np.lexsort((visit[those].view(np.uint64), moment[those]))]
    return order


PLACES = 24  # bits that hold a place


def sorted_places(moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Moments (int64, shape n) in order, and the place of each before; equal ones stay in order.

    Sorts moment and place as one number, several times faster than a stable argsort of what is far from sorted.
    """
    packed = np.sort((moment << PLACES) | np.arange(len(moment), dtype=np.int64))
    return packed >> PLACES, packed & ((1 << PLACES) - 1)


@define
class Block:
    """Candidates of some days, drawn at once, in the order they may come: moment, key, flow (shop x organic or paid),
    segment, and a uniform each, up to what the most money reaches; where each day begins; and the number of onlookers
    by day, shop and steps of the factor on organic visits."""

    first: int
    moment: np.ndarray
    key: np.ndarray
    flow: np.ndarray
    segment: np.ndarray
    drawn: np.ndarray
    edges: np.ndarray
    onlookers: np.ndarray

    @property
    def end(self) -> int:
        """The first day that is not drawn yet."""
        return self.first + len(self.edges) - 1


class Terms(NamedTuple):
    """On what terms candidates come to a shop on a day: the share of the organic ones and of the paid ones, the most
    visits that the money pays for, and fen for each."""

    organic: float
    paid: float
    most: int
    price: int


@define
class Ahead:
    """Who comes on some days if `budget` (yuan a shop) and `factor` on organic visits stay what they are: fen for each
    paid visit by day and shop, the table of those who would consider buying, where each day begins in it, and visits by
    day, shop and flow. The `people` are the same with their luck, if it is decided for more than a day at once."""

    first: int
    budget: list[float]
    factor: list[float]
    price: np.ndarray
    table: np.ndarray
    edges: list[int]
    visits: np.ndarray
    people: People | None = None

    @property
    def end(self) -> int:
        """The first day that was not looked at."""
        return self.first + len(self.visits)

    def decided(self, budget: list[float], factor: list[float]) -> bool:
        """Whether these are the decisions that it goes by."""
        return budget == self.budget and factor == self.factor

    def foresaw(self, day: int, budget: list[float], factor: list[float]) -> bool:
        """Whether the day was looked at, under these decisions."""
        return day < self.end and self.decided(budget, factor)


class Flow:
    """The arrivals of one purpose at one shop, of the season or of its part number `index`: counts by hour and cell,
    then a moment for each."""

    def __init__(self, seed: int, purpose: str, index: int = 0) -> None:
        self.counts = stream(seed, f"{purpose}: counts", index)
        self.moments = stream(seed, f"{purpose}: moments", index)

    def draw(self, rates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Day, moment and cell of the arrivals of some days; `rates` as in the law."""
        return arrivals(self.counts, self.moments, rates, calendar().hours)


class Known:
    """People who are due to visit, by day."""

    def __init__(self) -> None:
        self.days: dict[int, list[People]] = defaultdict(list)

    def invite(self, day: np.ndarray, people: People) -> None:
        """Remember people by the day of their visit."""
        order = day.argsort(kind="stable")
        days, people = day[order], people.at(order)
        starts = [0, *((days[1:] != days[:-1]).nonzero()[0] + 1).tolist()]
        for start, stop in zip(starts, [*starts[1:], len(day)], strict=True):
            self.days[int(days[start])].append(people.between(start, stop))

    def due(self, day: int) -> list[People]:
        """The people whose visit falls on a day."""
        return self.days.pop(day, [])


class Crowd:
    """Draws the people of each day."""

    def __init__(self, scenario: Scenario, shops: list[Front], kinds: Kinds, versions: Versions, most_spent: float,
                 seed: int) -> None:  # fmt: skip
        self.scenario, self.shops, self.kinds, self.versions = scenario, shops, kinds, versions
        self.most_spent = most_spent  # yuan a day, all shops together
        self.names = segment_names(shops)
        self.segments = [segments()[name] for name in self.names]
        self.mix = np.array([[one.world.audience.get(name, 0.0) for name in self.names] for one in shops])
        self.considers = np.array([one.considers for one in self.segments])
        self.luck_keys = purpose_keys(seed, LUCK)
        self.reach_key = purpose_keys(seed, ["reached by advertising"])
        self.pieces = np.array([cumulative(one.quantity) for one in self.segments])
        self.top_up = np.array([one.top_up for one in self.segments])
        busy = busyness(stream(seed, "busyness of the desk"), consultation().contacts.shape.value, scenario.days)
        self.asks = np.outer([one.asks for one in self.segments], busy)
        self.flows = {(source, shop.place): Flow(seed, f"{name} visits of {shop.key}")
                      for shop in shops for source, name in ((ORGANIC, "organic"), (PAID, "paid"))}  # fmt: skip
        self.lookers = [stream(seed, f"onlookers of {shop.key}") for shop in shops]
        self.advertising = [(one.world.paid_visit_cost.value, one.world.paid_audience.value) for one in shops]
        self.places = np.arange(len(shops))
        self.luck: Callable[[np.ndarray], np.ndarray] = lambda table: np.empty((0, table.shape[1]))
        self.block: Block | None = None
        self.ahead: Ahead | None = None
        self.closed = np.zeros(len(shops), dtype=bool)
        dates = [scenario.date(day) for day in range(scenario.days)]
        self.factor = np.array([day_factor(calendar(), date) * scenario.traffic for date in dates])
        self.keen = np.minimum(np.outer([keenness(calendar(), date) for date in dates], self.considers), MOST_KEEN)

    def day(self, day: int, budget: np.ndarray, factor: np.ndarray, known: list[People],
            others: list[np.ndarray]) -> tuple[People, Visits]:  # fmt: skip
        """The people of a day who would consider buying, under a marketing budget (yuan a shop) and a factor on each
        shop's organic visits, with `known` ones and tables of others who come, invited or drawn by media."""
        if self.block is None or day >= self.block.end:
            self.block, self.ahead = self._drawn(day), None
        factor = np.where(self.closed, 0.0, factor)
        spending, found = budget.tolist(), factor.tolist()
        if self.ahead is None or not self.ahead.foresaw(day, spending, found):
            self._look_ahead(day, spending, found)
        ahead, place = self.ahead, day - self.ahead.first
        known, more = self._let_in(known), self._welcome(others)
        counts = self._counts(ahead.visits[place], [*(one.table for one in known), more])
        steps = np.rint(factor * STRATA).astype(np.int64)
        counts[ORGANIC] += self.block.onlookers[day - self.block.first, self.places, steps]
        people = self._together(ahead, place, known, more.compress(more[SEGMENT] != ONLOOKER, axis=1))
        return people, Visits(*counts, ahead.visits[place, :, PAID] * ahead.price[place])

    def _terms(self, day: int, budget: list[float], factor: list[float]) -> list[Terms]:
        terms = []
        for yuan, found, (cost, audience) in zip(budget, factor, self.advertising, strict=True):
            there = audience * self.factor[day]
            price = visit_price(yuan, cost, there)
            terms.append(Terms(found / MOST_FOUND, reach(yuan, cost, there), fen(yuan) // price if price else 0, price))
        return terms

    def _look_ahead(self, day: int, budget: list[float], factor: list[float]) -> None:
        """Let people come on this day and, as if nothing changed, on the next ones: twice as many days as the last
        time if nothing has changed since, else none."""
        before, days = self.ahead, 1
        if before is not None and day == before.end and before.decided(budget, factor):
            days = 2 * len(before.visits)
        terms = [self._terms(one, budget, factor) for one in range(day, min(day + days, self.block.end))]
        price = np.array([[one.price for one in each] for each in terms])
        self.ahead = Ahead(day, budget, factor, price, *self._coming(day, terms))
        if len(terms) > 1:
            self.ahead.people = self.lucky(self.ahead.table)

    def _coming(self, first: int, terms: list[list[Terms]]) -> tuple[np.ndarray, list[int], np.ndarray]:
        """Who comes on the days from `first` on, on the terms of each."""
        block, days = self.block, np.arange(len(terms) + 1, dtype=np.int64)
        edges = block.edges[first - block.first + days]
        candidates = slice(edges[0], edges[-1])
        day, flow = days[:-1].repeat(np.diff(edges)), block.flow[candidates]
        shares = np.array(terms)[..., :2].reshape(len(terms), -1)
        came = (block.drawn[candidates] < shares[day, flow]).nonzero()[0]
        came = self._paid_for(came, day, flow, terms)
        cell = day[came] * shares.shape[1] + flow[came]
        visits = count(cell, length=shares.size).astype(np.int64).reshape(len(terms), -1, 2)
        came = came[block.segment[candidates][came] != ONLOOKER]
        table = self._newcomers(block, edges[0] + came)
        return table, day[came].searchsorted(days).tolist(), visits

    def _paid_for(self, came: np.ndarray, day: np.ndarray, flow: np.ndarray, terms: list[list[Terms]]) -> np.ndarray:
        """Those of `came` whose visit is organic, or paid and still within what the day's money buys."""
        flow_of, kept = flow[came], np.ones(len(came), dtype=bool)
        for shop in range(len(self.shops)):
            its = (flow_of == 2 * shop + PAID).nonzero()[0]
            day_of, most = day[came[its]], np.array([one[shop].most for one in terms])
            nth = np.arange(len(its)) - day_of.searchsorted(np.arange(len(terms)))[day_of]
            kept[its[nth >= most[day_of]]] = False
        return came[kept]

    def _newcomers(self, block: Block, places: np.ndarray) -> np.ndarray:
        """The candidates at some places of a block as people."""
        table = np.zeros((len(COLUMNS), len(places)), dtype=np.int64)
        table[MOMENT], table[SEGMENT] = block.moment[places], block.segment[places]
        table[VISIT_KEY] = table[PERSON] = block.key[places]
        table[SHOP] = block.flow[places]
        table[SOURCE] = table[SHOP] & 1
        table[SHOP] >>= 1
        return table

    def _let_in(self, known: list[People]) -> list[People]:
        """Known people who come, where the shop is open."""
        if not self.closed.any():
            return known
        return [one.at((~self.closed[one.table[SHOP]]).nonzero()[0]) for one in known]

    def _welcome(self, others: list[np.ndarray]) -> np.ndarray:
        """Others who come, as one table, where the shop is open."""
        table = np.concatenate([NO_ONE, *others], axis=1)
        return table.compress(~self.closed[table[SHOP]], axis=1) if self.closed.any() else table

    def _together(self, ahead: Ahead, place: int, known: list[People], others: np.ndarray) -> People:
        """The new people of a day, known ones, and others who would consider buying, with their luck."""
        if ahead.people is None:
            parts = [self.lucky(np.concatenate([ahead.table, others], axis=1)), *known]
        else:
            parts = [ahead.people.between(*ahead.edges[place : place + 2]), *known]
            parts += [self.lucky(others)] if others.shape[1] else []
        if len(parts) == 1:
            return parts[0]
        return People(*(np.concatenate([getattr(one, name) for one in parts], axis=1) for name in ("table", "luck")))

    def _counts(self, visits: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
        """Visits by source and shop: `visits` by shop and flow, and those of others, a table each."""
        counts = np.zeros((len(SOURCES), len(self.shops)), dtype=np.int64)
        counts[: PAID + 1] = visits.T
        for one in (one for one in others if one.shape[1]):
            cell = one[SOURCE] * len(self.shops) + one[SHOP]
            counts += count(cell, length=counts.size).astype(np.int64).reshape(counts.shape)
        return counts

    def _drawn(self, first: int) -> Block:
        """The candidates of the next days."""
        likely = self.keen.mean(axis=0) @ self.mix.T
        a_day = sum(MOST_FOUND * one.world.organic_visits.value * share + one.world.paid_audience.value
                    for one, share in zip(self.shops, likely.tolist(), strict=True))  # fmt: skip
        days = int(np.clip(LARGEST_BLOCK / (a_day * max(self.scenario.traffic, 1e-9)), 1, self.scenario.days - first))
        which = np.arange(first, first + days, dtype=np.int64)
        parts = [one for shop in self.shops for one in self._candidates(shop, which)]
        moment, *columns = (np.concatenate(column) for column in zip(*parts, strict=True))
        moment, order = sorted_places(moment)  # candidates of one moment already stand in the order of their keys
        key, flow, segment, drawn = (column[order] for column in columns)
        edges = np.searchsorted(moment, np.arange(first, first + days + 1, dtype=np.int64) * DAY)
        return Block(first, moment, key, flow, segment, drawn, edges, self._onlookers(which))

    def _onlookers(self, days: np.ndarray) -> np.ndarray:
        """Organic visitors who only look, by day, shop and steps of the factor: one Poisson number a step, summed."""
        expected = [
            shop.world.organic_visits.value * self.factor[days] * ((1 - self.keen[days]) @ self.mix[shop.place])
            for shop in self.shops
        ]
        steps = [rng.poisson(np.round(rates / STRATA, 9)[:, None], (len(days), MOST_FOUND * STRATA))
                 for rng, rates in zip(self.lookers, expected, strict=True)]  # fmt: skip
        return np.pad(np.cumsum(np.stack(steps, axis=1), axis=2), ((0, 0), (0, 0), (1, 0)))

    def _candidates(self, shop: Front, days: np.ndarray) -> Iterator[tuple[np.ndarray, ...]]:
        """Organic visitors who would consider buying, then everybody whom the most money reaches: moment, key, flow,
        segment and uniform of each."""
        factor, mix, keen = self.factor[days, None], self.mix[shop.place], self.keen[days]
        rates = {ORGANIC: MOST_FOUND * shop.world.organic_visits.value * factor * mix * keen,
                 PAID: shop.world.paid_audience.value * factor * self.everybody(shop, days, SOUGHT)}  # fmt: skip
        for source, rate in rates.items():
            flow = self.flows[source, shop.place]
            moment, key, segment = self.arrived(flow, shop, days, source, rate)
            drawn = uniforms(self.reach_key, key.view(np.uint64))[0]
            came = (drawn < self._reached(shop, days)[moment // DAY - days[0]]).nonzero()[0] if source == PAID else ALL
            flow_of = np.full(len(segment), 2 * shop.place + source)
            yield tuple(one[came] for one in (moment, key, flow_of, segment, drawn))

    def _reached(self, shop: Front, days: np.ndarray) -> np.ndarray:
        """Share of a shop's audience that the most money reaches, by day, and a little more."""
        cost, audience = self.advertising[shop.place]
        return np.array([reach(self.most_spent, cost, audience * self.factor[day]) for day in days.tolist()]) + TINY

    def everybody(self, shop: Front, days: np.ndarray, keener: float) -> np.ndarray:
        """Shares of a shop's audience by day: the segments' likely buyers, `keener` times as many as among visitors,
        then onlookers."""
        likely = np.minimum(self.keen[days] * keener, MOST_KEEN) * self.mix[shop.place]
        return np.hstack([likely, 1 - likely.sum(axis=1, keepdims=True)])

    def arrived(self, flow: Flow, shop: Front, days: np.ndarray, number: int,
                rates: np.ndarray) -> tuple[np.ndarray, ...]:  # fmt: skip
        """Moments, keys and segments of the arrivals of some days in a shop's flow of that number, at rates by day and
        segment, onlookers perhaps last."""
        day, moment, cell = flow.draw(rates)
        index = np.arange(len(day)) - np.searchsorted(day, np.arange(len(days)))[day]
        segment = np.where(cell < len(self.segments), cell, ONLOOKER)
        return moment + days[0] * DAY, first_keys(day + days[0], shop.place, number, index), segment

    def lucky(self, table: np.ndarray) -> People:
        """People whose kind, and whether they ask, is still to be filled in: with that, and with their luck."""
        self._decide_kinds(table)
        return People(table, self.luck(table))

    def _decide_kinds(self, table: np.ndarray) -> None:
        pieces, tops_up, asks = uniforms(self.luck_keys, table[VISIT_KEY].view(np.uint64))
        segment = table[SEGMENT]
        wanted = sum(pieces >= most[segment] for most in self.pieces.T[:-1])
        standing, more = self.kinds.standing(table[TIMES], table[SPENT]), tops_up < self.top_up[segment]
        version = self.versions.seen_by(table[MOMENT], table[PERSON])
        table[KIND] = self.kinds.number(table[SHOP], segment, standing, wanted, more, version)
        day = np.minimum(table[MOMENT] // DAY, self.scenario.days - 1)  # later visits never happen
        table[ASKS] = asks < self.asks[segment, day]


def first_keys(day: np.ndarray | int, shop: int, flow: int, index: np.ndarray) -> np.ndarray:
    """Keys (int64) of people who come for the first time: by day, shop, flow and place in it."""
    days = np.asarray(day, dtype=np.int64)  # 64 bits also in the browser
    return (days << 44) | (np.int64(shop * FLOWS + flow) << 36) | index


def newcomers(
    moment: np.ndarray, key: np.ndarray, segment: np.ndarray, shop: np.ndarray | int, source: np.ndarray | int
) -> np.ndarray:
    """People who come to a shop for the first time, as a table; their luck is still to be decided."""
    table = np.zeros((len(COLUMNS), len(moment)), dtype=np.int64)
    table[MOMENT], table[VISIT_KEY], table[PERSON] = moment, key, key
    table[SEGMENT], table[SHOP], table[SOURCE] = segment, shop, source
    return table


def day_and_flow(visits: np.ndarray, shop: int) -> tuple[np.ndarray, np.ndarray]:
    """Day and flow in the keys (uint64) of people who came to a shop for the first time."""
    day, flow = visits >> np.uint64(44), (visits >> np.uint64(36)) & np.uint64(255)
    return day.astype(np.intp), flow.astype(np.intp) - shop * FLOWS


def cumulative_shares(shares: np.ndarray) -> np.ndarray:
    """Cumulative shares of those who would consider buying (segments in the last axis)."""
    return np.round(np.cumsum(shares, axis=-1), 12)


def segments_of(uniform: np.ndarray, cumulative: np.ndarray) -> np.ndarray:
    """Segments drawn by inversion from `cumulative_shares`; the rest are onlookers."""
    segment = pick(uniform, cumulative)
    return np.where(segment < len(cumulative), segment, ONLOOKER)


def viewers_at(day: int, shop: int, flow: int, moment: np.ndarray) -> np.ndarray:
    """Viewers of a livestream as people; their segments and luck are still to be filled in."""
    table = np.zeros((len(COLUMNS), len(moment)), dtype=np.int64)
    table[MOMENT], table[SHOP], table[SOURCE] = moment, shop, LIVE
    table[VISIT_KEY] = table[PERSON] = first_keys(day, shop, flow, np.arange(len(moment)))
    return table


FRIEND = np.uint64(0x9FB21C651E98DF25)  # odd: a buyer's n-th friend is the mix of the visit's key + n * FRIEND


def befriended(orders: Table, number: np.ndarray, keys: np.ndarray, gap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The friends of buyers, `number` of each: the day of their visit, and themselves as people.

    `gap`: cumulative distribution of the days to the visit, less one. Their luck is still to be decided.
    """
    which = np.repeat(np.arange(len(number)), number)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(number) - number, number) + 1
    key = mix(orders["visit"][which] + nth.astype(np.uint64) * FRIEND)
    wait, moment = uniforms(keys, key)
    day = orders["moment"][which] // DAY + 1 + pick(wait, gap)
    table = np.zeros((len(COLUMNS), len(which)), dtype=np.int64)
    table[MOMENT], table[SOURCE] = day * DAY + moment_of_day(moment), INVITED
    table[VISIT_KEY] = table[PERSON] = key.view(np.int64)
    table[SEGMENT], table[SHOP] = orders["segment"][which], orders["shop"][which]
    return day, table


def returning(orders: Table, day: np.ndarray, moment: np.ndarray) -> np.ndarray:
    """The next visits of buyers who come back on a day at a moment, as people whose luck is still to be decided."""
    times = orders["times"] + 1
    table = np.zeros((len(COLUMNS), len(day)), dtype=np.int64)
    table[MOMENT], table[TIMES], table[SOURCE] = day * DAY + moment, times, KNOWN
    table[SPENT] = orders["spent"] + orders["paid"]
    table[PERSON] = orders["person"].view(np.int64)
    table[VISIT_KEY] = (orders["person"] + times.astype(np.uint64) * VISIT).view(np.int64)
    table[SEGMENT], table[SHOP] = orders["segment"], orders["shop"]
    return table


CART = np.uint64(0xC2B2AE3D27D4EB4F)  # odd: the visit after a reminder of the cart has the mix of the key + CART


def reminded_of_cart(moment: np.ndarray, visitors: Table) -> np.ndarray:
    """The visits on the next day of those who left without buying, as people whose luck is still to be decided;
    `moment`: when they came."""
    table = np.zeros((len(COLUMNS), len(visitors["visit"])), dtype=np.int64)
    table[MOMENT], table[SOURCE] = moment + DAY, KNOWN
    table[VISIT_KEY] = mix(visitors["visit"] + CART).view(np.int64)
    table[PERSON] = visitors["person"].view(np.int64)
    for row, name in ((TIMES, "times"), (SPENT, "spent"), (SEGMENT, "segment"), (SHOP, "shop")):
        table[row] = visitors[name]
    return table


@cache
def _edges(hours: tuple[float, ...]) -> np.ndarray:
    """Shares of the day's visits before each hour, and all."""
    return np.concatenate([[0.0], cumulative(hours)])


def moment_of_day(uniform: np.ndarray) -> np.ndarray:
    """Milliseconds from midnight at which a visit falls, by the calendar's hours."""
    edges = _edges(calendar().hours)
    hour = pick(uniform, edges[1:])
    within = (uniform - edges[hour]) / np.maximum(edges[hour + 1] - edges[hour], 1e-12)
    return (hour * HOUR + np.minimum((within * HOUR).astype(np.int64), HOUR - 1)).astype(np.int64)
