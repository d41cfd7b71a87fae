"""Ads on keywords within a season: whom they bring, what they cost, and what they leave as it was."""

import numpy as np
import pytest

from simulator.fit import fit
from simulator.plan import Ads, Marketing, Plan, ProductPlan, Risk, Step
from simulator.scenario import load
from simulator.season import play
from simulator.season.auctions import relevance
from simulator.season.people import DISPLAY, KEYWORD, RECOMMENDED
from worlds import changed_tables, plenty

WORLD = plenty()


def bids(core=0.0, tail=0.0, budget=200.0, **more):
    steps = {"core_bid": core, "tail_bid": tail, "keyword_budget": budget}
    return Plan(ads=Ads(**{name: (Step(1, value),) for name, value in steps.items()}), **more)


def nobody_comes_anyway(data):
    for form in [*data["keywords"].values(), *data["shown"].values()]:
        form["anyway"]["value"] = 0.0
    data["carry_over"]["most"]["value"] = 0.0


def test_ads_add_people_and_leave_the_others_as_they_were():
    with changed_tables(ads=nobody_comes_anyway):
        without, with_ads = (play(plan, WORLD, 3).tables["days"] for plan in (Plan(), bids(1.5, 0.6)))
    assert (without["organic"] == with_ads["organic"]).all()
    assert without["keyword"].sum() == 0 < with_ads["keyword"].min()


def test_a_higher_bid_keeps_the_people_of_a_lower_one():
    people = [
        set(rows["person"][rows["source"] == KEYWORD].tolist())
        for rows in (play(bids(bid, budget=20_000.0), WORLD, 3).tables["orders"] for bid in (1.2, 2.5))
    ]
    assert len(people[0] & people[1]) > 0.9 * len(people[0]) and len(people[1]) > 1.3 * len(people[0])


@pytest.mark.parametrize("core, tail", [(1.5, 0.0), (0.0, 0.6), (3.0, 1.5)])
def test_no_day_costs_more_than_its_budget_and_no_click_more_than_its_bid(core, tail):
    ads = play(bids(core, tail, budget=60.0), WORLD, 4).tables["ads"]
    assert (ads["spend"].reshape(-1, 4).sum(axis=1) <= 6000).all()
    assert (ads["spend"] <= ads["clicks"] * 100 * np.where(ads["form"] == 0, core, tail)).all()
    assert (ads["clicks"] <= ads["impressions"]).all()
    shown = [bool(ads["impressions"][ads["form"] == form].any()) for form in (0, 1)]
    assert shown == [core > 0, tail > 0]


def test_long_tail_words_are_cheaper_and_keener():
    result = play(bids(1.5, 0.6), WORLD, 5)
    ads, tables = result.tables["ads"], result.tables
    price = [ads["spend"][ads["form"] == form].sum() / ads["clicks"][ads["form"] == form].sum() for form in (0, 1)]
    assert price[1] < 0.5 * price[0]
    only = [play(plan, plenty(traffic=5.0), 5).tables for plan in (bids(1.5, 0.0, 2000.0), bids(0.0, 0.6, 2000.0))]
    sold = [(one["orders"]["source"] == KEYWORD).sum() / one["ads"]["clicks"].sum() for one in only]
    assert sold[1] > 1.1 * sold[0]
    assert tables["visits"]["keyword"].sum() == ads["clicks"].sum()


def test_bids_take_nothing_from_the_reserve():
    plan = bids(6.0, 2.0, budget=9000.0, risk=Risk(reserve=145_000.0), marketing=Marketing((Step(1, 2000.0),)))
    result = play(plan, load("first-shop"), 6)
    poor = result.tables["days"]["cash"] < 14_500_000
    spent = result.tables["ads"]["spend"].reshape(-1, 4).sum(axis=1)
    assert spent.sum() > 0 and (poor[1:] & poor[:-1]).sum() > 5
    assert (spent[1:][poor[1:] & poor[:-1]] == 0).all()


