"""A range of products: the same three scarves in several roles, on a quiet shelf and in the great sale."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.laws import roles as laws
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Plan
from simulator.scenario import load

CASTS = {  # roles of the plain scarf, the lavender one and the gift box
    "no roles": ("regular", "regular", "regular"),
    "hit, hit, image": ("hit", "hit", "image"),
    "traffic, profit, image": ("traffic", "profit", "image"),
    "hit, hit, hit": ("hit", "hit", "hit"),
    "profit, profit, profit": ("profit", "profit", "profit"),
}
QUIET = {"no roles": ("regular", "regular"), "traffic and profit": ("traffic", "profit"), "two hits": ("hit", "hit"),
         "hit and profit": ("hit", "profit")}  # fmt: skip


def cast(plan: Plan, *played: str) -> Plan:
    """The plan with these roles of its products, in their order."""
    each = zip(plan.products.items(), played, strict=True)
    return evolve(plan, products={name: evolve(one, role=role) for (name, one), role in each})


def profits(scenario: str, casts: dict[str, tuple[str, ...]], on: list[int]) -> dict[str, float]:
    """Mean profit of a scenario's sound plan by the roles of its products."""
    market, plan = load(scenario), shop(scenario)
    return {name: float(replicate(cast(plan, *played), market, on)["profit"].mean()) for name, played in casts.items()}


def role_numbers(sale: dict[str, float], quiet: dict[str, float]) -> Numbers:
    """What the text says of roles."""
    none, *_ = sale.values()
    best = max(sale, key=lambda name: sale[name])
    return {
        "best_sale": best,
        "best_sale_yuan": (round(sale[best] - none, -3), "yuan"),
        "handbook_sale": (round(list(sale.values())[2] - none, -3), "yuan"),
        "best_quiet": max(quiet, key=lambda name: quiet[name]),
        "handbook_quiet": (round(quiet["traffic and profit"] - quiet["no roles"], -3), "yuan"),
        "hits_quiet": (round(quiet["two hits"] - quiet["no roles"], -3), "yuan"),
        "more_visits": (laws.ROLES["traffic"].visits - 1, "share"),
        "traffic_price": (laws.ROLES["traffic"].price, "share"),
        "image_price": (laws.ROLES["image"].price, "times"),
    }


ADVICE = (
    Advice(
        "In a great sale let some products be hits, and a dear one beside them look it.",
        "double-eleven",
        left=lambda plan: cast(plan, "profit", "profit", "profit"),
    ),
    Advice(
        "A product that shines beside others shines only where there are others, and where it is dear.",
        "first-shop",
        left=lambda plan: cast(plan, "image", "image"),
    ),
)


def turn(plan: Plan) -> Plan:
    """One to bring people, one that many have, one to look at."""
    return cast(plan, "traffic", "hit", "image")
