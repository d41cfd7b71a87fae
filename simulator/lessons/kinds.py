"""What kinds of platform are there? The same shop among people, among firms, among used things, and alone."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.lessons.people import on_one
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop
from simulator.scenario import load, platforms

KINDS = ("taobao", "tmall", "1688", "xianyu", "vertical", "own-site")
TYPES = ("flagship", "single-brand", "category")


def alone(platform: str, kind: str | None = None) -> Plan:
    """The sound plan as a single shop on a platform, of a shop type where it has any."""
    return evolve(shop("first-shop"), shop=Shop(platform, type=kind), shops=())


def seasons(on: list[int]) -> dict[str, Measures]:
    """Seasons of the same shop on each kind of platform, by its name."""
    market = load("first-shop")
    return {platforms()[key].name: replicate(alone(key), market, on) for key in KINDS}


def by_type(on: list[int]) -> dict[str, float]:
    """Profit on Tmall by shop type, yuan."""
    market = load("first-shop")
    return {kind: float(replicate(alone("tmall", kind), market, on)["profit"].mean()) for kind in TYPES}


def mean(found: dict[str, Measures], measure: str) -> dict[str, float]:
    """A measure's mean by platform."""
    return {name: float(each[measure].mean()) for name, each in found.items()}


def kind_numbers(found: dict[str, Measures], types: dict[str, float]) -> Numbers:
    """What the text says of kinds of platform and of shop types."""
    profit, visitors, order = (mean(found, name) for name in ("profit", "visitors", "average_order_value"))
    told: Numbers = {}
    for word, key in (
        ("taobao", "taobao"),
        ("tmall", "tmall"),
        ("trade", "1688"),
        ("site", "own-site"),
        ("used", "xianyu"),
    ):
        name = platforms()[key].name
        told |= {f"{word}_profit": (round(profit[name], -3), "yuan"), f"{word}_order": (order[name], "yuan")}
        told[f"{word}_visitors"] = f"{visitors[name]:,.0f}".replace(",", " ")
    return told | {f"type_{kind.split('-')[0]}": (round(value, -3), "yuan") for kind, value in types.items()}


ADVICE = (
    Advice(
        "A new shop begins where people are: not alone on a site of its own.",
        "first-shop",
        left=lambda plan: on_one(plan, "own-site"),
    ),
)


def turn(plan: Plan) -> Plan:
    """Where more people pass by."""
    return on_one(plan, "pinduoduo")
