"""What follows an order: delivery, reviews, returns, settlement, a later visit. All of it hangs on the order's key, and
takes effect one day later at the earliest. Here for a whole day's orders at once."""

import math

import numpy as np
from attrs import frozen

from simulator.laws import loyalty, returns, reviews
from simulator.laws.delivery import days_cumulative
from simulator.laws.draws import pick, purpose_key, uniforms
from simulator.records import Table
from simulator.scenario import Scenario, media, segments
from simulator.season.due import NEVER, SCORES, Due
from simulator.season.fronts import Front, segment_names
from simulator.season.people import LIVE, moment_of_day
from simulator.season.supply import Terms

PURPOSES = (
    "delivery", "flaw", "description stars", "service stars", "delivery stars", "writes", "returns", "return day",
    "resale", "comes back", "gap", "moment",
)  # fmt: skip
SERVICE = 4.6  # mean stars for service before any service lever (assumed)
IN_TIME, LATE = 4.8, 3.8  # mean stars for delivery (assumed)
FLAW = 1.8  # stars that a flaw costs (assumed)
FATE_COLUMNS = (
    "delivered", "flawed", "writes", "stars", "service_stars", "delivery_stars", "requested", "returned", "resold",
    "settled",
)  # fmt: skip


@frozen
class Chances:
    """The tables that decide what becomes of an order, by shop, product and flaw; returns also by live or not; `again`
    by shop and segment."""

    keys: np.ndarray
    delivery: np.ndarray
    promised: np.ndarray
    settlement: np.ndarray
    flaws: np.ndarray
    returns: np.ndarray
    stars: np.ndarray
    service_stars: np.ndarray
    delivery_stars: np.ndarray
    resale: float
    again: np.ndarray
    gap: np.ndarray

    @classmethod
    def of(cls, scenario: Scenario, shops: list[Front], terms: list[Terms], pages: np.ndarray, seed: int) -> "Chances":
        """The chances of a season; by product, `terms` are those of its supply and `pages` its page's factor on
        returns."""
        days = [one.world.delivery_days.value for one in shops]
        products = list(scenario.products.values())
        live_factor = media().livestream.returns.value
        factors = [one.world.return_factor.value for one in shops]
        return cls(
            keys=np.array([purpose_key(seed, one) for one in PURPOSES], dtype=np.uint64),
            delivery=np.array([days_cumulative(mean) for mean in days]),
            promised=np.array([math.ceil(mean) + 1 for mean in days]),
            settlement=np.array([round(one.world.settlement_days.value) for one in shops]),
            flaws=np.array([one.flaws for one in terms]),
            returns=np.array([[[[returns.chance(p.returns * page, factor * live, bad) for bad in (False, True)]
                                for p, page in zip(products, pages.tolist(), strict=True)]
                               for factor in factors] for live in (1.0, live_factor)]),
            stars=np.array([[reviews.stars_cumulative(p.quality - flaw) for flaw in (0.0, FLAW)] for p in products]),
            service_stars=reviews.stars_cumulative(SERVICE),
            delivery_stars=np.array([reviews.stars_cumulative(mean) for mean in (IN_TIME, LATE)]),
            resale=scenario.costs.resale,
            again=loyalty.chances(
                np.array([one.world.coming_back.value for one in shops]),
                np.array([segments()[name].returns_again for name in segment_names(shops)]),
            ),
            gap=loyalty.gap_cumulative(),
        )  # fmt: skip


@frozen
class Fate:
    """What becomes of orders: columns of equal length; days of the season, `NEVER` where it does not happen."""

    delivered: np.ndarray
    flawed: np.ndarray
    writes: np.ndarray
    stars: np.ndarray
    service_stars: np.ndarray
    delivery_stars: np.ndarray
    requested: np.ndarray
    returned: np.ndarray
    resold: np.ndarray
    settled: np.ndarray
    next_visit: np.ndarray
    next_moment: np.ndarray

    @classmethod
    def of(cls, table: Table) -> "Fate":
        """The fate in columns that were kept with orders; later visits are left out."""
        never = np.full(len(table["delivered"]), NEVER)
        return cls(**table, next_visit=never, next_moment=never)

    def table(self) -> Table:
        """The columns that are kept with the orders."""
        return {name: getattr(self, name) for name in FATE_COLUMNS}


