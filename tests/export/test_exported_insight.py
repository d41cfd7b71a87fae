"""What A/B tests counted and instruments read, as exported."""

import pytest
from attrs import evolve

from simulator.export.tables import whole
from simulator.planfile import structure
from simulator.scenario import load
from simulator.season import play

SMALL = evolve(load("first-shop"), traffic=0.1)
TEST = {"kind": "ab-test", "weeks": [2], "product": "scarf-plain", "object": "page"}


def exported(**parts):
    result = play(structure({"shop": {"platform": "taobao"}} | parts), SMALL, 3)
    return result, whole(result)


def test_tests_and_readings():
    data = {"dashboard": "basic", "rival_prices": "basic", "search_index": "basic"}
    result, frames = exported(promotions=[TEST], data=data)
    tests, readings = frames["tests"], frames["readings"]
    assert len(tests) == 14 and set(tests.version) == {"A", "B"} and set(tests["product"]) == {"scarf-plain"}
    assert tests.sales.sum() == pytest.approx(result.tables["tests"]["sales"].sum() / 100)
    of = readings.groupby("instrument").about.unique()
    assert list(of["dashboard"]) == list(SMALL.products) and list(of["search-index"]) == ["market"]
    assert list(of["rivals"]) == [one.name for one in SMALL.rivals]
    assert not {"worth", "taken", "truth"} & {*tests.columns, *readings.columns}


def test_without_them_the_tables_are_empty():
    _, frames = exported()
    assert not len(frames["tests"]) and not len(frames["readings"])
