"""The season at a glance: four rows on one axis of days, and the picture in words."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

import numpy as np

from simulator.laws.traffic import DAY
from simulator.panel.form import festivals
from simulator.panel.sentences import Both, join, names, say, whole
from simulator.panel.series import ratios
from simulator.season import Result
from simulator.words import both, mark


def glance(result: Result) -> dict:
    """Columns a day (dates, sales, stock by product, rating, delivery days, cash) and what stands behind them."""
    days, scenario = result.tables["days"], result.scenario
    stock = result.tables["products"]["on_hand"].reshape(scenario.days, -1)
    products = enumerate(scenario.products.items())
    return {
        "dates": [scenario.date(day).isoformat() for day in range(scenario.days)],
        "sales": (days["sales"] / 100).tolist(),
        "stock": [
            {"key": key, "name": names(one), "pieces": stock[:, place].tolist()} for place, (key, one) in products
        ],
        "rating": [round(value, 3) for value in days["rating"].tolist()],
        "delivery": _delivery(result),
        "cash": (days["cash"] / 100).tolist(),
        "bands": list(_bands(result)),
        "stockouts": _stockouts(result),
        "festivals": festivals(scenario),
        "alt": _alt(result),
    }


def _delivery(result: Result) -> list[float | None]:
    """Days from order to door of the orders that came in the seven days up to each day."""
    orders, length = result.tables["orders"], result.scenario.days
    came = orders["delivered"] < length
    arrived, took = orders["delivered"][came], (orders["delivered"] - orders["day"])[came]
    number, total = (np.bincount(arrived, weights, length) for weights in (None, took))
    return ratios(_last_week(total), _last_week(number))


def _last_week(values: np.ndarray) -> np.ndarray:
    return np.convolve(values, np.ones(7))[: len(values)]


def _bands(result: Result) -> Iterator[dict]:
    """Runs of weeks with a promotion."""
    for promotion in result.plan.promotions:
        weeks = sorted(set(promotion.weeks))
        for _, run in groupby(enumerate(weeks), key=lambda pair: pair[1] - pair[0]):
            block = [week for _, week in run]
            name = both(promotion.kind.replace("-", " ").capitalize())
            yield {"name": name, "first": 7 * (block[0] - 1), "last": 7 * block[-1] - 1}


def _stockouts(result: Result) -> list[dict]:
    """When each product was out of stock, in days and parts of a day from the season's start."""
    out = result.tables["stockouts"]
    columns = zip(out["product"].tolist(), out["start"].tolist(), out["end"].tolist(), strict=True)
    return [{"product": one, "start": start / DAY, "end": end / DAY} for one, start, end in columns]


def date_words(result: Result, day: int) -> Both:
    """A day of the season as a date."""
    date = result.scenario.start + timedelta(days=int(day))
    return {"en": f"{date.day} {date:%B}", "zh": f"{date.month}月{date.day}日"}


def _alt(result: Result) -> Both:
    days = result.tables["days"]
    return join([_sales_words(result), _stock_words(result), _service_words(result), _cash_words(days["cash"])],
                {"en": " ", "zh": ""})  # fmt: skip


def _sales_words(result: Result) -> Both:
    sales = result.tables["days"]["sales"] / 100
    best = int(sales.argmax())
    return say(mark("Sales a day: {first} yuan in the first week, {last} in the last; the peak is {best} on {date}."),
               first=whole(sales[:7].mean()), last=whole(sales[-7:].mean()), best=whole(sales[best]),
               date=date_words(result, best))  # fmt: skip


def _stock_words(result: Result) -> Both:
    out = _stockouts(result)
    if not out:
        return say(mark("No product runs out."))
    lasted = sum(each["end"] - each["start"] for each in out)
    return say(mark("Products are out of stock {times} times, {days} days in all."),
               times=len(out), days=f"{lasted:.1f}")  # fmt: skip


def _service_words(result: Result) -> Both:
    rating = result.tables["days"]["rating"]
    return say(
        mark("The rating goes from {first} to {last} stars."), first=f"{rating[0]:.2f}", last=f"{rating[-1]:.2f}"
    )


def _cash_words(cash: np.ndarray) -> Both:
    return say(mark("Cash goes from {first} to {last} yuan, at the lowest {low}."),
               first=whole(cash[0] / 100), last=whole(cash[-1] / 100), low=whole(cash.min() / 100))  # fmt: skip
