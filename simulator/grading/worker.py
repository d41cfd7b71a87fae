"""The second process: runs a learner's function on plain tables and says what it returned.

Stdin: one JSON object {source, function, outputs, tables}. Stdout: one JSON line a table, {"values": {output: number}}
or {"error": kind, "line": number}. It imports nothing of the course, so nothing of the course can be asked of it.
"""

import contextlib
import importlib
import json
import math
import os
import sys
import traceback
from typing import Any

import numpy as np
import pandas as pd

CELL = "<answer>"
NOBODY = 65534
MEMORY = 2 << 30
AT_HAND = (  # imported before root's rights are given up, for libraries may lie where only root reads
    "fractions", "heapq", "logging", "statistics", "threading", "numpy.rec", "pandas.core.methods.describe",
    "pandas.core.methods.to_dict", "pandas.core.reshape.reshape", "pandas.io.formats.string",
)  # fmt: skip


def main() -> None:
    """Answer the request on stdin."""
    request = json.load(sys.stdin)
    say = os.fdopen(os.dup(1), "w", encoding="ascii")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    for name in AT_HAND:
        importlib.import_module(name)
    tables = [frame(table) for table in request["tables"]]
    confine()
    answer = Answer(request)
    for table in tables:
        say.write(json.dumps(answer.on(table)) + "\n")
        say.flush()


def frame(table: dict[str, Any]) -> pd.DataFrame:
    """The table {index, columns: {name: values}, dtypes: {name: dtype}}."""
    index = pd.Index(table["index"], dtype="int64")
    columns = {name: pd.Series(values, index, table["dtypes"][name]) for name, values in table["columns"].items()}
    return pd.DataFrame(columns, index)


def confine() -> None:
    """Take away what a function of a table does not need: other processes, files to write, memory, root's rights."""
    if os.name != "posix":
        return
    import resource

    for kind, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_NPROC, 0)):
        resource.setrlimit(kind, (most, most))
    with contextlib.suppress(ValueError, OSError):  # macOS does not limit memory so
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


class Answer:
    """The learner's function, made from the source of its cell."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.name, self.outputs = request["function"], request["outputs"]
        self.names: dict[str, Any] = {"pd": pd, "np": np, "__name__": "answer"}
        self.broken = attempt(lambda: exec(compile(request["source"], CELL, "exec"), self.names))

    def on(self, table: pd.DataFrame) -> dict[str, Any]:
        """What the function returns for a table, or what stopped it."""
        return self.broken or attempt(lambda: self._values(table))

    def _values(self, table: pd.DataFrame) -> dict[str, Any]:
        result = self.names[self.name](table)
        return {"values": {name: number(result, name) for name in self.outputs}}


def number(result: Any, name: str) -> float | None:
    """The finite number that a result holds under a name; None where it holds none."""
    try:
        value = float(result[name])
    except Exception:
        return None
    return value if math.isfinite(value) else None


def attempt(work: Any) -> Any:
    """What `work` returns, or what stopped it: the kind of error and the line of the cell."""
    try:
        return work()
    except SyntaxError as error:
        return {"error": "SyntaxError", "line": error.lineno}
    except BaseException as error:
        lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == CELL]
        return {"error": type(error).__name__, "line": lines[-1] if lines else None}


if __name__ == "__main__":
    main()
