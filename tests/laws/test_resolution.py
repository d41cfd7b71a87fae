"""Claims are exponential, and who claims no more than the limit is paid at once."""

import numpy as np
import pytest

from simulator.laws.resolution import BY_OFFER, NOT, ON_THE_SPOT, claims, solved

EVEN = (np.arange(1_000_000) + 0.5) / 1_000_000


def test_claims_have_the_exponential_laws_mean_and_spread():
    asked = claims(EVEN, 15.0) / 100
    assert (asked.mean(), asked.std()) == pytest.approx((15.0, 15.0), rel=1e-3)
    assert asked.min() >= 0.01


def test_a_limit_solves_what_the_exponential_law_says():
    asked = claims(EVEN, 15.0)
    assert (solved(asked, EVEN, 2000, 0.0) == ON_THE_SPOT).mean() == pytest.approx(1 - np.exp(-20 / 15), abs=1e-4)


def test_who_claims_more_depends_on_the_remedy():
    claim, luck = np.array([1000, 1001, 1001]), np.array([0.9, 0.3, 0.5])
    assert solved(claim, luck, 1000, 0.5).tolist() == [ON_THE_SPOT, BY_OFFER, NOT]


def test_nothing_is_paid_without_a_limit():
    assert (solved(claims(EVEN, 15.0), EVEN, 0, 0.0) == NOT).all()
