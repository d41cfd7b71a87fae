"""Promotions: what an order of so many pieces costs, and who buys one more to reach a threshold."""

import numpy as np


def cut(price: int, percent: float) -> int:
    """Price in fen after a percentage cut, rounded half up to the fen."""
    return (price * round(10_000 - 100 * percent) + 5_000) // 10_000


def saving(order: np.ndarray, thresholds: list[tuple[int, int]]) -> np.ndarray:
    """Fen taken off orders (int64, fen) by spend-and-save offers [(spend, save), ...] in fen, the best that applies."""
    best = np.zeros_like(order)
    for spend, save in thresholds:
        best = np.maximum(best, np.where(order >= spend, save, 0))
    return best


def topped_up(pieces: np.ndarray, price: int, thresholds: list[tuple[int, int]], willing: np.ndarray) -> np.ndarray:
    """Pieces after topping up: a willing shopper takes one more when that reaches a threshold missed so far."""
    now, more = pieces * price, (pieces + 1) * price
    gains = saving(more, thresholds) > saving(now, thresholds)
    return np.where(gains & willing, pieces + 1, pieces)
