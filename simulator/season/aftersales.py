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
from simulator.season.due import NEVER, PLAIN, SCORES, Due
from simulator.season.fronts import Front, segment_names
from simulator.season.membership import Membership
from simulator.season.messages import Messages
from simulator.season.people import LIVE, moment_of_day
from simulator.season.supply import Terms
from simulator.season.trade import PARCEL_COLUMNS

FATES = (
    "delivery", "flaw", "description stars", "service stars", "delivery stars", "writes", "returns", "return day",
    "resale",
)  # fmt: skip
PURPOSES = (*FATES, "comes back", "gap", "moment")
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
    members: Membership
    messages: Messages

    @classmethod
    def of(cls, scenario: Scenario, shops: list[Front], terms: list[Terms], pages: np.ndarray, members: Membership,
           messages: Messages, seed: int) -> "Chances":  # fmt: skip
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
            members=members,
            messages=messages,
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

    def table(self) -> Table:
        """The columns that are kept with the orders."""
        return {name: getattr(self, name) for name in FATE_COLUMNS}


def fate(chances: Chances, orders: Table) -> Fate:
    """The fate of a day's paid orders."""
    draw = dict(zip(FATES, uniforms(chances.keys[: len(FATES)], orders["visit"]), strict=True))
    shop, product = orders["shop"], orders["product"]
    took = 1 + rows_picked(draw["delivery"], chances.delivery, shop)
    flawed = (draw["flaw"] < chances.flaws[product]).astype(np.int64)
    delivered = orders["day"] + took
    goes_back = draw["returns"] < chances.returns[(orders["source"] == LIVE).astype(np.int64), shop, product, flawed]
    requested = np.where(goes_back, delivered + 1 + (draw["return day"] * returns.WINDOW).astype(np.int64), NEVER)
    settles = delivered + chances.settlement[shop]
    late = (took > chances.promised[shop]).astype(np.int64)
    return Fate(
        delivered=delivered,
        flawed=flawed,
        writes=(draw["writes"] < reviews.WRITES).astype(np.int64),
        stars=1 + rows_picked(draw["description stars"], chances.stars, product * 2 + flawed),
        service_stars=1 + pick(draw["service stars"], chances.service_stars),
        delivery_stars=1 + rows_picked(draw["delivery stars"], chances.delivery_stars, late),
        requested=requested,
        returned=np.where(goes_back, requested + returns.WAY_BACK, NEVER),
        resold=(goes_back & (draw["resale"] < chances.resale)).astype(np.int64),
        settled=np.where(goes_back & (requested < settles), NEVER, settles),
    )


def rows_picked(uniform: np.ndarray, cumulative: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Index drawn by inversion, each from the cumulative distribution in its row of the last axis."""
    table = cumulative.reshape(-1, cumulative.shape[-1])
    if len(table) == 1:
        return pick(uniform, table[0])
    return (uniform[:, None] >= table[row]).sum(axis=1)


def next_visits(chances: Chances, orders: Table, end: Fate) -> tuple[np.ndarray, np.ndarray]:
    """The day, or `NEVER`, and the moment of that day at which each buyer visits again; at the earliest
    `loyalty.SOONEST` days after the delivery."""
    comes, gap, moment = uniforms(chances.keys[len(FATES) :], orders["visit"])
    disappointed = (end.flawed > 0) | (end.requested != NEVER)
    chance = chances.members.coming_back(
        chances.again[orders["shop"], orders["segment"]], orders["spent"] + orders["paid"]
    )
    again = loyalty.comes_back(comes, chance, disappointed)
    alone = np.where(again, end.delivered + loyalty.SOONEST + pick(gap, chances.gap), NEVER)
    day = chances.messages.next_visits(alone, orders["day"], end.delivered, ~disappointed, orders["visit"])
    return day, moment_of_day(moment)


def book(due: Due, orders: Table, end: Fate, sign: int = 1) -> None:
    """Enter what falls due on later days; `sign` -1 strikes it out again."""
    paid, fees, one = orders["paid"], orders["fees"], np.ones_like(orders["paid"])
    place = {name: due.column[name] for name in PLAIN}
    settled, back = end.settled != NEVER, (end.returned != NEVER).nonzero()[0]
    held = ~settled[back]
    stars = np.array([one, end.stars, end.service_stars, end.delivery_stars])
    returned = np.array([paid, fees, one, orders["pieces"]])[:, back]
    columns = np.array([
        *(np.where(held, place[f"{name}_held"], place[f"{name}_cash"]) for name in ("refund", "fees")),
        np.full(len(back), place["parcels_back"]),
        np.where(end.resold[back] > 0, due.good, due.bad) + orders["product"][back],
    ])  # fmt: skip
    wrote = (end.writes > 0).nonzero()[0]
    due.add(end.settled[settled], (due.column["payout", 0] + orders["shop"])[settled], sign * (paid - fees)[settled])
    due.add(end.returned[back], columns, sign * returned)
    for with_it in (orders[name][back] for name in PARCEL_COLUMNS):
        if len(more := (with_it != NEVER).nonzero()[0]):
            due.add(end.returned[back][more], (columns[-1] - orders["product"][back] + with_it)[more], sign)
    due.add(end.delivered[wrote] + 1, np.array([[place[name]] for name in ("count", *SCORES)]), sign * stars[:, wrote])


def cancelled(table: Table, which: np.ndarray) -> Table:
    """The columns of orders of which some are cancelled: these never arrive, and nothing follows."""
    dated = ("delivered", "requested", "returned", "settled")
    return {name: np.where(which, NEVER if name in dated else 0, values) for name, values in table.items()}
