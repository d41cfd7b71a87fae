"""Suppliers, contracts, inspection, forecasts, and goods that spoil or have a season, read from a season's records."""

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.inspection import inspected_share
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, ProductPlan, Shop, Step
from simulator.scenario import load, suppliers, work
from simulator.season import play
from simulator.season.season import Season
from simulator.season.supply import forecast_levels
from worlds import plenty

FIRST = load("first-shop")
YIWU = suppliers()["yiwu-wholesale"]
LEVELS = {"reorder_point": (Step(1, 160),), "order_up_to": (Step(1, 300),)}


def plan_of(**decided):
    return Plan(shop=Shop("taobao"), products={"scarf-plain": ProductPlan(supplier="yiwu-wholesale", **decided)})


def played(world=FIRST, seed=1, **decided):
    return play(plan_of(**decided), world, seed)


def first_product(result, name, table="products"):
    rows = result.tables[table]
    return rows[name][rows["product"] == 0]


def test_a_price_contract_takes_the_break_for_twice_the_smallest_order():
    result = played(contract="price", reorder_point=(Step(1, 399),), order_up_to=(Step(1, 400),))
    pieces, cost = (first_product(result, name, "purchases") for name in ("pieces", "cost"))
    unit = round(100 * FIRST.products["scarf-plain"].unit_cost * YIWU.unit_cost.value * (1 - YIWU.price_break.value))
    assert (cost == pieces * unit).all()
    assert pieces.min() == 2 * YIWU.minimum_order.value
    plain = played(reorder_point=(Step(1, 399),), order_up_to=(Step(1, 400),))
    assert first_product(plain, "pieces", "purchases").min() == YIWU.minimum_order.value


def test_a_punctual_contract_brings_goods_sooner():
    waits = {}
    for contract in ("none", "punctual"):
        tables = [played(seed=seed, contract=contract, **LEVELS).tables["purchases"] for seed in range(1, 9)]
        waits[contract] = np.concatenate([one["arrives"] - one["moment"] for one in tables]) / HOUR
    error = waits["none"].std() / np.sqrt(len(waits["none"]))
    assert waits["none"].mean() == pytest.approx(YIWU.mean_lead.value, abs=4 * error)
    assert waits["punctual"].mean() < waits["none"].mean() - 5
    assert waits["punctual"].std() < waits["none"].std()


def flawed_share(**decided):
    orders = play(plan_of(**decided), plenty(traffic=12.0), 1).tables["orders"]
    flawed = orders["flawed"][orders["product"] == 0]
    return flawed.mean(), 4 * np.sqrt(YIWU.defects.value / len(flawed))


def expected_share(defects, looked_at):
    seen = work()["inspection"]["detection"].value * looked_at
    return defects * (1 - seen) / (1 - defects * seen)


def test_flaws_are_those_of_supplier_contract_and_inspection():
    defects = YIWU.defects.value
    sampled = inspected_share(defects, int(YIWU.minimum_order.value), 8, 0)
    wanted = {
        ("none", "none"): defects,
        ("quality", "none"): defects * YIWU.appraisal.value,
        ("none", "sample"): expected_share(defects, sampled),
        ("none", "full"): expected_share(defects, 1.0),
    }
    for (contract, inspection), share in wanted.items():
        found, error = flawed_share(contract=contract, inspection=inspection)
        assert error < 0.006
        assert found == pytest.approx(share, abs=error)


