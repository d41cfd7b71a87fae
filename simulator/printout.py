"""What the commands print for people: tables that fit 80 columns, on a terminal and in a pipe."""

import io
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from attrs import NOTHING, Attribute, fields_dict
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from simulator import story, world
from simulator.amounts import amount, change, measured, number, plain
from simulator.experiment import DataRoi, Difference, Synergy, mean_and_error
from simulator.insight import Compared
from simulator.kpi import KEYS
from simulator.plan import Lever, levers_of, parts
from simulator.proof import coverage
from simulator.scenario import Fees, Part, Platform, Scenario, platforms, segments
from simulator.score import CLOSED, RUNGS, Score
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.world import Figure

SURE = 1.96  # standard errors on each side of a 95% interval


def rendered(*shown: RenderableType) -> str:
    """Texts and tables as the terminal, or the pipe, takes them."""
    page = io.StringIO()
    console = Console(file=page, force_terminal=sys.stdout.isatty(), highlight=False)
    console.print(*shown, sep="\n\n")
    return page.getvalue()


def _table(*columns: str, numbers: Iterable[str] = (), title: str = "") -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        show_edge=False,
        pad_edge=False,
    )
    for column in columns:
        right = column in numbers
        table.add_column(column, justify="right" if right else "left", no_wrap=right)
    return table


def _kpi(key: str) -> dict[str, Any]:
    return world.table("kpis")[key]


def season(result: Result, values: Mapping[str, float]) -> str:
    """One season: a headline, its KPIs, and a note when the shop closed."""
    sales, profit = amount(values["sales"], "yuan"), amount(values["profit"], "yuan")
    where = f"{result.scenario.title} on {platforms()[result.platform].name}, season {result.seed}"
    table = _table("KPI", "中文", "value", numbers=["value"])
    for key, value in values.items():
        table.add_row(_kpi(key)["name"], _kpi(key)["name_zh"], amount(value, _kpi(key)["unit"]))
    headline = Text(f"{where}: profit {profit} on sales of {sales}.", style="bold")
    digest = Text(f"digest {result.digest}", style="dim")
    return rendered(headline, *_closing(result), table, _money(result), digest)


def _money(result: Result) -> Table:
    """What became of the value that left the shelf, account by account; what was not spent is left out."""
    table = _table("where the money went", "yuan", numbers=["yuan"])
    for key, label, fen in story.waterfall(result):
        if fen:
            table.add_row(label, plain(fen / 100), style="bold" if key == "profit" else "")
    return table


def _closing(result: Result) -> list[Text]:
    if result.closed_on == NEVER:
        return []
    day = result.scenario.date(result.closed_on)
    note = f"The shop closed on {day:%d %B}, in week {result.closed_on // 7 + 1}: cash and credit were used up."
    return [Text(note, style="bold red")]


def seasons(scenario: Scenario, measures: Mapping[str, np.ndarray]) -> str:
    """Many seasons of one plan: mean, standard error, lowest and highest of each KPI."""
    table = _table("KPI", "中文", *SEASONS, numbers=SEASONS)
    for key in KEYS:
        unit, values = _kpi(key)["unit"], measures[key]
        mean, error = mean_and_error(values)
        extremes = (number(values.min(), unit), number(values.max(), unit))
        table.add_row(_kpi(key)["name"], _kpi(key)["name_zh"], *measured(mean, error, unit), *extremes)
    headline = Text(f"{scenario.title}: {len(measures['profit'])} seasons.", style="bold")
    return rendered(headline, *_closings(measures), table)


def _closings(measures: Mapping[str, np.ndarray]) -> list[Text]:
    closed, number_ = int((measures["points"] == CLOSED).sum()), len(measures["points"])
    note = f"In {closed} of {number_} seasons the shop closed: cash and credit were used up, or its platforms shut it."
    return [Text(note, style="bold red")] if closed else []


SEASONS = ("mean", "std. error", "lowest", "highest")


def comparison(scenario: Scenario, changes: Mapping[str, Difference], seasons_: int) -> str:
    """Two plans on the same seasons: what the second does against the first."""
    numbers = ("first", "second", "difference", "± 95%")
    table = _table("KPI", *numbers, "", numbers=numbers)
    for key, one in changes.items():
        unit = _kpi(key)["unit"]
        told, margin = change(one.difference, SURE * one.standard_error, unit)
        table.add_row(_kpi(key)["name"], number(one.first, unit), number(one.second, unit), told, margin, _verdict(one))
    headline = f"{scenario.title}: the second plan against the first, on the same {seasons_} seasons."
    return rendered(Text(headline, style="bold"), table)


def _verdict(one: Difference) -> str:
    if abs(one.difference) <= SURE * one.standard_error:
        return "no real change"
    return "up" if one.difference > 0 else "down"


