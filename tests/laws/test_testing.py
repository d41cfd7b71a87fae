"""A/B tests: splitting, worth of ideas, standard scores, power."""

import math

import numpy as np
import pytest
from scipy import stats

from simulator.laws import testing

A_THOUSAND = (1000, 1000)


def test_the_share_that_sees_b():
    drawn = (np.arange(1000) + 0.5) / 1000
    assert [testing.sees_new(drawn, share).sum() for share in (0, 30, 100)] == [0, 300, 1000]


def test_ideas_are_normal():
    assert testing.idea_worth(0.1, 0.2, 0.5) == pytest.approx(0.1)
    assert testing.idea_worth(0.0, 0.2, 0.975) == pytest.approx(0.2 * stats.norm.ppf(0.975))


def test_the_score_of_shares_is_that_of_the_contingency_table():
    table = [[150, 850], [190, 810]]
    chi_squared = stats.chi2_contingency(table, correction=False).statistic
    assert testing.shares_z(A_THOUSAND, (150, 190)) ** 2 == pytest.approx(chi_squared)
    assert testing.shares_z(A_THOUSAND, (190, 150)) < 0


def test_the_score_of_means_is_welchs():
    rng = np.random.default_rng(3)
    one, other = rng.integers(0, 900, 300), rng.integers(0, 1000, 200)
    sums, squares = ([int((each**power).sum()) for each in (one, other)] for power in (1, 2))
    found = testing.means_z((300, 200), tuple(sums), tuple(squares))
    assert found == pytest.approx(stats.ttest_ind(other, one, equal_var=False).statistic)


@pytest.mark.parametrize("shown", [(0, 0), (0, 10), (10, 0)])
def test_where_a_version_was_not_shown_nothing_is_known(shown):
    assert testing.shares_z(shown, shown) == 0 == testing.means_z(shown, shown, shown)
    assert all(map(math.isnan, testing.difference_and_error(shown, shown)))


def test_without_a_difference_the_squared_score_is_that_of_a_hypergeometric_split():
    people, buyers = 60, 12
    half = np.arange(buyers + 1)
    chances = stats.hypergeom(people, buyers, 30).pmf(half)
    squares = [testing.shares_z((30, 30), (int(one), int(buyers - one))) ** 2 for one in half]
    assert chances @ squares == pytest.approx(people / (people - 1))


def test_false_alarms_without_a_difference():
    rng = np.random.default_rng(1)
    orders = rng.binomial(2000, 0.1, (4000, 2)).tolist()
    alarms = [abs(testing.shares_z((2000, 2000), tuple(one))) > 1.96 for one in orders]
    assert np.mean(alarms) == pytest.approx(0.05, abs=0.012)


def test_power_is_how_often_a_difference_is_found():
    rng = np.random.default_rng(2)
    orders = rng.binomial(3000, [0.10, 0.12], (4000, 2)).tolist()
    found = [testing.is_better(testing.shares_z((3000, 3000), tuple(one)), 1.96) for one in orders]
    assert np.mean(found) == pytest.approx(testing.power(0.10, 0.02, (3000, 3000), 1.96), abs=0.03)


def test_people_needed_have_the_power_that_is_wanted():
    people = testing.people_needed(0.10, 0.02, 1.96, 0.8)
    assert testing.power(0.10, 0.02, (people, people), 1.96) == pytest.approx(0.8, abs=1e-3)


def test_difference_and_error():
    difference, error = testing.difference_and_error(A_THOUSAND, (100, 130))
    assert difference == pytest.approx(0.03)
    assert error == pytest.approx(math.sqrt(0.1 * 0.9 / 1000 + 0.13 * 0.87 / 1000))
