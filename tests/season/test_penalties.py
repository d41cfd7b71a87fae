"""Compliance in a season: how often platforms find a rule broken, and what the penalty takes away."""

import numpy as np
import pytest
from attrs import evolve

from simulator import scenario, story
from simulator.laws import compliance as law
from simulator.laws.compliance import CLOSURE, DELISTING, FREEZE
from simulator.planfile import structure
from simulator.scenario import platforms, work
from simulator.season import Season, play
from simulator.season.compliance import FROZEN, Compliance
from simulator.season.due import NEVER
from simulator.season.fronts import fronts
from worlds import all_rows, changed_tables, plenty

TWO = {"shop": {"platform": "taobao"}, "shops": [{"platform": "jd"}]}


@pytest.fixture
def always(monkeypatch):
    """Every violation is punished in one way."""

    def punish(kind):
        table = np.array([float(kind <= place) for place in range(3)])
        monkeypatch.setattr("simulator.season.compliance.severity_cumulative", lambda: table)

    return punish


def judged(raw, chance, traffic=0.3, seed=1):
    with changed_tables(platforms=all_rows(violations=chance)):
        return play(structure(raw), plenty(traffic=traffic, strictness=1.0), seed)


def penalties(result):
    return list(zip(*(column.tolist() for column in result.tables["penalties"].values()), strict=True))


def test_as_many_violations_as_the_law_expects():
    world = scenario.load("first-shop")
    plan = structure({"shop": {"platform": "jd"}})
    shops, found, seasons = fronts(plan, world), 0, 2000
    for seed in range(seasons):
        judge = Compliance(plan, evolve(world, rule_changes=()), shops, seed)
        for week in range(1, 14):
            judge.open_week(week)
        found += len(judge.penalties.blocks)
    expected = seasons * law.expected_violations(platforms()["jd"].violations.value, 12)
    assert abs(found - expected) < 4 * np.sqrt(expected)


def test_a_rule_that_changes_makes_violations_likelier_until_it_is_adjusted_to():
    world = scenario.load("first-shop")
    change, usual = world.rule_changes[0].week, platforms()["taobao"].violations.value
    for response, factor in (("wait", law.OUTDATED), ("at-once", 1.0)):
        plan = structure({"risk": {"rule_response": response}})
        shops = fronts(plan, world)
        judge = Compliance(plan, world, shops, 1)
        chances = [judge.chance(shops[0], week) for week in range(1, 14)]
        behind = [factor if change <= week < change + law.ADJUSTED else 1.0 for week in range(1, 14)]
        assert chances == pytest.approx([usual * one for one in behind])


def test_keeping_to_the_rules_is_paid_for_by_the_week_and_a_change_once():
    cost = {key: figure.value for key, figure in work()["compliance"].items()}
    for effort in ("none", "checks", "system"):
        result = judged({"risk": {"compliance": effort, "rule_response": "at-once"}}, 0.0, traffic=0.02)
        assert result.ledger.balance["compliance"] == round(100 * (13 * cost[effort] + cost["change"]))


def test_more_effort_is_punished_less_often_and_never_where_less_is_not():
    by_effort = [
        {row[:2] for seed in range(1, 9) for row in penalties(judged(
            {"risk": {"compliance": effort}}, 0.3, traffic=0.0, seed=seed))}
        for effort in ("none", "checks", "system")
    ]  # fmt: skip
    assert len(by_effort[0]) > len(by_effort[1]) > len(by_effort[2])


def test_a_delisted_product_is_off_that_shop_s_shelf_for_a_week_and_no_other(always):
    always(DELISTING)
    result = judged(TWO, 0.3)
    orders, found = result.tables["orders"], penalties(result)
    alone = [
        (day, shop, product) for day, shop, _, product in found if (day, 1 - shop) not in {row[:2] for row in found}
    ]
    assert len(alone) > 2
    for day, shop, product in alone:
        week = (orders["day"] >= day) & (orders["day"] < day + 7) & (orders["product"] == product)
        assert not (orders["shop"][week] == shop).any()
        assert (orders["shop"][week] != shop).sum() > 5
    assert result.tables["products"]["lost"].sum() == 0


