"""Coupons and promotions: what each kind of offer adds to a shop, and what a deep cut takes from weeks around it."""

import numpy as np
from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Bundle, Discount, Gift, NewCustomerCoupon, Plan, Promotion, SpendAndSave
from simulator.scenario import load
from simulator.season import play

WEEKS = tuple(range(1, 14))
OFFERS: dict[str, Promotion] = {
    "10% off everything": Discount(WEEKS, percent=10.0),
    "coupon for new customers": NewCustomerCoupon(WEEKS, save=5.0, spend=60.0),
    "both scarves, 8% less": Bundle(WEEKS, percent=8.0, first="scarf-plain", second="scarf-lavender"),
    "a scarf as a gift from 200 yuan": Gift(WEEKS, gift="scarf-plain", spend=200.0),
    "10 yuan off from 130 yuan": SpendAndSave(WEEKS, spend=130.0, save=10.0),
}
DEEP = Discount((6,), percent=30.0)
TOP_UP = tuple(("segments", f"{name}.top_up") for name in ("bargain", "practical", "quality", "trend"))


def with_offers(plan: Plan, *offers: Promotion) -> Plan:
    """The plan with these promotions in place of its own."""
    return evolve(plan, promotions=offers)


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit in the first shop."""
    return float(replicate(plan, load("first-shop"), on)["profit"].mean())


def by_offer(on: list[int]) -> dict[str, float]:
    """Profit that each offer adds to the sound plan, yuan."""
    plan = shop("first-shop")
    base = profit(plan, on)
    return {name: profit(with_offers(plan, one), on) - base for name, one in OFFERS.items()}


def by_threshold(on: list[int], thresholds: tuple[float, ...] = (60.0, 90.0, 130.0, 180.0, 250.0)) -> dict[str, float]:
    """Profit that ten yuan off adds, by the spend from which they are given, yuan."""
    plan = shop("first-shop")
    base = profit(plan, on)
    return {
        f"from {spend:.0f} yuan": profit(with_offers(plan, SpendAndSave(WEEKS, spend=spend, save=10.0)), on) - base
        for spend in thresholds
    }


def pieces_by_week(plan: Plan, on: list[int]) -> list[float]:
    """Pieces ordered in each week, mean of some seasons."""
    market = load("first-shop")
    every = [play(plan, market, seed).tables["orders"] for seed in on]
    found = [np.bincount(orders["day"] // 7, orders["pieces"], market.weeks) for orders in every]
    return np.mean(found, axis=0).tolist()


def offer_numbers(
    offers: dict[str, float], thresholds: dict[str, float], cut: list[float], plain: list[float]
) -> Numbers:
    """What the text says of offers, thresholds and the deep cut in the sixth week."""
    change = [one - other for one, other in zip(cut, plain, strict=True)]
    return {
        "best": max(offers, key=lambda name: offers[name]),
        "best_yuan": (round(max(offers.values()), -3), "yuan"),
        "all_off": (round(offers["10% off everything"], -3), "yuan"),
        "low_threshold": (round(thresholds["from 60 yuan"], -3), "yuan"),
        "best_threshold": max(thresholds, key=lambda name: thresholds[name]),
        "high_threshold": (round(thresholds["from 250 yuan"], -3), "yuan"),
        "lift": (change[5] / plain[5], "share"),
        "dip": (sum(change[6:9]) / sum(plain[6:9]), "share"),
        "taken": (-sum(change[6:]) / change[5], "share"),
    }


def top_up_numbers(on: list[int]) -> Numbers:
    """What the threshold adds where half and twice as many add a piece to reach it."""
    found = {}
    for word, factor in (("half", 0.5), ("double", 2.0)):
        with scaled(TOP_UP, factor):
            plan = shop("first-shop")
            gain = profit(with_offers(plan, OFFERS["10 yuan off from 130 yuan"]), on) - profit(plan, on)
        found[f"threshold_{word}"] = (round(gain, -3), "yuan")
    return found


ADVICE = (
    Advice(
        "Ask for a second piece: a threshold just above what one costs.",
        "first-shop",
        taken=lambda plan: with_offers(plan, OFFERS["10 yuan off from 130 yuan"]),
        assumed=TOP_UP,
    ),
    Advice(
        "Do not cut the price of everything for everybody.",
        "first-shop",
        left=lambda plan: with_offers(plan, Discount(WEEKS, percent=25.0)),
    ),
)


def turn(plan: Plan) -> Plan:
    """A threshold that a second scarf reaches, all season."""
    return with_offers(plan, OFFERS["10 yuan off from 130 yuan"])
