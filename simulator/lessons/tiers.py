"""Members: four tiers in a shop whose buyers come again, and in one whose do not, with and without a discount."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Membership, Plan, Relations
from simulator.scenario import load
from simulator.score import rung

COFFEE = "new-coffee"
OFF = (0.0, 5.0, 10.0, 20.0, 30.0)
SHOPS = ("first-shop", "domestic-beauty", "multi-platform")
TIERS = Membership(programme="tiers", silver_from=60.0, gold_from=150.0, diamond_from=300.0)


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit of a plan in its scenario."""
    return float(replicate(plan, load(plan.scenario), on)["profit"].mean())


def with_discount(plan: Plan, percent: float) -> Plan:
    """The plan whose members of all tiers pay so many per cent less."""
    off = {f"{tier}_percent": percent for tier in ("silver", "gold", "diamond")}
    return evolve(plan, membership=evolve(plan.membership, **off))


def by_shop(on: list[int]) -> dict[str, float]:
    """Profit that a programme without a discount adds, by shop: the naive plans, and the sound one of the coffee."""
    plans = {load(key).title: rung(key, "naive") for key in SHOPS}
    found = {name: profit(evolve(plan, membership=TIERS), on) - profit(plan, on) for name, plan in plans.items()}
    coffee = shop(COFFEE)
    return found | {"New coffee, sound": profit(coffee, on) - profit(evolve(coffee, membership=Membership()), on)}


def by_discount(on: list[int]) -> list[float]:
    """Profit of the sound coffee shop by its members' discount."""
    return [profit(with_discount(shop(COFFEE), percent), on) for percent in OFF]


def tier_numbers(shops: dict[str, float], discounts: list[float]) -> Numbers:
    """What the text says of programmes and discounts."""
    *naive, coffee = shops.values()
    return {
        "coffee": (round(coffee, -3), "yuan"),
        "naive_least": (round(min(naive), -2), "yuan"),
        "naive_most": (round(max(naive), -2), "yuan"),
        "best_off": f"{OFF[discounts.index(max(discounts))]:.0f}%",
        "best_gain": (round(max(discounts) - discounts[0], -3), "yuan"),
        "twenty": (round(discounts[OFF.index(20.0)] - discounts[0], -3), "yuan"),
    }


ADVICE = (
    Advice(
        "A programme pays where people come again.",
        COFFEE,
        left=lambda plan: evolve(plan, membership=Membership()),
    ),
    Advice("Do not sell the bond for a discount.", COFFEE, left=lambda plan: with_discount(plan, 20.0)),
)


def turn(plan: Plan) -> Plan:
    """A message after a month, goods that go together, and care after a purchase; no programme."""
    return evolve(plan, relations=Relations(winback="month", recommend="related", care=2))
