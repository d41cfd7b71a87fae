"""The file that the pages save: a plan, and below it answers to other exercises, each in a table `[answers.KEY]`."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import tomlkit

from simulator.exercise.plan_cell import MAGIC as PLAN
from simulator.exercise.sheet import Sheet

ANSWERS = re.compile(r"^\[answers[.\]]", re.MULTILINE)
NUMBERS = "%%numbers"


def cells(text: str, every: dict[str, Sheet]) -> Iterator[tuple[str, str]]:
    """The answers of a file as (grade id, source of the cell), for the exercises of an assignment.

    Raises `ValueError` with a sentence when the file holds what is no answer to any of them.
    """
    found = ANSWERS.search(text)
    plan, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    if plan.strip():
        yield _plan(every), f"{PLAN}\n{plan}"
    for key, answer in _answers(rest).items():
        if every.get(key, {}).get("kind") != "function":
            raise ValueError(f"answers.{key} is no exercise of this assignment")
        yield from _answer(key, answer)


def _plan(every: dict[str, Sheet]) -> str:
    key = next((key for key, one in every.items() if one["kind"] == "plan"), None)
    if key is None:
        raise ValueError("this assignment asks for no plan")
    return key


def _answers(text: str) -> dict[str, Any]:
    try:
        answers = tomllib.loads(text).get("answers", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"its answers cannot be read: {error}") from None
    if not isinstance(answers, dict) or not all(isinstance(one, dict) for one in answers.values()):
        raise ValueError("its answers are to be tables, as in [answers.three-kpis]")
    return answers


def _answer(key: str, answer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The code of an answer, and its numbers."""
    if isinstance(answer.get("code"), str):
        yield key, answer["code"]
    numbers = {name: value for name, value in answer.items() if name != "code"}
    if numbers:
        yield f"{key}-numbers", f"{NUMBERS} {key}\n{tomlkit.dumps(numbers)}"
