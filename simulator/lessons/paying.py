"""Does marketing pay? The next yuan of a budget, what the backend says of it, and what would be missing without it."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Step
from simulator.scenario import load, platforms
from simulator.score import rung

BUDGETS = (0.0, 3000.0, 6000.0, 12000.0, 24000.0)  # yuan a week
PRICES = tuple(("platforms", f"{key}.paid_visit_cost") for key in platforms())


def with_budget(plan: Plan, yuan: float) -> Plan:
    """The plan with another marketing budget, yuan a week."""
    return evolve(plan, marketing=evolve(plan.marketing, weekly_budget=(Step(1, yuan),)))


def sweep(plan: Plan, on: list[int]) -> list[Measures]:
    """Seasons of a plan by budget."""
    return [replicate(with_budget(plan, yuan), load(plan.scenario), on) for yuan in BUDGETS]


def mean(found: list[Measures], measure: str) -> list[float]:
    """A measure's mean by budget."""
    return [float(each[measure].mean()) for each in found]


def spent(found: list[Measures]) -> list[float]:
    """Yuan spent on marketing by budget."""
    return [float((each["marketing_share"] * each["sales"]).mean()) for each in found]


def next_yuan(found: list[Measures]) -> dict[str, float]:
    """Yuan of profit that a further yuan adds, from each budget to the next."""
    profit, cost = mean(found, "profit"), spent(found)
    steps = zip(BUDGETS[:-1], BUDGETS[1:], profit[:-1], profit[1:], cost[:-1], cost[1:], strict=True)
    return {f"{low:.0f} to {high:.0f}": (last - first) / (more - less) for low, high, first, last, less, more in steps}


def returns(found: list[Measures]) -> dict[str, dict[str, float]]:
    """Net return on each yuan, by budget: as the KPI has it, and over the season without any."""
    profit, cost, kpi = mean(found, "profit"), spent(found), mean(found, "marketing_roi")
    base = cost[0]
    really = [(one - profit[0]) / (yuan - base) for one, yuan in zip(profit[1:], cost[1:], strict=True)]
    names = [f"{yuan:.0f} yuan a week" for yuan in BUDGETS[1:]]
    return {
        "as the KPI has it": dict(zip(names, kpi[1:], strict=True)),
        "what would be missing": dict(zip(names, really, strict=True)),
    }


def paying_numbers(good: list[Measures], poor: list[Measures]) -> Numbers:
    """What the text says of budgets, in a shop that is ready for visitors and in one that is not."""
    profit, steps = mean(good, "profit"), list(next_yuan(good).values())
    kpi, really = (list(each.values()) for each in returns(good).values())
    return {
        "best": (BUDGETS[profit.index(max(profit))], "yuan"),
        "first_step": (steps[0], "yuan"),
        "last_step": (steps[-1], "yuan"),
        "kpi_best": f"{kpi[2]:.1f}",
        "really_best": f"{really[2]:.1f}",
        "poor_none": (round(mean(poor, "profit")[0], -3), "yuan"),
        "poor_some": (round(mean(poor, "profit")[1], -3), "yuan"),
        "poor_most": (round(mean(poor, "profit")[3], -3), "yuan"),
    }


def dear_numbers(on: list[int]) -> Numbers:
    """The most that a budget adds where visits cost a quarter and four times as much."""
    most = {}
    for word, factor in (("quarter", 0.25), ("four", 4.0)):
        with scaled(PRICES, factor):
            profit = mean(sweep(shop("double-eleven"), on), "profit")
        most[f"most_{word}"] = (round(max(profit) - profit[0], -3), "yuan")
    return most


ADVICE = (
    Advice(
        "Before goods, prices and pages are right, spend little on bringing people.",
        "first-shop",
        taken=lambda plan: with_budget(plan, 500.0),
        assumed=PRICES,
    ),
    Advice(
        "A shop that is ready buys visits while they bring more than they cost.",
        "double-eleven",
        left=lambda plan: with_budget(plan, 0.0),
        assumed=PRICES,
    ),
)
NAIVE = rung("first-shop", "naive")


def turn(plan: Plan) -> Plan:
    """Next to no budget."""
    return with_budget(plan, 500.0)
