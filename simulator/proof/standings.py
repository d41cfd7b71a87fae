"""Where the rungs of every scenario stand, as a table in the repository.

`python -m simulator.proof.standings` plays them anew and writes it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from attrs import asdict, frozen
from rich.console import Console
from rich.progress import track

from simulator import world
from simulator.experiment import mean_and_error, seeds, standings
from simulator.scenario import load

FILE = world.HERE / "rungs" / "standings.csv"
SEASONS = 24
PARTS = ("profit", "service", "refunds", "rating", "compliance", "stock_left")


@frozen
class Standing:
    """A rung's mean score and the mean parts of its scorecard, each with its standard error; profit in yuan."""

    scenario: str
    rung: str
    seasons: int
    score: float
    score_error: float
    profit: float
    profit_error: float
    service: float
    service_error: float
    refunds: float
    refunds_error: float
    rating: float
    rating_error: float
    compliance: float
    compliance_error: float
    stock_left: float
    stock_left_error: float


def of_scenario(name: str, number: int = SEASONS, jobs: int = -1) -> Iterator[Standing]:
    """The rungs of a scenario over so many seasons, from the lowest."""
    for rung, one in standings(load(name), seeds(number), jobs).items():
        found = {"score": (one["score"].value, one["score"].standard_error)}
        found |= {part: mean_and_error(np.asarray(one["measures"][part], dtype=float)) for part in PARTS}
        numbers = {
            key: round(value, 4)
            for part, both in found.items()
            for key, value in zip((part, f"{part}_error"), both, strict=True)
        }
        yield Standing(name, rung, number, **numbers)


def kept(file: Path = FILE) -> list[Standing]:
    """The table as it is in the repository."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [_read(row) for row in csv.DictReader(lines)]


def _read(row: dict[str, str]) -> Standing:
    words = {name: row.pop(name) for name in ("scenario", "rung")}
    return Standing(**words, seasons=int(row.pop("seasons")), **{name: float(value) for name, value in row.items()})


def write(every: list[Standing], file: Path = FILE) -> None:
    """Put a table in its place."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, asdict(every[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(map(asdict, every))


def main() -> None:
    """Play every rung of every scenario, and write the table."""
    names = track(world.scenario_names(), "Playing the rungs", console=Console(stderr=True))
    write([one for name in names for one in of_scenario(name)])


if __name__ == "__main__":
    main()
