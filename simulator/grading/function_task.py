"""Marks for functions: a second process runs them on hidden tables, and only the numbers it gives are compared."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from attrs import frozen

from simulator.grading.course import Course
from simulator.grading.mark import Mark
from simulator.grading.second_process import Said, Stopped, Values, ask

Reference = Callable[[pd.DataFrame], float]
Tables = Callable[[np.random.Generator], list[pd.DataFrame]]
LONGEST = 8000
STOPPED = {
    "time": "{function} did not come to an end: look for a loop that never stops.",
    "end": "The process that ran {function} ended before it had answered: leave out os._exit, threads and processes.",
    "error": "{function} stopped with an error{where}: run the example below the function and read its last line.",
    "SyntaxError": "The cell of {function} is not Python as it stands{where}: run it and read what Python says.",
    "NameError": "{function} uses a name that its own cell does not make{where}: all it needs belongs into that cell.",
    "KeyError": "{function} asks for a column or a name that is not there{where}: compare with the task's table.",
}


@frozen
class Mistake:
    """A way of going wrong that has a name: what it would give, and the sentence that says what to look at."""

    wrong: Reference
    sentence: str


@frozen
class Output:
    """One number that the function returns: its label, how it is right, and how it is often wrong."""

    label: str
    right: Reference
    mistakes: tuple[Mistake, ...] = ()


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
            return Mark(0, self._stopped(stopped))
        wrong = {name: self._wrong(name, ordinary, usual) for name in self.outputs}
        found = {self.outputs[name].label: sentence for name, sentence in wrong.items()}
        found["unusual tables"] = self._missed(odd, [name for name in wrong if not wrong[name]])
        first = next(filter(None, found.values()), f"Every number of {self.function} is right, on unusual tables too.")
        earned = points * list(found.values()).count("") / len(found)
        said = {"": "right", first: "not yet, see above"}
        return Mark(round(earned, 2), first, tuple(f"{label}: {said.get(text, text)}" for label, text in found.items()))

    def _stopped(self, why: Stopped) -> str:
        where = f" in line {why.line}" if why.line else ""
        text = STOPPED.get(why.kind, STOPPED["error"].replace("an error", f"a {why.kind}"))
        return text.format(function=self.function, where=where)

    def _wrong(self, name: str, tables: Sequence[pd.DataFrame], said: list[Values]) -> str:
        """The sentence for an output that is wrong on ordinary tables; nothing where it is right."""
        values = [one[name] for one in said]
        output = self.outputs[name]
        if all(map(same, values, map(output.right, tables))):
            return ""
        if any(value is None for value in values):
            return f"{self.function} gives no finite number under the name {name!r}."
        mistakes = (*output.mistakes, *general(output))
        named = (one.sentence for one in mistakes if all(map(same, values, map(one.wrong, tables))))
        return next(named, f"The {output.label} is wrong: compare its definition with the example, order by order.")

    def _missed(self, said: list[Said], names: list[str]) -> str:
        """The sentence of the first special table on which one of the named outputs is wrong; nothing when all hold."""
        if not names:
            return "they count when a number is right on ordinary tables."
        pairs = zip(self.specials, said, strict=True)
        return next((special.sentence for special, one in pairs if not self._holds(special, one, names)), "")

    def _holds(self, special: Special, said: Said, names: list[str]) -> bool:
        return not isinstance(said, Stopped) and all(
            same(said[name], self.outputs[name].right(special.table)) for name in names
        )


def general(output: Output) -> tuple[Mistake, ...]:
    """Mistakes that any number may have."""
    return (
        Mistake(lambda t: 100 * output.right(t), f"The {output.label} is to be a share between 0 and 1, not per cent."),
        *(
            Mistake(
                lambda t, n=n: round(output.right(t), n), f"The {output.label} is rounded: return it as it comes out."
            )
            for n in (0, 1, 2, 3, 4)
        ),
    )


def same(value: float | None, right: float) -> bool:
    """Whether two numbers are the same but for the order of additions."""
    return value is not None and math.isclose(value, right, rel_tol=1e-6, abs_tol=1e-9)
