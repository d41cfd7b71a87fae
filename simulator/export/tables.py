"""The tables of a played season as frames, all at once or, where a row is a visit or less, day by day."""

from collections.abc import Callable, Iterator

import pandas as pd

from simulator.export.dictionary import frame
from simulator.export.recorded import recorded
from simulator.export.trade import Sold
from simulator.season import Result

Frames = dict[str, pd.DataFrame]
BY_DAY: tuple[str, ...] = ()


def frames(result: Result) -> Frames:
    """Every table of a season by its name, in the order of the dictionary."""
    return dict(whole(result))


def whole(result: Result) -> Iterator[tuple[str, pd.DataFrame]]:
    """The tables that are made at once."""
    sold = Sold(result, recorded(result))
    made: dict[str, Callable] = {"orders": sold.table, "order_lines": sold.lines}
    for name, table in made.items():
        yield name, frame(name, table(), result.scenario.start)


def parts(result: Result) -> Iterator[tuple[int, Frames]]:
    """The tables in parts that follow one another, with the number of days done."""
    yield 0, dict(whole(result))
