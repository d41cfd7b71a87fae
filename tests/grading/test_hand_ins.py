"""The demo class as its tables give it, and what its command refuses."""

import sys

import pytest
from classroom import NAME, RELEASE, ROOT, make_course

from simulator.grading import demo, grade
from simulator.grading.course import Course
from simulator.grading.demo.hand_ins import honest, hostile


def files(every):
    return {one.student: one.files for one in every}


def test_the_class_is_the_same_each_time_and_another_with_another_seed():
    assert files(honest(RELEASE)) == files(honest(RELEASE)) != files(honest(RELEASE, 7))


def test_good_plans_are_all_different():
    cells = [one.files.get(f"{NAME}.ipynb", b"") for one in honest(RELEASE) if one.row.get("plan") == "good"]
    assert len(cells) > 9 and len(set(cells)) == len(cells)


def test_every_hostile_one_says_what_it_does_and_is_aimed_at_the_course():
    every = list(hostile(RELEASE, ROOT))
    assert all(one.what and one.student.startswith("hostile-") for one in every)
    assert not any(b"COURSE" in content for one in every for content in one.files.values())


def test_an_inbox_that_is_not_empty_is_left_alone(tmp_path):
    course = Course(make_course(tmp_path / "course"))
    assert len(demo.write(course)) >= 70 and (course.folder / "late.toml").is_file()
    with pytest.raises(FileExistsError, match="must not get among the hand-ins of a real one"):
        demo.write(course)


def test_on_windows_grading_says_where_it_runs(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["grade", NAME])
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="graded on Linux, macOS or WSL"):
        grade.main()
