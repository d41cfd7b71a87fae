"""Marks for numbers that were worked out without code, from figures of a season of the learner's own."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd
from attrs import frozen

from simulator.exercise.check import general, typed
from simulator.exercise.saved_file import NUMBERS
from simulator.exercise.sentences import MISSING, WRONG
from simulator.exercise.sheet import variant
from simulator.exercise.verdict import Words, words
from simulator.grading.course import Course
from simulator.grading.function_task import Output
from simulator.grading.mark import RIGHT, Mark, shared
from simulator.grading.second_process import finite
from simulator.words import both, mark

LONGEST = 2000
PRAISE = mark("Every number is right.")
CHOOSE = mark("{key} is to be one of these: {options}.")
NO_NAME = 'Write your name as name = "...": it decides which season\'s figures are yours.'
Season = Callable[[int], pd.DataFrame]


@frozen
class Choice:
    """A question with words for an answer: its text, the right option, and the others with what to say of each."""

    key: str
    text: str
    right: str
    wrong: dict[str, str]

    @property
    def options(self) -> list[str]:
        """All options, in an order that tells nothing."""
        return sorted((self.right, *self.wrong))


@frozen
class NumbersTask:
    """Marks numbers of a season of the learner's own, whose figures the name in the answer chooses.

    Each number and each choice earns one share of the points.
    """

    answer: str
    reference: Callable[[pd.DataFrame], dict[str, float]]
    outputs: dict[str, Output]
    seeds: tuple[int, ...]
    season: Season
    choices: tuple[Choice, ...] = ()

    def mark(self, source: str, course: Course, assignment: str, points: float) -> Mark:
        """The mark of the numbers in the cell's source."""
        try:
            given = read(source)
        except ValueError as error:
            return Mark(0, str(error))
        table = self.table(given["name"])
        right = self.reference(table)
        found = {output.label: self._number(name, given, right, table) for name, output in self.outputs.items()}
        found |= {one.text: chosen(one, given.get(one.key)) for one in self.choices}
        return shared(found, points, PRAISE)

    def table(self, name: str) -> pd.DataFrame:
        """The table of the season that belongs to a name."""
        return season_table(self.season, self.seeds[variant(name, len(self.seeds))])

    def _number(self, name: str, given: dict[str, Any], right: dict[str, float], table: pd.DataFrame) -> Words:
        """The sentence for a number; nothing where it is right."""
        output, value = self.outputs[name], finite(given.get(name))
        if value is None:
            return words(MISSING, label=both(output.label))
        as_asked = {"digits": output.digits}
        if typed(value, right[name], as_asked):
            return RIGHT
        named = (one.sentence for one in output.mistakes if typed(value, one.wrong(table), as_asked))
        usual = (
            message
            for message, wrong in general(output.share)[: int(output.share)]
            if typed(value, wrong(right[name]), as_asked | {"digits": output.digits - 2})
        )
        return words(next(named, None) or next(usual, WRONG), label=both(output.label))


def read(source: str) -> dict[str, Any]:
    """The numbers in a cell. Raises `ValueError` with a sentence where it holds none that can be read."""
    first, _, body = source.lstrip().partition("\n")
    if first.split()[:1] != [NUMBERS]:
        raise ValueError(f"The cell of the numbers begins with {NUMBERS}, and nothing above it.")
    if len(body) > LONGEST:
        raise ValueError(f"The cell is too long: {len(body)} characters, at most {LONGEST} are read.")
    try:
        given = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"The numbers cannot be read: {error}.") from None
    if not isinstance(given.get("name"), str) or not given["name"].strip():
        raise ValueError(NO_NAME)
    return given


def chosen(one: Choice, option: object) -> Words:
    """The sentence for a choice; nothing where it is right."""
    if str(option) == one.right:
        return RIGHT
    return words(one.wrong.get(str(option), CHOOSE), key=one.key, options=", ".join(one.options))


@lru_cache(maxsize=256)
def season_table(season: Season, seed: int) -> pd.DataFrame:
    """The table of a season, played once."""
    return season(seed)
