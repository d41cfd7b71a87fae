"""KPIs: numbers of a season, from its records and ledger alone.

Keys and formulas are those of `world/kpis.toml`. A ratio whose base is nothing (no orders, no sales) is 0.
"""

from typing import TYPE_CHECKING

import numpy as np

from simulator import world
from simulator.laws.desk import AUTOMATIC
from simulator.laws.resolution import BY_OFFER
from simulator.laws.reviews import shown
from simulator.laws.traffic import day_factor
from simulator.ledger import ACCOUNTS, MARKETING
from simulator.outlays import desk_hours
from simulator.plan import in_week
from simulator.records import Table, count
from simulator.scenario import advertising, calendar, customers, warehouse
from simulator.season import Result
from simulator.season.auctions import searches
from simulator.season.due import NEVER
from simulator.season.fronts import fronts
from simulator.season.people import DISPLAY, KEYWORD, PAID, RECOMMENDED

if TYPE_CHECKING:
    import pandas as pd

KEYS = tuple(world.table("kpis"))
SHOWN = tuple(key for key, one in world.table("kpis").items() if one.get("panel", True))  # on the panel
TIED_UP = ("deposit", "escrow", "stock", "on_order", "prepaid_fees")
WEEKS = 52  # of a year
SCORE_WINDOW = 60
CHURNED, ACTIVE = 60, 28  # days: without an order after the last, and since the last
CLICKED = (PAID, KEYWORD, DISPLAY, RECOMMENDED)  # sources of visits that are paid by the click
CLICK_COSTS = ("marketing", "ads")


def ratio(part: float, base: float) -> float:
    """part / base, 0 where the base is 0."""
    return float(part / base) if base else 0.0


def kpis(result: Result) -> dict[str, float]:
    """The KPIs of a season, by key, in the order of the table."""
    values = (
        _traffic(result) | _advertising(result) | _social(result) | _sales(result) | _money(result)
        | _stock(result) | _service(result) | _repurchase(result) | _market(result) | _efficiency(result)
    )  # fmt: skip
    return {key: values[key] for key in KEYS}


def _traffic(result: Result) -> dict[str, float]:
    days = result.tables["days"]
    visitors = int(days["visitors"].sum())
    orders, views = len(result.tables["orders"]["paid"]), int(result.tables["visits"]["page_views"].sum())
    return {
        "visitors": visitors,
        "page_views": views,
        "views_per_visitor": ratio(views, visitors),
        "conversion_rate": ratio(orders, visitors),
    }


def _advertising(result: Result) -> dict[str, float]:
    orders, ads = result.tables["orders"], result.tables["ads"]
    sales, bought = int(orders["paid"].sum()) / 100, int(orders["paid"][np.isin(orders["source"], CLICKED)].sum()) / 100
    margin = ratio(sales - result.ledger.balance["goods"] / 100, sales)
    spend, clicks_cost = (sum(result.ledger.balance[one] for one in each) / 100 for each in (MARKETING, CLICK_COSTS))
    impressions, clicks = int(ads["impressions"].sum()), int(ads["clicks"].sum())
    return {
        "impressions": impressions,
        "click_through_rate": ratio(clicks, impressions),
        "marketing_roi": ratio(sales * margin - spend, spend),
        "marketing_input_output": ratio(sales, spend),
        "ad_roi": ratio(bought * margin - clicks_cost, clicks_cost),
    }


def _social(result: Result) -> dict[str, float]:
    posted = result.tables["social"]
    reads, interactions = int(posted["reads"].sum()), int(posted["interactions"].sum())
    return {
        "content_reads": reads,
        "interaction_rate": ratio(interactions, reads),
        "live_viewers": int(result.tables["days"]["live"].sum()),
        "brand_awareness": _awareness(result),
    }


def _awareness(result: Result) -> float:
    """Share of the people asked in the last week's survey, of the brand's audience, who know it."""
    survey = result.tables.get("brand")
    if survey is None:
        return 0.0
    those = (survey["week"] == survey["week"].max()) & (survey["wanted"] > 0)
    return ratio(int(survey["knows"][those].sum()), int(survey["asked"][those].sum()))


def _sales(result: Result) -> dict[str, float]:
    orders = result.tables["orders"]
    sales, goods = int(orders["paid"].sum()) / 100, result.ledger.balance["goods"] / 100
    people, times = np.unique(orders["person"], return_counts=True)
    unpaid = int(result.tables["unpaid"]["paid"].sum()) / 100
    return {
        "average_order_value": ratio(sales, len(orders["paid"])),
        "sales": sales,
        "gross_margin": ratio(sales - goods, sales),
        "gmv": sales + unpaid,
        "orders": len(orders["paid"]),
        "buyers": len(orders["paid"]),
        "customers": len(people),
        "repurchase_rate": ratio(int((times > 1).sum()), len(people)),
        "churn_risk": _churn_risk(result),
        "member_activity": _member_activity(result),
        "member_value": ratio(sales - goods, len(people)) if result.plan.membership.programme == "tiers" else 0.0,
    }


