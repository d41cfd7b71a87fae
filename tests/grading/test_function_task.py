"""Functions: each named mistake meets its sentence, and nothing but the right finite numbers earns points."""

import json
from itertools import combinations

import numpy as np
import pytest
from classroom import FUNCTION, NAME, ROOT

from simulator.exercise.check import same
from simulator.grading.course import SECRET, Course
from simulator.grading.second_process import Stopped, accept, ask

PRELUDE = """def ratio(part, base):
    return part / base if base else 0.0
def three_kpis(orders):
    paid, kept = orders[orders["status"] != "unpaid"], orders[orders["status"] == "paid"]
    returned = orders[orders["status"] == "returned"]
    twice = lambda t: (t["customer"].value_counts() >= 2).sum()
    again = paid["customer"].duplicated(keep=False).sum()
    people = paid["customer"].nunique()
    aov, again_rate = ratio(paid["amount"].sum(), len(paid)), ratio(twice(paid), people)
    returns = ratio(returned["pieces"].sum(), paid["pieces"].sum())
"""
AVERAGE = {
    'orders["amount"].mean()': "never paid are counted in the average",
    'paid["amount"].sum() / len(orders)': "divides the paid sales by all orders",
    'orders["amount"].sum() / len(paid)': "include orders that were never paid",
    'kept["amount"].mean()': "leaves out returned orders: they were paid",
    'kept["amount"].sum() / len(paid)': "Refunds are taken off",
    'paid["amount"].sum() / paid["pieces"].sum()': "yours is one a piece",
    'paid["amount"].sum() / people': "yours is one a customer",
    'paid["amount"].median()': "yours is a median",
    "round(aov, 2)": "average order value is rounded",
    "aov + 1": "The average order value is wrong",
}
REPURCHASE = {
    'twice(orders) / orders["customer"].nunique()': "never paid make no buyer",
    "twice(paid) / len(paid)": "divided by orders",
    'twice(paid) / orders["customer"].nunique()': "of whom some never paid",
    "(len(paid) - people) / len(paid)": "counts repeated orders",
    "again / people": "counts every order of a returning customer",
    "again / len(paid)": "yours is a share of orders",
    'twice(kept) / kept["customer"].nunique()': "leaves out returned orders: who",
    "100 * again_rate": "repurchase rate is to be a share",
    "float('nan')": "no finite number under the name 'repurchase_rate'",
    "'much'": "no finite number under the name 'repurchase_rate'",
}
RETURNS = {
    "len(returned) / len(paid)": "The return rate counts orders:",
    'returned["pieces"].sum() / orders["pieces"].sum()': "some were never paid: divide by the pieces",
    "len(returned) / len(orders)": "counts orders, unpaid ones too",
    'returned["pieces"].sum() / kept["pieces"].sum()': "by the pieces that were kept",
    'returned["amount"].sum() / paid["amount"].sum()': "counts yuan",
    "returns * 100": "return rate is to be a share",
    "round(returns, 1)": "return rate is rounded",
    "None": "no finite number under the name 'return_rate'",
    "1e400": "no finite number under the name 'return_rate'",
    "1 - returns": "The return rate is wrong",
}
UNUSUAL = {
    "aov if len(orders) else 1": "A table without orders",
    "aov if len(paid) or not len(orders) else 1": "unpaid orders only",
    "aov if orders.index.is_unique else 1": "row labels, which may be there twice",
    'aov if orders["day"].is_monotonic_increasing else 1': "order of the rows",
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("a secret of the tests")
    monkeypatch.setenv(SECRET, str(tmp_path / "secret"))
    return Course(ROOT)


@pytest.fixture(scope="module")
def task():
    return Course(ROOT).tasks(NAME)["three-kpis-mark"].ways[0]


def answer(average="aov", repurchase="again_rate", returns="returns"):
    values = {"average_order_value": average, "repurchase_rate": repurchase, "return_rate": returns}
    pairs = ", ".join(f'"{name}": {text}' for name, text in values.items())
    return f"{PRELUDE}    return {{{pairs}}}\n"


def test_right_answers_get_all_points(course, task):
    for source in (FUNCTION, answer()):
        assert task.mark(source, course, NAME, 4).points == 4


@pytest.mark.parametrize("wrong", [*zip(AVERAGE, REPURCHASE, RETURNS, strict=True)], ids=str)
def test_each_mistake_meets_its_sentence(course, task, wrong):
    mark = task.mark(answer(*wrong), course, NAME, 4)
    assert mark.points == 0
    sentences = [AVERAGE[wrong[0]], REPURCHASE[wrong[1]], RETURNS[wrong[2]]]
    said = [mark.sentence, *mark.details[1:]]
    assert [words for words, line in zip(sentences, said, strict=False) if words not in line] == []
    assert mark.details[0] == "average order value: not yet, see above"


@pytest.mark.parametrize("wrong", UNUSUAL)
def test_unusual_tables_are_worth_one_point(course, task, wrong):
    mark = task.mark(answer(wrong), course, NAME, 4)
    assert (mark.points, UNUSUAL[wrong] in mark.sentence) == (3, True)


def test_one_right_number_earns_its_own_point_and_the_unusual_one(course, task):
    assert task.mark(answer("0", "0"), course, NAME, 4).points == 2
    assert task.mark(answer("0", "0", "returns if len(orders) else 1"), course, NAME, 4).points == 1


@pytest.mark.parametrize("seed", range(30))
def test_hidden_tables_tell_every_mistake_from_every_other(task, seed):
    tables = task.tables(np.random.default_rng(seed))
    for name, output in task.outputs.items():
        ways = [lambda table, name=name: task.reference(table)[name], *(one.wrong for one in output.mistakes)]
        for first, second in combinations(ways, 2):
            assert not all(same(first(table), second(table)) for table in tables)


def test_a_cell_that_is_too_long_is_not_run(course, task):
    assert "too long" in task.mark(FUNCTION + "#" * 9000, course, NAME, 4).sentence


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (b'{"values": {"a": 2.5}}', {"a": 2.5}),
        (b'{"values": {"a": 2}, "points": 10}', {"a": 2.0}),
        (b'{"values": {"b": 1}}', {"a": None}),
        (b'{"values": {"a": NaN}}', {"a": None}),
        (b'{"values": {"a": Infinity}}', {"a": None}),
        (b'{"values": {"a": 1e999}}', {"a": None}),
        (b'{"values": {"a": ' + b"9" * 400 + b"}}", {"a": None}),
        (b'{"values": {"a": true}}', {"a": None}),
        (b'{"values": {"a": "1"}}', {"a": None}),
        (b'{"values": {"a": [1]}}', {"a": None}),
        (b'{"values": [1]}', Stopped("error")),
        (b"[1]", Stopped("error")),
        (b"\xff", Stopped("error")),
        (b"[" * 60_000, Stopped("error")),
        (b'{"error": "KeyError", "line": 3}', Stopped("KeyError", 3)),
        (b'{"error": "the hidden amount is 7.5", "line": 1e9}', Stopped("error")),
        (b'{"error": ["KeyError"], "line": true}', Stopped("error", 1)),
        (json.dumps({"error": "print", "line": -1}).encode(), Stopped("error")),
    ],
)
def test_only_the_agreed_form_is_believed(line, meant):
    assert accept(line, ["a"]) == meant


def test_answers_given_before_a_stop_count(task):
    tables = task.tables(np.random.default_rng(1))
    source = (
        "import os\ncalls = []\ndef f(t):\n    calls.append(1)\n    return {'a': 1} if len(calls) < 2 else os._exit(0)"
    )
    assert ask(source, "f", ["a"], tables, 10) == [{"a": 1.0}, Stopped("end"), Stopped("end")]
