"""What follows an order: delivery, returns, reviews, and the next visit."""

import math

import numpy as np

from simulator.plan import Plan
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import PLAIN, everybody_buys, laboratory, on_taobao, plenty, with_product
from simulator.records import Table
from simulator.scenario import load
from simulator.season import play

TAOBAO = on_taobao()
EARLY = 40  # days whose orders have their next visit within 26 weeks, however long the gap


def orders_of(seed: int, **changes: dict) -> Table:
    """The orders of a season in which everybody buys the plain scarf."""
    with laboratory(**changes):
        return play(on_taobao(), everybody_buys(plenty()), seed).tables["orders"]


def days_to_the_door(alpha: float) -> Measured:
    """One day and a Poisson number."""
    orders = orders_of(701)
    took = orders["delivered"] - orders["day"]
    return normal(2.9, took.mean(), math.sqrt(1.9 / len(took)), alpha)


def returned_parcels(alpha: float) -> Measured:
    """Three times as often from a flawed piece."""
    flaws, share = 0.1, 0.25
    with laboratory(supply={"defects": flaws}):
        world = with_product(everybody_buys(plenty()), PLAIN, returns=share)
        orders = play(on_taobao(), world, 702).tables["orders"]
    expected = share * (1 - flaws) + 3 * share * flaws
    return chance(expected, int((orders["returned"] >= 0).sum()), len(orders["returned"]), alpha)


def flawed_pieces(alpha: float) -> Measured:
    orders = orders_of(703, supply={"defects": 0.4})
    return chance(0.4, int(orders["flawed"].sum()), len(orders["flawed"]), alpha)


def stars_of_reviews(alpha: float) -> Measured:
    """Stars are one and a binomial number of four."""
    orders = orders_of(704)
    stars = orders["stars"][orders["flawed"] == 0]
    good = (4.5 - 1) / 4
    return normal(4.5, stars.mean(), math.sqrt(4 * good * (1 - good) / len(stars)), alpha)


def buyers_who_write(alpha: float) -> Measured:
    with laboratory():
        orders = play(on_taobao(), everybody_buys(plenty(traffic=3.0)), 705).tables["orders"]
    return chance(0.15, int(orders["writes"].sum()), len(orders["writes"]), alpha)


def rating_shown(_alpha: float) -> Measured:
    """The mean of all reviews so far and thirty of 4.6 stars."""
    world = load("first-shop")
    tables = play(on_taobao(), world, 706).tables
    seen = tables["reviews"]["day"] < world.days
    total, count = tables["reviews"]["description"][seen].sum(), tables["reviews"]["count"][seen].sum()
    return exact((4.6 * 30 + total) / (30 + count), tables["days"]["rating"][-1], tolerance=1e-6)


def early_buyers(seed: int, again: float, plan: Plan = TAOBAO) -> tuple[Table, np.ndarray, np.ndarray]:
    """Orders of a long season, places of good first orders of early days, and of the next orders of these people (-1
    where there is none)."""
    with laboratory(shoppers={"returns_again": again}):
        orders = play(plan, everybody_buys(plenty(weeks=26)), seed).tables["orders"]
    good = (orders["flawed"] == 0) & (orders["returned"] < 0)
    first = np.flatnonzero((orders["times"] == 0) & good & (orders["delivered"] < EARLY))
    second = np.flatnonzero(orders["times"] == 1)
    second = second[np.argsort(orders["person"][second])]
    people = orders["person"][second]
    found = np.minimum(np.searchsorted(people, orders["person"][first]), len(people) - 1)
    return orders, first, np.where(people[found] == orders["person"][first], second[found], -1)


def gap_to_the_next_visit(alpha: float) -> Measured:
    """Ten days and a geometric number with mean 20, cut off at 118."""
    orders, first, then = early_buyers(707, 1.0)
    came = then >= 0
    gaps = orders["day"][then[came]] - orders["delivered"][first[came]]
    longer = (20 / 21) ** np.arange(1, 119)
    mean = longer.sum()
    variance = ((2 * np.arange(118) + 1) * longer).sum() - mean**2
    return normal(10 + mean, gaps.mean(), math.sqrt(variance / len(gaps)), alpha)


def buyers_who_come_back(alpha: float) -> Measured:
    _, first, then = early_buyers(708, 0.8)
    return chance(0.8, int((then >= 0).sum()), len(first), alpha)


CHECKS = (
    Check(
        "Days to the door", "closed form", "delivery: days", "State Post Bureau 2023, value in the table of platforms",
        "Parcels take the platform's mean number of days.", days_to_the_door,
    ),
    Check(
        "Returned parcels", "closed form", "returns: chance", "Anderson, Hansen and Simester 2009",
        "Parcels go back as often as product and flaws say.", returned_parcels,
    ),
    Check(
        "Flawed pieces", "closed form", "suppliers: flaws", "binomial law",
        "As many pieces have a flaw as the supplier's share says.", flawed_pieces,
    ),
    Check(
        "Stars of reviews", "closed form", "reviews: stars", "Hu, Zhang and Pavlou 2009 (unbiased reviewers)",
        "The mean of stars goes to the product's quality.", stars_of_reviews,
    ),
    Check(
        "Buyers who write", "closed form", "reviews: writing", "value assumed",
        "Fifteen buyers of a hundred write a review.", buyers_who_write,
    ),
    Check(
        "Rating shown", "closed form", "reviews: shown", "Bayesian mean with a prior",
        "The rating shown is the mean of all reviews, drawn to 4.6 while they are few.", rating_shown,
    ),
    Check(
        "Days to the next visit", "closed form", "loyalty: gap", "geometric law, mean assumed",
        "Buyers who come back do so 30 days after delivery on average.", gap_to_the_next_visit,
    ),
    Check(
        "Buyers who come back", "closed form", "loyalty: coming back", "binomial law",
        "After a good order, buyers come back as often as their segment does.", buyers_who_come_back,
    ),
)  # fmt: skip
