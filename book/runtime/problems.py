"""What can go wrong on the reader's machine, said in one sentence each."""

import errno
import re
import shutil
import sys
from pathlib import Path

NEEDED_GB = {"setup": 2.0, "build": 0.5}
FULL_DISK = re.compile(r"no space left on device|\bENOSPC\b|not enough space on the disk", re.IGNORECASE)
NO_NETWORK = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b|\b(New)?ConnectionError\b"
    r"|getaddrinfo failed|failed to establish a new connection|temporary failure|could not resolve"
    r"|name or service not known|read timed out|network is unreachable|no matching distribution found",
    re.IGNORECASE,
)


class CourseError(Exception):
    """A sentence for the reader; the task ends, without a traceback."""


def say(words: str) -> None:
    """Progress goes to stderr, so that a task's own output can be piped."""
    print(words, file=sys.stderr, flush=True)


def no_space(where: Path | str) -> CourseError:
    return CourseError(f"The disk that holds {where} is full: free about 2 GB and run the same command again.")


def no_network(registry: str) -> CourseError:
    return CourseError(
        f"{registry} cannot be reached: connect to the internet and run the same command again, "
        "or set PEAK_SEASON_FILES to a folder that 'make bundle' filled on a connected machine."
    )


def require_space(task: str, where: Path) -> None:
    free = shutil.disk_usage(where).free / 1e9
    if free < NEEDED_GB[task]:
        raise CourseError(
            f"The {task} needs {NEEDED_GB[task]:g} GB of free disk and {where} has {free:.1f} GB: "
            "make room and run the same command again."
        )


def explain(output: str, registry: str, what: str) -> CourseError:
    """Read the output of a failed command for the two causes that the reader can do something about."""
    if FULL_DISK.search(output):
        return no_space("the checkout")
    if NO_NETWORK.search(output):
        return no_network(registry)
    return CourseError(f"{what} failed; its last lines were:\n" + "\n".join(output.strip().splitlines()[-15:]))


def is_full_disk(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
