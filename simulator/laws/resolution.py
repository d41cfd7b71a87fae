"""Problems after a sale: who complains, and what helps.

Front-line staff may pay up to a limit on the spot (Syllabus, part 1.4.4); whoever claims more is offered a remedy, and
whom that does not help may send the goods back. Sizes are assumed, in `world/aftersales.toml`.
"""

import numpy as np

NOT, ON_THE_SPOT, BY_OFFER = range(3)  # how a problem is solved


def claims(uniform: np.ndarray, mean: float) -> np.ndarray:
    """Fen that would content people at once: exponential with a mean in yuan, a fen at least (int64).

    The logarithm is rounded, so that every machine gets the same.
    """
    return np.maximum(np.rint(-100.0 * mean * np.round(np.log(uniform), 9)), 1).astype(np.int64)


def solved(claim: np.ndarray, luck: np.ndarray, limit: int, share: float) -> np.ndarray:
    """How each complaint is solved: on the spot where the claim (fen) is within the limit, else by the remedy in a
    `share` of cases, else not."""
    return np.where(claim <= limit, ON_THE_SPOT, np.where(luck < share, BY_OFFER, NOT))
