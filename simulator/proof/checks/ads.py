"""Ads on keywords: places, prices, budgets and clicks of the auctions, read from what a season's ads brought."""

import copy
import math
from typing import Any

import numpy as np
from scipy import stats

from simulator.plan import Ads, Plan, ProductPlan, Step
from simulator.proof.biases import replaced
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import (
    LAVENDER,
    PLAIN,
    changed_tables,
    everybody_buys,
    laboratory,
    on_taobao,
    plenty,
    with_product,
)
from simulator.records import Table, rows
from simulator.scenario import advertising, platforms
from simulator.season import Result, play
from simulator.season.auctions import Auctions
from simulator.season.people import DISPLAY, KEYWORD

AUCTION = "Edelman, Ostrovsky and Schwarz 2007; Varian 2007"
EXAMINATION = "Craswell et al. 2008; curve assumed"
MATCHED = 1.08  # the title holds all core words
STARS = math.exp(0.4 * 0.1)  # a new shop is shown with 4.6 stars, 4.5 being usual
ENDLESS = 1e6


def words(**core: float) -> Any:
    """A table of ads in which the core words' figures are changed, and rivals differ only where a figure says so."""

    def change(data: dict[str, Any]) -> None:
        for name, value in ({"spread": 0.0, "skill": 0.0, "thrift": 0.0, "lasts": ENDLESS} | core).items():
            data["keywords"]["core"][name]["value"] = value

    return change


def bidding(bids: list[float], budget: float = 20_000.0) -> Plan:
    """A plan that bids so much for core words, week by week, with all of them in both titles."""
    titles = {PLAIN: ProductPlan(title="Scarf soft"), LAVENDER: ProductPlan(title="Scarf women gift")}
    steps = tuple(Step(week, bid) for week, bid in enumerate(bids, 1))
    return on_taobao(products=titles, ads=Ads(core_bid=steps, keyword_budget=(Step(1, budget),)))


def advertised(bids: list[float], seed: int, table: Any, traffic: float = 1.0, budget: float = 20_000.0,
               **changes: Any) -> Result:  # fmt: skip
    """A season of bids in a world of ads."""
    world = plenty(traffic=traffic, weeks=len(bids), **changes)
    with laboratory(), changed_tables(ads=table):
        return play(bidding(bids, budget), world, seed)


def core(result: Result) -> Table:
    """The ads on core words, day by day."""
    return rows(result.tables["ads"], result.tables["ads"]["form"] == 0)


def price_of_a_click(_alpha: float) -> Measured:
    """The first of six, behind whom the others all bid the usual price with the usual quality."""
    found = core(advertised([19.0], 1101, words()))
    usual = platforms()["taobao"].paid_visit_cost.value
    return exact(math.ceil(100 * usual / (MATCHED * STARS)), found["spend"].sum() / found["clicks"].sum(), 1e-9)


def order_of_places(_alpha: float) -> Measured:
    """Mean place of a bid that comes to 97 per cent of what each of five rivals' is worth."""
    usual = platforms()["taobao"].paid_visit_cost.value
    found = core(advertised([0.97 * usual / (MATCHED * STARS)], 1102, words(rivals=5)))
    return exact(6.0, found["places"].sum() / found["impressions"].sum())


def published_example(alpha: float) -> Measured:
    """Values 10, 4 and 2, two places with clicks 200 to 199: what a bid of 3 earns the first over what 10 earns."""
    places, usual = [1.0, 0.995], advertising().keywords["core"].click.value * MATCHED * STARS
    others = np.array([[4.0, 2.0], [usual, usual], [ENDLESS, ENDLESS]])

    def two_places(data: dict[str, Any]) -> None:
        data["auction"]["places"] = [copy.deepcopy(data["auction"]["places"][0]) for _ in places]
        for place, one in zip(data["auction"]["places"], places, strict=True):
            place["examined"]["value"] = one

    with replaced([(Auctions, "rivals")], lambda *_: others):
        truth, shaded = (core(advertised([bid], 1103, two_places, traffic=10.0)) for bid in (10.0, 3.0))
    earned = [1000 * one["clicks"].sum() - one["spend"].sum() for one in (truth, shaded)]
    error = 1592 / 1200 * math.sqrt(0.005 / truth["clicks"].sum())
    return normal(1592 / 1200, earned[1] / earned[0], error, alpha)


