"""Targeting: fewer are reached, and more of them are the ones wanted."""

import numpy as np
import pytest

from simulator.laws.targeting import hits


def test_who_is_wanted_is_reached_by_recall_and_who_is_not_by_mistake():
    assert hits(np.array([1.0, 0.0, 0.5]), 0.6, 0.2).tolist() == pytest.approx([0.6, 0.2, 0.4])
    assert hits(np.array([1.0, 0.0]), 1.0, 1.0).tolist() == [1, 1]


def test_a_targeted_ad_reaches_fewer_and_more_of_them_are_wanted():
    """Of three in ten wanted, recall 0.6 and one mistake in seven or so: precision 0.18 / (0.18 + 0.105)."""
    cells, wanted = np.array([0.3, 0.7]), np.array([1.0, 0.0])
    reached = cells * hits(wanted, 0.6, 0.15)
    assert reached.sum() == pytest.approx(0.285)
    assert reached[0] / reached.sum() == pytest.approx(0.18 / 0.285)
