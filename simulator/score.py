"""The scorecard: several parts of a season weighed together, and where a plan stands between the rungs."""

import math

import numpy as np
from attrs import frozen

from simulator import world
from simulator.kpi import kpis, ratio
from simulator.laws.returns import in_time
from simulator.plan import Plan
from simulator.planfile import load
from simulator.scenario import Part, Scenario
from simulator.season import Result
from simulator.season.due import NEVER

RUNGS = ("do-nothing", "naive", "good", "best-known")
CLOSED = -2.0  # points of a season whose shop was closed: below every survivor
LAST_WEEKS = 4  # stock left is judged by the mean over so many weeks
LEAST, MOST = -1.0, 2.0  # a part counts between these multiples of its weight


def rung(scenario: str, name: str) -> Plan:
    """The plan of a rung. The do-nothing shop decides nothing after the first day."""
    return Plan(scenario) if name == "do-nothing" else load(world.rung_file(scenario, name))


def parts(result: Result, values: dict[str, float]) -> dict[str, float]:
    """The parts of the scorecard, each in its own unit: yuan, stars, and shares between 0 and 1; `refunds` is the share
    of the money due that was paid in time. Rating, compliance and stock are means over days or weeks, so that nothing
    is won by what happens in the last days alone."""
    orders, days = result.tables["orders"], result.tables["days"]
    due = int(orders["paid"][orders["returned"] != NEVER].sum())
    return {
        "profit": values["profit"],
        "service": values["shop_score"] / 5 * (1 - values["stockout_rate"]),
        "refunds": 1 - ratio(result.unpaid_refunds, due) if in_time(result.plan.returns.refund) else 0.0,
        "rating": float(days["rating"].mean()),
        "compliance": 1 - ratio(len(np.unique(result.tables["penalties"]["day"])), result.scenario.weeks),
        "stock_left": _stock_left(result),
    }


def _stock_left(result: Result) -> float:
    """Stock at cost over the last weeks, and what is still on order, as a share of all that was bought."""
    shelves, held = result.tables["shelves"], result.tables["days"]["stock_value"][-7 * LAST_WEEKS :]
    return ratio(float(held.mean()) + int(shelves["on_order_value"].sum()), int(shelves["bought_value"].sum()))


def points(scenario: Scenario, values: dict[str, float], closed: bool) -> float:
    """The scorecard's total: each part's weight times how far it has come, or `CLOSED`."""
    if closed:
        return CLOSED
    return sum(part.weight * _progress(part, values[name]) for name, part in scenario.scorecard.items())


def _progress(part: Part, value: float) -> float:
    return min(max((value - part.low) / (part.high - part.low), LEAST), MOST)


def measures(result: Result) -> dict[str, float]:
    """KPIs, parts of the scorecard that are no KPI, and points of a season."""
    values = kpis(result)
    card = parts(result, values)
    return values | card | {"points": points(result.scenario, card, result.closed_on != NEVER)}


@frozen
class Score:
    """Where a plan stands: 0 do-nothing, 100 best known, with its standard error, over so many seasons."""

    value: float
    standard_error: float
    seasons: int


def score(plan: np.ndarray, nothing: np.ndarray, best: np.ndarray) -> Score:
    """The score from the points of the plan and of two rungs on the same seasons (arrays of equal length, 2 or more).

    Ratio of means, standard error by the delta method.
    """
    gain, room = plan - nothing, best - nothing
    value = gain.mean() / room.mean()
    residual = gain - value * room
    error = residual.std(ddof=1) / math.sqrt(len(plan)) / abs(room.mean())
    return Score(100 * float(value), 100 * float(error), len(plan))
