"""How the shop shows its goods: what pages, roles, the shop's stance and its conditions for returns do to choice, to
visits and to returns. Goods without a role, or sold out in the morning, play none."""

import numpy as np

from simulator.laws import content
from simulator.laws.choice import crowding
from simulator.laws.promotion import bundled
from simulator.laws.roles import basket_chances, drawn, easily_added, halos, herding
from simulator.plan import Plan, ProductPlan, Shop, in_week
from simulator.scenario import Product, Scenario, aftersales, gain, positionings, promotions
from simulator.season.conditions import Conditions
from simulator.season.offers import Kinds

USUAL_WEEK = 120  # pieces of a product that sell in a usual week (assumed)
Bundles = dict[tuple[int, int], float]  # per cent off, by the numbers of the product ordered and of the other one
DAYS = 7  # of sales that shoppers see


class Presentation:
    """The shop window. `listed`: whether each product is on the shelf, for a week; `found`: factor on each shop's
    visits from search, for a day. `baskets`: cumulative chances, by product ordered (rows), that a product with a role,
    any that is recommended, or the other one of a bundle, is added; none where there is none. `returns`: factor on each
    product's returns."""

    def __init__(self, plan: Plan, scenario: Scenario, kinds: Kinds, segments: list[str]) -> None:
        self.decided = [plan.product(name) for name in scenario.products]
        products = list(scenario.products.values())
        self.roles = [one.role or "regular" for one in self.decided]
        self.usual = sum(name not in scenario.candidates for name in scenario.products)
        shops = (plan.shop, *plan.shops)
        greens = np.array([gain(plan, "sustainability", segment, 0.0) for segment in segments])
        self.stance = (
            np.array([[_stance(one, segment) for segment in segments] for one in shops])[kinds.shop, kinds.segment]
            + greens[kinds.segment]
        )
        self.browsed = np.array([content.browsed(one.classes) for one in shops])
        conditions = Conditions.of(plan)
        pages = [
            content.detail_appeal(one.description, one.selling_points, one.guide)[0]
            + content.picture_appeal(one.pictures, one.close_ups, one.scenes)
            + conditions.confidence(product)
            + gain(plan, "fitting", "wish", 0.0) * product.worn
            + gain(plan, "traceability", "trust", 0.0) * product.origin
            for one, product in zip(self.decided, products, strict=True)
        ]
        self.pages = np.array(pages)
        tried = [gain(plan, "fitting", "returns") if one.worn else 1.0 for one in products]
        self.returns = np.array([returns_factor(one) for one in self.decided]) * tried
        self.searched = [found_by_search(*each) for each in zip(self.decided, products, strict=True)]
        self.recommends = plan.relations.recommend != "none"
        self.lift = _lift(plan) if self.recommends else 1.0
        self.usual_herds = [_herd(one, USUAL_WEEK) for one in self.decided]
        self.renown = 0.0  # utility of reviews that did not come by themselves
        self.sales = np.full((DAYS, len(self.decided)), USUAL_WEEK / DAYS)

    def open_day(self, day: int, prices: np.ndarray, last: np.ndarray, in_stock: np.ndarray, bundles: Bundles) -> None:
        """Take over what is on the shelf, and what roles and bundles do at the day's mean and last prices (multiples of
        the usual one) with what is in stock; arrays over products."""
        if day % 7 == 0:
            self._open_week(day // 7 + 1)
        plays, price = self.listed & in_stock, prices.tolist()
        self.crowd = crowding(int(plays.sum()), self.usual)
        drawing = [drawn(*each) if there else 1.0 for *each, there in zip(self.roles, price, plays, strict=True)]
        found = [self.searched[one] * drawing[one] for one in np.flatnonzero(self.listed).tolist()]
        self.found = np.round(self.browsed * (np.mean(found) if found else 0.0), 12)
        self.halo, shining = np.zeros(len(self.roles)), np.flatnonzero(plays).tolist()
        self.halo[shining] = halos([self.roles[one] for one in shining], [price[one] for one in shining])
        self.baskets = self._baskets(np.where(plays, last, np.inf), bundles)

    def _open_week(self, week: int) -> None:
        self.listed = np.array([in_week(one.listed, week, 1) > 0 for one in self.decided])

    def _baskets(self, prices: np.ndarray, bundles: Bundles) -> np.ndarray | None:
        added = [self.recommends or one.role is not None for one in self.decided]
        if not any(added) and not bundles:
            return None
        chances = basket_chances(self.roles, np.where(added, prices, np.inf), self.lift)
        for (ordered, other), percent in bundles.items():
            most, strong = (promotions()["bundle"][name].value for name in ("most", "strong"))
            easily = float(easily_added(prices[other] * (1 - percent / 100)))
            chances[ordered, other] = max(chances[ordered, other], bundled(percent, most, strong) * easily)
        return np.minimum(np.round(np.cumsum(chances, axis=1), 12), 1.0)

    def remember(self, sold: np.ndarray) -> None:
        """Put a day's sales (pieces by product) in the place of those of a week ago."""
        self.sales[:-1] = self.sales[1:]
        self.sales[-1] = sold

    def appeal(self) -> np.ndarray:
        """Utility that pages, conditions, reviews, roles and sales add tonight, less what a wide range takes."""
        sold = self.sales.sum(axis=0).tolist()
        parts = zip(self.decided, sold, self.usual_herds, strict=True)
        herds = [_herd(decided, pieces) - usual for decided, pieces, usual in parts]
        return self.pages + self.renown + self.halo - self.crowd + herds


def _stance(shop: Shop, segment: str) -> float:
    return positionings()[shop.positioning].appeal.get(segment, 0.0)


def _lift(plan: Plan) -> float:
    """Factor of recommendations on the chance that something is added."""
    return aftersales()["relations"]["lift"].value * gain(plan, "ai_recommendation", "lift")


def _herd(decided: ProductPlan, sold: float) -> float:
    """Utility of the week's sales; without a role of its own a product draws no herd."""
    return 0.0 if decided.role is None else herding(decided.role, sold, USUAL_WEEK)


def found_by_search(decided: ProductPlan, product: Product) -> float:
    """Factor on the visits that search brings to a product: its title and its attributes."""
    title = decided.title or product.title
    found = content.found(content.title_match(title, product.keywords), content.stuffing(title))
    return found * content.filtered(decided.attributes)


def returns_factor(decided: ProductPlan) -> float:
    """Factor on a product's returns: what its detail page explains, and what it promises."""
    return content.detail_appeal(decided.description, decided.selling_points, decided.guide)[1]
