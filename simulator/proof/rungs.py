"""The search behind the best known plans: `python -m simulator.proof.rungs first-shop` improves the one that is there.

Every lever of the plan is a dial with a few places, as it stands, and with the settings of `tried.toml` that may be
added; nevergrad's discrete (1+1) search turns some dials at a time; a sweep then tries each place of each dial alone.
The seeds are those of no practice season and of no grading. What is found is taken only if it is better on others.
"""

import argparse
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from rich.console import Console
from rich.progress import track

from simulator import world
from simulator.experiment import replicate, seeds
from simulator.fit import fit
from simulator.grading.search import Best, fitted, replaced, scaled
from simulator.plan import PLATFORMS, Lever, Plan, levers
from simulator.planfile import PlanError, plain, structure, write
from simulator.scenario import Scenario, load
from simulator.score import RUNGS, rung
from simulator.world import tomllib

FIRST_SEED, JUDGE_SEED = 900_001, 950_001
JUDGED = 24  # seasons on which what was found is held against what was there; with few, a rare ruin is not seen
FACTORS = (0.5, 0.7, 0.85, 0.95, 1.0, 1.05, 1.2, 1.5, 2.0)
AS_IT_IS = FACTORS.index(1.0)
REACH = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)  # shares of a lever's range that are tried
AGAINST_THE_RULES = ("reviews.bought", "reviews.deleted")
UNPLAYABLE = 10.0  # loss of a plan that cannot be played
CLEAR = 0.004  # points by which a plan that is behind in the first season is given up
CONSOLE = Console(stderr=True)
Raw = dict[str, Any]
Turn = Callable[[Raw], Raw]


@frozen
class Dial:
    """Something that the search turns: what each of its places does to a plan, and the place that leaves it alone."""

    places: tuple[Turn, ...]
    start: int = 0


def same(raw: Raw) -> Raw:
    """The plan as it is."""
    return raw


def dials(raw: Raw, scenario: Scenario) -> list[Dial]:
    """Everything that may be turned in a plan's plain data, in the order in which it is done."""
    found = [*_levers(raw, scenario), _all_stock(raw), *_lists(raw, scenario)]
    return [one for one in found if len(one.places) > 1]


def turned(raw: Raw, every: Sequence[Dial], places: Sequence[int]) -> Raw:
    """The plan with each dial at a place."""
    at = (dial.places[place] for dial, place in zip(every, places, strict=True))
    done = reduce(lambda so_far, turn: turn(so_far), at, plain(structure(raw)))
    return done | {name: [one for one in done[name] if one is not None] for name in LISTS if name in done}


LISTS = ("promotions", "channels", "shops")


def _levers(raw: Raw, scenario: Scenario) -> Iterator[Dial]:
    for field, lever in levers().items():
        if field in AGAINST_THE_RULES or lever.product:
            continue
        for path in _paths(field, raw, scenario):
            now = _at(raw, path)
            if lever.weekly and now is not None:
                yield from _weekly(path, now, lever)
            else:
                yield _setting(path, now, _values(field, lever, now, scenario, path))


def _paths(field: str, raw: Raw, scenario: Scenario) -> list[tuple[Any, ...]]:
    """Where a plan holds a lever: in each product, in each promotion of its kind, in each channel, or once."""
    *part, name = field.split(".")
    if part[0] == "products":
        return [("products", product, name) for product in scenario.products]
    if part[0] == "promotions":
        kinds = enumerate(raw.get("promotions", []))
        return [("promotions", place, name) for place, one in kinds if one["kind"] == part[1] and name != "weeks"]
    if part[0] == "channels":
        return [("channels", place, name) for place, _ in enumerate(raw.get("channels", []))]
    return [(part[0], name)]


def _at(raw: Any, path: Sequence[Any]) -> Any:
    for name in path:
        try:
            raw = raw[name]
        except (KeyError, IndexError):
            return None
    return raw


def _setting(path: tuple[Any, ...], now: Any, values: Sequence[Any]) -> Dial:
    turns = [partial(replaced, path=path, value=value) for value in values if value != now]
    return Dial((same, *turns))


