"""Traffic: visits as a Poisson flow whose rate follows the hour, the weekday, the month and the festivals.

Source: Lewis and Shedler 1979 (nonhomogeneous Poisson flow, here with a rate constant within an hour).
"""

from datetime import date

import numpy as np

from simulator.scenario import Calendar

HOUR = 3_600_000  # the clock counts milliseconds
DAY = 24 * HOUR


def day_factor(calendar: Calendar, day: date) -> float:
    """Visits of a date against an ordinary day."""
    factor = calendar.weekdays[day.weekday()] * calendar.months[day.month - 1]
    for festival in calendar.festivals:
        if festival.first <= day <= festival.last:
            factor *= festival.visits
    return round(factor, 9)


def keenness(calendar: Calendar, day: date) -> float:
    """Factor on the share of a date's visitors who would consider buying."""
    factor = 1.0
    for festival in calendar.festivals:
        if festival.first <= day <= festival.last:
            factor *= festival.keener
    return factor


def arrivals(rng: np.random.Generator, daily: np.ndarray, hours: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """One day's arrivals of several groups.

    `daily`: expected arrivals a day, one a group. Returns moments (int64, milliseconds from midnight, ascending) and
    groups (int64).
    """
    counts = rng.poisson(np.round(np.outer(hours, daily), 9))
    cells = np.repeat(np.arange(counts.size), counts.ravel().astype(np.intp))
    moments = (cells // len(daily)) * HOUR + (rng.random(len(cells)) * HOUR).astype(np.int64)
    order = np.argsort(moments, kind="stable")
    return moments[order].astype(np.int64), (cells % len(daily))[order].astype(np.int64)
