"""The commands of `python -m simulator`.

Results go to stdout, with --json as one object (`coverage`: one list); progress and problems go to stderr. A command
ends with 0 when it is done, 1 when a check failed, 2 for input that cannot be used, 130 when it was interrupted.
"""

import codecs
import json
import os
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from attrs import asdict

from simulator import fit, planfile, scenario, score
from simulator.amounts import MINUS, THIN
from simulator.experiment import (
    Report,
    channel_synergy,
    compare,
    data_roi,
    mean_and_error,
    replicate,
    seeds,
    silent,
    standings,
    true_effects,
)
from simulator.insight import compared
from simulator.kpi import KEYS, kpis
from simulator.ledger import BooksError
from simulator.outlays import instruments_week, tests_of
from simulator.plan import Plan
from simulator.scenario import Scenario
from simulator.season import ENGINES, Result, play

CHECK_FAILED, BAD_INPUT = 1, 2
RUNG_SEASONS = 20
MOST_SEASONS = 10_000
EXPORTS = ("csv", "parquet")

PLAINER = {THIN: " ", MINUS: "-", "–": "-", "─": "-", "±": "+-"}

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, no_args_is_help=True,
    suggest_commands=False,  # click suggests them already
    help="Run a shop in a simulated market: write a plan, check it, play seasons, compare and score.",
)  # fmt: skip

PlanFile = Annotated[str, typer.Argument(metavar="PLAN", help="A plan file (TOML); - reads standard input.")]
ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="Name of a scenario.")]
Number = Annotated[int, typer.Option("-n", min=2, max=MOST_SEASONS, help="How many seasons.")]
Jobs = Annotated[int, typer.Option(min=1, help="How many processes share the work.")]
DETAIL = "How people are played: in blocks, or each shopper as a process of its own, slower; the season is the same."
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


class BadInputError(ValueError):
    """Input that a command cannot use; the message says why."""


def main() -> None:
    """Run the command of the command line, and end with its exit code."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="plainer")
    try:
        app(prog_name="python -m simulator")
    except (planfile.PlanError, BadInputError) as error:
        _fail(str(error), BAD_INPUT)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}", BAD_INPUT)
    except BooksError as error:
        _fail(str(error), CHECK_FAILED)


def _plainer(error: UnicodeEncodeError) -> tuple[str, int]:
    """What an old terminal shows for characters it does not know."""
    return "".join(PLAINER.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


def _fail(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)


@app.command()
def platforms() -> None:
    """Show what each platform charges and whom it brings."""
    from simulator import printout

    _out(printout.markets())


@app.command()
def new(
    name: ScenarioName,
    output: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Write the plan to this file.")] = None,
) -> None:
    """Write the naive plan of a scenario, each lever explained."""
    place = scenario.load(name)
    text = briefing(place) + planfile.write(score.rung(place.key, "naive"), explained=True)
    if output is None:
        _out(text)
    elif output.exists():
        raise BadInputError(f"{output}: exists already, and is not overwritten; choose another name")
    else:
        _write(output, text)


def briefing(place: Scenario) -> str:
    """What the seller meets in a scenario, as comments at the head of a plan: story, money, goods and rivals."""
    goods = (f"{one.name} ({key}): list price {one.list_price:g} yuan, cost {one.unit_cost:g} from the usual supplier"
             for key, one in place.products.items())  # fmt: skip
    rivals = ", ".join(f"{one.name} at {one.price:g}" for one in place.rivals)
    facts = (
        f"{place.weeks} weeks from {place.start:%d %B %Y}, {place.capital:,.0f} yuan, credit up to {place.credit:,.0f}."
    )
    told = [
        f"{place.title} ({place.title_zh})",
        place.story,
        facts,
        *goods,
        f"Rivals ask, in yuan: {rivals}.",
        STANDARDS,
    ]
    return "".join(f"{textwrap.fill(one, 110, initial_indent='# ', subsequent_indent='# ')}\n" for one in told) + "\n"


STANDARDS = (
    "What a plan leaves out stays at its default: without reorder_point and order_up_to nothing is bought after the "
    "first stock. [shop] is the first shop; each [[shops]] opens a further one beside it."
)


@app.command()
def check(plan: PlanFile) -> None:
    """Check a plan without playing it."""
    _, place = _read(plan)
    _out(f"{plan}: a sound plan for {place.title} ({place.key})\n")


@app.command()
def levers(as_json: Json = False) -> None:
    """List every decision of a plan; with --json, how each lever moves a KPI."""
    if as_json:
        from simulator.proof.levers import MOVES

        names = ("field", "low", "high", "scenario", "kpi", "sign")
        _out_json({"levers": [{name: getattr(move, name) for name in names} for move in MOVES]})
    else:
        from simulator import printout

        _out(printout.levers())


@app.command("coverage")
def coverage_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Show where each thing that the Syllabus names stands in the course."""
    if as_json:
        from simulator.proof.coverage import rows

        _out_json([{"id": row.id, "kind": row.kind, "where": row.where} for row in rows()])
    else:
        from simulator import printout

        _out(printout.covered())


