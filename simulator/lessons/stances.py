"""Positioning: what a shop stands for, on three platforms, and in a shop for those who follow fashion."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop
from simulator.scenario import load, platforms, positionings

PLACES = ("pinduoduo", "taobao", "jd")
STANCES = ("mass", "differentiation", "cost-leadership", "niche", "premium", "innovation")
SEGMENTS = ("bargain", "practical", "quality", "trend")
WORTH = tuple(("positionings", f"{stance}.appeal.{group}") for stance in STANCES[1:] for group in SEGMENTS)
Profits = dict[str, dict[str, float]]


def standing_for(plan: Plan, stance: str) -> Plan:
    """The plan with a stance of its first shop."""
    return evolve(plan, shop=evolve(plan.shop, positioning=stance))


def profits(on: list[int], factor: float = 1.0) -> Profits:
    """Profit of the sound plan as a single shop, by platform and stance, where stances count so many times as much."""
    market, plan = load("first-shop"), shop("first-shop")
    with scaled(WORTH, factor):
        return {
            platforms()[place].name: {
                positionings()[stance].name: float(
                    replicate(evolve(plan, shop=Shop(place, positioning=stance), shops=()), market, on)["profit"].mean()
                )
                for stance in STANCES
            }
            for place in PLACES
        }


def best(of: dict[str, float]) -> str:
    """The stance with the highest profit."""
    return max(of, key=lambda name: of[name])


def stance_numbers(found: Profits, weak: Profits) -> Numbers:
    """What the text says of the best stances, with stances as they are and half as strong."""
    told: Numbers = {f"best_{place}": best(each) for place, each in zip(PLACES, found.values(), strict=True)}
    told |= {f"weak_{place}": best(each) for place, each in zip(PLACES, weak.values(), strict=True)}
    pinduoduo, _, jd = found.values()
    premium = positionings()["premium"].name
    mass = positionings()["mass"].name
    return told | {
        "premium_jd": (round(jd[premium] - jd[mass], -3), "yuan"),
        "premium_pinduoduo": (round(pinduoduo[premium] - pinduoduo[mass], -3), "yuan"),
    }


ADVICE = (
    Advice(
        "Stand for something that the people who come there look for.",
        "womenswear",
        taken=lambda plan: standing_for(plan, "niche"),
        left=lambda plan: standing_for(plan, "cost-leadership"),
        assumed=WORTH,
    ),
)


def turn(plan: Plan) -> Plan:
    """A niche."""
    return standing_for(plan, "niche")
