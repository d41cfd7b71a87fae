"""The books of a season: identities that hold to the fen and to the piece in every run."""

from simulator.ledger import BooksError, Ledger
from simulator.records import Table
from simulator.season.baskets import sold


def check(tables: dict[str, Table], ledger: Ledger, unpaid_refunds: int) -> None:
    """Compare records, ledger and shelves. Raises `BooksError` naming the first identity that breaks."""
    shelves = tables["shelves"]
    sources = shelves["bought"] + shelves["restocked"]
    uses = sold(tables["orders"], len(sources))
    uses += sum(shelves[name] for name in ("on_hand", "on_order", "rejected", "spoiled"))
    for one, other in zip(sources.tolist(), uses.tolist(), strict=True):
        _equal("pieces bought and resold = sold + on hand + on order + rejected + spoiled", one, other)
    _equal("stock account = value on the shelves", _before(ledger, "stock"), int(shelves["value"].sum()))
    _equal("goods on order = purchases under way", _before(ledger, "on_order"), int(shelves["on_order_value"].sum()))
    _equal("escrow is empty after the last payout", ledger.balance["escrow"], 0)
    _equal("accounts sum to nothing", sum(ledger.balance.values()), 0)
    _money(tables, ledger, unpaid_refunds)


def _money(tables: dict[str, Table], ledger: Ledger, unpaid_refunds: int) -> None:
    orders, days = tables["orders"], tables["days"]
    paid, balance = int(orders["paid"].sum()), ledger.balance
    _equal("sales = shelf value less discounts", paid, -balance["shelf_value"] - balance["discounts"])
    payout = sum(fen for _, debit, credit, fen in ledger.entries if (debit, credit) == ("cash", "escrow"))
    held = sum(fen for _, debit, credit, fen in ledger.entries if (debit, credit) == ("refunds", "escrow"))
    back = sum(fen for _, debit, credit, fen in ledger.entries if (debit, credit) == ("cash", "platform_fees"))
    _equal("sales = payouts + fees + refunds held back", paid, payout + balance["platform_fees"] + back + held)
    due = int(orders["paid"][(orders["returned"] >= 0) | (orders["cancelled"] >= 0)].sum())
    _equal("refunds due = refunds paid + refunds owed", due, balance["refunds"] + unpaid_refunds)
    for account, column in (("compensation", "compensation"), ("remedies", "remedy"), ("reviews", "review_cost")):
        _equal(f"{account} = what each order says", balance[account], int(orders[column].sum()))
    _equal("marketing = what paid visits cost", balance["marketing"], int(tables["visits"]["spend"].sum()))
    _equal("ads = what their clicks cost", balance["ads"], int(tables["ads"]["spend"].sum()))
    _equal("visitors = paid orders + visitors who paid nothing", int(days["paid_orders"].sum()), len(orders["paid"]))


def _before(ledger: Ledger, account: str) -> int:
    """An asset's balance before the salvage write-down."""
    written = sum(fen for _, debit, credit, fen in ledger.entries if (debit, credit) == ("write_down", account))
    return ledger.balance[account] + written


def _equal(identity: str, left: int, right: int) -> None:
    if left != right:
        raise BooksError(f"the books do not balance: {identity} ({left} against {right})")
