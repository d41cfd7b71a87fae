"""A form in a notebook that plays seasons: the same decisions, figures and pictures as in the page's live panel.

from simulator.dashboard import dashboard
dashboard("first-shop", levers=["shop.platform", "products.*.price"])
"""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import reduce
from html import escape
from typing import Any

import ipywidgets as widgets

from simulator import panel
from simulator.amounts import number
from simulator.panel import Both
from simulator.panel.run import described
from simulator.planfile import PlanError, Problem
from simulator.season import Result

WIDE = widgets.Layout(width="auto", max_width="36rem")
FIGURES = "text-align: right; padding-left: 1.5rem; font-variant-numeric: tabular-nums"
STYLE = {"description_width": "12rem"}
NO_SECTION = {"en": "", "zh": ""}
WEEKLY = " (69, 6: 49 = 69, then 49 from week 6 on)"


class Field:
    """One field of the form: the widget, and the value that it gives to the plan."""

    def __init__(self, described: dict[str, Any], given: Any, language: str) -> None:
        self.described, self.given, self.language = described, given, language
        shown = described["default"] if given is None else given
        self.widget = self._choice(shown) if described["options"] else self._text(shown)
        self.untouched = self.widget.value
        self.error = widgets.HTML()

    def _label(self) -> dict[str, Any]:
        label, unit = (self.described[name][self.language] for name in ("label", "unit"))
        tooltip = self.described["help"][self.language] + (WEEKLY if self.described["weekly"] else "")
        return {
            "description": f"{label}, {unit}" if unit else label,
            "tooltip": tooltip,
            "layout": WIDE,
            "style": STYLE,
        }

    def _choice(self, value: Any) -> widgets.Dropdown:
        options = [(option["name"][self.language], option["value"]) for option in self.described["options"]]
        none = [] if self.described["default"] else [("–", None)]
        return widgets.Dropdown(options=[*none, *options], value=value, **self._label())

    def _text(self, value: Any) -> widgets.Text:
        text = self.described["kind"] == "text"
        return widgets.Text(value=(value or "") if text else written(value), **self._label())

    def value(self) -> Any:
        """What the plan gets: what it had while the field is untouched, nothing for an empty one.

        Raises `ValueError` for a text that is no number.
        """
        if self.widget.value == self.untouched:
            return self.given
        return READ[self.described["kind"]](self.widget.value) if self.widget.value else None


def written(value: Any) -> str:
    """A number, a list of weeks, or a list of {week, value}, as the form shows it: 69, 6: 49."""
    if value is None:
        return ""
    steps = value if isinstance(value, list) else [value]
    return ", ".join(_step(step) for step in steps)


def _step(step: Any) -> str:
    if not isinstance(step, dict):
        return f"{step:g}"
    return f"{step['value']:g}" if step["week"] == 1 else f"{step['week']}: {step['value']:g}"


def read_numbers(text: str) -> Any:
    """The value in the text of a field. Raises `ValueError`."""
    steps = [part.rpartition(":") for part in text.replace("，", ",").replace("：", ":").split(",")]
    values = [{"week": int(week or 1), "value": _number(value)} for week, _, value in steps]
    return values[0]["value"] if len(values) == 1 and values[0]["week"] == 1 else values


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value


def read_weeks(text: str) -> list[int]:
    """Weeks in a text: 6, 7. Raises `ValueError`."""
    return [int(part) for part in text.replace("，", ",").split(",") if part.strip()]


PARTS = {"shops": "shop", "channels": "channel"}  # lists of a plan that the form has room for one of, and one of each
READ = {"choice": str, "text": str, "weeks": read_weeks, "number": read_numbers}


