"""Shocks: what each does to visits, prices, deliveries and choice, how it passes, and what prepares for it."""

import math

import numpy as np
from attrs import evolve

from simulator.laws.traffic import DAY
from simulator.plan import Plan, ProductPlan, Risk, Step
from simulator.proof.check import Check, Measured, exact, normal, poisson
from simulator.proof.checks.choice import bought
from simulator.proof.checks.inventory import demand
from simulator.proof.worlds import PLAIN, laboratory, liked, on_taobao, plenty, with_product
from simulator.records import Table
from simulator.scenario import Shock
from simulator.season import play

VISITS = 1900  # organic visits of an ordinary day on Taobao


def shock(kind: str, week: int = 1, **more: float | str) -> Shock:
    """A shock of a kind in a week."""
    return Shock(kind, week, "A shock", "一次冲击", **more)


def organic(seed: int, **what: float | str) -> np.ndarray:
    """Organic visits by day under a shock."""
    with laboratory():
        return play(on_taobao(), plenty(shocks=(shock(**what),)), seed).tables["days"]["organic"]


def a_viral_hit(alpha: float) -> Measured:
    """Nine tenths more on the fifteenth day, of which half are gone after four days."""
    theory = VISITS * sum(1 + 0.9 * 0.5 ** (day / 4) for day in range(77))
    return poisson(theory, organic(1801, kind="viral-hit", week=3, size=0.9)[14:].sum(), alpha)


def a_new_platform(alpha: float) -> Measured:
    """A quarter fewer for five weeks."""
    visits = organic(1802, kind="new-platform", week=4, weeks=5, size=0.25)
    return poisson(VISITS * 0.75 * 35, visits[21:56].sum(), alpha)


def prices_in_a_war(_alpha: float) -> Measured:
    """Fen that the three rivals ask in four weeks of a war at thirty per cent, but not under a floor of 55 yuan."""
    world = plenty(shocks=(shock("price-war", 5, weeks=4, size=0.3),))
    table = play(on_taobao(), world, 1803).tables["rivals"]
    war = (table["day"] >= 28) & (table["day"] < 56)
    theory = 28 * (round(4500 * 0.7) + max(round(7500 * 0.7), 5500) + round(16900 * 0.7))
    return exact(theory, table["price"][war].sum())


LEAD = 48  # hours


def failing(plan: Plan, seed: int) -> Table:
    """Purchases of a season in whose third and fourth week the Yiwu market delivers nothing; all take two days."""
    broken = shock("supplier-failure", 3, weeks=2, supplier="yiwu-wholesale")
    supply = {"minimum_order": 1, "shortest_lead": LEAD, "mean_lead": LEAD}
    with laboratory(supply=supply):
        return play(plan, evolve(demand(0.3, 13, 900), shocks=(broken,)), seed).tables["purchases"]


def rule(**more: str) -> Plan:
    """The plan that keeps six to nine hundred plain scarves on hand and on order."""
    levels = {"reorder_point": (Step(1, 600),), "order_up_to": (Step(1, 900),)}
    return on_taobao(products={PLAIN: ProductPlan(**levels, **more)})


def deliveries_put_off(_alpha: float) -> Measured:
    """Days from purchase to delivery, on average: two, and fourteen more of what is due in the two weeks."""
    purchases = failing(rule(), 1804)
    due = purchases["moment"] / DAY + 2
    theory = 2 + 14 * ((due >= 14) & (due < 28)).mean()
    return exact(theory, ((purchases["arrives"] - purchases["moment"]) / DAY).mean(), tolerance=1e-9)


def bought_elsewhere(_alpha: float) -> Measured:
    """Yuan that all purchases cost: thirty a piece in Yiwu, a tenth more in Ningbo, where the goods of two weeks come
    from."""
    purchases = failing(rule(fallback="ningbo-trading"), 1805)
    elsewhere = (purchases["moment"] >= 14 * DAY) & (purchases["moment"] < 28 * DAY)
    theory = 30 * purchases["pieces"].sum() + 3 * purchases["pieces"][elsewhere].sum()
    return exact(theory, purchases["cost"].sum() / 100, tolerance=1e-6)


def crisis(seed: int, alpha: float, risk: Risk, size: float, half_life: float) -> Measured:
    """Buyers in a crisis that takes a utility of three from the third week on, of the log odds of the same season
    without it, less what is left of `size` when half of it passes in `half_life` days."""
    calm, first = liked(plenty(traffic=60.0, weeks=4, capital=1e9), plain=1.0, lavender=-50.0), 14
    calm = with_product(calm, PLAIN, first_stock=3_000_000)
    with laboratory():
        usual = play(on_taobao(), calm, seed)
        tables = play(on_taobao(risk=risk), evolve(calm, shocks=(shock("opinion-crisis", 3, size=3.0),)), seed).tables
    buyers, people = bought(usual)
    share, came = buyers / people, tables["days"]["considering"][first:]
    lost = size * 0.5 ** (np.arange(len(came)) / half_life)
    chances = 1 / (1 + np.exp(lost - math.log(share / (1 - share))))
    error = math.sqrt((came * chances * (1 - chances)).sum())
    return normal((came * chances).sum(), (tables["orders"]["day"] >= first).sum(), error, alpha)


def a_crisis(alpha: float) -> Measured:
    return crisis(1806, alpha, Risk(), 3.0, 14.0)


def a_crisis_answered(alpha: float) -> Measured:
    """Three fifths of it, and half the half-life."""
    return crisis(1807, alpha, Risk(crisis_plan="ready"), 3.0 * 0.6, 7.0)


def cost_of_precautions(_alpha: float) -> Measured:
    """A hundred and twenty yuan a week for the plan, and fifty for the second supplier of one product."""
    plan = evolve(rule(fallback="ningbo-trading"), risk=Risk(crisis_plan="ready"))
    result = play(plan, plenty(), 1808)
    return exact(13 * (120 + 50), result.ledger.balance["precautions"] / 100, tolerance=1e-6)


RELAXES = "exponential form of Crane and Sornette 2008; sizes assumed"
CHECKS = (
    Check(
        "A viral hit", "closed form", "shocks: visits", RELAXES,
        "A hit brings its share of visits on top, of which half are gone in a half-life.", a_viral_hit,
    ),
    Check(
        "A new platform", "closed form", "shocks: visits", "definition",
        "A new platform draws its share of the visits away, as long as it is told.", a_new_platform,
    ),
    Check(
        "Prices in a war", "closed form", "shocks: prices", "definition",
        "Rivals sell under what they would ask, down to their floors (fen, all together).", prices_in_a_war,
    ),
    Check(
        "Deliveries put off", "closed form", "shocks: deliveries", "definition",
        "What a failing supplier should have delivered comes as much later as it fails (days).", deliveries_put_off,
    ),
    Check(
        "Bought elsewhere", "closed form", "supply: cost", "definition",
        "While the first supplier fails, goods come from the second one, at its price (yuan).", bought_elsewhere,
    ),
    Check(
        "A crisis", "closed form", "shocks: healing", RELAXES,
        "A crisis takes its utility from every offer, and half of it passes in a half-life.", a_crisis,
    ),
    Check(
        "A crisis answered", "closed form", "shocks: ready", "Coombs 2007; sizes assumed",
        "A crisis plan leaves a part of it, which passes sooner.", a_crisis_answered,
    ),
    Check(
        "Cost of precautions", "closed form", "shocks: cost", "definition",
        "A crisis plan and second suppliers are paid for by the week (yuan).", cost_of_precautions,
    ),
)  # fmt: skip
