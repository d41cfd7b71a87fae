"""Choice among offers is the logit."""

import math
from datetime import date

import numpy as np
from attrs import evolve
from scipy import stats
from scipy.integrate import quad
from scipy.special import softmax

from simulator.laws import choice
from simulator.plan import Discount
from simulator.proof.check import Check, Measured, exact, goodness_of_fit, normal
from simulator.proof.worlds import LAVENDER, PLAIN, laboratory, liked, on_taobao, plenty, with_product
from simulator.scenario import Scenario, platforms, segments
from simulator.season import Result, play
from simulator.season.people import KNOWN

LOGIT = "McFadden 1974; Train 2009, chapter 3"
OWN = 2
LEAVING = -1


def shares(world: Scenario, plain: float = 69.0, segment: str = "practical") -> np.ndarray:
    """Logit shares of products, rivals and leaving (last), for shoppers who don't mind the rating; `plain` is the
    plain scarf's price in yuan."""
    taste, place = segments()[segment], platforms()["taobao"]

    def known(appeal: float, quality: float, price: float) -> float:
        paid = taste.price * price / world.reference_price
        return appeal + taste.quality * (quality - 4.5) - taste.delivery * place.delivery_days.value - paid

    prices = {name: one.list_price for name, one in world.products.items()} | {PLAIN: plain}
    own = [known(one.appeal[segment], one.quality, prices[name]) for name, one in world.products.items()]
    rivals = [known(one.appeal[segment], one.quality, one.price) + place.competition.value for one in world.rivals]
    return softmax([*(np.array(own + rivals) + place.trust.value), 0.0])


def counts(result: Result, first_day: int = 0, last_day: int = 999) -> np.ndarray:
    """People who took each product, each rival's offer, or left (last), on days of the season."""
    orders, rivals, days = (result.tables[name] for name in ("orders", "rivals", "days"))
    own = np.bincount(orders["product"][_between(orders["day"], first_day, last_day)], minlength=OWN)
    its = _between(rivals["day"], first_day, last_day)
    others = np.bincount(rivals["rival"][its], rivals["orders"][its])
    people = days["considering"][_between(days["day"], first_day, last_day)].sum()
    return np.concatenate([own, others, [people - own.sum() - others.sum()]]).astype(int)


def _between(day: np.ndarray, first: int, last: int) -> np.ndarray:
    return (day >= first) & (day <= last)


def log_odds(found: np.ndarray) -> float:
    """Log odds of the plain scarf against leaving."""
    return math.log(found[0] / found[LEAVING])


def shift(before: np.ndarray, after: np.ndarray, theory: float, alpha: float) -> Measured:
    """Band of the change of the plain scarf's log odds against leaving, as if the seasons were independent."""
    error = math.sqrt(sum(1 / one[place] for one in (before, after) for place in (0, LEAVING)))
    return normal(theory, log_odds(after) - log_odds(before), error, alpha)


def bought(result: Result, first_day: int = 0) -> tuple[int, int]:
    """Buyers of the plain scarf from a day of the season on, and all who decided."""
    orders, days = result.tables["orders"], result.tables["days"]
    mine = (orders["product"] == 0) & (orders["day"] >= first_day)
    return int(mine.sum()), int(days["considering"][days["day"] >= first_day].sum())


def moved(before: tuple[int, int], after: tuple[int, int], theory: float, alpha: float) -> Measured:
    """Band of the change of the plain scarf's log odds when the same people meet a better offer: on common draws
    whoever bought it buys it still."""
    few, many = before[0] / before[1], after[0] / after[1]
    variance = 1 / (few * (1 - few)) + 1 / (many * (1 - many)) - 2 / ((1 - few) * many)
    change = math.log(many / (1 - many)) - math.log(few / (1 - few))
    return normal(theory, change, math.sqrt(variance / before[1]), alpha)


def logit_shares(alpha: float) -> Measured:
    with laboratory():
        world = plenty(traffic=12.0)
        return goodness_of_fit(counts(play(on_taobao(), world, 301)), shares(world), alpha)


def segments_mixed(alpha: float) -> Measured:
    """Shares of all segments together, each a logit of its own."""
    with laboratory(market={"audience": platforms()["taobao"].audience}):
        world = plenty(traffic=8.0, weeks=8)
        weights = {name: part * segments()[name].considers for name, part in platforms()["taobao"].audience.items()}
        mixed = sum(weight * shares(world, segment=name) for name, weight in weights.items()) / sum(weights.values())
        return goodness_of_fit(counts(play(on_taobao(), world, 302)), mixed, alpha)


DEAR, CHEAP = 99.0, 69.0
CROWDED = {"competition": 3.0}


