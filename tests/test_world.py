"""The tables of the world: every number with its range and source, every platform with its own mechanics."""

import math
from collections import Counter

import numpy as np
import pytest
from attrs import fields, has

from simulator.laws.choice import Tastes, shares, utility
from simulator.plan import PLATFORMS, SUPPLIERS
from simulator.scenario import (
    advertising,
    aftersales,
    brand,
    browsing,
    consultation,
    currencies,
    customers,
    insight,
    load,
    owned,
    platforms,
    promotions,
    segments,
    shocks,
    staff,
    suppliers,
    technology,
)
from simulator.world import Figure, scenario_names

CONFIDENCES = {"given", "published", "assumed", "folklore"}
NAMED = {
    "taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou", "1688", "hc360", "xianyu", "amazon", "ebay",
    "aliexpress", "vertical",
}  # fmt: skip
NEUTRAL = {"joiners": 0, "invites": 0, "haggling": 0, "language_gap": 0, "tariff": 0, "coming_back": 1}
OWN = {
    "group buying": {"joiners", "invites"},
    "second-hand": {"haggling"},
    "cross-border": {"language_gap", "tariff"},
    "own site": {"coming_back"},
}
TABLES = {
    "platforms": platforms,
    "suppliers": suppliers,
    "currencies": currencies,
    "aftersales": aftersales,
    "consultation": lambda: {"consultation": consultation()},
    "ads": lambda: {"forms": advertising()},
    "promotions": promotions,
    "customers": customers,
    "owned": owned,
    "brand": brand,
    "insight": insight,
    "browsing": browsing,
    "technology": technology,
    "staff": staff,
    "shocks": shocks,
}


def figures(one, path):
    """Every figure inside one entry of a table, by its path."""
    if isinstance(one, Figure):
        yield path, one
    elif isinstance(one, dict):
        for key, each in one.items():
            yield from figures(each, f"{path}.{key}")
    elif isinstance(one, tuple):
        for place, each in enumerate(one):
            yield from figures(each, f"{path}[{place}]")
    elif has(type(one)):
        for each in fields(type(one)):
            yield from figures(getattr(one, each.name), f"{path}.{each.name}")


EVERY = [pair for name, read in TABLES.items() for pair in figures(read(), name)]


def value(key, name):
    return getattr(platforms()[key], name).value


@pytest.mark.parametrize("figure", [one for _, one in EVERY], ids=[path for path, _ in EVERY])
def test_a_figure_lies_in_its_range_and_has_a_source(figure):
    assert figure.low <= figure.value <= figure.high
    assert figure.source and figure.confidence in CONFIDENCES


def test_plans_offer_every_platform_and_supplier_of_the_tables():
    assert tuple(platforms()) == PLATFORMS
    assert tuple(suppliers()) == SUPPLIERS


def test_every_platform_that_the_course_names_is_there():
    """Syllabus, parts 1.1.2 to 1.1.9."""
    assert set(platforms()) >= NAMED


def test_all_seven_mechanics_are_played():
    used = Counter(one.mechanics for one in platforms().values())
    assert set(used) == {"shelf search", "feed", "wholesale"} | set(OWN)


@pytest.mark.parametrize("key", PLATFORMS)
def test_a_mechanic_is_at_work_on_its_own_platforms_only(key):
    own = OWN.get(platforms()[key].mechanics, set())
    for name, neutral in NEUTRAL.items():
        assert (value(key, name) > neutral) == (name in own)


@pytest.mark.parametrize("key", PLATFORMS)
def test_prices_are_higher_abroad_and_lower_in_wholesale(key):
    mechanics, level = platforms()[key].mechanics, value(key, "price_level")
    assert {"cross-border": level > 1, "wholesale": level < 1}.get(mechanics, level == 1)


@pytest.mark.parametrize("key", PLATFORMS)
def test_feeds_live_on_content_and_shelves_on_search(key):
    mechanics, search, feed = platforms()[key].mechanics, value(key, "search_share"), value(key, "feed_share")
    assert search + feed <= 1
    assert (search == 0) == (mechanics == "own site")
    assert (feed > search) == (mechanics in ("feed", "own site"))


def test_strict_platforms_find_more_violations():
    """Amazon's rules are the strictest; Tmall and JD demand more than Taobao (Syllabus, parts 1.1.3, 1.1.4, 1.1.8)."""
    chances = {key: value(key, "violations") for key in PLATFORMS}
    assert max(chances, key=chances.get) == "amazon"
    assert min(chances["tmall"], chances["jd"]) > chances["taobao"]
    assert all(0 < chance < 1 for chance in chances.values())


def test_a_team_of_two_fills_in_a_day_as_often_as_told():
    """90 to 97% of teams of two are full within 24 hours where strangers may join: 1 - exp(-24 joiners)."""
    joiners = platforms()["pinduoduo"].joiners
    assert 0.90 < 1 - math.exp(-24 * joiners.value) < 0.97
    for end, told in ((joiners.low, 0.90), (joiners.high, 0.97)):
        assert 1 - math.exp(-24 * end) == pytest.approx(told, abs=0.001)


def test_an_unread_language_turns_away_as_many_as_told():
    """40% of consumers never buy in other languages (CSA Research 2020): odds fall by 1 - exp(-gap)."""
    assert 1 - math.exp(-value("amazon", "language_gap")) == pytest.approx(0.40, abs=0.005)


def test_a_friend_who_is_asked_does_not_start_an_avalanche():
    """Below one friend a buyer, chains of invitations end (Galton-Watson)."""
    assert 0 < value("pinduoduo", "invites") < 1


