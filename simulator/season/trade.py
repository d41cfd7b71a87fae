"""What a day's trade leaves behind, whichever engine played it."""

import numpy as np
from attrs import define

from simulator.records import Table

PERSON_COLUMNS = ("moment", "visit", "person", "times", "segment", "shop", "source")
BUYER_COLUMNS = (*PERSON_COLUMNS, "consultation")  # and what came of their question (`laws.desk.OUTCOMES`)
LINE_COLUMNS = ("product", "pieces", "shelf", "paid")
CONTACT_COLUMNS = ("moment", "visit", "shop", "started", "decided", "outcome")


@define
class Trade:
    """How many decided; paid orders and those placed and not paid (columns of `BUYER_COLUMNS` and `LINE_COLUMNS`; a
    paid one also `added`, the number of a product of which a piece goes with it);
    contacts in the order they came; orders that rivals took; and pieces wanted here and not had."""

    deciding: int
    orders: Table
    unpaid: Table
    contacts: Table
    rivals: np.ndarray
    lost: np.ndarray
