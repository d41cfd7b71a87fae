"""The course on your own machine: `python book/course.py course` (the same as `make course`).

This file has to be readable by every Python 3, so that one that is too old gets a sentence and not a traceback.
"""

import sys

OLDEST = (3, 11)


def wrong_python(version: tuple, executable: str) -> str:
    if tuple(version[:2]) >= OLDEST:
        return ""
    return (
        "Peak Season needs Python {}.{} or newer, and {} is Python {}.{}: install a newer one, "
        "then run it by name, as in 'make PYTHON=python3.12 course'."
    ).format(*OLDEST, executable, *version[:2])


def main() -> int:
    complaint = wrong_python(sys.version_info, sys.executable)
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 2
    from runtime import tasks

    return tasks.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
