"""Two engines, one law: where two seasons first differ, shoppers with their own arrivals, planted bugs.

Both engines share laws and luck, so the same seed must leave the same records. Whether the people themselves are drawn
right, only the comparison with own arrivals can tell: exponential gaps thinned to the rate (Lewis and Shedler 1979),
from Python's Mersenne Twister.
"""

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from attrs import evolve, frozen

from simulator.experiment import Measures, mean_and_error
from simulator.kpi import KEYS, kpis
from simulator.laws import desk, resolution, returns
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan
from simulator.proof.biases import replaced
from simulator.records import Table
from simulator.scenario import Scenario, calendar
from simulator.season import Result, aftersales, baskets, blocks, play, season
from simulator.season.ads import ClickAds
from simulator.season.aftersales import Chances, Fate
from simulator.season.blocks import Blocks
from simulator.season.brand import Brand
from simulator.season.carriers import CITY, FAR, Lanes
from simulator.season.conditions import Conditions
from simulator.season.due import Due
from simulator.season.fronts import Front
from simulator.season.instruments import Instruments
from simulator.season.kols import Fans
from simulator.season.market import Market
from simulator.season.offers import Offers
from simulator.season.people import MOMENT, MOST_FOUND, ONLOOKER, STRATA, Crowd, Flow, Known, People
from simulator.season.relations import Relations
from simulator.season.reviewing import Reviewing
from simulator.season.rivals import Rivals
from simulator.season.security import Security
from simulator.season.service import Desk
from simulator.season.social import Read, Social
from simulator.season.stock import Stock
from simulator.season.streams import Streams
from simulator.season.versions import Versions
from simulator.season.warehouse import Warehouse

FAMILY = 0.01  # chance that any test of a comparison fails where nothing differs
POWER = 0.84  # normal quantile of four in five


def first_difference(one: Result, other: Result) -> str:
    """The first place where two seasons' records differ, or nothing."""
    for name, table in one.tables.items():
        for column, values in table.items():
            others = other.tables[name][column]
            if len(values) != len(others):
                return f"{name}: {len(values)} rows against {len(others)}"
            if len(places := np.flatnonzero(values != others)):
                place = places[0]
                return f"{name}.{column}[{place}]: {values[place]} against {others[place]}, and {len(places) - 1} more"
    return ""


def both(plan: Plan, scenario: Scenario, seed: int) -> str:
    """Where the two engines' seasons first differ, or nothing."""
    return first_difference(*(play(plan, scenario, seed, detail=detail) for detail in ("batch", "shopper")))


class OwnCrowd(Crowd):
    """People who come by gaps of their own: same rates, other random numbers."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.random = random.Random(int(self.luck_keys[0]))

    def arrived(self, _flow: Flow, _shop: Front, days: np.ndarray, _number: int,
                rates: np.ndarray) -> tuple[np.ndarray, ...]:  # fmt: skip
        hourly = np.outer(rates.sum(axis=1), calendar().hours).ravel()
        moments = np.array(list(self._gaps(hourly)), dtype=np.int64)
        share = rates / rates.sum(axis=1, keepdims=True)
        cells = [self.random.choices(range(rates.shape[1]), share[moment // DAY])[0] for moment in moments.tolist()]
        keys = np.array([self.random.getrandbits(62) for _ in cells], dtype=np.int64)
        segments = np.array(cells, dtype=np.int64)
        return moments + days[0] * DAY, keys, np.where(segments < len(self.segments), segments, ONLOOKER)

    def _gaps(self, hourly: np.ndarray) -> Iterator[int]:
        """Moments (ms) of a flow with a rate by hour: gaps at the highest rate, thinned."""
        highest, hours, now = float(hourly.max()), 0.0, hourly.tolist()
        while highest and (hours := hours + self.random.expovariate(highest)) < len(now):
            if self.random.random() * highest < now[int(hours)]:
                yield int(hours * HOUR)

    def _onlookers(self, days: np.ndarray) -> np.ndarray:
        """Moments by gaps, each with a uniform factor that it takes to come, counted by day and factor."""
        counts = np.zeros((len(days), len(self.shops), MOST_FOUND * STRATA + 1), dtype=np.int64)
        for shop in self.shops:
            alone = 1 - self.keen[days] @ self.mix[shop.place]
            rate = MOST_FOUND * shop.world.organic_visits.value * self.factor[days] * alone
            for moment in self._gaps(np.outer(rate, calendar().hours).ravel()):
                counts[moment // DAY, shop.place, 1 + int(self.random.random() * MOST_FOUND * STRATA)] += 1
        return np.cumsum(counts, axis=2)


def own_arrivals(plan: Plan, scenario: Scenario, seed: int) -> dict[str, float]:
    """The KPIs of a season of the shopper engine whose people draw their own arrivals."""
    with replaced([(season, "Crowd")], OwnCrowd):
        return kpis(play(plan, scenario, seed, detail="shopper"))


@frozen
class Comparison:
    """One KPI in two samples: p-values of mean, spread and distribution, and the shift of the mean, as a share of it,
    that would be seen four times in five at the family's level."""

    kpi: str
    mean: float
    spread: float
    distribution: float
    visible: float


