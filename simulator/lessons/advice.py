"""What lessons advise, in a form that can be played: a change of a plan, and how the scorecard's points move by it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from operator import getitem
from typing import Any

import numpy as np
from attrs import frozen

from simulator import scenario, world
from simulator.experiment import Difference, difference, replicate
from simulator.plan import Plan
from simulator.scenario import load
from simulator.score import rung

Change = Callable[[Plan], Plan]
Place = tuple[dict[str, Any], str]
FACTORS = (0.5, 1.0, 2.0)  # how far an assumed figure is swept


@frozen
class Advice:
    """A piece of advice: the naive plan that takes it gains points, the good plan that leaves it loses some.

    Either may be missing, where a plan has nothing to change. `assumed` are the figures on which the advice rests, each
    a world table and a path in it.
    """

    says: str
    scenario: str
    taken: Change | None = None
    left: Change | None = None
    assumed: tuple[tuple[str, str], ...] = ()


def moves(advice: Advice, on: Sequence[int]) -> dict[str, Difference]:
    """How the points move where the naive plan has "taken" the advice, and the good one "left" it, on common draws."""
    key, plans = advice.scenario, {"taken": (advice.taken, "naive"), "left": (advice.left, "good")}
    return {
        word: difference(_points(key, name, tuple(on)), _played(key, change(rung(key, name)), on))
        for word, (change, name) in plans.items()
        if change is not None
    }


@cache
def _points(key: str, name: str, on: tuple[int, ...]) -> np.ndarray:
    """The points of a published plan."""
    return _played(key, rung(key, name), on)


def _played(key: str, plan: Plan, on: Sequence[int]) -> np.ndarray:
    return replicate(plan, load(key), on)["points"]


def swept(advice: Advice, on: Sequence[int], factors: Sequence[float] = FACTORS) -> dict[float, dict[str, Difference]]:
    """How the points move with the figures it rests on at several multiples of their value."""
    found = {}
    for factor in factors:
        with scaled(advice.assumed, factor):
            found[factor] = moves(advice, on)
    return found


@contextmanager
def scaled(figures: Sequence[tuple[str, str]], factor: float) -> Iterator[None]:
    """A world with some numbers, each a table and a path like `("promotions", "gift.worth")`, so many times as large.

    Raises `KeyError` where a path leads nowhere.
    """
    places = [_place(table, path) for table, path in figures]
    before = [owner[key] for owner, key in places]
    try:
        _put(places, [factor * value for value in before])
        yield
    finally:
        _put(places, before)


def _place(table: str, path: str) -> Place:
    """Where the number stands: by itself, or as the value of a figure."""
    *way, last = path.split(".")
    owner = reduce(getitem, way, world.table(table))
    return (owner[last], "value") if isinstance(owner[last], dict) else (owner, last)


def _put(places: list[Place], values: list[float]) -> None:
    for (owner, key), value in zip(places, values, strict=True):
        owner[key] = value
    for read in (_points, *vars(scenario).values()):
        if hasattr(read, "cache_clear"):
            read.cache_clear()
