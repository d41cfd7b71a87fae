"""Every KPI a second way: row by row in plain Python from a season's tables, by the formula of the table."""

from collections import Counter

import pytest
from attrs import evolve

from simulator.kpi import KEYS, kpis, table
from simulator.plan import Membership
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play
from simulator.season.people import SOURCES
from simulator.world import table as world_table


@pytest.fixture(
    scope="module", params=[("first-shop", "naive"), ("double-eleven", "good"), ("first-shop", "do-nothing")]
)
def season(request):
    name, which = request.param
    result = play(rung(name, which), load(name), 11)
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
    spent = sum(posted(result, account) for account in ("marketing", "posts", "livestream", "referral", "festival"))
    assert values["acquisition_cost"] == pytest.approx(spent / new)
    assert values["marketing_share"] == pytest.approx(spent / values["sales"])


def test_members(season):
    result, values = season
    assert values["member_value"] == 0.0
    plan = evolve(result.plan, membership=Membership("tiers", silver_percent=5.0))
    ours = play(plan, result.scenario, 11)
    profit = sum(order["paid"] for order in rows(ours, "orders")) / 100 - posted(ours, "goods")
    members = {order["person"] for order in rows(ours, "orders")}
    assert kpis(ours)["member_value"] == pytest.approx(profit / len(members))


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
