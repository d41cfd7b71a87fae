"""Rivals: how they set prices, and where prices come to rest."""

import math

from attrs import evolve

from simulator.laws import competition
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.checks.choice import counts
from simulator.proof.worlds import laboratory, liked, on_taobao, plenty, with_stock
from simulator.scenario import segments
from simulator.season import play

COST, SPREAD = 60.0, 15.0  # yuan: Calvano et al. 2020's duopoly, with quality twice the cost and mu a quarter of it
APPEAL = 2 * COST / SPREAD
STEP = 4.0  # yuan on each side of the equilibrium's price


def buyers_at(plain: float, rivals: float) -> int:
    """People who buy the plain scarf in a market of two equal offers at these prices."""
    world = liked(plenty(traffic=8.0, weeks=8), plain=APPEAL, lavender=-50.0)
    rival = evolve(world.rivals[0], price=rivals, appeal=dict.fromkeys(segments(), APPEAL))
    return int(counts(play(on_taobao(plain), evolve(world, rivals=(rival,)), 802))[0])


def equilibrium(alpha: float) -> Measured:
    """Two equal sellers at the equilibrium's price: the price that the measured elasticity e asks for,
    cost x e / (1 + e), is the price they have."""
    price = competition.nash_prices([COST, COST], 1 / SPREAD, [APPEAL, APPEAL])[0]
    with laboratory(
        market={"competition": 0.0},
        shoppers={"price": plenty().reference_price / SPREAD, "quality": 0.0, "delivery": 0.0},
    ):
        cheap, dear = (buyers_at(price + step, price) for step in (-STEP, STEP))
    step = math.log((price + STEP) / (price - STEP))
    elasticity = math.log(dear / cheap) / step
    error = math.sqrt((cheap - dear) / (cheap * dear)) / step
    slope = COST / (1 + elasticity) ** 2
    return normal(price, COST * elasticity / (1 + elasticity), slope * error, alpha)


def published_equilibrium(_alpha: float) -> Measured:
    """Price of two equal sellers in units of cost, as published, to five decimals."""
    return exact(1.47293, competition.nash_prices([1.0, 1.0], 4.0, [8.0, 8.0])[0], tolerance=5e-6)


def follower(_alpha: float) -> Measured:
    prices = play(on_taobao(), with_stock("first-shop", 200), 801).tables["rivals"]["price"].reshape(-1, 3)
    return exact(69.0 - 1.0, prices[-1, 1] / 100)


CHECKS = (
    Check(
        "Prices of best responses", "closed form", "competition: best response", "Calvano et al. 2020",
        "Two sellers who take turns in answering each other best end at the published price.", published_equilibrium,
    ),
    Check(
        "A duopoly's equilibrium", "closed form", "competition: best response", "Calvano et al. 2020: 1.473 x cost",
        "At the Bertrand and Nash price of two equal shops, measured demand asks for just this price (yuan).",
        equilibrium,
    ),
    Check(
        "The follower", "closed form", "rivals: follow", "rule of the scenario, assumed",
        "The rival who follows comes to rest a yuan under the shop's cheapest scarf (yuan).", follower,
    ),
)  # fmt: skip