def synergy(scenario: Scenario, found: Synergy, seasons_: int) -> str:
    """What each channel of a plan brings alone, and what is left when that is taken from what they bring together."""
    table = _table("channel", "sales", numbers=["sales"])
    for name, sales in found.alone.items():
        table.add_row(name, number(sales, "yuan"))
    table.add_row("all together", number(found.together, "yuan"), style="bold")
    share, margin = change(found.share, SURE * found.standard_error, "share")
    headline = f"{scenario.title}: synergy {share} of sales, {margin}, on the same {seasons_} seasons."
    note = "Sales that each channel brings alone, over those of the plan without any. Synergy is what all bring beyond."
    return rendered(Text(headline, style="bold"), table, Text(note))


def tests(scenario: Scenario, found: list[Compared], true: list[tuple[float, float]]) -> str:
    """What A/B tests found in one season, beside what they would find if everybody saw both versions."""
    numbers = ("A", "B", "B - A", "± 95%", "true")
    table = _table("test", "shown", *numbers, numbers=("shown", *numbers))
    for one, (truth, _) in zip(found, true, strict=True):
        rates = [number(some / max(shown, 1), "share") for some, shown in zip(one.orders, one.shown, strict=True)]
        told, margin = change(one.difference, SURE * one.standard_error, "share")
        truly, _ = change(truth, 0.0, "share")
        table.add_row(f"{one.object} of {one.product}", plain(sum(one.shown)), *rates, told, margin, truly)
    headline = f"{scenario.title}: orders of each visitor who was shown version A or B."
    note = (
        "True: the same visitors shown both versions, mean of many seasons. A season's test sees it through its luck."
    )
    return rendered(Text(headline, style="bold"), table, Text(note))


def data_roi(scenario: Scenario, found: DataRoi, seasons_: int) -> str:
    """What instruments cost, what they bring, and the return on them."""
    cost, gain = (amount(one, "yuan") for one in (found.cost, found.gain))
    roi, margin = (plain(one, 1) for one in (found.roi, SURE * found.standard_error))
    headline = f"{scenario.title}: return on data {roi} ± {margin}, on the same {seasons_} seasons."
    note = (
        f"Instruments cost {cost} and raise profit by {gain} before their cost; the return is the rest over the cost."
    )
    return rendered(Text(headline, style="bold"), Text(note))


def scored(
    scenario: Scenario, score: Score, rungs: Mapping[str, float], parts_: Mapping[str, Mapping[str, np.ndarray]]
) -> str:
    """Where a plan stands between the rungs, and the parts of the scorecard: `parts_` are measures by plan."""
    table = _table("rung", "score", numbers=["score"])
    places = [(value, name, "") for name, value in rungs.items()]
    for value, name, style in sorted([*places, (score.value, "this plan", "bold")]):
        table.add_row(name, plain(value, 1), style=style)
    headline = f"{scenario.title}: score {plain(score.value, 1)} ± {plain(score.standard_error, 1)}"
    note = f"Standard error, over {score.seasons} seasons. 0 is the do-nothing shop, 100 the best known plan."
    return rendered(Text(headline, style="bold"), Text(note), table, _scorecard(scenario, parts_))


def _scorecard(scenario: Scenario, measures: Mapping[str, Mapping[str, np.ndarray]]) -> Table:
    """Mean of each part of the scorecard, by plan, with what the part is worth and from where to where it counts."""
    table = _table("part", "weight", "from", "to", *measures, numbers=("weight", "from", "to", *measures))
    for name, part in scenario.scorecard.items():
        bounds = (plain(one, _digits(part)) for one in (part.low, part.high))
        means = (plain(float(each[name].mean()), _digits(part)) for each in measures.values())
        table.add_row(name.replace("_", " "), plain(part.weight, 2), *bounds, *means)
    return table


def _digits(part: Part) -> int:
    return 0 if abs(part.high - part.low) > 10 else 2


def rungs(scenario: Scenario, standings: Mapping[str, dict[str, Any]], seasons_: int) -> str:
    """Every rung of a scenario: its score and a few of its KPIs."""
    table = _table("rung", "score", *(_kpi(key)["name"] for key in RUNG_KPIS), numbers=_rung_numbers())
    for name in RUNGS:
        score, values = standings[name]["score"], standings[name]["measures"]
        cells = [number(float(values[key].mean()), _kpi(key)["unit"]) for key in RUNG_KPIS]
        table.add_row(name, f"{plain(score.value, 1)} ± {plain(score.standard_error, 1)}", *cells)
    note = f"Means of {seasons_} seasons; the score with its standard error. Do-nothing is 0, best known is 100."
    return rendered(Text(scenario.title, style="bold"), Text(scenario.story), table, Text(note))


