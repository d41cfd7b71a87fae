"""Cells that hold a plan: `%%plan` on the first line, the plan below."""

from simulator.fit import admit
from simulator.plan import Plan
from simulator.planfile import PlanError, Problem, parse
from simulator.scenario import Scenario

MAGIC = "%%plan"
LONGEST = 8000


def body_of(source: str) -> str:
    """The plan's text in a cell. Raises `PlanError` where the cell holds none."""
    first, _, body = source.lstrip().partition("\n")
    if first.strip() != MAGIC:
        raise PlanError([Problem("first line", first, f"{MAGIC}, and nothing above it")])
    return body


def read(body: str, scenario: str) -> tuple[Plan, Scenario]:
    """The plan in a text, and the scenario it is read for. Raises `PlanError` with every problem."""
    if len(body) > LONGEST:
        raise PlanError([Problem("plan", f"{len(body)} characters", f"at most {LONGEST} characters")])
    return admit(parse(body) | {"scenario": scenario})
