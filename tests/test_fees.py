"""Fees of a season, read from its records and its ledger."""

import numpy as np
import pytest
from attrs import evolve

from simulator.laws.fees import sales_of_equal_cost, selling_cost, share_of
from simulator.plan import PLATFORMS, Shop
from simulator.scenario import load, platforms
from simulator.score import rung
from simulator.season import play


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("year", ["syllabus", "today"])
def test_a_seasons_fees_are_those_of_the_table(platform, year):
    world = evolve(load("first-shop"), fees=year)
    result = play(evolve(rung("first-shop", "good"), shop=Shop(platform), shops=()), world, 3)
    fees, orders, balance = platforms()[platform].fees[year], result.tables["orders"], result.ledger.balance
    kept = (orders["returned"] < 0) & (orders["cancelled"] < 0)
    expected = sum(share_of(orders["paid"], rate.value) for rate in (fees.commission, fees.payment))
    assert (orders["fees"] == expected).all()
    assert balance["platform_fees"] == orders["fees"][kept].sum()
    assert balance["yearly_fees"] == pytest.approx(100 * (fees.entry.value + fees.technical.value) / 4, abs=1)


def test_sales_are_payouts_fees_and_refunds():
    """Revenue = payout + every fee + every refund, to the fen, over records and ledger."""
    result = play(rung("double-eleven", "good"), load("double-eleven"), 3)
    moved = np.array([fen for _, debit, credit, fen in result.ledger.entries if (debit, credit) == ("cash", "escrow")])
    orders = result.tables["orders"]
    settled, back = orders["settled"] >= 0, orders["returned"] >= 0
    assert moved.sum() == (orders["paid"] - orders["fees"])[settled].sum()
    assert orders["paid"][~settled & ~back].sum() == 0
    assert orders["paid"].sum() == moved.sum() + orders["fees"][settled].sum() + orders["paid"][~settled].sum()


def test_payouts_wait_for_the_settlement_delay():
    orders = play(evolve(rung("first-shop", "good"), shops=()), load("first-shop"), 3).tables["orders"]
    settled = orders["settled"] >= 0
    delay = platforms()["jd"].settlement_days.value
    assert (orders["settled"] - orders["delivered"])[settled].tolist() == [delay] * settled.sum()


def test_two_platforms_take_the_same_where_their_lines_cross():
    first, second = (platforms()[name].fees["syllabus"] for name in ("tmall", "jd"))
    sales = sales_of_equal_cost(first, second, 13)
    taken = [sum(selling_cost(fees, sales, 13).values()) for fees in (first, second)]
    assert taken[0] == pytest.approx(taken[1])
    assert sales == pytest.approx(375_000)
    assert sales_of_equal_cost(first, first, 13) is None


def test_payouts_and_refunds_move_on_their_day():
    result = play(evolve(rung("first-shop", "good"), shops=()), load("first-shop"), 3)
    orders = result.tables["orders"]
    kept = (orders["paid"] - orders["fees"]) * (orders["settled"] >= 0)
    due = np.bincount(np.maximum(orders["settled"], 0), kept)
    paid = np.zeros(len(due))
    for day, debit, credit, fen in result.ledger.entries:
        if (debit, credit) == ("cash", "escrow"):
            paid[day] += fen
    assert (due == paid).all()
    back = orders["returned"] >= 0
    assert (orders["returned"] - orders["requested"])[back].tolist() == [3] * back.sum()
