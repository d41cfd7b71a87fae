"""What follows an order: delivery, returns, reviews, and the next visit."""

import math

import numpy as np
from attrs import evolve
from scipy import stats

from simulator.laws.resolution import BY_OFFER
from simulator.plan import Plan, Relations, Resolution, Returns, Reviews
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.checks.choice import bought, moved
from simulator.proof.worlds import (
    LAVENDER,
    PLAIN,
    changed_tables,
    everybody_buys,
    laboratory,
    liked,
    on_taobao,
    plenty,
    with_product,
)
from simulator.records import Table
from simulator.scenario import load
from simulator.season import Result, play
from simulator.season.supply import Terms

LENIENT = "signs: Janakiraman, Syrdal and Freling 2016; sizes assumed"
J_SHAPE = "Hu, Zhang and Pavlou 2009; sizes assumed"
URGE = np.array([3.0, 2.0, 0.75, 0.75, 1.16])  # to write, by stars
TAOBAO = on_taobao()
EARLY = 40  # days whose orders have their next visit within 26 weeks, however long the gap


def orders_of(seed: int, **changes: dict) -> Table:
    """The orders of a season in which everybody buys the plain scarf."""
    with laboratory(**changes):
        return play(on_taobao(), everybody_buys(plenty()), seed).tables["orders"]


def days_to_the_door(alpha: float) -> Measured:
    """One day and a Poisson number."""
    orders = orders_of(701)
    took = orders["delivered"] - orders["day"]
    return normal(2.9, took.mean(), math.sqrt(1.9 / len(took)), alpha)


def returned_parcels(alpha: float) -> Measured:
    """Three times as often from a flawed piece."""
    flaws, share = 0.1, 0.25
    with laboratory(supply={"defects": flaws}):
        world = with_product(everybody_buys(plenty()), PLAIN, returns=share)
        orders = play(on_taobao(), world, 702).tables["orders"]
    expected = share * (1 - flaws) + 3 * share * flaws
    return chance(expected, int((orders["returned"] >= 0).sum()), len(orders["returned"]), alpha)


def flawed_pieces(alpha: float) -> Measured:
    orders = orders_of(703, supply={"defects": 0.4})
    return chance(0.4, int(orders["flawed"].sum()), len(orders["flawed"]), alpha)


def reviewed(seed: int, quality: float, traffic: float, weeks: int = 13, **decided: float | str) -> Result:
    """A season of sound plain scarves of some quality that everybody buys, under the plan's way with reviews."""
    with laboratory(supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty(traffic=traffic, weeks=weeks)), PLAIN, quality=quality)
        return play(on_taobao(reviews=Reviews(**decided)), world, seed)


def even(data: dict) -> None:
    """A table of after-sales in which everybody writes as often, however pleased."""
    for one in data["urge"].values():
        one["value"] = 1.0


def stars_by_chance(quality: float) -> np.ndarray:
    """Chances of one to five stars: one and a binomial number of four."""
    return stats.binom.pmf(np.arange(5), 4, (quality - 1) / 4)


def mean_of_reviews(result: Result, chances: np.ndarray, alpha: float) -> Measured:
    """Band of the mean stars of all reviews, which are written with these chances of one to five."""
    shown, stars = result.tables["reviews"], np.arange(1, 6)
    mean = chances @ stars
    error = math.sqrt((chances @ stars**2 - mean**2) / shown["count"].sum())
    return normal(mean, shown["description"].sum() / shown["count"].sum(), error, alpha)


def stars_of_reviews(alpha: float) -> Measured:
    """Where everybody writes as often, the mean of reviews goes to the product's quality."""
    with changed_tables(aftersales=even):
        return mean_of_reviews(reviewed(704, 4.5, 1.0), stars_by_chance(4.5), alpha)


def drift_of_reviews(alpha: float) -> Measured:
    """Goods of 3 stars are shown with 2.56: who gives one star writes four times as often as who gives three."""
    written = stars_by_chance(3.0) * URGE
    return mean_of_reviews(reviewed(722, 3.0, 1.0), written / written.sum(), alpha)