def _churn_risk(result: Result) -> float:
    """Chance that no order follows another within `CHURNED` days: the estimate of Kaplan and Meier 1958 from the days
    between customers' orders, the last of each being watched to the season's end."""
    orders = result.tables["orders"]
    if not len(orders["day"]):
        return 0.0
    order = np.lexsort((orders["day"], orders["person"]))
    day, person = orders["day"][order], orders["person"][order]
    again = np.append(person[1:] == person[:-1], False)
    waited = np.where(again, np.append(day[1:], 0), result.scenario.days) - day
    ended, seen = (count(np.minimum(one, CHURNED + 1), length=CHURNED + 2) for one in (waited[again], waited))
    watched = seen[::-1].cumsum()[::-1][1:-1]
    return float(np.prod(1.0 - ended[1:-1] / np.maximum(watched, 1)))


def _member_activity(result: Result) -> float:
    """Share of the members who ordered in the season's last `ACTIVE` days."""
    if result.plan.membership.programme == "none":
        return 0.0
    orders = result.tables["orders"]
    lately = orders["day"] >= result.scenario.days - ACTIVE
    return ratio(len(np.unique(orders["person"][lately])), len(np.unique(orders["person"])))


def _money(result: Result) -> dict[str, float]:
    orders = result.tables["orders"]
    marketing = sum(result.ledger.balance[account] for account in MARKETING) / 100
    new = int((orders["times"] == 0).sum())
    return {
        "profit": result.ledger.profit() / 100,
        "cash_end": result.cash_end / 100,
        "marketing_share": ratio(marketing, int(orders["paid"].sum()) / 100),
        "acquisition_cost": ratio(marketing, new),
    }


def _stock(result: Result) -> dict[str, float]:
    products = result.tables["products"]
    sold, lost = int(products["sold"].sum()), int(products["lost"].sum())
    average = float(result.tables["days"]["stock_value"].mean()) / 100
    return {
        "stockout_rate": ratio(lost, sold + lost),
        "stock_turnover": ratio(result.ledger.balance["goods"] / 100, average),
    }


def _service(result: Result) -> dict[str, float]:
    orders = result.tables["orders"]
    pieces, contacts = parcels(orders), result.tables["contacts"]
    answered = contacts["started"] != NEVER
    consulted = contacts["visit"][answered]
    delivered = (orders["delivered"] != NEVER) & (orders["delivered"] < result.scenario.days)
    took = orders["delivered"] - orders["day"]
    arrived, wrong = orders["delivered"] != NEVER, int(orders["wrong"].sum())
    picks = int((1 + (orders["added"] != NEVER))[arrived].sum())
    returned, sold = int(pieces[orders["returned"] != NEVER].sum()), int(pieces.sum())
    return {
        "consultation_conversion": ratio(int(np.isin(consulted, orders["visit"]).sum()), len(consulted)),
        "response_time": ratio(
            float((contacts["started"] - contacts["moment"])[answered].sum()) / 1000, answered.sum()
        ),
        "return_rate": ratio(returned, sold),
        "return_exchange_rate": ratio(returned + exchanged(result), sold),
        "automatic_answers": ratio(int((contacts["outcome"] == AUTOMATIC).sum()), len(contacts["outcome"])),
        "complaint_rate": ratio(int(orders["complained"].sum()), len(pieces)),
        "positive_review_rate": ratio(*_reviews(result)),
        "satisfaction": ratio(int(orders["answer"].sum()), int((orders["answer"] > 0).sum())),
        "loyalty": _loyalty(result),
        "shop_score": shop_score(result),
        "delivery_days": ratio(float(took[delivered].sum()), int(delivered.sum())),
        "logistics_error_rate": ratio(wrong, int(arrived.sum())),
        "picking_accuracy": ratio(picks - wrong, picks),
    }


def _repurchase(result: Result) -> dict[str, float]:
    orders = result.tables["orders"]
    sales, number = int(orders["paid"].sum()), len(orders["paid"])
    people, times = np.unique(orders["person"], return_counts=True)
    margin, frequency = ratio((sales - result.ledger.balance["goods"]) / 100, number), ratio(number, len(people))
    years = customers()["lifetime"]["years"].value
    return {
        "repurchasing_buyers": int((times > 1).sum()),
        "repurchase_sales_share": ratio(int(orders["paid"][orders["times"] > 0].sum()), sales),
        "purchase_frequency": frequency,
        "customer_lifetime_value": margin * frequency * WEEKS / result.scenario.weeks * years,
    }


