"""Records: what happened in a season, as tables of columns, and their digest."""

import hashlib

import numpy as np

Table = dict[str, np.ndarray]


class Recorder:
    """Collects rows of one table, block by block."""

    def __init__(self) -> None:
        self.blocks: list[dict[str, np.ndarray]] = []

    def add(self, **columns: object) -> None:
        """Add rows: one array (or one number) a column, the same columns and length each time."""
        self.blocks.append({name: np.atleast_1d(values) for name, values in columns.items()})

    def table(self, columns: tuple[str, ...]) -> Table:
        """All rows so far; `columns` names them for a table that stayed empty."""
        if not self.blocks:
            return {name: np.empty(0, dtype=np.int64) for name in columns}
        return {name: np.concatenate([block[name] for block in self.blocks]) for name in self.blocks[0]}


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
