"""What a season recorded by day: the shops, the market round them, goods and money. Raw columns."""

import numpy as np

from simulator.export.trade import by, named
from simulator.kpi import searches_by_day
from simulator.laws.traffic import DAY
from simulator.ledger import ACCOUNTS
from simulator.outlays import INSTRUMENTS, tests_of
from simulator.records import Table, count, joined, rows
from simulator.scenario import shops_of
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.season.people import SOURCES
from simulator.season.trade import PARCEL_COLUMNS

MOVES = ("opening", "delivered", "sold", "returned", "cancelled", "lost")
NONE = np.empty(0, dtype=np.int64)


def products(result: Result) -> Table:
    """The shop's goods."""
    goods = result.scenario.products
    columns = {name: [getattr(one, name) for one in goods.values()] for name in ("name", "name_zh", "role")}
    money = {name: [getattr(one, name) for one in goods.values()] for name in ("unit_cost", "list_price")}
    words = {name: np.array(values, dtype=object) for name, values in columns.items()}
    fen = {name: np.rint(100 * np.array(values)).astype(np.int64) for name, values in money.items()}
    return words | fen | {"product": np.array(list(goods), dtype=object)}


def overview(result: Result) -> Table:
    """What a platform shows of each shop and day."""
    visits = result.tables["visits"]
    return {
        "date": visits["day"],
        "shop": named(shops_of(result.plan, result.scenario), visits["shop"]),
        "visitors": sum(visits[name] for name in SOURCES),
        "page_views": visits["page_views"],
        "search_rank": visits["rank"],
        "spend": visits["spend"],
    }


def social(result: Result) -> Table:
    """What posts brought, by day and channel."""
    table = result.tables["social"]
    mediums = [one.medium for one in result.plan.channels]
    return table | {"date": table["day"], "channel": named(mediums, table["channel"])}


def tests(result: Result) -> Table:
    """What A/B tests counted, by day and version."""
    table = result.tables.get("tests") or dict.fromkeys(("day", "test", "version", "shown", "orders", "sales"), NONE)
    told = {name: named([getattr(one, name) for one in tests_of(result.plan)], table["test"])
            for name in ("product", "object")}  # fmt: skip
    return table | told | {"date": table["day"], "version": named(("A", "B"), table["version"])}


def readings(result: Result) -> Table:
    """What instruments read, by day."""
    table = result.tables.get("readings") or dict.fromkeys(("day", "instrument", "about", "value"), NONE)
    goods, rivals = list(result.scenario.products), [one.name for one in result.scenario.rivals]
    first = np.cumsum([0, len(goods), len(rivals)])  # of what each instrument is about
    about = named([*goods, *rivals, "market"], first[table["instrument"]] + table["about"])
    instrument = named(tuple(INSTRUMENTS), table["instrument"])
    return table | {"date": table["day"], "instrument": instrument, "about": about}


def market(result: Result) -> Table:
    """What everybody can see of the rivals, by day."""
    table, names = result.tables["rivals"], [one.name for one in result.scenario.rivals]
    return {"date": table["day"], "rival": named(names, table["rival"]), "price": table["price"],
            "sold": table["orders"], "revenue": table["revenue"]}  # fmt: skip


def searches(result: Result) -> Table:
    """How often the goods' words are searched for, by day and platform."""
    found = searches_by_day(result)
    day, shop, words = np.indices(found.shape).reshape(3, -1)
    names = named(shops_of(result.plan, result.scenario), shop)
    return {"date": day.astype(np.int64), "platform": names, "words": named(("core", "tail"), words),
            "searches": np.rint(found.ravel()).astype(np.int64)}  # fmt: skip


def money(result: Result) -> Table:
    """Every entry of the ledger."""
    table = result.tables["ledger"]
    accounts = {name: named(ACCOUNTS, table[name]) for name in ("debit", "credit")}
    return by({"date": table["day"], "amount": table["fen"]} | accounts, "date")


def stock_moves(result: Result) -> Table:
    """What came to the shelves and left them, by day and product; added up, the pieces on the shelf in the evening.
    Pieces that are neither sold nor there were sent back on inspection, or spoiled."""
    size = len(result.scenario.products)
    moves = [_opening(result), _delivered(result), _sold(result), *_came_back(result)]
    moves.append(_lost(result, joined(moves), size))
    table = joined(moves)
    cell = (table["date"] * len(MOVES) + table["kind"]) * size + table["product"]
    cells, place = np.unique(cell, return_inverse=True)
    pieces = count(place, table["pieces"], len(cells)).astype(np.int64)
    rest, product = np.divmod(cells, size)
    date, kind = np.divmod(rest, len(MOVES))
    names = list(result.scenario.products)
    told = {"date": date, "kind": named(MOVES, kind), "product": named(names, product), "pieces": pieces}
    return rows(told, pieces != 0)


def _moved(day: np.ndarray, kind: str, product: np.ndarray, pieces: np.ndarray) -> Table:
    kinds = np.full(len(day), MOVES.index(kind), dtype=np.int64)
    return {"date": day, "kind": kinds, "product": product, "pieces": pieces}


def _opening(result: Result) -> Table:
    shelves, purchases = result.tables["shelves"], result.tables["purchases"]
    bought = count(purchases["product"], purchases["pieces"], len(shelves["bought"])).astype(np.int64)
    product = np.arange(len(bought), dtype=np.int64)
    return _moved(np.zeros_like(product), "opening", product, shelves["bought"] - bought)


def _delivered(result: Result) -> Table:
    """Purchases that came in; what comes at midnight is counted in the evening before."""
    table, last = result.tables["purchases"], int(result.tables["reviews"]["day"][-1])
    came = rows(table, table["arrives"] <= (last + 1) * DAY)
    return _moved((came["arrives"] - 1) // DAY, "delivered", came["product"], came["pieces"])


def _sold(result: Result) -> Table:
    table = result.tables["products"]
    return _moved(table["day"], "sold", table["product"], -table["sold"])


def _came_back(result: Result) -> list[Table]:
    """What comes back to the shelf: returns that can be sold again while the shop is open, and what never left or
    arrived when it closed."""
    orders, closed = result.tables["orders"], result.closed_on
    returned = (orders["resold"] > 0) & ((orders["returned"] <= closed) | (closed == NEVER))
    cases = (
        ("returned", returned, orders["returned"]),
        ("cancelled", orders["cancelled"] != NEVER, orders["cancelled"]),
    )
    return [part for kind, which, day in cases for part in _pieces_of(rows(orders, which), kind, day[which])]


def _pieces_of(orders: Table, kind: str, day: np.ndarray) -> list[Table]:
    parts = [_moved(day, kind, orders["product"], orders["pieces"])]
    for name in PARCEL_COLUMNS:
        some = orders[name] != NEVER
        parts.append(_moved(day[some], kind, orders[name][some], np.ones(int(some.sum()), dtype=np.int64)))
    return parts


def _lost(result: Result, moves: Table, size: int) -> Table:
    """What is missing on the shelf, evening by evening, and at the end of all."""
    last = result.scenario.days
    day = np.minimum(moves["date"], last)
    change = count(day * size + moves["product"], moves["pieces"], (last + 1) * size).astype(np.int64)
    there = np.concatenate([result.tables["products"]["on_hand"], result.tables["shelves"]["on_hand"]])
    before = np.concatenate([np.zeros(size, dtype=np.int64), there[:-size]])
    date, product = np.divmod(np.arange(len(there), dtype=np.int64), size)
    return _moved(date, "lost", product, there - before - change)
