"""Grades an assignment for the whole class: `make grade ASSIGNMENT=ps1-platforms` or
`python -m simulator.grading.grade ps1-platforms`, in the course's folder.

What lies in `grading/inbox` is taken in, every hand-in is marked by nbgrader in several processes, feedback is written,
and the marks go to `grading/grades.csv`, `grades-canvas.csv` and `grades-moodle.csv`, with a report of the class beside
them. What is graded already and has not changed is left alone, so that an interrupted run goes on where it was.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen
from rich.console import Console
from rich.progress import track

from simulator.grading import report
from simulator.grading.box import NoBoxError, boxed
from simulator.grading.collect import collect
from simulator.grading.course import Course
from simulator.grading.instance import best_of, instance_of
from simulator.grading.plan_task import PlanTask
from simulator.grading.second_process import WORKER

LINUX = "Hand-ins are graded on Linux, macOS or WSL; nbgrader and the box do not run on Windows itself."


@frozen
class Graded:
    """What became of one hand-in: whose, how long it took in seconds, and nbgrader's complaint, or nothing."""

    student: str
    seconds: float
    trouble: str = ""


def students(course: Course, assignment: str) -> list[str]:
    """Who has handed the assignment in."""
    return sorted(path.parent.name for path in (course.folder / "submitted").glob(f"*/{assignment}"))


def waiting(course: Course, assignment: str, whole: Sequence[str]) -> list[str]:
    """Those whose hand-in is not graded, or has changed since."""
    return [student for student in whole if not _done(course, student, assignment)]


def _done(course: Course, student: str, assignment: str) -> bool:
    names = (student, assignment, f"{assignment}.ipynb")
    handed_in, graded = (course.folder.joinpath(one, *names) for one in ("submitted", "autograded"))
    return graded.is_file() and graded.stat().st_mtime >= handed_in.stat().st_mtime


@cache
def nbgrader(root: str) -> Any:
    """nbgrader's interface to the course in a folder, made once a process."""
    os.chdir(root)
    from nbgrader.apps import NbGrader, NbGraderAPI

    app = NbGrader()
    app.load_config_file()
    app.config.Application.log_level = "ERROR"
    return NbGraderAPI(config=app.config)


def course_in(root: Path) -> Course:
    """The course in a folder, with the settings of its nbgrader_config.py."""
    said = nbgrader(str(root)).config.TrustedScore
    return Course(root, **{name: said[name] for name in ("seasons", "rounds", "seconds") if name in said})


def grade_one(root: str, assignment: str, student: str) -> Graded:
    """Mark one hand-in. Nothing that goes wrong with it stops the others."""
    start = time.monotonic()
    try:
        said = nbgrader(root).autograde(assignment, student, force=True, create=True)
        trouble = "" if said["success"] else said.get("error") or said.get("log", "").strip().splitlines()[-1]
    except Exception as error:
        trouble = f"{type(error).__name__}: {error}"
    return Graded(student, time.monotonic() - start, trouble)


def prepare(course: Course, assignment: str) -> None:
    """What all hand-ins need, once: the gradebook's assignment, the box, and the best plan of the instance.

    Raises `NoBoxError` where learners' code would run without a box.
    """
    boxed([], WORKER)
    nbgrader(str(course.root)).generate_assignment(assignment, force=True)
    for task in course.tasks(assignment).values():
        if isinstance(task, PlanTask):
            best_of(course, instance_of(course, assignment, task.scenario), task.decisions)


def grade_all(course: Course, assignment: str, these: Sequence[str], jobs: int) -> Iterator[Graded]:
    """Mark hand-ins in so many processes, as they come."""
    with ProcessPoolExecutor(jobs) as pool:
        running = [pool.submit(grade_one, str(course.root), assignment, student) for student in these]
        for one in as_completed(running):
            yield one.result()


def feedback(course: Course, assignment: str) -> Iterator[str]:
    """Write everybody's feedback; a sentence when nbgrader complains."""
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", assignment, "--force", "--log-level=ERROR"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"feedback: {done.stderr.strip().splitlines()[-1]}"


def grade(course: Course, assignment: str, jobs: int, again: bool) -> list[str]:
    """Grade the class; a sentence for each thing that needs a look."""
    prepare(course, assignment)
    refused = list(collect(course))
    whole = students(course, assignment)
    these = whole if again else waiting(course, assignment, whole)
    start, marked = time.monotonic(), grade_all(course, assignment, these, jobs)
    found = list(track(marked, "Grading", len(these), console=Console(stderr=True)))
    troubles = [*(f"{one.student}: {one.trouble}" for one in found if one.trouble), *feedback(course, assignment)]
    report.write(course, assignment, whole, refused, troubles, time.monotonic() - start)
    return [*refused, *troubles]


def main() -> int:
    """Grade for the course in the current folder."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("assignment")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that grade side by side")
    asked.add_argument("--again", action="store_true", help="grade what is graded already, too")
    given = asked.parse_args()
    if sys.platform == "win32":
        sys.exit(LINUX)
    course = Course(Path.cwd())
    if not course.release(given.assignment, given.assignment).is_file():
        known = ", ".join(sorted(path.name for path in (course.root / "exercises").iterdir()))
        print(f"{given.assignment!r} is no assignment; there are: {known}.", file=sys.stderr)
        return 2
    try:
        looked_at = grade(course_in(course.root), given.assignment, given.jobs, given.again)
    except NoBoxError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(looked_at), file=sys.stderr, end="\n" if looked_at else "")
    return 1 if looked_at else 0


if __name__ == "__main__":
    sys.exit(main())
