"""What a season's livestreams bring."""

from simulator.planfile import structure
from simulator.scenario import load
from simulator.season import play
from simulator.season.season import Season


def streamed(*sessions, **more):
    """A season of three weeks on Douyin with these livestreams, each (fee, hour)."""
    promotions = [{"kind": "livestream", "weeks": [1, 2, 3], "spend": spend, "hour": hour} for spend, hour in sessions]
    return structure({"shop": {"platform": "douyin"}, "promotions": promotions} | more)


def viewers(plan):
    visits = play(plan, load("first-shop"), 1).tables["visits"]
    return int(visits["live"].sum())


def test_a_fee_split_among_sessions_of_one_hour_reaches_nobody_more():
    one, split = viewers(streamed((6000, 20))), viewers(streamed(*[(1000, 20)] * 6))
    assert abs(split - one) < 0.1 * one


def test_without_a_feed_the_stream_stands_where_most_people_watch():
    shops = {"shop": {"platform": "jd"}, "shops": [{"platform": "taobao"}]}
    season = Season(streamed((900, 20), **shops), load("first-shop"), 1)
    assert season.shops[season.attention.stage].key == "taobao"
