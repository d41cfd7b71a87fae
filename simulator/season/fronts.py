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


def terms_of_prices(shops: list[Front]) -> np.ndarray:
    """What makes prices at home those of each shop: rows of the platforms' levels of prices, yuan for one unit of their
    currencies, and the shares that buyers haggle off."""
    worlds = [one.world for one in shops]
    rows = [(one.price_level.value, currencies()[one.currency].yuan.value, one.haggling.value) for one in worlds]
    return np.array(rows).T


def there(home: np.ndarray, level: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """What prices at home are where the platform has a level of prices and a currency at a rate: whole cents of it
    (fen, int64)."""
    return np.rint(price_at_home(np.rint(price_abroad(home * level, rate)), rate)).astype(np.int64)


def haggled(asked: np.ndarray, share: np.ndarray) -> np.ndarray:
    """What buyers pay of the prices asked, of which they haggle off a share (fen, int64)."""
    return np.rint(asked * (1 - share)).astype(np.int64)


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
