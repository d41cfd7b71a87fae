"""Customers: tiers of members, what they pay, and what their benefits bring."""

import math

import numpy as np

from simulator.plan import Membership
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.checks.aftersales import early_buyers
from simulator.proof.worlds import changed_tables, everybody_buys, laboratory, liked, on_taobao, plenty
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


ASSUMED = "tiers of the Syllabus, part 1.3.11; size assumed"
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
)  # fmt: skip
