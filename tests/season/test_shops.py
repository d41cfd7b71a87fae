"""Shops of one plan: what each platform's mechanics do to prices, fees and people, read from seasons' records."""

import math

import numpy as np
import pytest
from attrs import evolve

from simulator import scenario
from simulator.laws.traffic import DAY
from simulator.outlays import desk_week
from simulator.planfile import structure
from simulator.scenario import currencies, platforms, segments, work
from simulator.season import Season, play
from worlds import changed_tables, plenty

NO_PROMOTIONS = {"products": {"scarf-plain": {"price": 71.0}}}


def played(shops, traffic=0.3, seed=1, **parts):
    """A season of the shops, with shelves that never empty and platforms that judge nobody."""
    main, *more = shops
    plan = structure(NO_PROMOTIONS | {"shop": main, "shops": more} | parts)
    return play(plan, plenty(traffic=traffic, strictness=0.0), seed)


def market(shop):
    """The market of a shop's first day."""
    season = Season(structure(NO_PROMOTIONS | {"shop": shop}), plenty(strictness=0.0), 1)
    season.market.open_day(0, 4.5)
    return season.market


def balance(result, account):
    return result.ledger.balance[account] / 100


@pytest.mark.parametrize("platform", ["amazon", "ebay", "aliexpress", "1688"])
def test_a_price_abroad_is_the_level_of_prices_there_in_whole_cents(platform):
    orders = played([{"platform": platform}]).tables["orders"]
    there = platforms()[platform]
    rate = currencies()[there.currency].yuan.value
    plain = orders["product"] == 0
    each = orders["shelf"][plain] / orders["pieces"][plain]
    cents = round(7100 * there.price_level.value / rate)
    assert plain.sum() > 50
    assert set(each.tolist()) == {round(cents * rate)}
    assert (orders["paid"] == orders["shelf"]).all()


def test_second_hand_buyers_talk_the_price_down():
    orders = played([{"platform": "xianyu"}], traffic=2.0).tables["orders"]
    one = (orders["product"] == 0) & (orders["pieces"] == 1)
    talked = platforms()["xianyu"].haggling.value
    assert one.sum() > 50
    assert set(orders["shelf"][one].tolist()) == {7100}
    assert set(orders["paid"][one].tolist()) == {round(7100 * (1 - talked))}


def test_retailers_buy_by_tens():
    orders = played([{"platform": "1688"}], traffic=6.0).tables["orders"]
    names = list(platforms()["1688"].audience)
    for place, name in enumerate(names):
        wanted = set(orders["pieces"][orders["segment"] == place].tolist())
        assert wanted == set(segments()[name].pieces)


def test_a_tariff_is_paid_by_the_buyer_and_not_to_the_shop():
    def free(data):
        data["amazon"]["tariff"]["value"] = 0.0

    taxed = market({"platform": "amazon"})
    with changed_tables(platforms=free):
        untaxed = market({"platform": "amazon"})
    lost = np.log(taxed.wanted[: taxed.own] / untaxed.wanted[: taxed.own])
    at_home = untaxed.offers.paid / untaxed.offers.pieces / 100 / platforms()["amazon"].price_level.value
    tariff = platforms()["amazon"].tariff.value
    assert lost == pytest.approx(taxed.tastes.price * at_home * tariff / taxed.scenario.reference_price, rel=1e-9)
    assert (taxed.offers.paid == untaxed.offers.paid).all()
    assert (taxed.wanted[taxed.own :] == untaxed.wanted[taxed.own :]).all()


@pytest.mark.parametrize(("localisation", "left"), [("none", 1.0), ("translated", 0.5), ("localised", 0.0)])
def test_the_language_gap_closes_with_localisation(localisation, left):
    def one_language(data):
        data["amazon"]["language_gap"]["value"] = 0.0

    foreign = market({"platform": "amazon", "localisation": localisation})
    with changed_tables(platforms=one_language):
        home = market({"platform": "amazon", "localisation": localisation})
    gap = platforms()["amazon"].language_gap.value
    assert np.log(foreign.wanted[:2] / home.wanted[:2]) == pytest.approx(left * gap, rel=1e-9)


def test_localisation_is_paid_for_abroad_and_not_at_home():
    costs = {key: figure.value for key, figure in work()["localisation"].items()}
    abroad = {one: played([{"platform": "ebay", "localisation": one}], 0.02) for one in ("translated", "localised")}
    assert balance(abroad["translated"], "localisation") == costs["translated"]
    assert balance(abroad["localised"], "localisation") == costs["localised"] + 13 * costs["upkeep"]
    assert balance(played([{"platform": "taobao", "localisation": "localised"}], 0.02), "localisation") == 0


def test_a_shop_type_brings_trust_and_costs_deposit_and_papers():
    usual, flagship = market({"platform": "pinduoduo"}), market({"platform": "pinduoduo", "type": "flagship"})
    kind = platforms()["pinduoduo"].shop_types["flagship"]
    assert np.log(usual.wanted[:2] / flagship.wanted[:2]) == pytest.approx(kind.trust.value, rel=1e-9)
    shop = structure({"shop": {"platform": "pinduoduo", "type": "flagship"}}).shop
    world = scenario.load("first-shop")
    deposits = [scenario.deposit("pinduoduo", world, one) for one in (scenario.USUAL, shop)]
    assert deposits[1] == kind.deposit.value * deposits[0] > 0
    papers = work()["papers"]["company"].value + work()["papers"]["trademark"].value
    assert scenario.yearly_cost("pinduoduo", world, shop) - scenario.yearly_cost("pinduoduo", world) == papers


