"""The warehouse: who picks the orders, and when they leave. The shop's own pickers take up in each wave as many as they
can, first come, first served, or important ones first; a partner's warehouse sends everything off the same day.

A parcel leaves in the night after the wave that took it up: what is added to an order in the evening is in it.
"""

import numpy as np
from attrs import frozen

from simulator.laws.picking import in_turn, parcels_an_hour, wave_capacity, wave_moments, wrong_share
from simulator.laws.traffic import DAY
from simulator.plan import Plan, in_week
from simulator.records import Table
from simulator.scenario import Scenario, gain, helps_of, warehouse
from simulator.season.due import DATED, NEVER
from simulator.season.offers import fen
from simulator.season.staff import speeds


@frozen
class Picking:
    """The picking of a season. `own`: whether the shop ever has pickers of its own. `waves`: when those of a day start
    (ms from midnight). By day: `capacity`, parcels that each of them takes up, `NEVER` where a partner's warehouse
    sends everything off, and `errors`, the chance that a parcel that leaves holds the wrong goods. `important_first`:
    which of the waiting go first. `limit`: days that a parcel may wait; `fee` of the partner and `compensation` for a
    parcel that waits longer, in fen.
    """

    own: bool
    waves: list[int]
    capacity: list[int]
    errors: np.ndarray
    important_first: bool
    limit: int
    fee: int
    compensation: int

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario) -> "Picking":
        """What the plan decides. On the day after the season a partner sends off what is left."""
        table = {name: one.value for name, one in warehouse().picking.items()}
        late, waves, helps = warehouse().late, plan.warehouse.waves, helps_of(plan)
        helped = (*(one.speed.value for one in helps), gain(plan, "iot", "speed"))
        pickers = [*(in_week(plan.warehouse.pickers, day // 7 + 1, 0.0) for day in range(scenario.days)), 0.0]
        left = (*(one.errors.value for one in helps), gain(plan, "iot", "errors"))
        rate, errors = parcels_an_hour(table["rate"], *helped), wrong_share(table["errors"], *left)
        return cls(
            own=any(pickers),
            waves=wave_moments(table["begins"], table["shift"], waves),
            capacity=[wave_capacity(one, rate * faster, table["hours"], table["setup"], waves) if one else NEVER
                      for one, faster in zip(pickers, speeds(plan, scenario).tolist(), strict=True)],
            errors=np.where(np.array(pickers) > 0, errors, 0.0),
            important_first=plan.delivery.priority == "important-first",
            limit=round(late["limit"].value),
            fee=fen(table["fee"]),
            compensation=fen(late["compensation"].value),
        )  # fmt: skip

    def by_partner(self, day: int) -> bool:
        """Whether a partner's warehouse picks on a day."""
        return self.capacity[day] == NEVER

    def saved(self, day: int, parcels: int) -> int:
        """Fen that a day's parcels cost less than a partner's warehouse takes."""
        return 0 if self.by_partner(day) else parcels * self.fee

    def late(self, left: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Whether parcels left later than platforms allow; days as whole numbers."""
        return left - day > self.limit


class Warehouse:
    """The batch engine's orders until they leave, in the order in which they came."""

    def __init__(self, picking: Picking) -> None:
        self.picking, self.number = picking, 0
        self.waiting: dict[int, np.ndarray] = {}  # orders of each day, a row a column; their places among all last
        self.rows: list[np.ndarray] = []  # places among all orders of those that left, as they left

    def send(self, day: int, orders: Table) -> Table:
        """The orders that leave on a day, of its own and of those that wait, with the day in the column `left`."""
        if not self.picking.own:
            return orders | {"left": orders["day"]}
        place = self.number + np.arange(len(orders["day"]), dtype=np.int64)
        self.number += len(place)
        self.waiting[day] = np.array([*(one.view(np.int64) for one in orders.values()), place])
        columns = list(orders)
        rows = (columns.index("moment"), columns.index("important"))
        leaves = self._picked(day, *(np.concatenate([one[row] for one in self.waiting.values()]) for row in rows))
        gone = self._sent_off(leaves)
        self.rows.append(gone[-1].copy())
        left = {name: row.view(orders[name].dtype) for name, row in zip(columns, gone, strict=False)}
        return left | {"left": np.full(gone.shape[1], day, dtype=np.int64)}

    def _sent_off(self, leaves: np.ndarray) -> np.ndarray:
        """Take the orders that leave out of those that wait; returns them."""
        gone, start = [], 0
        for day, one in tuple(self.waiting.items()):
            its = leaves[start : start + one.shape[1]]
            start += one.shape[1]
            if its.all():
                gone.append(self.waiting.pop(day))
            elif its.any():
                gone.append(one.compress(its, axis=1))
                self.waiting[day] = one.compress(~its, axis=1)
        return np.concatenate(gone, axis=1) if gone else one[:, :0]

    def _picked(self, day: int, moment: np.ndarray, important: np.ndarray) -> np.ndarray:
        """Whether each order in the queue leaves on a day."""
        leaves = np.full(len(moment), self.picking.by_partner(day))
        if self.picking.by_partner(day):
            return leaves
        for wave in self.picking.waves:
            there = (~leaves & (moment < day * DAY + wave)).nonzero()[0]
            if self.picking.important_first:
                there = there[in_turn(important[there])]
            leaves[there[: self.picking.capacity[day]]] = True
        return leaves

    def by_order(self, fates: Table) -> Table:
        """What became of orders, from the order in which they left to that in which they came; of those that wait,
        nothing has become. Columns are let go one by one."""
        if not self.picking.own:
            return fates
        row = np.concatenate([*self.rows, np.empty(0, dtype=np.int64)])
        table = {}
        for name in tuple(fates):
            table[name] = np.full(self.number, NEVER if name in DATED else 0, dtype=np.int64)
            table[name][row] = fates.pop(name)
        return table

    def close(self) -> None:
        """The shop closes: what waits never leaves, and all orders stand in their own order from now on."""
        self.waiting, self.rows = {}, [np.arange(self.number, dtype=np.int64)]
