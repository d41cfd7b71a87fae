"""Instances with numbers of a learner's own: made anew each time, equally hard, and no plan can be copied into one."""

from functools import cache

import pytest
from attrs import asdict, evolve
from classroom import PLAN

from simulator.exercise.plan_cell import body_of, read
from simulator.experiment import replicate
from simulator.fit import fit
from simulator.grading import certificate as certificates
from simulator.grading.certificate import MOST, Certificate, digest, main, own_instance, published
from simulator.grading.course import Course
from simulator.grading.scale import Scale
from simulator.plan import Plan
from simulator.scenario import load
from simulator.score import RUNGS, rung, score

LEARNERS = [f"learner {number}" for number in range(10)]
SCENARIO = "first-shop"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return Course(tmp_path_factory.mktemp("course"), seasons=8)


@pytest.fixture(scope="module")
def owned(course):
    return cache(lambda learner: own_instance(course, "ps1-platforms", SCENARIO, learner))


def test_a_scale_of_one_changes_nothing():
    same = Scale(1.0, 1.0)
    assert same.scenario(load(SCENARIO)) == load(SCENARIO)
    assert [same.plan(rung(SCENARIO, name)) for name in RUNGS] == [rung(SCENARIO, name) for name in RUNGS]


def test_a_plan_is_carried_over_with_its_prices_stock_budgets_and_people():
    plan, moved = rung("double-eleven", "good"), Scale(1.5, 2.0).plan(rung("double-eleven", "good"))
    before, after = plan.products["gift-box"], moved.products["gift-box"]
    assert after.price[0].value == 1.5 * before.price[0].value
    assert [one.value for one in after.order_up_to] == [2 * one.value for one in before.order_up_to]
    assert moved.marketing.weekly_budget[0].value == 3 * plan.marketing.weekly_budget[0].value
    assert moved.risk.credit_line == 3 * plan.risk.credit_line
    assert moved.promotions[0].spend == 1.5 * plan.promotions[0].spend
    assert moved.shops == plan.shops and moved.shop == plan.shop


def test_a_scenario_is_carried_over_with_its_scorecard():
    base, place = load("double-eleven"), Scale(1.5, 2.0).scenario(load("double-eleven"))
    assert place.traffic == 2 * base.traffic and place.capital == 3 * base.capital
    assert place.rivals[0].price == 1.5 * base.rivals[0].price
    assert place.products["gift-box"].unit_cost == 1.5 * base.products["gift-box"].unit_cost
    assert place.scorecard["profit"].high == 3 * base.scorecard["profit"].high
    assert place.costs.salvage == base.costs.salvage


@pytest.mark.proof
def test_an_instance_is_made_anew_and_nothing_is_kept(course, owned):
    assert own_instance(course, "ps1-platforms", SCENARIO, LEARNERS[0]) == owned(LEARNERS[0])
    assert [one.name for one in course.folder.iterdir()] == ["secret"]


@pytest.mark.proof
def test_learners_have_numbers_of_their_own_and_meet_the_same_seasons(course, owned):
    first, second = (owned(one) for one in LEARNERS[:2])
    assert first[0].scenario != second[0].scenario and first[0].key != second[0].key
    assert first[0].seeds == second[0].seeds
    assert own_instance(course, "ps2-products", SCENARIO, LEARNERS[0])[0].scenario != first[0].scenario


def test_what_is_too_easy_or_can_be_copied_is_not_accepted():
    sound = Certificate("ann", "ps1-platforms 1", 1, 1.5, 1.6, 40.0, 41.0, 73.0, 78.0, 58.0, "1a5c")
    assert sound.accepted
    for field, value in (("naive", sound.naive_usual + 11), ("good", sound.good_usual - 11), ("copied", MOST + 1)):
        assert not evolve(sound, **{field: value}).accepted


def test_a_scenario_that_gives_no_sound_instance_says_so(course, monkeypatch):
    monkeypatch.setattr(certificates, "MOST", -200.0)
    monkeypatch.setattr(certificates, "TRIES", 1)
    with pytest.raises(LookupError, match="none of 1 instances of first-shop for ann"):
        own_instance(course, "ps1-platforms", SCENARIO, "ann")


@pytest.mark.proof
def test_the_table_has_a_line_for_each_learner(course, owned, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("sys.argv", ["certificate", "ps1-platforms", SCENARIO, LEARNERS[0]])
    main()
    head, line = capsys.readouterr().out.splitlines()
    instance, certificate = owned(LEARNERS[0])
    assert head.split(",") == list(asdict(certificate))
    assert line.split(",") == [str(value) for value in asdict(certificate).values()]
    assert certificate.numbers == digest(instance.scenario)


@pytest.mark.proof
def test_no_plan_of_the_repository_scores_over_85_on_any_of_ten_instances(owned):
    for learner in LEARNERS:
        instance, certificate = owned(learner)
        scale, place = Scale(certificate.prices, certificate.visits), instance.scenario

        def points(plan, place=place, seeds=instance.seeds):
            return replicate(plan, place, seeds)["points"]

        low, high = points(Plan(SCENARIO)), points(scale.plan(rung(SCENARIO, "best-known")))
        solution = read(body_of(PLAN), SCENARIO)[0]
        for plan in (*published(place), *([] if fit(solution, place) else [solution])):
            assert score(points(plan), low, high).value <= 85
