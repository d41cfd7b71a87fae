"""The market as shoppers meet it: the shop's offers and the rivals' weighed by every kind of shopper, now."""

import operator

import numpy as np
from attrs import evolve

from simulator.laws.choice import USUAL_STARS, Tastes, starred, utility
from simulator.laws.draws import purpose_keys
from simulator.laws.group_buying import team_success
from simulator.laws.messages import reminded
from simulator.laws.promotion import attention, paid_price, reference_price
from simulator.plan import Plan
from simulator.records import Table, count
from simulator.scenario import Scenario, Shares, brand, customers, media, sells_at_home
from simulator.season.carriers import told
from simulator.season.due import NEVER
from simulator.season.fronts import Front, segment_names
from simulator.season.instruments import Instruments
from simulator.season.membership import Membership
from simulator.season.offers import Offers
from simulator.season.pantry import Pantry
from simulator.season.people import Crowd
from simulator.season.presentation import Presentation
from simulator.season.prices import Prices
from simulator.season.rivals import Rivals
from simulator.season.shocks import reputation_lost
from simulator.season.stock import Stock
from simulator.season.versions import Versions

LOYAL = 1.2  # utility that a past buyer adds to the shop's offers (assumed)
OUT = np.inf
WORST = 600.0  # utility under which an offer cannot fall; e to it is still a number


def reluctance(utility: np.ndarray) -> np.ndarray:
    """exp(-utility); what nobody would take even at a tenth of its price is as far away as a number can say."""
    return np.exp(np.minimum(-utility, WORST))


