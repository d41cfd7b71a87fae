"""Selling abroad: three platforms over the border, with pages as they are, translated, and made at home there."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop
from simulator.scenario import load, platforms
from simulator.score import rung

PLACES = ("amazon", "ebay", "aliexpress")
WORDS = {"none": "as they are", "translated": "translated", "localised": "localised"}
COSTS = (("work", "localisation.localised"), ("work", "localisation.upkeep"))


def going_to(plan: Plan, platform: str, localisation: str) -> Plan:
    """The plan as a single shop on a platform, with its pages in the people's language or not."""
    return evolve(plan, shop=Shop(platform, localisation=localisation), shops=())


def profits(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit of the naive plan by platform and pages, yuan."""
    market, plan = load("cross-border"), rung("cross-border", "naive")
    return {
        platforms()[key].name: {
            word: float(replicate(going_to(plan, key, localisation), market, on)["profit"].mean())
            for localisation, word in WORDS.items()
        }
        for key in PLACES
    }


def localised_gain(on: list[int], factor: float) -> float:
    """Yuan that localised pages add on AliExpress where they cost so many times as much."""
    market, plan = load("cross-border"), rung("cross-border", "naive")
    with scaled(COSTS, factor):
        last, first = (
            replicate(going_to(plan, "aliexpress", one), market, on)["profit"] for one in ("localised", "none")
        )
    return float((last - first).mean())


def abroad_numbers(found: dict[str, dict[str, float]], on: list[int]) -> Numbers:
    """What the text says of platforms and pages abroad."""
    best = max(found, key=lambda name: max(found[name].values()))
    told: Numbers = {"best": best, "best_profit": (round(max(found[best].values()), -3), "yuan")}
    for key in PLACES:
        first, *_, last = found[platforms()[key].name].values()
        told |= {f"{key}_none": (round(first, -3), "yuan"), f"{key}_gain": (round(last - first, -3), "yuan")}
    return told | {
        "half": (round(localised_gain(on, 0.5), -3), "yuan"),
        "four": (round(localised_gain(on, 4.0), -3), "yuan"),
        "eight": (round(localised_gain(on, 8.0), -3), "yuan"),
    }


ADVICE = (
    Advice(
        "Speak the language of those who shall buy, and their habits.",
        "cross-border",
        taken=lambda plan: evolve(plan, shop=evolve(plan.shop, localisation="localised")),
        left=lambda plan: evolve(plan, shop=evolve(plan.shop, localisation="none")),
        assumed=COSTS,
    ),
)


def turn(plan: Plan) -> Plan:
    """Localised pages on Amazon."""
    return going_to(plan, "amazon", "localised")
