"""What the shop's products cost each kind of shopper, now."""

from datetime import timedelta

import numpy as np
from attrs import frozen

from simulator.laws.promotion import cut, saving, topped_up
from simulator.plan import Discount, FlashSale, NewCustomerCoupon, Plan, Promotion, SpendAndSave, TeamPrice, covers
from simulator.scenario import Scenario, Segment, calendar
from simulator.season.fronts import Front

HOURS = 24


@frozen
class Kinds:
    """The kinds of shopper that meet the same prices: shop x segment x new or known x pieces wanted x tops up or not.

    Each field is an array over kinds, in the order that `number` counts them.
    """

    segments: int
    sizes: int
    shop: np.ndarray
    segment: np.ndarray
    new: np.ndarray
    pieces: np.ndarray
    tops_up: np.ndarray

    @classmethod
    def of(cls, shops: int, segments: list[Segment]) -> "Kinds":
        """All kinds of so many shops and of the segments, which all want one of as many numbers of pieces."""
        pieces = np.array([one.pieces for one in segments])
        grid = np.indices((shops, len(segments), 2, pieces.shape[1], 2)).reshape(5, -1)
        wanted = pieces[grid[1], grid[3]]
        return cls(*pieces.shape, grid[0], grid[1], grid[2].astype(bool), wanted, grid[4].astype(bool))

    def number(self, shop: np.ndarray, segment: np.ndarray, new: np.ndarray, wanted: np.ndarray,
               tops_up: np.ndarray) -> np.ndarray:  # fmt: skip
        """Numbers of people's kinds; `wanted` is the place of the pieces wanted."""
        return (((shop * self.segments + segment) * 2 + new) * self.sizes + wanted) * 2 + tops_up


def fen(yuan: float) -> int:
    """Yuan as whole fen."""
    return round(yuan * 100)


