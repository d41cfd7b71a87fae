"""Waves of picking: when they start, what they take up, and how a queue of parcels behaves."""

import numpy as np
import pytest

from simulator.laws.picking import in_turn, parcels_an_hour, wave_capacity, wave_moments, wrong_share
from simulator.laws.traffic import HOUR
from simulator.proof.checks.logistics import mean_backlog


def test_waves_spread_evenly_over_the_shift():
    assert wave_moments(9, 9, 1) == [9 * HOUR]
    assert wave_moments(9, 9, 3) == [9 * HOUR, 12 * HOUR, 15 * HOUR]


def test_a_wave_takes_up_what_its_hours_less_the_setup_allow():
    assert wave_capacity(1, 20, 8, 0.25, 1) == 155
    assert wave_capacity(0.5, 20, 8, 0.25, 2) == 37
    assert wave_capacity(3, 20, 8, 4.5, 2) == 0


def test_more_waves_take_up_less_in_all():
    in_all = [waves * wave_capacity(2, 20, 8, 0.25, waves) for waves in range(1, 7)]
    assert in_all == sorted(in_all, reverse=True)
    assert in_all[0] == 2 * 20 * 7.75 and in_all[3] == 2 * 20 * 7


def test_the_mean_backlog_is_that_of_a_simulated_queue():
    rng, waiting, total = np.random.default_rng(1), np.zeros(40_000), 0.0
    for _ in range(50):
        waiting = np.maximum(waiting + rng.poisson(9.0, len(waiting)) - 10, 0)
        total += waiting
    error = total.std() / 50 / np.sqrt(len(total))
    assert mean_backlog(9.0, 10, 50) == pytest.approx(total.mean() / 50, abs=4 * error)


def test_with_room_for_one_the_backlog_is_that_of_the_queue_with_one_server():
    """One parcel a wave: the number left by a wave in the steady state is a^2 / (2 (1 - a)) less nothing (M/D/1)."""
    rate = 0.5
    assert mean_backlog(rate, 1, 4000) == pytest.approx(rate**2 / (2 * (1 - rate)), rel=0.02)


def test_gains_come_on_top_of_each_other():
    assert parcels_an_hour(20) == 20
    assert parcels_an_hour(20, 1.3, 1.15) == pytest.approx(29.9)


def test_each_help_leaves_its_part_of_the_errors():
    assert wrong_share(0.015) == 0.015
    assert wrong_share(0.015, 0.2, 0.8) == pytest.approx(0.0024)
    assert wrong_share(0.8, 2.0) == 1.0


def test_important_parcels_go_first_each_in_its_order():
    assert in_turn(np.array([0, 1, 0, 1, 0])).tolist() == [1, 3, 0, 2, 4]
    assert in_turn(np.zeros(3)).tolist() == [0, 1, 2]
