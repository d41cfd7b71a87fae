"""The people of a day: who visits, and who of them would consider buying.

They come from streams that no decision touches; a decision only says which of them come.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import numpy as np
from attrs import define, frozen

from simulator.laws.advertising import reach, visit_price
from simulator.laws.desk import HANDLING, PATIENCE, seconds
from simulator.laws.draws import cumulative, mix, pick, purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR, arrivals, day_factor, keenness
from simulator.records import Table
from simulator.scenario import Scenario, calendar, segments
from simulator.season.fronts import Front, segment_names
from simulator.season.offers import Kinds, fen

SOURCES = ("organic", "paid", "known", "invited", "live")
ORGANIC, PAID, KNOWN, INVITED, LIVE = range(5)
STRATA, MOST_FOUND = 64, 2  # a factor on organic visits goes in steps of a sixty-fourth, up to twice
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
    """Visits of a day, one entry a shop: by source, and fen spent on paid ones."""

    organic: np.ndarray
    paid: np.ndarray
    known: np.ndarray
    invited: np.ndarray
    live: np.ndarray
    spend: np.ndarray

    def none(self) -> "Visits":
        """Nobody at any shop."""
        return Visits(*(np.zeros_like(self.organic) for _ in range(6)))

    @property
    def visitors(self) -> int:
        """People, each counted once."""
        return int(self.by_shop().sum())

    def by_shop(self) -> np.ndarray:
        """People at each shop."""
        return self.organic + self.paid + self.known + self.invited + self.live


@frozen
class People:
    """Visitors who would consider buying: one column of `table` a person, one row of it a
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


def order_of(moment: np.ndarray, visit: np.ndarray) -> np.ndarray:
    """Places of people by their moment; who comes in the same millisecond, by the key of the visit."""
    order = moment.argsort(kind="stable")
    sorted_moment = moment[order]
    if (sorted_moment[1:] == sorted_moment[:-1]).any():
        order = np.lexsort((visit.view(np.uint64), moment))
    return order


@define
class Block:
    """Candidates of some days, drawn at once, in the order they may come: moment, key, flow (shop x organic or paid),
    segment, and a uniform each; where each day begins; and the number of onlookers by day, shop and steps of the factor
    on organic visits."""

    first: int
    moment: np.ndarray
    key: np.ndarray
    flow: np.ndarray
    segment: np.ndarray
    drawn: np.ndarray
    edges: np.ndarray
    onlookers: np.ndarray


