"""Shops: the platforms' rules, how shops stand with shoppers, prices abroad, sums of promotions, and rivals."""

from typing import Any

import numpy as np
from attrs import evolve

from simulator.plan import (
    PLATFORMS,
    Discount,
    FlashSale,
    NewCustomerCoupon,
    Plan,
    Reviews,
    Risk,
    Shop,
    SpendAndSave,
)
from simulator.proof.check import Check, Measured, chance, exact
from simulator.proof.checks.choice import LOGIT, bought, moved
from simulator.proof.worlds import PLAIN, changed_tables, everybody_buys, laboratory, liked, on_taobao, plenty
from simulator.records import Table
from simulator.scenario import Rival, RuleChange, Scenario, load
from simulator.season import play

WEEKS = 26
EVERY_WEEK = tuple(range(1, 14))  # of a usual season
UNTRAINED, CHECKED, CHANGED = 0.96, 0.33, 3  # chance of a violation; factors of checks and of rules that change
DELISTING, CLOSURE = 0, 2


def judged(seeds: range) -> tuple[np.ndarray, int]:
    """Kinds of all penalties of shops on every platform, in seasons whose rules change every four weeks; and the weeks
    after which an open shop was judged."""
    changes = tuple(RuleChange(week, "", "") for week in range(1, WEEKS, 4))
    world = evolve(plenty(traffic=0.001, weeks=WEEKS, strictness=1.0), rule_changes=changes)
    first, *others = (Shop(one) for one in PLATFORMS)
    plan = Plan(shop=first, shops=tuple(others), risk=Risk(compliance="checks"))
    with laboratory(market={"violations": UNTRAINED}):
        seasons = [play(plan, world, seed).tables["penalties"] for seed in seeds]
    return np.concatenate([one["kind"] for one in seasons]), judged_weeks(seasons)


def violations(alpha: float) -> Measured:
    kinds, weeks = judged(range(1201, 1204))
    return chance(UNTRAINED * CHECKED * CHANGED, len(kinds), weeks, alpha)


def tricks_found_out(alpha: float) -> Measured:
    """Forty-five reviews bought in a week, each found out with chance 0.05; no other rule is broken."""
    world = plenty(traffic=0.001, weeks=WEEKS, strictness=1.0)
    first, *others = (Shop(one) for one in PLATFORMS)
    plan = Plan(shop=first, shops=tuple(others), reviews=Reviews(bought=45))

    def watched(data: dict[str, Any]) -> None:
        data["bought"]["found"]["value"] = 0.05

    with laboratory(market={"violations": 0.0}), changed_tables(aftersales=watched):
        seasons = [play(plan, world, seed).tables["penalties"] for seed in range(1231, 1241)]
    return chance(1 - 0.95**45, sum(len(one["kind"]) for one in seasons), judged_weeks(seasons), alpha)


