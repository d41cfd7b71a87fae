"""Which assignment a notebook is of."""

from simulator.exercise.sheet import sheets

_names: list[str] = []


def begin(assignment: str) -> None:
    """Say which assignment the notebook is of. Raises `LookupError` with the names that there are."""
    sheets(assignment)
    _names[:] = [assignment]


def begun() -> str:
    """The assignment that was begun; none is the empty text."""
    return _names[-1] if _names else ""