def compared(one: Measures, other: Measures) -> list[Comparison]:
    """Every KPI in two samples of seasons, but for those that no season moves."""
    moves = [key for key in KEYS if np.ptp(one[key]) or np.ptp(other[key])]
    return [_compared(key, one[key], other[key]) for key in moves]


def _compared(key: str, one: np.ndarray, other: np.ndarray) -> Comparison:
    from scipy import stats

    mean = stats.ttest_ind(one, other, equal_var=False).pvalue
    spread = stats.levene(one, other, center="median").pvalue
    distribution = stats.ks_2samp(one, other).pvalue
    error = math.hypot(mean_and_error(one)[1], mean_and_error(other)[1])
    visible = (stats.norm.ppf(1 - level() / 2) + POWER) * error / abs(float(other.mean())) if other.mean() else math.inf
    return Comparison(key, float(mean), float(spread), float(distribution), visible)


def level() -> float:
    """The p-value below which one of the tests says that the samples differ (Bonferroni over KPIs and tests)."""
    return FAMILY / (3 * len(KEYS))


def _late_reviews(self: Due, day: int) -> None:
    if day:
        Reviews(self, day - 1)


def _price_a_day_late(self: Offers, day: int, shelf: list[float], on_hand: np.ndarray) -> None:
    OpenDay(self, max(day - 1, 0), shelf, on_hand)


def _flash_to_midnight(self: Offers, product: int, pieces: int) -> bool:
    SellFlash(self, product, pieces)
    return False


def _until_without_looking_again(self: Blocks, closing: int, done: int) -> int:
    """Deciding the last day of a season to its end, whatever a sale has set going."""
    stop = int(np.searchsorted(self.moment, min(self.env.peek(), closing)))
    last = closing == self.market.scenario.days * DAY
    while done < stop:
        done = self.decide(done, stop)
        if not last:
            stop = int(np.searchsorted(self.moment, min(self.env.peek(), closing)))
    return done


def _no_purchase(self: Blocks, product: int, moment: int) -> None:
    if self.stock.on_hand[product] == 0:
        self.stock.sold_out(product, moment)


def _shelf_shut_till_midnight(self: Market, product: int) -> None:
    if self.stock.on_hand[product] <= 0:
        Restock(self, product)


def _back_a_day_late(self: Known, day: np.ndarray, people: People) -> None:
    people.table[MOMENT] += DAY
    Invite(self, day + 1, people)


def _silence_is_no_loss(self: Blocks, outcome: np.ndarray, segment: np.ndarray) -> np.ndarray:
    return Mood(self, np.where(outcome == desk.UNANSWERED, desk.ANSWERED, outcome), segment)


def _service_rated_alike(chances: Chances, orders: Table) -> Fate:
    return Rated(chances, orders | {"consultation": np.zeros_like(orders["consultation"])})


def _waits_all_the_same(_self: Blocks, _visit: np.ndarray) -> slice:
    return slice(None)


def _all_come_first_thing(*queue: Any) -> list[int]:
    *contacts, comes, opens, closes = queue
    return Serve(*contacts, [opens] * len(comes), opens, closes)


def _last_come_first_served(wanted: np.ndarray, shop: np.ndarray, market: Market, on_hand: np.ndarray) -> np.ndarray:
    return Had(wanted[::-1], shop[::-1], market, on_hand)[::-1]


def _refund_waits_for_the_goods(due: Due, conditions: Conditions, *rest: Any) -> None:
    BookReturns(due, evolve(conditions, refund=returns.WAY_BACK), *rest)


def _last_come_first_picked(self: Warehouse, day: int, *queue: np.ndarray) -> np.ndarray:
    return Picked(self, day, *(values[::-1] for values in queue))[::-1]


def _lane_of_the_order(self: Lanes, orders: Table) -> np.ndarray:
    return Lane(self, orders | {"left": orders["day"]})


