"""Platform fees, in whole fen, rounded half up per order line."""

import numpy as np

from simulator.scenario import Fees


def share_of(paid: np.ndarray, share: np.ndarray | float) -> np.ndarray:
    """Fen of a fee that is a share (one, or one an order) of the price paid (int64, fen)."""
    millionths = np.rint(np.asarray(share) * 1_000_000).astype(np.int64)
    return (paid * millionths + 500_000) // 1_000_000


def season_part(yearly: int, weeks: int) -> int:
    """Fen of a yearly fee that a season of so many weeks bears."""
    return (yearly * weeks * 2 + 52) // 104


def selling_cost(fees: Fees, sales: float, weeks: int) -> dict[str, float]:
    """Yuan that a platform takes of a season's `sales` (yuan), by fee; the deposit comes back and is no cost."""
    return {
        "entry": fees.entry.value * weeks / 52,
        "technical": fees.technical.value * weeks / 52,
        "commission": fees.commission.value * sales,
        "payment": fees.payment.value * sales,
    }


def sales_of_equal_cost(first: Fees, second: Fees, weeks: int) -> float | None:
    """Sales of a season, in yuan, at which two platforms take the same; nothing when they never do."""
    fixed = [sum(selling_cost(fees, 0.0, weeks).values()) for fees in (first, second)]
    rates = [
        sum(selling_cost(fees, 1.0, weeks).values()) - low for fees, low in zip((first, second), fixed, strict=True)
    ]
    if rates[0] == rates[1]:
        return None
    sales = (fixed[1] - fixed[0]) / (rates[0] - rates[1])
    return sales if sales > 0 else None
