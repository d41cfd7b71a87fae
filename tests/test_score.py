"""Scores by hand."""

import math

import numpy as np
import pytest
from attrs import evolve

from simulator.scenario import Part, load
from simulator.score import CLOSED, measures, points, rung, score
from simulator.season import play
from simulator.world import scenario_names


def test_score_and_its_error_by_hand():
    """Gains 1, 3, 2 over room 4, 4, 5: 6/13; residuals gain - score x room, their sd over mean room x root n."""
    nothing = np.array([0.0, 1.0, 2.0])
    found = score(nothing + np.array([1, 3, 2]), nothing, nothing + np.array([4, 4, 5]))
    share = 6 / 13
    residuals = [1 - 4 * share, 3 - 4 * share, 2 - 5 * share]
    mean = sum(residuals) / 3
    sd = math.sqrt(sum((one - mean) ** 2 for one in residuals) / 2)
    assert found.value == pytest.approx(100 * share)
    assert found.standard_error == pytest.approx(100 * sd / (13 / 3 * math.sqrt(3)))
    assert found.seasons == 3


def test_points_weigh_the_parts():
    card = {"profit": Part(0.6, 0.0, 90_000.0), "service": Part(0.2, 0.5, 1.0), "refunds": Part(0.1, 0.0, 1.0)}
    world = evolve(load("first-shop"), scorecard=card | {"stock_left": Part(0.1, 0.5, 0.0)})
    parts = {"profit": 45_000.0, "service": 0.75, "refunds": 1.0, "stock_left": 0.25}
    assert points(world, parts, closed=False) == pytest.approx(0.6 * 0.5 + 0.2 * 0.5 + 0.1 + 0.1 * 0.5)


@pytest.mark.parametrize("name", scenario_names())
def test_the_parts_of_a_scorecard_weigh_one_together(name):
    assert sum(part.weight for part in load(name).scorecard.values()) == pytest.approx(1)


def test_a_closed_shop_ranks_below_the_worst_survivor():
    world = load("first-shop")
    worst = points(world, dict.fromkeys(world.scorecard, 0.0) | {"profit": -1e9, "stock_left": 1.0}, closed=False)
    assert points(world, {}, closed=True) == CLOSED < worst
    costs = evolve(world.costs, operating_week=45_000.0)
    assert measures(play(rung("first-shop", "naive"), evolve(world, costs=costs), 5))["points"] == CLOSED
