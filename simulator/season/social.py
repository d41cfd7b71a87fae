"""Posts on social media: what is fresh, who reads it, and which readers visit the shop."""

from typing import NamedTuple

import numpy as np
from attrs import define, frozen

from simulator.laws import social
from simulator.laws.content_stock import stock
from simulator.laws.draws import pick, purpose_keys, stream, uniforms
from simulator.laws.traffic import DAY
from simulator.plan import MEDIUMS, Channel, Plan, in_week
from simulator.records import Recorder, Table
from simulator.scenario import Form, Medium, Theme, media
from simulator.season.fronts import Front, split
from simulator.season.offers import fen
from simulator.season.people import (
    ORGANIC,
    SOCIAL,
    Crowd,
    cumulative_shares,
    first_keys,
    moment_of_day,
    newcomers,
    segments_of,
)

AT_ONCE = 10_000  # readers of a medium drawn at once
ROWS = ("day", "channel", "reads", "interactions", "visits")
APART = np.int64(1) << 32  # keys of one medium's readers from those of the next, and of whoever else comes that day
PURPOSES = ("drawn by content", "segment of a reader", "shop of a reader")


@frozen
class Readers:
    """Those of a medium's readers on some days, from `first` on, whom the best content could draw to the shop: key of
    each, uniforms for the moment, for being drawn, for segment and shop; where each day begins among them."""

    first: int
    key: np.ndarray
    moment: np.ndarray
    drawn: np.ndarray
    segment: np.ndarray
    shop: np.ndarray
    edges: list[int]

    @property
    def end(self) -> int:
        """The first day after them."""
        return self.first + len(self.edges) - 1

    def drawn_on(self, day: int, share: float) -> np.ndarray:
        """Places of those whom content that draws a share of them draws on a day."""
        start, stop = self.edges[day - self.first : day - self.first + 2]
        return start + (self.drawn[start:stop] < share).nonzero()[0]


class Read(NamedTuple):
    """A day of one channel: the share of the medium's readers who read something, and of these who visit."""

    read: float
    visiting: float


@define
class Account:
    """One channel of the plan in the season: fresh content in posts of ordinary reach, and its readers' trust."""

    decided: Channel
    medium: Medium
    form: Form
    theme: Theme
    content: float = 0.0
    trust: float = 1.0
    posts: float = 0.0
    selling: float = 0.0

    @classmethod
    def of(cls, decided: Channel) -> "Account":
        """The account that a channel of the plan keeps."""
        table = media().social
        return cls(decided, table.media[decided.medium], table.forms[decided.form], table.themes[decided.theme])

    def open_week(self, week: int) -> int:
        """Take over the week's posts; returns what they cost in fen."""
        self.posts = in_week(self.decided.posts, week, 0.0)
        self.selling = in_week(self.decided.selling, week, 0.0) if self.posts else 0.0
        return round(self.posts * fen(self.form.cost.value))

    def open_day(self) -> Read:
        """A night passes: new posts come, old ones fade, and trust follows how hard they sell."""
        table = media().social
        reach = self.medium.fit[self.decided.form].value * self.form.reach.value * self.theme.reach.value
        half_life = self.form.half_life.value * self.theme.half_life.value
        self.content = stock(self.content, reach * self.posts / 7, half_life)
        selling = table.selling
        self.trust = social.trust(self.trust, self.selling, selling.harm.value, selling.half_life.value)
        visiting = social.visiting(self.selling, self.trust, selling.least.value, selling.most.value)
        return Read(social.pull(self.content, table.enough.value), visiting)


def mix_of(medium: Medium, segments: list[str]) -> np.ndarray:
    """Shares of a medium's readers by segment."""
    return np.array([medium.audience.get(one, 0.0) for one in segments])


def _segments(account: Account, crowd: Crowd) -> np.ndarray:
    """By day, the cumulative shares of an account's readers who would consider buying, by segment."""
    return cumulative_shares(
        np.minimum(crowd.keen * account.theme.keener.value, 1.0) * mix_of(account.medium, crowd.names)
    )


