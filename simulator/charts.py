"""Charts of a season and of comparisons: ink on paper, the own shop in one accent, never colour alone.

Every chart is a `Chart`, a matplotlib figure that carries its alt text and brings it along into a page.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator import story, world
from simulator.amounts import amount, change, number, plain
from simulator.experiment import Difference, mean_and_error
from simulator.season import Result
from simulator.words import mark, translator

INK, SOFT, RULE, PAPER, BAND = "#22262b", "#5a6067", "#dcd8cf", "#fdfcf9", "#f3ead2"
BLUE, ORANGE, GREEN, VERMILION = "#0072b2", "#e69f00", "#009e73", "#d55e00"  # Okabe and Ito 2008
ACCENT = BLUE
STYLES = (
    (BLUE, "-"),
    (VERMILION, (0, (5, 2))),
    (GREEN, (0, (1, 1.2))),
    (ORANGE, (0, (6, 2, 1, 2))),
    (INK, (0, (8, 3))),
)
RIVALS = (
    ("#5a6067", (0, (5, 2))),
    ("#83898f", (0, (1, 1.5))),
    ("#a3a7ab", (0, (7, 2, 1, 2))),
    ("#5a6067", (0, (2, 4))),
)
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Heiti SC", "STHeiti", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Arial Unicode MS", "Noto Sans CJK JP", "Noto Sans CJK TC",
)  # fmt: skip
LAST_NARROW = 0x2E7F  # characters from here on are Chinese, and wide
WIDTH = 6.2  # inches; read on a phone the text is still nine pixels high
TEXT, SMALL = 12.0, 11.0
DOTS = 160  # an inch
SURE = 1.96  # standard errors on each side of an interval
Words = Callable[[str], str]


class Chart(Figure):
    """A figure with its alt text, which it shows in a page as an image that has it."""

    def __init__(self, height: float, alt: str = "") -> None:
        super().__init__(figsize=(WIDTH, height), facecolor=PAPER, layout="constrained", dpi=DOTS)
        self.get_layout_engine().set(w_pad=0.12, h_pad=0.1, hspace=0.02)
        FigureCanvasAgg(self)
        self.alt = alt

    def png(self) -> bytes:
        """The chart as a PNG picture."""
        picture = BytesIO()
        with rc_context({"hatch.linewidth": 0.5}):
            self.savefig(picture, format="png", dpi=DOTS, metadata={"Software": None})
        return picture.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png()

    def _repr_html_(self) -> str:
        return image(self)


def image(chart: Chart) -> str:
    """The chart as an HTML image with its alt text, the picture inside."""
    alt = chart.alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    source = base64.b64encode(chart.png()).decode()
    return f'<img src="data:image/png;base64,{source}" alt="{alt}" style="max-width: 100%; width: {WIDTH * 100:.0f}px">'


def alt_text(chart: Chart) -> str:
    """A sentence or two that say what the chart shows, with its numbers."""
    return chart.alt


@cache
def chinese_font() -> str | None:
    """The first installed font that has Chinese characters."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE if name in installed), None)


def font(size: float = TEXT, weight: str = "normal") -> FontProperties:
    """The text face, with a Chinese one behind it where there is one."""
    return FontProperties(family=["DejaVu Sans", *filter(None, [chinese_font()])], size=size, weight=weight)


def readable(language: str) -> str:
    """`language`, or English where no font could show it."""
    return language if language == "en" or chinese_font() else "en"


def _axes(axes: Axes, title: str = "") -> None:
    """Ink on paper: no box, quiet rules, a title on the left."""
    axes.set_facecolor("none")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(SOFT)
    axes.tick_params(length=0, colors=SOFT, pad=4)
    axes.set_axisbelow(True)
    if title:
        _title(axes, title)


def _title(axes: Axes, text: str) -> None:
    axes.set_title(text, loc="left", color=INK, fontproperties=font(TEXT, "bold"), pad=7)


