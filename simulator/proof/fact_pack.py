"""The fact pack: a shop of two hundred products over seventy-eight weeks, where published regularities are looked for.

Its goods are drawn once, from a generator of its own. Two numbers are calibrated: the spread of what products are
liked, to the share of sales that the best fifth brings, and how often buyers come back, to the share who buy once.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np
from attrs import evolve

from simulator.plan import Plan, Shop
from simulator.proof.worlds import all_rows, changed_tables
from simulator.scenario import Product, Scenario, load
from simulator.season import Result, play

PRODUCTS, WEEKS, SEED = 200, 78, 970
PRICE, PRICE_SPREAD = 79.0, 0.4  # yuan, and sd of its logarithm
MARGIN, RETURNED = 0.55, 0.17
LIKED, LIKED_SPREAD, TASTE = -2.5, 1.6, 0.3  # utility: mean, sd over products (calibrated), sd over segments
COMING_BACK = 4.0  # factor on the chance of a further visit (calibrated)
PLENTY = 100_000  # pieces of each product, and more than a season sells


def fact_pack() -> Scenario:
    """The scenario of the pack."""
    base = load("first-shop")
    rng = np.random.Generator(np.random.PCG64(SEED))
    goods = {f"good-{number:03d}": _good(number, base, rng) for number in range(PRODUCTS)}
    calm = {"candidates": {}, "rule_changes": (), "strictness": 0.0}
    return evolve(base, products=goods, weeks=WEEKS, capital=1e9, traffic=0.6, **calm)


def _good(number: int, base: Scenario, rng: np.random.Generator) -> Product:
    price = round(PRICE * math.exp(rng.normal(0.0, PRICE_SPREAD)), 1)
    liked = rng.normal(LIKED, LIKED_SPREAD)
    usual = base.products["scarf-plain"]
    appeal = {name: round(liked + value + rng.normal(0.0, TASTE), 3) for name, value in usual.appeal.items()}
    return evolve(
        usual, name=f"Good {number}", name_zh=f"商品{number}", role="regular", list_price=price,
        unit_cost=round((1 - MARGIN) * price, 1), returns=RETURNED, appeal=appeal, first_stock=PLENTY,
    )  # fmt: skip


@contextmanager
def of_regulars() -> Iterator[None]:
    """A world in which buyers come back as often as the pack has it."""
    with changed_tables(platforms=all_rows(coming_back=COMING_BACK)):
        yield


@cache
def season() -> Result:
    """A season of the pack on Taobao, in which nothing is decided."""
    with of_regulars():
        return play(Plan(shop=Shop("taobao")), fact_pack(), SEED)
