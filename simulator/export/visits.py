"""All visits of a season, one by one: those it recorded, and as many others as it counted.

Drawn day after day, from streams of their own that no season knows. By day, shop and source there are as many visits
as were counted, by day as many people who would consider buying.
"""

from collections import deque

import numpy as np

from simulator.export.recorded import CHANNELS, TAIL, Recorded, day_numbers, follow, recorded, visit_number
from simulator.laws.draws import stream
from simulator.laws.loyalty import SOONEST
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Livestream
from simulator.records import Table, joined
from simulator.scenario import browsing
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.season.people import INVITED, KEYWORD, KNOWN, LIVE, ORGANIC, SOURCES, moment_of_day

LINKS = ("order", "unpaid", "contact")
COLUMNS = ("visit_id", "person_id", "moment", "shop", "channel", *LINKS)
NOBODY = np.empty(0, dtype=np.int64)
LONG_TAIL = 1  # number of the form of ads at long-tail words


def counted(result: Result) -> np.ndarray:
    """Visits by day, shop and channel."""
    visits, ads = result.tables["visits"], result.tables["ads"]
    numbers = np.zeros((result.scenario.days, int(visits["shop"].max()) + 1, len(CHANNELS)), dtype=np.int64)
    for source, name in enumerate(SOURCES):
        numbers[visits["day"], visits["shop"], source] = visits[name]
    tail = (ads["form"] == LONG_TAIL).nonzero()[0]
    numbers[ads["day"][tail], ads["shop"][tail], TAIL] = ads["clicks"][tail]
    numbers[..., KEYWORD] -= numbers[..., TAIL]
    return numbers


