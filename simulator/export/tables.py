"""The tables of a played season as frames, all at once or, where a row is a visit or less, day by day."""

from collections.abc import Callable, Iterator

import pandas as pd

from simulator.export import business
from simulator.export.daily import days
from simulator.export.dictionary import frame, tables
from simulator.export.followed import Followed
from simulator.export.recorded import recorded
from simulator.export.trade import Sold
from simulator.records import Table
from simulator.season import Result

Frames = dict[str, pd.DataFrame]
BUSINESS = ("products", "overview", "searches", "market", "social", "tests", "readings", "stock_moves", "money")
FOLLOWED = ("payments", "parcels", "contacts", "complaints", "returns", "reviews")


def frames(result: Result) -> Frames:
    """Every table of a season by its name, in the order of the dictionary."""
    made: dict[str, list[pd.DataFrame]] = {name: [] for name in tables()}
    for _, part in parts(result):
        for name, one in part.items():
            made[name].append(one)
    return {name: pd.concat(several, ignore_index=True) for name, several in made.items()}


def parts(result: Result) -> Iterator[tuple[int, Frames]]:
    """The tables in parts that follow one another, with the number of days done; the visits of a day are a part."""
    start = result.scenario.start
    yield 0, whole(result)
    for day, raw in enumerate(days(result), 1):
        yield day, {name: frame(name, table, start) for name, table in raw.items()}


def whole(result: Result) -> Frames:
    """The tables for which no visit has to be drawn."""
    return {name: frame(name, make(), result.scenario.start) for name, make in _whole(result).items()}


def _whole(result: Result) -> dict[str, Callable[[], Table]]:
    """How each table is made that is made at once."""
    visits = recorded(result)
    sold = Sold(result, visits)
    followed = Followed(result, visits, sold)
    made = {"orders": sold.table, "order_lines": sold.lines}
    made |= {name: getattr(followed, name) for name in FOLLOWED}
    return made | {name: _of(getattr(business, name), result) for name in BUSINESS}


def _of(make: Callable[[Result], Table], result: Result) -> Callable[[], Table]:
    return lambda: make(result)
