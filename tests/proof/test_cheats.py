"""No trick played on a scenario's good plan scores more than the plan itself, and each does what its name says."""

from functools import cache

import pytest

from simulator.experiment import replicate, seeds
from simulator.fit import fit
from simulator.proof.cheats import TRICKS, cheats, from_week
from simulator.scenario import load
from simulator.score import rung
from simulator.world import scenario_names

ON = seeds(4, 7101)


@cache
def points(scenario):
    return replicate(rung(scenario, "good"), load(scenario), ON)["points"].mean()


@pytest.mark.parametrize("scenario", scenario_names())
def test_every_trick_is_a_plan_that_can_be_played(scenario):
    for plan in cheats(load(scenario)).values():
        assert plan != rung(scenario, "good") and not fit(plan, load(scenario))


@pytest.mark.proof
@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("scenario", scenario_names())
def test_a_trick_scores_less_than_the_good_plan(scenario, trick):
    assert replicate(cheats(load(scenario))[trick], load(scenario), ON)["points"].mean() < points(scenario)


def test_a_weekly_lever_changes_from_a_week_on():
    steps = [{"week": 1, "value": 10}, {"week": 5, "value": 30}]
    double = [{"week": 1, "value": 10}, {"week": 3, "value": 20}, {"week": 5, "value": 60}]
    assert from_week(steps, 3, lambda value: 2 * value) == double
    assert from_week(4.0, 6, lambda value: 0.5 * value) == [{"week": 1, "value": 4.0}, {"week": 6, "value": 2.0}]
    assert from_week(steps, 5, lambda value: 0) == [{"week": 1, "value": 10}, {"week": 5, "value": 0}]
