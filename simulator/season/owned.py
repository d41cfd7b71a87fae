"""The shop's own places: which buyers are in them, when they come back from there, and what the places cost.

A buyer joins a place with the first order or never; every order renews the stay. Who is in several comes from whichever
calls first.
"""

import numpy as np

from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.loyalty import SOONEST
from simulator.laws.owned import ends_in, surviving
from simulator.plan import Plan
from simulator.records import Recorder, Table, joined
from simulator.scenario import Scenario
from simulator.season.due import NEVER
from simulator.season.places import community, private_domain

BUYERS = ("person", "visit", "day", "times")
CHANCES = ("comes", "leaves", "trust")
PURPOSES = ("joins", "leaves", "comes", "day")


class Owned:
    """The places that the plan keeps. `stays`, `quiet`: for each, the chance of getting through the weeks without
    leaving, and without coming; `until`: week in which each buyer leaves each place, in the `column` of the person;
    `records`: members by week and place, how many joined in it, the chances to come and to leave, and trust."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.weeks = scenario.weeks
        self.places = [*private_domain(plan, self.weeks), *community(plan, self.weeks)]
        names = [f"{one} {place.name}" for one in PURPOSES for place in self.places]
        keys = purpose_keys(seed, names)
        self.keys = keys.reshape(len(PURPOSES), -1)
        self.joins = np.array([[one.joins] for one in self.places])
        self.stays = [surviving(one.leaves) for one in self.places]
        self.quiet = [surviving(one.comes) for one in self.places]
        self.until = np.zeros((len(self.places), 0), dtype=np.int64)
        self.column: dict[int, int] = {}
        self.counted, self.records = 0, Recorder()

    def _until(self, orders: Table) -> np.ndarray:
        """Week in which buyers leave places again, places by orders; 0 for those who never join."""
        joins, leaves = uniforms(self.keys[0], orders["person"]), uniforms(self.keys[1], orders["visit"])
        start = orders["day"] // 7 + 1
        gone = [ends_in(luck, start, through) for luck, through in zip(leaves, self.stays, strict=True)]
        return np.where(joins < self.joins, gone, 0)

    def next_visits(self, day: np.ndarray, orders: Table, delivered: np.ndarray, pleased: np.ndarray) -> np.ndarray:
        """The days on which buyers visit again, or `NEVER`, from those on which they would alone and the days of
        delivery; the disappointed stay away."""
        if not self.places:
            return day
        start = np.minimum((delivered + SOONEST + 6) // 7, self.weeks)
        comes, within = (uniforms(one, orders["visit"]) for one in self.keys[2:])
        for place, until in enumerate(self._until(orders)):
            week = ends_in(comes[place], start, self.quiet[place])
            when = 7 * week + (within[place] * 7).astype(np.int64)
            sooner = (day == NEVER) | (when < day)
            day = np.where(pleased & (week < until) & sooner, when, day)
        return day

    def close_week(self, week: int, orders: Recorder) -> list[tuple[str, float]]:
        """Count the members of the week behind (from 0); returns yuan that each place costs in it, with its account."""
        if not self.places:
            return []
        new = joined(orders.since(self.counted, *BUYERS))
        self.counted = len(orders.blocks)
        came = self._renew(week, new, self._until(new))
        members = (self.until > week).sum(axis=1)
        chances = {name: np.array([getattr(one, name)[week] for one in self.places]) for name in CHANCES}
        rows = np.arange(len(self.places), dtype=np.int64)
        self.records.add(week=np.full_like(rows, week), place=rows, members=members, joined=came, **chances)
        return [(one.account, one.cost(week, *each))
                for one, *each in zip(self.places, members.tolist(), came.tolist(), strict=True)]  # fmt: skip

    def _renew(self, week: int, new: Table, until: np.ndarray) -> np.ndarray:
        """Let a week's buyers stay in the places until the weeks `until`; returns how many were in none before, by
        place. Nobody orders twice in a week."""
        again = new["times"].nonzero()[0]
        columns = [self.column[person] for person in new["person"][again].tolist()]
        before = np.zeros_like(until)
        before[:, again] = self.until[:, columns]
        self.until[:, columns] = 0
        first = self.until.shape[1]
        self.column.update(zip(new["person"].tolist(), range(first, first + until.shape[1]), strict=True))
        self.until = np.concatenate([self.until, until], axis=1)
        return ((until > 0) & (before <= week)).sum(axis=1)
