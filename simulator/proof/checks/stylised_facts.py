"""The ordinary market stands where published figures put real ones."""

import math

import numpy as np

from simulator.plan import PLATFORMS, Discount, Plan, ProductPlan, Shop, Step
from simulator.proof.check import Check, Measured
from simulator.proof.worlds import LAVENDER, PLAIN, all_rows, changed_tables, on_taobao, plenty, with_product
from simulator.season import Result, play

LIST = {PLAIN: 69.0, LAVENDER: 139.0}
FACTOR = 1.05


def pieces(platform: str, dearer: str = "") -> np.ndarray:
    """Pieces sold of each product in a season, one of them perhaps dearer by `FACTOR`."""
    prices = {name: price * (FACTOR if name == dearer else 1.0) for name, price in LIST.items()}
    products = {name: ProductPlan(price=(Step(1, price),)) for name, price in prices.items()}
    orders = play(Plan(shop=Shop(platform), products=products), plenty(), 951).tables["orders"]
    return np.bincount(orders["product"], orders["pieces"], minlength=len(LIST))


def mean_elasticity(_alpha: float) -> Measured:
    """Of both products on all platforms; the band is that of single brands."""
    found = []
    for platform in PLATFORMS:
        before = pieces(platform)
        for place, name in enumerate(LIST):
            found.append(math.log(pieces(platform, name)[place] / before[place]) / math.log(FACTOR))
    return Measured(-2.62, float(np.mean(found)), -4.5, -1.2)


def settled(stars: float) -> Result:
    """A season of goods that are worth so many stars and promise nothing."""
    with changed_tables(segments=all_rows(quality=0.0)):
        world = plenty(traffic=4.0)
        for name in LIST:
            world = with_product(world, name, quality=stars)
        return play(on_taobao(), world, 952)


def worth_of_a_star(_alpha: float) -> Measured:
    """Sales a star of shown rating, once ratings have settled (after four weeks)."""
    low, high = (settled(stars).tables["days"] for stars in (4.0, 4.9))
    step = high["rating"][28:].mean() - low["rating"][28:].mean()
    return Measured(0.07, (high["sales"][28:].sum() / low["sales"][28:].sum()) ** (1 / step) - 1, 0.05, 0.09)


def worth_of_a_day(_alpha: float) -> Measured:
    sales = []
    for days in (2.4, 3.4):
        with changed_tables(platforms=all_rows(delivery_days=days)):
            sales.append(len(play(on_taobao(), plenty(traffic=4.0), 953).tables["orders"]["paid"]))
    return Measured(0.015, sales[0] / sales[1] - 1, 0.005, 0.03)


def conversion(_alpha: float) -> Measured:
    days = play(on_taobao(), plenty(), 954).tables["days"]
    visitors = sum(int(days[source].sum()) for source in ("organic", "paid", "known"))
    return Measured(0.03, days["paid_orders"].sum() / visitors, 0.01, 0.05)


def dip_after_a_cut(_alpha: float) -> Measured:
    """Orders not made because of what was bought ahead, of the pieces that a week at a quarter off sells more."""
    plans = (on_taobao(), on_taobao(promotions=(Discount(weeks=(4,), percent=25),)))
    usual, cheap = (play(plan, plenty(traffic=4.0), 955).tables["products"] for plan in plans)
    week = usual["day"] // 7 == 3
    lift = int((cheap["sold"] - usual["sold"])[week].sum())
    return Measured(0.145, cheap["had"].sum() / lift, 0.04, 0.25)


CHECKS = (
    Check(
        "Elasticity of brands", "stylised fact", "choice", "Bijmolt, van Heerde and Pieters 2005",
        "Over platforms and products the elasticity is in the range of 1,851 published ones.", mean_elasticity,
        "calibrated", "United States and Europe, 1961 to 2004",
    ),
    Check(
        "A star more", "stylised fact", "reviews", "Luca 2016: 5 to 9% of revenue",
        "A star more is worth five to nine per cent of sales.", worth_of_a_star,
        "calibrated", "Seattle, 2003 to 2009",
    ),
    Check(
        "A day faster", "stylised fact", "delivery", "Fisher, Gallino and Xu 2019: about 1.5% (band assumed)",
        "A day less to the door is worth about one and a half per cent of orders.", worth_of_a_day,
        "calibrated", "United States, 2010s",
    ),
    Check(
        "Conversion", "stylised fact", "choice", "working norms of Chinese platforms, 1 to 5% (assumed)",
        "Of a hundred visitors one to five buy.", conversion,
        "calibrated", "China, working norms",
    ),
    Check(
        "Dip after a cut", "stylised fact", "promotion", "van Heerde, Leeflang and Wittink 2000: 4 to 25%",
        "Of what a cut sells more, four to twenty-five hundredths are missing afterwards.", dip_after_a_cut,
        "calibrated", "United States, 1980s to 1990s",
    ),
)  # fmt: skip
