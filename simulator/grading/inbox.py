"""What lies in the inbox, sorted by student: folders, zip files, and downloads of Canvas and Moodle with their names.

Everything is put into `grading/unpacked/STUDENT/` under its plain name; `collect` takes it from there.
"""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from simulator.grading.course import Course
from simulator.grading.hand_in import LARGEST, RefusedError, read_file

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
CANVAS = re.compile(r"(?P<name>[^_/]+)(?:_LATE)?_(?P<student>\d+)_\d+_(?P<file>[^/]+)")
MOODLE = re.compile(r"(?P<name>[^/]+)_(?P<student>\d+)_assignsubmission_file(?:_[^/]*)?")
AGAIN = re.compile(r"(.+)-\d+")  # Canvas numbers what is handed in again
MOST_FILES = 5000
ALLOWED = (
    "hand-ins lie in a folder named by the student's id (letters, digits, '.', '_', '-'), in a zip file of such "
    "folders, or have the names that Canvas and Moodle give them"
)


def unpack(course: Course) -> Iterator[str]:
    """Sort the inbox; a sentence for each thing that is refused."""
    target = course.folder / "unpacked"
    shutil.rmtree(target, ignore_errors=True)
    for path in sorted((course.folder / "inbox").glob("*")):
        yield from _from_inbox(course, path, target)


def _from_inbox(course: Course, path: Path, target: Path) -> Iterator[str]:
    if path.suffix == ".zip" and not path.is_symlink():
        yield from _zipped(course, path, target)
    elif path.is_dir() and not path.is_symlink():
        for one in sorted(path.iterdir()):
            yield from _placed(course, f"{path.name}/{one.name}", partial(read_file, one), target)
    else:
        yield from _placed(course, path.name, partial(read_file, path), target)


def _zipped(course: Course, path: Path, target: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()][: MOST_FILES + 1]
            if len(members) > MOST_FILES:
                yield f"{path.name}: it holds more than {MOST_FILES} files."
                return
            for one in members:
                yield from _placed(course, one.filename, partial(_member, archive, one), target)
    except (zipfile.BadZipFile, OSError):
        yield f"{path.name}: it is no zip file that can be read."


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """A file of a zip file. Raises `RefusedError` for one that is too large, damaged, or locked by a password."""
    if one.file_size > LARGEST:
        raise RefusedError(f"it is larger than {LARGEST >> 20} MB")
    try:
        with archive.open(one) as content:
            return content.read(LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise RefusedError(str(error)) from None


def _placed(course: Course, name: str, read: Callable[[], bytes], target: Path) -> Iterator[str]:
    """Put what is read in its student's folder; a sentence where it is refused."""
    try:
        student, file = owner(course, name)
        path = target / student / file
        content = read()
    except RefusedError as refused:
        yield f"{name}: {refused}."
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def owner(course: Course, name: str) -> tuple[str, str]:
    """Whose a file is, and its plain name, from its place in the inbox or in a zip file. Raises `RefusedError`."""
    path = PurePosixPath(name)
    if (found := CANVAS.fullmatch(path.name)) and len(path.parts) == 1:
        return found["student"], plain_name(course, found["file"])
    if len(path.parts) < 2:
        raise RefusedError(f"nobody can say whose it is; {ALLOWED}")
    folder = path.parts[-2]
    student = found["student"] if (found := MOODLE.fullmatch(folder)) else folder
    if not STUDENT.fullmatch(student):
        raise RefusedError(f"{folder!r} is not a folder named by a student's id; {ALLOWED}")
    return student, plain_name(course, path.name)


def plain_name(course: Course, file: str) -> str:
    """The name as the assignment has it, without the number of a further hand-in."""
    stem, suffix = PurePosixPath(file).stem, PurePosixPath(file).suffix
    again = AGAIN.fullmatch(stem)
    return f"{again[1]}{suffix}" if again and course.release(again[1], again[1]).is_file() else file
