"""Random plans over all levers: refused with sentences in both languages, or played to the end without a traceback."""

import math

import pytest
from attrs import evolve

from plans import Plans
from simulator import fit, panel, scenario
from simulator.kpi import kpis
from simulator.panel.run import described
from simulator.planfile import PlanError, plain, read, write
from simulator.season import play
from simulator.world import scenario_names

SHARES = ("conversion_rate", "repurchase_rate", "stockout_rate", "return_rate")
NEVER_NEGATIVE = ("visitors", "page_views", "sales", "gmv", "orders", "buyers", "customers", "marketing_share",
                  "acquisition_cost", "stock_turnover", "delivery_days")  # fmt: skip


def admitted(raw):
    """The plan and its scenario; nothing when it is refused, with a sentence for each problem."""
    try:
        return fit.admit(raw)
    except PlanError as error:
        told = panel.problems(error)
        assert told and all(str(one) for one in error.problems)
        assert not [one for one in told if one["words"]["en"] == one["words"]["zh"]]
        return None


def drawn(seed, number, wild):
    """So many random plans, in turn of every scenario."""
    generators = [Plans(seed + place, scenario.load(name), wild) for place, name in enumerate(scenario_names())]
    return [generators[one % len(generators)].draw() for one in range(number)]


def hold(plan, place, weeks, engines):
    """Play a quiet season of a plan in so many engines: the same digest, KPIs within their ranges, words for it."""
    quiet = evolve(place, weeks=weeks, traffic=0.12 / weeks)
    results = [play(plan, quiet, 3, detail=one) for one in engines]
    assert len({one.digest for one in results}) == 1 and described(results[0])
    values = kpis(results[0])
    assert all(map(math.isfinite, values.values()))
    assert all(0 <= values[name] <= 1 for name in SHARES) and 0 <= values["shop_score"] <= 5
    assert all(values[name] >= 0 for name in NEVER_NEGATIVE) and values["gross_margin"] <= 1


def fuzz(seed, refusals, plays, twice):
    """Refuse or admit so many wild plans, play so many sound ones, `twice` of them in both engines."""
    for raw in drawn(seed, refusals, 0.03):
        admitted(raw)
    sound = [one for one in map(admitted, drawn(seed, 20 * plays, 0.0)) if one][:plays]
    assert len(sound) == plays
    for number, (plan, place) in enumerate(sound):
        assert plain(read(write(plan))) == plain(plan)
        weeks = place.weeks if number % 5 == 0 else 3
        hold(plan, place, weeks, ("batch", "shopper") if number < twice else ("batch",))


def test_random_plans_are_refused_or_played():
    fuzz(seed=1, refusals=1200, plays=40, twice=20)


@pytest.mark.proof
def test_many_random_plans_are_refused_or_played():
    fuzz(seed=1000, refusals=6000, plays=250, twice=100)
