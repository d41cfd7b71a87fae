"""The shops of a season: where each stands, and what its platform takes and promises."""

from attrs import frozen

from simulator.plan import Plan
from simulator.scenario import Fees, Platform, Scenario, platforms, shops_of


@frozen
class Front:
    """One shop: its place among the season's shops, the platform's key and numbers, and the fees in force."""

    place: int
    key: str
    world: Platform
    fees: Fees


def fronts(plan: Plan, scenario: Scenario) -> list[Front]:
    """The season's shops, the main one first."""
    return [
        Front(place, key, platforms()[key], platforms()[key].fees[scenario.fees])
        for place, key in enumerate(shops_of(plan, scenario))
    ]


def segment_names(shops: list[Front]) -> list[str]:
    """The segments that the shops' audiences are made of, in the order they are met; a segment's place numbers it."""
    return list(dict.fromkeys(name for one in shops for name in one.world.audience))
