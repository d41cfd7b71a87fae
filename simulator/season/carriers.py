"""Carriers: which way each parcel goes, what that costs, how long it takes, and what shoppers are told."""

import math
from datetime import timedelta
from itertools import product

import numpy as np
from attrs import frozen

from simulator.laws.delivery import LONGEST_WAY, days_cumulative, regional, transit_cumulative
from simulator.laws.draws import purpose_keys, uniforms
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import ENDLESS, Carrier, Scenario, calendar, carriers, gain, sells_at_home, technology
from simulator.season.fronts import Front
from simulator.season.offers import fen

NEAR, FAR, CITY = range(3)  # buyers in the city are near ones to whom riders bring goods from stores


def on_the_way(mean: float, carrier: Carrier | None, region: int) -> float:
    """Mean days to the door of a parcel that leaves in an ordinary time, where the platform's usual carriers take
    `mean`."""
    if carrier is None:
        return mean
    table = carriers().ways
    there = regional(mean * carrier.days.value, table["share"].value, table["days"].value)[region]
    return there + (1 - carrier.reliable.value) * table["astray"].value


def told(mean: float, plan: Plan, at_home: bool = True) -> float:
    """Days to the door that shoppers see: the mean of ordinary orders, over near and far buyers, and those in the city
    where the shop is `at_home`."""
    far, city = carriers().ways["share"].value, city_share(plan) * at_home
    near_days, far_days = (on_the_way(mean, _carrier(plan, 0, region), region) for region in (NEAR, FAR))
    by_carrier = near_days if plan.delivery.carrier == "usual" else (1 - far) * near_days + far * far_days
    return by_carrier + city * (gain(plan, "instant_delivery", "told", near_days) - near_days)


def city_share(plan: Plan) -> float:
    """Share of the buyers at home who live where riders bring goods from stores; none without instant retail."""
    return gain(plan, "instant_delivery", "share", 0.0)


def _carrier(plan: Plan, important: int, region: int) -> Carrier | None:
    """The carrier of a parcel; none where the platform's usual ones take it."""
    decided = plan.delivery
    name = (important and decided.carrier_important) or (region and decided.carrier_far) or decided.carrier
    return carriers().carriers.get(name)


def crowded_days(scenario: Scenario) -> np.ndarray:
    """Whether carriers are crowded, by day of the season and on the day after it (int64)."""
    table = {name: one.value for name, one in carriers().crowding.items()}
    spans = [(one.first, one.last + timedelta(table["after"])) for one in calendar().festivals
             if one.visits >= table["visits"]]  # fmt: skip
    dates = [scenario.date(day) for day in range(scenario.days + 1)]
    return np.array([any(first <= date <= last for first, last in spans) for date in dates], dtype=np.int64)


@frozen
class Lanes:
    """The ways to the door, one a row: in crowded times or not, for important orders or others, to near buyers, far
    ones or those in the city, from each shop, in this order. Where the plan names no carrier and has no instant retail,
    one way a shop.

    `days`: cumulative distribution of the days to the door, less one; `promised`: days that the buyer is promised;
    `freight` in fen. `least`: fen from which an order is important; `city`: share of buyers in the city.
    """

    shops: int
    days: np.ndarray
    promised: np.ndarray
    freight: np.ndarray
    crowded: np.ndarray
    key: np.ndarray
    least: int
    city: float

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario, shops: list[Front], seed: int) -> "Lanes":
        """The ways that the plan's carriers go."""
        decided, city = plan.delivery, city_share(plan)
        named = decided.carrier != "usual" or decided.carrier_important or city
        regions = (NEAR, FAR, CITY) if city else (NEAR, FAR)
        cases = list(product(range(2), range(2), regions)) if named else [(0, 0, NEAR)]
        ways = [(one.world.delivery_days.value, crowd, _carrier(plan, important, region), _region(region, one))
                for crowd, important, region in cases for one in shops]  # fmt: skip
        sorts = decided.carrier_important or decided.priority != "first-come"
        return cls(
            shops=len(shops),
            days=np.array([_days(*way) if named else days_cumulative(way[0]) for way in ways]),
            promised=np.array([1 if region == CITY else math.ceil(on_the_way(mean, one, region)) + 1
                               for mean, _, one, region in ways]),
            freight=np.array([_freight(scenario, one, region) for *_, one, region in ways], dtype=np.int64),
            crowded=crowded_days(scenario),
            key=purpose_keys(seed, ["lives far away"]),
            least=fen(decided.important_from) if sorts else ENDLESS,
            city=city,
        )  # fmt: skip

    @property
    def plain(self) -> bool:
        """Whether the platforms' usual carriers take every parcel."""
        return len(self.days) == self.shops

    @property
    def regions(self) -> int:
        """Regions that the ways differ by."""
        return 3 if self.city else 2

    def region(self, person: np.ndarray) -> np.ndarray:
        """Where people (keys) live, near, far or in the city; nobody asks where the usual carriers take everything."""
        if self.plain:
            return np.full(len(person), NEAR, dtype=np.int64)
        return region_of(uniforms(self.key, person)[0], carriers().ways["share"].value, self.city)

    def lane(self, orders: Table) -> np.ndarray:
        """The row of each order's way, by the day on which it `left`."""
        if self.plain:
            return orders["shop"]
        case = (self.crowded[orders["left"]] * 2 + orders["important"]) * self.regions + self.region(orders["person"])
        return case * self.shops + orders["shop"]

    def important(self, paid: np.ndarray) -> np.ndarray:
        """Whether orders of so many fen are important."""
        return (paid >= self.least).astype(np.int64)


def region_of(uniform: np.ndarray, far: float, city: float) -> np.ndarray:
    """Where people live, by uniforms of theirs, with the shares who live far away and in the city (int64)."""
    return np.where(uniform < far, FAR, np.where(uniform >= 1 - city, CITY, NEAR)).astype(np.int64)


def _region(region: int, shop: Front) -> int:
    """The region as seen from a shop: one abroad has no stores in the city."""
    return NEAR if region == CITY and not sells_at_home(shop.key) else region


def _days(mean: float, crowd: int, carrier: Carrier | None, region: int) -> np.ndarray:
    if region == CITY:
        return np.ones(LONGEST_WAY)
    if carrier is None:
        usual = days_cumulative(mean)
        return np.pad(usual, (0, LONGEST_WAY - len(usual)), constant_values=1.0)
    table = carriers().ways
    there = regional(mean * carrier.days.value, table["share"].value, table["days"].value)[region]
    slower = carrier.crowded.value if crowd else 1.0
    return transit_cumulative(there * slower, carrier.reliable.value, round(table["astray"].value))


def _freight(scenario: Scenario, carrier: Carrier | None, region: int) -> int:
    if region == CITY:
        return fen(technology()["instant_delivery"]["rider"].value)
    if carrier is None:
        return fen(scenario.costs.freight)
    kilogram = carrier.freight.value + (carrier.far.value if region == FAR else 0.0)
    return fen(kilogram * scenario.costs.freight / carriers().ways["usual"].value)
