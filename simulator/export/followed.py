"""What followed the orders of a season: money, parcels, questions, complaints, returns, reviews. Raw columns."""

import numpy as np

from simulator.export.recorded import Recorded
from simulator.export.trade import Sold, by, named
from simulator.kpi import parcels
from simulator.laws.desk import OUTCOMES
from simulator.records import Table, joined
from simulator.season import Result
from simulator.season.conditions import Conditions
from simulator.season.due import NEVER, SCORES

MONEY_OF_ORDERS = ("payment", "payout", "refund")
SOLVED = ("not solved", "on the spot", "by remedy")
REASONS = ("changed mind", "flaw", "wrong goods")
SHOWN = {"description": "stars", "service": "service_stars", "delivery": "delivery_stars"}


class Followed:
    """What became of the paid orders, each by its number."""

    def __init__(self, result: Result, visits: Recorded, sold: Sold) -> None:
        self.result, self.visits, self.orders = result, visits, result.tables["orders"]
        self.number = sold.number[: len(self.orders["visit"])]
        self.shops = sold.shops

    def _where(self, which: np.ndarray, *names: str) -> Table:
        """Numbers and columns of some orders."""
        return {"order_id": self.number[which]} | {name: self.orders[name][which] for name in names}

    def payments(self) -> Table:
        """What moved for each order: the buyer's payment, the platform's payout, the refund."""
        paid, fees, none = self.orders["paid"], self.orders["fees"], np.zeros_like(self.orders["fees"])
        moves = ((self.orders["day"], paid, none), (self.orders["settled"], paid - fees, fees),
                 (self._refunded(), paid, none))  # fmt: skip
        parts = [self._moved(kind, *move) for kind, move in enumerate(moves)]
        return by(by(joined(parts), "order_id"), "date")

    def _moved(self, kind: int, day: np.ndarray, amount: np.ndarray, fees: np.ndarray) -> Table:
        which = (day != NEVER).nonzero()[0]
        words = named(MONEY_OF_ORDERS, np.full(len(which), kind))
        columns = {"date": day[which], "kind": words, "amount": amount[which], "fees": fees[which]}
        return self._where(which) | columns

    def _refunded(self) -> np.ndarray:
        """The day of each refund, or `NEVER`."""
        asked, cancelled = self.orders["requested"], self.orders["cancelled"]
        back = np.where(asked != NEVER, asked + Conditions.of(self.result.plan).refund, NEVER)
        return np.where(cancelled != NEVER, cancelled, back)

    def parcels(self) -> Table:
        """Parcels that left, those cut short by the shop's end included."""
        which = (self.orders["left"] != NEVER).nonzero()[0]
        table = self._where(which, "left", "delivered")
        wrong = self.orders["wrong"][which] > 0
        return table | {"pieces": parcels(self.orders)[which], "wrong": wrong}

    def contacts(self) -> Table:
        """Questions to the desk, in the order in which they came."""
        table = self.result.tables["contacts"]
        visit = self.visits.of("contact", len(table["visit"]))
        return {
            "visit_id": self.visits["visit_id"][visit],
            "shop": named(self.shops, table["shop"]),
            "asked": table["moment"],
            "answered": table["started"],
            "ended": table["decided"],
            "outcome": named(OUTCOMES, table["outcome"]),
        }

    def complaints(self) -> Table:
        """Complaints about flaws, and what they cost."""
        table = self._where(
            (self.orders["complained"] > 0).nonzero()[0], "delivered", "compensation", "remedy", "solved"
        )
        return table | {"date": table["delivered"], "solved": named(SOLVED, table["solved"])}

    def returns(self) -> Table:
        """Parcels that came back."""
        which = (self.orders["returned"] != NEVER).nonzero()[0]
        table = self._where(which, "requested", "returned", "paid")
        reason = np.where(self.orders["wrong"][which] > 0, 2, self.orders["flawed"][which])
        resold = self.orders["resold"][which] > 0
        pieces = parcels(self.orders)[which]
        return table | {"reason": named(REASONS, reason), "resold": resold, "pieces": pieces, "refund": table["paid"]}

    def reviews(self) -> Table:
        """Reviews that stand, by the day on which they appeared; bought ones belong to no order."""
        wrote = (self.orders["writes"] > 0).nonzero()[0]
        written = self._where(wrote, "asked") | {name: self.orders[raw][wrote] for name, raw in SHOWN.items()}
        written |= {"date": self.orders["delivered"][wrote] + 1, "bought": np.zeros(len(wrote), dtype=bool)}
        written["asked"] = written["asked"] > 0
        return by(joined([written, self._bought()]), "date")

    def _bought(self) -> Table:
        table = self.result.tables["reviews"]
        day = table["day"].repeat(table["bought"].astype(np.intp))
        best = dict.fromkeys(SCORES, np.full(len(day), 5, dtype=np.int64))
        told = {"bought": np.ones(len(day), dtype=bool), "asked": np.zeros(len(day), dtype=bool)}
        return {"order_id": np.full(len(day), NEVER, dtype=np.int64), "date": day} | best | told
