"""The ledger: every fen of a season, double entry."""

from collections import defaultdict

import numpy as np

ASSETS = ("cash", "deposit", "escrow", "stock", "on_order", "prepaid_fees")
EQUITY = ("capital",)
RESULT = (
    "shelf_value",
    "discounts",
    "refunds",
    "goods",
    "goods_returned",
    "inspection",
    "spoiled",
    "platform_fees",
    "yearly_fees",
    "marketing",
    "ads",
    "purchasing",
    "search_work",
    "posts",
    "livestream",
    "kol",
    "referral",
    "freight",
    "packing",
    "return_handling",
    "storage",
    "operating",
    "content",
    "research",
    "localisation",
    "compliance",
    "interest",
    "write_down",
    "return_freight",
    "picking",
    "lateness",
    "compensation",
    "remedies",
    "reviews",
    "bought_reviews",
    "relations",
    "festival",
    "membership",
    "messages",
    "private_domain",
    "community",
    "brand",
    "technology",
    "staff",
    "precautions",
    "tests",
    "instruments",
    "security",
    "leaks",
)
MARKETING = ("marketing", "ads", "search_work", "posts", "livestream", "kol", "referral", "festival", "brand")
ACCOUNTS = ASSETS + EQUITY + RESULT


class BooksError(RuntimeError):
    """The books of a season do not balance; the message names the identity that broke."""


class Ledger:
    """Entries (day, debit account, credit account, fen) and the balances that they make.

    Assets and costs have positive balances, capital and income negative ones; the sum over all accounts is always 0.
    """

    def __init__(self) -> None:
        self.entries: list[tuple[int, str, str, int]] = []
        self.balance: dict[str, int] = defaultdict(int)

    def post(self, day: int, debit: str, credit: str, fen: int) -> None:
        """Move `fen` from the credit account to the debit account; nothing is written for 0."""
        if fen:
            self.entries.append((day, debit, credit, int(fen)))
            self.balance[debit] += int(fen)
            self.balance[credit] -= int(fen)

    def profit(self) -> int:
        """Income less cost so far, fen."""
        return -sum(self.balance[account] for account in RESULT)

    def columns(self) -> dict[str, np.ndarray]:
        """The entries as columns: day, debit, credit (places in `ACCOUNTS`), fen."""
        place = {account: number for number, account in enumerate(ACCOUNTS)}
        rows = [(day, place[debit], place[credit], fen) for day, debit, credit, fen in self.entries]
        table = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return dict(zip(("day", "debit", "credit", "fen"), table.T, strict=True))
