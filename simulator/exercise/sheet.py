"""The public sheet of each exercise: what its task is, what its public check asks, and hints. Made by `make exercises`.

Every sheet has {kind, title, points, minutes, needs, task}. That of a plan also has {scenario, decisions, practice:
{rung: points, means}}; that of a function {with_code, function, stub, outputs: {name: {label, digits, share}}, cases:
[{name, arguments, expected, mistakes}], hints, hidden, secret, solution, twin: {task, rows, columns, practice,
variants, choices}}. A table is {index, columns, dtypes}; `mistakes` are [{output, value, sentence}].
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sheets"
Sheet = dict[str, Any]


def names() -> list[str]:
    """Names of the assignments that have sheets."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def sheets(assignment: str) -> dict[str, Sheet]:
    """The sheets of an assignment by exercise. Raises `LookupError` with the names that there are."""
    path = FOLDER / f"{assignment}.json"
    if not path.is_file():
        raise LookupError(f"{assignment} is no assignment; there are {', '.join(names())}")
    return json.loads(path.read_text(encoding="utf-8"))


def sheet(assignment: str, exercise: str) -> Sheet:
    """One exercise's sheet. Raises `LookupError` with the names that there are."""
    every = sheets(assignment)
    if exercise not in every:
        raise LookupError(f"{exercise} is no exercise of {assignment}; there are {', '.join(every)}")
    return every[exercise]


def variant(name: str, number: int) -> int:
    """Which of so many sets of figures belongs to a learner's name: FNV-1a of its UTF-8 bytes, as in the page's script.

    Capitals and spaces round it do not matter.
    """
    total = 2166136261
    for byte in name.strip().lower().encode():
        total = (total ^ byte) * 16777619 % 2**32
    return total % number


def own_figures(assignment: str, exercise: str, name: str) -> dict[str, Any]:
    """The figures of a learner's own season: {seed, values: [[number]]}, a row of values for each row of the twin."""
    every = sheet(assignment, exercise)["twin"]["variants"]
    return every[variant(name, len(every))]
