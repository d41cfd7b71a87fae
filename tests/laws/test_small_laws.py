"""Laws with a closed form that fits a line."""

import numpy as np
import pytest
from scipy import stats

from simulator.laws import advertising, delivery, fees, loyalty, promotion, replenishment, returns, reviews
from simulator.laws.draws import pick, stream


def test_reach_saturates_from_the_first_visits_price():
    assert advertising.reach(0, 1.4, 900) == 0
    assert advertising.reach(1e9, 1.4, 900) == 1
    slope = advertising.reach(0.01, 1.4, 900) * 900 / 0.01
    assert slope == pytest.approx(1 / 1.4, rel=1e-4)


def test_each_further_visit_costs_more():
    prices = [advertising.visit_price(budget, 1.4, 900) for budget in (1, 100, 1000, 5000)]
    assert prices[0] == 141
    assert prices == sorted(prices)
    assert advertising.visit_price(0, 1.4, 900) == 0


def test_fee_is_rounded_half_up_on_each_line():
    paid = np.array([100, 101, 6999, 50])
    assert fees.share_of(paid, 0.05).tolist() == [5, 5, 350, 3]
    assert fees.share_of(paid, 0.006).tolist() == [1, 1, 42, 0]


def test_a_season_bears_a_quarter_of_the_yearly_fee():
    assert fees.season_part(3_300_000, 13) == 825_000
    assert fees.season_part(3, 13) == 1


def test_percentage_cut_rounds_half_up():
    assert promotion.cut(6900, 30) == 4830
    assert promotion.cut(6999, 12.5) == 6124
    assert promotion.cut(100, 0) == 100


def test_spend_and_save_takes_the_best_offer_that_applies():
    orders = np.array([9999, 10000, 20000])
    assert promotion.saving(orders, [(10000, 1000), (20000, 2500)]).tolist() == [0, 1000, 2500]
    assert promotion.saving(orders, []).tolist() == [0, 0, 0]


def test_percentage_coupons_take_the_best_share_that_applies():
    orders = np.array([5_000, 10_000, 20_001])
    assert promotion.percent_saving(orders, [(10_000, 10.0), (20_000, 20.0)]).tolist() == [0, 1_000, 4_000]
    assert promotion.percent_saving(orders, []).tolist() == [0, 0, 0]


def test_a_bundle_is_taken_more_often_the_deeper_its_cut_and_never_more_than_at_most():
    assert promotion.bundled(0, 0.35, 15) == 0.0
    assert promotion.bundled(15, 0.35, 15) == pytest.approx(0.35 * (1 - np.exp(-1)))
    assert promotion.bundled(50, 0.35, 15) < 0.35


def test_a_bundle_saves_its_part_of_both_pieces():
    assert promotion.bundle_saving(20_801, 15) == 20_801 - 17_681


def test_the_price_paid_is_the_shelf_price_less_what_the_orders_saved():
    found = promotion.paid_price(np.array([69.0, 139.0]), np.array([12_420, 0]), np.array([13_800, 0]))
    assert found.tolist() == pytest.approx([69 * 0.9, 139.0])


def test_nobody_buys_ahead_at_a_shallow_cut():
    assert promotion.ahead(np.array([-0.2, 0.0, 0.1, 0.3]), 0.5).tolist() == pytest.approx([0, 0, 0, 0.1])


def test_what_lies_at_home_keeps_a_fourteenth_of_it_from_buying_and_half_of_all_at_most():
    pieces, wanted = np.array([0, 140, 10_000]), np.array([50.0, 50.0, 50.0])
    assert promotion.used_up(pieces, 14, wanted).tolist() == pytest.approx([0, 0.2, 0.5])


def test_a_gift_is_worth_its_share_and_nothing_for_a_share_of_nothing():
    assert promotion.gift_worth(13_900, 0.4) == 5_560
    assert promotion.gift_worth(13_900, 0.0) == 0


def test_only_the_willing_top_up_and_only_to_reach_a_threshold():
    pieces, willing = np.array([1, 1, 2, 3]), np.array([True, False, True, True])
    assert promotion.topped_up(pieces, 6900, [(13000, 2000)], willing).tolist() == [2, 1, 2, 3]


@pytest.mark.parametrize("mean", [1.0, 1.5, 2.9, 3.3])
def test_delivery_takes_its_mean(mean):
    drawn = 1 + pick(np.linspace(0.5e-6, 1 - 0.5e-6, 1_000_000), delivery.days_cumulative(mean))
    assert drawn.min() == 1
    assert drawn.mean() == pytest.approx(mean, abs=1e-3)


@pytest.mark.parametrize("mean", [1.0, 2.7, 4.5, 4.85, 5.0])
def test_stars_have_their_mean(mean):
    drawn = 1 + pick(np.linspace(0.5e-6, 1 - 0.5e-6, 1_000_000), reviews.stars_cumulative(mean))
    assert drawn.mean() == pytest.approx(mean, abs=1e-4)