def drift_when_asked(alpha: float) -> Measured:
    """A reward of eight yuan moves 39 of a hundred who would not write, whatever they think: the drift is smaller."""
    unasked, moved_by = 0.15 * URGE, 0.45 * (1 - math.exp(-2))
    written = stars_by_chance(3.0) * (unasked + (1 - unasked) * moved_by)
    return mean_of_reviews(reviewed(723, 3.0, 1.0, reward=8.0), written / written.sum(), alpha)


def buyers_who_write(alpha: float) -> Measured:
    """Goods of 4.5 stars: the usual share, to half of a thousandth of it."""
    orders = reviewed(705, 4.5, 3.0).tables["orders"]
    return chance(0.15 * stars_by_chance(4.5) @ URGE, int(orders["writes"].sum()), len(orders["writes"]), alpha)


def angry_buyers_who_write(alpha: float) -> Measured:
    """Goods that everybody gives one star."""
    orders = reviewed(724, 1.0, 1.0).tables["orders"]
    return chance(3 * 0.15, int(orders["writes"].sum()), len(orders["writes"]), alpha)


def moved_by_a_reward(alpha: float) -> Measured:
    """Of goods that everybody gives five stars."""
    orders = reviewed(725, 5.0, 1.0, reward=4.0).tables["orders"]
    unasked = 0.15 * 1.16
    share = unasked + (1 - unasked) * 0.45 * (1 - math.exp(-1))
    return chance(share, int(orders["writes"].sum()), len(orders["writes"]), alpha)


def reviews_taken_back(alpha: float) -> Measured:
    """Goods that everybody gives one star: a quarter of the answered reviews ends with four."""
    orders = reviewed(726, 1.0, 2.0, answer="bad").tables["orders"]
    stars = orders["stars"][orders["writes"] > 0]
    return chance(0.25, int((stars == 4).sum()), len(stars), alpha)


def cost_of_reviews(_alpha: float) -> Measured:
    """Three yuan a review, five an answer, a hundred a removal, fifteen for each of seven bought in a week."""
    result = reviewed(727, 1.0, 0.2, weeks=4, reward=3.0, answer="bad", deleted=40.0, bought=7)
    orders, balance = result.tables["orders"], result.ledger.balance
    stands, gone = int(orders["writes"].sum()), int(orders["removed"].sum())
    paid = balance["reviews"] + balance["bought_reviews"]
    return exact(3.0 * (stands + gone) + 5.0 * stands + 100.0 * gone + 15.0 * 7 * 4, paid / 100)


def worth_of_many_reviews(alpha: float) -> Measured:
    """The same people on the last of fourteen days, when four hundred reviews have been bought for goods that nobody
    else writes about. Nobody minds the stars, and their number counts fifteen times as much as in the world."""
    world = liked(plenty(traffic=100.0, weeks=2), plain=-0.5, lavender=-50.0)
    world = with_product(world, PLAIN, first_stock=1_000_000)

    def weighty(data: dict) -> None:
        data["reviews"]["number"]["value"] = 1.2
        for one in data["urge"].values():
            one["value"] = 0.0

    with laboratory(), changed_tables(aftersales=weighty):
        days = [play(on_taobao(reviews=Reviews(bought=number)), world, 728).tables for number in (0, 200)]
    shares = [on_the_last_day(tables) for tables in days]
    return moved(*shares, 1.2 * math.log((30 + 400) / 30), alpha)


def on_the_last_day(tables: dict[str, Table]) -> tuple[int, int]:
    """Orders of the plain scarf on the season's last day, and people who considered buying."""
    orders, people = tables["orders"], tables["days"]["considering"]
    last = (orders["day"] == len(people) - 1) & (orders["product"] == 0)
    return int(last.sum()), int(people[-1])


