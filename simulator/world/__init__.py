"""The world tables, every number a `Figure` with its range, source, date and confidence, and the inventory."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

HERE = Path(__file__).parent


@frozen
class Figure:
    """One number of the world: the value in force and the range it was taken from."""

    value: float
    low: float
    high: float
    source: str
    date: str
    confidence: str


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table `world/<name>.toml` as plain data."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV table `world/<name>.csv`, by column."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def scenario_names() -> tuple[str, ...]:
    """Names of the scenarios that the world holds, in the order a learner meets them."""
    found = {path.stem for path in (HERE / "scenarios").glob("*.toml")}
    return tuple(sorted(found, key=lambda name: (name != "first-shop", name)))


def rung_file(scenario: str, rung: str) -> Path:
    """Where the plan of a rung lies."""
    return HERE / "rungs" / scenario / f"{rung}.toml"
