"""The service desk's laws against closed forms."""

import numpy as np
import pytest

from simulator.laws import desk


def test_busy_days_have_mean_one_and_the_shapes_variance():
    factors = desk.busyness(np.random.default_rng(1), 50.0, 200_000)
    assert factors.mean() == pytest.approx(1, abs=0.002)
    assert factors.var() == pytest.approx(1 / 50, rel=0.02)


def test_keener_askers_leave_their_group_as_keen_as_before():
    asks = np.array([0.0, 0.2, 0.62, 1.0])
    silent, asked, _ = 1 / desk.moods(asks, 1.3, 0.0, 0.0)
    assert (1 - asks) * silent + asks * asked == pytest.approx(np.ones(4))
    assert asked / silent == pytest.approx(np.full(4, np.exp(1.3)))
    assert silent[0] == asked[-1] == 1


def test_the_desk_adds_to_what_askers_feel_already():
    silent, answered, unanswered = -np.log(desk.moods(np.array([0.25]), 1.0, 0.2, -0.5))
    assert answered - silent == pytest.approx(1.2)
    assert unanswered - silent == pytest.approx(0.5)


def test_equal_agents_serve_in_the_order_of_arrival_and_lose_who_cannot_wait():
    """Two agents until 100: the third waits for the first to be free, the fourth has gone, the fifth comes too late."""
    arrivals, handling = [10, 12, 15, 16, 100], [20, 40, 10, 10, 10]
    started = desk.serve(arrivals, handling, [30, 30, 15, 5, 30], comes=[0, 0], opens=0, closes=100)
    assert started == [10, 12, 30, -1, -1]
    times = (np.array(one) for one in (arrivals, started, handling, [30, 30, 15, 5, 30]))
    assert desk.decided(*times, 0, 100).tolist() == [30, 52, 40, 21, 100]


def test_an_agent_who_comes_later_takes_who_still_waits():
    started = desk.serve([10, 12, 50], [30, 30, 30], [5, 60, 0], comes=[50, 20], opens=0, closes=100)
    assert started == [-1, 20, 50]


def test_what_rules_leave_is_answered_in_part():
    assert desk.automated(0.0, 0.0) == 0 and desk.automated(0.4, 0.0) == 0.4
    assert desk.automated(0.4, 0.5) == pytest.approx(0.7) and desk.automated(0.4, 1.0) == 1
