"""What the shop's products cost each kind of shopper, now."""

from datetime import timedelta

import numpy as np
from attrs import frozen

from simulator.laws.membership import tier
from simulator.laws.promotion import bundle_saving, cut, gift_worth, percent_saving, saving, topped_up
from simulator.plan import (
    Bundle,
    Discount,
    EarlyBird,
    FestivalEntry,
    FlashSale,
    Gift,
    NewCustomerCoupon,
    PercentCoupon,
    Plan,
    Promotion,
    SpendAndSave,
    TeamPrice,
    covers,
)
from simulator.scenario import Scenario, Segment, calendar, is_festival, promotions
from simulator.season.fronts import Front, haggled, terms_of_prices, there

HOURS = 24
NOTHING = -1  # number of the gift that goes with an order without one
NO_TIERS = np.empty(0, dtype=np.int64)
LIMITED = (FlashSale, EarlyBird)  # promotions that may end with their quantity


@frozen
class Kinds:
    """The kinds of shopper that meet the same prices: shop x segment x standing x pieces wanted x tops up or not x
    version seen, 0 or 1, where the plan tests two. The standing is 0 for past buyers, 1 for new ones, and 2, 3, 4 for
    members of the tiers above the first.

    Each field is an array over kinds, in the order that `number` counts them; `thresholds`: fen spent from which each
    of these tiers begins, none where the shop has no tiers.
    """

    segments: int
    sizes: int
    thresholds: np.ndarray
    shop: np.ndarray
    segment: np.ndarray
    new: np.ndarray
    tier: np.ndarray
    pieces: np.ndarray
    tops_up: np.ndarray
    version: np.ndarray
    versions: int

    @classmethod
    def of(cls, shops: int, segments: list[Segment], thresholds: np.ndarray = NO_TIERS, versions: int = 1) -> "Kinds":
        """All kinds of so many shops and of the segments, which all want one of as many numbers of pieces."""
        pieces = np.array([one.pieces for one in segments])
        grid = np.indices((shops, len(segments), 2 + len(thresholds), pieces.shape[1], 2, versions)).reshape(6, -1)
        wanted = pieces[grid[1], grid[3]]
        tier = np.maximum(grid[2] - 1, 0)
        who = (grid[0], grid[1], grid[2] == 1, tier, wanted, grid[4].astype(bool), grid[5])
        return cls(*pieces.shape, thresholds, *who, versions)

    def standing(self, times: np.ndarray, spent: np.ndarray) -> np.ndarray:
        """The standing of people with so many past orders, for which they paid so many fen."""
        new = times == 0
        if not len(self.thresholds):
            return new
        above = tier(spent, self.thresholds)
        return np.where(above > 0, above + 1, new)

    def number(self, shop: np.ndarray, segment: np.ndarray, standing: np.ndarray, wanted: np.ndarray,
               tops_up: np.ndarray, version: np.ndarray | int) -> np.ndarray:  # fmt: skip
        """Numbers of people's kinds; `wanted` is the place of the pieces wanted."""
        standings = 2 + len(self.thresholds)
        buyer = (((shop * self.segments + segment) * standings + standing) * self.sizes + wanted) * 2 + tops_up
        return buyer * self.versions + version


@frozen
class Given:
    """A gift that is there today: number of the product, fen that it is worth to a buyer, fen that an order must pay,
    and whether it goes with an order of each product."""

    place: int
    worth: int
    spend: int
    covers: np.ndarray


def fen(yuan: float) -> int:
    """Yuan as whole fen."""
    return round(yuan * 100)


