"""Brand, community and private domain in a season: what plans may ask, what stays as it was, what acts when."""

import numpy as np
import pytest
from attrs import evolve

from simulator.fit import fit
from simulator.planfile import structure
from simulator.scenario import load
from simulator.season import play

WORLD = evolve(load("first-shop"), traffic=0.3)


def plan_with(**parts):
    return structure({"shop": {"platform": "taobao"}} | parts)


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ({"brand": {"spread": 500}}, ["brand.image"]),
        ({"promotions": [{"kind": "brand-event", "weeks": [2], "spend": 900}]}, ["brand.image"]),
        ({"brand": {"image": "name", "audience": "retailer"}}, ["brand.audience"]),
        (
            {"brand": {"image": "story", "spread": [{"week": 1, "value": 9}, {"week": 14, "value": 0}]}},
            ["brand.spread"],
        ),
        ({"private_domain": {"welcome": 2}}, ["private_domain.welcome"]),
        ({"private_domain": {"welcome": 2, "wecom": 1}}, []),
        ({"community": {"hours": 2, "selling": 0.5}}, ["community.hours", "community.selling"]),
        ({"community": {"invited": 50, "hours": 2, "selling": 0.5}}, []),
    ],
)
def test_what_does_not_go_together_is_said_at_its_field(parts, fields):
    assert [one.field for one in fit(plan_with(**parts), WORLD)] == fields


def test_without_them_nothing_of_them_is_kept():
    result = play(plan_with(), WORLD, 3)
    assert not {"brand", "owned"} & set(result.tables)
    assert not any(result.ledger.balance[one] for one in ("brand", "community", "private_domain"))


def test_the_first_week_knows_nothing_of_a_brand():
    plain, named = (play(plan_with(brand={"image": one}), WORLD, 3).tables for one in ("none", "story"))
    for name in ("organic", "paid_orders"):
        assert (plain["days"][name][:7] == named["days"][name][:7]).all()
    assert named["days"]["organic"][7:].sum() > plain["days"]["organic"][7:].sum()


def test_members_come_sooner_and_nobody_is_lost_by_a_place():
    """Until the first member comes back nothing differs, and from then on more past buyers visit."""
    parts = {"private_domain": {"mini_program": "open"}, "community": {"invited": 100, "hours": 2}}
    plain, places = (play(plan_with(**one), WORLD, 3).tables["days"] for one in ({}, parts))
    assert (plain["known"][:14] == places["known"][:14]).all()
    assert places["known"].sum() > 1.2 * plain["known"].sum()


def test_members_are_those_who_joined_less_those_who_left():
    table = play(plan_with(private_domain={"wecom": 3, "mini_program": "open"}), WORLD, 3).tables["owned"]
    joined, members = (table[name].reshape(-1, 2) for name in ("joined", "members"))
    assert (members[:, 1] == np.cumsum(joined[:, 1])).all()
    assert members[-1, 0] < 0.7 * joined[:, 0].sum()


def test_a_closed_shop_neither_asks_nor_pays_any_more():
    poor = evolve(WORLD, costs=evolve(WORLD.costs, operating_week=30_000.0))
    parts = {"brand": {"image": "name"}, "community": {"invited": 100, "hours": 1}, "private_domain": {"wecom": 1}}
    result = play(plan_with(**parts), poor, 3)
    weeks = result.closed_on // 7
    assert 0 < weeks < 13 and result.tables["brand"]["week"].max() == weeks
    assert result.tables["owned"]["week"].max() == weeks - 1
