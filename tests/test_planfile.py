"""Plan files: every problem named at once, never a traceback, and what is written is read back the same."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import fit, scenario
from simulator.planfile import PlanError, load, plain, read, structure, write
from simulator.score import RUNGS, rung
from simulator.world import scenario_names

EXAMPLE = """
scenario = "first-shop"

[shop]
platform = "taobao"

[products.scarf-plain]
role = "traffic"
price = [{week = 1, value = 59.0}, {week = 6, value = 49.0}]
supplier = "yiwu-wholesale"
reorder_point = 120
order_up_to = 400

[products.scarf-lavender]
role = "profit"
price = 129.0

[[promotions]]
kind = "spend-and-save"
weeks = [6, 7]
spend = 150.0
save = 20.0

[marketing]
weekly_budget = [{week = 1, value = 300.0}, {week = 6, value = 1200.0}]
"""
FAULTY = """
scenario = "first-shop"
[shop]
platform = "taobau"
[products.scarf-plain]
role = "trafic"
price = [{week = 1, value = 59.0}, {week = 6, value = -49.0}]
suplier = "yiwu-wholesale"
reorder_point = 120.5
[products.scarf-plane]
price = 40
[[promotions]]
kind = "spend-and-save"
weeks = [6, 77]
spend = "much"
[marketing]
weekly_budget = nan
"""


def problems(text, reader=fit.read):
    with pytest.raises(PlanError) as caught:
        reader(text)
    return {one.field: one for one in caught.value.problems}


def test_the_example_of_the_design_is_read():
    plan, world = fit.read(EXAMPLE)
    assert world.key == "first-shop"
    assert [step.value for step in plan.product("scarf-plain").price] == [59.0, 49.0]
    assert plan.promotions[0].save == 20.0


def test_every_problem_is_named_at_once_with_the_nearest_spelling():
    found = problems(FAULTY)
    assert set(found) == {
        "shop.platform", "products.scarf-plain.role", "products.scarf-plain.price", "products.scarf-plain.suplier",
        "products.scarf-plain.reorder_point", "products.scarf-plane", "promotions[1].weeks", "promotions[1].spend",
        "promotions[1].save", "marketing.weekly_budget",
    }  # fmt: skip
    assert found["shop.platform"].nearest == "taobao"
    assert found["products.scarf-plain.suplier"].nearest == "supplier"
    assert found["products.scarf-plane"].nearest == "scarf-plain"
    assert "from 1 to 9999" in found["products.scarf-plain.price"].allowed
    assert str(found["promotions[1].save"]).startswith("promotions[1].save: is missing")


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("a =", "plan", "TOML"),
        ("shop = 3", "shop", "table"),
        ("promotions = 3", "promotions", "[[promotions]]"),
        ("promotions = [3]", "promotions[1]", "kind = one of"),
        ('[[promotions]]\nkind = "flash-sail"\nweeks = [1]', "promotions[1]", "flash-sale"),
        ('[[promotions]]\nkind = "discount"\npercent = 10', "promotions[1].weeks", "must be given"),
        ('[[promotions]]\nkind = "discount"\nweeks = [1]\npercent = 9\nproducts = 1', "promotions[1].products", "list"),
        ("products.scarf-plain.price = true", "products.scarf-plain.price", "a number"),
        ("marketing.weekly_budget = [{week = 1}]", "marketing.weekly_budget", "week"),
        ("marketing.weekly_budget = [{week = 14, value = 1}]", "marketing.weekly_budget", "1 to 13"),
        ("marketing.posts = [{week = 14, value = 1}]", "marketing.posts", "1 to 13"),
        ("products.scarf-plain.reorder_point = 10", "products.scarf-plain.order_up_to", "when reorder_point is given"),
        ("products.scarf-plain = {reorder_point = 9, order_up_to = 5}", "products.scarf-plain.order_up_to", "more"),
        ('[[promotions]]\nkind = "new-customer-coupon"\nweeks = [2]\nsave = 80', "promotions", "at least 1 yuan"),
        ('scenario = "frist-shop"', "scenario", "first-shop"),
        ("x = " + "[" * 5000 + "]" * 5000, "plan", "TOML"),
        ("x = " + "1" * 5000, "plan", "TOML"),
        ("shop.share = 0x" + "f" * 5000, "shop.share", "int too large to show is not allowed; allowed: a number from"),
        ("shop.platform" + ".a" * 5_000 + " = 1", "shop.platform", "dict too large to show"),
        ("shops = {a = 1}", "shops", "{'a': 1} is not allowed; allowed: tables in double brackets: [[shops]]"),
        ("service = {opens = 22, closes = 9}", "service.closes", "an hour after the desk opens, at 22"),
        ("service = {closes = 18, evening_agents = 1}", "service.evening_agents", "0, when the desk closes at 18"),
        ("service = {agents = 0}", "service.agents", "from 1 to 50"),
        ('[[promotions]]\nkind = "team-price"\nweeks = [1]\npercent = 9', "promotions[1].kind", "pinduoduo"),
        ('[[promotions]]\nkind = "gift"\nweeks = [1]', "promotions[1].gift", "must be given"),
        ('[[promotions]]\nkind = "gift"\nweeks = [1]\ngift = 3', "promotions[1].gift", "name of a product"),
        ('[[promotions]]\nkind = "gift"\nweeks = [1]\ngift = "sun-hat"', "promotions[1].gift", "scarf-plain"),
        (
            '[[promotions]]\nkind = "bundle"\nweeks = [1]\npercent = 9\nfirst = "scarf-plain"\nsecond = "scarf-plain"',
            "promotions[1].second",
            "another product",
        ),
        ('[[promotions]]\nkind = "festival-entry"\nweeks = [2]\npercent = 20', "promotions[1].weeks", "1, 12"),
        ('[[promotions]]\nkind = "festival-entry"\nweeks = [12]\npercent = 9', "promotions[1].percent", "15"),
        (
            '[[promotions]]\nkind = "percent-coupon"\nweeks = [2]\npercent = 9\ngroup = "old"',
            "promotions[1].group",
            "known",
        ),
        ("membership.gold_from = 100", "membership.gold_from", "the tier below asks, 150"),
        (
            'shop.platform = "ebay"\n[[promotions]]\nkind = "livestream"\nweeks = [1]\nspend = 900',
            "promotions[1].kind",
            "douyin",
        ),
        ("products.beret.price = 9", "products.beret", "as long as no candidate is taken"),
        ('selection = {method = "competitors", budget = 900}', "selection.budget", "as long as no candidate is taken"),
        ("shop.share = 0\nmarketing.weekly_budget = 9", "shop.share", "more than 0 in one shop at least"),
        ("promotions = 'discount'", "promotions", "[[promotions]]"),
        ("promotions = {kind = 'discount'}", "promotions", "tables in double brackets"),
        ("products.scarf-plain.listed = [{week = 0, value = 1}]", "products.scarf-plain.listed", "as a week: a whole"),
        ("\n\nshop.platform = jd yuan", "plan", "'line 3, column"),
    ],
)  # fmt: skip
def test_bad_plans_are_told_what_is_allowed(text, field, words):
    found = problems(text)
    assert field in found
    assert words in str(found[field])


CUT_TO_NOTHING = {
    "a team price": (
        'shop.platform = "pinduoduo"\nproducts.scarf-plain.price = 2'
        '\n[[promotions]]\nkind = "team-price"\nweeks = [2]\npercent = 60'
    ),
    "a coupon on a price that follows rivals": (
        "products.scarf-plain.price_rule = 'follow'"
        '\n[[promotions]]\nkind = "new-customer-coupon"\nweeks = [2]\nsave = 45'
    ),
    "a coupon on a share of the cost": (
        "products.scarf-plain = {price_method = 'cost-plus', price_percent = -50}"
        '\n[[promotions]]\nkind = "new-customer-coupon"\nweeks = [2]\nsave = 13'
    ),
    "a coupon on a marked-down price": (
        "products.scarf-plain.price_rule = 'markdown'"
        '\n[[promotions]]\nkind = "new-customer-coupon"\nweeks = [2]\nsave = 48'
    ),
    "an order of thirty": (
        'shop.platform = "1688"\n[[promotions]]\nkind = "spend-and-save"\nweeks = [2]\nspend = 1240\nsave = 1239'
    ),
    "a percentage coupon on an early-bird price": (
        'products.scarf-plain.price = 6\n[[promotions]]\nkind = "early-bird"\nweeks = [2]\npercent = 60'
        '\n[[promotions]]\nkind = "percent-coupon"\nweeks = [2]\npercent = 60'
    ),
    "the dearer hours of a day": (
        '[[promotions]]\nkind = "discount"\nweeks = [2]\npercent = 80\nto_hour = 2'
        '\n[[promotions]]\nkind = "spend-and-save"\nweeks = [2]\nspend = 138\nsave = 137.5'
    ),
}


@pytest.mark.parametrize("case", CUT_TO_NOTHING)
def test_cuts_that_leave_nothing_of_a_price_are_refused(case):
    with pytest.raises(PlanError, match=r"promotions: .* at least 1 yuan of scarf-plain in week"):
        fit.read(CUT_TO_NOTHING[case])


def test_a_chinese_title_may_have_wide_spaces():
    plan, _ = fit.read('products.scarf-plain.title = "围巾\u3000春季 新款"')
    assert plan.product("scarf-plain").title == "围巾\u3000春季 新款"


def test_several_offers_of_a_kind_are_never_added_up():
    tiers = "".join(
        f'[[promotions]]\nkind = "spend-and-save"\nweeks = [2]\nspend = {spend}\nsave = {spend // 2}\n'
        for spend in (60, 120, 180)
    )
    assert fit.read(tiers)[0].promotions


def test_a_platform_that_the_capital_cannot_open_is_refused():
    from attrs import evolve

    poor = evolve(scenario.load("first-shop"), capital=50_000.0)
    found = fit.fit(structure({"shop": {"platform": "tmall"}}), poor)
    assert [one.field for one in found] == ["shop.platform"]
    assert "139,500" in str(found[0])


def test_pages_and_inspection_that_the_capital_cannot_pay_for_are_refused():
    from attrs import evolve

    poor = evolve(scenario.load("first-shop"), capital=35_500.0)
    page = {"scarf-plain": {"scenes": 4, "inspection": "full"}}
    bare, rich = (structure({"shop": {"platform": "taobao"}, "products": one}) for one in ({}, page))
    assert not fit.fit(bare, poor)
    found = fit.fit(rich, poor)
    assert [one.field for one in found] == ["products"]
    assert "7,800 yuan" in str(found[0]) and "7,600 yuan" in str(found[0])


def test_unreadable_files_are_problems(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path, tmp_path / "missing.toml", tmp_path / "binary"):
        assert problems(path, load)


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("which", RUNGS)
def test_rungs_are_sound_and_come_back_from_their_text(name, which):
    plan = rung(name, which)
    assert fit.fit(plan, scenario.load(name)) == []
    assert read(write(plan)) == plan
    assert read(write(plan, explained=True)) == plan


def test_explained_plans_carry_their_levers_help():
    assert "Shelf price of one piece" in write(rung("first-shop", "naive"), explained=True)


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.floats(), st.text(max_size=8), st.dates(),
    st.sampled_from(["taobao", "discount", "flash-sale", "scarf-plain", "first-shop"]),
)  # fmt: skip
NAMES = st.sampled_from(
    ["scenario", "shop", "platform", "products", "scarf-plain", "price", "promotions", "kind", "weeks", "percent",
     "week", "value", "marketing", "weekly_budget", "reorder_point", "order_up_to", "x"]
)  # fmt: skip
DATA = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, DATA, max_size=5))
def test_no_plain_data_gets_a_traceback(raw):
    try:
        plan, _ = fit.admit(raw)
    except PlanError as error:
        assert all(str(one) for one in error.problems)
    else:
        assert structure(plain(plan)) == plan


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_gets_a_traceback(text):
    try:
        read(text)
    except PlanError as error:
        assert error.problems
    else:
        tomllib.loads(text)
