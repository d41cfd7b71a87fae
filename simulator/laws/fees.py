"""Platform fees, in whole fen, rounded half up per order line."""

import numpy as np


def share_of(paid: np.ndarray, share: float) -> np.ndarray:
    """Fen of a fee that is a share of the price paid (int64, fen)."""
    millionths = round(share * 1_000_000)
    return (paid * millionths + 500_000) // 1_000_000


def season_part(yearly: int, weeks: int) -> int:
    """Fen of a yearly fee that a season of so many weeks bears."""
    return (yearly * weeks * 2 + 52) // 104
