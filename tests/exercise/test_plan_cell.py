"""The `%%plan` cell in a notebook."""

import subprocess
import sys

import pytest

BODY = """[shop]
platform = "jd"

[products.scarf-plain]
supplier = "shaoxing-agent"
reorder_point = 240
order_up_to = 420
"""


def test_a_plan_shows_one_practice_season_beside_the_naive_one(shell, capsys):
    result = shell.run_cell("%%plan\n" + BODY)
    said = capsys.readouterr().out
    assert result.success
    assert "Profit (利润)" in said
    assert "naive plan" in said
    assert "others" in said


def test_problems_are_lines_without_a_traceback(shell, capsys):
    result = shell.run_cell('%%plan\n[shop]\nplatform = "taobo"\n[marketing]\nweekly_budget = -1\n')
    said = capsys.readouterr()
    assert result.success
    assert said.err == ""
    assert "shop.platform: 'taobo' is not allowed" in said.out
    assert "did you mean taobao?" in said.out
    assert "marketing.weekly_budget: -1 is not allowed" in said.out
    assert "Traceback" not in said.out


@pytest.mark.parametrize("body", ["[shop\n", "x" * 9000, "a = " + "[" * 5000])
def test_texts_that_are_no_plans_are_told_so(shell, capsys, body):
    shell.run_cell(f"%%plan\n{body}\n")
    assert "cannot be played yet" in capsys.readouterr().out


def test_another_scenario_may_be_named(shell, capsys):
    shell.run_cell("%%plan double-eleven\n[shop]\n")
    assert "naive plan" in capsys.readouterr().out
    shell.run_cell("%%plan double-twelve\n[shop]\n")
    assert "double-eleven" in capsys.readouterr().out


def test_it_needs_neither_nbgrader_nor_joblib():
    program = (
        "import sys; sys.modules.update(nbgrader=None, joblib=None, nbformat=None)\n"
        "from simulator.exercise import plan_magic; plan_magic.plan('', '')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
