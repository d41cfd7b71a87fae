"""What pages, roles and stances do, read from a season's records."""

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.choice import CROWDING
from simulator.laws.roles import ROLES
from simulator.outlays import page_cost, pages_cost, upkeep
from simulator.plan import Plan, ProductPlan, Selection, Shop, Step
from simulator.scenario import load, positionings, segments
from simulator.season import Season, play
from simulator.season.catalogue import with_candidates
from simulator.season.offers import Kinds
from simulator.season.presentation import USUAL_WEEK, Presentation
from worlds import changed_tables, plenty, quick_suppliers

TAOBAO = Plan(shop=Shop("taobao"))
BARE = ProductPlan(pictures=1, attributes=0)
RICH = ProductPlan(
    pictures=8, close_ups=2, scenes=1, title="Soft plain scarf", attributes=6, description=0.5, guide=1.0
)


def with_product(name="scarf-plain", plan=TAOBAO, **changes):
    return evolve(plan, products=plan.products | {name: evolve(plan.product(name), **changes)})


CHEAP, DEAR = np.array([0.75, 0.75]), np.array([2.0, 2.0])
BOTH = np.array([True, True])


def presentation(plan, prices=CHEAP, in_stock=BOTH):
    kinds = Kinds.of(1, [segments()[one] for one in ("bargain", "quality")])
    shown = Presentation(plan, load("first-shop"), kinds, ["bargain", "quality"])
    shown.open_day(0, prices, prices, in_stock, {})
    return shown


def sold(plan, product, world=None, seed=3):
    table = play(plan, world or plenty(), seed).tables["products"]
    return int(table["sold"][table["product"] == product].sum())


def test_a_plan_that_decides_nothing_adds_nothing():
    neutral = presentation(TAOBAO)
    assert not neutral.appeal().any()
    assert neutral.found.tolist() == [1.0] and neutral.returns.tolist() == [1.0, 1.0]
    assert page_cost(ProductPlan()) == 0 and upkeep(TAOBAO) == 0


def test_every_usual_title_holds_half_of_what_is_searched():
    """Half of the keywords' weight is what `content.found` takes for usual."""
    for name in ("first-shop", "double-eleven"):
        for product in load(name).goods.values():
            held = [weight for word, weight in product.keywords.items() if word in product.title.lower().split()]
            assert sum(held) == pytest.approx(sum(product.keywords.values()) / 2), product.name


def test_found_is_the_mean_over_what_is_on_the_shelf():
    attributes = with_product(attributes=10)
    alone = with_product("scarf-lavender", attributes, listed=(Step(1, 0),))
    with_both, with_one = presentation(attributes).found[0], presentation(alone).found[0]
    assert with_one > 1
    assert with_both == pytest.approx((with_one + 1) / 2)


def test_a_role_changes_how_often_search_finds_it():
    assert presentation(with_product(role="traffic")).found[0] == pytest.approx((ROLES["traffic"].visits + 1) / 2)
    assert presentation(with_product(role="hit"), DEAR).found[0] == pytest.approx((ROLES["hit"].visits + 1) / 2)


def test_a_traffic_product_draws_nobody_at_the_usual_price_and_half_as_many_half_way_down():
    plan = with_product(role="traffic")
    assert presentation(plan, np.array([1.0, 0.75])).found[0] == 1.0
    assert presentation(plan, np.array([0.875, 0.75])).found[0] == pytest.approx((1.25 + 1) / 2)


