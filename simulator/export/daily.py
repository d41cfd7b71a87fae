"""The tables of which a row is a visit, a part of one, or an hour of ads: day by day."""

from collections.abc import Iterator

import numpy as np

from simulator.export.browse import PAGES, Browsing
from simulator.export.recorded import CHANNELS, FORM_CHANNELS
from simulator.export.trade import by, named
from simulator.export.visits import Visits
from simulator.laws.draws import stream
from simulator.laws.traffic import HOUR
from simulator.records import Table, count, rows
from simulator.scenario import calendar, shops_of
from simulator.season import Result
from simulator.season.due import NEVER
from simulator.season.people import PAID

FORMS = ("core", "tail", "display", "recommended", "budget")  # budget: the weekly one, which the platform spends
BUDGET = FORMS.index("budget")
BY_DAY = ("impressions", "ad_clicks", "visits", "views", "carts")


def days(result: Result) -> Iterator[dict[str, Table]]:
    """Each day's raw columns by table."""
    visits, browsing, ads = Visits(result), Browsing(result), Ads(result)
    names = {
        "shop": shops_of(result.plan, result.scenario), "product": list(result.scenario.products), "form": FORMS,
        "page": PAGES, "entry": PAGES, "source": CHANNELS,
    }  # fmt: skip
    for day in range(result.scenario.days):
        there = by(visits.day(day), "moment")
        views, carts = browsing.day(day, there)
        clicks = ads.clicks(day, there)
        made = (ads.hours(day, clicks), clicks, _visits(there, views, carts), views, carts)
        yield {name: _told(table, there, names) for name, table in zip(BY_DAY, made, strict=True)}


def _told(table: Table, visits: Table, names: dict) -> Table:
    """A table with the number of the visit where rows name its place, and with names for numbers."""
    told = {name: named(names[name], values) if name in names else values for name, values in table.items()}
    return told | {"visit_id": visits["visit_id"][table["place"]]} if "place" in table else told


def _visits(visits: Table, views: Table, carts: Table) -> Table:
    """Visits with what each came to."""
    number = len(visits["visit_id"])
    in_cart = np.zeros(number, dtype=bool)
    in_cart[carts["place"]] = True
    return {
        "visit_id": visits["visit_id"],
        "person_id": visits["person_id"],
        "arrived": visits["moment"],
        "shop": visits["shop"],
        "source": visits["channel"],
        "new": visits["person_id"] == visits["visit_id"],
        "entry": views["page"][views["step"] == 1],
        "pages": count(views["place"], length=number).astype(np.int64),
        "seconds": np.round(count(views["place"], views["seconds"], number), 1),
        "carted": in_cart,
        "asked": visits["contact"] != NEVER,
        "ordered": (visits["order"] != NEVER) | (visits["unpaid"] != NEVER),
    }


class Ads:
    """The ads of a season: what was counted of each form, by day and shop."""

    def __init__(self, result: Result) -> None:
        self.seed, visits, ads = result.seed, result.tables["visits"], result.tables["ads"]
        self.shops = int(visits["shop"].max()) + 1
        shape = (result.scenario.days, self.shops, len(FORMS))
        self.impressions, self.spend, self.places = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for table, name in ((self.impressions, "impressions"), (self.spend, "spend"), (self.places, "places")):
            table[ads["day"], ads["shop"], ads["form"]] = ads[name]
        self.spend[visits["day"], visits["shop"], BUDGET] = visits["spend"]
        self.form = np.full(len(CHANNELS), NEVER, dtype=np.int64)
        self.form[[*FORM_CHANNELS, PAID]] = np.arange(len(FORMS))

    def clicks(self, day: int, visits: Table) -> Table:
        """The clicks of a day, each with its part of what the form cost: the same for all, the first a fen more."""
        form = self.form[visits["channel"]]
        place = (form != NEVER).nonzero()[0]
        cell = visits["shop"][place] * len(FORMS) + form[place]
        order = cell.argsort(kind="stable")
        nth = np.empty_like(cell)
        nth[order] = np.arange(len(cell)) - cell[order].searchsorted(cell[order])
        number = np.maximum(count(cell, length=self.shops * len(FORMS)).astype(np.int64), 1)
        each, rest = np.divmod(self.spend[day].ravel(), number)
        cost = each[cell] + (nth < rest[cell])
        return {"place": place, "clicked": visits["moment"][place], "cost": cost} | {
            "shop": visits["shop"][place], "form": form[place],
        }  # fmt: skip

    def hours(self, day: int, clicks: Table) -> Table:
        """What was shown, clicked and paid in each hour; impressions without a click follow the calendar."""
        rng, hours = stream(self.seed, "export of impressions", day), len(calendar().hours)
        shares = np.array(calendar().hours) / sum(calendar().hours)
        cell = (clicks["shop"] * len(FORMS) + clicks["form"]) * hours + clicks["clicked"] // HOUR % hours
        size = self.shops * len(FORMS) * hours
        clicked, spend = (count(cell, one, size).astype(np.int64) for one in (None, clicks["cost"]))
        rest = np.maximum(self.impressions[day].ravel() - clicked.reshape(-1, hours).sum(axis=1), 0)
        shown = clicked + rng.multinomial(rest, shares).ravel()
        shop, form, hour = np.unravel_index(np.arange(size), (self.shops, len(FORMS), hours))
        seen = self.impressions[day, shop, form]
        mean = np.where(self.places[day, shop, form] > 0, self.places[day, shop, form] / np.maximum(seen, 1), np.nan)
        table = {
            "date": np.full(size, day, dtype=np.int64), "hour": hour.astype(np.int64), "shop": shop, "form": form,
            "impressions": shown, "clicks": clicked, "spend": spend, "mean_place": np.round(mean, 2),
        }  # fmt: skip
        return rows(table, (shown > 0) & (form != BUDGET))
