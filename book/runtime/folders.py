"""Folders are made beside their place and moved there whole: what was interrupted leaves nothing half-made."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder for the time of a task, on the disk where its result will stay."""
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=beside, ignore_cleanup_errors=True) as place:
        yield Path(place)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target.parent) as place:
        draft = place / target.name
        draft.mkdir()
        yield draft
        swap(draft, target)


def swap(draft: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    draft.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def mirror(source: Path, target: Path) -> None:
    """The same files under another name, without using the disk twice where the disk can do that."""
    shutil.copytree(source, target, copy_function=link, dirs_exist_ok=True)


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def write_whole(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(target)
