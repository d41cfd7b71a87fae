"""A class to try the grader on: `python -m simulator.grading demo-class`, in the course's folder.

It puts thirty honest and some sixty hostile hand-ins to ps1-platforms into `grading/inbox`, always the same, and a
rule for late ones into `grading/late.toml` where there is none. Learners are not given this folder.
"""

import json
import shutil
import sys
from pathlib import Path

from simulator.grading import late
from simulator.grading.course import Course
from simulator.grading.demo.hand_ins import HERE, NAME, HandIn, honest, hostile, put, table


def write(course: Course) -> list[HandIn]:
    """Put the class into the course's inbox; its hand-ins. Raises `FileExistsError` where the inbox is not empty."""
    inbox, rule = course.folder / "inbox", course.folder / late.FILE
    if inbox.is_dir() and any(inbox.iterdir()):
        raise FileExistsError(f"{inbox} is not empty: the demo class must not get among the hand-ins of a real one.")
    inbox.mkdir(parents=True, exist_ok=True)
    if not rule.exists():
        shutil.copy(HERE / late.FILE, rule)
    due = table("late")[NAME]["due"].timestamp()
    release = json.loads(course.release(NAME, NAME).read_text(encoding="utf-8"))
    every = [*honest(release), *hostile(release, course.root)]
    for one in every:
        put(one, inbox / one.student, due + 3600 * one.hours_late)
    return every


def main() -> int:
    """Write the class for the course in the current folder."""
    try:
        every = write(Course(Path.cwd()))
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(every)} hand-ins lie in grading/inbox. Grade them: make grade ASSIGNMENT={NAME}")
    return 0
