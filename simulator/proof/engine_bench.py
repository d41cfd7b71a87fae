"""What the two engines cost beside each other, beside SimPy's bare loop, and what common draws save."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import simpy
from attrs import evolve

from simulator.experiment import compare, seeds
from simulator.fit import read
from simulator.plan import Marketing, Plan, ProductPlan, Step
from simulator.proof.rows import Row, interleaved, seconds
from simulator.scenario import Scenario, load
from simulator.score import rung
from simulator.season import Season, play

SIZES = ((32_000, 8.0), (240_000, 40.0), (2_400_000, 100.0))
FULL_SIZES = ((240_000, 40.0), (2_400_000, 100.0))
GROWN = (24_000_000, 240_000)
CHANGES = ("price +5% of one product", "price -10% in one week", "stock +40% of one product", "marketing +15%")
EVERY_LEVER, EVERY_LEVER_VISITORS = Path(__file__).parent / "every_lever.toml", 250_000
SEASONS = 60
LEAST_GAIN = 8.0
MOST_MORE = 150.0  # MB
PEAK = """
import sys
from simulator.proof.engine_bench import peak, with_every_lever
from simulator.season import play
play(*with_every_lever(int(sys.argv[1])), 1)
print(peak())
"""


def of_size(visitors: int) -> tuple[Plan, Scenario]:
    """The first scenario with about so many visitors and the money for them, and the naive plan with reorder levels in
    proportion: with the levels of a small shop it would be sold out, and have little to decide, most of the time."""
    plan, one = rung("first-shop", "naive"), load("first-shop")
    usual = int(play(plan, one, 1).tables["days"]["visitors"].sum())
    products = {name: grown(product, visitors / usual) for name, product in plan.products.items()}
    return evolve(plan, products=products), evolve(one, traffic=one.traffic * visitors / usual, capital=1e8)


def with_every_lever(visitors: int = 240_000) -> tuple[Plan, Scenario]:
    """The plan in which every lever is moved, with about so many visitors, the money for them, and no platform that
    closes its shops."""
    plan, one = read(EVERY_LEVER.read_text(encoding="utf-8"))
    factor = visitors / EVERY_LEVER_VISITORS
    products = {name: grown(product, factor) for name, product in plan.products.items()}
    world = evolve(one, traffic=one.traffic * factor, capital=1e8, strictness=0.0)
    return evolve(plan, products=products), world


def grown(product: ProductPlan, factor: float) -> ProductPlan:
    """The product's plan with reorder levels times `factor`."""
    levels = {
        name: tuple(Step(one.week, round(factor * one.value)) for one in getattr(product, name))
        for name in ("reorder_point", "order_up_to")
    }
    return evolve(product, **levels)


def engine_rows() -> Iterator[Row]:
    """The batch against the shopper engine, by size; with few decisions, then with every lever on."""
    for visitors, least in SIZES:
        yield _engines(f"season of {visitors:,} visitors", *of_size(visitors), 3 if visitors < 1_000_000 else 1, least)
    for visitors, least in FULL_SIZES:
        yield _engines(f"every lever on, {visitors:,} visitors", *with_every_lever(visitors), 1, least)


def _engines(what: str, plan: Plan, world: Scenario, rounds: int, least: float) -> Row:
    ratios = [seconds(lambda: play(plan, world, 1, detail="shopper")) /
              statistics.median(seconds(lambda: play(plan, world, 1)) for _ in range(3))
              for _ in range(rounds)]  # fmt: skip
    ratio = statistics.median(ratios)
    return Row(f"shopper engine / batch, {what}", ratio, f"at least {least:g}", ratio >= least)


def growth_row() -> Row:
    """What a hundred times as many visitors cost, with every lever on."""
    large, small = ((lambda p=plan, w=world: play(p, w, 1)) for plan, world in map(with_every_lever, GROWN))
    ratio = seconds(large) / statistics.median(seconds(small) for _ in range(3))
    return Row("batch season of 24 million visitors / of 240,000, every lever on", ratio, "at most 40", ratio <= 40)


