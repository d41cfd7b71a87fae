"""Returns: which parcels go back, when, and what the shop's conditions for it do.

Sources: Consumer Protection Law of the People's Republic of China, article 25 (in force 2014): seven days without a
reason, the buyer pays the freight. Janakiraman, Syrdal and Freling 2016 (Journal of Retailing 92): leniency raises
purchases more than returns; sizes are assumed, in `world/aftersales.toml`.
"""

import math

import numpy as np

WINDOW, LONGEST = 7, 30  # days from receipt: the law's least, and what platforms let a shop grant
WAY_BACK = 3  # days from the request to the seller's door (assumed)
REFUNDED_AFTER = {"on-receipt": WAY_BACK, "in-advance": 1, "put-off": 20}  # days from the request (assumed)
IN_TIME = WAY_BACK + 7  # days from the request: the law gives a shop seven days from the goods' return
FLAW_FACTOR = 3.0  # a flawed piece goes back so many times as often (assumed)
MOST = 0.95


def chance(product: float, platform_factor: float, flawed: bool) -> float:
    """Chance that a parcel goes back, from the product's share and the platform's factor."""
    return round(min(product * platform_factor * (FLAW_FACTOR if flawed else 1.0), MOST), 12)


def in_time(refund: str) -> bool:
    """Whether money is paid back as early as the law asks, by the way of refunding.

    Raises KeyError for a way that `REFUNDED_AFTER` doesn't name.
    """
    return REFUNDED_AFTER[refund] <= IN_TIME


def leniency(days: int, freight: bool, refund: bool) -> tuple[float, float, float]:
    """How lenient each condition is, 0 as the law's least, 1 as lenient as can be: days granted, whether the shop pays
    the freight, whether it refunds in advance."""
    return (days - WINDOW) / (LONGEST - WINDOW), float(freight), float(refund)


def factor(lenient: tuple[float, ...], each: tuple[float, ...]) -> float:
    """Product of the factors of the conditions, each to the power of its leniency."""
    return round(math.prod(one**power for one, power in zip(each, lenient, strict=True)), 12)


def confidence(lenient: tuple[float, ...], each: tuple[float, ...], share: float, usual: float) -> float:
    """Utility that conditions add to a product of which `share` comes back: each condition's in full where `usual`
    comes back, in proportion otherwise, as nobody minds conditions that he won't need."""
    return round(_weighed(lenient, each) * share / usual, 12)


def keeps(least: float, lenient: tuple[float, ...], each: tuple[float, ...]) -> float:
    """Share of the chance of a later visit that is left to somebody who sends goods back: `least`, and more under
    lenient conditions."""
    return round(min(least + _weighed(lenient, each), 1.0), 12)


def _weighed(lenient: tuple[float, ...], each: tuple[float, ...]) -> float:
    return sum(one * weight for one, weight in zip(each, lenient, strict=True))


def asked_after(uniform: np.ndarray, days: int) -> np.ndarray:
    """Days from delivery to the request to return, any of the `days` granted as likely as another (int64)."""
    return 1 + (uniform * days).astype(np.int64)
