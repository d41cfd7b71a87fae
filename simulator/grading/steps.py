"""The course's own steps in nbgrader: how a hand-in is read, marked and shown."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_solution
from traitlets import Float, Integer, Unicode

from simulator.grading.box import NoBoxError
from simulator.grading.course import Course
from simulator.grading.hand_in import UNREADABLE, take
from simulator.grading.mark import NOTHING, Mark, ways_of

REVIEW = Mark(0, "This answer could not be marked by the program; your instructor will look at it.")


class HandIn(NotebookExporter):
    """Reads a hand-in as the released notebook with the learner's answers, whatever else the file holds."""

    root = Unicode(".", help="The course's folder.").tag(config=True)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The notebook to grade, after the preprocessors."""
        names = resources["nbgrader"]
        release = Course(Path(self.root)).release(names["assignment"], names["notebook"])
        return self.from_notebook_node(take(Path(filename), release), resources, **kwargs)


class TrustedScore(NbGraderPreprocessor):
    """Gives every grade cell its mark. Nothing that ran in a learner's process has a say but the values it computed."""

    root = Unicode(".", help="The course's folder.").tag(config=True)
    seasons = Integer(24, help="Hidden seasons that a plan is scored on.").tag(config=True)
    rounds = Integer(2, help="Rounds of the search for an instance's best plan.").tag(config=True)
    seconds = Float(10.0, help="Seconds that one learner's function gets.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook with a report and a number under each grade cell."""
        course = Course(Path(self.root), self.seasons, self.rounds, self.seconds)
        for cell in filter(is_grade, nb.cells):
            show(cell, self._mark(cell, nb, course, resources["nbgrader"]))
        return nb, resources

    def _mark(self, cell: NotebookNode, nb: NotebookNode, course: Course, names: dict[str, str]) -> Mark:
        try:
            return mark_of(cell, nb, course, names["assignment"])
        except NoBoxError:
            raise
        except Exception:
            self.log.exception("REVIEW %s of %s", cell.metadata.nbgrader.grade_id, names["student"])
            return REVIEW


def mark_of(cell: NotebookNode, nb: NotebookNode, course: Course, assignment: str) -> Mark:
    """The mark of a grade cell. Raises `KeyError` for a cell that the assignment's checks do not know."""
    if nb.metadata.get("unreadable"):
        return Mark(0, UNREADABLE)
    task = course.tasks(assignment)[cell.metadata.nbgrader.grade_id]
    answers = {one.metadata.nbgrader.grade_id: one for one in nb.cells if is_solution(one)}
    points = float(cell.metadata.nbgrader.points)
    marks = [
        way.mark(answers[way.answer].source, course, assignment, points)
        for way in ways_of(task)
        if compute_checksum(answers[way.answer]) != answers[way.answer].metadata.nbgrader.checksum
    ]
    return max(marks, key=lambda mark: mark.points, default=NOTHING)


def show(cell: NotebookNode, mark: Mark) -> None:
    """Put the mark where nbgrader looks for it, and the sentence where feedback shows it."""
    most = float(cell.metadata.nbgrader.points)
    number = round(min(max(float(mark.points), 0.0), most), 2)
    lines = [mark.sentence, *filter(None, [mark.chinese]), f"{number:g} of {most:g} points.", *mark.details]
    cell.metadata["mark"] = {"sentence": mark.sentence, "chinese": mark.chinese, "details": list(mark.details)}
    cell.outputs = [
        new_output("stream", name="stdout", text="\n".join(lines) + "\n"),
        new_output("execute_result", data={"text/plain": str(number)}, execution_count=1),
    ]