def _on_credit(self: ClickAds, purse: int, day: int, money: int) -> tuple[int, int]:
    return PaidFor(self, purse, day, 10 * money)


def _agents_may_pay_less(claim: np.ndarray, luck: np.ndarray, limit: int, share: float) -> np.ndarray:
    return SolvedHow(claim, luck, limit - 100, share)


def _answers_before_removals(self: Reviewing, columns: Table, visit: np.ndarray) -> None:
    SeeTo(evolve(self, removed=0.0), columns, visit)
    SeeTo(evolve(self, answer=0, revised=0.0), columns, visit)


def _won_back_a_day_late(self: Relations, *parts: np.ndarray) -> np.ndarray:
    return WinBack(evolve(self, silence=self.silence + 1), *parts)


def _one_livestream_for_all(self: Streams, visits: np.ndarray) -> np.ndarray:
    return np.zeros(len(visits), dtype=np.int64)


def _fans_a_day_late(self: Fans, day: int) -> list[np.ndarray]:
    return FansWho(self, day - 1) if day else []


def _main_shop_only(self: Social, day: int, place: int, today: Read, shares: np.ndarray) -> np.ndarray:
    return Coming(self, day, place, today, np.eye(len(shares))[0])


def _left_ignores_stock(self: Stock) -> np.ndarray:
    return ToReorder(self) + 1


Reviews, OpenDay, SellFlash = Due.open_reviews, Offers.open_day, Offers.sell_flash
PaidFor = ClickAds._paid_for


def _early_birds_every_day(self: Offers, product: int, pieces: int) -> bool:
    before = dict(self.early)
    ends = SellFlash(self, product, pieces)
    self.early = before
    return ends


def _small_orders_too(orders: Table, *rest: Any) -> Table:
    return Wrap(orders | {"paid": orders["paid"] + 100}, *rest) | {"paid": orders["paid"]}


def _no_bundles(orders: Table, market: Market, *rest: Any) -> Table:
    with replaced([(market.offers, "bundles")], {}):
        return Fill(orders, market, *rest)


def _empty_homes(_self: Blocks, *_buyers: Any) -> np.ndarray:
    return blocks.NOBODY


def _without_a_past(orders: Table, *when: np.ndarray) -> np.ndarray:
    return Returning(orders | {"spent": np.zeros_like(orders["spent"])}, *when)


def _carts_a_day_later(self: Blocks, tomorrow: int) -> None:
    Remind(self, tomorrow + 1)


def _never_tired(chances: Chances, orders: Table) -> tuple[np.ndarray, np.ndarray]:
    with replaced([(chances.messages, "stays")], np.ones_like(chances.messages.stays)):
        return NextVisits(chances, orders)


def _nobody_leaves(chances: Chances, orders: Table) -> tuple[np.ndarray, np.ndarray]:
    with replaced([(chances.owned, "stays")], [np.ones_like(one) for one in chances.owned.stays]):
        return NextVisits(chances, orders)


def _riders_far_away(self: Lanes, person: np.ndarray) -> np.ndarray:
    right = Region(self, person)
    return np.where(right == FAR, CITY, np.where(right == CITY, FAR, right))


def _first_supplier_only(self: Stock, product: int, _moment: int) -> tuple:
    return self.sources[product][0]


