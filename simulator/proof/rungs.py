"""The search behind the best known plans: `python -m simulator.proof.rungs first-shop` prints the plan that it finds.

It starts from the best of the rungs and of some hand-made plans, and tries every lever in turn, as long as the rounds
last. Its seeds are those of no practice season and of no grading.
"""

import argparse
from collections.abc import Iterator
from typing import Any

from simulator.experiment import seeds
from simulator.fit import fit
from simulator.grading.search import Change, best_plan, made, numbers, scaled
from simulator.plan import PLATFORMS, Plan, levers
from simulator.planfile import plain, structure, write
from simulator.scenario import Scenario, load
from simulator.score import RUNGS, rung

FIRST_SEED = 900_001
STEPS = (0.8, 0.9, 1.1, 1.25)  # factors on the level of a week, or of all stock
PROBES: dict[str, tuple[Any, ...]] = {
    "shop.classes": (1, 2, 3),
    "shop.share": (0.5, 1.0, 2.0),
    "service.agents": (1, 2, 3, 4),
    "service.opens": (8, 9, 10),
    "service.closes": (20, 21, 22, 23),
    "marketing.weekly_budget": (0, 500, 1500, 3000),
    "marketing.posts": (0, 2, 5),
    "marketing.referral": (0, 5, 10, 20),
    "risk.credit_line": (0, 30_000, 60_000, 120_000),
    "risk.reserve": (0, 12_000),
    "selection.pick": (0, 1, 2, 3, 4),
    "selection.stock": (100, 150, 250, 400),
    "selection.budget": (0, 3000, 6000, 10_000),
    "products.*.pictures": (3, 5, 8),
    "products.*.close_ups": (0, 1, 2, 3),
    "products.*.scenes": (0, 1, 2, 3),
    "products.*.description": (0, 0.5, 1),
    "products.*.selling_points": (0, 0.5, 1),
    "products.*.guide": (0, 0.5, 1),
    "products.*.attributes": (3, 6, 10),
    "products.*.member_percent": (0, 5, 10),
    "products.*.quantity_percent": (0, 5, 10, 15),
}
FULL_PAGE = {
    "pictures": 8, "close_ups": 2, "scenes": 2, "description": 1.0, "selling_points": 1.0, "guide": 1.0,
    "attributes": 10,
}  # fmt: skip
CREDIT = 60_000.0  # yuan more, for what is tried together with more stock


def starts(scenario: Scenario) -> list[Plan]:
    """The rungs; the two upper ones with pages in full and half as much stock again, and these with a further shop."""
    upper = [with_pages(plain(rung(scenario.key, name)), scenario) for name in ("good", "best-known")]
    further = [one | {"shops": [{"platform": key}]} for one in upper for key in ("taobao", "pinduoduo", "jd")]
    plans = [*(rung(scenario.key, name) for name in RUNGS), *map(structure, [*upper, *further])]
    return [one for one in plans if not fit(one, scenario)]


def with_pages(raw: dict[str, Any], scenario: Scenario) -> dict[str, Any]:
    """The plan with pages in full, keyword titles and half as much stock again."""
    raw = made(raw, more_stock(raw, 1.5))
    for name in scenario.products:
        raw["products"].setdefault(name, {}).update(FULL_PAGE | {"title": keyword_title(scenario, name)})
    return raw


def keyword_title(scenario: Scenario, product: str) -> str:
    """A title of all the words that shoppers search for the product by."""
    return " ".join(scenario.products[product].keywords)


def every_change(raw: dict[str, Any], scenario: Scenario) -> Iterator[tuple[Change, ...]]:
    """Changes of every lever of a plan, of each week's level and of further shops, each alone; of all stock together;
    and whatever brings more orders once more together with the stock and the credit that they need."""
    pushes = list(_pushes(raw))
    single = (*numbers(raw, scenario), *_levers(scenario), *_weeks(raw), *pushes)
    yield from ((one,) for one in single)
    yield from (more_stock(raw, factor) for factor in STEPS)
    yield from ((one, *more_stock(raw, factor), more_credit(raw)) for one in pushes for factor in (1.1, 1.5))


def _levers(scenario: Scenario) -> Iterator[Change]:
    for field, one in levers().items():
        for path in _paths(field, scenario):
            yield from ((path, value) for value in (*one.options, *PROBES.get(field, ())))
    yield from ((("products", name, "title"), keyword_title(scenario, name)) for name in scenario.products)


def _paths(field: str, scenario: Scenario) -> list[tuple[str, ...]]:
    """Where a plan holds a lever; promotions are left as they are."""
    part, _, name = field.rpartition(".")
    if part == "products.*":
        return [("products", product, name) for product in scenario.products]
    return [] if part.startswith("promotions") else [(part, name)]


def _pushes(raw: dict[str, Any]) -> Iterator[Change]:
    """One further shop more, or one less; and more paid visits."""
    open_now, budget = raw.get("shops", []), levers()["marketing.weekly_budget"]
    yield from ((("shops",), [one for one in open_now if one is not gone]) for gone in open_now)
    yield from ((("shops",), [*open_now, {"platform": key}]) for key in PLATFORMS)
    if spent := raw.get("marketing", {}).get("weekly_budget"):
        yield from ((("marketing", "weekly_budget"), scaled(spent, factor, budget)) for factor in (1.25, 1.5))


def _weeks(raw: dict[str, Any]) -> Iterator[Change]:
    """The level of one week of a weekly lever of a product."""
    described = levers()
    for product, decided in raw["products"].items():
        for name, steps in decided.items():
            for place, step in enumerate(steps if isinstance(steps, list) else ()):
                path, one = ("products", product, name, place, "value"), described[f"products.*.{name}"]
                yield from ((path, scaled(step["value"], factor, one)) for factor in STEPS)


def more_stock(raw: dict[str, Any], factor: float) -> tuple[Change, ...]:
    """Reorder points and levels of all products times `factor`."""
    described = levers()
    return tuple(
        (("products", product, name), scaled(decided[name], factor, described[f"products.*.{name}"]))
        for product, decided in raw["products"].items()
        for name in ("reorder_point", "order_up_to")
        if name in decided
    )


def more_credit(raw: dict[str, Any]) -> Change:
    """`CREDIT` more."""
    return ("risk", "credit_line"), raw.get("risk", {}).get("credit_line", 0.0) + CREDIT


def main() -> None:
    """Search, and print the plan."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("scenario")
    asked.add_argument("--rounds", type=int, default=4)
    asked.add_argument("--seasons", type=int, default=4)
    given = asked.parse_args()
    scenario = load(given.scenario)
    found = best_plan(starts(scenario), scenario, seeds(given.seasons, FIRST_SEED), given.rounds, every_change)
    print(write(found))


if __name__ == "__main__":
    main()
