"""Ads on keywords: whoever searches meets them in the places of the week's auctions, and may click.

Searchers come from flows that no decision touches. Only as many of them are drawn as people as the best ad could win;
the others are counted. An ad is gone from the last click that the day's budget pays for.
"""

import numpy as np
from attrs import define

from simulator.laws.draws import purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan
from simulator.records import Recorder, Table, count, day_by_day
from simulator.scenario import Scenario, calendar
from simulator.season.auctions import MOST_CLICKED, WEEK, Auctions
from simulator.season.fronts import Front
from simulator.season.offers import fen
from simulator.season.people import KEYWORD, Crowd, Flow, People, newcomers, order_of
from simulator.season.presentation import Presentation

FLOW = 12  # number of a shop's first flow of searchers
NEVER_SHOWN = -1
COLUMNS = ("day", "shop", "form", "impressions", "clicks", "spend", "places")


@define
class Searchers:
    """Those whom an ad could win in a week, in order of moment: moment, hour of the day, key, group of words (shop x
    group), segment, and a uniform each; and all searches by day, group and hour."""

    moment: np.ndarray
    hour: np.ndarray
    key: np.ndarray
    group: np.ndarray
    segment: np.ndarray
    drawn: np.ndarray
    searches: np.ndarray


@define
class Clicks:
    """What a day's ads brought: people, clicks and fen by group of words, and until what moment each shop's ads could
    be seen."""

    people: list[People]
    clicks: np.ndarray
    spend: np.ndarray
    until: list[int]


