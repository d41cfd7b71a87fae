"""Plans: read from the cell, played in hidden seasons of an instance, marked with noise in mind."""

import re
import stat

import numpy as np
import pytest
from attrs import evolve
from classroom import NAME, PLAN, ROOT

from simulator.exercise import plan_cell
from simulator.exercise.plan_hints import CLOSE, HALF_WAY, HINTS, hint
from simulator.experiment import replicate
from simulator.grading import course as courses
from simulator.grading import instance as instances
from simulator.grading.course import SECRET, Course
from simulator.grading.instance import best_of, instance_of, measures_of, varied
from simulator.grading.plan_task import LEFT_OUT, PlanTask, report, whole
from simulator.grading.search import best_plan, lever_name, numbers, replaced, settings, within
from simulator.planfile import PlanError, plain, structure
from simulator.scenario import load
from simulator.score import RUNGS, Score, rung

TASK = PlanTask("plan", "first-shop")


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path, seasons=2, rounds=0)


def test_the_secret_is_made_once_and_only_the_owner_reads_it(course):
    first = course.secret()
    assert len(first) == 64
    assert course.secret() == first
    assert stat.S_IMODE((course.folder / "secret").stat().st_mode) == 0o600


def test_a_secret_may_be_named(course, monkeypatch, tmp_path):
    (tmp_path / "mine").write_text("open sesame\n")
    monkeypatch.setenv(SECRET, str(tmp_path / "mine"))
    assert course.secret() == b"open sesame"
    (tmp_path / "mine").write_text(" \n")
    with pytest.raises(ValueError, match="is empty"):
        course.secret()
    monkeypatch.setenv(SECRET, str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError):
        course.secret()


def test_an_instance_is_the_same_for_all_and_another_in_each_course(course, tmp_path):
    here = instance_of(course, NAME, "first-shop")
    assert here == instance_of(course, NAME, "first-shop")
    others = [
        instance_of(Course(tmp_path / "other", seasons=2), NAME, "first-shop"),
        instance_of(course, "ps2-products", "first-shop"),
    ]
    for other in others:
        assert other.key != here.key
        assert not set(other.seeds) & set(here.seeds)
        assert other.scenario != here.scenario
    assert not set(here.seeds) & set(here.search_seeds)
    assert min(here.seeds) > 1000


def test_an_instance_stays_near_its_scenario():
    scenario = load("first-shop")
    for seed in range(20):
        one = varied(scenario, np.random.default_rng(seed))
        assert abs(one.traffic / scenario.traffic - 1) <= instances.VISITS + 0.01
        for name, product in one.products.items():
            assert abs(product.unit_cost / scenario.products[name].unit_cost - 1) <= instances.COSTS + 0.01
        for rival, model in zip(one.rivals, scenario.rivals, strict=True):
            assert abs(rival.price / model.price - 1) <= instances.RIVALS + 0.01
        assert evolve(one, traffic=1, products={}, rivals=()) == evolve(scenario, traffic=1, products={}, rivals=())


def test_a_plan_is_played_once(course, monkeypatch):
    instance = instance_of(course, NAME, "first-shop")
    first = measures_of(course, instance, rung("first-shop", "naive"))
    monkeypatch.setattr(instances, "replicate", None)
    again = measures_of(course, instance, rung("first-shop", "naive"))
    assert all((first[name] == again[name]).all() for name in first)


def test_another_state_of_the_simulator_forgets(course, monkeypatch):
    assert course.remember("key", lambda: 1) == 1
    assert course.remember("key", lambda: 2) == 1
    monkeypatch.setattr(courses, "fingerprint", lambda: "other")
    assert course.remember("key", lambda: 2) == 2


def test_the_best_plan_is_at_least_as_good_as_every_rung_on_its_seasons(course):
    instance = instance_of(course, NAME, "first-shop")
    on_search = evolve(instance, seeds=instance.search_seeds)
    reached = {name: measures_of(course, on_search, rung("first-shop", name))["points"].mean() for name in RUNGS}
    best = measures_of(course, on_search, best_of(course, instance))["points"].mean()
    assert best == max(reached.values())


def test_the_search_finds_something_better_the_same_way_each_time():
    scenario, start = load("first-shop"), structure({"products": {"scarf-plain": {"price": 200.0}}})
    found = best_plan([start], scenario, [5], 1)
    assert found == best_plan([start], scenario, [5], 1)
    before, after = (replicate(plan, scenario, [5])["points"][0] for plan in (start, found))
    assert after > before


def test_the_search_tries_every_number_of_a_plan():
    raw = plain(rung("first-shop", "naive"))
    named = {lever_name(raw, path) for path, _ in numbers(raw, load("first-shop"))}
    assert {"shop.platform", "products.*.price", "products.*.supplier", "marketing.weekly_budget"} <= named
    assert ("products", "scarf-plain", "price") in {path for path, _ in settings(raw)}
    bundle = {"kind": "bundle", "weeks": [2], "percent": 5.0, "first": "scarf-plain", "second": "scarf-lavender"}
    in_bundle = {path[2] for path, _ in numbers(raw | {"promotions": [bundle]}, load("first-shop")) if len(path) == 3
                 and path[0] == "promotions"}  # fmt: skip
    assert in_bundle == {"percent"}
    changed = structure(replaced(raw, ("products", "gift", "price"), 5.0))
    assert changed.product("gift").price[0].value == 5.0


