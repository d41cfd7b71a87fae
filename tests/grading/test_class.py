"""A whole class through nbgrader's own commands."""

import os
import re

from classroom import (
    NAME,
    QUICK,
    feedback,
    grades,
    make_course,
    marks,
    nbgrader,
    notebook,
    secrets_of,
    submit,
)
from submissions import HONEST, submissions

from simulator.grading.course import Course


def test_everyone_gets_what_the_answers_earn(tmp_path):
    course = make_course(tmp_path / "course")
    keep_secret(course)
    nbgrader(course, "generate_assignment", NAME, "--force")
    everyone = submissions(course)
    hand_in(course, everyone)
    log = nbgrader(course, "autograde", NAME, *QUICK)
    assert "REVIEW" not in log
    found = {student: marks(course, student) for student in everyone}
    honest = found["honest"][0][0]
    assert honest >= 3
    expected = {who: (honest if plan == HONEST else plan, code) for who, (_, plan, code, _) in everyone.items()}
    assert {who: (plan[0], code[0]) for who, (plan, code) in found.items()} == expected
    missing = {who: found[who] for who, (*_, words) in everyone.items() if words not in str(found[who])}
    assert not missing
    nbgrader(course, "generate_feedback", NAME)
    pages = {who: feedback(course, who) for who in everyone}
    check_feedback(course, pages)
    assert not {who for who, (*_, words) in everyone.items() if words not in pages[who].replace("&lt;", "<")}
    assert grades(course) == {who: sum(points) for who, points in expected.items()}
    check_again(course, found)


def hand_in(course, everyone):
    for student, (content, *_) in everyone.items():
        folder = submit(course, student, content)
        path = folder / f"{NAME}.ipynb"
        if student == "link":
            path.unlink()
            path.symlink_to(course / "grading" / "gradebook.db")
            (folder / "notes.txt").symlink_to(course / "grading" / "gradebook.db")
        elif student == "pipe":
            path.unlink()
            os.mkfifo(path)
        elif student == "bad-time":
            (folder / "timestamp.txt").write_text("yesterday, I swear")


def check_feedback(course, pages):
    hidden = secrets_of(course)
    for page in pages.values():
        assert "<script" not in page
        assert "http:" not in page
        assert "https:" not in page
        assert not hidden & set(re.findall(r"\d+\.\d+", page))
        assert page.index('class="sentence"') < page.index(" points</p>") < page.index("What you handed in")
    assert '<p lang="zh">' in pages["honest"]
    assert re.search(r"Score \d+\.\d ± \d+\.\d, over 2 seasons", pages["honest"])
    assert [path.name for path in (course / "grading" / "feedback" / "link" / NAME).iterdir()] == [f"{NAME}.html"]


def keep_secret(course):
    """The same instances each time: a new secret may make ones on which the honest plan scores over 100."""
    folder = Course(course).folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret").write_text("a secret of the tests")


def check_again(course, found):
    """Grading again gives the same marks, and someone who hands in late changes nobody else's."""
    submit(course, "late", notebook())
    nbgrader(course, "autograde", NAME, *QUICK, "--force", "--student=[hl]*e*")
    assert {student: marks(course, student) for student in found} == found
    assert marks(course, "late") == found["honest"]
