"""What the page's panel gets from Python."""

import json
import re

import pytest
from attrs import evolve

from simulator import panel
from simulator.fit import admit, fit, read
from simulator.kpi import KEYS
from simulator.panel.form import FURTHER_SHOP
from simulator.plan import levers
from simulator.planfile import PlanError, plain
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play
from simulator.world import scenario_names

NAIVE = plain(rung("first-shop", "naive"))


def asked(desk, what, **given):
    return json.loads(desk.ask(json.dumps({"ask": what, **given})))


def played(plan, seed=1, **given):
    desk = panel.Desk()
    asked(desk, "open", plan=plan, scenario="first-shop", seed=seed)
    while not asked(desk, "advance")["over"]:
        pass
    return asked(desk, "close", **given)


def changed_plan(**price):
    plan = json.loads(json.dumps(NAIVE))
    for product, value in price.items():
        plan["products"][product.replace("_", "-")]["price"] = value
    return plan


@pytest.fixture(scope="module")
def noise():
    return panel.noise("first-shop", 4)


@pytest.fixture(scope="module")
def result():
    return played(NAIVE)["result"]


def texts(thing):
    """Every text of plain data that is given in both languages."""
    if isinstance(thing, dict) and set(thing) == {"en", "zh"}:
        yield thing
    elif isinstance(thing, dict | list):
        for inner in thing.values() if isinstance(thing, dict) else thing:
            yield from texts(inner)


def untranslated(thing):
    return {text["en"] for text in texts(thing) if text["en"] == text["zh"] and re.search("[a-zA-Z]", text["en"])}


@pytest.mark.parametrize("scenario", scenario_names())
def test_the_form_has_every_lever_in_both_languages(scenario):
    form = json.loads(json.dumps(panel.form(scenario)))
    paths = {
        re.sub(r"^products\.[^.]+", "products.*", field["path"])
        for group in form["groups"]
        for field in group["fields"]
    }
    paths |= {field["path"] for kind in form["promotions"] for field in kind["fields"]}
    assert paths == set(levers())
    assert {field["path"] for field in form["shops"]} == {f"shops.{name}" for name in FURTHER_SHOP}
    assert untranslated(form) == set()


def fields_of(form, key):
    return {field["name"]: field for group in form["groups"] if group["key"] == key for field in group["fields"]}


def test_what_is_not_decided_shows_what_holds():
    form = panel.form("first-shop")
    product = fields_of(form, "products.scarf-plain")
    shown = {
        name: product[name]["default"] for name in ("pictures", "listed", "first_stock", "role", "price", "contract")
    }
    assert shown == {
        "pictures": 3, "listed": 1, "first_stock": 400, "role": "traffic", "price": 69.0, "contract": "none",
    }  # fmt: skip
    assert fields_of(form, "service")["agents"]["default"] == load("first-shop").agents
    assert fields_of(form, "shop")["type"]["default"] is None


def test_the_plan_of_the_form_holds_decisions_only():
    decided = panel.form("first-shop")["plan"]["products"]["scarf-plain"]
    assert set(decided) == {"role", "price", "supplier", "reorder_point", "order_up_to"}


def test_the_fields_of_a_product_stand_in_sections():
    product = fields_of(panel.form("first-shop"), "products.scarf-plain")
    assert {field["section"]["en"] for field in product.values()} == {
        "In the range", "Price", "Product page", "Supply", "Stock",
    }  # fmt: skip
    assert product["price_floor"]["section"]["zh"] == "售价"
    assert product["title"]["section"]["en"] == "Product page"


def test_a_text_has_its_lengths():
    title = fields_of(panel.form("first-shop"), "products.scarf-plain")["title"]
    assert (title["kind"], title["enough"], title["longest"]) == ("text", 60, 120)


