"""Customers' data: whether they leak, and what that does. Only who keeps them, with a dashboard, can lose them."""

import numpy as np

from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.security import healed, leak_cost, leaks
from simulator.outlays import keeps_data
from simulator.plan import Plan
from simulator.records import Recorder
from simulator.scenario import insight


class Security:
    """`distrust`: utility that all own offers lose today; `records`: leaks by the week in which they happened, cost in
    fen, none where no data are kept."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.at_risk, self.figures = keeps_data(plan), insight()["leak"]
        self.chance = insight()[f"security-{plan.data.security}"]["chance"].value
        self.key = purpose_keys(seed, ["leak of data"])
        self.distrust, self.customers, self.counted = 0.0, 0, 0
        self.records = Recorder()

    def open_day(self) -> None:
        """Let trust heal in the night."""
        if self.distrust:
            self.distrust = healed(self.distrust, self.figures["half_life"].value)

    def open_week(self, week: int, orders: Recorder) -> float:
        """See whether data leaked in the week behind; returns what that costs in yuan."""
        if not self.at_risk or week == 1:
            return 0.0
        drawn = float(uniforms(self.key, np.array([week - 1], dtype=np.uint64))[0, 0])
        leaked, known = leaks(drawn, self.chance), self._known(orders)
        cost = leak_cost(known, self.figures["once"].value, self.figures["each"].value) if leaked else 0.0
        if leaked:
            self.distrust += self.figures["distrust"].value
        self.records.add(week=week - 1, leaked=int(leaked), customers=known, cost=round(100 * cost),
                         distrust=self.distrust)  # fmt: skip
        return cost

    def _known(self, orders: Recorder) -> int:
        """How many customers have ordered so far: each has one first order."""
        self.customers += sum(int((one["times"] == 0).sum()) for one in orders.since(self.counted, "times"))
        self.counted = len(orders.blocks)
        return self.customers
