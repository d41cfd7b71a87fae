"""Promotions: what they cost an order, whom they draw, and from whom."""

import math
from datetime import date

import numpy as np
from attrs import evolve
from scipy import stats

from simulator.plan import Bundle, Discount, EarlyBird, FestivalEntry, Gift, NewCustomerCoupon, PercentCoupon
from simulator.proof.check import Check, Measured, chance, exact, normal, poisson
from simulator.proof.checks.choice import (
    DEAR,
    LEAVING,
    OWN,
    bought,
    counts,
    dearer,
    log_odds,
    moved,
    shares,
    shift,
)
from simulator.proof.worlds import (
    LAVENDER,
    PLAIN,
    everybody_buys,
    flat,
    laboratory,
    liked,
    on_taobao,
    plenty,
    with_product,
)
from simulator.records import Table, rows
from simulator.scenario import Scenario, platforms, segments
from simulator.season import play
from simulator.season.due import NEVER

ALL_WEEKS = tuple(range(1, 14))
REFERENCE = "Winer 1986; Kalyanaram and Winer 1995"


def coupon_is_a_cut(_alpha: float) -> Measured:
    """A coupon that everybody redeems against a price as much lower, on common draws: the same orders."""
    with laboratory(shoppers={"promotion": 0.0}):
        coupon = on_taobao(69.0, promotions=(NewCustomerCoupon(weeks=ALL_WEEKS, save=10),))
        world = liked(plenty(), plain=1.0, lavender=-50.0)
        lower, redeemed = (len(play(plan, world, 501).tables["orders"]["paid"]) for plan in (on_taobao(59.0), coupon))
    return exact(lower, redeemed)


def depth_of_a_discount(_alpha: float) -> Measured:
    with laboratory():
        cheaper = on_taobao(promotions=(Discount(weeks=ALL_WEEKS, percent=15),))
        orders = play(cheaper, plenty(), 502).tables["orders"]
    return exact(0.85, orders["paid"].sum() / orders["shelf"].sum(), tolerance=1e-4)


def attention_to_a_small_cut(alpha: float) -> Measured:
    """Five per cent under the usual price draw half the attention, on the first day, on top of the price."""
    weight, percent = 8.0, 5
    world = liked(plenty(traffic=80.0, weeks=1), plain=0.2, lavender=-50.0)
    with laboratory(shoppers={"promotion": weight}):
        plans = (on_taobao(69.0), on_taobao(promotions=(Discount(weeks=(1,), percent=percent),)))
        found = [counts(play(plan, world, 503), last_day=0) for plan in plans]
        cheaper = segments()["practical"].price * 69.0 * percent / 100 / world.reference_price
    return shift(*found, weight * 0.5 + cheaper, alpha)


def half_life(alpha: float) -> Measured:
    """Days until half of the reference price is forgotten, from the attention that a lasting cut keeps after a week."""
    return remembered(Discount, 504, alpha)


def remembered(kind: type, seed: int, alpha: float) -> Measured:
    """The half-life that shows in the attention to a promotion of nine per cent off."""
    weight, percent, later = 6.0, 9, 7
    world = liked(plenty(traffic=60.0, weeks=2), plain=-1.2, lavender=-50.0)
    with laboratory(shoppers={"promotion": weight}):
        result = play(on_taobao(promotions=(kind(weeks=(1, 2), percent=percent),)), world, seed)
    first, then = (counts(result, day, day) for day in (0, later))
    lost = (log_odds(first) - log_odds(then)) / weight
    error = math.sqrt(sum(1 / one[place] for one in (first, then) for place in (0, LEAVING))) / weight
    half = float(stats.norm.isf(alpha / 2)) * error

    def days(attention: float) -> float:
        """Half-life at which the attention of the later day is what it is."""
        price = 1 - percent / 100
        above = price / (1 - 0.1 * attention) - price
        return later * math.log(0.5) / math.log(above / (1 - price))

    theory = math.log(0.5) / math.log(0.9)
    kept = 0.9**later * percent / 100
    expected = kept / (1 - percent / 100 + kept) / 0.1
    return Measured(theory, days(0.9 - lost), days(expected - half), days(expected + half))


def half_life_of_a_coupon(alpha: float) -> Measured:
    """As for a discount, with a coupon for everybody that takes as much off."""
    return remembered(PercentCoupon, 512, alpha)


def lift_taken_from_rivals(alpha: float) -> Measured:
    """On common draws, each buyer whom a lower price wins was a rival's, the shop's own, or nobody's."""
    with laboratory():
        world, cheap, dear = dearer(4.5)
        left = shares(world, DEAR)
    rivals = slice(OWN, LEAVING)
    expected = left[rivals].sum() / (1 - left[0])
    return chance(expected, int((dear - cheap)[rivals].sum()), int((cheap - dear)[0]), alpha)


