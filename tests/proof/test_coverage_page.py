"""The page of the book about coverage: accessible tables, one line for each entry, links that lead to pages."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from simulator.proof import coverage_page
from simulator.proof.coverage import KINDS, Row, counts, entries

ROOT = Path(__file__).resolve().parents[2]


def tables():
    return [coverage_page.sources(), coverage_page.totals(), *map(coverage_page.part, coverage_page.PARTS)]


@pytest.mark.parametrize("shown", tables(), ids=lambda shown: re.search("<caption>(.+)</caption>", shown.data)[1])
def test_tables_have_captions_and_headed_columns_and_rows(shown):
    table = next(ET.fromstring(f"<div>{shown.data}</div>").iter("table"))
    heads = table.findall("thead/tr/th")
    assert table.find("caption").text and heads and all(head.get("scope") == "col" for head in heads)
    for row in table.findall("tbody/tr"):
        assert len(row) == len(heads) and (row[0].tag, row[0].get("scope")) == ("th", "row")


def test_every_entry_has_its_line():
    page = "".join(coverage_page.part(name).data for name in coverage_page.PARTS)
    assert sorted(re.findall(r'<th scope="row">([a-z]+-[\d-]+)</th>', page)) == sorted(one.id for one in entries())


def test_totals_are_the_counts():
    rows = ET.fromstring(coverage_page.totals().data).findall("tbody/tr")
    shown = [[int(cell.text.replace("–", "0")) for cell in row[1:]] for row in rows]
    assert shown == [[found[kind] for kind in KINDS] for found in counts().values()]


def test_a_lesson_is_a_link_to_its_page():
    row = Row("topic", "lesson", "chapters/1-platforms/overview#the-four-steps")
    assert coverage_page.place(row).startswith('<a href="../chapters/1-platforms/overview.html#the-four-steps">')


def test_chinese_is_marked_as_chinese():
    assert coverage_page.text("Price & role (价格)") == 'Price &amp; role (<span lang="zh">价格</span>)'


def test_the_page_shows_every_part_and_stands_in_the_book():
    page = (ROOT / "book" / "coverage.md").read_text(encoding="utf-8")
    assert re.findall(r'coverage_page\.part\("(\w+)"\)', page) == list(coverage_page.PARTS)
    assert "- file: book/coverage\n" in (ROOT / "_toc.yml").read_text(encoding="utf-8")
