"""Shocks of a scenario: none in those of the course, told as events, and answered by those who have prepared."""

import pytest
from attrs import evolve

from simulator import story, world
from simulator.fit import fit, lowest_price
from simulator.panel.form import _told
from simulator.plan import Plan, ProductPlan, Shop
from simulator.scenario import CONVERTER, Scenario, Shock, load
from simulator.season import play, shocks
from simulator.world import scenario_names

WORLD = load("first-shop")
TAOBAO = Plan(shop=Shop("taobao"))


def happening(kind, week=3, **more):
    return evolve(WORLD, shocks=(Shock(kind, week, "A storm", "风暴", **more),))


@pytest.mark.parametrize("name", scenario_names())
def test_nothing_happens_in_the_scenarios_of_the_course(name):
    one = load(name)
    assert not one.shocks and (shocks.visits(one) == 1).all()
    assert not shocks.price_cuts(one).any() and not shocks.reputation_lost(Plan(), one).any()


def test_a_shock_is_told_in_both_languages_on_its_day():
    told = story.events(play(TAOBAO, happening("viral-hit", size=0.8), 1))
    (event,) = [one for one in told if "A storm" in story.tell(one)]
    assert event["day"] == 14 and "风暴" in story.tell(event, "zh")


def test_who_is_told_beforehand_reads_it_in_the_story():
    assert "A storm" not in _told(happening("price-war", size=0.2))["en"]
    told = _told(happening("price-war", size=0.2, announced=True))
    assert told["en"].endswith("Announced for week 3: A storm.") and "风暴" in told["zh"]


def test_a_shock_to_visits_begins_on_its_day_and_goes_by_its_law():
    hit, taken = (shocks.visits(happening(kind, size=0.5, weeks=2)) for kind in ("viral-hit", "new-platform"))
    assert (hit[:14] == 1).all() and hit[14] == 1.5 and hit[18] == 1.25
    assert (taken[14:28] == 0.5).all() and (taken[28:] == 1).all()


def test_rivals_ask_what_they_did_when_the_war_is_over():
    asked = play(TAOBAO, happening("price-war", size=0.2, weeks=2), 1).tables["rivals"]["price"].reshape(-1, 3)
    assert (asked[14:28, 2] == round(16900 * 0.8)).all() and (asked[28:, 2] == 16900).all()


def test_a_price_that_follows_rivals_into_a_war_is_foreseen():
    plan = evolve(TAOBAO, products={"scarf-plain": ProductPlan(price_rule="follow", price_floor=1.0)})
    calm, war = (lowest_price(plan, one, "scarf-plain", 1) for one in (WORLD, happening("price-war", size=0.5)))
    assert war == pytest.approx(calm / 2)


def test_a_shock_leaves_its_days_in_the_records():
    assert "shocks" not in play(TAOBAO, WORLD, 1).tables
    table = play(TAOBAO, happening("opinion-crisis", size=2.0), 1).tables["shocks"]
    assert (table["reputation_lost"][:14] == 0).all() and table["reputation_lost"][[14, 28]].tolist() == [2.0, 1.0]


def test_a_scenario_is_read_with_its_shocks():
    told = {"kind": "viral-hit", "week": 3, "title": "A storm", "title_zh": "风暴", "size": 0.8}
    raw = world.table("scenarios/first-shop") | {"key": "first-shop", "shocks": [told]}
    assert CONVERTER.structure(raw, Scenario) == happening("viral-hit", size=0.8)


def test_a_second_supplier_is_another_one():
    plan = evolve(TAOBAO, products={"scarf-plain": ProductPlan(fallback="yiwu-wholesale")})
    (problem,) = fit(plan, WORLD)
    assert problem.field == "products.scarf-plain.fallback"
