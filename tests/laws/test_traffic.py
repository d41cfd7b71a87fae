"""Traffic is a Poisson flow with the rate it is given (Lewis and Shedler 1979)."""

import numpy as np
from scipy import stats

from simulator.laws.draws import stream
from simulator.laws.traffic import DAY, HOUR, arrivals, day_factor, keenness
from simulator.scenario import calendar

HOURS = calendar().hours


def days(number, daily, streams=5):
    """The arrivals of each day: moments from its midnight, and groups."""
    counts, moments = stream(streams, "counts"), stream(streams, "moments")
    day, moment, group = arrivals(counts, moments, np.tile(np.array(daily), (number, 1)), HOURS)
    return [(moment[day == one] - one * DAY, group[day == one]) for one in range(number)]


def test_counts_have_equal_mean_and_variance():
    counts = np.array([len(moments) for moments, _ in days(3000, [150.0, 90.0])])
    assert abs(counts.mean() - 240) < 4 * np.sqrt(240 / 3000)
    assert 0.9 < counts.var(ddof=1) / counts.mean() < 1.1


def test_rescaled_gaps_are_exponential():
    """Time-rescaling: the gaps of the integrated rate are Exp(1)."""
    daily = 2000.0
    integrated = np.concatenate([[0], np.cumsum(HOURS)]) * daily
    gaps = []
    for moments, _ in days(20, [daily]):
        moments = np.sort(moments)
        hour = moments // HOUR
        within = moments % HOUR / HOUR
        gaps.append(np.diff(integrated[hour] + within * (integrated[hour + 1] - integrated[hour])))
    assert stats.kstest(np.concatenate(gaps), "expon").pvalue > 0.001


def test_splitting_into_groups_keeps_their_shares():
    groups = np.concatenate([groups for _, groups in days(300, [10.0, 30.0, 60.0])])
    assert stats.chisquare(np.bincount(groups), len(groups) * np.array([0.1, 0.3, 0.6])).pvalue > 0.001


def test_moments_lie_within_their_day_hour_by_hour():
    for moments, _ in days(50, [40.0]):
        assert (np.diff(moments // HOUR) >= 0).all()
        assert ((moments >= 0) & (moments < DAY)).all()


def test_an_empty_day():
    [(moments, groups)] = days(1, [0.0, 0.0, 0.0])
    assert len(moments) == len(groups) == 0


def test_days_drawn_one_by_one_are_the_days_drawn_together():
    counts, moments = stream(5, "counts"), stream(5, "moments")
    together = days(4, [20.0, 30.0])
    for whole, groups in together:
        _, moment, group = arrivals(counts, moments, np.array([[20.0, 30.0]]), HOURS)
        assert (moment == whole).all() and (group == groups).all()


def test_festivals_multiply_visits():
    from datetime import date

    ordinary, eleven = date(2025, 11, 4), date(2025, 11, 11)
    assert day_factor(calendar(), eleven) / day_factor(calendar(), ordinary) == 4.0
    assert keenness(calendar(), eleven) == 1.5
    assert keenness(calendar(), ordinary) == 1.0


def test_calendar_shapes_average_to_one():
    assert abs(sum(HOURS) - 1) < 1e-9
    assert abs(sum(calendar().weekdays) / 7 - 1) < 1e-9