def _ruled(axes: Axes, unit: str, ticks: int = 3) -> None:
    """Quiet horizontal rules with numbers of `unit`."""
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    axes.yaxis.set_major_locator(MaxNLocator(ticks, min_n_ticks=2))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value, unit)))
    _fonts(axes)


def tick(value: float, unit: str) -> str:
    """A number on an axis: no more decimals than it needs."""
    return f"{100 * value:g}%" if unit == "share" else plain(value, 0 if value == int(value) else 1)


def _fonts(axes: Axes) -> None:
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font(SMALL))


# --- season at a glance ---------------------------------------------------------------------------------------------


def glance(result: Result, language: str = "en") -> Chart:
    """The season at a glance: sales, stock, rating and delivery, cash, on one time axis."""
    language = readable(language)
    data, say = story.glance(result), translator(language)
    levels = _levels(data, language)
    strip = 0.25 + 0.2 * (max(levels, default=0) + 1)
    chart = Chart(8.2 + strip + 0.24 * len(data["events"]), _glance_alt(result, data))
    rows = chart.subplots(5, 1, sharex=True, height_ratios=(1.15 * strip, 1.6, 1.6, 1.6, 1.6))
    _strip(rows[0], data, levels, language)
    for row, draw in zip(rows[1:], (_sales_row, _stock_row, _rating_row, _cash_row), strict=True):
        _background(row, data)
        draw(row, data, say, language)
    _weeks(rows[-1], data, say)
    _explain(rows[-1], data, language)
    return chart


def _explain(axes: Axes, data: dict[str, Any], language: str) -> None:
    """The events in words, under the picture."""
    for place, event in enumerate(data["events"]):
        below = -52 - 17 * place
        _note(axes, (7, below), str(event["number"]), ha="right", va="top")
        _note(axes, (16, below), story.tell(event, language), ha="left", va="top")


def _note(axes: Axes, offset: tuple[float, float], text: str, **align: Any) -> None:
    """Text at an offset in points from the axes' lower left corner."""
    axes.annotate(
        text, (0, 0), offset, "axes fraction", "offset points", color=INK, fontproperties=font(SMALL), **align
    )


def _glance_alt(result: Result, data: dict[str, Any]) -> str:
    told = "; ".join(story.tell(event) for event in data["events"])
    sales, cash = amount(sum(data["sales"]), "yuan"), amount(data["cash"][-1], "yuan")
    rating = number(data["rating"][-1], "stars")
    ends = f"sales add up to {sales}, the rating ends at {rating} and cash at {cash}"
    return f"Season of {data['days']} days in {result.scenario.title}: {ends}. {told}.".replace("..", ".")


def _background(axes: Axes, data: dict[str, Any]) -> None:
    _axes(axes)
    axes.margins(x=0)
    for span in data["bands"]:
        axes.axvspan(span["first"], span["last"] + 1, color=BAND, linewidth=0, zorder=0)
    for span in data["festivals"]:
        festival = axes.axvspan(span["first"], span["last"] + 1, facecolor="none", edgecolor="#cfcac0", zorder=0)
        festival.set(linewidth=0, hatch="////")
    for event in data["events"]:
        axes.axvline(event["day"] + 0.5, color=SOFT, linewidth=0.6, linestyle=(0, (1, 2)), zorder=0.5)


def _levels(data: dict[str, Any], language: str) -> list[int]:
    """The level of each festival's name: the lowest where it does not run into another."""
    ends: list[float] = []
    levels = []
    for span in data["festivals"]:
        width = data["days"] * _share_of_width(span["name"][language])
        left = {"left": _middle(span), "center": _middle(span) - width / 2, "right": _middle(span) - width}
        start = left[_side(span, data["days"])]
        level = next((place for place, end in enumerate(ends) if end <= start), len(ends))
        ends[level : level + 1] = [start + width]
        levels.append(level)
    return levels


