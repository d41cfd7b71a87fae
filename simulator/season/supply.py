"""Supply: what buying a product comes to under its supplier, contract and inspection, and levels from a forecast."""

import math

import numpy as np
from attrs import frozen

from simulator.laws import inspection
from simulator.laws.forecasting import exponential_smoothing
from simulator.laws.inventory import reorder_point
from simulator.laws.replenishment import lead_moments, promised_wait
from simulator.plan import Plan, ProductPlan
from simulator.scenario import Scenario, Supplier, positionings, supplier_of, suppliers, work

WEIGHT = 0.2  # of a day's error in the forecast of daily sales (assumed)
MEMORY = 28  # days whose sales say how much a day's vary


@frozen
class Terms:
    """What is agreed about one product: unit cost in fen, smallest order in pieces, lead times in hours and the share
    of promises kept, hours of checking before the shelf, fen of looking for each piece that comes in, the share of
    these that goes back, and the share of flaws among the rest."""

    unit_cost: int
    minimum: int
    shortest: float
    wait: float
    kept: float
    checking: int
    look: float
    rejected: float
    flaws: float

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario, product: str) -> "Terms":
        """The terms of a product under the plan."""
        source, decided = suppliers()[supplier_of(plan, scenario, product)], plan.product(product)
        minimum, cost, defects, kept = _contract(source, decided.contract)
        looked_at = _looked_at(decided, defects, minimum)
        return cls(
            round(100 * scenario.products[product].unit_cost * cost * stance_cost(plan)),
            minimum,
            source.shortest_lead.value,
            promised_wait(source.shortest_lead.value, source.mean_lead.value, source.reliability.value),
            kept,
            round(_of_inspection("hours")) if decided.inspection == "full" else 0,
            100 * _of_inspection("look") * looked_at,
            *_sorted_out(defects, looked_at),
        )

    def lead_days(self) -> tuple[float, float]:
        """Mean and standard deviation of the days from purchase to shelf."""
        mean, sd = lead_moments(self.shortest, self.wait, self.kept)
        return (mean + self.checking) / 24, sd / 24


def _contract(source: Supplier, contract: str) -> tuple[int, float, float, float]:
    """Smallest order, factor on the unit cost, share of flaws and share of promises kept under a contract."""
    extra = {name: figure.value for name, figure in work()["contract"].items()}
    minimum, cost = source.minimum_order.value, source.unit_cost.value
    defects, kept = source.defects.value, source.reliability.value
    if contract == "price":
        minimum, cost = minimum * extra["volume"], cost * (1 - source.price_break.value)
    if contract == "quality":
        defects, cost = defects * source.appraisal.value, cost * (1 + extra["quality"])
    if contract == "punctual":
        kept, cost = 1 - (1 - kept) * extra["late"], cost * (1 + extra["punctual"])
    return round(minimum), cost, defects, round(kept, 12)


def stance_cost(plan: Plan) -> float:
    """Factor of the shops' stances on the cost of what is bought: all sell the same goods, so the dearest decides."""
    return max(positionings()[one.positioning].unit_cost.value for one in (plan.shop, *plan.shops))


def _of_inspection(name: str) -> float:
    return work()["inspection"][name].value


def _looked_at(decided: ProductPlan, defects: float, lot: int) -> float:
    """Share of the pieces that are looked at; a sample is taken of each lot."""
    if decided.inspection == "sample":
        sample = min(round(_of_inspection("sample")), lot)
        return inspection.inspected_share(defects, lot, sample, round(_of_inspection("accept")))
    return 1.0 if decided.inspection == "full" else 0.0


def _sorted_out(defects: float, looked_at: float) -> tuple[float, float]:
    """Share of the pieces that goes back, and share of flaws among the rest."""
    through = inspection.outgoing_quality(defects, looked_at, _of_inspection("detection"))
    rejected = round(defects - through, 12)
    return rejected, round(through / (1 - rejected), 12)


def forecast_levels(sold: np.ndarray, held: np.ndarray, terms: Terms, decided: ProductPlan,
                    trend: float = 1.0) -> tuple[int, int]:  # fmt: skip
    """Reorder point and order-up-to level from the pieces sold and held in the evening of each day so far, and a factor
    by which the days to come are expected to sell more.

    Days that end with an empty shelf hide what was wanted, and are left out where others are known.
    """
    known = sold[held > 0] if (held > 0).any() else sold
    mean, sd = (trend * one for one in (exponential_smoothing(known, WEIGHT), float(np.std(known[-MEMORY:]))))
    point = math.ceil(reorder_point(mean, sd, *terms.lead_days(), decided.service_level / 100))
    return point, point + max(math.ceil(round(mean * decided.cover_days, 9)), 1)