@app.command()
def run(
    plan: PlanFile,
    in_scenario: Annotated[str | None, typer.Option("--scenario", help="Play in this scenario instead.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Number of the season.")] = 1,
    detail: Annotated[str, typer.Option(metavar="|".join(ENGINES), help=DETAIL)] = "batch",
    as_json: Json = False,
    report: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write a report of the season.")] = None,
) -> None:
    """Play one season and show its KPIs."""
    if report and report.suffix != ".html":
        raise BadInputError(f"{report}: cannot be the report; its name must end in .html")
    if detail not in ENGINES:
        raise BadInputError(str(scenario.unknown("--detail", detail, tuple(ENGINES))))
    result = _play(*_read(plan, in_scenario), seed, detail)
    if report:
        from simulator.report import html

        _write(report, html(result))
    _show_season(result, detail, as_json)


def _play(plan: Plan, place: Scenario, seed: int, detail: str) -> Result:
    with _progress("Playing the season") as report:
        return play(plan, place, seed, lambda week: report(week, place.weeks), detail)


def _show_season(result: Result, detail: str, as_json: bool) -> None:
    values = kpis(result)
    if as_json:
        named = {"scenario": result.scenario.key, "seed": result.seed, "engine": detail, "digest": result.digest}
        _out_json(named | {"kpis": values})
    else:
        from simulator import printout

        _out(printout.season(result, values))


@app.command("export")
def export_command(
    plan: PlanFile,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Write the tables to this folder, new or empty.")],
    seed: Annotated[int, typer.Option(min=0, help="Number of the season.")] = 1,
    kind: Annotated[str, typer.Option("--format", metavar="csv|parquet", help="Kind of the files.")] = "csv",
) -> None:
    """Play one season and write its records as tables for analysis."""
    _require_new(out)
    if kind not in EXPORTS:
        raise BadInputError(str(scenario.unknown("--format", kind, EXPORTS)))
    result = _play(*_read(plan), seed, "batch")
    from simulator import export

    with _progress("Writing the tables") as report:
        try:
            export.write(result, out, kind, report)
        except ModuleNotFoundError as error:
            raise BadInputError(f"--format {kind}: needs the package {error.name}, which is not installed") from None
    print(f"wrote {len(list(out.iterdir()))} files to {out}", file=sys.stderr)


def _require_new(folder: Path) -> None:
    """Refuse a folder that holds something, or in which nothing can be made, before a season is played."""
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInputError(f"{folder}: is not empty, and is not overwritten; choose another folder")
    if folder.exists() and not folder.is_dir():
        raise BadInputError(f"{folder}: exists already, and is no folder")
    if not folder.parent.is_dir():
        raise BadInputError(f"{folder}: cannot be written (No such file or directory)")


@app.command("replicate")
def replicate_command(plan: PlanFile, number: Number, jobs: Jobs = 1, as_json: Json = False) -> None:
    """Play one plan on many seasons."""
    read, place = _read(plan)
    with _progress("Playing seasons") as report:
        measures = replicate(read, place, seeds(number), jobs, report)
    if as_json:
        values = {key: _mean(measures[key]) | _extremes(measures[key]) for key in KEYS}
        _out_json({"scenario": place.key, "seasons": number, "kpis": values})
    else:
        from simulator import printout

        _out(printout.seasons(place, measures))


def _mean(values: np.ndarray) -> dict[str, float]:
    return dict(zip(("mean", "standard_error"), mean_and_error(values), strict=True))


def _extremes(values: np.ndarray) -> dict[str, float]:
    return {"low": float(values.min()), "high": float(values.max())}


@app.command("compare")
def compare_command(
    first: Annotated[str, typer.Argument(metavar="A", help="The first plan.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The second plan, played in the scenario of the first.")],
    number: Number,
    as_json: Json = False,
) -> None:
    """Play two plans on the same seasons and show the difference."""
    one, place = _read(first)
    other, _ = _read(second, place.key)
    with _progress("Playing both plans") as report:
        changes = compare(one, other, place, seeds(number), report=report)
    changes = {key: changes[key] for key in KEYS}
    if as_json:
        names = ("first", "second", "difference", "standard_error")
        values = {key: {name: getattr(change, name) for name in names} for key, change in changes.items()}
        _out_json({"scenario": place.key, "seasons": number, "kpis": values})
    else:
        from simulator import printout

        _out(printout.comparison(place, changes, number))


@app.command()
def synergy(plan: PlanFile, number: Number, jobs: Jobs = 1, as_json: Json = False) -> None:
    """Show what each channel of a plan brings alone, and what they bring together."""
    read, place = _read(plan)
    with _progress("Playing each channel alone") as report:
        found = channel_synergy(read, place, seeds(number), jobs, report)
    if as_json:
        _out_json({"scenario": place.key, "seasons": number} | asdict(found))
    else:
        from simulator import printout

        _out(printout.synergy(place, found, number))


