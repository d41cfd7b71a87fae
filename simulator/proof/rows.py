"""Rows of a bench: costs as ratios of two things measured in one run."""

import statistics
import time
from collections.abc import Callable

from attrs import frozen

ROUNDS = 5


@frozen
class Row:
    """One cost: what is divided by what, the ratio, the target, and whether it is met."""

    name: str
    ratio: float
    target: str
    met: bool


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(first: Callable[[], object], second: Callable[[], object]) -> float:
    """Time of the first over time of the second, median of alternating rounds."""
    return statistics.median(seconds(first) / seconds(second) for _ in range(ROUNDS))
