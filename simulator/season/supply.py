"""Supply: what buying a product comes to under its supplier, contract and inspection, and levels from a forecast."""

import math

import numpy as np
from attrs import frozen

from simulator.laws import inspection
from simulator.laws.forecasting import exponential_smoothing, rhythm
from simulator.laws.inventory import reorder_point
from simulator.laws.replenishment import lead_moments, promised_wait
from simulator.laws.traffic import day_factor, keenness
from simulator.plan import LONGEST_SEASON, Plan, ProductPlan
from simulator.scenario import Scenario, Supplier, calendar, gain, positionings, supplier_of, suppliers, work

WEIGHT = 0.2  # of a day's error in the forecast of daily sales (assumed)
FAR = 120  # days, more than any purchase takes to come and be sold
ALIKE = np.ones(7 * LONGEST_SEASON + FAR)  # days that a forecast knows nothing of but past sales
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
        return cls._from(supplier_of(plan, scenario, product), plan.product(product).contract, plan, scenario, product)

    @classmethod
    def second(cls, plan: Plan, scenario: Scenario, product: str) -> "Terms | None":
        """The terms of the product's second supplier, with whom there is no contract."""
        second = plan.product(product).fallback
        return None if second is None else cls._from(second, "none", plan, scenario, product)

    @classmethod
    def _from(cls, supplier: str, contract: str, plan: Plan, scenario: Scenario, product: str) -> "Terms":
        source, decided = suppliers()[supplier], plan.product(product)
        minimum, cost, defects, kept = _contract(source, contract)
        looked_at = _looked_at(decided, defects, minimum)
        return cls(
            round(100 * scenario.products[product].unit_cost * cost * dearer(plan)),
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


def dearer(plan: Plan) -> float:
    """Factor of the shops' stances and of sustainable materials on the cost of what is bought: all shops sell the same
    goods, so the dearest stance decides."""
    stance = max(positionings()[one.positioning].unit_cost.value for one in (plan.shop, *plan.shops))
    return stance * gain(plan, "sustainability", "cost")


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


def foreseen(plan: Plan, scenario: Scenario) -> np.ndarray:
    """Factors on sales that the plan's forecasts expect of each day, to `FAR` days after the season's end: those of the
    calendar as far as they see it, and 1 where they know nothing but past sales."""
    if "ai_forecast" not in plan.technology.used:
        return ALIKE
    dates = [scenario.date(day) for day in range(scenario.days + FAR)]
    busy = [day_factor(calendar(), date) * keenness(calendar(), date) for date in dates]
    return rhythm(np.array(busy), gain(plan, "ai_forecast", "seen"))


def forecast_levels(sold: np.ndarray, held: np.ndarray, terms: Terms, decided: ProductPlan, trend: float = 1.0,
                    expected: np.ndarray = ALIKE) -> tuple[int, int]:  # fmt: skip
    """Reorder point and order-up-to level from the pieces sold and held in the evening of each day so far, a factor
    (`trend`) by which the days to come are expected to sell more, and the factors (`expected`) by which the forecast
    expects those days and the ones to come to differ from ordinary ones.

    Days that end with an empty shelf hide what was wanted, and are left out where others are known. A purchase may be
    due on any day of the week to come, and is then on its way, and sold.
    """
    today, (lead, lead_sd) = len(sold), terms.lead_days()
    usual = sold / expected[:today]
    known = usual[held > 0] if (held > 0).any() else usual
    mean, sd = (trend * one for one in (exponential_smoothing(known, WEIGHT), float(np.std(known[-MEMORY:]))))
    ends = (today + 7 + math.ceil(round(days, 9)) for days in (lead, decided.cover_days))
    due, sells = (float(expected[today:end].mean()) for end in ends)
    point = math.ceil(reorder_point(mean * due, sd * due, lead, lead_sd, decided.service_level / 100))
    return point, point + max(math.ceil(round(mean * sells * decided.cover_days, 9)), 1)
