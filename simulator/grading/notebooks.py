"""Makes the notebook of an assignment, with its solutions, from its source."""

from collections.abc import Iterator

import nbformat
from nbformat.notebooknode import NotebookNode

from simulator.exercise.saved_file import NUMBERS
from simulator.grading.exercise import Assignment, Exercise, FunctionExercise, PlanExercise

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
SETUP = """import numpy as np
import pandas as pd

import simulator.exercise.notebook as exercise

exercise.begin("{assignment}")"""
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
TABLE = "| part | what you hand in | points | minutes |\n|---|---|---|---|\n"
KINDS = {PlanExercise: "a plan, no code", FunctionExercise: "one short function, or numbers and no code"}
CODE_OR_NUMBERS = """### {title} with code

{with_code}"""
BY_HAND = """### {title} without code

{task}

Write `name = "practice"` into the next cell and run it: you see the figures of the example's shop, and the cell says at
once whether your numbers are right. Then write your own name: the figures are yours, and what you hand in is marked."""
MARKED = {
    PlanExercise: "The plan above is read, and the seasons are played, when the exercise is marked.",
    FunctionExercise: "The function and the numbers above are marked when they are handed in; the better one counts.",
}


def notebook_of(name: str, assignment: Assignment) -> NotebookNode:
    """The notebook with solutions, as nbgrader takes it."""
    cells = [_told("welcome", _welcome(assignment)), _run("setup", SETUP.format(assignment=name))]
    for place, one in enumerate(assignment.exercises, start=1):
        cells.append(_told(f"{one.key}-task", f"## {place}. {one.title} ({one.points} points)\n\n{one.task.strip()}"))
        cells += _plan(one) if isinstance(one, PlanExercise) else _function(one)
        cells.append(_marked(one))
    cells.append(_told("hand-in", assignment.closing.strip()))
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def _welcome(assignment: Assignment) -> str:
    rows = (
        f"| {place}. {one.title} | {KINDS[type(one)]} | {one.points} | {one.minutes} |\n"
        for place, one in enumerate(assignment.exercises, start=1)
    )
    needs = sorted({lesson for one in assignment.exercises for lesson in one.needs})
    lessons = ", ".join(f"*{lesson.replace('-', ' ').capitalize()}*" for lesson in needs)
    return (
        f"# {assignment.title}\n\n*{assignment.points} points, about {assignment.minutes} minutes.* "
        f"Read before: {lessons}.\n\n{assignment.opening.strip()}\n\n{TABLE}{''.join(rows)}"
    )


def _plan(one: PlanExercise) -> Iterator[NotebookNode]:
    body = f"{BEGIN}\n{one.reference.strip()}\n{END}"
    yield _answer(one.key, f'%%plan\nscenario = "{one.scenario}"\n\n{body}')


def _function(one: FunctionExercise) -> Iterator[NotebookNode]:
    yield _told(f"{one.key}-code", CODE_OR_NUMBERS.format(title=one.title, with_code=one.with_code.strip()))
    yield _run(f"{one.key}-example", f'exercise.example("{one.key}")')
    indent = "    "
    yield _answer(one.key, f"{one.head}\n{indent}{BEGIN}\n{one.body}\n{indent}{END}")
    yield _run(f"{one.key}-check", f'exercise.check("{one.key}", {one.function})')
    yield _run(f"{one.key}-hint", f'exercise.hint("{one.key}")')
    yield _told(f"{one.key}-by-hand", BY_HAND.format(title=one.title, task=one.twin.task.strip()))
    yield _answer(f"{one.key}-numbers", numbers_cell(one))
    yield _told(f"{one.key}-end", f"*{one.checks} checks more run when you hand it in.*")


def numbers_cell(one: FunctionExercise) -> str:
    """The cell of the numbers: the answers for the practice shop, and what is asked for."""
    practice = one.reference(one.cases[-1].table)
    right = [f"{name} = {round(float(practice[name]), output.digits)}" for name, output in one.outputs.items()]
    right += [f'{choice.key} = "{choice.right}"' for choice in one.twin.choices]
    asked = [f"# {name} = ...  ({output.digits} digits after the point)" for name, output in one.outputs.items()]
    asked += [f'# {choice.key} = "..."  ({choice.text} {" / ".join(choice.options)})' for choice in one.twin.choices]
    named = 'name = "practice"'
    return "\n".join([f"{NUMBERS} {one.key}", BEGIN, named, *right, END, '# name = "..."', *asked])


def _told(grade_id: str, text: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(text, id=grade_id, metadata=_flags(grade_id, locked=True))


def _run(grade_id: str, source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=grade_id, metadata=_flags(grade_id, locked=True))


def _answer(grade_id: str, source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=grade_id, metadata=_flags(grade_id, solution=True))


def _marked(one: Exercise) -> NotebookNode:
    grade_id = f"{one.key}-mark"
    flags = _flags(grade_id, locked=True, grade=True)
    flags["nbgrader"]["points"] = one.points
    text = f"# {one.points} points. Nothing to run here. {MARKED[type(one)]}"
    return nbformat.v4.new_code_cell(text, id=grade_id, metadata=flags)


def _flags(grade_id: str, *, locked: bool = False, grade: bool = False, solution: bool = False) -> dict:
    flags = {"grade": grade, "grade_id": grade_id, "locked": locked, "solution": solution}
    return {"nbgrader": flags | {"schema_version": 3, "task": False}}
