"""What does a season leave behind? Its tables, how many rows each has, and what every column means."""

from html import escape

import pandas as pd
from IPython.display import HTML

from simulator.amounts import plain
from simulator.export.dictionary import Column, Described, tables
from simulator.lessons.first_steps import first_season
from simulator.notebook import Numbers, records
from simulator.tables import quiet


def all_tables(rows: dict[str, int]) -> HTML:
    """Every table of the export: its Chinese name, what a row of it is, and how many rows a season has."""
    shown = [(name, one.name_zh, one.meaning, plain(rows.get(name, 0))) for name, one in tables().items()]
    return quiet(pd.DataFrame(shown, columns=["table", "中文", "what it holds", "rows"]))


def rows_of_a_season() -> dict[str, int]:
    """How many rows each table has for the naive plan of the first shop, season number 1."""
    return {name: len(table) for name, table in records(first_season()).items()}


def described(name: str) -> HTML:
    """What a row of a table is, and its columns."""
    table = tables()[name]
    return HTML(f"<p>{escape(table.meaning)}. <span lang='zh'>{escape(table.name_zh)}</span></p>{_columns(table)}")


def _columns(table: Described) -> str:
    shown = [(one.name, one.zh, one.type, one.unit, _meaning(one)) for one in table.columns]
    return quiet(pd.DataFrame(shown, columns=["column", "中文", "type", "unit", "meaning"])).data


def _meaning(column: Column) -> str:
    """What a column says, which words it may hold, and what it means that nothing stands there."""
    words = f"One of: {', '.join(column.words)}" if column.words else ""
    missing = f"Empty: {column.missing}" if column.missing else ""
    return ". ".join(filter(None, [column.meaning, words, missing]))


def numbers(rows: dict[str, int]) -> Numbers:
    """What the text says of the tables."""
    return {
        "tables": f"{len(tables())}",
        "columns": f"{sum(len(one.columns) for one in tables().values())}",
        "visits": f"{plain(rows['visits'])}",
    }
