"""Every KPI a second way: row by row in plain Python from a season's tables, by the formula of the table."""

from collections import Counter
from itertools import pairwise

import pytest
from attrs import evolve

from simulator.kpi import KEYS, kpis, table
from simulator.plan import Ads, Brand, Channel, Membership, Relations, Resolution, Step, Technology, in_week
from simulator.planfile import plain, structure
from simulator.scenario import load, media
from simulator.score import rung
from simulator.season import play
from simulator.season.people import SOURCES
from simulator.world import table as world_table

CLICKED = ("paid", "keyword", "display", "recommended")
MARKETING = ("marketing", "ads", "search_work", "posts", "livestream", "kol", "referral", "festival", "brand")
POSTING = (Channel("weibo", posts=(Step(1, 7),)), Channel("bilibili", posts=(Step(4, 3),), form="video"))


@pytest.fixture(
    scope="module",
    params=[
        ("first-shop", "naive", Ads(), POSTING),
        ("double-eleven", "good", Ads(), ()),
        ("first-shop", "do-nothing", Ads(), ()),
        (
            "first-shop",
            "naive",
            Ads(core_bid=(Step(1, 1.5),), keyword_budget=(Step(1, 90.0),), display_budget=(Step(1, 50.0),)),
            (),
        ),
    ],
)
def season(request):
    name, which, ads, channels = request.param
    result = play(evolve(rung(name, which), ads=ads, channels=channels), load(name), 11)
    return result, kpis(result)


