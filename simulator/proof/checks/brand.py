"""The brand: what is remembered, who knows it, what that does, and what it costs."""

import math

from simulator.plan import Brand, BrandEvent, Plan, Step
from simulator.proof.check import Check, Measured, chance, exact, normal, poisson
from simulator.proof.worlds import changed_tables, everybody_buys, figures, laboratory, liked, on_taobao, plenty
from simulator.records import Table
from simulator.scenario import Scenario
from simulator.season import Result, play

PEOPLE = 1900 * 150  # in the shop's market
LEFT = 0.5**0.1  # of what was remembered a week before
UNSEEN = dict.fromkeys((f"seen.{one}" for one in ("visit", "live", "kol", "order", "review")), 0.0)
KNOWN = {"stock.needed": 0.0}  # everybody knows the brand after the first week
NAMED = on_taobao(brand=Brand("name"))
SPREAD = on_taobao(brand=Brand("name", spread=(Step(1, 2000.0),)))


def season_of(plan: Plan, world: Scenario, seed: int, **changes: float) -> Result:
    """A season with figures of the brand's table changed, in which nobody comes back."""
    with laboratory(), changed_tables(brand=figures(changes)):
        return play(plan, world, seed)


def stock_of(plan: Plan, seed: int, **changes: float) -> Table:
    """The brand's records where nothing is seen of the shop but what the brand does itself."""
    return season_of(plan, everybody_buys(plenty()), seed, **UNSEEN | changes).tables["brand"]


def what_is_remembered(_alpha: float) -> Measured:
    """Forty thousand contacts a week, of which half are noticed; half of them are forgotten in ten weeks."""
    weekly = 0.5 * 40_000 / PEOPLE
    theory = weekly * (1 - LEFT**13) / (1 - LEFT)
    return exact(theory, stock_of(SPREAD, 1501)["stock"][-1], tolerance=1e-9)


def who_knows_the_brand(alpha: float) -> Measured:
    """A survey among a million, against those who remember two contacts or more of a Poisson number."""
    survey = stock_of(SPREAD, 1502, **{"stock.asked": 1e6})
    stock = float(survey["stock"][-1])
    theory = 1 - math.exp(-stock) * (1 + stock)
    return chance(theory, int(survey["knows"][-1]), int(survey["asked"][-1]), alpha)


def an_event(_alpha: float) -> Measured:
    """Sixty yuan for each thousand people: 1 - 1/e contacts each, half of them noticed, twelve weeks ago."""
    plan = on_taobao(brand=Brand("name"), promotions=(BrandEvent(weeks=(1,), spend=0.06 * PEOPLE),))
    theory = 0.5 * (1 - math.exp(-1)) * LEFT**12
    return exact(theory, stock_of(plan, 1503)["stock"][-1], tolerance=1e-9)


def what_is_seen(_alpha: float) -> Measured:
    """The first week's visits, orders and good reviews, of one, three and five contacts; half are noticed."""
    tables = season_of(NAMED, everybody_buys(plenty()), 1504).tables
    visits = int(tables["days"]["visitors"][:7].sum())
    orders, good = int((tables["orders"]["day"] < 7).sum()), int(tables["reviews"]["positive"][:7].sum())
    theory = 0.5 * (visits + 3 * orders + 5 * good) / PEOPLE
    return exact(theory, tables["brand"]["stock"][0], tolerance=1e-9)


def visits_by_name(alpha: float) -> Measured:
    """Where everybody knows the brand, a quarter more come by themselves."""
    result = season_of(NAMED, plenty(), 1505, **KNOWN)
    return poisson(1.25 * 1900 * 84, int(result.tables["days"]["organic"][7:].sum()), alpha)


def odds_gained(seed: int, alpha: float, theory: float, **effects: float) -> Measured:
    """Log odds of an order where everybody knows the brand, over those of the first week, when nobody does."""
    still = KNOWN | dict.fromkeys(("effects.visits", "effects.worth", "effects.price"), 0.0)
    world = liked(plenty(traffic=20.0, weeks=3), plain=1.0, lavender=-50.0)
    days = season_of(NAMED, world, seed, **still | effects).tables["days"]
    parts = [(days["paid_orders"][part].sum(), days["considering"][part].sum()) for part in (slice(7), slice(7, None))]
    odds = [math.log(bought / (came - bought)) for bought, came in parts]
    error = math.sqrt(sum(1 / bought + 1 / (came - bought) for bought, came in parts))
    return normal(theory, odds[1] - odds[0], error, alpha)


def worth_of_a_brand(alpha: float) -> Measured:
    return odds_gained(1506, alpha, 3.0, **{"effects.worth": 3.0})


def prices_minded_less(alpha: float) -> Measured:
    """Nine tenths less of a weight of 2.4, on a price of 69 yuan where 79 are usual."""
    return odds_gained(1507, alpha, 0.9 * 2.4 * 69 / 79, **{"effects.price": 0.9})


def cost_of_a_brand(_alpha: float) -> Measured:
    """Fifteen hundred yuan for the name, two thousand a week, and an event."""
    plan = on_taobao(brand=SPREAD.brand, promotions=(BrandEvent(weeks=(4, 9), spend=5000.0),))
    result = season_of(plan, plenty(), 1508)
    return exact(1500 + 13 * 2000 + 2 * 5000, result.ledger.balance["brand"] / 100, tolerance=1e-6)


REMEMBERED = "Nerlove and Arrow 1962; half-life assumed"
ASSUMED = "sign: Kaul and Wittink 1995; sizes assumed"
CHECKS = (
    Check(
        "What is remembered", "closed form", "brand: remembered", REMEMBERED,
        "What is spread every week adds up, and is forgotten.", what_is_remembered,
    ),
    Check(
        "Who knows the brand", "closed form", "brand: aware", "Poisson contacts, M/M/infinity; threshold assumed",
        "Who knows the brand remembers enough of a Poisson number of contacts.", who_knows_the_brand,
    ),
    Check(
        "A brand event", "closed form", "brand: event", "exposure of Poisson contacts; sizes assumed",
        "An event meets its part of the market, and no more.", an_event,
    ),
    Check(
        "What is seen of the shop", "closed form", "brand: seen", "sizes assumed",
        "Visits, orders and good reviews feed the brand of a shop that has one.", what_is_seen,
    ),
    Check(
        "Visits by name", "closed form", "brand: visits", ASSUMED,
        "Who knows the brand looks for it by name.", visits_by_name,
    ),
    Check(
        "Worth of a brand", "closed form", "brand: worth", ASSUMED,
        "New visitors who know the brand have log odds of buying that are higher by its worth.", worth_of_a_brand,
    ),
    Check(
        "Prices minded less", "closed form", "brand: price", ASSUMED,
        "New visitors who know the brand mind its prices less.", prices_minded_less,
    ),
    Check(
        "Cost of a brand", "closed form", "brand: cost", "definition",
        "A brand costs its name, what is spent on spreading it, and its events (yuan).", cost_of_a_brand,
    ),
)  # fmt: skip
