"""What posts on social media bring to a season."""

import numpy as np
import pytest
from attrs import evolve

from simulator.planfile import structure
from simulator.proof.worlds import laboratory, plenty
from simulator.scenario import load
from simulator.season import play
from simulator.season.people import SOCIAL
from simulator.season.season import Season

WORLD = plenty()


def posting(*channels, **more):
    return structure({"shop": {"platform": "taobao"}, "channels": list(channels)} | more)


def xiaohongshu(**more):
    return {"medium": "xiaohongshu", "posts": 7} | more


def weekly(plan, column, seed=1):
    return play(plan, WORLD, seed).tables["social"][column].reshape(-1, 7).sum(axis=1)


def test_hard_selling_brings_more_at_first_and_less_in_the_end():
    soft, hard = (weekly(posting(xiaohongshu(selling=one)), "visits") for one in (0.4, 1.0))
    assert (hard[:3] > soft[:3]).all()
    assert (hard[-5:] < soft[-5:]).all()


def test_trust_lost_at_the_start_is_missed_later():
    pushed = [{"week": 1, "value": 1}, {"week": 5, "value": 0.4}]
    before, after = (weekly(posting(xiaohongshu(selling=one)), "visits")[4:7].sum() for one in (0.4, pushed))
    assert after < 0.8 * before


def test_a_hot_topic_is_read_at_once_and_a_tutorial_for_weeks():
    once = [{"week": 1, "value": 7}, {"week": 2, "value": 0}]
    hot, shown = (weekly(posting(xiaohongshu(posts=once, theme=one)), "reads") for one in ("hot-topic", "use-setting"))
    assert hot[0] > shown[0]
    assert hot[4] < 0.05 * hot[0]
    assert shown[4] > 0.5 * shown[0]


def test_more_posts_add_readers_who_come_and_change_nobody_else():
    with laboratory():
        few, many = (play(posting(xiaohongshu(posts=one)), WORLD, 1).tables["orders"] for one in (2, 10))
    read, others = zip(*((one["source"] == SOCIAL, one["source"] != SOCIAL) for one in (few, many)), strict=True)
    assert set(few["visit"][read[0]].tolist()) < set(many["visit"][read[1]].tolist())
    assert np.array_equal(few["visit"][others[0]], many["visit"][others[1]])


def test_readers_go_to_the_shops_by_their_share_of_marketing():
    shops = {"shop": {"platform": "taobao", "share": 1}, "shops": [{"platform": "jd", "share": 3}]}
    visits = play(posting(xiaohongshu(selling=0.5), **shops), WORLD, 1).tables["visits"]
    first, second = (visits["social"][visits["shop"] == one].sum() for one in (0, 1))
    assert second / (first + second) == pytest.approx(0.75, abs=0.02)


def test_segments_whom_the_platform_lacks_come_as_buyers_of_their_own():
    season = Season(posting({"medium": "bilibili", "posts": 3}, shop={"platform": "wechat"}), WORLD, 1)
    assert season.crowd.names == ["follower", "quality", "practical", "bargain", "trend"]


def test_a_closed_shop_is_read_no_more():
    poor = load("first-shop")
    poor = evolve(poor, costs=evolve(poor.costs, operating_week=30_000.0))
    result = play(posting(xiaohongshu()), poor, 1)
    assert 0 < result.closed_on == result.tables["social"]["day"].max() + 1


def test_a_medium_stands_in_one_channel_only():
    from simulator.fit import fit

    twice = posting(xiaohongshu(), {"medium": "weibo"}, xiaohongshu(form="video"))
    assert [one.field for one in fit(twice, WORLD)] == ["channels[3].medium"]
    late = posting(xiaohongshu(selling=[{"week": 14, "value": 1}]))
    assert [one.field for one in fit(late, WORLD)] == ["channels[1].selling"]
