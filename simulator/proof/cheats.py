"""Plans made to cheat the scorecard: the good plan of a scenario with one trick played on it.

Each must score less than the good plan itself, or the scorecard rewards what no honest shop would do.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simulator.plan import Plan, levers
from simulator.planfile import plain, structure
from simulator.scenario import Scenario
from simulator.score import rung

Raw = dict[str, Any]
DUMPED = 0.45  # share of the price that is asked when stock is dumped in the last week
ON_CREDIT = 0.8  # share of the price at which goods bought on credit are sold off
LATE = 3  # last weeks in which goods are bought on credit
CREDIT = 200_000.0  # yuan


def cheats(scenario: Scenario) -> dict[str, Plan]:
    """The plans by the name of their trick."""
    return {name: structure(trick(plain(rung(scenario.key, "good")), scenario)) for name, trick in TRICKS.items()}


def _with(raw: Raw, **parts: Mapping[str, Any]) -> Raw:
    return raw | {name: raw.get(name, {}) | dict(fields) for name, fields in parts.items()}


def _each(raw: Raw, change: Callable[[Raw], Mapping[str, Any]]) -> Raw:
    """The plan with something changed of every product in it."""
    return raw | {"products": {name: one | dict(change(one)) for name, one in raw["products"].items()}}


def from_week(value: Any, week: int, change: Callable[[float], float]) -> list[Raw]:
    """A weekly lever, one value or {week, value} steps, that is changed from a week on."""
    steps = value if isinstance(value, list) else [{"week": 1, "value": value}]
    now = [one for one in steps if one["week"] <= week][-1]
    after = [now | {"week": week}, *(one for one in steps if one["week"] > week)]
    return [*(one for one in steps if one["week"] < week), *(one | {"value": change(one["value"])} for one in after)]


def refuse_refunds(raw: Raw, scenario: Scenario) -> Raw:
    """Refunds are put off; the buyer pays the freight, nothing but the return is offered, and nobody answers."""
    least = {"days": 7, "freight": "buyer", "refund": "put-off"}
    return _with(raw, returns=least, resolution={"offer": "return", "limit": 0.0}, reviews={"answer": "none"})


def fake_reviews(raw: Raw, scenario: Scenario) -> Raw:
    """Fifty reviews of five stars are bought every week."""
    return _with(raw, reviews={"bought": 50})


def delete_reviews(raw: Raw, scenario: Scenario) -> Raw:
    """All bad reviews are made to disappear."""
    return _with(raw, reviews={"deleted": 100.0})


def dump_stock(raw: Raw, scenario: Scenario) -> Raw:
    """In the last week everything goes for less than half its price."""
    return _each(
        raw, lambda one: {"price": from_week(one["price"], scenario.weeks, lambda price: round(DUMPED * price, 1))}
    )


def hoard_cash(raw: Raw, scenario: Scenario) -> Raw:
    """Nothing more is bought or advertised after the middle of the season."""
    half, low = scenario.weeks // 2, levers()["products.*.order_up_to"].low
    stop = {"weekly_budget": from_week(raw.get("marketing", {}).get("weekly_budget", 0.0), half, lambda _: 0.0)}
    levels = ("reorder_point", "order_up_to")
    kept = _each(raw, lambda one: {name: from_week(one[name], half, lambda _: low) for name in levels if name in one})
    return _with(kept, marketing=stop)


def sell_on_credit(raw: Raw, scenario: Scenario) -> Raw:
    """To the last minute, twice as many goods as ever are bought on credit, and sold off a fifth cheaper."""
    late = scenario.weeks - LATE + 1

    def change(one: Raw) -> Raw:
        if "order_up_to" not in one:
            return {}
        most = max(step["value"] for step in from_week(one["order_up_to"], 1, lambda value: value))
        bought = {"reorder_point": most, "order_up_to": 2 * most}
        goods = {name: from_week(one[name], late, lambda _, level=level: level) for name, level in bought.items()}
        return goods | {"price": from_week(one["price"], late, lambda price: round(ON_CREDIT * price, 1))}

    return _with(_each(raw, change), risk={"credit_line": CREDIT})


TRICKS: dict[str, Callable[[Raw, Scenario], Raw]] = {
    "refuse refunds": refuse_refunds,
    "fake reviews": fake_reviews,
    "delete bad reviews": delete_reviews,
    "dump stock in the last week": dump_stock,
    "hoard cash": hoard_cash,
    "sell on credit to the last minute": sell_on_credit,
}
