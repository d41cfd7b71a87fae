"""The form of a plan as data, made from the levers' descriptions and the scenario alone."""

from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from attrs import NOTHING, fields, fields_dict

from simulator import planfile, story, world
from simulator.amounts import number, plain
from simulator.kpi import SHOWN
from simulator.laws.content import TITLE_LIMIT
from simulator.panel.sentences import Both, say
from simulator.panel.vocabulary import words
from simulator.plan import LONGEST_TEXT, PROMOTIONS, Lever, Plan, levers, parts
from simulator.scenario import Scenario, entry_cost, load, platforms, suppliers
from simulator.score import rung
from simulator.words import both, mark

CHEAPEST, DEAREST = 0.5, 1.6  # of the list price: what a price's slider spans
MAIN_KPIS = (
    "profit", "sales", "orders", "visitors", "conversion_rate", "average_order_value", "stockout_rate", "shop_score",
    "cash_end",
)  # fmt: skip
GROUPS = {
    "shop": mark("Shop"), "products": mark("Products"), "promotions": mark("Promotions"),
    "marketing": mark("Marketing"), "ads": mark("Advertising"), "service": mark("Service desk"),
    "selection": mark("New products"), "risk": mark("Risk"), "returns": mark("Returns"),
    "resolution": mark("Complaints"), "reviews": mark("Reviews"), "relations": mark("Customer relations"),
    "membership": mark("Membership"), "treatment": mark("Groups of customers"),
    "brand": mark("Brand"), "private_domain": mark("Private domain"), "community": mark("Community"),
    "warehouse": mark("Warehouse"), "delivery": mark("Delivery"), "shops": mark("Further shops"),
    "channels": mark("Social media"), "data": mark("Data analysis"), "technology": mark("Technology"),
    "staff": mark("Staff"),
}  # fmt: skip
SECTIONS = {"role": mark("In the range"), "price": mark("Price"), "pictures": mark("Product page"),
            "supplier": mark("Supply"), "policy": mark("Stock")}  # fmt: skip  # by the field that each begins with
FURTHER_SHOP = ("platform", "type", "localisation", "share")
OWN = {"price": "list_price"}  # what a product's default is called in the scenario, where it is not the lever's name


def form(name: str) -> dict[str, Any]:
    """Everything a page needs to draw the form of a scenario's plan before the market has loaded."""
    scenario = load(name)
    start = planfile.plain(rung(name, "naive"))
    return {
        "scenario": name,
        "title": {"en": scenario.title, "zh": scenario.title_zh},
        "story": _told(scenario),
        "weeks": scenario.weeks,
        "start": scenario.start.isoformat(),
        "capital": scenario.capital,
        "products": [{"key": key, "name": story.names(product)} for key, product in scenario.products.items()],
        "festivals": story.festivals(scenario),
        "groups": list(_groups(scenario)),
        "promotions": [_kind(kind, cls, scenario) for kind, cls in PROMOTIONS.items()],
        "shops": [field for field in _fields("shop", "shops", scenario) if field["name"] in FURTHER_SHOP],
        "plan": start,
        "kpis": kpi_cards(),
        "main": list(MAIN_KPIS),
        "words": words(),
    }


def _told(scenario: Scenario) -> Both:
    """The scenario's story, and the shocks that are known beforehand."""
    told = both(scenario.story)
    for one in scenario.shocks:
        if one.announced:
            what = {"en": one.title, "zh": one.title_zh}
            told = say(mark("{story} Announced for week {week}: {what}."), story=told, week=one.week, what=what)
    return told


