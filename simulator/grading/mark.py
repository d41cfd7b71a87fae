"""Marks and what gives them."""

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from simulator.exercise.verdict import Words, words
from simulator.words import mark

if TYPE_CHECKING:
    from simulator.grading.course import Course

RIGHT: Words = {}  # nothing has to be said


@frozen
class Mark:
    """What an answer earned: points, the one sentence that says what to look at, lines of detail, and the sentence in
    Chinese."""

    points: float
    sentence: str
    details: tuple[str, ...] = ()
    chinese: str = ""


def told(points: float, sentence: Words, details: tuple[str, ...] = ()) -> Mark:
    """The mark with a sentence that there is in both languages."""
    return Mark(points, sentence["en"], details, sentence["zh"])


class Task(Protocol):
    """How one answer is marked. `answer` is the grade id of the cell that holds it."""

    answer: str

    def mark(self, source: str, course: "Course", assignment: str, points: float) -> Mark:
        """The mark of the answer's source, between 0 and `points`."""


@frozen
class AnyOf:
    """Several ways to answer; the one that earns most counts, the first of those that earn the same."""

    ways: tuple[Task, ...]


def ways_of(task: Task | AnyOf) -> tuple[Task, ...]:
    """The ways to answer."""
    return task.ways if isinstance(task, AnyOf) else (task,)


def shared(found: dict[str, Words], points: float, praise: str) -> Mark:
    """The mark of several answers that earn the same each, from the sentence that each triggers; a right one has none.
    `praise` is said when all are right."""
    first = next(filter(None, found.values()), words(praise))
    earned = points * list(found.values()).count(RIGHT) / len(found)
    said = {"": "right", first["en"]: "not yet, see above"}
    texts = {label: sentence.get("en", "") for label, sentence in found.items()}
    return told(round(earned, 2), first, tuple(f"{label}: {said.get(text, text)}" for label, text in texts.items()))


NOTHING = told(0, words(mark("Nothing was handed in here: the cell is as it was given out.")))
