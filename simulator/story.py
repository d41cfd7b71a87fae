"""What a season's pictures show, as plain data: series by day, bands, stockouts, events, money rows, funnel rows.

Money is in yuan where it is a series and in fen where it must add up; days count from 0.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from simulator.amounts import amount
from simulator.laws.compliance import CLOSURE
from simulator.laws.traffic import DAY
from simulator.ledger import MARKETING
from simulator.plan import Weekly
from simulator.records import count
from simulator.scenario import Scenario, calendar, platforms, shops_of
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.words import mark, translator

Event = dict[str, Any]
MOST_EVENTS = 9
DELIVERY_WINDOW = 7  # days of orders behind one value of the delivery time
PAUSE = 1.0  # days; shorter returns of a product to the shelf do not end a stockout
LONG_OUT = 2.0  # days out of stock that are worth an event
MONEY = (
    ("shelf_value", mark("Value at shelf prices"), ("shelf_value",)),
    ("discounts", mark("Discounts"), ("discounts",)),
    ("refunds", mark("Refunds"), ("refunds",)),
    ("goods", mark("Goods sold"), ("goods", "goods_returned", "purchasing", "inspection")),
    ("platform_fees", mark("Platform fees"), ("platform_fees", "yearly_fees")),
    ("marketing", mark("Marketing"), MARKETING),
    ("return_handling", mark("Handling returns"), ("return_handling", "return_freight")),
    ("freight", mark("Freight and packing"), ("freight", "packing", "picking", "lateness")),
    ("complaints", mark("Complaints solved"), ("compensation", "remedies")),
    ("reviews", mark("Reviews"), ("reviews", "bought_reviews")),
    ("relations", mark("Customer relations"), ("relations",)),
    ("membership", mark("Members' benefits and messages"), ("membership", "messages")),
    ("owned", mark("Private domain and community"), ("private_domain", "community")),
    ("insight", mark("Data and tests"), ("tests", "instruments", "security", "leaks")),
    ("storage", mark("Storage"), ("storage",)),
    ("operating", mark("Running costs"), ("operating", "localisation", "compliance", "precautions")),
    ("interest", mark("Interest"), ("interest",)),
    ("progress", mark("Technology and staff"), ("technology", "staff")),
    ("content", mark("Content and research"), ("content", "research")),
    ("write_down", mark("Stock written down"), ("write_down", "spoiled")),
)
PENALTIES = (
    mark("{platform} takes {product} off the shelf for a week"),
    mark("{platform} holds back what it owes the shop"),
    mark("{platform} closes the shop"),
)
OUT_ONCE = mark("{product} sold out for {days}")
OUT_AGAIN = mark("{product} sold out for {days}, the longest of {times} times")
PROMOTIONS = {
    "discount": mark("Discount of {percent}"),
    "spend-and-save": mark("Spend {spend}, save {save}"),
    "new-customer-coupon": mark("Coupon of {save} for new customers"),
    "percent-coupon": mark("Coupon of {percent}"),
    "early-bird": mark("Early birds at {percent} off"),
    "gift": mark("A gift with the order"),
    "bundle": mark("A bundle at {percent} off"),
    "festival-entry": mark("Festival entered at {percent} off"),
    "flash-sale": mark("Flash sale at {percent} off"),
    "team-price": mark("Team price at {percent} off"),
    "livestream": mark("Livestream for {spend}"),
    "kol": mark("A KOL's post"),
    "brand-event": mark("A brand event for {spend}"),
    "ab-test": mark("An A/B test"),
}


def glance(result: Result) -> dict[str, Any]:
    """The season by day: sales, stock, rating, delivery and cash, with promotions, festivals and events."""
    days = result.tables["days"]
    return {
        "days": result.scenario.days,
        "start": result.scenario.start.isoformat(),
        "sales": (days["sales"] / 100).tolist(),
        "stock": [_stock(result, place, key) for place, key in enumerate(result.scenario.products)],
        "rating": days["rating"].tolist(),
        "delivery": _delivery(result),
        "cash": (days["cash"] / 100).tolist(),
        "bands": bands(result),
        "festivals": festivals(result.scenario),
        "closed_on": None if result.closed_on == NEVER else result.closed_on,
        "events": events(result),
    }


def _stock(result: Result, place: int, key: str) -> dict[str, Any]:
    products, described = result.tables["products"], result.scenario.products[key]
    return {
        "key": key,
        "name": names(described),
        "pieces": products["on_hand"][products["product"] == place].tolist(),
        "out": stockouts(result, place),
    }


def names(described: Any) -> dict[str, str]:
    """The name of a product, rival, platform or festival in each language."""
    return {"en": described.name, "zh": described.name_zh}


def stockouts(result: Result, place: int) -> list[tuple[float, float]]:
    """Spans of days in which a product was out, short returns to the shelf left aside."""
    table = result.tables["stockouts"]
    own = table["product"] == place
    spans: list[tuple[float, float]] = []
    for start, end in zip((table["start"][own] / DAY).tolist(), (table["end"][own] / DAY).tolist(), strict=True):
        joins = bool(spans) and start - spans[-1][1] < PAUSE
        spans[-1:] = [(spans[-1][0], end)] if joins else [*spans[-1:], (start, end)]
    return spans


def _delivery(result: Result) -> list[float | None]:
    """Days from order to door, by day, mean of the orders of the week up to it."""
    orders, days = result.tables["orders"], result.scenario.days
    took = orders["delivered"] - orders["day"]
    total, placed = (_trailing(count(orders["day"], weights, days)) for weights in (took, None))
    return [part / parcels if parcels else None for part, parcels in zip(total, placed, strict=True)]


def _trailing(values: np.ndarray) -> list[float]:
    summed = np.concatenate([[0], np.cumsum(values)])
    before = np.maximum(np.arange(len(values)) + 1 - DELIVERY_WINDOW, 0)
    return (summed[1:] - summed[before]).tolist()


def bands(result: Result) -> list[dict[str, Any]]:
    """Promotions as spans of days, first to last, weeks in a row as one."""
    found = []
    for promotion in result.plan.promotions:
        for first, last in _runs(promotion.weeks):
            span = {"kind": promotion.kind, "first": 7 * (first - 1), "last": 7 * last - 1}
            found.append(span | {"message": PROMOTIONS[promotion.kind], "values": _terms(promotion)})
    return sorted(found, key=lambda span: span["first"])


def _runs(weeks: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(sorted(set(weeks))), key=lambda pair: pair[1] - pair[0]):
        numbers = [week for _, week in run]
        yield numbers[0], numbers[-1]


def _terms(promotion: Any) -> dict[str, tuple[float, str]]:
    terms = {name: (getattr(promotion, name), "yuan") for name in ("spend", "save") if hasattr(promotion, name)}
    return terms | ({"percent": (promotion.percent, "percent")} if hasattr(promotion, "percent") else {})


def festivals(scenario: Scenario) -> list[dict[str, Any]]:
    """Festivals that touch the season, as spans of its days."""
    last_day = scenario.days - 1
    spans = [(one, (one.first - scenario.start).days, (one.last - scenario.start).days) for one in calendar().festivals]
    return [
        {"name": names(one), "first": max(first, 0), "last": min(last, last_day)}
        for one, first, last in spans
        if first <= last_day and last >= 0
    ]


def events(result: Result) -> list[Event]:
    """What is worth knowing of a season, at most `MOST_EVENTS`, numbered by day."""
    found = sorted(_events(result), key=lambda event: event["rank"])[:MOST_EVENTS]
    found.sort(key=lambda event: event["day"])
    return [{"number": number} | event for number, event in enumerate(found, 1)]


def tell(event: Event, language: str = "en") -> str:
    """An event, or the label of a band, as a sentence."""
    return translator(language)(event["message"]).format(
        **{name: _said(value, language) for name, value in event["values"].items()}
    )


def _said(value: Any, language: str) -> str:
    return value[language] if isinstance(value, dict) else amount(*value, language)


def _event(rank: int, day: float, message: str, **values: Any) -> Event:
    return {"day": int(day), "rank": rank, "message": message, "values": values}


def _events(result: Result) -> Iterator[Event]:
    yield from _of_the_shop(result)
    yield from _of_rules(result)
    yield from _of_stock(result)
    for span in bands(result):
        yield _event(2, span["first"], span["message"], **span["values"])
    yield from _of_the_plan(result)


def _of_the_shop(result: Result) -> Iterator[Event]:
    days = result.tables["days"]
    best, lowest = int(days["sales"].argmax()), int(days["cash"].argmin())
    if days["sales"][best]:
        yield _event(1, best, mark("Best day: {sales} of sales"), sales=(days["sales"][best] / 100, "yuan"))
    if result.closed_on != NEVER and not _shut_by_platforms(result):
        yield _event(0, result.closed_on, mark("The shop closes: cash and credit are used up"))
    elif 0 < lowest < result.scenario.days - 1:
        yield _event(2, lowest, mark("Cash at its lowest: {cash}"), cash=(days["cash"][lowest] / 100, "yuan"))


def _shut_by_platforms(result: Result) -> bool:
    closures = result.tables["penalties"]["kind"] == CLOSURE
    return int(closures.sum()) == len(shops_of(result.plan, result.scenario))


def _of_rules(result: Result) -> Iterator[Event]:
    keys, products = shops_of(result.plan, result.scenario), list(result.scenario.products.values())
    penalties = (column.tolist() for column in result.tables["penalties"].values())
    for day, shop, kind, product in zip(*penalties, strict=True):
        values = {"platform": names(platforms()[keys[shop]])}
        values |= {"product": names(products[product])} if product != NEVER else {}
        yield _event(0 if kind == CLOSURE else 1, day, PENALTIES[kind], **values)
    for change in result.scenario.rule_changes:
        rule = {"en": change.title, "zh": change.title_zh}
        yield _event(3, 7 * (change.week - 1), mark("Rules change: {rule}"), rule=rule)
    for shock in result.scenario.shocks:
        what = {"en": shock.title, "zh": shock.title_zh}
        yield _event(1, 7 * (shock.week - 1), mark("It happens: {what}"), what=what)


def _of_stock(result: Result) -> Iterator[Event]:
    for place, described in enumerate(result.scenario.products.values()):
        spans = stockouts(result, place)
        start, end = max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        values = {"product": names(described), "days": (end - start, "days"), "times": (len(spans), "count")}
        if spans and spans[-1][1] - spans[-1][0] > LONG_OUT and spans[-1][1] >= result.scenario.days:
            yield _event(1, spans[-1][0], mark("{product} sold out, and stays out"), **values)
        elif end - start >= LONG_OUT:
            yield _event(1, start, OUT_AGAIN if len(spans) > 1 else OUT_ONCE, **values)


def _of_the_plan(result: Result) -> Iterator[Event]:
    plan, scenario = result.plan, result.scenario
    for name, described in scenario.products.items():
        for day, old, new in _changes(plan.product(name).price, described.list_price):
            message = mark("{product}: price from {old} to {new}")
            yield _event(3, day, message, product=names(described), old=old, new=new)
    for day, old, new in _changes(plan.marketing.weekly_budget, 0.0):
        yield _event(3, day, mark("Marketing from {old} to {new} a week"), old=old, new=new)


def _changes(steps: Weekly, before: float) -> Iterator[tuple[int, tuple[float, str], tuple[float, str]]]:
    for step in sorted(steps, key=lambda step: step.week):
        if step.week > 1 and step.value != before:
            yield 7 * (step.week - 1), (before, "yuan"), (step.value, "yuan")
        before = step.value


def waterfall(result: Result) -> list[tuple[str, str, int]]:
    """From value at shelf prices to profit: (key, label, fen), costs negative; the last row sums the others."""
    balance = result.ledger.balance
    rows = [(key, label, -sum(balance[account] for account in accounts)) for key, label, accounts in MONEY]
    return [*rows, ("profit", mark("Profit"), result.ledger.profit())]


def funnel(result: Result) -> list[tuple[str, str, int]]:
    """From visitors to orders kept: (key, label, number); each row is a part of the one before."""
    days, orders = result.tables["days"], result.tables["orders"]
    visitors = int(days["visitors"].sum())
    return [
        ("visitors", mark("Visitors"), visitors),
        ("considering", mark("Would consider buying"), int(days["considering"].sum())),
        ("placed", mark("Orders placed"), int(days["placed"].sum())),
        ("paid", mark("Orders paid"), len(orders["paid"])),
        ("kept", mark("Orders kept"), int((orders["returned"] == NEVER).sum())),
    ]