def dearer(appeal: float) -> tuple[Scenario, np.ndarray, np.ndarray]:
    """The world with such an appeal of the plain scarf; counts with it cheap and dear, on common draws."""
    world = liked(plenty(traffic=8.0, weeks=6), plain=appeal)
    return world, *(counts(play(on_taobao(price), world, 303)) for price in (CHEAP, DEAR))


def own_elasticity(alpha: float) -> Measured:
    """On common draws those who still buy are a binomial part of those who bought."""
    with laboratory(market=CROWDED):
        world, before, after = dearer(6.5)
        kept = shares(world, DEAR)[0] / shares(world, CHEAP)[0]
    step = math.log(DEAR / CHEAP)
    error = math.sqrt((1 - kept) / (kept * before[0])) / step
    return normal(math.log(kept) / step, math.log(after[0] / before[0]) / step, error, alpha)


def cross_elasticity(alpha: float) -> Measured:
    """On common draws rivals gain a Poisson number of those who left the plain scarf."""
    with laboratory(market=CROWDED):
        world, before, after = dearer(6.5)
        gain = (1 - shares(world, DEAR)[0]) / (1 - shares(world, CHEAP)[0])
    rivals = slice(OWN, LEAVING)
    step, taken = math.log(DEAR / CHEAP), before[rivals].sum()
    error = math.sqrt((gain - 1) / taken) / gain / step
    return normal(math.log(gain) / step, math.log(after[rivals].sum() / taken) / step, error, alpha)


def rival_leaves(alpha: float) -> Measured:
    """The ratio of two offers after the third rival has left over that before; each gains a Poisson number."""
    with laboratory():
        world = plenty(traffic=12.0)
        one = counts(play(on_taobao(), world, 304))
        other = counts(play(on_taobao(), evolve(world, rivals=world.rivals[:2]), 304))
    gained = one[4] / (one.sum() - one[4])
    error = math.sqrt(gained * (1 / one[0] + 1 / one[3]))
    return normal(1.0, (other[0] / other[3]) / (one[0] / one[3]), error, alpha)


def worth_of_quality(alpha: float) -> Measured:
    weight, stars = 4.0, (4.5, 5.0)
    with laboratory(shoppers={"quality": weight}):
        found = [counts(play(on_taobao(), with_product(TRIAL, PLAIN, quality=one), 305)) for one in stars]
    return shift(*found, weight * (stars[1] - stars[0]), alpha)


def worth_of_rating(alpha: float) -> Measured:
    """Two shops whose goods are worth 4 and 5 stars, once their ratings have settled (after four weeks)."""
    weight = 2.0
    with laboratory(shoppers={"quality": 0.0, "rating": weight}):
        results = []
        for stars in (4.0, 5.0):
            world = with_product(with_product(TRIAL, PLAIN, quality=stars), LAVENDER, quality=stars)
            results.append(play(on_taobao(), world, 306))
    shown = [one.tables["days"]["rating"][28:].mean() for one in results]
    return shift(*(counts(one, first_day=28) for one in results), weight * (shown[1] - shown[0]), alpha)


def worth_of_days(alpha: float) -> Measured:
    weight, days = 0.8, (6.0, 1.5)
    found = []
    for one in days:
        with laboratory(shoppers={"delivery": weight}, market={"delivery_days": one}):
            found.append(counts(play(on_taobao(), liked(TRIAL, plain=3.0), 307)))
    return shift(*found, weight * (days[0] - days[1]), alpha)


def worth_of_price(alpha: float) -> Measured:
    prices = (105.0, 45.0)
    with laboratory():
        weight = segments()["practical"].price / TRIAL.reference_price
        found = [counts(play(on_taobao(price), TRIAL, 308)) for price in prices]
    return shift(*found, weight * (prices[0] - prices[1]), alpha)


def worth_of_a_sign(alpha: float) -> Measured:
    """A discount that draws all attention, on its first day, against the same price for ever."""
    weight, percent = 6.0, 20
    world = liked(plenty(traffic=60.0, weeks=1), plain=-0.9, lavender=-50.0)
    with laboratory(shoppers={"promotion": weight}):
        plans = (on_taobao(69.0), on_taobao(promotions=(Discount(weeks=(1,), percent=percent),)))
        found = [counts(play(plan, world, 309), last_day=0) for plan in plans]
        cheaper = segments()["practical"].price * 69.0 * percent / 100 / world.reference_price
    return shift(*found, weight + cheaper, alpha)


def worth_of_a_past_purchase(alpha: float) -> Measured:
    """Log odds of buying here, of those who have bought before against those who have not."""
    with laboratory(shoppers={"returns_again": 1.0}):
        tables = play(on_taobao(), liked(plenty(traffic=8.0), plain=1.0), 310).tables
    known = int((tables["orders"]["source"] == KNOWN).sum())
    new, visits = len(tables["orders"]["source"]) - known, tables["days"]["known"].sum()
    strangers = tables["days"]["considering"].sum() - visits
    odds = math.log(known / (visits - known)) - math.log(new / (strangers - new))
    error = math.sqrt(1 / known + 1 / (visits - known) + 1 / new + 1 / (strangers - new))
    return normal(1.2, odds, error, alpha)


