"""The page of the book that opens the shopper engine: it quotes what is there, with the numbers of a season."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from simulator.proof import engines_page
from simulator.season.shoppers import Shoppers

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "book" / "two-engines.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def played():
    return engines_page.season("shopper")


def test_the_page_quotes_the_steps_in_their_order():
    quoted = re.findall(r":pyobject: Shoppers\.(\w+)", PAGE)
    assert quoted == ["visit", "ask", "decide", "order", "parcel"]
    assert all(hasattr(Shoppers, one) for one in quoted)
    assert "- file: book/two-engines\n" in (ROOT / "_toc.yml").read_text(encoding="utf-8")


def test_the_text_has_every_number_that_it_shows(played):
    assert set(re.findall(r"\{glue:text\}`(\w+)`", PAGE)) == set(engines_page.story(played))


def test_the_buyer_asked_was_answered_kept_the_goods_and_wrote(played):
    place, orders, contacts = engines_page.buyer(played), played.tables["orders"], played.tables["contacts"]
    mine = contacts["visit"] == orders["visit"][place]
    assert contacts["moment"][mine] <= contacts["started"][mine] < contacts["decided"][mine]
    assert contacts["decided"][mine] == orders["moment"][place]
    assert orders["delivered"][place] < orders["settled"][place]
    assert (orders["writes"][place], orders["requested"][place]) == (1, -1) and 1 <= orders["stars"][place] <= 5


def test_both_engines_leave_the_same_and_the_table_says_what(played):
    shown = ET.fromstring(engines_page.side_by_side().data)
    blocks, one_by_one = ([cell.text or cell[0].text for cell in row] for row in shown.findall("tbody/tr"))
    assert blocks[1:4] == one_by_one[1:4] and blocks[3] == played.digest[:12]
    assert blocks[4] == "1" and float(one_by_one[4]) > 1
    heads = shown.findall("thead/tr/th")
    assert shown.find("caption").text and all(head.get("scope") == "col" for head in heads)
