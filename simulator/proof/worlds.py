"""Small and strange worlds: the tables of the world with some entries changed, and scenarios without rhythm or want."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import evolve

from simulator import scenario, world
from simulator.plan import Plan, ProductPlan, Shop, Step
from simulator.scenario import (
    Scenario,
    advertising,
    aftersales,
    brand,
    browsing,
    calendar,
    carriers,
    consultation,
    currencies,
    customers,
    insight,
    media,
    owned,
    platforms,
    positionings,
    promotions,
    research,
    segments,
    shocks,
    staff,
    suppliers,
    technology,
    warehouse,
    work,
)

TABLES = (
    advertising, aftersales, brand, browsing, calendar, carriers, consultation, currencies, customers, insight, media,
    owned, platforms, positionings, promotions, research, segments, shocks, staff, suppliers, technology,
    warehouse, work,
)  # fmt: skip
Change = Callable[[dict[str, Any]], None]
EVEN = 1e12  # shape of a gamma factor that is as good as 1
PLAIN, LAVENDER = "scarf-plain", "scarf-lavender"


@contextmanager
def changed_tables(**changes: Change) -> Iterator[None]:
    """The world with tables changed: name of the table -> function that changes its plain data in place."""
    original = world.table

    def table(name: str) -> dict[str, Any]:
        data = original(name)
        if name in changes:
            data = copy.deepcopy(data)
            changes[name](data)
        return data

    world.table = table
    _forget()
    try:
        yield
    finally:
        world.table = original
        _forget()


def _forget() -> None:
    for each in TABLES:
        each.cache_clear()


def flat(data: dict[str, Any]) -> None:
    """A calendar without rhythm."""
    data |= {"hours": [1 / 24] * 24, "weekdays": [1.0] * 7, "months": [1.0] * 12, "festivals": []}


def figures(values: dict[str, float]) -> Change:
    """Figures of a table by kind and name with other values."""

    def change(data: dict[str, Any]) -> None:
        for place, value in values.items():
            kind, name = place.split(".")
            data[kind][name]["value"] = value

    return change


def quick_suppliers(hours: float = 1.0, minimum: int = 1) -> Change:
    """Suppliers who deliver within hours, in any quantity."""
    return all_rows(minimum_order=minimum, shortest_lead=0, mean_lead=hours)


def all_rows(**fields: Any) -> Change:
    """Every row of a table with these fields; where a field is a figure, its value."""

    def change(data: dict[str, Any]) -> None:
        for row in data.values():
            for name, value in fields.items():
                if isinstance(row[name], dict) and "value" in row[name]:
                    row[name]["value"] = value
                else:
                    row[name] = value

    return change


def single_pieces(data: dict[str, Any]) -> None:
    """Shoppers who take one piece each and never top up."""
    all_rows(quantity=[1.0, 0.0, 0.0], top_up=0.0)(data)


def with_stock(name: str, factor: float) -> Scenario:
    """A scenario with its first stock multiplied."""
    one = scenario.load(name)
    products = {key: evolve(each, first_stock=int(each.first_stock * factor)) for key, each in one.products.items()}
    return evolve(one, products=products)


def plenty(name: str = "first-shop", traffic: float = 1.0, **changes: Any) -> Scenario:
    """A scenario whose shelves never empty, whose rivals hold their prices and whose platforms judge nobody."""
    one = scenario.load(name)
    products = {key: evolve(each, first_stock=200_000) for key, each in one.products.items()}
    rivals = tuple(evolve(rival, rule="hold") for rival in one.rivals)
    still = {"products": products, "rivals": rivals, "capital": 1e8, "traffic": traffic, "strictness": 0.0}
    return evolve(one, **still | changes)


@contextmanager
def laboratory(shoppers: dict[str, Any] | None = None, market: dict[str, Any] | None = None,
               supply: dict[str, Any] | None = None, year: Change = flat,
               desk: dict[str, float] | None = None) -> Iterator[None]:  # fmt: skip
    """A world of practical families only, in which every law but the one looked at stands still.

    No rhythm of the week or the year; one piece each; nobody comes back, minds the rating or fails to pay. `shoppers`,
    `market` and `supply` set further fields of the tables of segments, platforms and suppliers; `year` changes the
    calendar, `desk` figures of the table of consultation ("contacts.patience").
    """
    still = {"quantity": [1.0, 0.0, 0.0], "top_up": 0.0, "returns_again": 0.0, "rating": 0.0, "asks": 0.0}
    one_kind = {"audience": {"practical": 1.0}, "payment_rate": 1.0, "violations": 0.0}
    with changed_tables(
        calendar=year,
        segments=all_rows(**still | (shoppers or {})),
        platforms=all_rows(**one_kind | (market or {})),
        suppliers=all_rows(**supply or {}),
        consultation=figures({"contacts.shape": EVEN} | (desk or {})),
    ):
        yield


def as_it_is(_data: dict[str, Any]) -> None:
    """A table left as it is."""


def liked(one: Scenario, **appeal: float) -> Scenario:
    """The scenario with another appeal of its products, the same to all segments; keys `plain` and `lavender`."""
    names = {f"scarf-{key}": dict.fromkeys(segments(), value) for key, value in appeal.items()}
    products = {name: evolve(one.products[name], appeal=value) for name, value in names.items()}
    return evolve(one, products=one.products | products)


def everybody_buys(one: Scenario) -> Scenario:
    """The scenario in which whoever considers buying takes the plain scarf: its orders are the arrivals."""
    return liked(one, plain=50.0, lavender=-50.0)


def with_product(one: Scenario, name: str, **changes: Any) -> Scenario:
    """The scenario with one product changed."""
    return evolve(one, products=one.products | {name: evolve(one.products[name], **changes)})


def on_taobao(plain: float | None = None, **changes: Any) -> Plan:
    """A plan on Taobao that keeps all defaults but the plain scarf's price, and `changes`."""
    products = {} if plain is None else {PLAIN: ProductPlan(price=(Step(1, plain),))}
    return evolve(Plan(shop=Shop("taobao"), products=products), **changes)
