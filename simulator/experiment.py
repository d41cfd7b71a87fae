"""Experiments: the same plan on many seasons, and two plans on the same seasons."""

import math
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
from attrs import evolve, frozen

from simulator.laws import instruments
from simulator.outlays import instruments_week, security_week, tests_of
from simulator.plan import Data, Plan, Shop
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


CHANNELS = {  # what a plan may bring people by: parts of it, or fields, that are left out where the channel is
    "paid visits": ("marketing.weekly_budget",),
    "posts on the feed": ("marketing.posts",),
    "work on search": ("marketing.search_hours",),
    "referral": ("marketing.referral",),
    "keyword ads": ("ads.core_bid", "ads.tail_bid", "ads.keyword_budget"),
    "display ads": ("ads.display_budget",),
    "recommendation ads": ("ads.recommendation_budget",),
    "social media": ("channels",),
    "livestreams": ("promotions.livestream",),
    "KOLs": ("promotions.kol",),
    "brand": ("brand", "promotions.brand-event"),
    "private domain": ("private_domain",),
    "community": ("community",),
}


def without(plan: Plan, channels: Iterable[str]) -> Plan:
    """The plan with channels left out."""
    for path in (path for channel in channels for path in CHANNELS[channel]):
        part, _, name = path.partition(".")
        if part == "promotions":
            rest = tuple(one for one in plan.promotions if one.kind != name)
        else:
            usual = getattr(Plan(), part)
            rest = evolve(getattr(plan, part), **{name: getattr(usual, name)}) if name else usual
        plan = evolve(plan, **{part: rest})
    return plan


def channels_of(plan: Plan) -> list[str]:
    """The channels that a plan uses."""
    return [one for one in CHANNELS if without(plan, [one]) != plan]


@frozen
class Synergy:
    """What channels bring together that they do not bring one by one: yuan of sales that each brings `alone`, and all
    bring `together`, over those without any; the rest as a share of all sales, with its standard error."""

    alone: dict[str, float]
    together: float
    share: float
    standard_error: float


def channel_synergy(
    plan: Plan, scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent
) -> Synergy:
    """The synergy of a plan's channels, on the common draws of two seasons or more."""
    used = channels_of(plan)
    plans = [without(plan, used), *(without(plan, set(used) - {one}) for one in used), plan]
    every = play_all([(one, scenario, seed) for one in plans for seed in on], jobs, report)
    none, *alone, all_ = every["sales"].reshape(len(plans), len(on))
    gains = {name: float((sales - none).mean()) for name, sales in zip(used, alone, strict=True)}
    beyond = all_ - none - sum(sales - none for sales in alone)
    share, error = mean_and_error(beyond / np.maximum(all_, 1.0))
    return Synergy(gains, float((all_ - none).mean()), share, error)


def true_effects(
    plan: Plan, scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent
) -> list[tuple[float, float]]:
    """What each A/B test of a plan would find if everybody saw both versions: orders of each visitor shown B less those
    of the same visitors shown A, on the common draws of two seasons or more; the mean with its standard error."""
    tests = range(len(tests_of(plan)))
    runs = [(plan, scenario, seed, place, share) for place in tests for share in (0.0, 100.0) for seed in on]
    shares = []
    for found in in_processes(shown_to_all, runs, jobs) if jobs > 1 else (shown_to_all(*run) for run in runs):
        shares.append(found)
        report(len(shares), len(runs))
    both = np.array(shares).reshape(len(tests), 2, len(on))
    return [mean_and_error(new - old) for old, new in both]


def shown_to_all(plan: Plan, scenario: Scenario, seed: int, place: int, share: float) -> float:
    """Orders of each visitor of a test whose version B so many per cent see, all or none."""
    one = tests_of(plan)[place]
    others = [evolve(one, share=share, rollout="none") if each is one else each for each in plan.promotions]
    table = play(evolve(plan, promotions=tuple(others)), scenario, seed).tables["tests"]
    those = table["test"] == place
    return int(table["orders"][those].sum()) / max(int(table["shown"][those].sum()), 1)


@frozen
class DataRoi:
    """What instruments are worth: yuan that they and the security of their data cost, yuan that profit grows by before
    that cost, and the return, the rest over the cost, with its standard error."""

    cost: float
    gain: float
    roi: float
    standard_error: float


def data_roi(plan: Plan, scenario: Scenario, on: Sequence[int], jobs: int = 1, report: Report = silent) -> DataRoi:
    """The return on a plan's instruments, on the common draws of two seasons or more. Raises `ValueError` for a plan
    without any."""
    blind = evolve(plan, data=Data())
    cost = scenario.weeks * (instruments_week(plan) + security_week(plan))
    if not instruments_week(plan):
        raise ValueError("a plan without instruments has no return on them")
    runs = [(one, scenario, seed) for one in (plan, blind) for seed in on]
    with_, without_ = play_all(runs, jobs, report)["profit"].reshape(2, len(on))
    roi, error = mean_and_error(instruments.data_roi(with_, without_, cost))
    return DataRoi(cost, float((with_ - without_).mean()) + cost, roi, error)
