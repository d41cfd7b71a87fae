"""Grades an assignment for the whole class: `make grade ASSIGNMENT=ps1-platforms` or
`python -m simulator.grading grade ps1-platforms`, in the course's folder.

What lies in `grading/inbox` is taken in, every hand-in is marked by nbgrader in several processes, feedback is written,
and the marks go to `grading/grades-ASSIGNMENT.csv`, and to tables for Canvas and Moodle, with a report of the class
beside them. What is graded already and has not changed is left alone, so that an interrupted run goes on where it was.
"""

import argparse
import difflib
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from nbgrader.utils import temp_attrs
from rich.console import Console
from rich.progress import track

from simulator.grading import gradebook, late, marks, registers, report
from simulator.grading.box import UNBOXED, NoBoxError, boxed
from simulator.grading.collect import collect
from simulator.grading.course import Course
from simulator.grading.instance import best_of, instance_of
from simulator.grading.mark import ways_of
from simulator.grading.plan_task import PlanTask
from simulator.grading.report import Graded, Run
from simulator.grading.second_process import WORKER
from simulator.grading.workers import in_workers

LINUX = "Hand-ins are graded on Linux, macOS or WSL; nbgrader and the box do not run on Windows itself."
ERROR = re.compile(r"^ *(?P<why>[\w.]*(?:Error|Exception): .+)$", re.MULTILINE)
STOPPED = "Stopped. The same command goes on where this one was."


class GradeError(RuntimeError):
    """A class that cannot be graded as asked, and why."""


PROBLEMS = (GradeError, NoBoxError, gradebook.GradebookError, late.LateError, registers.RegisterError)


def students(course: Course, assignment: str) -> list[str]:
    """Who has handed the assignment in."""
    return sorted(path.parent.name for path in (course.folder / "submitted").glob(f"*/{assignment}"))


def waiting(course: Course, assignment: str, whole: Sequence[str]) -> list[str]:
    """Those whose hand-in is not graded, or has changed since."""
    return [student for student in whole if not _done(course, student, assignment)]


def _done(course: Course, student: str, assignment: str) -> bool:
    names = (student, assignment, f"{assignment}.ipynb")
    handed_in, graded = (course.folder.joinpath(one, *names) for one in ("submitted", "autograded"))
    marked = bool(marks.graded_cells(course, student, assignment))
    return marked and graded.stat().st_mtime >= handed_in.stat().st_mtime


@cache
def nbgrader(root: str) -> Any:
    """nbgrader's interface to the course in a folder, made once a process."""
    os.chdir(root)
    from nbgrader.apps import NbGrader, NbGraderAPI

    app = NbGrader(raise_config_file_errors=True)
    app.load_config_file()
    app.config.Application.log_level = "ERROR"
    return NbGraderAPI(config=app.config)


def course_in(root: Path) -> Course:
    """The course in a folder, with the settings of its nbgrader_config.py."""
    said = nbgrader(str(root)).config.TrustedScore
    return Course(root, **{name: said[name] for name in ("seasons", "rounds", "seconds") if name in said})


def grade_one(root: str, assignment: str, student: str) -> Graded:
    """Mark one hand-in. Nothing that goes wrong with it stops the others."""
    return _timed(student, lambda: nbgrader(root).autograde(assignment, student, force=True, create=True))


def feedback_one(root: str, assignment: str, student: str) -> Graded:
    """Write one learner's feedback."""
    return _timed(student, lambda: nbgrader(root).generate_feedback(assignment, student, force=True))


def _timed(student: str, work: Callable[[], dict[str, Any]]) -> Graded:
    start = time.monotonic()
    try:
        trouble = _trouble(work())
    except Exception as error:
        trouble = f"{type(error).__name__}: {error}"
    return Graded(student, time.monotonic() - start, trouble)


def _trouble(said: dict[str, Any]) -> str:
    """The error that nbgrader complains about; nothing where all is well."""
    if said["success"]:
        return ""
    text = f"{said.get('log', '')}\n{said.get('error', '')}".strip()
    named = ERROR.search(text)
    return named["why"] if named else text.splitlines()[-1]


