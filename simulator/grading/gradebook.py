"""Where the gradebook lies: SQLite in the course's folder, or the PostgreSQL database that one setting names."""

import os
from importlib.util import find_spec
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

SETTING = "PEAK_SEASON_GRADEBOOK"
ALLOWED = "allowed: postgresql://user:password@host/name, or sqlite:///PATH"
DRIVER = "psycopg2"


class GradebookError(RuntimeError):
    """A gradebook that cannot be opened, and what would help."""


def address(root: Path) -> str:
    """The gradebook's address for SQLAlchemy. Raises `GradebookError` for one that it cannot open."""
    named = os.environ.get(SETTING) or f"sqlite:///{root}/grading/gradebook.db"
    try:
        url = make_url(named)
    except ArgumentError:
        raise GradebookError(f"{SETTING} is no address of a database; {ALLOWED}.") from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return named
    if kind not in ("postgresql", "postgres"):
        raise GradebookError(f"{SETTING} names {kind!r}, which is no gradebook; {ALLOWED}.")
    if not find_spec(DRIVER):
        raise GradebookError(f"{SETTING} names a PostgreSQL database: install {DRIVER}-binary, which opens it.")
    return url.set(drivername=f"postgresql+{DRIVER}").render_as_string(hide_password=False)


def opened(where: str) -> Gradebook:
    """The gradebook, open. Raises `GradebookError`, which does not show the password."""
    try:
        return Gradebook(where)
    except SQLAlchemyError as error:
        shown = make_url(where).render_as_string(hide_password=True)
        why = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise GradebookError(f"The gradebook {shown} cannot be opened: {why}") from None