def test_a_delisted_product_is_back_after_the_week(always):
    always(DELISTING)
    result = judged({"shop": {"platform": "taobao"}}, 0.3)
    days, orders = {row[0] for row in penalties(result)}, result.tables["orders"]
    free = [day for day in sorted(days) if day + 7 not in days and day + 7 < result.scenario.days]
    assert free
    for day in free:
        assert set(orders["product"][(orders["day"] >= day + 7) & (orders["day"] < day + 14)].tolist()) == {0, 1}


def test_a_freeze_holds_payouts_back_and_then_pays_them(always):
    always(FREEZE)
    free = judged({"shop": {"platform": "taobao"}}, 0.0)
    frozen = judged({"shop": {"platform": "taobao"}}, 0.15)
    paid = [_paid_out(result) for result in (free, frozen)]
    first = penalties(frozen)[0][0]
    thawed = first + FROZEN
    while any(first < row[0] < thawed for row in penalties(frozen)):
        thawed += 7
    assert paid[0][:first].tolist() == paid[1][:first].tolist()
    assert paid[0][first:thawed].all() and not paid[1][first:thawed].any()
    assert paid[1][thawed] == paid[0][first : thawed + 1].sum()
    assert paid[0].sum() == paid[1].sum()


def _paid_out(result):
    paid = np.zeros(result.scenario.days + 61, dtype=np.int64)
    for day, debit, credit, fen in result.ledger.entries:
        paid[day] += fen if (debit, credit) == ("cash", "escrow") else 0
    return paid


def test_a_shop_that_its_platform_closes_gets_no_more_visitors_and_its_orders_settle(always):
    always(CLOSURE)

    def taobao_only(data):
        all_rows(violations=0.0)(data)
        data["taobao"]["violations"]["value"] = 0.4

    with changed_tables(platforms=taobao_only):
        result = play(structure(TWO | {"marketing": {"weekly_budget": 2000.0}}), plenty(traffic=0.3, strictness=1.0), 1)
    (_, _, first, _), (day, shop, kind, _) = penalties(result)
    assert first == FREEZE
    assert (shop, kind, result.closed_on) == (0, CLOSURE, NEVER)
    visits = result.tables["visits"]
    after = visits["day"] >= day
    seen = visits["organic"] + visits["paid"] + visits["known"]
    assert seen[after & (visits["shop"] == 0)].sum() == 0 == visits["spend"][after & (visits["shop"] == 0)].sum()
    assert (seen[after & (visits["shop"] == 1)] > 0).all()
    orders = result.tables["orders"]
    late = (orders["shop"] == 0) & (orders["delivered"] >= day)
    assert late.any() and (orders["cancelled"] == NEVER).all()
    assert ((orders["settled"][late] != NEVER) | (orders["returned"][late] != NEVER)).all()


def test_the_closure_of_the_only_shop_ends_the_business(always):
    always(CLOSURE)
    result = judged({"shop": {"platform": "taobao"}}, 0.4)
    _, (day, *_) = penalties(result)
    assert result.closed_on == day
    assert result.tables["orders"]["day"].max() == day - 1
    told = [story.tell(event) for event in story.events(result)]
    assert "Taobao closes the shop" in told
    assert not any("used up" in one for one in told)


def test_the_story_tells_penalties_and_changes_of_rules(always):
    always(DELISTING)
    result = judged({"shop": {"platform": "taobao"}}, 0.1, seed=3)
    told = [story.tell(event) for event in story.events(result)]
    assert any("off the shelf" in one for one in told)
    assert any(one.startswith("Rules change") for one in told)


def test_common_draws_judge_a_shop_alike_beside_another():
    season = Season(structure(TWO), plenty(strictness=1.0), 5)
    alone = Season(structure({"shop": {"platform": "jd"}}), plenty(strictness=1.0), 5)
    assert (season.compliance.keys[1] == alone.compliance.keys[0]).all()
