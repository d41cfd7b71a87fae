"""Customers' data: how often they leak, what that costs, how trust falls and heals."""

import math

import numpy as np

from simulator.plan import Data
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import changed_tables, everybody_buys, figures, laboratory, liked, on_taobao, plenty
from simulator.scenario import Scenario
from simulator.season import Result, play

CARELESS = on_taobao(data=Data(dashboard="basic"))
EVERY_WEEK = {"security-none.chance": 1.0}


def season_of(world: Scenario, seed: int, **changes: float) -> Result:
    """A season of a careless shop with figures of leaks changed."""
    with laboratory(), changed_tables(insight=figures(changes)):
        return play(CARELESS, world, seed)


def how_often_data_leak(alpha: float) -> Measured:
    """Weeks of two dozen half-years in which nineteen weeks in twenty have a leak."""
    small = everybody_buys(plenty(traffic=0.01, weeks=26))
    found = [season_of(small, seed, **{"security-none.chance": 0.95}).tables["security"] for seed in range(1811, 1835)]
    leaked = np.concatenate([one["leaked"] for one in found])
    return chance(0.95, int(leaked.sum()), len(leaked), alpha)


def trust_lost(alpha: float) -> Measured:
    """Log odds of an order in the second week, before which data leaked, over those of the first."""
    world = liked(plenty(traffic=40.0, weeks=2), plain=1.0, lavender=-50.0)
    changes = EVERY_WEEK | {"leak.distrust": 3.0, "leak.half_life": 1e9}
    days = season_of(world, 1802, **changes).tables["days"]
    parts = [(days["paid_orders"][part].sum(), days["considering"][part].sum()) for part in (slice(7), slice(7, 14))]
    odds = [math.log(bought / (came - bought)) for bought, came in parts]
    error = math.sqrt(sum(1 / bought + 1 / (came - bought) for bought, came in parts))
    return normal(-3.0, odds[1] - odds[0], error, alpha)


def trust_that_heals(_alpha: float) -> Measured:
    """A leak each week, of which half heals in fourteen days (utility lost after the last of twelve)."""
    left = 0.5 ** (7 / 14)
    theory = 0.35 * (1 - left**12) / (1 - left)
    lost = season_of(everybody_buys(plenty(traffic=0.1)), 1803, **EVERY_WEEK).tables["security"]["distrust"][-1]
    return exact(theory, lost, tolerance=1e-9)


def cost_of_leaks(_alpha: float) -> Measured:
    """Fifteen hundred yuan for each of twelve leaks, and one for each buyer until then."""
    result = season_of(everybody_buys(plenty(traffic=0.3)), 1804, **EVERY_WEEK)
    orders = result.tables["orders"]
    buyers = sum(len(set(orders["person"][orders["day"] < 7 * week].tolist())) for week in range(1, 13))
    return exact(12 * 1500 + buyers, result.ledger.balance["leaks"] / 100, tolerance=1e-6)


def cost_of_security(_alpha: float) -> Measured:
    """A hundred and eighty yuan a week."""
    with laboratory():
        plan = on_taobao(data=Data(dashboard="basic", security="strong"))
        result = play(plan, plenty(traffic=0.1), 1805)
    return exact(13 * 180, result.ledger.balance["security"] / 100, tolerance=1e-6)


ASSUMED = "definition; sizes assumed"
CHECKS = (
    Check(
        "How often data leak", "closed form", "security: chance", ASSUMED,
        "Data leak in their share of the weeks.", how_often_data_leak,
    ),
    Check(
        "Trust lost by a leak", "closed form", "security: distrust", ASSUMED,
        "After a leak the log odds of an order are lower by the trust that it costs.", trust_lost,
    ),
    Check(
        "Trust that heals", "closed form", "security: healing", ASSUMED,
        "Leaks add up, and half of what they take is back after a half-life.", trust_that_heals,
    ),
    Check(
        "Cost of leaks", "closed form", "security: leak", "definition",
        "A leak costs its fine, and a message to each customer so far (yuan, all together).", cost_of_leaks,
    ),
    Check(
        "Cost of security", "closed form", "security: cost", "definition",
        "The security of data costs its weeks (yuan).", cost_of_security,
    ),
)  # fmt: skip