def _values(field: str, lever: Lever, now: Any, scenario: Scenario, path: tuple[Any, ...]) -> Sequence[Any]:
    """What a lever that is not set by the week may be set to."""
    if lever.options:
        return [one for one in lever.options if one != "put-off"]
    if lever.text:
        return [keyword_title(scenario, path[1])] if field == "products.*.title" else []
    near = [] if now is None or lever.several else [factor * now for factor in FACTORS]
    reached = (lever.low + share * (lever.high - lever.low) for share in REACH)
    return sorted({fitted(value, lever, _digits(lever)) for value in (*reached, *near)})


def _digits(lever: Lever) -> int:
    """Digits of a lever's values: shares take two."""
    return 1 if lever.high > 1 else 2


def keyword_title(scenario: Scenario, product: str) -> str:
    """A title of all the words that shoppers search for the product by."""
    return " ".join(scenario.products[product].keywords)


def _weekly(path: tuple[Any, ...], now: Any, lever: Lever) -> Iterator[Dial]:
    """The level of a weekly lever, and each of its steps."""
    yield Dial(tuple(partial(_scale, path=path, lever=lever, factor=factor) for factor in FACTORS), AS_IT_IS)
    for place, _ in enumerate(now if isinstance(now, list) else ()):
        step = (*path, place, "value")
        yield Dial(tuple(partial(_scale, path=step, lever=lever, factor=factor) for factor in FACTORS), AS_IT_IS)


def _scale(raw: Raw, path: tuple[Any, ...], lever: Lever, factor: float) -> Raw:
    return replaced(raw, path, scaled(_at(raw, path), factor, lever, _digits(lever)))


def _all_stock(raw: Raw) -> Dial:
    """The stock of all products together."""
    described = levers()
    paths = [("products", product, name) for product, one in raw["products"].items()
             for name in ("reorder_point", "order_up_to") if name in one]  # fmt: skip

    def by(factor: float, so_far: Raw) -> Raw:
        return reduce(lambda done, path: _scale(done, path, described[f"products.*.{path[2]}"], factor), paths, so_far)

    return Dial(tuple(partial(by, factor) for factor in FACTORS), AS_IT_IS)


def _lists(raw: Raw, scenario: Scenario) -> Iterator[Dial]:
    """Promotions, channels and shops of the plan, each of which may go, and others that may be added."""
    for name in LISTS:
        for place, _ in enumerate(raw.get(name, [])):
            yield Dial((same, partial(replaced, path=(name, place), value=None)))
        for one in additions(name, scenario):
            yield Dial((same, partial(_add, name=name, one=one)))


def _add(raw: Raw, name: str, one: Raw) -> Raw:
    return raw | {name: [*raw.get(name, []), dict(one)]}


def additions(name: str, scenario: Scenario) -> list[Raw]:
    """What may be added to a list of the plan."""
    if name == "shops":
        return [{"platform": key} for key in PLATFORMS]
    table = tomllib.loads(Path(__file__).with_name("tried.toml").read_text(encoding="utf-8"))
    return [_placed(one, scenario) for one in table[name]]


