"""Regularities that nobody put in: shelves, brands, cuts and purchases behave as published ones do."""

import numpy as np
from attrs import evolve

from simulator.laws.traffic import DAY
from simulator.plan import Discount, Plan, Shop
from simulator.proof.check import Check, Measured
from simulator.proof.checks.stylised_facts import LIST
from simulator.proof.fact_pack import PRODUCTS, WEEKS, season
from simulator.proof.worlds import PLAIN, plenty
from simulator.records import Table
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play
from simulator.season.due import NEVER

BEST = PRODUCTS // 5
KNOWN = 30  # buyers from which on a product's regularities are looked at
LARGEST = 20  # products between which buyers are shared


def orders() -> Table:
    """The paid orders of the pack's season."""
    return season().tables["orders"]


def buyers() -> np.ndarray:
    """Which product each buyer has bought, people by products (bool)."""
    people, place = np.unique(orders()["person"], return_inverse=True)
    bought = np.zeros((len(people), PRODUCTS), dtype=bool)
    bought[place, orders()["product"]] = True
    return bought


def share_of_the_best_fifth(_alpha: float) -> Measured:
    sales = np.sort(np.bincount(orders()["product"], orders()["paid"], PRODUCTS))
    return Measured(0.79, sales[-BEST:].sum() / sales.sum(), 0.70, 0.85)


def buyers_of_one_order(_alpha: float) -> Measured:
    _, times = np.unique(orders()["person"], return_counts=True)
    return Measured(0.505, (times == 1).mean(), 0.45, 0.55)


def share_sent_back(_alpha: float) -> Measured:
    return Measured(0.185, (orders()["requested"] != NEVER).mean(), 0.17, 0.20)


def double_jeopardy(_alpha: float) -> Measured:
    """Correlation, over products, of the logarithm of how many buy it and how often these do."""
    number = buyers().sum(axis=0)
    often = np.bincount(orders()["product"], minlength=PRODUCTS) / np.maximum(number, 1)
    known = number >= KNOWN
    return Measured(0.5, np.corrcoef(np.log(number[known]), often[known])[0, 1], 0.2, 1.0)


def duplication(_alpha: float) -> Measured:
    """Correlation, over pairs of products, of how many buyers of the one buy the other and how many of all do."""
    bought = buyers()
    bought = bought[:, np.argsort(bought.sum(axis=0))[-LARGEST:]]
    number = bought.sum(axis=0)
    shared = (bought.T.astype(float) @ bought) / number[:, None]
    others = ~np.eye(LARGEST, dtype=bool)
    among_all = np.broadcast_to(number / len(bought), shared.shape)
    return Measured(0.9, np.corrcoef(among_all[others], shared[others])[0, 1], 0.8, 1.0)


def fluctuation(_alpha: float) -> Measured:
    """Exponent of the variance of a product's weekly sales as a power of their mean, over products."""
    weekly = season().tables["products"]["sold"].reshape(WEEKS, 7, PRODUCTS).sum(axis=1)
    mean, variance = weekly.mean(axis=0), weekly.var(axis=0, ddof=1)
    known = mean > 1
    return Measured(1.5, np.polyfit(np.log(mean[known]), np.log(variance[known]), 1)[0], 1.0, 2.0)


def taken_from_rivals(_alpha: float) -> Measured:
    """Orders that rivals lose to a week at a quarter off, of the pieces that it sells more."""
    plans = [Plan(shop=Shop("taobao"), promotions=one) for one in ((), (Discount((4,), 25.0, products=(PLAIN,)),))]
    usual, cheap = (play(plan, plenty(traffic=4.0), 955).tables for plan in plans)
    in_week = {name: usual[name]["day"] // 7 == 3 for name in ("products", "rivals")}
    more = (cheap["products"]["sold"] - usual["products"]["sold"])[in_week["products"]]
    lost = (usual["rivals"]["orders"] - cheap["rivals"]["orders"])[in_week["rivals"]].sum()
    return Measured(1 / 3, lost / more.reshape(7, len(LIST))[:, 0].sum(), 0.2, 0.45)


def orders_swell_upstream(_alpha: float) -> Measured:
    """Variance of weekly purchases over that of weekly sales, mean of two products: the naive plan, money enough."""
    scenario = evolve(load("first-shop"), capital=1e7)
    tables = play(rung(scenario.key, "naive"), scenario, 971).tables
    purchases, week = tables["purchases"], tables["purchases"]["moment"] // (7 * DAY)
    sold = tables["products"]["sold"].reshape(scenario.weeks, 7, -1).sum(axis=1)
    ratios = []
    for product in range(sold.shape[1]):
        its = purchases["product"] == product
        bought = np.bincount(week[its], purchases["pieces"][its], scenario.weeks)
        ratios.append(bought[1:-2].var() / sold[1:-2, product].var())
    return Measured(2.0, float(np.mean(ratios)), 1.0, 100.0)


CHECKS = (
    Check(
        "The best fifth of the products", "stylised fact", "choice", "Ta-Feng grocery data: 79% of sales",
        "A fifth of two hundred products brings seventy to eighty-five hundredths of the sales.",
        share_of_the_best_fifth, "calibrated", "Taiwan, 2000 to 2001",
    ),
    Check(
        "Buyers of one order", "stylised fact", "loyalty", "CDNOW: 50.5% in eighteen months",
        "About half of all buyers of seventy-eight weeks have bought once.", buyers_of_one_order,
        "calibrated", "United States, 1997 to 1998",
    ),
    Check(
        "Parcels that come back", "stylised fact", "returns", "National Retail Federation (secondary): 17 to 20%",
        "Of a hundred parcels seventeen to twenty come back.", share_sent_back,
        "calibrated", "United States, 2022 to 2024",
    ),
    Check(
        "Double jeopardy", "stylised fact", "choice", "Ehrenberg, Goodhardt and Barwise 1990 (band assumed)",
        "What few people buy is also bought less often by those who do.", double_jeopardy,
        "emergent", "United Kingdom and United States, 1950s to 1980s",
    ),
    Check(
        "Shared buyers", "stylised fact", "choice", "Ehrenberg and Goodhardt, duplication of purchase (band assumed)",
        "Buyers of any product buy another as often as this other is bought by all, times a constant.", duplication,
        "emergent", "United Kingdom, 1960s to 1980s",
    ),
    Check(
        "Larger products vary more", "stylised fact", "traffic", "Eisler, Bartos and Kertész 2008: 1 to 2",
        "The variance of a product's weekly sales grows as a power of their mean, between the first and the second.",
        fluctuation, "emergent", "many countries, to 2008",
    ),
    Check(
        "Whom a cut takes from", "stylised fact", "choice", "van Heerde, Gupta and Wittink 2003: a third",
        "About a third of what a cut sells more is taken from rivals.", taken_from_rivals,
        "emergent", "United States, 1980s to 1990s",
    ),
    Check(
        "Orders swell upstream", "stylised fact", "inventory", "Lee, Padmanabhan and Whang 1997",
        "Purchases vary more than sales: who buys in lots passes on a wilder demand than he meets.",
        orders_swell_upstream, "emergent", "United States, 1990s",
    ),
)  # fmt: skip
