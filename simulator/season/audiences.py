"""Who could meet the shops' ads: people from flows that no decision touches.

Only as many of them are drawn as people as the best ad could win; the others are counted.
"""

import numpy as np
from attrs import frozen

from simulator.laws.draws import purpose_keys, stream, uniforms
from simulator.laws.traffic import DAY, HOUR
from simulator.records import count
from simulator.scenario import calendar
from simulator.season.forms import WEEK, Form
from simulator.season.people import Crowd, Flow

HOURS = DAY // HOUR
FLOW = 12  # number of a shop's first flow of people who meet ads
AT_ONCE = 50_000  # people of a group drawn at once


@frozen
class Audience:
    """Those whom the ads of one group (shop x form) could win on some days, day by day from `first` on: moment, hour of
    the day, key, segment, and a uniform each up to the chance of the best ad; where each day begins among them; and
    everybody who could meet the ads, by day and hour."""

    first: int
    moment: np.ndarray
    hour: np.ndarray
    key: np.ndarray
    segment: np.ndarray
    drawn: np.ndarray
    edges: list[int]
    everybody: np.ndarray

    def places(self, day: int, days: int = 1) -> slice:
        """Where the people of some days are."""
        return slice(self.edges[day - self.first], self.edges[day - self.first + days])


class Audiences:
    """Draws the audiences of all groups: shop by shop, as many `forms` in each."""

    def __init__(self, groups: list[Form], forms: int, crowd: Crowd, seed: int) -> None:
        self.groups, self.forms, self.crowd, self.seed = groups, forms, crowd, seed
        self.click_key = purpose_keys(seed, ["clicks an ad"])
        a_week = WEEK * float(crowd.factor.mean())
        self.weeks = [max(int(AT_ONCE / max(a_week * one.most * one.people, 1.0)), 1) for one in groups]
        self.kept: dict[int, Audience] = {}  # of groups, those whom later weeks are among

    def of(self, day: int, group: int) -> Audience:
        """The audience of a group in the week from a day on, and in those round it: some weeks at once, always the same
        ones; kept as long as later weeks are among them."""
        length = WEEK * self.weeks[group]
        first = day - day % length
        them = self.kept.pop(group, None)
        if them is None or them.first != first:
            days = np.arange(first, min(first + length, len(self.crowd.factor)), dtype=np.int64)
            them = self._draw(self.groups[group], FLOW + group % self.forms, days)
        if day + WEEK < first + length:
            self.kept[group] = them
        return them

    def _draw(self, form: Form, number: int, days: np.ndarray) -> Audience:
        first, purpose = int(days[0]), f"{form.name} of {form.shop.key}"
        rates = form.people * self.crowd.factor[days]
        rest = np.round(np.outer((1 - form.most) * rates, calendar().hours), 9)
        everybody = stream(self.seed, f"{purpose}: others", first).poisson(rest)
        winnable = form.most * rates[:, None] * self.crowd.everybody(form.shop, days, form.keener)
        flow = Flow(self.seed, purpose, first)
        moment, key, segment = self.crowd.arrived(flow, form.shop, days, number, winnable)
        date, hour = np.divmod(moment // HOUR, HOURS)
        everybody += count((date - first) * HOURS + hour, length=everybody.size).reshape(everybody.shape)
        drawn = form.most * uniforms(self.click_key, key.view(np.uint64))[0]
        edges = date.searchsorted(np.append(days, days[-1] + 1)).tolist()
        return Audience(first, moment, hour, key, segment, drawn, edges, everybody)
