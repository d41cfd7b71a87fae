"""Stock: how much to buy, when, and what a shelf that runs empty costs."""

import math

import numpy as np
from attrs import evolve
from scipy import stats

from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Plan, ProductPlan, Step
from simulator.proof.check import Check, Measured, chance, exact, normal, student
from simulator.proof.worlds import LAVENDER, PLAIN, everybody_buys, laboratory, on_taobao, plenty, with_product
from simulator.scenario import Scenario, platforms, segments
from simulator.season import Result, play


def demand(traffic: float, weeks: int, stock: int) -> Scenario:
    """A world in which every arrival takes a plain scarf that nobody sends back, with so many on the shelf."""
    world = everybody_buys(plenty(traffic=traffic, weeks=weeks))
    return with_product(world, PLAIN, first_stock=stock, returns=0.0)


def daily_demand(traffic: float) -> float:
    """Pieces a day that are wanted in the laboratory."""
    return platforms()["taobao"].organic_visits.value * traffic * segments()["practical"].considers


def reordering(point: int, up_to: int, **fields: float | str) -> Plan:
    """The plan that buys up to `up_to` when stock on hand and on order falls to `point`, and decides further `fields`
    about the plain scarf."""
    rule = ProductPlan(reorder_point=(Step(1, point),), order_up_to=(Step(1, up_to),), **fields)
    return on_taobao(products={PLAIN: rule})


def policy_cost(result: Result, order_cost: float, holding_cost: float) -> tuple[float, float]:
    """Ordering and holding cost a day between the first and the last purchase, from purchases and orders.

    Yuan an order, yuan a piece and day. Whole cycles only, so that neither end of the season counts.
    """
    orders, purchases = result.tables["orders"], result.tables["purchases"]
    moments = np.concatenate([orders["moment"], purchases["arrives"]])
    changes = np.concatenate([-orders["pieces"], purchases["pieces"]])
    order = np.argsort(moments, kind="stable")
    level = result.scenario.products[PLAIN].first_stock + np.cumsum(changes[order])
    start, end = purchases["moment"][0], purchases["moment"][-1]
    clock = np.clip(moments[order], start, end)
    held = float((level[:-1] * np.diff(clock)).sum()) / (end - start)
    return order_cost * (len(purchases["moment"]) - 1) * DAY / (end - start), holding_cost * held


SEASONS = 100
MEAN = 400.0


def newsvendor(alpha: float) -> Measured:
    """At the critical fractile one piece more earns nothing on average; here it is bought for every season."""
    salvage = 0.5
    nothing = {"operating_week": 0.0, "freight": 0.0, "packing": 0.0, "storage_day": 0.0, "salvage": salvage}
    with laboratory():
        world = demand(MEAN / (7 * daily_demand(1.0)), 1, 0)
        world = with_product(evolve(world, costs=evolve(world.costs, **nothing)), LAVENDER, first_stock=0)
        fee = round(69.0 * platforms()["taobao"].fees["syllabus"].commission.value, 2)
        under, over = 69.0 - fee - 30.0, 30.0 * (1 - salvage)
        best = int(stats.poisson.ppf(under / (under + over), MEAN))
        profits = np.array([
            [play(on_taobao(), with_product(world, PLAIN, first_stock=stock), seed).ledger.profit() / 100
             for stock in (best, best + 1)] for seed in range(401, 401 + SEASONS)
        ])  # fmt: skip
    short = float(stats.poisson.sf(best, MEAN))
    error = (under + over) * math.sqrt(short * (1 - short) / SEASONS)
    return normal(under * short - over * (1 - short), np.diff(profits).mean(), error, alpha)


def economic_order(alpha: float) -> Measured:
    """At the economic order quantity ordering costs as much as holding."""
    quantity, safety, traffic, holding = 100, 10, 0.5, 0.02
    ratios = []
    with laboratory(supply={"minimum_order": 1, "shortest_lead": 0, "mean_lead": 0}):
        cost = holding * quantity**2 / (2 * daily_demand(traffic))
        world = demand(traffic, 4, quantity + safety)
        for seed in range(421, 431):
            ordering, held = policy_cost(play(reordering(safety, safety + quantity), world, seed), cost, holding)
            ratios.append((held - safety * holding) / ordering)
    return student((quantity + 1) / quantity, np.array(ratios), alpha)


