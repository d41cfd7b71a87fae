"""Commands of other programs: quiet while they work, explained when they fail."""

import re
import subprocess

from runtime.problems import explain

COLOURS = re.compile(r"\x1b\[[\d;]*m")
PYPI = "The Python package index (PyPI)"
NPM = "The npm registry"
DEBIAN = "Debian's package archive"


def attempt(command: list[str], **options: object) -> subprocess.CompletedProcess:
    together = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, text=True, errors="replace", **together, **options)
    done.stdout = COLOURS.sub("", done.stdout)
    return done


def run(command: list[str], what: str, registry: str = PYPI, **options: object) -> str:
    done = attempt(command, **options)
    if done.returncode:
        raise explain(done.stdout, registry, what)
    return done.stdout
