"""Price methods, price rules, prices for some shoppers and for some hours, read from a season's records."""

import numpy as np
import pytest
from attrs import evolve

from simulator import fit
from simulator.laws.promotion import cut
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Discount, FlashSale, Plan, ProductPlan, Shop, Step
from simulator.planfile import PlanError
from simulator.scenario import DEEPEST, calendar, load
from simulator.season import play
from simulator.season.prices import OLD, STEP, WEEKLY
from worlds import plenty

TAOBAO = Plan(shop=Shop("taobao"))
ALL_WEEKS = tuple(range(1, 14))


def season(world=None, promotions=(), seed=3, **decided):
    return play(
        evolve(TAOBAO, products={"scarf-plain": ProductPlan(**decided)}, promotions=promotions), world or plenty(), seed
    )


def shelf(result):
    products = result.tables["products"]
    return products["price"][products["product"] == 0] / 100


@pytest.mark.parametrize(
    ("method", "percent", "price"),
    [("cost-plus", 80.0, 30 * 1.8), ("competition", -10.0, 0.9 * (45 + 75 + 169) / 3), ("value", 75.0, 45 + 0.75 * 24)],
)
def test_a_method_finds_the_price(method, percent, price):
    """From the unit cost of 30 yuan, rivals at 45, 75 and 169, and a worth of 69."""
    assert shelf(season(price_method=method, price_percent=percent)).tolist() == pytest.approx([round(price, 2)] * 91)


def test_competition_follows_the_rivals_of_the_week():
    result = season(world=load("first-shop"), price_method="competition", price_percent=0.0)
    rivals = result.tables["rivals"]["price"].reshape(91, -1).mean(axis=1) / 100
    prices = shelf(result)
    assert len(set(rivals.tolist())) > 1
    assert prices[::7].tolist() == pytest.approx(rivals[::7].tolist(), abs=0.01)
    assert (prices.reshape(13, 7) == prices[::7, None]).all()


def test_the_rule_goes_down_by_steps_to_its_floor():
    prices = shelf(season(price_rule="follow", price_floor=60.5))
    expected = np.maximum(69.0 - STEP * np.arange(1, 92), 60.5)
    assert prices.tolist() == pytest.approx(expected.tolist())


def test_the_rule_never_goes_over_the_plans_price():
    assert shelf(season(price_rule="follow", price=(Step(1, 40.0),))).tolist() == [40.0] * 91


def test_old_stock_is_marked_down_step_by_step_and_no_deeper_than_the_floor():
    prices = shelf(season(price_rule="markdown"))
    assert prices[:OLD].tolist() == [69.0] * OLD
    assert prices[OLD] == pytest.approx(69 * (1 - WEEKLY), abs=0.01)
    assert prices[OLD + 7] == pytest.approx(69 * (1 - 2 * WEEKLY), abs=0.01)
    assert prices[-1] == pytest.approx(69 * (1 - DEEPEST), abs=0.01)
    assert shelf(season(price_rule="markdown", price_floor=60.0))[-1] == 60.0


def test_a_delivery_makes_the_stock_new_again():
    result = season(world=load("first-shop"), price_rule="markdown", supplier="yiwu-wholesale",
                    reorder_point=(Step(1, 30),), order_up_to=(Step(1, 900),))  # fmt: skip
    arrivals = result.tables["purchases"]["arrives"] // DAY
    prices = shelf(result)
    after = arrivals[arrivals < 90] + 1
    assert len(after) and (prices[after] == 69.0).all() and prices.min() < 69.0


def test_past_buyers_pay_less_and_only_they():
    orders = season(member_percent=15.0).tables["orders"]
    ours = orders["product"] == 0
    each, new = orders["paid"][ours] / orders["pieces"][ours], orders["times"][ours] == 0
    assert set(each[new]) == {6900.0} and set(each[~new]) == {cut(6900, 15)}


def test_an_order_of_enough_pieces_gets_the_quantity_price():
    orders = season(quantity_percent=20.0, quantity_from=3).tables["orders"]
    ours = orders["product"] == 0
    each, pieces = orders["paid"][ours] / orders["pieces"][ours], orders["pieces"][ours]
    assert set(each[pieces < 3]) == {6900.0} and set(each[pieces >= 3]) == {cut(6900, 20)}
    assert (pieces >= 3).sum() > 20


def test_the_better_of_two_prices_counts_once():
    orders = season(quantity_percent=20.0, quantity_from=2, member_percent=10.0).tables["orders"]
    ours = (orders["product"] == 0) & (orders["times"] > 0)
    each, pieces = orders["paid"][ours] / orders["pieces"][ours], orders["pieces"][ours]
    assert set(each[pieces == 1]) == {cut(6900, 10)} and set(each[pieces > 1]) == {cut(6900, 20)}


@pytest.mark.parametrize("detail", ["batch", "shopper"])
def test_a_discount_by_the_hour_holds_in_its_hours_and_no_others(detail):
    sale = Discount(weeks=(1,), percent=30, from_hour=10, to_hour=12, products=("scarf-plain",))
    tables = play(evolve(TAOBAO, promotions=(sale,)), plenty(), 3, detail=detail).tables
    orders = tables["orders"]
    ours = orders["product"] == 0
    each, hour = orders["paid"][ours] / orders["pieces"][ours], orders["moment"][ours] % DAY // HOUR
    cheap = (orders["day"][ours] < 7) & (hour >= 10) & (hour < 12)
    assert set(each[cheap]) == {cut(6900, 30)} and set(each[~cheap]) == {6900.0}
    assert cheap.sum() > 20
    priced = tables["products"]["price"][tables["products"]["product"] == 0]
    share = sum(calendar().hours[10:12])  # of the day's visits
    assert priced[0] == round((1 - share) * 6900 + share * cut(6900, 30))


def test_a_flash_sale_outlasts_an_hourly_discount_that_is_no_deeper():
    parts = (
        Discount(weeks=(1,), percent=20, from_hour=1, to_hour=24),
        FlashSale(weeks=(1,), percent=40, quantity=5, day=1),
    )
    orders = season(promotions=parts).tables["orders"]
    first = (orders["product"] == 0) & (orders["day"] == 0)
    each, pieces = orders["paid"][first] / orders["pieces"][first], orders["pieces"][first]
    assert pieces[each == cut(6900, 40)].sum() == 5
    later = (orders["moment"][first] >= HOUR) & (each != cut(6900, 40))
    assert set(each[later]) == {cut(6900, 20)}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (
            '[[promotions]]\nkind = "discount"\nweeks = [1]\npercent = 9\nfrom_hour = 20\nto_hour = 20',
            "promotions[1].to_hour",
        ),
        ('[products.scarf-plain]\nprice_rule = "follow"\nprice_floor = 70', "products.scarf-plain.price_floor"),
        ("[products.scarf-plain]\nmember_percent = 50\nprice = 1.5", "promotions"),
        ("[selection]\npick = 9", "selection.pick"),
        ("[selection]\nbudget = 500", "selection.budget"),
        ("[selection]\npick = 8\nstock = 2000", "selection.stock"),
        ("[products.scarf-plain]\nlisted = [{week = 14, value = 0}]", "products.scarf-plain.listed"),
    ],
)
def test_what_does_not_fit_is_named(text, field):
    with pytest.raises(PlanError) as error:
        fit.read(f'scenario = "first-shop"\n{text}')
    assert [one.field for one in error.value.problems] == [field]