def _share_of_width(text: str) -> float:
    """About how much of the axis a small text takes; a Chinese character is as wide as two letters."""
    return 0.01 + sum(0.033 if ord(letter) > LAST_NARROW else 0.0185 for letter in text)


def _middle(span: dict[str, Any]) -> float:
    return (span["first"] + span["last"] + 1) / 2


def _side(span: dict[str, Any], days: int) -> str:
    """How the name of a span is set, so that it stays on the picture."""
    return "left" if _middle(span) < days * 0.08 else "right" if _middle(span) > days * 0.9 else "center"


def _strip(axes: Axes, data: dict[str, Any], levels: Sequence[int], language: str) -> None:
    """Festivals by name and events by number, above the rows."""
    axes.axis("off")
    axes.set_ylim(0, 0.25 + 0.2 * (max(levels, default=0) + 1))
    days = data["days"]
    quiet = {"color": SOFT, "fontproperties": font(SMALL - 1), "va": "center"}
    for span, level in zip(data["festivals"], levels, strict=True):
        axes.text(_middle(span), 0.36 + 0.2 * level, span["name"][language], ha=_side(span, days), **quiet)
    badge = {"boxstyle": "circle,pad=0.22", "facecolor": PAPER, "edgecolor": INK, "linewidth": 0.9}
    inked = {"color": INK, "fontproperties": font(SMALL - 1.5), "ha": "center", "va": "center", "bbox": badge}
    for event, at in zip(data["events"], _apart([event["day"] + 0.5 for event in data["events"]], days), strict=True):
        axes.text(at, 0.05, str(event["number"]), **inked)


