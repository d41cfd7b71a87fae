"""Records: what happened in a season, as tables of columns, and their digest."""

import hashlib

import numpy as np

Table = dict[str, np.ndarray]


def count(places: np.ndarray, weights: np.ndarray | None = None, length: int = 0) -> np.ndarray:
    """How often each place occurs, or the sum of its weights. In the browser, where a place has 32 bits, numpy would
    not take the 64 bits of a column."""
    return np.bincount(places.astype(np.intp, copy=False), weights, length)


def rows(table: Table, which: np.ndarray) -> Table:
    """The rows of a table that `which` names (a mask or places)."""
    return {name: values[which] for name, values in table.items()}


def joined(tables: list[Table]) -> Table:
    """The rows of some tables with the same columns, one table after the other."""
    if len(tables) == 1:
        return tables[0]
    return {name: np.concatenate([one[name] for one in tables]) for name in tables[0]}


LONG = 1000  # rows from which on a block is kept in as few bits as it needs
WIDTHS = (np.int8, np.int16, np.int32, np.int64)


class Recorder:
    """Collects rows of one table, block by block; whole numbers of long blocks in as few bits as they need."""

    def __init__(self) -> None:
        self.blocks: list[dict] = []

    def add(self, **columns: object) -> None:
        """Add rows: one array (or one number) a column, the same columns and length each time."""
        first = next(iter(columns.values()))
        long = isinstance(first, np.ndarray) and len(first) >= LONG
        self.blocks.append({name: _narrow(one) for name, one in columns.items()} if long else columns)

    def table(self, columns: tuple[str, ...]) -> Table:
        """All rows so far; `columns` names them for a table that stayed empty."""
        return {name: self.column(name) for name in (self.blocks[0] if self.blocks else columns)}

    def column(self, name: str) -> np.ndarray:
        """One column of all rows so far."""
        return _together([block[name] for block in self.blocks])

    def handed_over(self, columns: tuple[str, ...]) -> Table:
        """All rows, as `table`, for the last time: each block's part of a column is let go when they are joined."""
        names = tuple(self.blocks[0] if self.blocks else columns)
        return {name: _together([block.pop(name) for block in self.blocks]) for name in names}

    def no_rows(self) -> Table:
        """The columns without rows of a table that did not stay empty."""
        return {name: _wide(one[:0]) for name, one in self.blocks[0].items()}

    def since(self, block: int, *names: str) -> list[Table]:
        """Some columns of the blocks from a number on."""
        return [{name: _wide(one[name]) for name in names} for one in self.blocks[block:]]


def day_by_day(recorder: Recorder, name: str, size: int) -> Table:
    """The rows of a table that got as many every day, one for each of `size` things: with columns for the day and the
    number of the thing, called `name`."""
    days = np.arange(len(recorder.blocks), dtype=np.int64)
    each = np.arange(size, dtype=np.int64)
    return {"day": days.repeat(size), name: np.tile(each, len(days))} | recorder.table(())


def _together(parts: list) -> np.ndarray:
    if not parts:
        return np.empty(0, dtype=np.int64)
    return _wide(np.concatenate(parts) if isinstance(parts[0], np.ndarray) else np.array(parts))


def _wide(values: np.ndarray) -> np.ndarray:
    """Whole numbers with 64 bits, as everywhere else, also in the browser."""
    return values.astype(np.int64, copy=False) if values.dtype.kind == "i" else values


def _narrow(values: np.ndarray) -> np.ndarray:
    """A column by itself, not as a part of a larger array, whole numbers in as few bits as they need."""
    if values.dtype.kind != "i":
        return values.copy()
    low, high = int(values.min()), int(values.max())
    return values.astype(next(one for one in WIDTHS if np.iinfo(one).min <= low and high <= np.iinfo(one).max))


def digest(tables: dict[str, Table]) -> str:
    """SHA-256 of the tables: integers as they are, floats at nine significant digits."""
    total = hashlib.sha256()
    for name in sorted(tables):
        for column in sorted(tables[name]):
            total.update(f"{name}.{column}\n".encode())
            total.update(_bytes(tables[name][column]))
    return total.hexdigest()


def _bytes(values: np.ndarray) -> bytes:
    if values.dtype.kind == "f":
        return "\n".join(f"{value:.9g}" for value in values.tolist()).encode()
    return values.astype("<i8").tobytes()