def percentage_coupons(_alpha: float) -> Measured:
    """A tenth for everybody from two pieces on, a fifth for past buyers; who has both takes the better one."""
    for_all = PercentCoupon(weeks=ALL_WEEKS, percent=10, spend=138)
    for_known = PercentCoupon(weeks=ALL_WEEKS, percent=20, group="known")
    with laboratory(shoppers={"quantity": [0.5, 0.3, 0.2], "returns_again": 1.0}):
        plan = on_taobao(promotions=(for_all, for_known))
        orders = play(plan, everybody_buys(plenty(traffic=0.3)), 505).tables["orders"]
    percent = np.where(orders["times"] > 0, 20, np.where(orders["pieces"] >= 2, 10, 0))
    theory = (orders["pieces"] * 69 * (1 - percent / 100)).sum()
    return exact(theory, orders["paid"].sum() / 100, tolerance=1e-6)


def early_birds(_alpha: float) -> Measured:
    """Pieces a week at half the price, when more people want them in the week's first two days."""
    plan = on_taobao(promotions=(EarlyBird(weeks=ALL_WEEKS, percent=50, days=2, quantity=40),))
    with laboratory():
        orders = play(plan, everybody_buys(plenty(traffic=0.2)), 506).tables["orders"]
    return exact(40, orders["pieces"][2 * orders["paid"] == orders["shelf"]].sum() / 13, tolerance=1e-9)


def worth_of_a_gift(alpha: float) -> Measured:
    """The plain scarf with a lavender one, worth four tenths of its price, in the same week as without."""
    world = liked(plenty(traffic=60.0, weeks=1), plain=0.0, lavender=-50.0)
    with laboratory():
        plans = (on_taobao(), on_taobao(promotions=(Gift(weeks=(1,), gift=LAVENDER),)))
        found = [bought(play(plan, world, 507)) for plan in plans]
        worth = segments()["practical"].price * 0.4 * 139.0 / world.reference_price
    return moved(*found, worth, alpha)


def gifts_while_they_last(_alpha: float) -> Measured:
    """Sixty gifts for orders of two pieces and more, of which a week brings many times as many."""
    plan = on_taobao(promotions=(Gift(weeks=(1, 2), gift=LAVENDER, spend=138),))
    with laboratory(shoppers={"quantity": [0.5, 0.3, 0.2]}):
        world = with_product(everybody_buys(plenty(traffic=0.5, weeks=2)), LAVENDER, first_stock=60)
        orders = play(plan, world, 508).tables["orders"]
    earned = np.flatnonzero(orders["pieces"] >= 2)
    in_order = earned[np.lexsort((orders["moment"][earned], orders["day"][earned]))][:60]
    return exact(60, int((orders["gift"][in_order] != NEVER).sum()))


def with_another(**changes: float) -> Scenario:
    """The world in which everybody orders the plain scarf, and another one at 79 yuan only goes with it."""
    one = everybody_buys(plenty(**changes))
    another = evolve(one.products[LAVENDER], list_price=79.0)
    return evolve(one, products={PLAIN: one.products[PLAIN], LAVENDER: another})


def bundle_of(percent: float, seed: int, **changes: float) -> Table:
    """Orders with a bundle of both scarves."""
    plan = on_taobao(promotions=(Bundle(weeks=ALL_WEEKS, percent=percent, first=LAVENDER, second=PLAIN),))
    with laboratory():
        return play(plan, with_another(**changes), seed).tables["orders"]


def bundles_taken(alpha: float) -> Measured:
    """At a fifth off both, the other scarf is no dearer than is usual."""
    added = bundle_of(20, 509)["added"] != NEVER
    return chance(0.35 * -math.expm1(-20 / 15), int(added.sum()), len(added), alpha)


def price_of_a_bundle(_alpha: float) -> Measured:
    orders = bundle_of(30, 510, traffic=0.2)
    return exact(0.7 * (69 + 79), orders["paid"][orders["added"] != NEVER].mean() / 100, tolerance=1e-9)


def festival_year(data: dict) -> None:
    """A flat year with one festival, to which more people come by themselves no more than on other days."""
    flat(data)
    days = {"first": date(2025, 3, 3), "last": date(2025, 3, 9)}
    data["festivals"] = [days | {"name": "Fair", "name_zh": "Fair", "visits": 1.0, "keener": 1.2}]


def festival_stage(alpha: float) -> Measured:
    """Visits of a week in a festival that the shop enters."""
    with laboratory(year=festival_year):
        world = plenty(traffic=12.0, weeks=1)
        plan = on_taobao(promotions=(FestivalEntry(weeks=(1,), percent=20),))
        visits = play(plan, world, 511).tables["days"]["organic"].sum()
        usual = platforms()["taobao"].organic_visits.value * world.traffic * world.days
    return poisson(1.25 * usual, visits, alpha)


DEPTH, AHEAD_DAYS = 60, 14


