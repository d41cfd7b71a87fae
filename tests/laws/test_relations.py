"""Care saturates, messages tire, a win-back has its best day, and a survey is right on average."""

import math

import numpy as np
import pytest

from simulator.laws import relations

EVEN = (np.arange(200_000) + 0.5) / 200_000


def test_nothing_done_changes_nothing():
    assert relations.cared(0, 0.2, 1.5) == 1.0
    assert relations.fatigue(0, 3, 0.12) == 1.0
    assert relations.won_back(0, 0.06, 45) == 0.0


def test_enough_messages_bring_two_thirds():
    assert relations.cared(2, 0.3, 2.0) == pytest.approx(1 + 0.3 * (1 - math.exp(-1)))


def test_messages_tire_beyond_what_is_borne_only():
    assert relations.fatigue(3, 3, 0.12) == 1.0
    assert relations.fatigue(5, 3, 0.12) == pytest.approx(0.88**2)


def test_a_win_back_is_best_on_its_best_day():
    chances = [relations.won_back(days, 0.06, 45) for days in range(1, 200)]
    assert 1 + int(np.argmax(chances)) == 45
    assert max(chances) == 0.06


@pytest.mark.parametrize("satisfaction", [2.0, 3.25, 4.0])
def test_answers_are_right_on_average_away_from_the_ends(satisfaction):
    given = relations.answers(np.full(len(EVEN), satisfaction), EVEN, 1.0)
    assert given.mean() == pytest.approx(satisfaction, abs=1e-3)


def test_nobody_answers_beyond_the_scale():
    given = relations.answers(np.array([5.0, 5.0, 1.0]), np.array([0.999, 0.001, 0.001]), 1.0)
    assert given.tolist() == [5, 4, 1]
