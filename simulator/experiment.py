"""Experiments: the same plan on many seasons, and two plans on the same seasons."""

import math
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
from attrs import evolve, frozen

from simulator.plan import Plan, Shop
from simulator.scenario import Scenario
from simulator.score import RUNGS, measures, rung, score
from simulator.season import play

Found = TypeVar("Found")
Measures = dict[str, np.ndarray]
Report = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Report no progress."""


def seeds(number: int, first: int = 1) -> list[int]:
    """Seeds of so many practice seasons."""
    return list(range(first, first + number))


def one_season(plan: Plan, scenario: Scenario, seed: int) -> dict[str, float]:
    """The measures of one season."""
    return measures(play(plan, scenario, seed))


def replicate(plan: Plan, scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent) -> Measures:
    """The measures of a plan on the seasons `on`: one array a measure, in the order of the seeds.

    The result does not depend on the number of `jobs`.
    """
    return play_all([(plan, scenario, seed) for seed in on], jobs, report)


def play_all(runs: list[tuple[Plan, Scenario, int]], jobs: int = 1, report: Report = silent) -> Measures:
    """The measures of many seasons, each (plan, scenario, seed), in their order."""
    rows = []
    for row in _results(runs, jobs):
        rows.append(row)
        report(len(rows), len(runs))
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _results(runs: list[tuple[Plan, Scenario, int]], jobs: int) -> Iterable[dict[str, float]]:
    if jobs == 1:
        return (one_season(*run) for run in runs)
    return in_processes(one_season, runs, jobs)


def in_processes(work: Callable[..., Found], calls: Iterable[tuple], jobs: int) -> Iterator[Found]:
    """What `work` returns for each of the calls (arguments), in their order. That joblib replaces a process that has
    grown is no news."""
    from joblib import Parallel, delayed

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "A worker stopped", UserWarning)
        with ctrl_c_held_back():
            found = Parallel(n_jobs=jobs, return_as="generator")(delayed(work)(*call) for call in calls)
        yield from found


@contextmanager
def ctrl_c_held_back() -> Iterator[None]:
    """Processes started inside leave Ctrl-C to this one, which hears of it when they have started.

    Multiprocessing's tracker has to run before: where Python is 3.11, its start would let Ctrl-C through again.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@frozen
class Difference:
    """A paired comparison of one measure: means of both plans, mean difference with its standard error, and how many
    times smaller the variance of the difference is than with independent seasons."""

    first: float
    second: float
    difference: float
    standard_error: float
    variance_ratio: float


def compare(
    first: Plan, second: Plan, scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent
) -> dict[str, Difference]:
    """What the second plan does against the first, on common draws, for every measure."""
    runs = [(plan, scenario, seed) for plan in (first, second) for seed in on]
    both = play_all(runs, jobs, report)
    return {name: difference(values[: len(on)], values[len(on) :]) for name, values in both.items()}


def difference(first: np.ndarray, second: np.ndarray) -> Difference:
    """The paired comparison of two arrays of a measure on the same seasons (2 or more)."""
    change = second - first
    paired = float(change.var(ddof=1))
    independent = float(first.var(ddof=1) + second.var(ddof=1))
    error = math.sqrt(paired / len(change))
    gain = independent / paired if paired else math.inf
    return Difference(float(first.mean()), float(second.mean()), float(change.mean()), error, gain)


def mean_and_error(values: np.ndarray) -> tuple[float, float]:
    """Mean and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values)))


def standings(scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent) -> dict[str, dict]:
    """Each rung's score and measures on the same seasons."""
    runs = [(rung(scenario.key, name), scenario, seed) for name in RUNGS for seed in on]
    every = play_all(runs, jobs, report)
    of = {name: _part(every, place, len(on)) for place, name in enumerate(RUNGS)}
    low, high = of["do-nothing"]["points"], of["best-known"]["points"]
    return {name: {"score": score(values["points"], low, high), "measures": values} for name, values in of.items()}


def _part(every: Measures, place: int, size: int) -> Measures:
    return {name: values[place * size : (place + 1) * size] for name, values in every.items()}


def on_platforms(plan: Plan, scenario: Scenario, on: Sequence[int], keys: Iterable[str]) -> dict[str, Measures]:
    """The same plan, as a single shop, on each of the platforms `keys`, on the same seeds: the measures by platform."""
    return {key: replicate(evolve(plan, shop=Shop(key), shops=()), scenario, on) for key in keys}
