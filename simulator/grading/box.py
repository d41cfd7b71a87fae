"""The box in which learners' code runs: bubblewrap's, with no network, no other processes and no files but Python's.

Where there is none (macOS, Windows, containers without user namespaces), grading refuses to run learners' code unless
`PEAK_SEASON_UNBOXED=1` says that the machine has nothing to lose.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

UNBOXED = "PEAK_SEASON_UNBOXED"
SCRATCH = str(16 << 20)  # bytes of the box's own /tmp
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")
MISSING = (
    "There is no box to run learners' code in: install bubblewrap (Linux or WSL; 'bwrap true' has to work). "
    f"On a machine of your own with nothing to lose, {UNBOXED}=1 runs it without."
)


class NoBoxError(RuntimeError):
    """Learners' code would have to run without a box."""


def boxed(command: list[str], shown: Path) -> list[str]:
    """The command as it runs in the box, which shows the file `shown` and this Python.

    Raises `NoBoxError` where there is no box and nobody has said that none is needed.
    """
    if works():
        return [*_box(), "--ro-bind", str(shown), str(shown), "--", *command]
    if os.environ.get(UNBOXED) == "1":
        return command
    raise NoBoxError(MISSING)


@cache
def works() -> bool:
    """Whether bubblewrap is there and may make a box."""
    if not shutil.which("bwrap"):
        return False
    tried = subprocess.run([*_box(), "--", sys.executable, "-I", "-c", ""], capture_output=True, check=False)
    return tried.returncode == 0


def _box() -> list[str]:
    """bwrap with its options: root keeps nothing but the right to become nobody, which the worker uses at once."""
    rights = ["--cap-drop", "ALL"]
    if os.geteuid() == 0:
        rights += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        rights += ["--unshare-user", "--disable-userns"]
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    held = ["--die-with-parent", "--new-session", "--chdir", "/"]
    places = ["--proc", "/proc", "--dev", "/dev", "--size", SCRATCH, "--tmpfs", "/tmp", *_binds()]
    return [shutil.which("bwrap") or "bwrap", *apart, *rights, *held, *places]


def _binds() -> Iterator[str]:
    """What the box shows, read-only: the system's libraries and this Python with its packages."""
    for folder in dict.fromkeys((*SYSTEM, sys.base_prefix, sys.prefix)):
        place = Path(folder)
        if place.is_symlink() and not place.readlink().is_absolute():
            yield from ("--symlink", str(place.readlink()), folder)
        elif place.exists():
            yield from (*_parents(place), "--ro-bind", str(place.resolve()), folder)


def _parents(folder: Path) -> Iterator[str]:
    """The folders above, as anybody may enter them; bwrap itself would make them root's alone."""
    for one in reversed(folder.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(one))
