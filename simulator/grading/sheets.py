"""Makes the public sheets of exercises, as `simulator.exercise.sheet` describes them."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.exercise.attempt import plain
from simulator.exercise.plan_check import SEASONS
from simulator.exercise.plan_hints import means
from simulator.exercise.seal import sealed
from simulator.exercise.sheet import FOLDER
from simulator.experiment import replicate
from simulator.grading.exercise import Assignment, Case, Exercise, FunctionExercise, PlanExercise
from simulator.grading.search import within
from simulator.scenario import load
from simulator.score import rung
from simulator.words import both

SECRET_SEED = 77
Data = dict[str, Any]


def write(name: str, assignment: Assignment, folder: Path = FOLDER) -> None:
    """Write the sheets of an assignment into a folder."""
    every = {one.key: sheet_of(one) for one in assignment.exercises}
    text = json.dumps(every, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(compact(text) + "\n", encoding="utf-8")


def compact(text: str) -> str:
    """The JSON text with each list of plain values on one line."""
    return re.sub(r"\[\s+([^][{}]*?)\s+\]", lambda found: "[" + re.sub(r"\s*\n\s*", " ", found.group(1)) + "]", text)


def sheet_of(one: Exercise) -> Data:
    """The public sheet of an exercise."""
    head = {
        "title": both(one.title), "points": one.points, "minutes": one.minutes, "needs": list(one.needs),
        "task": one.task.strip(),
    }  # fmt: skip
    return head | (_plan(one) if isinstance(one, PlanExercise) else _function(one))


def _plan(one: PlanExercise) -> Data:
    return {"kind": "plan", "scenario": one.scenario, "decisions": list(one.decisions), "practice": _practice(one)}


def _practice(one: PlanExercise) -> Data:
    """What three rungs reach in the practice seasons, with the levers that count alone, and the best one's means."""
    scenario = load(one.scenario)
    plans = {name: within(rung(one.scenario, name), one.decisions) for name in ("do-nothing", "naive", "best-known")}
    played = {name: replicate(plan, scenario, SEASONS) for name, plan in plans.items()}
    points = {name: [round(float(value), 6) for value in each["points"]] for name, each in played.items()}
    best = {name: round(value, 4) for name, value in means(played["best-known"]).items()}
    return points | {"means": best}


def _function(one: FunctionExercise) -> Data:
    secret = one.hidden(np.random.Generator(np.random.PCG64(SECRET_SEED)))[0]
    return {
        "kind": "function",
        "with_code": one.with_code.strip(),
        "function": one.function,
        "stub": one.stub,
        "outputs": {
            name: {"label": both(output.label), "digits": output.digits, "share": output.share}
            for name, output in one.outputs.items()
        },
        "cases": [_case(one, case) | {"arguments": {one.argument: plain(case.table)}} for case in one.cases],
        "hints": [both(hint) for hint in one.hints],
        "hidden": one.checks,
        "secret": {one.argument: plain(secret)},
        "solution": sealed(one.source, list(one.reference(secret).values())),
        "twin": _twin(one),
    }


def _case(one: FunctionExercise, case: Case) -> Data:
    """What is right in a case, and what each known mistake gives."""
    wrong = [
        {"output": name, "value": float(mistake.wrong(case.table)), "sentence": both(mistake.sentence)}
        for name, output in one.outputs.items() for mistake in output.mistakes
    ]  # fmt: skip
    expected = {name: float(value) for name, value in one.reference(case.table).items()}
    return {"name": both(case.name), "expected": expected, "mistakes": wrong}


def _twin(one: FunctionExercise) -> Data:
    practice = one.cases[-1]
    shown = one.twin.figures(practice.table)
    return {
        "task": one.twin.task.strip(),
        "rows": [both(str(row)) for row in shown.index],
        "columns": [both(str(column)) for column in shown.columns],
        "practice": _case(one, practice) | {"values": values(shown)},
        "variants": [_variant(one, seed) for seed in one.twin.seeds],
        "choices": [
            {"key": choice.key, "text": both(choice.text), "options": [both(each) for each in choice.options]}
            for choice in one.twin.choices
        ],
    }


def _variant(one: FunctionExercise, seed: int) -> Data:
    return {"seed": seed, "values": values(one.twin.figures(one.twin.season(seed)))}


def values(figures: pd.DataFrame) -> list[list[float]]:
    """The figures row by row, whole ones as whole numbers."""
    return [
        [int(one) if float(one).is_integer() else round(float(one), 2) for one in row] for row in figures.to_numpy()
    ]
