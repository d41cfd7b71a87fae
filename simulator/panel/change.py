"""What a decision changed: from one season to the next, told apart from chance."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from attrs import evolve

from simulator import world
from simulator.amounts import number, plain
from simulator.experiment import Measures, replicate, seeds
from simulator.kpi import KEYS
from simulator.panel.form import MAIN_KPIS, form
from simulator.panel.sentences import Both, join, say
from simulator.plan import Plan, Step
from simulator.planfile import LISTS
from simulator.scenario import load
from simulator.score import rung
from simulator.words import mark

SEASONS = 20
DEARER = 1.05
CLEAR = 2.0  # standard deviations that a change must exceed to be called one
LEAST = 0.0005  # of the value before: less than a card can show
MOST = 5.0  # times the value before: beyond that, per cent say nothing
ABSOLUTE = ("share", "stars", "days", "seconds", "times")
COMMA = {"en": ", ", "zh": "，"}
Noise = dict[str, dict[str, float]]


@cache
def noise(scenario: str, seasons: int = SEASONS) -> Noise:
    """How much each KPI moves by chance: `same` from plan to plan on one season, `other` from season to season."""
    world_, plan = load(scenario), rung(scenario, "naive")
    plain, dearer = (replicate(one, world_, seeds(seasons)) for one in (plan, _dearer(plan, scenario)))
    return {key: {"same": _spread(dearer, plain, key), "other": float(plain[key].std(ddof=1)) * 2**0.5} for key in KEYS}


def _spread(first: Measures, second: Measures, key: str) -> float:
    return float(np.std(first[key] - second[key], ddof=1))


def _dearer(plan: Plan, scenario: str) -> Plan:
    """The plan with every price five per cent up."""
    listed = {key: (Step(1, one.list_price),) for key, one in load(scenario).products.items()}
    products = {
        key: evolve(plan.product(key), price=tuple(Step(s.week, round(s.value * DEARER, 2))
                                                   for s in plan.product(key).price or steps))
        for key, steps in listed.items()
    }  # fmt: skip
    return evolve(plan, products=products)


def changed(before: dict[str, Any], after: dict[str, Any], spread: Noise) -> dict[str, Any]:
    """What moved between two results: a row a KPI, and one sentence."""
    chance = "same" if before["seed"] == after["seed"] else "other"
    rows = [_row(key, before["kpis"][key], after["kpis"][key], spread[key][chance]) for key in KEYS]
    decided = decisions(before["plan"], after["plan"])
    return {
        "rows": {row["key"]: row for row in rows},
        "decisions": decided,
        "sentence": _sentence(rows, decided, chance),
    }


def _row(key: str, before: float, after: float, spread: float) -> dict[str, Any]:
    change = after - before
    real = abs(change) > max(CLEAR * spread, LEAST * abs(before))
    direction = (change > 0) - (change < 0) if real else 0
    size = abs(change) / spread if spread else 0.0
    words = _moved(key, before, after) if real else say(mark("no change") if change == 0 else mark("no real change"))
    return {"key": key, "change": change, "direction": direction, "words": words, "size": size}


def _moved(key: str, before: float, after: float) -> Both:
    by = _amount(world.table("kpis")[key]["unit"], before, after)
    return say(mark("up {by}") if after > before else mark("down {by}"), by=by)


def _amount(unit: str, before: float, after: float) -> Both:
    """The size of a change: points for shares, per cent where that can be read, else in the KPI's own unit."""
    size = abs(after - before)
    if unit == "share":
        return say(mark("{points} points"), points=f"{100 * size:.1f}")
    if unit in ABSOLUTE:
        return say("{size}", size=number(size, unit))
    if before > 0 and after > 0 and size < MOST * before:
        return say("{share}", share=number(size / before, "share"))
    return say(mark("{amount} yuan") if unit == "yuan" else "{amount}", amount=plain(size))


def _sentence(rows: list[dict], decided: list[Both], chance: str) -> Both:
    profit, *others = sorted((row for row in rows if row["key"] in MAIN_KPIS), key=lambda row: row["key"] != "profit")
    moved = sorted((row for row in others if row["direction"]), key=lambda row: -row["size"])
    told = [profit, *moved[:3]]
    effects = join([say("{name} {words}", name=_name(row["key"]), words=row["words"]) for row in told], COMMA)
    if chance == "other":
        return say(mark("Another season, so part of this is luck: {effects}."), effects=effects)
    if not decided:
        return say(mark("The same plan in the same season: nothing changed."))
    return say(mark("You changed {decisions}. {effects}."), decisions=_listed(decided), effects=effects)


def _name(key: str) -> Both:
    one = world.table("kpis")[key]
    return {"en": one["name"], "zh": one["name_zh"]}


def _listed(decided: list[Both]) -> Both:
    told = join(decided[:3], {"en": "; ", "zh": "；"})
    return say(mark("{told} and {more} more"), told=told, more=len(decided) - 3) if len(decided) > 3 else told


def decisions(before: dict[str, Any], after: dict[str, Any]) -> list[Both]:
    """What was decided otherwise in the second of two plans (plain data), a phrase each."""
    described = form(after["scenario"])
    found = list(_fields(described, before, after))
    if before.get("promotions", []) != after.get("promotions", []):
        found.append(say(mark("the promotions")))
    lists = {"shops": mark("the further shops"), "channels": mark("the social media")}
    found += [say(told) for name, told in lists.items() if before.get(name, []) != after.get(name, [])]
    return found


def _fields(described: dict, before: dict, after: dict) -> Iterator[Both]:
    for group in described["groups"]:
        for field in group["fields"] if group["key"] not in LISTS else ():
            old, new = (_at(plan, field["path"], field["default"]) for plan in (before, after))
            if old != new:
                owner = group["name"] if group["key"].startswith("products.") else None
                label = say("{label} ({owner})", label=field["label"], owner=owner) if owner else field["label"]
                yield say("{label} {old} → {new}", label=label, old=_value(old, field), new=_value(new, field))


def _at(plan: dict, path: str, default: Any) -> Any:
    part, _, rest = path.partition(".")
    inner = plan.get(part)
    if not rest or inner is None:
        return default if inner is None else inner
    return _at(inner, rest, default)


def _value(value: Any, field: dict) -> Both:
    if value is None:
        return say(mark("not decided"))
    named = next((option["name"] for option in field["options"] if option["value"] == value), None)
    if named:
        return named
    if isinstance(value, list):
        return join([_step(step["value"], step["week"], field) for step in value], COMMA)
    return say("{value}", value=value if isinstance(value, str) else _number(value, field))


def _step(value: float, week: int, field: dict) -> Both:
    return say(mark("{value} from week {week}"), value=_number(value, field), week=week)


def _number(value: float, field: dict) -> str:
    """A number of the plan: as its unit wants it, parts of one as written."""
    unit = field["unit"]["en"]
    return number(value, unit) if unit or value == int(value) else f"{value:g}"