def test_every_option_has_a_name_and_a_sentence():
    form = panel.form("first-shop")
    options = [option for group in form["groups"] for field in group["fields"] for option in field["options"]]
    assert options
    assert all(option["about"]["en"].endswith(".") for option in options)
    assert {option["value"] for option in options if option["name"]["en"] == option["value"]} == {"1688"}


def test_the_form_starts_from_the_naive_plan():
    assert panel.form("first-shop")["plan"] == NAIVE


def test_a_season_in_slices_is_the_season_in_one_piece(result):
    assert result["digest"] == play(rung("first-shop", "naive"), load("first-shop"), 1).digest


def test_progress_counts_the_weeks():
    run = panel.start(NAIVE, "first-shop", 1)
    states = [run.advance() for _ in range(3)]
    assert [state["week"] for state in states] == [1, 2, 3]
    assert states[2]["words"] == {"en": "Week 3 of 13", "zh": "第 3 周，共 13 周"}


def test_the_waterfall_sums_to_the_profit_to_the_fen(result):
    *steps, left = result["waterfall"]["steps"]
    assert sum(step["fen"] for step in steps) == left["fen"]
    assert left["fen"] == round(100 * result["kpis"]["profit"])


def test_weekly_series_agree_with_their_kpis(result):
    for key in ("visitors", "sales", "orders", "gmv"):
        assert sum(result["series"][key]) == pytest.approx(result["kpis"][key])
    assert result["series"]["cash_end"][-1] == result["kpis"]["cash_end"]
    assert result["series"]["shop_score"][-1] == pytest.approx(result["kpis"]["shop_score"])


@pytest.mark.parametrize(
    "key", ["conversion_rate", "average_order_value", "gross_margin", "return_rate", "stockout_rate"]
)
def test_the_numbers_put_into_a_formula_give_the_kpi(result, key):
    sum_ = re.sub(r"[\u202f]", "", result["worked"][key]).replace("−", "-")
    assert eval(sum_) == pytest.approx(result["kpis"][key], rel=0.01)


def test_a_result_speaks_both_languages(result):
    assert untranslated(result) == set()
    for name in ("glance", "waterfall", "funnel"):
        assert len(result[name]["alt"]["en"]) > 40


def test_a_closed_shop_is_said_in_words():
    plan = changed_plan(scarf_plain=2, scarf_lavender=2)
    assert "the shop closed on" in played(plan)["result"]["closed"]["en"]


@pytest.mark.parametrize("field, value, told", [
    ("price", 0, "0 is not allowed. Allowed: a number from 1 to 9999."),
    ("reorder_point", 1.5, "1.5 is not allowed. Allowed: a whole number from 0 to 20000."),
    ("supplier", "yiwu-wholesal", "Did you mean yiwu-wholesale?"),
    ("price", [{"week": 20, "value": 9}], "Allowed: a week of the season, 1 to 13."),
])  # fmt: skip
def test_a_problem_comes_back_with_its_field(field, value, told):
    plan = changed_plan()
    plan["products"]["scarf-plain"][field] = value
    answer = asked(panel.Desk(), "open", plan=plan, scenario="first-shop", seed=1)
    assert answer["problems"][0]["field"] == f"products.scarf-plain.{field}"
    assert told in answer["problems"][0]["words"]["en"]
    assert untranslated(answer) == set()


BAD_PLANS = (
    {"products": {"scarf-plain": {"order_up_to": 50}}},
    {"products": {"scarf-plain": {"order_up_to": 5, "reorder_point": 10}}},
    {"promotions": [{"kind": "spend-and-save", "weeks": [2], "spend": 1, "save": 999}]},
    {"promotions": [{"kind": "discount", "weeks": [2, "x"]}]},
    {"scenario": "no-shop"},
    {"products": {"scarf-plain": {"title": "x" * 121, "price": [], "listed": [{"week": 1}]}}, "shops": "jd"},
    {"promotions": [{"kind": "discount", "weeks": [], "products": 3}, {"kind": "x"}]},
    {"promotions": [{"kind": "team-price", "weeks": [2], "percent": 9}], "service": {"opens": 9, "closes": 9}},
    {"products": {"beret": {"price": 9}}, "shop": {"share": 0}, "marketing": {"weekly_budget": 9}},
    {"selection": {"method": "competitors", "budget": 9}},
)


