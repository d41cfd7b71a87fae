"""How to choose: five shops on seven platforms, and the fee list as a guide."""

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.lessons.people import on_one
from simulator.lessons.pricing import priced
from simulator.notebook import Numbers
from simulator.plan import Plan
from simulator.scenario import load, platforms
from simulator.score import rung

SHOPS = {  # scenario and plan by what the text calls the shop
    "scarves, badly run": rung("first-shop", "naive"),
    "scarves, well run": shop("first-shop"),
    "summer dresses": rung("womenswear", "naive"),
    "tissues by the bale": rung("group-buy", "naive"),
}
PLACES = ("taobao", "tmall", "jd", "pinduoduo", "douyin", "xiaohongshu")


def profits(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit of each shop on each platform, yuan."""
    return {
        name: {
            platforms()[place].name: float(replicate(on_one(plan, place), load(plan.scenario), on)["profit"].mean())
            for place in PLACES
        }
        for name, plan in SHOPS.items()
    }


def best(of: dict[str, float]) -> str:
    """The platform with the highest profit."""
    return max(of, key=lambda name: of[name])


def choice_numbers(found: dict[str, dict[str, float]]) -> Numbers:
    """What the text says of each shop's best platform, and of what the wrong one costs."""
    told: Numbers = {}
    for word, each in zip(("badly", "well", "dresses", "tissues"), found.values(), strict=True):
        told |= {
            f"{word}_best": best(each),
            f"{word}_most": (round(max(each.values()), -3), "yuan"),
            f"{word}_least": (round(min(each.values()), -3), "yuan"),
        }
    return told | {"kinds": f"{len({best(each) for each in found.values()})}"}


ADVICE = (
    Advice(
        "Take the platform whose people want this product.",
        "womenswear",
        left=lambda plan: on_one(plan, "taobao"),
    ),
    Advice("Work one main platform first.", "group-buy", left=lambda plan: on_one(plan, "tmall")),
)


def turn(plan: Plan) -> Plan:
    """Tmall, and a price for its people."""
    return priced(on_one(plan, "tmall"), 85.0)
