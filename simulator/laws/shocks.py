"""Shocks: what happens to a market from outside, and how it passes.

Sources: attention that relaxes after a peak (Crane and Sornette 2008), crises (Coombs 2007); exponential forms and all
sizes are assumed, in `world/shocks.toml` and in scenarios.
"""


def healing(size: float, half_life: float, days: float) -> float:
    """What is left of a shock of a `size` after so many days, when half of it passes in `half_life` days."""
    return round(size * 0.5 ** (days / half_life), 12)


def crowded(before: float, more: float) -> float:
    """Factor on visits when a share `more` of the usual ones come on top (less than nothing: stay away)."""
    return round(before * (1 + more), 12)


def war_price(price: float, cut: float, floor: float) -> float:
    """What a rival asks in a price war, yuan: a share `cut` less, but not under its floor where it was over it."""
    return round(max(price * (1 - cut), min(price, floor)), 2)


def put_off(arrives: int, start: int, end: int) -> int:
    """When a delivery comes that is due at `arrives`, if nothing is delivered from `start` to `end`: what is due then
    comes as much later as that takes (ms)."""
    return arrives + (end - start) if start <= arrives < end else arrives