def rows(result, name):
    columns = {key: values.tolist() for key, values in result.tables[name].items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def posted(result, account):
    """What was debited to an account less what was credited, yuan."""
    debits = sum(fen for _, debit, _, fen in result.ledger.entries if debit == account)
    return (debits - sum(fen for _, _, credit, fen in result.ledger.entries if credit == account)) / 100


def visitors(result):
    return sum(sum(day[name] for name in SOURCES) for day in rows(result, "days"))


def test_traffic(season):
    result, values = season
    orders = rows(result, "orders")
    buying_days = {(order["person"], order["day"]) for order in orders}
    assert values["visitors"] == visitors(result)
    assert values["page_views"] == sum(day["page_views"] for day in rows(result, "visits"))
    assert values["buyers"] == len(buying_days)
    assert values["conversion_rate"] == pytest.approx(len(buying_days) / visitors(result))


def test_social(season):
    result, values = season
    read = rows(result, "social")
    assert bool(read) == bool(result.plan.channels)
    assert values["content_reads"] == sum(one["reads"] for one in read)
    answered = sum(one["interactions"] for one in read)
    assert values["interaction_rate"] == pytest.approx(answered / values["content_reads"] if read else 0)
    assert sum(one["visits"] for one in read) == sum(day["social"] for day in rows(result, "days"))
    assert values["live_viewers"] == sum(day["live"] for day in rows(result, "days"))
    cost = {channel.medium: media().social.forms[channel.form].cost.value for channel in result.plan.channels}
    weeks = ((one, week) for one in result.plan.channels for week in range(1, result.scenario.weeks + 1))
    posts = sum(cost[one.medium] * in_week(one.posts, week, 0) for one, week in weeks)
    shop = sum(in_week(result.plan.marketing.posts, week, 0) for week in range(1, result.scenario.weeks + 1))
    assert posted(result, "posts") == pytest.approx(posts + media().posts.cost.value * shop)


def test_sales(season):
    result, values = season
    orders, unpaid = rows(result, "orders"), rows(result, "unpaid")
    sales = sum(order["paid"] for order in orders) / 100
    goods = posted(result, "goods")
    assert values["orders"] == len(orders)
    assert values["sales"] == pytest.approx(sales)
    assert values["average_order_value"] == pytest.approx(sales / len(orders))
    assert values["gmv"] == pytest.approx(sales + sum(order["paid"] for order in unpaid) / 100)
    assert values["gross_margin"] == pytest.approx((sales - goods) / sales)


def test_customers(season):
    result, values = season
    bought = Counter(order["person"] for order in rows(result, "orders"))
    assert values["customers"] == len(bought)
    assert values["repurchase_rate"] == pytest.approx(sum(times > 1 for times in bought.values()) / len(bought))
    new = sum(order["times"] == 0 for order in rows(result, "orders"))
    spent = sum(posted(result, account) for account in MARKETING)
    assert values["acquisition_cost"] == pytest.approx(spent / new)
    assert values["marketing_share"] == pytest.approx(spent / values["sales"])


def test_advertising(season):
    result, values = season
    orders, ads = rows(result, "orders"), rows(result, "ads")
    shown, clicked = sum(one["impressions"] for one in ads), sum(one["clicks"] for one in ads)
    assert (values["impressions"], values["click_through_rate"]) == (shown, clicked / shown if shown else 0)
    sales, goods = sum(order["paid"] for order in orders) / 100, posted(result, "goods")
    accounts = ("marketing", "ads", "search_work", "posts", "livestream", "kol", "referral", "festival", "brand")
    spent = sum(posted(result, account) for account in accounts)
    cost = posted(result, "marketing") + posted(result, "ads")
    after = sum(order["paid"] for order in orders if SOURCES[order["source"]] in CLICKED) / 100
    assert values["marketing_roi"] == pytest.approx((sales - goods - spent) / spent if spent else 0)
    assert values["marketing_input_output"] == pytest.approx(sales / spent if spent else 0)
    assert values["ad_roi"] == pytest.approx((after * (sales - goods) / sales - cost) / cost if cost else 0)


def test_members(season):
    result, values = season
    assert values["member_value"] == 0.0
    plan = evolve(result.plan, membership=Membership("tiers", silver_percent=5.0))
    ours = play(plan, result.scenario, 11)
    profit = sum(order["paid"] for order in rows(ours, "orders")) / 100 - posted(ours, "goods")
    members = {order["person"] for order in rows(ours, "orders")}
    assert kpis(ours)["member_value"] == pytest.approx(profit / len(members))


def test_churn_risk(season):
    """The product over days of the share of the orders still watched that no order follows on that day."""
    result, values = season
    bought, last, risk = {}, result.scenario.days, 1.0
    for order in rows(result, "orders"):
        bought.setdefault(order["person"], []).append(order["day"])
    gaps = [after - before for days in bought.values() for before, after in pairwise(sorted(days))]
    left = [last - max(days) for days in bought.values()]
    for day in range(1, 61):
        watched = sum(one >= day for one in gaps + left)
        risk *= 1 - gaps.count(day) / watched
    assert values["churn_risk"] == pytest.approx(risk) and 0.5 < risk < 1


def test_members_who_are_active(season):
    result, values = season
    assert values["member_activity"] == 0.0
    ours = play(evolve(result.plan, membership=Membership("tiers")), result.scenario, 11)
    days = [(order["person"], order["day"]) for order in rows(ours, "orders")]
    active = {person for person, day in days if day + 28 >= ours.scenario.days}
    assert kpis(ours)["member_activity"] == pytest.approx(len(active) / len(dict(days)))


def test_brand_awareness(season):
    result, values = season
    assert values["brand_awareness"] == 0.0
    for audience in (None, "quality"):
        plan = evolve(result.plan, brand=Brand("story", spread=(Step(1, 2000.0),), audience=audience))
        ours = play(plan, result.scenario, 11)
        last = [one for one in rows(ours, "brand") if one["week"] == ours.scenario.weeks and one["wanted"]]
        assert len({one["segment"] for one in last}) == (4 if audience is None else 1)
        share = sum(one["knows"] for one in last) / sum(one["asked"] for one in last)
        assert kpis(ours)["brand_awareness"] == pytest.approx(share) and share > 0.2


def in_parcel(order):
    return order["pieces"] + (order["gift"] >= 0) + (order["added"] >= 0)


def test_stock(season):
    result, values = season
    products, days = rows(result, "products"), rows(result, "days")
    sold, lost = sum(one["sold"] for one in products), sum(one["lost"] for one in products)
    assert sold == sum(map(in_parcel, rows(result, "orders")))
    assert values["stockout_rate"] == pytest.approx(lost / (sold + lost))
    average = sum(day["stock_value"] for day in days) / len(days) / 100
    assert values["stock_turnover"] == pytest.approx(posted(result, "goods") / average)


def test_service(season):
    result, values = season
    orders, last = rows(result, "orders"), result.scenario.days
    pieces = sum(map(in_parcel, orders))
    back = sum(in_parcel(order) for order in orders if order["returned"] >= 0)
    arrived = [order["delivered"] - order["day"] for order in orders if 0 <= order["delivered"] < last]
    assert values["return_rate"] == pytest.approx(back / pieces)
    assert values["delivery_days"] == pytest.approx(sum(arrived) / len(arrived))
    written = [one for one in orders if one["writes"] and last - 60 <= one["delivered"] + 1 < last]
    scores = [
        (4.6 * 30 + sum(one[score] for one in written)) / (30 + len(written))
        for score in ("stars", "service_stars", "delivery_stars")
    ]
    assert values["shop_score"] == pytest.approx(sum(scores) / 3, abs=1e-5)


def test_parcels():
    picked = structure(plain(rung("double-eleven", "good")) | {"warehouse": {"pickers": 1.5}})
    result = play(picked, load("double-eleven"), 11)
    arrived = [order for order in rows(result, "orders") if order["delivered"] >= 0]
    wrong = [order for order in arrived if order["wrong"]]
    picks = [product for order in arrived for product in (order["product"], order["added"]) if product >= 0]
    values = kpis(result)
    assert len(wrong) > 50
    assert values["logistics_error_rate"] == pytest.approx(len(wrong) / len(arrived))
    assert values["picking_accuracy"] == pytest.approx(1 - len(wrong) / len(picks))


def test_consultation(season):
    result, values = season
    buyers = {order["visit"] for order in rows(result, "orders")}
    consulted = [one["visit"] for one in rows(result, "contacts") if one["started"] >= 0]
    assert values["consultation_conversion"] == pytest.approx(sum(one in buyers for one in consulted) / len(consulted))
    by_machine = [one for one in rows(result, "contacts") if one["outcome"] == 3]
    assert values["automatic_answers"] == len(by_machine) / len(rows(result, "contacts"))
    waits = [(one["started"] - one["moment"]) / 1000 for one in rows(result, "contacts") if one["started"] >= 0]
    assert values["response_time"] == pytest.approx(sum(waits) / len(waits))


def test_answers_without_a_person():
    plan = evolve(rung("first-shop", "naive"), technology=Technology(ai_service="used"))
    result = play(plan, load("first-shop"), 11)
    contacts = rows(result, "contacts")
    at_once = [one for one in contacts if one["started"] == one["moment"] == one["decided"]]
    assert len(at_once) > 100 and kpis(result)["automatic_answers"] == pytest.approx(len(at_once) / len(contacts))


@pytest.fixture(scope="module")
def complaints():
    plan = evolve(rung("first-shop", "naive"), resolution=Resolution("exchange", 8.0))
    result = play(plan, load("first-shop"), 11)
    return result, kpis(result)


def test_complaints_and_exchanges(complaints):
    """An exchange is a problem that was solved, and for which nothing was paid on the spot."""
    result, values = complaints
    orders = rows(result, "orders")
    parcel = {place: one["pieces"] + (one["added"] >= 0) for place, one in enumerate(orders)}
    back = sum(parcel[place] for place, one in enumerate(orders) if one["returned"] >= 0)
    exchanged = sum(one["pieces"] for one in orders if one["solved"] and not one["compensation"])
    assert exchanged > 0
    assert values["return_exchange_rate"] == pytest.approx((back + exchanged) / sum(parcel.values()))
    assert values["complaint_rate"] == pytest.approx(sum(one["complained"] for one in orders) / len(orders))


def test_positive_reviews(season):
    """Nobody buys, answers or removes reviews here: those that were written are those that are shown."""
    result, values = season
    shown = [
        one for one in rows(result, "orders") if one["writes"] and 0 <= one["delivered"] + 1 < result.scenario.days
    ]
    good = sum(one["stars"] >= 4 for one in shown)
    assert values["positive_review_rate"] == pytest.approx(good / len(shown))


def test_loyalty(season):
    result, values = season
    half = result.scenario.days / 2
    first = {one["person"] for one in rows(result, "orders") if one["day"] < half}
    later = [one for one in rows(result, "orders") if one["day"] >= half and one["paid"] == one["shelf"]]
    assert values["loyalty"] == pytest.approx(len(first & {one["person"] for one in later}) / len(first))
    assert values["satisfaction"] == 0  # nobody is asked


def test_satisfaction():
    plan = evolve(rung("first-shop", "naive"), relations=Relations(survey=50.0))
    result = play(plan, load("first-shop"), 11)
    answers = [one["answer"] for one in rows(result, "orders") if one["answer"]]
    assert set(answers) <= {1, 2, 3, 4, 5} and len(answers) > 100
    assert kpis(result)["satisfaction"] == pytest.approx(sum(answers) / len(answers))


def test_nothing_is_exchanged_where_goods_only_come_back(season):
    _, values = season
    assert values["return_exchange_rate"] == values["return_rate"]


def test_money(season):
    result, values = season
    world, last = result.scenario, result.scenario.days
    cash = [(day, fen) for day, debit, _, fen in result.ledger.entries if debit == "cash"]
    cash += [(day, -fen) for day, _, credit, fen in result.ledger.entries if credit == "cash"]
    assert values["cash_end"] == pytest.approx(sum(fen for day, fen in cash if day < last) / 100)
    owned = sum(posted(result, account) for account in ("cash", "stock", "on_order", "prepaid_fees"))
    assert values["profit"] == pytest.approx(owned - world.capital, abs=0.01)


def test_running_costs(season):
    """Each cost of the scenario, from what happened."""
    result, _ = season
    orders, costs = rows(result, "orders"), result.scenario.costs
    parcels, back = len(orders), sum(order["returned"] >= 0 for order in orders)
    held = sum(one["on_hand"] for one in rows(result, "products"))
    shelves = rows(result, "shelves")
    left = sum(one["value"] + one["on_order_value"] for one in shelves) / 100
    assert posted(result, "freight") == pytest.approx(parcels * costs.freight)
    assert posted(result, "packing") == pytest.approx(parcels * costs.packing)
    assert posted(result, "return_handling") == pytest.approx(back * costs.return_handling)
    agents, further = result.plan.service.agents or result.scenario.agents, len(result.plan.shops)
    week = costs.operating_week + agents * costs.wage_week + further * costs.shop_week
    assert posted(result, "operating") == pytest.approx(result.scenario.weeks * week)
    assert posted(result, "storage") == pytest.approx(held * costs.storage_day)
    assert posted(result, "write_down") == pytest.approx(left * (1 - costs.salvage), abs=0.02)


def test_goods_cost_what_was_paid_for_them(season):
    """Purchases = goods sold - goods returned + what is left, at cost."""
    result, _ = season
    shelves = rows(result, "shelves")
    bought = sum(one["bought_value"] for one in shelves) / 100
    left = sum(one["value"] + one["on_order_value"] for one in shelves) / 100
    assert bought == pytest.approx(posted(result, "goods") + posted(result, "goods_returned") + left)


def test_the_table_names_every_kpi_in_both_languages(season):
    _, values = season
    shown = table(values)
    assert tuple(shown.index) == KEYS == tuple(world_table("kpis"))
    assert shown.loc["conversion_rate", "中文"] == "转化率"