def fate(chances: Chances, orders: Table) -> Fate:
    """The fate of a day's paid orders."""
    draw = dict(zip(PURPOSES, uniforms(chances.keys, orders["visit"]), strict=True))
    shop, product = orders["shop"], orders["product"]
    took = 1 + rows_picked(draw["delivery"], chances.delivery[shop])
    flawed = (draw["flaw"] < chances.flaws[product]).astype(np.int64)
    delivered = orders["day"] + took
    goes_back = draw["returns"] < chances.returns[(orders["source"] == LIVE).astype(np.int64), shop, product, flawed]
    requested = np.where(goes_back, delivered + 1 + (draw["return day"] * returns.WINDOW).astype(np.int64), NEVER)
    settles = delivered + chances.settlement[shop]
    again = loyalty.comes_back(draw["comes back"], chances.again[shop, orders["segment"]], (flawed > 0) | goes_back)
    late = (took > chances.promised[shop]).astype(np.int64)
    return Fate(
        delivered=delivered,
        flawed=flawed,
        writes=(draw["writes"] < reviews.WRITES).astype(np.int64),
        stars=1 + rows_picked(draw["description stars"], chances.stars[product, flawed]),
        service_stars=1 + pick(draw["service stars"], chances.service_stars),
        delivery_stars=1 + rows_picked(draw["delivery stars"], chances.delivery_stars[late]),
        requested=requested,
        returned=np.where(goes_back, requested + returns.WAY_BACK, NEVER),
        resold=(goes_back & (draw["resale"] < chances.resale)).astype(np.int64),
        settled=np.where(goes_back & (requested < settles), NEVER, settles),
        next_visit=np.where(again, delivered + loyalty.SOONEST + pick(draw["gap"], chances.gap), NEVER),
        next_moment=moment_of_day(draw["moment"]),
    )


def rows_picked(uniform: np.ndarray, cumulative: np.ndarray) -> np.ndarray:
    """Index drawn by inversion from one cumulative distribution a row."""
    return (uniform[:, None] >= cumulative).sum(axis=1)


def book(due: Due, orders: Table, end: Fate, sign: int = 1) -> None:
    """Enter what falls due on later days; `sign` -1 strikes it out again."""
    wrote, back = end.writes > 0, end.returned != NEVER
    held, settled = back & (end.settled == NEVER), end.settled != NEVER
    column, shown = due.column, end.delivered + 1
    place = {"good": due.good + orders["product"], "bad": due.bad + orders["product"]}
    stars = dict(zip(SCORES, (end.stars, end.service_stars, end.delivery_stars), strict=True))
    paid, fees, one = orders["paid"], orders["fees"], np.ones_like(orders["paid"])
    entries = [
        (settled, end.settled, column["payout", 0] + orders["shop"], paid - fees),
        *((held, end.returned, column[name] * one, amount)
          for name, amount in (("refund_held", paid), ("fees_held", fees))),
        *((back & settled, end.returned, column[name] * one, amount)
          for name, amount in (("refund_cash", paid), ("fees_cash", fees))),
        (back, end.returned, column["parcels_back"] * one, one),
        (end.resold > 0, end.returned, place["good"], orders["pieces"]),
        (back & (end.resold == 0), end.returned, place["bad"], orders["pieces"]),
        (wrote, shown, column["count"] * one, one),
        *((wrote, shown, column[name] * one, amount) for name, amount in stars.items()),
    ]  # fmt: skip
    chosen = np.concatenate([entry[0] for entry in entries])
    day, place, amount = (np.concatenate([entry[part] for entry in entries])[chosen] for part in (1, 2, 3))
    due.add(day, place, sign * amount)


def cancelled(table: Table, which: np.ndarray) -> Table:
    """The columns of orders of which some are cancelled: these never arrive, and nothing follows."""
    dated = ("delivered", "requested", "returned", "settled")
    return {name: np.where(which, NEVER if name in dated else 0, values) for name, values in table.items()}
