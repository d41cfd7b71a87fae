"""Content on a feed: fresh posts bring visitors, and their pull decays.

Geometric adstock (Jin et al. 2017) with a concave response; sizes in `world/media.toml`.
"""

import math


def stock(before: float, posts: float, half_life: float) -> float:
    """Tomorrow's stock of fresh posts: what is left of today's, and the day's new ones. `half_life` in days."""
    return round(before * 0.5 ** (1.0 / half_life) + posts, 9)


def pull(fresh: float, least: float, most: float, enough: float) -> float:
    """Factor on the visits that a feed brings: `least` without posts, towards `most` with many."""
    return round(most - (most - least) * math.exp(-fresh / enough), 12)
