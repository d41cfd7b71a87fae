"""Places of the shop's own: joining, coming, and survival in discrete time."""

import numpy as np
import pytest
from scipy import stats

from simulator.laws import owned


def test_a_gift_wins_half_of_the_difference_at_its_half_value():
    assert owned.joining(0.2, 0.5, 0.0, 5.0) == 0.2
    assert owned.joining(0.2, 0.5, 5.0, 5.0) == pytest.approx(0.35)
    assert 0.49 < owned.joining(0.2, 0.5, 1000.0, 5.0) < 0.5


def test_members_come_alone_or_by_a_message():
    assert owned.coming(0.1, [0.0, 0.5]).tolist() == pytest.approx([0.1, 0.55])


def test_who_survives_all_weeks_survives_each():
    assert owned.surviving(np.array([0.1, 0.0, 0.5])).tolist() == pytest.approx([1.0, 0.9, 0.9, 0.45])


def test_with_one_chance_the_end_is_geometric_from_the_start_on():
    """scipy counts from 1; whoever is left at the end has the number of weeks."""
    start = np.repeat([0, 3], 20_000)
    uniform = np.tile((np.arange(20_000) + 0.5) / 20_000, 2)
    week = owned.ends_in(uniform, start, owned.surviving(np.full(8, 0.2)))
    for first in (0, 3):
        found = np.bincount(week[start == first] - first, minlength=9 - first) / 20_000
        theory = stats.geom.pmf(np.arange(1, 9 - first), 0.2)
        assert found[: 8 - first] == pytest.approx(theory, abs=1e-4)
        assert found[8 - first] == pytest.approx(0.8 ** (8 - first), abs=1e-4)


def test_nothing_ends_where_nothing_can_or_no_week_is_left():
    through = owned.surviving(np.array([0.5, 0.0, 0.0]))
    assert owned.ends_in(np.array([1e-9, 0.999, 0.5]), np.array([1, 1, 3]), through).tolist() == [3, 3, 3]


def test_an_uneven_week_ends_its_part():
    through = owned.surviving(np.array([0.0, 0.25, 1.0]))
    assert owned.ends_in(np.array([0.1, 0.249, 0.251, 0.9]), np.zeros(4, dtype=int), through).tolist() == [1, 1, 2, 2]
