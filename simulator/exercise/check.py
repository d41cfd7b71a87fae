"""The public check of an exercise: what a function, or a set of numbers, is worth saying of."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from simulator.exercise.attempt import Said, Stopped, arguments_of, function_from, on_case, stopped
from simulator.exercise.seal import opened
from simulator.exercise.sentences import (
    ALL_PASS,
    LATER,
    LINE,
    MISSING,
    NO_NUMBER,
    NO_NUMBERS,
    NOTHING_YET,
    PER_CENT,
    ROUNDED,
    STOPPED,
    WRONG,
)
from simulator.exercise.sheet import Sheet, sheet
from simulator.exercise.verdict import Verdict, Words, words

Close = Callable[[str, float | None, float], bool]


def check(assignment: str, exercise: str, function: Callable) -> Verdict:
    """What is said of a function: it is called with copies of the public cases, the smallest first.

    Raises `LookupError` for an exercise that there is not.
    """
    one = sheet(assignment, exercise)
    said = [_on(function, case["arguments"], one) for case in one["cases"]]
    verdict = judged(one, one["cases"], said, lambda _name, value, right: same(value, right))
    return verdict if verdict.state != "right" else evolve(verdict, solution=_solution(one, function))


def check_source(assignment: str, exercise: str, source: str) -> Verdict:
    """What is said of a function in a text. Raises `LookupError` for an exercise that there is not."""
    one = sheet(assignment, exercise)
    try:
        function = function_from(source, one["function"])
    except Exception as error:
        return _raised(stopped(error), one)
    return check(assignment, exercise, function)


def _on(function: Callable, arguments: dict[str, Any], one: Sheet) -> Said:
    return on_case(function, arguments_of(arguments), list(one["outputs"]))


def _solution(one: Sheet, function: Callable) -> str:
    """The solution, opened with what the function gives for the sheet's secret table; empty where that is not right."""
    said = _on(function, one["secret"], one)
    values = [] if isinstance(said, Stopped) else list(said.values())
    return "" if None in values else opened(one["solution"], values)


def _raised(why: Stopped, one: Sheet) -> Verdict:
    return Verdict("raised", stopped_sentence(why.kind, why.line, one["function"]), error=why.message)


def check_numbers(assignment: str, exercise: str, numbers: Mapping[str, Any]) -> Verdict:
    """What is said of numbers worked out by hand for the practice shop of the exercise's twin.

    Raises `LookupError` for an exercise that there is not.
    """
    one = sheet(assignment, exercise)
    practice = one["twin"]["practice"]
    given = {name: _number(numbers.get(name)) for name in one["outputs"]}
    if not any(value is not None for value in given.values()):
        return Verdict("not attempted", words(NO_NUMBERS))
    missing = next((name for name, value in given.items() if value is None), None)
    if missing:
        return Verdict("wrong", words(MISSING, label=one["outputs"][missing]["label"]))
    return judged(one, [practice], [given], lambda name, value, right: typed(value, right, one["outputs"][name]))


def _number(value: object) -> float | None:
    right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if right else None


def judged(one: Sheet, cases: list[dict], said: list[Said], close: Close) -> Verdict:
    """The verdict on what an answer gave in each case; `close` tells whether a value is the right one."""
    why = next((answer for answer in said if isinstance(answer, Stopped)), None)
    if why:
        return _raised(why, one)
    if all(value is None for answer in said for value in answer.values()):
        return Verdict("not attempted", words(NOTHING_YET, function=one["function"]))
    for place, (case, answer) in enumerate(zip(cases, said, strict=True)):
        for name, right in case["expected"].items():
            if not close(name, answer[name], right):
                sentence = _why(one, name, cases, [each[name] for each in said], close)
                found = {"label": one["outputs"][name]["label"], "yours": answer[name], "expected": right}
                later = words(LATER, hidden=one["hidden"])
                return Verdict("wrong", sentence, case=case["name"], place=place, later=later, **found)
    return Verdict("right", words(ALL_PASS, hidden=one["hidden"]))


def _why(one: Sheet, name: str, cases: list[dict], values: list[float | None], close: Close) -> Words:
    """The sentence of the first known mistake that gives these values in every case."""
    if any(value is None for value in values):
        return words(NO_NUMBER, function=one["function"], name=name)
    output = one["outputs"][name]
    for place, mistake in enumerate(cases[0]["mistakes"]):
        if mistake["output"] == name and all(
            close(name, value, case["mistakes"][place]["value"]) for value, case in zip(values, cases, strict=True)
        ):
            return mistake["sentence"]
    for message, wrong in general(output["share"]):
        rights = [case["expected"][name] for case in cases]
        if all(close(name, value, wrong(right)) for value, right in zip(values, rights, strict=True)):
            return words(message, label=output["label"])
    return words(WRONG, label=output["label"])


def general(share: bool) -> list[tuple[str, Callable[[float], float]]]:
    """Mistakes that any number may have, and for a share also that of being given in per cent."""
    rounded = [(ROUNDED, lambda right, n=n: round(right, n)) for n in range(5)]
    return [(PER_CENT, lambda right: 100 * right), *rounded] if share else rounded


def stopped_sentence(kind: str, line: int, function: str) -> Words:
    """What to say of a function that stopped: `kind` is a builtin exception, "time", "end" or "error"."""
    where = words(LINE, line=line) if line else ""
    return words(STOPPED.get(kind, STOPPED["error"]), function=function, kind=kind, where=where)


def same(value: float | None, right: float) -> bool:
    """Whether a computed number is the right one but for the order of additions."""
    return value is not None and math.isclose(value, right, rel_tol=1e-6, abs_tol=1e-9)


def typed(value: float | None, right: float, output: Mapping[str, Any]) -> bool:
    """Whether a number typed by hand is the right one, with as many digits as are asked for."""
    return value is not None and abs(value - right) <= 0.6 * 10 ** -output["digits"]
