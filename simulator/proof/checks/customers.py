"""Customers: tiers of members, what they pay, and what their benefits bring; messages and reminders."""

import math

import numpy as np

from simulator.plan import Membership, PercentCoupon, Treatment
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.checks.aftersales import early_buyers
from simulator.proof.worlds import Change, changed_tables, everybody_buys, laboratory, liked, on_taobao, plenty
from simulator.season import play
from simulator.season.people import KNOWN

TIERS = {"programme": "tiers", "silver_from": 69, "gold_from": 138, "diamond_from": 200}
ALL_BENEFITS = dict.fromkeys(("priority_from", "birthday_from", "service_from"), "silver")


def what_members_pay(_alpha: float) -> Measured:
    """Orders of one piece each at 69 yuan: 69 make silver, 69 and 69 gold, 69, 69 and 62.10 diamond."""
    plan = on_taobao(membership=Membership(**TIERS, gold_percent=10, diamond_percent=20))
    with laboratory(shoppers={"returns_again": 1.0}):
        orders = play(plan, everybody_buys(plenty(weeks=26, traffic=0.3)), 1301).tables["orders"]
    price = np.array([69.0, 69.0, 62.1, 55.2])[np.minimum(orders["times"], 3)]
    return exact(price.sum(), orders["paid"].sum() / 100, tolerance=1e-6)


def members_who_come_back(alpha: float) -> Measured:
    """With four benefits, of which each adds eight hundredths of the chance of six in ten."""
    plan = on_taobao(membership=Membership(**TIERS, silver_percent=1, **ALL_BENEFITS))
    _, first, then = early_buyers(1302, 0.6, plan)
    return chance(0.6 * (1 + 4 * 0.08), int((then >= 0).sum()), len(first), alpha)


def dear_service(data: dict) -> None:
    """Dedicated service that counts twenty-five times as much as in the world."""
    data["service"]["appeal"]["value"] = 3.0


def worth_of_service(alpha: float) -> Measured:
    """Log odds of silver members with dedicated service against those of strangers; a past purchase adds 1.2."""
    plan = on_taobao(membership=Membership(**TIERS, service_from="silver"))
    with laboratory(shoppers={"returns_again": 1.0}), changed_tables(customers=dear_service):
        tables = play(plan, liked(plenty(traffic=8.0), plain=-1.0, lavender=-50.0), 1303).tables
    known = int((tables["orders"]["source"] == KNOWN).sum())
    new, visits = len(tables["orders"]["source"]) - known, int(tables["days"]["known"].sum())
    strangers = int(tables["days"]["considering"].sum()) - visits
    odds = math.log(known / (visits - known)) - math.log(new / (strangers - new))
    error = math.sqrt(1 / known + 1 / (visits - known) + 1 / new + 1 / (strangers - new))
    return normal(1.2 + 3.0, odds, error, alpha)


def cost_of_a_programme(_alpha: float) -> Measured:
    """Two hundred yuan a week, five hundred for the best customers' service, three for each parcel that goes first."""
    plan = on_taobao(membership=Membership(**TIERS, priority_from="gold", service_from="diamond"))
    with laboratory(shoppers={"returns_again": 1.0}):
        result = play(plan, everybody_buys(plenty(traffic=0.3)), 1304)
    first = int((result.tables["orders"]["spent"] >= 13_800).sum())
    return exact(13 * (200 + 500) + 3 * first, result.ledger.balance["membership"] / 100, tolerance=1e-6)


def loud(fresh: float, leave: float) -> Change:
    """Messages of which fresh ones are answered that often, in every group, and which drive that many away."""

    def change(data: dict) -> None:
        data["messages"]["leave"]["value"] = leave
        for one in data["response"].values():
            one["value"] = fresh

    return change


def customers_who_answer(alpha: float) -> Measured:
    """One message in the third week after an order, two in each of the next two weeks; nobody comes back alone. Each
    earlier message leaves seven tenths of the effect, and each drives a twentieth away."""
    plan = on_taobao(treatment=Treatment(high_messages=1, low_messages=2))
    with changed_tables(customers=loud(0.4, 0.05)):
        _, first, then = early_buyers(1305, 0.0, plan)
    second = 1 - (1 - 0.4 * 0.7) * (1 - 0.4 * 0.7**2)
    third = 1 - (1 - 0.4 * 0.7**3) * (1 - 0.4 * 0.7**4)
    theory = 0.4 + 0.6 * 0.95 * second + 0.6 * (1 - second) * 0.95**3 * third
    return chance(theory, int((then >= 0).sum()), len(first), alpha)


