"""The table of checks: each is complete, each closed form has a law that can be put wrong, and bands are theory's."""

import numpy as np
import pytest
from scipy import stats

from simulator.proof import check
from simulator.proof.biases import BIASES, users_of
from simulator.proof.checks import ALPHA, CHECKS
from simulator.proof.checks.choice import moved
from simulator.proof.validate import covering, look, look_wrong

KINDS = ("closed form", "stylised fact", "data")


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_each_check_is_complete(one):
    assert one.kind in KINDS and one.law and one.source
    assert one.sentence.endswith((".", ").")) and len(one.name) < 40


def test_a_stylised_fact_says_where_it_was_seen_and_whether_it_was_put_in():
    facts = [one for one in CHECKS if one.kind == "stylised fact"]
    assert all(one.seen and one.origin in ("calibrated", "emergent") for one in facts)
    assert not [one.name for one in CHECKS if one.kind != "stylised fact" and (one.seen or one.origin)]
    assert sum(one.origin == "emergent" for one in facts) >= 6


def test_names_are_different_and_closed_forms_are_many():
    assert len({one.name for one in CHECKS}) == len(CHECKS)
    assert sum(one.kind == "closed form" for one in CHECKS) >= 20


def test_every_closed_form_covers_a_law_that_can_be_put_wrong_and_no_law_is_uncovered():
    closed = {one.law for one in CHECKS if one.kind == "closed form"}
    assert closed == set(BIASES)
    assert [CHECKS[place].kind for place in covering()] == ["closed form"] * len(covering())


def test_the_level_is_divided():
    assert pytest.approx(check.FAMILY) == ALPHA * len(CHECKS)


def test_a_normal_band_is_as_wide_as_its_level_says():
    """2.5758 standard errors leave out one in a hundred."""
    found = check.normal(10.0, 10.0, 2.0, 0.01)
    assert (found.low, found.high) == pytest.approx((10 - 5.1517, 10 + 5.1517), abs=1e-4)


def test_a_students_band_is_scipys():
    values = np.array([1.0, 2.0, 4.0, 5.0])
    found = check.student(3.0, values, 0.05)
    low, high = stats.t.interval(0.95, 3, 3.0, stats.sem(values))
    assert (found.value, found.low, found.high) == pytest.approx((3.0, low, high))


def test_pearsons_statistic_is_scipys():
    counts, shares = np.array([18, 55, 27]), np.array([0.2, 0.5, 0.3])
    found = check.goodness_of_fit(counts, shares, 0.05)
    assert found.value == pytest.approx(stats.chisquare(counts, 100 * shares).statistic / 2)
    assert found.high == pytest.approx(5.9915 / 2, abs=1e-4)


def test_a_value_on_the_edge_of_an_identity_is_in():
    assert check.exact(2.0, 2.0).ok
    assert not check.exact(2.0, np.nextafter(2.0, 3.0)).ok


def test_the_band_of_people_who_meet_a_better_offer_is_as_wide_as_they_vary():
    """In a thousand worlds of 4,000 people the log odds change by what is true on average, and vary as `moved` says."""
    people = np.random.default_rng(5).random((1000, 4000))
    few, many = 1 / (1 + np.e), 1 / (1 + np.exp(-0.5))
    found = [moved(((one < few).sum(), 4000), ((one < many).sum(), 4000), 1.5, 0.01) for one in people]
    values, halves = (np.array(each) for each in zip(*((one.value, one.high - 1.5) for one in found), strict=True))
    assert values.mean() == pytest.approx(1.5, abs=0.005)
    assert values.std() == pytest.approx(halves.mean() / stats.norm.isf(0.005), rel=0.07)


QUICK = (
    "Commission", "Days to the payout", "Days to the door", "Stars of reviews", "The follower", "Found by its title",
    "Price of old stock", "Goods that spoil", "Price abroad", "A rival without goods",
    "Service level of a safety stock",
)  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_a_check_holds_and_fails_when_its_law_is_five_per_cent_off(name):
    place = [one.name for one in CHECKS].index(name)
    assert look(place).ok
    assert look_wrong(place).seen
    assert look(place).ok  # the law is right again


def test_broken_books_are_seen():
    found = look_wrong([one.name for one in CHECKS].index("Payouts of a season"))
    assert found.seen and "do not balance" in found.books and found.measured is None


def test_a_law_that_nobody_uses_cannot_be_put_wrong():
    with pytest.raises(LookupError, match="no law"):
        users_of(test_the_level_is_divided)
