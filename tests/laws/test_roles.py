"""Roles: each is best in one thing, none is best or free in all."""

import itertools

import pytest
from attrs import astuple

from simulator.laws.roles import FULL_BASKET, ROLES, basket_chances, drawn, halos, herding, played


def test_each_role_is_best_in_its_own_thing():
    best = [max(ROLES, key=lambda role: astuple(ROLES[role])[place]) for place in range(4)]
    assert best == ["traffic", "hit", "image", "profit"]


def test_no_role_is_at_least_as_good_as_another_in_all():
    for one, other in itertools.permutations(ROLES.values(), 2):
        assert any(mine < its for mine, its in zip(astuple(one)[:4], astuple(other)[:4], strict=True))


def test_image_goods_lift_the_others_and_traffic_goods_cheapen_them():
    assert halos(["image", "regular", "traffic"], [2.0, 1.0, 0.75]).tolist() == [-0.05, 0.05, 0.1]
    assert halos(["image", "regular", "traffic"], [1.5, 1.0, 1.0]).tolist() == [0.0, 0.05, 0.05]
    assert halos(["image"], [2.0]).tolist() == [0.0]


def test_a_role_is_played_as_far_as_the_price_goes_with_it():
    assert [played("traffic", price) for price in (0.5, 0.75, 0.875, 1.0, 2.0)] == [1.0, 1.0, 0.5, 0.0, 0.0]
    assert [played("image", price) for price in (0.5, 1.0, 1.5, 2.0, 9.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert all(played(role, price) == 1.0 for role in ("regular", "hit", "profit") for price in (0.1, 1.0, 9.0))
    assert [drawn("traffic", price) for price in (0.75, 0.875, 1.0)] == [1.5, 1.25, 1.0]


def test_sales_bring_sales_by_doublings():
    assert herding("hit", 0.0, 10.0) == 0.0
    assert herding("hit", 10.0, 10.0) == pytest.approx(0.15)
    assert herding("hit", 70.0, 10.0) == pytest.approx(0.45)
    assert herding("hit", 30.0, 10.0) > herding("traffic", 30.0, 10.0) > herding("image", 30.0, 10.0)


def test_profit_goods_go_into_others_baskets():
    chances = basket_chances(["traffic", "profit", "regular"], [0.75, 1.0, 1.0])
    assert chances.tolist() == [[0.0, 0.1, 0.02], [0.0, 0.0, 0.02], [0.0, 0.1, 0.0]]


def test_what_is_dear_is_not_added_by_the_way():
    added = [basket_chances(["hit", "profit"], [1.0, price])[0, 1] for price in (0.5, 1.0, 1.25, 1.5, 2.0, 5.0)]
    assert added == pytest.approx([0.1, 0.1, 0.075, 0.05, 0.0, 0.0])


def test_a_basket_fills_up():
    chances = basket_chances(["profit"] * 9, [1.0] * 9)
    assert chances.diagonal().tolist() == [0.0] * 9
    assert chances.sum(axis=1) == pytest.approx(FULL_BASKET)
    assert basket_chances(["profit"], [1.0]).tolist() == [[0.0]]
