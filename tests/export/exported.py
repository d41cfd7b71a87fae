"""Seasons whose exports are looked at: many sources of visits, several shops, a shop that closes."""

from functools import cache

from attrs import evolve

from simulator import fit
from simulator.export import frames
from simulator.season import play

TWO_SHOPS = """
scenario = "first-shop"
[shop]
platform = "pinduoduo"
[[shops]]
platform = "jd"
[products.scarf-plain]
role = "profit"
supplier = "ningbo-trading"
inspection = "full"
reorder_point = 120
order_up_to = 400
[[promotions]]
kind = "team-price"
weeks = [2, 3, 4]
percent = 20
team = 3
[[promotions]]
kind = "gift"
weeks = [2, 5]
gift = "scarf-lavender"
spend = 120
[marketing]
weekly_budget = 600
referral = 15
[reviews]
reward = 2
bought = 10
[resolution]
offer = "exchange"
limit = 8
"""
ADS = """
scenario = "first-shop"
[ads]
core_bid = 1.5
tail_bid = 0.8
keyword_budget = [{week = 1, value = 90}, {week = 8, value = 0}]
display_budget = 60
recommendation_budget = 40
[marketing]
weekly_budget = 300
"""
MEDIA = """
scenario = "first-shop"
[shop]
platform = "douyin"
[[channels]]
medium = "weibo"
posts = 7
[[promotions]]
kind = "livestream"
weeks = [1, 2, 5]
spend = 1500
[[promotions]]
kind = "kol"
weeks = [2, 3, 9]
fans = 60
[treatment]
high_messages = 2
cart_reminder = "reminder"
unpaid_reminder = "reminder"
[products.scarf-plain]
reorder_point = 150
order_up_to = 400
"""
PLANS = {"two shops": TWO_SHOPS, "ads": ADS, "media": MEDIA, "closed": TWO_SHOPS}


@cache
def season(name):
    """A played season by the name of its plan."""
    plan, place = fit.read(PLANS[name])
    if name == "closed":
        place = evolve(place, capital=125_000.0, credit=0.0)
    return play(plan, place, 11)


@cache
def tables(name):
    """Its tables as frames."""
    return frames(season(name))
