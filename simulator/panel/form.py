"""The form of a plan as data, made from the levers' descriptions and the scenario alone."""

from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from attrs import fields, fields_dict

from simulator import planfile, story, world
from simulator.amounts import number, plain
from simulator.panel.sentences import Both, say
from simulator.panel.vocabulary import words
from simulator.plan import PROMOTIONS, Lever, Plan, levers
from simulator.scenario import Scenario, entry_cost, load, platforms, suppliers
from simulator.score import rung
from simulator.words import both, mark

CHEAPEST, DEAREST = 0.5, 1.6  # of the list price: what a price's slider spans
MAIN_KPIS = (
    "profit", "sales", "orders", "visitors", "conversion_rate", "average_order_value", "stockout_rate", "shop_score",
    "cash_end",
)  # fmt: skip
GROUPS = {"shop": mark("Shop"), "products": mark("Products"), "promotions": mark("Promotions"),
          "marketing": mark("Marketing")}  # fmt: skip
ROLES = {
    "hit": mark("a hit: sells by itself"),
    "traffic": mark("draws visitors"),
    "profit": mark("earns the money"),
    "image": mark("makes the shop look good"),
}


def form(name: str) -> dict[str, Any]:
    """Everything a page needs to draw the form of a scenario's plan before the market has loaded."""
    scenario = load(name)
    start = planfile.plain(rung(name, "naive"))
    return {
        "scenario": name,
        "title": {"en": scenario.title, "zh": scenario.title_zh},
        "story": both(scenario.story),
        "weeks": scenario.weeks,
        "start": scenario.start.isoformat(),
        "capital": scenario.capital,
        "products": [{"key": key, "name": story.names(product)} for key, product in scenario.products.items()],
        "festivals": story.festivals(scenario),
        "groups": list(_groups(scenario)),
        "promotions": [_kind(kind, cls, scenario) for kind, cls in PROMOTIONS.items()],
        "plan": start,
        "kpis": kpi_cards(),
        "main": list(MAIN_KPIS),
        "words": words(),
    }


def kpi_cards() -> list[dict]:
    """Key, names, unit, direction and formula of each KPI."""
    return [
        {"key": key, "name": {"en": one["name"], "zh": one["name_zh"]}, "unit": one["unit"], "better": one["better"],
         "formula": both(one["formula"])}
        for key, one in world.table("kpis").items()
    ]  # fmt: skip


def _groups(scenario: Scenario) -> Iterator[dict]:
    """The parts of a plan in its own order; one group a product."""
    for part in [each.name for each in fields(Plan) if each.name != "scenario"]:
        if part == "products":
            yield from (_product(key, scenario) for key in scenario.products)
        else:
            yield {"key": part, "name": group_name(part), "about": both(""), "fields": _fields(part, part, scenario)}


def group_name(part: str) -> Both:
    """The name of a part of the plan."""
    return both(GROUPS.get(part, part.replace("_", " ").capitalize()))


def _product(key: str, scenario: Scenario) -> dict:
    product = scenario.products[key]
    cost, price = (number(value, "yuan") for value in (product.unit_cost, product.list_price))
    about = say(
        mark("{role}; costs {cost} yuan, list price {price} yuan, {stock} in stock"),
        role=both(ROLES[product.role]), cost=cost, price=price, stock=product.first_stock,
    )  # fmt: skip
    fields_ = _fields("products.*", f"products.{key}", scenario)
    return {"key": f"products.{key}", "name": story.names(product), "about": about, "fields": fields_}


def _fields(part: str, path: str, scenario: Scenario) -> list[dict]:
    own = {name.rpartition("."): lever for name, lever in levers().items()}
    return [_field(f"{path}.{name}", lever, scenario) for (head, _, name), lever in own.items() if head == part]


def _field(path: str, lever: Lever, scenario: Scenario) -> dict:
    name = path.rpartition(".")[2]
    described = {
        "path": path, "name": name, "kind": _kind_of_field(lever),
        "label": both(lever.label), "help": both(lever.help), "unit": both(lever.unit),
        "low": lever.low, "high": lever.high, "step": lever.step, "whole": lever.whole, "weekly": lever.weekly,
        "chapter": lever.chapter, "options": [_option(name, word, scenario) for word in lever.options],
    }  # fmt: skip
    return described | {"slider": _slider(path, scenario), "default": _default(path, scenario)}


def _kind_of_field(lever: Lever) -> str:
    if lever.options:
        return "choice"
    return "weeks" if lever.several else "number"


def _default(path: str, scenario: Scenario) -> Any:
    """The naive plan's value of a field, or what the scenario takes when nothing is decided."""
    if path.endswith(".price"):
        return scenario.products[path.split(".")[1]].list_price
    return {"platform": scenario.default_platform, "supplier": scenario.default_supplier}.get(path.rpartition(".")[2])


def _slider(path: str, scenario: Scenario) -> list[float] | None:
    """Sensible ends for a price's slider, round the list price."""
    if not (path.startswith("products.") and path.endswith(".price")):
        return None
    price = scenario.products[path.split(".")[1]].list_price
    return [round(price * CHEAPEST), round(price * DEAREST)]


def _option(field: str, word: str, scenario: Scenario) -> dict:
    if field == "platform":
        return {"value": word, "name": story.names(platforms()[word]), "about": _platform(word, scenario)}
    if field == "supplier":
        return {"value": word, "name": story.names(suppliers()[word]), "about": _supplier(word)}
    return {"value": word, "name": both(word), "about": both("")}


def _platform(key: str, scenario: Scenario) -> Both:
    fees = platforms()[key].fees[scenario.fees]
    return say(
        mark("{summary} To open: {entry} yuan. Commission {rate}."),
        summary=both(platforms()[key].summary), entry=plain(entry_cost(key, scenario)),
        rate=f"{100 * (fees.commission.value + fees.payment.value):.3g}%",
    )  # fmt: skip


def _supplier(key: str) -> Both:
    one = suppliers()[key]
    return say(
        mark("Smallest order {pieces}; {cost} of the wholesale cost; about {days} days; {flaws} with flaws."),
        pieces=round(one.minimum_order.value), cost=f"{100 * one.unit_cost.value:.0f}%",
        days=f"{one.mean_lead.value / 24:.2g}", flaws=f"{100 * one.defects.value:.2g}%",
    )  # fmt: skip


def _kind(kind: str, cls: type, scenario: Scenario) -> dict:
    """One kind of promotion: what it is called, its fields, and whether it can be kept to some products."""
    part = f"promotions.{kind}"
    return {
        "kind": kind,
        "name": both(kind.replace("-", " ").capitalize()),
        "about": both((getdoc(cls) or "").partition("\n")[0]),
        "fields": [_promotion_field(field, cls) for field in _fields(part, part, scenario)],
        "covers": "products" in fields_dict(cls),
    }


def _promotion_field(field: dict, cls: type) -> dict:
    default = fields_dict(cls)[field["name"]].default
    known = default if isinstance(default, int | float) else None
    return field | {"default": known}
