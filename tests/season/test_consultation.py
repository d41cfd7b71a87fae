"""Who asks the desk, and what becomes of it."""

import numpy as np
import pytest

from simulator.laws import desk
from simulator.plan import Plan, Service, Shop
from simulator.proof.worlds import figures
from simulator.records import rows
from simulator.scenario import consultation
from simulator.season import play
from simulator.season.people import KNOWN
from worlds import all_rows, changed_tables, plenty


def test_past_buyers_ask_more_or_less_by_the_day_of_their_visit():
    """On a day on which everybody new asks, or nobody, so do those who bought before."""
    wild = figures({"contacts.shape": 0.1})
    with changed_tables(consultation=wild, segments=all_rows(asks=0.5, returns_again=0.9)):
        tables = play(Plan(shop=Shop("taobao")), plenty(traffic=3.0), 5).tables
    orders = tables["orders"]
    asked, known = np.isin(orders["visit"], tables["contacts"]["visit"]), orders["source"] == KNOWN
    day = orders["day"]
    days = [(asked[(day == one) & ~known], asked[(day == one) & known]) for one in range(20, 91)]
    nobody = [old for new, old in days if not new.any()]
    everybody = [old for new, old in days if new.all()]
    assert len(nobody) > 20 and len(everybody) > 2
    assert np.concatenate(nobody).mean() < 0.02
    assert np.concatenate(everybody).mean() == 1


def test_stars_for_service_follow_what_came_of_a_question():
    """On a usual season's average as many as before the desk counted; fewer with nobody there."""
    usual, nobody = (
        play(Plan(shop=Shop("taobao"), service=one), plenty(traffic=2.0), 3).tables["orders"]
        for one in (Service(), Service(agents=1, opens=0, closes=1))
    )
    assert usual["service_stars"].mean() == pytest.approx(4.6, abs=0.03)
    assert nobody["service_stars"].mean() < 4.56
    asked = {one: usual["service_stars"][usual["consultation"] == one] for one in (desk.SILENT, desk.UNANSWERED)}
    assert asked[desk.SILENT].mean() - asked[desk.UNANSWERED].mean() == pytest.approx(0.4, abs=0.1)


def test_personal_advice_persuades_more_and_takes_longer():
    means, choice = consultation().means, consultation().choice
    plans = (Plan(shop=Shop("taobao"), service=Service(advice=one, agents=50)) for one in ("standard", "personal"))
    few, many = (play(one, plenty(), 4).tables for one in plans)
    shared = [rows(one["contacts"], one["contacts"]["outcome"] == desk.ANSWERED) for one in (few, many)]
    talks = [(one["decided"] - one["started"]).mean() for one in shared]
    assert talks[1] / talks[0] == pytest.approx(means.personal.value, rel=0.02)
    bought = [np.isin(one["visit"], tables["orders"]["visit"]).mean()
              for one, tables in zip(shared, (few, many), strict=True)]  # fmt: skip
    odds = [one / (1 - one) for one in bought]
    assert np.log(odds[1] / odds[0]) == pytest.approx(choice.personal.value - choice.answered.value, abs=0.05)
