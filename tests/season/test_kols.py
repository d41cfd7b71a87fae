"""What posts of KOLs bring to a season."""

import numpy as np
import pytest

from simulator.planfile import structure
from simulator.proof.worlds import plenty
from simulator.season import play
from simulator.season.people import KOL

WORLD = plenty(weeks=8)


def posting(*posts, **more):
    promotions = [{"kind": "kol", "weeks": [1], "fans": 50, "day": 1} | one for one in posts]
    return structure({"shop": {"platform": "taobao"}, "promotions": promotions} | more)


def fans(plan):
    return play(plan, WORLD, 1).tables["days"]["kol"]


def test_fans_come_at_once_to_a_live_sale_and_later_to_a_placement():
    live, placed = (fans(posting({"cooperation": one})) for one in ("livestream", "placement"))
    days = np.arange(WORLD.days)
    assert (live * days).sum() / live.sum() + 3 < (placed * days).sum() / placed.sum()


def test_screening_changes_who_buys_and_not_who_visits():
    results = [play(posting({"screening": one}), WORLD, 1).tables for one in ("none", "cases")]
    visits, orders = zip(*((one["days"]["kol"].sum(), (one["orders"]["source"] == KOL).sum()) for one in results),
                         strict=True)  # fmt: skip
    assert visits[0] == visits[1]
    assert orders[1] > 1.4 * orders[0]


def test_one_kol_more_leaves_the_others_fans_as_they_are():
    alone, together = fans(posting({})), fans(posting({}, {"medium": "weibo", "weeks": [3]}))
    assert np.array_equal(alone[:14], together[:14])
    assert together.sum() > 1.5 * alone.sum()


def test_a_second_post_on_a_medium_meets_people_who_know():
    other, same = (fans(posting({}, {"medium": one, "weeks": [3]})) for one in ("weibo", "xiaohongshu"))
    assert same[14:].sum() < 0.95 * other[14:].sum()
    assert fans(posting({"fans": 4000})).sum() < 20 * fans(posting({"fans": 50})).sum()


def test_a_post_costs_its_fans_form_circle_and_screening():
    """50 thousand fans at 90 yuan, 1.5 times as much live, 1.4 times in the category, and 900 for the cases."""
    post = {"cooperation": "livestream", "circle": "category", "screening": "cases", "weeks": [2, 4]}
    paid = play(posting(post), WORLD, 1).ledger.balance["kol"]
    assert paid / 100 == pytest.approx(2 * (50 * 90 * 1.5 * 1.4 + 900))


def test_nobody_pays_for_posts_of_a_closed_shop():
    from attrs import evolve

    poor = evolve(plenty(weeks=8, capital=0.0), credit=0.0)
    result = play(posting({"weeks": [1, 8]}, products={}), poor, 1)
    assert result.closed_on == 0 and result.ledger.balance["kol"] == 0