def test_a_herd_follows_the_sales_of_the_last_seven_days():
    shown = presentation(with_product(role="hit"))
    assert shown.appeal()[0] == pytest.approx(0)
    for day in range(7):
        shown.remember(np.array([3 * USUAL_WEEK // 7 if day else 3 * USUAL_WEEK - 6 * (3 * USUAL_WEEK // 7), 0]))
    assert shown.appeal()[0] == pytest.approx(ROLES["hit"].herding)  # 3 + 1 is twice 1 + 1
    assert not shown.appeal()[1].any()


def test_an_image_product_lends_its_shine_only_while_it_is_on_the_shelf():
    image = with_product("scarf-lavender", role="image")
    hidden = with_product("scarf-lavender", image, listed=(Step(1, 1), Step(3, 0)))
    shown = presentation(hidden, DEAR)
    assert shown.appeal()[0] == pytest.approx(ROLES["image"].halo)
    shown.open_day(13, np.array([1.0, 1.5]), DEAR, BOTH, {})
    assert shown.appeal()[0] == pytest.approx(ROLES["image"].halo / 2)
    shown.open_day(14, DEAR, DEAR, BOTH, {})
    assert not shown.appeal()[0].any()


def test_what_is_sold_out_plays_no_role():
    image, gone = with_product("scarf-lavender", role="image"), np.array([True, False])
    assert presentation(image, DEAR).appeal()[0] == pytest.approx(ROLES["image"].halo)
    assert presentation(image, DEAR, gone).appeal()[0] == 0
    drawing = with_product("scarf-lavender", role="traffic")
    assert presentation(drawing, CHEAP, gone).found[0] == 1.0
    profit = with_product("scarf-lavender", role="profit")
    assert presentation(profit, CHEAP).baskets[0, 1] == 0.1
    assert presentation(profit, CHEAP, gone).baskets[0, 1] == 0


def test_a_basket_goes_by_the_last_price_of_the_day():
    profit = presentation(with_product("scarf-lavender", role="profit"), CHEAP)
    profit.open_day(1, CHEAP, DEAR, BOTH, {})
    assert profit.baskets[0, 1] == 0


def test_a_wider_range_is_crowded_and_a_smaller_one_is_not():
    plan = evolve(TAOBAO, selection=Selection(pick=2, stock=50))
    goods = with_candidates(plan, load("first-shop"), 3)
    kinds = Kinds.of(1, [segments()[one] for one in ("bargain", "quality")])
    shown = Presentation(plan, goods, kinds, ["bargain", "quality"])
    four = np.ones(4)
    shown.open_day(0, four, four, four > 0, {})
    assert shown.appeal() == pytest.approx(-CROWDING * np.log(4 / 2))
    alone = with_product("scarf-lavender", listed=(Step(1, 0),))
    assert presentation(alone).appeal()[0] == 0


def test_better_pages_sell_more_of_the_product_and_are_paid_for_once():
    rich, bare = (play(evolve(TAOBAO, products={"scarf-plain": one}), plenty(), 3) for one in (RICH, BARE))
    first, second = (one.tables["orders"]["product"] for one in (rich, bare))
    assert (first == 0).sum() > 1.1 * (second == 0).sum()
    assert (first == 1).mean() < (second == 1).mean()
    assert rich.ledger.balance["content"] == 5 * 6000 + 2 * 8000 + 40000 + 30000 + 3 * 1500 + 1.5 * 60000
    assert bare.ledger.balance["content"] == 0


def test_a_page_that_explains_is_sent_back_less():
    plain, told = (
        play(with_product(description=level, guide=level), plenty(), 3).tables["orders"] for level in (0.0, 1.0)
    )
    shares = [(one["returned"] >= 0)[one["product"] == 0].mean() for one in (plain, told)]
    assert shares[1] / shares[0] == pytest.approx(0.85**2, abs=0.08)


def test_a_product_off_the_shelf_is_neither_sold_nor_missed_nor_bought():
    plan = with_product(
        listed=(Step(1, 1), Step(3, 0), Step(6, 1)), reorder_point=(Step(1, 390),), order_up_to=(Step(1, 500),)
    )
    tables = play(plan, load("first-shop"), 3).tables
    table = {name: values[tables["products"]["product"] == 0] for name, values in tables["products"].items()}
    away = (table["day"] >= 14) & (table["day"] < 35)
    assert table["sold"][away].sum() == table["lost"][away].sum() == 0
    assert table["sold"][table["day"] < 14].sum() > 50 and table["sold"][table["day"] >= 35].sum() > 50
    days = tables["purchases"]["moment"] // 86_400_000
    assert not ((days >= 14) & (days < 35)).any() and len(days) > 4


def test_a_further_shop_takes_a_share_of_the_pages_again():
    plan = evolve(TAOBAO, products={"scarf-plain": RICH}, shops=(Shop("jd"), Shop("pinduoduo")))
    assert pages_cost(plan, ["scarf-plain", "scarf-lavender"]) == pytest.approx(1.8 * page_cost(RICH))


def test_a_stance_pleases_its_segments_and_is_paid_for():
    premium, mass = (
        play(evolve(TAOBAO, shop=Shop("taobao", positioning=one)), plenty(), 3) for one in ("premium", "mass")
    )
    assert premium.ledger.balance["content"] == 13 * 100 * positionings()["premium"].week.value
    counts = [np.bincount(one.tables["orders"]["segment"], minlength=4) for one in (premium, mass)]
    names = [name for name in Season(TAOBAO, plenty(), 3).market.names]
    more = dict(zip(names, counts[0] / counts[1], strict=True))
    assert more["quality"] > 1.1 and more["bargain"] < 0.9


def test_the_dearest_stance_makes_the_goods_dearer():
    with changed_tables(suppliers=quick_suppliers()):
        plan = with_product(plan=evolve(TAOBAO, shop=Shop("taobao", positioning="premium")),
                            reorder_point=(Step(1, 200),), order_up_to=(Step(1, 300),))  # fmt: skip
        purchases = play(plan, load("first-shop"), 3).tables["purchases"]
    assert set(purchases["cost"] // purchases["pieces"]) == {3360}


def test_deeper_classes_cost_their_upkeep():
    assert upkeep(evolve(TAOBAO, shop=Shop("taobao", classes=3))) == 160
    assert upkeep(evolve(TAOBAO, shop=Shop("taobao", classes=0))) == 0
