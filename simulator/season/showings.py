"""Display and recommendation ads: shown to people of a platform, or to a part of them, as far as a budget goes."""

import math

import numpy as np

from simulator.laws.advertising import reach, visit_price
from simulator.laws.targeting import hits
from simulator.plan import Plan
from simulator.scenario import Shown, advertising
from simulator.season.forms import BEST, WEEK, Form, Terms
from simulator.season.fronts import Front
from simulator.season.people import Crowd
from simulator.season.presentation import Presentation

HOURS = 24


class Showings:
    """Terms of display and recommendation ads, arrays (shops, forms); `first`: number of the first such form."""

    first = 2

    def __init__(self, plan: Plan, shops: list[Front], crowd: Crowd) -> None:
        self.plan, self.shops, self.crowd = plan, shops, crowd
        self.tables = list(advertising().shown.values())
        target = plan.ads.targeting
        self.target = None if target == "none" else advertising().targeting[target]
        self.dearer = self.target.price.value if self.target else 1.0

    def forms(self, shop: Front) -> list[Form]:
        """The forms of one shop."""
        return [
            Form(shop, f"{name} ads", one.people.value * shop.world.organic_visits.value, BEST * one.click.value,
                 one.keener.value, one.anyway.value)
            for name, one in advertising().shown.items()
        ]  # fmt: skip

    def terms(self, day: int, budgets: np.ndarray, shown: Presentation) -> Terms:
        """The terms of the week that begins on a day, for budgets in yuan a day."""
        drawing = min(math.exp(float(shown.pages[shown.listed].mean())), BEST)
        fits = np.array([[self._fits(shop, one, day) for one in self.tables] for shop in self.shops])
        found = [
            [self._bought(shop, one, day, budget, drawing * one.click.value, fit)
             for one, budget, fit in zip(self.tables, yuan, its, strict=True)]
            for shop, yuan, its in zip(self.shops, budgets.tolist(), fits, strict=True)
        ]  # fmt: skip
        shown_to, chance, fen = np.array(found).transpose(2, 0, 1)
        nothing = np.zeros_like(chance)
        every_hour = [nothing.astype(np.int64), fen.astype(np.int64), shown_to, nothing, chance, chance * fits[..., -1]]
        return Terms(*(np.tile(one, (HOURS, 1, 1)) for one in every_hour), fits[..., :-1].transpose(2, 0, 1))

    def _bought(self, shop: Front, table: Shown, day: int, budget: float, click: float,
                fits: np.ndarray) -> tuple[float, float, int]:  # fmt: skip
        """What a budget buys in a week: the chance to be shown to somebody, the one that somebody who fits clicks, and
        fen a click. `fits`: factors by segment, then their mean over everybody."""
        factor = float(self.crowd.factor[day : day + WEEK].mean())
        there = table.people.value * shop.world.organic_visits.value * factor * click * float(fits[-1])
        cost = table.cost.value * shop.world.paid_visit_cost.value * self.dearer
        share = reach(budget, cost, there)
        return round(share * float(fits[-1]), 12), round(share * click, 12), visit_price(budget, cost, there)

    def _fits(self, shop: Front, table: Shown, day: int) -> np.ndarray:
        """Chance that targeting lets each segment's likely buyers, and onlookers, be reached; then the mean of all."""
        days = np.arange(day, day + WEEK)
        cells = self.crowd.everybody(shop, days, table.keener.value).mean(axis=0)
        if self.target is None:
            return np.ones(len(cells) + 1)
        mix, likely = self.crowd.mix[shop.place], cells[:-1]
        wanted = self._wanted(len(likely))
        lookers = mix - likely
        share = float(lookers @ wanted / lookers.sum()) if self.plan.ads.targeting != "keyword" else 0.0
        recall, false = self.target.recall.value, self.target.false.value
        fits = np.array(hits(np.append(wanted, share), recall, false))
        return np.append(fits, round(float(cells @ fits), 12))

    def _wanted(self, segments: int) -> np.ndarray:
        """Which segments' likely buyers are wanted (0 or 1): all of them who look for such goods, or one segment's."""
        if self.plan.ads.targeting == "keyword":
            return np.ones(segments)
        return np.array([name == self.plan.ads.audience for name in self.crowd.names], dtype=float)
