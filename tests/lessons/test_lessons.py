"""Every lesson: its parts, its cells, its questions; its turn can be won with its levers, and its advice works."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from simulator import panel
from simulator.experiment import seeds
from simulator.kpi import kpis
from simulator.lessons.advice import moves, scaled
from simulator.planfile import plain
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("The idea", "Your turn", "Check yourself", "Pitfalls", "What to remember")


def pages() -> dict[str, str]:
    """The text of every lesson by its name, `chapter/page`."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "chapters").glob("*/*.md"))}
    return {f"{path.parent.name}/{path.stem}": text for path, text in texts.items() if "\n## The idea\n" in text}


PAGES = pages()
lesson = pytest.mark.parametrize("page", PAGES)


def module_of(page: str) -> Any:
    """The module of the page's experiments."""
    name = re.search(r"^from simulator\.lessons import (\w+)", PAGES[page], flags=re.MULTILINE).group(1)
    return import_module(f"simulator.lessons.{name}")


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level."""
    return re.split(r"^## ", text.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


@lesson
def test_a_lesson_has_its_parts_in_their_order(page):
    text = PAGES[page]
    places = [text.find(f"\n## {title}\n") for title in PARTS]
    assert -1 not in places and places == sorted(places)
    assert re.search(r"^# .+\n+\*.+\?\*\n", text, flags=re.MULTILINE | re.DOTALL)
    assert re.search(r"```\{div\} lesson-facts\n(1[05]|20|25) minutes", text)
    assert "{dropdown} How we know" in text and re.search(r"^Next: \[", text, flags=re.MULTILINE)


@lesson
def test_each_question_has_one_right_answer_and_a_word_on_each(page):
    questions = re.split(r"^\*\*\d\. ", section(PAGES[page], "Check yourself"), flags=re.MULTILINE)[1:]
    assert 2 <= len(questions) <= 3
    for one in questions:
        answers = re.findall(r"`{3,}\{dropdown\} .+\n+(.+)", one)
        assert len(answers) >= 3 and sum(each.startswith("Right.") for each in answers) == 1


@lesson
def test_visible_cells_are_short(page):
    cells = re.findall(r"^```\{code-cell\} ipython3\n(.*?)^```", PAGES[page], flags=re.MULTILINE | re.DOTALL)
    shown = [one for one in cells if ":tags: [hide" not in one and ":tags: [remove" not in one]
    lines = sorted(len([line for line in one.splitlines() if line.strip()]) for one in shown)
    assert not lines or (median(lines) <= 3 and lines[int(0.9 * len(lines)) - 1] < 9)


def turn_of(page: str) -> dict[str, str]:
    """Scenario and options of the page's last panel."""
    block = PAGES[page].split("```{season-panel} ")[-1]
    return {"scenario": block.split()[0], **dict(re.findall(r"^:(\w+): *(.+)$", block, flags=re.MULTILINE))}


def decisions(raw: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The decisions of a plan by path; a list is one of them."""
    if not isinstance(raw, dict):
        yield path, raw
        return
    for name, value in raw.items():
        yield from decisions(value, f"{path}.{name}" if path else name)


def is_open(path: str, levers: list[str]) -> bool:
    """Whether a decision is one of the levers, such as `promotions.*` or `products.*.price`."""
    return any(fnmatch(path, one) or fnmatch(path, one.removesuffix(".*")) for one in levers)


@lesson
def test_the_turn_can_be_won_with_its_levers_and_is_not_won_yet(page):
    turn = turn_of(page)
    market, seed = load(turn["scenario"]), int(turn.get("seed", 1))
    before = rung(turn["scenario"], "naive")
    after = module_of(page).turn(before)
    first, last = dict(decisions(plain(before))), dict(decisions(plain(after)))
    moved = [path for path in first | last if first.get(path) != last.get(path)]
    assert moved and all(is_open(path, turn["levers"].split()) for path in moved)
    won = [panel.reached(turn["goal"], kpis(play(plan, market, seed))) for plan in (before, after)]
    assert won == [False, True]


ADVICE = [(page, place) for page in PAGES for place in range(len(module_of(page).ADVICE))]


@pytest.mark.parametrize(("page", "place"), ADVICE)
def test_what_advice_rests_on_is_in_the_world(page, place):
    with scaled(module_of(page).ADVICE[place].assumed, 2.0):
        pass


@pytest.mark.proof
@pytest.mark.parametrize(("page", "place"), ADVICE)
def test_advice_moves_the_score_as_the_lesson_says(page, place):
    found = moves(module_of(page).ADVICE[place], seeds(12))
    assert found
    for word, sign in (("taken", 1), ("left", -1)):
        if word in found:
            assert sign * found[word].difference > 2 * found[word].standard_error
