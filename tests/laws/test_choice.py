"""Choice is the multinomial logit (McFadden 1974; Train, chapter 3), in law and in a season's records."""

import numpy as np
from scipy import stats

from simulator.laws.choice import choose, scores, shares
from simulator.laws.draws import purpose_keys, uniforms
from simulator.plan import Plan, ProductPlan, Shop, Step
from simulator.season import Season, play
from worlds import changed_tables, flat, plenty, single_pieces


def test_race_draws_the_logit_shares():
    utilities = np.array([0.0, 0.5, 1.0])
    assert np.allclose(shares(utilities), [0.1863, 0.3072, 0.5065], atol=5e-5)
    keys = purpose_keys(1, "abc")
    race = scores(uniforms(keys, np.arange(200_000, dtype=np.uint64)))
    chosen = choose(race, np.exp(-utilities)[:, None])
    assert stats.chisquare(np.bincount(chosen), 200_000 * shares(utilities)).pvalue > 0.001


def test_taking_an_offer_away_moves_only_those_who_wanted_it():
    keys = purpose_keys(1, "abcd")
    race = scores(uniforms(keys, np.arange(50_000, dtype=np.uint64)))
    with_all = choose(race, np.ones((4, 1)))
    without = choose(race, np.array([[1.0], [np.inf], [1.0], [1.0]]))
    assert (with_all[with_all != 1] == without[with_all != 1]).all()
    assert not (without == 1).any()


def test_ratio_of_others_is_unchanged_when_a_rival_leaves():
    """Independence of irrelevant alternatives."""
    three, two = shares(np.array([0.2, 0.9, 0.4])), shares(np.array([0.2, 0.9]))
    assert np.isclose(three[0] / three[1], two[0] / two[1])


def test_own_and_cross_elasticities():
    """a = 0.5, p = 6, share 0.3: own -2.1, cross 0.9 (with the other's price)."""

    def share(price):
        return shares(np.array([-0.5 * price, -3.0 + np.log(0.7 / 0.3)]))

    step = 1e-6
    own = (share(6 + step)[0] - share(6 - step)[0]) / (2 * step) * 6 / share(6)[0]
    cross = (share(6 + step)[1] - share(6 - step)[1]) / (2 * step) * 6 / share(6)[1]
    assert np.isclose(own, -0.5 * 6 * 0.7, atol=1e-4)
    assert np.isclose(cross, 0.5 * 6 * 0.3, atol=1e-4)


def one_kind(data):
    """Only practical families, who take one piece, ask nobody and never come back."""
    single_pieces(data)
    for segment in data.values():
        segment |= {"returns_again": 0.0, "asks": 0.0}


def only_practical(data):
    for platform in data.values():
        platform["audience"] = {"practical": 1.0}


def test_a_seasons_orders_follow_the_logit():
    """Sales of both products and of every rival in a season's records against the closed form."""
    with changed_tables(segments=one_kind, platforms=only_practical, calendar=flat):
        world = plenty(traffic=2.0)
        plan = Plan(shop=Shop("taobao"))
        season = Season(plan, world, 11)
        season.run_to(1)
        wanted = season.market.wanted[:, season.market.kinds.new][:, 0]
        expected = (1 / wanted) / (1 / wanted).sum()
        result = season.finish()
    rating = result.tables["days"]["rating"]
    assert abs(rating - rating[0]).max() * 0.08 < 0.02  # the rating's drift moves utilities by less than this
    placed = np.concatenate([result.tables["orders"]["product"], result.tables["unpaid"]["product"]])
    own = np.bincount(placed, minlength=2)
    rivals = result.tables["rivals"]["orders"].reshape(-1, 3).sum(axis=0)
    people = result.tables["days"]["considering"].sum()
    counts = np.concatenate([own, rivals, [people - own.sum() - rivals.sum()]])
    assert np.abs(counts / people - expected).max() < 0.004
    assert stats.chisquare(counts, people * expected).pvalue > 1e-4


def test_own_elasticity_in_records_is_that_of_the_logit():
    """-a p / p_ref (1 - share), read from two seasons on common draws."""
    with changed_tables(segments=one_kind, platforms=only_practical, calendar=flat):
        world = plenty(traffic=4.0)
        counts = []
        for price in (67.0, 71.0):
            plan = Plan(shop=Shop("taobao"), products={"scarf-plain": ProductPlan(price=(Step(1, price),))})
            tables = play(plan, world, 4).tables
            placed = np.concatenate([tables["orders"]["product"], tables["unpaid"]["product"]])
            counts.append((placed == 0).sum() / tables["days"]["considering"].sum())
    measured = np.log(counts[1] / counts[0]) / np.log(71 / 67)
    assert abs(measured - -2.4 * 69 / 79 * (1 - np.mean(counts))) < 0.15
