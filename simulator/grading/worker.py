"""The second process: runs a learner's function on plain tables and says what it returned.

Stdin: one JSON object {source, function, outputs, tables}. Stdout: one JSON line a table, {"values": {output: number}}
or {"error": kind, "line": number}. It imports nothing of the course, so nothing of the course can be asked of it.
"""

import contextlib
import ctypes
import importlib
import json
import math
import os
import struct
import sys
import traceback
from typing import Any

import numpy as np
import pandas as pd

CELL = "<answer>"
NOBODY = 65534
MEMORY = 2 << 30
FORBIDDEN = {  # by machine: its number in seccomp, and the calls that reach past the limits below or past this process:
    # shmget shmat shmctl semget msgget msgsnd ptrace mq_open add_key request_key keyctl unshare perf_event_open setns
    # process_vm_readv process_vm_writev memfd_create bpf userfaultfd io_uring_setup io_uring_enter io_uring_register
    "x86_64": (0xC000003E, (
        29, 30, 31, 64, 68, 69, 101, 240, 248, 249, 250, 272, 298, 308, 310, 311, 319, 321, 323, 425, 426, 427,
    )),
    "aarch64": (0xC00000B7, (
        194, 196, 195, 190, 186, 189, 117, 180, 217, 218, 219, 97, 241, 268, 270, 271, 279, 280, 282, 425, 426, 427,
    )),
}  # fmt: skip
OTHER_NUMBERS = 1 << 30  # from here on calls have the numbers of another kind of program
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
    if sys.platform == "linux" and os.uname().machine in FORBIDDEN:
        forbid(*FORBIDDEN[os.uname().machine])


def forbid(machine: int, calls: tuple[int, ...]) -> None:
    """Have the kernel answer these system calls with "not permitted" for the rest of this process. Raises `OSError`."""
    load, equal, at_least, answer, number = 0x20, 0x15, 0x35, 0x06, len(calls)
    steps = [  # each: what to do, how far to jump where it holds and where not, with what
        (load, 0, 0, 4), (equal, 0, number + 3, machine), (load, 0, 0, 0), (at_least, number + 1, 0, OTHER_NUMBERS),
        *((equal, number - place, 0, call) for place, call in enumerate(calls)),
        (answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x00050001),
    ]  # fmt: skip
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    about = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, about, 0, 0):
        raise OSError(ctypes.get_errno(), "the system calls of learners' code cannot be limited")


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
