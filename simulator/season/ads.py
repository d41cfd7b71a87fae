"""Ads that are paid by the click: whoever meets one may click it, as long as the day's money for it lasts.

Searchers meet ads on keywords in the places of the week's auctions, others display and recommendation ads. All come
from flows that no decision touches. Only as many of them are drawn as people as the best ad could win; the others are
counted. An ad is gone from the last click that its purse pays for.
"""

import numpy as np
from attrs import define, fields, frozen

from simulator.laws.carry_over import displaced
from simulator.laws.draws import purpose_key, stream, uniforms
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table, count, day_by_day
from simulator.scenario import Scenario, calendar
from simulator.season.auctions import Auctions
from simulator.season.echo import Echo
from simulator.season.forms import WEEK, Form, Terms
from simulator.season.fronts import Front
from simulator.season.offers import fen
from simulator.season.people import DISPLAY, KEYWORD, RECOMMENDED, Crowd, Flow, People, newcomers, order_of
from simulator.season.presentation import Presentation
from simulator.season.showings import Showings

FLOW = 12  # number of a shop's first flow of people who meet ads
SOURCE_OF = np.array([KEYWORD, KEYWORD, DISPLAY, RECOMMENDED])  # by number of the form
DISPLAY_FORM = 2
PURSE_OF = np.array([0, 0, 1, 2])
PURSES = ("keyword_budget", "display_budget", "recommendation_budget")
NEVER_SHOWN = -1
COLUMNS = ("day", "shop", "form", "impressions", "clicks", "spend", "places")


@define
class Audience:
    """Those whom ads could win in a week, in order of moment: moment, hour of the day, key, group (shop x form),
    segment, and a uniform each; and everybody who could meet the ads, by day, group and hour."""

    moment: np.ndarray
    hour: np.ndarray
    key: np.ndarray
    group: np.ndarray
    segment: np.ndarray
    drawn: np.ndarray
    everybody: np.ndarray


@frozen
class Clicks:
    """What a day's ads brought: people, clicks and fen by group, and the moment up to which each purse lasted."""

    people: list[People]
    clicks: np.ndarray
    spend: np.ndarray
    until: list[int]


