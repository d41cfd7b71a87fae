"""What happens in the market, read from a season's records."""

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.promotion import cut
from simulator.plan import Discount, FlashSale, NewCustomerCoupon, Plan, ProductPlan, Shop, Step
from simulator.scenario import load, platforms
from simulator.score import rung
from simulator.season import play
from simulator.season.people import KNOWN, ORGANIC
from worlds import plenty, with_stock

TAOBAO = Plan(shop=Shop("taobao"))


def orders_of(plan, world=None, seed=2):
    return play(plan, world or plenty(), seed).tables["orders"]


def test_the_coupon_is_for_new_customers_only():
    orders = orders_of(evolve(TAOBAO, promotions=(NewCustomerCoupon(weeks=tuple(range(1, 14)), save=10),)))
    new = orders["times"] == 0
    assert (orders["shelf"] - orders["paid"])[new].tolist() == [1000] * new.sum()
    assert (~new).sum() > 20
    assert (orders["shelf"] == orders["paid"])[~new].all()


def test_the_flash_price_ends_with_the_last_piece_of_the_quantity():
    sale = FlashSale(weeks=(3,), day=2, percent=50, quantity=15, products=("scarf-plain",))
    orders = orders_of(evolve(TAOBAO, promotions=(sale,)))
    today = (orders["day"] == 15) & (orders["product"] == 0)
    unit = orders["paid"][today] // orders["pieces"][today]
    pieces, cheap = orders["pieces"][today], unit == cut(6900, 50)
    assert pieces[cheap].sum() == 15
    assert np.flatnonzero(cheap).max() < np.flatnonzero(~cheap).min()
    assert (unit[~cheap] == 6900).all()


def test_what_is_lost_without_stock_is_what_is_sold_with_it():
    """The same people want the same pieces on the first day, whether they are there or not."""
    full = play(TAOBAO, plenty(), 5).tables["products"]
    empty = play(TAOBAO, evolve(with_stock("first-shop", 0), rivals=plenty().rivals), 5).tables["products"]
    first = full["day"] == 0
    assert (empty["lost"][first] == full["sold"][first]).all()
    assert full["sold"][first].sum() > 20


def test_whoever_takes_another_scarf_of_the_shop_is_not_lost():
    world = plenty(traffic=4.0)
    stock = {"scarf-plain": evolve(world.products["scarf-plain"], first_stock=0)}
    one_out = play(TAOBAO, evolve(world, products=world.products | stock), 5).tables["products"]
    full = play(TAOBAO, world, 5).tables["products"]
    first = full["day"] < 3
    plain, lavender = (first & (full["product"] == place) for place in (0, 1))
    assert one_out["sold"][lavender].sum() > full["sold"][lavender].sum()
    assert one_out["lost"][plain].sum() < full["sold"][plain].sum()


def test_the_follower_goes_a_step_under_the_shop_and_the_others_hold():
    result = play(TAOBAO, with_stock("first-shop", 100), 1)
    prices = result.tables["rivals"]["price"].reshape(-1, 3)
    assert prices[0].tolist() == [4500, 7500, 16900]
    assert prices[-1].tolist() == [4500, 6800, 16900]


def test_reviews_show_the_day_after_delivery():
    result = play(rung("first-shop", "good"), load("first-shop"), 3)
    orders, reviews = result.tables["orders"], result.tables["reviews"]
    wrote = orders["writes"] == 1
    counted = np.bincount(orders["delivered"][wrote] + 1, minlength=len(reviews["day"]))
    assert (reviews["count"] == counted).all()
    assert reviews["delivery"].sum() == orders["delivery_stars"][wrote].sum()


def test_late_parcels_and_flaws_cost_stars():
    orders = orders_of(TAOBAO, plenty(traffic=3.0))
    promised = np.ceil(platforms()["taobao"].delivery_days.value) + 1
    late, flawed = orders["delivered"] - orders["day"] > promised, orders["flawed"] == 1
    assert orders["delivery_stars"][late].mean() == pytest.approx(3.8, abs=0.1)
    assert orders["delivery_stars"][~late].mean() == pytest.approx(4.8, abs=0.05)
    assert orders["stars"][flawed].mean() < orders["stars"][~flawed].mean() - 1.5


