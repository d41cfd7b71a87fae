"""The shop's own places: which buyers are in them, when they come back from there, and what the places cost.

A buyer joins a place with the first order or never; every order renews the stay. Who is in several comes from whichever
calls first.
"""

import numpy as np

from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.loyalty import SOONEST
from simulator.laws.owned import ends_in, surviving
from simulator.plan import Plan
from simulator.records import Recorder, Table, joined
from simulator.scenario import Scenario
from simulator.season.due import NEVER
from simulator.season.places import community, private_domain

PURPOSES = ("joins", "leaves", "comes", "day")


class Owned:
    """The places that the plan keeps. `stays`, `quiet`: for each, the chance of getting through the weeks without
    leaving, and without coming."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.weeks = scenario.weeks
        self.places = [*private_domain(plan, self.weeks), *community(plan, self.weeks)]
        names = [f"{one} {place.name}" for place in self.places for one in PURPOSES]
        keys = np.array([purpose_key(seed, one) for one in names], dtype=np.uint64)
        self.keys = keys.reshape(-1, len(PURPOSES))
        self.stays = [surviving(one.leaves) for one in self.places]
        self.quiet = [surviving(one.comes) for one in self.places]
        self.until: list[dict[int, int]] = [{} for _ in self.places]  # week in which each member leaves
        self.counted, self.records = 0, Recorder()

    def _until(self, place: int, person: np.ndarray, visit: np.ndarray, ordered: np.ndarray) -> np.ndarray:
        """Week in which buyers leave a place again, by person, key of the visit and day of the order; 0 for those who
        never join."""
        joins, leaves = uniforms(self.keys[place, :1], person)[0], uniforms(self.keys[place, 1:2], visit)[0]
        gone = ends_in(leaves, ordered // 7 + 1, self.stays[place])
        return np.where(joins < self.places[place].joins, gone, 0)

    def next_visits(self, day: np.ndarray, orders: Table, delivered: np.ndarray, pleased: np.ndarray) -> np.ndarray:
        """The days on which buyers visit again, or `NEVER`, from those on which they would alone and the days of
        delivery; the disappointed stay away."""
        start = np.minimum((delivered + SOONEST + 6) // 7, self.weeks)
        for place in range(len(self.places)):
            until = self._until(place, orders["person"], orders["visit"], orders["day"])
            comes, within = uniforms(self.keys[place, 2:], orders["visit"])
            week = ends_in(comes, start, self.quiet[place])
            when = 7 * week + (within * 7).astype(np.int64)
            sooner = (day == NEVER) | (when < day)
            day = np.where(pleased & (week < until) & sooner, when, day)
        return day

    def close_week(self, week: int, orders: Recorder) -> list[tuple[str, float]]:
        """Count the members of the week behind (from 0); returns yuan that each place costs in it, with its account."""
        if not self.places:
            return []
        new, self.counted = joined(orders.blocks[self.counted :]), len(orders.blocks)
        return [(one.account, self._close(place, week, new)) for place, one in enumerate(self.places)]

    def _close(self, place: int, week: int, new: Table) -> float:
        one, known = self.places[place], self.until[place]
        until = self._until(place, new["person"], new["visit"], new["day"])
        ends = dict(zip(new["person"][until > 0].tolist(), until[until > 0].tolist(), strict=True))
        came = sum(known.get(person, 0) <= week for person in ends)
        known |= ends
        members = sum(end > week for end in known.values())
        chances = {name: getattr(one, name)[week] for name in ("comes", "leaves", "trust")}
        self.records.add(week=week, place=place, members=members, joined=came, **chances)
        return one.cost(week, members, came)

    def tables(self) -> dict[str, Table]:
        """Members by week and place, how many joined in it, the chances to come and to leave, and trust; nothing where
        the plan keeps no place."""
        return {"owned": self.records.table(())} if self.records.blocks else {}
