"""Plans that are better or worse for a reason which a lesson names score in the order that the reason says."""

from itertools import pairwise

import numpy as np
import pytest

from simulator.fit import read
from simulator.score import measures
from simulator.season import play

SHOP = """
scenario = "first-shop"
[shop]
platform = "taobao"
[products.scarf-plain]
reorder_point = 120
order_up_to = 330
[products.scarf-lavender]
reorder_point = 60
order_up_to = 190
"""
MARKETING = {
    "work on search that lasts, and words of buyers at what a click is worth to the shop": """
[marketing]
search_hours = 6
[ads]
tail_bid = 0.6
keyword_budget = 60
""",
    "clicks on everybody's words, at twice what they bring": """
[ads]
core_bid = 1.5
keyword_budget = 150
""",
    "exposure to people who look for other goods, and to bought fans": """
[ads]
display_budget = 300
[[promotions]]
kind = "kol"
weeks = [4]
fans = 300
circle = "entertainment"
""",
}
SERVICE = {
    "one agent for few questions, a tool for the usual ones": """
[service]
agents = 1
auto_reply = "basic"
""",
    "nobody at the desk in the evening, when most shoppers ask": """
[service]
agents = 1
opens = 9
closes = 17
""",
    "six agents who wait for questions": """
[service]
agents = 6
""",
}
TRENDS = {
    "technology for a problem that the shop has: goods to wear that come back": """
[technology]
fitting = "used"
""",
    "everything new at once": """
[technology]
fitting = "used"
traceability = "used"
sustainability = "used"
instant_delivery = "used"
""",
    "the newest for its own sake: riders for the few buyers of one city": """
[technology]
instant_delivery = "used"
""",
}
CLEAR, SEASONS = 3.0, range(300, 308)  # standard errors between one plan and the next


@pytest.mark.parametrize("plans", [MARKETING, SERVICE, TRENDS], ids=["marketing", "service", "trends"])
def test_the_better_reason_scores_higher(plans):
    found = [[played(one, seed) for seed in SEASONS] for one in plans.values()]
    for better, worse in pairwise(np.array(found)):
        difference = better - worse
        assert (difference.mean(axis=0) > CLEAR * difference.std(axis=0, ddof=1) / np.sqrt(len(SEASONS))).all()


def played(plan, seed):
    """Profit and points of a season."""
    values = measures(play(*read(SHOP + plan), seed))
    return values["profit"], values["points"]
