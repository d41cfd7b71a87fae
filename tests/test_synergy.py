"""What channels bring together, beyond what they bring one by one."""

import numpy as np
import pytest
from attrs import evolve

from simulator.experiment import CHANNELS, channel_synergy, channels_of, replicate, seeds, without
from simulator.plan import Plan, levers
from simulator.planfile import plain, structure
from simulator.scenario import load

FIRST = evolve(load("first-shop"), traffic=0.2)
BARE = {"shop": {"platform": "taobao"}, "products": {"scarf-plain": {"price": 65}}}


def plan_with(**parts):
    return structure(BARE | parts)


def test_every_channel_names_what_a_plan_has():
    fields = {path for paths in CHANNELS.values() for path in paths}
    assert all(any(field == path or field.startswith(f"{path}.") for field in levers()) for path in fields)


def test_a_plan_without_channels_is_what_is_left():
    plan = plan_with(
        marketing={"weekly_budget": 900, "referral": 5},
        channels=[{"medium": "weibo", "posts": 3}],
        promotions=[{"kind": "kol", "weeks": [2], "fans": 10}, {"kind": "discount", "weeks": [3], "percent": 10}],
        brand={"image": "name"},
    )
    assert channels_of(plan) == ["paid visits", "referral", "social media", "KOLs", "brand"]
    left = without(plan, channels_of(plan))
    assert plain(left) == plain(plan_with(promotions=[{"kind": "discount", "weeks": [3], "percent": 10}]))
    assert channels_of(Plan()) == []


def test_one_channel_has_no_synergy():
    found = channel_synergy(plan_with(marketing={"weekly_budget": 900}), FIRST, seeds(2))
    assert found.alone["paid visits"] == pytest.approx(found.together) and found.together > 0
    assert (found.share, found.standard_error) == (0, 0)


def test_synergy_is_what_is_left_when_each_is_taken_from_all():
    plan = plan_with(marketing={"weekly_budget": 3000}, brand={"image": "story", "spread": 2000})
    found = channel_synergy(plan, FIRST, seeds(3))
    nothing, ads, brand, both = (
        replicate(one, FIRST, seeds(3))["sales"]
        for one in (without(plan, channels_of(plan)), without(plan, ["brand"]), without(plan, ["paid visits"]), plan)
    )
    assert found.share == pytest.approx(np.mean((both - ads - brand + nothing) / both))
    assert found.alone == pytest.approx({"paid visits": np.mean(ads - nothing), "brand": np.mean(brand - nothing)})


def test_paid_visits_and_a_brand_help_each_other():
    """What ads show is remembered, and who knows the brand buys more readily when an ad brings him."""
    stocked = {"first_stock": 3000, "reorder_point": 1500, "order_up_to": 3000}
    plan = plan_with(
        products={"scarf-plain": stocked, "scarf-lavender": stocked},
        brand={"image": "story", "spread": 3000},
        marketing={"weekly_budget": 6000},
        risk={"credit_line": 500_000},
    )
    found = channel_synergy(plan, load("first-shop"), seeds(6))
    assert found.share > 2 * found.standard_error > 0
