"""Chances of Poisson counts against scipy's."""

import pytest
from scipy import stats

from simulator.laws import poisson


@pytest.mark.parametrize(("mean", "count"), [(0.0, 0), (0.0, 1), (0.3, 2), (8.0, 10), (8.0, 400), (900.0, 870)])
def test_chances(mean, count):
    assert poisson.chance(mean, count) == pytest.approx(stats.poisson.pmf(count, mean), rel=1e-9)
    assert poisson.below(mean, count) == pytest.approx(stats.poisson.cdf(count - 1, mean), abs=1e-11)