def test_a_shop_with_empty_shelves_to_show_does_not_bid():
    off = {name: ProductPlan(listed=(Step(1, 0), Step(3, 1))) for name in WORLD.products}
    clicks = play(bids(2.0, 1.0, products=off), WORLD, 7).tables["ads"]["clicks"].reshape(-1, 4).sum(axis=1)
    assert (clicks[:14] == 0).all() and (clicks[14:] > 0).all()


def test_titles_match_their_own_group_of_words():
    scarf = WORLD.products["scarf-plain"]
    assert relevance("core", "Scarf soft", scarf) == pytest.approx(1.08)
    assert relevance("tail", "Scarf soft", scarf) == pytest.approx(0.92)
    assert relevance("tail", "Plain warm spring gift", scarf) == pytest.approx(1.08)


def test_bids_need_money_and_money_needs_bids():
    problems = [[one.field for one in fit(plan, load("first-shop"))] for plan in (bids(1.0, budget=0.0), bids())]
    assert problems == [["ads.keyword_budget"], ["ads.core_bid"]]
    assert fit(bids(0.0, 0.5), load("first-shop")) == []


def shown(**fields):
    steps = {name: (Step(1, value),) if name.endswith("budget") else value for name, value in fields.items()}
    return Plan(ads=Ads(**steps))


def test_display_ads_bring_many_who_only_look_and_recommendation_ads_likely_buyers():
    both = play(shown(display_budget=200.0, recommendation_budget=200.0), WORLD, 8).tables
    clicks = [both["visits"][source].sum() for source in ("display", "recommended")]
    bought = [(both["orders"]["source"] == source).sum() for source in (DISPLAY, RECOMMENDED)]
    assert clicks[0] > 1.5 * clicks[1]
    assert bought[1] / clicks[1] > 2 * bought[0] / clicks[0]


@pytest.mark.parametrize("targeting", ["keyword", "audience", "region"])
def test_targeted_ads_reach_fewer_for_more_a_click(targeting):
    plans = (shown(display_budget=400.0), shown(display_budget=400.0, targeting=targeting, audience="trend"))
    seasons = [play(plan, WORLD, 9).tables["ads"] for plan in plans]
    shown_to, prices = zip(*((one["impressions"].sum(), one["spend"].sum() / one["clicks"].sum()) for one in seasons),
                           strict=True)  # fmt: skip
    assert shown_to[1] < 0.8 * shown_to[0]
    assert prices[1] > 1.1 * prices[0]


def test_by_keyword_more_of_those_who_click_would_buy():
    seasons = [play(shown(display_budget=400.0, targeting=one), WORLD, 9).tables for one in ("none", "keyword")]
    rates = [(one["orders"]["source"] == DISPLAY).sum() / one["visits"]["display"].sum() for one in seasons]
    assert rates[1] > 1.5 * rates[0]


def test_who_meets_an_ad_does_not_depend_on_when_ads_began():
    late = Plan(ads=Ads(display_budget=(Step(5, 300.0),)))
    first, second = (play(plan, WORLD, 10).tables["visits"]["display"] for plan in (shown(display_budget=300.0), late))
    assert (second[:28] == 0).all() and (first[28:] == second[28:]).all()


def test_display_is_remembered_and_clicks_take_from_the_unpaid():
    without, display, words = (
        play(plan, WORLD, 10).tables["visits"] for plan in (Plan(), shown(display_budget=300.0), bids(2.0, 0.8))
    )
    assert display["organic"].sum() > 1.02 * without["organic"].sum()
    assert (display["awareness"][1:] > 1).all() and (words["awareness"] == 1).all()
    taken = without["organic"].sum() - words["organic"].sum()
    assert 0.1 < taken / words["keyword"].sum() < 0.35


def test_ads_are_aimed_at_a_group_that_is_there():
    wrong = [fit(shown(display_budget=9.0, targeting="region"), load("first-shop")),
             fit(shown(display_budget=9.0, targeting="audience", audience="retailer"), load("first-shop"))]  # fmt: skip
    assert [[one.field for one in each] for each in wrong] == [["ads.audience"], ["ads.audience"]]
    assert fit(shown(display_budget=9.0, targeting="keyword"), load("first-shop")) == []
