"""Money: fees, payouts and cash, each read from the ledger and worked out again from the records."""

import math

import numpy as np
from attrs import evolve

from simulator.ledger import ACCOUNTS
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import laboratory, on_taobao, plenty
from simulator.scenario import first_stock_cost, load, platforms, work
from simulator.score import rung
from simulator.season import Result, play

FEES = "Syllabus, part 1.1.10"
BOOKS = "double entry, Pacioli 1494"


def ordinary_season() -> Result:
    """A season of the naive plan, with purchases, promotions and advertising, under platforms that judge nobody."""
    return play(rung("first-shop", "naive"), evolve(load("first-shop"), strictness=0.0), 601)


def commission(_alpha: float) -> Measured:
    orders = play(on_taobao(), plenty(), 602).tables["orders"]
    theory = platforms()["taobao"].fees["syllabus"].commission.value
    rounding = 0.5 / orders["paid"].mean()
    return exact(theory, orders["fees"].sum() / orders["paid"].sum(), rounding)


def yearly_fee(_alpha: float) -> Measured:
    fees = platforms()["taobao"].fees["syllabus"]
    borne = play(on_taobao(), plenty(), 603).ledger.balance["yearly_fees"] / 100
    return exact((fees.entry.value + fees.technical.value) * 13 / 52, borne, tolerance=0.005)


def payouts(result: Result) -> tuple[np.ndarray, np.ndarray]:
    """Days and fen of the platform's payouts in the ledger."""
    ledger = result.tables["ledger"]
    its = (ledger["debit"] == ACCOUNTS.index("cash")) & (ledger["credit"] == ACCOUNTS.index("escrow"))
    return ledger["day"][its], ledger["fen"][its]


def payout_of_a_season(_alpha: float) -> Measured:
    result = ordinary_season()
    orders = result.tables["orders"]
    due = (orders["paid"] - orders["fees"])[orders["settled"] >= 0].sum()
    return exact(due / 100, payouts(result)[1].sum() / 100)


def settlement_delay(_alpha: float) -> Measured:
    """Days from door to payout, each weighted with its fen."""
    with laboratory(market={"settlement_days": 20}):
        result = play(on_taobao(), plenty(weeks=8), 604)
    orders = result.tables["orders"]
    settled = orders["settled"] >= 0
    net = (orders["paid"] - orders["fees"])[settled]
    day, fen = payouts(result)
    return exact(20, (day * fen).sum() / fen.sum() - (orders["delivered"][settled] * net).sum() / net.sum(), 1e-9)


def cash_at_the_end(_alpha: float) -> Measured:
    """Cash after the last payout, worked out from orders, purchases, shelves and the scenario's costs (yuan)."""
    result = ordinary_season()
    tables, costs = result.tables, result.scenario.costs
    orders, fees = tables["orders"], platforms()[result.platform].fees[result.scenario.fees]
    kept = orders["returned"] < 0
    received = (orders["paid"] - orders["fees"])[kept].sum() / 100
    goods = tables["purchases"]["cost"].sum() / 100 + first_stock_cost(result.plan, result.scenario)
    goods += len(tables["purchases"]["cost"]) * work()["purchase"]["order"].value
    parcels = len(orders["paid"]) * (costs.freight + costs.packing) + int((~kept).sum()) * costs.return_handling
    weekly = costs.operating_week + result.scenario.agents * costs.wage_week
    running = result.scenario.weeks * weekly + tables["products"]["on_hand"].sum() * costs.storage_day
    spent = goods + parcels + running + tables["days"]["spend"].sum() / 100 + fees.entry.value + fees.technical.value
    return exact(result.scenario.capital + received - spent, result.ledger.balance["cash"] / 100, tolerance=0.005)


def payment_rate(alpha: float) -> Measured:
    with laboratory(market={"payment_rate": 0.8}):
        tables = play(on_taobao(), plenty(traffic=4.0), 605).tables
    paid, unpaid = len(tables["orders"]["paid"]), len(tables["unpaid"]["paid"])
    return chance(0.8, paid, paid + unpaid, alpha)


def pieces_of_an_order(alpha: float) -> Measured:
    quantity = [0.5, 0.3, 0.2]
    with laboratory(shoppers={"quantity": quantity}):
        pieces = play(on_taobao(), plenty(traffic=8.0), 606).tables["orders"]["pieces"]
    mean = float(np.dot(quantity, [1, 2, 3]))
    error = math.sqrt((np.dot(quantity, [1, 4, 9]) - mean**2) / len(pieces))
    return normal(mean, pieces.mean(), error, alpha)


CHECKS = (
    Check(
        "Commission", "closed form", "money: fees", FEES,
        "Fees are the platform's share of what buyers pay, but for rounding to the fen.", commission,
    ),
    Check(
        "Yearly fee of a season", "closed form", "money: yearly fee", FEES,
        "A season of thirteen weeks bears a quarter of the yearly fees (yuan).", yearly_fee,
    ),
    Check(
        "Payouts of a season", "closed form", "money: payout", BOOKS,
        "The platform pays out what buyers paid, less its fees and what it held back for refunds (yuan).",
        payout_of_a_season,
    ),
    Check(
        "Days to the payout", "closed form", "money: settlement delay", BOOKS,
        "Each order is paid out the settlement delay after it came to the door.", settlement_delay,
    ),
    Check(
        "Cash at the end", "closed form", "money: parcels", BOOKS,
        "Cash is capital, plus what was received, less what was paid, worked out from records alone (yuan).",
        cash_at_the_end,
    ),
    Check(
        "Orders that are paid", "closed form", "money: payment rate", "binomial law",
        "Of the orders placed, the platform's share is paid.", payment_rate,
    ),
    Check(
        "Pieces of an order", "closed form", "segments: pieces", "law of large numbers",
        "Orders hold as many pieces as the segment's shoppers want on average.", pieces_of_an_order,
    ),
)  # fmt: skip
