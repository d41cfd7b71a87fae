"""Place in the platform's own search: how far work lifts it, how fast, and what the shop makes of it."""

import math

import numpy as np

from simulator.plan import Marketing, Plan, Step
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.worlds import everybody_buys, laboratory, on_taobao, plenty
from simulator.scenario import Scenario, platforms, work
from simulator.season import Result, play

STOCK = "geometric stock; sizes assumed"
HOURS = 20.0
SEARCH = {"search_share": 1.0}
DAYS = 7
MOST_MERIT = 1.5


def working(*hours: float) -> Plan:
    """A plan on Taobao with so many hours on search in each six weeks."""
    steps = tuple(Step(1 + 6 * place, one) for place, one in enumerate(hours))
    return on_taobao(marketing=Marketing(search_hours=steps))


def searched(world: Scenario, seed: int, *hours: float) -> Result:
    """A season in which everybody comes by search, and whoever considers buying buys."""
    with laboratory(market=SEARCH):
        return play(working(*hours), world, seed)


def work_in_full(alpha: float) -> Measured:
    """Visits of the last of 20 weeks of a shop that sells all that counts, over those without work."""
    table, usual = work()["search"], platforms()["taobao"].organic_visits.value
    world = everybody_buys(plenty(traffic=3.0, weeks=20))
    lifted = table["most"].value * (1 - math.exp(-HOURS / table["enough"].value)) * MOST_MERIT
    days = searched(world, 1201, HOURS).tables["days"]["organic"][-DAYS:]
    approached = 1 - 0.5 ** (np.arange(19 * DAYS + 1, 20 * DAYS + 1) / table["half_life"].value)
    theory = np.round((1 + lifted * approached) * 64) / 64 * usual * world.traffic
    return normal(theory.sum(), days.sum(), math.sqrt(theory.sum()), alpha)


def half_life(_alpha: float) -> Measured:
    """Days in which half of what work has won is lost, from six weeks after its end."""
    rank = searched(plenty(weeks=12), 1202, HOURS, 0.0).tables["visits"]["rank"] - 1
    return exact(work()["search"]["half_life"].value, 42 * math.log(0.5) / math.log(rank[83] / rank[41]), 1e-6)


def merit_of_a_shop(_alpha: float) -> Measured:
    """Rank after twelve weeks: each day's part of the way, by the sales of the week before and by the stars shown."""
    table, result = work()["search"], searched(everybody_buys(plenty(traffic=0.2, weeks=12)), 1203, HOURS)
    sold = result.tables["products"]["sold"].reshape(-1, 2).sum(axis=1)
    week = np.convolve(np.concatenate([np.full(DAYS, 240 / DAYS), sold]), np.ones(DAYS), "valid")[: len(sold)]
    merit = (week / 240) ** 0.25 * np.exp(0.5 * (result.tables["days"]["rating"] - 4.5))
    lifts = table["most"].value * (1 - math.exp(-HOURS / table["enough"].value)) * np.minimum(merit, MOST_MERIT)
    kept = 0.5 ** (1 / table["half_life"].value)
    left = kept ** np.arange(len(sold) - 1, -1, -1)
    return exact(((1 - kept) * lifts * left).sum(), result.tables["visits"]["rank"][-1] - 1, 1e-6)


CHECKS = (
    Check(
        "Work on search in full", "closed form", "ranking: aim", STOCK,
        "Work lifts visits from search by 1 - exp(-hours / enough) of the most it can, once it has lasted.",
        work_in_full,
    ),
    Check(
        "Half-life of a rank", "closed form", "ranking: half-life", STOCK,
        "When work on search ends, half of what it has won is lost in three weeks.", half_life,
    ),
    Check(
        "Merit behind a rank", "closed form", "ranking: merit", STOCK,
        "The same work lifts a shop further the more it sells and the more stars it has.", merit_of_a_shop,
    ),
)  # fmt: skip