def test_shown_rating_goes_from_prior_to_truth_at_one_over_root_n():
    assert reviews.shown(0, 0) == reviews.PRIOR_STARS
    cumulative = reviews.stars_cumulative(4.2)
    rng = stream(9, "stars")
    gaps = {}
    for n in (400, 6400):
        shown = [reviews.shown(int((1 + pick(rng.random(n), cumulative)).sum()), n) for _ in range(300)]
        gaps[n] = np.std(shown)
    assert gaps[400] / gaps[6400] == pytest.approx(4, rel=0.25)


def test_returns_are_capped_and_flaws_count():
    assert returns.chance(0.1, 1.0, False) == 0.1
    assert returns.chance(0.1, 1.0, True) == pytest.approx(0.3)
    assert returns.chance(0.9, 2.0, True) == returns.MOST


def test_gap_to_the_next_visit_has_its_mean():
    drawn = loyalty.SOONEST + pick(np.linspace(0.5e-6, 1 - 0.5e-6, 1_000_000), loyalty.gap_cumulative())
    assert drawn.min() == loyalty.SOONEST
    assert drawn.mean() == pytest.approx(loyalty.MEAN_GAP, rel=0.02)


def test_purchase_fills_up_and_respects_minimum_and_money():
    assert replenishment.purchase(30, 200, 30, 10_000) == 170
    assert replenishment.purchase(190, 200, 30, 10_000) == 30
    assert replenishment.purchase(30, 200, 30, 100) == 100
    assert replenishment.purchase(30, 200, 30, 29) == 0


def test_lead_times_have_their_mean_and_their_shortest():
    rng = stream(1, "lead")
    drawn = [replenishment.lead_hours(rng, 36, 36, 1.0) for _ in range(4000)]
    assert min(drawn) >= 36
    assert np.mean(drawn) == pytest.approx(72, abs=4 * 6 / np.sqrt(4000) + 0.1)


@pytest.mark.parametrize("kept", [0.8, 0.94, 1.0])
def test_lead_times_of_a_supplier_who_breaks_promises(kept):
    """The mean over all is the supplier's, whatever it promises; broken promises widen it."""
    wait = replenishment.promised_wait(36, 72, kept)
    rng = stream(2, "lead")
    drawn = np.array([replenishment.lead_hours(rng, 36, wait, kept) for _ in range(20_000)])
    mean, sd = replenishment.lead_moments(36, wait, kept)
    assert mean == pytest.approx(72)
    assert drawn.mean() == pytest.approx(mean, abs=4 * sd / np.sqrt(20_000))
    assert drawn.std() == pytest.approx(sd, rel=0.03)


def test_an_unreliable_supplier_keeps_you_waiting():
    """A share of 0.2 broken at three times the wait is 1.4 times the mean; kept, it is Poisson."""
    assert replenishment.promised_wait(36, 72, 0.8) == pytest.approx(36 / 1.4)
    assert replenishment.lead_moments(36, 36, 1.0) == pytest.approx((72, 6))


def test_poisson_table_is_the_poisson_law():
    table = delivery.poisson_cumulative(1.9, 13)
    assert np.allclose(table[:-1], stats.poisson.cdf(np.arange(13), 1.9), atol=1e-9)


def test_reference_price_follows_and_forgets_half_in_the_closed_form():
    """A constant price is its own reference; half-life ln 0.5 / ln memory."""
    assert promotion.reference_price(69.0, 69.0) == 69.0
    days, price = 0, 100.0
    while price > 75.0:
        price, days = promotion.reference_price(price, 50.0), days + 1
    assert days == int(np.ceil(np.log(0.5) / np.log(promotion.MEMORY)))


def test_attention_grows_with_the_cut_and_ends_at_the_reference():
    found = promotion.attention(np.array([110.0, 100.0, 95.0, 90.0, 40.0]), 100.0)
    assert found.tolist() == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0])


@pytest.mark.parametrize(("mean", "share", "factor"), [(2.9, 0.12, 2.0), (10.0, 0.3, 1.5)])
def test_near_and_far_buyers_wait_the_mean_of_all(mean, share, factor):
    near, far = delivery.regional(mean, share, factor)
    assert (1 - share) * near + share * far == pytest.approx(mean)
    assert far == factor * mean and near < mean


def test_transit_is_one_day_a_poisson_number_and_days_astray():
    chances = np.diff(delivery.transit_cumulative(3.4, 0.9, 3), prepend=0.0)
    days = np.arange(1, len(chances) + 1)
    assert chances @ days == pytest.approx(3.4 + 0.1 * 3)
    assert chances @ days**2 - (chances @ days) ** 2 == pytest.approx(2.4 + 9 * 0.1 * 0.9)
    assert chances[:3] == pytest.approx(0.9 * stats.poisson.pmf([0, 1, 2], 2.4))


def test_a_carrier_that_loses_nothing_goes_by_the_platforms_law():
    usual = delivery.days_cumulative(2.9)
    assert delivery.transit_cumulative(2.9, 1.0, 3)[: len(usual) - 1] == pytest.approx(usual[:-1])
