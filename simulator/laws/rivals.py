"""Rivals: how another seller sets tomorrow's price."""

UNDERCUT = 1.0  # yuan under the shop's cheapest


def next_price(rule: str, price: float, floor: float, cheapest: float) -> float:
    """A rival's price in yuan after a night.

    `hold` keeps it. `follow` moves halfway to a step under the shop's cheapest price, never under its floor.
    """
    if rule == "hold":
        return price
    target = max(floor, cheapest - UNDERCUT)
    return target if abs(price - target) <= UNDERCUT else float(round((price + target) / 2))
