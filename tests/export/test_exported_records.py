"""What followed orders, goods and money, as they are exported, against records and ledger."""

import pandas as pd
import pytest
from exported import PLANS, season, tables

from simulator.export.dictionary import DTYPES, dictionary
from simulator.export.dictionary import tables as described
from simulator.kpi import parcels
from simulator.season.due import NEVER
from simulator.words import translator


@pytest.fixture(params=PLANS)
def name(request):
    return request.param


def test_every_column_is_in_the_dictionary_and_the_other_way_round(name):
    found = {table: list(frame.columns) for table, frame in tables(name).items()}
    assert found == {table: [one.name for one in each.columns] for table, each in described().items()}
    for table, each in described().items():
        assert {one.name: one.dtype for one in each.columns} == {
            k: str(v) for k, v in tables(name)[table].dtypes.items()
        }


def test_numbers_have_units_and_others_have_none():
    for each in described().values():
        for one in each.columns:
            assert one.type in DTYPES
            assert bool(one.unit) == (one.type in ("whole", "number", "money")), one.name
            assert (one.unit == "yuan") == (one.type == "money")


def test_nothing_is_missing_where_the_dictionary_says_so(name):
    for table, each in described().items():
        for one in each.columns:
            values = tables(name)[table][one.name]
            assert one.missing or values.notna().all(), f"{table}.{one.name}"
            assert not one.words or set(values.dropna()) <= set(one.words)


def test_every_meaning_has_its_chinese():
    say = translator("zh")
    for each in described().values():
        assert say(each.meaning) != each.meaning and each.name_zh
        for one in each.columns:
            assert say(one.meaning) != one.meaning, one.meaning
            assert one.zh and (not one.missing or say(one.missing) != one.missing)


def test_the_dictionary_as_a_table():
    shown = dictionary("zh")
    row = shown[(shown["table"] == "orders") & (shown["column"] == "paid")].iloc[0]
    assert (row["type"], row["unit"], row["中文"]) == ("money", "yuan", "实付金额")
    assert len(shown) == sum(len(each.columns) for each in described().values())


def test_payments_are_what_the_ledger_says(name):
    result, payments = season(name), tables(name)["payments"]
    sums = payments.groupby("kind").amount.sum().mul(100).round()
    balance = result.ledger.balance
    assert sums["payment"] == result.tables["orders"]["paid"].sum()
    assert sums["refund"] == balance["refunds"] + result.unpaid_refunds
    payouts = sum(fen for _, debit, credit, fen in result.ledger.entries if (debit, credit) == ("cash", "escrow"))
    assert sums["payout"] == payouts


def test_parcels_returns_and_complaints(name):
    records, frames = season(name).tables["orders"], tables(name)
    left, back = frames["parcels"], frames["returns"]
    assert len(left) == (records["left"] != NEVER).sum()
    assert left.wrong.sum() == records["wrong"].sum()
    assert left.delivered.notna().sum() == (records["delivered"] != NEVER).sum()
    assert len(back) == (records["returned"] != NEVER).sum()
    assert back.pieces.sum() == parcels(records)[records["returned"] != NEVER].sum()
    assert (back.returned >= back.requested).all()
    complaints = frames["complaints"]
    assert len(complaints) == records["complained"].sum()
    for column in ("compensation", "remedy"):
        assert round(100 * complaints[column].sum()) == records[column].sum()


def test_reviews_are_those_shown_by_day(name):
    result, reviews = season(name), tables(name)["reviews"]
    raw = result.tables["reviews"]
    day = (reviews.date - pd.Timestamp(result.scenario.start)).dt.days
    for column, values in (
        ("count", day.value_counts()),
        ("description", reviews.groupby(day).description.sum()),
        ("service", reviews.groupby(day).service.sum()),
        ("delivery", reviews.groupby(day).delivery.sum()),
        ("bought", day[reviews.bought].value_counts()),
    ):
        assert values.to_dict() == {one: number for one, number in enumerate(raw[column].tolist()) if number}


def test_stock_moves_add_up_to_the_shelves(name):
    result, moves = season(name), tables(name)["stock_moves"]
    shelves, keys = result.tables["shelves"], list(result.scenario.products)
    total = moves.groupby(["product", "kind"]).pieces.sum()
    for place, key in enumerate(keys):
        assert total[key].sum() == shelves["on_hand"][place]
        assert total[key].get("lost", 0) == -shelves["rejected"][place] - shelves["spoiled"][place]
        back = total[key].get("returned", 0) + total[key].get("cancelled", 0)
        assert back == shelves["restocked"][place]
    products = result.tables["products"]
    day = (moves.date - pd.Timestamp(result.scenario.start)).dt.days
    for place, key in enumerate(keys):
        own = moves[(moves["product"] == key)].groupby(day).pieces.sum()
        evening = own.reindex(range(result.scenario.days), fill_value=0).cumsum()
        assert evening.tolist() == products["on_hand"][products["product"] == place].tolist()


def test_money_is_the_ledger(name):
    result, money = season(name), tables(name)["money"]
    balance = money.groupby("debit").amount.sum().sub(money.groupby("credit").amount.sum(), fill_value=0)
    assert {key for key, fen in result.ledger.balance.items() if fen} <= set(balance.index)
    assert balance.mul(100).round().to_dict() == {key: result.ledger.balance[key] for key in balance.index}


def test_days_of_shops_rivals_and_channels(name):
    result, frames = season(name), tables(name)
    assert frames["overview"].visitors.sum() == len(frames["visits"])
    assert frames["overview"].page_views.sum() == len(frames["views"])
    assert frames["market"].sold.sum() == result.tables["rivals"]["orders"].sum()
    assert frames["social"].reads.sum() == result.tables["social"]["reads"].sum()
    assert frames["products"]["product"].tolist() == list(result.scenario.products)
