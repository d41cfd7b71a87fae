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


def arrivals(counts: np.random.Generator, moments: np.random.Generator, rates: np.ndarray,
             hours: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Arrivals of several groups on several days: how many in each hour, then a moment for each.

    `rates`: expected arrivals, one row a day and one column a group; `hours`: shares of the day's hours. Returns day
    (counted from the first row), moment (int64, milliseconds from the first midnight) and group of each, hour by hour.
    Drawing days one by one or together gives the same.
    """
    expected = np.round(np.asarray(hours)[None, :, None] * rates[:, None, :], 9)
    numbers = counts.poisson(expected)
    cells = np.arange(numbers.size, dtype=np.int64)  # 64 bits also in the browser, where moments would not fit in 32
    hour, group = np.divmod(np.repeat(cells, numbers.ravel().astype(np.intp)), rates.shape[1])
    return hour // len(hours), hour * HOUR + (moments.random(len(hour)) * HOUR).astype(np.int64), group
