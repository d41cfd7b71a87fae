"""Supply: what comes in, when, in what state and at what cost, what spoils, and levels from a forecast."""

import math
from typing import Any

import numpy as np
from scipy import stats

from simulator.laws.traffic import DAY, HOUR
from simulator.plan import ProductPlan
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.checks.inventory import demand, reordering
from simulator.proof.worlds import PLAIN, Change, changed_tables, laboratory, on_taobao, with_product
from simulator.records import Table, count
from simulator.season import Result, play


def at_work(kind: str, **values: float) -> Change:
    """The table of work with these figures of one kind."""

    def change(data: dict[str, Any]) -> None:
        for name, value in values.items():
            data[kind][name]["value"] = value

    return change


FLAWS, SEEN = 0.4, 0.9  # share of pieces; chance that a look finds the flaw
LOT, SAMPLE, ACCEPT = 30, 8, 3


def inspected(inspection: str, traffic: float, seed: int) -> Result:
    """A season of goods with many flaws, bought by the thousand."""
    supply = {"defects": FLAWS, "minimum_order": LOT, "shortest_lead": 1, "mean_lead": 1}
    sampling = at_work("inspection", sample=SAMPLE, accept=ACCEPT, detection=SEEN)
    with laboratory(supply=supply), changed_tables(work=sampling):
        return play(reordering(1500, 2500, inspection=inspection), demand(traffic, 13, 2500), seed)


def sent_back(result: Result, share: float, alpha: float) -> Measured:
    """Share of the pieces that have come in which goes back to the supplier."""
    shelf = result.tables["shelves"]
    came = result.tables["purchases"]["pieces"].sum() - shelf["on_order"][0]
    return chance(share, int(shelf["rejected"][0]), int(came), alpha)


def full_inspection(alpha: float) -> Measured:
    return sent_back(inspected("full", 0.8, 1101), FLAWS * SEEN, alpha)


def looked_at() -> float:
    """Share of the pieces that a sample looks at: itself, and the whole lot where it holds too many flaws."""
    return 1 - stats.binom.cdf(ACCEPT, SAMPLE, FLAWS) * (1 - SAMPLE / LOT)


def sample_inspection(alpha: float) -> Measured:
    return sent_back(inspected("sample", 1.5, 1102), FLAWS * SEEN * looked_at(), alpha)


def flaws_that_get_through(alpha: float) -> Measured:
    """Among the pieces sold, those sent back being gone."""
    orders = inspected("sample", 2.0, 1103).tables["orders"]
    found = FLAWS * SEEN * looked_at()
    return chance((FLAWS - found) / (1 - found), int(orders["flawed"].sum()), len(orders["flawed"]), alpha)


SHORTEST, MEAN, KEPT, LATE = 12, 36, 0.94, 3


def broken_promises(alpha: float) -> Measured:
    """Hours from purchase to shelf: the shortest, and a Poisson number that is three times as large where the promise
    is broken. What is promised is less than the mean, just as much as broken promises take."""
    with laboratory(supply={"minimum_order": 1, "shortest_lead": SHORTEST, "mean_lead": MEAN, "reliability": KEPT}):
        purchases = play(reordering(1200, 1216), demand(1.0, 13, 1216), 1104).tables["purchases"]
    hours = (purchases["arrives"] - purchases["moment"]) / HOUR
    return normal(MEAN, hours.mean(), math.sqrt(lead_variance(SHORTEST, MEAN, KEPT) / len(hours)), alpha)


def lead_variance(shortest: float, mean: float, kept: float) -> float:
    """Variance of the hours from purchase to shelf: Poisson of a wait, `LATE` times as many where promises break."""
    wait = (mean - shortest) / (kept + LATE * (1 - kept))
    return (wait + wait**2) * (kept + LATE**2 * (1 - kept)) - (mean - shortest) ** 2


def cost_of_a_contract(_alpha: float) -> Measured:
    """The Hangzhou factory's goods under a contract for volume."""
    plan = reordering(1500, 2500, supplier="hangzhou-factory", contract="price")
    purchases = play(plan, demand(0.5, 8, 2500), 1105).tables["purchases"]
    return exact(30 * 0.78 * 0.92, purchases["cost"].sum() / purchases["pieces"].sum() / 100, tolerance=0.005)