def test_a_private_domain_brings_buyers_back():
    again = played([{"platform": "taobao"}, {"platform": "wechat"}], traffic=0.02)
    shops = Season(again.plan, again.scenario, 1).engine.chances.again
    factors = [platforms()[one].coming_back.value for one in ("taobao", "wechat")]
    chances = [one.returns_again for one in map(segments().get, [*platforms()["taobao"].audience, "follower"])]
    assert shops == pytest.approx(np.outer(factors, chances))


def test_marketing_is_split_by_share():
    shops = [{"platform": "taobao", "share": 3.0}, {"platform": "jd", "share": 1.0}]
    visits = played(shops, marketing={"weekly_budget": 2800.0}).tables["visits"]
    spent = [int(visits["spend"][visits["shop"] == shop].sum()) / 100 / 13 for shop in (0, 1)]
    assert spent == pytest.approx([2100, 700], rel=0.1)
    none = played([shops[0], shops[1] | {"share": 0.0}], marketing={"weekly_budget": 2800.0}).tables["visits"]
    assert none["paid"][none["shop"] == 1].sum() == 0 < none["paid"][none["shop"] == 0].sum()


def test_a_further_shop_is_found_by_fewer_and_takes_people():
    alone, both = ([{"platform": one} for one in keys] for keys in (["taobao"], ["jd", "taobao"]))
    alone, both = played(alone), played(both)
    found = [one.tables["visits"]["organic"][one.tables["visits"]["shop"] == place].sum()
             for place, one in enumerate((alone, both))]  # fmt: skip
    assert found[1] / found[0] == pytest.approx(work()["further_shop"]["visits"].value, rel=0.03)
    costs = alone.scenario.costs
    assert balance(both, "operating") - balance(alone, "operating") == 13 * costs.shop_week


def test_longer_hours_at_the_desk_cost_more():
    usual, longer = (
        played([{"platform": "taobao"}], service={"agents": 2, "opens": 9, "closes": one}) for one in (22, 23)
    )
    more = balance(longer, "operating") - balance(usual, "operating")
    assert more == pytest.approx(13 * 2 * usual.scenario.costs.wage_week / 13, abs=0.1)


@pytest.mark.parametrize(("hours", "paid"), [({}, 4), ({"opens": 20}, 2), ({"closes": 20}, 2), ({"closes": 12}, 0)])
def test_evening_agents_are_paid_from_18_while_the_desk_is_open(hours, paid):
    world = scenario.load("first-shop")
    few, many = (structure({"service": hours | {"agents": 2, "evening_agents": more}}) for more in (0, 3))
    each = (desk_week(many, world) - desk_week(few, world)) / 3
    assert each == pytest.approx(paid * world.costs.wage_week / 13)


def test_one_shop_gets_all_of_the_budget_whatever_its_share():
    runs = [played([{"platform": "taobao", "share": one}], marketing={"weekly_budget": 700.0}) for one in (0.5, 4.0)]
    assert runs[0].digest == runs[1].digest


def test_first_stock_is_bought_before_the_shop_opens():
    plan = structure({"products": {"scarf-plain": {"first_stock": 123}, "scarf-lavender": {"first_stock": 0}}})
    world = scenario.load("first-shop")
    result = play(plan, evolve(world, traffic=0.0), 1)
    assert result.tables["shelves"]["bought"].tolist() == [123, 0]
    cost = 123 * world.products["scarf-plain"].unit_cost
    assert sum(fen for day, debit, _, fen in result.ledger.entries if debit == "on_order") == round(100 * cost)


def test_goods_and_advertising_leave_the_reserve_alone():
    world = evolve(scenario.load("first-shop"), traffic=0.3, strictness=0.0)
    spend = {"marketing": {"weekly_budget": 20_000.0}}
    held = play(structure(spend | {"risk": {"reserve": 100_000.0}}), world, 1)
    used = play(structure(spend | {"risk": {"reserve": 0.0}}), world, 1)
    days, bought = held.tables["days"], held.tables["purchases"]["moment"] // DAY
    short = days["cash"] < 100 * 95_000
    assert short.any() and not days["spend"][1:][short[:-1]].any() and not short[bought].any()
    assert used.tables["days"]["cash"].min() < 20 * 100_000


def test_credit_lends_what_the_line_holds_and_takes_interest_on_it():
    world = evolve(scenario.load("first-shop"), traffic=0.05, strictness=0.0)
    season = Season(structure({"risk": {"credit_line": 52_000.0}}), world, 1)
    assert season.money.free() - season.money.cash == 5_200_000
    result = play(season.plan, world, 1)
    weekly = round(100_000 * work()["finance"]["interest"].value)
    assert result.ledger.balance["interest"] == 13 * weekly


def test_shops_at_home_meet_the_plan_s_own_prices():
    home = market({"platform": "taobao"})
    assert (home.offers.asked == home.offers.shelf[:, None]).all()
    assert (home.offers.each == home.offers.price[:, None]).all()
    assert not home.standing.any() and math.isclose(home.borne.max(), 1.0)
