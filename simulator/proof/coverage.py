"""What became of everything that the Syllabus names: a lever, a lesson, a KPI ... with its place, or planned.

The inventory (`world/inventory/`) lists what is named, `world/coverage.csv` says where each of it lives.
"""

import pkgutil
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, reduce
from pathlib import Path
from typing import Any

from attrs import frozen

from simulator import world
from simulator.plan import Plan, levers
from simulator.scenario import load
from simulator.season import play

ROOT = Path(__file__).parents[2]
PARTS = {  # tables of the inventory, each with the columns that hold what it is and where it belongs
    "topics": ("name", "section"),
    "extra_topics": ("name", "section"),
    "decisions": ("name", "section"),
    "systems": ("name", "group"),
    "kpis": ("name", "section"),
    "quantities": ("meaning", "role"),
}
CHAPTERS = tuple(f"chapter {number}" for number in range(1, 7))


@frozen
class Entry:
    """One thing that the Syllabus names. `section` is S1 to S6; systems have their group, figures their role."""

    id: str
    part: str
    section: str
    name: str


@frozen
class Row:
    """Where one entry lives: its `kind` says how `where` is to be read."""

    id: str
    kind: str
    where: str


def entries() -> list[Entry]:
    """Every entry of the inventory; figures that only describe the sources themselves are left out."""
    return [
        Entry(one["id"], part, section(one[column]), one[name])
        for part, (name, column) in PARTS.items()
        for one in world.rows(f"inventory/{part}")
        if one.get("role") != "context"
    ]


def section(text: str) -> str:
    """The first section of the Syllabus that a text names, or else the text."""
    found = re.search(r"S[1-6]", text)
    return found[0] if found else text


def rows() -> list[Row]:
    """The place of every entry."""
    return [Row(**one) for one in world.rows("coverage")]


def missing(rows: Iterable[Row]) -> list[Row]:
    """The rows whose place does not exist, or whose kind is none of `KINDS`."""
    return [row for row in rows if row.kind not in KINDS or not KINDS[row.kind](row.where)]


def is_lever(where: str) -> bool:
    """Whether a plan has the field."""
    return where in levers()


def is_state(where: str) -> bool:
    """Whether a season's records have the column `table.column`, or the package the attribute `simulator. ...`."""
    return is_attribute(where) if where.startswith("simulator.") else where in columns()


def is_attribute(where: str) -> bool:
    """Whether a dotted path leads to something in the package."""
    try:
        pkgutil.resolve_name(where)
    except (ImportError, AttributeError):
        return False
    return True


@cache
def columns() -> frozenset[str]:
    """Every `table.column` of a season's records."""
    tables = play(Plan(), load("first-shop"), 1).tables
    return frozenset(f"{name}.{column}" for name, table in tables.items() for column in table)


def is_fact(where: str) -> bool:
    """Whether a table of the world holds the path `table.key. ...`; an item of a list goes by its name."""
    name, *path = where.split(".")
    return (world.HERE / f"{name}.toml").is_file() and reduce(_inner, path, world.table(name)) is not None


def _inner(outer: Any, key: str) -> Any:
    if isinstance(outer, list):
        return next((one for one in outer if one["name"] == key), None)
    return outer.get(key) if isinstance(outer, dict) else None


def is_kpi(where: str) -> bool:
    """Whether a season has the KPI, or its exported visits the measure."""
    return where in world.table("kpis") or where in world.table("measures")


@cache
def is_tool(where: str) -> bool:
    """Whether a command `python -m simulator ...` or a task `make ...` exists."""
    program, _, name = where.rpartition(" ")
    if program == "python -m simulator":
        asked = [sys.executable, "-m", "simulator", name, "--help"]
        return subprocess.run(asked, cwd=ROOT, capture_output=True).returncode == 0
    return program == "make" and f"\n{name}: ##" in (ROOT / "Makefile").read_text(encoding="utf-8")


def is_scenario(where: str) -> bool:
    """Whether the world has the scenario."""
    return where in world.scenario_names()


def is_lesson(where: str) -> bool:
    """Whether the course has the page, and the page the place `#...`, if one is named."""
    page, _, place = where.partition("#")
    file = ROOT / f"{page}.md"
    return file.is_file() and (not place or place in places(file.read_text(encoding="utf-8")))


def places(text: str) -> set[str]:
    """Targets and headings of a page, as its addresses name them."""
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") for one in headings}
    return slugs | set(re.findall(r"^\((.+)\)=$", text, re.MULTILINE))


def is_chapter(where: str) -> bool:
    """Whether the course has the chapter that something is planned for."""
    return where in CHAPTERS


KINDS: dict[str, Callable[[str], bool]] = {
    "lever": is_lever,
    "state": is_state,
    "fact": is_fact,
    "kpi": is_kpi,
    "tool": is_tool,
    "scenario": is_scenario,
    "lesson": is_lesson,
    "planned": is_chapter,
}


def counts() -> dict[str, dict[str, int]]:
    """How many entries there are of each kind, by section, group or role."""
    kinds = {row.id: row.kind for row in rows()}
    found = Counter((entry.section, kinds[entry.id]) for entry in entries())
    return {one["name"]: {kind: found[one["id"], kind] for kind in KINDS} for one in world.rows("inventory/sections")}