def test_returned_goods_come_back_to_the_shelf_unless_worn():
    result = play(TAOBAO, plenty(), 2)
    orders, shelves = result.tables["orders"], result.tables["shelves"]
    back = orders["returned"] >= 0
    for place in range(2):
        its = back & (orders["product"] == place)
        assert shelves["restocked"][place] == orders["pieces"][its & (orders["resold"] == 1)].sum()
        assert shelves["scrapped"][place] == orders["pieces"][its & (orders["resold"] == 0)].sum()
    assert (orders["resold"][back] == 1).mean() == pytest.approx(0.85, abs=0.06)


def test_past_buyers_buy_more_often_than_strangers_who_consider():
    result = play(TAOBAO, plenty(traffic=3.0), 2)
    days, orders = result.tables["days"], result.tables["orders"]
    strangers = days["considering"].sum() - days["known"].sum()
    loyal = (orders["source"] == KNOWN).sum() / days["known"].sum()
    assert loyal > 1.5 * (orders["source"] == ORGANIC).sum() / strangers


def test_flaws_and_returns_keep_buyers_away():
    orders = orders_of(TAOBAO, plenty(traffic=3.0))
    again = np.isin(orders["person"], orders["person"][orders["times"] > 0])
    early = (orders["times"] == 0) & (orders["day"] < 30)
    disappointed = (orders["flawed"] == 1) | (orders["returned"] >= 0)
    assert again[early & disappointed].mean() < 0.6 * again[early & ~disappointed].mean()


def test_credit_keeps_a_shop_open():
    costs = evolve(load("first-shop").costs, operating_week=45_000.0)
    poor = evolve(load("first-shop"), costs=costs)
    alone, helped = (play(rung("first-shop", "naive"), evolve(poor, credit=credit), 5) for credit in (0.0, 150_000.0))
    assert 0 < alone.closed_on < (helped.closed_on if helped.closed_on > 0 else 999)


def test_festivals_bring_more_and_keener_visitors():
    days = play(Plan("double-eleven"), load("double-eleven"), 1).tables["days"]
    eleventh, before = 43, 36
    visits = days["organic"]
    assert visits[eleventh] / visits[before] == pytest.approx(4.0, rel=0.1)
    share = days["considering"] / visits
    assert share[eleventh] / share[before] == pytest.approx(1.5, rel=0.08)


def test_a_price_holds_from_its_week_on_to_the_next():
    price = (Step(1, 69.0), Step(4, 59.0), Step(5, 79.0))
    products = play(evolve(TAOBAO, products={"scarf-plain": ProductPlan(price=price)}), plenty(), 1).tables["products"]
    its = products["price"][products["product"] == 0]
    assert [its[day] for day in (20, 21, 27, 28)] == [6900, 5900, 5900, 7900]


def test_a_raised_price_and_a_lasting_cut_earn_no_more_than_the_plain_price():
    """A sign over a price that is no lower than usual draws nobody: shelf price doubled, half off all season."""
    sign = Discount(weeks=tuple(range(1, 14)), percent=50)
    doubled = {
        "scarf-plain": ProductPlan(price=(Step(1, 138.0),)),
        "scarf-lavender": ProductPlan(price=(Step(1, 278.0),)),
    }
    honest, signed = (
        len(orders_of(evolve(TAOBAO, products=products, promotions=promotions))["paid"])
        for products, promotions in (({}, ()), (doubled, (sign,)))
    )
    assert signed == pytest.approx(honest, rel=0.01)


def test_a_cut_loses_its_attention_while_it_lasts():
    long, short = (
        orders_of(evolve(TAOBAO, promotions=(Discount(weeks=weeks, percent=20),)), plenty(traffic=4.0))
        for weeks in (tuple(range(1, 10)), (9,))
    )
    ninth = [((one["day"] >= 56) & (one["day"] < 63)).sum() for one in (long, short)]
    assert ninth[0] < ninth[1]


def test_only_the_deepest_of_two_flash_sales_runs():
    sales = (
        FlashSale(weeks=(3,), day=2, percent=50, quantity=5),
        FlashSale(weeks=(3,), day=2, percent=10, quantity=300),
    )
    orders = orders_of(evolve(TAOBAO, promotions=sales))
    today = (orders["day"] == 15) & (orders["product"] == 0)
    unit = orders["paid"][today] // orders["pieces"][today]
    assert orders["pieces"][today][unit == 3450].sum() == 5
    assert (unit[unit != 3450] == 6900).all()
