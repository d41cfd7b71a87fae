"""The shop's membership programme: tiers by what a customer has spent, what each tier has, and what it costs."""

import numpy as np

from simulator.laws.membership import TIERS, coming_back, tier
from simulator.plan import Plan
from simulator.records import Table, count
from simulator.scenario import customers
from simulator.season.offers import fen

WEEKS = 52  # of a year, each with its part of the birthdays
BENEFITS = ("priority", "birthday", "service")


class Membership:
    """Arrays over tiers: `percent` off, `benefits` (how many), `appeal` (utility that they add), `members`. Without a
    programme nothing `runs`, and every customer stays in the first tier."""

    def __init__(self, plan: Plan) -> None:
        decided = plan.membership
        self.runs = decided.programme == "tiers"
        self.thresholds = np.array([fen(getattr(decided, f"{name}_from")) for name in TIERS[1:]], dtype=np.int64)
        self.percent = np.array([0.0, *(getattr(decided, f"{name}_percent") for name in TIERS[1:])])
        lowest = {one: getattr(decided, f"{one}_from") for one in BENEFITS}
        self.has = {one: _from(word) for one, word in lowest.items()}
        self.benefits = (self.percent > 0) + sum(self.has.values())
        self.appeal = sum(has * customers()[one]["appeal"].value for one, has in self.has.items())
        self.members = np.zeros(len(TIERS), dtype=np.int64)

    def tier(self, spent: np.ndarray) -> np.ndarray:
        """The tiers of customers who have spent so many fen."""
        return tier(spent, self.thresholds)

    def coming_back(self, chance: np.ndarray, spent: np.ndarray) -> np.ndarray:
        """Chance of a later visit of customers who have spent so many fen, from that without a programme."""
        if not self.runs:
            return chance
        return coming_back(chance, self.benefits[self.tier(spent)], customers()["benefits"]["loyalty"].value)

    def week(self) -> float:
        """Yuan a week: the programme, those who serve the best customers, and the week's birthdays."""
        if not self.runs:
            return 0.0
        prices = {one: customers()[one]["cost"].value for one in BENEFITS}
        birthdays = int(self.members[self.has["birthday"]].sum()) * prices["birthday"] / WEEKS
        return customers()["programme"]["cost"].value + prices["service"] * self.has["service"].any() + birthdays

    def close_day(self, orders: Table) -> int:
        """Count who has reached which tier by a day's orders; returns fen that their priority shipping costs."""
        if not self.runs:
            return 0
        before, after = self.tier(orders["spent"]), self.tier(orders["spent"] + orders["paid"])
        self.members += count(after, length=len(TIERS)).astype(np.int64)
        self.members -= count(before, (orders["times"] > 0).astype(np.int64), len(TIERS)).astype(np.int64)
        return int(self.has["priority"][before].sum()) * fen(customers()["priority"]["cost"].value)


def _from(lowest: str) -> np.ndarray:
    """Which tiers have a benefit that begins with one of them, or with none (bool)."""
    first = TIERS.index(lowest) if lowest in TIERS else len(TIERS)
    return np.arange(len(TIERS)) >= first
