"""What learners get: a repository, the built site, and both in one zip file. No solutions, no hidden checks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from runtime import book, folders
from runtime.places import BUILD, ROOT, SITE
from runtime.problems import say

GIVEN = (
    "book", "chapters", "exercises", "simulator", "_config.yml", "_toc.yml", "requirements.txt", "pyproject.toml",
    "Makefile", "README.md", "LICENSE", "LICENSE-TEXT.md", "CHANGELOG.md", "CITATION.cff",
)  # fmt: skip
DEMO_CLASS = Path("simulator/grading/demo")  # it answers the exercises; pyproject.toml keeps it out of the wheel
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", "vendor", ".DS_Store")
STUDENT = BUILD / "student"
NAME = "peak-season"


def make() -> None:
    """Build the site if need be, and put everything into `_build/student`."""
    book.make()
    with folders.whole(STUDENT) as draft:
        repository(draft / NAME / "repository")
        folders.mirror(SITE, draft / NAME / "site")
        shutil.make_archive(str(draft / NAME), "zip", draft, NAME)
    say(f"{STUDENT / NAME}.zip holds what learners get; nothing of solutions/ is in it.")


def repository(target: Path) -> None:
    """The learner's repository, made in a folder."""
    for name in files():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, place)


def files() -> Iterator[Path]:
    """The files that learners get, from the course's folder on."""
    for name in GIVEN:
        path = ROOT / name
        every = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (one.relative_to(ROOT) for one in every if one.is_file() and not _left_out(one.relative_to(ROOT)))


def _left_out(path: Path) -> bool:
    return path.is_relative_to(DEMO_CLASS) or bool(set(path.parts) & set(LEFT_OUT)) or path.suffix in (".pyc", ".mo")
