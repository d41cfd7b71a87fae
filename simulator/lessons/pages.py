"""Pages that sell: what each part of a page brings, what it costs, and which returns it spares."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, swept
from simulator.notebook import Numbers
from simulator.plan import Plan, ProductPlan
from simulator.scenario import load
from simulator.score import rung

WHOLE = {
    "pictures": 7, "close_ups": 1, "scenes": 2, "description": 1.0, "selling_points": 1.0, "guide": 1.0,
    "attributes": 6,
}  # fmt: skip
USUAL = ProductPlan()
BARE = {part: getattr(USUAL, part) for part in WHOLE}
NAMES = {
    "pictures": "angles", "close_ups": "close-ups", "scenes": "scenes", "description": "description",
    "selling_points": "selling points", "guide": "purchase guide", "attributes": "attributes",
}  # fmt: skip
COUNTS = (1, 3, 5, 7, 9, 12)
COSTS = tuple(("work", f"content.{part}") for part in ("picture", "close_up", "scene", "block", "attribute"))


def with_page(plan: Plan, **parts: float) -> Plan:
    """The plan with some parts of every product's page as given."""
    return evolve(plan, products={name: evolve(one, **parts) for name, one in plan.products.items()})


def bare(plan: Plan) -> Plan:
    """The plan with pages as they come."""
    return with_page(plan, **BARE)


def whole(plan: Plan) -> Plan:
    """The plan with pages worked out in full."""
    return with_page(plan, **WHOLE)


def seasons(plans: dict[str, Plan], on: list[int], scenario: str = "first-shop") -> dict[str, Measures]:
    """Seasons of several plans, by name."""
    return {name: replicate(plan, load(scenario), on) for name, plan in plans.items()}


def one_by_one(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit over a bare page by each part alone, and profit under a whole page without it, yuan."""
    plan = shop("first-shop")
    alone = {NAMES[part]: with_page(bare(plan), **{part: WHOLE[part]}) for part in WHOLE}
    without = {NAMES[part]: with_page(whole(plan), **{part: BARE[part]}) for part in WHOLE}
    low, high = (seasons({"": one}, on)[""]["profit"].mean() for one in (bare(plan), whole(plan)))
    gained = {name: float(each["profit"].mean() - low) for name, each in seasons(alone, on).items()}
    missed = {name: float(high - each["profit"].mean()) for name, each in seasons(without, on).items()}
    return {"added to a bare page": gained, "missing from a whole page": missed}


def by_pictures(on: list[int]) -> list[float]:
    """Profit by the number of angles."""
    plan = shop("first-shop")
    return [
        float(replicate(with_page(plan, pictures=count), load("first-shop"), on)["profit"].mean()) for count in COUNTS
    ]


def dresses(on: list[int]) -> dict[str, Measures]:
    """Seasons of the dress shop's naive plan, with and without a purchase guide."""
    plan = rung("womenswear", "naive")
    return seasons({"without": with_page(plan, guide=0.0), "with": with_page(plan, guide=1.0)}, on, "womenswear")


def page_numbers(parts: dict[str, dict[str, float]], angles: list[float], shops: dict[str, Measures]) -> Numbers:
    """What the text says of parts, angles and returns."""
    alone, missing = parts.values()
    return {
        "most_alone": max(alone, key=lambda name: alone[name]),
        "most_alone_yuan": (round(max(alone.values()), -3), "yuan"),
        "sum_alone": (round(sum(alone.values()), -3), "yuan"),
        "sum_missing": (round(sum(missing.values()), -3), "yuan"),
        "five_angles": (round(angles[COUNTS.index(5)] - angles[0], -3), "yuan"),
        "twelve_angles": (round(angles[-1] - angles[COUNTS.index(9)], -2), "yuan"),
        "returned_without": (shops["without"]["return_rate"].mean(), "share"),
        "returned_with": (shops["with"]["return_rate"].mean(), "share"),
        "guide_profit": (round(float((shops["with"]["profit"] - shops["without"]["profit"]).mean()), -2), "yuan"),
        "guide_sales": ((shops["with"]["sales"] / shops["without"]["sales"]).mean() - 1, "share"),
    }


def dear_numbers(on: list[int]) -> Numbers:
    """Points that a whole page gains the naive plan where pages cost half and four times as much."""
    found = swept(ADVICE[0], on, (0.5, 4.0, 16.0))
    return {
        f"points_{word}": f"{100 * each['taken'].difference:+.1f}"
        for word, each in zip(("half", "four", "sixteen"), found.values(), strict=True)
    }


ADVICE = (
    Advice("Work a page out in full.", "first-shop", taken=whole, left=bare, assumed=COSTS),
    Advice(
        "Where goods come back because they do not fit, write a guide.",
        "womenswear",
        taken=lambda plan: with_page(plan, guide=1.0),
        left=lambda plan: with_page(plan, guide=0.0),
    ),
)


def turn(plan: Plan) -> Plan:
    """Pages in full."""
    return whole(plan)
