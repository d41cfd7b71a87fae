"""Every check of the market, by the law that it is about."""

from simulator.proof.check import FAMILY, Check
from simulator.proof.checks import (
    advertising,
    aftersales,
    attention,
    choice,
    competition,
    customers,
    inventory,
    money,
    promotion,
    range,
    real_data,
    shops,
    stylised_facts,
    supply,
    traffic,
)

MODULES = (
    traffic, advertising, attention, choice, promotion, range, competition, shops, inventory, supply, aftersales,
    customers, money, stylised_facts, real_data,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for module in MODULES for check in module.CHECKS)
ALPHA = FAMILY / len(CHECKS)
