"""What happened in a season, in the order of its days, a sentence each."""

from collections.abc import Iterator

import numpy as np

from simulator.laws.traffic import DAY
from simulator.panel.form import festivals
from simulator.panel.glance import date_words
from simulator.panel.sentences import Both, names, say, short, whole
from simulator.plan import Step
from simulator.season import Result
from simulator.season.aftersales import NEVER
from simulator.words import both, mark


def events(result: Result) -> list[dict]:
    """Events with day, row of the picture, number and sentence."""
    found = [*_promotions(result), *_festivals(result), *_prices(result), *_stockouts(result), *_best_day(result),
             *_low_cash(result)]  # fmt: skip
    if result.closed_on != NEVER:
        found.append(closed(result))
    found.sort(key=lambda event: event["day"])
    return [{"number": number} | event for number, event in enumerate(found, 1)]


def _event(day: float, row: str, words: Both) -> dict:
    return {"day": int(day), "row": row, "words": words}


def closed(result: Result) -> dict:
    """The day the shop had to close."""
    return _event(
        result.closed_on, "cash",
        say(mark("Out of money: the shop closes on {date}, and orders under way are refunded."),
            date=date_words(result, result.closed_on)),
    )  # fmt: skip


def _best_day(result: Result) -> Iterator[dict]:
    sales = result.tables["days"]["sales"] / 100
    if sales.max() > 0:
        best = int(sales.argmax())
        yield _event(best, "sales", say(mark("Best day: {date}, {sales} yuan of sales."),
                                        date=date_words(result, best), sales=whole(sales[best])))  # fmt: skip


def _promotions(result: Result) -> Iterator[dict]:
    for promotion in result.plan.promotions:
        first, name = min(promotion.weeks, default=0), both(promotion.kind.replace("-", " ").capitalize())
        if first:
            yield _event(
                7 * (first - 1), "sales", say(mark("{promotion} begins, week {week}."), promotion=name, week=first)
            )


def _festivals(result: Result) -> Iterator[dict]:
    sales = result.tables["days"]["sales"] / 100
    for each in festivals(result.scenario):
        first, last = max(each["first"], 0), min(each["last"], len(sales) - 1)
        words = say(mark("{festival}: {sales} yuan a day against {usual} over the season."), festival=each["name"],
                    sales=whole(sales[first : last + 1].mean()), usual=whole(sales.mean()))  # fmt: skip
        yield _event(first, "sales", words)


def _prices(result: Result) -> Iterator[dict]:
    for key, product in result.scenario.products.items():
        steps = sorted(result.plan.product(key).price, key=lambda step: step.week)
        old = Step(1, product.list_price)
        for step in steps:
            if step.week > 1 and step.value != old.value:
                words = say(mark("{product} goes from {old} to {new} yuan."), product=names(product),
                            old=short(old.value), new=short(step.value))  # fmt: skip
                yield _event(7 * (step.week - 1), "sales", words)
            old = step


def _stockouts(result: Result) -> Iterator[dict]:
    """The first stockout of each product, with all that followed."""
    out, table = result.tables["stockouts"], result.tables["products"]
    for place, product in enumerate(result.scenario.products.values()):
        its = out["product"] == place
        if its.any():
            lasted = float((out["end"] - out["start"])[its].sum()) / DAY
            words = say(mark("{product} runs out for the first time; {days} days in all, {lost} pieces not sold."),
                        product=names(product), days=f"{lasted:.1f}",
                        lost=whole(table["lost"][table["product"] == place].sum()))  # fmt: skip
            yield _event(out["start"][its].min() // DAY, "stock", words)


def _low_cash(result: Result) -> Iterator[dict]:
    cash = result.tables["days"]["cash"] / 100
    low = int(np.argmin(cash))
    if low:
        yield _event(low, "cash", say(mark("Least cash: {cash} yuan on {date}."), cash=whole(cash[low]),
                                      date=date_words(result, low)))  # fmt: skip
