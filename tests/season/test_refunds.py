"""When refunds are paid, by the ways of refunding that a plan may choose."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from attrs import evolve

from simulator.laws.returns import IN_TIME, REFUNDED_AFTER
from simulator.plan import Returns
from simulator.scenario import load
from simulator.score import measures, rung
from simulator.season import play
from simulator.season.due import NEVER


@cache
def season(refund):
    plan = evolve(rung("first-shop", "naive"), returns=Returns(refund=refund))
    return play(plan, load("first-shop"), 11)


@pytest.mark.parametrize("refund", REFUNDED_AFTER)
def test_each_refund_is_paid_so_many_days_after_the_request(refund):
    orders, days = season(refund).tables["orders"], season(refund).scenario.days
    back = orders["requested"] != NEVER
    due = orders["requested"][back] + REFUNDED_AFTER[refund]
    paid = {}
    for day, debit, _, fen in season(refund).ledger.entries:
        if debit == "refunds":
            paid[day] = paid.get(day, 0) + fen
    expected = np.bincount(due, orders["paid"][back])
    assert [paid.get(day, 0) for day in range(len(expected))] == expected.tolist()
    assert due.max() > days


def test_only_refunds_that_are_put_off_come_too_late_and_are_punished():
    assert [name for name, days in REFUNDED_AFTER.items() if days > IN_TIME] == ["put-off"]
    late, usual = (measures(season(one)) for one in ("put-off", "on-receipt"))
    assert (late["refunds"], usual["refunds"]) == (0.0, 1.0)
    assert late["compliance"] < usual["compliance"] and late["points"] < usual["points"]


def test_whoever_waits_for_the_money_does_not_come_back():
    orders = pd.DataFrame(season("put-off").tables["orders"])[["person", "moment", "requested"]]
    asked = orders[orders["requested"] != NEVER].groupby("person")["moment"].min().rename("sent_back")
    of_these = orders.join(asked, on="person", how="inner")
    assert len(of_these) > 100 and (of_these["moment"] <= of_these["sent_back"]).all()
