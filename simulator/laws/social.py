"""Posts on social media: how many read them, how many of these visit the shop, and what hard selling does to trust.

What is fresh is an adstock (`content_stock.stock`), counted in posts of ordinary reach. Sizes in `world/media.toml`.
"""

import math


def pull(content: float, enough: float) -> float:
    """Share of a medium's readers who read something of the shop's in a day, for so much fresh `content`.

    1 - exp(-content / enough): each post is read by readers at random, and nobody is counted twice (exposure of Poisson
    contacts; Vidale and Wolfe 1957).
    """
    return round(-math.expm1(-content / enough), 12)


def visiting(selling: float, trust: float, least: float, most: float) -> float:
    """Share of readers who go on to the shop: from `least` to `most` as a post sells harder (0 to 1), times the trust
    that is left. Assumed."""
    return round((least + (most - least) * selling) * trust, 12)


def trust(before: float, selling: float, harm: float, half_life: float) -> float:
    """Tomorrow's trust, 0 to 1: half of the way to 1 - harm * selling^2 is gone in `half_life` days.

    A little selling is borne, much is not. Assumed.
    """
    settled = 1.0 - harm * selling * selling
    return round(settled + (before - settled) * 0.5 ** (1.0 / half_life), 12)
