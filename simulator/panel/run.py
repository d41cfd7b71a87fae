"""A season in slices of a week, so that a page can show progress and stop it."""

from typing import Any

from simulator.fit import admit
from simulator.kpi import kpis
from simulator.panel import pictures, series
from simulator.panel.sentences import Both, say
from simulator.plan import Plan
from simulator.planfile import plain
from simulator.scenario import Scenario
from simulator.season import Result, Season
from simulator.season.due import NEVER
from simulator.words import mark


class Run:
    """One season under way: `advance` until `over`, then `result`."""

    def __init__(self, plan: Plan, scenario: Scenario, seed: int) -> None:
        self.season = Season(plan, scenario, seed)
        self.week = 0

    @property
    def over(self) -> bool:
        """Whether all weeks are played."""
        return self.week == self.season.scenario.weeks

    def advance(self) -> dict[str, Any]:
        """Play one week; how far the season is."""
        self.week += 1
        self.season.run_to(self.week)
        weeks = self.season.scenario.weeks
        words = say(mark("Week {week} of {weeks}"), week=self.week, weeks=weeks)
        return {"week": self.week, "weeks": weeks, "words": words}

    def result(self) -> dict[str, Any]:
        """Settle the season; everything that the page shows of it."""
        return described(self.season.finish())


def start(plan: dict[str, Any], scenario: str | None, seed: int) -> Run:
    """A season of a plan given as plain data. Raises `PlanError` with every problem of the plan."""
    return Run(*admit(plan, scenario), seed)


def described(result: Result) -> dict[str, Any]:
    """A season as plain data: KPIs, pictures, events, and the pictures in words."""
    return {
        "digest": result.digest,
        "seed": result.seed,
        "plan": plain(result.plan),
        "closed": _closed(result),
        "kpis": kpis(result),
        "series": series.weekly(result),
        "worked": series.worked(result),
        "glance": pictures.glance(result),
        "waterfall": pictures.waterfall(result),
        "funnel": pictures.funnel(result),
    }


def _closed(result: Result) -> Both | None:
    """The end of a shop that had to close, in words."""
    if result.closed_on == NEVER:
        return None
    return say(
        mark("Out of money: the shop closed on {date}, and orders under way were refunded."),
        date=pictures.date_words(result.scenario.date(result.closed_on)),
    )
