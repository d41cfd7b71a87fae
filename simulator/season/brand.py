"""The shop's brand: what the markets of its shops remember of it, week by week, and what that does. A shop without an
image of its own is not remembered."""

import numpy as np

from simulator.laws.brand import at_event, aware, remembered
from simulator.laws.draws import stream
from simulator.plan import BrandEvent, Plan, in_week
from simulator.records import Recorder, count
from simulator.scenario import Scenario, brand
from simulator.season.fronts import Front
from simulator.season.people import SOURCES, Crowd, bounded

WORTH_MORE = ("live", "kol")  # sources of visits that are more than one contact


class Brand:
    """Arrays over shops and segments: `share` of each segment in a shop's market, `stock` of contacts remembered, and
    `aware`, the share of it that knows the brand; over shops: `sought`, factor on organic visits; `records`: state
    and survey by week, shop and segment, none where the shop has no image of its own."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.decided, self.seed, self.share, self.table = plan.brand, seed, crowd.mix, brand()
        self.events = [one for one in plan.promotions if isinstance(one, BrandEvent)]
        self.used = self.decided.image != "none"
        a_day = np.array([one.world.organic_visits.value for one in shops]) * scenario.traffic
        self.people = np.maximum(a_day * self._of("stock", "people"), 1.0)
        wanted = self.decided.audience
        self.wanted = np.array([wanted in (None, name) for name in crowd.names])
        self.stock, self.aware = np.zeros((2, *self.share.shape))
        self.sought = np.ones(len(shops))
        self.records = Recorder()

    def _of(self, kind: str, name: str) -> float:
        return self.table[kind][name].value

    def week(self, week: int) -> float:
        """Yuan that a week's spread and events cost."""
        return in_week(self.decided.spread, week, 0.0) + sum(one.spend for one in self.events if week in one.weeks)

    def on(self, factor: np.ndarray) -> np.ndarray:
        """The factor on each shop's organic visits, with those who look for it by name."""
        if not self.used:
            return factor
        return bounded(factor * self.sought)

    def close_week(self, week: int, shares: np.ndarray, visits: list[dict], orders: list[dict], good: int) -> None:
        """Remember and forget at the end of a week (from 1): `shares` of what was spent for each shop, the week's
        visits and orders, and its good reviews; and ask who knows the brand."""
        contacts = self._spread(week, shares) + self._events(week, shares) + self._seen(visits, orders, good)
        contacts = contacts * self._of(self.decided.image, "recall")
        half_life, needed = self._of("stock", "half_life"), round(self._of("stock", "needed"))
        each = zip(self.stock.flat, contacts.flat, strict=True)
        stock = [remembered(float(before), float(more), half_life) for before, more in each]
        self.stock = np.array(stock).reshape(self.share.shape)
        self.aware = np.array([aware(one, needed) for one in stock]).reshape(self.share.shape)
        self.sought = 1 + self._of("effects", "visits") * (self.aware * self.share).sum(axis=1)
        self._survey(week)

    def _spread(self, week: int, shares: np.ndarray) -> np.ndarray:
        """Contacts a person by the week's spread, which meets everybody alike, or those alone whom it is aimed at."""
        aimed = self.decided.audience is not None
        price = self._of("spread", "thousand") * (self._of("spread", "aimed") if aimed else 1.0)
        contacts = 1000 * in_week(self.decided.spread, week, 0.0) * shares / price
        those = (self.share * self.wanted).sum(axis=1) * self.people
        return np.outer(_each(contacts, those), self.wanted)

    def _events(self, week: int, shares: np.ndarray) -> np.ndarray:
        """Contacts a person by the week's events."""
        spent = [one.spend * shares * 1000 / self.people for one in self.events if week in one.weeks]
        enough, most = self._of("event", "enough"), self._of("event", "most")
        met = [[at_event(float(each), enough, most) for each in one] for one in spent]
        return np.sum([np.zeros(len(shares)), *met], axis=0)[:, None]

    def _seen(self, visits: list[dict], orders: list[dict], good: int) -> np.ndarray:
        """Contacts a person by visits, in which all segments have their part, by orders and by good reviews."""
        came = sum(one[name] for one in visits for name in SOURCES) * self._of("seen", "visit")
        came = came + sum(one[name] * self._of("seen", name) for one in visits for name in WORTH_MORE)
        alike = came / self.people + good * self._of("seen", "review") / self.people.sum()
        cell = np.concatenate([one["shop"] * len(self.wanted) + one["segment"] for one in orders])
        bought = count(cell, length=self.share.size).reshape(self.share.shape) * self._of("seen", "order")
        return alike[:, None] + _each(bought, self.share * self.people[:, None])

    def _survey(self, week: int) -> None:
        """Ask some of each shop's market, and keep the week's state."""
        asked = np.rint(self._of("stock", "asked") * self.share).astype(np.int64)
        knows = stream(self.seed, "survey of the brand", week).binomial(asked, self.aware).astype(np.int64)
        shop, segment = np.indices(self.share.shape, dtype=np.int64)
        wanted = np.tile(self.wanted, (len(self.share), 1)).astype(np.int64)
        columns = {"shop": shop, "segment": segment, "wanted": wanted, "stock": self.stock, "aware": self.aware,
                   "asked": asked, "knows": knows}  # fmt: skip
        rows = {name: values.ravel() for name, values in columns.items()}
        self.records.add(week=np.full(self.share.size, week, dtype=np.int64), **rows)


def _each(contacts: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Contacts a person, none where there is nobody."""
    return np.where(people >= 1, contacts / np.maximum(people, 1.0), 0.0)
