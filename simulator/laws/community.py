"""A community: how lively it is, and who leaves it. It is more than a sales channel, and too much selling destroys its
value (Syllabus, part 1.3.8). How selling draws and what it does to trust: `social`. Sizes in `world/owned.toml`.
"""

import math


def activity(hours: float, events: float, worth: float, enough: float) -> float:
    """How lively a group is, from 0 towards 1: 1 - exp(-care / enough), where care is the managers' hours a week and
    `worth` hours for each event. Assumed."""
    return round(-math.expm1(-(hours + worth * events) / enough), 12)


def leaving(activity: float, selling: float, bored: float, annoyed: float) -> float:
    """Share of members who leave in a week: `bored` of them where nothing happens, `annoyed` where all is selling.

    Selling counts by its square: a little is borne. Assumed.
    """
    return round(bored * (1.0 - activity) + annoyed * selling * selling, 12)
