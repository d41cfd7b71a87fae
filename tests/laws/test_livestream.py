"""Livestream bursts against the moments of a Hawkes process (Hawkes 1971)."""

import math

import numpy as np
import pytest
from scipy import stats

from simulator.laws.draws import stream
from simulator.laws.livestream import audience, burst, expected_visits, fano, mean_rate, parts_of, swing
from simulator.laws.traffic import HOUR


def counts(sessions, *law):
    return np.array([len(burst(stream(11, "live", one), *law)) for one in range(sessions)])


def test_closed_forms():
    """2 an hour of themselves, each bringing 0.5: 4 an hour, Fano factor 4."""
    assert mean_rate(2.0, 0.5) == 4.0
    assert fano(0.5) == 4.0
    assert expected_visits(2.0, 0.5, 1.0, 1e6) / 1e6 == pytest.approx(4.0, rel=1e-5)
    assert expected_visits(2.0, 0.5, 3.0, 1e-6) / 1e-6 == pytest.approx(2.0, rel=1e-5)


def test_an_audience_is_in_proportion_to_the_feed():
    """Of 1,400 people a day 60% follow a feed, of 900 10%; three times as many can be reached."""
    assert audience(1400.0, 0.6, 3.0) == 2520.0
    assert audience(900.0, 0.1, 3.0) == 270.0
    assert audience(900.0, 0.0, 3.0) == 0.0


@pytest.mark.parametrize("law", [(2.0, 0.5, 1.0, 4.0), (300.0, 0.6, 6.0, 2.0), (5.0, 0.0, 1.0, 3.0)])
def test_sessions_have_their_expected_visits(law):
    seen = counts(4000, *law)
    assert abs(seen.mean() - expected_visits(*law)) < 4 * math.sqrt(seen.var(ddof=1) / len(seen))


def test_long_sessions_are_overdispersed_as_the_law_says():
    """The variance of a Fano factor over n sessions is about 2 / n of its square."""
    seen = counts(2000, 2.0, 0.5, 4.0, 400.0)
    assert seen.var(ddof=1) / seen.mean() == pytest.approx(fano(0.5), rel=4 * math.sqrt(2 / len(seen)))


def test_without_branching_visits_are_poisson():
    moments = np.concatenate([burst(stream(5, "live", one), 50.0, 0.0, 1.0, 2.0) for one in range(200)])
    assert stats.kstest(moments / (2 * HOUR), "uniform").pvalue > 0.001


def test_moments_ascend_within_the_session():
    moments = burst(stream(1, "live"), 500.0, 0.7, 5.0, 2.0)
    assert moments.dtype == np.int64
    assert (np.diff(moments) >= 0).all()
    assert moments.min() >= 0
    assert moments.max() < 2 * HOUR


def test_empty_and_explosive_streams():
    assert len(burst(stream(1, "live"), 0.0, 0.5, 1.0, 2.0)) == 0
    for law in (lambda: burst(stream(1, "live"), 1.0, 1.0, 1.0, 1.0), lambda: mean_rate(1.0, 1.2), lambda: fano(1.0)):
        with pytest.raises(ValueError, match="less than one other"):
            law()


def test_the_usual_parts_of_a_session_add_nothing():
    assert parts_of([2.0, 2.0, 2.0, 2.0]) == [0.25] * 4
    assert swing([0.3, -0.2, 0.5, 0.1], [0.25] * 4) == 0


def test_a_part_with_all_the_time_adds_its_effect_and_takes_the_others():
    assert swing([0.3, -0.2, 0.5, 0.1], [1.0, 0.0, 0.0, 0.0]) == pytest.approx(0.3 + 0.2 - 0.5 - 0.1)


def test_two_good_parts_together_are_better_than_either():
    effects = [0.3, 0.3, 0.0, 0.0]
    together, alone = swing(effects, [0.5, 0.5, 0.0, 0.0]), swing(effects, [1.0, 0.0, 0.0, 0.0])
    assert together == pytest.approx(0.6 * (2**0.5 - 1)) and together > alone
