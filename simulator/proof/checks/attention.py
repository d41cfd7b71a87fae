"""Friends, teams, livestreams and posts: what brings shoppers besides price."""

import math

import numpy as np
from scipy import stats

from simulator.plan import Livestream, Marketing, Plan, Shop, TeamPrice
from simulator.proof.check import Check, Measured, chance, poisson, student
from simulator.proof.worlds import everybody_buys, laboratory, on_taobao, plenty
from simulator.scenario import media, platforms
from simulator.season import play
from simulator.season.people import INVITED, ORGANIC

BRANCHING = "Athreya and Ney, Branching Processes"
REWARD = 20.0


def full_teams(alpha: float) -> Measured:
    team = TeamPrice(weeks=tuple(range(1, 14)), percent=10, team=3)
    with laboratory(market={"invites": 0.0}):
        tables = play(Plan(shop=Shop("pinduoduo"), promotions=(team,)), plenty(traffic=4.0), 701).tables
        expected = stats.poisson.sf(1, 24 * platforms()["pinduoduo"].joiners.value)
    paid, unpaid = len(tables["orders"]["paid"]), len(tables["unpaid"]["paid"])
    return chance(expected, paid, paid + unpaid, alpha)


def asked_friends() -> float:
    """Friends whom a buyer asks for `REWARD` yuan."""
    table = media().friends
    return table.most.value * (1 - math.exp(-REWARD / table.reward.value))


def friends_of_buyers(alpha: float) -> Measured:
    """Friends who have come by the season's end, given when their friends bought."""
    plan = on_taobao(marketing=Marketing(referral=REWARD))
    with laboratory():
        result = play(plan, everybody_buys(plenty()), 702)
    left = result.scenario.days - 1 - result.tables["orders"]["day"]
    arrived = stats.geom.cdf(left, 1 / media().friends.gap.value)
    return poisson(asked_friends() * arrived.sum(), (result.tables["orders"]["source"] == INVITED).sum(), alpha)


def size_of_a_cascade(alpha: float) -> Measured:
    """Orders of all over orders of those whom nobody asked, once the cascades have settled; over seasons."""
    plan, ratios = on_taobao(marketing=Marketing(referral=REWARD)), []
    with laboratory():
        for seed in range(711, 727):
            orders = play(plan, everybody_buys(plenty(traffic=0.5, weeks=20)), seed).tables["orders"]
            late = orders["day"] >= 40
            ratios.append(late.sum() / (late & (orders["source"] == ORGANIC)).sum())
    return student(1 / (1 - asked_friends()), np.array(ratios), alpha)


def viewers_of_a_livestream(alpha: float) -> Measured:
    return viewers("douyin", 2000.0, range(731, 739), alpha)


def viewers_on_a_feed(alpha: float) -> Measured:
    """On Xiaohongshu, at a fee that reaches all but everybody."""
    return viewers("xiaohongshu", 9000.0, range(751, 757), alpha)


def viewers(platform: str, fee: float, on: range, alpha: float) -> Measured:
    """Viewers of a session on average; bursts make the sessions differ far more than a Poisson number would."""
    table, weeks, hours = media().livestream, 26, 3
    session = Livestream(weeks=tuple(range(1, weeks + 1)), spend=fee, hours=hours, hour=12)
    with laboratory():
        world, plan = plenty(traffic=1.0, weeks=weeks), Plan(shop=Shop(platform), promotions=(session,))
        seasons = [play(plan, world, seed).tables["days"]["live"] for seed in on]
        one = platforms()[platform]
        audience = one.paid_audience.value * one.feed_share.value * table.audience.value
    seen = np.concatenate([one[one > 0] for one in seasons])
    branching, decay = table.branching.value, table.decay.value
    reached = audience * (1 - math.exp(-fee / (table.cost.value * audience)))
    return student(expected_burst(reached * (1 - branching) / hours, branching, decay, hours), seen, alpha)


def expected_burst(rate: float, branching: float, decay: float, hours: float) -> float:
    """Visits of a Hawkes process that starts empty: the integral of its mean rate."""
    times = np.linspace(0.0, hours, 20_001)
    mean = rate / (1 - branching) * (1 - branching * np.exp(-decay * (1 - branching) * times))
    return float(np.trapezoid(mean, times))


def visits_without_posts(alpha: float) -> Measured:
    """A feed without posts brings the least share of its visits; search and the rest bring theirs."""
    with laboratory():
        world = plenty(traffic=3.0)
        days = play(Plan(shop=Shop("douyin")), world, 703).tables["days"]
        one = platforms()["douyin"]
        factor = 1 - one.feed_share.value * (1 - media().posts.least.value)
    steps = round(factor * 64) / 64
    return poisson(one.organic_visits.value * world.traffic * world.days * steps, days["organic"].sum(), alpha)


CHECKS = (
    Check(
        "Teams that fill", "closed form", "group buying: team", "Poisson law of the joiners",
        "Orders at a team price are paid when enough strangers join within a day.", full_teams,
    ),
    Check(
        "Friends of buyers", "closed form", "referral: friends", BRANCHING,
        "Each buyer brings as many friends on average as the reward makes them ask.", friends_of_buyers,
    ),
    Check(
        "Size of a cascade", "closed form", "referral: friends", BRANCHING,
        "A buyer whom nobody asked brings 1 / (1 - R) buyers in all, when each brings R.", size_of_a_cascade,
    ),
    Check(
        "Viewers of a livestream", "closed form", "livestream: burst", "Hawkes 1971; Hawkes and Oakes 1974",
        "A livestream has the viewers that its fee buys, and those whom they bring before it ends.",
        viewers_of_a_livestream,
    ),
    Check(
        "Viewers on a feed", "closed form", "livestream: audience", "definition; in proportion is assumed",
        "A fee that reaches everybody brings viewers in proportion to the feed's share of visits.", viewers_on_a_feed,
    ),
    Check(
        "Visits without posts", "closed form", "feed: pull", "Jin et al. 2017",
        "A feed brings only part of its visits to a shop that posts nothing.", visits_without_posts,
    ),
)  # fmt: skip
