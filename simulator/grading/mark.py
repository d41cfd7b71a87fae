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


NOTHING = Mark(0, "Nothing was handed in here: the cell is as it was given out.")
