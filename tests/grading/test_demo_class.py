"""The demo class from the inbox to the report, twice: everybody has a result, and nobody more than is earned."""

import csv
import os
import re
import subprocess
import sys

import pytest
from classroom import NAME, QUICK_CONFIG, RELEASE, ROOT, feedback, make_course, marks, secrets_of

from simulator.grading.course import Course
from simulator.grading.demo.hand_ins import HONEST, honest, hostile

pytestmark = pytest.mark.proof

FORKS = (
    "hostile-a24"  # the kernel knows the borrowed user for root, whose processes it does not count: the fork succeeds
)
ORDINARY = ("bwrap", "--dev-bind", "/", "/", "--unshare-user", "--uid", "1001", "--gid", "1001", "--")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("demo") / "course")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(QUICK_CONFIG)
    (root / "grading").mkdir()
    (root / "grading" / "secret").write_text("a secret of the tests")
    return Course(root)


@pytest.fixture(scope="module")
def graded(course):
    assert grading(course, "demo-class").returncode == 0
    done = grading(course, "grade", NAME)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def everyone(course):
    return [*honest(RELEASE), *hostile(RELEASE, course.root)]


@pytest.fixture(scope="module")
def found(course, graded, everyone):
    """Points and sentence of each answer, by student."""
    return {one.student: marks(course.root, one.student) for one in everyone if "refused" not in one.row}


def grading(course, *words, before=()):
    command = [*before, sys.executable, "-m", "simulator.grading", *words]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)


def rows(course):
    with (course.folder / f"grades-{NAME}.csv").open(encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_the_class_is_large_enough_and_every_kind_has_a_name(everyone):
    kinds = [one.student for one in everyone]
    assert len(set(kinds)) == len(kinds) and sum(kind.startswith("learner-") for kind in kinds) == 30
    assert sum(kind.startswith("hostile-") for kind in kinds) >= 40


def test_everybody_has_marks_or_a_sentence(course, graded, everyone):
    known = rows(course)
    assert set(known) == {one.student for one in everyone}
    for one in everyone:
        words = one.row.get("refused")
        assert words in known[one.student]["said"] if words else float(known[one.student]["points"]) >= 0
    assert all(f"{one.student}" in graded for one in everyone if "refused" in one.row)


def test_nobody_earns_more_than_the_honest_part(found, everyone):
    plan = found["hostile-a02"][0][0]
    assert 3 <= plan < 6
    for one in (one for one in everyone if one.student in found):
        (earned, _), (code, _) = found[one.student]
        assert one.plan is None or earned == (plan if one.plan == HONEST else one.plan), one.student
        assert one.function is None or code == one.function, one.student


def test_every_mistake_is_named(course, found, everyone):
    for one in (one for one in everyone if one.student in found):
        page = feedback(course.root, one.student).replace("&#39;", "'")
        assert not [words for words in one.row.get("says", ()) if words not in page], one.student
    every = [sentence for answers in found.values() for _, sentence in answers]
    assert not [sentence for sentence in every if "could not be marked by the program" in sentence]


def test_feedback_has_no_script_and_nothing_hidden(course, found):
    hidden = secrets_of(course.root)
    checks = [line.strip() for line in (course.root / "solutions" / NAME / "source.py").read_text().splitlines()]
    secret = [line for line in checks if len(line) > 28 and "(" in line and '"' not in line]
    assert len(secret) > 20
    for student in found:
        page = feedback(course.root, student)
        assert "<script" not in page and "http" not in page.replace("http-equiv", ""), student
        assert not hidden & set(re.findall(r"\d+\.\d+", page)), student
        assert not [line for line in secret if line in page], student


def test_late_ones_lose_points_whatever_time_they_bring(course, graded, everyone):
    known = rows(course)
    late = {one.student for one in everyone if one.hours_late > 0.5}
    assert late == {student for student, row in known.items() if row["penalty"] not in ("", "0")}
    assert known["hostile-a40"]["penalty"] == "3" and known["learner-30"]["points"] == "0"


def test_the_report_tells_what_the_class_has_not_got(course, graded, everyone):
    page = (course.folder / f"report-{NAME}.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert all(one.student in page for one in everyone)
    alike = page.partition("Plans that are nearly the same")[2].partition("</table>")[0]
    assert '<th scope="row">learner-18, learner-19</th><td>100%</td>' in alike


def test_nothing_of_the_course_was_touched(course, graded):
    assert not (course.folder / "submitted" / "written-by-a25").exists() and not (course.root / "big").exists()
    assert (course.folder / "secret").read_text() == "a secret of the tests"
    for part in ("solutions", "exercises"):
        for path in (course.root / part).rglob("*.*"):
            if "__pycache__" not in path.parts:
                assert path.read_bytes() == (ROOT / part / path.relative_to(course.root / part)).read_bytes()


def test_again_and_as_an_ordinary_user_the_marks_are_the_same(course, found, graded):
    """Root grades the second time as a user who has its files and none of its rights."""
    before = rows(course)
    user = ORDINARY if os.geteuid() == 0 else ()
    assert user == () or subprocess.check_output([*user, "id", "-u"], text=True) == "1001\n"
    assert grading(course, "grade", NAME, "--again", before=user).returncode == 1
    again = {student: [points for points, _ in marks(course.root, student)] for student in found}
    first = {student: [points for points, _ in answers] for student, answers in found.items()}
    assert again.pop(FORKS) <= first["learner-01"]
    del first[FORKS]
    assert again == first
    now = rows(course)
    del before[FORKS], now[FORKS]
    assert now == before
