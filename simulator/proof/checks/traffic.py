"""Visits are a Poisson flow with the rate of the calendar."""

import math

import numpy as np

from simulator.laws.traffic import DAY, HOUR
from simulator.proof.check import Check, Measured, chance, distance, goodness_of_fit, normal, poisson
from simulator.proof.worlds import as_it_is, everybody_buys, laboratory, on_taobao, plenty
from simulator.scenario import Scenario, calendar, load, platforms, segments
from simulator.season import play

POISSON_FLOW = "Lewis and Shedler 1979"


def calendars_factor(world: Scenario, day: int) -> tuple[float, float]:
    """Factors of a day of the season on visits and on keenness, read from the calendar's table."""
    year, date = calendar(), world.date(day)
    today = [one for one in year.festivals if one.first <= date <= one.last]
    rhythm = year.weekdays[date.weekday()] * year.months[date.month - 1]
    return rhythm * math.prod(one.visits for one in today), math.prod(one.keener for one in today)


def daily_visits(world: Scenario) -> float:
    """Expected organic visits of an ordinary day on Taobao."""
    return platforms()["taobao"].organic_visits.value * world.traffic


def visits_of_a_season(alpha: float) -> Measured:
    world = load("double-eleven")
    days = play(on_taobao(), world, 101).tables["days"]
    expected = daily_visits(world) * sum(calendars_factor(world, day)[0] for day in range(world.days))
    return poisson(expected, days["organic"].sum(), alpha)


def keener_visitors(alpha: float) -> Measured:
    world = load("double-eleven")
    days = play(on_taobao(), world, 102).tables["days"]
    audience = platforms()["taobao"].audience
    share = sum(part * segments()[name].considers for name, part in audience.items())
    expected = daily_visits(world) * share * sum(math.prod(calendars_factor(world, day)) for day in range(world.days))
    return poisson(expected, days["considering"].sum() - days["known"].sum(), alpha)


def rescaled_gaps(alpha: float) -> Measured:
    with laboratory(year=as_it_is):
        world = everybody_buys(plenty())
        moments = play(on_taobao(), world, 103).tables["orders"]["moment"]
        considers, hours = segments()["practical"].considers, np.array(calendar().hours)
        rates = [daily_visits(world) * considers * math.prod(calendars_factor(world, day)) for day in range(world.days)]
    passed = np.concatenate([[0.0], np.cumsum(np.outer(rates, hours))])
    clock = np.interp(moments, np.arange(len(passed)) * HOUR, passed)
    return distance(np.diff(clock), "expon", alpha)


def hours_of_the_day(alpha: float) -> Measured:
    with laboratory(year=as_it_is):
        moments = play(on_taobao(), everybody_buys(plenty(traffic=3.0)), 104).tables["orders"]["moment"]
    return goodness_of_fit(np.bincount(moments % DAY // HOUR, minlength=24), np.array(calendar().hours), alpha)


def split_by_segment(alpha: float) -> Measured:
    orders = play(on_taobao(), everybody_buys(plenty(traffic=2.0)), 105).tables["orders"]
    audience = platforms()["taobao"].audience
    rates = [part * segments()[name].considers for name, part in audience.items()]
    first = orders["times"] == 0
    return chance(rates[0] / sum(rates), int((orders["segment"][first] == 0).sum()), int(first.sum()), alpha)


def hourly_dispersion(alpha: float) -> Measured:
    with laboratory():
        world = everybody_buys(plenty(traffic=0.3, weeks=26))
        seasons = [play(on_taobao(), world, seed).tables["orders"]["moment"] for seed in range(110, 120)]
    counts = np.concatenate([np.bincount(one // HOUR, minlength=24 * world.days) for one in seasons])
    return normal(1.0, counts.var(ddof=1) / counts.mean(), math.sqrt(2 / (len(counts) - 1)), alpha)


CHECKS = (
    Check(
        "Visits of a season", "closed form", "traffic: rate", POISSON_FLOW,
        "A season brings as many visitors as weekday, month and festivals of the calendar add up to.",
        visits_of_a_season,
    ),
    Check(
        "Visitors who consider buying", "closed form", "traffic: keenness", POISSON_FLOW,
        "The share who would consider buying is that of their segments, and higher at festivals.", keener_visitors,
    ),
    Check(
        "Time-rescaled gaps", "closed form", "traffic: arrivals", "Brown et al. 2002, time-rescaling theorem",
        "On the clock of the expected rate, gaps between arrivals are exponential with mean 1.", rescaled_gaps,
    ),
    Check(
        "Hours of the day", "closed form", "traffic: hours", POISSON_FLOW,
        "Arrivals spread over the hours as the calendar says.", hours_of_the_day,
    ),
    Check(
        "Segments split the flow", "closed form", "traffic: splitting", "Kingman 1993, Poisson Processes, chapter 5",
        "A Poisson flow split by segment leaves each segment its share.", split_by_segment,
    ),
    Check(
        "Variance of hourly counts", "closed form", "traffic: dispersion", "Kingman 1993, Poisson Processes, chapter 1",
        "Counts of an hour vary as much as they are large: variance over mean is 1.", hourly_dispersion,
    ),
)  # fmt: skip