def _apart(places: Sequence[float], width: float, gap: float = 0.043) -> list[float]:
    """Places moved to the right, and back from the edge, until they stand `gap` of the width apart."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap * width) if moved else place)
    limit = width * (1 - gap / 3)
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap * width
    return moved


def _weeks(axes: Axes, data: dict[str, Any], say: Words) -> None:
    """Weeks, with the date of every other one."""
    starts = range(0, data["days"], 7)
    first = date.fromisoformat(data["start"])
    labels = [f"{day // 7 + 1}\n " if day % 28 else _week_label(day, first, say) for day in starts]
    axes.set_xticks(list(starts), labels)
    axes.set_xlim(0, data["days"])
    axes.tick_params(axis="x", length=3)
    _fonts(axes)


def _week_label(day: int, first: date, say: Words) -> str:
    on = first + timedelta(days=day)
    week = say(mark("week {number}")).format(number=1) if day == 0 else str(day // 7 + 1)
    return f"{week}\n{say(mark('{day}/{month}')).format(day=on.day, month=on.month)}"


def _sales_row(axes: Axes, data: dict[str, Any], say: Words, language: str) -> None:
    axes.bar(_middles(data), data["sales"], width=0.86, color=ACCENT)
    _title(axes, say(mark("Sales a day, yuan")))
    axes.set_ylim(0, max(1.05 * max(data["sales"]), 3))
    _ruled(axes, "yuan")


def _middles(data: dict[str, Any]) -> np.ndarray:
    return np.arange(data["days"]) + 0.5


def _stock_row(axes: Axes, data: dict[str, Any], say: Words, language: str) -> None:
    top = max(max(one["pieces"]) for one in data["stock"]) or 1
    for place, (one, (colour, dash)) in enumerate(zip(data["stock"], _repeat(STYLES), strict=False)):
        axes.plot(
            _middles(data), one["pieces"], color=colour, linestyle=dash, linewidth=1.7, label=one["name"][language]
        )
        level = -0.07 * top * (place + 1)
        axes.hlines([level] * len(one["out"]), *_ends(one["out"]), color=colour, linewidth=3.2)
    axes.axhline(0, color=SOFT, linewidth=0.8)
    _title(axes, say(mark("Stock in the evening, pieces; below zero: sold out")))
    axes.set_ylim(-0.07 * top * (len(data["stock"]) + 1), top * 1.25)
    _legend(axes)
    axes.spines["bottom"].set_visible(False)
    _ruled(axes, "pieces", 4)
    axes.set_yticks([value for value in axes.get_yticks() if 0 <= value <= top * 1.2])


def _repeat(styles: Sequence[Any]) -> Iterator[Any]:
    while True:
        yield from styles


def _ends(spans: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [start for start, _ in spans], [end for _, end in spans]


def _legend(axes: Axes, **place: Any) -> None:
    place = place or {"loc": "upper right", "ncols": 4}
    axes.legend(
        frameon=False,
        prop=font(SMALL - 1),
        labelcolor=INK,
        handlelength=1.9,
        columnspacing=1.1,
        borderaxespad=0,
        **place,
    )


def _rating_row(axes: Axes, data: dict[str, Any], say: Words, language: str) -> None:
    rating, took = data["rating"], [np.nan if one is None else one for one in data["delivery"]]
    axes.plot(_middles(data), rating, color=ACCENT, linewidth=1.9, label=say(mark("rating, stars")))
    other = axes.twinx()
    _axes(other)
    other.spines["bottom"].set_visible(False)
    other.plot(_middles(data), took, color=VERMILION, linestyle=STYLES[1][1], linewidth=1.7)
    axes.plot([], [], color=VERMILION, linestyle=STYLES[1][1], label=say(mark("delivery, days (right)")))
    _title(axes, say(mark("Rating and delivery time")))
    axes.set_ylim(min(4.0, np.floor(2 * min(rating)) / 2), 5.25)
    other.set_ylim(0, max(4.0, 1.35 * np.nanmax([1.0, *took])))
    _legend(axes)
    _ruled(axes, "stars")
    axes.set_yticks([value for value in axes.get_yticks() if value <= 5 and value >= axes.get_ylim()[0]])
    other.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    _fonts(other)


def _cash_row(axes: Axes, data: dict[str, Any], say: Words, language: str) -> None:
    cash = np.array(data["cash"])
    axes.fill_between(_middles(data), cash, color=ACCENT, alpha=0.12, linewidth=0)
    axes.plot(_middles(data), cash, color=ACCENT, linewidth=1.9)
    axes.axhline(0, color=SOFT, linewidth=0.8)
    axes.set_ylim(bottom=min(0, 1.1 * cash.min()))
    _title(axes, say(mark("Cash in the evening, yuan")))
    _ruled(axes, "yuan")


# --- money and funnel -----------------------------------------------------------------------------------------------


def waterfall(result: Result, language: str = "en") -> Chart:
    """Where the money went: from value at shelf prices to profit, each bar in yuan and as a share of sales."""
    language = readable(language)
    rows, say = story.waterfall(result), translator(language)
    chart = Chart(0.9 + 0.36 * len(rows), _waterfall_alt(rows))
    axes = chart.subplots()
    _axes(axes)
    after = np.cumsum([fen for _, _, fen in rows[:-1]]) / 100
    for place, (key, _, fen) in enumerate(rows):
        start = 0 if key in ("shelf_value", "profit") else after[place - 1]
        axes.barh(place, fen / 100, left=start, height=0.62, **_money_style(key, fen))
    axes.vlines(after, np.arange(len(after)) + 0.31, np.arange(len(after)) + 0.69, color=SOFT, linewidth=0.7)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    _rows(axes, [say(label) for _, label, _ in rows])
    sold = sales_of(rows)
    _column(axes, 66, say(mark("yuan")), [plain(fen / 100) for *_, fen in rows])
    _column(axes, 130, say(mark("of sales")), [number(fen / sold, "share") if sold else "–" for *_, fen in rows])
    return chart


def sales_of(rows: Sequence[tuple[str, str, int]]) -> int:
    """Sales in fen, from the rows of the money waterfall: value at shelf prices less discounts."""
    return sum(fen for key, _, fen in rows if key in ("shelf_value", "discounts"))


def _money_style(key: str, fen: int) -> dict[str, Any]:
    if key == "shelf_value" or (key == "profit" and fen >= 0):
        return {"color": ACCENT}
    return (
        {"color": VERMILION} if key == "profit" else {"facecolor": "#f2cfae", "edgecolor": VERMILION, "linewidth": 0.9}
    )


def _waterfall_alt(rows: Sequence[tuple[str, str, int]]) -> str:
    sold, profit = sales_of(rows), rows[-1][2]
    costs = sorted(rows[2:-1], key=lambda row: row[2])[:3]
    largest = ", ".join(f"{label.lower()} {amount(-fen / 100, 'yuan')}" for _, label, fen in costs)
    left = f"leave a {'profit' if profit >= 0 else 'loss'} of {amount(abs(profit) / 100, 'yuan')}"
    share = f", {number(profit / sold, 'share')} of sales" if sold else ""
    return f"Sales of {amount(sold / 100, 'yuan')} {left}{share}. Largest deductions: {largest}."


def _rows(axes: Axes, labels: Sequence[str]) -> None:
    """One labelled row a bar, the first on top, without numbers on the other axis."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.45, -0.55)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", colors=INK)
    for label in axes.get_yticklabels():
        label.set_fontproperties(font(SMALL + 0.5))