def prepare(course: Course, assignment: str) -> None:
    """What all hand-ins need, once: a box, the assignment in the gradebook, and the best plan of the instance.

    Raises `NoBoxError`, `GradebookError`, `GradeError`.
    """
    boxed([], WORKER)
    tool = nbgrader(str(course.root))
    gradebook.opened(tool.coursedir.db_url).close()
    if trouble := _trouble(_generated(tool, course, assignment)):
        raise GradeError(f"{assignment} cannot be made ready: {trouble}")
    for task in (way for one in course.tasks(assignment).values() for way in ways_of(one)):
        if isinstance(task, PlanTask):
            best_of(course, instance_of(course, assignment, task.scenario), task.decisions)


def _generated(tool: Any, course: Course, assignment: str) -> dict[str, Any]:
    """Make the assignment in the gradebook. Its release goes elsewhere: nbgrader deletes the old one when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = os.path.relpath(folder, course.root)
        with temp_attrs(tool.coursedir, release_directory=elsewhere):
            return tool.generate_assignment(assignment, force=True)


def grade(course: Course, assignment: str, jobs: int, again: bool, student: str = "") -> Run:
    """Grade the class, or one learner anew, and write feedback, tables and report."""
    late.rules(course)
    prepare(course, assignment)
    start, refused = time.monotonic(), list(collect(course))
    whole = students(course, assignment)
    these = [_known(student, whole)] if student else whole if again else waiting(course, assignment, whole)
    graded = list(_shown("Grading", these, grade_one, course, assignment, jobs))
    book = nbgrader(str(course.root)).gradebook
    with book:
        late.settle(course, assignment, book)
        every = list(marks.read(course, assignment, book, whole))
    written = _shown("Feedback", [one.student for one in every], feedback_one, course, assignment, jobs)
    complaints = [f"{one.student}: no feedback, for {one.trouble}" for one in written if one.trouble]
    run = Run(refused, graded, complaints, time.monotonic() - start)
    publish(course, assignment, every, run)
    return run


def _shown(what: str, these: Sequence[str], work: Callable[..., Graded], course: Course, assignment: str,
           jobs: int) -> Iterator[Graded]:  # fmt: skip
    """The work for each of these students in several processes, with its progress on the screen."""
    done = in_workers(partial(work, str(course.root), assignment), these, jobs)
    return track(done, what, len(these), console=Console(stderr=True))


def _known(student: str, whole: Sequence[str]) -> str:
    if student in whole:
        return student
    close = difflib.get_close_matches(student, whole, 1, 0.5)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise GradeError(f"{student!r} has handed nothing in{hint}")


def publish(course: Course, assignment: str, every: Sequence[marks.Marked], run: Run) -> None:
    """Write the tables of marks and the report. Raises `RegisterError`."""
    registers.write(course, assignment, every, run.missing(one.student for one in every))
    page = report.page(assignment, every, run)
    (course.folder / f"report-{assignment}.html").write_text(page, encoding="utf-8")


def main() -> int:
    """Grade for the course in the current folder."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("assignment")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that grade side by side")
    asked.add_argument("--again", action="store_true", help="grade what is graded already, too")
    asked.add_argument("--student", default="", metavar="ID", help="grade one learner, again if need be")
    asked.add_argument("--unboxed", action="store_true", help="run learners' code where there is no box to run it in")
    given = asked.parse_args()
    if sys.platform == "win32":
        sys.exit(LINUX)
    if given.unboxed:
        os.environ[UNBOXED] = "1"
    try:
        return told(run_of(given))
    except PROBLEMS as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return 130


def run_of(given: argparse.Namespace) -> Run:
    """The run that was asked for. Raises what `PROBLEMS` names."""
    course = Course(Path.cwd())
    known = course.assignments()
    if given.assignment not in known:
        raise GradeError(f"{given.assignment!r} is no assignment; there are: {', '.join(known)}.")
    gradebook.address(course.root)
    return grade(course_in(course.root), given.assignment, max(1, given.jobs), given.again, given.student)


def told(run: Run) -> int:
    """Say what needs a look; 1 when something does."""
    looked_at = [*map(str, run.refused), *run.troubles]
    print("\n".join(looked_at), file=sys.stderr, end="\n" if looked_at else "")
    return 1 if looked_at else 0


if __name__ == "__main__":
    sys.exit(main())
