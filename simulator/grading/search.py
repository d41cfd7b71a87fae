"""A small search for a good plan: from the best of some plans, one decision at a time, the same steps every time."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simulator.experiment import replicate
from simulator.fit import fit
from simulator.plan import PLATFORMS, SUPPLIERS, Lever, Plan, levers
from simulator.planfile import plain, structure
from simulator.scenario import Scenario

FACTORS = (0.85, 1.15, 0.95, 1.05)
CLEAR = 0.02  # points by which a plan that is behind in the first season is given up
Change = tuple[tuple[Any, ...], Any]


class Best:
    """The best plan so far in a scenario, and its points in each of some seasons. A plan that is `clear` points behind
    in the first of them is given up."""

    def __init__(self, plan: Plan, scenario: Scenario, on: Sequence[int], clear: float = CLEAR) -> None:
        self.plan, self.scenario, self.on, self.clear = plan, scenario, on, clear
        self.points = self._points(plan, on)

    def loss(self, plan: Plan, ties: bool = False) -> float:
        """Mean points below zero of a plan, of the first season alone where it is given up; a better plan takes the
        place of the best one, with `ties` also one that is as good."""
        points = self._points(plan, self.on[:1])
        if points[0] >= self.points[0] - self.clear:
            points = np.append(points, self._points(plan, self.on[1:]))
            gain = points.mean() - self.points.mean()
            if gain > 0 or (ties and gain == 0):
                self.plan, self.points = plan, points
        return -float(points.mean())

    def _points(self, plan: Plan, on: Sequence[int]) -> np.ndarray:
        return replicate(plan, self.scenario, on)["points"] if on else np.empty(0)


def best_plan(plans: Sequence[Plan], scenario: Scenario, seeds: Sequence[int], rounds: int) -> Plan:
    """The best of `plans` in the scenario, improved for so many rounds of `numbers`, or until one brings nothing; with
    no rounds only the best of them."""
    best = max((Best(plan, scenario, seeds) for plan in plans), key=lambda one: one.points.mean())
    for _ in range(rounds):
        before = best.plan
        for change in list(numbers(plain(before), scenario)):
            plan = structure(replaced(plain(best.plan), *change))
            if plan != best.plan and not fit(plan, scenario):
                best.loss(plan)
        if best.plan == before:
            break
    return best.plan


def numbers(raw: dict[str, Any], scenario: Scenario) -> Iterator[Change]:
    """Changes of platform, suppliers and every number that a plan names, as (path, new value)."""
    yield from ((("shop", "platform"), name) for name in PLATFORMS)
    for product in scenario.products:
        yield from ((("products", product, "supplier"), name) for name in SUPPLIERS)
    described = levers()
    for path, value in settings(raw):
        one = described.get(lever_name(raw, path))
        if one and not (one.options or one.several or one.text or one.product):
            yield from ((path, scaled(value, factor, one)) for factor in FACTORS)


def within(plan: Plan, fields: Sequence[str]) -> Plan:
    """The plan with these levers alone, or with all where none is named; `promotions` names all promotions, `shops` all
    further shops."""
    if not fields:
        return plan
    raw = plain(plan)
    kept = {name: value for name, value in raw.items() if name == "scenario" or name in fields}
    for path, value in settings(raw):
        if lever_name(raw, path) in fields:
            replaced(kept, path, value)
    return structure(kept)


def settings(raw: Any, path: tuple[Any, ...] = ()) -> Iterator[Change]:
    """Every setting of the plain data with its path; a list of {week, value} is one setting."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            yield from settings(value, (*path, name))
    elif path == ("promotions",):
        for place, value in enumerate(raw):
            yield from settings(value, (*path, place))
    else:
        yield path, raw


def lever_name(raw: dict[str, Any], path: tuple[Any, ...]) -> str:
    """The name under which `levers` describes the setting at `path`."""
    if path[0] == "promotions":
        return f"promotions.{raw['promotions'][path[1]]['kind']}.{path[2]}"
    return f"products.*.{path[2]}" if path[0] == "products" else ".".join(path)


def scaled(value: Any, factor: float, lever: Lever, digits: int = 1) -> Any:
    """The setting, or each step of it, times `factor`, as the lever takes it."""
    if isinstance(value, list):
        return [step | {"value": scaled(step["value"], factor, lever, digits)} for step in value]
    return fitted(value * factor, lever, digits)


def fitted(value: float, lever: Lever, digits: int = 1) -> float:
    """The value within the lever's bounds, whole or with so many digits."""
    number = min(max(value, lever.low), lever.high)
    return round(number) if lever.whole else round(number, digits)


def replaced(raw: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The plain data with `value` at `path`."""
    where: Any = raw
    for name in path[:-1]:
        where = where.setdefault(name, {}) if isinstance(where, dict) else where[name]
    where[path[-1]] = value
    return raw
