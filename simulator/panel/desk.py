"""Where the page's worker asks: a JSON text in, a JSON text out."""

import json
from collections.abc import Callable
from typing import Any

from simulator import exercise
from simulator.fit import admit
from simulator.panel.change import changed
from simulator.panel.goal import reached
from simulator.panel.problems import problems
from simulator.panel.run import Run, start
from simulator.planfile import PlanError, write

Answer = dict[str, Any]


class Desk:
    """Answers a page, one request at a time, and keeps the season that is being played."""

    def __init__(self) -> None:
        self.run: Run | None = None

    def ask(self, request: str) -> str:
        """The answer to {"ask": "open" | "advance" | "close" | "write" | "check" | "numbers", ...}.

        {"problems": [...]} for a bad plan.
        """
        given = json.loads(request)
        answer: Callable[[dict], Answer] = {
            "open": self._open, "advance": self._advance, "close": self._close, "write": self._write,
            "check": self._check, "numbers": self._numbers,
        }[given.pop("ask")]  # fmt: skip
        try:
            return json.dumps(answer(given))
        except PlanError as error:
            return json.dumps({"problems": problems(error)})

    def _open(self, given: dict) -> Answer:
        """{plan, scenario, seed}: put a season on the desk."""
        self.run = start(given["plan"], given["scenario"], given["seed"])
        return {"weeks": self.run.season.scenario.weeks}

    def _advance(self, _given: dict) -> Answer:
        """Play one week."""
        return self.run.advance() | {"over": self.run.over}

    def _close(self, given: dict) -> Answer:
        """{before, noise, goal}: the result, what changed since the result `before`, whether the goal is reached."""
        result, self.run = self.run.result(), None
        before, goal = given.get("before"), given.get("goal")
        return {
            "result": result,
            "changed": changed(before, result, given["noise"]) if before else None,
            "reached": reached(goal, result["kpis"]) if goal else None,
        }

    def _write(self, given: dict) -> Answer:
        """{plan, scenario}: the plan as a TOML text."""
        return {"text": write(admit(given["plan"], given["scenario"])[0])}

    def _check(self, given: dict) -> Answer:
        """{assignment, exercise, code}: what the public check says of a function."""
        return exercise.check_source(given["assignment"], given["exercise"], given["code"]).plain()

    def _numbers(self, given: dict) -> Answer:
        """{assignment, exercise, numbers}: what the public check says of numbers for the practice shop."""
        return exercise.check_numbers(given["assignment"], given["exercise"], given["numbers"]).plain()
