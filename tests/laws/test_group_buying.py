"""Group buying against the Poisson tail and the total progeny of a branching process (Athreya and Ney)."""

import math

import numpy as np
import pytest
from scipy import stats

from simulator.laws import group_buying
from simulator.laws.draws import pick, stream


def test_a_team_of_four_fills_within_a_day():
    """Three more at 0.1 an hour in 24 hours: 43.03%."""
    assert group_buying.team_success(3, 0.1, 24) == pytest.approx(0.4303, abs=5e-5)


@pytest.mark.parametrize(("needed", "mean"), [(0, 2.0), (1, 0.0), (1, 0.5), (9, 12.5)])
def test_team_success_is_the_poisson_tail(needed, mean):
    assert group_buying.team_success(needed, mean / 24, 24) == pytest.approx(stats.poisson.sf(needed - 1, mean))


def total_people(rng, mean):
    table, people, newest = group_buying.friends_cumulative(mean), 1, 1
    while newest:
        newest = int(pick(rng.random(newest), table).sum())
        people += newest
    return people


def test_cascades_have_their_mean_and_variance():
    """0.8 friends each: five people a cascade, variance 100."""
    assert group_buying.cascade_size(0.8) == pytest.approx(5)
    assert group_buying.cascade_variance(0.8) == pytest.approx(100)
    sizes = np.array([total_people(stream(3, "cascade", one), 0.5) for one in range(20_000)])
    mean, variance = group_buying.cascade_size(0.5), group_buying.cascade_variance(0.5)
    assert abs(sizes.mean() - mean) < 4 * math.sqrt(variance / len(sizes))
    assert sizes.var() == pytest.approx(variance, rel=0.15)


def test_a_growing_cascade_may_die_out():
    """1.5 friends each: extinct with probability 0.41719."""
    assert group_buying.extinction(1.5) == pytest.approx(0.41719, abs=5e-6)
    assert group_buying.extinction(1.0) == group_buying.extinction(0.3) == 1.0
    q = group_buying.extinction(1.001)
    assert q == pytest.approx(math.exp(1.001 * (q - 1)), abs=1e-12)
    assert q < 0.999


def test_a_growing_cascade_has_no_mean():
    for law in (group_buying.cascade_size, group_buying.cascade_variance):
        with pytest.raises(ValueError, match="below one friend"):
            law(1.0)