def worth_of_a_month(alpha: float) -> Measured:
    """April against March, for a product that is out of season in one and in season in the other."""
    march, april = -1.5, 1.5
    world = with_product(liked(TRIAL, plain=2.5), PLAIN, season=(0.0, 0.0, march, april, *(0.0 for _ in range(8))))
    first = (date(2025, 4, 1) - world.start).days
    with laboratory():
        result = play(on_taobao(), world, 311)
    found = counts(result, last_day=first - 1), counts(result, first_day=first, last_day=first + 29)
    return shift(*found, april - march, alpha)


UTILITIES = np.array([0.8, 0.2, -0.3, 0.0])
NESTS = np.array([0, 0, 1, 2])


def nested_inclusive_value(_alpha: float) -> Measured:
    """Share of an offer as the slope of the expected greatest utility in its own (Williams, Daly and Zachary)."""
    step = 1e-5 * np.eye(4)[0]
    up, down = (choice.log_sum(one, NESTS, 0.6) for one in (UTILITIES + step, UTILITIES - step))
    slope = (up - down) / 2e-5
    return exact(slope, choice.nested_shares(UTILITIES, NESTS, 0.6)[0], tolerance=1e-8)


def mixed_integral(_alpha: float) -> Measured:
    """Share of an offer whose price weighs differently for each shopper, against scipy's adaptive integral."""
    prices, spread = np.array([1.0, 1.4, 0.0]), 0.5

    def share(normal: float) -> float:
        weights = 1.2 * math.exp(spread * normal)
        return float(softmax(UTILITIES[:3] - weights * prices)[0]) * stats.norm.pdf(normal)

    return exact(quad(share, -8, 8)[0], choice.mixed_shares(UTILITIES[:3], prices, 1.2, spread)[0], tolerance=1e-6)


TRIAL = liked(plenty(traffic=8.0, weeks=8), plain=1.0, lavender=-50.0)


CHECKS = (
    Check(
        "Logit shares", "closed form", "choice: draw", LOGIT,
        "People choose each product, each rival and leaving as often as the logit says.", logit_shares,
    ),
    Check(
        "Shares of mixed segments", "closed form", "choice: price", "McFadden and Train 2000",
        "All segments together choose as the mixture of their logits says.", segments_mixed,
    ),
    Check(
        "Own-price elasticity", "closed form", "choice: price", LOGIT,
        "A dearer scarf loses the buyers that the logit says it loses.", own_elasticity,
    ),
    Check(
        "Cross-price elasticity", "closed form", "choice: price", LOGIT,
        "Rivals gain their part of the buyers whom a dearer scarf loses.", cross_elasticity,
    ),
    Check(
        "A rival leaves", "closed form", "choice: independence", "Luce 1959; Train 2009, chapter 3",
        "When a rival leaves, the ratio of the offers that stay does not change.", rival_leaves,
    ),
    Check(
        "Nested logit", "closed form", "choice: nests", "Williams 1977; Daly and Zachary 1978",
        "A share in a nested logit is the slope of the expected greatest utility.", nested_inclusive_value,
    ),
    Check(
        "Mixed logit", "closed form", "choice: mixture", "Train 2009, chapter 6",
        "Shares of shoppers whose price weights differ are the integral over their weights.", mixed_integral,
    ),
    Check(
        "Worth of the price", "closed form", "choice: price", LOGIT,
        "Sixty yuan less move the log odds of buying by the price's weight.", worth_of_price,
    ),
    Check(
        "Worth of quality", "closed form", "choice: quality", LOGIT,
        "Half a star of promised quality moves the log odds by its weight.", worth_of_quality,
    ),
    Check(
        "Worth of the rating", "closed form", "choice: rating", LOGIT,
        "A better rating moves the log odds by its weight.", worth_of_rating,
    ),
    Check(
        "Worth of faster delivery", "closed form", "choice: delivery", LOGIT,
        "Days to the door move the log odds by their weight.", worth_of_days,
    ),
    Check(
        "Worth of a promotion's sign", "closed form", "choice: promotion", LOGIT,
        "A discount that is noticed moves the log odds by its attention, on top of its price.", worth_of_a_sign,
    ),
    Check(
        "Worth of a month", "closed form", "choice: month", LOGIT,
        "Odds of buying in two months differ by exp of what the months add to the product's appeal.", worth_of_a_month,
    ),
    Check(
        "Worth of a past purchase", "closed form", "choice: loyalty", "Guadagni and Little 1983; value assumed",
        "Whoever has bought here before has log odds of buying here that are higher by 1.2.", worth_of_a_past_purchase,
    ),
)  # fmt: skip
