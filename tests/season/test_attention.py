"""What a season's livestreams bring."""

import numpy as np

from simulator.planfile import structure
from simulator.scenario import load
from simulator.season import play
from simulator.season.people import LIVE, VISIT_KEY
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
    assert season.shops[season.attention.streams.stage].key == "taobao"


def hosted(**decided):
    session = {"kind": "livestream", "weeks": [1, 3], "spend": 3000, "hour": 20} | decided
    return structure({"shop": {"platform": "douyin"}, "promotions": [session]})


def live_costs(plan, world=None):
    """Fen that livestreams cost in a season, and its orders by viewers."""
    result = play(plan, world or load("first-shop"), 1)
    orders = result.tables["orders"]
    return result.ledger.balance["livestream"], orders["paid"][orders["source"] == LIVE]


def test_an_own_host_draws_a_wage_every_week():
    cost, _ = live_costs(hosted(pay="own"))
    assert cost == 2 * 300_000 + load("first-shop").weeks * 245_000


def test_a_hired_host_takes_a_share_of_what_viewers_order():
    cost, paid = live_costs(hosted(pay="commission"))
    assert len(paid) and cost == 2 * 300_000 + sum((20 * one + 50) // 100 for one in paid.tolist())


def test_a_founder_takes_no_share_and_a_host_by_the_session_nothing_on_top():
    assert [live_costs(one)[0] for one in (hosted(), hosted(host="founder", pay="commission"))] == [600_000] * 2


def test_two_own_hosts_of_a_kind_are_one():
    both = {"host": "expert", "pay": "own", "kind": "livestream", "weeks": [2], "spend": 500}
    plan = structure({"shop": {"platform": "douyin"}, "promotions": [both, both | {"day": 2}]})
    assert Season(plan, load("first-shop"), 1).attention.streams.wages() == 400_000


def test_each_viewer_hears_the_session_watched():
    sessions = [{"kind": "livestream", "weeks": [2, 4], "spend": 900, "day": day, "hour": hour} for day, hour in
                ((2, 10), (6, 20), (6, 8))]  # fmt: skip
    season = Season(structure({"shop": {"platform": "douyin"}, "promotions": sessions}), load("first-shop"), 1)
    streams = season.attention.streams
    heard = {
        day: [set(streams.number(one[VISIT_KEY].view(np.uint64)).tolist()) for one in streams.viewers(day)]
        for day in (8, 12, 26)
    }
    assert heard == {8: [{0}], 12: [{1}, {2}], 26: [{1}, {2}]}


def test_what_nobody_does_in_a_session_is_refused():
    from simulator.fit import fit

    silent = dict.fromkeys(("display", "demonstration", "offers", "interaction"), 0)
    assert [one.field for one in fit(hosted(**silent), load("first-shop"))] == ["promotions[1].display"]