def rating_shown(_alpha: float) -> Measured:
    """The mean of all reviews so far and thirty of 4.6 stars."""
    world = load("first-shop")
    tables = play(on_taobao(), world, 706).tables
    seen = tables["reviews"]["day"] < world.days
    total, count = tables["reviews"]["description"][seen].sum(), tables["reviews"]["count"][seen].sum()
    return exact((4.6 * 30 + total) / (30 + count), tables["days"]["rating"][-1], tolerance=1e-6)


def early_buyers(seed: int, again: float, plan: Plan = TAOBAO) -> tuple[Table, np.ndarray, np.ndarray]:
    """Orders of a long season, places of good first orders of early days, and of the next orders of these people (-1
    where there is none)."""
    with laboratory(shoppers={"returns_again": again}):
        orders = play(plan, everybody_buys(plenty(weeks=26)), seed).tables["orders"]
    good = (orders["flawed"] == 0) & (orders["returned"] < 0)
    first = np.flatnonzero((orders["times"] == 0) & good & (orders["delivered"] < EARLY))
    second = np.flatnonzero(orders["times"] == 1)
    second = second[np.argsort(orders["person"][second])]
    people = orders["person"][second]
    found = np.minimum(np.searchsorted(people, orders["person"][first]), len(people) - 1)
    return orders, first, np.where(people[found] == orders["person"][first], second[found], -1)


def gap_to_the_next_visit(alpha: float) -> Measured:
    """Ten days and a geometric number with mean 20, cut off at 118."""
    orders, first, then = early_buyers(707, 1.0)
    came = then >= 0
    gaps = orders["day"][then[came]] - orders["delivered"][first[came]]
    longer = (20 / 21) ** np.arange(1, 119)
    mean = longer.sum()
    variance = ((2 * np.arange(118) + 1) * longer).sum() - mean**2
    return normal(10 + mean, gaps.mean(), math.sqrt(variance / len(gaps)), alpha)


def buyers_who_come_back(alpha: float) -> Measured:
    _, first, then = early_buyers(708, 0.8)
    return chance(0.8, int((then >= 0).sum()), len(first), alpha)


def lenient(seed: int, share: float, **decided: int | str) -> Result:
    """A season of sound plain scarves that everybody buys, of which `share` goes back under the usual conditions, with
    the plan's own."""
    with laboratory(supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty()), PLAIN, returns=share)
        return play(on_taobao(returns=Returns(**decided)), world, seed)


def day_of_the_return(alpha: float) -> Measured:
    """Each of the thirty days granted is as likely as another."""
    orders = lenient(709, 0.5, days=30).tables["orders"]
    back = orders["requested"] >= 0
    after = (orders["requested"] - orders["delivered"])[back]
    return normal(15.5, after.mean(), math.sqrt((30**2 - 1) / 12 / len(after)), alpha)


def returned_under_conditions(alpha: float) -> Measured:
    orders = lenient(710, 0.5, days=30, freight="seller", refund="in-advance").tables["orders"]
    return chance(0.5 * 0.95 * 1.15 * 1.05, int((orders["returned"] >= 0).sum()), len(orders["returned"]), alpha)


def confidence_of_conditions(alpha: float) -> Measured:
    """The same people, under the law's conditions and under the most lenient, for goods of which nine tenths come back:
    nine times as much confidence as usual."""
    one = liked(plenty(traffic=4.0, weeks=8), plain=1.5)
    world = evolve(one, products={PLAIN: evolve(one.products[PLAIN], returns=0.9)})
    plans = on_taobao(), on_taobao(returns=Returns(30, "seller", "in-advance"))
    with laboratory():
        return moved(*(bought(play(plan, world, 711)) for plan in plans), 9 * (0.02 + 0.06 + 0.04), alpha)


def returners_who_come_back(alpha: float) -> Measured:
    """Of those who sent something back in the first weeks, under the most lenient conditions."""
    conditions = Returns(30, "seller", "in-advance")
    with laboratory(shoppers={"returns_again": 1.0}, supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty(weeks=26)), PLAIN, returns=0.5)
        orders = play(on_taobao(returns=conditions), world, 712).tables["orders"]
    first = (orders["times"] == 0) & (orders["returned"] >= 0) & (orders["delivered"] < EARLY)
    came = np.isin(orders["person"][first], orders["person"][orders["times"] == 1])
    return chance(0.25 + 0.05 + 0.2 + 0.2, int(came.sum()), len(came), alpha)


