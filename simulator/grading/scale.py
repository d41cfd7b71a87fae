"""A scenario on another scale: dearer or cheaper goods, a larger or smaller shop; and a plan carried over to it."""

from typing import Any

from attrs import evolve, frozen

from simulator.grading.search import lever_name, replaced, scaled, settings
from simulator.plan import Lever, Plan, levers
from simulator.planfile import plain, structure
from simulator.scenario import Costs, Part, Product, Rival, Scenario

WITH_BOTH = (  # levers in yuan that go with the prices and with the visits
    "marketing.weekly_budget", "ads.keyword_budget", "ads.display_budget", "ads.recommendation_budget",
    "selection.budget", "brand.spread", "promotions.livestream.spend", "promotions.brand-event.spend",
    "risk.reserve", "risk.credit_line",
)  # fmt: skip
BY_WEEK = ("operating_week", "wage_week", "shop_week")


@frozen
class Scale:
    """Factors on all prices of goods, and on the number of visits with all that goes with it."""

    prices: float
    visits: float

    def scenario(self, one: Scenario) -> Scenario:
        """The scenario on this scale, its scorecard with it."""
        both = self.prices * self.visits
        profit = one.scorecard["profit"]
        card = one.scorecard | {"profit": Part(profit.weight, profit.low * both, profit.high * both)}
        return evolve(
            one, traffic=round(one.traffic * self.visits, 4), capital=round(one.capital * both, -2),
            credit=round(one.credit * both, -2), reference_price=round(one.reference_price * self.prices, 1),
            costs=self._costs(one.costs), rivals=tuple(map(self._rival, one.rivals)), scorecard=card,
            products={name: self._product(good) for name, good in one.products.items()},
            candidates={name: self._product(good) for name, good in one.candidates.items()},
        )  # fmt: skip

    def _costs(self, one: Costs) -> Costs:
        weekly = {name: round(getattr(one, name) * self.prices * self.visits, 1) for name in BY_WEEK}
        return evolve(
            one, **weekly, freight=round(one.freight * self.prices, 2), packing=round(one.packing * self.prices, 2)
        )

    def _product(self, one: Any) -> Product:
        money = {name: round(getattr(one, name) * self.prices, 1) for name in ("unit_cost", "list_price")}
        return evolve(one, first_stock=round(one.first_stock * self.visits), **money)

    def _rival(self, one: Rival) -> Rival:
        return evolve(one, **{name: round(getattr(one, name) * self.prices, 1) for name in ("price", "cost", "floor")})

    def plan(self, one: Plan) -> Plan:
        """A plan carried over: prices with the prices, stock and budgets with the visits."""
        raw, described = plain(one), levers()
        for path, value in list(settings(raw)):
            name = lever_name(raw, path)
            if name in described and (factor := self._factor(name, described[name])) != 1.0:
                replaced(raw, path, scaled(value, factor, described[name]))
        return structure(raw)

    def _factor(self, name: str, lever: Lever) -> float:
        if name in WITH_BOTH:
            return self.prices * self.visits
        if lever.unit == "pieces" or name in ("service.agents", "service.evening_agents", "warehouse.pickers"):
            return self.visits
        return self.prices if lever.unit == "yuan" else 1.0