class Offers:
    """Prices of the shop's products today. Fen; arrays over products, at home, or over products by kinds, where each
    kind buys: `asked` is the shelf price there, `usual` what is paid of it without promotions, `each` a piece now,
    `worth` that of the gift with an order."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], kinds: Kinds, tiers: np.ndarray) -> None:
        self.plan, self.scenario, self.shops, self.kinds = plan, scenario, shops, kinds
        self.levels, self.rates, self.haggling = terms_of_prices(shops)
        self.teams_meet = np.array([one.world.meets_in_teams for one in shops])[kinds.shop]
        decided = [plan.product(name) for name in scenario.products]
        member, self.quantity_from, self.quantity = (
            np.array([getattr(one, name) for one in decided])[:, None]
            for name in ("member_percent", "quantity_from", "quantity_percent")
        )
        self.for_known = np.where(kinds.new, 0.0, np.maximum(member, tiers[kinds.tier]))  # per cent off
        self.names = list(scenario.products)
        zero = np.zeros(len(self.names), dtype=np.int64)
        self.shelf, self.plain, self.flash, self.flash_left = zero, zero.copy(), zero.copy(), zero.copy()
        self.seen = zero.copy()  # the day's mean over visits, without a flash
        self.by_hour = np.zeros((len(self.names), HOURS), dtype=np.int64)
        self.team, self.team_percent = zero.copy(), np.zeros(len(self.names))
        self.thresholds: list[tuple[int, int]] = []
        self.coupons: list[tuple[int, int]] = []
        self.percents: list[tuple[str, int, float]] = []  # percentage coupons: for whom, spend, per cent
        self.gifts: list[Given] = []  # from the least worth to the best
        self.bundles: dict[tuple[int, int], float] = {}  # per cent off, by numbers of two products
        self.pieces = np.zeros((len(self.names), len(kinds.shop)), dtype=np.int64)
        self.asked, self.usual, self.each, self.paid = (self.pieces.copy() for _ in range(4))
        self.wanted = self.pieces + kinds.pieces
        self.worth = np.int64(0)
        self.version_off: np.ndarray | None = None  # per cent off that a test gives (products by kinds)
        self.promotions: list[Promotion] = []  # of the week
        self.early: dict[tuple[EarlyBird, int], int] = {}  # pieces of the week left at each early-bird price
        self.birds: list[EarlyBird | None] = [None] * len(self.names)  # whose price is the flash price of each product
        self.turns: list[int] = []  # hours of the day at which a price changes
        self._laid_out: tuple | None = None
        self._settled: tuple | None = None
        self._on_shelf: tuple | None = None  # the shelf prices and test that were last taken to the shops
        self._evening: tuple[np.ndarray, np.ndarray] | None = None
        self._evening_of: np.ndarray | None = None  # the prices at home that it was worked out from

    def open_day(self, day: int, shelf: list[float], on_hand: np.ndarray) -> None:
        """Take over the day's shelf prices (yuan), promotions, and the gifts of which some are on hand."""
        if day % 7 == 0:
            self._open_week(day // 7 + 1)
        running = [one for one in self.promotions if self._runs(one, day)]
        fresh = day if any(isinstance(one, LIMITED) for one in running) else None  # quantities begin anew
        laid_out = (running, fresh, tuple(shelf), self._tested(), *(on_hand[one] > 0 for one in self.given))
        if laid_out == self._laid_out and not self.turns:
            return
        if laid_out != self._laid_out:
            self._laid_out = laid_out
            self._lay_out(running, shelf)
            self._wrap(on_hand)
        self.plain = self.by_hour[:, 0].copy()
        self.settle()

    def _tested(self) -> bytes:
        return b"" if self.version_off is None else self.version_off.tobytes()

    def _open_week(self, week: int) -> None:
        """Take over the promotions of a week: products that are given, pieces at early-bird prices, bundles."""
        self.promotions = [one for one in self.plan.promotions if week in one.weeks]
        self.given = [self.names.index(one.gift) for one in self.promotions if isinstance(one, Gift)]
        birds = [one for one in self.promotions if isinstance(one, EarlyBird) and one.quantity]
        self.early = {(one, place): one.quantity for one in birds for place in range(len(self.names))}
        pairs = [(self.names.index(one.first), self.names.index(one.second), one.percent)
                 for one in sorted(self.promotions, key=lambda one: getattr(one, "percent", 0.0))
                 if isinstance(one, Bundle)]  # fmt: skip
        self.bundles = {pair: percent for one, other, percent in pairs for pair in ((one, other), (other, one))}

    def _runs(self, one: Promotion, day: int) -> bool:
        """Whether a promotion of the week runs on a day."""
        if isinstance(one, FlashSale):
            return one.day == (self.scenario.start + timedelta(days=day)).weekday() + 1
        if isinstance(one, FestivalEntry):
            return is_festival(self.scenario.date(day))
        return day % 7 < one.days if isinstance(one, EarlyBird) else True

    def _lay_out(self, running: list[Promotion], shelf: list[float]) -> None:
        self.thresholds = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, SpendAndSave)]
        self.coupons = [(fen(one.spend), fen(one.save)) for one in running if isinstance(one, NewCustomerCoupon)]
        self.percents = [(one.group, fen(one.spend), one.percent) for one in running if isinstance(one, PercentCoupon)]
        self.limited = any(isinstance(one, LIMITED) for one in running)
        for place, name in enumerate(self.names):
            self._price(place, fen(shelf[place]), [one for one in running if covers(one, name)])
        self.seen = np.rint(np.round(self.by_hour @ calendar().hours, 6)).astype(np.int64)
        self.turns = (np.flatnonzero((np.diff(self.by_hour) != 0).any(axis=0)) + 1).tolist()

    def _wrap(self, on_hand: np.ndarray) -> None:
        """Find the gifts of the day."""
        share = promotions()["gift"]["worth"].value if self.given else 0.0
        offered = [one for one in self.promotions if isinstance(one, Gift)]
        gifts = [
            Given(place, gift_worth(int(self.shelf[place]), share), fen(one.spend),
                  np.array([covers(one, name) for name in self.names]))
            for one, place in zip(offered, self.given, strict=True) if on_hand[place] > 0
        ]  # fmt: skip
        self.gifts = sorted(gifts, key=lambda one: one.worth)

    def _price(self, place: int, shelf: int, covering: list[Promotion]) -> None:
        by_hour = [_by_hour(one) for one in covering if isinstance(one, Discount)]
        birds = [one for one in covering if isinstance(one, EarlyBird)]
        whole_days = [one for one in birds if not one.quantity] + [
            one for one in covering if isinstance(one, FestivalEntry)
        ]
        by_hour += [np.full(HOURS, one.percent) for one in whole_days]
        self.by_hour[place] = cut(shelf, np.max([np.zeros(HOURS), *by_hour], axis=0))
        lowest = int(self.by_hour[place].min())
        limited = [(one.percent, one.quantity, None) for one in covering if isinstance(one, FlashSale)]
        limited += [(one.percent, self.early[one, place], one) for one in birds if self.early.get((one, place))]
        percent, quantity, bird = max(limited, key=lambda one: one[0], default=(0.0, 0, None))
        self.flash[place], self.flash_left[place] = _deepest(percent, quantity, shelf, lowest)
        self.shelf[place], self.birds[place] = shelf, bird if self.flash_left[place] else None
        teams = [one for one in covering if isinstance(one, TeamPrice)]
        best = max(teams, key=lambda one: one.percent, default=None)
        self.team[place], self.team_percent[place] = (best.team, best.percent) if best else (0, 0.0)

    def turn(self, hour: int) -> list[int]:
        """Take over the prices of an hour; returns the products whose price it changes."""
        changed = np.flatnonzero(self.by_hour[:, hour] != self.plain).tolist()
        self.plain = self.by_hour[:, hour].copy()
        return changed

    @property
    def saves(self) -> bool:
        """Whether some pay less today than the price that everybody is shown."""
        whole_orders = self.thresholds or self.coupons or self.percents
        return bool(whole_orders or self.team.any() or self.limited)

    @property
    def price(self) -> np.ndarray:
        """Fen of one piece now, before team prices and savings on the whole order."""
        return np.where(self.flash_left > 0, self.flash, self.plain)

    def settle(self) -> None:
        """Work out pieces and payment of every kind under the prices in force, where they have changed."""
        gifts = tuple((one.place, one.spend, one.covers.tobytes()) for one in self.gifts)
        savings = tuple(self.thresholds), tuple(self.coupons), tuple(self.percents), gifts
        price, shelf = self.price.tobytes(), (self.shelf.tobytes(), self._tested())
        state = (price, *shelf, self.team_percent.tobytes(), *savings)
        if state == self._settled:
            return
        self._settled = state
        if shelf != self._on_shelf:
            self._on_shelf, (self.asked, self.usual) = shelf, self._there(self.shelf)
        self.now = self.usual if price == shelf[0] else self._there(self.price)[1]
        self.pieces, self.each = self.wanted, self.piece_price(self.wanted)
        if self.thresholds or self.gifts:
            self.pieces = self._more_pieces(self.pieces, self.each)
            self.each = self.piece_price(self.pieces)
        self.paid = self.payment(self.pieces, self.each, self.kinds.new)
        self.worth = self._worth_with(self.paid)
        self.cut = self.paid < self.pieces * self.usual
        self.cuts = bool(self.cut.any())

    def _more_pieces(self, wanted: np.ndarray, each: np.ndarray) -> np.ndarray:
        """Pieces of those who want so many at the prices of a piece, after topping up for savings and gifts."""
        pieces = topped_up(wanted, each, self.thresholds, self.kinds.tops_up)
        return self._for_gifts(pieces) if self.gifts else pieces

    def _for_gifts(self, pieces: np.ndarray) -> np.ndarray:
        """Pieces after topping up for a gift: whoever tops up, and has not yet, takes one more that brings one."""
        now, more = (self._worth_with(self.payment(some, self.piece_price(some), self.kinds.new))
                     for some in (pieces, pieces + 1))  # fmt: skip
        return np.where((more > now) & self.kinds.tops_up & (pieces == self.kinds.pieces), pieces + 1, pieces)

    def _worth_with(self, paid: np.ndarray) -> np.ndarray:
        """Fen that the gifts with orders (products by kinds) are worth to their buyers."""
        if not self.gifts:
            return np.int64(0)
        worth = np.zeros(len(self.names) + 1, dtype=np.int64)
        for one in self.gifts:
            worth[one.place] = one.worth
        return worth[self.gift_with(np.arange(len(self.names))[:, None], paid)]

    def gift_with(self, product: np.ndarray, paid: np.ndarray) -> np.ndarray:
        """The number of the gift that goes with orders of products that pay so many fen: the best that applies, or
        `NOTHING`."""
        gift = np.full(np.shape(paid), NOTHING, dtype=np.int64)
        for one in self.gifts:
            gift = np.where((paid >= one.spend) & one.covers[product], one.place, gift)
        return gift

    def _there(self, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Prices at home as each kind meets them in its shop, in the version that it sees: asked, and paid after
        haggling."""
        asked, paid = (one[:, self.kinds.shop] for one in self._at_shops(home))
        if self.version_off is None:
            return asked, paid
        return cut(asked, self.version_off), cut(paid, self.version_off)

    def _at_shops(self, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        asked = there(home[:, None], self.levels, self.rates)
        return asked, haggled(asked, self.haggling)

    def in_the_evening(self) -> tuple[np.ndarray, np.ndarray]:
        """Fen of one piece at the day's last price, products by shops, asked and paid: without a flash, and without
        what teams, past buyers and whole orders save."""
        if self._evening_of is not self.plain:
            self._evening_of, self._evening = self.plain, self._at_shops(self.plain)
        return self._evening

    def bundle_savings(self, ordered: np.ndarray, added: np.ndarray, pair: np.ndarray) -> np.ndarray:
        """Fen that two pieces cost less, by numbers of the products and what both would cost in fen."""
        percent = np.zeros((len(self.names), len(self.names)))
        for places, each in self.bundles.items():
            percent[places] = each
        return bundle_saving(pair, percent[ordered, added])

    def piece_price(self, pieces: np.ndarray) -> np.ndarray:
        """Fen of a piece for each kind of shopper who orders so many: the best of past buyers', quantity and team
        price."""
        percent = np.maximum(self.for_known, np.where(pieces >= self.quantity_from, self.quantity, 0.0))
        if self.team.any():
            percent = np.maximum(percent, np.where(self.teams_meet, self.team_percent[:, None], 0.0))
        return cut(self.now, percent)

    def payment(self, pieces: np.ndarray, price: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Fen that orders of so many pieces at a price (fen a piece) cost new and known shoppers."""
        order = pieces * price
        coupon = np.where(new, saving(order, self.coupons), 0)
        if self.percents:
            shares = [percent_saving(order, self._percents_of(group)) for group in ("new", "known")]
            coupon = np.maximum(coupon, np.where(new, *shares))
        return np.maximum(order - saving(order, self.thresholds) - coupon, 1)

    def _percents_of(self, group: str) -> list[tuple[int, float]]:
        """Spend (fen) and per cent of the percentage coupons that a group has."""
        return [(spend, percent) for whom, spend, percent in self.percents if whom in (group, "everybody")]

    def cut_short(self, product: int, pieces: int, kind: int) -> int:
        """Fen of an order of which only so many pieces could be had."""
        return int(self.payment(np.array(pieces), self.each[product, kind], self.kinds.new[kind]))

    def sell_flash(self, product: int, pieces: int) -> bool:
        """Count pieces off the flash quantity; whether that ends the flash price."""
        left = int(self.flash_left[product])
        self.flash_left[product] = max(left - pieces, 0)
        if left and (bird := self.birds[product]):
            self.early[bird, product] = int(self.flash_left[product])
        return 0 < left <= pieces


def _by_hour(discount: Discount) -> np.ndarray:
    """Per cent off in each hour of the day."""
    hours = np.arange(HOURS)
    return np.where((hours >= discount.from_hour) & (hours < discount.to_hour), discount.percent, 0.0)


def _deepest(percent: float, quantity: int, shelf: int, lowest: int) -> tuple[int, int]:
    """Price in fen and pieces of the one limited offer that runs, if it goes under the day's lowest."""
    if not quantity or cut(shelf, percent) >= lowest:
        return lowest, 0
    return cut(shelf, percent), quantity