RUNG_KPIS = ("profit", "sales", "stockout_rate", "shop_score")


def _rung_numbers() -> list[str]:
    return ["score", *(_kpi(key)["name"] for key in RUNG_KPIS)]


def levers() -> str:
    """Every lever of a plan, a table for each of the plan's parts."""
    return "\n".join(rendered(_levers(part, cls)) for part, cls in parts().items())


def _levers(part: str, cls: type) -> Table:
    table = _table("field", "what it is, and what it takes", "default", "ch.", numbers=["ch."], title=part)
    table.columns[0].no_wrap = True
    table.columns[0].min_width, table.columns[2].min_width = LEVER_WIDTHS
    for name, lever in levers_of(cls):
        label = f"{lever.label}, {lever.unit}" if lever.unit else lever.label
        described = Text.assemble((label, "bold"), f"\n{lever.help}\n", (lever.allowed(), "dim"))
        default = _default(fields_dict(cls)[name], lever)
        table.add_row(name, described, default, str(lever.chapter), end_section=True)
    return table


LEVER_WIDTHS = (16, 14)  # of the longest field and of the longest default, the same in every part


def _default(field: Attribute, lever: Lever) -> str:
    if field.default is NOTHING:
        return "must be given"
    usual = lever.start if field.default == () else field.default
    if usual is None:
        return "the scenario's"
    return usual if isinstance(usual, str) else f"{usual:g}"


def covered() -> str:
    """What the Syllabus names: how much of it there is of each kind, and what is planned for which chapter."""
    every = coverage.rows()
    planned = [row for row in every if row.kind == "planned"]
    headline = (
        f"{len(every)} things that the Syllabus names: {len(every) - len(planned)} in place, {len(planned)} planned."
    )
    return rendered(Text(headline, style="bold"), _counted(), _planned(planned))


def _counted() -> Table:
    table = _table("", *coverage.KINDS, numbers=coverage.KINDS)
    for name, found in coverage.counts().items():
        table.add_row(name, *(str(number or "") for number in found.values()))
    return table


def _planned(rows: Iterable[coverage.Row]) -> Table:
    table = _table("planned for", "id", "what it is", numbers=["planned for", "id"])
    names = {entry.id: entry.name for entry in coverage.entries()}
    for row in sorted(rows, key=lambda row: row.where):
        table.add_row(row.where, row.id, names[row.id])
    return table


def markets() -> str:
    """Every platform: what it costs, and whom it brings."""
    return rendered(_fees(), Text(FEES_NOTE), _traffic(), Text(TRAFFIC_NOTE))


FEES_NOTE = (
    "Yuan, or shares of the price paid. Below each figure its range; 'now' where it has changed since the sources."
)
TRAFFIC_NOTE = "Visits a day of a new shop, yuan for a paid visit at least, days to the door, shares of the shoppers."
FEES = {"entry": "entry a year", "deposit": "deposit", "technical": "service", "commission": "commission",
        "payment": "payment"}  # fmt: skip
SHARES = ("commission", "payment")


def _named(platform: Platform) -> str:
    return f"{platform.name}\n{platform.name_zh}"


def _fees() -> Table:
    table = _table("platform", *FEES.values(), numbers=FEES.values(), title="What a shop pays")
    for platform in platforms().values():
        cells = [_fee(platform.fees["syllabus"], platform.fees["today"], name) for name in FEES]
        table.add_row(_named(platform), *cells, end_section=True)
    return table


def _fee(syllabus: Fees, today: Fees, name: str) -> str:
    given, now = getattr(syllabus, name), getattr(today, name)
    unit = "share" if name in SHARES else "yuan"
    lines = [number(given.value, unit), *_range(given, unit)]
    return "\n".join([*lines, f"now {number(now.value, unit)}"] if now.value != given.value else lines)


def _range(figure: Figure, unit: str) -> list[str]:
    if figure.low == figure.high:
        return []
    return [f"{number(figure.low, unit)}–{number(figure.high, unit)}"]


def _traffic() -> Table:
    numbers = ("visits", "paid", "days")
    table = _table("platform", *numbers, "shoppers", numbers=numbers, title="Whom it brings")
    table.columns[0].no_wrap = True
    for one in platforms().values():
        figures = (
            plain(one.organic_visits.value),
            plain(one.paid_visit_cost.value, 2),
            plain(one.delivery_days.value, 1),
        )
        shares = ", ".join(f"{segments()[key].name.lower()} {100 * share:.0f}%" for key, share in one.audience.items())
        table.add_row(f"{one.name} {one.name_zh}\n{one.mechanics} {one.business}", *figures, shares)
    return table
