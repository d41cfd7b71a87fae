"""An exercise as one thing, as its author writes it: everything else about it is made from this.

A function exercise has a task, a reference answer (whose head is the stub), hints, public cases, hidden tables, named
mistakes, and a twin: the same question for learners who write no code, asked of figures of a season of their own.
"""

import inspect
import textwrap
from collections.abc import Callable

import pandas as pd
from attrs import frozen

from simulator.grading.function_task import FunctionTask, Output, Special, Tables
from simulator.grading.mark import AnyOf, Task
from simulator.grading.numbers_task import Choice, NumbersTask
from simulator.grading.plan_task import PlanTask

STUB = "# YOUR CODE HERE"
Frame = pd.DataFrame


@frozen
class Case:
    """A public case: its name, and the table that the function is called with."""

    name: str
    table: Frame


@frozen
class Twin:
    """The question without code.

    A learner's name chooses one of the `seeds`; `season(seed)` gives that season's table, `figures(table)` what is
    shown of it. `choices` are questions that have words for an answer.
    """

    task: str
    seeds: tuple[int, ...]
    season: Callable[[int], Frame]
    figures: Callable[[Frame], Frame]
    choices: tuple[Choice, ...] = ()


@frozen
class FunctionExercise:
    """A function that takes a table and returns a dict of numbers, and its twin without code.

    `needs` are the lessons to read before; `minutes` is how long it takes. The public cases stand from the smallest to
    the largest. The reference answer's source has a docstring; what is above its end is the stub.
    """

    key: str
    title: str
    points: int
    minutes: int
    needs: tuple[str, ...]
    task: str
    with_code: str
    reference: Callable[[Frame], dict[str, float]]
    outputs: dict[str, Output]
    cases: tuple[Case, ...]
    hidden: Tables
    specials: tuple[Special, ...]
    hints: tuple[str, ...]
    twin: Twin

    @property
    def function(self) -> str:
        """The function's name."""
        return self.reference.__name__

    @property
    def argument(self) -> str:
        """The name of the function's argument."""
        return next(iter(inspect.signature(self.reference).parameters))

    @property
    def checks(self) -> int:
        """How many things are looked at when it is handed in: each number, and unusual tables."""
        return len(self.outputs) + 1

    @property
    def source(self) -> str:
        """The reference answer's source."""
        return textwrap.dedent(inspect.getsource(self.reference))

    @property
    def head(self) -> str:
        """The reference answer down to the end of its docstring."""
        lines = self.source.splitlines()
        last = next(place for place, line in enumerate(lines) if line.rstrip().endswith('"""'))
        return "\n".join(lines[: last + 1])

    @property
    def body(self) -> str:
        """The reference answer below its docstring."""
        return self.source.removeprefix(self.head).strip("\n")

    @property
    def stub(self) -> str:
        """What learners start from."""
        return f"{self.head}\n    {STUB}"

    def task_of_marks(self) -> Task:
        """How it is marked: the better of the function and the numbers."""
        function = FunctionTask(self.key, self.function, self.reference, self.outputs, self.hidden, self.specials)
        numbers = NumbersTask(
            f"{self.key}-numbers", self.reference, self.outputs, self.twin.seeds, self.twin.season, self.twin.choices
        )
        return AnyOf((function, numbers))


@frozen
class PlanExercise:
    """A plan for a scenario; `decisions` are the levers that count, `reference` the text of a plan that does well."""

    key: str
    title: str
    points: int
    minutes: int
    needs: tuple[str, ...]
    task: str
    scenario: str
    decisions: tuple[str, ...]
    reference: str

    def task_of_marks(self) -> Task:
        """How it is marked."""
        return PlanTask(self.key, self.scenario, self.decisions)


Exercise = FunctionExercise | PlanExercise


@frozen
class Assignment:
    """A graded notebook: how it begins, its exercises in order, how it ends."""

    title: str
    opening: str
    exercises: tuple[Exercise, ...]
    closing: str

    @property
    def points(self) -> int:
        """Points in all."""
        return sum(one.points for one in self.exercises)

    @property
    def minutes(self) -> int:
        """Minutes in all."""
        return sum(one.minutes for one in self.exercises)

    def tasks(self) -> dict[str, Task]:
        """How each grade cell is marked."""
        return {f"{one.key}-mark": one.task_of_marks() for one in self.exercises}
