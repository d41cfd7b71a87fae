"""Instruments: how far readings are off, what price rules and forecasts make of them, and what they cost."""

import numpy as np

from simulator.plan import Data, Plan, ProductPlan, Step
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.worlds import PLAIN, changed_tables, everybody_buys, figures, flat, laboratory, on_taobao, plenty
from simulator.records import Table, rows
from simulator.season import play
from simulator.season.season import Season

RIVALS = 1  # instrument, as readings number them
ALL = Data(dashboard="basic", rival_prices="basic", search_index="professional")


def readings(plan: Plan, seed: int, weeks: int, instrument: int) -> Table:
    """The readings of one instrument in a small season."""
    with laboratory():
        table = play(plan, everybody_buys(plenty(traffic=0.02, weeks=weeks)), seed).tables["readings"]
    return rows(table, table["instrument"] == instrument)


def error_of_readings(alpha: float) -> Measured:
    """Mean square of the logarithms of twenty seasons' price readings over the truth, of which half the square of the
    error is the mean, over the square of an error of six per cent."""
    plan = on_taobao(data=Data(rival_prices="basic"))
    parts = [readings(plan, seed, 26, RIVALS) for seed in range(1701, 1721)]
    value, truth = (np.concatenate([one[name] for one in parts]) for name in ("value", "truth"))
    scores = (np.log(value / truth) + 0.06**2 / 2) / 0.06
    return normal(1.0, (scores**2).mean(), np.sqrt(2 / len(scores)), alpha)


def a_price_that_follows(_alpha: float) -> Measured:
    """Each night by two yuan at most towards the lowest reading, not over 69 nor under 20 (yuan of all days)."""
    following = ProductPlan(price=(Step(1, 69.0),), price_rule="follow", price_floor=20.0)
    plan = on_taobao(data=Data(rival_prices="basic"), products={PLAIN: following})
    with laboratory():
        tables = play(plan, plenty(traffic=0.1), 1721).tables
    seen = rows(tables["readings"], tables["readings"]["instrument"] == RIVALS)["value"].reshape(91, -1).min(axis=1)
    price, theory = 69.0, 0.0
    for lowest in seen.tolist():
        price = min(max(price + min(max(lowest - price, -2.0), 2.0), 20.0), 69.0)
        theory += round(price, 2)
    shown = tables["products"]["price"].reshape(91, -1)[:, 0]
    return exact(theory, shown.sum() / 100, tolerance=0.05)


def busy_april(data: dict) -> None:
    """A calendar of which April alone is busier, by half."""
    flat(data)
    data["months"][3] = 1.5


def a_forecast_raised(_alpha: float) -> Measured:
    """Reorder points on 31 March with an index read without error, over those without one: thirteen of the next
    fourteen days are half as busy again as the week behind."""
    point = [reorder_point_of(data) for data in (Data(), Data(search_index="professional"))]
    return exact((1 + 13 * 1.5) / 14, point[1] / point[0], tolerance=1e-3)


def reorder_point_of(data: Data) -> float:
    """The reorder point of a shop that everybody buys from, in its fifth week."""
    plan = on_taobao(data=data, products={PLAIN: ProductPlan(policy="forecast", service_level=50.0)})
    with laboratory(year=busy_april), changed_tables(insight=figures({"search-index-professional.error": 0.0})):
        season = Season(plan, everybody_buys(plenty(traffic=2.0)), 1722)
        season.run_to(5)
    return float(season.stock.reorder_point[0])


def cost_of_instruments(_alpha: float) -> Measured:
    """Thirty, forty and a hundred and twenty yuan a week."""
    with laboratory():
        result = play(on_taobao(data=ALL), plenty(traffic=0.1), 1723)
    return exact(13 * (30 + 40 + 120), result.ledger.balance["instruments"] / 100, tolerance=1e-6)


ASSUMED = "definition; sizes assumed"
CHECKS = (
    Check(
        "Error of readings", "closed form", "instruments: error", "lognormal error of mean one; size assumed",
        "Readings are off by their instrument's error (mean square over its square).", error_of_readings,
    ),
    Check(
        "A price that follows readings", "closed form", "instruments: step", ASSUMED,
        "A price rule follows what the price monitor reads, by its step a night.", a_price_that_follows,
    ),
    Check(
        "A forecast raised by an index", "closed form", "instruments: trend", ASSUMED,
        "Forecasts grow by the interest that the search index foresees, over that of the week behind.",
        a_forecast_raised,
    ),
    Check(
        "Cost of instruments", "closed form", "instruments: cost", "definition",
        "Instruments cost their weeks (yuan).", cost_of_instruments,
    ),
)  # fmt: skip
