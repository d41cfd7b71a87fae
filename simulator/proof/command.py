"""The command `python -m simulator validate`: what it prints."""

from typing import Any

from simulator.proof.validate import Finding

NEEDED = "python -m pip install --no-deps -r requirements-proof.txt"


def plain(findings: list[Finding]) -> dict[str, Any]:
    """The findings as one JSON object."""
    return {"checks": [one.plain() for one in findings]}


def plain_broken(findings: list[Finding]) -> dict[str, Any]:
    """The findings with laws five per cent off as one JSON object: each law, its check, and whether that saw it."""
    return {"laws": [{"law": one.check.law} | one.plain() | {"seen": one.seen} for one in findings]}


def table(findings: list[Finding]) -> str:
    """One line a check."""
    rows = [_row("ok" if one.ok else "FAILED", one, one.check.kind) for one in findings]
    failed = sum(not one.ok for one in findings)
    return "\n".join([_head("kind"), *rows, f"{len(findings)} checks, {failed} failed"]) + "\n"


def table_broken(findings: list[Finding]) -> str:
    """One line a check, run with its law five per cent off."""
    rows = [_row("seen" if one.seen else "MISSED", one, one.check.law) for one in findings]
    missed = sum(not one.seen for one in findings)
    return "\n".join([_head("law, 5% off"), *rows, f"{len(findings)} checks, {missed} saw nothing"]) + "\n"


def troubles(findings: list[Finding]) -> list[str]:
    """Which packages are missing, and how to get them."""
    lines = [f"{one.check.name}: needs {one.missing}, which is not installed" for one in findings if one.missing]
    return [*lines, f"get what is missing with: {NEEDED}"] if lines else []


def _head(subject: str) -> str:
    return f"{'':8}{'check':40}{subject:28}{'theory':>11}{'value':>11}  band"


def _row(verdict: str, one: Finding, subject: str) -> str:
    found = one.measured
    if found is None:
        return f"{verdict:8}{one.check.name:40}{subject:28}{one.books or f'needs {one.missing}'}"
    numbers = f"{found.theory:11.5g}{found.value:11.5g}  {found.low:.5g} .. {found.high:.5g}"
    return f"{verdict:8}{one.check.name:40}{subject:28}{numbers}"
