"""Two versions of one thing: who sees which in an A/B test, what version B does, and what is counted.

A person sees the same version on each visit of a test. What B is worth nobody knows before: it hangs on the season, the
product and what is tested, and is the same in every test of it.
"""

import numpy as np

from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.testing import idea_worth, is_better, means_z, sees_new, shares_z
from simulator.laws.traffic import DAY
from simulator.outlays import tests_of
from simulator.plan import Plan
from simulator.records import Recorder, Table, count
from simulator.scenario import Scenario, insight
from simulator.season.offers import Kinds

NONE = -1  # number of the test of a day without one


class Versions:
    """The plan's tests, numbered as in the plan. `running`: number of each day's test; `worth`: utility that version B
    of each adds; `taken`: whether B has been taken over for good; `records`: what was counted by day and version."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.tests, self.days = tests_of(plan), scenario.days
        self.number = 1 + bool(self.tests)  # of versions that people may see
        self.products = [list(scenario.products).index(one.product) for one in self.tests]
        self.percents = [one.percent if one.object == "price" else 0.0 for one in self.tests]
        named = [f"{one.object} of {one.product}" for one in self.tests]
        self.keys = purpose_keys(seed, [f"version of the {one}" for one in named])
        worth = purpose_keys(seed, [f"worth of another {one}" for one in named])
        drawn = uniforms(worth, np.zeros(1, dtype=np.uint64))[:, 0].tolist()
        self.worth = [_worth(one.object, uniform) for one, uniform in zip(self.tests, drawn, strict=True)]
        self.running = np.full(scenario.days, NONE, dtype=np.int64)
        for place, one in enumerate(self.tests):
            for week in one.weeks:
                self.running[7 * week - 7 : 7 * week] = place
        self.taken = [False] * len(self.tests)
        self._added: dict[tuple, np.ndarray] = {}  # utility that versions add, by test that runs and what is taken over
        self.counted = np.zeros((len(self.tests), 4, 2), dtype=np.int64)  # shown, orders, sales, squares by version
        self.records = Recorder()

    def seen_by(self, moment: np.ndarray, person: np.ndarray) -> np.ndarray | int:
        """Version, 0 or 1, that people (keys, int64) see at moments (ms of the season) of their visits."""
        if not self.tests:
            return 0
        day = np.minimum(moment // DAY, self.days - 1)
        test, version = self.running[day], np.zeros(len(person), dtype=np.int64)
        for place, one in enumerate(self.tests):
            those = (test == place).nonzero()[0]
            if len(those):
                drawn = uniforms(self.keys[place : place + 1], person[those].view(np.uint64))[0]
                version[those] = sees_new(drawn, one.share)
        return version

    def priced(self, shelf: list[float]) -> list[float]:
        """Shelf prices (yuan) by product, with the prices that were taken over."""
        prices = list(shelf)
        for percent, product, taken in zip(self.percents, self.products, self.taken, strict=True):
            if taken and percent:
                prices[product] *= 1 + percent / 100
        return prices

    def off(self, day: int, kinds: Kinds, products: int) -> np.ndarray | None:
        """Per cent off that the day's test of a price gives (products by kinds), less than 0 where B is dearer."""
        place = int(self.running[day])
        if place == NONE or not self.percents[place]:
            return None
        off = np.zeros((products, len(kinds.version)))
        off[self.products[place]] = np.where(kinds.version == 1, -self.percents[place], 0.0)
        return off

    def appeal(self, day: int, kinds: Kinds, products: int) -> np.ndarray | float:
        """Utility that versions add today (products by kinds); 0 where the plan has no tests."""
        if not self.tests:
            return 0.0
        state = int(self.running[day]), *self.taken
        if state not in self._added:
            self._added[state] = self._appeal(day, kinds, products)
        return self._added[state]

    def _appeal(self, day: int, kinds: Kinds, products: int) -> np.ndarray:
        added = np.zeros((products, len(kinds.version)))
        for place, (product, worth) in enumerate(zip(self.products, self.worth, strict=True)):
            sees = kinds.version == 1 if self.running[day] == place else np.full(len(kinds.version), self.taken[place])
            added[product] += worth * sees
        return added

    def close_day(self, day: int, shown: np.ndarray, orders: Table) -> None:
        """Count who decided today by version, and what they ordered; on a test's last evening, take over B if the plan
        says so and it did better."""
        if not self.tests or (place := int(self.running[day])) == NONE:
            return
        version, paid = self.seen_by(np.full_like(orders["moment"], day * DAY), orders["person"]), orders["paid"]
        bought, sales, squares = (count(version, one, 2).astype(np.int64) for one in (None, paid, paid**2))
        self.counted[place] += np.stack([shown, bought, sales, squares])
        if day == 7 * max(self.tests[place].weeks) - 1:
            self.taken[place] = self._won(place)
        each = np.arange(2, dtype=np.int64)
        self.records.add(day=np.full_like(each, day), test=np.full_like(each, place), version=each, shown=shown,
                         orders=bought, sales=sales, squares=squares, taken=each * self.taken[place],
                         worth=np.array([0.0, self.worth[place]]))  # fmt: skip

    def _won(self, place: int) -> bool:
        one = self.tests[place]
        shown, orders, sales, squares = (tuple(row) for row in self.counted[place].tolist())
        z = shares_z(shown, orders) if one.goal == "conversion" else means_z(shown, sales, squares)
        needed = insight()["tests"]["needed"].value if one.rollout == "significant" else 0.0
        return one.rollout != "none" and is_better(z, needed)


def _worth(tested: str, uniform: float) -> float:
    figures = insight()[tested]
    return idea_worth(figures["mean"].value, figures["sd"].value, uniform)