class Market:
    """Prices, offers and their weights. `reluctance` is exp(-utility), offers by kinds of shopper: the shop's products,
    the rivals, leaving; infinite when sold out. `wanted` is the same as if no product of the shop were. `baskets`:
    cumulative chances of what goes with an order (rows), or none."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, stock: Stock,
                 members: Membership, versions: Versions, instruments: Instruments, seed: int) -> None:  # fmt: skip
        self.scenario, self.stock, self.kinds, self.versions = scenario, stock, crowd.kinds, versions
        self.instruments, self.distrust = instruments, 0.0  # distrust: utility that own offers lose tonight
        self.products, self.names = list(scenario.products.values()), segment_names(shops)
        self.own = len(self.products)
        self.tastes = Tastes.of(crowd.segments, self.kinds.segment)
        self.trust, self.days, self.competition, haggling, tariff = (
            np.array([getattr(one.world, name).value for one in shops])[self.kinds.shop]
            for name in ("trust", "delivery_days", "competition", "haggling", "tariff")
        )
        self.own_days = np.array([told(one.world.delivery_days.value, plan, sells_at_home(one.key)) for one in shops])[
            self.kinds.shop
        ]
        self.standing = np.array([one.standing for one in shops])[self.kinds.shop] + members.appeal[self.kinds.tier]
        self.per_home = np.array([one.world.paid_of_home for one in shops])[self.kinds.shop]
        self.kept = np.array([1 - one.world.haggling.value for one in shops])
        self.borne = (1 - haggling) * (1 + tariff)
        self.own_tastes, self.fame = self.tastes, 0.0  # towards own offers, as far as the brand is known
        self.loyal = np.where(self.kinds.new, 0.0, LOYAL)
        self.appeal = np.array([self._liked(one.appeal) for one in self.products])
        self.rival_appeal = np.array([self._liked(one.appeal) for one in scenario.rivals])
        self.seasons = np.array([one.season or (0.0,) * 12 for one in self.products])
        self.months = [scenario.date(day).month - 1 for day in range(scenario.days)]
        self.quality = np.array([one.quality for one in self.products])
        self.rival_quality = np.array([one.quality for one in scenario.rivals])
        self.rivals = Rivals(scenario, shops)
        alternatives = [*scenario.products, *(rival.name for rival in scenario.rivals), "leaving"]
        self.offer_keys = purpose_keys(seed, [f"choice of {one}" for one in alternatives])
        reminders = customers()["reminders"]
        self.payment_rate = np.array([one.world.payment_rate.value for one in shops])
        if plan.treatment.unpaid_reminder != "none":
            self.payment_rate = reminded(self.payment_rate, reminders["unpaid"].value)
        self.hurried = reminders["coupon"].value if plan.treatment.coupon_reminder != "none" else 0.0
        self.carts = reminders["cart"].value if plan.treatment.cart_reminder != "none" else 0.0
        self.joiners = [one.world.joiners.value for one in shops]
        self.pay = np.tile(self.payment_rate, (self.own, 1))
        self.rating = 0.0
        self.cheapest = min(product.list_price for product in self.products)  # in the window, that rivals could see
        self.references = self.paid = np.array([product.list_price for product in self.products])  # yuan at home
        self.lost = reputation_lost(plan, scenario).tolist()
        self.pantry = Pantry(plan, self.own)
        self.offers = Offers(plan, scenario, shops, self.kinds, members.percent)
        self.prices = Prices(plan, scenario, stock)
        self.presentation = Presentation(plan, scenario, self.kinds, self.names)
        self.delist(np.zeros((self.own, len(shops)), dtype=bool))
        self.wanted = np.ones((len(alternatives), len(self.kinds.segment)))
        self.reluctance = self.wanted.copy()
        self._shown: tuple = (None, b"")  # prices and stock as last put into the window
        self._faced: tuple[bytes, bytes] | None = None  # rivals' prices and who is out, as last weighed
        self._weighed: tuple = ()  # what own offers were last weighed under
        self._hurried_at: np.ndarray | None = None  # payments for which it was last worked out who is reminded
        self.plain = np.ones((self.own, len(self.kinds.segment)))  # reluctance before what a night changes
        self.tonight = self.plain.copy()  # factor on it tonight
        stock.changed = self.restock

    def know(self, aware: np.ndarray) -> None:
        """Let new visitors know the brand from the next night on: shares of those who do, shops by segments."""
        effects, kinds = brand()["effects"], self.kinds
        known = np.where(kinds.new, aware[kinds.shop, kinds.segment], 0.0)
        self.fame = effects["worth"].value * known
        self.own_tastes = evolve(self.tastes, price=self.tastes.price * (1 - effects["price"].value * known))

    def _liked(self, appeal: Shares) -> np.ndarray:
        return np.array([appeal.get(name, 0.0) for name in self.names])[self.kinds.segment]

    def open_day(self, day: int, rating: float) -> None:
        """Take over the day's prices and promotions; rivals answer yesterday's."""
        self.rating = rating
        self.rivals.open_day(day, self.cheapest)
        self.month = self.months[day]
        if day:
            self.references = reference_price(self.references, self.paid)
        self.offers.version_off = self.versions.off(day, self.kinds, self.own)
        shelf = self.versions.priced(self.prices.open_day(day, self.instruments.prices(day, self.rivals)))
        self.offers.open_day(day, shelf, self.stock.on_hand)
        self._show(day)
        self._stock_up()
        liked = self.presentation.appeal()[:, None] + starred(self.tastes, rating)
        self.tonight = np.exp(self.lost[day] + self.distrust - self.versions.appeal(day, self.kinds, self.own) - liked)
        if day % 7 == 0:
            self._fill_teams()
        self._hurry()
        if (state := (self.rivals.prices.tobytes(), self.rivals.out.tobytes())) != self._faced:
            self._faced, self.wanted[self.own : -1] = state, self._rivals()
        if not self._as_weighed():
            self.plain = self._own(slice(None))
        self.wanted[: self.own] = self.plain * self.tonight
        self.reluctance[:] = self.wanted
        if self.stock.on_hand.min() <= 0:
            self.reluctance[: self.own][self.stock.on_hand <= 0] = OUT

    def _show(self, day: int) -> None:
        """Put what is in stock into the window; rivals will see the cheapest of it, as long as there is any."""
        usual, in_stock, offers = 100 * self.scenario.reference_price, self.stock.on_hand > 0, self.offers
        shown, self._shown = self._shown, (offers.seen, in_stock.tobytes())
        if day % 7 and shown[0] is offers.seen and shown[1] == self._shown[1]:
            return
        self.presentation.open_day(day, offers.seen / usual, offers.by_hour[:, -1] / usual, in_stock, offers.bundles)
        visible = offers.seen[self.presentation.listed & in_stock]
        if len(visible):
            self.cheapest = int(visible.min()) / 100

    def _stock_up(self) -> None:
        """What goes with an order tonight, and who has a piece at home."""
        self.pantry.open_day()
        self.baskets = self.presentation.baskets
        if self.pantry.fills:
            evening, shelf = self.offers.by_hour[:, -1], self.offers.shelf
            depth = 1 - evening / np.minimum(shelf, 100 * self.references)
            self.baskets = self.pantry.with_pieces_for_later(self.baskets, depth)

    def close_day(self, orders: Table, had: np.ndarray) -> None:
        """Remember what was paid for a piece of each product today, and what was bought ahead; `had`: buyers who went
        without, by product."""
        self.paid = self.offers.seen / 100
        if self.offers.saves:
            alone = (orders["added"] == NEVER).nonzero()[0]
            product, shop = orders["product"][alone], orders["shop"][alone]
            paid = count(product, orders["paid"][alone] / self.kept[shop], self.own)
            asked = count(product, orders["shelf"][alone], self.own)
            self.paid = paid_price(self.offers.shelf / 100, np.round(paid, 6), asked)
        self.pantry.close_day(orders, had)

    def _as_weighed(self) -> bool:
        """Whether own offers are what they were when they were last weighed, but for what a night changes."""
        before, references = self._weighed, self.references if self.offers.cuts else None
        self._weighed = (self.offers.paid, self.month, self.presentation.listed, self.delisted, references,
                         self.fame)  # fmt: skip
        return bool(before) and all(map(operator.is_, before, self._weighed))

    def _fill_teams(self) -> None:
        """Chance, by product and shop, that an order is paid: its buyer pays, and its team fills in time."""
        hours = media().friends.team_hours.value
        for product, team in enumerate(self.offers.team.tolist()):
            fills = [team_success(team - 1, one, hours) if team and one else 1.0 for one in self.joiners]
            self.pay[product] = np.round(self.payment_rate * fills, 12)
        self.unhurried = self.paying = self.pay[:, self.kinds.shop]
        self._hurried_at = None

    def _hurry(self) -> None:
        """Remind those who order with a coupon, or who save on the whole order, to pay."""
        offers = self.offers
        if self.hurried and self._hurried_at is not offers.paid:
            self._hurried_at = offers.paid
            hurried = reminded(self.pay, self.hurried)[:, self.kinds.shop]
            self.paying = np.where(offers.paid < offers.pieces * offers.each, hurried, self.unhurried)

    @property
    def found(self) -> np.ndarray:
        """Factor on the visits that search brings to each shop today."""
        return self.presentation.found

    def turn(self, hour: int) -> None:
        """Take over the prices of an hour of the day."""
        if changed := self.offers.turn(hour):
            self.reprice(changed)

    def reprice(self, products: list[int]) -> None:
        """Work out own offers again after their prices have changed."""
        self.offers.settle()
        self._hurry()
        self.plain[products] = self._own(products)
        self.wanted[products] = self.plain[products] * self.tonight[products]
        for product in products:
            self.restock(product)

    def restock(self, product: int) -> None:
        """Put an own offer on the shelf or take it off, as the stock says."""
        self.reluctance[product] = self.wanted[product] if self.stock.on_hand[product] > 0 else OUT

    def delist(self, off: np.ndarray) -> None:
        """Take products off the shelves of shops: `off`, products by shops (bool)."""
        self.off, self.delisted = off, off[:, self.kinds.shop]

    def _own(self, which: slice | list[int]) -> np.ndarray:
        """Reluctance to take own offers before what a night changes. Shoppers hold a price against the level of prices
        where they buy, and so do the rivals there, who are not taxed at a border."""
        offers = self.offers
        price = offers.paid[which] / offers.pieces[which] / 100 / self.per_home
        noticed = 0.0
        if offers.cuts:
            noticed = np.where(offers.cut[which], attention(price, self.references[which, None]), 0.0)
        appeal = self.appeal[which] + self.presentation.stance + self.seasons[which, self.month, None]
        if offers.gifts:
            price = price - offers.worth[which] / offers.pieces[which] / 100
        known = self._utility(
            self.own_tastes, appeal, self.quality[which, None], USUAL_STARS, price * self.borne, noticed, self.own_days
        )
        known += self.trust + self.standing + self.fame
        taken_off = self.delisted[which] | ~self.presentation.listed[which, None]
        return np.where(taken_off, OUT, reluctance(known + self.loyal))

    def _rivals(self) -> np.ndarray:
        quality, price = self.rival_quality[:, None], self.rivals.prices[:, None]
        known = self._utility(self.tastes, self.rival_appeal, quality, quality, price, 0.0, self.days)
        return np.where(self.rivals.out[:, None], OUT, reluctance(known + self.trust + self.competition))

    def _utility(self, tastes: Tastes, appeal: np.ndarray, quality: np.ndarray, rating: np.ndarray | float,
                 price: np.ndarray, promoted: np.ndarray | float, days: np.ndarray) -> np.ndarray:  # fmt: skip
        reference = self.scenario.reference_price
        return utility(tastes, appeal, quality, rating, price, reference, days, promoted)
