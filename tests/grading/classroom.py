"""A small class in a folder of its own, and the hand-ins that its learners may have written."""

import copy
import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd

from simulator.grading.course import SECRET, Course
from simulator.grading.demo.hand_ins import right_answers

ROOT = Path(__file__).resolve().parents[2]
NAME = "ps1-platforms"
QUICK_CONFIG = "\nc.TrustedScore.seasons = 2\nc.TrustedScore.rounds = 0\nc.TrustedScore.seconds = 8.0\n"
QUICK = ("--TrustedScore.seasons=2", "--TrustedScore.rounds=0", "--TrustedScore.seconds=6")
RELEASE = json.loads((ROOT / "exercises" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))

PLAN, FUNCTION = right_answers()


def notebook(plan=PLAN, function=FUNCTION, change=None):
    """The notebook as a learner hands it in; `change` gets its cells by id and the list of them."""
    made = copy.deepcopy(RELEASE)
    cells = {cell["id"]: cell for cell in made["cells"]}
    for name, source in (("plan", plan), ("three-kpis", function)):
        if source is not None:
            cells[name]["source"] = source
    if change:
        change(cells, made["cells"])
    return made


def make_course(folder):
    """A course without a class."""
    for part in ("solutions", "exercises"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def hand_in(course, student, content, time=None):
    """Put a hand-in into the inbox; its file shows the time, in seconds since 1970."""
    path = course / "grading" / "inbox" / student / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    if time:
        os.utime(path, (time, time))


def submit(course, student, content):
    """Put a hand-in (plain data of a notebook, text, or bytes) where nbgrader looks for it."""
    folder = course / "grading" / "submitted" / student / NAME
    folder.mkdir(parents=True)
    text = json.dumps(content) if isinstance(content, dict) else content
    path = folder / f"{NAME}.ipynb"
    path.write_bytes(text) if isinstance(text, bytes) else path.write_text(text, encoding="utf-8")
    return folder


def nbgrader(course, *words):
    """Run an nbgrader command in the course's folder; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=course,
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != SECRET},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr


def grades(course):
    """Score of each student, from the exported table."""
    nbgrader(course, "export")
    with (course / "grading" / "grades.csv").open(encoding="utf-8") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def marks(course, student):
    """Points and sentence of each grade cell, from the graded notebook."""
    path = course / "grading" / "autograded" / student / NAME / f"{NAME}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    graded = [cell for cell in cells if cell["metadata"]["nbgrader"]["grade"]]
    return [
        (float("".join(cell["outputs"][1]["data"]["text/plain"])), cell["metadata"]["mark"]["sentence"])
        for cell in graded
    ]


def feedback(course, student):
    """The feedback page of a student."""
    return (course / "grading" / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


def secrets_of(course):
    """What the hidden tables hold and what is right for them, as text."""
    task = Course(course).tasks(NAME)["three-kpis-mark"].ways[0]
    tables = task.hidden_tables(Course(course), NAME)
    values = pd.concat(tables)["amount"].tolist()
    return {str(value) for value in values} | {str(value) for t in tables for value in task.reference(t).values()}
