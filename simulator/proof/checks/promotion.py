"""Promotions: what they cost an order, whom they draw, and from whom."""

import math

from scipy import stats

from simulator.plan import Discount, NewCustomerCoupon
from simulator.proof.check import Check, Measured, chance, exact
from simulator.proof.checks.choice import DEAR, LEAVING, OWN, counts, dearer, log_odds, shares, shift
from simulator.proof.worlds import laboratory, liked, on_taobao, plenty
from simulator.scenario import segments
from simulator.season import play

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
    weight, percent, later = 6.0, 9, 7
    world = liked(plenty(traffic=60.0, weeks=2), plain=-1.2, lavender=-50.0)
    with laboratory(shoppers={"promotion": weight}):
        lasting = on_taobao(promotions=(Discount(weeks=(1, 2), percent=percent),))
        result = play(lasting, world, 504)
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


def lift_taken_from_rivals(alpha: float) -> Measured:
    """On common draws, each buyer whom a lower price wins was a rival's, the shop's own, or nobody's."""
    with laboratory():
        world, cheap, dear = dearer(4.5)
        left = shares(world, DEAR)
    rivals = slice(OWN, LEAVING)
    expected = left[rivals].sum() / (1 - left[0])
    return chance(expected, int((dear - cheap)[rivals].sum()), int((cheap - dear)[0]), alpha)


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
)  # fmt: skip