def _market(result: Result) -> dict[str, float]:
    products, size = result.tables["products"], len(result.scenario.products)
    sold, rivals = products["sold"].reshape(-1, size).sum(axis=0), int(result.tables["rivals"]["orders"].sum())
    return {
        "sell_through_rate": ratio(int((sold > 0).sum()), _listed(result)),
        "market_share": ratio(int(sold.sum()), int(sold.sum()) + rivals),
        "search_popularity": float(searches_by_day(result).sum(axis=(1, 2)).mean()),
    }


def _listed(result: Result) -> int:
    """Products that were on the shelf in any week."""
    weeks = range(1, result.scenario.weeks + 1)
    plans = (result.plan.product(name) for name in result.scenario.products)
    return sum(any(in_week(one.listed, week, 1) > 0 for week in weeks) for one in plans)


def searches_by_day(result: Result) -> np.ndarray:
    """Searches expected for the goods' words: days x shops x core and long-tail words."""
    shops, days = fronts(result.plan, result.scenario), range(result.scenario.days)
    usual = [[searches(shop, words) for words in advertising().keywords.values()] for shop in shops]
    busy = [day_factor(calendar(), result.scenario.date(day)) * result.scenario.traffic for day in days]
    return np.multiply.outer(busy, np.array(usual))


def _efficiency(result: Result) -> dict[str, float]:
    orders, contacts = result.tables["orders"], result.tables["contacts"]
    sales, waits = int(orders["paid"].sum()), (contacts["started"] - contacts["moment"])[contacts["started"] != NEVER]
    return {
        "profit_rate": ratio(result.ledger.profit(), sales),
        "capital_turnover": ratio(sales, tied_up(result)),
        "service_response": float(np.median(waits)) / 60_000 if len(waits) else 0.0,
        "operating_efficiency": ratio(len(orders["paid"]), paid_hours(result)),
    }


def tied_up(result: Result) -> float:
    """Fen tied up in the business, mean of the season's evenings."""
    table, accounts = result.tables["ledger"], [ACCOUNTS.index(one) for one in TIED_UP]
    change = np.zeros(int(table["day"].max()) + 1, dtype=np.int64)
    for side, sign in (("debit", 1), ("credit", -1)):
        which = np.isin(table[side], accounts)
        np.add.at(change, table["day"][which], sign * table["fen"][which])
    return float(np.cumsum(change)[: result.scenario.days].mean())


def paid_hours(result: Result) -> float:
    """Hours paid for at the service desk and in the shop's own warehouse, in the weeks that the shop began open."""
    plan, hours = result.plan, warehouse().picking["hours"].value
    weeks = np.flatnonzero(result.tables["days"]["open"][::7]) + 1
    return sum(
        7 * (desk_hours(plan, result.scenario) + hours * in_week(plan.warehouse.pickers, week, 0.0))
        for week in weeks.tolist()
    )


def _reviews(result: Result) -> tuple[int, int]:
    """Positive reviews that appeared within the season, and all of them."""
    reviews = result.tables["reviews"]
    seen = reviews["day"] < result.scenario.days
    return int(reviews["positive"][seen].sum()), int(reviews["count"][seen].sum())


def _loyalty(result: Result) -> float:
    """Share of the first half's buyers who buy again in the second half, and pay the shelf price."""
    orders = result.tables["orders"]
    early = 2 * orders["day"] < result.scenario.days
    first = np.unique(orders["person"][early])
    again = np.unique(orders["person"][~early & (orders["paid"] == orders["shelf"])])
    return ratio(int(np.isin(first, again).sum()), len(first))


def exchanged(result: Result) -> int:
    """Pieces that were exchanged."""
    orders = result.tables["orders"]
    return int(orders["pieces"][orders["solved"] == BY_OFFER].sum()) * (result.plan.resolution.offer == "exchange")


def parcels(orders: Table) -> np.ndarray:
    """Pieces in each order's parcel."""
    return orders["pieces"] + (orders["gift"] != NEVER) + (orders["added"] != NEVER)


def shop_score(result: Result) -> float:
    """Mean of the three scores shown at the season's end, over the last 60 days."""
    scores = result.tables["reviews"]
    recent = (scores["day"] < result.scenario.days) & (scores["day"] >= result.scenario.days - SCORE_WINDOW)
    return float(np.mean([_shown(scores, recent, one) for one in ("description", "service", "delivery")]))


def _shown(scores: dict[str, np.ndarray], recent: np.ndarray, one: str) -> float:
    return shown(int(scores[one][recent].sum()), int(scores["count"][recent].sum()))


def table(values: dict[str, float]) -> "pd.DataFrame":
    """KPIs, or measures of visits, as a table: key, name, Chinese name, value, unit, formula."""
    import pandas as pd

    described = world.table("kpis") | world.table("measures")
    rows = [
        (
            key,
            described[key]["name"],
            described[key]["name_zh"],
            value,
            described[key]["unit"],
            described[key]["formula"],
        )
        for key, value in values.items()
    ]
    columns = ["key", "name", "中文", "value", "unit", "formula"]
    return pd.DataFrame(rows, columns=columns).set_index("key")
