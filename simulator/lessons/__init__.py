"""The experiments of the lessons: what their pages run when the book is built, one module a lesson."""

from pathlib import Path

from simulator.plan import Plan
from simulator.planfile import load

SHOPS = Path(__file__).parent / "shops"


def shop(name: str) -> Plan:
    """A plan that lessons start from. Rungs move whenever the search finds something better; this stays as it is, so
    that what a text says of it stays true."""
    return load(SHOPS / f"{name}.toml")
