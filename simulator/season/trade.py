"""What a day's trade leaves behind, whichever engine played it."""

import numpy as np
from attrs import define

from simulator.records import Table

PERSON_COLUMNS = ("moment", "visit", "person", "times", "spent", "segment", "shop", "source")
BUYER_COLUMNS = (*PERSON_COLUMNS, "consultation")  # and what came of their question (`laws.desk.OUTCOMES`)
LINE_COLUMNS = ("product", "pieces", "shelf", "paid")
PARCEL_COLUMNS = ("gift", "added")
CONTACT_COLUMNS = ("moment", "visit", "shop", "started", "decided", "outcome")


@define
class Trade:
    """How many decided, and how many of them saw each version; paid orders and those placed and not paid (columns of
    `BUYER_COLUMNS` and `LINE_COLUMNS`; a paid one also `PARCEL_COLUMNS`, the numbers of products of which a piece goes
    with it, given and added); contacts in the order they came; orders that rivals took; pieces wanted here and not had;
    and by product, buyers who had a piece at home and went without."""

    deciding: int
    shown: np.ndarray
    orders: Table
    unpaid: Table
    contacts: Table
    rivals: np.ndarray
    lost: np.ndarray
    had: np.ndarray
