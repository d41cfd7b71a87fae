"""An exercise in a notebook: what its cells show."""

import pytest

from simulator.exercise import notebook, own_figures
from simulator.exercise.attempt import function_from
from simulator.exercise.sheet import sheet

NAME, KEY = "ps1-platforms", "three-kpis"
STUB = sheet(NAME, KEY)["stub"]


@pytest.fixture(autouse=True)
def begun():
    notebook.begin(NAME)


def said(shell, capsys, cell):
    result = shell.run_cell(cell)
    assert result.success
    return capsys.readouterr().out


def test_an_assignment_that_there_is_not_is_named_with_those_that_there_are():
    with pytest.raises(LookupError, match=r"ps9 is no assignment; there are .*ps1-platforms"):
        notebook.begin("ps9")
    with pytest.raises(LookupError, match="two-kpis is no exercise of ps1-platforms; there are plan, three-kpis"):
        notebook.check("two-kpis", len)


def test_the_stub_and_an_error_and_a_wrong_answer_are_told_apart(capsys):
    notebook.check(KEY, function_from(STUB, "three_kpis"))
    assert capsys.readouterr().out.startswith("Not attempted.")
    notebook.check(KEY, lambda orders: orders["stat"])
    out = capsys.readouterr().out
    assert out.startswith("Stopped by an error.")
    assert "KeyError: 'stat'" in out
    notebook.check(
        KEY, lambda orders: {"average_order_value": orders["amount"].mean(), "repurchase_rate": 0, "return_rate": 0}
    )
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("Not right yet. Orders that were never paid")
    assert "In the example: average order value: yours" in out
    assert out.splitlines()[-1] == "4 checks run when you hand it in."


def test_the_first_hint_comes_when_it_is_asked_for_again(capsys):
    notebook.hint(KEY)
    assert "run this cell again" in capsys.readouterr().out
    for number in range(1, 6):
        notebook.hint(KEY)
        assert capsys.readouterr().out.count("Hint ") == min(number, 4)


def test_numbers_show_figures_and_check_them_for_the_practice_shop(shell, capsys):
    assert 'name = "..."' in said(shell, capsys, f"%%numbers {KEY}\n# nothing\n")
    right = sheet(NAME, KEY)["twin"]["practice"]["expected"]
    lines = "\n".join(f"{key} = {round(value, 4)}" for key, value in right.items())
    assert "Right." in said(shell, capsys, f'%%numbers {KEY}\nname = "practice"\n{lines}')
    out = said(shell, capsys, f'%%numbers {KEY}\nname = "Ann"\nreturn_rate = 0.1')
    assert "1 of 4 answers are filled in." in out
    assert f"{own_figures(NAME, KEY, ' ann ')['values'][-1][0]:g}" in out
    assert "cannot be read" in said(shell, capsys, f"%%numbers {KEY}\nname = \n")


def test_a_plan_is_checked_against_the_naive_one(shell, capsys):
    assert "Not attempted." in said(shell, capsys, '%%plan\nscenario = "first-shop"\n')