def freight_of_returns(_alpha: float) -> Measured:
    """Ten yuan for each parcel that came back without a flaw, and nothing for the others."""
    with laboratory(supply={"defects": 0.3}):
        result = play(on_taobao(returns=Returns(freight="seller")), everybody_buys(plenty(weeks=4)), 713)
    orders = result.tables["orders"]
    sound = (orders["returned"] >= 0) & (orders["flawed"] == 0)
    return exact(10.0 * sound.sum(), result.ledger.balance["return_freight"] / 100)


def resold_under_conditions(alpha: float) -> Measured:
    orders = lenient(714, 0.8, days=30, refund="in-advance").tables["orders"]
    back = orders["returned"] >= 0
    return chance(0.85 * 0.92 * 0.96, int(orders["resold"][back].sum()), int(back.sum()), alpha)


def refunds_in_advance(_alpha: float) -> Measured:
    """Days from the request to the refund, weighted with the money, from the ledger."""
    result = lenient(715, 0.5, refund="in-advance")
    orders = result.tables["orders"]
    back = orders["returned"] >= 0
    paid, asked = orders["paid"][back], orders["requested"][back]
    refunded = sum(day * fen for day, debit, _, fen in result.ledger.entries if debit == "refunds")
    return exact(1.0, (refunded - int((paid * asked).sum())) / int(paid.sum()), tolerance=1e-12)


def complaints(seed: int, offer: str, limit: float = 0.0, traffic: float = 1.0, again: float = 0.0) -> Result:
    """A season of plain scarves that everybody buys and nine tenths of which have a flaw, under a plan's remedies."""
    plan = on_taobao(resolution=Resolution(offer, limit))
    with laboratory(shoppers={"returns_again": again}, supply={"defects": 0.9}):
        return play(plan, everybody_buys(plenty(traffic=traffic, weeks=26)), seed)


def buyers_who_complain(alpha: float) -> Measured:
    orders = complaints(716, "return").tables["orders"]
    flawed = orders["flawed"] > 0
    return chance(0.6, int(orders["complained"][flawed].sum()), int(flawed.sum()), alpha)


def paid_on_the_spot(alpha: float) -> Measured:
    """Mean payment for a complaint: of exponential claims with mean 15, those up to the limit of 60."""
    orders = complaints(717, "return", limit=60.0, traffic=2.0).tables["orders"]
    paid = orders["compensation"][orders["complained"] > 0] / 100
    most = 60 / 15
    mean = 15 * (1 - (1 + most) * math.exp(-most))
    square = 15**2 * (2 - (2 + 2 * most + most**2) * math.exp(-most))
    return normal(mean, paid.mean(), math.sqrt((square - mean**2) / len(paid)), alpha)


def solved_by_the_remedy(alpha: float) -> Measured:
    orders = complaints(718, "exchange").tables["orders"]
    return chance(0.85, int((orders["solved"] == BY_OFFER).sum()), int(orders["complained"].sum()), alpha)


def cost_of_exchanges(_alpha: float) -> Measured:
    """Seventeen yuan for each complaint, and a piece from the supplier for each that it solved."""
    result = complaints(719, "exchange")
    orders, piece = result.tables["orders"], Terms.of(result.plan, result.scenario, PLAIN).unit_cost / 100
    helped = (orders["solved"] == BY_OFFER).sum()
    return exact(17.0 * orders["complained"].sum() + piece * helped, result.ledger.balance["remedies"] / 100)


def recovered_buyers(alpha: float) -> Measured:
    """Half of those who had no problem would come back, and a tenth more of those whose problem was solved."""
    orders = complaints(720, "exchange", again=0.5).tables["orders"]
    first = (orders["times"] == 0) & (orders["solved"] > 0) & (orders["delivered"] < EARLY)
    came = np.isin(orders["person"][first], orders["person"][orders["times"] == 1])
    return chance(0.5 * 1.1, int(came.sum()), len(came), alpha)


