"""Cooperation with KOLs (key opinion leaders): how many of those who see a post visit, and what a post costs.

Sizes in `world/media.toml`.
"""

import math


def persuaded(points: float, gain: float, loss: float) -> float:
    """Factor on the visits of a post in which the shop has its say to the degree `points`, 0 to 1.

    (1 + gain * points) * (1 - loss * points^2): each selling point tells more, and the more of them are not the KOL's
    own words, the less is believed; in between lies an optimum. Assumed.
    """
    return round((1.0 + gain * points) * (1.0 - loss * points * points), 12)


def news(seen: float, remembering: float, people: float) -> float:
    """Of `seen` who see a post, those to whom it is news: posts meet `people` at random, some twice, of whom some are
    still `remembering` an earlier one."""
    return round((people - remembering) * (1.0 - math.exp(-seen / people)), 9)


def fee(fans: float, per_thousand: float, factor: float) -> float:
    """Yuan of a post: in proportion to the thousands of fans, times what its form takes."""
    return fans * per_thousand * factor
