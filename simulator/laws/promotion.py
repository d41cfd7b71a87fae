"""Promotions: what an order of so many pieces costs, who buys one more to reach a threshold, and what a cut is held
against.

Sources: Winer 1986, Kalyanaram and Winer 1995 (reference price); how fast it follows and how deep a cut has to be are
assumptions.
"""

import math

import numpy as np


def cut(price: np.ndarray | int, percent: np.ndarray | float) -> np.ndarray:
    """Price in fen after a percentage cut, rounded half up to the fen; an array works wherever a number does."""
    return (price * np.rint(10_000 - 100 * np.asarray(percent)).astype(np.int64) + 5_000) // 10_000


def saving(order: np.ndarray, thresholds: list[tuple[int, int]]) -> np.ndarray:
    """Fen taken off orders (int64, fen) by spend-and-save offers [(spend, save), ...] in fen, the best that applies."""
    best = np.zeros_like(order)
    for spend, save in thresholds:
        best = np.maximum(best, np.where(order >= spend, save, 0))
    return best


def percent_saving(order: np.ndarray, coupons: list[tuple[int, float]]) -> np.ndarray:
    """Fen taken off orders (int64, fen) by percentage coupons [(spend in fen, per cent), ...], the best that
    applies; what is left is rounded as `cut` does."""
    best = np.zeros_like(order)
    for spend, percent in coupons:
        best = np.maximum(best, np.where(order >= spend, order - cut(order, percent), 0))
    return best


def gift_worth(price: int, share: float) -> int:
    """Fen that a gift is worth to whoever gets it: a share of its price in fen; nobody chose it."""
    return round(price * share)


def bundled(percent: float, most: float, strong: float) -> float:
    """Chance that whoever orders one product of a bundle adds the other, not being dear, at so many per cent off both:
    0 for none, `most` for any cut, two thirds of it at `strong` per cent. The shape is an assumption."""
    return round(most * -math.expm1(-percent / strong), 12)


def bundle_saving(pair: np.ndarray | int, percent: np.ndarray | float) -> np.ndarray | int:
    """Fen that two pieces, which would cost `pair` fen, cost less as a bundle."""
    return pair - cut(pair, percent)


def topped_up(
    pieces: np.ndarray, price: np.ndarray, thresholds: list[tuple[int, int]], willing: np.ndarray
) -> np.ndarray:
    """Pieces after topping up: a willing shopper takes one more when that reaches a threshold missed so far."""
    now, more = pieces * price, (pieces + 1) * price
    gains = saving(more, thresholds) > saving(now, thresholds)
    return np.where(gains & willing, pieces + 1, pieces)


MEMORY = 0.9  # share of the reference price that a day leaves as it was: half forgotten in 6.6 days (assumed)
STRIKING = 0.10  # a cut this deep under the reference price draws all the attention that a promotion can (assumed)


def reference_price(before: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Tomorrow's reference prices in yuan: exponential smoothing of the prices that shoppers have seen."""
    return np.round(MEMORY * before + (1 - MEMORY) * seen, 9)


def paid_price(shelf: np.ndarray, paid: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Yuan that a piece was bought for on average: of the shelf price (yuan), the part that the day's orders paid of
    what was asked for them (both in fen); the shelf price where nobody ordered. Arrays of one shape."""
    return np.round(shelf * np.where(asked > 0, paid / np.maximum(asked, 1), 1.0), 9)


def ahead(depth: np.ndarray, share: float) -> np.ndarray:
    """Chance that a buyer takes one piece more for later, at a cut that goes so deep (a share off the usual price):
    `share` of what it goes deeper than `STRIKING`."""
    return np.round(share * np.maximum(depth - STRIKING, 0.0), 12)


def used_up(pieces: np.ndarray, days: float, wanted: np.ndarray) -> np.ndarray:
    """Share of a day's buyers who have a piece at home already: of `pieces` bought ahead one in so many `days` is used
    up on a day, and stands for one of the `wanted` orders of it; never more than half of them."""
    return np.round(np.minimum(pieces / days / np.maximum(wanted, 1.0), 0.5), 12)


def attention(price: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Share of a promotion's attention that a price (yuan a piece) under the reference price draws, 0 to 1.

    A sign over a price that is no lower than usual draws none, and a cut that lasts becomes the usual price.
    """
    return np.minimum(np.maximum((reference - price) / (STRIKING * reference), 0.0), 1.0)
