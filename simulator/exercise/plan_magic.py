"""The `%%plan` cell of a notebook: reads the plan below it, plays one practice season, and checks it on a few."""

from typing import TYPE_CHECKING

from IPython.display import display

from simulator import world
from simulator.exercise import plan_cell
from simulator.exercise.begun import begun
from simulator.exercise.plan_check import check_plan
from simulator.exercise.sheet import sheets
from simulator.experiment import one_season
from simulator.plan import Plan
from simulator.planfile import PlanError
from simulator.scenario import Scenario
from simulator.score import rung

if TYPE_CHECKING:
    import pandas as pd

PRACTICE = 1
SHOWN = (
    "profit", "sales", "orders", "visitors", "conversion_rate", "average_order_value", "gross_margin",
    "marketing_share", "stockout_rate", "return_rate", "shop_score",
)  # fmt: skip
FORMATS = {"yuan": "{:,.0f} yuan", "share": "{:.1%}", "stars": "{:.2f} stars", "days": "{:.1f} days"}


def plan(line: str, cell: str) -> None:
    """Show what is wrong with the plan in the cell, or what one practice season gives beside the naive plan.

    The scenario may be named on the magic's line; it is first-shop otherwise.
    """
    try:
        mine, scenario = plan_cell.read(cell, line.strip() or "first-shop")
    except PlanError as error:
        print("This plan cannot be played yet:")
        print("\n".join(f"- {problem}" for problem in error.problems))
        return
    display(season_table(mine, scenario))
    print(f"Practice season {PRACTICE}. The seasons that decide the mark are others.")
    for name, one in sheets(begun()).items() if begun() else ():
        if one.get("scenario") == scenario.key:
            print(check_plan(begun(), name, cell).text())


def season_table(mine: Plan, scenario: Scenario) -> "pd.DataFrame":
    """The KPIs of one practice season: your plan beside the naive one."""
    import pandas as pd

    described = world.table("kpis")
    plans = {"your plan": mine, "naive plan": rung(scenario.key, "naive")}
    columns = {name: one_season(each, scenario, PRACTICE) for name, each in plans.items()}
    rows = {
        f"{described[key]['name']} ({described[key]['name_zh']})": {
            name: FORMATS.get(described[key]["unit"], "{:,.0f}").format(values[key]) for name, values in columns.items()
        }
        for key in SHOWN
    }
    return pd.DataFrame.from_dict(rows, orient="index")