def bought_ahead(seed: int) -> tuple[Table, Table]:
    """Orders and days of the products in three weeks in which everybody buys the plain scarf, at a deep cut in the
    second one."""
    plan = on_taobao(promotions=(Discount(weeks=(2,), percent=DEPTH),))
    with laboratory():
        world = with_product(everybody_buys(plenty(traffic=40.0, weeks=4)), PLAIN, first_stock=1_000_000)
        tables = play(plan, world, seed).tables
    return tables["orders"], rows(tables["products"], tables["products"]["product"] == 0)


def pieces_for_later(alpha: float) -> Measured:
    """One piece more with half a chance for each hundredth beyond a tenth; by and by the low price becomes usual."""
    orders, _ = bought_ahead(513)
    orders = rows(orders, orders["day"] // 7 == 1)
    price = 1 - DEPTH / 100
    reference = price + (1 - price) * 0.9 ** np.arange(7)
    share = 0.5 * (1 - price / reference - 0.1)
    people = np.bincount(orders["day"] - 7, minlength=7)
    error = math.sqrt((people * share * (1 - share)).sum()) / people.sum()
    return normal((people * share).sum() / people.sum(), (orders["added"] == 0).mean(), error, alpha)


def pieces_at_home(alpha: float) -> Measured:
    """The share of what was bought ahead that is still at home two weeks later; whatever is gone was one order less."""
    orders, days = bought_ahead(514)
    ahead = int((orders["added"] == 0).sum())
    first = np.bincount(orders["day"][orders["added"] == 0], minlength=28)
    kept = (1 - 1 / AHEAD_DAYS) ** (27 - np.arange(28))
    theory = (first * kept).sum() / ahead
    error = math.sqrt((first * kept * (1 - kept)).sum()) / ahead
    return normal(theory, 1 - days["had"].sum() / ahead, error, alpha)


CHECKS = (
    Check(
        "A coupon that all redeem", "closed form", "promotion: saving", "Blattberg and Neslin 1990, chapter 10",
        "A coupon that every buyer redeems sells exactly what the same cut of the price sells.", coupon_is_a_cut,
    ),
    Check(
        "Depth of a discount", "closed form", "promotion: cut", "definition",
        "Fifteen per cent off leave 85% of the shelf price to be paid.", depth_of_a_discount,
    ),
    Check(
        "Attention to a small cut", "closed form", "promotion: attention", REFERENCE,
        "A cut half as deep as a striking one draws half the attention.", attention_to_a_small_cut,
    ),
    Check(
        "Half-life of the reference price", "closed form", "promotion: reference price", REFERENCE,
        "A cut that lasts becomes the usual price: half of it in 6.6 days.", half_life,
    ),
    Check(
        "Where a lower price finds its buyers", "closed form", "choice: price",
        "van Heerde, Gupta and Wittink 2003; Train 2009, chapter 3",
        "Of the pieces gained, rivals lose the part that their share of the others' buyers is.", lift_taken_from_rivals,
    ),
    Check(
        "Who pays what with coupons", "closed form", "promotion: percentage coupon", "definition",
        "Percentage coupons leave each group its part of its orders to pay (yuan, all together).", percentage_coupons,
    ),
    Check(
        "Early birds", "closed form", "promotion: early bird", "definition",
        "An early-bird price sells its pieces a week and no piece more.", early_birds,
    ),
    Check(
        "Worth of a gift", "closed form", "promotion: gift", "McFadden 1974; size assumed",
        "A gift moves the log odds of buying like a price lower by what it is worth.", worth_of_a_gift,
    ),
    Check(
        "Gifts while they last", "closed form", "promotion: gifts given", "definition",
        "Gifts go with the first orders that earn one, until the last piece is given.", gifts_while_they_last,
    ),
    Check(
        "Bundles taken", "closed form", "promotion: bundle", "size assumed",
        "Whoever orders one product of a bundle adds the other as often as the cut says.", bundles_taken,
    ),
    Check(
        "Price of a bundle", "closed form", "promotion: price of a bundle", "definition",
        "A pair in a bundle costs thirty per cent less than both pieces (yuan).", price_of_a_bundle,
    ),
    Check(
        "Stage of a festival", "closed form", "promotion: festival", "size assumed",
        "A festival that the shop enters brings a quarter more visits on its days.", festival_stage,
    ),
    Check(
        "Reference price after coupons", "closed form", "promotion: what was paid", REFERENCE,
        "A coupon that lasts becomes the usual price like a cut: half of it in 6.6 days.", half_life_of_a_coupon,
    ),
    Check(
        "Bought ahead", "closed form", "promotion: ahead", "shape and size assumed",
        "At a deep cut as many take one piece more as its depth says.", pieces_for_later,
    ),
    Check(
        "Lift and dip", "closed form", "promotion: dip", "van Heerde, Leeflang and Wittink 2000; days assumed",
        "What is bought ahead is missing later, a fourteenth of the rest each day: lift and dip cancel out.",
        pieces_at_home,
    ),
)  # fmt: skip
