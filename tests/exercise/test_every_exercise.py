"""Every exercise of the course: its stub, its reference answer and its wrong answers are judged as they should be."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from simulator.exercise import check, check_numbers, sheet
from simulator.exercise.attempt import arguments_of, function_from, plain
from simulator.exercise.plan_check import check_plan
from simulator.exercise.sheet import sheets
from simulator.grading.course import Course
from simulator.grading.exercise import STUB, FunctionExercise, PlanExercise
from simulator.grading.release import assignments
from simulator.grading.second_process import ask
from simulator.words import both

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[一-鿿]")
QUIZZED = 3  # own seasons of each twin that are played here; all of them by `make exercises`


@cache
def course():
    return assignments(ROOT)


def exercises(kind):
    every = [(name, one) for name, assignment in course().items() for one in assignment.exercises]
    return [pytest.param(name, one, id=f"{name}-{one.key}") for name, one in every if isinstance(one, kind)]


def wrong_answers():
    return [
        pytest.param(*one.values, output, mistake, id=f"{one.id}-{output}-{place}")
        for one in exercises(FunctionExercise)
        for output, described in one.values[1].outputs.items()
        for place, mistake in enumerate(described.mistakes)
    ]


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_the_stub_is_not_attempted(name, one):
    assert one.stub.rstrip().endswith(STUB)
    assert check(name, one.key, function_from(one.stub, one.function)).state == "not attempted"
    assert check_numbers(name, one.key, {}).state == "not attempted"


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_the_reference_is_right_and_opens_the_solution(name, one):
    verdict = check(name, one.key, function_from(one.source, one.function))
    assert verdict.state == "right"
    assert f"{one.checks} more run" in verdict.text()
    assert verdict.solution == one.source


@pytest.mark.parametrize(("name", "one", "output", "mistake"), wrong_answers())
def test_each_wrong_answer_meets_its_sentence(name, one, output, mistake):
    verdict = check(name, one.key, lambda table: one.reference(table) | {output: mistake.wrong(table)})
    assert (verdict.state, verdict.sentence["en"]) == ("wrong", mistake.sentence)
    assert CHINESE.search(verdict.sentence["zh"])
    assert verdict.solution == ""


@pytest.mark.parametrize(("name", "one", "output", "mistake"), wrong_answers())
def test_each_wrong_number_meets_its_sentence(name, one, output, mistake):
    practice = sheet(name, one.key)["twin"]["practice"]["expected"]
    table = one.cases[-1].table
    typed = {key: round(value, one.outputs[key].digits) for key, value in practice.items()}
    assert check_numbers(name, one.key, typed).state == "right"
    wrong = round(mistake.wrong(table), one.outputs[output].digits)
    assert check_numbers(name, one.key, typed | {output: wrong}).sentence["en"] == mistake.sentence


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_an_exercise_has_what_learners_need(name, one):
    mistakes = [mistake for output in one.outputs.values() for mistake in output.mistakes]
    assert len(mistakes) >= 4
    assert len(one.hints) >= 3
    assert [len(case.table) for case in one.cases] == sorted(len(case.table) for case in one.cases)
    words = [*(one.hints), *(mistake.sentence for mistake in mistakes), *(case.name for case in one.cases), one.title]
    words += [special.sentence for special in one.specials]
    words += [output.label for output in one.outputs.values()]
    words += [text for choice in one.twin.choices for text in (choice.text, *choice.wrong.values())]
    assert [text for text in words if not CHINESE.search(both(text)["zh"])] == []


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_numbers_of_a_season_of_ones_own_reach_all_points(name, one, tmp_path):
    task = one.task_of_marks().ways[1]
    for place in range(QUIZZED):
        who = f"learner {place}"
        table = task.table(who)
        right = {key: round(value, one.outputs[key].digits) for key, value in one.reference(table).items()}
        lines = [f'name = "{who}"', *(f"{key} = {value}" for key, value in right.items())]
        lines += [
            f"{choice.key} = {choice.right if place and choice.right.isdigit() else repr(choice.right)}"
            for choice in one.twin.choices
        ]
        mark = task.mark(f"%%numbers {one.key}\n" + "\n".join(lines), Course(tmp_path), name, one.points)
        assert (mark.points, mark.sentence) == (one.points, "Every number is right.")


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_a_mark_says_its_sentence_in_both_languages(name, one, tmp_path):
    task = one.task_of_marks().ways[1]
    mark = task.mark(f'%%numbers {one.key}\nname = "Ann"\n', Course(tmp_path), name, one.points)
    assert (mark.points, "is not filled in" in mark.sentence, bool(CHINESE.search(mark.chinese))) == (0, True, True)
    huge = "\n".join(f"{key} = 1{'0' * 400}" for key in one.outputs)
    assert task.mark(f'%%numbers {one.key}\nname = "Ann"\n{huge}', Course(tmp_path), name, one.points).points == 0


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_own_seasons_tell_right_from_every_known_mistake(name, one):
    for seed in one.twin.seeds[:QUIZZED]:
        table = one.twin.season(seed)
        for output, described in one.outputs.items():
            right, step = one.reference(table)[output], 10**-described.digits
            assert all(abs(mistake.wrong(table) - right) > 1.2 * step for mistake in described.mistakes)


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_public_cases_tell_every_mistake_from_every_other(name, one):
    for described in one.outputs.values():
        values = [tuple(mistake.wrong(case.table) for case in one.cases) for mistake in described.mistakes]
        assert all(first != second for first, second in combinations(values, 2))


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_a_public_check_hides_the_hidden_ones(name, one):
    hidden = one.hidden(np.random.default_rng(1))
    shown = [arguments_of(case["arguments"])[one.argument] for case in sheet(name, one.key)["cases"]]
    assert not any(table.equals(other) for table in hidden for other in shown)


@pytest.mark.parametrize(("name", "one"), exercises(FunctionExercise))
def test_the_box_and_the_page_find_the_same(name, one):
    tables = [case.table for case in one.cases]
    boxed = ask(one.source, one.function, tuple(one.outputs), tables, 20)
    assert boxed == [sheet(name, one.key)["cases"][place]["expected"] for place in range(len(tables))]
    assert plain(tables[-1]) == sheet(name, one.key)["cases"][-1]["arguments"][one.argument]


@pytest.mark.parametrize(("name", "one"), exercises(PlanExercise))
def test_plans_are_not_attempted_unreadable_behind_or_ahead(name, one):
    assert check_plan(name, one.key, f'scenario = "{one.scenario}"\n').state == "not attempted"
    unreadable = check_plan(name, one.key, '[shop]\nplatform = "taobo"\n')
    assert unreadable.state == "raised"
    assert "did you mean taobao?" in unreadable.text()
    ahead = check_plan(name, one.key, one.reference)
    assert (ahead.state, "score" in ahead.text()) == ("right", True)
    behind = check_plan(name, one.key, "[marketing]\nweekly_budget = 1.0\n")
    assert (behind.state, "not clearly better" in behind.text()) == ("wrong", True)
    assert all(CHINESE.search(each.sentence["zh"]) for each in (ahead, behind, unreadable))


def test_every_mark_has_an_exercise_and_every_exercise_a_sheet():
    for name, assignment in course().items():
        assert list(sheets(name)) == [one.key for one in assignment.exercises]
        assert list(Course(ROOT).tasks(name)) == [f"{one.key}-mark" for one in assignment.exercises]
