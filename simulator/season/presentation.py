"""How the shop shows its goods: what pages, roles and the shop's stance do to choice, visits and returns. A plan that
decides nothing of it adds 0 and multiplies by 1."""

import numpy as np

from simulator.laws import content
from simulator.laws.promotion import bundled
from simulator.laws.roles import basket_chances, drawn, easily_added, halos, herding
from simulator.plan import Plan, ProductPlan, Shop, in_week
from simulator.scenario import Product, Scenario, positionings, promotions
from simulator.season.offers import Kinds

USUAL_WEEK = 120  # pieces of a product that sell in a usual week (assumed)
Bundles = dict[tuple[int, int], float]  # per cent off, by the numbers of the product ordered and of the other one
DAYS = 7  # of sales that shoppers see


class Presentation:
    """The shop window. `listed`: whether each product is on the shelf, for a week; `found`: factor on each shop's
    visits from search, for a day. `baskets`: cumulative chances, by product ordered (rows), that a product with a role,
    or the other one of a bundle, is added; none where nothing may be. `returns`: factor on each product's returns."""

    def __init__(self, plan: Plan, scenario: Scenario, kinds: Kinds, segments: list[str]) -> None:
        self.decided = [plan.product(name) for name in scenario.products]
        self.roles = [one.role or "regular" for one in self.decided]
        shops = (plan.shop, *plan.shops)
        self.stance = np.array([[_stance(one, segment) for segment in segments] for one in shops])[
            kinds.shop, kinds.segment
        ]
        self.browsed = np.array([content.browsed(one.classes) for one in shops])
        pages = [
            content.detail_appeal(one.description, one.selling_points, one.guide)[0]
            + content.picture_appeal(one.pictures, one.close_ups, one.scenes)
            for one in self.decided
        ]
        self.pages = np.array(pages)
        self.returns = np.array([returns_factor(one) for one in self.decided])
        found = zip(self.decided, scenario.products.values(), strict=True)
        self.searched = [found_by_search(*each) for each in found]
        self._shown: tuple = ()  # week and prices that were taken over last
        self.sales = np.full((DAYS, len(self.decided)), USUAL_WEEK / DAYS)

    def open_day(self, day: int, prices: np.ndarray, bundles: Bundles) -> None:
        """Take over what is on the shelf, and what roles and bundles do at the day's prices (multiples of the usual
        one)."""
        before, self._shown = self._shown, (day // 7, prices.tolist())
        if self._shown == before:
            return
        self.listed = np.array([in_week(one.listed, day // 7 + 1, 1) > 0 for one in self.decided])
        shown, price = np.flatnonzero(self.listed).tolist(), prices.tolist()
        found = [self.searched[one] * drawn(self.roles[one], price[one]) for one in shown]
        self.found = np.round(self.browsed * (np.mean(found) if found else 0.0), 12)
        self.halo = np.zeros(len(self.decided))
        self.halo[shown] = halos([self.roles[one] for one in shown], [price[one] for one in shown])
        with_role = [one for one in shown if self.decided[one].role]
        self.baskets = self._baskets(with_role, prices, bundles) if with_role or bundles else None

    def _baskets(self, with_role: list[int], prices: np.ndarray, bundles: Bundles) -> np.ndarray:
        chances = basket_chances(self.roles, prices.tolist())
        chances[:, np.setdiff1d(np.arange(len(prices)), with_role)] = 0.0
        for (ordered, other), percent in bundles.items():
            most, strong = (promotions()["bundle"][name].value for name in ("most", "strong"))
            easily = float(easily_added(prices[other] * (1 - percent / 100))) * self.listed[other]
            chances[ordered, other] = max(chances[ordered, other], bundled(percent, most, strong) * easily)
        return np.minimum(np.round(np.cumsum(chances, axis=1), 12), 1.0)

    def remember(self, sold: np.ndarray) -> None:
        """Put a day's sales (pieces by product) in the place of those of a week ago."""
        self.sales[:-1] = self.sales[1:]
        self.sales[-1] = sold

    def appeal(self) -> np.ndarray:
        """Utility that pages, roles and sales add tonight, by product."""
        sold = self.sales.sum(axis=0).tolist()
        return self.pages + self.halo + [_herd(*one) for one in zip(self.decided, sold, strict=True)]


def _stance(shop: Shop, segment: str) -> float:
    return positionings()[shop.positioning].appeal.get(segment, 0.0)


def _herd(decided: ProductPlan, sold: float) -> float:
    """Utility of the week's sales, over that of usual ones; without a role of its own a product draws no herd."""
    if decided.role is None:
        return 0.0
    return herding(decided.role, sold, USUAL_WEEK) - herding(decided.role, USUAL_WEEK, USUAL_WEEK)


def found_by_search(decided: ProductPlan, product: Product) -> float:
    """Factor on the visits that search brings to a product: its title and its attributes."""
    title = decided.title or product.title
    found = content.found(content.title_match(title, product.keywords), content.stuffing(title))
    return found * content.filtered(decided.attributes)


def returns_factor(decided: ProductPlan) -> float:
    """Factor on a product's returns: what its detail page explains, and what it promises."""
    return content.detail_appeal(decided.description, decided.selling_points, decided.guide)[1]
