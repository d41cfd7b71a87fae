"""Every check of the market, by the law that it is about."""

from simulator.proof.check import FAMILY, Check
from simulator.proof.checks import (
    advertising,
    aftersales,
    attention,
    choice,
    competition,
    inventory,
    kols,
    money,
    promotion,
    range,
    real_data,
    shops,
    social,
    streams,
    stylised_facts,
    supply,
    traffic,
)

MODULES = (
    traffic, advertising, attention, social, streams, kols, choice, promotion, range, competition, shops, inventory,
    supply, aftersales, money, stylised_facts, real_data,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for module in MODULES for check in module.CHECKS)
ALPHA = FAMILY / len(CHECKS)
