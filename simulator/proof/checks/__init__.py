"""Every check of the market, by the law that it is about."""

from simulator.proof.check import FAMILY, Check
from simulator.proof.checks import (
    ads,
    advertising,
    aftersales,
    attention,
    brand,
    choice,
    competition,
    consultation,
    customers,
    echo,
    instruments,
    inventory,
    kols,
    logistics,
    money,
    owned,
    promotion,
    range,
    real_data,
    regularities,
    search,
    security,
    shocks,
    shops,
    social,
    staff,
    streams,
    stylised_facts,
    supply,
    technology,
    testing,
    traffic,
)

MODULES = (
    traffic, advertising, ads, echo, search, attention, social, streams, kols, consultation, choice, promotion, range,
    competition, shops, inventory, supply, logistics, aftersales, customers, owned, brand, testing, instruments,
    security, technology, staff, shocks, money, stylised_facts, regularities, real_data,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for module in MODULES for check in module.CHECKS)
ALPHA = FAMILY / len(CHECKS)
