"""One command grades a class, goes on after an interruption, and reports."""

import csv
import json
import subprocess
import sys

import pytest
from classroom import FUNCTION, NAME, PLAN, feedback, make_course, notebook

from simulator.grading import report
from simulator.grading.course import Course
from simulator.grading.grade import students, waiting

QUICK = "\nc.TrustedScore.seasons = 2\nc.TrustedScore.rounds = 0\nc.TrustedScore.seconds = 8.0\n"
WRONG = FUNCTION.replace('["amount"].mean()', '["amount"].median()')
CLASS = {
    "ann": notebook(),
    "bea": notebook(PLAN.replace("420", "430")),
    "cy": notebook(function=WRONG),
    "dan": notebook(None, None),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("class") / "course")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(QUICK)
    for student, content in CLASS.items():
        folder = root / "grading" / "inbox" / student
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(content))
    (root / "grading" / "inbox" / "stray.txt").write_text("hello")
    return Course(root)


@pytest.fixture(scope="module")
def graded(course):
    return run(course)


def run(course, *words):
    command = [sys.executable, "-m", "simulator.grading.grade", *(words or (NAME,))]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)


def table(course, name):
    with (course.folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_everyone_is_graded_and_what_cannot_be_taken_in_is_named(course, graded):
    assert graded.returncode == 1 and "stray.txt: nobody can say whose it is" in graded.stderr
    points = {row["student"]: float(row["points"]) for row in table(course, "grades.csv")}
    assert set(points) == set(CLASS)
    assert points["ann"] > points["cy"] > points["dan"] == 0.0
    assert all("What you handed in" in feedback(course.root, student) for student in CLASS)


def test_the_registers_tables_have_the_same_marks(course, graded):
    points = {row["student"]: row["points"] for row in table(course, "grades.csv")}
    assert {row["ID"]: row[NAME] for row in table(course, "grades-canvas.csv")} == points
    moodle = {row["Identifier"]: row["Grade"] for row in table(course, "grades-moodle.csv")}
    assert moodle == {f"Participant {student}": number for student, number in points.items()}


def test_the_report_shows_marks_mistakes_and_plans_that_are_nearly_the_same(course, graded):
    page = (course.folder / f"report-{NAME}.html").read_text(encoding="utf-8")
    assert page.count(" ± ") == 3 and "<script" not in page
    assert "The average order value is a mean, and yours is a median." in page
    assert "stray.txt" in page and "Plans that are nearly the same" in page
    assert "<td>cy</td><td>100%</td>" in page


def test_only_what_is_new_is_graded_again(course, graded):
    assert waiting(course, NAME, students(course, NAME)) == []
    before = {row["student"]: row["points"] for row in table(course, "grades.csv")}
    path = course.folder / "inbox" / "dan" / f"{NAME}.ipynb"
    path.write_text(json.dumps(notebook()))
    run(course)
    after = {row["student"]: row["points"] for row in table(course, "grades.csv")}
    assert after == before | {"dan": before["ann"]}


def test_an_assignment_that_is_not_there_is_named(course):
    done = run(course, "ps9")
    assert (done.returncode, done.stderr) == (2, f"'ps9' is no assignment; there are: {NAME}.\n")


def test_alike_is_the_share_of_settings_in_common():
    first = {"a": 1, "b": 2, "c": 3}
    assert report.alike(first, first) == 1.0
    assert report.alike(first, {"a": 1, "b": 9, "d": 4}) == pytest.approx(1 / 4)
