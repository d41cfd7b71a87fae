"""The people of a day: who visits, and who of them would consider buying.

They come from streams that no decision touches; a decision only says which of them come.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from attrs import define, frozen

from simulator.laws.advertising import reach, visit_price
from simulator.laws.desk import HANDLING, PATIENCE, seconds
from simulator.laws.draws import cumulative, pick, purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR, day_factor, keenness
from simulator.records import Table
from simulator.scenario import Scenario, calendar, segments
from simulator.season.fronts import Front, segment_names
from simulator.season.offers import Kinds, fen

ORGANIC, PAID, KNOWN = 0, 1, 2
FLOWS = 16  # of a shop, by source
MOST_KEEN = 0.95
SOUGHT = 1.6  # share of paid visitors who would consider buying, against others: they searched for such goods (assumed)
VISIT = np.uint64(0xD1B54A32D192ED03)  # odd: a known person's n-th visit is id + n * VISIT
LARGEST_BLOCK = 100_000  # people drawn at once
COLUMNS = ("moment", "visit", "person", "times", "segment", "shop", "source", "kind", "asks")
MOMENT, VISIT_KEY, PERSON, TIMES, SEGMENT, SHOP, SOURCE, KIND, ASKS = range(len(COLUMNS))
ONLOOKER = -1  # segment of a paid visitor who would not consider buying
LUCK = ("pieces", "tops up", "asks")


@frozen
class Visits:
    """Visits of a day, one entry a shop: by source, onlookers among the organic ones, and fen spent on paid ones."""

    organic: np.ndarray
    paid: np.ndarray
    known: np.ndarray
    onlookers: np.ndarray
    spend: np.ndarray

    def none(self) -> "Visits":
        """Nobody at any shop."""
        return Visits(*(np.zeros_like(self.organic) for _ in range(5)))

    @property
    def visitors(self) -> int:
        """People, each counted once."""
        return int((self.organic + self.paid + self.known).sum())


@frozen
class People:
    """Visitors who would consider buying, in the order they come: one column of `table` a person, one row of it a
    name of `COLUMNS`, all int64 (keys are uint64 seen as int64). Moments are milliseconds of the season."""

    table: np.ndarray

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
        return People(self.table[:, :0])

    def lists(self) -> list[list[int]]:
        """The columns as lists of plain numbers."""
        plain = self.table.tolist()
        plain[VISIT_KEY], plain[PERSON] = (self.table[one].view(np.uint64).tolist() for one in (VISIT_KEY, PERSON))
        return plain

    def at(self, places: np.ndarray) -> Table:
        """The columns of the people at `places` that are kept with their orders."""
        rows = dict(zip(COLUMNS[:KIND], self.table[:KIND, places], strict=True))
        return rows | {name: rows[name].view(np.uint64) for name in ("visit", "person")}


NOBODY = np.empty((len(COLUMNS), 0), dtype=np.int64)


def in_order(table: np.ndarray) -> np.ndarray:
    """People (columns) by their moment; who comes in the same millisecond, by the key of the visit."""
    moment = table[MOMENT]
    order = np.argsort(moment, kind="stable")
    if (np.diff(moment[order]) == 0).any():
        order = np.lexsort((table[VISIT_KEY].view(np.uint64), moment))
    return table[:, order]


@define
class Block:
    """Candidates of some days, drawn at once: their table, a uniform each, where each day begins, and the number of
    onlookers by day and shop."""

    first: int
    table: np.ndarray
    drawn: np.ndarray
    edges: np.ndarray
    onlookers: np.ndarray


class Flow:
    """The arrivals of one purpose at one shop: counts by hour and cell, then a moment for each."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.counts, self.moments = stream(seed, f"{purpose}: counts"), stream(seed, f"{purpose}: moments")

    def draw(self, rates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Arrivals of some days. `rates`: expected arrivals by day and cell. Returns day, moment (ms from the first
        day's midnight) and cell of each, by hour."""
        hours = np.asarray(calendar().hours)
        expected = np.round(hours[None, :, None] * rates[:, None, :], 9)
        counts = self.counts.poisson(expected)
        place = np.repeat(np.arange(counts.size), counts.ravel().astype(np.intp))
        hour, cell = np.divmod(place, rates.shape[1])
        return hour // 24, hour * HOUR + (self.moments.random(len(place)) * HOUR).astype(np.int64), cell


class Known:
    """People who are due to visit, by day: the rows of their tables."""

    def __init__(self) -> None:
        self.days: dict[int, list[np.ndarray]] = defaultdict(list)

    def invite(self, day: np.ndarray, table: np.ndarray) -> None:
        """Remember people (columns of `table`) by the day of their visit."""
        for one in sorted(set(day.tolist())):
            self.days[one].append(table[:, day == one])

    def due(self, day: int) -> np.ndarray:
        """The people whose visit falls on a day."""
        groups = self.days.pop(day, ())
        return np.concatenate(groups, axis=1) if groups else NOBODY


class Crowd:
    """Draws the people of each day."""

    def __init__(self, scenario: Scenario, shops: list[Front], kinds: Kinds, seed: int) -> None:
        self.scenario, self.shops, self.kinds = scenario, shops, kinds
        names = segment_names(shops)
        self.segments = [segments()[name] for name in names]
        self.mix = np.array([[one.world.audience.get(name, 0.0) for name in names] for one in shops])
        self.considers = np.array([one.considers for one in self.segments])
        self.luck_keys = np.array([purpose_key(seed, one) for one in LUCK], dtype=np.uint64)
        self.reach_key = np.array([purpose_key(seed, "reached by advertising")], dtype=np.uint64)
        self.pieces = np.array([cumulative(one.quantity) for one in self.segments])
        self.top_up = np.array([one.top_up for one in self.segments])
        self.asks = np.array([one.asks for one in self.segments])
        self.flows = {(source, shop.place): Flow(seed, f"{name} visits of {shop.key}")
                      for shop in shops for source, name in ((ORGANIC, "organic"), (PAID, "paid"))}  # fmt: skip
        self.lookers = [stream(seed, f"onlookers of {shop.key}") for shop in shops]
        self.block = Block(0, np.empty((len(COLUMNS), 0)), np.empty(0), np.zeros(1, dtype=np.int64), np.empty((0, 0)))
        self.closed = np.zeros(len(shops), dtype=bool)
        dates = [scenario.date(day) for day in range(scenario.days)]
        self.factor = np.array([day_factor(calendar(), date) * scenario.traffic for date in dates])
        self.keen = np.minimum(np.outer([keenness(calendar(), date) for date in dates], self.considers), MOST_KEEN)

    def day(self, day: int, budget: np.ndarray, known: np.ndarray) -> tuple[People, Visits]:
        """The people of a day under a marketing budget (yuan a shop), with the known people who are due."""
        if day >= self.block.first + len(self.block.edges) - 1:
            self.block = self._drawn(day)
        block, place = self.block, day - self.block.first
        rows = slice(block.edges[place], block.edges[place + 1])
        table, drawn = block.table[:, rows], block.drawn[rows]
        came, spend = self._come(day, table, drawn, budget)
        table = table[:, came]
        paid = self._by_shop(table[:, table[SOURCE] == PAID])
        table = table[:, table[SEGMENT] != ONLOOKER]
        lookers = np.where(self.closed, 0, block.onlookers[place])
        known = known[:, ~self.closed[known[SHOP]]]
        organic = self._by_shop(table[:, table[SOURCE] == ORGANIC]) + lookers
        if known.shape[1]:
            table = in_order(np.concatenate([table, known], axis=1))
        return People(table), Visits(organic, paid, self._by_shop(known), lookers, spend)

    def _by_shop(self, table: np.ndarray) -> np.ndarray:
        return np.bincount(table[SHOP].astype(np.intp), minlength=len(self.shops)).astype(np.int64)

    def _come(
        self, day: int, table: np.ndarray, drawn: np.ndarray, budget: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Which of the day's candidates come, and what the paid ones cost in fen, by shop."""
        came, spend = table[SOURCE] == ORGANIC, np.zeros(len(self.shops), dtype=np.int64)
        came &= ~self.closed[table[SHOP]]
        for shop in self.shops:
            cost, audience = shop.world.paid_visit_cost.value, shop.world.paid_audience.value * self.factor[day]
            share = reach(float(budget[shop.place]), cost, audience)
            if share:
                price = visit_price(float(budget[shop.place]), cost, audience)
                its = np.flatnonzero((table[SOURCE] == PAID) & (table[SHOP] == shop.place) & (drawn < share))
                its = its[: fen(float(budget[shop.place])) // price]
                came[its], spend[shop.place] = True, len(its) * price
        return came, spend

    def _drawn(self, first: int) -> Block:
        """The candidates of the next days."""
        a_day = sum(one.world.organic_visits.value + one.world.paid_audience.value for one in self.shops)
        days = int(np.clip(LARGEST_BLOCK / (a_day * max(self.scenario.traffic, 1e-9)), 1, self.scenario.days - first))
        which = np.arange(first, first + days)
        table = np.concatenate([one for shop in self.shops for one in self._candidates(shop, which)], axis=1)
        drawn = uniforms(self.reach_key, table[VISIT_KEY].view(np.uint64))[0]
        self.decide_luck(table)
        order = np.argsort(table[MOMENT], kind="stable")  # candidates of one moment already stand in the order of keys
        table, drawn = table[:, order], drawn[order]
        edges = np.searchsorted(table[MOMENT], np.arange(first, first + days + 1) * DAY)
        return Block(first, table, drawn, edges, self._onlookers(which))

    def _onlookers(self, days: np.ndarray) -> np.ndarray:
        """Organic visitors who only look, by day and shop."""
        expected = [
            shop.world.organic_visits.value * self.factor[days] * ((1 - self.keen[days]) @ self.mix[shop.place])
            for shop in self.shops
        ]
        expected = [np.round(rates, 9) for rates in expected]
        return np.stack([rng.poisson(rate) for rng, rate in zip(self.lookers, expected, strict=True)], axis=1)

    def _candidates(self, shop: Front, days: np.ndarray) -> Iterator[np.ndarray]:
        """Organic visitors who would consider buying, then everybody whom advertising can reach."""
        factor, mix, keen = self.factor[days, None], self.mix[shop.place], self.keen[days]
        yield self._table(shop, days, ORGANIC, shop.world.organic_visits.value * factor * mix * keen)
        sought = np.minimum(keen * SOUGHT, MOST_KEEN) * mix
        audience = shop.world.paid_audience.value * factor * np.hstack([sought, 1 - sought.sum(axis=1, keepdims=True)])
        yield self._table(shop, days, PAID, audience)

    def _table(self, shop: Front, days: np.ndarray, source: int, rates: np.ndarray) -> np.ndarray:
        day, moment, cell = self.flows[source, shop.place].draw(rates)
        index = np.arange(len(day)) - np.searchsorted(day, np.arange(len(days)))[day]
        ids = ((day + days[0]) << 44) | ((shop.place * FLOWS + source) << 36) | index
        table = np.zeros((len(COLUMNS), len(day)), dtype=np.int64)
        table[MOMENT], table[SHOP], table[SOURCE] = moment + days[0] * DAY, shop.place, source
        table[VISIT_KEY] = table[PERSON] = ids
        table[SEGMENT] = np.where(cell < len(self.segments), cell, ONLOOKER)
        return table

    def decide_luck(self, table: np.ndarray) -> None:
        """Fill in each one's kind and whether they ask before they decide."""
        pieces, tops_up, asks = uniforms(self.luck_keys, table[VISIT_KEY].view(np.uint64))
        segment = table[SEGMENT]
        wanted = (pieces[:, None] >= self.pieces[segment]).sum(axis=1)
        new, more = table[TIMES] == 0, tops_up < self.top_up[segment]
        table[KIND] = self.kinds.number(table[SHOP], segment, new, wanted, more)
        table[ASKS] = asks < self.asks[segment]


def returning(orders: Table, day: np.ndarray, moment: np.ndarray) -> np.ndarray:
    """The next visits of buyers who come back on a day at a moment, as people whose luck is still to be decided."""
    times = orders["times"] + 1
    table = np.zeros((len(COLUMNS), len(day)), dtype=np.int64)
    table[MOMENT], table[TIMES], table[SOURCE] = day * DAY + moment, times, KNOWN
    table[PERSON] = orders["person"].view(np.int64)
    table[VISIT_KEY] = (orders["person"] + times.astype(np.uint64) * VISIT).view(np.int64)
    table[SEGMENT], table[SHOP] = orders["segment"], orders["shop"]
    return table


def moment_of_day(uniform: np.ndarray) -> np.ndarray:
    """Milliseconds from midnight at which a visit falls, by the calendar's hours."""
    edges = np.concatenate([[0.0], cumulative(calendar().hours)])
    hour = pick(uniform, edges[1:])
    within = (uniform - edges[hour]) / np.maximum(edges[hour + 1] - edges[hour], 1e-12)
    return (hour * HOUR + np.minimum((within * HOUR).astype(np.int64), HOUR - 1)).astype(np.int64)


def chat_times(keys: np.ndarray, visit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How long each contact takes, and how long it is borne to wait for: milliseconds."""
    handling, patience = uniforms(keys, visit)
    return seconds(handling, HANDLING), seconds(patience, PATIENCE)
