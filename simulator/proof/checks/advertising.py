"""Paid visits: a thinned flow that saturates."""

import math

import numpy as np
from scipy import stats

from simulator.plan import Marketing, Step
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.worlds import laboratory, on_taobao, plenty
from simulator.records import Table
from simulator.scenario import platforms
from simulator.season import play

BUDGET = 6000.0  # yuan a day
TRAFFIC = 10.0
SATURATION = "Vidale and Wolfe 1957"


def advertised(seed: int) -> Table:
    """The days of four weeks with the budget."""
    with laboratory():
        plan = on_taobao(marketing=Marketing((Step(1, 7 * BUDGET),)))
        return play(plan, plenty(traffic=TRAFFIC, weeks=4), seed).tables["days"]


def reached() -> float:
    """Visits that a day's budget is expected to bring, in closed form."""
    taobao = platforms()["taobao"]
    audience = taobao.paid_audience.value * TRAFFIC
    return audience * (1 - math.exp(-BUDGET / (taobao.paid_visit_cost.value * audience)))


def thinned_visits(alpha: float) -> Measured:
    """A day's visits are the smaller of a Poisson number and of what the budget pays."""
    days = advertised(201)
    most = 100 * BUDGET // math.ceil(100 * BUDGET / reached())
    more = stats.poisson.sf(np.arange(most), reached())
    mean = float(more.sum())
    variance = float(((2 * np.arange(most) + 1) * more).sum()) - mean**2
    number = len(days["paid"])
    return normal(mean, days["paid"].mean(), math.sqrt(variance / number), alpha)


def price_of_a_visit(_alpha: float) -> Measured:
    days = advertised(202)
    return exact(100 * BUDGET / reached(), days["spend"].sum() / days["paid"].sum(), tolerance=1.0)


CHECKS = (
    Check(
        "Paid visits are thinned by reach", "closed form", "advertising: reach", SATURATION,
        "Of the people whom advertising can reach, a budget brings 1 - exp(-budget / (cost x audience)).",
        thinned_visits,
    ),
    Check(
        "Price of a paid visit", "closed form", "advertising: price", SATURATION,
        "Each paid visit costs the budget over the visits it brings, rounded up to the fen.", price_of_a_visit,
    ),
)  # fmt: skip