class ClickAds:
    """The shop's ads, day by day. A group is a shop's ads of one form, a purse a shop's money for one kind of them;
    `spent`: fen that the day's clicks cost."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.plan, self.shops, self.crowd, self.seed = plan, shops, crowd, seed
        self.auctions = Auctions(plan, scenario, shops, crowd, seed)
        self.showings = Showings(plan, shops, crowd)
        per_shop = [self.auctions.forms(shop) + self.showings.forms(shop) for shop in shops]
        self.groups: list[Form] = [form for forms in per_shop for form in forms]
        self.form = np.tile(np.arange(len(SOURCE_OF)), len(shops))
        self.shop = np.repeat(np.arange(len(shops)), len(SOURCE_OF))
        self.purse = self.shop * len(PURSES) + PURSE_OF[self.form]
        self.most = np.array([one.most for one in self.groups])
        self.click_key = np.array([purpose_key(seed, "clicks an ad")], dtype=np.uint64)
        self.used = any(step.value for name in PURSES for step in getattr(plan.ads, name))
        self.first, self.running, self.spent, self.echo = 0, False, 0, Echo(len(shops))
        self.exposure = np.zeros(len(shops))  # share of everybody to whom display ads were shown
        self.by_day = Recorder()

    def budgets(self, day: int) -> np.ndarray:
        """Yuan a day that the plan has for each kind of ads in the week of a day."""
        return np.array([in_week(getattr(self.plan.ads, name), day // WEEK + 1, 0.0) for name in PURSES])

    def day(self, day: int, money: float, shares: np.ndarray, shown: Presentation, rating: float) -> list[People]:
        """Whom the ads bring on a day for `money` yuan at most, `shares` of it for each shop."""
        wanted = self.budgets(day)
        self.echo.open_day(self.exposure)
        if day % WEEK == 0:
            self._open_week(day, np.outer(shares, wanted), shown, rating)
        part = min(money / max(float(wanted.sum()), 1e-9), 1.0)
        purses = [fen(yuan) for yuan in (part * np.outer(shares, wanted)).ravel().tolist()]
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
            self.audience = self._audience(day, met)
            self.line_up()

    def _displaced(self, budgets: np.ndarray) -> np.ndarray:
        """Share of each shop's unpaid visits that the week's ads are expected to turn into paid ones."""
        busy = self.crowd.factor[self.first : self.first + WEEK].mean()
        clicks = np.outer(calendar().hours, [form.people for form in self.groups]) * self.terms.expected
        cost = count(self.purse, busy * (clicks * self.terms.fen).sum(axis=0), budgets.size)
        lasts = np.minimum(100 * budgets.ravel() / np.maximum(cost, 1e-9), 1.0)[self.purse]
        shares = [displaced(one, form.anyway, form.shop.world.organic_visits.value)
                  for one, form in zip((clicks.sum(axis=0) * lasts).tolist(), self.groups, strict=True)]  # fmt: skip
        return np.minimum(count(self.shop, np.array(shares), len(self.shops)), 1.0)

    def _audience(self, day: int, groups: list[int]) -> Audience:
        """Everybody who could meet the ads of some groups in a week."""
        everybody = np.zeros((WEEK, len(self.groups), DAY // HOUR), dtype=np.int64)
        parts = [self._winnable(day, group, everybody[:, group]) for group in groups]
        moment, key, group, segment = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = order_of(moment, key)
        moment, key, group, segment = (one[order] for one in (moment, key, group, segment))
        date, hour = np.divmod(moment // HOUR, DAY // HOUR)
        np.add.at(everybody, (date - day, group, hour), 1)
        drawn = uniforms(self.click_key, key.view(np.uint64))[0]
        return Audience(moment, hour, key, group, segment, drawn, everybody)

    def _winnable(self, day: int, group: int, others: np.ndarray) -> tuple[np.ndarray, ...]:
        """Moment, key, group and segment of those whom a group's ads could win; adds the `others` by day and hour."""
        form, days = self.groups[group], np.arange(day, day + WEEK, dtype=np.int64)
        purpose, rates = f"{form.name} of {form.shop.key}", form.people * self.crowd.factor[days]
        rest = np.outer((1 - form.most) * rates, calendar().hours)
        others += stream(self.seed, f"{purpose}: others", day).poisson(np.round(rest, 9))
        rates = form.most * rates[:, None] * self.crowd.everybody(form.shop, days, form.keener)
        flow, number = Flow(self.seed, purpose, day), FLOW + int(self.form[group])
        moment, key, segment = self.crowd.arrived(flow, form.shop, days, number, rates)
        return moment, key, np.full(len(key), group, dtype=np.int64), segment

    def chances(self) -> np.ndarray:
        """Chance that each of the week's audience clicks, as long as there is money."""
        them = self.audience
        return self.terms.chance[them.hour, them.group] * self.terms.fits[them.segment, them.group]

    def line_up(self) -> None:
        """Put everybody who clicks as long as there is money in line, purse by purse, with what the click costs."""
        them = self.audience
        clicks = (them.drawn * self.most[them.group] < self.chances()).nonzero()[0]
        clicks = clicks[self.purse[them.group[clicks]].argsort(kind="stable")]
        self.line, self.line_group = self.people_of(clicks), them.group[clicks]
        self.cost = self.terms.fen[them.hour[clicks], self.line_group]
        self.paid = np.concatenate([[0], np.cumsum(self.cost)])
        when = self.purse[self.line_group] * (WEEK + 1) + self.line.moment // DAY - self.first
        purses = np.arange(len(self.shops) * len(PURSES))[:, None]
        self.edges = when.searchsorted(purses * (WEEK + 1) + np.arange(WEEK + 1)).tolist()

    def people_of(self, which: np.ndarray) -> People:
        """Some of the audience as visitors."""
        them = self.audience
        group = them.group[which]
        source = SOURCE_OF[self.form[group]]
        return self.crowd.lucky(newcomers(them.moment[which], them.key[which], them.segment[which], self.shop[group],
                                          source))  # fmt: skip

    def played(self, day: int, purses: list[int]) -> Clicks:
        """The clicks of a day, in line as far as each purse (fen) goes."""
        ends = [self._paid_for(purse, day, money) for purse, money in enumerate(purses)]
        spans = [(self.edges[purse][day - self.first], end) for purse, (end, _) in enumerate(ends)]
        group, cost = (np.concatenate([one[start:end] for start, end in spans]) for one in (self.line_group, self.cost))
        clicks, spend = (count(group, one, len(self.groups)).astype(np.int64) for one in (None, cost))
        people = [self.line.between(start, end) for start, end in spans if end > start]
        return Clicks(people, clicks, spend, [until for _, until in ends])

    def _paid_for(self, purse: int, day: int, money: int) -> tuple[int, int]:
        """The place in line at which a purse's money ends, and the moment."""
        start, stop = self.edges[purse][day - self.first : day - self.first + 2]
        end = start + int(self.paid[start + 1 : stop + 1].searchsorted(self.paid[start] + money, side="right"))
        if end == stop and money:
            return end, (day + 1) * DAY
        return end, int(self.line.moment[end - 1]) if end > start else NEVER_SHOWN

    def _remember(self, day: int, brought: Clicks) -> None:
        """Count the day for the records and for the platform's judgement of the ads. Those who meet an ad in the hour
        in which its money ends are taken to be spread evenly."""
        hours = (np.array(brought.until) - day * DAY)[:, None] / HOUR - np.arange(DAY // HOUR)
        met = self.audience.everybody[day - self.first] * np.clip(hours, 0, 1)[self.purse]
        seen = np.floor(np.round(met * self.terms.shown.T, 6))
        words = self.form < self.showings.first
        self.auctions.learn(brought.clicks[words], (seen * self.terms.looked.T).sum(axis=1)[words])
        impressions = np.maximum(seen.sum(axis=1).astype(np.int64), brought.clicks)
        places = (seen * self.terms.place.T).sum(axis=1).astype(np.int64)
        people = np.array([form.people for form in self.groups]) * self.crowd.factor[day]
        self.exposure = (impressions / people)[self.form == DISPLAY_FORM]
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
