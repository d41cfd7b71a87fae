"""A community: how lively it is, who leaves it, and how hard it may sell."""

import math
from itertools import pairwise

import pytest

from simulator.laws import community, social


def test_care_makes_a_group_lively_with_diminishing_return():
    assert community.activity(0.0, 0, 0.5, 1.0) == 0
    assert community.activity(0.5, 1, 0.5, 1.0) == pytest.approx(1 - math.exp(-1))
    steps = [community.activity(hours, 0, 0.5, 1.0) for hours in (0, 1, 2, 3)]
    gains = [after - before for before, after in pairwise(steps)]
    assert gains == sorted(gains, reverse=True)


def test_dull_and_loud_groups_lose_their_members():
    assert community.leaving(1.0, 0.0, 0.06, 0.15) == 0
    assert community.leaving(0.0, 0.0, 0.06, 0.15) == 0.06
    assert community.leaving(1.0, 0.5, 0.06, 0.15) == pytest.approx(0.15 / 4)


def test_selling_pays_up_to_a_point():
    """Members who come in the long run, with those who are left after eight weeks, are most at a middling push."""
    came = []
    for selling in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        settled = 1 - 0.9 * selling**2
        stay = (1 - community.leaving(0.8, selling, 0.06, 0.15)) ** 8
        came.append(social.visiting(selling, settled, 0.02, 0.16) * stay)
    assert came.index(max(came)) in (1, 2, 3) and came[-1] < came[0]
