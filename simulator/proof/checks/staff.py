"""People: how much faster training, bonuses and roles make them, and what these cost."""

import math

import numpy as np

from simulator.laws.traffic import DAY
from simulator.plan import Service, Staff, Step, Warehouse
from simulator.proof.check import Check, Measured, exact, normal
from simulator.proof.checks.consultation import askers
from simulator.proof.checks.logistics import orders_of
from simulator.proof.worlds import changed_tables, figures, laboratory, on_taobao, plenty
from simulator.records import count
from simulator.season import play

ONE_PICKER = Warehouse(pickers=(Step(1, 1.0),), waves=1)


def picked_a_day(staff: Staff, seed: int) -> np.ndarray:
    """Parcels that one picker sends off on each day, with more orders than anybody could pick; the first day, on which
    few have come by the wave, is left out."""
    with laboratory():
        left = orders_of(on_taobao(warehouse=ONE_PICKER, staff=staff), seed, traffic=1.0)["left"]
    return count(left, length=92)[1:91]


def trained_pickers(_alpha: float) -> Measured:
    """Four hours a week for six weeks: half is lost in twelve, and sixteen hours bring two thirds of a quarter."""
    left, known, theory = 0.5 ** (1 / 12), 0.0, []
    for week in range(13):
        theory += 7 * [int(30 * 7.75 * (1 + 0.25 * (1 - math.exp(-known / 16))))]
        known = (known + 4 * (week < 6)) * left
    return exact(sum(theory[1:]), picked_a_day(Staff(training=(Step(1, 4.0), Step(7, 0.0))), 1701).sum())


def pickers_with_a_bonus(_alpha: float) -> Measured:
    """A bonus of ten per cent, where twelve bring two thirds of a fifth."""
    theory = int(30 * 7.75 * (1 + 0.2 * (1 - math.exp(-10 / 12))))
    return exact(theory, picked_a_day(Staff(incentive=10.0), 1702).mean())


def pickers_with_roles(_alpha: float) -> Measured:
    return exact(int(30 * 7.75 * 1.08), picked_a_day(Staff(roles="divided"), 1703).mean())


def trained_agents(alpha: float) -> Measured:
    """Seconds of a talk after eight hours in the first week, which make three times as fast where `most` is 9; the
    speed of each week, of talks whose mean is 240 seconds without training."""
    plan = on_taobao(service=Service(agents=50, opens=0, closes=23), staff=Staff(training=(Step(1, 8.0), Step(2, 0.0))))
    with laboratory(shoppers={"asks": 1.0}), changed_tables(staff=figures({"training.most": 9.0})):
        contacts = play(plan, askers(600, 1.0), 1704).tables["contacts"]
    answered = contacts["started"] >= 0
    took = (contacts["decided"] - contacts["started"])[answered] / 1000
    week = contacts["moment"][answered] // (7 * DAY)
    known = np.where(week > 0, 8 * 0.5 ** (week / 12), 0.0)
    mean = 240 / (1 + 9 * (1 - np.exp(-known / 16)))
    return normal(mean.mean(), took.mean(), math.sqrt((mean**2).sum()) / len(mean), alpha)


def cost_of_staff(_alpha: float) -> Measured:
    """Two agents and a picker: three hours a week at 35 yuan, a tenth of 1,200 yuan for each agent and of 1,500 for the
    picker, and 200 for roles."""
    staff = Staff(training=(Step(1, 3.0),), incentive=10.0, roles="divided")
    result = play(on_taobao(warehouse=ONE_PICKER, staff=staff), plenty(), 1705)
    week = 3 * 3 * 35 + 0.1 * (2 * 1200 + 1500) + 200
    return exact(13 * week, result.ledger.balance["staff"] / 100, tolerance=1e-6)


SIZES = "sign from the sources of the table; form and size assumed"
CHECKS = (
    Check(
        "Trained pickers", "closed form", "staff: skill", SIZES,
        "What is learnt makes pickers faster, and is slowly lost (parcels in a season).", trained_pickers,
    ),
    Check(
        "Pickers with a bonus", "closed form", "staff: gain", SIZES,
        "A bonus makes pickers faster, each per cent less than the one before (parcels a day).", pickers_with_a_bonus,
    ),
    Check(
        "Pickers with roles", "closed form", "staff: roles", SIZES,
        "Who has a role of their own picks so many times as fast (parcels a day).", pickers_with_roles,
    ),
    Check(
        "Trained agents", "closed form", "staff: gain", SIZES,
        "Training makes talks shorter (seconds).", trained_agents,
    ),
    Check(
        "Cost of staff", "closed form", "staff: cost", "definition",
        "Training, bonuses and roles cost their hours, their share of the wages, and a leader (yuan).", cost_of_staff,
    ),
)  # fmt: skip
