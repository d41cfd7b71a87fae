"""What seasons cost, as ratios measured in one run: machines are shared and noisy, seconds say little.

`python -m simulator.proof.bench [--json]`; exit 1 when a target is missed.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import numpy as np
import simpy
from attrs import asdict

from simulator import world
from simulator.laws import draws, traffic
from simulator.plan import Plan
from simulator.proof.engine_bench import clock_row, coupling_rows, engine_rows, growth_row, loop_row, memory_row
from simulator.proof.grading_bench import grading_rows
from simulator.proof.rows import Row, interleaved
from simulator.scenario import Scenario, load
from simulator.score import rung
from simulator.season import Result, play

CUSTOMERS = 20_000
ARRIVALS, SERVICES, SERVERS = 2.4, 1.0, 3


class Drawn:
    """The random numbers of a season: how many of each kind, and drawing just these again."""

    def __init__(self, plan: Plan, scenario: Scenario) -> None:
        self.keyed: list[tuple[int, int]] = []
        self.flows: list[tuple[np.ndarray, int]] = []
        self.result = self._watch(plan, scenario)

    def _watch(self, plan: Plan, scenario: Scenario) -> Result:
        from simulator.season import aftersales, attention, blocks, people

        keyed, flows = draws.uniforms, traffic.arrivals

        def uniforms(keys: np.ndarray, ids: np.ndarray) -> np.ndarray:
            self.keyed.append((len(keys), len(ids)))
            return keyed(keys, ids)

        def arrivals(
            counts: np.random.Generator, moments: np.random.Generator, rates: np.ndarray, hours: tuple
        ) -> tuple:
            drawn = flows(counts, moments, rates, hours)
            self.flows.append((np.round(np.asarray(hours)[None, :, None] * rates[:, None, :], 9), len(drawn[0])))
            return drawn

        places = [
            (module, name) for module in (aftersales, attention, blocks, people) for name in ("uniforms", "arrivals")
        ]
        changed = [(module, name, getattr(module, name)) for module, name in places if hasattr(module, name)]
        try:
            for module, name, _ in changed:
                setattr(module, name, {"uniforms": uniforms, "arrivals": arrivals}[name])
            return play(plan, scenario, 1)
        finally:
            for module, name, original in changed:
                setattr(module, name, original)

    def again(self) -> None:
        """Draw the same numbers and do nothing with them."""
        for day, (rates, people) in enumerate(self.flows):
            rng = draws.stream(1, "bench", day)
            rng.poisson(rates)
            rng.random(people)
        for keys, ids in self.keyed:
            draws.uniforms(np.arange(keys, dtype=np.uint64), np.arange(ids, dtype=np.uint64))

    def listed(self) -> dict[str, int]:
        """Kinds of draws and their numbers."""
        total = Counter(poisson_counts=0, moments=0, keyed_uniforms=0)
        for rates, people in self.flows:
            total.update(poisson_counts=rates.size, moments=people)
        total.update(keyed_uniforms=sum(keys * ids for keys, ids in self.keyed))
        return dict(total)


def queue(customers: int) -> None:
    """SimPy's own M/M/3 loop with so many customers."""
    env, rng = simpy.Environment(), np.random.default_rng(1)
    servers = simpy.Resource(env, SERVERS)

    def customer(service: float) -> Iterator[simpy.Event]:
        with servers.request() as request:
            yield request
            yield env.timeout(service)

    def arrive() -> Iterator[simpy.Event]:
        gaps = rng.exponential(1 / ARRIVALS, customers)
        for gap, service in zip(gaps.tolist(), rng.exponential(1 / SERVICES, customers).tolist(), strict=True):
            yield env.timeout(gap)
            env.process(customer(service))

    env.process(arrive())
    env.run()


def season_rows() -> Iterator[Row]:
    """A season against its draws, and against SimPy's loop."""
    plan, scenario = rung("first-shop", "naive"), load("first-shop")
    drawn = Drawn(plan, scenario)
    days = drawn.result.tables["days"]
    visitors = int(days["visitors"].sum())
    numbers = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in drawn.listed().items())
    cost = interleaved(lambda: play(plan, scenario, 1), drawn.again)
    yield Row(
        f"batch season of {visitors:,} visitors / drawing its random numbers ({numbers})",
        cost,
        "at most 25",
        cost <= 25,
    )
    slower = interleaved(lambda: queue(CUSTOMERS), lambda: play(plan, scenario, 1))
    rate = slower * visitors / CUSTOMERS
    yield Row(
        f"visitors a second (season of {visitors:,}) / customers a second of SimPy's M/M/3",
        rate,
        "at least 10",
        rate >= 10,
    )


def command_row() -> Row:
    """The command line's start against its heaviest libraries'."""
    file = str(world.rung_file("first-shop", "naive"))
    run = [sys.executable, "-m", "simulator", "run", file, "--json"]
    bare = [sys.executable, "-c", "import numpy, simpy"]
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    ratio = interleaved(lambda: subprocess.run(run, **quiet), lambda: subprocess.run(bare, **quiet))
    return Row('python -m simulator run / python -c "import numpy, simpy"', ratio, "at most 6", ratio <= 6)


def rows() -> Iterator[Row]:
    """Every cost that needs no browser."""
    yield from season_rows()
    yield command_row()
    yield clock_row()
    yield from engine_rows()
    yield growth_row()
    yield memory_row()
    yield loop_row()
    yield from coupling_rows()
    yield from grading_rows()


def show(done: list[Row], as_json: bool) -> int:
    """Print rows, as one JSON object if asked; 1 when a target is missed."""
    if as_json:
        print(json.dumps({"rows": [asdict(row) for row in done]}))
    else:
        print(
            "\n".join(
                f"{one.ratio:8.2f}  {one.target:12s} {'met' if one.met else 'MISSED'}  {one.name}" for one in done
            )
        )
    return 0 if all(one.met for one in done) else 1


if __name__ == "__main__":
    sys.exit(show(list(rows()), "--json" in sys.argv))
