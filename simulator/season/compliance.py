"""The platforms' rules: what a shop breaks, and what its platform does then."""

import numpy as np

from simulator.laws.compliance import (
    DELISTING,
    FREEZE,
    either,
    found_out,
    outdated,
    punished,
    severity_cumulative,
    violation_chance,
)
from simulator.laws.draws import pick, purpose_keys, uniforms
from simulator.laws.returns import in_time
from simulator.plan import Plan
from simulator.records import Recorder
from simulator.scenario import Scenario, aftersales, work
from simulator.season.fronts import Front

PURPOSES = ("violation", "penalty", "product delisted")
COLUMNS = ("day", "shop", "kind", "product")
FROZEN = 14  # days for which a freeze holds payouts back (assumed)
NONE = -1  # product of a penalty that strikes the whole shop


class Compliance:
    """Judges every shop's week in the night after it.

    `off`: products by shops, delisted for the week; `thaws`: the day on which each shop's payouts flow again; `closed`:
    shops that their platform has closed for good.
    """

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], seed: int) -> None:
        self.scenario, self.shops, self.effort = scenario, shops, plan.risk.compliance
        self.tricks = self._tricks(plan)
        self.waits = plan.risk.rule_response == "wait"
        self.keys = [purpose_keys(seed, [f"{one} of {shop.key}" for one in PURPOSES]) for shop in shops]
        self.off = np.zeros((len(scenario.products), len(shops)), dtype=bool)
        self.thaws = np.zeros(len(shops), dtype=np.int64)
        self.closed = np.zeros(len(shops), dtype=bool)
        self.violations = np.zeros(len(shops), dtype=np.int64)
        self.penalties = Recorder()

    def open_week(self, week: int) -> None:
        """Judge the week before `week`; what was delisted a week ago is back on the shelf."""
        self.off[:] = False
        for shop in self.shops:
            if week > 1 and not self.closed[shop.place]:
                self._judge(shop, week - 1)

    def work_cost(self, week: int) -> float:
        """Yuan that keeping to the rules takes in a week, adjusting to those that change included."""
        changes = [] if self.waits else [one for one in self.scenario.rule_changes if one.week == week]
        return work()["compliance"][self.effort].value + len(changes) * work()["compliance"]["change"].value

    def _tricks(self, plan: Plan) -> float:
        """Chance a week that a platform finds out what the plan does to its reviews and to refunds."""
        decided, tables, strict = plan.reviews, aftersales(), self.scenario.strictness
        each, all_deleted, late = (
            min(tables[one]["found"].value * strict, 1.0) for one in ("bought", "deleted", "put_off")
        )
        reviews = found_out(decided.bought, each, decided.deleted / 100, all_deleted)
        return reviews if in_time(plan.returns.refund) else either(reviews, late)

    def chance(self, shop: Front, week: int) -> float:
        """Chance that a shop breaks a rule in a week, and is found out."""
        untrained = shop.world.violations.value * self.scenario.strictness
        behind = self.waits and any(outdated(change.week, week) for change in self.scenario.rule_changes)
        return either(violation_chance(untrained, self.effort, behind), self.tricks)

    def _judge(self, shop: Front, week: int) -> None:
        violation, penalty, product = uniforms(self.keys[shop.place], np.array([week], dtype=np.uint64))[:, 0]
        if violation < self.chance(shop, week):
            kind = punished(int(pick(penalty, severity_cumulative())), int(self.violations[shop.place]))
            self._punish(shop.place, 7 * week, kind, int(product * len(self.off)))

    def _punish(self, shop: int, day: int, kind: int, product: int) -> None:
        if kind == DELISTING:
            self.off[product, shop] = True
        elif kind == FREEZE:
            self.thaws[shop] = day + FROZEN
        else:
            self.closed[shop] = True
        self.violations[shop] += 1
        self.penalties.add(day=day, shop=shop, kind=kind, product=product if kind == DELISTING else NONE)
