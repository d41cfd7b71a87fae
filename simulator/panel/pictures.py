"""The pictures of a season as plain data, and in words."""

from datetime import date

from simulator import story
from simulator.amounts import number, plain
from simulator.kpi import ratio
from simulator.panel.sentences import Both, each, join, say
from simulator.season import Result
from simulator.words import both, mark

SPACE = {"en": " ", "zh": ""}


def glance(result: Result) -> dict:
    """Columns a day, what stands behind them, numbered events a sentence each, and the picture in words."""
    data, scenario = story.glance(result), result.scenario
    return data | {
        "dates": [scenario.date(day).isoformat() for day in range(scenario.days)],
        "bands": [{"first": band["first"], "last": band["last"], "name": told(band)} for band in data["bands"]],
        "events": [{"number": one["number"], "day": one["day"], "words": told(one)} for one in data["events"]],
        "alt": join([_sales_words(result, data), _stock_words(data), _service_words(data), _cash_words(data)], SPACE),
    }


def told(event: dict) -> Both:
    """An event, or the label of a promotion, in every language."""
    return each(lambda language: story.tell(event, language))


def date_words(day: date) -> Both:
    """A date as a sentence has it."""
    return {"en": f"{day.day} {day:%B}", "zh": f"{day.month}月{day.day}日"}


def _sales_words(result: Result, data: dict) -> Both:
    sales = data["sales"]
    best = max(range(len(sales)), key=sales.__getitem__)
    return say(
        mark("Sales a day: {first} yuan in the first week, {last} in the last; the peak is {best} on {date}."),
        first=plain(sum(sales[:7]) / 7), last=plain(sum(sales[-7:]) / 7), best=plain(sales[best]),
        date=date_words(result.scenario.date(best)),
    )  # fmt: skip


def _stock_words(data: dict) -> Both:
    out = [end - start for product in data["stock"] for start, end in product["out"]]
    if not out:
        return say(mark("No product runs out."))
    return say(
        mark("Products are out of stock {times} times, {days} days in all."), times=len(out), days=f"{sum(out):.1f}"
    )


def _service_words(data: dict) -> Both:
    first, last = (number(data["rating"][place], "stars") for place in (0, -1))
    return say(mark("The rating goes from {first} to {last} stars."), first=first, last=last)


def _cash_words(data: dict) -> Both:
    cash = data["cash"]
    return say(mark("Cash goes from {first} to {last} yuan, at the lowest {low}."),
               first=plain(cash[0]), last=plain(cash[-1]), low=plain(min(cash)))  # fmt: skip


def waterfall(result: Result) -> dict:
    """Steps in fen from the value at shelf prices to the profit, with their shares of sales; they sum to the profit."""
    rows = story.waterfall(result)
    sales = sum(fen for key, _, fen in rows if key in ("shelf_value", "discounts"))
    steps = [{"key": key, "name": both(name), "fen": fen, "share": ratio(fen, sales)} for key, name, fen in rows]
    return {"sales": sales, "steps": steps, "alt": _waterfall_words(steps, sales)}


def _waterfall_words(steps: list[dict], sales: int) -> Both:
    left, costs = steps[-1], sorted((step for step in steps[1:-1]), key=lambda step: step["fen"])[:3]
    greatest = [say("{name} {share}", name=step["name"], share=number(-step["share"], "share")) for step in costs]
    return say(
        mark("Of sales of {sales} yuan {left} are left as profit ({share}); the greatest costs are {costs}."),
        sales=plain(sales / 100), left=plain(left["fen"] / 100), share=number(left["share"], "share"),
        costs=join(greatest, {"en": ", ", "zh": "、"}),
    )  # fmt: skip


def funnel(result: Result) -> dict:
    """From visitors to orders kept: how many at each step, and which share of the step before."""
    rows = story.funnel(result)
    bases = [rows[0][2], *(count for _, _, count in rows)]
    steps = [{"key": key, "name": both(name), "number": count, "share": ratio(count, base)}
             for (key, name, count), base in zip(rows, bases, strict=False)]  # fmt: skip
    first, last = rows[0][2], rows[-1][2]
    alt = say(mark("Of {visitors} visitors {kept} end as orders that are kept, {share} of them."),
              visitors=plain(first), kept=plain(last), share=number(ratio(last, first), "share"))  # fmt: skip
    return {"steps": steps, "alt": alt}