class Visits:
    """Draws the visits of each day, in turn."""

    def __init__(self, result: Result) -> None:
        self.result, self.known = result, recorded(result)
        self.dates = day_numbers(result)
        self.free = counted(result)
        np.subtract.at(self.free, (self.known["day"], self.known["shop"], self.known["channel"]), 1)
        shops = range(self.free.shape[1])
        self.seen = [Seen() for _ in shops]
        self.buyers = [Buyers(result, self.known, shop) for shop in shops]
        self.reminds = result.plan.treatment.cart_reminder != "none"
        self.left = [NOBODY for _ in shops]  # who left the day before, and may be reminded of the cart
        self.found: dict[int, int] = {}  # recorded people of whose first visit there is no record, and who they are

    def day(self, day: int) -> Table:
        """The visits of a day with the columns of `COLUMNS` and `keen`, whether somebody would consider buying."""
        rng, told = stream(self.result.seed, "export of visits", day), self.known.on(day)
        told["person_id"] = self._found(told, rng)
        others = self._others(day, told["person_id"], rng)
        table = joined([{name: one[name] for name in COLUMNS} for one in (told, others)])
        keen = self._keen(day, table, len(told["day"]), rng)
        if self.reminds:
            left = np.flatnonzero(keen)[np.flatnonzero(keen) >= len(told["day"])]
            self.left = [table["person_id"][left][table["shop"][left] == one] for one in range(len(self.left))]
        return table | {"keen": keen}

    def _found(self, told: Table, rng: np.random.Generator) -> np.ndarray:
        """Who pays the recorded visits: somebody reminded of the cart without another record left the day before."""
        unknown = (told["channel"] == KNOWN) & (told["person_id"] == told["visit_id"]) & (told["contact"] != NEVER)
        for place in unknown.nonzero()[0].tolist():
            shop = int(told["shop"][place])
            if len(left := rng.permutation(self.left[shop])):
                self.left[shop], self.found[int(told["person_id"][place])] = left[1:], int(left[0])
        return np.array([self.found.get(one, one) for one in told["person_id"].tolist()], dtype=np.int64)

    def _others(self, day: int, told: np.ndarray, rng: np.random.Generator) -> Table:
        """The visits that were only counted; `told`: people whose visit was recorded."""
        cells = self.free[day].ravel()
        shop, channel = np.divmod(np.arange(len(cells), dtype=np.int64).repeat(cells.astype(np.intp)), len(CHANNELS))
        place = len(told) + np.arange(len(shop), dtype=np.int64)
        visit_id = visit_number(self.dates, np.full(len(shop), day), place)
        none = np.full(len(shop), NEVER, dtype=np.int64)
        person = visit_id.copy()
        for number, (seen, buyers) in enumerate(zip(self.seen, self.buyers, strict=True)):
            known, found = (((shop == number) & (channel == one)).nonzero()[0] for one in (KNOWN, ORGANIC))
            person[known] = buyers.day(day, visit_id[known], self.left[number], rng)
            person[found] = seen.day(visit_id[found], np.append(told, person[known]), rng)
        return dict.fromkeys(LINKS, none) | {
            "visit_id": visit_id, "person_id": person, "moment": self._moments(day, channel, rng), "shop": shop,
            "channel": channel,
        }  # fmt: skip

    def _moments(self, day: int, channel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """When they come: by the calendar's hours, viewers while a livestream runs."""
        moment = moment_of_day(rng.random(len(channel)))
        viewers, spans = (channel == LIVE).nonzero()[0], self._streams(day)
        if len(viewers) and spans:
            which = rng.integers(len(spans), size=len(viewers))
            begins, hours = np.array(spans, dtype=np.int64)[which].T
            moment[viewers] = begins * HOUR + (rng.random(len(viewers)) * hours * HOUR).astype(np.int64)
        return day * DAY + moment

    def _streams(self, day: int) -> list[tuple[int, int]]:
        """When the livestreams of a day begin, and how many hours they run."""
        week, weekday = day // 7 + 1, self.result.scenario.date(day).weekday() + 1
        live = (one for one in self.result.plan.promotions if isinstance(one, Livestream))
        return [(one.hour, one.hours) for one in live if week in one.weeks and one.day == weekday]

    def _keen(self, day: int, table: Table, told: int, rng: np.random.Generator) -> np.ndarray:
        """Who would consider buying: everybody who was recorded, was a buyer or is a buyer's friend, and others up to
        the day's number."""
        keen = np.isin(table["channel"], (KNOWN, INVITED))
        keen[:told] = True
        others = (~keen).nonzero()[0]
        more = int(self.result.tables["days"]["considering"][day]) - int(keen.sum())
        keen[rng.choice(others, min(max(more, 0), len(others)), replace=False)] = True
        return keen


class Seen:
    """People whom a shop's organic visits brought before, by the day on which they were first seen."""

    def __init__(self) -> None:
        figures = browsing()["returning"]
        self.share, self.fade = figures["share"].value, figures["fade"].value
        self.days: deque[np.ndarray] = deque(maxlen=round(figures["memory"].value))

    def day(self, visit_id: np.ndarray, there: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Who pays a day's visits, besides those who are `there`: most are new, and bear the number of the visit."""
        person = visit_id.copy()
        if self.days:
            back = np.setdiff1d(self._back(int(rng.binomial(len(person), self.share)), rng), there)
            person[rng.permutation(len(person))[: len(back)]] = back
        self.days.append(person[person == visit_id])
        return person

    def _back(self, number: int, rng: np.random.Generator) -> np.ndarray:
        """People of earlier days, most of the last ones, nobody twice."""
        ago = np.arange(len(self.days), 0, -1)
        weight = ago**-self.fade
        numbers = rng.multinomial(number, weight / weight.sum())
        parts = zip(self.days, numbers.tolist(), strict=True)
        return np.concatenate([rng.choice(one, min(some, len(one)), replace=False) for one, some in parts])


class Buyers:
    """A shop's past buyers of whom no later visit was recorded, from the day on which they may come back."""

    def __init__(self, result: Result, known: Recorded, shop: int) -> None:
        orders = result.tables["orders"]
        which = ((orders["shop"] == shop) & ~follow(orders, known) & (orders["delivered"] != NEVER)).nonzero()[0]
        which = which[(orders["delivered"][which] + SOONEST).argsort(kind="stable")]
        self.comes = orders["delivered"][which] + SOONEST
        self.person = known["person_id"][known.of("order", len(orders["visit"]))][which]
        self.there, self.arrived = NOBODY, 0

    def day(self, day: int, visit_id: np.ndarray, left: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Who pays a day's visits of known people: past buyers, and those who `left` the day before; new people where
        there are not enough."""
        until = int(self.comes.searchsorted(day, side="right"))
        there = rng.permutation(np.concatenate([self.there, self.person[self.arrived : until], left]))
        self.there, self.arrived = np.setdiff1d(there[len(visit_id) :], left), until
        return np.concatenate([there[: len(visit_id)], visit_id[len(there) :]])