def _placed(one: Raw, scenario: Scenario) -> Raw:
    """A setting of `tried.toml` with the weeks and products of a scenario."""
    weeks, names = list(range(1, scenario.weeks + 1)), list(scenario.products)
    spans = {"all": weeks, "festival": scenario.festival_weeks() or weeks[:1], "late": weeks[-(scenario.weeks // 4) :]}
    more = {"weeks": spans[one["weeks"]]} if "weeks" in one else {}
    return one | more | {field: names[one[field] % len(names)] for field in ("first", "second") if field in one}


def loss(raw: Raw, best: Best, ties: bool = False) -> float:
    """The loss of a plan's plain data against the best plan, `UNPLAYABLE` if no plan can be made of it."""
    plan = _plan(raw, best.scenario)
    return UNPLAYABLE if plan is None else best.loss(plan, ties)


def _plan(raw: Raw, scenario: Scenario) -> Plan | None:
    try:
        plan = structure(raw)
    except PlanError:
        return None
    return None if fit(plan, scenario) else plan


def search(start: Plan, scenario: Scenario, budget: int, on: Sequence[int], sweep: bool = False) -> Plan:
    """The best plan on average over the seasons `on`: `budget` plans are tried with some dials turned at a time, then,
    in a `sweep`, each place of each dial alone; without one, dials that brought nothing are turned back."""
    raw, best = plain(start), Best(start, scenario, on, CLEAR)
    every = dials(raw, scenario)
    places = combined(raw, every, best, budget)
    for number in track(range(len(every)), "Turning one dial after the other", console=CONSOLE):
        if sweep or places[number] != every[number].start:
            places = one_by_one(raw, every, places, number, best, sweep)
    return best.plan


def combined(raw: Raw, every: Sequence[Dial], best: Best, budget: int) -> list[int]:
    """The places of the best of `budget` plans that nevergrad asks for."""
    import nevergrad as ng

    optimiser = ng.optimizers.registry["DiscreteOnePlusOne"](_space(every), budget)
    losses: dict[tuple[int, ...], float] = {}
    for _ in track(range(budget), "Turning some dials at a time", console=CONSOLE):
        asked = optimiser.ask()
        places = tuple(map(int, asked.value))
        if places not in losses:
            losses[places] = loss(turned(raw, every, places), best)
        optimiser.tell(asked, losses[places])
    return list(map(int, optimiser.provide_recommendation().value))


def _space(every: Sequence[Dial]) -> Any:
    """The dials as nevergrad has them: one array of whole numbers; with a variable a dial it takes a second a plan."""
    import nevergrad as ng

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ng.errors.NevergradRuntimeWarning)  # that bounds of a switch are near
        array = ng.p.Array(init=np.array([float(one.start) for one in every]))
        array.set_bounds(np.zeros(len(every)), np.array([len(one.places) - 1.0 for one in every]))
    array.random_state.seed(FIRST_SEED)
    return array.set_integer_casting()


def one_by_one(
    raw: Raw, every: Sequence[Dial], places: list[int], number: int, best: Best, sweep: bool = True
) -> list[int]:
    """The places with the dial of a number where it is best, or only back at its start when that is as good."""
    dial = every[number]
    for place in range(len(dial.places)) if sweep else (dial.start,):
        tried = [*places[:number], place, *places[number + 1 :]]
        if place == places[number]:
            continue
        before = best.plan
        loss(turned(raw, every, tried), best, ties=place == dial.start)
        places = places if best.plan == before else tried
    return places


def better(found: Plan, start: Plan, scenario: Scenario) -> Plan:
    """Whichever of two plans does better on seasons that neither was made on."""
    on = seeds(JUDGED, JUDGE_SEED)
    return max((start, found), key=lambda plan: replicate(plan, scenario, on)["points"].mean())


def main() -> None:
    """Search from the better of the two upper rungs, and print the plan, or put it in its place."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("scenario", choices=world.scenario_names())
    asked.add_argument("--budget", type=int, default=800, help="plans that are tried")
    asked.add_argument("--seasons", type=int, default=3, help="seasons that each is tried on")
    asked.add_argument("--sweep", action="store_true", help="then try each place of each dial alone")
    asked.add_argument("--write", action="store_true", help="put it in place of the best known plan")
    given = asked.parse_args()
    scenario = load(given.scenario)
    start = better(*(rung(scenario.key, name) for name in RUNGS[2:]), scenario)
    found = better(
        search(start, scenario, given.budget, seeds(given.seasons, FIRST_SEED), given.sweep), start, scenario
    )
    if given.write:
        world.rung_file(scenario.key, RUNGS[-1]).write_text(HEAD.format(given) + write(found), encoding="utf-8")
    else:
        print(write(found))


HEAD = """# Best known: found by the command
#   python -m simulator.proof.rungs {0.scenario} --budget {0.budget} --seasons {0.seasons} --write
# from the better of what this file and the good plan were before.
"""

if __name__ == "__main__":
    main()
