"""KPIs week by week, for their sparklines, and the numbers put into their formulas."""

import numpy as np

from simulator.amounts import plain
from simulator.kpi import SCORE_WINDOW, parcels
from simulator.laws.reviews import shown
from simulator.laws.traffic import DAY
from simulator.ledger import MARKETING, RESULT
from simulator.records import count, rows
from simulator.season import Result
from simulator.season.due import NEVER

Series = dict[str, list[float | None]]


def by_week(values: np.ndarray) -> np.ndarray:
    """Sums of a daily column by week."""
    return values.reshape(-1, 7).sum(axis=1)


def ratios(parts: np.ndarray, bases: np.ndarray) -> list[float | None]:
    """parts / bases; nothing where the base is 0."""
    return [float(part / base) if base else None for part, base in zip(parts, bases, strict=True)]


def weekly(result: Result) -> Series:
    """Week by week, the KPIs that have a course over the season."""
    days = result.tables["days"]
    visitors = by_week(days["visitors"])
    orders, sales = (by_week(days[name]) for name in ("paid_orders", "sales"))
    sold, lost = (_pieces(result, name) for name in ("sold", "lost"))
    return {
        "visitors": visitors.tolist(),
        "page_views": by_week(_page_views(result)).tolist(),
        "conversion_rate": ratios(orders, visitors),
        "average_order_value": ratios(sales / 100, orders),
        "sales": (sales / 100).tolist(),
        "gmv": (by_week(_placed(result)) / 100).tolist(),
        "orders": orders.tolist(),
        "buyers": orders.tolist(),
        "profit": (by_week(_profit(result)) / 100).tolist(),
        "cash_end": (days["cash"][6::7] / 100).tolist(),
        "stockout_rate": ratios(lost, sold + lost),
        "shop_score": [_score(result, 7 * week) for week in range(1, result.scenario.weeks + 1)],
        "marketing_share": ratios(by_week(_marketing(result)), sales),
        "delivery_days": _delivery(result),
    }


def _page_views(result: Result) -> np.ndarray:
    """Page views of each day, over all shops."""
    visits = result.tables["visits"]
    return count(visits["day"], visits["page_views"], result.scenario.days)


def _pieces(result: Result, column: str) -> np.ndarray:
    return by_week(result.tables["products"][column].reshape(result.scenario.days, -1).sum(axis=1))


def _placed(result: Result) -> np.ndarray:
    unpaid = result.tables["unpaid"]
    value = count(unpaid["moment"] // DAY, unpaid["paid"], result.scenario.days)
    return result.tables["days"]["sales"] + value


def _profit(result: Result) -> np.ndarray:
    """Profit of each day of the season, as the ledger had it that day."""
    entries = [entry for entry in result.ledger.entries if entry[0] < result.scenario.days]
    gains = np.zeros(result.scenario.days)
    for day, debit, credit, fen in entries:
        gains[day] += fen * ((credit in RESULT) - (debit in RESULT))
    return gains


def _marketing(result: Result) -> np.ndarray:
    """Fen that marketing cost on each day."""
    entries = [(day, fen) for day, debit, _, fen in result.ledger.entries if debit in MARKETING]
    days, fen = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return count(days, fen, result.scenario.days)


def _score(result: Result, end: int) -> float:
    """The shop score shown at the end of a day."""
    reviews = result.tables["reviews"]
    recent = (reviews["day"] < end) & (reviews["day"] >= end - SCORE_WINDOW)
    count = int(reviews["count"][recent].sum())
    return float(
        np.mean([shown(int(reviews[one][recent].sum()), count) for one in ("description", "service", "delivery")])
    )


def _delivery(result: Result) -> list[float | None]:
    orders = rows(result.tables["orders"], result.tables["orders"]["delivered"] != NEVER)
    weeks, took = orders["day"] // 7, orders["delivered"] - orders["day"]
    number = count(weeks, length=result.scenario.weeks)
    return ratios(count(weeks, took, result.scenario.weeks), number)


def worked(result: Result) -> dict[str, str]:
    """The numbers in the formulas of KPIs that are a quotient or a sum."""
    orders, balance = result.tables["orders"], result.ledger.balance
    visitors = int(result.tables["days"]["visitors"].sum())
    sales, placed = int(orders["paid"].sum()) / 100, _placed(result).sum() / 100
    sold, lost = (int(_pieces(result, name).sum()) for name in ("sold", "lost"))
    returned = int(parcels(orders)[orders["returned"] != NEVER].sum())
    goods, marketing = balance["goods"] / 100, sum(balance[one] for one in MARKETING) / 100
    ads = result.tables["ads"]
    new, stock = int((orders["times"] == 0).sum()), float(result.tables["days"]["stock_value"].mean()) / 100
    return {
        "conversion_rate": f"{plain(len(orders['paid']))} / {plain(visitors)}",
        "average_order_value": f"{plain(sales)} / {plain(len(orders['paid']))}",
        "gross_margin": f"({plain(sales)} − {plain(goods)}) / {plain(sales)}",
        "gmv": f"{plain(sales)} + {plain(placed - sales)}",
        "stockout_rate": f"{plain(lost)} / ({plain(sold)} + {plain(lost)})",
        "stock_turnover": f"{plain(goods)} / {plain(stock)}",
        "return_rate": f"{plain(returned)} / {plain(sold)}",
        "click_through_rate": f"{plain(int(ads['clicks'].sum()))} / {plain(int(ads['impressions'].sum()))}",
        "marketing_roi": f"({plain(sales - goods)} − {plain(marketing)}) / {plain(marketing)}",
        "marketing_input_output": f"{plain(sales)} / {plain(marketing)}",
        "marketing_share": f"{plain(marketing)} / {plain(sales)}",
        "acquisition_cost": f"{plain(marketing)} / {plain(new)}",
    }
