"""The shop's own places: which buyers are in them, when they come back from there, and what the places cost.

A buyer joins a place with the first order or never; every order renews the stay. Who is in several comes from whichever
calls first.
"""

import numpy as np
from attrs import frozen

from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.loyalty import SOONEST
from simulator.laws.messages import answers
from simulator.laws.owned import coming, ends_in, joining, surviving
from simulator.outlays import open_places
from simulator.plan import Plan, in_week
from simulator.records import Recorder, Table, joined
from simulator.scenario import Scenario, owned
from simulator.season.due import NEVER

PURPOSES = ("joins", "leaves", "comes", "day")


@frozen
class Place:
    """A place of the shop's own: the chance that a buyer joins, those a week that a member comes and leaves, yuan of
    each week, and yuan in it for each `group` of members that has begun."""

    name: str
    joins: float
    comes: np.ndarray
    leaves: np.ndarray
    week: np.ndarray
    each: np.ndarray
    group: int = 1

    def cost(self, week: int, members: int) -> float:
        """Yuan that a week costs with so many members."""
        return float(self.week[week] + self.each[week] * -(-members // self.group))


def private_domain(plan: Plan, weeks: int) -> list[Place]:
    """The places of the plan's private domain, open all season."""
    decided = plan.private_domain
    steps = {"official-account": decided.official_account, "wecom": decided.wecom}
    sent = {name: [int(in_week(each, week, 0)) for week in range(1, weeks + 1)] for name, each in steps.items()}
    return [_place(name, sent.get(name, [0] * weeks), decided.welcome) for name in open_places(plan)]


def _place(name: str, sent: list[int], gift: float) -> Place:
    """A place that sends so many messages in each week."""
    table = {key: one.value for key, one in owned()[name].items()}
    answered = answers(sent, [table["response"]] * len(sent), table["fade"])
    return Place(
        name,
        joining(table["joins"], table["most"], gift, owned()["welcome"]["half"].value),
        coming(table["alone"], answered),
        1.0 - (1.0 - table["leave"]) ** np.array(sent),
        table["week"] + table["message"] * np.array(sent),
        np.full(len(sent), table["member"]),
    )


class Owned:
    """The places that the plan keeps. `stays`, `quiet`: for each, the chance of getting through the weeks without
    leaving, and without coming."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.weeks, self.places = scenario.weeks, private_domain(plan, scenario.weeks)
        names = [f"{one} {place.name}" for place in self.places for one in PURPOSES]
        keys = np.array([purpose_key(seed, one) for one in names], dtype=np.uint64)
        self.keys = keys.reshape(-1, len(PURPOSES))
        self.stays = [surviving(one.leaves) for one in self.places]
        self.quiet = [surviving(one.comes) for one in self.places]
        self.until: list[dict[int, int]] = [{} for _ in self.places]  # week in which each member leaves
        self.gift, self.counted, self.records = plan.private_domain.welcome, 0, Recorder()

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

    def close_week(self, week: int, orders: Recorder) -> float:
        """Count the members of the week behind (from 0); returns yuan that the places cost in it."""
        if not self.places:
            return 0.0
        new, self.counted = joined(orders.blocks[self.counted :]), len(orders.blocks)
        return sum(self._close(place, week, new) for place in range(len(self.places)))

    def _close(self, place: int, week: int, new: Table) -> float:
        one, known = self.places[place], self.until[place]
        until = self._until(place, new["person"], new["visit"], new["day"])
        ends = dict(zip(new["person"][until > 0].tolist(), until[until > 0].tolist(), strict=True))
        came = sum(known.get(person, 0) <= week for person in ends)
        known |= ends
        members = sum(end > week for end in known.values())
        self.records.add(
            week=week, place=place, members=members, joined=came, comes=one.comes[week], leaves=one.leaves[week]
        )
        return one.cost(week, members) + came * self.gift

    def tables(self) -> dict[str, Table]:
        """Members by week and place, how many of them joined in it, and the chances to come and to leave; nothing where
        the plan keeps no place."""
        return {"owned": self.records.table(())} if self.records.blocks else {}