def stars_after_a_remedy(alpha: float) -> Measured:
    """A flaw that was made good costs two fifths of its 1.8 stars."""
    orders = complaints(721, "exchange", limit=100.0, traffic=1.5).tables["orders"]
    stars, share = orders["stars"][orders["solved"] > 0], (4.5 - 0.4 * 1.8 - 1) / 4
    return normal(1 + 4 * share, stars.mean(), math.sqrt(4 * share * (1 - share) / len(stars)), alpha)


def first_buyers(alpha: float, theory: float, seed: int, again: float, **decided: int | str) -> Measured:
    """Band of the share of early buyers who buy again, under the plan's way with its customers."""
    with laboratory(shoppers={"returns_again": again}, supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty(weeks=26, traffic=2.0)), PLAIN, returns=0.0, first_stock=500_000)
        orders = play(on_taobao(relations=Relations(**decided)), world, seed).tables["orders"]
    first = (orders["times"] == 0) & (orders["delivered"] < EARLY)
    came = np.isin(orders["person"][first], orders["person"][orders["times"] == 1])
    return chance(theory, int(came.sum()), len(came), alpha)


def cared_for(alpha: float) -> Measured:
    """Three messages of care: two thirds more than one and a half."""
    return first_buyers(alpha, 0.6 * (1 + 0.3 * (1 - math.exp(-2))), 731, 0.6, care=3)


def tired_of_messages(alpha: float) -> Measured:
    """Nine messages of care: six more than people bear."""
    return first_buyers(alpha, 0.8 * (1 + 0.3 * (1 - math.exp(-6))) * 0.88**6, 732, 0.8, care=9)


def won_back(alpha: float) -> Measured:
    """Of buyers who would never come back, those whom a message after sixty days brings; ten times as many as in the
    world, so that five per cent more of them can be seen."""

    def willing(data: dict) -> None:
        data["relations"]["back"]["value"] = 0.6

    with changed_tables(aftersales=willing):
        return first_buyers(alpha, 0.6 * 60 / 45 * math.exp(1 - 60 / 45), 733, 0.0, winback="two-months")


def surveyed(seed: int, survey: float) -> Table:
    """Orders of a season of sound plain scarves that everybody buys, and whose buyers are asked."""
    with laboratory(supply={"defects": 0.0}):
        plan = on_taobao(relations=Relations(survey=survey))
        return play(plan, everybody_buys(plenty(traffic=3.0)), seed).tables["orders"]


def replies_to_a_survey(alpha: float) -> Measured:
    orders = surveyed(734, 50.0)
    return chance(0.5 * 0.2, int((orders["answer"] > 0).sum()), len(orders["answer"]), alpha)


def answers_of_a_survey(alpha: float) -> Measured:
    """Mean answer, summed over all stars for goods, service and delivery and the error of a star either way."""
    orders = surveyed(735, 100.0)
    late = (orders["delivered"] - orders["day"] > 4).mean()
    delivery = (1 - late) * stars_by_chance(4.8) + late * stars_by_chance(3.8)
    stars = np.convolve(np.convolve(stars_by_chance(4.5), stars_by_chance(4.6)), delivery)
    mean, answers = 1 + np.arange(len(stars)) / 3, np.arange(1, 6)
    edges = np.array([-np.inf, 1.5, 2.5, 3.5, 4.5, np.inf])
    below = stats.uniform.cdf(edges[:, None], mean - 1.0, 2.0)
    chances = np.diff(below, axis=0) @ stars
    theory, given = chances @ answers, orders["answer"][orders["answer"] > 0]
    return normal(theory, given.mean(), math.sqrt((chances @ answers**2 - theory**2) / len(given)), alpha)


