"""The batch decides people in blocks and cuts at each change of state. Deciding them one at a time must give the same
season, to the digest: in ordinary worlds and where cuts are many."""

import pytest

from simulator import scenario
from simulator.season import market, play
from worlds import changed_tables, quick_suppliers, with_stock

BUSY = """
scenario = "double-eleven"
[shop]
platform = "taobao"
[products.scarf-plain]
price = [{week = 1, value = 89.0}, {week = 6, value = 79.0}]
supplier = "yiwu-wholesale"
reorder_point = 120
order_up_to = [{week = 1, value = 300}, {week = 9, value = 180}]
[products.scarf-lavender]
supplier = "yiwu-wholesale"
reorder_point = 60
order_up_to = 150
[[promotions]]
kind = "flash-sale"
weeks = [2, 6, 7]
day = 2
percent = 40
quantity = 25
[[promotions]]
kind = "spend-and-save"
weeks = [6]
spend = 170
save = 20
[[promotions]]
kind = "new-customer-coupon"
weeks = [3]
save = 10
[[promotions]]
kind = "discount"
weeks = [4]
percent = 15
products = ["gift-box"]
[marketing]
weekly_budget = 900
"""
FLASH_ENDS_STOCK = """
scenario = "first-shop"
[[promotions]]
kind = "flash-sale"
weeks = [1]
day = 1
percent = 60
quantity = 40
"""


def alone(self, env, closing, at):
    """As `Day._until`, one person at a time."""
    while at < len(self.people) and self.people.moment[at] < min(env.peek(), closing):
        at = self.decide(at, at + 1)
    return at


def both_ways(plan, world, monkeypatch, seed=3):
    blocks = play(plan, world, seed)
    monkeypatch.setattr(market.Day, "_until", alone)
    return blocks, play(plan, world, seed)


@pytest.mark.parametrize("factor", [1.0, 1 / 7])
def test_same_season_one_at_a_time(factor, monkeypatch):
    plan, _ = scenario.read(BUSY)
    blocks, single = both_ways(plan, with_stock("double-eleven", factor), monkeypatch)
    assert len(blocks.tables["purchases"]["moment"]) > 10
    assert blocks.digest == single.digest


def test_same_season_with_lead_times_of_an_hour(monkeypatch):
    with changed_tables(suppliers=quick_suppliers(hours=1, minimum=5)):
        plan, world = scenario.read(BUSY.replace("reorder_point = 120", "reorder_point = 5").replace("= 300", "= 20"))
        blocks, single = both_ways(plan, with_stock(world.key, 0.05), monkeypatch)
    assert len(blocks.tables["stockouts"]["start"]) > 20
    assert blocks.digest == single.digest


def test_flash_quantity_met_by_the_last_piece(monkeypatch):
    plan, _ = scenario.read(FLASH_ENDS_STOCK)
    blocks, single = both_ways(plan, with_stock("first-shop", 0.1), monkeypatch)
    assert blocks.tables["products"]["on_hand"][0] == 0
    assert blocks.digest == single.digest


def test_nothing_on_the_shelves(monkeypatch):
    plan, _ = scenario.read('scenario = "first-shop"')
    blocks, single = both_ways(plan, with_stock("first-shop", 0), monkeypatch)
    assert not len(blocks.tables["orders"]["paid"])
    assert blocks.tables["products"]["lost"].sum() > 1000
    assert blocks.digest == single.digest
