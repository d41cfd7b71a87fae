"""Orders as they are exported, against the season's records."""

import pytest
from exported import PLANS, season, tables

from simulator.season.due import NEVER


@pytest.fixture(params=PLANS)
def name(request):
    return request.param


def test_orders_are_those_of_the_records(name):
    result, orders = season(name), tables(name)["orders"]
    paid = orders[orders.status != "unpaid"]
    assert len(paid) == len(result.tables["orders"]["paid"]) > 0
    assert len(orders) - len(paid) == len(result.tables["unpaid"]["paid"])
    for column, raw in (("paid", "paid"), ("shelf_value", "shelf"), ("fees", "fees")):
        assert round(100 * paid[column].sum()) == result.tables["orders"][raw].sum()
    assert orders.order_id.is_unique and orders.visit_id.is_unique and orders.order_id.is_monotonic_increasing


def test_a_person_orders_as_often_as_the_records_say(name):
    orders = tables(name)["orders"]
    paid = orders[orders.status != "unpaid"].sort_values("order_id")
    assert (paid.groupby("person_id").cumcount() == paid.earlier_orders).all()
    assert (paid.person_id <= paid.visit_id).all()


def test_lines_sum_to_their_orders(name):
    orders, lines = tables(name)["orders"].set_index("order_id"), tables(name)["order_lines"]
    sums = lines.groupby("order_id")[["pieces", "shelf_value", "paid"]].sum().round(2)
    assert (sums.pieces == orders.parcel_pieces).all()
    assert (sums.paid == orders.paid).all() and (sums.shelf_value == orders.shelf_value).all()
    assert (lines.line == lines.groupby("order_id").cumcount() + 1).all()
    assert (lines.paid[lines.kind == "gift"] == 0).all()


def test_status_says_what_became_of_an_order():
    records, orders = season("closed").tables["orders"], tables("closed")["orders"]
    assert (orders.status == "cancelled").sum() == (records["cancelled"] != NEVER).sum() > 0
    assert (orders.status == "returned").sum() == (records["returned"] != NEVER).sum() > 0
