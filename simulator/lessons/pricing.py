"""What may it cost? One scarf at several prices before three kinds of people, and three ways of finding its price."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop, Step
from simulator.scenario import load

SCARF = "scarf-plain"
PRICES = (55.0, 65.0, 75.0, 85.0, 95.0, 105.0)
PLACES = {"Pinduoduo": "pinduoduo", "Taobao": "taobao", "JD": "jd"}
METHODS = {  # the percentage means something else to each: added to the cost, over the rivals, left to the buyer
    "from the cost": ("cost-plus", (80.0, 120.0, 160.0, 200.0)),
    "from the rivals' prices": ("competition", (0.0, 10.0, 20.0, 40.0)),
    "from its worth": ("value", (50.0, 60.0, 70.0, 80.0)),
}
MINDED = tuple(("segments", f"{name}.price") for name in ("bargain", "practical", "quality", "trend"))
Sweep = dict[str, list[float]]


def priced(plan: Plan, price: float, product: str = SCARF) -> Plan:
    """The plan with one price of a product all season."""
    return evolve(plan, products=plan.products | {product: evolve(plan.products[product], price=(Step(1, price),))})


def on_one(platform: str) -> Plan:
    """The sound plan as a single shop on a platform."""
    return evolve(shop("first-shop"), shop=Shop(platform), shops=())


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit in the first shop."""
    return float(replicate(plan, load("first-shop"), on)["profit"].mean())


def sweep(on: list[int]) -> Sweep:
    """Profit by price, on each platform."""
    return {name: [profit(priced(on_one(key), one), on) for one in PRICES] for name, key in PLACES.items()}


def best_price(profits: list[float]) -> float:
    """The price with the highest profit."""
    return PRICES[profits.index(max(profits))]


def price_numbers(found: Sweep) -> Numbers:
    """What the text says of the best prices, and of what missing them costs."""
    told: Numbers = {f"best_{PLACES[name]}": (best_price(each), "yuan") for name, each in found.items()}
    pinduoduo, jd = found["Pinduoduo"], found["JD"]
    last = PRICES.index(105.0)
    return told | {
        "lost_pinduoduo": (1 - pinduoduo[last] / max(pinduoduo), "share"),
        "lost_jd": (1 - jd[last] / max(jd), "share"),
        "cheap_jd": (1 - jd[0] / max(jd), "share"),
    }


def minded(on: list[int], factor: float) -> float:
    """The best price on JD where every group minds a yuan so many times as much."""
    with scaled(MINDED, factor):
        return best_price([profit(priced(on_one("jd"), one), on) for one in PRICES])


def minded_numbers(on: list[int]) -> Numbers:
    """The best price on JD where people mind a yuan half and twice as much."""
    return {"best_half": (minded(on, 0.5), "yuan"), "best_double": (minded(on, 2.0), "yuan")}


def by_method(plan: Plan, method: str, percent: float) -> Plan:
    """The plan with prices of all products by a method."""
    products = {name: evolve(one, price_method=method, price_percent=percent) for name, one in plan.products.items()}
    return evolve(plan, products=products)


def methods(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit of the sound plan with prices by each method, at several percentages."""
    plan = shop("first-shop")
    return {
        name: {f"{percent:.0f}%": profit(by_method(plan, method, percent), on) for percent in percents}
        for name, (method, percents) in METHODS.items()
    }


def method_numbers(found: dict[str, dict[str, float]], own: float) -> Numbers:
    """The best and the worst of each method, and the sound plan's own prices."""
    told: Numbers = {"own": (round(own, -3), "yuan")}
    for word, each in zip(("cost", "rivals", "worth"), found.values(), strict=True):
        told[f"{word}_best"] = (round(max(each.values()), -3), "yuan")
        told[f"{word}_at"] = max(each, key=lambda percent: each[percent])
        told[f"{word}_worst"] = (round(min(each.values()), -3), "yuan")
    return told


ADVICE = (
    Advice(
        "A price under the list to be safe is not safe: what few mind is given away.",
        "first-shop",
        taken=lambda plan: priced(plan, 75.0),
        left=lambda plan: priced(plan, 62.0),
        assumed=MINDED,
    ),
)


def turn(plan: Plan) -> Plan:
    """The plain scarf at 75 yuan, the lavender one a little cheaper."""
    return priced(priced(plan, 70.0), 119.0, "scarf-lavender")
