"""Content: the rules of the Syllabus, parts 1.2.6 and 1.2.7, have the shape that they state."""

import itertools

import numpy as np
import pytest

from simulator.laws.content import detail_appeal, found, kinds_of_words, picture_appeal, stuffing, title_match

KEYWORDS = {"wool scarf": 60.0, "winter": 30.0, "gift": 10.0}


def test_three_pictures_are_what_is_usual():
    assert picture_appeal(3, 0, 0) == 0.0
    assert picture_appeal(1, 0, 0) < 0.0


@pytest.mark.parametrize("kind", range(3))
def test_each_further_picture_adds_less(kind):
    counts = [[number if place == kind else 3 for place in range(3)] for number in range(9)]
    gains = np.diff([picture_appeal(*each) for each in counts])
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()


def test_angles_beyond_eight_add_nothing_and_five_are_most_of_it():
    assert picture_appeal(12, 0, 0) == picture_appeal(8, 0, 0)
    assert picture_appeal(5, 0, 0) > picture_appeal(8, 0, 0) / 2


def test_a_title_matches_by_weight_and_by_whole_words():
    assert title_match("Wool Scarf for WINTER", KEYWORDS) == 0.9
    assert title_match("scarf of wool", KEYWORDS) == 0.0
    assert title_match("Spring gifts", {"ring": 1.0, "gift": 1.0}) == 0.0
    assert title_match("冬季羊毛围巾", {"围巾": 3.0, "礼物": 1.0}) == 0.75


def test_stuffing_counts_repeated_words_and_length():
    assert stuffing("Scarf for women and for men") == 0.0
    assert stuffing("scarf Scarf SCARF") == pytest.approx(2 * stuffing("scarf scarf")) == pytest.approx(0.16)
    assert stuffing("x" * 60) == 0.0
    assert stuffing("x" * 61) == stuffing("x" * 11, limit=10) == 0.01
    assert stuffing("x" * 500) == 1.0


def test_search_finds_the_matched_and_not_the_stuffed():
    assert found(0.5, 0.0) == 1.0
    assert found(1.0, 0.0) > found(0.9, 0.0) > found(0.9, 0.1)
    assert found(1.0, 1.0) == 0.0


def test_a_better_description_sells_more_and_comes_back_less():
    assert detail_appeal(0, 0, 0) == (0.0, 1.0)
    for block in ((1, 0, 0), (0, 0, 1)):
        utility, returns = detail_appeal(*block)
        assert utility > 0
        assert returns < 1


def test_selling_points_alone_promise_more_than_the_goods_keep():
    utility, returns = detail_appeal(0, 1, 0)
    assert utility > 0
    assert returns > 1


def test_blocks_work_apart_from_each_other():
    for levels in itertools.product((0.0, 0.5, 1.0), repeat=3):
        alone = [
            detail_appeal(*(level if place == one else 0 for place, level in enumerate(levels))) for one in range(3)
        ]
        utility, returns = detail_appeal(*levels)
        assert utility == pytest.approx(sum(each[0] for each in alone))
        assert returns == pytest.approx(np.prod([each[1] for each in alone]))


def test_core_words_weigh_the_mean_or_more():
    groups = kinds_of_words({"scarf": 4, "plain": 1, "soft": 2, "warm": 1})
    assert groups == {"core": {"scarf": 4, "soft": 2}, "tail": {"plain": 1, "warm": 1}}
    alike = kinds_of_words({"hat": 2, "sun": 2})
    assert alike["core"] == alike["tail"] == {"hat": 2, "sun": 2}
