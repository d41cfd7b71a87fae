"""Exercises are made from their solutions, and nothing that learners should not see goes with them."""

import copy
import json

import pytest
from attrs import evolve
from classroom import NAME, RELEASE, ROOT, make_course

from simulator.exercise import sheet
from simulator.grading.release import assignments, release, write_solutions
from simulator.grading.sheets import sheet_of


def test_exercises_are_in_step_with_their_sources(tmp_path):
    made = tmp_path / "made"
    names = release(make_course(tmp_path / "course"), made)
    assert sorted(path.relative_to(made) for path in made.rglob("*.*")) == [
        path.relative_to(ROOT / "exercises")
        for path in sorted((ROOT / "exercises").rglob("*.*"))
        if ".ipynb_checkpoints" not in path.parts
    ]
    for name in names:
        path = f"{name}/{name}.ipynb"
        assert (made / path).read_text(encoding="utf-8") == (ROOT / "exercises" / path).read_text(encoding="utf-8"), (
            f"{name} is not in step with its source: run make exercises"
        )


def test_notebooks_with_solutions_are_in_step_with_their_sources(tmp_path):
    course = make_course(tmp_path / "course")
    write_solutions(course)
    for path in sorted(course.glob("solutions/*/*.ipynb")):
        kept = ROOT / path.relative_to(course)
        assert path.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), f"{kept.name}: run make exercises"


@pytest.mark.parametrize("own", [2, pytest.param(None, marks=pytest.mark.proof)])
def test_sheets_are_in_step_with_their_sources(own):
    """With the first seasons of one's own; the proof plays them all."""
    for name, assignment in assignments(ROOT).items():
        for one in assignment.exercises:
            kept = copy.deepcopy(sheet(name, one.key))
            if kept["kind"] == "function":
                one = evolve(one, twin=evolve(one.twin, seeds=one.twin.seeds[:own]))
                kept["twin"]["variants"] = kept["twin"]["variants"][:own]
            assert json.loads(json.dumps(sheet_of(one))) == kept, f"{name}: run make exercises"


def test_a_release_leaves_the_gradebook_alone(tmp_path):
    course = make_course(tmp_path / "course")
    release(course, tmp_path / "made")
    assert not (course / "grading" / "gradebook.db").exists()


def test_solutions_are_not_released():
    text = json.dumps(RELEASE)
    assert "SOLUTION" not in text
    assert "value_counts" not in text
    assert text.count("# YOUR CODE HERE") == 3


def test_points_add_up_and_each_mark_has_its_task():
    points = [cell["metadata"]["nbgrader"]["points"] for cell in RELEASE["cells"] if _is_graded(cell)]
    assert points == [6, 4]
    assert len({cell["id"] for cell in RELEASE["cells"]}) == len(RELEASE["cells"])
    from simulator.grading.course import Course

    tasks = Course(ROOT).tasks(NAME)
    assert list(tasks) == [cell["metadata"]["nbgrader"]["grade_id"] for cell in RELEASE["cells"] if _is_graded(cell)]


def _is_graded(cell):
    return cell["metadata"]["nbgrader"]["grade"]
