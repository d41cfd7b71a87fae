"""Exports as files: one a table, CSV or Parquet, and the data dictionary beside them. All of a folder or nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.export.dictionary import dictionary, tables
from simulator.export.tables import Frames, parts
from simulator.season import Result

FORMATS = ("csv", "parquet")


def write(result: Result, folder: Path, kind: str = "csv", report: Callable[[int, int], None] | None = None) -> None:
    """Write every table of a season to a folder that is new or empty; `report` hears of each day written.

    Raises OSError where the folder cannot be written, ModuleNotFoundError where Parquet lacks pyarrow.
    """
    with _new(folder) as place, ExitStack() as files:
        dictionary().to_csv(place / "dictionary.csv", index=False)
        opened: dict[str, Callable[[pd.DataFrame], None]] = {}
        for done, made in parts(result):
            for name, part in made.items():
                if name not in opened:
                    opened[name] = files.enter_context(WRITERS[kind](place / f"{name}.{kind}"))
                opened[name](part)
            if report:
                report(done, result.scenario.days)


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, which takes its place when all is written."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    beside.mkdir()
    try:
        yield beside
        if folder.is_dir():
            folder.rmdir()
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _csv(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    with path.open("w", encoding="utf-8", newline="") as file:

        def add(part: pd.DataFrame) -> None:
            part.to_csv(file, index=False, header=file.tell() == 0, lineterminator="\n")

        yield add


@contextmanager
def _parquet(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    import pyarrow
    from pyarrow import parquet

    writer: Any = None

    def add(part: pd.DataFrame) -> None:
        nonlocal writer
        table = pyarrow.Table.from_pandas(part, preserve_index=False)
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)

    try:
        yield add
    finally:
        if writer:
            writer.close()


WRITERS = {"csv": _csv, "parquet": _parquet}


def read(folder: Path) -> Frames:
    """The tables of a folder that `write` has filled, as they were."""
    found = {name: next(folder.glob(f"{name}.*"), None) for name in tables()}
    return {name: READERS[path.suffix](path, name) for name, path in found.items() if path}


def _from_csv(path: Path, name: str) -> pd.DataFrame:
    dtypes = tables()[name].dtypes
    dated = [column for column, dtype in dtypes.items() if dtype.startswith("datetime")]
    plain = {column: dtype for column, dtype in dtypes.items() if column not in dated}
    frame = pd.read_csv(path, dtype=plain, float_precision="round_trip", keep_default_na=False, na_values=[""])
    for column in dated:
        frame[column] = pd.to_datetime(frame[column], format="ISO8601").astype(dtypes[column])
    return frame


def _from_parquet(path: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(path).astype(tables()[name].dtypes)


READERS = {".csv": _from_csv, ".parquet": _from_parquet}
