"""What shall I sell? A new product taken blindly, and after a look of several kinds and prices."""

from functools import cache

import numpy as np
from attrs import evolve

from simulator.experiment import mean_and_error, replicate
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Selection
from simulator.scenario import load
from simulator.score import rung

STOCK = 400  # pieces bought of the new product
WAYS = {  # how the new product is found: method, yuan spent on looking
    "taken blindly": ("none", 0.0),
    "a look at rivals": ("competitors", 1000.0),
    "shoppers asked": ("market-research", 5000.0),
    "search data": ("data-mining", 8000.0),
}
BUDGETS = (0.0, 1000.0, 3000.0, 8000.0, 20000.0)
ERRORS = tuple(
    ("research", f"{name}.{what}")
    for name in ("competitors", "market-research", "data-mining")
    for what in ("error", "blur")
)


def taking(plan: Plan, method: str, budget: float, pick: int = 1, stock: int = STOCK) -> Plan:
    """The plan that takes the best-looking candidates of the suppliers' catalogue."""
    return evolve(plan, selection=Selection(method, budget=budget, pick=pick, stock=stock))


def seasons(plan: Plan, on: list[int]) -> np.ndarray:
    """Profits of seasons of the first shop."""
    return replicate(plan, load("first-shop"), on)["profit"]


@cache
def usual(on: tuple[int, ...]) -> np.ndarray:
    """Profits of the naive plan without a new product."""
    return seasons(rung("first-shop", "naive"), list(on))


def profit_over(method: str, budget: float, on: list[int]) -> tuple[float, float]:
    """Profit of the naive plan with a new product over what it is without one, on common draws; with its error."""
    return mean_and_error(seasons(taking(rung("first-shop", "naive"), method, budget), on) - usual(tuple(on)))


def by_way(on: list[int]) -> dict[str, tuple[float, float]]:
    """What a new product adds, by how it was found."""
    return {name: profit_over(*way, on) for name, way in WAYS.items()}


def by_budget(on: list[int]) -> list[float]:
    """What a new product adds, by the money spent on search data."""
    return [profit_over("data-mining", budget, on)[0] for budget in BUDGETS]


def selection_numbers(ways: dict[str, tuple[float, float]], budgets: list[float]) -> Numbers:
    """What the text says of looking."""
    words = ("blind", "rivals", "asked", "mined")
    told: Numbers = {}
    for word, (mean, error) in zip(words, ways.values(), strict=True):
        told |= {word: (round(mean, -3), "yuan"), f"{word}_error": (round(error, -3), "yuan")}
    best = max(budgets)
    return told | {"best_budget": (BUDGETS[budgets.index(best)], "yuan"), "best_gain": (round(best, -3), "yuan")}


def turn_numbers(on: list[int]) -> Numbers:
    """What a look at rivals adds where every look errs half and twice as much."""
    found = {}
    for word, factor in (("half", 0.5), ("double", 2.0)):
        with scaled(ERRORS, factor):
            found[f"rivals_{word}"] = (round(profit_over(*WAYS["a look at rivals"], on)[0], -3), "yuan")
    return found


ADVICE = (
    Advice(
        "Take in no new product blindly.",
        "first-shop",
        left=lambda plan: taking(plan, "none", 0.0, pick=2, stock=600),
        assumed=ERRORS,
    ),
)


def turn(plan: Plan) -> Plan:
    """One new product, found in search data for a thousand yuan."""
    return taking(plan, "data-mining", 1000.0, stock=400)