def _column(axes: Axes, points: float, head: str, cells: Sequence[str]) -> None:
    """A column of text to the right of the bars, set flush right `points` from them."""
    at = axes.get_yaxis_transform()
    flush = {"xycoords": at, "textcoords": "offset points", "ha": "right", "fontproperties": font(SMALL)}
    axes.annotate(head, (1, -0.75), (points, 0), va="bottom", color=SOFT, **flush)
    for row, cell in enumerate(cells):
        axes.annotate(cell, (1, row), (points, 0), va="center", color=INK, **flush)


def funnel(result: Result, language: str = "en") -> Chart:
    """From visitors to orders kept; each stage with its share of the one before."""
    language = readable(language)
    rows, say = story.funnel(result), translator(language)
    shares = [count / before if before else 0.0 for count, before in _with_before(rows)]
    chart = Chart(3.1, _funnel_alt(rows, shares))
    axes = chart.subplots()
    _axes(axes)
    for place, (_, _, count) in enumerate(rows):
        axes.barh(place, count, height=0.6, color=ACCENT, left=-count / 2)
        if place:
            _taper(axes, place, rows[place - 1][2], count)
    _rows(axes, [say(label) for _, label, _ in rows])
    _column(axes, 64, "", [plain(count) for *_, count in rows])
    _column(axes, 172, say(mark("of the row above")), ["", *(number(share, "share") for share in shares[1:])])
    return chart


def _with_before(rows: Sequence[tuple[str, str, int]]) -> Iterator[tuple[int, int]]:
    counts = [count for *_, count in rows]
    return zip(counts, [counts[0], *counts], strict=False)


def _taper(axes: Axes, place: int, before: int, count: int) -> None:
    edges = [place - 0.7, place - 0.3]
    axes.fill_betweenx(edges, [-before / 2, -count / 2], [before / 2, count / 2], color=ACCENT, alpha=0.14, linewidth=0)


def _funnel_alt(rows: Sequence[tuple[str, str, int]], shares: Sequence[float]) -> str:
    stages = [f"{label.lower()} {plain(count)} ({number(share, 'share')})"
              for (_, label, count), share in zip(rows[1:], shares[1:], strict=True)]  # fmt: skip
    return f"{plain(rows[0][2])} visitors; then, each with its share of the stage before: {', '.join(stages)}."


# --- comparisons ----------------------------------------------------------------------------------------------------