def memory_row() -> Row:
    """What a hundred times as many visitors take in memory, with every lever on; each season in a process of its own,
    as a process keeps its peak."""
    large, small = (_peak(visitors) for visitors in GROWN)
    more = (large - small) / 2**20
    return Row("MB more at the peak, batch season of 24 million visitors / of 240,000, every lever on", more,
               f"at most {MOST_MORE:g}", more <= MOST_MORE)  # fmt: skip


def peak() -> int:
    """Bytes that this process took at its peak; on Linux from /proc, as `ru_maxrss` there also knows the peak of the
    process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _peak(visitors: int) -> int:
    """Bytes at the peak of a process that plays one season."""
    return int(subprocess.run([sys.executable, "-c", PEAK, str(visitors)], capture_output=True, check=True).stdout)


def bare_loop(processes: int, waits: int) -> None:
    """SimPy's own loop: so many processes, each waiting so many times."""
    env = simpy.Environment()

    def process(first: float) -> Iterator[simpy.Event]:
        yield env.timeout(first)
        for _ in range(waits - 1):
            yield env.timeout(1.0)

    moments = np.random.default_rng(1).random(processes) * processes
    for moment in moments.tolist():
        env.process(process(moment))
    env.run()


def events_of(plan: Plan, world: Scenario) -> int:
    """How many events the shopper engine's season has."""
    season = Season(plan, world, 1, "shopper")
    count, step = 0, season.env.step

    def counted() -> None:
        nonlocal count
        count += 1
        step()

    season.env.step = counted
    for week in range(1, world.weeks + 1):
        season.run_to(week)
    season.finish()
    return count


def loop_row() -> Row:
    """The shopper engine against a bare loop with as many events: each process starts, waits once and ends."""
    plan, world = of_size(32_000)
    events = events_of(plan, world)
    ratio = interleaved(lambda: play(plan, world, 1, detail="shopper"), lambda: bare_loop(events // 3, 1))
    name = f"shopper engine / SimPy's bare loop, both with {events:,} events"
    return Row(name, ratio, "at most 2", ratio <= 2)


def clock_row() -> Row:
    """Both engines' clocks are SimPy's."""
    plan, world = rung("first-shop", "naive"), load("first-shop")
    clocks = [type(Season(plan, world, 1, detail).env) is simpy.Environment for detail in ("batch", "shopper")]
    return Row("engines whose clock is a simpy.Environment, of two", sum(clocks), "2", all(clocks))


def changed(plan: Plan) -> list[Plan]:
    """The plan with one decision changed, in the order of `CHANGES`."""
    name, one = next(iter(plan.products.items()))
    price = one.price[0].value
    variants = [
        evolve(one, price=(Step(1, round(1.05 * price, 2)),)),
        evolve(one, price=(Step(1, price), Step(6, round(0.9 * price, 2)), Step(7, price))),
        evolve(one, order_up_to=tuple(Step(each.week, round(1.4 * each.value)) for each in one.order_up_to)),
    ]
    spend = tuple(Step(each.week, round(1.15 * each.value, 2)) for each in plan.marketing.weekly_budget)
    dearer = evolve(plan, marketing=evolve(plan.marketing, weekly_budget=spend))
    return [*(with_product(plan, name, each) for each in variants), dearer]


def with_product(plan: Plan, name: str, product: ProductPlan) -> Plan:
    """The plan with one product decided otherwise."""
    return evolve(plan, products=plan.products | {name: product})


def coupling_rows() -> Iterator[Row]:
    """Variance of a profit difference: independent seasons against the same seasons."""
    plan = evolve(rung("first-shop", "good"), marketing=Marketing(weekly_budget=(Step(1, 500.0),)))
    for what, other in zip(CHANGES, changed(plan), strict=True):
        gain = compare(plan, other, load("first-shop"), seeds(SEASONS), jobs=-1)["profit"].variance_ratio
        name = f"variance of a profit difference, independent / common draws: {what}, {SEASONS} seasons"
        yield Row(name, gain, f"at least {LEAST_GAIN:g}", gain >= LEAST_GAIN)
