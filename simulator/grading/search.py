"""A small search for a good plan: from the best of some plans, one decision at a time, the same steps every time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
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
Changes = Callable[[dict[str, Any], Scenario], Iterator[tuple[Change, ...]]]


def best_plan(plans: Sequence[Plan], scenario: Scenario, seeds: Sequence[int], rounds: int,
              changes: Changes | None = None) -> Plan:  # fmt: skip
    """The best of `plans` in the scenario, improved for so many rounds or until one brings nothing; with no rounds only
    the best of them.

    `changes` gives what a round tries, from a plan's plain data: changes that are made together; each of `numbers`
    alone unless named.
    """

    def points(plan: Plan, on: Sequence[int]) -> np.ndarray:
        return replicate(plan, scenario, on)["points"]

    best, reached = max(((plan, points(plan, seeds)) for plan in plans), key=lambda pair: pair[1].mean())
    for _ in range(rounds):
        before = best
        for together in list((changes or alone)(plain(best), scenario)):
            plan = structure(made(plain(best), together))
            if plan == best or fit(plan, scenario) or points(plan, seeds[:1])[0] < reached[0] - CLEAR:
                continue
            if (found := points(plan, seeds)).mean() > reached.mean():
                best, reached = plan, found
        if best == before:
            break
    return best


def alone(raw: dict[str, Any], scenario: Scenario) -> Iterator[tuple[Change, ...]]:
    """Each change of `numbers` by itself."""
    yield from ((one,) for one in numbers(raw, scenario))


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
    """The plan with these levers alone; `promotions` names all promotions, `shops` all further shops."""
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


def scaled(value: Any, factor: float, lever: Lever) -> Any:
    """The setting, or each step of it, times `factor`, within the lever's bounds."""
    if isinstance(value, list):
        return [step | {"value": scaled(step["value"], factor, lever)} for step in value]
    number = min(max(value * factor, lever.low), lever.high)
    return round(number) if lever.whole else round(number, 1)


def made(raw: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The plain data with changes made in it."""
    return reduce(lambda so_far, one: replaced(so_far, *one), changes, raw)


def replaced(raw: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The plain data with `value` at `path`."""
    where: Any = raw
    for name in path[:-1]:
        where = where.setdefault(name, {}) if isinstance(where, dict) else where[name]
    where[path[-1]] = value
    return raw
