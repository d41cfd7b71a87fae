"""Hand-ins as they come from a folder, a zip file, Canvas or Moodle."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from classroom import NAME, PLAN, make_course, notebook

from simulator.grading.collect import collect
from simulator.grading.course import Course
from simulator.grading.hand_in import RefusedError
from simulator.grading.inbox import owner, plain_name

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
        (f"lovelace_4711_90210_{NAME}.ipynb", "4711", f"{NAME}.ipynb"),
        (f"lovelace_LATE_4711_90210_{NAME}-2.toml", "4711", f"{NAME}-2.toml"),
        (f"Ada Lovelace_815_assignsubmission_file_/{NAME}.ipynb", "815", f"{NAME}.ipynb"),
        (f"阿达_815_assignsubmission_file/{NAME}.ipynb", "815", f"{NAME}.ipynb"),
        (f"Ada Lovelace_815_assignsubmission_file_{NAME}.ipynb", "815", f"{NAME}.ipynb"),
        (f"lovelace_99_100_x_4711_1_{NAME}.ipynb", "99", f"x_4711_1_{NAME}.ipynb"),
        (
            f"Ada_815_assignsubmission_file_x_4711_assignsubmission_file_{NAME}.ipynb",
            "815",
            f"x_4711_assignsubmission_file_{NAME}.ipynb",
        ),
        (f"ann/x_4711_1_{NAME}.ipynb", "ann", f"x_4711_1_{NAME}.ipynb"),
    ],
)
def test_whose_a_file_is(name, student, file):
    assert owner(name) == (student, file)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "nobody can say whose it is"),
        (f"{NAME}.ipynb", "nobody can say whose it is"),
        (f"a b/{NAME}.ipynb", "is not a folder named by a student's id"),
        (f"-rf/{NAME}.ipynb", "is not a folder named by a student's id"),
        (f"李/{NAME}.ipynb", "is not a folder named by a student's id"),
        (f"../{NAME}.ipynb", "leads out of the folder"),
        (f"ann/../bea/{NAME}.ipynb", "leads out of the folder"),
        (f"/ann/{NAME}.ipynb", "leads out of the folder"),
        (f"ann/bea/{NAME}.ipynb", "in a folder of a folder"),
    ],
)
def test_files_of_nobody_are_refused(name, words):
    with pytest.raises(RefusedError, match=words):
        owner(name)


def test_the_number_of_a_further_hand_in_is_left_out(course):
    assert plain_name(course, f"{NAME}-2.toml") == f"{NAME}.toml"
    for name in (f"{NAME} (1).ipynb", f"{NAME.upper()}.ipynb", f"{NAME}.py", "../x.ipynb", f"{NAME}-x.ipynb"):
        with pytest.raises(RefusedError, match="is not the notebook or the plan"):
            plain_name(course, name)


def test_strange_names_and_folders_harm_nobody(course):
    files = dict.fromkeys((f"ann/{'x' * 300}.ipynb", "ann/\x1b[2J\u202e.ipynb", f"bea/{NAME}.ipynb"), TEXT)
    zipped(course, "class.ZIP", files)
    (course.folder / "inbox" / "cy").symlink_to("/etc")
    (course.folder / "inbox" / "dan").mkdir()
    Path(os.fsdecode(os.fsencode(course.folder) + b"/inbox/dan/\xff.ipynb")).mkdir()
    refused = [str(one) for one in collect(course)]
    assert students(course) == {"bea"} and len(refused) == 4
    assert all(one.isprintable() and one.encode("utf-8") for one in refused)


def test_a_zip_file_of_folders_is_taken_in(course):
    zipped(course, "class.zip", {f"ann/{NAME}.ipynb": TEXT, f"bea/{NAME}.toml": BODY})
    assert list(collect(course)) == [] and students(course) == {"ann", "bea"}


def test_a_folder_round_all_and_what_systems_add_do_not_matter(course):
    files = dict.fromkeys((f"class a\\ann\\{NAME}.ipynb", f"class a/bea/{NAME}.ipynb"), TEXT)
    zipped(course, "class.zip", files | {f"__MACOSX/class a/ann/._{NAME}.ipynb": "x", "class a/ann/.DS_Store": "x"})
    assert list(collect(course)) == [] and students(course) == {"ann", "bea"}


def test_nobody_hands_in_for_somebody_else_from_a_folder_of_theirs(course):
    zipped(course, "class.zip", {f"ann/bea/{NAME}.ipynb": TEXT, f"cy/{NAME}.ipynb": TEXT})
    assert ["in a folder of a folder" in str(one) for one in collect(course)] == [True]
    assert students(course) == {"cy"}


def test_ids_that_differ_in_case_alone_are_one_persons_or_refused(course):
    zipped(course, "class.zip", {f"ann/{NAME}.ipynb": TEXT, f"Ann/{NAME}.ipynb": TEXT})
    assert [str(one) for one in collect(course)] == [
        f"Ann/{NAME}.ipynb: the ids 'Ann' and 'ann' differ in upper and lower case alone."
    ]


def test_of_two_hand_ins_of_one_person_the_newest_counts(course):
    folder = course.folder / "inbox" / "ann"
    folder.mkdir()
    (folder / f"{NAME}.ipynb").write_text(TEXT)
    os.utime(folder / f"{NAME}.ipynb", (2e9, 2e9))
    zipped(course, "later.zip", {f"ann/{NAME}.ipynb": json.dumps(notebook(None))})
    assert [str(one) for one in collect(course)] == [
        f"ann: handed in {NAME}.ipynb more than once; the newest one counts."
    ]
    assert "scarf-plain" in (course.folder / "submitted" / "ann" / NAME / f"{NAME}.ipynb").read_text()


def test_canvas_and_moodle_downloads_are_taken_in_side_by_side(course):
    zipped(course, "canvas.zip", {f"lovelace_4711_90210_{NAME}.ipynb": TEXT})
    zipped(course, "moodle.zip", {f"Ada Lovelace_815_assignsubmission_file_/{NAME}.ipynb": TEXT})
    (course.folder / "inbox" / f"hopper_12_13_{NAME}.toml").write_text(BODY)
    assert list(collect(course)) == [] and students(course) == {"4711", "815", "12"}


def test_bad_members_are_refused_one_by_one(course):
    files = {f"../../evil/{NAME}.ipynb": TEXT, f"dan/{NAME}.ipynb": "{", "ann/notes.txt": "hello"}
    zipped(course, "class.zip", files | {f"bea/{NAME}.ipynb": TEXT, f"cy/{NAME}.ipynb": " " * (3 << 20)})
    refused = [str(one) for one in collect(course)]
    assert students(course) == {"bea"} and len(refused) == 4
    for words in ("leads out", "is not JSON", "'notes.txt' is not the notebook", "larger than 2 MB"):
        assert any(words in one for one in refused)
    assert not list(course.root.parent.glob("**/evil"))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_and_a_bomb_harm_nobody_else(course, method):
    path = course.folder / "inbox" / "class.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(f"ann/{NAME}.ipynb", TEXT)
        archive.writestr(f"bea/{NAME}.ipynb", TEXT)
        archive.writestr(f"cy/{NAME}.ipynb", " " * (64 << 20))
    whole = bytearray(path.read_bytes())
    start = archive.getinfo(f"ann/{NAME}.ipynb").header_offset + 80
    whole[start : start + 200] = bytes(200)
    path.write_bytes(whole)
    assert sorted(one.why for one in collect(course)) == [
        "it is damaged or locked by a password",
        "it is larger than 2 MB",
    ]
    assert students(course) == {"bea"}


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b""])
def test_what_is_no_zip_file_is_refused(course, content):
    (course.folder / "inbox" / "class.zip").write_bytes(content)
    assert [str(one) for one in collect(course)] == ["class.zip: it is no zip file that can be read."]


def test_too_many_files_are_refused(course, monkeypatch):
    monkeypatch.setattr("simulator.grading.inbox.MOST_FILES", 1)
    zipped(course, "class.zip", {f"ann/{NAME}.ipynb": TEXT, f"bea/{NAME}.ipynb": TEXT})
    assert [str(one) for one in collect(course)] == ["class.zip: it holds more than 1 files."]
