"""Who asks the desk, and what becomes of it."""

import numpy as np

from simulator.plan import Plan, Shop
from simulator.proof.worlds import figures
from simulator.season import play
from simulator.season.people import KNOWN
from worlds import all_rows, changed_tables, plenty


def test_past_buyers_ask_more_or_less_by_the_day_of_their_visit():
    """On a day on which everybody new asks, or nobody, so do those who bought before."""
    wild = figures({"contacts.shape": 0.1})
    with changed_tables(consultation=wild, segments=all_rows(asks=0.5, returns_again=0.9)):
        tables = play(Plan(shop=Shop("taobao")), plenty(traffic=3.0), 5).tables
    orders = tables["orders"]
    asked, known = np.isin(orders["visit"], tables["contacts"]["visit"]), orders["source"] == KNOWN
    day = orders["day"]
    days = [(asked[(day == one) & ~known], asked[(day == one) & known]) for one in range(20, 91)]
    nobody = [old for new, old in days if not new.any()]
    everybody = [old for new, old in days if new.all()]
    assert len(nobody) > 20 and len(everybody) > 2
    assert np.concatenate(nobody).mean() < 0.02
    assert np.concatenate(everybody).mean() == 1
