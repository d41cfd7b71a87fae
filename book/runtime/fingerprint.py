"""A short hash of a task's inputs: unchanged inputs mean that there is nothing to do."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from runtime.places import ROOT

IGNORED = {"__pycache__", "vendor", ".ipynb_checkpoints"}


def files(*inputs: Path) -> list[Path]:
    found = [path for given in inputs for path in ([given] if given.is_file() else given.rglob("*"))]
    return sorted(path for path in found if path.is_file() and not IGNORED.intersection(path.parts))


def of(*inputs: Path, also: Iterable[str] = ()) -> str:
    """Names and contents count, dates do not: a fresh clone has the fingerprint of the old one."""
    digest = hashlib.sha256("\0".join(also).encode())
    for path in files(*inputs):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def is_current(stamp: Path, fingerprint: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint


def record(stamp: Path, fingerprint: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint, encoding="utf-8")
