"""Logistics: orders that wait to be picked, and parcels that arrive late."""

from typing import Any

import numpy as np
from scipy import stats

from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, Step, Warehouse
from simulator.proof.check import Check, Measured, chance, exact, normal, student
from simulator.proof.worlds import changed_tables, everybody_buys, laboratory, on_taobao, plenty
from simulator.records import Table, count
from simulator.scenario import platforms, segments
from simulator.season import play

FIRST_WAVE = 9 * HOUR
PICKERS, CAPACITY, TRAFFIC = 0.31, 48, 0.1  # 0.31 pickers take up 0.31 x 20 x (8 - 0.25) parcels in a day's only wave


def picked(pickers: float, waves: int = 1) -> Plan:
    """A plan on Taobao with so many pickers."""
    return on_taobao(warehouse=Warehouse(pickers=(Step(1, pickers),), waves=waves))


def orders_of(plan: Plan, seed: int, weeks: int = 13, traffic: float = TRAFFIC) -> Table:
    """The orders of a season in which everybody buys the plain scarf."""
    return play(plan, everybody_buys(plenty(traffic=traffic, weeks=weeks)), seed).tables["orders"]


def parcels_that_leave(_alpha: float) -> Measured:
    """Of two waves a day each takes up what waits and what has come, at most the 37 that half a picker manages in four
    hours less a quarter; summed over days, what the records say otherwise."""
    waves, capacity, days = (FIRST_WAVE, FIRST_WAVE + 9 * HOUR // 2), 37, 91
    with laboratory():
        orders = orders_of(picked(0.5, waves=2), 721, traffic=0.16)
    starts = (np.arange(days)[:, None] * DAY + waves).ravel()
    came = np.diff(np.searchsorted(orders["moment"], starts), prepend=0)
    waiting, leave = 0, np.zeros(len(came))
    for wave, new in enumerate(came):
        leave[wave] = min(capacity, waiting + new)
        waiting += new - leave[wave]
    expected = leave.reshape(days, -1).sum(axis=1)
    found = count(orders["left"], length=days + 1)
    return exact(0, abs(found[:days] - expected).sum() + abs(found[days] - (len(orders["left"]) - expected.sum())))


def mean_backlog(rate: float, capacity: int, waves: int) -> float:
    """Mean of what waits after each of so many waves, from an empty warehouse, when a Poisson number of orders with
    mean `rate` comes before each: Spitzer's identity for the greatest of the sums of orders less capacity."""
    sums = np.arange(1, waves + 1)
    mean, over = rate * sums, capacity * sums
    excess = mean * stats.poisson.sf(over - 1, mean) - over * stats.poisson.sf(over, mean)
    return float(np.cumsum(excess / sums).mean())


def parcels_that_wait(alpha: float) -> Measured:
    """What waits after a day's wave, mean of the days of a season; over seasons. Before the first wave only nine hours'
    orders have come, and all of them leave."""
    weeks, seasons = 26, range(731, 751)
    with laboratory():
        rate = TRAFFIC * platforms()["taobao"].organic_visits.value * segments()["practical"].considers
        found = [backlog(orders_of(picked(PICKERS), seed, weeks), 7 * weeks) for seed in seasons]
    return student(mean_backlog(rate, CAPACITY, 7 * weeks - 1), np.array(found), alpha)


def backlog(orders: Table, days: int) -> float:
    """Orders that came before a day's wave and leave on a later day, mean of the days after the first."""
    first = (orders["moment"] - FIRST_WAVE) // DAY + 1  # day of the first wave after the order
    return float(np.maximum(orders["left"] - np.maximum(first, 1), 0).sum() / (days - 1))


def parcels_that_come_late(alpha: float) -> Measured:
    """Given when parcels left, as many take longer than the four days that Taobao's buyers are promised as one day and
    a Poisson number with mean 1.9 say."""
    with laboratory():
        orders = orders_of(picked(0.6), 722, traffic=0.2)
    late = stats.poisson.sf(3 - (orders["left"] - orders["day"]), 1.9)
    found = (orders["delivered"] - orders["day"] > 4).mean()
    return normal(late.mean(), found, np.sqrt((late * (1 - late)).sum()) / len(late), alpha)


def speed_of_a_system(_alpha: float) -> Measured:
    """Parcels a day of one picker under a system and a plan of locations, with more orders than anybody could pick:
    20 x 1.3 x 1.15 parcels an hour, for 7.75 hours."""
    helped = Warehouse(pickers=(Step(1, 1.0),), waves=1, system="wms", location_plan="by-sales")
    with laboratory():
        left = orders_of(on_taobao(warehouse=helped), 723, traffic=1.0)["left"]
    a_day = count(left, length=92)[1:91]
    return exact(int(20 * 1.3 * 1.15 * 7.75), a_day.mean())


def wrong_parcels(alpha: float) -> Measured:
    """Careless pickers put the wrong goods in 40 of a hundred parcels; a plan of locations leaves 0.8 of these."""
    many = Warehouse(pickers=(Step(1, 50.0),), location_plan="by-sales")
    with laboratory(), changed_tables(warehouse=careless):
        orders = orders_of(on_taobao(warehouse=many), 724, traffic=1.0)
    own = orders["wrong"][orders["left"] < 91]
    return chance(0.4 * 0.8, int(own.sum()), len(own), alpha)


def careless(data: dict[str, Any]) -> None:
    """A warehouse with many wrong parcels."""
    data["picking"]["errors"]["value"] = 0.4


QUEUE = "Bailey 1954 (bulk service); Spitzer 1956"
CHECKS = (
    Check(
        "Parcels that leave", "closed form", "picking: capacity", "conservation",
        "Each wave takes up what waits and what has come, at most its capacity.", parcels_that_leave,
    ),
    Check(
        "Parcels that wait", "closed form", "picking: capacity", QUEUE,
        "With Poisson orders and a fixed capacity a day, as many parcels wait as the discrete-time queue says.",
        parcels_that_wait,
    ),
    Check(
        "Parcels that come late", "closed form", "delivery: days", "Poisson law, given the day of departure",
        "Waiting and transit together make as many parcels late as their laws say.", parcels_that_come_late,
    ),
    Check(
        "Speed of a warehouse system", "closed form", "picking: speed", "values assumed",
        "A system and a plan of locations each make pickers faster by their factor.", speed_of_a_system,
    ),
    Check(
        "Wrong parcels", "closed form", "picking: errors", "binomial law, share assumed",
        "As many parcels hold the wrong goods as the warehouse's share says.", wrong_parcels,
    ),
)  # fmt: skip