class Dashboard(widgets.VBox):
    """The form, the run and the results. `result` holds the last season played."""

    def __init__(self, scenario: str, levers: Sequence[str], seed: int, language: str) -> None:
        self.form, self.noise, self.language = panel.form(scenario), None, language
        self.result: Result | None = None
        self.told: dict[str, Any] | None = None
        self.fields: dict[str, Field] = {}
        self.running = {f"promotions.{kind['kind']}": self._tick(kind) for kind in self.form["promotions"]}
        self.running |= {name: self._box(bool(self.form["plan"].get(name)), self._word(f"add_{part}"))
                         for name, part in PARTS.items()}  # fmt: skip
        self.seed = widgets.IntText(value=seed, description=self._word("season_number"), style=STYLE, layout=WIDE)
        self.button = widgets.Button(description=self._word("run"), button_style="primary")
        self.button.on_click(lambda _button: self.run())
        self.progress = widgets.IntProgress(max=self.form["weeks"], layout=WIDE)
        self.status = widgets.HTML(self._word("ready"))
        self.results = widgets.VBox()
        form = list(self._groups(levers))
        super().__init__([*form, self.seed, self.button, self.progress, self.status, self.results])

    def _word(self, name: str, **values: object) -> str:
        return self.form["words"][name][self.language].format(**values)

    def _pick(self, both: Both) -> str:
        return both[self.language]

    def _groups(self, levers: Sequence[str]) -> Iterator[widgets.Widget]:
        folded = []
        for title, fields in self._parts():
            shown = [path for path in fields if not levers or any(fnmatch(path, pattern) for pattern in levers)]
            rest = [path for path in fields if path not in shown]
            if shown:
                yield widgets.HTML(f"<b>{escape(title)}</b>")
                yield from self._rows(shown)
            if rest:
                folded.append((title, widgets.VBox(list(self._rows(rest)))))
        if folded:
            yield widgets.Accordion([box for _, box in folded], titles=[title for title, _ in folded])

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        """Titles of the plan's parts, and the paths of their fields, made on the way."""
        for group in self.form["groups"]:
            if group["key"] == "promotions":
                for kind in self.form["promotions"]:
                    start = f"promotions.{kind['kind']}"
                    yield self._pick(kind["name"]), [start, *self._one(kind["fields"], self._first(kind["kind"]))]
            elif (name := group["key"]) in PARTS:
                given, fields = self.form["plan"].get(name, []), self.form.get(name, group["fields"])
                yield self._pick(group["name"]), [name, *self._one(fields, next(iter(given), None))]
            else:
                fields = group["fields"]
                yield self._pick(group["name"]), [self._add(field, self._given(field["path"])) for field in fields]

    def _one(self, fields: list[dict[str, Any]], given: dict[str, Any] | None) -> list[str]:
        """The fields of one promotion, further shop or channel."""
        return [self._add(field, (given or {}).get(field["name"])) for field in fields]

    def _first(self, kind: str) -> dict[str, Any] | None:
        """The starting plan's first promotion of a kind: the form has room for one of each."""
        return next((one for one in self.form["plan"].get("promotions", []) if one["kind"] == kind), None)

    def _tick(self, kind: dict[str, Any]) -> widgets.Checkbox:
        return self._box(self._first(kind["kind"]) is not None, self._pick(kind["about"]))

    def _box(self, ticked: bool, label: str) -> widgets.Checkbox:
        return widgets.Checkbox(value=ticked, description=label, indent=False, layout=WIDE)

    def _add(self, field: dict[str, Any], value: Any) -> str:
        self.fields[field["path"]] = Field(field, value, self.language)
        return field["path"]

    def _given(self, path: str) -> Any:
        inner: Any = self.form["plan"]
        for name in path.split("."):
            inner = (inner or {}).get(name)
        return inner

    def _rows(self, paths: list[str]) -> Iterator[widgets.Widget]:
        section = ""
        for path in paths:
            if path not in self.fields:
                yield self.running[path]
                continue
            field, before = self.fields[path], section
            section = self._pick(field.described.get("section", NO_SECTION))
            if section != before:
                yield widgets.HTML(f"<i>{escape(section)}</i>")
            yield from (field.widget, field.error)

    def plan(self) -> dict[str, Any]:
        """The plan in the form, as plain data. Raises `PlanError` for a text that is no number."""
        plan: dict[str, Any] = {"scenario": self.form["scenario"], "products": {}}
        for path, value in self._values().items():
            *owners, name = path.split(".")
            if owners[0] not in ("promotions", *PARTS):
                reduce(lambda inner, owner: inner.setdefault(owner, {}), owners, plan)[name] = value
        ticked = [start for start, box in self.running.items() if box.value]
        promotions = [one for one in ticked if one not in PARTS]
        plan["promotions"] = [{"kind": one.partition(".")[2]} | self._under(one) for one in promotions]
        return plan | {name: [self._under(name)] if name in ticked else [] for name in PARTS}

    def _values(self) -> dict[str, Any]:
        values, problems = {}, []
        for path, field in self.fields.items():
            try:
                values[path] = field.value()
            except ValueError:
                problems.append(
                    Problem(
                        path,
                        field.widget.value,
                        f"a number from {field.described['low']:g} to {field.described['high']:g}",
                    )
                )
        if problems:
            raise PlanError(problems)
        return {path: value for path, value in values.items() if value is not None}

    def _under(self, start: str) -> dict[str, Any]:
        """What the fields whose paths begin with `start` give."""
        values = self._values().items()
        return {path.removeprefix(f"{start}."): value for path, value in values if path.startswith(f"{start}.")}

    def run(self) -> None:
        """Play the season of the form's plan, and show it."""
        self.button.disabled = True
        for field in self.fields.values():
            field.error.value = ""
        try:
            self._play(panel.start(self.plan(), self.form["scenario"], self.seed.value))
        except PlanError as error:
            self._refuse(panel.problems(error))
        finally:
            self.button.disabled, self.progress.value = False, 0

    def _play(self, run: panel.Run) -> None:
        while not run.over:
            state = run.advance()
            self.progress.value, self.status.value = state["week"], self._pick(state["words"])
        before, self.result = self.told, run.season.finish()
        self.told = described(self.result)
        self.results.children = self._results(before)
        self.status.value = self._word("done", seed=self.result.seed)

    def _refuse(self, problems: list[dict[str, Any]]) -> None:
        ticked = [start for start, box in self.running.items() if box.value and start not in PARTS]
        others = []
        for problem in problems:
            field = self.fields.get(_path(problem["field"], ticked))
            line = f'<span style="color: #b44600">⚠ {escape(self._pick(problem["words"]))}</span>'
            if field:
                field.error.value = line
            else:
                others.append(f"<br>{line}")
        self.status.value = self._word("refused", count=len(problems)) + "".join(others)

    def _results(self, before: dict[str, Any] | None) -> list[widgets.Widget]:
        if before and self.noise is None:
            self.noise = panel.noise(self.form["scenario"])
        changed = panel.changed(before, self.told, self.noise) if before else None
        sentence = changed["sentence"] if changed else self.told["waterfall"]["alt"]
        closed = [self._pick(self.told["closed"])] if self.told["closed"] else []
        words = [widgets.HTML(f"<p>{escape(text)}</p>") for text in [*closed, self._pick(sentence)]]
        return [*words, widgets.HTML(self._table(changed)), *pictures(self.result, self.language)]

    def _table(self, changed: dict[str, Any] | None) -> str:
        heads = "".join(f"<th scope='col'>{self._word(name)}</th>" for name in ("kpi", "this_run", "change"))
        rows = [self._row(kpi, changed["rows"][kpi["key"]]["words"] if changed else None) for kpi in self.form["kpis"]]
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def _row(self, kpi: dict[str, Any], change: Both | None) -> str:
        value = number(self.told["kpis"][kpi["key"]], kpi["unit"])
        words = self._pick(change) if change else self._word("first_run")
        cells = "".join(f"<td style='{FIGURES}'>{text}</td>" for text in (value, words))
        name = f"<th scope='row' style='text-align: left'>{kpi['name']['en']} {kpi['name']['zh']}</th>"
        return f"<tr title='{escape(self._pick(kpi['formula']), quote=True)}'>{name}{cells}</tr>"


def _path(field: str, ticked: list[str]) -> str:
    """The form's path of a problem's field: promotions[1].percent -> promotions.discount.percent."""
    part, _, rest = field.partition("[")
    if part not in ("promotions", *PARTS) or not rest:
        return part
    place, _, name = rest.replace("]", "", 1).partition(".")
    start = part if part in PARTS else ticked[int(place) - 1]
    return f"{start}.{name.partition('[')[0]}"


def pictures(result: Result, language: str) -> list[widgets.Widget]:
    """The season's charts with their alt texts; none where matplotlib is not installed."""
    try:
        from simulator import charts
    except ImportError:
        return []
    drawn = (draw(result, language) for draw in (charts.glance, charts.waterfall, charts.funnel))
    return [widgets.HTML(charts.image(chart)) for chart in drawn]


def dashboard(
    scenario: str = "first-shop", levers: Sequence[str] = (), seed: int = 1, language: str = "en"
) -> Dashboard:
    """A form of the scenario's plan with a button that plays it. `levers` (patterns such as `products.*.price`) stand
    open, the rest is folded; all stand open when none is named. Raises `PlanError` for an unknown scenario."""
    return Dashboard(scenario, levers, seed, language)
