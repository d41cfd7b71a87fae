"""Opinion leaders: bloggers by circle, size, screening and how much is prescribed to them."""

import numpy as np
from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Kol, Plan
from simulator.scenario import load

SHOP = "domestic-beauty"
WEEKS = (1, 3, 5, 7)
CIRCLES = ("entertainment", "lifestyle", "category")
FANS = (10.0, 50.0, 100.0)  # tens of thousands

WISH = (("media", "kol.visiting"),)


def others(plan: Plan) -> Plan:
    """The plan with the promotions that are no bloggers."""
    return evolve(plan, promotions=tuple(one for one in plan.promotions if not isinstance(one, Kol)))


def asking(plan: Plan, **asked: object) -> Plan:
    """The plan with a blogger for its own, in some weeks."""
    told = {"fans": 20.0, "circle": "category", "screening": "cases"} | asked
    return evolve(others(plan), promotions=(*others(plan).promotions, Kol(WEEKS, **told)))


def season(plan: Plan, on: list[int]) -> np.ndarray:
    """Profits of seasons."""
    return replicate(plan, load(SHOP), on)["profit"]


def gain(on: list[int], **asked: object) -> float:
    """Profit that the blogger adds to the sound shop, yuan."""
    plan = shop(SHOP)
    return float((season(asking(plan, **asked), on) - season(others(plan), on)).mean())


def by_circle(on: list[int]) -> dict[str, dict[str, float]]:
    """What a blogger adds by circle and size, yuan."""
    return {
        circle: {f"{10 * fans:.0f} thousand fans": gain(on, circle=circle, fans=fans) for fans in FANS}
        for circle in CIRCLES
    }


def by_care(on: list[int]) -> dict[str, dict[str, float]]:
    """What a blogger for make-up adds, by how he was looked at and by how much was prescribed, yuan."""
    looks = {"not looked at": "none", "figures looked at": "figures", "past cases looked at": "cases"}
    words = {"nothing prescribed": 0.0, "half prescribed": 0.5, "every word prescribed": 1.0}
    return {
        "choice": {name: gain(on, screening=one, fans=50.0) for name, one in looks.items()},
        "freedom": {name: gain(on, points=one, fans=50.0) for name, one in words.items()},
    }


def leader_numbers(circles: dict[str, dict[str, float]], care: dict[str, dict[str, float]], on: list[int]) -> Numbers:
    """What the text says of bloggers."""
    star, category = circles["entertainment"], circles["category"]
    looked, freedom = (list(each.values()) for each in care.values())
    told: Numbers = {
        "star": (round(star["500 thousand fans"], -3), "yuan"),
        "category": (round(category["500 thousand fans"], -3), "yuan"),
        "small": (round(category["100 thousand fans"], -3), "yuan"),
        "unlooked": (round(looked[0], -3), "yuan"),
        "looked": (round(looked[-1], -3), "yuan"),
        "free": (round(freedom[0], -3), "yuan"),
        "half_free": (round(freedom[1], -3), "yuan"),
        "prescribed": (round(freedom[2], -3), "yuan"),
    }
    for word, factor in (("weak", 0.5), ("strong", 2.0)):
        with scaled(WISH, factor):
            told[f"category_{word}"] = (round(gain(on, fans=50.0), -3), "yuan")
    return told


ADVICE = (
    Advice(
        "Ask people of the trade whose past work you have seen, not stars.",
        SHOP,
        taken=others,
        left=lambda plan: asking(plan, circle="entertainment", fans=60.0, screening="none"),
        assumed=WISH,
    ),
)


def turn(plan: Plan) -> Plan:
    """Without the star."""
    return others(plan)
