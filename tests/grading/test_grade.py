"""One command grades a class, goes on after an interruption, and reports."""

import csv
import os
import shutil
import subprocess
import sys
import time

import pytest
from classroom import FUNCTION, NAME, PLAN, QUICK_CONFIG, feedback, hand_in, make_course, notebook
from nbgrader.api import Gradebook

from simulator.grading import report
from simulator.grading.course import Course
from simulator.grading.grade import students, waiting

MARKS = f"grades-{NAME}.csv"
WRONG = FUNCTION.replace('["amount"].mean()', '["amount"].median()')
LATE = f"""[{NAME}]
due = 2026-03-31T12:00:00+08:00
clock = "file"
points_a_day = 1
"""
DUE = 1774929600
CLASS = {
    "ann": notebook(),
    "bea": notebook(PLAN.replace("420", "430")),
    "cy": notebook(function=WRONG),
    "dan": notebook(None, None),
    "eve": notebook(),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("class") / "course")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(QUICK_CONFIG)
    for student, content in CLASS.items():
        hand_in(root, student, content, DUE + (30 * 3600 if student == "eve" else -60))
    (root / "grading" / "inbox" / "stray.txt").write_text("hello")
    (root / "grading" / "inbox" / "fay").mkdir()
    (root / "grading" / "inbox" / "fay" / f"{NAME}.ipynb").write_text("{")
    (root / "grading" / "late.toml").write_text(LATE)
    return Course(root)


@pytest.fixture(scope="module")
def graded(course):
    return run(course)


def run(course, *words, **settings):
    return subprocess.run(command(*words), cwd=course.root, capture_output=True, text=True, check=False,
                          env=os.environ | settings)  # fmt: skip


def command(*words):
    return [sys.executable, "-m", "simulator.grading", "grade", *(words or (NAME,))]


def points_of(course):
    return {row["student"]: row["points"] for row in table(course, MARKS)}


def graded_at(course):
    found = (course.folder / "autograded").glob(f"*/*/{NAME}.ipynb")
    return {path.parents[1].name: path.stat().st_mtime_ns for path in found}


