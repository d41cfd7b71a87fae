"""The page of the book that opens the shopper engine: one buyer of a small season, and both engines side by side."""

from calendar import month_name

import numpy as np
from attrs import evolve
from IPython.display import HTML

from simulator.amounts import number, plain
from simulator.laws.traffic import DAY, HOUR
from simulator.markup import table
from simulator.notebook import Numbers
from simulator.proof.rows import interleaved
from simulator.scenario import Scenario, load
from simulator.score import rung
from simulator.season import Result, play
from simulator.season.due import NEVER
from simulator.season.season import Detail

SEED, SHARE = 7, 10  # and which part of its usual traffic the season has
MINUTE, SECOND = HOUR // 60, HOUR // 3600
SHOWN = 12  # characters of a digest
ENGINES: dict[Detail, str] = {"batch": "In blocks", "shopper": "One by one"}


def small() -> Scenario:
    """The first shop with a tenth of its visitors."""
    usual = load("first-shop")
    return evolve(usual, traffic=usual.traffic / SHARE)


def season(detail: Detail) -> Result:
    """The naive plan's season in one of the engines."""
    return play(rung("first-shop", "naive"), small(), SEED, detail=detail)


def buyer(result: Result) -> int:
    """The place of the first order whose buyer asked, was answered, kept the goods and wrote a review."""
    orders, contacts = result.tables["orders"], result.tables["contacts"]
    answered = contacts["visit"][contacts["started"] != NEVER]
    kept = (orders["requested"] == NEVER) & (orders["settled"] != NEVER)
    return int(np.flatnonzero(np.isin(orders["visit"], answered) & kept & (orders["writes"] == 1))[0])


def story(result: Result) -> Numbers:
    """What the text says of this buyer."""
    place = buyer(result)
    order = {name: int(column[place]) for name, column in result.tables["orders"].items()}
    contacts = result.tables["contacts"]
    asked = int(np.flatnonzero(contacts["visit"] == result.tables["orders"]["visit"][place])[0])
    came, started, decided = (int(contacts[name][asked]) for name in ("moment", "started", "decided"))
    return {
        "date": _date(result.scenario, came // DAY),
        "came": _clock(came),
        "waited": plain((started - came) // SECOND),
        "talked": plain((decided - started) / MINUTE, 1),
        "decided": _clock(decided),
        "product": list(result.scenario.products.values())[order["product"]].name,
        "paid": (order["paid"] / 100, "yuan"),
        "door": _date(result.scenario, order["delivered"]),
        "goods_stars": plain(order["stars"]),
        "service_stars": plain(order["service_stars"]),
        "delivery_stars": plain(order["delivery_stars"]),
        "payout": _date(result.scenario, order["settled"]),
    }


def _date(scenario: Scenario, day: int) -> str:
    date = scenario.date(day)
    return f"{date.day} {month_name[date.month]}"


def _clock(moment: int) -> str:
    return f"{moment % DAY // HOUR:02d}:{moment % HOUR // MINUTE:02d}"


def side_by_side() -> HTML:
    """Both engines on the same season: what each left behind, and its time over that of the batch."""
    slower = interleaved(lambda: season("shopper"), lambda: season("batch"))
    times = {"batch": "1", "shopper": plain(slower, 1)}
    lines = [(name, *_left_behind(season(detail)), times[detail]) for detail, name in ENGINES.items()]
    heads = ("Engine", "Visitors", "Orders", "Digest begins", "Time (in blocks = 1)")
    return HTML(table("One season, played by both engines", heads, lines))


def _left_behind(result: Result) -> tuple[str, str, str]:
    visitors, orders = int(result.tables["days"]["visitors"].sum()), len(result.tables["orders"]["paid"])
    return number(visitors, "people"), number(orders, "orders"), f"<code>{result.digest[:SHOWN]}</code>"