@app.command("tests")
def tests_command(
    plan: PlanFile,
    number: Number,
    seed: Annotated[int, typer.Option(min=0, help="Number of the season.")] = 1,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Show what the A/B tests of a plan find in one season, and what they would find if everybody saw both versions."""
    read, place = _read(plan)
    if not tests_of(read):
        raise BadInputError(f"{plan}: has no A/B test; add a promotion of the kind ab-test")
    found = compared(_play(read, place, seed, "batch"))
    with _progress("Playing both versions") as report:
        true = true_effects(read, place, seeds(number), jobs, report)
    if as_json:
        names = ("true_difference", "true_standard_error")
        values = [asdict(one) | dict(zip(names, each, strict=True)) for one, each in zip(found, true, strict=True)]
        _out_json({"scenario": place.key, "seed": seed, "seasons": number, "tests": values})
    else:
        from simulator import printout

        _out(printout.tests(place, found, true))


@app.command("data-roi")
def data_roi_command(plan: PlanFile, number: Number, jobs: Jobs = 1, as_json: Json = False) -> None:
    """Show what the instruments of a plan cost, and what they bring."""
    read, place = _read(plan)
    if not instruments_week(read):
        raise BadInputError(f"{plan}: pays for no instrument; they stand in the table data")
    with _progress("Playing with and without instruments") as report:
        found = data_roi(read, place, seeds(number), jobs, report)
    if as_json:
        _out_json({"scenario": place.key, "seasons": number} | asdict(found))
    else:
        from simulator import printout

        _out(printout.data_roi(place, found, number))


@app.command("score")
def score_command(plan: PlanFile, number: Number, as_json: Json = False) -> None:
    """Score a plan between the do-nothing shop (0) and the best known plan (100)."""
    read, place = _read(plan)
    every, measures = _beside_the_rungs(read, place, number)
    points = {name: every[name]["measures"]["points"] for name in ("do-nothing", "best-known")}
    scored = score.score(measures["points"], points["do-nothing"], points["best-known"])
    rungs_ = {name: one["score"].value for name, one in every.items()}
    if as_json:
        named = {"scenario": place.key, "score": scored.value, "standard_error": scored.standard_error}
        values = {key: _mean(measures[key]) for key in KEYS}
        parts = {name: _mean(measures[name]) for name in place.scorecard}
        _out_json(named | {"seasons": number, "rungs": rungs_, "kpis": values, "parts": parts})
    else:
        from simulator import printout

        shown = {"this plan": measures} | {name: every[name]["measures"] for name in ("naive", "best-known")}
        _out(printout.scored(place, scored, rungs_, shown))


def _beside_the_rungs(plan: Plan, place: Scenario, number: int) -> tuple[dict[str, dict], Mapping[str, np.ndarray]]:
    with _progress("Playing the rungs") as report:
        every = standings(place, seeds(number), report=report)
    with _progress("Playing the plan") as report:
        return every, replicate(plan, place, seeds(number), report=report)


@app.command()
def rungs(name: ScenarioName) -> None:
    """Show where the reference plans of a scenario stand."""
    place = scenario.load(name)
    with _progress("Playing the rungs") as report:
        every = standings(place, seeds(RUNG_SEASONS), report=report)
    from simulator import printout

    _out(printout.rungs(place, every, RUNG_SEASONS))


@app.command()
def validate(
    as_json: Json = False,
    broken: Annotated[bool, typer.Option("--broken", help="Put each law 5% off: its checks have to fail.")] = False,
    jobs: Jobs = 2,
) -> None:
    """Hold the market against theory and data."""
    from simulator.proof import command, validate

    with _progress("Holding the market against theory") as report:
        findings = (validate.broken if broken else validate.validate)(jobs, report)
    for line in command.troubles(findings):
        print(line, file=sys.stderr)
    if as_json:
        _out_json((command.plain_broken if broken else command.plain)(findings))
    else:
        _out((command.table_broken if broken else command.table)(findings))
    if not all(one.seen if broken else one.ok for one in findings):
        raise typer.Exit(CHECK_FAILED)


def _read(plan: str, name: str | None = None) -> tuple[Plan, Scenario]:
    """The plan in a file with its scenario."""
    text = _text(plan)
    try:
        return fit.read(text, name)
    except planfile.PlanError as error:
        raise BadInputError(f"{plan} cannot be played:\n{error}") from None


def _text(plan: str) -> str:
    try:
        with nullcontext(sys.stdin) if plan == "-" else Path(plan).open(encoding="utf-8-sig") as file:
            return file.read(planfile.LARGEST_FILE + 1)
    except UnicodeDecodeError:
        raise BadInputError(f"{plan}: is no text in UTF-8; a plan is a TOML file") from None
    except OSError as error:
        raise BadInputError(f"{plan}: cannot be read ({error.strerror})") from None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: beside its place first, then into it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise BadInputError(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        beside.unlink(missing_ok=True)
    print(f"wrote {path}", file=sys.stderr)


def _out(text: str) -> None:
    """Print a result; a reader that has gone away is bad input, not a crash."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise BadInputError(f"standard output: cannot be written ({error.strerror})") from None


def _out_json(result: Any) -> None:
    _out(json.dumps(result) + "\n")


@contextmanager
def _progress(doing: str) -> Iterator[Report]:
    """A progress bar on stderr while the block runs; none where nobody watches."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing)
        yield lambda done, total: bar.update(task, completed=done, total=total)
