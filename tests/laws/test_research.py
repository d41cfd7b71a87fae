"""Research against normal learning and the means of the greatest of n normals (David and Nagaraja)."""

import math

import numpy as np
import pytest

from simulator.laws import research
from simulator.laws.draws import stream


@pytest.mark.parametrize(
    ("products", "greatest"),
    [(1, 0.0), (2, 1 / math.sqrt(math.pi)), (3, 1.5 / math.sqrt(math.pi)), (4, 1.02938), (5, 1.16296)],
)
def test_a_sure_look_is_worth_the_greatest_of_n(products, greatest):
    assert research.value_of_choice(products, 1.0, 0.0) == pytest.approx(greatest, abs=5e-6)


def test_the_chosen_product_sells_what_the_law_says():
    rng = stream(8, "research")
    truth = 0.5 * rng.standard_normal((200_000, 4))
    chosen = np.argmax(research.signal(truth, 0.7, rng.standard_normal(truth.shape)), axis=1)
    taken = truth[np.arange(len(truth)), chosen]
    assert abs(taken.mean() - research.value_of_choice(4, 0.5, 0.7)) < 4 * taken.std() / math.sqrt(len(taken))


def test_the_posterior_is_the_mean_of_truths_that_gave_the_signals():
    """As regression on the mean signal finds it."""
    rng = stream(9, "research")
    truth = 3.0 + 0.5 * rng.standard_normal(100_000)
    signals = research.signal(truth[:, None], 0.7, rng.standard_normal((len(truth), 3)))
    slope, base = np.polyfit(signals.mean(axis=1), truth, 1)
    mean, sd = research.posterior(3.0, 0.5, np.array([4.0, 4.2, 4.4]), 0.7)
    assert mean == pytest.approx(base + slope * 4.2, abs=0.01)
    assert sd == pytest.approx(np.std(truth - base - slope * signals.mean(axis=1)), rel=0.01)


def test_without_signals_nothing_is_learnt():
    assert research.posterior(3.0, 0.5, np.array([]), 0.7) == pytest.approx((3.0, 0.5))
