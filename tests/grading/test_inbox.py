"""Hand-ins as they come from a folder, a zip file, Canvas or Moodle."""

import json
import zipfile

import pytest
from classroom import NAME, PLAN, make_course, notebook

from simulator.grading.collect import collect
from simulator.grading.course import Course
from simulator.grading.hand_in import RefusedError
from simulator.grading.inbox import owner

TEXT = json.dumps(notebook())
BODY = PLAN.partition("\n")[2]


@pytest.fixture
def course(tmp_path):
    made = Course(make_course(tmp_path / "course"))
    (made.folder / "inbox").mkdir(parents=True)
    return made


def students(course):
    return {path.parents[1].name for path in (course.folder / "submitted").glob(f"*/*/{NAME}.ipynb")}


def zipped(course, name, files):
    with zipfile.ZipFile(course.folder / "inbox" / name, "w") as archive:
        for place, text in files.items():
            archive.writestr(place, text)


@pytest.mark.parametrize(
    ("name", "student", "file"),
    [
        (f"ann/{NAME}.ipynb", "ann", f"{NAME}.ipynb"),
        (f"class a/ann/{NAME}.toml", "ann", f"{NAME}.toml"),
        (f"lovelace_4711_90210_{NAME}.ipynb", "4711", f"{NAME}.ipynb"),
        (f"lovelace_LATE_4711_90210_{NAME}-2.toml", "4711", f"{NAME}.toml"),
        (f"Ada Lovelace_815_assignsubmission_file_/{NAME}.ipynb", "815", f"{NAME}.ipynb"),
        (f"阿达_815_assignsubmission_file/{NAME}.ipynb", "815", f"{NAME}.ipynb"),
    ],
)
def test_whose_a_file_is(course, name, student, file):
    assert owner(course, name) == (student, file)


@pytest.mark.parametrize("name", [f"{NAME}.ipynb", f"../{NAME}.ipynb", f"a b/{NAME}.ipynb", f"-rf/{NAME}.ipynb"])
def test_files_of_nobody_are_refused(course, name):
    with pytest.raises(RefusedError, match="hand-ins lie in a folder named by the student's id"):
        owner(course, name)


def test_a_zip_file_of_folders_is_taken_in(course):
    zipped(course, "class.zip", {f"ann/{NAME}.ipynb": TEXT, f"bea/{NAME}.toml": BODY})
    assert list(collect(course)) == [] and students(course) == {"ann", "bea"}


def test_canvas_and_moodle_downloads_are_taken_in_side_by_side(course):
    zipped(course, "canvas.zip", {f"lovelace_4711_90210_{NAME}.ipynb": TEXT})
    zipped(course, "moodle.zip", {f"Ada Lovelace_815_assignsubmission_file_/{NAME}.ipynb": TEXT})
    (course.folder / "inbox" / f"hopper_12_13_{NAME}.toml").write_text(BODY)
    assert list(collect(course)) == [] and students(course) == {"4711", "815", "12"}


def test_bad_members_are_refused_one_by_one(course):
    files = {f"../../evil/{NAME}.ipynb": TEXT, f"/etc/{NAME}.ipynb": "{", "ann/notes.txt": "hello"}
    zipped(course, "class.zip", files | {f"bea/{NAME}.ipynb": TEXT, f"cy/{NAME}.ipynb": " " * (3 << 20)})
    refused = list(collect(course))
    assert students(course) == {"bea", "evil"}
    for words in ("is not JSON", "'notes.txt' is not the notebook", "larger than 2 MB"):
        assert any(words in one for one in refused)
    assert not list(course.root.parent.glob("evil")) and len(refused) == 3


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b""])
def test_what_is_no_zip_file_is_refused(course, content):
    (course.folder / "inbox" / "class.zip").write_bytes(content)
    assert list(collect(course)) == ["class.zip: it is no zip file that can be read."]


def test_too_many_files_are_refused(course, monkeypatch):
    monkeypatch.setattr("simulator.grading.inbox.MOST_FILES", 1)
    zipped(course, "class.zip", {f"ann/{NAME}.ipynb": TEXT, f"bea/{NAME}.ipynb": TEXT})
    assert list(collect(course)) == ["class.zip: it holds more than 1 files."]