def test_the_search_leaves_names_of_products_as_they_are():
    bundle = {"kind": "bundle", "weeks": [1], "percent": 10.0, "first": "scarf-plain", "second": "scarf-lavender"}
    changed = [path[2] for path, _ in numbers({"promotions": [bundle]}, load("first-shop")) if path[0] == "promotions"]
    assert set(changed) == {"percent"}


def test_the_best_plan_of_a_task_uses_no_lever_that_the_task_does_not_open():
    fields = ("shop.platform", "products.*.price", "products.*.reorder_point", "promotions")
    raw = plain(within(rung("first-shop", "best-known"), fields))
    assert set(raw) == {"scenario", "shop", "products", "promotions"} and raw["shop"] == {"platform": "jd"}
    assert all(set(one) == {"price", "reorder_point"} for one in raw["products"].values())


def test_only_what_the_task_opens_counts(course):
    task = PlanTask("plan", "first-shop", ("shop.platform", "products.*.price"))
    first, second = (
        task.mark(f'%%plan\nscenario = "first-shop"\n[shop]\nplatform = "jd"\n{more}', course, NAME, 6)
        for more in ("", "[service]\nagents = 1\n")
    )
    assert (first.points, first.details[0]) == (second.points, second.details[0])
    assert LEFT_OUT in second.details and LEFT_OUT not in first.details


def test_marks_are_whole_and_between_nothing_and_all():
    assert [whole(6, value) for value in (-30, 0, 8.2, 8.4, 50, 91.5, 91.8, 100, 130)] == [0, 0, 0, 1, 3, 5, 6, 6, 6]


def test_plans_within_noise_differ_by_one_mark_at_most():
    for value in np.linspace(0, 100, 401):
        assert abs(whole(6, value) - whole(6, value + 16)) <= 1


def test_a_plan_gets_a_score_with_its_error(course):
    course.folder.mkdir()
    (course.folder / "secret").write_text(
        "a secret of the tests"
    )  # on some instances two seasons put the plan above 100
    mark = TASK.mark(PLAN, course, NAME, 6)
    told = re.search(r"Score (\d+\.\d) ± \d+\.\d, over 2 seasons", mark.details[0])
    assert 0 < mark.points == whole(6, float(told[1])) < 6
    assert TASK.mark("%%plan\n", course, NAME, 6).points == 0


def test_the_best_plan_gets_all_points_and_the_clip_is_told():
    assert "more than 100 counts as 100" in report(Score(104.2, 1.0, 24))
    assert "counts as" not in report(Score(99.0, 1.0, 24))


def test_every_hint_is_given_and_reads_well():
    names = ("stockout_rate", "visitors", "marketing_share", "gross_margin", "conversion_rate", "stock_left", "closed")
    best = dict.fromkeys(names, 0.5)
    worse = {
        "closed": 0.25, "stockout_rate": 0.6, "visitors": 0.1, "marketing_share": 0.6, "gross_margin": 0.4,
        "conversion_rate": 0.3, "stock_left": 0.6,
    }  # fmt: skip
    low = 40.0
    best["closed"] = 0.0
    said = [hint(best | {name: value}, best, low)["en"] for name, value in worse.items()]
    assert len(set(said)) == len(HINTS)
    assert all("{" not in sentence for sentence in said)
    assert hint(best, best, low)["en"] == HALF_WAY
    assert hint(best, best, 97.0)["en"] == CLOSE


def test_problems_of_a_plan_are_told(course):
    mark = TASK.mark('%%plan\n[shop]\nplatform = "taobo"\n[marketing]\nweekly_budget = -1\n', course, NAME, 6)
    assert mark.points == 0
    assert "did you mean taobao?" in mark.sentence
    assert "marketing.weekly_budget" in mark.details[0]


@pytest.mark.parametrize("source", ["", "plan", "# mine\n%%plan\n", "%%planned\n", "x = 1\n%%plan"])
def test_a_cell_without_its_first_line_holds_no_plan(source):
    with pytest.raises(PlanError, match="nothing above it"):
        plan_cell.body_of(source)


def test_the_task_chooses_the_scenario():
    plan, scenario = plan_cell.read('scenario = "double-eleven"\n', "first-shop")
    assert (plan.scenario, scenario.key) == ("first-shop", "first-shop")


def test_the_solution_earns_well(tmp_path):
    import nbformat

    source = nbformat.read(ROOT / "solutions" / NAME / f"{NAME}.ipynb", as_version=4)
    answers = {cell.id: cell.source for cell in source.cells}
    course = Course(tmp_path, seasons=4, rounds=0)
    tasks = Course(ROOT).tasks(NAME)
    assert tasks["plan-mark"].mark(answers["plan"], course, NAME, 6).points >= 4
    assert tasks["three-kpis-mark"].ways[0].mark(answers["three-kpis"], course, NAME, 4).points == 4
