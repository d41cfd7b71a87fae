"""Places of the shop's own: who joins, who stays, who comes from there, and what they cost."""

import math

import numpy as np

from simulator.plan import Community, Plan, PrivateDomain, Step
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import Change, changed_tables, everybody_buys, laboratory, on_taobao, plenty
from simulator.records import Table
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
    the effect."""
    effects = {"joins": 1.0, "most": 1.0, "alone": 0.05, "response": 0.2, "fade": 0.7, "leave": 0.0}
    orders = season_of(WEEKLY, 1403, "wecom", **effects).tables["orders"]
    return coming_of(orders, 0.95 * (1 - 0.2 * 0.7 ** np.minimum(np.arange(8), 3)), alpha)


def coming_of(orders: Table, silent: np.ndarray, alpha: float) -> Measured:
    """Early buyers who order again within eight weeks, from the chances of not coming in each of these; they may come
    from the first whole week on that begins ten days after the parcel's arrival."""
    good = (orders["flawed"] == 0) & (orders["returned"] < 0)
    first = (orders["times"] == 0) & (orders["delivered"] < 32) & good
    start = -(-(orders["delivered"][first] + 10) // 7)
    within = np.prod([np.where(start <= week, one, 1.0) for week, one in enumerate(silent)], axis=0)
    again = orders["person"][(orders["times"] == 1) & (orders["day"] < 7 * len(silent))]
    error = math.sqrt((within * (1 - within)).sum()) / first.sum()
    return normal((1 - within).mean(), np.isin(orders["person"][first], again).mean(), error, alpha)


def cost_of_places(_alpha: float) -> Measured:
    """Once 300 yuan, 30 for a week's message, fifteen fen for each member and week, three yuan for each who joins."""
    plan = on_taobao(private_domain=PrivateDomain(wecom=(Step(1, 1),), welcome=3.0))
    result = season_of(plan, 1404, "wecom")
    table = result.tables["owned"]
    theory = 300 + 13 * 30 + 0.15 * table["members"].sum() + 3 * table["joined"].sum()
    return exact(theory, result.ledger.balance["private_domain"] / 100, tolerance=0.1)


def members_of_lively_groups(alpha: float) -> Measured:
    """An hour of care is as much as is enough: 1 - 1/e of the members whom the liveliest group brings, four tenths a
    week, where nothing is sold."""
    plan = on_taobao(community=Community(invited=100.0, hours=1.0))
    effects = {"joins": 1.0, "least": 0.4, "bored": 0.0}
    orders = season_of(plan, 1405, "community", **effects).tables["orders"]
    return coming_of(orders, np.full(8, 1 - 0.4 * (1 - math.exp(-1))), alpha)


def members_who_trust(alpha: float) -> Measured:
    """All is selling: trust goes half of its way to a tenth in each week, and with it goes who comes."""
    plan = on_taobao(community=Community(invited=100.0, hours=20.0, selling=(Step(1, 1.0),)))
    effects = {"joins": 1.0, "most": 1.0, "half_life": 1.0, "annoyed": 0.0}
    orders = season_of(plan, 1406, "community", **effects).tables["orders"]
    return coming_of(orders, 1 - (0.1 + 0.9 * 0.5 ** np.arange(1, 9)), alpha)


def members_who_leave(alpha: float) -> Measured:
    """A tenth of those in a dull group leaves in a week, 1/e of them with an hour of care; and a fifth of a quarter by
    selling half as hard as can be."""
    plan = on_taobao(community=Community(invited=100.0, hours=1.0, selling=(Step(1, 0.5),)))
    effects = {"joins": 1.0, "least": 0.0, "most": 0.0, "bored": 0.1, "annoyed": 0.2}
    table = season_of(plan, 1407, "community", **effects).tables["owned"]
    stay = (1 - 0.1 / math.e - 0.05) ** np.arange(12, -1, -1)
    error = math.sqrt(table["joined"] @ (stay * (1 - stay)))
    return normal(table["joined"] @ stay, table["members"][-1], error, alpha)


def cost_of_a_community(_alpha: float) -> Measured:
    """Two hundred yuan an event, thirty an hour for each group of two hundred that has begun."""
    plan = on_taobao(community=Community(invited=30.0, hours=0.5, events=3))
    result = season_of(plan, 1408, "community")
    groups = np.ceil(result.tables["owned"]["members"] / 200).sum()
    return exact(13 * 3 * 200 + 15 * groups, result.ledger.balance["community"] / 100, tolerance=0.1)


LIVELY = "signs of the Syllabus, part 1.3.8; sizes assumed"
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
    Check(
        "Members of lively groups", "closed form", "community: activity", LIVELY,
        "The more care a group has, the more of its members come.", members_of_lively_groups,
    ),
    Check(
        "Members who trust", "closed form", "community: trust", LIVELY,
        "Selling takes members' trust week by week, and with it those who come.", members_who_trust,
    ),
    Check(
        "Members who leave a community", "closed form", "community: leaving", LIVELY,
        "Members leave dull groups, and groups that sell too hard.", members_who_leave,
    ),
    Check(
        "Cost of a community", "closed form", "community: cost", "definition",
        "A community costs its events, and its managers' hours by the group (yuan).", cost_of_a_community,
    ),
)  # fmt: skip
