"""Estimators recover what made the data."""

import numpy as np
import pytest
from scipy.special import softmax

from simulator.proof.estimators import (
    bg_nbd,
    brands,
    conditional_logit,
    dispersion,
    dispersion_by_day,
    expected_purchases,
    logit_elasticities,
    two_stage,
)

RNG = np.random.default_rng(3)


def test_conditional_logit_recovers_its_weights():
    prices = RNG.uniform(1, 3, (400, 3))
    design = np.concatenate([brands(400, 3), prices[:, :, None]], axis=2)
    weights = np.array([0.5, -0.4, -1.2])
    taken = np.array([RNG.multinomial(50, one) for one in softmax(design @ weights, axis=1)])
    fit = conditional_logit(design, taken)
    assert (abs(fit.values - weights) < 4 * fit.errors).all()
    assert fit.errors.max() < 0.05


def test_without_features_the_logit_gives_the_shares():
    """Weights are log odds; the likelihood is that of the shares."""
    fit = conditional_logit(brands(1, 3), np.array([[50, 30, 20]]))
    assert fit.values == pytest.approx(np.log([0.6, 0.4]), abs=1e-5)
    assert fit.likelihood == pytest.approx(50 * np.log(0.5) + 30 * np.log(0.3) + 20 * np.log(0.2))


def test_own_elasticity_of_the_logit():
    """a = 0.5, p = 6, share 0.3: -2.1 (Train 2009, chapter 3)."""
    found = logit_elasticities(-0.5, np.array([[6.0, 6.0]]), np.array([[3, 7]]))
    assert found[0] == pytest.approx(-2.1)


def test_least_squares_is_biased_and_two_stages_are_not():
    shock, hidden = RNG.normal(size=(2, 20_000))
    price = shock + hidden
    sold = 2.0 - 1.5 * price + 2.0 * hidden
    constant = np.ones_like(price)
    design, instruments = np.column_stack([constant, price]), np.column_stack([constant, shock])
    assert two_stage(sold, design).values[1] == pytest.approx(-0.5, abs=0.05)
    found = two_stage(sold, design, instruments)
    assert abs(found.values[1] + 1.5) < 4 * found.errors[1] < 0.1


def test_dispersion_of_a_poisson_flow_and_of_a_bursty_one():
    cells = np.tile(np.arange(5), 2000)
    rates = np.array([1.0, 2.0, 4.0, 8.0, 0.1])[cells]
    value, error = dispersion(RNG.poisson(rates), cells)
    assert abs(value - 1) < 4 * error < 0.1
    assert dispersion(2 * RNG.poisson(rates), cells)[0] == pytest.approx(2.0, abs=0.15)


def test_dispersion_of_days_that_differ():
    """Ten slots a day with mean 8, and a gamma factor of shape 8 on each day: 1 + 8 / 8."""
    day = np.repeat(np.arange(3000), 10)
    counts = RNG.poisson(8.0 * RNG.gamma(8, 1 / 8, 3000)[day])
    value, error = dispersion_by_day(counts, np.zeros(len(day)), day)
    assert abs(value - 2) < 4 * error < 0.5
    assert value == dispersion(counts, np.zeros(len(day)))[0]
    assert error > 2 * dispersion(counts, np.zeros(len(day)))[1]


PUBLISHED = np.array([0.2426, 4.4135, 0.7929, 2.4258])  # r, alpha, a, b of CDNOW (Fader, Hardie and Lee 2005)


def buyers(number, weeks):
    """Customers of the BG/NBD model: repeat purchases, the time of the last, and the time now."""
    r, alpha, a, b = PUBLISHED
    rate, leaves = RNG.gamma(r, 1 / alpha, number), RNG.beta(a, b, number)
    repeats, last, now = np.zeros((3, number))
    active = np.ones(number, dtype=bool)
    while active.any():
        now[active] += RNG.exponential(1 / rate[active])
        active &= now <= weeks
        repeats[active] += 1
        last[active] = now[active]
        active &= RNG.random(number) >= leaves
    return repeats, last, np.full(number, float(weeks))


def test_simulated_customers_buy_as_often_as_the_closed_form_says():
    repeats, _, _ = buyers(100_000, 39)
    error = repeats.std() / np.sqrt(len(repeats))
    assert abs(repeats.mean() - expected_purchases(PUBLISHED, 39.0)) < 4 * error
    assert expected_purchases(PUBLISHED, 39.0) == pytest.approx(1.1950, abs=1e-4)


def test_the_model_of_customers_who_leave_recovers_its_numbers():
    fit = bg_nbd(*buyers(40_000, 39))
    r, alpha, a, b = fit.values
    assert (r, r / alpha, a / (a + b)) == pytest.approx((0.2426, 0.2426 / 4.4135, 0.7929 / (0.7929 + 2.4258)), rel=0.08)