def comparison(changes: Mapping[str, Difference], kpi: str | None = None, language: str = "en") -> Chart:
    """Paired differences: dot and 95% interval, one row a KPI, each on its own scale.

    With `kpi` the rows are plans against one other, on that KPI's scale.
    """
    language = readable(language)
    say = translator(language)
    known = world.table("kpis")
    units = [known[kpi or name]["unit"] for name in changes]
    labels = [name if kpi else _kpi_name(name, language) for name in changes]
    chart = Chart(1.0 + 0.36 * len(labels), _comparison_alt(labels, units, list(changes.values())))
    axes = chart.subplots()
    _axes(axes, _kpi_name(kpi, language) if kpi else "")
    reaches = [abs(one.difference) + SURE * one.standard_error or 1.0 for one in changes.values()]
    for place, one in enumerate(changes.values()):
        _interval(axes, place, one, max(reaches) if kpi else reaches[place])
    axes.axvline(0, color=INK, linewidth=0.9)
    axes.set_xlim(-1.08, 1.08)
    _rows(axes, labels)
    told = [_told(one, unit) for one, unit in zip(changes.values(), units, strict=True)]
    _column(axes, 74, say(mark("difference")), [value for value, _ in told])
    _column(axes, 164, say(mark("interval (95%)")), [f"± {margin}" for _, margin in told])
    return chart


def _kpi_name(key: str, language: str) -> str:
    return world.table("kpis")[key]["name_zh" if language == "zh" else "name"]


def _told(one: Difference, unit: str) -> tuple[str, str]:
    """A difference and half its interval, in words."""
    return change(one.difference, SURE * one.standard_error, unit)


def clear(one: Difference) -> bool:
    """Whether the 95% interval of a difference leaves out zero."""
    return abs(one.difference) > SURE * one.standard_error


def _interval(axes: Axes, place: int, one: Difference, reach: float) -> None:
    """One row: a full dot where the difference is clear of its noise, a hollow one where it is not."""
    middle, half = one.difference / reach, SURE * one.standard_error / reach
    colour = ACCENT if clear(one) else SOFT
    axes.axhline(place, color=RULE, linewidth=0.7, zorder=0)
    axes.plot([middle - half, middle + half], [place, place], color=colour, linewidth=2.2, solid_capstyle="butt")
    axes.plot(middle, place, "o", markersize=7, color=colour, markerfacecolor=colour if clear(one) else PAPER)


def _comparison_alt(labels: Sequence[str], units: Sequence[str], changes: Sequence[Difference]) -> str:
    told = [f"{' ± '.join(_told(one, unit))} ({_verdict(one)})" for unit, one in zip(units, changes, strict=True)]
    rows = [f"{label} {words}" for label, words in zip(labels, told, strict=True)]
    return f"Paired differences with 95% intervals: {'; '.join(rows)}."


def _verdict(one: Difference) -> str:
    return "clear" if clear(one) else "within noise"


# --- general charts for lessons -------------------------------------------------------------------------------------


def lines(
    x: Sequence[float], series: Mapping[str, Sequence[float]], title: str, *, unit: str = "", x_label: str = "",
    own: str = "", log: bool = False,
) -> Chart:  # fmt: skip
    """Lines over one axis, `log` for a logarithmic one. With `own`, that line is the accent and the others are rivals
    in grey and dashes."""
    chart = Chart(3.6, _lines_alt(x, series, title, unit))
    axes = chart.subplots()
    _axes(axes, title)
    for name, (colour, dash) in _styled(series, own):
        axes.plot(x, series[name], color=colour, linestyle=dash, linewidth=2.4 if name == own else 1.8, label=name)
    axes.margins(x=0.01)
    if log:
        axes.set_xscale("log", subs=[2, 5])
        axes.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: plain(value)))
        axes.tick_params(axis="x", which="minor", colors=SOFT, labelsize=SMALL)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: plain(value)))
    axes.set_xlabel(x_label, color=SOFT, fontproperties=font(SMALL))
    _ruled(axes, unit, 5)
    if len(series) > 1:
        chart.legend(
            loc="outside lower left", ncols=3, frameon=False, prop=font(SMALL), labelcolor=INK, handlelength=2.8
        )
    return chart


