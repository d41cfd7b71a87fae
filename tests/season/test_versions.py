"""A/B tests in a season: what plans may ask, who sees which version, what is counted, what stays."""

import numpy as np
import pytest
from attrs import evolve

from simulator.experiment import seeds, true_effects
from simulator.fit import fit
from simulator.insight import compared
from simulator.planfile import structure
from simulator.scenario import load, segments
from simulator.season import play
from simulator.season.offers import Kinds
from simulator.season.versions import Versions

WORLD = evolve(load("first-shop"), traffic=0.3)
STOCKED = {"first_stock": 1500, "reorder_point": 500, "order_up_to": 1500}


def trial(tested="picture", weeks=(2, 3), **terms):
    return {"kind": "ab-test", "weeks": list(weeks), "product": "scarf-plain", "object": tested} | terms


def plan_with(*trials):
    products = {"scarf-plain": STOCKED, "scarf-lavender": STOCKED}
    return structure({"shop": {"platform": "taobao"}, "products": products, "promotions": list(trials)})


@pytest.mark.parametrize(
    ("tests", "fields"),
    [
        ([trial()], []),
        ([trial("price")], ["promotions[1].percent"]),
        ([trial(percent=5)], ["promotions[1].percent"]),
        ([trial("price", percent=-5), trial(weeks=(3, 4))], ["promotions[2].weeks"]),
        ([trial(), trial(weeks=(4,))], ["promotions[2].object"]),
        ([trial(product="gift-box")], ["promotions[1].product"]),
        ([trial(weeks=(14,))], ["promotions[1].weeks"]),
    ],
)
def test_what_does_not_go_together_is_said_at_its_field(tests, fields):
    assert [one.field for one in fit(plan_with(*tests), WORLD)] == fields


def test_without_tests_nothing_of_them_is_kept():
    result = play(plan_with(), WORLD, 3)
    assert "tests" not in result.tables and not result.ledger.balance["tests"]


def test_until_a_test_begins_and_where_both_versions_are_one_nothing_differs():
    plain, tested = (play(plan_with(*one), WORLD, 3).tables["days"] for one in ([], [trial("price", percent=-20)]))
    assert (plain["paid_orders"][:7] == tested["paid_orders"][:7]).all()
    assert tested["paid_orders"][7:21].sum() > plain["paid_orders"][7:21].sum()


def test_all_who_decide_see_a_version_and_all_orders_are_counted():
    result = play(plan_with(trial(share=30)), WORLD, 3)
    table, days = result.tables["tests"], result.tables["days"]
    assert set(table["day"]) == set(range(7, 21))
    for name, total in (("shown", "considering"), ("orders", "paid_orders"), ("sales", "sales")):
        assert (table[name].reshape(-1, 2).sum(axis=1) == days[total][7:21]).all()


def test_a_person_sees_the_same_version_on_each_visit_of_a_test():
    versions, person = Versions(plan_with(trial(), trial("page", (5,))), WORLD, 3), np.arange(500, dtype=np.int64)
    by_day = [versions.seen_by(np.full(500, day * 86_400_000, dtype=np.int64), person) for day in (0, 7, 20, 28)]
    assert not by_day[0].any() and (by_day[1] == by_day[2]).all()
    assert 0.4 < (by_day[1] == by_day[3]).mean() < 0.6  # another test splits anew


def test_what_a_version_is_worth_hangs_on_the_season_and_not_on_the_test():
    one, later, other = (
        Versions(plan_with(trial(weeks=weeks)), WORLD, seed) for weeks, seed in (((2,), 3), ((7, 8), 3), ((2,), 4))
    )
    assert one.worth == later.worth != other.worth


@pytest.mark.parametrize(("rollout", "worth", "taken"), [("none", 3.0, 0), ("better", 3.0, 1), ("better", -3.0, 0),
                                                         ("significant", 3.0, 1), ("significant", 0.0, 0)])  # fmt: skip
def test_the_better_version_is_taken_over_when_the_plan_says_so(rollout, worth, taken, monkeypatch):
    monkeypatch.setattr("simulator.season.versions._worth", lambda *_: worth)
    result = play(plan_with(trial(rollout=rollout)), WORLD, 3)
    assert result.tables["tests"]["taken"][-1] == taken
    after, usual = (
        one.tables["days"]["paid_orders"][21:35].sum() for one in (result, play(plan_with(trial()), WORLD, 3))
    )
    assert (after > 1.5 * usual) == bool(taken)


def test_a_price_that_is_taken_over_is_the_shelf_price():
    plan = plan_with(trial("price", percent=-20, rollout="better"))
    result = play(plan, WORLD, 3)
    price = result.tables["products"]["price"].reshape(13 * 7, -1)[:, 0]
    assert (price[:21] == price[0]).all() and (price[21:] == round(0.8 * price[0])).all()


def test_a_dearer_version_is_asked_and_paid():
    result = play(plan_with(trial("price", percent=10)), WORLD, 3)
    (one,) = compared(result)
    orders = result.tables["orders"]
    plain = orders["product"] == 0
    each = set((orders["shelf"] / orders["pieces"])[plain & (orders["day"] >= 7) & (orders["day"] < 21)])
    assert len(each) == 2 and max(each) == pytest.approx(1.1 * min(each)) and one.orders[1] < one.orders[0]


def test_versions_of_kinds_are_numbered_last():
    two = list(segments().values())[:2]
    kinds = Kinds.of(1, two, versions=2)
    assert (kinds.version == np.arange(len(kinds.shop)) % 2).all()


def test_true_effects_are_those_of_everybody():
    tests = (trial("price", (1, 2), percent=-20), trial("title", (4,)))
    (price, error), (title, _) = true_effects(plan_with(*tests), WORLD, seeds(4))
    assert price > 3 * error > 0 and abs(title) < price
