"""Own pickers and a partner's warehouse, read from a season's records."""

import numpy as np
import pytest

from simulator.fit import fit
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, Shop, Step, Warehouse
from simulator.scenario import load, warehouse
from simulator.season import play

WORLD = load("first-shop")
PICKING, LATE = warehouse().picking, warehouse().late


def played(*pickers, waves=2):
    steps = tuple(Step(1 + place, value) for place, value in enumerate(pickers))
    return play(Plan(shop=Shop("taobao"), warehouse=Warehouse(pickers=steps, waves=waves)), WORLD, 1)


def waits(result):
    return result.tables["orders"]["left"] - result.tables["orders"]["day"]


def test_a_partner_sends_everything_off_the_same_day_at_todays_freight():
    result = played(0)
    assert (waits(result) == 0).all()
    parcels = len(result.tables["orders"]["day"])
    assert result.ledger.balance["freight"] == round(100 * parcels * WORLD.costs.freight)
    assert result.ledger.balance["picking"] == result.ledger.balance["lateness"] == 0


def test_with_pickers_enough_only_what_comes_after_the_last_wave_waits():
    result = played(20, waves=3)
    orders = result.tables["orders"]
    after = orders["moment"] % DAY >= (PICKING["begins"].value + PICKING["shift"].value * 2 / 3) * HOUR
    assert (waits(result) == after).all()


def test_own_pickers_cost_their_wage_and_save_the_partners_fee():
    result = played(2)
    orders = result.tables["orders"]
    own = (orders["left"] < WORLD.days).sum()
    saved = round(100 * PICKING["fee"].value) * own
    assert result.ledger.balance["picking"] == 13 * 2 * 100 * PICKING["wage"].value
    assert result.ledger.balance["freight"] == round(100 * len(orders["day"]) * WORLD.costs.freight) - saved


def test_a_parcel_that_leaves_late_costs_compensation_and_stars():
    slow, quick = played(0.06), played(0)
    late = waits(slow) > LATE["limit"].value
    assert 0.5 < late.mean() < 1
    assert slow.ledger.balance["lateness"] == late.sum() * round(100 * LATE["compensation"].value)
    means = [one.tables["orders"]["stars"][mask].mean() for one, mask in ((slow, late), (quick, slice(None)))]
    assert means[1] - means[0] == pytest.approx(LATE["stars"].value, abs=0.12)
    assert slow.tables["days"]["rating"][-1] < quick.tables["days"]["rating"][-1]


def test_the_first_come_leaves_first_and_a_partner_clears_what_is_left():
    result = played(0.02, waves=1)
    orders = result.tables["orders"]
    assert (np.diff(orders["left"]) >= 0).all()
    assert (orders["left"] == WORLD.days).any() and (orders["left"] <= WORLD.days).all()


def test_when_a_partner_takes_over_everything_leaves_at_once():
    waited = waits(played(0.03, 0))
    assert waited.max() >= 6 and (waited[played(0.03, 0).tables["orders"]["day"] >= 7] == 0).all()


def test_a_wrong_parcel_comes_back_at_the_shops_expense_and_its_goods_are_sold_again():
    result = played(5)
    orders = result.tables["orders"]
    wrong = orders["wrong"] > 0
    assert 2 < wrong.sum() < 15
    assert (orders["requested"][wrong] == orders["delivered"][wrong] + 1).all()
    assert orders["resold"][wrong].all() and (orders["settled"][wrong] < 0).all()
    back = (orders["returned"] >= 0).sum() * WORLD.costs.return_handling
    freight = wrong.sum() * warehouse().wrong["freight"].value
    assert result.ledger.balance["return_handling"] == round(100 * (back + freight))


def test_a_partner_makes_no_mistakes_and_nor_does_anybody_who_picks_nothing():
    assert not played(0).tables["orders"]["wrong"].any()
    mixed = played(5, 0).tables["orders"]
    assert mixed["wrong"][mixed["left"] < 7].any() and not mixed["wrong"][mixed["left"] >= 7].any()


def test_a_system_is_paid_once_and_by_the_week():
    decided = Warehouse(pickers=(Step(1, 2.0),), system="wms", location_plan="by-sales")
    result = play(Plan(shop=Shop("taobao"), warehouse=decided), WORLD, 1)
    helps = (warehouse().system["wms"], warehouse().location_plan["by-sales"])
    paid = sum(one.once.value + 13 * one.week.value for one in helps) + 13 * 2 * PICKING["wage"].value
    assert result.ledger.balance["picking"] == round(100 * paid)


def test_help_without_pickers_is_refused():
    plan = Plan(warehouse=Warehouse(system="wms"))
    assert [one.field for one in fit(plan, WORLD)] == ["warehouse.system"]
    assert not fit(Plan(warehouse=Warehouse(system="wms", pickers=(Step(3, 1.0),))), WORLD)