def cost_of_orders(_alpha: float) -> Measured:
    """Yuan for all purchases of eight weeks, sixty for each."""
    result = play(reordering(1500, 2500), demand(0.5, 8, 2500), 1113)
    return exact(60.0 * len(result.tables["purchases"]["moment"]), result.ledger.balance["purchasing"] / 100)


def flaws_under_a_contract(alpha: float) -> Measured:
    """Share of flawed pieces of an appraised supplier, all of whose goods come under the contract."""
    flaws, appraised = 0.8, 0.9
    with laboratory(supply={"defects": flaws, "appraisal": appraised}):
        orders = play(reordering(1500, 2500, contract="quality"), demand(0.3, 13, 2500), 1108).tables["orders"]
    return chance(flaws * appraised, int(orders["flawed"].sum()), len(orders["flawed"]), alpha)


def promises_under_a_contract(alpha: float) -> Measured:
    """Share of deliveries that wait more than twice as long as promised, where a contract leaves so many promises
    broken as it says. A wait kept is Poisson, a wait broken three times that."""
    kept, left, wait = 0.05, 0.9, 100
    mean = SHORTEST + wait * (kept + LATE * (1 - kept))
    supply = {"minimum_order": 1, "shortest_lead": SHORTEST, "mean_lead": mean, "reliability": kept}
    with laboratory(supply=supply), changed_tables(work=at_work("contract", late=left)):
        plan = reordering(9000, 9010, contract="punctual")
        purchases = play(plan, demand(0.5, 13, 9010), 1109).tables["purchases"]
    waits = (purchases["arrives"] - purchases["moment"]) / HOUR - SHORTEST
    broken, seldom = (1 - kept) * left, stats.poisson.sf(2 * wait, wait)
    expected = broken * stats.poisson.sf(2 * wait // LATE, wait) + (1 - broken) * seldom
    return chance(expected, int((waits > 2 * wait).sum()), len(waits), alpha)


def cost_of_looking(_alpha: float) -> Measured:
    """Yuan for a look at every piece that has come in, the first stock among them."""
    result = inspected("full", 0.8, 1110)
    came = result.tables["shelves"]["bought"][0] - result.tables["shelves"]["on_order"][0]
    return exact(0.5 * came, result.ledger.balance["inspection"] / 100)


LIFE = 5  # days that the goods keep


def spoiled_goods(_alpha: float) -> Measured:
    """Sold or spoiled by a night is what was sold by then, or what is too old to lie there still, if that is more."""
    with laboratory(supply={"minimum_order": 1, "shortest_lead": 20, "mean_lead": 20}):
        world = with_product(demand(0.3, 13, 900), PLAIN, shelf_life=LIFE)
        tables = play(reordering(700, 900), world, 1106).tables
    came = count(tables["purchases"]["arrives"] // DAY, tables["purchases"]["pieces"], world.days)[: world.days]
    came[0] += 900
    old = np.concatenate([np.zeros(LIFE - 1), np.cumsum(came)])
    gone = spoiled = 0.0
    for sold, too_old in zip(of_plain(tables, "sold"), old, strict=False):
        spoiled += max(too_old - gone - sold, 0)
        gone = max(gone + sold, too_old)
    return exact(spoiled, tables["shelves"]["spoiled"][0])


def of_plain(tables: dict[str, Table], column: str) -> np.ndarray:
    """A column of the plain scarf's days."""
    return tables["products"][column][tables["products"]["product"] == 0]


COVER, SERVICE, LEADS = 7, 99.0, (24, 48, 0.8)


def forecasting() -> tuple[dict[str, Table], np.ndarray, np.ndarray, np.ndarray]:
    """A season bought by forecast: its tables; places of the purchases that a sale within a day set off; pieces on hand
    and on order then; and their weeks, counted from 0."""
    shortest, mean, kept = LEADS
    with laboratory(supply={"minimum_order": 1, "shortest_lead": shortest, "mean_lead": mean, "reliability": kept}):
        plan = on_taobao(products={PLAIN: ProductPlan(policy="forecast", cover_days=COVER, service_level=SERVICE)})
        tables = play(plan, demand(0.3, 26, 1800), 1107).tables
    moment, pieces = tables["purchases"]["moment"], tables["purchases"]["pieces"]
    its = np.flatnonzero(moment % DAY > 0)
    sold = np.searchsorted(tables["orders"]["moment"], moment[its], side="right")
    return tables, its, 1800 + (np.cumsum(pieces) - pieces)[its] - sold, moment[its] // (7 * DAY)


def level(sold: np.ndarray) -> float:
    """Exponential smoothing: each day weighs four fifths of the next, the last a fifth; the first takes the rest."""
    weights = 0.2 * 0.8 ** np.arange(len(sold))[::-1]
    weights[0] /= 0.2
    return float(weights @ sold)


def reorder_points(_alpha: float) -> Measured:
    """Mean over purchases of the pieces on hand and on order at which they were made."""
    tables, _, position, weeks = forecasting()
    lead, safe = LEADS[1] / 24, stats.norm.ppf(SERVICE / 100)
    variance = lead_variance(*LEADS) / 24**2
    points = []
    for week in weeks.tolist():
        past = of_plain(tables, "sold")[: 7 * week]
        spread = math.sqrt(lead * past[-28:].var() + level(past) ** 2 * variance)
        points.append(math.ceil(level(past) * lead + safe * spread))
    return exact(np.mean(points), position.mean(), tolerance=1e-9)


def days_of_cover(_alpha: float) -> Measured:
    """Mean over purchases of the pieces bought."""
    tables, its, _, weeks = forecasting()
    sold = of_plain(tables, "sold")
    covers = [math.ceil(round(COVER * level(sold[: 7 * week]), 6)) for week in weeks.tolist()]
    return exact(np.mean(covers), tables["purchases"]["pieces"][its].mean(), tolerance=1e-9)


RECTIFYING = "Dodge and Romig 1929; Montgomery, Statistical Quality Control, chapter 15"

CHECKS = (
    Check(
        "Goods that a full check sends back", "closed form", "inspection: detection", RECTIFYING,
        "When every piece is looked at, all flaws go back but those that a look does not see.", full_inspection,
    ),
    Check(
        "Goods that a sample sends back", "closed form", "inspection: sample", RECTIFYING,
        "When a sample decides whether the whole lot is looked at, so many pieces go back.", sample_inspection,
    ),
    Check(
        "Flaws that get through", "closed form", "inspection: outgoing quality", RECTIFYING,
        "Of the pieces sold after a sample, those have a flaw that nobody has seen.", flaws_that_get_through,
    ),
    Check(
        "Promises kept and broken", "closed form", "supply: promises", "mixture of Poisson laws",
        "Deliveries take the supplier's mean time, those that break the promise three times the wait (hours).",
        broken_promises,
    ),
    Check(
        "Cost of a contract", "closed form", "supply: cost", "definition; sizes assumed",
        "A piece costs what supplier and contract say (yuan, to the fen).", cost_of_a_contract,
    ),
    Check(
        "Cost of orders", "closed form", "supply: cost of an order", "identity; size assumed",
        "The ledger holds sixty yuan for each purchase, whatever its size.", cost_of_orders,
    ),
    Check(
        "Flaws under a contract", "closed form", "supply: quality contract", "definition; sizes assumed",
        "A contract for quality leaves the share of the supplier's flaws that its appraisal says.",
        flaws_under_a_contract,
    ),
    Check(
        "Promises under a contract", "closed form", "supply: punctual contract", "mixture of Poisson laws",
        "A punctual contract leaves the share of broken promises that it says.", promises_under_a_contract,
    ),
    Check(
        "Cost of looking", "closed form", "inspection: cost", "identity",
        "The ledger holds half a yuan for each piece that came in and was looked at (yuan, to the fen).",
        cost_of_looking,
    ),
    Check(
        "Goods that spoil", "closed form", "inventory: spoiling", "first in, first out",
        "What spoils is what came in too long ago, less all that was sold or has spoiled by then (pieces).",
        spoiled_goods,
    ),
    Check(
        "Reorder point from a forecast", "closed form", "inventory: reorder point",
        "Snyder and Shen 2019, chapter 4",
        "More is bought when a lead time's sales and the safety stock are left (pieces, mean of purchases).",
        reorder_points,
    ),
    Check(
        "Days of cover", "closed form", "inventory: forecast", "Hyndman and Athanasopoulos, chapter 8",
        "A purchase adds the days of cover times the smoothed sales of a day (pieces, mean of purchases).",
        days_of_cover,
    ),
)  # fmt: skip
