"""The shop's place in the platforms' own search, night by night; a plan without work on search keeps the usual one."""

import numpy as np

from simulator.laws.ranking import aim, merit, tomorrow
from simulator.plan import Plan, in_week
from simulator.scenario import work
from simulator.season.offers import fen
from simulator.season.presentation import USUAL_WEEK, Presentation


class SearchRank:
    """`rank`: factor on each shop's visits from search, 1 in the beginning."""

    def __init__(self, plan: Plan, shops: int) -> None:
        self.steps, self.table = plan.marketing.search_hours, work()["search"]
        self.used = any(step.value for step in self.steps)
        self.rank, self.hours = np.ones(shops), np.zeros(shops)

    def open_week(self, week: int, shares: np.ndarray) -> int:
        """Take over the week's hours, `shares` of them for each shop; returns what they cost in fen."""
        hours = in_week(self.steps, week, 0.0)
        self.hours = hours * shares
        return fen(hours * self.table["hour"].value)

    def open_day(self, found: np.ndarray, shown: Presentation, rating: float) -> np.ndarray:
        """Factor on visits from search after the night; `found` is the one of titles, roles and goods tree."""
        if not self.used:
            return found
        deserved = self._merit(shown, rating) if shown.listed.any() else 0.0
        most, enough, half_life = (self.table[name].value for name in ("most", "enough", "half_life"))
        aims = [aim(hours, deserved, most, enough) for hours in self.hours.tolist()]
        self.rank = np.array([tomorrow(*each, half_life) for each in zip(self.rank.tolist(), aims, strict=True)])
        return np.round(found * self.rank, 12)

    def _merit(self, shown: Presentation, rating: float) -> float:
        usual = USUAL_WEEK * len(shown.listed)
        searched = float(np.mean([shown.searched[one] for one in shown.listed.nonzero()[0].tolist()]))
        return merit(shown.sales.sum() / usual, searched, float(shown.pages[shown.listed].mean()), rating)
