"""Logistics: orders that wait to be picked, parcels that arrive late, and the carriers who bring them."""

import math
from datetime import timedelta
from typing import Any

import numpy as np
from attrs import evolve
from scipy import stats

from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Delivery, Plan, Step, Warehouse
from simulator.proof.check import Check, Measured, chance, exact, normal, student
from simulator.proof.checks.choice import counts, shift
from simulator.proof.worlds import changed_tables, everybody_buys, flat, laboratory, liked, on_taobao, plenty
from simulator.records import Table, count
from simulator.scenario import carriers, load, platforms, segments
from simulator.season import play

FIRST_WAVE = 9 * HOUR
PICKERS, CAPACITY, TRAFFIC = (
    0.207,
    48,
    0.1,
)  # 0.207 pickers take up 0.207 x 30 x (8 - 0.25) parcels in a day's only wave


def picked(pickers: float, waves: int = 1) -> Plan:
    """A plan on Taobao with so many pickers."""
    return on_taobao(warehouse=Warehouse(pickers=(Step(1, pickers),), waves=waves))


def orders_of(plan: Plan, seed: int, weeks: int = 13, traffic: float = TRAFFIC) -> Table:
    """The orders of a season in which everybody buys the plain scarf."""
    return play(plan, everybody_buys(plenty(traffic=traffic, weeks=weeks)), seed).tables["orders"]


