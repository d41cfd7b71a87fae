"""What a plan pays for people and for work on its range, yuan. A plan that decides nothing of it pays for no work."""

from collections.abc import Iterable

from simulator.plan import FestivalEntry, Plan, ProductPlan, Service
from simulator.scenario import USUAL, Scenario, agents_of, first_stock_of, positionings, promotions, work

USUAL_PAGE, USUAL_DESK = ProductPlan(), Service()


def page_cost(decided: ProductPlan) -> float:
    """Once, for a product's page; the usual pictures and attributes come with the goods."""
    price = {name: one.value for name, one in work()["content"].items()}
    blocks = decided.description + decided.selling_points + decided.guide
    return (
        price["picture"] * max(decided.pictures - USUAL_PAGE.pictures, 0)
        + price["close_up"] * decided.close_ups
        + price["scene"] * decided.scenes
        + price["title"] * (decided.title is not None)
        + price["attribute"] * max(decided.attributes - USUAL_PAGE.attributes, 0)
        + price["block"] * blocks
    )


def pages_cost(plan: Plan, products: Iterable[str]) -> float:
    """Once, for the pages of all products; a further shop's are made from the first one's for a share of their cost."""
    shops = 1 + len(plan.shops) * work()["further_shop"]["pages"].value
    return shops * sum(page_cost(plan.product(name)) for name in products)


def first_inspection_cost(plan: Plan, scenario: Scenario) -> float:
    """Once, at most, for looking at the first stock."""
    looked_at = (name for name in scenario.products if plan.product(name).inspection != "none")
    return work()["inspection"]["look"].value * sum(first_stock_of(plan, scenario, name) for name in looked_at)


def upkeep(plan: Plan) -> float:
    """A week, for the shops' stances and for their goods trees beyond the usual level."""
    level = work()["content"]["class"].value
    deeper = (max(one.classes - USUAL.classes, 0) for one in (plan.shop, *plan.shops))
    stances = (positionings()[one.positioning].week.value for one in (plan.shop, *plan.shops))
    return level * sum(deeper) + sum(stances)


def running_week(plan: Plan, scenario: Scenario) -> float:
    """A week, for rent and helpers, the service desk, and whoever runs the further shops."""
    return scenario.costs.operating_week + desk_week(plan, scenario) + len(plan.shops) * scenario.costs.shop_week


def desk_week(plan: Plan, scenario: Scenario) -> float:
    """A week, for the agents at the service desk; longer hours than the usual ones cost more in proportion."""
    hours = (plan.service.closes - plan.service.opens) / (USUAL_DESK.closes - USUAL_DESK.opens)
    return agents_of(plan, scenario) * scenario.costs.wage_week * hours


def festival_fees(plan: Plan, week: int) -> float:
    """In a week, for the festivals that the plan enters in it; every entry is paid for."""
    entries = sum(isinstance(one, FestivalEntry) and week in one.weeks for one in plan.promotions)
    return promotions()["festival"]["fee"].value * entries
