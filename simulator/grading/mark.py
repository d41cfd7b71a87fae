"""Marks and what gives them."""

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from simulator.grading.course import Course


@frozen
class Mark:
    """What an answer earned: points, the one sentence that says what to look at, and lines of detail."""

    points: float
    sentence: str
    details: tuple[str, ...] = ()


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


def shared(found: dict[str, str], points: float, praise: str) -> Mark:
    """The mark of several answers that earn the same each, from the sentence that each triggers; a right one has none.
    `praise` is said when all are right."""
    first = next(filter(None, found.values()), praise)
    earned = points * list(found.values()).count("") / len(found)
    said = {"": "right", first: "not yet, see above"}
    return Mark(round(earned, 2), first, tuple(f"{label}: {said.get(text, text)}" for label, text in found.items()))


NOTHING = Mark(0, "Nothing was handed in here: the cell is as it was given out.")
