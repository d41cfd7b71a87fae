"""Marks for functions: a second process runs them on hidden tables, and only the numbers it gives are compared."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd
from attrs import frozen

from simulator.exercise.check import general, same, stopped_sentence
from simulator.exercise.sentences import NO_NUMBER, WRONG
from simulator.exercise.verdict import Words, words
from simulator.grading.course import Course
from simulator.grading.mark import RIGHT, Mark, shared, told
from simulator.grading.second_process import Said, Stopped, Values, ask
from simulator.words import both, mark

Reference = Callable[[pd.DataFrame], dict[str, float]]
Wrong = Callable[[pd.DataFrame], float]
Tables = Callable[[np.random.Generator], list[pd.DataFrame]]
LONGEST = 8000
PRAISE = mark("Every number is right, on unusual tables too.")
LATER_ON = mark("they count when a number is right on ordinary tables.")


@frozen
class Mistake:
    """A way of going wrong that has a name: what it would give, and the sentence that says what to look at."""

    wrong: Wrong
    sentence: str


@frozen
class Output:
    """One number that the function returns: its label, how it is often wrong, with how many digits it is typed by hand
    (absolute, after the point), and whether it is a share."""

    label: str
    mistakes: tuple[Mistake, ...] = ()
    digits: int = 2
    share: bool = False


@frozen
class Special:
    """A table out of the ordinary, and the sentence for functions that fail on it."""

    table: pd.DataFrame
    sentence: str


@frozen
class FunctionTask:
    """Marks a function that takes a table and returns a dict of numbers.

    Each output earns one share of the points on ordinary hidden tables. The special tables together earn another, where
    every output that is right on ordinary tables has to be right.
    """

    answer: str
    function: str
    reference: Reference
    outputs: dict[str, Output]
    tables: Tables
    specials: tuple[Special, ...]

    def mark(self, source: str, course: Course, assignment: str, points: float) -> Mark:
        """The mark of the function in the cell's source."""
        if len(source) > LONGEST:
            return Mark(0, f"The cell is too long: {len(source)} characters, at most {LONGEST} are read.")
        ordinary = self.hidden_tables(course, assignment)
        tables = [*ordinary, *(special.table for special in self.specials)]
        said = ask(source, self.function, tuple(self.outputs), tables, course.seconds)
        return self._judge(ordinary, said, points)

    def hidden_tables(self, course: Course, assignment: str) -> list[pd.DataFrame]:
        """The ordinary tables of an assignment: the same for every learner of the course, another in every course."""
        return self.tables(np.random.Generator(np.random.PCG64(course.number(assignment, self.function))))

    def _judge(self, ordinary: Sequence[pd.DataFrame], said: list[Said], points: float) -> Mark:
        usual, odd = said[: len(ordinary)], said[len(ordinary) :]
        stopped = next((one for one in usual if isinstance(one, Stopped)), None)
        if stopped:
            return told(0, stopped_sentence(stopped.kind, stopped.line, self.function))
        wrong = {name: self._wrong(name, ordinary, usual) for name in self.outputs}
        found = {self.outputs[name].label: sentence for name, sentence in wrong.items()}
        found["unusual tables"] = self._missed(odd, [name for name in wrong if not wrong[name]])
        return shared(found, points, PRAISE)

    def _wrong(self, name: str, tables: Sequence[pd.DataFrame], said: list[Values]) -> Words:
        """The sentence for an output that is wrong on ordinary tables; nothing where it is right."""
        values = [one[name] for one in said]
        output, rights = self.outputs[name], [self.reference(table)[name] for table in tables]
        if agree(values, rights):
            return RIGHT
        if any(value is None for value in values):
            return words(NO_NUMBER, function=self.function, name=name)
        named = (one.sentence for one in output.mistakes if agree(values, map(one.wrong, tables)))
        usual = (message for message, wrong in general(output.share) if agree(values, map(wrong, rights)))
        return words(next(named, None) or next(usual, WRONG), label=both(output.label))

    def _missed(self, said: list[Said], names: list[str]) -> Words:
        """The sentence of the first special table on which one of the named outputs is wrong; nothing when all hold."""
        if not names:
            return words(LATER_ON)
        pairs = zip(self.specials, said, strict=True)
        missed = (words(special.sentence) for special, one in pairs if not self._holds(special, one, names))
        return next(missed, RIGHT)

    def _holds(self, special: Special, said: Said, names: list[str]) -> bool:
        return not isinstance(said, Stopped) and all(
            same(said[name], self.reference(special.table)[name]) for name in names
        )


def agree(values: Iterable[float | None], rights: Iterable[float]) -> bool:
    """Whether all values are right."""
    return all(map(same, values, rights))
