"""Technology: what has nothing to work on is refused, what is used is paid for, and riders come to the city alone."""

import numpy as np
import pytest
from attrs import evolve

from simulator.fit import fit
from simulator.plan import Plan, ProductPlan, Relations, Shop, Step, Technology, Warehouse
from simulator.scenario import load, technology
from simulator.season import play
from simulator.season.carriers import CITY, FAR, NEAR, Lanes, region_of, told
from simulator.season.fronts import fronts
from simulator.season.supply import foreseen

WORLD = load("first-shop")


def using(*names, **more):
    return Plan(technology=Technology(**dict.fromkeys(names, "used")), **{"shop": Shop("taobao")} | more)


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("ai_recommendation", {"relations": Relations(recommend="related")}),
        ("ai_forecast", {"products": {"scarf-plain": ProductPlan(policy="forecast")}}),
        ("iot", {"warehouse": Warehouse(pickers=(Step(3, 1.0),))}),
    ],
)
def test_technology_without_anything_to_work_on_is_refused(name, work):
    assert [one.field for one in fit(using(name), WORLD)] == [f"technology.{name}"]
    assert not fit(using(name, **work), WORLD)


def test_riders_need_a_shop_at_home():
    abroad = using("instant_delivery", shop=Shop("amazon"))
    assert [one.field for one in fit(abroad, WORLD)] == ["technology.instant_delivery"]
    assert not fit(evolve(abroad, shops=(Shop("taobao"),)), WORLD)


def test_every_technology_is_paid_for_once_and_by_the_week():
    plan = using("fitting", "traceability")
    cost = sum(
        technology()[name]["once"].value + 13 * technology()[name]["week"].value for name in plan.technology.used
    )
    assert play(plan, WORLD, 1).ledger.balance["technology"] == round(100 * cost)


def test_riders_bring_parcels_in_the_city_from_shops_at_home():
    plan = using("instant_delivery", shops=(Shop("amazon"),))
    table = Lanes.of(plan, WORLD, fronts(plan, WORLD), 1)
    days, freight = table.days.reshape(2, 2, 3, 2, -1), table.freight.reshape(2, 2, 3, 2)
    assert (days[:, :, CITY, 0] == 1).all() and (days[:, :, CITY, 1] == days[:, :, NEAR, 1]).all()
    assert (freight[:, :, CITY, 0] == 800).all() and (freight[:, :, [NEAR, FAR]] == 360).all()


def test_the_city_is_told_of_hours():
    assert told(2.9, using("instant_delivery")) == pytest.approx(0.85 * 2.9 + 0.15 * 0.2)
    assert told(2.9, using("instant_delivery"), at_home=False) == 2.9


def test_who_lives_far_away_does_not_move_when_a_city_gets_riders():
    uniform = np.linspace(0.0, 0.999, 1000)
    before, after = (region_of(uniform, 0.12, city) for city in (0.0, 0.15))
    assert ((before == FAR) == (after == FAR)).all() and (after == CITY).mean() == pytest.approx(0.15, abs=0.002)
    assert CITY not in before


def test_a_forecast_from_sales_alone_knows_no_calendar():
    assert (foreseen(Plan(), WORLD) == 1).all()
    seen = foreseen(using("ai_forecast"), load("double-eleven"))
    assert seen.max() > 2 > 1 > seen.min()
