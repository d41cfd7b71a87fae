"""Ads that are paid by the click: whoever meets one may click it, as long as the day's money for it lasts.

Searchers meet ads on keywords in the places of the week's auctions, others display and recommendation ads. An ad is
gone from the last click that its purse pays for.
"""

from collections.abc import Iterator

import numpy as np
from attrs import fields, frozen

from simulator.laws.carry_over import displaced
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table, count, day_by_day
from simulator.scenario import Scenario, calendar
from simulator.season.auctions import Auctions
from simulator.season.audiences import HOURS, Audience, Audiences
from simulator.season.echo import Echo
from simulator.season.forms import WEEK, Form, Terms
from simulator.season.fronts import Front
from simulator.season.offers import fen
from simulator.season.people import (
    DISPLAY,
    KEYWORD,
    RECOMMENDED,
    Crowd,
    newcomers,
    order_of,
)
from simulator.season.presentation import Presentation
from simulator.season.showings import Showings

SOURCE_OF = np.array([KEYWORD, KEYWORD, DISPLAY, RECOMMENDED])  # by number of the form
DISPLAY_FORM = 2
PURSE_OF = np.array([0, 0, 1, 2])
PURSES = ("keyword_budget", "display_budget", "recommendation_budget")
NEVER_SHOWN = -1
COLUMNS = ("day", "shop", "form", "impressions", "clicks", "spend", "places")


@frozen
class Line:
    """Everybody who clicks in a week as long as there is money, purse by purse: moment, key and segment of each, the
    group whose ad each clicks, and fen; `paid` is the sum of these before each, `edges` where each purse's days
    begin."""

    moment: np.ndarray
    key: np.ndarray
    segment: np.ndarray
    group: np.ndarray
    fen: np.ndarray
    paid: np.ndarray
    edges: list[list[int]]


@frozen
class Clicks:
    """What a day's ads brought: people, clicks and fen by group, and the moment up to which each purse lasted."""

    people: list[np.ndarray]
    clicks: np.ndarray
    spend: np.ndarray
    until: list[int]


