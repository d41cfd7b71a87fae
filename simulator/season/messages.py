"""Messages that the shop sends to its customers, week by week after their last order: whom they bring back, whom they
drive away, and what they cost. Whoever was disappointed does not answer."""

import numpy as np

from simulator.laws.draws import pick, purpose_keys, uniforms
from simulator.laws.loyalty import SOONEST
from simulator.laws.messages import GROUPS, group, staying, visits_cumulative
from simulator.plan import Plan
from simulator.records import Recorder, count
from simulator.scenario import Scenario, customers
from simulator.season.due import NEVER

FIRST = 14  # days after an order in which nobody is written to (assumed)
PURPOSES = ("answers", "day of the answer", "leaves")
REMINDERS = ("unpaid", "coupon", "cart")


class Messages:
    """`sent`: messages in each week from `FIRST` days after the last order on."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        table, decided = customers(), plan.treatment
        ends = tuple(table["groups"][name].value for name in GROUPS[:-1])
        groups = [group(FIRST + 7 * week, ends) for week in range(scenario.weeks)]
        self.sent = [getattr(decided, f"{GROUPS[one]}_messages") for one in groups]
        response, leave = [table["response"][GROUPS[one]].value for one in groups], table["messages"]["leave"].value
        self.answered = visits_cumulative(self.sent, response, table["messages"]["fade"].value, leave)
        self.stays = staying(self.sent, leave)
        self.keys = purpose_keys(seed, PURPOSES)
        self.tools = sum(getattr(decided, f"{one}_reminder") != "none" for one in REMINDERS)

    def next_visits(self, day: np.ndarray, ordered: np.ndarray, delivered: np.ndarray, pleased: np.ndarray,
                    visit: np.ndarray) -> np.ndarray:  # fmt: skip
        """The days on which buyers visit again, or `NEVER`, from those on which they would without messages, the days
        of order and delivery, and the keys of their visits."""
        if not any(self.sent):
            return day
        answers, within, leaves = uniforms(self.keys, visit)
        week, alone = pick(answers, self.answered), day == NEVER
        answering = ordered + FIRST + 7 * week + (within * 7).astype(np.int64)
        answering = np.maximum(answering, delivered + SOONEST)
        waited = np.clip((day - ordered - FIRST) // 7, 0, len(self.sent))
        kept = np.where(leaves < self.stays[waited], day, NEVER)
        return np.where(alone, np.where(pleased & (week < len(self.sent)), answering, NEVER), kept)

    def week(self, day: int, orders: Recorder) -> float:
        """Yuan that the week from `day` on costs: messages to all past buyers, by the day of their last order, and the
        tools that remind."""
        tools = self.tools * customers()["reminders"]["cost"].value
        if not any(self.sent) or not orders.blocks:
            return tools
        _, backwards = np.unique(orders.column("person")[::-1], return_index=True)
        week = (day - orders.column("day")[::-1][backwards] - FIRST) // 7
        written = count(week[week >= 0], length=len(self.sent))[: len(self.sent)]
        return tools + float(written @ self.sent) * customers()["messages"]["cost"].value
