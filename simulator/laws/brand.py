"""A brand: what people remember of a shop, and who knows its name. Sizes in `world/brand.toml`.

Contacts meet people at random, and each is forgotten after a time of its own. Then whoever is looked at remembers a
Poisson number of them (an M/M/infinity queue), whose mean, the stock, decays like goodwill (Nerlove and Arrow 1962).
"""

import math


def remembered(before: float, contacts: float, half_life: float) -> float:
    """Contacts that a person remembers on average at the end of a week: what is left of those before, and the week's;
    half of them is forgotten in `half_life` weeks."""
    return round(before * 0.5 ** (1.0 / half_life) + contacts, 12)


def aware(stock: float, needed: int) -> float:
    """Share of people who know the brand: those who remember `needed` contacts or more."""
    fewer = math.fsum(stock**number / math.factorial(number) for number in range(needed))
    return round(1.0 - math.exp(-stock) * fewer, 12)


def at_event(spend: float, enough: float, most: float) -> float:
    """Contacts a person by an event of `spend` yuan for each thousand people: `most` at most, two thirds of them when
    it is `enough` (exposure of Poisson contacts, as in `social.pull`)."""
    return round(-most * math.expm1(-spend / enough), 12)
