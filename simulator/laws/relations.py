"""Customer relations: what care, win-back messages and surveys do to who comes back. Sizes are assumed, in
`world/aftersales.toml`."""

import math

import numpy as np


def cared(messages: int, most: float, enough: float) -> float:
    """Factor on the chance of a later visit after so many messages of care: up to 1 + `most`, of which `enough` bring
    two thirds."""
    return round(1.0 + most * (1.0 - math.exp(-messages / enough)), 12)


def fatigue(messages: float, bearable: float, each: float) -> float:
    """Factor on the same: each message beyond what is borne takes a share `each` of what is left."""
    return round((1.0 - each) ** max(messages - bearable, 0.0), 12)


def won_back(days: int, most: float, best: float) -> float:
    """Chance that a message after so many days of silence brings somebody back who would not have come: `most` after
    `best` days, less before, when nothing is missed yet, and after, when the shop is forgotten."""
    return round(most * days / best * math.exp(1.0 - days / best), 12)


def answers(satisfaction: np.ndarray, uniform: np.ndarray, spread: float) -> np.ndarray:
    """Answers of a survey, 1 to 5: satisfaction and an even error of up to `spread` either way, to the nearest whole
    number (halves up; int64)."""
    heard = satisfaction + spread * (2.0 * uniform - 1.0)
    return np.clip(np.floor(heard + 0.5), 1, 5).astype(np.int64)
