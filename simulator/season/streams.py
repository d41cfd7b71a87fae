"""Livestreams: when they run, who watches, and what host and rundown do to viewers, wish, returns and trust."""

import math
from datetime import timedelta

import numpy as np
from attrs import frozen

from simulator.laws import social
from simulator.laws.advertising import reach
from simulator.laws.draws import purpose_keys, stream, uniforms
from simulator.laws.fees import share_of
from simulator.laws.livestream import audience, burst, parts_of, swing
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import LIVE_PARTS, Livestream, Plan
from simulator.records import Table
from simulator.scenario import Scenario, calendar, media
from simulator.season.fronts import Front
from simulator.season.offers import fen
from simulator.season.people import (
    LIVE,
    SEGMENT,
    VISIT_KEY,
    Crowd,
    cumulative_shares,
    day_and_flow,
    segments_of,
    viewers_at,
)


@frozen
class Session:
    """A livestream of the plan: factors on viewers, on the viewers whom each brings and on returns; utility that it
    adds to the shop's goods; how hard it sells, 0 to 1; fen a week for an own host, and the host's share of sales."""

    decided: Livestream
    viewers: float
    brings: float
    returns: float
    wish: float
    selling: float
    wage: int
    commission: float

    @classmethod
    def of(cls, decided: Livestream) -> "Session":
        """A session with its host, as its time is shared out."""
        table = media().livestream
        host, shares = table.hosts[decided.host], parts_of([getattr(decided, name) for name in LIVE_PARTS])
        parts = [table.parts[name] for name in LIVE_PARTS]
        brings, wish, returns = (
            swing([getattr(one, name).value for one in parts], shares) for name in ("viewers", "wish", "returns")
        )
        offers, usual = shares[LIVE_PARTS.index("offers")], 1 / len(LIVE_PARTS)
        return cls(
            decided, host.viewers.value, 1 + brings, host.returns.value * (1 + returns), host.wish.value + wish,
            selling=max(offers - usual, 0.0) / (1 - usual),
            wage=fen(host.wage.value) if decided.pay == "own" else 0,
            commission=host.commission.value if decided.pay == "commission" else 0.0,
        )  # fmt: skip

    @property
    def reaching(self) -> float:
        """Yuan of the fee, as they reach viewers when a professional host is paid out of them."""
        table = media().livestream
        to_host = table.host_part.value * table.hosts[self.decided.host].fee.value * (self.decided.pay == "session")
        return self.decided.spend / round(1 - table.host_part.value + to_host, 12)


class Streams:
    """The plan's livestreams, numbered as in the plan. `wish`: factor on the reluctance of each one's viewers;
    `returns`: factor on what goes back, of shoppers who watched none, then of each one's viewers."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.scenario, self.shops, self.crowd, self.seed = scenario, shops, crowd, seed
        self.live = [Session.of(one) for one in plan.promotions if isinstance(one, Livestream)]
        watched = np.array([one.world.feed_share.value for one in shops])
        feeds = [one.world.mechanics == "feed" for one in shops]
        self.stage = int(np.argmax(watched * feeds if any(feeds) else watched))  # the shop that streams
        self.key = purpose_keys(seed, ["segment of a viewer"])
        table = media().livestream
        self.wish = np.array([math.exp(-(table.wish.value + one.wish)) for one in self.live])
        self.returns = np.array([1.0, *(table.returns.value * one.returns for one in self.live)])
        self.trust = 1.0
        self.running = self._running()

    def _running(self) -> np.ndarray:
        """Numbers of the livestreams of each day (rows), in their order."""
        days = [self._on(day) for day in range(self.scenario.days)] if self.live else []
        running = np.zeros((len(days), max(map(len, days), default=0)), dtype=np.int64)
        for day, numbers in enumerate(days):
            running[day, : len(numbers)] = numbers
        return running

    def _on(self, day: int) -> list[int]:
        weekday = (self.scenario.start + timedelta(days=day)).weekday() + 1
        decided = [one.decided for one in self.live]
        return [place for place, one in enumerate(decided) if day // 7 + 1 in one.weeks and one.day == weekday]

    def sessions(self, day: int) -> list[Session]:
        """The livestreams of a day; none when the platform has closed the shop they come from."""
        if not self.live or self.crowd.closed[self.stage]:
            return []
        return [self.live[place] for place in self._on(day)]

    def number(self, visits: np.ndarray) -> np.ndarray:
        """Number of the livestream that viewers come from, by the keys of their visits (uint64)."""
        day, flow = day_and_flow(visits, self.stage)
        return self.running[day, flow - LIVE]

    def heard(self, orders: Table) -> np.ndarray:
        """Place in `returns` of each order's buyer."""
        place = np.zeros(len(orders["source"]), dtype=np.int64)
        viewers = (orders["source"] == LIVE).nonzero()[0]
        if len(viewers):
            place[viewers] = 1 + self.number(orders["visit"][viewers])
        return place

    def viewers(self, day: int) -> list[np.ndarray]:
        """Tables of the day's viewers, livestream by livestream; how hard each sells tells on the next."""
        if not (sessions := self.sessions(day)):
            return []
        before = np.cumsum([0.0, *(one.reaching for one in sessions)]).tolist()
        return [self._viewers(day, place, one, before[place]) for place, one in enumerate(sessions)]

    def _viewers(self, day: int, place: int, session: Session, before: float) -> np.ndarray:
        """Viewers come to the shop with the largest feed, in proportion to it; whom `before` yuan of fees have reached
        that day, no further session reaches again."""
        shop, table, decided = self.shops[self.stage], media().livestream, session.decided
        awake = 24 * sum(calendar().hours[decided.hour : decided.hour + decided.hours]) / decided.hours
        times = table.audience.value * session.viewers
        there = audience(shop.world.paid_audience.value, shop.world.feed_share.value, times)
        there *= self.crowd.factor[day] * awake * self.trust
        so_far, then = (reach(yuan, table.cost.value, there) for yuan in (before, before + session.reaching))
        branching, decay = table.branching.value * session.brings, table.decay.value
        first = there * round(then - so_far, 12) * (1 - table.branching.value)
        rng = stream(self.seed, f"livestream {place} at {shop.key}", day)
        moments = burst(rng, first / decided.hours, branching, decay, decided.hours)
        viewers = viewers_at(day, shop.place, LIVE + place, day * DAY + decided.hour * HOUR + moments)
        self.trust = social.trust(self.trust, session.selling, table.harm.value, table.sessions.value)
        return self._with_segments(day, viewers)

    def _with_segments(self, day: int, viewers: np.ndarray) -> np.ndarray:
        """Viewers with a segment each, or as onlookers."""
        shares = np.minimum(self.crowd.keen[day] * media().livestream.keener.value, 1.0) * self.crowd.mix[self.stage]
        drawn = uniforms(self.key, viewers[VISIT_KEY].view(np.uint64))[0]
        viewers[SEGMENT] = segments_of(drawn, cumulative_shares(shares))
        return viewers

    def wages(self) -> int:
        """Fen a week for own hosts, each kind once."""
        return sum({one.decided.host: one.wage for one in self.live}.values())

    def fees(self, day: int, orders: Table) -> int:
        """Fen that the day's livestreams cost: the fees, and the hosts' shares of what their viewers ordered."""
        if not self.live:
            return 0
        fees = sum(fen(one.decided.spend) for one in self.sessions(day))
        heard, rates = self.heard(orders), np.array([0.0, *(one.commission for one in self.live)])
        return fees + int(share_of(orders["paid"], rates[heard]).sum())
