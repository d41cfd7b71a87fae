"""Brand and channels: what a name is worth in a season, where, and how long it takes."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Brand, Plan, Step
from simulator.scenario import load
from simulator.score import rung

SHOPS = ("first-shop", "farm-produce", "womenswear", "wholesale")
SPREADS = (0.0, 1000.0, 2500.0, 6000.0)  # yuan a week


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit of a plan in its scenario."""
    return float(replicate(plan, load(plan.scenario), on)["profit"].mean())


def told(plan: Plan, spread: float) -> Plan:
    """The plan with a story, and so many yuan a week to spread it."""
    return evolve(plan, brand=Brand(image="story", spread=(Step(1, spread),) if spread else ()))


def by_shop(on: list[int]) -> dict[str, float]:
    """Profit that a story spread for a thousand yuan a week adds to the naive plan, by shop."""
    plans = {load(key).title: rung(key, "naive") for key in SHOPS}
    return {name: profit(told(plan, 1000.0), on) - profit(plan, on) for name, plan in plans.items()}


def by_spread(on: list[int]) -> list[float]:
    """Profit of the sound make-up shop over that without a brand, by yuan a week for its story."""
    plan = shop("domestic-beauty")
    none = profit(evolve(plan, brand=Brand()), on)
    return [profit(told(plan, spread), on) - none for spread in SPREADS]


def brand_numbers(shops: dict[str, float], spreads: list[float]) -> Numbers:
    """What the text says of names."""
    return {
        "best_shop": max(shops, key=lambda name: shops[name]),
        "best_shop_yuan": (round(max(shops.values()), -3), "yuan"),
        "worst_shop": min(shops, key=lambda name: shops[name]),
        "worst_shop_yuan": (round(min(shops.values()), -3), "yuan"),
        "story": (round(spreads[0], -3), "yuan"),
        "spread": (round(spreads[SPREADS.index(2500.0)], -3), "yuan"),
        "most": (round(spreads[-1], -3), "yuan"),
    }


ADVICE = (
    Advice(
        "A name that is told pays where goods are chosen by trust.",
        "wholesale",
        taken=lambda plan: told(plan, 1000.0),
    ),
    Advice("A young brand needs its story.", "domestic-beauty", left=lambda plan: evolve(plan, brand=Brand())),
)


def turn(plan: Plan) -> Plan:
    """A story, and a thousand yuan a week to spread it."""
    return told(plan, 1000.0)