def policy_against_stockpyl(alpha: float) -> Measured:
    """Cost a day of a reorder rule whose shelves all but never run empty, so that lost and late sales are the same."""
    from stockpyl.rq import r_q_cost_poisson

    point, quantity, traffic, ordering, holding, hours = 100, 80, 0.2, 4.0, 0.02, 16
    with laboratory(supply={"minimum_order": 1, "shortest_lead": hours, "mean_lead": hours}):
        rate = daily_demand(traffic)
        theory = r_q_cost_poisson(point, quantity, holding, 1000 * holding, ordering, rate, hours / 24)
        world = demand(traffic, 8, point + quantity)
        costs = [sum(policy_cost(play(reordering(point, point + quantity), world, seed), ordering, holding))
                 for seed in range(441, 451)]  # fmt: skip
    return student(theory, np.array(costs), alpha)


def lost_sales(alpha: float) -> Measured:
    """A base stock of 10 with 8 pieces wanted in a lead time: Erlang's loss formula, whatever the lead time's law."""
    base, wanted, traffic = 10, 8.0, 0.5
    terms = [wanted**k / math.factorial(k) for k in range(base + 1)]
    with laboratory(supply={"minimum_order": 1, "shortest_lead": 0, "mean_lead": 24 * wanted / daily_demand(traffic)}):
        world = demand(traffic, 1, base)
        seasons = [play(reordering(base - 1, base), world, seed).tables["products"] for seed in range(1461, 1506)]
    shares = [one["lost"].sum() / (one["lost"].sum() + one["sold"].sum()) for one in seasons]
    return student(terms[-1] / sum(terms), np.array(shares), alpha)


def pieces_wanted(_alpha: float) -> Measured:
    """Pieces that the same people want in two weeks: bought from shelves that soon run empty and missed there, against
    bought from full ones."""
    with laboratory():
        full, scarce = (play(on_taobao(), world, 1521).tables["products"] for world in (plenty(weeks=2), with_few()))
    return exact(full["sold"].sum(), scarce["sold"].sum() + scarce["lost"].sum())


def with_few() -> Scenario:
    """Two weeks that begin with 300 pieces of each product, and no more."""
    world = plenty(weeks=2)
    return evolve(world, products={key: evolve(one, first_stock=300) for key, one in world.products.items()})


def service_level(alpha: float) -> Measured:
    """Share of replenishments that come before the shelf is empty."""
    hours, quantity, traffic = 20, 150, 0.2
    with laboratory(supply={"minimum_order": 1, "shortest_lead": hours, "mean_lead": hours}):
        mean = daily_demand(traffic) * hours / 24
        point = round(mean + stats.norm.ppf(0.95) * math.sqrt(mean))
        world = demand(traffic, 26, point + quantity)
        seasons = [play(reordering(point, point + quantity), world, seed).tables for seed in range(481, 487)]
    cycles = sum(int((one["purchases"]["arrives"] < 182 * 24 * HOUR).sum()) for one in seasons)
    empty = sum(len(one["stockouts"]["start"]) for one in seasons)
    return chance(float(stats.poisson.cdf(point - 1, mean)), cycles - empty, cycles, alpha)


CHECKS = (
    Check(
        "Newsvendor", "closed form", "traffic: arrivals", "Arrow, Harris and Marschak 1951",
        "At the critical fractile of demand, one piece more in the first stock earns nothing on average (yuan).",
        newsvendor,
    ),
    Check(
        "Economic order quantity", "closed form", "inventory: purchase", "Harris 1913",
        "At the square root of 2KD/h, holding stock costs as much as ordering it.", economic_order,
    ),
    Check(
        "Cost of a reorder rule", "closed form", "inventory: purchase", "Zheng 1992, computed by stockpyl",
        "A reorder point and an order-up-to level cost a day what stockpyl says (yuan).", policy_against_stockpyl,
    ),
    Check(
        "Lost sales of a base stock", "closed form", "inventory: lead time", "Erlang 1917; Karush 1957",
        "With one piece bought for each one sold, the share of lost sales is Erlang's.", lost_sales,
    ),
    Check(
        "Pieces had and missed", "closed form", "inventory: missed", "conservation of demand",
        "What is bought from shelves that run empty, and missed there, is what full shelves would have sold.",
        pieces_wanted,
    ),
    Check(
        "Service level of a safety stock", "closed form", "inventory: lead time", "Snyder and Shen 2019, chapter 4",
        "A safety stock for 95% keeps the shelf full until the delivery in that share of replenishments.",
        service_level,
    ),
)  # fmt: skip
