"""The commands: what they print, how they end, and that no bad input ends in a traceback."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from attrs import evolve

from simulator import cli, report
from simulator.kpi import KEYS
from simulator.ledger import BooksError
from simulator.plan import AbTest, Plan, levers
from simulator.planfile import read, write
from simulator.scenario import load
from simulator.score import RUNGS, rung
from simulator.season import play

HERE = ("-m", "simulator")


def answer(command, *arguments):
    code, out, err = command(*arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_run_prints_one_object(command):
    result = answer(command, "run", "plan.toml", "--seed", "7", "--json")
    assert list(result) == ["scenario", "seed", "engine", "digest", "kpis"]
    assert (result["scenario"], result["seed"], result["engine"]) == ("first-shop", 7, "batch")
    assert tuple(result["kpis"]) == KEYS and len(result["digest"]) == 64
    assert result == answer(command, "run", "plan.toml", "--seed", "7", "--json")


def test_run_plays_the_same_season_shopper_by_shopper(command):
    batch, shopper = (answer(command, "run", "plan.toml", "--detail", one, "--json") for one in ("batch", "shopper"))
    assert (batch.pop("engine"), shopper.pop("engine")) == ("batch", "shopper")
    assert batch == shopper


def test_run_reports_its_weeks(command, monkeypatch):
    from contextlib import contextmanager

    heard = []
    monkeypatch.setattr(cli, "_progress", contextmanager(lambda _: iter([lambda *each: heard.append(each)])))
    assert command("run", "plan.toml")[0] == 0
    assert heard == [(week, 13) for week in range(1, 14)]


def test_run_shows_the_kpis(command):
    code, out, _ = command("run", "plan.toml")
    assert code == 0 and "A first shop on Taobao, season 1: profit" in out
    assert "Conversion rate" in out and "转化率" in out and "\x1b[" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_run_says_when_the_shop_closed():
    from attrs import evolve

    from simulator import printout
    from simulator.kpi import kpis

    result = play(Plan(), evolve(load("first-shop"), capital=45_000.0), 1)
    assert "The shop closed on" in printout.season(result, kpis(result))


def test_run_plays_in_another_scenario(command, tmp_path):
    (tmp_path / "other.toml").write_text('scenario = "first-shop"\n')
    assert answer(command, "run", "other.toml", "--scenario", "double-eleven", "--json")["scenario"] == "double-eleven"


def test_a_plan_from_standard_input(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO('scenario = "first-shop"\n'))
    assert answer(command, "run", "-", "--json")["scenario"] == "first-shop"


def test_new_writes_the_naive_plan_with_its_levers_explained(command, tmp_path):
    code, out, _ = command("new", "first-shop")
    assert code == 0 and read(out) == rung("first-shop", "naive") and "# Yuan a week" in out
    assert out.startswith("# A first shop (第一家店)\n# You sell two lines of scarves")
    assert "# Plain scarf (scarf-plain): list price 69 yuan, cost 30" in out and "Silk house at 169" in out
    code, _, err = command("new", "first-shop", "-o", "mine.toml")
    assert code == 0 and err == "wrote mine.toml\n" and (tmp_path / "mine.toml").read_text() == out
    code, _, err = command("new", "double-eleven", "-o", "mine.toml")
    assert code == 2 and "exists already" in err and (tmp_path / "mine.toml").read_text() == out


def test_check_names_the_scenario(command):
    assert command("check", "plan.toml")[:2] == (0, "plan.toml: a sound plan for A first shop (first-shop)\n")


def test_levers(command):
    code, out, _ = command("levers")
    assert code == 0 and "chapter" not in out.split() and max(map(len, out.splitlines())) <= 80
    assert all(field.rsplit(".", 1)[0] in out for field in levers())
    moves = answer(command, "levers", "--json")["levers"]
    assert moves and all(list(move) == ["field", "low", "high", "scenario", "kpi", "sign"] for move in moves)


def test_coverage(command):
    rows = answer(command, "coverage", "--json")
    assert all(list(row) == ["id", "kind", "where"] for row in rows)
    assert {"id": "decision-02", "kind": "lever", "where": "shop.platform"} in rows
    code, out, err = command("coverage")
    planned = sum(row["kind"] == "planned" for row in rows)
    assert (code, err) == (0, "") and out.startswith(f"{len(rows)} things") and f" {planned} planned." in out
    assert "S2 Product" in out and out.count("chapter ") == planned
    assert max(map(len, out.splitlines())) <= 80


def test_platforms_and_rungs_fit_eighty_columns(command, monkeypatch):
    monkeypatch.setattr(cli, "RUNG_SEASONS", 2)
    code, out, err = command("platforms")
    assert (code, err) == (0, "") and "Pinduoduo" in out and "now" in out and "…" not in out
    assert max(map(len, out.splitlines())) <= 80
    code, out, err = command("rungs", "first-shop")
    assert (code, err) == (0, "") and all(name in out for name in RUNGS) and "100.0" in out
    assert max(map(len, out.splitlines())) <= 80


def test_replicate(command):
    result = answer(command, "replicate", "plan.toml", "-n", "2", "--json")
    assert (result["scenario"], result["seasons"]) == ("first-shop", 2) and tuple(result["kpis"]) == KEYS
    profit = result["kpis"]["profit"]
    assert list(profit) == ["mean", "standard_error", "low", "high"]
    assert profit["low"] <= profit["mean"] <= profit["high"]
    assert "std. error" in command("replicate", "plan.toml", "-n", "2")[1]


def test_compare(command, tmp_path):
    (tmp_path / "nothing.toml").write_text('scenario = "first-shop"\n')
    result = answer(command, "compare", "nothing.toml", "plan.toml", "-n", "2", "--json")
    profit = result["kpis"]["profit"]
    assert list(profit) == ["first", "second", "difference", "standard_error"]
    assert profit["difference"] == pytest.approx(profit["second"] - profit["first"])
    assert "up" in command("compare", "nothing.toml", "plan.toml", "-n", "2")[1]
    assert "no real change" in command("compare", "plan.toml", "plan.toml", "-n", "2")[1]


def test_tests(command, tmp_path):
    test = AbTest(weeks=(1,), product="scarf-plain", object="price", percent=-20.0)
    plan = write(evolve(rung("first-shop", "naive"), promotions=(test,)))
    (tmp_path / "tested.toml").write_text(plan, encoding="utf-8")
    (one,) = answer(command, "tests", "tested.toml", "-n", "2", "--json")["tests"]
    assert one["object"] == "price" and one["true_difference"] > 0
    assert "price of scarf-plain" in command("tests", "tested.toml", "-n", "2")[1]
    code, _, error = command("tests", "plan.toml", "-n", "2")
    assert code == 2 and "no A/B test" in error


def test_data_roi(command, tmp_path):
    (tmp_path / "seeing.toml").write_text('[data]\nsearch_index = "basic"\n')
    result = answer(command, "data-roi", "seeing.toml", "-n", "2", "--json")
    assert list(result) == ["scenario", "seasons", "cost", "gain", "roi", "standard_error"]
    assert result["cost"] == 13 * 30 and "return on data" in command("data-roi", "seeing.toml", "-n", "2")[1]
    code, _, error = command("data-roi", "plan.toml", "-n", "2")
    assert code == 2 and "no instrument" in error


def test_synergy(command, tmp_path):
    (tmp_path / "two.toml").write_text("[marketing]\nweekly_budget = 900\nreferral = 5\n")
    result = answer(command, "synergy", "two.toml", "-n", "2", "--json")
    assert list(result) == ["scenario", "seasons", "alone", "together", "share", "standard_error"]
    assert list(result["alone"]) == ["paid visits", "referral"]
    assert "all together" in command("synergy", "two.toml", "-n", "2")[1]


def test_score(command):
    result = answer(command, "score", "plan.toml", "-n", "2", "--json")
    assert list(result) == ["scenario", "score", "standard_error", "seasons", "rungs", "kpis", "parts"]
    assert result["rungs"]["do-nothing"] == 0 and result["rungs"]["best-known"] == 100
    assert result["score"] == result["rungs"]["naive"]
    assert list(result["kpis"]["profit"]) == ["mean", "standard_error"]
    assert "this plan" in command("score", "plan.toml", "-n", "2")[1]


def test_report_is_written(command, tmp_path):
    code, out, err = command("run", "plan.toml", "--report", "season.html", "--json")
    assert code == 0 and json.loads(out) and err == "wrote season.html\n"
    assert (tmp_path / "season.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.toml", "season.html"]


BAD = {
    "missing file": (["run", "nowhere.toml"], "nowhere.toml: cannot be read (No such file"),
    "folder": (["check", "."], ".: cannot be read (Is a directory)"),
    "not text": (["check", "binary.toml"], "binary.toml: is no text in UTF-8"),
    "not TOML": (["check", "broken.toml"], "plan: "),
    "too large": (["check", "large.toml"], "at most"),
    "device without end": (["check", "/dev/zero"], "/dev/zero cannot be played"),
    "wrong values": (["run", "wrong.toml"], "did you mean taobao?"),
    "second plan": (["compare", "plan.toml", "wrong.toml", "-n", "2"], "wrong.toml cannot be played"),
    "scenario": (["new", "frst-shop"], "did you mean first-shop?"),
    "scenario of rungs": (["rungs", "../first-shop"], "did you mean first-shop?"),
    "scenario option": (["run", "plan.toml", "--scenario", "double-elven"], "did you mean double-eleven?"),
    "detail": (["run", "plan.toml", "--detail", "shoper"], "--detail: 'shoper' is not allowed; allowed: one of batch,"),
    "detail's spelling": (["run", "plan.toml", "--detail", "shoper"], "did you mean shopper?"),
    "seed, a word": (["run", "plan.toml", "--seed", "seven"], "Invalid value for '--seed'"),
    "seed below zero": (["run", "plan.toml", "--seed", "-1"], "Invalid value for '--seed'"),
    "one season": (["score", "plan.toml", "-n", "1"], "Invalid value for '-n'"),
    "no seasons": (["compare", "plan.toml", "plan.toml", "-n", "0"], "Invalid value for '-n'"),
    "endless seasons": (["replicate", "plan.toml", "-n", "99999999999"], "Invalid value for '-n'"),
    "number left out": (["replicate", "plan.toml"], "Missing option '-n'"),
    "no jobs": (["replicate", "plan.toml", "-n", "2", "--jobs", "0"], "Invalid value for '--jobs'"),
    "plan left out": (["run"], "Missing argument 'PLAN'"),
    "command": (["ruun", "plan.toml"], "'run'"),
    "option": (["run", "plan.toml", "--sed", "3"], "--seed"),
    "report in no folder": (
        ["run", "plan.toml", "--report", "no/where.html"],
        "where.html: cannot be written (No such",
    ),
    "report over the plan": (["run", "plan.toml", "--report", "plan.toml"], "must end in .html"),
    "report over a folder": (["run", "plan.toml", "--report", "folder.html"], "folder.html: cannot be written"),
    "report with a long name": (["run", "plan.toml", "--report", "x" * 300 + ".html"], "File name too long"),
    "new over a folder": (["new", "first-shop", "-o", "folder.html"], "exists already"),
    "new in no folder": (["new", "first-shop", "-o", "no/where.toml"], "cannot be written"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_ends_with_two_and_a_sentence(command, tmp_path, case):
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)))
    (tmp_path / "broken.toml").write_text("scenario = [")
    (tmp_path / "large.toml").write_text("#" * 200_000)
    (tmp_path / "wrong.toml").write_text('[shop]\nplatform = "taobo"\n[marketing]\nweekly_budget = -5\n')
    before = sorted(path.name for path in tmp_path.iterdir())
    arguments, sentence = BAD[case]
    code, out, err = command(*arguments)
    assert (code, out) == (2, "") and sentence in err and "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_every_problem_of_a_plan_has_its_line(command, tmp_path):
    (tmp_path / "wrong.toml").write_text('[shop]\nplatform = "taobo"\n[marketing]\nweekly_budget = -5\n')
    _, _, err = command("check", "wrong.toml")
    head, *lines = err.splitlines()
    assert head == "wrong.toml cannot be played:" and len(lines) == 2
    assert lines[0].startswith("shop.platform: 'taobo' is not allowed; allowed: one of taobao")
    assert lines[1].startswith("marketing.weekly_budget: -5 is not allowed; allowed: a number from 0")


def test_books_that_do_not_balance_end_with_one(command, monkeypatch):
    def broken(*_):
        raise BooksError("the books do not balance: stock")

    monkeypatch.setattr(cli, "play", broken)
    assert command("run", "plan.toml") == (1, "", "the books do not balance: stock\n")


def test_an_interrupted_report_leaves_the_old_one(command, tmp_path, monkeypatch):
    command("run", "plan.toml", "--report", "season.html")
    before = (tmp_path / "season.html").read_text(encoding="utf-8")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(tmp_path), "replace", interrupted)
    code, _, err = command("run", "plan.toml", "--seed", "2", "--report", "season.html")
    assert code == 130 and "Traceback" not in err
    assert (tmp_path / "season.html").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.toml", "season.html"]


def test_a_report_that_fails_leaves_nothing(command, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "html", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert command("run", "plan.toml", "--report", "season.html")[0] == 130
    assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]


def started(*arguments, **options):
    return subprocess.Popen([sys.executable, *HERE, *arguments], stderr=subprocess.PIPE, text=True, **options)


def test_a_closed_pipe_ends_quietly():
    reader, writer = os.pipe()
    os.close(reader)
    with started("platforms", stdout=writer) as process:
        os.close(writer)
        err = process.communicate()[1]
    assert process.returncode == 2 and err == "standard output: cannot be written (Broken pipe)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130(tmp_path, jobs):
    plan = tmp_path / "plan.toml"
    plan.write_text('scenario = "first-shop"\n')
    arguments = ("replicate", str(plan), "-n", "2000", "--jobs", jobs)
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # also where it was ignored before
    with started(*arguments, stdout=subprocess.PIPE, start_new_session=True, **heard) as process:
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out) == (130, "") and "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_workers_leave_ctrl_c_to_the_command():
    code = """
