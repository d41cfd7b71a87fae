"""Measures of visits, and KPIs for analysts, a second way: row by row from the exported tables."""

from collections import defaultdict
from statistics import mean, median

import pytest
from exported import PLANS, season, tables

from simulator.export.measures import active_users, measures, path_conversion
from simulator.kpi import kpis, table
from simulator.plan import EVENING, Plan
from simulator.planfile import plain, structure
from simulator.scenario import agents_of, load
from simulator.season import play
from simulator.world import table as world_table


@pytest.fixture(scope="module", params=PLANS)
def case(request):
    frames = tables(request.param)
    return season(request.param), frames, measures(frames), kpis(season(request.param))


def rows(frame):
    return frame.to_dict("records")


def test_every_measure_has_its_name_and_formula(case):
    _, _, values, _ = case
    assert list(values) == list(world_table("measures"))
    assert table(values).loc["bounce_rate", "中文"] == "跳出率"


def test_bounce_and_dwell_from_the_pages(case):
    _, frames, values, _ = case
    pages, seconds = defaultdict(int), defaultdict(float)
    for one in rows(frames["views"]):
        pages[one["visit_id"]] += 1
        seconds[one["visit_id"]] += one["seconds"]
    assert values["bounce_rate"] == pytest.approx(sum(number == 1 for number in pages.values()) / len(pages))
    assert values["dwell_time"] == pytest.approx(mean(seconds.values()))


def seen_by_day(frames):
    first = min(frames["visits"].arrived).date()
    people = defaultdict(set)
    for one in rows(frames["visits"]):
        people[(one["arrived"].date() - first).days].add(one["person_id"])
    return people


def test_active_users_and_retention(case):
    _, frames, values, _ = case
    people = seen_by_day(frames)
    last = max(people)
    for key, span in (("dau", 1), ("wau", 7), ("mau", 30)):
        ends = range(span - 1, last + 1)
        numbers = [len(set().union(*(people[day] for day in range(end - span + 1, end + 1)))) for end in ends]
        assert active_users(frames["visits"], span).tolist() == numbers
        assert values[key] == pytest.approx(mean(numbers) if numbers else 0)
    for after in (1, 3, 7, 30):
        again = sum(len(people[day] & people[day + after]) for day in range(last - after + 1))
        assert values[f"retention_{after}"] == pytest.approx(
            again / sum(len(people[day]) for day in range(last - after + 1))
        )
    recent = set().union(*(people[day] for day in range(last - 29, last + 1)))
    assert values["user_activity"] == pytest.approx(len(recent) / len(set().union(*people.values())))


def test_new_visitors_and_revenue(case):
    _, frames, values, _ = case
    everybody, new = set(), 0
    for one in rows(frames["visits"]):
        new += one["person_id"] not in everybody
        everybody.add(one["person_id"])
    assert values["new_visitor_share"] == pytest.approx(new / len(frames["visits"]))
    sales = sum(one["paid"] for one in rows(frames["orders"]) if one["status"] != "unpaid")
    assert values["revenue_per_user"] == pytest.approx(sales / len(everybody))


def test_conversion_by_path_source_category_and_product(case):
    _, frames, values, _ = case
    bought = {one["visit_id"]: one["product"] for one in rows(frames["orders"]) if one["status"] != "unpaid"}
    for entry, path in (("front", "main"), ("product", "secondary")):
        visits = [one["visit_id"] for one in rows(frames["visits"]) if one["entry"] == entry]
        assert values[f"{path}_path_conversion"] == pytest.approx(sum(one in bought for one in visits) / len(visits))
    seen = defaultdict(set)
    for one in rows(frames["views"].dropna(subset="product")):
        seen[one["product"]].add(one["visit_id"])
    found = path_conversion(frames, "product")
    roles = {one["product"]: one["role"] for one in rows(frames["products"])}
    for product, visits in seen.items():
        buyers = sum(bought.get(one) == product for one in visits)
        assert found.loc[product].tolist() == pytest.approx([len(visits), buyers, buyers / len(visits)])
    by_role = path_conversion(frames, "category")
    for role in by_role.index:
        visits = set().union(*(seen[one] for one in roles if roles[one] == role))
        assert by_role.loc[role, "visitors"] == len(visits)
    assert found["buyers"].sum() == by_role["buyers"].sum() == len(bought)
    assert path_conversion(frames, "source")["buyers"].sum() == len(bought)


