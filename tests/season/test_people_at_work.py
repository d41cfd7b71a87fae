"""Staff: what is learnt counts from the next week on, for agents and pickers alike."""

import numpy as np

from simulator.plan import Plan, Service, Shop, Staff, Step, Warehouse
from simulator.scenario import load
from simulator.season import play
from simulator.season.staff import speeds

WORLD = load("first-shop")


def faster(**decided):
    return speeds(Plan(staff=Staff(**decided)), WORLD)


def test_without_anything_done_for_them_people_work_as_ever():
    assert (faster() == 1).all() and len(faster()) == WORLD.days + 1


def test_what_is_learnt_counts_from_the_next_week_on_and_is_lost():
    by_week = faster(training=(Step(2, 6.0), Step(3, 0.0)))[::7]
    assert (by_week[:2] == 1).all() and by_week[2] > 1.05
    assert (np.diff(by_week[2:13]) < 0).all() and by_week[12] > 1


def test_training_bonus_and_roles_come_on_top_of_each_other():
    all_three = faster(training=(Step(1, 2.0),), incentive=10.0, roles="divided")
    alone = faster(training=(Step(1, 2.0),)) * faster(incentive=10.0) * faster(roles="divided")
    assert np.allclose(all_three, alone)


def test_people_cost_what_is_done_for_them():
    plan = Plan(
        shop=Shop("taobao"), service=Service(agents=3), warehouse=Warehouse(pickers=(Step(3, 2.0),)),
        staff=Staff(training=(Step(1, 1.0), Step(5, 0.0)), incentive=5.0),
    )  # fmt: skip
    trained = 35 * (2 * 3 + 2 * 5)
    bonus = 0.05 * (13 * 3 * 1200 + 11 * 2 * 1500)
    assert play(plan, WORLD, 1).ledger.balance["staff"] == round(100 * (trained + bonus))