class KeywordAds:
    """The shop's ads on keywords, day by day. `spent`: fen that the day's clicks cost."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.shops, self.crowd, self.seed = shops, crowd, seed
        self.auctions = Auctions(plan, scenario, shops, crowd, seed)
        self.groups = self.auctions.groups
        self.shop = np.array([shop.place for shop, _, _ in self.groups])
        self.click_key = np.array([purpose_key(seed, "clicks an ad")], dtype=np.uint64)
        self.used = any(step.value for steps in self.auctions.steps for step in steps)
        self.first, self.running, self.spent = 0, False, 0
        self.by_day = Recorder()

    def day(self, day: int, budget: np.ndarray, shown: Presentation, rating: float) -> list[People]:
        """Whom the ads bring on a day for a budget (yuan a shop); `spent` says what they cost."""
        if day % WEEK == 0:
            self._open_week(day, shown, rating)
        money = [fen(yuan) for yuan in budget.tolist()]
        nothing = np.zeros(len(self.groups), dtype=np.int64)
        if not self.running or not any(money):
            self.spent = 0
            self.by_day.add(impressions=nothing, clicks=nothing, spend=nothing, places=nothing)
            return []
        brought = self.played(day, money)
        self.spent = int(brought.spend.sum())
        self._remember(day, brought)
        return brought.people

    def _open_week(self, day: int, shown: Presentation, rating: float) -> None:
        bids = self.auctions.hold(day, shown, rating)
        self.first, self.running = day, bool(bids.any())
        if self.running:
            self.searchers = self._search(day, (bids > 0).nonzero()[0].tolist())
            self.line_up()

    def _search(self, day: int, groups: list[int]) -> Searchers:
        """Everybody who searches in a week for the words that are bid for."""
        searches = np.zeros((WEEK, len(self.groups), len(calendar().hours)), dtype=np.int64)
        parts = [self._searchers(day, group, searches[:, group]) for group in groups]
        moment, key, group, segment = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = order_of(moment, key)
        moment, key, group, segment = (one[order] for one in (moment, key, group, segment))
        date, hour = np.divmod(moment // HOUR, DAY // HOUR)
        np.add.at(searches, (date - day, group, hour), 1)
        drawn = uniforms(self.click_key, key.view(np.uint64))[0]
        return Searchers(moment, hour, key, group, segment, drawn, searches)

    def _searchers(self, day: int, group: int, others: np.ndarray) -> tuple[np.ndarray, ...]:
        """Moment, key, group and segment of those who could be won in one group of words; adds the `others` by day and
        hour."""
        (shop, name, words), days = self.groups[group], np.arange(day, day + WEEK, dtype=np.int64)
        flow, rates = f"searches for {name} words at {shop.key}", self.auctions.searches(day, *self.groups[group])
        rest = np.outer((1 - MOST_CLICKED) * rates, calendar().hours)
        others += stream(self.seed, f"{flow}: others", day).poisson(np.round(rest, 9))
        rates = MOST_CLICKED * rates[:, None] * self.crowd.everybody(shop, days, words.keener.value)
        number = FLOW + group - self.shop.searchsorted(shop.place)
        moment, key, segment = self.crowd.arrived(Flow(self.seed, flow, day), shop, days, int(number), rates)
        return moment, key, np.full(len(key), group, dtype=np.int64), segment

    def line_up(self) -> None:
        """Put everybody who clicks as long as there is money in line, shop by shop, with what the click costs."""
        them = self.searchers
        clicks = (them.drawn * MOST_CLICKED < self.auctions.chance[them.hour, them.group]).nonzero()[0]
        clicks = clicks[self.shop[them.group[clicks]].argsort(kind="stable")]
        self.line, self.line_group = self.people_of(clicks), them.group[clicks]
        self.cost = self.auctions.fen[them.hour[clicks], self.line_group]
        self.paid = np.concatenate([[0], np.cumsum(self.cost)])
        when = self.shop[self.line_group] * (WEEK + 1) + self.line.moment // DAY - self.first
        places = np.arange(len(self.shops))[:, None] * (WEEK + 1) + np.arange(WEEK + 1)
        self.edges = when.searchsorted(places).tolist()

    def people_of(self, which: np.ndarray) -> People:
        """Some of the searchers as visitors."""
        them = self.searchers
        shop = self.shop[them.group[which]]
        return self.crowd.lucky(newcomers(them.moment[which], them.key[which], them.segment[which], shop, KEYWORD))

    def played(self, day: int, money: list[int]) -> Clicks:
        """The clicks of a day, in line as far as each shop's money (fen) goes."""
        ends = [self._paid_for(shop, day, one) for shop, one in enumerate(money)]
        spans = [(self.edges[shop][day - self.first], end) for shop, (end, _) in enumerate(ends)]
        group, cost = (np.concatenate([one[start:end] for start, end in spans]) for one in (self.line_group, self.cost))
        clicks, spend = (count(group, one, len(self.groups)).astype(np.int64) for one in (None, cost))
        return Clicks([self.line.between(*one) for one in spans], clicks, spend, [until for _, until in ends])

    def _paid_for(self, shop: int, day: int, money: int) -> tuple[int, int]:
        """The place in line at which a shop's money ends, and the moment."""
        start, stop = self.edges[shop][day - self.first : day - self.first + 2]
        end = start + int(self.paid[start + 1 : stop + 1].searchsorted(self.paid[start] + money, side="right"))
        if end == stop and money:
            return end, (day + 1) * DAY
        return end, int(self.line.moment[end - 1]) if end > start else NEVER_SHOWN

    def _remember(self, day: int, brought: Clicks) -> None:
        """Count the day for the records and for the platform's judgement of the ads. The searches of the hour in which
        money ends are taken to be spread evenly."""
        hours = (np.array(brought.until) - day * DAY)[:, None] / HOUR - np.arange(DAY // HOUR)
        seen = np.floor(self.searchers.searches[day - self.first] * np.clip(hours, 0, 1)[self.shop])
        seen *= self.auctions.place.T > 0
        self.auctions.clicks += brought.clicks
        self.auctions.looks += (seen * self.auctions.looked.T).sum(axis=1)
        impressions = np.maximum(seen.sum(axis=1).astype(np.int64), brought.clicks)
        places = (seen * self.auctions.place.T).sum(axis=1).astype(np.int64)
        self.by_day.add(impressions=impressions, clicks=brought.clicks, spend=brought.spend, places=places)

    def table(self) -> Table:
        """Each form of ad by day and shop: impressions, clicks, fen, and the sum of the places of all impressions;
        nothing for a plan without ads."""
        if not self.used:
            return self.by_day.table(COLUMNS)
        table = day_by_day(self.by_day, "form", len(self.groups))
        shop, form = np.divmod(table["form"], len(self.groups) // len(self.shops))
        return table | {"shop": shop, "form": form}
