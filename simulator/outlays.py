"""What a plan pays for people and for work on its range, yuan. A plan that decides nothing of it pays for no work."""

from collections.abc import Iterable

from simulator.plan import EVENING, AbTest, FestivalEntry, Plan, ProductPlan, Relations, Service, in_week
from simulator.scenario import (
    USUAL,
    Scenario,
    aftersales,
    agents_of,
    brand,
    consultation,
    first_stock_of,
    helps_of,
    insight,
    owned,
    positionings,
    promotions,
    shocks,
    staff,
    technology,
    warehouse,
    work,
)

INSTRUMENTS = {"dashboard": "dashboard", "rivals": "rival_prices", "search-index": "search_index"}  # and their levers
USUAL_PAGE, USUAL_DESK, NO_RELATIONS = ProductPlan(), Service(), Relations()


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


def relations_week(plan: Plan) -> float:
    """A week, for the software of customer relations and its recommendations."""
    price, decided = aftersales()["relations"], plan.relations
    tool = price["tool"].value * (decided != NO_RELATIONS)
    return tool + price["recommend"].value * (decided.recommend != "none")


def running_week(plan: Plan, scenario: Scenario) -> float:
    """A week, for rent and helpers, the service desk, and whoever runs the further shops."""
    return scenario.costs.operating_week + desk_week(plan, scenario) + len(plan.shops) * scenario.costs.shop_week


def desk_week(plan: Plan, scenario: Scenario) -> float:
    """A week, for the agents at the service desk, in proportion to their hours, and for the auto-reply."""
    tool = consultation().means.auto_reply.value if plan.service.auto_reply != "none" else 0.0
    return desk_wages(plan, scenario) + tool


def desk_wages(plan: Plan, scenario: Scenario) -> float:
    """A week, for the agents at the service desk alone."""
    usual = USUAL_DESK.closes - USUAL_DESK.opens
    return scenario.costs.wage_week * desk_hours(plan, scenario) / usual


def desk_hours(plan: Plan, scenario: Scenario) -> int:
    """Hours a day that agents work at the service desk."""
    decided = plan.service
    hours = agents_of(plan, scenario) * (decided.closes - decided.opens)
    return hours + decided.evening_agents * max(decided.closes - max(decided.opens, EVENING), 0)


def knowledge_cost(plan: Plan) -> float:
    """Once, for the desk's knowledge base."""
    return consultation().means.knowledge.value * plan.service.knowledge


def warehouse_once(plan: Plan) -> float:
    """Once, for what helps the pickers of the shop's own warehouse."""
    return sum(one.once.value for one in helps_of(plan))


def warehouse_week(plan: Plan, week: int) -> float:
    """A week, for the pickers of the shop's own warehouse and for what helps them."""
    wages = in_week(plan.warehouse.pickers, week, 0.0) * warehouse().picking["wage"].value
    return wages + sum(one.week.value for one in helps_of(plan))


def brand_once(plan: Plan) -> float:
    """Once, for the brand's name and story."""
    return brand()[plan.brand.image]["once"].value


def technology_once(plan: Plan) -> float:
    """Once, for the technology that the plan uses."""
    return sum(technology()[name]["once"].value for name in plan.technology.used)


def technology_week(plan: Plan) -> float:
    """A week, for the technology that the plan uses."""
    return sum(technology()[name]["week"].value for name in plan.technology.used)


def staff_week(plan: Plan, scenario: Scenario, week: int) -> float:
    """In a week, for training and bonuses of everybody at the desk and in the shop's own warehouse, and for their
    roles."""
    decided, table, pickers = plan.staff, staff(), in_week(plan.warehouse.pickers, week, 0.0)
    people = agents_of(plan, scenario) + plan.service.evening_agents + pickers
    wages = desk_wages(plan, scenario) + pickers * warehouse().picking["wage"].value
    trained = in_week(decided.training, week, 0.0) * people * table["training"]["hour"].value
    return trained + wages * decided.incentive / 100 + table["roles"]["week"].value * (decided.roles == "divided")


def precautions_week(plan: Plan, products: Iterable[str]) -> float:
    """A week, for a crisis plan and second suppliers."""
    seconds = sum(plan.product(name).fallback is not None for name in products)
    ready = shocks()["crisis_plan"]["week"].value * (plan.risk.crisis_plan != "none")
    return ready + seconds * shocks()["fallback"]["week"].value


def open_places(plan: Plan) -> list[str]:
    """The places of the private domain that the plan uses in any week; these are open all season."""
    decided = plan.private_domain
    used = {
        "official-account": any(step.value for step in decided.official_account),
        "wecom": any(step.value for step in decided.wecom),
        "mini-program": decided.mini_program == "open",
    }
    return [name for name, is_used in used.items() if is_used]


def private_domain_once(plan: Plan) -> float:
    """Once, for the places of the private domain that the plan opens."""
    return sum(owned()[name]["once"].value for name in open_places(plan))


def tests_of(plan: Plan) -> list[AbTest]:
    """The A/B tests of a plan, in its order."""
    return [one for one in plan.promotions if isinstance(one, AbTest)]


def tests_week(plan: Plan, week: int) -> float:
    """In a week, for A/B tests: version B in the first one of each, and the tool while it runs."""
    tests = [one for one in tests_of(plan) if week in one.weeks]
    made = sum(insight()[one.object]["make"].value for one in tests if week == min(one.weeks))
    return made + insight()["tests"]["tool"].value * len(tests)


def instruments_week(plan: Plan) -> float:
    """A week, for instruments of data analysis."""
    levels = {name: getattr(plan.data, field) for name, field in INSTRUMENTS.items()}
    return sum(insight()[f"{name}-{level}"]["week"].value for name, level in levels.items() if level != "none")


def keeps_data(plan: Plan) -> bool:
    """Whether the plan keeps customers' data that could leak."""
    return plan.data.dashboard != "none"


def security_week(plan: Plan) -> float:
    """A week, for the security of customers' data."""
    return insight()[f"security-{plan.data.security}"]["week"].value


def festival_fees(plan: Plan, week: int) -> float:
    """In a week, for the festivals that the plan enters in it; every entry is paid for."""
    entries = sum(isinstance(one, FestivalEntry) and week in one.weeks for one in plan.promotions)
    return promotions()["festival"]["fee"].value * entries
