"""Every word of the interface has its Chinese."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile

from simulator.words import both

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "simulator" / "locale" / "zh_CN" / "LC_MESSAGES" / "simulator.po"
MARKED = re.compile(r'\b(?:mark|say|both|translate)\(\s*"((?:[^"\\]|\\.)*)"\s*[,)]')
LESSONS = re.compile(r"^:reached: *(.+)$", re.MULTILINE)
PLACES = re.compile(r"\{\w+\}")


def catalogue():
    with CATALOGUE.open("rb") as file:
        return {message.id: message for message in pofile.read_po(file, ignore_obsolete=True) if message.id}


def marked():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "simulator").rglob("*.py")]
    lessons = [path.read_text(encoding="utf-8") for path in (ROOT / "chapters").rglob("*.md")]
    words = {one for text in texts for one in MARKED.findall(text) if PLACES.sub("", one).strip()}
    return words | {one.strip() for text in lessons for one in LESSONS.findall(text)}


def test_every_marked_word_is_in_the_catalogue():
    assert len(marked()) > 100
    assert sorted(marked() - set(catalogue())) == []


@pytest.mark.parametrize("message", catalogue().values(), ids=lambda message: message.id[:40])
def test_translations_are_there_and_keep_their_places(message):
    assert message.string and not message.fuzzy
    assert set(PLACES.findall(message.string)) == set(PLACES.findall(message.id))


def test_the_catalogue_is_compiled():
    assert both("Price") == {"en": "Price", "zh": "售价"}
