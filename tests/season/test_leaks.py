"""Customers' data in a season: who can lose them, and what a leak does."""

import numpy as np
from attrs import evolve

from simulator.fit import fit
from simulator.planfile import structure
from simulator.proof.worlds import changed_tables, figures
from simulator.scenario import load
from simulator.season import play

WORLD = evolve(load("first-shop"), traffic=0.3)


def played(seed=3, chance=0.3, **data):
    plan = structure({"shop": {"platform": "taobao"}, "data": data})
    with changed_tables(insight=figures({"security-none.chance": chance, "security-strong.chance": chance / 10})):
        return play(plan, WORLD, seed)


def test_care_for_data_that_nobody_keeps_is_said_at_its_field():
    plan = structure({"shop": {"platform": "taobao"}, "data": {"security": "basic", "rival_prices": "basic"}})
    assert [one.field for one in fit(plan, WORLD)] == ["data.security"]


def test_who_keeps_no_data_loses_none():
    result = played(chance=1.0, search_index="basic")
    assert "security" not in result.tables and not result.ledger.balance["leaks"]


def test_until_the_first_leak_nothing_differs():
    blind, careless = played(), played(chance=1.0, dashboard="basic")
    before, after = slice(7), slice(7, 28)
    orders = [one.tables["days"]["placed"] for one in (blind, careless)]
    assert (orders[0][before] == orders[1][before]).all() and orders[0][after].sum() > orders[1][after].sum()


def test_leaks_under_more_care_are_some_of_those_under_less():
    for seed in range(1, 9):
        less, more = (played(seed, dashboard="basic", security=one).tables["security"] for one in ("none", "strong"))
        assert (more["leaked"] <= less["leaked"]).all()


def test_leaks_cost_what_is_recorded_and_trust_heals_between_them():
    result = played(dashboard="basic")
    table = result.tables["security"]
    assert table["cost"].sum() == result.ledger.balance["leaks"] > 0 and len(table["week"]) == 12
    quiet = np.flatnonzero(table["leaked"][1:] == 0) + 1
    assert np.allclose(table["distrust"][quiet], table["distrust"][quiet - 1] * 0.5**0.5)
