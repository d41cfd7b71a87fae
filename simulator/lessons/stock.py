"""How much stock? The same shop with a smaller and a larger shelf, and what waits behind both."""

from collections.abc import Iterable

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Step, Weekly
from simulator.scenario import load

FACTORS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.5)  # of the sound plan's levels
SHOWN = ("profit", "stockout_rate", "stock_left", "stock_turnover")
LEADS = tuple(
    (("suppliers", f"{name}.{what}_lead"))
    for name in ("yiwu-wholesale", "shaoxing-agent")
    for what in ("mean", "shortest")
)
LAST_ORDER = 12  # the week from which nothing is bought in the first shop


def times(levels: Weekly, factor: float) -> Weekly:
    """Levels so many times as high, in whole pieces."""
    return tuple(Step(one.week, float(round(factor * one.value))) for one in levels)


def with_levels(plan: Plan, factor: float) -> Plan:
    """The plan with reorder points and order-up-to levels so many times as high."""
    products = {
        name: evolve(
            one, reorder_point=times(one.reorder_point, factor), order_up_to=times(one.order_up_to, factor)
        )
        for name, one in plan.products.items()
    }  # fmt: skip
    return evolve(plan, products=products)


def ending(plan: Plan) -> Plan:
    """The plan that buys nothing in the last two weeks of the first shop."""
    stop = Step(LAST_ORDER, 0.0)
    products = {
        name: evolve(one, reorder_point=(*one.reorder_point[:1], stop), order_up_to=(*one.order_up_to[:1], stop))
        for name, one in plan.products.items()
    }
    return evolve(plan, products=products)


def sweep(on: list[int], factors: Iterable[float] = FACTORS) -> dict[float, Measures]:
    """Seasons of the sound plan with other levels, by factor."""
    market, plan = load("first-shop"), shop("first-shop")
    return {factor: replicate(with_levels(plan, factor), market, on) for factor in factors}


def curve(found: dict[float, Measures], measure: str) -> list[float]:
    """The mean of a measure by factor."""
    return [float(each[measure].mean()) for each in found.values()]


def best_of(found: dict[float, Measures]) -> float:
    """The factor with the highest mean profit."""
    return max(found, key=lambda factor: found[factor]["profit"].mean())


def stock_numbers(found: dict[float, Measures]) -> Numbers:
    """What the text says of small and large shelves."""
    low, half, usual, high = (found[factor] for factor in (0.1, 0.5, 1.0, 2.5))
    return {
        "lost_low": (low["stockout_rate"].mean(), "share"),
        "lost_half": (half["stockout_rate"].mean(), "share"),
        "profit_low": (round(low["profit"].mean(), -3), "yuan"),
        "profit_half": (round(half["profit"].mean(), -3), "yuan"),
        "profit_usual": (round(usual["profit"].mean(), -3), "yuan"),
        "profit_high": (round(high["profit"].mean(), -3), "yuan"),
        "left_usual": (usual["stock_left"].mean(), "share"),
        "left_high": (high["stock_left"].mean(), "share"),
        "turnover_low": f"{low['stock_turnover'].mean():.0f}",
        "turnover_high": f"{high['stock_turnover'].mean():.0f}",
    }


def best_shelves(on: list[int], leads: Iterable[float] = (0.5, 1.0, 2.0)) -> dict[str, list[float]]:
    """Profit by factor of the levels, with suppliers that take half, the usual, and twice their time."""
    found = {}
    for lead in leads:
        with scaled(LEADS, lead):
            found[f"{lead:g} times the lead time"] = curve(sweep(on), "profit")
    return found


def lead_numbers(profits: dict[str, list[float]]) -> Numbers:
    """The best factor for each lead time."""
    best = [FACTORS[each.index(max(each))] for each in profits.values()]
    half = [1 - each[FACTORS.index(0.5)] / max(each) for each in profits.values()]
    words = ("short", "usual", "long")
    told: Numbers = {f"best_{word}": f"{one:g}" for word, one in zip(words, best, strict=True)}
    return told | {f"half_{word}": (one, "share") for word, one in zip(words, half, strict=True)}


ADVICE = (
    Advice(
        "Keep enough for the time until goods arrive, and buy nothing that would come too late.",
        "first-shop",
        taken=lambda plan: ending(with_levels(plan, 2.0)),
        left=lambda plan: with_levels(plan, 0.5),
        assumed=LEADS,
    ),
)


def turn(plan: Plan) -> Plan:
    """Twice the levels, and nothing bought at the end."""
    return ending(with_levels(plan, 2.0))