def judged_weeks(seasons: list[Table]) -> int:
    """The weeks after which an open shop was judged, by the seasons' penalties."""
    closed = [one["day"][one["kind"] == CLOSURE] // 7 for one in seasons]
    return sum(int(one.sum()) + (len(PLATFORMS) - len(one)) * (WEEKS - 1) for one in closed)


def penalties(alpha: float) -> Measured:
    kinds, _ = judged(range(1211, 1220))
    return chance(0.85, int((kinds == DELISTING).sum()), len(kinds), alpha)


def at_two_shops(one: Shop, other: Shop, appeal: float, theory: float, seed: int, alpha: float) -> Measured:
    """Log odds of the other shop against those of the first, to the same people."""
    world = liked(plenty(traffic=1.5, weeks=8), plain=appeal, lavender=-50.0)
    return moved(*(bought(play(on_taobao(shop=shop), world, seed)) for shop in (one, other)), theory, alpha)


def trusted(data: dict[str, Any]) -> None:
    """Shops that individuals may open twice, the second kind being trusted by 2 more."""
    types = data["taobao"]["shop_types"]
    types["flagship"] = types["individual"] | {"trust": types["individual"]["trust"] | {"value": 2.0}}


def worth_of_the_type(alpha: float) -> Measured:
    with laboratory(), changed_tables(platforms=trusted):
        return at_two_shops(Shop("taobao"), Shop("taobao", type="flagship"), 1.0, 2.0, 1221, alpha)


def worth_of_the_language(alpha: float) -> Measured:
    """Half of what a foreign language takes is won back by a translation."""
    with laboratory(market={"language_gap": 4.0}):
        translated = Shop("taobao", localisation="translated")
        return at_two_shops(Shop("taobao"), translated, 5.0, 2.0, 1222, alpha)


def taste_of_a_stance(data: dict[str, Any]) -> None:
    """A stance that practical families like by 2 more."""
    data["premium"]["appeal"]["practical"] = 2.0


def worth_of_the_stance(alpha: float) -> Measured:
    with laboratory(), changed_tables(positionings=taste_of_a_stance):
        return at_two_shops(Shop("taobao"), Shop("taobao", positioning="premium"), 1.0, 2.0, 1223, alpha)


def toll_of_a_border(alpha: float) -> Measured:
    """The same people with a tariff of four fifths and without."""
    tariff, world = 0.8, liked(plenty(traffic=2.0, weeks=8), plain=3.0, lavender=-50.0)
    found = []
    for one in (tariff, 0.0):
        with laboratory(market={"tariff": one}):
            found.append(bought(play(on_taobao(69.0), world, 1224)))
    return moved(*found, 2.4 * 69.0 * tariff / world.reference_price, alpha)


def haggled_price(_alpha: float) -> Measured:
    with laboratory(market={"haggling": 0.08}):
        orders = play(on_taobao(), plenty(), 1225).tables["orders"]
    return exact(0.92, orders["paid"].sum() / orders["shelf"].sum(), tolerance=0.5 / 6900)


def price_abroad(_alpha: float) -> Measured:
    """Amazon asks half as much again as a price at home, in whole cents of 7.2 fen."""
    orders = play(evolve(on_taobao(70.0), shop=Shop("amazon")), everybody_buys(plenty()), 1226).tables["orders"]
    cents = round(100 * 70.0 * 1.5 / 7.2)
    return exact(round(cents * 7.2) / 100, orders["shelf"].sum() / orders["pieces"].sum() / 100, tolerance=1e-9)


def parts_of_the_discounts(_alpha: float) -> Measured:
    """A discount on the plain scarf, spend-and-save, and a coupon for new buyers, piece by piece and order by order."""
    plan = on_taobao(promotions=(
        Discount(weeks=EVERY_WEEK, percent=10, products=(PLAIN,)),
        SpendAndSave(weeks=EVERY_WEEK, spend=120, save=15),
        NewCustomerCoupon(weeks=EVERY_WEEK, save=5),
    ))  # fmt: skip
    with laboratory(shoppers={"quantity": [0.5, 0.3, 0.2], "top_up": 0.5, "returns_again": 0.8}):
        result = play(plan, plenty(), 1227)
    orders = result.tables["orders"]
    cut = np.where(orders["product"] == 0, 6.9, 0.0) * orders["pieces"]
    saved = np.where(orders["shelf"] / 100 - cut >= 120, 15.0, 0.0)
    coupons = np.where(orders["times"] == 0, 5.0, 0.0)
    return exact((cut + saved + coupons).sum(), result.ledger.balance["discounts"] / 100, tolerance=1e-6)


def shoppers_who_top_up(alpha: float) -> Measured:
    """One piece each, and a second to reach a threshold."""
    plan = on_taobao(promotions=(SpendAndSave(weeks=EVERY_WEEK, spend=135, save=15),))
    with laboratory(shoppers={"top_up": 0.8}):
        pieces = play(plan, everybody_buys(plenty(traffic=0.2)), 1228).tables["orders"]["pieces"]
    return chance(0.8, int((pieces == 2).sum()), len(pieces), alpha)


def flash_quantity(_alpha: float) -> Measured:
    """Pieces a flash day at half the price."""
    plan = on_taobao(promotions=(FlashSale(weeks=EVERY_WEEK, percent=50, quantity=30, day=5),))
    with laboratory():
        orders = play(plan, everybody_buys(plenty(traffic=0.3)), 1229).tables["orders"]
    return exact(30, orders["pieces"][2 * orders["paid"] == orders["shelf"]].sum() / 13, tolerance=1e-9)


def among(*rivals: Rival, **changes: float) -> Scenario:
    """A world with these rivals."""
    return evolve(plenty(**changes), rivals=rivals)


def last_price(rival: Rival, *others: Rival) -> float:
    """Price of a rival in the last evening of a short season, yuan."""
    rivals = play(on_taobao(), among(rival, *others, traffic=0.1, weeks=2), 1230).tables["rivals"]
    return rivals["price"][rivals["rival"] == 0][-1] / 100


CHEAP, MIDDLE, DEAR = load("first-shop").rivals


def rival_by_cost(_alpha: float) -> Measured:
    return exact(34 * 1.75, last_price(evolve(MIDDLE, rule="cost-plus", share=0.75)), tolerance=1e-9)


def rival_who_undercuts(_alpha: float) -> Measured:
    """A yuan under the cheapest of shop and rivals, 60 yuan."""
    still = (evolve(CHEAP, rule="hold", price=60.0), evolve(DEAR, rule="hold"))
    return exact(59, last_price(evolve(MIDDLE, rule="undercut"), *still), tolerance=1e-9)


def rival_at_a_premium(_alpha: float) -> Measured:
    """A fifth over the mean of the shop's cheapest scarf and the others."""
    still = (evolve(CHEAP, rule="hold"), evolve(DEAR, rule="hold"))
    found = last_price(evolve(MIDDLE, rule="premium", share=0.2), *still)
    return exact(round(1.2 * (69 + 45 + 169) / 3, 2), found, tolerance=1e-9)


def books_of_rivals(_alpha: float) -> Measured:
    """Profit of all rivals in an ordinary season, from the goods that they sold and what they took for these."""
    result = play(on_taobao(), load("first-shop"), 1231)
    rivals = result.tables["rivals"]
    cost = np.array([one.cost for one in result.scenario.rivals])[rivals["rival"]]
    earned = (rivals["orders"] * (rivals["price"] / 100 - cost)).sum()
    return exact(earned, rivals["profit"].sum() / 100, tolerance=1e-4)


def rival_without_goods(_alpha: float) -> Measured:
    """Days without an order, each time that goods run out and three thousand more are a week on their way."""
    one = evolve(CHEAP, rule="hold", stock=3000, reorder_point=0, order_up_to=3000, lead_days=7)
    rivals = play(on_taobao(), among(one), 1232).tables["rivals"]
    came = np.flatnonzero(np.diff(rivals["stock"]) + rivals["orders"][1:])
    return exact(7, (rivals["orders"][: came[-1] + 1] == 0).sum() / len(came))


RULES = "Syllabus, part 1.1.11; chances assumed"
BORDER = "Syllabus, part 1.1.8; sizes assumed"
LISTED = "definition"
RULE = "rule of the scenario"

CHECKS = (
    Check(
        "Rules that are broken", "closed form", "compliance: violations", RULES,
        "Weeks end in a violation as often as platform, effort and rules that change say.", violations,
    ),
    Check(
        "Tricks found out", "closed form", "compliance: tricks", RULES,
        "Platforms find bought reviews out as often as their number says.", tricks_found_out,
    ),
    Check(
        "Penalties", "closed form", "compliance: penalties", RULES,
        "Of a hundred violations, 85 take a product off the shelf for a week.", penalties,
    ),
    Check(
        "Worth of a shop's type", "closed form", "shops: type", LOGIT,
        "A shop type that is trusted more moves the log odds of buying by its trust.", worth_of_the_type,
    ),
    Check(
        "Worth of a translation", "closed form", "shops: language", LOGIT,
        "Abroad, a translation gives back half of the log odds that a foreign language takes.", worth_of_the_language,
    ),
    Check(
        "Worth of a stance", "closed form", "shops: stance", LOGIT,
        "What a shop stands for moves the log odds of those who like it.", worth_of_the_stance,
    ),
    Check(
        "Toll of a border", "closed form", "shops: tariff", LOGIT,
        "A tariff moves the log odds of buying as a price that is higher by it would.", toll_of_a_border,
    ),
    Check(
        "Price after haggling", "closed form", "shops: haggling", LISTED,
        "Where buyers haggle, they pay the shelf price less the share that is talked off.", haggled_price,
    ),
    Check(
        "Price abroad", "closed form", "shops: exchange", BORDER,
        "Abroad the price is that at home, at the country's level, in whole cents (yuan).", price_abroad,
    ),
    Check(
        "Parts of the discounts", "closed form", "promotion: saving", "double entry, Pacioli 1494",
        "The ledger's discounts are the cuts, savings and coupons of all orders together (yuan).",
        parts_of_the_discounts,
    ),
    Check(
        "Shoppers who top up", "closed form", "segments: topping up", "binomial law",
        "To reach a threshold, the segment's share of shoppers takes one piece more.", shoppers_who_top_up,
    ),
    Check(
        "Flash quantity", "closed form", "promotion: flash", LISTED,
        "On each flash day the flash price sells its quantity and no piece more.", flash_quantity,
    ),
    Check(
        "Rival by cost", "closed form", "pricing: cost-plus", RULE,
        "A rival by cost asks its share over what the goods cost it (yuan).", rival_by_cost,
    ),
    Check(
        "Rival who undercuts", "closed form", "pricing: undercut", RULE,
        "A rival who undercuts asks a yuan less than the cheapest of all others (yuan).", rival_who_undercuts,
    ),
    Check(
        "Rival at a premium", "closed form", "pricing: premium", RULE,
        "A rival at a premium asks its share over the mean of all others (yuan).", rival_at_a_premium,
    ),
    Check(
        "Books of the rivals", "closed form", "rivals: profit", "double entry, Pacioli 1494",
        "Rivals earn what they take for their orders, less what the goods cost them (yuan).", books_of_rivals,
    ),
    Check(
        "A rival without goods", "closed form", "rivals: stock", RULE,
        "A rival that opens without goods sells nothing until they come, a week after it bought (days).",
        rival_without_goods,
    ),
)  # fmt: skip