import signal
from joblib import Parallel, delayed
from simulator.experiment import ctrl_c_held_back
with ctrl_c_held_back():
    held = Parallel(n_jobs=2, return_as="generator")([delayed(signal.pthread_sigmask)(signal.SIG_BLOCK, ())] * 2)
print([signal.SIGINT in one for one in held], signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[True, True] False\n"


def test_run_stays_light():
    heavy = "{'pandas', 'matplotlib', 'joblib', 'rich'}"
    code = f"import sys, simulator.cli; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_run_says_where_the_money_went(command):
    code, out, _ = command("run", "plan.toml")
    lines = out.partition("where the money went")[2].splitlines()[2:]
    rows = dict(re.split(r" {2,}", line) for line in lines if re.search(r" {2,}", line))
    money = {name: int(value.replace("−", "-").replace("\u202f", "").replace(" ", "")) for name, value in rows.items()}
    assert code == 0
    assert "Running costs" in money
    assert abs(2 * money["Profit"] - sum(money.values())) < len(money)


def test_a_score_shows_the_parts_of_the_scorecard(command):
    card = command("score", "plan.toml", "-n", "2")[1].partition("part ")[2]
    names = ("profit", "service", "refunds", "rating", "compliance", "stock left")
    assert [name for name in names if name not in card] == []
    assert json.loads(command("score", "plan.toml", "-n", "2", "--json")[1])["parts"]["service"]["mean"] > 0.8