@pytest.mark.parametrize("key", PLATFORMS)
def test_a_platforms_shop_type_by_default_changes_nothing(key):
    first, *others = platforms()[key].shop_types.values()
    assert (first.fees.value, first.deposit.value, first.trust.value) == (1, 1, 0)
    assert all((one.deposit.value, one.trust.value, one.needs) != (1, 0, first.needs) for one in others)


@pytest.mark.parametrize("key", PLATFORMS)
def test_only_platforms_open_to_persons_have_shops_of_persons(key):
    assert "individual" not in platforms()[key].shop_types or "company" not in platforms()[key].needs


def test_who_may_open_a_shop():
    """Firms only on Tmall and JD; anybody on Taobao (Syllabus, parts 1.1.3 and 1.1.4)."""
    assert "company" in platforms()["tmall"].needs and "company" in platforms()["jd"].needs
    assert platforms()["taobao"].needs == ()


@pytest.mark.parametrize("key", PLATFORMS)
def test_an_audience_is_made_of_segments_and_sums_to_one(key):
    audience = platforms()[key].audience
    assert set(audience) <= set(segments())
    assert sum(audience.values()) == pytest.approx(1)


@pytest.mark.parametrize("key", PLATFORMS)
def test_chances_stay_chances(key):
    one = platforms()[key]
    assert all(0 <= value(key, name) < 1 for name in ("haggling", "tariff", "search_share", "feed_share"))
    assert all(segments()[name].returns_again * one.coming_back.value < 1 for name in one.audience)


def test_every_currency_is_in_the_table_and_the_yuan_is_one():
    assert {one.currency for one in platforms().values()} == set(currencies())
    assert currencies()["CNY"].yuan.value == 1


@pytest.mark.parametrize("key", PLATFORMS)
def test_home_and_abroad_differ_in_currency_and_language(key):
    one = platforms()[key]
    assert (one.currency == "CNY") == ("zh" in one.languages)
    assert one.languages


def test_foreign_fees_are_converted_by_the_table():
    """39.99 US dollars a month for Amazon's plan for professionals."""
    fee = platforms()["amazon"].fees["today"].technical.value
    assert fee == pytest.approx(12 * 39.99 * currencies()["USD"].yuan.value, abs=0.5)


@pytest.mark.parametrize("key", segments())
def test_a_segment_wants_so_many_pieces_with_chances_that_sum_to_one(key):
    one = segments()[key]
    assert len(one.quantity) == len(one.pieces) and sum(one.quantity) == pytest.approx(1)
    assert list(one.pieces) == sorted(set(one.pieces)) and one.pieces[0] >= 1


def test_retailers_order_for_as_much_as_told():
    """300 to 900 yuan an order on 1688 (working value), at the plain scarf's price there."""
    retailer, scarf = segments()["retailer"], load("first-shop").products["scarf-plain"]
    pieces = np.dot(retailer.quantity, retailer.pieces)
    assert 300 < pieces * scarf.list_price * value("1688", "price_level") < 900


@pytest.mark.parametrize("name", scenario_names())
def test_products_and_rivals_appeal_to_every_segment(name):
    scenario = load(name)
    assert all(set(one.appeal) == set(segments()) for one in (*scenario.products.values(), *scenario.rivals))


def sold(key, place, factor):
    """Share of a platform's shoppers who take the first shop's product at `place` when its price moves by `factor`."""
    world, scenario = platforms()[key], load("first-shop")
    who = [segments()[name] for name in world.audience]
    own, rivals = list(scenario.products.values()), list(scenario.rivals)
    prices = np.array([one.list_price for one in own] + [one.price for one in rivals])
    prices[place] *= factor
    utilities = [np.zeros(len(who))]
    for one, price in zip(own + rivals, prices, strict=True):
        liked = np.array([one.appeal[name] for name in world.audience])
        days, nothing = world.delivery_days.value, np.zeros(len(who))
        liked = liked + world.trust.value + world.competition.value * (one in rivals)
        utilities.append(utility(Tastes.of(who, np.arange(len(who))), liked, one.quality, one.quality, price,
                                 scenario.reference_price, days, nothing))  # fmt: skip
    weights = np.array(list(world.audience.values())) * [one.considers for one in who]
    return weights @ shares(np.array(utilities).T)[:, place + 1]


def elasticity(key, place):
    return math.log(sold(key, place, 1.01) / sold(key, place, 1 / 1.01)) / (2 * math.log(1.01))


@pytest.mark.parametrize("key", PLATFORMS)
def test_shoppers_heed_prices_as_published(key):
    """-4.5 to -1.2 at the level of a brand (Bijmolt, van Heerde and Pieters 2005; scanner panels).

    All prices stand at the platform's price level, which leaves their ratios to the usual price as they are at home.
    """
    for place in (0, 1):
        assert -4.5 < elasticity(key, place) < -1.2


def test_suppliers_are_of_the_four_kinds():
    """Manufacturer, agent, wholesaler, trading company (Syllabus, part 2.1.21)."""
    assert {one.kind for one in suppliers().values()} == {"manufacturer", "agent", "wholesaler", "trading company"}


def test_no_supplier_is_best_at_everything():
    def merits(one):
        return [-one.minimum_order.value, -one.unit_cost.value, -one.mean_lead.value, -one.defects.value,
                one.price_break.value, one.reliability.value, -one.appraisal.value]  # fmt: skip

    for name, one in suppliers().items():
        for other, rival in suppliers().items():
            better = [a > b for a, b in zip(merits(one), merits(rival), strict=True)]
            assert name == other or any(better)


@pytest.mark.parametrize("key", SUPPLIERS)
def test_shares_of_suppliers_are_shares(key):
    one = suppliers()[key]
    assert all(0 < share.value < 1 for share in (one.price_break, one.reliability, one.appraisal, one.defects))
    assert one.shortest_lead.value <= one.mean_lead.value
