"""Asks the second process what a learner's function returns, and believes nothing but finite numbers."""

import builtins
import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.exercise.attempt import Stopped, plain
from simulator.grading.box import boxed

if TYPE_CHECKING:
    import pandas as pd

WORKER = Path(__file__).with_name("worker.py")
MOST_SAID = 1 << 16
QUIET = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}


Values = dict[str, float | None]
Said = Values | Stopped


def ask(
    source: str, function: str, outputs: Sequence[str], tables: Sequence["pd.DataFrame"], seconds: float
) -> list[Said]:
    """What the function in `source` returns for each table: a number or None for each output, or why there is none."""
    wanted = {"source": source, "function": function, "outputs": list(outputs), "tables": [plain(t) for t in tables]}
    said, late = _run(json.dumps(wanted).encode(), seconds)
    lines = said.split(b"\n")[:-1][: len(tables)]
    answers = [accept(line, outputs) for line in lines]
    return answers + [Stopped("time" if late else "end")] * (len(tables) - len(answers))


def _run(request: bytes, seconds: float) -> tuple[bytes, bool]:
    end = time.monotonic() + seconds
    command = boxed([sys.executable, "-I", str(WORKER)], WORKER)
    with subprocess.Popen(
        command, env=QUIET, cwd=Path(sys.executable).anchor, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(request)
                process.stdin.close()
            return _listen(process.stdout.fileno(), end)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _listen(pipe: int, end: float) -> tuple[bytes, bool]:
    """What comes out of the pipe until it is closed, says too much or the time is over; and whether it is over."""
    said = b""
    while len(said) < MOST_SAID:
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        block = os.read(pipe, MOST_SAID) if ready else b""
        said += block
        if not block:
            return said, not ready
    return said, False


def accept(line: bytes, outputs: Sequence[str]) -> Said:
    """One line of the second process, as far as it has the agreed form."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return Stopped("error")
    if not isinstance(found, dict) or not isinstance(found.get("values"), dict):
        return _stopped(found if isinstance(found, dict) else {})
    return {name: finite(found["values"].get(name)) for name in outputs}


def _stopped(found: dict[str, Any]) -> Stopped:
    kind, line = found.get("error"), found.get("line")
    known = getattr(builtins, kind, None) if isinstance(kind, str) else None
    is_error = isinstance(known, type) and issubclass(known, BaseException)
    return Stopped(kind if is_error else "error", line if isinstance(line, int) and 0 < line < 10_000 else 0)


def finite(value: object) -> float | None:
    """The value, if it is a finite number."""
    right = (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 and math.isfinite(value)
    )
    return float(value) if right else None
