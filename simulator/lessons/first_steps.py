"""How do I read what I meet? A plan's text with a slip in it, and the orders and the days of a first season."""

from textwrap import fill

import pandas as pd
from IPython.display import HTML

from simulator import fit, planfile, story
from simulator.kpi import kpis
from simulator.notebook import Numbers, records
from simulator.scenario import load
from simulator.score import rung
from simulator.season import Result, play
from simulator.tables import quiet

SCENARIO, SEED = "first-shop", 1
NOTHING_WRONG = "Nothing is wrong: this plan can be played."
SHOWN = ("placed", "product", "pieces", "shelf_value", "discount", "paid", "status")
WIDTH = 76


def plan_text() -> str:
    """The naive plan of the first shop, as a file holds it."""
    return planfile.write(rung(SCENARIO, "naive"))


def what_is_wrong(text: str) -> str:
    """What the market would say to a plan's text, a paragraph a problem."""
    try:
        fit.read(text)
    except planfile.PlanError as error:
        return "\n\n".join(fill(str(one), WIDTH, subsequent_indent="    ") for one in error.problems)
    return NOTHING_WRONG


def first_season() -> Result:
    """The season that a learner has played before: the first shop, the naive plan, season number 1."""
    return play(rung(SCENARIO, "naive"), load(SCENARIO), SEED)


def orders_of(result: Result) -> pd.DataFrame:
    """The orders of a season, one row each."""
    return records(result)["orders"]


def first_rows(orders: pd.DataFrame, rows: int = 6) -> HTML:
    """The first orders, with the columns that a beginner reads."""
    shown = orders[[*SHOWN]].head(rows)
    return quiet(shown.assign(placed=shown["placed"].dt.strftime("%d %b, %H:%M")))


def by_status(orders: pd.DataFrame) -> HTML:
    """How many orders ended in which way, and what their buyers paid or were to pay."""
    counted = orders.groupby("status", as_index=False).agg(orders=("paid", "size"), yuan=("paid", "sum"))
    return quiet(counted[counted["orders"] > 0].astype({"yuan": int}))


def numbers(result: Result, orders: pd.DataFrame) -> Numbers:
    """What the text says of the orders."""
    paid = orders[orders["status"].isin(["completed", "returned"])]
    first = orders.iloc[0]
    return {
        "rows": (len(orders), "orders"),
        "kept_orders": (len(paid), "orders"),
        "kept_sales": (float(paid["paid"].sum()), "yuan"),
        "mean_order": (float(paid["paid"].mean()), "yuan"),
        "profit": (kpis(result)["profit"], "yuan"),
        "first_hour": f"{first['placed']:%H:%M}",
        "first_product": str(first["product"]),
        "first_paid": (float(first["paid"]), "yuan"),
        "first_status": str(first["status"]),
    }


def chart_numbers(result: Result) -> Numbers:
    """What the text says of the season at a glance."""
    seen = story.glance(result)
    sales, cash = pd.Series(seen["sales"]), pd.Series(seen["cash"])
    plain_scarf = seen["stock"][0]
    out = max((end - start for start, end in plain_scarf["out"]), default=0.0)
    return {
        "best_day": f"{int(sales.idxmax()) + 1}",
        "best_sales": (float(sales.max()), "yuan"),
        "lowest_cash": (round(float(cash.min()), -3), "yuan"),
        "last_cash": (round(float(cash.iloc[-1]), -3), "yuan"),
        "sold_out": (out, "days"),
        "times_out": f"{len(plain_scarf['out'])}",
    }
