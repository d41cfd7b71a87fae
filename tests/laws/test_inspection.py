"""Rectifying inspection against Montgomery's plan (n = 89, c = 2, lots of 10,000) and lots drawn one by one."""

import numpy as np
import pytest
from scipy import stats

from simulator.laws import inspection
from simulator.laws.draws import stream


def test_montgomerys_plan():
    """With 1% defects .9397 of the lots pass, 687 pieces a lot are looked at, and 0.93% of those sold are defective."""
    assert inspection.acceptance(0.01, 89, 2) == pytest.approx(0.9397, abs=5e-5)
    inspected = inspection.inspected_share(0.01, 10_000, 89, 2)
    assert 10_000 * inspected == pytest.approx(687, abs=1)
    assert inspection.outgoing_quality(0.01, inspected, 1.0) == pytest.approx(0.0093, abs=5e-5)


@pytest.mark.parametrize(("defects", "sample", "accept"), [(0.0, 5, 0), (0.08, 20, 1), (0.5, 30, 10), (1.0, 4, 3)])
def test_acceptance_is_binomial(defects, sample, accept):
    assert inspection.acceptance(defects, sample, accept) == pytest.approx(stats.binom.cdf(accept, sample, defects))


def test_none_and_full_inspection():
    assert inspection.gets_through(0.0, 0.9) == 1.0
    assert inspection.gets_through(1.0, 0.9) == pytest.approx(0.1)
    assert inspection.outgoing_quality(0.08, 1.0, 1.0) == 0.0
    assert inspection.cost_a_piece(0.0, 0.5, 0.08, 0.9, 30.0) == 0.0
    assert inspection.cost_a_piece(1.0, 0.5, 0.08, 0.9, 30.0) == pytest.approx(0.5 + 0.08 * 0.9 * 30)


def test_lots_drawn_one_by_one():
    """400 pieces, 4% defects, 30 looked at, one allowed, 85% of the defects seen."""
    rng, lots, defects, lot, sample, accept, detection = stream(6, "lots"), 20_000, 0.04, 400, 30, 1, 0.85
    in_sample, in_rest = rng.binomial(sample, defects, lots), rng.binomial(lot - sample, defects, lots)
    looked_at = in_sample + np.where(in_sample > accept, in_rest, 0)
    sold = in_sample + in_rest - rng.binomial(looked_at, detection)
    plan = inspection.inspected_share(defects, lot, sample, accept)
    expected = lot * inspection.outgoing_quality(defects, plan, detection)
    assert abs(sold.mean() - expected) < 4 * sold.std() / np.sqrt(lots)