class ClickAds:
    """The shop's ads, day by day. A group is a shop's ads of one form, a purse a shop's money for one kind of them;
    `spent`: fen that the day's clicks cost."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.plan, self.shops, self.crowd = plan, shops, crowd
        self.auctions = Auctions(plan, scenario, shops, crowd, seed)
        self.showings = Showings(plan, shops, crowd)
        per_shop = [self.auctions.forms(shop) + self.showings.forms(shop) for shop in shops]
        self.groups: list[Form] = [form for forms in per_shop for form in forms]
        self.form = np.tile(np.arange(len(SOURCE_OF)), len(shops))
        self.shop = np.repeat(np.arange(len(shops)), len(SOURCE_OF))
        self.purse = self.shop * len(PURSES) + PURSE_OF[self.form]
        self.drawn = Audiences(self.groups, len(SOURCE_OF), crowd, seed)
        self.people = np.array([form.people for form in self.groups])
        self.used = any(step.value for name in PURSES for step in getattr(plan.ads, name))
        self.first, self.running, self.spent, self.echo = 0, False, 0, Echo(len(shops))
        self.exposure = np.zeros(len(shops))  # share of everybody to whom display ads were shown
        self.by_day = Recorder()

    def budgets(self, day: int) -> np.ndarray:
        """Yuan a day that the plan has for each kind of ads in the week of a day."""
        return np.array([in_week(getattr(self.plan.ads, name), day // WEEK + 1, 0.0) for name in PURSES])

    def day(self, day: int, money: float, shares: np.ndarray, shown: Presentation, rating: float) -> list[np.ndarray]:
        """Tables of whom the ads bring on a day for `money` yuan at most, `shares` of it for each shop."""
        self.echo.open_day(self.exposure)
        if day % WEEK == 0:
            self.wanted = self.budgets(day)
            self._open_week(day, np.outer(shares, self.wanted), shown, rating)
        part = min(money / max(float(self.wanted.sum()), 1e-9), 1.0)
        purses = [fen(yuan) for yuan in (part * np.outer(shares, self.wanted)).ravel().tolist()]
        nothing = np.zeros(len(self.groups), dtype=np.int64)
        if not self.running or not any(purses):
            self.spent, self.exposure = 0, np.zeros(len(self.shops))
            self.by_day.add(impressions=nothing, clicks=nothing, spend=nothing, places=nothing)
            return []
        brought = self.played(day, purses)
        self.spent = int(brought.spend.sum())
        self._remember(day, brought)
        return brought.people

    def _open_week(self, day: int, budgets: np.ndarray, shown: Presentation, rating: float) -> None:
        """Settle on what terms people click this week; `budgets` in yuan a day by shop and purse."""
        self.first, self.running = day, bool(shown.listed.any() and budgets.any())
        self.echo.displaced = np.zeros(len(self.shops))
        if not self.running:
            return
        parts = (self.auctions.terms(day, shown, rating), self.showings.terms(day, budgets[:, 1:], shown))
        self.terms = Terms(*(_side_by_side(*each) for each in zip(*map(_arrays, parts), strict=True)))
        met = self.terms.chance.any(axis=0).nonzero()[0].tolist()
        self.running = bool(met)
        if met:
            self.echo.displaced = self._displaced(budgets)
            self.everybody = np.zeros((WEEK, len(self.groups), HOURS))
            self.line_up(self._audiences(met))

    def _audiences(self, met: list[int]) -> Iterator[tuple[int, Audience]]:
        """The groups whose ads people meet this week with their audiences, who are counted."""
        for group in met:
            them = self.drawn.of(self.first, group)
            days = them.everybody[self.first - them.first :][:WEEK]
            self.everybody[: len(days), group] = days
            yield group, them

    def _displaced(self, budgets: np.ndarray) -> np.ndarray:
        """Share of each shop's unpaid visits that the week's ads are expected to turn into paid ones."""
        busy = self.crowd.factor[self.first : self.first + WEEK].mean()
        clicks = np.outer(calendar().hours, self.people) * self.terms.expected
        cost = count(self.purse, busy * (clicks * self.terms.fen).sum(axis=0), budgets.size)
        lasts = np.minimum(100 * budgets.ravel() / np.maximum(cost, 1e-9), 1.0)[self.purse]
        shares = [displaced(one, form.anyway, form.shop.world.organic_visits.value)
                  for one, form in zip((clicks.sum(axis=0) * lasts).tolist(), self.groups, strict=True)]  # fmt: skip
        return np.minimum(count(self.shop, np.array(shares), len(self.shops)), 1.0)

    def _clicking(self, group: int, them: Audience) -> tuple[np.ndarray, ...]:
        """Those of a group's audience who click as long as there is money: moment, key, segment, group and fen."""
        week = them.places(self.first, WEEK)
        chance = self.terms.chance[them.hour[week], group] * self.terms.fits[them.segment[week], group]
        which = week.start + (them.drawn[week] < chance).nonzero()[0]
        cost = self.terms.fen[them.hour[which], group]
        return them.moment[which], them.key[which], them.segment[which], np.full(len(which), group), cost

    def line_up(self, audiences: Iterator[tuple[int, Audience]]) -> None:
        """Put everybody who clicks as long as there is money in line, purse by purse, with what the click costs."""
        parts = [self._clicking(*each) for each in audiences]
        moment, key, segment, group, cost = map(np.concatenate, zip(*parts, strict=True))
        order = order_of(self.purse[group] * np.int64((self.first + WEEK) * DAY) + moment, key)
        moment, key, segment, group, cost = (one[order] for one in (moment, key, segment, group, cost))
        when = self.purse[group] * (WEEK + 1) + moment // DAY - self.first
        days = np.arange(len(self.shops) * len(PURSES))[:, None] * (WEEK + 1) + np.arange(WEEK + 1)
        paid = np.concatenate([[0], np.cumsum(cost)])
        self.line = Line(moment, key, segment, group, cost, paid, when.searchsorted(days).tolist())

    def visitors(self, moment: np.ndarray, key: np.ndarray, segment: np.ndarray, group: np.ndarray) -> np.ndarray:
        """Those who click ads of groups as visitors, whose luck is still to be decided."""
        return newcomers(moment, key, segment, self.shop[group], SOURCE_OF[self.form[group]])

    def played(self, day: int, purses: list[int]) -> Clicks:
        """The clicks of a day, in line as far as each purse (fen) goes."""
        ends = [self._paid_for(purse, day, money) for purse, money in enumerate(purses)]
        line, date = self.line, day - self.first
        spans = [(line.edges[purse][date], end) for purse, (end, _) in enumerate(ends)]
        *people, cost = (
            np.concatenate([one[start:end] for start, end in spans])
            for one in (line.moment, line.key, line.segment, line.group, line.fen)
        )
        clicks, spend = (count(people[-1], one, len(self.groups)).astype(np.int64) for one in (None, cost))
        return Clicks([self.visitors(*people)], clicks, spend, [until for _, until in ends])

    def _paid_for(self, purse: int, day: int, money: int) -> tuple[int, int]:
        """The place in line at which a purse's money ends, and the moment."""
        paid, (start, stop) = self.line.paid, self.line.edges[purse][day - self.first : day - self.first + 2]
        end = start + int(paid[start + 1 : stop + 1].searchsorted(paid[start] + money, side="right"))
        if end == stop and money:
            return end, (day + 1) * DAY
        return end, int(self.line.moment[end - 1]) if end > start else NEVER_SHOWN

    def _remember(self, day: int, brought: Clicks) -> None:
        """Count the day for the records and for the platform's judgement of the ads. Those who meet an ad in the hour
        in which its money ends are taken to be spread evenly."""
        hours = (np.array(brought.until) - day * DAY)[:, None] / HOUR - np.arange(HOURS)
        met = self.everybody[day - self.first] * np.minimum(np.maximum(hours, 0), 1)[self.purse]
        seen = np.floor(np.round(met * self.terms.shown.T, 6))
        words = self.form < self.showings.first
        self.auctions.learn(brought.clicks[words], (seen * self.terms.looked.T).sum(axis=1)[words])
        impressions = np.maximum(seen.sum(axis=1).astype(np.int64), brought.clicks)
        places = (seen * self.terms.place.T).sum(axis=1).astype(np.int64)
        shown = self.form == DISPLAY_FORM
        self.exposure = impressions[shown] / (self.people[shown] * self.crowd.factor[day])
        self.by_day.add(impressions=impressions, clicks=brought.clicks, spend=brought.spend, places=places)

    def table(self) -> Table:
        """Each form of ad by day and shop: impressions, clicks, fen, and the sum of the places of all impressions;
        nothing for a plan without ads."""
        if not self.used:
            return self.by_day.table(COLUMNS)
        table = day_by_day(self.by_day, "form", len(self.groups))
        shop, form = np.divmod(table["form"], len(SOURCE_OF))
        return table | {"shop": shop, "form": form}


def _arrays(terms: Terms) -> list[np.ndarray]:
    return [getattr(terms, each.name) for each in fields(Terms)]


def _side_by_side(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Arrays (rows, shops, forms) as one over rows and groups: shop by shop, the forms of both."""
    joined = np.concatenate([first, second], axis=2)
    return joined.reshape(len(joined), -1)