def test_repurchase(case):
    result, frames, _, values = case
    orders = [one for one in rows(frames["orders"]) if one["status"] != "unpaid"]
    times, again = defaultdict(int), 0.0
    for one in orders:
        again += one["paid"] * (times[one["person_id"]] > 0)
        times[one["person_id"]] += 1
    sales = sum(one["paid"] for one in orders)
    assert values["repurchasing_buyers"] == sum(number > 1 for number in times.values())
    assert values["repurchase_sales_share"] == pytest.approx(again / sales)
    assert values["purchase_frequency"] == pytest.approx(len(orders) / len(times))
    cost = sum(one["amount"] for one in rows(frames["money"]) if one["debit"] == "goods")
    years = 2
    per_customer = (sales - cost) / len(times)
    assert values["customer_lifetime_value"] == pytest.approx(per_customer * 52 / result.scenario.weeks * years)


def test_traffic_and_market(case):
    result, frames, _, values = case
    assert values["views_per_visitor"] == pytest.approx(len(frames["views"]) / len(frames["visits"]))
    moves = rows(frames["stock_moves"])
    sold = -sum(one["pieces"] for one in moves if one["kind"] == "sold")
    rivals = sum(one["sold"] for one in rows(frames["market"]))
    assert values["market_share"] == pytest.approx(sold / (sold + rivals))
    with_sale = {one["product"] for one in moves if one["kind"] == "sold"}
    assert values["sell_through_rate"] == pytest.approx(len(with_sale) / len(frames["products"]))
    searches = sum(one["searches"] for one in rows(frames["searches"]))
    assert values["search_popularity"] == pytest.approx(searches / result.scenario.days, rel=1e-3)


def test_a_product_that_is_never_on_the_shelf_is_no_listed_one():
    plan = structure(plain(Plan()) | {"products": {"scarf-lavender": {"listed": 0}}})
    result = play(plan, load("first-shop"), 1)
    assert kpis(result)["sell_through_rate"] == 1.0


def test_money_and_work(case):
    result, frames, _, values = case
    money, last = rows(frames["money"]), result.scenario.date(result.scenario.days - 1)
    tied, evenings = ("deposit", "escrow", "stock", "on_order", "prepaid_fees"), []
    change = defaultdict(float)
    for one in money:
        change[one["date"].date()] += one["amount"] * ((one["debit"] in tied) - (one["credit"] in tied))
    held = 0.0
    for day in range(result.scenario.days):
        held += change[result.scenario.date(day)]
        evenings.append(held)
    assert result.scenario.date(len(evenings) - 1) == last
    assert values["capital_turnover"] == pytest.approx(values["sales"] / mean(evenings))
    assert values["profit_rate"] == pytest.approx(values["profit"] / values["sales"])
    contacts = frames["contacts"].dropna(subset="answered")
    waits = [(one["answered"] - one["asked"]).total_seconds() / 60 for one in rows(contacts)]
    assert values["service_response"] == pytest.approx(median(waits))
    desk, open_days = result.plan.service, result.tables["days"]["open"].tolist()
    evening = desk.evening_agents * max(desk.closes - max(desk.opens, EVENING), 0)
    a_day = agents_of(result.plan, result.scenario) * (desk.closes - desk.opens) + evening
    hours = sum(7 * a_day for week in range(result.scenario.weeks) if open_days[7 * week])
    assert values["operating_efficiency"] == pytest.approx(values["orders"] / hours)


def test_pickers_work_hours_too():
    plan = structure(plain(Plan()) | {"warehouse": {"pickers": 2}})
    with_them, without = (kpis(play(one, load("first-shop"), 1)) for one in (plan, Plan()))
    hours = [one["orders"] / one["operating_efficiency"] for one in (with_them, without)]
    assert hours[0] - hours[1] == pytest.approx(2 * 8 * 91)
