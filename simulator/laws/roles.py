"""Roles of products: traffic, hit, profit and image, each strong in one thing and weak in another.

The four roles are those of the Syllabus (training notes, chapter 2); every size here is an assumption. No role is free:
a row adds in one column what it takes in another, and traffic and image goods play theirs only at a price that goes
with it.
"""

import math

import numpy as np
from attrs import frozen

FULL_BASKET = 0.30  # an order carries something more with this chance at most (assumed)
FULL_HALO = 0.2  # utility that others' halos give a product at most (assumed)
TOO_DEAR = 2.0  # multiple of the usual price at which nobody adds a product any more (assumed)


@frozen
class Role:
    """What a role does.

    `visits`: factor on the visits that search brings to the product. `herding`: utility for each doubling of its
    sales. `halo`: utility added to each of the shop's other products. `basket`: chance that, at the usual price or
    less, it is added to another product's order. `price`: multiple of the category's usual price at which visits and
    halo are had in full; 1 for a role that any price suits.
    """

    visits: float
    herding: float
    halo: float
    basket: float
    price: float = 1.0


ROLES = {
    "regular": Role(visits=1.0, herding=0.05, halo=0.0, basket=0.02),
    "traffic": Role(visits=1.5, herding=0.05, halo=-0.05, basket=0.0, price=0.75),
    "hit": Role(visits=0.9, herding=0.15, halo=0.0, basket=0.0),
    "profit": Role(visits=0.9, herding=0.0, halo=0.0, basket=0.10),
    "image": Role(visits=0.8, herding=0.0, halo=0.10, basket=0.0, price=2.0),
}


def played(role: str, price: float) -> float:
    """How far, 0 to 1, a product plays its role at a price, as a multiple of the category's usual one.

    Traffic goods draw by being cheaper than is usual, image goods shine by being dearer (a price is judged against
    others: Monroe 1973); at the usual price neither does anything.
    """
    full = ROLES[role].price
    return 1.0 if full == 1.0 else round(min(max((price - 1.0) / (full - 1.0), 0.0), 1.0), 12)


def drawn(role: str, price: float) -> float:
    """Factor on the visits that search brings to a product in its role at a price; arguments as `played`."""
    visits, usual = ROLES[role].visits, ROLES["regular"].visits
    return round(usual + (visits - usual) * played(role, price), 12)


def halos(roles: list[str], prices: list[float]) -> np.ndarray:
    """Utility that each product gets from the others' roles, `FULL_HALO` at most; arguments as `played`, one each."""
    given = np.array([ROLES[role].halo * played(role, price) for role, price in zip(roles, prices, strict=True)])
    return np.round(np.minimum(given.sum() - given, FULL_HALO), 12)


def herding(role: str, sold: float, usual: float) -> float:
    """Utility from the pieces sold lately, by doublings of one plus their ratio to what is `usual`.

    Shoppers take what others took (Salganik, Dodds and Watts 2006); a product that nobody bought gains nothing.
    """
    return round(ROLES[role].herding * math.log2(1.0 + sold / usual), 12)


def basket_chances(roles: list[str], prices: list[float], lift: float = 1.0) -> np.ndarray:
    """Chance that a piece of each product (columns) is added to an order of each other one (rows), n x n.

    Arguments as `played`; recommendations multiply every chance by `lift`. What is added by the way must not be dear:
    from the usual price on the chance falls in a line, to nothing at `TOO_DEAR` times it. A row is `FULL_BASKET` at
    most.
    """
    alone = easily_added(np.array(prices)) * [ROLES[role].basket for role in roles]
    chances = lift * alone * (1 - np.eye(len(roles)))
    return np.round(chances * FULL_BASKET / np.maximum(chances.sum(axis=1, keepdims=True), FULL_BASKET), 12)


def easily_added(price: np.ndarray) -> np.ndarray:
    """How easily, 0 to 1, a product is added by the way at a price, as a multiple of the category's usual one."""
    return np.clip((TOO_DEAR - price) / (TOO_DEAR - 1.0), 0.0, 1.0)
