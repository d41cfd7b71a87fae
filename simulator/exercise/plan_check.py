"""The public check of a plan: a few practice seasons beside those of the naive plan."""

import tomllib

import numpy as np

from simulator.exercise.plan_cell import read
from simulator.exercise.plan_hints import hint, means
from simulator.exercise.sheet import sheet
from simulator.exercise.verdict import Verdict, words
from simulator.experiment import difference, replicate
from simulator.plan import Plan
from simulator.planfile import PlanError
from simulator.scenario import Scenario
from simulator.score import score
from simulator.words import mark

SEASONS = (1, 2, 3, 4)  # seeds of the practice seasons
SURE = 2.0  # standard errors by which a plan has to be ahead
NO_PLAN = mark("Nothing is decided yet: write your decisions below the scenario.")
UNREADABLE = mark("This plan cannot be played yet. {problem}.")
BEHIND = mark("It is not clearly better than the naive plan in {seasons} practice seasons. {hint}")
AHEAD = mark(
    "It is better than the naive plan in {seasons} practice seasons (score {score:.0f} ± {error:.0f}). {hint} "
    "The seasons that decide the mark are others."
)


def check_plan(assignment: str, exercise: str, body: str) -> Verdict:
    """What is said of the plan in a text.

    Raises `LookupError` for an exercise that there is not.
    """
    one = sheet(assignment, exercise)
    try:
        plan, scenario = read(body, one["scenario"])
    except PlanError as error:
        return Verdict("raised", words(UNREADABLE, problem=str(error.problems[0])))
    if not set(tomllib.loads(body)) - {"scenario"}:
        return Verdict("not attempted", words(NO_PLAN))
    return standing(plan, scenario, one["practice"])


def standing(plan: Plan, scenario: Scenario, practice: dict) -> Verdict:
    """The verdict on a plan that can be played, from how it does beside the sheet's plans."""
    own = replicate(plan, scenario, SEASONS)
    reached = score(own["points"], *(np.array(practice[name]) for name in ("do-nothing", "best-known")))
    ahead = difference(np.array(practice["naive"]), own["points"])
    advice = hint(means(own), practice["means"], reached.value)
    said = {"seasons": len(SEASONS), "hint": advice}
    if ahead.difference <= SURE * ahead.standard_error:
        return Verdict("wrong", words(BEHIND, **said))
    return Verdict("right", words(AHEAD, score=reached.value, error=reached.standard_error, **said))