def budget_that_runs_out(_alpha: float) -> Measured:
    """Clicks of a week in which each costs 125 fen, a day's money is 200 yuan, and twice as many would click."""
    found = core(advertised([19.0], 1104, words(), traffic=2.0, budget=200.0))
    return exact(7 * (20_000 // 125), found["clicks"].sum())


def rivals_who_run_out(alpha: float) -> Measured:
    """Mean place behind a rival whose money lasts nearly twelve hours, then alone."""
    usual, bid = platforms()["taobao"].paid_visit_cost.value, 1.5
    lasts = 11.7 / 24 * bid * MATCHED * STARS / 4
    found = core(advertised([bid], 1105, words(rivals=1, bid=4 / usual, lasts=lasts), traffic=10.0))
    number = found["impressions"].sum()
    return normal(1.5, found["places"].sum() / number, 0.5 / math.sqrt(number), alpha)


def position_bias(alpha: float) -> Measured:
    """Bids go up and down, and rivals are drawn anew every week, so that the place is by chance: click rates of the
    further places over the first one's, summed."""
    found = core(advertised([0.6, 1.0, 1.3, 1.6, 2.0, 3.5] * 4, 1106, words(rivals=6, spread=0.8), traffic=10.0))
    place = found["places"] // np.maximum(found["impressions"], 1)
    clicks, shown = (np.bincount(place, found[name], 7)[1:] for name in ("clicks", "impressions"))
    rate = clicks / shown
    theory = np.array([one.examined.value for one in advertising().auction.places])
    error = math.sqrt((theory[1:] ** 2 / clicks[1:]).sum() + theory[1:].sum() ** 2 / clicks[0])
    return normal(theory[1:].sum(), rate[1:].sum() / rate[0], error, alpha)


def clicks_on_an_ad(alpha: float) -> Measured:
    """In the first place, with all words in the titles, from a page with the usual pictures."""
    found = core(advertised([19.0], 1107, words(), traffic=10.0))
    usual = advertising().keywords["core"].click.value
    return chance(usual * MATCHED, int(found["clicks"].sum()), int(found["impressions"].sum()), alpha)


def learned_quality(_alpha: float) -> Measured:
    """Price in the second week, from the first week's clicks and impressions and from the rating shown."""
    result = advertised([19.0, 19.0], 1108, words())
    found, table = core(result), advertising()
    first, second = rows(found, found["day"] < 7), rows(found, found["day"] >= 7)
    usual, weight = table.keywords["core"].click.value, table.auction.belief.value
    rate = (weight * usual + first["clicks"].sum()) / (weight + first["impressions"].sum())
    own = rate * MATCHED * math.exp(0.4 * (result.tables["days"]["rating"][7] - 4.5))
    theory = math.ceil(100 * platforms()["taobao"].paid_visit_cost.value * usual / own)
    return exact(theory, second["spend"].sum() / second["clicks"].sum(), 1e-9)


def searches_of_a_week(alpha: float) -> Measured:
    found, taobao = core(advertised([19.0], 1109, words())), platforms()["taobao"]
    a_day = taobao.organic_visits.value * taobao.search_share.value * advertising().keywords["core"].searches.value
    return normal(7 * a_day, found["impressions"].sum(), math.sqrt(7 * a_day), alpha)


def likely_buyers(alpha: float) -> Measured:
    """Share of those who click on core words who buy, where whoever considers it does."""
    with laboratory(shoppers={"considers": 0.3}), changed_tables(ads=words()):
        tables = play(bidding([19.0]), everybody_buys(plenty(traffic=20.0, weeks=1)), 1110).tables
    bought = (tables["orders"]["source"] == KEYWORD).sum()
    return chance(0.3 * advertising().keywords["core"].keener.value, bought, tables["ads"]["clicks"].sum(), alpha)


SHOWN = 600.0  # yuan a day for display ads


def displayed(traffic: float) -> tuple[float, int]:
    """Clicks that a day's budget for display ads is expected to bring, in closed form, and how many it pays for."""
    table, taobao = advertising().shown["display"], platforms()["taobao"]
    there = table.people.value * taobao.organic_visits.value * table.click.value * traffic
    clicks = there * (1 - math.exp(-SHOWN / (table.cost.value * taobao.paid_visit_cost.value * there)))
    return clicks, int(100 * SHOWN // math.ceil(100 * SHOWN / clicks))


def clicks_on_display_ads(alpha: float) -> Measured:
    """A day's clicks are the smaller of a Poisson number and of what the budget pays; four weeks."""
    plan = on_taobao(ads=Ads(display_budget=(Step(1, SHOWN),)))
    with laboratory():
        clicks = play(plan, plenty(traffic=4.0, weeks=4), 1111).tables["visits"]["display"]
    mean, most = displayed(4.0)
    more = stats.poisson.sf(np.arange(most), mean)
    variance = float(((2 * np.arange(most) + 1) * more).sum()) - float(more.sum()) ** 2
    return normal(more.sum(), clicks.mean(), math.sqrt(variance / len(clicks)), alpha)


def wide_display(data: dict[str, Any]) -> None:
    """A table of ads in which display ads are seen by forty times as many, for next to nothing."""
    display = data["shown"]["display"]
    display["people"]["value"] *= 40
    display["cost"]["value"] /= 80


def precision_of_targeting(alpha: float) -> Measured:
    """Log odds of the wanted group among those whom targeted ads bring, when it is a fifth of all."""
    wanted, table = 0.2, advertising().targeting["audience"]
    ads = Ads(display_budget=(Step(1, 20_000.0),), targeting="audience", audience="practical")
    people = {"audience": {"practical": wanted, "quality": 1 - wanted}}
    with laboratory(shoppers={"considers": 0.9}, market=people), changed_tables(ads=wide_display):
        world = with_product(everybody_buys(plenty(traffic=10.0, weeks=1)), PLAIN, first_stock=600_000)
        orders = play(on_taobao(ads=ads), world, 1112).tables["orders"]
    numbers = np.bincount(orders["segment"][orders["source"] == DISPLAY], minlength=2)
    theory = math.log(wanted * table.recall.value / ((1 - wanted) * table.false.value))
    return normal(theory, math.log(numbers[0] / numbers[1]), math.sqrt((1 / numbers).sum()), alpha)


CHECKS = (
    Check(
        "Price of a click", "closed form", "auction: price", AUCTION,
        "A click costs the least bid that keeps the place: the next one's bid x quality over the own quality.",
        price_of_a_click,
    ),
    Check(
        "Order of the places", "closed form", "auction: quality", AUCTION,
        "Ads stand in the order of bid x quality, quality by words matched and stars.", order_of_places,
    ),
    Check(
        "The first who shades its bid", "closed form", "auction: price", AUCTION,
        "With values 10, 4 and 2 and clicks 200 to 199, a bid of 3 earns 1,592 where the truth earns 1,200.",
        published_example,
    ),
    Check(
        "Budget that runs out", "closed form", "auction: click price", AUCTION,
        "A day's clicks end with the last one that its money pays.", budget_that_runs_out,
    ),
    Check(
        "Rivals who run out", "closed form", "auction: rivals' money", AUCTION,
        "A rival whose clicks have cost its budget is gone from the next hour on, and who is behind moves up.",
        rivals_who_run_out,
    ),
    Check(
        "Position bias", "closed form", "auction: examination", EXAMINATION,
        "Where places are by chance, click rates give back how often each place is looked at.", position_bias,
    ),
    Check(
        "Clicks on an ad", "closed form", "auction: attraction", "usual click rate assumed",
        "Who looks at an ad clicks it with the usual chance, by how well its words match.", clicks_on_an_ad,
    ),
    Check(
        "Click rate that the platform learns", "closed form", "auction: believed", "Beta prior; weight assumed",
        "Quality follows the clicks so far, drawn towards the usual rate.", learned_quality,
    ),
    Check(
        "Searches of a week", "closed form", "auction: searches", "Lewis and Shedler 1979; volume assumed",
        "Ads in sight all day are shown at every search.", searches_of_a_week,
    ),
    Check(
        "Clicks on display ads", "closed form", "advertising: reach", "Vidale and Wolfe 1957",
        "Of those who would click if they saw it, a budget brings 1 - exp(-budget / (cost x number)).",
        clicks_on_display_ads,
    ),
    Check(
        "Precision of targeting", "closed form", "targeting: recall", "van Rijsbergen 1979; shares assumed",
        "Who clicks a targeted ad is the wanted one by recall over mistakes.", precision_of_targeting,
    ),
    Check(
        "Likely buyers among searchers", "closed form", "auction: keener", "assumed",
        "Of those who click on core words, more would consider buying than of other visitors.", likely_buyers,
    ),
)  # fmt: skip
