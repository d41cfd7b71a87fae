"""The data dictionary: tables, columns, types, units and meanings, and columns of whole numbers as frames of them.

Raw columns are as a season keeps them: fen, days and milliseconds of the season, and `NEVER` where there is nothing.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import cattrs
import numpy as np
import pandas as pd
from attrs import frozen

from simulator import world
from simulator.records import Table
from simulator.season.due import NEVER
from simulator.words import both

DTYPES = {
    "id": "int64",
    "whole": "int64",
    "number": "float64",
    "money": "float64",
    "flag": "bool",
    "text": "string",
    "date": "datetime64[ms]",
    "moment": "datetime64[ms]",
}


@frozen
class Column:
    """A column of a table; `missing` says what it means that nothing stands there, `words` what a text can be."""

    name: str
    zh: str
    type: str
    meaning: str
    unit: str = ""
    missing: str = ""
    words: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The dtype of the column in a frame."""
        whole = DTYPES[self.type] == "int64"
        return "Int64" if whole and self.missing else DTYPES[self.type]


@frozen
class Described:
    """A table of the export: what a row of it is, and its columns."""

    name_zh: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def dtypes(self) -> dict[str, str]:
        """The dtype of each column."""
        return {one.name: one.dtype for one in self.columns}


@cache
def tables() -> dict[str, Described]:
    """Every table of the export by its name."""
    return cattrs.structure(world.table("records"), dict[str, Described])


def dictionary(language: str = "en") -> pd.DataFrame:
    """The data dictionary, one row a column; `language` ("en" or "zh") is that of the meanings."""
    rows = [
        (table, one.name, one.zh, one.type, one.unit, *(both(text)[language] for text in (one.meaning, one.missing)))
        for table, described in tables().items()
        for one in described.columns
    ]
    return pd.DataFrame(rows, columns=["table", "column", "中文", "type", "unit", "meaning", "missing"])


def frame(name: str, raw: Table, start: date) -> pd.DataFrame:
    """Raw columns as the table `name` of a season that began on `start`."""
    shaped = {one.name: _shaped(one, raw[one.name], start) for one in tables()[name].columns}
    return pd.DataFrame(shaped)


def _shaped(column: Column, values: np.ndarray, start: date) -> pd.Series:
    """A raw column as its type wants it."""
    return pd.Series(SHAPES.get(column.type, lambda raw, _: raw)(values, start)).pipe(_whole, column)


def _whole(values: pd.Series, column: Column) -> pd.Series:
    if column.dtype == "Int64":
        return values.astype("Int64").mask(values == NEVER)
    return values.astype(column.dtype)


def _dated(unit: str) -> Callable[[np.ndarray, date], np.ndarray]:
    def dated(values: np.ndarray, start: date) -> np.ndarray:
        moments = np.datetime64(start, "ms") + values.astype(f"timedelta64[{unit}]")
        return np.where(values == NEVER, np.datetime64("NaT", "ms"), moments)

    return dated


SHAPES = {"money": lambda fen, _: fen / 100, "date": _dated("D"), "moment": _dated("ms")}