def _styled(series: Mapping[str, Any], own: str) -> Iterator[tuple[str, tuple[str, Any]]]:
    if own not in series:
        return zip(series, _repeat(STYLES), strict=False)
    rivals = zip([name for name in series if name != own], _repeat(RIVALS), strict=False)
    return iter([*rivals, (own, (ACCENT, "-"))])


def _lines_alt(x: Sequence[float], series: Mapping[str, Sequence[float]], title: str, unit: str) -> str:
    runs = [f"{name} from {number(values[0], unit)} to {number(values[-1], unit)}" for name, values in series.items()]
    return f"{title}, from {plain(x[0])} to {plain(x[-1])}: {'; '.join(runs)}."


def bars(
    values: Mapping[str, float], title: str, *, unit: str = "", own: str = "", errors: Mapping[str, float] | None = None
) -> Chart:
    """One bar a name, each with its number. With `own`, that bar is the accent and the others are grey; `errors` are
    standard errors, drawn as 95% intervals."""
    chart = Chart(0.9 + 0.42 * len(values), _bars_alt(values, title, unit))
    axes = chart.subplots()
    _axes(axes, title)
    for place, (name, value) in enumerate(values.items()):
        rival = {"facecolor": "#d9dadb", "edgecolor": SOFT, "linewidth": 0.9}
        axes.barh(place, value, height=0.6, **(rival if own and name != own else {"color": ACCENT}))
        half = SURE * errors[name] if errors else 0.0
        axes.plot([value - half, value + half], [place, place], color=INK, linewidth=1.6)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    _rows(axes, list(values))
    _column(axes, 74, "", [number(value, unit) for value in values.values()])
    return chart


def bar_groups(groups: Mapping[str, Mapping[str, float]], title: str, *, unit: str = "") -> Chart:
    """Bars in groups on one scale: each group under its name, each bar with its number."""
    rows = [row for group, values in groups.items() for row in ((group, None), *values.items())]
    chart = Chart(0.9 + 0.36 * len(rows), _groups_alt(groups, title, unit))
    axes = chart.subplots()
    _axes(axes, title)
    for place, (name, value) in enumerate(rows):
        if value is None:
            _heading(axes, place, name)
        else:
            axes.barh(place, value, height=0.6, color=ACCENT)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    _rows(axes, ["" if value is None else name for name, value in rows])
    _column(axes, 74, "", ["" if value is None else number(value, unit) for _, value in rows])
    return chart


def _heading(axes: Axes, place: int, text: str) -> None:
    """The name of a group of bars, in a row of its own."""
    axes.text(0, place, text, transform=axes.get_yaxis_transform(), va="center", fontproperties=font(SMALL, "bold"),
              color=INK, bbox={"facecolor": PAPER, "linewidth": 0, "pad": 1.5})  # fmt: skip


def _groups_alt(groups: Mapping[str, Mapping[str, float]], title: str, unit: str) -> str:
    told = [_bars_alt(values, group, unit).rstrip(".") for group, values in groups.items()]
    return f"{title}. {'; '.join(told)}."


def means(
    many: Mapping[str, Mapping[str, np.ndarray]], measure: str, title: str, *, names: Mapping[str, str], own: str = ""
) -> Chart:
    """Bars of a measure's mean over seasons, with 95% intervals, a bar a plan; `names` are the bars' labels."""
    found = {names[key]: mean_and_error(values[measure]) for key, values in many.items()}
    errors = {name: error for name, (_, error) in found.items()}
    values = {name: mean for name, (mean, _) in found.items()}
    return bars(values, title, unit=world.table("kpis")[measure]["unit"], own=own, errors=errors)


def _bars_alt(values: Mapping[str, float], title: str, unit: str) -> str:
    return f"{title}: {', '.join(f'{name} {amount(value, unit)}' for name, value in values.items())}."
