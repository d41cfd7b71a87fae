"""How the shop shows its goods: what pages, roles and the shop's stance do to choice, visits and returns, and what the
work costs. A plan that decides nothing of it adds 0, multiplies by 1 and pays nothing."""

import numpy as np

from simulator.laws import content
from simulator.laws.roles import ROLES, halos, herding
from simulator.plan import Plan, ProductPlan, Shop, in_week
from simulator.scenario import Product, Scenario, positionings, work
from simulator.season.offers import Kinds

USUAL_WEEK = 120  # pieces of a product that sell in a usual week (assumed)
DAYS = 7  # of sales that shoppers see


class Presentation:
    """The shop window. `listed`: whether each product is on the shelf; `found`: factor on each shop's visits from
    search; both hold for a week. `returns`: factor on each product's returns."""

    def __init__(self, plan: Plan, scenario: Scenario, kinds: Kinds, segments: list[str]) -> None:
        self.decided = [plan.product(name) for name in scenario.products]
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
        found = [found_by_search(*each) for each in zip(self.decided, scenario.products.values(), strict=True)]
        self.searched = np.array(found)
        self.sales = np.full((DAYS, len(self.decided)), USUAL_WEEK / DAYS)
        self.open_week(1)

    def open_week(self, week: int) -> None:
        """Take over what is on the shelf this week."""
        self.listed = np.array([in_week(one.listed, week, 1) > 0 for one in self.decided])
        shown = self.searched[self.listed]
        self.found = np.round(self.browsed * (shown.mean() if len(shown) else 0.0), 12)
        roles = [one.role or "regular" for one, listed in zip(self.decided, self.listed, strict=True) if listed]
        self.halo = np.zeros(len(self.decided))
        self.halo[self.listed] = halos(roles)

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
    """Factor on the visits that search brings to a product: its title, its attributes, its role."""
    title = decided.title or product.title
    found = content.found(content.title_match(title, product.keywords), content.stuffing(title))
    return found * content.filtered(decided.attributes) * ROLES[decided.role or "regular"].visits


def returns_factor(decided: ProductPlan) -> float:
    """Factor on a product's returns: what its detail page explains, and what it promises."""
    return content.detail_appeal(decided.description, decided.selling_points, decided.guide)[1]


def page_cost(decided: ProductPlan) -> float:
    """Yuan, once, for a product's page; the usual pictures and attributes come with the goods."""
    price = {name: one.value for name, one in work()["content"].items()}
    blocks = decided.description + decided.selling_points + decided.guide
    return (
        price["picture"] * max(decided.pictures - content.USUAL_PICTURES, 0)
        + price["close_up"] * decided.close_ups
        + price["scene"] * decided.scenes
        + price["title"] * (decided.title is not None)
        + price["attribute"] * max(decided.attributes - content.USUAL_ATTRIBUTES, 0)
        + price["block"] * blocks
    )


def upkeep(plan: Plan) -> float:
    """Yuan a week for the shops' stances and for their goods trees beyond the usual level."""
    level = work()["content"]["class"].value
    deeper = (max(one.classes - content.USUAL_CLASSES, 0) for one in (plan.shop, *plan.shops))
    stances = (positionings()[one.positioning].week.value for one in (plan.shop, *plan.shops))
    return level * sum(deeper) + sum(stances)
