"""The people of a day: who visits, and who of them would consider buying."""

import numpy as np
from attrs import fields, frozen

from simulator.laws.advertising import reach, visit_price
from simulator.laws.draws import cumulative, pick, purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR, arrivals, day_factor, keenness
from simulator.scenario import Scenario, calendar, platforms, segments
from simulator.season.offers import fen, number

ORGANIC, PAID, KNOWN = 0, 1, 2
MOST_KEEN = 0.95
SOUGHT = 1.6  # share of paid visitors who would consider buying, against others: they searched for such goods (assumed)
VISIT = np.uint64(0xD1B54A32D192ED03)  # odd: a known person's n-th visit is id + n * VISIT


@frozen
class Visits:
    """Visits of a day by source, page views left out."""

    organic: int
    paid: int
    known: int
    spend: int

    @property
    def visitors(self) -> int:
        """People, each counted once."""
        return self.organic + self.paid + self.known


@frozen
class People:
    """Visitors who would consider buying, in the order they come: columns of equal length.

    moment (ms of the season), visit (uint64, key of this visit), person (uint64), segment, new, kind, source.
    """

    moment: np.ndarray
    visit: np.ndarray
    person: np.ndarray
    times: np.ndarray
    segment: np.ndarray
    kind: np.ndarray
    source: np.ndarray

    def __len__(self) -> int:
        return len(self.moment)

    def at(self, places: np.ndarray) -> dict[str, np.ndarray]:
        """The columns of the people at `places`, without their kind."""
        return {
            name: getattr(self, name)[places] for name in ("moment", "visit", "person", "times", "segment", "source")
        }

    def first(self, number: int) -> "People":
        """The first so many people."""
        return People(*(getattr(self, each.name)[:number] for each in fields(People)))


class Crowd:
    """Draws the people of each day from streams that no decision touches."""

    def __init__(self, scenario: Scenario, platform: str, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.platform = platforms()[platform]
        self.segments = [segments()[name] for name in self.platform.audience]
        self.mix = np.array(list(self.platform.audience.values()))
        self.considers = np.array([one.considers for one in self.segments])
        self.keys = np.array([purpose_key(seed, one) for one in ("pieces", "tops up")], dtype=np.uint64)
        self.reach_key = np.array([purpose_key(seed, "reached by advertising")], dtype=np.uint64)
        self.pieces = np.array([cumulative(one.quantity) for one in self.segments])
        self.top_up = np.array([one.top_up for one in self.segments])

    def day(self, day: int, budget: float, known: "Known") -> tuple[People, Visits]:
        """The people of a day under a day's marketing budget (yuan), with the known people who are due."""
        date = self.scenario.date(day)
        factor = day_factor(calendar(), date) * self.scenario.traffic
        keen = np.minimum(self.considers * keenness(calendar(), date), MOST_KEEN)
        organic = self._organic(day, self.platform.organic_visits.value * factor, keen)
        paid, clicks, spend = self._paid(day, self.platform.paid_audience.value * factor, keen, budget)
        people = self._joined(day, organic, paid, known)
        return people, Visits(organic[2] + len(organic[0]), clicks, len(known.person), spend)

    def _organic(self, day: int, daily: float, keen: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
        rng = stream(self.seed, "organic visits", day)
        moments, groups = arrivals(rng, daily * self.mix * keen, calendar().hours)
        lookers = rng.poisson(round(daily * float(self.mix @ (1 - keen)), 9))
        return moments, groups, int(lookers)

    def _paid(
        self, day: int, audience: float, keen: np.ndarray, budget: float
    ) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], int, int]:
        """Paid visitors who would consider buying (moments, segments, numbers), paid visits in all, and fen spent."""
        cost = self.platform.paid_visit_cost.value
        share = reach(budget, cost, audience)
        nobody = np.empty(0, dtype=np.int64)
        if not share:
            return (nobody, nobody, nobody), 0, 0
        keener = np.minimum(keen * SOUGHT, MOST_KEEN)
        rates = audience * np.concatenate([self.mix * keener, self.mix * (1 - keener)])
        moments, groups = arrivals(stream(self.seed, "paid visits", day), rates, calendar().hours)
        drawn = uniforms(self.reach_key, _ids(day, PAID, np.arange(len(moments))))[0]
        price = visit_price(budget, cost, audience)
        came = np.flatnonzero(drawn < share)[: fen(budget) // price]
        serious = came[groups[came] < len(self.mix)]
        return (moments[serious], groups[serious], serious), len(came), len(came) * price

    def _joined(self, day: int, organic: tuple, paid: tuple, known: "Known") -> People:
        moment = np.concatenate([organic[0], paid[0], known.moment])
        person = np.concatenate(
            [_ids(day, ORGANIC, np.arange(len(organic[0]))), _ids(day, PAID, paid[2]), known.person]
        )
        times = np.concatenate([np.zeros(len(organic[0]) + len(paid[0]), dtype=np.int64), known.times])
        segment = np.concatenate([organic[1], paid[1], known.segment])
        source = np.repeat([ORGANIC, PAID, KNOWN], [len(organic[0]), len(paid[0]), len(known.person)])
        order = np.argsort(moment, kind="stable")
        person, times, segment = person[order], times[order], segment[order]
        visit = person + times.astype(np.uint64) * VISIT
        kind = self._kinds(visit, segment, times == 0)
        return People(moment[order] + day * DAY, visit, person, times, segment, kind, source[order])

    def _kinds(self, visit: np.ndarray, segment: np.ndarray, new: np.ndarray) -> np.ndarray:
        pieces, tops_up = uniforms(self.keys, visit)
        wanted = (pieces[:, None] >= self.pieces[segment]).sum(axis=1)
        return number(segment, new.astype(np.int64), wanted, (tops_up < self.top_up[segment]).astype(np.int64))


def _ids(day: int, flow: int, index: np.ndarray) -> np.ndarray:
    """Ids of people: day, flow and place in the flow."""
    return np.uint64((day << 40) | (flow << 36)) + index.astype(np.uint64)


@frozen
class Known:
    """Past buyers who are due to visit: moment (ms from midnight), person, how many visits before, segment."""

    moment: np.ndarray
    person: np.ndarray
    times: np.ndarray
    segment: np.ndarray


def nobody_known() -> Known:
    """No past buyer due."""
    none = np.empty(0, dtype=np.int64)
    return Known(none, none.astype(np.uint64), none, none)


def moment_of_day(uniform: np.ndarray) -> np.ndarray:
    """Milliseconds from midnight at which a visit falls, by the calendar's hours."""
    edges = np.concatenate([[0.0], cumulative(calendar().hours)])
    hour = pick(uniform, edges[1:])
    within = (uniform - edges[hour]) / np.maximum(edges[hour + 1] - edges[hour], 1e-12)
    return (hour * HOUR + np.minimum((within * HOUR).astype(np.int64), HOUR - 1)).astype(np.int64)
