"""Carriers by region and order, crowded times, and which orders are picked first, read from a season's records."""

import numpy as np
import pytest

from simulator.fit import fit
from simulator.plan import Delivery, Plan, Shop, Step, Warehouse
from simulator.scenario import carriers, load
from simulator.season import play
from simulator.season.carriers import Lanes, crowded_days, told
from simulator.season.fronts import fronts
from worlds import plenty

WORLD = load("first-shop")
TABLE = carriers().carriers


def plan_of(warehouse=None, **decided):
    return Plan(shop=Shop("taobao"), delivery=Delivery(**decided), warehouse=warehouse or Warehouse())


def played(world=WORLD, warehouse=None, **decided):
    return play(plan_of(warehouse, **decided), world, 1)


def lanes(world=WORLD, **decided):
    plan = plan_of(**decided)
    return Lanes.of(plan, world, fronts(plan, world), 1)


def test_without_a_carrier_there_is_one_way_a_shop():
    plain = lanes()
    assert plain.plain and len(plain.days) == 1
    assert plain.freight.tolist() == [360] and plain.promised.tolist() == [4]


def test_carriers_are_dearer_where_parcels_are_heavier():
    heavy, light = (lanes(world, carrier="economy").freight for world in (load("farm-produce"), WORLD))
    assert heavy.tolist() == [round(one * 6.5 / 3.6) for one in light.tolist()]


def test_freight_is_that_of_carrier_and_region():
    table = lanes(carrier="economy", carrier_far="standard", carrier_important="express")
    economy, standard, express = (
        (round(100 * one.freight.value), round(100 * (one.freight.value + one.far.value))) for one in TABLE.values()
    )
    assert table.freight.tolist() == 2 * [economy[0], standard[1], *express]


def test_a_crowd_slows_all_carriers_and_express_least():
    table = lanes(carrier="economy", carrier_important="express")
    mean = (1 - table.days).sum(axis=1).reshape(2, 2, 2)  # crowded, important, far
    assert (mean[1] > mean[0]).all()
    assert (mean[1, 0] - mean[0, 0] > mean[1, 1] - mean[0, 1]).all()
    assert (mean[..., 1] > mean[..., 0]).all()


def test_usual_carriers_of_ordinary_orders_know_no_regions_and_no_crowds():
    table = lanes(carrier_important="express")
    assert (table.days[[0, 1, 4]] == table.days[5]).all()
    assert table.freight[[0, 1, 4, 5]].tolist() == [360] * 4


def test_shoppers_are_told_the_mean_of_ordinary_orders():
    assert told(2.9, plan_of()) == 2.9
    assert told(2.9, plan_of(carrier_important="express")) == 2.9
    assert told(2.9, plan_of(carrier="standard")) == pytest.approx(2.9 * 0.95 + 0.05 * 3)
    assert told(2.9, plan_of(carrier="economy")) > told(2.9, plan_of(carrier="economy", carrier_far="express"))


def test_the_days_of_double_eleven_and_those_after_are_crowded():
    crowded = crowded_days(load("double-eleven"))
    dates = [load("double-eleven").date(day) for day in np.flatnonzero(crowded).tolist()]
    assert {(one.month, one.day) for one in dates if one.month == 11} == {
        *((11, day) for day in range(1, 7)), *((11, day) for day in range(10, 16)),
    }  # fmt: skip


def test_important_orders_are_those_over_the_amount():
    orders = played(carrier_important="express", important_from=139.0).tables["orders"]
    assert (orders["important"] == (orders["paid"] >= 13_900)).all() and 0 < orders["important"].mean() < 1
    assert not played(important_from=1.0).tables["orders"]["important"].any()


def test_a_person_lives_in_the_same_place_whatever_is_ordered():
    table, person = lanes(carrier="standard"), np.arange(20_000, dtype=np.uint64)
    assert table.far(person).mean() == pytest.approx(0.12, abs=0.01)
    assert (table.far(person[::-1])[::-1] == lanes(carrier="express").far(person)).all()


def test_important_orders_are_picked_first():
    few, amount = Warehouse(pickers=(Step(1, 0.1),)), 139.0
    waits = {}
    for priority in ("first-come", "important-first"):
        orders = played(plenty(), few, priority=priority, important_from=amount).tables["orders"]
        urgent = orders["paid"] >= 100 * amount
        waits[priority] = [(orders["left"] - orders["day"])[which].mean() for which in (urgent, ~urgent)]
    assert waits["important-first"][0] < 1.5 < 5 < waits["first-come"][0]
    assert waits["important-first"][1] > waits["first-come"][1]


def test_what_does_not_fit_is_refused():
    assert [one.field for one in fit(plan_of(carrier_far="express"), WORLD)] == ["delivery.carrier_far"]
    assert [one.field for one in fit(plan_of(priority="important-first"), WORLD)] == ["delivery.priority"]
    assert not fit(plan_of(Warehouse(pickers=(Step(1, 1.0),)), priority="important-first"), WORLD)