def shops_of(uniform: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Shops drawn by inversion from their shares of marketing."""
    return pick(uniform, np.round(np.cumsum(shares), 12)[:-1])


class Social:
    """The plan's channels. Readers who might visit come from a stream for each medium and day; which of them do hangs
    on a uniform of their own."""

    def __init__(self, plan: Plan, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.accounts = [Account.of(one) for one in plan.channels]
        self.shops, self.crowd, self.seed = shops, crowd, seed
        self.keys = purpose_keys(seed, PURPOSES)
        self.most = media().social.selling.most.value
        self.rates = [np.round(one.medium.readers.value * crowd.factor * self.most, 9) for one in self.accounts]
        self.segments = [_segments(one, crowd) for one in self.accounts]
        self.readers: dict[int, Readers] = {}  # of each channel, some days at once
        self.records = Recorder()

    def open_week(self, week: int) -> int:
        """Take over the week's posts; returns what they cost in fen."""
        return sum(one.open_week(week) for one in self.accounts)

    def shut(self) -> None:
        """The shop has closed: nothing is posted or read any more."""
        self.accounts = []

    def visitors(self, day: int) -> list[np.ndarray]:
        """Tables of the day's readers who visit, a channel each; records what was read."""
        if not self.accounts or not (shares := split(self.shops, self.crowd.closed)).any():
            return []
        return [self._day(day, place, shares) for place in range(len(self.accounts))]

    def _day(self, day: int, place: int, shares: np.ndarray) -> np.ndarray:
        """The readers of one channel who visit, without their luck."""
        account = self.accounts[place]
        today = account.open_day()
        table = self._coming(day, place, today, shares)
        self._record(day, place, today, table.shape[1])
        return table

    def _coming(self, day: int, place: int, today: Read, shares: np.ndarray) -> np.ndarray:
        """Those of the readers who may visit at most whom the day's content draws."""
        if place not in self.readers or day >= self.readers[place].end:
            self.readers[place] = self._drawn(day, place)
        readers = self.readers[place]
        came = readers.drawn_on(day, round(today.read * today.visiting / self.most, 12))
        moment = day * DAY + moment_of_day(readers.moment[came])
        segment = segments_of(readers.segment[came], self.segments[place][day])
        return newcomers(moment, readers.key[came], segment, shops_of(readers.shop[came], shares), SOCIAL)

    def _drawn(self, first: int, place: int) -> Readers:
        """The readers of a channel's medium on some days from a day on."""
        medium, rates = self.accounts[place].decided.medium, self.rates[place]
        days = range(first, min(first + max(int(AT_ONCE / max(rates.max(), 1.0)), 1), len(rates)))
        moments = [self._moments(day, medium, rates[day]) for day in days]
        edges = np.cumsum([0, *map(len, moments)], dtype=np.int64)
        day = np.repeat(np.arange(len(days), dtype=np.int64), np.diff(edges).astype(np.intp))
        index = np.arange(edges[-1], dtype=np.int64) - edges[day] + APART * (1 + MEDIUMS.index(medium))
        key = first_keys(first + day, 0, ORGANIC, index)
        drawn = uniforms(self.keys, key.view(np.uint64))
        return Readers(first, key, np.concatenate(moments), *drawn, edges.tolist())

    def _moments(self, day: int, medium: str, rate: float) -> np.ndarray:
        """A uniform for the moment of each reader of a medium on a day."""
        rng = stream(self.seed, f"readers from {medium}", day)
        return rng.random(rng.poisson(rate))

    def _record(self, day: int, place: int, today: Read, visits: int) -> None:
        """Count who read without visiting, and who of all readers liked, commented on or passed on what they read."""
        account = self.accounts[place]
        rng = stream(self.seed, f"reads on {account.decided.medium}", day)
        stay = account.medium.readers.value * self.crowd.factor[day] * today.read * (1 - today.visiting)
        reads = visits + int(rng.poisson(round(stay, 9)))
        answered = int(rng.binomial(reads, round(account.form.interaction.value * account.trust, 12)))
        self.records.add(day=day, channel=place, reads=reads, interactions=answered, visits=visits)

    def table(self) -> Table:
        """Reads, interactions and visits by day and channel."""
        return self.records.table(ROWS)
