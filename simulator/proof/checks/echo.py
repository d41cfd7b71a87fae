"""What ads leave behind and what they take away: carry-over, clicks that would have come anyway, and what is left."""

import math
from typing import Any

import numpy as np

from simulator.plan import Ads, Plan, Step
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.worlds import (
    PLAIN,
    changed_tables,
    everybody_buys,
    laboratory,
    on_taobao,
    plenty,
    with_product,
)
from simulator.scenario import Scenario, advertising, platforms
from simulator.season import Result, play
from simulator.season.people import KEYWORD, ORGANIC, RECOMMENDED

ADSTOCK = "Jin et al. 2017; sizes assumed"
BLAKE = "Blake, Nosko and Tadelis 2015; share assumed"
SHOWN, WEEKS = 400.0, 4
LIKELY = 0.9  # share of visitors who would consider buying
MORE = 1.25  # ad budgets, against the usual ones


def figures(**changed: float) -> Any:
    """A table of ads with figures changed: `anyway` of every form, the rest of the carry-over."""

    def change(data: dict[str, Any]) -> None:
        for form in [*data["keywords"].values(), *data["shown"].values()]:
            form["anyway"]["value"] = changed.get("anyway", 0.0)
        for name in changed.keys() & data["carry_over"].keys():
            data["carry_over"][name]["value"] = changed[name]

    return change


def advertised(ads: Ads, seed: int, table: Any, world: Scenario, likely: float = LIKELY) -> Result:
    """A season of ads in which whoever considers it buys the plain scarf."""
    with laboratory(shoppers={"considers": likely}), changed_tables(ads=table):
        return play(on_taobao(ads=ads), everybody_buys(world), seed)


def display(*budgets: float) -> Ads:
    """Display ads for so much a day, each for four weeks."""
    return Ads(display_budget=tuple(Step(1 + WEEKS * place, yuan) for place, yuan in enumerate(budgets)))


def half_life(_alpha: float) -> Measured:
    """Days to half of the stock of exposure, from its effect on a day after the last ad and three weeks later."""
    table = advertising().carry_over
    effect = advertised(display(SHOWN, 0.0), 1301, figures(), plenty(weeks=7), 0.1).tables["visits"]["awareness"] - 1
    share = effect[[28, 48]] / table.most.value
    stock = table.enough.value * (share / (1 - share)) ** (1 / table.slope.value)
    kept = math.log(0.5) / math.log(table.kept.value)
    return exact(kept, 20 * math.log(0.5) / math.log(stock[1] / stock[0]), 1e-6)


def remembered(alpha: float) -> Measured:
    """Orders of people who came unpaid while display ads ran, where these could nearly double them."""
    most, world = 0.9, plenty(traffic=2.0, weeks=WEEKS)
    tables = advertised(display(2000.0), 1302, figures(most=most), world).tables
    with changed_tables(ads=figures(most=most)):
        table, people = advertising().carry_over, advertising().shown["display"].people.value
    a_day = platforms()["taobao"].organic_visits.value * world.traffic
    shown = tables["ads"]["impressions"][tables["ads"]["form"] == 2] / (people * a_day)
    stock = np.array(
        [(shown[:day] * table.kept.value ** np.arange(day - 1, -1, -1)).sum() for day in range(len(shown))]
    )
    response = stock**table.slope.value / (stock**table.slope.value + table.enough.value**table.slope.value)
    expected = LIKELY * a_day * (1 + most * response).sum()
    return normal(expected, (tables["orders"]["source"] == ORGANIC).sum(), math.sqrt(expected), alpha)


def taken_from_the_unpaid(alpha: float) -> Measured:
    """Orders of people who came unpaid without ads, less those with ads, on the same draws, for each paid click."""
    anyway, world = 0.8, with_product(plenty(traffic=30.0, weeks=1), PLAIN, first_stock=1_000_000)
    plans = (Ads(), Ads(core_bid=(Step(1, 19.0),), keyword_budget=(Step(1, 20_000.0),)))
    off, on = (advertised(ads, 1303, figures(anyway=anyway), world).tables for ads in plans)
    unpaid = [(one["orders"]["source"] == ORGANIC).sum() for one in (off, on)]
    clicks, theory = on["ads"]["clicks"].sum(), anyway * LIKELY
    error = math.sqrt(theory / clicks + theory**2 / clicks)
    return normal(theory, (unpaid[0] - unpaid[1]) / clicks, error, alpha)


def budgets(factor: float, shown: float = 60.0) -> Plan:
    """A plan with all forms of ads at a multiple of usual budgets."""
    steps = {"keyword_budget": 150.0, "display_budget": shown, "recommendation_budget": 60.0}
    money = {name: (Step(1, factor * yuan),) for name, yuan in steps.items()}
    return on_taobao(ads=Ads(core_bid=(Step(1, 1.5),), tail_bid=(Step(1, 0.6),), **money))


def advertising_elasticity(_alpha: float) -> Measured:
    """Of sales in all ad budgets, in the ordinary market; mean of four seasons."""
    found = []
    for seed in range(1311, 1315):
        usual, more = (play(budgets(one), plenty(), seed).tables["days"]["sales"].sum() for one in (1.0, MORE))
        found.append(math.log(more / usual) / math.log(MORE))
    return Measured(0.12, float(np.mean(found)), 0.05, 0.20)


def true_return(_alpha: float) -> Measured:
    """What ads on keywords and recommendation ads add to sales, over the sales after their clicks."""
    added = attributed = 0
    for seed in range(1321, 1325):
        off, on = (play(budgets(one, shown=0.0), plenty(), seed).tables for one in (0.0, 1.0))
        added += on["days"]["sales"].sum() - off["days"]["sales"].sum()
        clicked = np.isin(on["orders"]["source"], (KEYWORD, RECOMMENDED))
        attributed += on["orders"]["paid"][clicked].sum()
    return Measured(0.85, added / attributed, 0.0, 0.99)


CHECKS = (
    Check(
        "Half-life of display", "closed form", "carry-over: kept", ADSTOCK,
        "What display ads leave behind halves in ln 0.5 / ln 0.9 days.", half_life,
    ),
    Check(
        "Visits that display leaves", "closed form", "carry-over: response", ADSTOCK,
        "Unpaid visits follow the stock of exposure by Hill's curve.", remembered,
    ),
    Check(
        "Clicks that would have come anyway", "closed form", "carry-over: displaced", BLAKE,
        "A share of the clicks on ads is taken from the visits that nobody would have paid for.", taken_from_the_unpaid,
    ),
    Check(
        "Elasticity of advertising", "stylised fact", "advertising", "Sethuraman, Tellis and Briesch 2011: 0.12",
        "A per cent more for ads sells 0.05 to 0.20 per cent more (band assumed round 0.12).", advertising_elasticity,
        "calibrated", "United States and Europe, 1960 to 2008",
    ),
    Check(
        "True return under the attributed", "stylised fact", "advertising", BLAKE,
        "Ads add less to sales than the sales after their clicks.", true_return,
        "calibrated", "United States, 2012",
    ),
)  # fmt: skip
