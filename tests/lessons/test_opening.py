"""The opening unit and the first page: their goals can be reached and are not yet, and what they print is so."""

import re
from pathlib import Path

import pytest
from attrs import evolve

from simulator import panel
from simulator.kpi import kpis
from simulator.lessons import data_dictionary, fine_grained, first_steps, landing
from simulator.lessons.claims import always
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

ROOT = Path(__file__).resolve().parents[2]


def dearer(plan):
    """The plain scarf at its list price and a little more."""
    scarf = evolve(plan.products["scarf-plain"], price=always(72.0))
    return evolve(plan, products=plan.products | {"scarf-plain": scarf})


def gentler(plan):
    """A tenth off in the great weeks, not three."""
    return evolve(plan, promotions=tuple(evolve(one, percent=10.0) for one in plan.promotions))


TURNS = {"chapters/0-opening/the-page.md": dearer, "book/index.md": gentler}


@pytest.mark.parametrize(("page", "turn"), TURNS.items(), ids=TURNS)
def test_the_goal_can_be_reached_and_is_not_yet(page, turn):
    found = re.search(r"```\{season-panel\} (\S+)\n(?:.*\n)*?:goal: (.+)\n", (ROOT / page).read_text(encoding="utf-8"))
    scenario, goal = found.groups()
    naive = rung(scenario, "naive")
    won = [panel.reached(goal, kpis(play(plan, load(scenario), 1))) for plan in (naive, turn(naive))]
    assert won == [False, True]


def test_each_link_is_added_to_the_ones_before():
    rough, *_, fine = fine_grained.steps().values()
    assert rough == rung("first-shop", "naive")
    assert fine.service.agents == 1 and fine.products["scarf-plain"].pictures == 7
    assert {one.price for one in fine.products.values()}.isdisjoint({one.price for one in rough.products.values()})


def test_every_slip_is_named_and_a_sound_plan_is_not_blamed():
    text = first_steps.plan_text()
    assert first_steps.what_is_wrong(text) == first_steps.NOTHING_WRONG
    spoilt = text.replace('"taobao"', '"taobo"').replace("price = 62.0", 'price = "cheap"')
    assert len(first_steps.what_is_wrong(spoilt).split("\n\n")) == 2


def test_the_dictionary_page_has_every_table():
    page = (ROOT / "book" / "data-dictionary.md").read_text(encoding="utf-8")
    assert re.findall(r'described\("(\w+)"\)', page) == list(data_dictionary.tables())


def test_the_moving_season_has_a_bar_a_day_and_an_alt_text():
    season = landing.season()
    picture = landing.moving(season).data
    assert picture.count("<polyline") == 4 and picture.count('class="motion-week') == season.scenario.weeks
    assert 'aria-label="A season of 13 weeks' in picture


def test_the_glossary_is_in_the_order_of_the_alphabet():
    body = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8").split("```{glossary}\n")[1]
    terms = [entry.splitlines()[0].lower() for entry in body.rstrip("`\n").split("\n\n")]
    assert terms == sorted(terms) and len(terms) == len(set(terms)) > 200