def _learnt_a_week_late(self: Desk, visit: np.ndarray, moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return ChatTimes(self, visit, np.maximum(moment - 7 * DAY, 0))


def _known_a_week_late(self: Brand, week: int, *parts: Any) -> None:
    if week > 1:
        CloseWeek(self, week - 1, *parts)


CloseWeek, ChatTimes = Brand.close_week, Desk.chat_times


def _taken_over_a_day_late(self: Versions, *day: Any) -> None:
    self.taken = vars(self).pop("waits", self.taken)
    before = self.taken.copy()
    CountDay(self, *day)
    self.taken, self.waits = before, self.taken


def _reads_what_was(self: Instruments, day: int, rivals: Rivals) -> list[float]:
    return ReadPrices(self, max(day - 1, 0), rivals)


def _sees_no_lost_demand(self: Instruments, day: int, sold: np.ndarray, held: np.ndarray,
                         lost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    return Evening(self, day, sold, held, np.zeros_like(lost))


def _heals_at_once(self: Security) -> None:
    self.distrust = 0.0


ReadPrices, Evening = Instruments.prices, Instruments.evening
CloseWeek, CountDay = Brand.close_week, Versions.close_day
Remind, NextVisits = Blocks._remind_of_carts, blocks.next_visits
Fill, Returning = blocks.fill, blocks.returning
Reviews, OpenDay, SellFlash, Wrap = Due.open_reviews, Offers.open_day, Offers.sell_flash, blocks.wrap
Restock, Invite, Mood, ToReorder, Had = Market.restock, Known.invite, Blocks.mood, Stock.to_reorder, baskets.had
Picked, Lane, Region = Warehouse._picked, Lanes.lane, Lanes.region
BookReturns = aftersales._book_returns
Picked = Warehouse._picked
WinBack = Relations.win_back
BookReturns, SolvedHow, SeeTo = aftersales._book_returns, resolution.solved, Reviewing._see_to
Serve, Rated = desk.serve, blocks.fate
Coming, FansWho = Social._coming, Fans.visitors
BUGS: dict[str, tuple[Any, str, Callable]] = {
    "reviews appear a night late": (Due, "open_reviews", _late_reviews),
    "prices change a day late": (Offers, "open_day", _price_a_day_late),
    "the flash price lasts to midnight": (Offers, "sell_flash", _flash_to_midnight),
    "a cut forgotten on the last day": (Blocks, "until", _until_without_looking_again),
    "purchases wait for the night": (Blocks, "_change", _no_purchase),
    "a filled shelf opens at midnight": (Market, "restock", _shelf_shut_till_midnight),
    "buyers come back a day late": (Known, "invite", _back_a_day_late),
    "silence at the desk costs nothing": (Blocks, "mood", _silence_is_no_loss),
    "all rate the service alike": (blocks, "fate", _service_rated_alike),
    "who got an auto-reply waits all the same": (Blocks, "left_to_people", _waits_all_the_same),
    "evening agents come when the desk opens": (desk, "serve", _all_come_first_thing),
    "the last come fills a basket first": (baskets, "had", _last_come_first_served),
    "a refund in advance waits for the goods": (aftersales, "_book_returns", _refund_waits_for_the_goods),
    "the last come is picked first": (Warehouse, "_picked", _last_come_first_picked),
    "carriers go by the day of the order": (Lanes, "lane", _lane_of_the_order),
    "a limit taken for a yuan less": (resolution, "solved", _agents_may_pay_less),
    "bad reviews answered before they disappear": (Reviewing, "_see_to", _answers_before_removals),
    "a buyer won back comes a day late": (Relations, "win_back", _won_back_a_day_late),
    "ads shown when the day's money is gone": (ClickAds, "_paid_for", _on_credit),
    "all viewers hear the first livestream": (Streams, "number", _one_livestream_for_all),
    "fans come a day late": (Fans, "visitors", _fans_a_day_late),
    "readers find the main shop only": (Social, "_coming", _main_shop_only),
    "a purchase one piece too late": (Stock, "to_reorder", _left_ignores_stock),
    "early birds come every day": (Offers, "sell_flash", _early_birds_every_day),
    "what lies at home keeps nobody away": (Blocks, "_who_have_one", _empty_homes),
    "members bring no past with them": (blocks, "returning", _without_a_past),
    "carts are remembered a day later": (Blocks, "_remind_of_carts", _carts_a_day_later),
    "nobody is tired of messages": (blocks, "next_visits", _never_tired),
    "whoever has left a place still comes from it": (blocks, "next_visits", _nobody_leaves),
    "riders carry to those far away": (Lanes, "region", _riders_far_away),
    "the second supplier is forgotten": (Stock, "_source", _first_supplier_only),
    "agents have learnt a week late": (Desk, "chat_times", _learnt_a_week_late),
    "the brand is known a week late": (Brand, "close_week", _known_a_week_late),
    "a better version is taken over a day late": (Versions, "close_day", _taken_over_a_day_late),
    "the errors of yesterday's readings": (Instruments, "prices", _reads_what_was),
    "a dashboard that sees no lost demand": (Instruments, "evening", _sees_no_lost_demand),
    "trust that heals in a night": (Security, "open_day", _heals_at_once),
    "a bundle forgotten at the till": (blocks, "fill", _no_bundles),
    "a gift for orders a yuan too small": (blocks, "wrap", _small_orders_too),
}


def planted(bug: str, plan: Plan, scenario: Scenario, seed: int) -> str:
    """What the comparison of both engines says when the batch has a bug: where the seasons first differ."""
    owner, name, wrong = BUGS[bug]
    with replaced([(owner, name)], wrong):
        broken = play(plan, scenario, seed)
    return first_difference(broken, play(plan, scenario, seed, detail="shopper"))