def cost_of_relations(_alpha: float) -> Measured:
    """Eight fen for each message of care, twenty for each question, six for each message to a buyer who has been away
    for a month, and twelve weeks of software."""
    plan = on_taobao(relations=Relations(care=2, winback="month", survey=100.0))
    with laboratory():
        result = play(plan, everybody_buys(plenty(traffic=0.2, weeks=12)), 736)
    orders = result.tables["orders"]
    sent = int((orders["delivered"] + 30 < result.scenario.days).sum())
    touched = len(orders["delivered"]) * (2 * 0.08 + 0.20)
    return exact(touched + 0.06 * sent + 12 * 60, result.ledger.balance["relations"] / 100, tolerance=1e-6)


def recommended(alpha: float) -> Measured:
    """Four regular products that nobody orders by themselves, at the usual price of 79 yuan and at six fifths of it."""
    one = everybody_buys(plenty(traffic=3.0))
    prices = {"one": 79.0, "two": 79.0, "three": 79.0, "four": 1.2 * 79.0}
    more = {name: evolve(one.products[LAVENDER], list_price=price) for name, price in prices.items()}
    world = evolve(one, products={PLAIN: one.products[PLAIN], **more})
    with laboratory():
        added = play(on_taobao(relations=Relations(recommend="related")), world, 737).tables["orders"]["added"]
    return chance(1.8 * 0.02 * (3 + 0.8), int((added >= 0).sum()), len(added), alpha)


