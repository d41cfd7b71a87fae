"""Paying for clicks: bids for the words that all want and for the long tail, and when the budget is empty."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Ads, Plan, Step
from simulator.scenario import load

BIDS = (0.2, 0.5, 0.8, 1.2, 2.0, 4.0)  # yuan a click
BUDGET = 100.0  # yuan a day
SHARE = (("ads", "keywords.tail.anyway"),)


def bidding(plan: Plan, core: float, tail: float, budget: float = BUDGET) -> Plan:
    """The plan with bids for core and for long-tail words, and a budget a day."""
    bids = {name: (Step(1, bid),) for name, bid in (("core_bid", core), ("tail_bid", tail)) if bid}
    return evolve(plan, ads=Ads(keyword_budget=(Step(1, budget),), **bids))


def season(core: float, tail: float, on: list[int], budget: float = BUDGET) -> Measures:
    """Seasons of the sound plan with bids."""
    return replicate(bidding(shop("first-shop"), core, tail, budget), load("first-shop"), on)


def base(on: list[int]) -> float:
    """Profit of the sound plan without bids."""
    return float(replicate(shop("first-shop"), load("first-shop"), on)["profit"].mean())


def by_bid(on: list[int]) -> dict[str, list[float]]:
    """Profit over that without bids, by the bid, for each sort of words."""
    none = base(on)
    return {
        "core words": [float(season(bid, 0.0, on)["profit"].mean()) - none for bid in BIDS],
        "long-tail words": [float(season(0.0, bid, on)["profit"].mean()) - none for bid in BIDS],
    }


def click_numbers(found: dict[str, list[float]]) -> Numbers:
    """What the text says of bids."""
    core, tail = found.values()
    return {
        "core_best": (round(max(core), -2), "yuan"),
        "core_bid": (BIDS[core.index(max(core))], "yuan"),
        "core_high": (round(core[-1], -2), "yuan"),
        "tail_best": (round(max(tail), -2), "yuan"),
        "tail_bid": (BIDS[tail.index(max(tail))], "yuan"),
        "tail_high": (round(tail[-1], -2), "yuan"),
    }


ADVICE = (
    Advice(
        "Bid for the words that few others want.",
        "double-eleven",
        taken=lambda plan: bidding(plan, 0.0, 0.8),
        assumed=SHARE,
    ),
    Advice(
        "Do not pay any price for the words that all want.",
        "first-shop",
        left=lambda plan: bidding(plan, 4.0, 0.0, 300.0),
    ),
)


def turn(plan: Plan) -> Plan:
    """A small bid for the long tail."""
    return bidding(plan, 0.0, 0.8)
