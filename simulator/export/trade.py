"""What a season recorded of its orders, as raw columns of the export's tables."""

import numpy as np

from simulator.export.recorded import Recorded, day_numbers
from simulator.records import Table, count, joined
from simulator.scenario import shops_of
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.season.people import SOURCES

ORDERS_IN_A_DAY = 1_000_000  # orders are numbered by day, and below this in it
UNPAID, CANCELLED, RETURNED, COMPLETED = range(4)
STATUS = ("unpaid", "cancelled", "returned", "completed")


def named(names: tuple[str, ...] | list[str], places: np.ndarray) -> np.ndarray:
    """The names at some places; `NEVER` has none."""
    return np.array([*names, None], dtype=object)[places]


class Sold:
    """The orders of a season, paid ones before the others, each with its number."""

    def __init__(self, result: Result, visits: Recorded) -> None:
        self.result, self.visits = result, visits
        self.orders, self.unpaid = result.tables["orders"], result.tables["unpaid"]
        self.products = list(result.scenario.products)
        self.shops = shops_of(result.plan, result.scenario)
        self.visit = np.concatenate(
            [visits.of("order", len(self.orders["visit"])), visits.of("unpaid", len(self.unpaid["visit"]))]
        )
        self.number = self._numbers()

    def _numbers(self) -> np.ndarray:
        """Numbers of orders, by the day of the visit and in it by the moment."""
        day, moment = self.visits["day"][self.visit], self._both("moment")
        order = np.lexsort((self._both("visit"), moment, day))
        within = np.empty_like(order)
        within[order] = np.arange(len(order)) - day[order].searchsorted(day[order])
        return day_numbers(self.result)[day] * ORDERS_IN_A_DAY + within + 1

    def _both(self, name: str) -> np.ndarray:
        """A column of paid orders, then of the others."""
        return np.concatenate([self.orders[name], self.unpaid[name]])

    def _paid_only(self, values: np.ndarray, other: int = 0) -> np.ndarray:
        """A column of paid orders, with `other` for those that were not paid."""
        return np.concatenate([values, np.full(len(self.unpaid["visit"]), other, dtype=np.int64)])

    def status(self) -> np.ndarray:
        """What became of paid orders in the end."""
        back = self.orders["returned"] != NEVER
        return np.where(self.orders["cancelled"] != NEVER, CANCELLED, np.where(back, RETURNED, COMPLETED))

    def table(self) -> Table:
        """The table of orders, in the order in which they were placed."""
        more = (self.orders["gift"] != NEVER).astype(np.int64) + (self.orders["added"] != NEVER)
        shelf, paid, pieces = (self._both(name) for name in ("shelf", "paid", "pieces"))
        columns = {
            "order_id": self.number,
            "visit_id": self.visits["visit_id"][self.visit],
            "person_id": self.visits["person_id"][self.visit],
            "shop": named(self.shops, self._both("shop")),
            "source": named(SOURCES, self._both("source")),
            "placed": self._both("moment"),
            "status": named(STATUS, self._paid_only(self.status(), UNPAID)),
            "product": named(self.products, self._both("product")),
            "pieces": pieces,
            "parcel_pieces": pieces + self._paid_only(more),
            "shelf_value": shelf,
            "discount": shelf - paid,
            "paid": paid,
            "fees": self._paid_only(self.orders["fees"]),
            "earlier_orders": self._both("times"),
        }
        return by(columns, "order_id")

    def lines(self) -> Table:
        """The lines of all orders: what was ordered, then what was added and given."""
        everything = np.arange(len(self.number), dtype=np.int64)
        parts = [self._line(everything, self._both("product"), 0, self._both("pieces"))]
        for kind, name in enumerate(("added", "gift"), 1):
            which = (self.orders[name] != NEVER).nonzero()[0].astype(np.int64)
            parts.append(self._line(which, self.orders[name][which], kind, np.ones_like(which)))
        lines = joined(parts)
        lines = by(lines | {"place": lines["order_id"] * 3 + lines["kind"]}, "place")
        return self._valued(lines)

    def _line(self, which: np.ndarray, product: np.ndarray, kind: int, pieces: np.ndarray) -> Table:
        return {
            "row": which, "order_id": self.number[which], "kind": np.full(len(which), kind, dtype=np.int64),
            "product": product, "pieces": pieces,
        }  # fmt: skip

    def _valued(self, lines: Table) -> Table:
        """Lines with their number and their parts of the order's amounts: the last one that costs anything has the
        rest."""
        prices = np.array([one.list_price for one in self.result.scenario.products.values()])
        weight = np.where(lines["kind"] == GIFT, 0.0, prices[lines["product"]] * lines["pieces"])
        share = np.round(weight / count(lines["row"], weight, len(self.number))[lines["row"]], 12)
        first = np.arange(len(weight), dtype=np.int64) - lines["order_id"].searchsorted(lines["order_id"])
        amounts = {name: self._parts(self._both(raw), lines, share) for name, raw in PARTS.items()}
        words = {"kind": named(KINDS, lines["kind"]), "product": named(self.products, lines["product"])}
        return lines | amounts | words | {"line": first + 1}

    def _parts(self, amount: np.ndarray, lines: Table, share: np.ndarray) -> np.ndarray:
        part = np.floor(amount[lines["row"]] * share + 0.5).astype(np.int64)
        part[lines["kind"] == ORDERED] = 0
        added = count(lines["row"], part, len(amount)).astype(np.int64)
        return np.where(lines["kind"] == ORDERED, (amount - added)[lines["row"]], part)


ORDERED, GIFT = 0, 2  # places of `KINDS`
KINDS = ("ordered", "added", "gift")
PARTS = {"shelf_value": "shelf", "paid": "paid"}


def by(columns: Table, name: str) -> Table:
    """The rows in the order of a column."""
    order = columns[name].argsort(kind="stable")
    return {one: values[order] for one, values in columns.items()}
