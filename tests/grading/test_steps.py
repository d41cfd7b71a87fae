"""The steps in nbgrader that the class does not reach: the grader's own mistakes."""

import logging

import nbformat
import pytest
from classroom import NAME, RELEASE, make_course

from simulator.grading import steps
from simulator.grading.mark import Mark

NAMES = {"nbgrader": {"assignment": NAME, "notebook": NAME, "student": "ann"}}


def released():
    return nbformat.from_dict(RELEASE | {"cells": [nbformat.from_dict(cell) for cell in RELEASE["cells"]]})


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.mark.parametrize("checks", ["TASKS = {}", "raise RuntimeError", "TASKS = {'plan-mark': None}"])
def test_what_the_program_cannot_mark_is_nothing_and_is_told(course, caplog, checks):
    (course / "solutions" / NAME / "source.py").write_text(checks)
    with caplog.at_level(logging.ERROR):
        marked, _ = steps.TrustedScore(root=str(course)).preprocess(released(), NAMES)
    graded = [cell for cell in marked.cells if cell.metadata.nbgrader.grade]
    assert [cell.outputs[1].data["text/plain"] for cell in graded] == ["0.0", "0.0"]
    assert all(cell.metadata.mark["sentence"] == steps.REVIEW.sentence for cell in graded)
    assert [record.getMessage() for record in caplog.records] == [
        "REVIEW plan-mark of ann",
        "REVIEW three-kpis-mark of ann",
    ]


@pytest.mark.parametrize(("points", "shown"), [(-3, "0.0"), (2.345, "2.35"), (99, "6.0"), (6, "6.0")])
def test_a_mark_is_a_number_between_nothing_and_all(points, shown):
    cell = next(cell for cell in released().cells if cell.id == "plan-mark")
    steps.show(cell, Mark(points, "Look here."))
    assert cell.outputs[1].data["text/plain"] == shown
    assert cell.outputs[0].text.startswith("Look here.\n")