def test_full_inspection_takes_a_day_sends_flaws_back_and_is_paid_by_the_piece():
    result = played(inspection="full", **LEVELS)
    ledger, shelves, purchases = result.ledger, result.tables["shelves"], result.tables["purchases"]
    lead = purchases["arrives"] - purchases["moment"]
    assert lead.min() >= (YIWU.shortest_lead.value + 24) * HOUR
    came = int(shelves["bought"][0] - shelves["on_order"][0])
    first = FIRST.products["scarf-plain"].first_stock
    assert ledger.balance["inspection"] == pytest.approx(50 * came, abs=len(lead))
    bad, expected = int(shelves["rejected"][0]), YIWU.defects.value * 0.9 * (came - first)
    assert bad == pytest.approx(expected, abs=4 * np.sqrt(expected))
    unit = int(purchases["cost"][0] // purchases["pieces"][0])
    back = sum(fen for _, debit, credit, fen in ledger.entries if (debit, credit) == ("cash", "on_order"))
    assert back == bad * unit > 0


def test_without_inspection_nothing_is_paid_or_sent_back():
    result = played(**LEVELS)
    assert result.ledger.balance["inspection"] == result.tables["shelves"]["rejected"].sum() == 0


def test_forecast_sets_the_levels_on_monday_night_from_sales_so_far():
    plan = plan_of(policy="forecast", service_level=95.0, cover_days=10, **LEVELS)
    season = Season(plan, FIRST, 1)
    season.run_to(1)
    assert (season.stock.reorder_point[0], season.stock.order_up_to[0]) == (160, 300)
    season.run_to(5)
    levels = season.stock.reorder_point[0], season.stock.order_up_to[0]
    sold, held = (np.array([one[name][0] for one in season.by_product.blocks[:28]]) for name in ("sold", "on_hand"))
    assert levels == forecast_levels(sold, held, season.stock.terms[0], plan.product("scarf-plain"))
    season.stock.on_hand[0] += 5_000
    season.run_to(6)
    assert (season.stock.reorder_point[0], season.stock.order_up_to[0]) != levels


def test_forecast_levels_of_steady_sales():
    """20 a day for ever: the mean of a lead time, and 2 standard deviations of it at 97.725%; then the cover."""
    terms = Season(plan_of(), FIRST, 1).stock.terms[0]
    mean, sd = terms.lead_days()
    decided = ProductPlan(service_level=97.725, cover_days=7)
    point, up_to = forecast_levels(np.full(30, 20), np.ones(30), terms, decided)
    assert point == np.ceil(20 * mean + 2.0 * 20 * sd)
    assert up_to == point + 140


def test_forecast_leaves_days_without_stock_out():
    terms = Season(plan_of(), FIRST, 1).stock.terms[0]
    sold, held = np.array([20] * 10 + [0] * 10), np.array([5] * 10 + [0] * 10)
    assert forecast_levels(sold, held, terms, ProductPlan()) == forecast_levels(
        sold[:10], held[:10], terms, ProductPlan()
    )


def test_forecast_buys_no_more_when_told_so():
    rule = {"policy": "forecast", "cover_days": 3, "reorder_point": (Step(1, 160),)}
    levels = (Step(1, 300), Step(8, 0)), (Step(1, 300),)
    latest = [played(order_up_to=one, **rule).tables["purchases"]["moment"][-1] for one in levels]
    assert latest[0] < 49 * DAY < latest[1]


def produce(**changes):
    """The first shop with a plain scarf that wilts."""
    return evolve(FIRST, products=FIRST.products | {"scarf-plain": evolve(FIRST.products["scarf-plain"], **changes)})


def test_what_is_not_sold_within_its_shelf_life_spoils():
    result = played(produce(shelf_life=5, returns=0.0))
    held, sold = (first_product(result, name) for name in ("on_hand", "sold"))
    shelves = result.tables["shelves"]
    assert (held[:4] > 0).all()
    assert (held[4:] == 0).all() and (sold[5:] == 0).all()
    assert shelves["spoiled"].tolist() == [400 - sold.sum(), 0]
    assert result.ledger.balance["spoiled"] == pytest.approx(3000 * (400 - sold.sum()), abs=3)
    assert first_product(result, "start", "stockouts").tolist() == [5 * DAY]


def test_goods_that_keep_spoil_less():
    spoiled = [played(produce(shelf_life=days), **LEVELS).tables["shelves"]["spoiled"][0] for days in (3, 7, 30)]
    assert spoiled[0] > spoiled[1] > spoiled[2]


def test_a_product_sells_in_its_season():
    april = tuple(0.0 if month == 4 else -9.0 for month in range(1, 13))
    world = evolve(plenty(), products=plenty().products | {
        "scarf-plain": evolve(plenty().products["scarf-plain"], season=april)})  # fmt: skip
    sold = first_product(played(world), "sold")
    month = np.array([world.date(day).month for day in range(world.days)])
    assert sold[month == 4].mean() > 100 * sold[month != 4].mean()
