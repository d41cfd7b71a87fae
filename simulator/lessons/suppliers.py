"""Quality and suppliers: what three suppliers, their contracts and a look at what comes do to the same shop."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.lessons.stock import ending, with_levels
from simulator.notebook import Numbers
from simulator.plan import Plan
from simulator.scenario import load, suppliers
from simulator.score import rung

CONTRACTS = ("none", "price", "quality", "punctual")
CHECKS = ("none", "sample", "full")
DEFECTS = tuple(("suppliers", f"{name}.defects") for name in suppliers())


def bought(plan: Plan, **decided: str) -> Plan:
    """The plan with the same decision about the purchase of all its products: supplier, contract, inspection."""
    return evolve(plan, products={name: evolve(one, **decided) for name, one in plan.products.items()})


def season(plan: Plan, on: list[int]) -> Measures:
    """Seasons of a plan in the first shop."""
    return replicate(plan, load("first-shop"), on)


def by_supplier(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit of the naive plan by supplier, with its own levels and with three times as high ones, yuan."""
    plan = rung("first-shop", "naive")
    shelves = {"levels of the naive plan": 1.0, "three times the levels": 3.0}
    return {
        shelf: {
            one.name: float(season(ending(with_levels(bought(plan, supplier=key), factor)), on)["profit"].mean())
            for key, one in suppliers().items()
        }
        for shelf, factor in shelves.items()
    }


def by_contract(on: list[int]) -> dict[str, float]:
    """Profit of the sound plan over what it is without a contract, by contract, yuan."""
    found = {name: season(bought(shop("first-shop"), contract=name), on)["profit"] for name in CONTRACTS}
    return {name: float((each - found["none"]).mean()) for name, each in found.items() if name != "none"}


def by_check(on: list[int], factor: float = 1.0) -> dict[str, dict[str, Measures]]:
    """Seasons of the sound plan by supplier and inspection, with flaws so many times as frequent."""
    plan = shop("first-shop")
    with scaled(DEFECTS, factor):
        return {
            key: {check: season(bought(plan, supplier=key, inspection=check), on) for check in CHECKS}
            for key in ("yiwu-wholesale", "hangzhou-factory")
        }


def check_gain(found: dict[str, dict[str, Measures]], supplier: str, check: str) -> float:
    """Yuan of profit that a check adds with a supplier."""
    return float((found[supplier][check]["profit"] - found[supplier]["none"]["profit"]).mean())


def supplier_numbers(shelves: dict[str, dict[str, float]], contracts: dict[str, float]) -> Numbers:
    """What the text says of suppliers and contracts."""
    low, high = shelves.values()
    known = suppliers()
    return {
        "best_low": max(low, key=lambda name: low[name]),
        "best_high": max(high, key=lambda name: high[name]),
        "factory_low": (round(low[known["hangzhou-factory"].name], -3), "yuan"),
        "factory_high": (round(high[known["hangzhou-factory"].name], -3), "yuan"),
        "market_high": (round(high[known["yiwu-wholesale"].name], -3), "yuan"),
        "factory_cost": (1 - known["hangzhou-factory"].unit_cost.value, "share"),
        "price_contract": (round(contracts["price"], -3), "yuan"),
        "quality_contract": (round(contracts["quality"], -3), "yuan"),
        "punctual_contract": (round(contracts["punctual"], -3), "yuan"),
    }


def check_numbers(usual: dict[str, dict[str, Measures]], flawed: dict[str, dict[str, Measures]]) -> Numbers:
    """What the text says of inspections, with flaws as they are and four times as frequent."""
    market = usual["yiwu-wholesale"]
    told: Numbers = {
        "stars_none": (market["none"]["rating"].mean(), "stars"),
        "stars_full": (market["full"]["rating"].mean(), "stars"),
        "returned_none": (market["none"]["return_rate"].mean(), "share"),
        "returned_full": (market["full"]["return_rate"].mean(), "share"),
    }
    for word, found in (("usual", usual), ("flawed", flawed)):
        for check in ("sample", "full"):
            told[f"{check}_{word}"] = (round(check_gain(found, "yiwu-wholesale", check), -2), "yuan")
    return told


def from_agent(plan: Plan) -> Plan:
    """Goods from an agent, bound by a price contract, and a shelf that lasts until they come."""
    return ending(with_levels(bought(plan, supplier="shaoxing-agent", contract="price"), 3.0))


ADVICE = (
    Advice(
        "Buy nearer to the maker, bind the price, and keep a shelf that lasts until the goods come.",
        "first-shop",
        taken=from_agent,
        left=lambda plan: bought(plan, supplier="yiwu-wholesale", contract="none"),
        assumed=(("suppliers", "shaoxing-agent.mean_lead"), ("suppliers", "shaoxing-agent.shortest_lead")),
    ),
)


def turn(plan: Plan) -> Plan:
    """The same."""
    return from_agent(plan)
