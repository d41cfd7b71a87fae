"""The service desk's laws against closed forms."""

import numpy as np
import pytest

from simulator.laws import desk


def test_busy_days_have_mean_one_and_the_shapes_variance():
    factors = desk.busyness(np.random.default_rng(1), 50.0, 200_000)
    assert factors.mean() == pytest.approx(1, abs=0.002)
    assert factors.var() == pytest.approx(1 / 50, rel=0.02)
