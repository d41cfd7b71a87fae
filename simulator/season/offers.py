"""What the shop's products cost each kind of shopper, now."""

from datetime import timedelta

import numpy as np
from attrs import frozen

from simulator.laws.promotion import cut, saving, topped_up
from simulator.plan import Discount, FlashSale, NewCustomerCoupon, Plan, Promotion, SpendAndSave, TeamPrice
from simulator.scenario import Scenario, price_of
from simulator.season.fronts import Front

PIECES = (1, 2, 3)


@frozen
class Kinds:
    """The kinds of shopper that meet the same prices: shop x segment x new or known x pieces wanted x tops up or not.

    Each field is an array over kinds, in the order that `number` counts them.
    """

    segments: int
    shop: np.ndarray
    segment: np.ndarray
    new: np.ndarray
    pieces: np.ndarray
    tops_up: np.ndarray

    @classmethod
    def of(cls, shops: int, segments: int) -> "Kinds":
        """All kinds of so many shops and segments."""
        grid = np.indices((shops, segments, 2, len(PIECES), 2)).reshape(5, -1)
        return cls(segments, grid[0], grid[1], grid[2].astype(bool), np.array(PIECES)[grid[3]], grid[4].astype(bool))

    def number(self, shop: np.ndarray, segment: np.ndarray, new: np.ndarray, wanted: np.ndarray,
               tops_up: np.ndarray) -> np.ndarray:  # fmt: skip
        """Numbers of people's kinds; `wanted` is the place of the pieces wanted."""
        return (((shop * self.segments + segment) * 2 + new) * len(PIECES) + wanted) * 2 + tops_up


def fen(yuan: float) -> int:
    """Yuan as whole fen."""
    return round(yuan * 100)


class Offers:
    """Prices of the shop's products today. Fen; arrays over products, or products by kinds."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], kinds: Kinds) -> None:
        self.plan, self.scenario, self.kinds = plan, scenario, kinds
        self.teams_meet = np.array([one.world.joiners.value > 0 for one in shops])
        self.names = list(scenario.products)
        zero = np.zeros(len(self.names), dtype=np.int64)
        self.shelf, self.plain, self.flash, self.flash_left = zero, zero.copy(), zero.copy(), zero.copy()
        self.team, self.team_percent = zero.copy(), np.zeros(len(self.names))
        self.thresholds: list[tuple[int, int]] = []
        self.coupons: list[tuple[int, int]] = []
        self.pieces = np.zeros((len(self.names), len(kinds.shop)), dtype=np.int64)
        self.unit, self.paid = self.pieces.copy(), self.pieces.copy()
        self._settled: tuple | None = None

    def open_day(self, day: int) -> None:
        """Take over the day's prices and promotions."""
        week, weekday = day // 7 + 1, (self.scenario.start + timedelta(days=day)).weekday() + 1
        running = [one for one in self.plan.promotions if week in one.weeks]
        running = [one for one in running if not isinstance(one, FlashSale) or one.day == weekday]
        self.thresholds = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, SpendAndSave)]
        self.coupons = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, NewCustomerCoupon)]
        for place, name in enumerate(self.names):
            self._price(place, name, week, [one for one in running if _covers(one, name)])
        self.settle()

    def _price(self, place: int, name: str, week: int, covering: list[Promotion]) -> None:
        shelf = fen(price_of(self.plan, self.scenario, name, week))
        discount = max((one.percent for one in covering if isinstance(one, Discount)), default=0.0)
        plain = cut(shelf, discount)
        flash, left = _deepest([one for one in covering if isinstance(one, FlashSale)], shelf, plain)
        self.shelf[place], self.plain[place] = shelf, plain
        teams = [one for one in covering if isinstance(one, TeamPrice)]
        best = max(teams, key=lambda one: one.percent, default=None)
        self.team[place], self.team_percent[place] = (best.team, best.percent) if best else (0, 0.0)
        self.flash[place], self.flash_left[place] = flash, left

    @property
    def price(self) -> np.ndarray:
        """Fen of one piece now, before team prices and savings on the whole order."""
        return np.where(self.flash_left > 0, self.flash, self.plain)

    def settle(self) -> None:
        """Work out pieces and payment of every kind under the prices in force, where they have changed."""
        state = (self.price.tobytes(), self.shelf.tobytes(), self.team_percent.tobytes(), tuple(self.thresholds),
                 tuple(self.coupons))  # fmt: skip
        if state == self._settled:
            return
        self._settled = state
        percent = np.where(self.teams_meet[self.kinds.shop], self.team_percent[:, None], 0.0)
        self.unit = cut(self.price[:, None], percent)
        self.pieces = topped_up(self.kinds.pieces, self.unit, self.thresholds, self.kinds.tops_up)
        self.paid = self.payment(self.pieces, self.unit, self.kinds.new)

    def payment(self, pieces: np.ndarray, price: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Fen that orders of so many pieces at a price (fen a piece) cost new and known shoppers."""
        order = pieces * price
        coupon = np.where(new, saving(order, self.coupons), 0)
        return np.maximum(order - saving(order, self.thresholds) - coupon, 1)

    def cut_short(self, product: int, pieces: int, kind: int) -> int:
        """Fen of an order of which only so many pieces could be had."""
        return int(self.payment(np.array(pieces), self.unit[product, kind], self.kinds.new[kind]))

    def sell_flash(self, product: int, pieces: int) -> bool:
        """Count pieces off the flash quantity; whether that ends the flash price."""
        left = int(self.flash_left[product])
        self.flash_left[product] = max(left - pieces, 0)
        return 0 < left <= pieces


def _covers(promotion: Promotion, product: str) -> bool:
    return product in (getattr(promotion, "products", ()) or (product,))


def _deepest(flashes: list[FlashSale], shelf: int, plain: int) -> tuple[int, int]:
    """Price in fen and quantity of the one flash sale that runs: the deepest, if it goes under the plain price."""
    best = max(flashes, key=lambda one: one.percent, default=None)
    if best is None or cut(shelf, best.percent) >= plain:
        return plain, 0
    return cut(shelf, best.percent), best.quantity
