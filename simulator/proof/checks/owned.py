"""Places of the shop's own: who joins, who stays, who comes from there, and what they cost."""

import math

import numpy as np

from simulator.plan import Plan, PrivateDomain, Step
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import Change, changed_tables, everybody_buys, laboratory, on_taobao, plenty
from simulator.season import Result, play

WEEKLY = on_taobao(private_domain=PrivateDomain(wecom=(Step(1, 1),)))


def changed(place: str, **values: float) -> Change:
    """A place of the shop's own with other figures."""

    def change(data: dict) -> None:
        for name, value in values.items():
            data[place][name]["value"] = value

    return change


def season_of(plan: Plan, seed: int, place: str, **values: float) -> Result:
    """A season in which everybody buys on each visit and nobody comes back alone, with a place changed."""
    with laboratory(), changed_tables(owned=changed(place, **values)):
        return play(plan, everybody_buys(plenty(traffic=3.0)), seed)


def buyers_who_join(alpha: float) -> Measured:
    """A gift of five yuan does half of the difference between 35 and 60 of a hundred."""
    plan = on_taobao(private_domain=PrivateDomain(mini_program="open", welcome=5.0))
    tables = season_of(plan, 1401, "mini-program", alone=0.0).tables
    return chance(0.475, int(tables["owned"]["joined"].sum()), len(tables["orders"]["paid"]), alpha)


def members_who_stay(alpha: float) -> Measured:
    """Everybody joins; a message each week drives a twentieth away. Members of the last week, of all who joined."""
    effects = {"joins": 1.0, "most": 1.0, "alone": 0.0, "response": 0.0, "leave": 0.05}
    table = season_of(WEEKLY, 1402, "wecom", **effects).tables["owned"]
    stay = 0.95 ** np.arange(12, -1, -1)
    error = math.sqrt(table["joined"] @ (stay * (1 - stay)))
    return normal(table["joined"] @ stay, table["members"][-1], error, alpha)


def members_who_come(alpha: float) -> Measured:
    """One message a week, of which a fresh one brings a fifth, and each other one of the month leaves seven tenths of
    the effect; from the first whole week on that begins ten days after the parcel's arrival."""
    effects = {"joins": 1.0, "most": 1.0, "alone": 0.05, "response": 0.2, "fade": 0.7, "leave": 0.0}
    orders = season_of(WEEKLY, 1403, "wecom", **effects).tables["orders"]
    good = (orders["flawed"] == 0) & (orders["returned"] < 0)
    first = (orders["times"] == 0) & (orders["delivered"] < 32) & good
    start = -(-(orders["delivered"][first] + 10) // 7)
    silent = 0.95 * (1 - 0.2 * 0.7 ** np.minimum(np.arange(8), 3))
    within = np.prod([np.where(start <= week, silent[week], 1.0) for week in range(8)], axis=0)
    again = orders["person"][(orders["times"] == 1) & (orders["day"] < 56)]
    came = np.isin(orders["person"][first], again).mean()
    error = math.sqrt((within * (1 - within)).sum()) / first.sum()
    return normal((1 - within).mean(), came, error, alpha)


def cost_of_places(_alpha: float) -> Measured:
    """Once 300 yuan, 30 for each week's message, fifteen fen for each member and week, three yuan for each who joins."""
    plan = on_taobao(private_domain=PrivateDomain(wecom=(Step(1, 1),), welcome=3.0))
    result = season_of(plan, 1404, "wecom")
    table = result.tables["owned"]
    theory = 300 + 13 * 30 + 0.15 * table["members"].sum() + 3 * table["joined"].sum()
    return exact(theory, result.ledger.balance["private_domain"] / 100, tolerance=0.1)


SIZES = "survival in discrete time; sizes assumed"
CHECKS = (
    Check(
        "Buyers who join", "closed form", "owned: joining", SIZES,
        "A welcome gift raises the share of buyers who join a place of the shop's own.", buyers_who_join,
    ),
    Check(
        "Members who stay", "closed form", "owned: staying", SIZES,
        "Each week's message drives its part of the members away.", members_who_stay,
    ),
    Check(
        "Members who come", "closed form", "owned: coming", SIZES,
        "Members come by themselves and by messages, which tire.", members_who_come,
    ),
    Check(
        "Cost of a place", "closed form", "owned: cost", "definition",
        "A place costs its opening, its messages, its members and their gifts (yuan).", cost_of_places,
    ),
)  # fmt: skip
