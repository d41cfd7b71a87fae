"""The notebook's form plays the same seasons as the page's panel."""

from functools import partial

import pytest

from simulator import panel
from simulator.dashboard import _path, dashboard, read_numbers, read_weeks, written
from simulator.planfile import plain, structure
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play


@pytest.fixture
def board():
    return dashboard("first-shop", levers=["shop.platform", "products.*.price"])


WRITTEN = {
    "69": 69,
    "69.5": 69.5,
    "69, 6: 49": [{"week": 1, "value": 69}, {"week": 6, "value": 49}],
    "3: 900": [{"week": 3, "value": 900}],
}


@pytest.mark.parametrize("text, value", WRITTEN.items())
def test_a_weekly_value_reads_as_it_is_written(text, value):
    assert read_numbers(text) == value
    assert written(value) == text


def test_weeks_are_read_with_either_comma():
    assert read_weeks("6, 7，8") == [6, 7, 8]


def test_the_untouched_form_holds_the_naive_plan(board):
    assert plain(structure(board.plan())) == plain(rung("first-shop", "naive"))


def test_a_lever_that_is_not_decided_shows_its_default_and_writes_nothing(board):
    pictures = board.fields["products.scarf-plain.pictures"]
    assert pictures.widget.value == "3"
    assert "pictures" not in board.plan()["products"]["scarf-plain"]
    pictures.widget.value = "6"
    assert board.plan()["products"]["scarf-plain"]["pictures"] == 6


def test_words_and_choices_go_into_the_plan(board):
    board.fields["products.scarf-plain.title"].widget.value = "Plain scarf, warm"
    board.fields["risk.compliance"].widget.value = "checks"
    board.fields["shop.type"].widget.value = "flagship"
    plan = structure(board.plan())
    assert plan.product("scarf-plain").title == "Plain scarf, warm"
    assert plan.risk.compliance == "checks"
    assert plan.shop.type == "flagship"


def test_a_further_shop_stands_in_the_plan_once_it_is_ticked(board):
    board.fields["shops.platform"].widget.value = "jd"
    assert board.plan()["shops"] == []
    board.running["shops"].value = True
    assert board.plan()["shops"] == [{"platform": "jd"}]


def test_a_channel_stands_in_the_plan_once_it_is_ticked(board):
    board.fields["channels.medium"].widget.value = "weibo"
    board.fields["channels.posts"].widget.value = "3, 6: 0"
    assert board.plan()["channels"] == []
    board.running["channels"].value = True
    (channel,) = board.plan()["channels"]
    assert (channel["medium"], structure(board.plan()).channels[0].posts[1].week) == ("weibo", 6)


@pytest.mark.parametrize("field, path", [
    ("channels[1].posts", "channels.posts"),
    ("promotions[2].weeks[1]", "promotions.livestream.weeks"),
    ("shops[1].platform", "shops.platform"),
    ("promotions[2]", "promotions.livestream."),
    ("promotions", "promotions"),
    ("products.scarf-plain.price[2].value", "products.scarf-plain.price"),
])  # fmt: skip
def test_a_problem_finds_its_field_in_the_form(field, path):
    assert _path(field, ["promotions.discount", "promotions.livestream"]) == path


def test_a_run_gives_the_season_that_the_plan_gives_anywhere(board):
    board.run()
    assert board.result.digest == play(rung("first-shop", "naive"), load("first-shop"), 1).digest
    assert "Profit" in board.results.children[1].value


def test_a_second_run_says_what_changed(board, monkeypatch):
    monkeypatch.setattr(panel, "noise", partial(panel.noise, seasons=4))
    board.run()
    board.fields["products.scarf-plain.price"].widget.value = "49"
    board.run()
    assert "You changed Price (Plain scarf)" in board.results.children[0].value


@pytest.mark.parametrize("path, text", [("products.scarf-plain.price", "cheap"), ("products.scarf-plain.price", "0"),
                                        ("promotions.spend-and-save.weeks", "40")])  # fmt: skip
def test_a_bad_value_gets_a_sentence_beside_its_field(board, path, text):
    board.fields[path].widget.value = text
    board.run()
    assert "not allowed" in board.fields[path].error.value
    assert board.result is None
    assert not board.button.disabled


def test_the_form_speaks_chinese():
    assert dashboard("first-shop", language="zh").button.description == "运行销售季"