def parcels_that_leave(_alpha: float) -> Measured:
    """Of two waves a day each takes up what waits and what has come, at most the 56 that half a picker manages in four
    hours less a quarter; summed over days, what the records say otherwise."""
    waves, capacity, days = (FIRST_WAVE, FIRST_WAVE + 9 * HOUR // 2), 56, 91
    with laboratory():
        orders = orders_of(picked(0.5, waves=2), 721, traffic=0.25)
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
        orders = orders_of(picked(0.4), 722, traffic=0.2)
    late = stats.poisson.sf(3 - (orders["left"] - orders["day"]), 1.9)
    found = (orders["delivered"] - orders["day"] > 4).mean()
    return normal(late.mean(), found, np.sqrt((late * (1 - late)).sum()) / len(late), alpha)


def speed_of_a_system(_alpha: float) -> Measured:
    """Parcels a day of one picker under a system and a plan of locations, with more orders than anybody could pick:
    30 x 1.3 x 1.15 parcels an hour, for 7.75 hours."""
    helped = Warehouse(pickers=(Step(1, 1.0),), waves=1, system="wms", location_plan="by-sales")
    with laboratory():
        left = orders_of(on_taobao(warehouse=helped), 723, traffic=1.0)["left"]
    a_day = count(left, length=92)[1:91]
    return exact(int(30 * 1.3 * 1.15 * 7.75), a_day.mean())


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


def days_of_economy(alpha: float) -> Measured:
    return days_of("economy", 725, alpha)


def days_of_express(alpha: float) -> Measured:
    return days_of("express", 726, alpha)


def days_of(name: str, seed: int, alpha: float) -> Measured:
    """One day and a Poisson number to near buyers and to far ones, and three days more for a parcel that goes
    astray."""
    with laboratory():
        orders = orders_of(on_taobao(delivery=Delivery(carrier=name)), seed, traffic=2.0)
        way = Way(name)
    took = orders["delivered"] - orders["left"]
    return normal(way.mean(), took.mean(), math.sqrt(way.variance() / len(took)), alpha)


class Way:
    """Days to the door that a carrier takes on Taobao, by the tables alone; `slower` times as long in a crowd."""

    def __init__(self, name: str, slower: float = 1.0) -> None:
        table, carrier = {key: one.value for key, one in carriers().ways.items()}, carriers().carriers[name]
        usual = platforms()["taobao"].delivery_days.value * carrier.days.value * slower
        self.shares = np.array([1 - table["share"], table["share"]])
        near = usual * (1 - table["share"] * table["days"]) / (1 - table["share"])
        self.means = np.array([near, usual * table["days"]])
        self.lost, self.astray = 1 - carrier.reliable.value, table["astray"]

    def mean(self) -> float:
        return float(self.shares @ self.means + self.lost * self.astray)

    def variance(self) -> float:
        """Within a region that of the Poisson number and of going astray, and that between regions."""
        within = self.shares @ (self.means - 1) + self.astray**2 * self.lost * (1 - self.lost)
        return float(within + self.shares @ (self.means - self.shares @ self.means) ** 2)


def days_in_a_crowd(alpha: float) -> Measured:
    """Parcels that leave from a festival's first day to the fourth after its last."""
    with laboratory(year=with_a_festival):
        orders = orders_of(on_taobao(delivery=Delivery(carrier="economy")), 727, traffic=2.0)
        way = Way("economy", slower=carriers().carriers["economy"].crowded.value)
    crowded = (orders["left"] >= 30) & (orders["left"] <= 30 + 3 + 4)
    took = (orders["delivered"] - orders["left"])[crowded]
    return normal(way.mean(), took.mean(), math.sqrt(way.variance() / len(took)), alpha)


def with_a_festival(data: dict[str, Any]) -> None:
    """A calendar without rhythm but for a festival from the 30th to the 33rd day of the first shop's season."""
    flat(data)
    first, last = (load("first-shop").start + timedelta(days) for days in (30, 33))
    data["festivals"] = [{"name": "", "name_zh": "", "first": first, "last": last, "visits": 2.0, "keener": 1.0}]


def buyers_who_live_far_away(alpha: float) -> Measured:
    """Far parcels, from what all of them cost: 3.2 yuan each, and 9 + 5 where express takes them far away."""
    with laboratory():
        plan = on_taobao(delivery=Delivery(carrier="standard", carrier_far="express"))
        result = play(plan, everybody_buys(plenty(traffic=4.0)), 728)
    parcels = len(result.tables["orders"]["day"])
    far = (result.ledger.balance["freight"] - 320 * parcels) / (1400 - 320)
    return chance(0.12, round(far), parcels, alpha)


def worth_of_a_faster_carrier(alpha: float) -> Measured:
    """Shoppers are told what a carrier takes on average; rivals go on as usual."""
    weight, world = 0.8, liked(plenty(traffic=8.0, weeks=6), plain=3.0)
    with laboratory(shoppers={"delivery": weight}):
        usual, express = (
            counts(play(on_taobao(delivery=Delivery(carrier=name)), world, 729)) for name in ("usual", "express")
        )
        theory = weight * (platforms()["taobao"].delivery_days.value - Way("express").mean())
    return shift(usual, express, theory, alpha)


def important_orders_go_first(_alpha: float) -> Measured:
    """Important orders leave as if there were no others: what the wave cannot take up waits for the next one."""
    first = Delivery(priority="important-first", important_from=100.0)
    with laboratory(shoppers={"quantity": [0.5, 0.5, 0.0]}):
        plan = evolve(picked(PICKERS), delivery=first)
        orders = orders_of(plan, 730, traffic=0.2)
    urgent = orders["important"] > 0
    starts = np.arange(91) * DAY + FIRST_WAVE
    came = np.diff(np.searchsorted(orders["moment"][urgent], starts), prepend=0)
    waiting, leave = 0, np.zeros(91)
    for day, new in enumerate(came):
        leave[day] = min(CAPACITY, waiting + new)
        waiting += new - leave[day]
    return exact(0, abs(count(orders["left"][urgent], length=92)[:91] - leave).sum())


ASTRAY = "Poisson law in two regions, and a binomial number astray"
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
        "Days of an economy carrier", "closed form", "delivery: transit", ASTRAY,
        "Parcels take as long as carrier, region and going astray say: the cheap one's.", days_of_economy,
    ),
    Check(
        "Days of an express carrier", "closed form", "delivery: transit", ASTRAY,
        "Parcels take as long as carrier, region and going astray say: the fast one's.", days_of_express,
    ),
    Check(
        "Days in a crowd", "closed form", "carriers: crowds", ASTRAY,
        "In festivals and the days after, parcels take longer by the carrier's factor.", days_in_a_crowd,
    ),
    Check(
        "Buyers who live far away", "closed form", "carriers: far buyers", "binomial law, share assumed",
        "As many buyers live far away as the table says, and their parcels cost it.", buyers_who_live_far_away,
    ),
    Check(
        "Worth of a faster carrier", "closed form", "carriers: told days", "McFadden 1974; Train 2009, chapter 3",
        "Shoppers weigh the mean days of the carrier that they are told.", worth_of_a_faster_carrier,
    ),
    Check(
        "Important orders go first", "closed form", "picking: turn", "priority queue without interruption",
        "Important orders wait for each other alone.", important_orders_go_first,
    ),
    Check(
        "Wrong parcels", "closed form", "picking: errors", "binomial law, share assumed",
        "As many parcels hold the wrong goods as the warehouse's share says.", wrong_parcels,
    ),
)  # fmt: skip
