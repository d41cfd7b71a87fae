"""What does a season look like as it passes? One, drawn so that its days appear one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from IPython.display import HTML

from simulator import story
from simulator.amounts import amount, plain
from simulator.kpi import kpis
from simulator.notebook import Numbers
from simulator.scenario import load
from simulator.score import rung
from simulator.season import Result, play

SCENARIO, SEED = "double-eleven", 1
WIDTH, HEIGHT = 640.0, 306.0
ROWS = {"sales": (26.0, 122.0), "stock": (150.0, 216.0), "cash": (242.0, 276.0)}  # top and foot of each row
STYLES = ("var(--season-blue)", "var(--season-orange)", "var(--season-green)")
DASHES = ("none", "7 4", "2 3")
TEXT = 15.0


def season() -> Result:
    """The season that the page's panel plays first."""
    return play(rung(SCENARIO, "naive"), load(SCENARIO), SEED)


def moving(result: Result) -> HTML:
    """The season's sales, stock and cash, with a button that shows its days once more."""
    seen = story.glance(result)
    parts = [*_bands(seen), *_sales(seen), *_stock(seen), *_cash(seen), *_heads(seen), _cover(), *_weeks(seen)]
    picture = (
        f'<svg class="motion" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(_told(result, seen))}" '
        f'font-size="{TEXT:g}">{"".join(parts)}</svg>'
    )
    return HTML(f'<figure class="motion-frame">{picture}{_again()}</figure>')


def numbers(result: Result) -> Numbers:
    """What the text says of the season."""
    found = kpis(result)
    return {"profit": (round(found["profit"], -3), "yuan"), "stockout": (found["stockout_rate"], "share")}


def _day(seen: dict[str, Any], place: int) -> str:
    """The date of a day of the season, as `11 November`."""
    day = date.fromisoformat(seen["start"]) + timedelta(place)
    return f"{day.day} {day:%B}"


def _x(seen: dict[str, Any], day: float) -> float:
    return WIDTH * day / seen["days"]


def _heights(values: Iterable[float], row: str, top: float) -> list[float]:
    """Where each value lies in a row whose upper edge stands for `top`."""
    high, foot = ROWS[row]
    return [foot - (foot - high) * max(value, 0.0) / top for value in values]


def _bands(seen: dict[str, Any]) -> Iterator[str]:
    """Promotions and festivals behind everything."""
    spans = [(one["first"], one["last"], "band") for one in seen["bands"]]
    spans += [(one["first"], one["last"], "festival") for one in seen["festivals"]]
    for first, last, kind in spans:
        left, right = _x(seen, first), _x(seen, last + 1)
        yield (
            f'<rect x="{left:.1f}" y="{ROWS["sales"][0]:g}" width="{right - left:.1f}" '
            f'height="{ROWS["cash"][1] - ROWS["sales"][0]:g}" fill="var(--season-{kind})"/>'
        )


def _sales(seen: dict[str, Any]) -> Iterator[str]:
    foot, width = ROWS["sales"][1], WIDTH / seen["days"]
    for day, top in enumerate(_heights(seen["sales"], "sales", max(seen["sales"]))):
        yield (
            f'<rect x="{_x(seen, day) + 0.6:.1f}" y="{top:.1f}" width="{width - 1.2:.1f}" '
            f'height="{foot - top:.1f}" fill="var(--season-blue)"/>'
        )


def _line(seen: dict[str, Any], heights: Sequence[float], colour: str, dash: str = "none") -> str:
    points = " ".join(f"{_x(seen, day + 0.5):.1f},{height:.1f}" for day, height in enumerate(heights))
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'


def _stock(seen: dict[str, Any]) -> Iterator[str]:
    """A line a product, and a mark under the row's foot while it is sold out."""
    top, foot = max(max(one["pieces"]) for one in seen["stock"]), ROWS["stock"][1]
    for place, (one, colour, dash) in enumerate(zip(seen["stock"], STYLES, DASHES, strict=True)):
        yield _line(seen, _heights(one["pieces"], "stock", top), colour, dash)
        for start, end in one["out"]:
            left, width = _x(seen, start), _x(seen, end - start)
            yield f'<rect x="{left:.1f}" y="{foot + 2 + 4 * place:g}" width="{width:.1f}" height="3" fill="{colour}"/>'


def _cash(seen: dict[str, Any]) -> Iterator[str]:
    yield _line(seen, _heights(seen["cash"], "cash", max(seen["cash"])), "var(--season-accent)")


def _heads(seen: dict[str, Any]) -> Iterator[str]:
    words = {"sales": "Sales a day", "stock": "Stock: three products; marks: sold out", "cash": "Cash"}
    for row, word in words.items():
        yield _text(0, ROWS[row][0] - 7, word, 'class="motion-head"')


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" {more}>{escape(words)}</text>'


def _cover() -> str:
    """What hides the days to come, and the line that stands for today."""
    box = f'y="16" height="{ROWS["cash"][1] - 12:g}"'
    return (
        f'<rect class="motion-cover" x="0" width="{WIDTH:g}" {box} fill="var(--season-paper)"/>'
        f'<rect class="motion-today" x="0" width="1.5" {box} fill="var(--season-edge)"/>'
    )


def _weeks(seen: dict[str, Any]) -> Iterator[str]:
    """Under the picture, week by week: the date, and what has been sold so far. The last one stays."""
    weeks, sold = seen["days"] // 7, 0.0
    for week in range(weeks):
        sold += sum(seen["sales"][7 * week : 7 * week + 7])
        words = f"Week {week + 1}, to {_day(seen, 7 * week + 6)}: {plain(round(sold, -3))} yuan sold so far"
        kind = "motion-week motion-last" if week == weeks - 1 else "motion-week"
        yield _text(0, HEIGHT - 6, words, f'class="{kind}" style="--week: {week}"')


def _again() -> str:
    act = "this.parentNode.getAnimations({subtree: true}).forEach((one) => { one.currentTime = 0; one.play(); })"
    return f'<button type="button" class="motion-again" onclick="{escape(act)}">Once more</button>'


def _told(result: Result, seen: dict[str, Any]) -> str:
    """The alt text."""
    best = max(seen["sales"])
    out = sum(len(one["out"]) for one in seen["stock"])
    sales, cash, profit = (amount(round(each, -3), "yuan") for each in (best, seen["cash"][-1], kpis(result)["profit"]))
    return (
        f"A season of {seen['days'] // 7} weeks, day by day. Sales rise to {sales} on "
        f"{_day(seen, seen['sales'].index(best))}; the stock of three products falls and is filled again, and is "
        f"sold out {out} times; cash ends at {cash}, profit at {profit}."
    )
