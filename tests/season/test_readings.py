"""Instruments in a season: what is read, what rules make of it, what nothing of it touches."""

import numpy as np
import pytest
from attrs import evolve

from simulator.experiment import compare, data_roi, seeds
from simulator.fit import shelf_prices
from simulator.outlays import instruments_week
from simulator.planfile import structure
from simulator.scenario import load
from simulator.season import play
from simulator.season.season import Season

WORLD = evolve(load("first-shop"), traffic=0.3)
ALL = {"dashboard": "basic", "rival_prices": "professional", "search_index": "basic"}


def plan_with(data=None, **plain):
    return structure({"shop": {"platform": "taobao"}, "products": {"scarf-plain": plain}, "data": data or {}})


def test_without_instruments_nothing_is_read():
    result = play(plan_with(), WORLD, 3)
    assert "readings" not in result.tables and not result.ledger.balance["instruments"]


def test_instruments_that_no_rule_uses_change_money_alone():
    safe = ALL | {"security": "strong"}
    blind, seeing = (play(plan_with(data), WORLD, 3) for data in (None, safe))
    assert not seeing.tables["security"]["leaked"].any()
    for name, table in blind.tables.items():
        for column, values in table.items():
            same = np.array_equal(values, seeing.tables[name][column])
            assert same or name == "ledger" or (name, column) == ("days", "cash"), (name, column)
    assert seeing.ledger.balance["instruments"] == 13 * 100 * instruments_week(plan_with(safe))


def test_every_instrument_is_read_of_everything_at_its_time():
    table = play(plan_with(ALL), WORLD, 3).tables["readings"]
    number = [int((table["instrument"] == one).sum()) for one in range(3)]
    assert number == [91 * len(WORLD.products), 91 * len(WORLD.rivals), 13]


def test_a_better_instrument_errs_to_the_same_side():
    basic, better = (
        play(plan_with({"rival_prices": level}), WORLD, 3).tables["readings"] for level in ("basic", "professional")
    )
    far, near = (np.log(one["value"] / one["truth"]) for one in (basic, better))
    assert near.std() < 0.4 * far.std() and np.corrcoef(far, near)[0, 1] > 0.99


def test_a_rival_who_has_nothing_is_not_followed():
    away = evolve(WORLD, rivals=tuple(evolve(one, stock=0, reorder_point=-1) for one in WORLD.rivals))
    blind, seeing = (
        play(plan_with(data, price_rule="follow", price_floor=40), away, 3).tables["products"]["price"][::2]
        for data in (None, {"rival_prices": "basic"})
    )
    assert blind.min() < seeing.min() == seeing.max()


def test_a_dashboard_sees_what_an_empty_shelf_hides():
    for data, lost in ((None, False), ({"dashboard": "basic"}, True)):
        season = Season(plan_with(data, first_stock=10), WORLD, 3)
        season.run_to(3)
        demand, held = (np.array(one)[:, 0] for one in zip(*season.stock.evenings, strict=True))
        assert (demand[-7:].sum() > 20) == (held.min() > 0) == lost


def test_bounds_of_prices_allow_for_what_a_monitor_misreads():
    terms = {"price_rule": "follow", "price_floor": 1}
    low = [shelf_prices(plan_with(data, **terms), WORLD, "scarf-plain", 1)[0] for data in (None, ALL)]
    assert low[1] < low[0] == 45
    mean = {"price_method": "competition", "price_percent": 0}
    low = [shelf_prices(plan_with(data, **mean), WORLD, "scarf-plain", 1)[0] for data in (None, ALL)]
    assert low[1] < low[0]


def test_data_roi_is_the_change_of_profit_over_the_cost():
    plan = plan_with({"search_index": "basic"}, policy="forecast", cover_days=7)
    found = data_roi(plan, WORLD, seeds(3))
    profit = compare(plan_with(policy="forecast", cover_days=7), plan, WORLD, seeds(3))["profit"]
    assert found.cost == 13 * 30 and found.gain == pytest.approx(profit.difference + found.cost)
    assert found.roi == pytest.approx(profit.difference / found.cost)
    assert found.standard_error == pytest.approx(profit.standard_error / found.cost)
    with pytest.raises(ValueError, match="without instruments"):
        data_roi(plan_with(), WORLD, seeds(2))
