"""Measures of visits, from the exported tables alone; names and formulas in `world/measures.toml`."""

import numpy as np
import pandas as pd

from simulator.kpi import ratio
from simulator.records import count

Frames = dict[str, pd.DataFrame]
SPANS = {"dau": 1, "wau": 7, "mau": 30}
RETENTION = (1, 3, 7, 30)
PATHS = {"front": "main", "product": "secondary"}


def measures(frames: Frames) -> dict[str, float]:
    """Every measure by its key; `frames` as an export gives them."""
    visits, orders = frames["visits"], frames["orders"]
    paths = path_conversion(frames, "path")["conversion"]
    return {
        "bounce_rate": bounce_rate(visits),
        "dwell_time": _mean(visits["seconds"]),
        **{key: _mean(active_users(visits, span)) for key, span in SPANS.items()},
        **{f"retention_{after}": retention(visits, after) for after in RETENTION},
        "new_visitor_share": ratio(visits["new"].sum(), len(visits)),
        "user_activity": user_activity(visits),
        "revenue_per_user": ratio(paid(orders)["paid"].sum(), visits["person_id"].nunique()),
        **{f"{path}_path_conversion": float(paths.get(path, 0.0)) for path in PATHS.values()},
    }


def _mean(values: pd.Series) -> float:
    """The mean, 0 of nothing."""
    return ratio(values.sum(), len(values))


def bounce_rate(visits: pd.DataFrame) -> float:
    """Share of the visits with a single page."""
    return ratio((visits["pages"] == 1).sum(), len(visits))


def dates(visits: pd.DataFrame) -> pd.Series:
    """The day of each visit."""
    return visits["arrived"].dt.normalize()


def active_users(visits: pd.DataFrame, span: int = 1) -> pd.Series:
    """Different people in each `span` days in a row, by the last of them; from the first visit's day to the last's."""
    seen = _seen(visits).sort_values(["person", "day"])
    days = int(seen["day"].max()) + 1 if len(seen) else 0
    again = seen.groupby("person")["day"].shift(-1).fillna(days + span)
    until = np.minimum(seen["day"] + span, again).astype("int64")  # each counts to here, or to the next visit
    starts, ends = (count(one.to_numpy(), length=days + span + 1) for one in (seen["day"], until))
    there = np.cumsum(starts - ends)[span - 1 : days]
    return pd.Series(there, index=_first(visits) + pd.to_timedelta(np.arange(span - 1, days), unit="D"))


def _seen(visits: pd.DataFrame) -> pd.DataFrame:
    """Who was seen on which day, once each."""
    return pd.DataFrame({"person": visits["person_id"], "day": _numbers(visits)}).drop_duplicates()


def _first(visits: pd.DataFrame) -> pd.Timestamp:
    return dates(visits).min()


def _numbers(visits: pd.DataFrame) -> pd.Series:
    """Days from the first visit's day on."""
    return (dates(visits) - _first(visits)).dt.days


def retention(visits: pd.DataFrame, after: int) -> float:
    """Share of the people seen on a day who are seen `after` days later, over all days with such a day after them."""
    seen = _seen(visits)
    first = seen[seen["day"] <= seen["day"].max() - after]
    again = first.assign(day=first["day"] + after).merge(seen, on=["person", "day"])
    return ratio(len(again), len(first))


def user_activity(visits: pd.DataFrame, last: int = 30) -> float:
    """Share of all people who were seen in the `last` days."""
    recent = visits[_numbers(visits) > _numbers(visits).max() - last]
    return ratio(recent["person_id"].nunique(), visits["person_id"].nunique())


def paid(orders: pd.DataFrame) -> pd.DataFrame:
    """The orders that were paid."""
    return orders[orders["status"] != "unpaid"]


def path_conversion(frames: Frames, by: str) -> pd.DataFrame:
    """Visitors, buyers and conversion, `by` "path" (main: by the front page; secondary: straight to a product),
    "source", "category" (the product's role) or "product": whoever saw one, and bought it."""
    visits, bought = frames["visits"], paid(frames["orders"])
    if by in ("path", "source"):
        way = visits["entry"].map(PATHS) if by == "path" else visits["source"]
        visitors, buyers = way.value_counts(), way[visits["visit_id"].isin(bought["visit_id"])].value_counts()
    else:
        seen = frames["views"].dropna(subset="product")[["visit_id", "product"]]
        roles = frames["products"].set_index("product")["role"]
        visitors, buyers = (_people(one, roles if by == "category" else None) for one in (seen, bought))
    table = pd.DataFrame({"visitors": visitors, "buyers": buyers}).fillna(0).astype("int64")
    return table.assign(conversion=(table["buyers"] / table["visitors"]).fillna(0.0)).rename_axis(by)


def _people(rows: pd.DataFrame, roles: pd.Series | None) -> pd.Series:
    """Visits by product, or by the role of the product."""
    what = rows["product"] if roles is None else rows["product"].map(roles)
    return pd.DataFrame({"what": what, "visit": rows["visit_id"]}).drop_duplicates()["what"].value_counts()
