"""Compliance: the closed forms against shops played week by week."""

import numpy as np
import pytest

from simulator.laws import compliance
from simulator.laws.draws import pick, stream

COSTS = {"delisting": 300.0, "freeze": 2_000.0, "closure": 50_000.0}


def test_effort_and_adjusting_make_violations_rarer():
    chances = [compliance.violation_chance(0.06, effort, False) for effort in ("none", "checks", "system")]
    assert chances == sorted(set(chances), reverse=True)
    assert chances[0] == 0.06
    for effort, chance in zip(compliance.EFFORT, chances, strict=True):
        assert compliance.violation_chance(0.06, effort, True) == pytest.approx(3 * chance)
    assert compliance.violation_chance(0.5, "none", True) == 1.0
    with pytest.raises(KeyError):
        compliance.violation_chance(0.06, "prayer", False)


def test_a_rule_is_outdated_for_four_weeks():
    assert [week for week in range(1, 14) if compliance.outdated(5, week)] == [5, 6, 7, 8]


def test_penalties_follow_their_shares():
    drawn = pick(stream(1, "severity").random(200_000), compliance.severity_cumulative())
    shares = np.bincount(drawn) / len(drawn)
    assert shares == pytest.approx(list(compliance.SEVERITY.values()), abs=0.004)


def test_shops_played_week_by_week():
    rng, shops, weeks, chance = stream(2, "compliance"), 40_000, 52, 0.18
    table, costs = compliance.severity_cumulative(), np.array(list(COSTS.values()))
    is_open, paid, before = np.ones(shops, bool), np.zeros(shops), np.zeros(shops, int)
    for _ in range(weeks):
        caught = is_open & (rng.random(shops) < chance)
        drawn = pick(rng.random(shops), table).tolist()
        penalty = np.array([compliance.punished(*one) for one in zip(drawn, before.tolist(), strict=True)])
        before += caught
        paid += np.where(caught, costs[penalty], 0.0)
        is_open &= ~(caught & (penalty == 2))
    still = compliance.stays_open(chance, weeks)
    assert abs(is_open.mean() - still) < 4 * np.sqrt(still * (1 - still) / shops)
    assert abs(paid.mean() - compliance.expected_penalty(chance, weeks, COSTS)) < 4 * paid.std() / np.sqrt(shops)


def test_no_violations_cost_nothing():
    assert compliance.expected_penalty(0.0, 13, COSTS) == 0.0
    assert compliance.expected_violations(0.06, 1) == pytest.approx(0.06)
