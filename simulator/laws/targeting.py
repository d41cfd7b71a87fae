"""Targeting: who is reached of those who are wanted, and who by mistake.

Precision and recall as in information retrieval (van Rijsbergen 1979): recall is the share of the wanted whom the ad
reaches, precision the share of the reached who are wanted.
"""

import numpy as np


def hits(wanted: np.ndarray, recall: float, false: float) -> np.ndarray:
    """Chance to be reached, by cell of people.

    `wanted`: share of each cell that is wanted; `recall`: chance of one who is; `false`: of one who is not.
    """
    return np.round(recall * wanted + false * (1.0 - wanted), 12)