def kpi_cards() -> list[dict]:
    """Key, names, unit, direction and formula of each KPI that the panel shows."""
    return [
        {"key": key, "name": {"en": one["name"], "zh": one["name_zh"]}, "unit": one["unit"], "better": one["better"],
         "formula": both(one["formula"])}
        for key, one in ((key, world.table("kpis")[key]) for key in SHOWN)
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
        mark("Made for: {role}. Costs {cost} yuan, list price {price} yuan, {stock} in stock."),
        role=_option("role", product.role, scenario)["name"], cost=cost, price=price, stock=product.first_stock,
    )  # fmt: skip
    fields_ = list(_in_sections(_fields("products.*", f"products.{key}", scenario)))
    return {"key": f"products.{key}", "name": story.names(product), "about": about, "fields": fields_}


def _in_sections(described: list[dict]) -> Iterator[dict]:
    """The fields of a product, each with the name of its section."""
    section = ""
    for field in described:
        section = SECTIONS.get(field["name"], section)
        yield field | {"section": both(section)}


def _fields(part: str, path: str, scenario: Scenario) -> list[dict]:
    own = {name.rpartition("."): lever for name, lever in levers().items()}
    return [_field(f"{path}.{name}", part, lever, scenario) for (head, _, name), lever in own.items() if head == part]


def _field(path: str, part: str, lever: Lever, scenario: Scenario) -> dict:
    name = path.rpartition(".")[2]
    described = {
        "path": path, "name": name, "kind": _kind_of_field(lever),
        "label": both(lever.label), "help": both(lever.help), "unit": both(lever.unit),
        "low": lever.low, "high": lever.high, "step": lever.step, "whole": lever.whole, "weekly": lever.weekly,
        "chapter": lever.chapter, "options": _options(name, lever, scenario),
    }  # fmt: skip
    lengths = {"enough": TITLE_LIMIT, "longest": LONGEST_TEXT} if lever.text else {}
    return described | lengths | {"slider": _slider(path, scenario), "default": _default(path, part, lever, scenario)}


def _kind_of_field(lever: Lever) -> str:
    if lever.options or lever.product:
        return "choice"
    if lever.text:
        return "text"
    return "weeks" if lever.several else "number"


def _default(path: str, part: str, lever: Lever, scenario: Scenario) -> Any:
    """What holds when nothing is decided: the plan's own default, or else the scenario's; nothing where neither is."""
    name = path.rpartition(".")[2]
    usual = fields_dict(parts()[part])[name].default
    if usual not in (NOTHING, None, ()):
        return usual
    return _scenarios_default(path, name, scenario) if lever.start is None else lever.start


def _scenarios_default(path: str, name: str, scenario: Scenario) -> Any:
    if path.startswith("products.") and name != "supplier":
        return getattr(scenario.products[path.split(".")[1]], OWN.get(name, name), None)
    own = {"shop.platform": scenario.default_platform, "service.agents": scenario.agents}
    return scenario.default_supplier if name == "supplier" else own.get(path)


def _slider(path: str, scenario: Scenario) -> list[float] | None:
    """Sensible ends for a price's slider, round the list price."""
    if not (path.startswith("products.") and path.endswith(".price")):
        return None
    price = scenario.products[path.split(".")[1]].list_price
    return [round(price * CHEAPEST), round(price * DEAREST)]


def _options(name: str, lever: Lever, scenario: Scenario) -> list[dict]:
    """The words that a field takes, or the products."""
    if lever.product:
        return [{"value": key, "name": story.names(one), "about": both(lever.help)}
                for key, one in scenario.products.items()]  # fmt: skip
    return [_option(name, word, scenario) for word in lever.options]


def _option(field: str, word: str, scenario: Scenario) -> dict:
    if field == "platform":
        return {"value": word, "name": story.names(platforms()[word]), "about": _platform(word, scenario)}
    if field in ("supplier", "fallback"):
        return {"value": word, "name": story.names(suppliers()[word]), "about": _supplier(word)}
    told = world.table("options")[field][word]
    return {"value": word, "name": both(told["name"]), "about": both(told["about"])}


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
        "fields": _fields(part, part, scenario),
        "covers": "products" in fields_dict(cls),
    }
