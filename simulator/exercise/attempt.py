"""Calls a learner's function with a case, and keeps what it returned or what stopped it."""

import copy
import math
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    import pandas as pd

CELL = "<answer>"


@frozen
class Stopped:
    """No values: the kind of error (a builtin exception, "time", "end" or "error"), its line in the cell (or 0), and
    what it said."""

    kind: str
    line: int = 0
    message: str = ""


Said = dict[str, float | None] | Stopped


def on_case(function: Callable, arguments: dict[str, Any], outputs: Sequence[str]) -> Said:
    """What a function gives for arguments in their order: a finite number or None an output, or what stopped it."""
    try:
        result = function(*arguments.values())
    except Exception as error:
        return stopped(error)
    return {name: number(result, name) for name in outputs}


def number(result: Any, name: str) -> float | None:
    """The finite number that a result holds under a name; None where it holds none."""
    try:
        value = float(result[name])
    except Exception:
        return None
    return value if math.isfinite(value) else None


def stopped(error: BaseException) -> Stopped:
    """What stopped a function: the kind of error and the line of its cell."""
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        return Stopped("SyntaxError", error.lineno or 0, said)
    lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if is_cell(one.filename)]
    return Stopped(type(error).__name__, lines[-1] if lines else 0, said)


def is_cell(file: str) -> bool:
    """Whether a file of a traceback is a learner's cell, in the page or in a notebook."""
    return file.startswith((CELL, "<ipython-input")) or "ipykernel_" in file


def function_from(source: str, name: str) -> Callable:
    """The function that a text defines. Raises what the text raises, `NameError` when it defines none."""
    import numpy as np
    import pandas as pd

    names: dict[str, Any] = {"pd": pd, "np": np, "__name__": "answer"}
    exec(compile(source, CELL, "exec"), names)
    if not callable(names.get(name)):
        raise NameError(name)
    return names[name]


def arguments_of(plain: dict[str, Any]) -> dict[str, Any]:
    """Arguments from plain data, tables as data frames; new ones at each call."""
    return {name: frame(one) if is_table(one) else copy.deepcopy(one) for name, one in plain.items()}


def is_table(value: object) -> bool:
    """Whether plain data is a table."""
    return isinstance(value, dict) and set(value) == {"index", "columns", "dtypes"}


def frame(table: dict[str, Any]) -> "pd.DataFrame":
    """The table {index, columns: {name: values}, dtypes: {name: dtype}}."""
    import pandas as pd

    index = pd.Index(table["index"], dtype="int64")
    columns = {name: pd.Series(values, index, table["dtypes"][name]) for name, values in table["columns"].items()}
    return pd.DataFrame(columns, index)


def plain(table: "pd.DataFrame") -> dict[str, Any]:
    """A table as plain data: index, columns and dtypes."""
    columns = {name: table[name].tolist() for name in table}
    dtypes = {name: str(table[name].dtype) for name in table}
    return {"index": table.index.tolist(), "columns": columns, "dtypes": dtypes}
