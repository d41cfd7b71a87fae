"""What follows an order: delivery, reviews, returns, settlement, a later visit. All of it hangs on the order's key, so
it is known when the order is placed and takes effect on its day, one day later at the earliest."""

import math
from collections import defaultdict

import numpy as np
from attrs import frozen

from simulator.laws import loyalty, returns, reviews
from simulator.laws.delivery import days_cumulative
from simulator.laws.draws import pick, purpose_key, uniforms
from simulator.records import Table
from simulator.scenario import Scenario, Supplier, platforms, segments
from simulator.season.people import Known, moment_of_day, nobody_known

PURPOSES = (
    "delivery", "flaw", "description stars", "service stars", "delivery stars", "writes", "returns", "return day",
    "resale", "comes back", "gap", "moment",
)  # fmt: skip
SERVICE = 4.6  # mean stars for service before any service lever (assumed)
IN_TIME, LATE = 4.8, 3.8  # mean stars for delivery (assumed)
FLAW = 1.8  # stars that a flaw costs (assumed)
RUN_OFF = 60  # days after the season in which the last parcels, returns and payouts come
NEVER = -1


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


class Aftersales:
    """Decides the fate of orders and keeps what falls due on later days."""

    def __init__(self, scenario: Scenario, platform: str, sources: list[Supplier], seed: int) -> None:
        self.world = platforms()[platform]
        self.days = scenario.days + RUN_OFF
        self.resale = scenario.costs.resale
        self.keys = np.array([purpose_key(seed, one) for one in PURPOSES], dtype=np.uint64)
        self.promised = math.ceil(self.world.delivery_days.value) + 1
        self.delivery = days_cumulative(self.world.delivery_days.value)
        self.gap = loyalty.gap_cumulative()
        self.again = np.array([segments()[name].returns_again for name in self.world.audience])
        self.flaws = np.array([source.defects.value for source in sources])
        products, factor = scenario.products.values(), self.world.return_factor.value
        self.returns = np.array([[returns.chance(p.returns, factor, bad) for bad in (False, True)] for p in products])
        means = [[p.quality, p.quality - FLAW] for p in products]
        self.stars = np.array([[reviews.stars_cumulative(mean) for mean in pair] for pair in means])
        self.service_stars = reviews.stars_cumulative(SERVICE)
        self.delivery_stars = np.array([reviews.stars_cumulative(mean) for mean in (IN_TIME, LATE)])
        shape = (self.days, len(self.flaws))
        self.review_stars = np.zeros((self.days, 3), dtype=np.int64)
        self.review_count = np.zeros(self.days, dtype=np.int64)
        self.back_good, self.back_bad = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        self.money = {name: np.zeros(self.days, dtype=np.int64) for name in DUE}
        self.known: dict[int, list[Known]] = defaultdict(list)

    def fate(self, day: int, visit: np.ndarray, product: np.ndarray, segment: np.ndarray) -> Fate:
        """The fate of a day's paid orders."""
        draw = dict(zip(PURPOSES, uniforms(self.keys, visit), strict=True))
        took = 1 + pick(draw["delivery"], self.delivery)
        flawed = (draw["flaw"] < self.flaws[product]).astype(np.int64)
        delivered = day + took
        goes_back = draw["returns"] < self.returns[product, flawed]
        requested = np.where(goes_back, delivered + 1 + (draw["return day"] * returns.WINDOW).astype(np.int64), NEVER)
        settles = delivered + round(self.world.settlement_days.value)
        held = goes_back & (requested <= settles)
        again = loyalty.comes_back(draw["comes back"], self.again[segment], (flawed > 0) | goes_back)
        return Fate(
            delivered=delivered,
            flawed=flawed,
            writes=(draw["writes"] < reviews.WRITES).astype(np.int64),
            stars=_stars(draw["description stars"], self.stars[product, flawed]),
            service_stars=1 + pick(draw["service stars"], self.service_stars),
            delivery_stars=_stars(draw["delivery stars"], self.delivery_stars[(took > self.promised).astype(np.int64)]),
            requested=requested,
            returned=np.where(goes_back, requested + returns.WAY_BACK, NEVER),
            resold=(draw["resale"] < self.resale).astype(np.int64),
            settled=np.where(held, NEVER, settles),
            next_visit=np.where(again, delivered + loyalty.SOONEST + pick(draw["gap"], self.gap), NEVER),
            next_moment=moment_of_day(draw["moment"]),
        )

    def book(self, orders: dict[str, np.ndarray], fate: Fate, sign: int = 1) -> None:
        """Enter what falls due on later days; `sign` -1 strikes it out again."""
        wrote = fate.writes > 0
        day = np.minimum(fate.delivered[wrote] + 1, self.days - 1)
        three = np.stack([fate.stars, fate.service_stars, fate.delivery_stars], axis=1)[wrote]
        np.add.at(self.review_stars, day, sign * three)
        np.add.at(self.review_count, day, sign)
        self._book_money(orders, fate, sign)
        for target, chosen in ((self.back_good, fate.resold == 1), (self.back_bad, fate.resold == 0)):
            back = (fate.returned != NEVER) & chosen
            np.add.at(target, (fate.returned[back], orders["product"][back]), sign * orders["pieces"][back])

    def _book_money(self, orders: dict[str, np.ndarray], fate: Fate, sign: int) -> None:
        paid, fees = orders["paid"], orders["fees"]
        back, settled = fate.returned != NEVER, fate.settled != NEVER
        for name, day, chosen, amount in (
            ("payout", fate.settled, settled, paid - fees),
            ("refund_held", fate.returned, back & ~settled, paid),
            ("fees_held", fate.returned, back & ~settled, fees),
            ("refund_cash", fate.returned, back & settled, paid),
            ("fees_cash", fate.returned, back & settled, fees),
            ("parcels_back", fate.returned, back, np.ones_like(paid)),
        ):
            np.add.at(self.money[name], day[chosen], sign * amount[chosen])

    def invite(self, orders: dict[str, np.ndarray], fate: Fate) -> None:
        """Remember who comes back, by the day of the visit."""
        due = np.flatnonzero((fate.next_visit != NEVER) & (fate.next_visit < self.days))
        for day in np.unique(fate.next_visit[due]).tolist():
            one = due[fate.next_visit[due] == day]
            columns = (fate.next_moment, orders["person"], orders["times"] + 1, orders["segment"])
            self.known[day].append(Known(*(column[one] for column in columns)))

    def due(self, day: int) -> Known:
        """The past buyers whose next visit falls on a day."""
        groups = self.known.pop(day, None)
        if not groups:
            return nobody_known()
        columns = [[getattr(group, name) for group in groups] for name in ("moment", "person", "times", "segment")]
        return Known(*(np.concatenate(column) for column in columns))

    def rating(self, day: int) -> float:
        """The rating shown on a day: stars for the description in all reviews so far."""
        return reviews.shown(int(self.review_stars[: day + 1, 0].sum()), int(self.review_count[: day + 1].sum()))

    def reviews(self) -> Table:
        """Reviews by the day they appear: their number and the stars of the three scores."""
        stars = dict(zip(("description", "service", "delivery"), self.review_stars.T, strict=True))
        return {"day": np.arange(self.days), "count": self.review_count} | stars


DUE = ("payout", "refund_held", "fees_held", "refund_cash", "fees_cash", "parcels_back")


def _stars(uniform: np.ndarray, cumulative: np.ndarray) -> np.ndarray:
    """Stars drawn from one cumulative distribution a row."""
    return 1 + (uniform[:, None] >= cumulative).sum(axis=1)
