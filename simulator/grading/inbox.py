"""What lies in the inbox, sorted by student: folders, zip files, and downloads of Canvas and Moodle with their names.

Everything is put into `grading/unpacked/STUDENT/` under its plain name, with the time that its file shows; `collect`
takes it from there.
"""

import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from simulator.grading.course import Course
from simulator.grading.hand_in import LARGEST, Refusal, RefusedError, read_file
from simulator.planfile import nearest

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
CANVAS = re.compile(r"[^_/]+(?:_LATE)?_(?P<student>\d+)_\d+_(?P<file>[^/]+)")
MOODLE = re.compile(r"[^/]+?_(?P<student>\d+)_assignsubmission_file_?")
MOODLE_FILE = re.compile(r"[^/]+?_(?P<student>\d+)_assignsubmission_file_(?P<file>[^/]+)")
AGAIN = re.compile(r"(.+)-\d+")  # Canvas numbers what is handed in again
OF_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
MOST_FILES = 5000
ALLOWED = (
    "hand-ins lie in a folder named by the student's id (letters, digits, '.', '_', '-'), in a zip file of such "
    "folders, or have the names that Canvas and Moodle give them"
)


@frozen
class Found:
    """A file of the inbox: its place there or in a zip file, the time that it shows, and what gives its content."""

    name: str
    time: float
    read: Callable[[], bytes]


def unpack(course: Course) -> Iterator[Refusal]:
    """Sort the inbox; what is refused."""
    target = course.folder / "unpacked"
    shutil.rmtree(target, ignore_errors=True)
    ids = {path.name.casefold(): path.name for path in (course.folder / "submitted").glob("*")}
    for path in sorted((course.folder / "inbox").glob("*")):
        try:
            for one in _found(path):
                yield from _placed(course, one, target, ids)
        except RefusedError as refused:
            yield Refusal(path.name, str(refused))
        except OSError as error:
            yield Refusal(path.name, f"it cannot be read ({error.strerror})")


def _found(path: Path) -> Iterator[Found]:
    """What a file or a folder of the inbox holds. Raises `RefusedError` for a zip file that cannot be read."""
    if path.suffix.lower() == ".zip" and not path.is_symlink():
        yield from _zipped(path)
    elif path.is_dir() and not path.is_symlink():
        yield from (_file(one, f"{path.name}/{one.name}") for one in _few(path.iterdir()))
    else:
        yield _file(path, path.name)


def _file(path: Path, name: str) -> Found:
    return Found(name, path.lstat().st_mtime, partial(read_file, path))


def _zipped(path: Path) -> Iterator[Found]:
    with _archive(path) as archive:
        members = _few(one for one in archive.infolist() if not (one.is_dir() or _of_system(one.filename)))
        names = [one.filename.replace("\\", "/") for one in members]
        wrapped, now = _wrapped(names), path.stat().st_mtime
        for name, one in zip(names, members, strict=True):
            yield Found(name.partition("/")[2] if wrapped else name, _time(one, now), partial(_member, archive, one))


def _few(files: Iterable[Any]) -> list[Any]:
    """The files, unless they are too many."""
    found = list(islice(files, MOST_FILES + 1))
    if len(found) > MOST_FILES:
        raise RefusedError(f"it holds more than {MOST_FILES} files")
    return found


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except Exception:  # a damaged one raises whatever its bytes lead to
        raise RefusedError("it is no zip file that can be read") from None


def _wrapped(names: Iterable[str]) -> bool:
    """Whether all lie in folders of one folder, which is then nobody's."""
    places = [PurePosixPath(name).parts for name in names]
    return len({parts[:1] for parts in places}) == 1 and min(map(len, places)) > 2


def _time(one: zipfile.ZipInfo, otherwise: float) -> float:
    """When a member was last changed, by this machine's time zone, as zip files name none."""
    try:
        return datetime(*one.date_time).timestamp()
    except (ValueError, OverflowError):
        return otherwise


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """A file of a zip file. Raises `RefusedError` for one that is too large, damaged, or locked by a password."""
    try:
        with archive.open(one) as content:
            text = content.read(LARGEST + 1)
    except Exception:  # as above
        raise RefusedError("it is damaged or locked by a password") from None
    if len(text) > LARGEST:
        raise RefusedError(f"it is larger than {LARGEST >> 20} MB")
    return text


def _of_system(name: str) -> bool:
    return bool(set(OF_SYSTEMS) & set(PurePosixPath(name).parts))


def _placed(course: Course, one: Found, target: Path, ids: dict[str, str]) -> Iterator[Refusal]:
    """Put a file in its student's folder, or refuse it. Of two with one name the newest stays."""
    if _of_system(one.name):
        return
    student = ""
    try:
        student, file = owner(one.name)
        file = plain_name(course, file)
        known = ids.setdefault(student.casefold(), student)
        if student != known:
            raise RefusedError(f"the ids {student!r} and {known!r} differ in upper and lower case alone")
        content, path = one.read(), target / student / file
        if path.exists() and path.read_bytes() != content:
            yield Refusal(student, f"handed in {file} more than once; the newest one counts", student)
        _put(path, content, one.time)
    except RefusedError as refused:
        yield Refusal(one.name, str(refused), student)


def _put(path: Path, content: bytes, time: float) -> None:
    if path.exists() and path.stat().st_mtime > time:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time, time))


def owner(name: str) -> tuple[str, str]:
    """Whose a file is, and its name, from its place in the inbox or in a zip file. Raises `RefusedError`."""
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/"):
        raise RefusedError("its path leads out of the folder that it lies in")
    found = CANVAS.fullmatch(name) or MOODLE_FILE.fullmatch(name)
    if found:
        return found["student"], found["file"]
    if len(parts) < 2:
        raise RefusedError(f"nobody can say whose it is; {ALLOWED}")
    if len(parts) > 2:
        raise RefusedError("it lies in a folder of a folder; hand-ins lie directly in the student's")
    return _student(parts[0]), parts[1]


def _student(folder: str) -> str:
    student = found["student"] if (found := MOODLE.fullmatch(folder)) else folder
    if not STUDENT.fullmatch(student):
        raise RefusedError(f"{folder!r} is not a folder named by a student's id; {ALLOWED}")
    return student


def plain_name(course: Course, file: str) -> str:
    """The name as the assignment has it, without the number of a further hand-in. Raises `RefusedError` for others."""
    stem, suffix, known = PurePosixPath(file).stem, PurePosixPath(file).suffix, course.assignments()
    again = AGAIN.fullmatch(stem)
    name = again[1] if again and again[1] in known else stem
    if suffix not in (".ipynb", ".toml") or name not in known:
        allowed = "its name has to be that of the assignment, as in ps1-platforms.ipynb or ps1-platforms.toml"
        hint = f"; did you mean {close}?" if (close := nearest(stem, known)) else ""
        raise RefusedError(f"{file!r} is not the notebook or the plan of an assignment: {allowed}{hint}")
    return f"{name}{suffix}"
