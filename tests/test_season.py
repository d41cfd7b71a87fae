"""Seasons: books, stress worlds, money, and what becomes of a closed shop."""

import numpy as np
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import scenario
from simulator.kpi import KEYS, kpis
from simulator.laws.traffic import DAY
from simulator.ledger import BooksError
from simulator.plan import (
    PLATFORMS,
    SUPPLIERS,
    Discount,
    FlashSale,
    Marketing,
    NewCustomerCoupon,
    Plan,
    ProductPlan,
    Shop,
    SpendAndSave,
    Step,
)
from simulator.planfile import structure
from simulator.score import rung
from simulator.season import Season, play
from worlds import changed_tables, flat, plenty, quick_suppliers, single_pieces, with_stock

WEEKS = st.lists(st.integers(1, 13), min_size=1, max_size=4, unique=True).map(tuple)
PRICE = st.floats(20, 300).map(lambda value: (Step(1, round(value, 2)),))
PROMOTIONS = st.one_of(
    st.builds(Discount, weeks=WEEKS, percent=st.integers(1, 80)),
    st.builds(SpendAndSave, weeks=WEEKS, spend=st.integers(20, 400), save=st.integers(1, 15)),
    st.builds(NewCustomerCoupon, weeks=WEEKS, save=st.integers(1, 15), spend=st.integers(0, 200)),
    st.builds(FlashSale, weeks=WEEKS, percent=st.integers(1, 90), quantity=st.integers(1, 200), day=st.integers(1, 7)),
)


@st.composite
def products(draw):
    point = draw(st.integers(0, 400))
    up_to = point + draw(st.integers(1, 900))
    supplier = draw(st.sampled_from([None, *SUPPLIERS]))
    return ProductPlan(
        price=draw(PRICE), supplier=supplier, reorder_point=(Step(1, point),), order_up_to=(Step(1, up_to), Step(11, 0))
    )


PLANS = st.builds(
    Plan,
    scenario=st.just("first-shop"),
    shop=st.builds(Shop, platform=st.sampled_from(PLATFORMS)),
    products=st.fixed_dictionaries({}, optional={"scarf-plain": products(), "scarf-lavender": products()}),
    promotions=st.lists(PROMOTIONS, max_size=3).map(tuple),
    marketing=st.builds(Marketing, weekly_budget=st.floats(0, 20_000).map(lambda value: (Step(1, round(value)),))),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS, seed=st.integers(0, 2**40), capital=st.sampled_from([150_000.0, 60_000.0]))
def test_books_balance_over_random_plans(plan, seed, capital):
    """Every identity of `season.books` is checked inside; none may break, and every KPI is a finite number."""
    world = evolve(scenario.load("first-shop"), weeks=4, capital=capital)
    values = kpis(play(plan, world, seed))
    assert tuple(values) == KEYS
    assert all(np.isfinite(value) for value in values.values())


def test_broken_books_stop_the_season():
    season = Season(rung("first-shop", "naive"), scenario.load("first-shop"), 1)
    season.run_to(3)
    season.stock.on_hand[0] += 1
    with pytest.raises(BooksError, match="bought and resold"):
        season.finish()


def test_same_seed_same_season_and_another_seed_another():
    plan, world = rung("first-shop", "good"), scenario.load("first-shop")
    assert play(plan, world, 7).digest == play(plan, world, 7).digest
    assert play(plan, world, 7).digest != play(plan, world, 8).digest


def test_profit_is_what_the_owner_gained():
    """Assets at the end (stock at salvage value) less the capital."""
    result = play(rung("first-shop", "good"), scenario.load("first-shop"), 2)
    assets = sum(
        result.ledger.balance[name] for name in ("cash", "deposit", "escrow", "stock", "on_order", "prepaid_fees")
    )
    assert assets - 18_000_000 == result.ledger.profit()


def test_no_budget_no_paid_visits():
    tables = play(rung("first-shop", "do-nothing"), scenario.load("first-shop"), 1).tables
    assert tables["days"]["paid"].sum() == tables["days"]["spend"].sum() == 0


def test_spend_never_exceeds_the_budget():
    plan = Plan(marketing=Marketing((Step(1, 700.0),)))
    days = play(plan, scenario.load("first-shop"), 1).tables["days"]
    assert days["spend"].max() <= 10_000
    assert days["spend"].mean() > 9_000