@pytest.mark.parametrize("plan", BAD_PLANS)
def test_what_is_allowed_is_translated_wherever_it_comes_from(plan):
    with pytest.raises(PlanError) as caught:
        admit(plan)
    told = panel.problems(caught.value)
    assert untranslated(told) == set()
    assert not any(re.search("number|text|when|least|more", problem["words"]["zh"]) for problem in told)


def test_a_platform_too_dear_is_told_in_both_languages():
    poor = evolve(load("first-shop"), capital=1000.0)
    told = panel.problems(PlanError(fit(rung("first-shop", "naive"), poor)))
    assert told[0]["field"] == "shop.platform"
    assert untranslated(told) == set()


def test_noise_is_smaller_on_common_draws(noise):
    assert set(noise) == set(KEYS)
    assert all(noise[key]["same"] < noise[key]["other"] for key in ("visitors", "sales", "profit"))


def test_the_same_plan_again_changes_nothing(result, noise):
    changed = played(NAIVE, before=result, noise=noise)["changed"]
    assert {row["direction"] for row in changed["rows"].values()} == {0}
    assert changed["sentence"]["en"] == "The same plan in the same season: nothing changed."


def test_a_changed_price_is_named_with_what_it_did(result, noise):
    changed = played(changed_plan(scarf_plain=49), before=result, noise=noise)["changed"]
    assert changed["sentence"]["en"].startswith("You changed Price (Plain scarf) ")
    assert changed["rows"]["orders"]["direction"] == 1
    assert changed["rows"]["average_order_value"]["words"]["en"].startswith("down ")


def test_a_change_within_chance_is_called_no_real_change(result, noise):
    wide = {key: {"same": 1e9, "other": 1e9} for key in noise}
    changed = played(changed_plan(scarf_plain=60), before=result, noise=wide)["changed"]
    assert changed["rows"]["profit"]["words"]["en"] == "no real change"


def test_words_and_parts_of_one_are_told_as_they_stand():
    plan = changed_plan()
    plan["products"]["scarf-plain"] |= {"title": "Warm scarf", "description": 0.25, "contract": "quality"}
    plan["shops"] = [{"platform": "jd"}]
    told = [each["en"] for each in panel.decisions(NAIVE, plan)]
    assert told == [
        "Title (Plain scarf) Plain scarf → Warm scarf", "Description (Plain scarf) 0 → 0.25",
        "Contract (Plain scarf) No contract → Quality contract", "the further shops",
    ]  # fmt: skip


def test_another_season_is_told_as_luck(result, noise):
    assert "luck" in played(NAIVE, seed=2, before=result, noise=noise)["changed"]["sentence"]["en"]


GOALS = {
    "profit > -1e9": True,
    "profit > 1e9": False,
    "orders / visitors < 1 and sales > 0": True,
    "-profit > 1e9 or gross_margin >= 0": True,
}


@pytest.mark.parametrize("goal, reached", GOALS.items())
def test_goals_are_comparisons_of_kpis(goal, reached):
    assert played(NAIVE, goal=goal)["reached"] is reached


@pytest.mark.parametrize(
    "goal", ["proft > 1", "__import__('os')", "profit.real > 1", "profit >", "[1]", "profit if 1 else 2"]
)
def test_anything_else_is_no_goal(goal):
    with pytest.raises(panel.GoalError):
        panel.reached(goal, dict.fromkeys(KEYS, 1.0))


def test_the_plan_is_handed_in_as_text():
    text = asked(panel.Desk(), "write", plan=NAIVE, scenario="first-shop")["text"]
    assert read(text)[0] == rung("first-shop", "naive")
