"""A course's folders and settings, its secret, and what it remembers between runs."""

import hashlib
import hmac
import json
import os
import runpy
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from simulator import world
from simulator.grading.mark import Task

SECRET = "PEAK_SEASON_SECRET"


@frozen
class Course:
    """Where a course lies and how it grades.

    `seasons`: hidden seasons a plan is scored on (2 or more); `rounds`: rounds of the search for an instance's best
    plan; `seconds`: time that one learner's function gets.
    """

    root: Path
    seasons: int = 24
    rounds: int = 2
    seconds: float = 10.0

    @property
    def folder(self) -> Path:
        """What belongs to the class and not to the repository."""
        return self.root / "grading"

    def assignments(self) -> tuple[str, ...]:
        """The names of the assignments that are given out."""
        return tuple(sorted(path.stem for path in (self.root / "exercises").glob("*/*.ipynb")))

    def release(self, assignment: str, notebook: str) -> Path:
        """The notebook as it was given out."""
        return self.root / "exercises" / assignment / f"{notebook}.ipynb"

    def tasks(self, assignment: str) -> dict[str, Task]:
        """How each grade cell of an assignment is marked, from its `source.py`."""
        return runpy.run_path(str(self.root / "solutions" / assignment / "source.py"))["TASKS"]

    def secret(self) -> bytes:
        """The course secret: the file that PEAK_SEASON_SECRET names, else one made at first use.

        Raises `OSError` when the named file cannot be read, `ValueError` when it is empty.
        """
        named = os.environ.get(SECRET)
        path = Path(named) if named else self.folder / "secret"
        if not named:
            _make_secret(path)
        text = path.read_bytes().strip()
        if not text:
            raise ValueError(f"{path} is empty; a course secret has at least one character")
        return text

    def number(self, *names: object) -> int:
        """A number below 2**48 that only the course's secret gives, the same for the same names."""
        words = json.dumps([str(name) for name in names]).encode()
        return int.from_bytes(hmac.digest(self.secret(), words, "sha256")[:6], "big")

    def seeds(self, assignment: str, name: str, number: int) -> tuple[int, ...]:
        """Seeds of so many seasons that only the course's secret gives."""
        return tuple(self.number(assignment, name, place) for place in range(number))

    def remember(self, key: object, compute: Callable[[], Any]) -> Any:
        """The JSON data that `compute` gives, computed once for each key and state of the simulator."""
        words = json.dumps([fingerprint(), key], sort_keys=True).encode()
        path = self.folder / "remembered" / f"{hashlib.sha256(words).hexdigest()}.json"
        if not path.exists():
            _write(path, json.dumps(compute()))
        return json.loads(path.read_text(encoding="utf-8"))


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))


def _write(path: Path, text: str) -> None:
    """Put a whole file in place at once, so that no other process reads half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


@cache
def fingerprint() -> str:
    """SHA-256 of the simulator as it is loaded: what was remembered of another state of it does not count."""
    loaded = {Path(module.__file__) for name, module in sys.modules.items() if name.startswith("simulator.")}
    total = hashlib.sha256()
    for path in sorted(loaded | set(world.HERE.rglob("*.toml"))):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()
