"""Figures of the handbooks, put to the test: each experiment runs, adds up, and bears what the page says of it."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from attrs import fields

from simulator.experiment import seeds
from simulator.lessons import claims, shop
from simulator.plan import Plan
from simulator.scenario import load
from simulator.score import rung

PAGE = Path(__file__).resolve().parents[1] / "book" / "claims.md"
FEW, ONE = seeds(2), seeds(1)


def finite(numbers):
    return all(isinstance(one, str) or math.isfinite(one[0]) for one in numbers.values())


# Shapley shares


def test_shapley_shares_add_up_and_pay_each_member_what_it_adds_to_any():
    alone = {"a": 3.0, "b": -1.0, "c": 0.5}
    worth = {some: 10.0 + sum(alone[one] for one in some) for some in claims.coalitions(alone)}
    assert claims.shapley(worth) == pytest.approx(alone)


def test_shapley_shares_split_what_takes_two_and_leave_out_who_adds_nothing():
    worth = {some: 6.0 * ({"left", "right"} <= some) for some in claims.coalitions(["left", "right", "idle"])}
    assert claims.shapley(worth) == pytest.approx({"left": 3.0, "right": 3.0, "idle": 0.0})


def test_shapley_shares_add_up_to_the_gain_whatever_the_worth():
    names, rng = list("abcd"), np.random.default_rng(1)
    worth = {some: float(rng.normal()) for some in claims.coalitions(names)}
    gain = worth[frozenset(names)] - worth[frozenset()]
    assert sum(claims.shapley(worth).values()) == pytest.approx(gain)


def test_groups_hold_every_part_of_a_plan_once():
    parts = [part for group in claims.GROUPS.values() for part in group]
    assert sorted(parts) == sorted(one.name for one in fields(Plan) if one.name != "scenario")


def test_all_groups_make_the_other_plan():
    naive, sound = rung("first-shop", "naive"), shop("first-shop")
    assert claims.taking(naive, sound, claims.GROUPS) == sound
    assert claims.taking(naive, sound, []) == naive


@pytest.mark.proof
def test_the_product_makes_most_of_the_gain_where_it_is_wrong_and_not_where_it_is_right():
    first, _, last = (claims.shares_of_gain(*way, seed=2) for way in claims.WAYS.values())
    assert sum(first.values()) == pytest.approx(1) and sum(last.values()) == pytest.approx(1)
    assert first["product"] > 0.55 and last["product"] < 0.5


# Products, traffic, marketing


def test_one_product_shops_differ_in_their_product_alone():
    shops = [claims.one_product_shop(name, 1, 0.0) for name in load("first-shop").candidates]
    assert len(shops) == 8 and all(len(plan.products) == len(market.products) == 1 for plan, market in shops)
    known = [next(iter(market.products.values())) for _, market in shops]
    assert all(one.appeal == load("first-shop").candidates[name].appeal
               for name, one in zip(load("first-shop").candidates, known, strict=True))  # fmt: skip


@pytest.mark.proof
def test_the_best_new_product_earns_a_multiple_and_less_of_one_where_goods_are_alike():
    turned, alike = claims.by_rank(FEW, 1.0), claims.by_rank(ONE, 0.0)
    assert (np.diff(turned["gross"]) <= 0).all() and turned["gross"].shape == (2, 8)
    assert claims.multiples(turned["gross"]).mean() > 2 > claims.multiples(alike["gross"]).mean() > 1
    assert finite(claims.rank_numbers(turned, alike))


@pytest.fixture(scope="module")
def rungs():
    return claims.rung_seasons(["first-shop", "double-eleven"])


@pytest.mark.proof
def test_active_marketing_brings_most_visits_only_where_nobody_passes_by(rungs):
    seasons = claims.traffic(rungs)
    *others, site = (one.active for one in seasons.values())
    assert all(0 <= one < 0.5 for one in others) and 0.6 < site < 1
    assert finite(claims.traffic_numbers(seasons))


@pytest.mark.proof
def test_a_yuan_of_marketing_brings_less_than_the_kpi_says_and_most_with_good_goods():
    found = claims.returns(ONE)
    naive, swapped, sound = found.values()
    assert all(one.more < one.kpi for one in found.values())
    assert naive.more < sound.more and swapped.more < sound.more / 2
    numbers = claims.return_numbers(found)
    assert finite(numbers) and numbers["kpi_times"][0] < 5


@pytest.mark.proof
def test_marketing_shares_of_sales_are_sorted_and_profit_is_flat_round_its_best(rungs):
    shares, sweep = claims.best_known_shares(rungs), claims.budget_sweep(ONE)
    assert list(shares.values()) == sorted(shares.values()) and all(0 <= one < 1 for one in shares.values())
    assert sweep["marketing_share"] == sorted(sweep["marketing_share"])
    assert len(claims.sweep_row(sweep)) == len(claims.BUDGETS)
    numbers = claims.cost_numbers(rungs, sweep)
    assert finite(numbers) and numbers["close_most"][0] > 2 * numbers["close_least"][0]


def test_scenarios_with_rungs_have_them():
    names = claims.scenarios_with_rungs()
    assert {"first-shop", "double-eleven"} <= set(names)
    assert all(rung(name, one).scenario == name for name in names for one in claims.DECIDED)


@pytest.mark.proof
def test_keeping_a_customer_is_cheap_by_messages_and_dear_by_discounts():
    new, *_, members = prices = list(claims.customer_prices(FEW).values())
    assert min(prices) > 0 and prices[1] < new / 5 and members > new


def test_a_price_is_endless_where_nobody_more_comes():
    usual, moved = claims.Customers(10, 5, 100.0, 50.0), claims.Customers(12, 5, 160.0, 80.0)
    assert claims._price([usual], [moved], "winning", "new") == 30
    assert claims._price([usual], [moved], "keeping", "back") == math.inf


# Data, ads, warehouse


@pytest.mark.proof
def test_decisions_by_data_move_sales_by_less_than_a_plan_that_was_thought_through(rungs):
    grown = claims.sales_growth({"first-shop": FEW, "double-eleven": FEW})
    assert all(abs(mean) < 0.3 and error >= 0 for mean, error in grown.values())
    numbers = claims.growth_numbers(grown, rungs)
    assert numbers["learnt_double"][0] > 0.3 and finite(numbers)


@pytest.mark.proof
def test_an_index_is_worth_what_is_at_stake_and_its_cost_where_nobody_uses_it():
    index, quiet, unused, _ = claims.data_returns(FEW).values()
    assert index.roi > 5 and index.roi > quiet.roi
    assert unused.roi == -1 and unused.gain == 0


@pytest.mark.proof
def test_own_levels_beat_forecasts_that_know_no_calendar():
    profit = claims.levels_against_forecasts(FEW)
    assert profit["own"][0] > profit["blind"][0]


@pytest.mark.proof
def test_targeting_saves_with_goods_for_one_group_and_costs_with_goods_for_many():
    small, large, niche = (list(each.values()) for each in claims.all_savings(FEW).values())
    (words, _), (group, _) = small
    assert words > 0 > group and niche[1][0] > 0
    assert large[0][0] < words and large[1][0] < group


@pytest.mark.proof
def test_a_faster_picker_sends_more_on_busy_days_and_not_over_the_season():
    sent = claims.all_sent()
    usual, waves, *_, both = sent.values()
    assert both.day > 1.3 * usual.day and both.season == pytest.approx(usual.season, rel=0.02)
    assert usual.day <= both.day and waves.day < usual.day and both.late < usual.late
    assert all(one.season <= one.week <= one.day for one in sent.values())


# The page


def test_carriers_bring_more_on_the_next_day_the_dearer_they_are_and_answers_add_up():
    soon, answers = claims.next_day_shares(), claims.survey()
    economy, usual, express, riders = soon.values()
    assert 0 < economy < usual < express <= riders <= 1
    assert sum(answers.values()) == pytest.approx(1) and answers["4"] + answers["5"] > 0.8
    assert 1 <= claims.magnitude_numbers(soon, answers)["survey_mean"][0] <= 5


def test_changes_are_told_with_their_sign():
    assert claims.risen(20.0, 30.0) == "+50%" and claims.risen(20.0, 18.0) == "\u221210%"
    assert claims.with_error(-0.1234, 0.02) == "\u221212.3 ± 2.0%"


def test_each_claim_has_a_verdict():
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:-1]
    assert len(sections) == 11 and all(one.count("**Verdict.**") == 1 for one in sections)
