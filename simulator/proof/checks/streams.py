"""Livestreams: what hosts and the parts of a session do to viewers, wish, returns and trust."""

import math

import numpy as np

from simulator.laws import returns
from simulator.plan import Livestream, Plan, Shop
from simulator.proof.check import Check, Measured, chance, normal, student
from simulator.proof.checks.attention import expected_burst
from simulator.proof.worlds import PLAIN, everybody_buys, laboratory, liked, plenty, with_product
from simulator.records import Table, rows
from simulator.scenario import Scenario, media, platforms, segments
from simulator.season import play
from simulator.season.people import LIVE

ALL_TALK = {"display": 0.0, "demonstration": 0.0, "offers": 0.0}
ALL_HURRY = {"display": 0.0, "demonstration": 0.0, "interaction": 0.0}
HOURS = 3
ASSUMED = "definition; sizes are assumed"


def streamed(world: Scenario, seed: int, days: tuple[int, ...] = (6,), **decided: object) -> dict[str, Table]:
    """A season's records with a livestream on some days of every week."""
    weeks = tuple(range(1, world.weeks + 1))
    sessions = (Livestream(weeks=weeks, day=day, hours=HOURS, hour=12, **decided) for day in days)
    return play(Plan(shop=Shop("douyin"), promotions=tuple(sessions)), world, seed).tables


def alone(name: str) -> dict[str, float]:
    """What a part does when it has all the time: its own whole effect, and none of what the others add as a rule."""
    parts = media().livestream.parts
    return {
        what: sum(getattr(one, what).value * (1 if key == name else -1) for key, one in parts.items())
        for what in ("viewers", "wish", "returns")
    }


def audience(host: str) -> float:
    one, table = platforms()["douyin"], media().livestream
    return one.paid_audience.value * one.feed_share.value * table.audience.value * table.hosts[host].viewers.value


def reached(yuan: float, there: float) -> float:
    return there * (1 - math.exp(-yuan / (media().livestream.cost.value * there)))


def viewers_of_an_influencer(alpha: float) -> Measured:
    """An influencer's followers, all the time spent in talk with them; the host is paid out of the fee."""
    table, fee = media().livestream, 4000.0
    with laboratory():
        decided = {"spend": fee, "host": "influencer", **ALL_TALK}
        seasons = [streamed(plenty(weeks=26), seed, **decided)["days"]["live"] for seed in range(771, 779)]
        there = audience("influencer")
    to_reach = fee / (1 - table.host_part.value + table.host_part.value * table.hosts["influencer"].fee.value)
    first = reached(to_reach, there) * (1 - table.branching.value) / HOURS
    branching = table.branching.value * (1 + alone("interaction")["viewers"])
    seen = np.concatenate([one[one > 0] for one in seasons])
    return student(expected_burst(first, branching, table.decay.value, HOURS), seen, alpha)


def wish_of_viewers(alpha: float) -> Measured:
    """Log odds that a viewer who considers buying buys, all the time spent in talk, against the usual rundown."""
    found = [log_odds(seed, decided) for seed, decided in ((781, ALL_TALK), (782, {}))]
    (talked, one), (usual, other) = found
    return normal(alone("interaction")["wish"], talked - usual, math.hypot(one, other), alpha)


def stocked(weeks: int, traffic: float) -> Scenario:
    """A season of many viewers, with goods for all of them."""
    return with_product(plenty(weeks=weeks, traffic=traffic, capital=1e9), PLAIN, first_stock=4_000_000)


def log_odds(seed: int, decided: dict[str, float]) -> tuple[float, float]:
    """Log odds that viewers who consider buying buy, and the standard error."""
    with laboratory(market={"organic_visits": 20.0}):
        world = liked(stocked(26, 18.0), plain=1.6, lavender=-50.0)
        tables = streamed(world, seed, (2, 4, 6), spend=60_000.0, **decided)
        considers = segments()["practical"].considers * media().livestream.keener.value
    viewers, buyers = int(tables["days"]["live"].sum()), int((tables["orders"]["source"] == LIVE).sum())
    share = buyers / viewers / considers
    error = math.sqrt(share * considers * (1 - share * considers) / viewers) / considers
    return math.log(share / (1 - share)), error / (share * (1 - share))


def returns_of_viewers(alpha: float) -> Measured:
    """All the time spent on offers: what viewers send back, of goods without flaws."""
    table = media().livestream
    with laboratory(market={"organic_visits": 20.0}, supply={"defects": 0.0}):
        world = everybody_buys(stocked(20, 18.0))
        orders = streamed(world, 783, (2, 4, 6), spend=120_000.0, **ALL_HURRY)["orders"]
        usual = world.products[PLAIN].returns * platforms()["douyin"].return_factor.value
    seen = rows(orders, (orders["source"] == LIVE) & (orders["delivered"] >= 0))
    factor = table.returns.value * (1 + alone("offers")["returns"])
    return chance(returns.chance(usual, factor, False), int((seen["requested"] >= 0).sum()), len(seen["paid"]), alpha)


def viewers_who_stay_away(alpha: float) -> Measured:
    """Sessions that only hurry, with a fee that reaches all but everybody: the season's viewers."""
    table, weeks, crowd, fee = media().livestream, 10, 12.0, 200_000.0
    with laboratory():
        decided = {"spend": fee, **ALL_HURRY}
        found = [streamed(plenty(weeks=weeks, traffic=crowd), seed, **decided)["days"]["live"].sum()
                 for seed in range(791, 801)]  # fmt: skip
        there = audience("professional") * crowd
    trust = 1 - table.harm.value * (1 - 0.5 ** (np.arange(weeks) / table.sessions.value))
    first = sum(reached(fee, there * one) for one in trust) * (1 - table.branching.value) / HOURS
    branching = table.branching.value * (1 + alone("offers")["viewers"])
    return student(expected_burst(first, branching, table.decay.value, HOURS), np.array(found, dtype=float), alpha)


CHECKS = (
    Check(
        "Viewers of an influencer", "closed form", "livestream: rundown", "Hawkes 1971; sizes are assumed",
        "Followers come along with a host, and the more a session talks with viewers, the more of them they bring.",
        viewers_of_an_influencer,
    ),
    Check(
        "Wish of viewers", "closed form", "livestream: rundown", ASSUMED,
        "What the parts of a session add to the wish moves the log odds of buying by so much.", wish_of_viewers,
    ),
    Check(
        "Returns of viewers", "closed form", "livestream: rundown", ASSUMED,
        "Viewers who were hurried send back more, by the factor of the session's parts.", returns_of_viewers,
    ),
    Check(
        "Viewers who stay away", "closed form", "social: trust", "exponential approach; sizes are assumed",
        "Sessions that do nothing but hurry lose viewers, half of the way in so many sessions.", viewers_who_stay_away,
    ),
)  # fmt: skip