def customers_who_stay(alpha: float) -> Measured:
    """Three messages in the third week, of which each drives a tenth away and none is answered; all would come back."""
    plan = on_taobao(treatment=Treatment(high_messages=3))
    with changed_tables(customers=loud(0.0, 0.1)):
        orders, first, then = early_buyers(1306, 1.0, plan)
    took = (orders["delivered"] - orders["day"])[first]
    at_once = 1 - (20 / 21) ** np.maximum(21 - 10 - took, 0)
    stay = at_once + (1 - at_once) * 0.9**3
    error = math.sqrt((stay * (1 - stay)).sum()) / len(first)
    return normal(stay.mean(), (then >= 0).mean(), error, alpha)


def orders_won_by_reminders(alpha: float) -> Measured:
    """Of two tenths of the orders that stay unpaid, one in five is won, and one in four of the rest, which all have a
    coupon."""
    coupon = (PercentCoupon(weeks=tuple(range(1, 14)), percent=10),)
    treatment = Treatment(unpaid_reminder="reminder", coupon_reminder="reminder")
    with laboratory(market={"payment_rate": 0.8}):
        plan = on_taobao(promotions=coupon, treatment=treatment)
        tables = play(plan, everybody_buys(plenty()), 1307).tables
    paid, unpaid = (len(tables[name]["paid"]) for name in ("orders", "unpaid"))
    return chance(1 - 0.2 * 0.8 * 0.75, paid, paid + unpaid, alpha)


def many_carts(data: dict) -> None:
    """Reminders of the cart that bring three in ten."""
    data["reminders"]["cart"]["value"] = 0.3


def carts_remembered(alpha: float) -> Measured:
    """Visits of the next day, of those who left without buying anywhere."""
    with laboratory(), changed_tables(customers=many_carts):
        tables = play(on_taobao(treatment=Treatment(cart_reminder="reminder")), plenty(traffic=4.0), 1308).tables
    days = tables["days"]
    elsewhere = np.bincount(tables["rivals"]["day"], tables["rivals"]["orders"], len(days["day"]))
    left = (days["considering"] - days["paid_orders"] - elsewhere)[:-1].sum()
    return chance(0.3, int(days["known"].sum()), int(left), alpha)


def cost_of_messages(_alpha: float) -> Measured:
    """One message of six fen to each buyer, in the third week after the order."""
    with laboratory(), changed_tables(customers=loud(0.0, 0.0)):
        plan = on_taobao(treatment=Treatment(high_messages=1))
        result = play(plan, everybody_buys(plenty(traffic=0.3)), 1309)
    written = int((result.tables["orders"]["day"] <= 70).sum())
    return exact(0.06 * written, result.ledger.balance["messages"] / 100, tolerance=1e-6)


ASSUMED = "tiers of the Syllabus, part 1.3.11; size assumed"
WRITTEN = "groups of the Syllabus, part 2.1.8; sizes assumed"
CHECKS = (
    Check(
        "What members pay", "closed form", "membership: tier", "Syllabus, part 1.3.11",
        "Members pay the price of the tier that their spending has reached (yuan, all together).", what_members_pay,
    ),
    Check(
        "Members who come back", "closed form", "membership: coming back", ASSUMED,
        "Each benefit of a tier brings its members back more often.", members_who_come_back,
    ),
    Check(
        "Worth of dedicated service", "closed form", "membership: appeal", ASSUMED,
        "Members with somebody of their own to ask have log odds of buying that are higher by its worth.",
        worth_of_service,
    ),
    Check(
        "Cost of a programme", "closed form", "membership: cost", "definition",
        "A programme costs its weeks, and each parcel that goes first (yuan).", cost_of_a_programme,
    ),
    Check(
        "Customers who answer", "closed form", "messages: answers", WRITTEN,
        "Messages bring back as many as they find, fewer with each message of the same month.", customers_who_answer,
    ),
    Check(
        "Customers who stay", "closed form", "messages: staying", WRITTEN,
        "Each message drives its part of the customers away for good.", customers_who_stay,
    ),
    Check(
        "Orders won by reminders", "closed form", "messages: reminders", WRITTEN,
        "Reminders win their parts of the orders that would stay unpaid.", orders_won_by_reminders,
    ),
    Check(
        "Carts remembered", "closed form", "messages: carts", WRITTEN,
        "Of those who leave without buying, the reminder brings its part once more on the next day.", carts_remembered,
    ),
    Check(
        "Cost of messages", "closed form", "messages: cost", "definition",
        "Each message to each customer costs its price (yuan, all together).", cost_of_messages,
    ),
)  # fmt: skip
