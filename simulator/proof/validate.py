"""Run the checks: the market as it is, and with each law five per cent off."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from simulator.experiment import Report, in_processes, silent
from simulator.ledger import BooksError
from simulator.proof.biases import BIASES
from simulator.proof.check import Check, Measured
from simulator.proof.checks import ALPHA, CHECKS


@frozen
class Finding:
    """What a check found. Nothing where its season's books broke, or where a package that it needs is missing."""

    check: Check
    measured: Measured | None
    books: str = ""
    missing: str = ""

    @property
    def ok(self) -> bool:
        """Whether the value lies in its band."""
        return self.measured is not None and self.measured.ok

    @property
    def seen(self) -> bool:
        """Whether the check saw that something is wrong."""
        return not self.ok and not self.missing

    def plain(self) -> dict[str, Any]:
        """The finding as plain data; numbers that could not be measured are null."""
        numbers = {name: getattr(self.measured, name, None) for name in ("theory", "value", "low", "high")}
        named = {name: getattr(self.check, name) for name in ("name", "kind", "source")}
        return named | numbers | {"ok": self.ok}


def look(place: int) -> Finding:
    """The check at a place of the table, on the market as it is."""
    check = CHECKS[place]
    try:
        return Finding(check, check.measure(ALPHA))
    except BooksError as error:
        return Finding(check, None, books=str(error))
    except ModuleNotFoundError as error:
        return Finding(check, None, missing=error.name or str(error))


def look_wrong(place: int) -> Finding:
    """The check at a place of the table, with its law five per cent off."""
    with BIASES[CHECKS[place].law]():
        return look(place)


def covering() -> list[int]:
    """Places of the checks whose law can be biased."""
    return [place for place, check in enumerate(CHECKS) if check.law in BIASES]


def validate(jobs: int = 1, report: Report = silent) -> list[Finding]:
    """Every check on the market as it is."""
    return _all(look, range(len(CHECKS)), jobs, report)


def broken(jobs: int = 1, report: Report = silent) -> list[Finding]:
    """Every check that covers a law, with this law five per cent off: each has to fail."""
    return _all(look_wrong, covering(), jobs, report)


def _all(work: Callable[[int], Finding], places: Iterable[int], jobs: int, report: Report) -> list[Finding]:
    places, done = list(places), []
    for finding in in_processes(work, [(place,) for place in places], jobs):
        done.append(finding)
        report(len(done), len(places))
    return done
