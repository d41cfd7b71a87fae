"""The inbox: known notebooks and plans go in, everything else is refused with a sentence."""

import json
import os
import subprocess
import sys

import pytest
from classroom import FUNCTION, NAME, PLAN, RELEASE, make_course, notebook

from simulator.grading.collect import collect
from simulator.grading.course import Course

BODY = PLAN.partition("\n")[2]


@pytest.fixture
def course(tmp_path):
    return Course(make_course(tmp_path / "course"))


def put(course, student, name, content):
    folder = course.folder / "inbox" / student
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content) if isinstance(content, dict) else content
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / name


def submitted(course, student):
    folder = course.folder / "submitted" / student / NAME
    return json.loads((folder / f"{NAME}.ipynb").read_text(encoding="utf-8"))["cells"]


def sources(course, student):
    return {cell["id"]: "".join(cell["source"]) for cell in submitted(course, student)}


def released():
    return {cell["id"]: "".join(cell["source"]) for cell in RELEASE["cells"]}


def test_a_notebook_becomes_the_release_with_its_answers(course):
    put(course, "ann", f"{NAME}.ipynb", notebook())
    assert list(collect(course)) == []
    assert sources(course, "ann") == released() | {"plan": PLAN, "three-kpis": FUNCTION}


def test_a_saved_plan_becomes_a_notebook(course):
    put(course, "bea", f"{NAME}.toml", BODY)
    assert list(collect(course)) == []
    assert sources(course, "bea") == released() | {"plan": PLAN}


def test_a_plan_in_the_notebook_goes_before_a_saved_one(course):
    for student, plan in (("with", PLAN), ("without", None)):
        put(course, student, f"{NAME}.ipynb", notebook(plan))
        put(course, student, f"{NAME}.toml", "# saved\n")
    assert list(collect(course)) == []
    assert sources(course, "with")["plan"] == PLAN
    assert sources(course, "without")["plan"] == "%%plan\n# saved\n"


def test_what_came_keeps_its_time_until_it_changes(course):
    path = put(course, "ann", f"{NAME}.ipynb", notebook())
    stamp = course.folder / "submitted" / "ann" / NAME / "timestamp.txt"
    list(collect(course))
    assert stamp.read_text().endswith(" UTC\n")
    stamp.write_text("2025-03-03 08:00:00 UTC\n")
    list(collect(course))
    assert stamp.read_text().startswith("2025-03-03")
    path.write_text(json.dumps(notebook(None)))
    list(collect(course))
    assert not stamp.read_text().startswith("2025-03-03")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (f"{NAME}.ipynb", "{", "is not JSON"),
        (f"{NAME}.ipynb", "[" * 100_000, "is not JSON"),
        (f"{NAME}.ipynb", "{}", "has no cells"),
        (f"{NAME}.ipynb", " " * (3 << 20), "larger than 2 MB"),
        ("ps1-platforms (1).ipynb", "{}", "is not the notebook or the plan of an assignment"),
        ("pandas.py", "", "is not the notebook or the plan of an assignment"),
        (f"{NAME}.toml", b"\xff", "is not text in UTF-8"),
    ],
)
def test_other_files_are_refused(course, name, content, words):
    put(course, "ann", name, content)
    assert [words in str(one) for one in collect(course)] == [True]
    assert not (course.folder / "submitted").exists()


def test_links_pipes_and_folders_are_refused(course, tmp_path):
    (tmp_path / "notebook").write_text(json.dumps(notebook()))
    inbox = course.folder / "inbox"
    for student in ("link", "pipe", "folder"):
        (inbox / student).mkdir(parents=True)
    (inbox / "link" / f"{NAME}.ipynb").symlink_to(tmp_path / "notebook")
    os.mkfifo(inbox / "pipe" / f"{NAME}.ipynb")
    (inbox / "folder" / f"{NAME}.ipynb").mkdir()
    assert len(list(collect(course))) == 3
    assert not (course.folder / "submitted").exists()


@pytest.mark.parametrize("student", ["-rf", "a b", "é", ".hidden", "x" * 65, "<script>"])
def test_strange_student_names_are_refused(course, student):
    put(course, student, f"{NAME}.ipynb", notebook())
    assert ["is not a folder named by a student's id" in str(one) for one in collect(course)] == [True]


def test_one_refused_file_stops_nobody(course):
    put(course, "ann", f"{NAME}.ipynb", "{")
    put(course, "bea", f"{NAME}.ipynb", notebook())
    done = subprocess.run(
        [sys.executable, "-m", "simulator.grading.collect"], cwd=course.root, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "ann: ps1-platforms.ipynb is not JSON.\n"
    assert sources(course, "bea")["plan"] == PLAN