class Offers:
    """Prices of the shop's products today. Fen; arrays over products, at home, or over products by kinds, where each
    kind buys: `asked` is the shelf price there, `usual` what is paid of it without promotions, `each` a piece now."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], kinds: Kinds) -> None:
        self.plan, self.scenario, self.shops, self.kinds = plan, scenario, shops, kinds
        self.teams_meet = np.array([one.world.meets_in_teams for one in shops])[kinds.shop]
        decided = [plan.product(name) for name in scenario.products]
        self.member, self.quantity_from, self.quantity = (
            np.array([getattr(one, name) for one in decided])[:, None]
            for name in ("member_percent", "quantity_from", "quantity_percent")
        )
        self.names = list(scenario.products)
        zero = np.zeros(len(self.names), dtype=np.int64)
        self.shelf, self.plain, self.flash, self.flash_left = zero, zero.copy(), zero.copy(), zero.copy()
        self.seen = zero.copy()  # the day's mean over visits, without a flash
        self.by_hour = np.zeros((len(self.names), HOURS), dtype=np.int64)
        self.team, self.team_percent = zero.copy(), np.zeros(len(self.names))
        self.thresholds: list[tuple[int, int]] = []
        self.coupons: list[tuple[int, int]] = []
        self.pieces = np.zeros((len(self.names), len(kinds.shop)), dtype=np.int64)
        self.asked, self.usual, self.each, self.paid = (self.pieces.copy() for _ in range(4))
        self.flashes = any(isinstance(one, FlashSale) for one in plan.promotions)
        self.promotions: list[Promotion] = []  # of the week
        self.turns: list[int] = []  # hours of the day at which a price changes
        self._laid_out: tuple | None = None
        self._settled: tuple | None = None

    def open_day(self, day: int, shelf: list[float]) -> None:
        """Take over the day's shelf prices (yuan) and promotions."""
        week, weekday = day // 7 + 1, (self.scenario.start + timedelta(days=day)).weekday() + 1
        if day % 7 == 0:
            self.promotions = [one for one in self.plan.promotions if week in one.weeks]
        laid_out = (self.promotions, weekday * self.flashes, tuple(shelf))
        if laid_out == self._laid_out and not self.turns:
            return
        if laid_out != self._laid_out:
            self._laid_out = laid_out
            self._lay_out(weekday, shelf)
        self.plain = self.by_hour[:, 0].copy()
        self.settle()

    def _lay_out(self, weekday: int, shelf: list[float]) -> None:
        running = [one for one in self.promotions if not isinstance(one, FlashSale) or one.day == weekday]
        self.thresholds = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, SpendAndSave)]
        self.coupons = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, NewCustomerCoupon)]
        for place, name in enumerate(self.names):
            self._price(place, fen(shelf[place]), [one for one in running if covers(one, name)])
        self.seen = np.rint(np.round(self.by_hour @ calendar().hours, 6)).astype(np.int64)
        self.turns = (np.flatnonzero((np.diff(self.by_hour) != 0).any(axis=0)) + 1).tolist()

    def _price(self, place: int, shelf: int, covering: list[Promotion]) -> None:
        discounts = [one for one in covering if isinstance(one, Discount)]
        self.by_hour[place] = cut(shelf, np.max([np.zeros(HOURS), *map(_by_hour, discounts)], axis=0))
        lowest = int(self.by_hour[place].min())
        flash, left = _deepest([one for one in covering if isinstance(one, FlashSale)], shelf, lowest)
        self.shelf[place], self.flash[place], self.flash_left[place] = shelf, flash, left
        teams = [one for one in covering if isinstance(one, TeamPrice)]
        best = max(teams, key=lambda one: one.percent, default=None)
        self.team[place], self.team_percent[place] = (best.team, best.percent) if best else (0, 0.0)

    def turn(self, hour: int) -> list[int]:
        """Take over the prices of an hour; returns the products whose price it changes."""
        changed = np.flatnonzero(self.by_hour[:, hour] != self.plain).tolist()
        self.plain = self.by_hour[:, hour].copy()
        return changed

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
        self.asked, self.usual = self._there(self.shelf)
        self.now, wanted = self._there(self.price)[1], self.kinds.pieces
        self.pieces = topped_up(wanted, self.piece_price(wanted), self.thresholds, self.kinds.tops_up)
        self.each = self.piece_price(self.pieces)
        self.paid = self.payment(self.pieces, self.each, self.kinds.new)
        self.cut = self.paid < self.pieces * self.usual
        self.cuts = bool(self.cut.any())

    def _there(self, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Prices at home as each kind meets them in its shop: asked, and paid after haggling."""
        asked, paid = self._at_shops(home)
        return asked[:, self.kinds.shop], paid[:, self.kinds.shop]

    def _at_shops(self, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        asked = [shop.price(home) for shop in self.shops]
        paid = [shop.haggled(price) for shop, price in zip(self.shops, asked, strict=True)]
        return np.stack(asked, axis=1), np.stack(paid, axis=1)

    def in_the_evening(self) -> tuple[np.ndarray, np.ndarray]:
        """Fen of one piece at the day's last price, products by shops, asked and paid: without a flash, and without
        what teams, past buyers and whole orders save."""
        return self._at_shops(self.plain)

    def piece_price(self, pieces: np.ndarray) -> np.ndarray:
        """Fen of a piece for each kind of shopper who orders so many: the best of past buyers', quantity and team
        price."""
        member = np.where(self.kinds.new, 0.0, self.member)
        team = np.where(self.teams_meet, self.team_percent[:, None], 0.0)
        quantity = np.where(pieces >= self.quantity_from, self.quantity, 0.0)
        return cut(self.now, np.maximum(np.maximum(member, team), quantity))

    def payment(self, pieces: np.ndarray, price: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Fen that orders of so many pieces at a price (fen a piece) cost new and known shoppers."""
        order = pieces * price
        coupon = np.where(new, saving(order, self.coupons), 0)
        return np.maximum(order - saving(order, self.thresholds) - coupon, 1)

    def cut_short(self, product: int, pieces: int, kind: int) -> int:
        """Fen of an order of which only so many pieces could be had."""
        return int(self.payment(np.array(pieces), self.each[product, kind], self.kinds.new[kind]))

    def sell_flash(self, product: int, pieces: int) -> bool:
        """Count pieces off the flash quantity; whether that ends the flash price."""
        left = int(self.flash_left[product])
        self.flash_left[product] = max(left - pieces, 0)
        return 0 < left <= pieces


def _by_hour(discount: Discount) -> np.ndarray:
    """Per cent off in each hour of the day."""
    hours = np.arange(HOURS)
    return np.where((hours >= discount.from_hour) & (hours < discount.to_hour), discount.percent, 0.0)


def _deepest(flashes: list[FlashSale], shelf: int, lowest: int) -> tuple[int, int]:
    """Price in fen and quantity of the one flash sale that runs: the deepest, if it goes under the day's lowest."""
    best = max(flashes, key=lambda one: one.percent, default=None)
    if best is None or cut(shelf, best.percent) >= lowest:
        return lowest, 0
    return cut(shelf, best.percent), best.quantity