class Flow:
    """The arrivals of one purpose at one shop: counts by hour and cell, then a moment for each."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.counts, self.moments = stream(seed, f"{purpose}: counts"), stream(seed, f"{purpose}: moments")

    def draw(self, rates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Day, moment and cell of the arrivals of some days; `rates` as in the law."""
        return arrivals(self.counts, self.moments, rates, calendar().hours)


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
        self.block: Block | None = None
        self.closed = np.zeros(len(shops), dtype=bool)
        dates = [scenario.date(day) for day in range(scenario.days)]
        self.factor = np.array([day_factor(calendar(), date) * scenario.traffic for date in dates])
        self.keen = np.minimum(np.outer([keenness(calendar(), date) for date in dates], self.considers), MOST_KEEN)

    def day(self, day: int, budget: np.ndarray, factor: np.ndarray, others: np.ndarray) -> tuple[People, Visits]:
        """The people of a day under a marketing budget (yuan a shop) and a factor on each shop's organic visits, with
        others who come: known, invited, viewers."""
        if self.block is None or day >= self.block.first + len(self.block.edges) - 1:
            self.block = self._drawn(day)
        block, place = self.block, day - self.block.first
        others, factor = others[:, ~self.closed[others[SHOP]]], np.where(self.closed, 0.0, factor)
        came, spend = self._come(day, block, int(block.edges[place]), int(block.edges[place + 1]), budget, factor)
        counts = self._counts(others)
        counts[: PAID + 1] += np.bincount(block.flow[came], minlength=2 * len(self.shops)).reshape(-1, 2).T
        steps = np.round(factor * STRATA).astype(np.int64)
        counts[ORGANIC] += block.onlookers[place, np.arange(len(self.shops)), steps]
        table = self._newcomers(block, came[block.segment[came] != ONLOOKER])
        if others.shape[1]:
            table = np.concatenate([table, others[:, others[SEGMENT] != ONLOOKER]], axis=1)
        return People(table), Visits(*counts, spend)

    def _newcomers(self, block: Block, places: np.ndarray) -> np.ndarray:
        """The candidates at some places of a block as people."""
        table = np.zeros((len(COLUMNS), len(places)), dtype=np.int64)
        table[MOMENT], table[SEGMENT] = block.moment[places], block.segment[places]
        table[VISIT_KEY] = table[PERSON] = block.key[places]
        table[SHOP], table[SOURCE] = np.divmod(block.flow[places], 2)
        self.decide_luck(table)
        return table

    def _counts(self, table: np.ndarray) -> np.ndarray:
        """People by source and shop."""
        cell = table[SOURCE] * len(self.shops) + table[SHOP]
        shape = (LIVE + 1, len(self.shops))
        return np.bincount(cell.astype(np.intp), minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)

    def _come(self, day: int, block: Block, start: int, stop: int, budget: np.ndarray,
              factor: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
        """Places of the day's candidates who come, and what the paid ones cost in fen, by shop."""
        share, spend, most = np.zeros((len(self.shops), 2)), np.zeros(len(self.shops), dtype=np.int64), {}
        share[:, ORGANIC] = factor / MOST_FOUND
        for shop, yuan in zip(self.shops, budget.tolist(), strict=True):
            cost, audience = shop.world.paid_visit_cost.value, shop.world.paid_audience.value * self.factor[day]
            share[shop.place, PAID] = reach(yuan, cost, audience)
            if share[shop.place, PAID]:
                most[shop.place] = fen(yuan), visit_price(yuan, cost, audience)
        came = start + np.flatnonzero(block.drawn[start:stop] < share.ravel()[block.flow[start:stop]])
        for place, (money, price) in most.items():
            its = np.flatnonzero(block.flow[came] == 2 * place + PAID)
            spend[place] = min(len(its), money // price) * price
            came = np.delete(came, its[money // price :])
        return came, spend

    def _drawn(self, first: int) -> Block:
        """The candidates of the next days."""
        a_day = sum(MOST_FOUND * one.world.organic_visits.value + one.world.paid_audience.value for one in self.shops)
        days = int(np.clip(LARGEST_BLOCK / (a_day * max(self.scenario.traffic, 1e-9)), 1, self.scenario.days - first))
        which = np.arange(first, first + days, dtype=np.int64)
        parts = [one for shop in self.shops for one in self._candidates(shop, which)]
        moment, key, flow, segment = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.argsort(moment, kind="stable")  # candidates of one moment already stand in the order of their keys
        moment, key, flow, segment = (column[order] for column in (moment, key, flow, segment))
        drawn = uniforms(self.reach_key, key.view(np.uint64))[0]
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
        """Organic visitors who would consider buying, then everybody whom advertising can reach: moment, key, flow and
        segment of each."""
        factor, mix, keen = self.factor[days, None], self.mix[shop.place], self.keen[days]
        sought = np.minimum(keen * SOUGHT, MOST_KEEN) * mix
        everybody = np.hstack([sought, 1 - sought.sum(axis=1, keepdims=True)])
        rates = {ORGANIC: MOST_FOUND * shop.world.organic_visits.value * factor * mix * keen,
                 PAID: shop.world.paid_audience.value * factor * everybody}  # fmt: skip
        for source, rate in rates.items():
            moment, key, cell = self._arrived(shop, days, source, rate)
            segment = np.where(cell < len(self.segments), cell, ONLOOKER)
            yield moment, key, np.full(len(cell), 2 * shop.place + source), segment

    def _arrived(self, shop: Front, days: np.ndarray, source: int, rates: np.ndarray) -> tuple[np.ndarray, ...]:
        """Moments, keys and cells of the arrivals of some days at given rates."""
        day, moment, cell = self.flows[source, shop.place].draw(rates)
        index = np.arange(len(day)) - np.searchsorted(day, np.arange(len(days)))[day]
        return moment + days[0] * DAY, first_keys(day + days[0], shop.place, source, index), cell

    def decide_luck(self, table: np.ndarray) -> None:
        """Fill in each one's kind and whether they ask before they decide."""
        pieces, tops_up, asks = uniforms(self.luck_keys, table[VISIT_KEY].view(np.uint64))
        segment = table[SEGMENT]
        wanted = (pieces[:, None] >= self.pieces[segment]).sum(axis=1)
        new, more = table[TIMES] == 0, tops_up < self.top_up[segment]
        table[KIND] = self.kinds.number(table[SHOP], segment, new, wanted, more)
        table[ASKS] = asks < self.asks[segment]


def first_keys(day: np.ndarray | int, shop: int, flow: int, index: np.ndarray) -> np.ndarray:
    """Keys (int64) of people who come for the first time: by day, shop, flow and place in it."""
    days = np.asarray(day, dtype=np.int64)  # 64 bits also in the browser
    return (days << 44) | (np.int64(shop * FLOWS + flow) << 36) | index


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
    table[PERSON] = orders["person"].view(np.int64)
    table[VISIT_KEY] = (orders["person"] + times.astype(np.uint64) * VISIT).view(np.int64)
    table[SEGMENT], table[SHOP] = orders["segment"], orders["shop"]
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


def chat_times(keys: np.ndarray, visit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How long each contact takes, and how long it is borne to wait for: milliseconds."""
    handling, patience = uniforms(keys, visit)
    return seconds(handling, HANDLING), seconds(patience, PATIENCE)
