"""Everything that the Syllabus names has one place, and every place exists."""

from collections import Counter

import pytest

from simulator import world
from simulator.proof.coverage import KINDS, Row, counts, entries, missing, rows, section


def test_every_place_exists():
    assert missing(rows()) == []


def test_every_entry_has_one_row_and_every_row_its_entry():
    assert Counter(row.id for row in rows()) == Counter(entry.id for entry in entries())
    assert max(Counter(row.id for row in rows()).values()) == 1


def test_the_inventory_is_whole():
    parts = Counter(entry.part for entry in entries())
    assert (parts["topics"], parts["decisions"], parts["systems"], parts["kpis"]) == (53, 83, 169, 60)
    assert parts["extra_topics"] == 31
    context = [one for one in world.rows("inventory/quantities") if one["role"] == "context"]
    assert parts["quantities"] == 78 - len(context) and context


@pytest.mark.parametrize(
    "row",
    [
        Row("an unknown kind", "hope", "chapter 1"),
        Row("a lever", "lever", "shop.colour"),
        Row("a column", "state", "orders.colour"),
        Row("an attribute", "state", "simulator.laws.reviews.colour"),
        Row("a module", "state", "simulator.laws.colour"),
        Row("a table", "fact", "colours.red"),
        Row("a figure", "fact", "platforms.taobao.fees.syllabus.colour"),
        Row("a step below a number", "fact", "platforms.taobao.trust.value.colour"),
        Row("an item of a list", "fact", "calendar.festivals.Colour day"),
        Row("a KPI", "kpi", "colour"),
        Row("a task", "tool", "make tea"),
        Row("a command", "tool", "python -m simulator tea"),
        Row("no tool at all", "tool", "course"),
        Row("a scenario", "scenario", "first-tea"),
        Row("a page", "lesson", "chapters/1-platforms/colour"),
        Row("a place on a page", "lesson", "chapters/1-platforms/overview#colour"),
        Row("a chapter", "planned", "chapter 7"),
    ],
    ids=lambda row: row.id,
)
def test_a_place_that_does_not_exist_is_named(row):
    assert missing([row]) == [row]


@pytest.mark.parametrize(
    "row",
    [
        Row("column", "state", "orders.paid"),
        Row("attribute", "state", "simulator.laws.reviews.shown"),
        Row("festival", "fact", "calendar.festivals.Double 11"),
        Row("figure of a scenario", "fact", "scenarios/first-shop.products.scarf-plain.role"),
        Row("task", "tool", "make proof"),
        Row("command", "tool", "python -m simulator compare"),
        Row("target", "lesson", "chapters/1-platforms/what-does-it-cost-to-sell#where-the-fees-come-from"),
        Row("heading", "lesson", "chapters/1-platforms/what-does-it-cost-to-sell#the-idea"),
    ],
    ids=lambda row: row.id,
)
def test_a_place_that_exists_is_found(row):
    assert missing([row]) == []


def test_a_kpi_that_seasons_show_is_not_planned():
    key = {one["id"]: one["key"] for one in world.rows("inventory/kpis")}
    late = [row for row in rows() if row.kind == "planned" and key.get(row.id) in world.table("kpis")]
    assert late == []


def test_sections_hold_every_entry():
    assert {entry.section for entry in entries()} == {one["id"] for one in world.rows("inventory/sections")}
    assert sum(sum(found.values()) for found in counts().values()) == len(rows())
    assert all(list(found) == list(KINDS) for found in counts().values())


@pytest.mark.parametrize(
    ("text", "found"), [("S2 S5", "S2"), ("Team unit, S6", "S6"), ("Data and tools", "Data and tools")]
)
def test_an_entry_belongs_to_its_first_section(text, found):
    assert section(text) == found


def test_sources_that_the_inventory_names_are_listed():
    known = {one["code"] for one in world.rows("inventory/sources")}
    named = {code for part in ("systems", "quantities") for one in world.rows(f"inventory/{part}")
             for code in one["sources"].split()}  # fmt: skip
    assert named == known
