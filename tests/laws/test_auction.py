"""The auction of places: published examples of generalised second prices, places looked at, budgets that run out."""

import numpy as np
import pytest

from simulator.laws import auction

EOS_VALUES = np.array([10.0, 4.0, 2.0])  # Edelman, Ostrovsky and Schwarz 2007, clicks of the two places below
ALIKE = np.ones(3)


def paid(bids, clicks, who=None):
    """What each bidder pays when the places bring so many clicks."""
    place, price = auction.outcome(np.array(bids, dtype=float), ALIKE, 0.01)
    brought = np.array([0, *clicks, 0])[place]
    return (price * brought).tolist() if who is None else (EOS_VALUES - price)[who] * brought[who]


def test_order_and_prices_follow_bid_times_quality():
    place, price = auction.outcome(np.array([2.0, 1.5, 1.0]), np.array([0.05, 0.10, 0.04]), 0.3)
    assert place.tolist() == [2, 1, 3]
    assert price.tolist() == pytest.approx([0.80, 1.00, 0.30])


def test_truth_pays_a_thousand_in_the_published_example():
    assert paid(EOS_VALUES, (200, 100)) == pytest.approx([800, 200, 0])


def test_the_bids_that_stand_for_vickreys_payments():
    """With b2 = 3 the first pays 600, what its place takes from the others: (200 - 100) x 4 + 100 x 2."""
    assert paid([10.0, 3.0, 2.0], (200, 100)) == pytest.approx([600, 200, 0])


def test_truth_is_no_best_bid():
    assert paid(EOS_VALUES, (200, 199), who=0) == pytest.approx(1200)
    assert paid([3.0, 4.0, 2.0], (200, 199), who=0) == pytest.approx(1592)


def test_many_auctions_at_once_are_as_each_alone():
    rng = np.random.default_rng(3)
    bids, qualities = rng.uniform(0, 3, (5, 4, 6)), rng.uniform(0.01, 0.1, (5, 4, 6))
    place, price = auction.outcome(bids, qualities, 0.2)
    for at in np.ndindex(5, 4):
        alone = auction.outcome(bids[at], qualities[at], 0.2)
        assert (place[at] == alone[0]).all() and (price[at] == alone[1]).all()


def test_nobody_pays_more_than_the_bid_or_less_than_the_floor():
    rng = np.random.default_rng(4)
    bids, qualities = rng.uniform(0, 3, (500, 8)), rng.uniform(0.01, 0.1, (500, 8))
    place, price = auction.outcome(bids, qualities, 0.2)
    shown = place > 0
    assert (shown == (bids >= 0.2)).all()
    assert (price[shown] <= bids[shown] + 1e-9).all() and (price[shown] >= 0.2).all()
    assert (price[~shown] == 0).all()


def test_a_bid_that_keeps_the_place_keeps_the_price():
    bids, qualities = np.array([2.0, 1.5, 1.0]), ALIKE
    dearer = auction.outcome(np.array([9.0, 1.5, 1.0]), qualities, 0.1)
    assert [one.tolist() for one in auction.outcome(bids, qualities, 0.1)] == [one.tolist() for one in dearer]


def test_places_are_looked_at_less_and_less_and_beyond_the_last_not_at_all():
    examined = np.array([1.0, 0.5])
    assert auction.examination(examined, np.array([0, 1, 2, 3])).tolist() == [0, 1, 0.5, 0]


def test_who_has_spent_its_budget_makes_room_from_the_next_hour_on():
    """The rival in front pays 1 yuan for each of 10 clicks an hour: its 25 yuan last three hours."""
    bids, qualities, budgets = np.array([[1.0, 2.0]]), np.full((1, 2), 0.1), np.array([[np.inf, 25.0]])
    searches, examined = np.full((24, 1), 100.0), np.array([1.0, 0.6])
    places, prices = auction.day_of_auctions(bids, qualities, budgets, searches, examined, 0.2)
    assert places[:, 0].tolist() == [2] * 3 + [1] * 21
    assert prices[:, 0].tolist() == [0.2] * 24


def test_the_platform_learns_a_click_rate():
    assert auction.believed(0.05, 1000, 0, 0) == 0.05
    assert auction.believed(0.05, 1000, 100, 1000) == pytest.approx(0.075)
    assert auction.believed(0.05, 1000, 8e6, 1e8) == pytest.approx(0.08, rel=1e-4)


def test_quality_rises_with_clicks_words_and_stars():
    usual = auction.quality(0.05, 1.0, 4.5)
    assert usual == 0.05
    assert auction.quality(0.05, 1.08, 4.5) / usual == pytest.approx(1.08)
    assert auction.quality(0.05, 1.0, 4.9) / usual == pytest.approx(np.exp(0.16))


def test_an_ad_is_clicked_for_its_words_and_its_page():
    assert auction.attraction(0.05, 1.0, 0.0) == 0.05
    assert auction.attraction(0.05, 1.1, 0.2) == pytest.approx(0.055 * np.exp(0.2))


def test_prices_are_rounded_up_to_the_fen():
    assert auction.click_price(np.array([0.8, 0.801, 1.0])).tolist() == [80, 81, 100]