def table(course, name):
    with (course.folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_everyone_is_graded_and_what_cannot_be_taken_in_is_named(course, graded):
    assert graded.returncode == 1 and "stray.txt: nobody can say whose it is" in graded.stderr
    rows = {row["student"]: row for row in table(course, MARKS)}
    fay = rows.pop("fay")
    assert (fay["points"], fay["said"]) == ("", f"{NAME}.ipynb is not JSON")
    points = {student: float(row["points"]) for student, row in rows.items()}
    assert set(points) == set(CLASS)
    assert points["ann"] > points["cy"] > points["dan"] == 0.0
    assert all("What you handed in" in feedback(course.root, student) for student in CLASS)


def test_the_registers_tables_have_the_same_marks(course, graded):
    points = {student: number for student, number in points_of(course).items() if number}
    assert {row["ID"]: row[NAME] for row in table(course, f"grades-{NAME}-canvas.csv")} == points
    moodle = {row["Identifier"]: row["Grade"] for row in table(course, f"grades-{NAME}-moodle.csv")}
    assert moodle == {f"Participant {student}": number for student, number in points.items()}


def test_the_report_shows_marks_mistakes_and_plans_that_are_nearly_the_same(course, graded):
    page = (course.folder / f"report-{NAME}.html").read_text(encoding="utf-8")
    assert page.count(" ± ") == 4 and "<script" not in page
    assert "The average order value is a mean, and yours is a median." in page
    assert "stray.txt" in page and "Plans that are nearly the same" in page
    assert '<th scope="row">ann, cy, eve</th><td>100%</td>' in page
    assert "<td>2 of 5</td><td>40%</td>" in page.partition('scope="row">average order value')[2][:99]
    assert "fay: ps1-platforms.ipynb is not JSON." in page and " were new and took " in page


def test_what_is_late_costs_points_everywhere(course, graded):
    rows = {row["student"]: row for row in table(course, MARKS)}
    eve, ann = rows["eve"], rows["ann"]
    assert (eve["earned"], eve["penalty"], eve["days_late"]) == (ann["points"], "2", "2")
    assert float(eve["points"]) == float(ann["points"]) - 2 and ann["penalty"] == "0"
    assert "2 taken off for handing in late" in feedback(course.root, "eve")
    assert "<td>2 d, −2</td>" in (course.folder / f"report-{NAME}.html").read_text(encoding="utf-8")


def test_only_what_is_new_is_graded_again(course, graded):
    assert waiting(course, NAME, students(course, NAME)) == []
    before, at = points_of(course), graded_at(course)
    hand_in(course.root, "dan", notebook(), DUE - 60)
    run(course)
    assert points_of(course) == before | {"dan": before["ann"]}
    assert {student for student, time in graded_at(course).items() if time != at[student]} == {"dan"}


def test_points_given_by_hand_stay_when_one_learner_is_graded_again(course, graded):
    at = graded_at(course)
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as book:
        book.find_grade("three-kpis-mark", NAME, NAME, "cy").manual_score = 3.5
        book.db.commit()
    run(course, NAME, "--student", "cy")
    assert {student for student, time in graded_at(course).items() if time != at[student]} == {"cy"}
    cy = next(row for row in table(course, MARKS) if row["student"] == "cy")
    assert float(cy["points"]) == float(points_of(course)["ann"]) - 0.5
    assert "3.5 of 4 points" in feedback(course.root, "cy")
    page = (course.folder / f"report-{NAME}.html").read_text(encoding="utf-8")
    assert "<li>cy</li>" in page.partition("Marked again after points were given by hand")[2]


def test_who_handed_nothing_in_is_named(course, graded):
    done = run(course, NAME, "--student", "eva")
    assert (done.returncode, done.stderr) == (2, "'eva' has handed nothing in; did you mean eve?\n")


def test_what_was_stopped_before_it_was_marked_is_not_done(course, graded):
    names = ("ann", NAME, f"{NAME}.ipynb")
    path = course.folder.joinpath("autograded", *names)
    whole = path.read_bytes()
    path.chmod(0o644)
    for half in (course.folder.joinpath("submitted", *names).read_bytes(), whole[: len(whole) // 2]):
        path.write_bytes(half)
        assert waiting(course, NAME, students(course, NAME)) == ["ann"]
    path.write_bytes(whole)
    assert waiting(course, NAME, students(course, NAME)) == []


def test_a_run_that_was_killed_goes_on_where_it_was(course, graded):
    before = points_of(course)
    shutil.rmtree(course.folder / "autograded")
    running = subprocess.Popen(command(NAME, "--jobs", "1"), cwd=course.root, stderr=subprocess.DEVNULL)
    while len(done := set(CLASS) - set(waiting(course, NAME, list(CLASS)))) < 2:
        time.sleep(0.05)
    running.kill()
    running.wait()
    time.sleep(0.5)
    at = graded_at(course)
    assert len(done) < len(CLASS)
    run(course)
    assert points_of(course) == before
    assert {student: at[student] for student in done} == {student: graded_at(course)[student] for student in done}


def test_without_a_box_nothing_is_graded_unless_one_says_so(course, graded):
    done = run(course, NAME, PATH="/nonexistent", PEAK_SEASON_UNBOXED="")
    assert done.returncode == 2 and "install bubblewrap" in done.stderr and "Traceback" not in done.stderr
    before = points_of(course)
    assert run(course, NAME, "--student", "ann", "--unboxed", PATH="/nonexistent").returncode == 1
    assert points_of(course) == before


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("late.toml", "[ps1]", "ps1: {} is not allowed"),
        ("registers.toml", "[own]\nx = '{name}'", "own: '{name}' cannot be"),
    ],
)
def test_tables_of_the_courses_own_that_are_wrong_are_named(course, graded, file, text, words):
    path = course.folder / file
    before = path.read_text() if path.exists() else None
    path.write_text(text)
    done = run(course)
    path.write_text(before) if before else path.unlink()
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def test_an_assignment_that_cannot_be_made_ready_is_named_and_stays_as_it_was(course, graded):
    path, given = course.root / "solutions" / NAME / f"{NAME}.ipynb", course.release(NAME, NAME)
    whole, released = path.read_bytes(), given.read_bytes()
    path.write_text("{")
    done = run(course)
    path.write_bytes(whole)
    assert (done.returncode, given.read_bytes()) == (2, released)
    assert done.stderr.startswith(f"{NAME} cannot be made ready: ") and "JSON" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gradebook_that_cannot_be_opened_is_named(course):
    done = run(course, NAME, PEAK_SEASON_GRADEBOOK="mysql://host/name")
    assert done.returncode == 2 and "which is no gradebook" in done.stderr and "Traceback" not in done.stderr


def test_an_assignment_that_is_not_there_is_named(course):
    done = run(course, "ps9")
    assert (done.returncode, done.stderr) == (
        2,
        f"'ps9' is no assignment; there are: {', '.join(course.assignments())}.\n",
    )


def test_plans_that_are_alike_stand_together():
    found = [("a", "b", 1.0), ("c", "d", 0.95), ("b", "c", 0.9), ("a", "d", 1.0), ("e", "f", 0.92)]
    assert report.groups(found) == [({"a", "b", "c", "d"}, 0.9), ({"e", "f"}, 0.92)]


def test_alike_is_the_share_of_settings_in_common():
    first = {"a": 1, "b": 2, "c": 3}
    assert report.alike(first, first) == 1.0
    assert report.alike(first, {"a": 1, "b": 9, "d": 4}) == pytest.approx(1 / 4)
    assert report.alike({"a": 87, "b": "jd"}, {"a": 88, "b": "taobao"}) == 1 / 2