CHECKS = (
    Check(
        "Days to the door", "closed form", "delivery: days", "State Post Bureau 2023, value in the table of platforms",
        "Parcels take the platform's mean number of days.", days_to_the_door,
    ),
    Check(
        "Returned parcels", "closed form", "returns: chance", "Anderson, Hansen and Simester 2009",
        "Parcels go back as often as product and flaws say.", returned_parcels,
    ),
    Check(
        "Day of the return", "closed form", "returns: day", "uniform law, assumed",
        "Goods come back on any of the days granted, each as likely as another.", day_of_the_return,
    ),
    Check(
        "Returned under conditions", "closed form", "returns: conditions", LENIENT,
        "Free freight and a refund in advance bring more parcels back, thirty days fewer.", returned_under_conditions,
    ),
    Check(
        "Confidence of conditions", "closed form", "returns: confidence", LENIENT,
        "Lenient conditions move the log odds of goods that often come back.", confidence_of_conditions,
    ),
    Check(
        "Returners who come back", "closed form", "returns: returners", "value assumed",
        "Whoever sends goods back under lenient conditions comes back more often.", returners_who_come_back,
    ),
    Check(
        "Freight of returns", "closed form", "returns: freight", "freight cover of Chinese platforms",
        "A shop that pays the freight pays it for each parcel that comes back without its fault.", freight_of_returns,
    ),
    Check(
        "Resold under conditions", "closed form", "returns: resale", "value assumed",
        "Goods that may be kept for long, or are paid back unseen, are less often fit for sale.",
        resold_under_conditions,
    ),
    Check(
        "Refunds in advance", "closed form", "returns: refund", "identity of the ledger",
        "A refund in advance is paid the day after the request.", refunds_in_advance,
    ),
    Check(
        "Buyers who complain", "closed form", "resolution: complaints", "binomial law",
        "Six of ten buyers of a flawed piece complain.", buyers_who_complain,
    ),
    Check(
        "Paid on the spot", "closed form", "resolution: claim", "exponential law, assumed",
        "Agents pay the claims within their limit, a partial mean of the exponential law.", paid_on_the_spot,
    ),
    Check(
        "Solved by the remedy", "closed form", "resolution: remedy", "binomial law",
        "An exchange solves 85 problems of a hundred.", solved_by_the_remedy,
    ),
    Check(
        "Cost of exchanges", "closed form", "resolution: cost", "identity of the ledger",
        "Each exchange offered costs work and freight, each that helps a piece as well.", cost_of_exchanges,
    ),
    Check(
        "Recovered buyers", "closed form", "resolution: recovery", "the Syllabus' claim, size assumed",
        "Buyers whose problem was solved come back more often than those who had none.", recovered_buyers,
    ),
    Check(
        "Stars after a remedy", "closed form", "resolution: stars", "value assumed",
        "A problem that was solved costs two fifths of the stars of one that was not.", stars_after_a_remedy,
    ),
    Check(
        "Flawed pieces", "closed form", "suppliers: flaws", "binomial law",
        "As many pieces have a flaw as the supplier's share says.", flawed_pieces,
    ),
    Check(
        "Stars of reviews", "closed form", "reviews: stars", "Hu, Zhang and Pavlou 2009 (unbiased reviewers)",
        "The mean of stars goes to the product's quality.", stars_of_reviews,
    ),
    Check(
        "Drift of reviews", "closed form", "reviews: stars", J_SHAPE,
        "Where the displeased write more, bad goods are shown worse than they are, by as much as computed.",
        drift_of_reviews,
    ),
    Check(
        "Drift when asked", "closed form", "reviews: stars", J_SHAPE,
        "Buyers who are paid to write bring the mean nearer to the truth, by as much as computed.", drift_when_asked,
    ),
    Check(
        "Buyers who write", "closed form", "reviews: writing", "value assumed",
        "Fifteen buyers of a hundred write a review.", buyers_who_write,
    ),
    Check(
        "Angry buyers who write", "closed form", "reviews: urge", J_SHAPE,
        "Buyers who would give one star write three times as often as is usual.", angry_buyers_who_write,
    ),
    Check(
        "Moved by a reward", "closed form", "reviews: asking", "value assumed",
        "A reward moves as many of those who would not write as its law says.", moved_by_a_reward,
    ),
    Check(
        "Reviews taken back", "closed form", "reviews: answers", "value assumed",
        "A quarter of the bad reviews that are answered is taken back.", reviews_taken_back,
    ),
    Check(
        "Cost of reviews", "closed form", "reviews: cost", "identity of the ledger",
        "Rewards, answers, removals and bought reviews cost what the records say.", cost_of_reviews,
    ),
    Check(
        "Worth of many reviews", "closed form", "reviews: number", "You, Vadakkepatt and Joshi 2015; size assumed",
        "The log odds of buying go with the log of the number of reviews.", worth_of_many_reviews,
    ),
    Check(
        "Rating shown", "closed form", "reviews: shown", "Bayesian mean with a prior",
        "The rating shown is the mean of all reviews, drawn to 4.6 while they are few.", rating_shown,
    ),
    Check(
        "Cared for", "closed form", "relations: care", "value assumed",
        "Messages of care bring buyers back more often, each less than the one before.", cared_for,
    ),
    Check(
        "Tired of messages", "closed form", "relations: fatigue", "value assumed",
        "Messages beyond what people bear keep buyers away.", tired_of_messages,
    ),
    Check(
        "Won back", "closed form", "relations: win-back", "value assumed",
        "A message after two months of silence brings back as many as its law says.", won_back,
    ),
    Check(
        "Replies to a survey", "closed form", "relations: replies", "binomial law",
        "One in five of those who are asked replies.", replies_to_a_survey,
    ),
    Check(
        "Answers of a survey", "closed form", "relations: answers", "value assumed",
        "Answers are the mean of three scores, with an error of up to a star.", answers_of_a_survey,
    ),
    Check(
        "Cost of relations", "closed form", "relations: cost", "identity of the ledger",
        "Care, messages and software cost what the records say.", cost_of_relations,
    ),
    Check(
        "Recommended goods", "closed form", "relations: recommendations", "value assumed",
        "Recommendations add goods without a role to orders as often as computed.", recommended,
    ),
    Check(
        "Days to the next visit", "closed form", "loyalty: gap", "geometric law, mean assumed",
        "Buyers who come back do so 30 days after delivery on average.", gap_to_the_next_visit,
    ),
    Check(
        "Buyers who come back", "closed form", "loyalty: coming back", "binomial law",
        "After a good order, buyers come back as often as their segment does.", buyers_who_come_back,
    ),
)  # fmt: skip
