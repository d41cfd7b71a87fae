"""The shops of a season: where each stands, how it shows itself, and what its platform takes and promises."""

import numpy as np
from attrs import frozen

from simulator.laws.exchange import price_abroad, price_at_home
from simulator.plan import Plan, Shop
from simulator.scenario import Fees, Platform, Scenario, currencies, media, platforms, shop_type, shops_of

FOREIGN = {"none": 1.0, "translated": 0.5, "localised": 0.0}  # share of the language gap that is left (assumed)


@frozen
class Front:
    """One shop: its place among the season's shops, the platform's key and numbers, the fees in force, the plan, and
    the segments whom social media may send."""

    place: int
    key: str
    world: Platform
    fees: Fees
    decided: Shop
    readers: tuple[str, ...]

    @property
    def standing(self) -> float:
        """Utility that the shop's type adds to its offers, less what a foreign language takes."""
        foreign = self.world.language_gap.value * FOREIGN[self.decided.localisation]
        return shop_type(self.decided, self.key).trust.value - foreign

    def price(self, home: np.ndarray) -> np.ndarray:
        """What prices at home are here: the platform's level of prices, whole cents of its currency (fen, int64)."""
        rate = currencies()[self.world.currency].yuan.value
        cents = np.rint(price_abroad(home * self.world.price_level.value, rate))
        return np.rint(price_at_home(cents, rate)).astype(np.int64)

    def haggled(self, asked: np.ndarray) -> np.ndarray:
        """What the shop's buyers pay of prices asked here (fen, int64)."""
        return np.rint(asked * (1 - self.world.haggling.value)).astype(np.int64)


def fronts(plan: Plan, scenario: Scenario) -> list[Front]:
    """The season's shops, the main one first."""
    shops = zip(shops_of(plan, scenario), (plan.shop, *plan.shops), strict=True)
    posting = [one.medium for one in (*plan.channels, *plan.promotions) if hasattr(one, "medium")]
    readers = tuple(name for one in posting for name in media().social.media[one].audience)
    return [
        Front(place, key, platforms()[key], platforms()[key].fees[scenario.fees], decided, readers)
        for place, (key, decided) in enumerate(shops)
    ]


def segment_names(shops: list[Front]) -> list[str]:
    """The segments that the shops' audiences and readers are made of, in the order they are met; a segment's place
    numbers it."""
    return list(dict.fromkeys(name for one in shops for name in (*one.world.audience, *one.readers)))


def split(shops: list[Front], closed: np.ndarray) -> np.ndarray:
    """Each shop's share of what is spent on marketing; `closed` tells which shops are (bool, one a shop)."""
    weights = np.array([one.decided.share for one in shops]) * ~closed
    return weights / max(weights.sum(), 1e-9)
