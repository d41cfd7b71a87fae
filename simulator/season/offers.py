"""What the shop's offers cost each kind of shopper today."""

from datetime import timedelta

import numpy as np
from attrs import define, field, frozen

from simulator.laws.promotion import cut, saving, topped_up
from simulator.plan import Discount, FlashSale, NewCustomerCoupon, Plan, SpendAndSave
from simulator.scenario import Scenario, price_of

PIECES = (1, 2, 3)


@frozen
class Kinds:
    """The kinds of shopper that meet the same prices: segment x new or known x pieces wanted x tops up or not.

    Each field is an int64 array over kinds, in the order that `number` counts them.
    """

    segment: np.ndarray
    new: np.ndarray
    pieces: np.ndarray
    tops_up: np.ndarray

    @classmethod
    def of(cls, segments: int) -> "Kinds":
        """All kinds of so many segments."""
        grid = np.indices((segments, 2, len(PIECES), 2)).reshape(4, -1)
        return cls(grid[0], grid[1].astype(bool), grid[2] + 1, grid[3].astype(bool))


def number(segment: np.ndarray, new: np.ndarray, wanted: np.ndarray, tops_up: np.ndarray) -> np.ndarray:
    """Number of a person's kind; `wanted` is pieces less one."""
    return ((segment * 2 + new) * len(PIECES) + wanted) * 2 + tops_up


@define
class Offer:
    """One product's price today, and the order that each kind of shopper would place."""

    shelf: int
    plain: int
    flash: int
    flash_left: int
    thresholds: list[tuple[int, int]]
    coupons: list[tuple[int, int]]
    pieces: np.ndarray = field(init=False)
    paid: np.ndarray = field(init=False)

    @property
    def price(self) -> int:
        """Fen of one piece now, before savings on the whole order."""
        return self.flash if self.flash_left > 0 else self.plain

    def settle(self, kinds: Kinds) -> None:
        """Work out pieces and payment (fen) of every kind under the price in force."""
        self.pieces = topped_up(kinds.pieces, self.price, self.thresholds, kinds.tops_up)
        self.paid = self.payment(self.pieces, kinds.new)

    def payment(self, pieces: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Fen that orders of so many pieces cost new and known shoppers."""
        order = pieces * self.price
        coupon = np.where(new, saving(order, self.coupons), 0)
        return np.maximum(order - saving(order, self.thresholds) - coupon, 1)


def fen(yuan: float) -> int:
    """Yuan as whole fen."""
    return round(yuan * 100)


def todays_offers(plan: Plan, scenario: Scenario, day: int) -> list[Offer]:
    """The shop's offers on a day, one a product in the scenario's order."""
    week = day // 7 + 1
    weekday = (scenario.start + timedelta(days=day)).weekday() + 1
    running = [one for one in plan.promotions if week in one.weeks]
    running = [one for one in running if not isinstance(one, FlashSale) or one.day == weekday]
    return [_offer(plan, scenario, name, week, running) for name in scenario.products]


def _offer(plan: Plan, scenario: Scenario, product: str, week: int, running: list) -> Offer:
    shelf = fen(price_of(plan, scenario, product, week))
    covering = [one for one in running if product in (getattr(one, "products", ()) or (product,))]
    discount = max((one.percent for one in covering if isinstance(one, Discount)), default=0.0)
    plain = cut(shelf, discount)
    flash, left = _deepest([one for one in covering if isinstance(one, FlashSale)], shelf, plain)
    return Offer(
        shelf=shelf,
        plain=plain,
        flash=flash,
        flash_left=left,
        thresholds=[(fen(one.spend), fen(one.save)) for one in running if isinstance(one, SpendAndSave)],
        coupons=[(fen(one.spend), fen(one.save)) for one in running if isinstance(one, NewCustomerCoupon)],
    )


def _deepest(flashes: list[FlashSale], shelf: int, plain: int) -> tuple[int, int]:
    """Price in fen and quantity of the one flash sale that runs: the deepest, if it goes under the plain price."""
    best = max(flashes, key=lambda one: one.percent, default=None)
    if best is None or cut(shelf, best.percent) >= plain:
        return plain, 0
    return cut(shelf, best.percent), best.quantity
