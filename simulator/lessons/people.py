"""Whom do I meet there? The mix of shoppers on four platforms, and what the same two prices earn before them."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.lessons.pricing import priced
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop
from simulator.scenario import load, platforms, segments

PLACES = ("taobao", "tmall", "jd", "pinduoduo")
PRICES = {"plain scarf at 65": 65.0, "plain scarf at 95": 95.0}


def mixes() -> dict[str, dict[str, float]]:
    """Share of each group of shoppers on each platform, by their names."""
    return {
        platforms()[key].name: {segments()[group].name: share for group, share in platforms()[key].audience.items()}
        for key in PLACES
    }


def on_one(plan: Plan, platform: str) -> Plan:
    """The plan as a single shop on a platform."""
    return evolve(plan, shop=Shop(platform), shops=())


def seasons(on: list[int]) -> dict[str, dict[str, Measures]]:
    """Seasons of the sound plan by platform and by the price of the plain scarf."""
    market, plan = load("first-shop"), shop("first-shop")
    return {
        platforms()[key].name: {
            name: replicate(priced(on_one(plan, key), price), market, on) for name, price in PRICES.items()
        }
        for key in PLACES
    }


def profits(found: dict[str, dict[str, Measures]]) -> dict[str, dict[str, float]]:
    """Mean profit by platform and price."""
    return {name: {price: float(each["profit"].mean()) for price, each in both.items()} for name, both in found.items()}


def people_numbers(found: dict[str, dict[str, Measures]]) -> Numbers:
    """What the text says of people and prices."""
    mix = mixes()
    bargain, quality = segments()["bargain"].name, segments()["quality"].name
    told: Numbers = {}
    for key in PLACES:
        name = platforms()[key].name
        low, high = found[name].values()
        told |= {
            f"{key}_bargain": (mix[name][bargain], "share"),
            f"{key}_quality": (mix[name][quality], "share"),
            f"{key}_dearer": (round(float((high["profit"] - low["profit"]).mean()), -3), "yuan"),
            f"{key}_returns": (high["return_rate"].mean(), "share"),
            f"{key}_converted": (high["conversion_rate"].mean(), "share"),
        }
    return told


ADVICE = (
    Advice(
        "Where people look at the price, be cheap; where they look at the goods, do not.",
        "first-shop",
        taken=lambda plan: priced(on_one(plan, "jd"), 85.0),
        left=lambda plan: priced(on_one(plan, "pinduoduo"), 95.0),
        assumed=(("segments", "bargain.price"), ("segments", "quality.price")),
    ),
)


def turn(plan: Plan) -> Plan:
    """JD, and a dearer scarf."""
    return priced(on_one(plan, "jd"), 85.0)