def test_a_market_without_visitors():
    result = play(rung("first-shop", "naive"), evolve(scenario.load("first-shop"), traffic=0.0), 1)
    values = kpis(result)
    assert values["visitors"] == values["orders"] == values["conversion_rate"] == 0


def test_cash_below_zero_closes_the_shop_and_refunds_what_is_under_way():
    costs = evolve(scenario.load("first-shop").costs, operating_week=45_000.0)
    result = play(rung("first-shop", "naive"), evolve(scenario.load("first-shop"), costs=costs), 5)
    orders, closed = result.tables["orders"], result.closed_on
    assert 0 < closed < result.scenario.days
    assert (orders["day"] < closed).all()
    cancelled = orders["cancelled"] == closed
    assert cancelled.any()
    assert (orders["delivered"][cancelled] == -1).all()
    assert (orders["delivered"][~cancelled] < closed).all()
    assert result.ledger.balance["escrow"] == 0


def test_purchases_leave_the_reserve_alone():
    plan = Plan(products={"scarf-plain": ProductPlan(reorder_point=(Step(1, 19_000),), order_up_to=(Step(1, 20_000),))})
    result = play(plan, scenario.load("first-shop"), 1)
    assert result.closed_on == -1


def test_a_purchase_comes_at_the_crossing_and_arrives_after_its_lead_time():
    result = play(rung("first-shop", "naive"), scenario.load("first-shop"), 3)
    purchases, orders = result.tables["purchases"], result.tables["orders"]
    crossing = purchases["moment"] % DAY != 0
    assert crossing.any()
    assert np.isin(purchases["moment"][crossing], orders["moment"]).all()
    assert (purchases["arrives"] - purchases["moment"] >= 36 * 3_600_000).all()


def test_stockouts_send_shoppers_to_what_is_left():
    plan = Plan(shop=Shop("taobao"))
    short = play(plan, with_stock("first-shop", 0.2), 4)
    full = play(plan, plenty(), 4)
    assert kpis(short)["stockout_rate"] > 0.5
    assert kpis(full)["stockout_rate"] == 0
    assert short.tables["rivals"]["orders"].sum() > full.tables["rivals"]["orders"].sum()


def test_lost_sales_are_those_of_erlang_b():
    """Base stock S, one piece bought for each piece sold, lost sales: the share lost is Erlang's B(S, rate x lead),
    whatever the law of the lead time (here a = 8 pieces in a lead time, S = 10: 12.166%)."""

    def unit_demand(data):
        single_pieces(data)
        for segment in data.values():
            segment["returns_again"] = 0.0

    def everybody_pays(data):
        for platform in data.values():
            platform["payment_rate"]["value"] = 1.0

    with changed_tables(segments=unit_demand, calendar=flat, platforms=everybody_pays):
        world = evolve(plenty(), weeks=26)
        nobodys = dict.fromkeys(("bargain", "practical", "quality", "trend"), -50.0)  # so that nobody switches to it
        unwanted = {"scarf-lavender": evolve(world.products["scarf-lavender"], appeal=nobodys)}
        world = evolve(world, products=world.products | unwanted)
        free = play(Plan(shop=Shop("taobao")), world, 1)
        rate = (free.tables["orders"]["product"] == 0).sum() / (world.days * 24)
    with changed_tables(
        segments=unit_demand, calendar=flat, platforms=everybody_pays, suppliers=quick_suppliers(hours=8 / rate)
    ):
        stock = {"scarf-plain": evolve(world.products["scarf-plain"], first_stock=10, returns=0.0)}
        world = evolve(world, products=world.products | stock)
        rule = ProductPlan(reorder_point=(Step(1, 9),), order_up_to=(Step(1, 10),))
        lost = sold = 0
        for seed in range(1, 7):
            tables = play(Plan(shop=Shop("taobao"), products={"scarf-plain": rule}), world, seed).tables
            its = tables["products"]["product"] == 0
            lost, sold = lost + tables["products"]["lost"][its].sum(), sold + tables["products"]["sold"][its].sum()
    assert lost / (lost + sold) == pytest.approx(0.12166, abs=0.012)


def test_a_plan_may_change_in_mid_season():
    plan = structure({"products": {"scarf-plain": {"price": [{"week": 1, "value": 69}, {"week": 6, "value": 49}]}}})
    products = play(plan, scenario.load("first-shop"), 1).tables["products"]
    prices = products["price"][products["product"] == 0]
    assert (prices[:35] == 6900).all()
    assert (prices[35:] == 4900).all()
