"""Technology: each scales something that the market has by what the table says, and costs what it says."""

import math
from typing import Any

import numpy as np
from attrs import evolve
from scipy import stats

from simulator.laws.desk import AUTOMATIC
from simulator.laws.traffic import DAY
from simulator.plan import Plan, ProductPlan, Relations, Service, Step, Technology, Warehouse
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.checks.choice import bought, counts, moved, shift
from simulator.proof.checks.consultation import askers
from simulator.proof.checks.inventory import demand
from simulator.proof.checks.logistics import careless, orders_of
from simulator.proof.checks.supply import LEADS, lead_variance, level, of_plain
from simulator.proof.worlds import (
    LAVENDER,
    PLAIN,
    changed_tables,
    everybody_buys,
    figures,
    flat,
    laboratory,
    liked,
    on_taobao,
    plenty,
    with_product,
)
from simulator.records import count
from simulator.season import play


def using(*names: str, **more: Any) -> Plan:
    """A plan on Taobao that uses these technologies."""
    return on_taobao(technology=Technology(**dict.fromkeys(names, "used")), **more)


def answers_without_a_person(alpha: float) -> Measured:
    """Four in ten by a rule, and four in ten of the others."""
    plan = using("ai_service", service=Service(auto_reply="basic"))
    with laboratory(shoppers={"asks": 1.0}):
        outcome = play(plan, askers(400, 1.0), 1601).tables["contacts"]["outcome"]
    return chance(0.4 + 0.6 * 0.4, int((outcome == AUTOMATIC).sum()), len(outcome), alpha)


def chosen_for_each_buyer(alpha: float) -> Measured:
    """Four regular products at the usual price, of which each is added 1.8 times as often when it is recommended, and
    1.4 times as often as that when it is chosen for the buyer."""
    one = everybody_buys(plenty(traffic=6.0))
    more = {name: evolve(one.products[LAVENDER], list_price=79.0) for name in ("one", "two", "three", "four")}
    world = evolve(one, products={PLAIN: one.products[PLAIN], **more})
    with laboratory():
        plan = using("ai_recommendation", relations=Relations(recommend="related"))
        added = play(plan, world, 1602).tables["orders"]["added"]
    return chance(1.4 * 1.8 * 0.02 * 4, int((added >= 0).sum()), len(added), alpha)


WEEK = np.array([0.8, 0.8, 0.9, 1.0, 1.1, 1.2, 1.2])  # factors on visits, from Monday on


def with_weekends(data: dict[str, Any]) -> None:
    """A calendar whose weeks alone have a rhythm."""
    flat(data)
    data["weekdays"] = WEEK.tolist()


def points_that_know_the_calendar(_alpha: float) -> Measured:
    """Mean over purchases within a day of the pieces on hand and on order at which they were made. Sales of each day
    are taken for those of an ordinary one, by nine tenths of its log factor; the days to come are seen as far, over
    the week in which a purchase may be due and the two days that it takes."""
    supply = dict(zip(("shortest_lead", "mean_lead", "reliability"), LEADS, strict=True))
    plan = using("ai_forecast", products={PLAIN: ProductPlan(policy="forecast", cover_days=7, service_level=99.9)})
    with laboratory(supply={"minimum_order": 1} | supply, year=with_weekends):
        tables = play(plan, demand(0.3, 26, 1800), 1603).tables
    seen, moment = np.tile(WEEK**0.9, 30), tables["purchases"]["moment"]
    its = np.flatnonzero(moment % DAY > 0)
    usual, ahead = of_plain(tables, "sold") / seen[: 26 * 7], float(seen[:9].mean())
    points = [point_of(usual[: 7 * week], ahead) for week in (moment[its] // (7 * DAY)).tolist()]
    pieces, sold = tables["purchases"]["pieces"], np.searchsorted(tables["orders"]["moment"], moment[its], side="right")
    position = 1800 + (np.cumsum(pieces) - pieces)[its] - sold
    return exact(np.mean(points), position.mean(), tolerance=1e-9)


def point_of(usual: np.ndarray, ahead: float) -> int:
    """Mean sales of a lead time and the safety stock, of days `ahead` times as busy as ordinary ones."""
    lead, mean = LEADS[1] / 24, level(usual) * ahead
    spread = math.sqrt(lead * usual[-28:].var() * ahead**2 + mean**2 * lead_variance(*LEADS) / 24**2)
    return math.ceil(mean * lead + stats.norm.ppf(0.999) * spread)


def returns_after_fitting(alpha: float) -> Measured:
    """Fitting leaves 88 of a hundred parcels that would come back."""
    with laboratory(supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty(traffic=0.5)), PLAIN, returns=0.9)
        back = play(using("fitting"), world, 1604).tables["orders"]["returned"] >= 0
    return chance(0.9 * 0.88, int(back.sum()), len(back), alpha)


def worth_of(name: str, seed: int, alpha: float, theory: float, world: dict[str, Any], **changes: float) -> Measured:
    """Log odds of buying the plain scarf that a technology adds, with figures of its table changed."""
    one = with_product(liked(plenty(traffic=8.0, weeks=8), plain=1.0, lavender=-50.0), PLAIN, **world)
    with laboratory(), changed_tables(technology=figures({f"{name}.{key}": value for key, value in changes.items()})):
        return moved(*(bought(play(plan, one, seed)) for plan in (on_taobao(), using(name))), theory, alpha)


def worth_of_fitting(alpha: float) -> Measured:
    return worth_of("fitting", 1605, alpha, 2.0, {}, wish=2.0)


def worth_of_an_origin(alpha: float) -> Measured:
    """Of goods whose origin counts by half."""
    return worth_of("traceability", 1606, alpha, 1.5, {"origin": 0.5}, trust=3.0)


def worth_of_sustainability(alpha: float) -> Measured:
    """To practical shoppers, the only ones there."""
    return worth_of("sustainability", 1607, alpha, 2.0, {}, practical=2.0)


def cost_of_materials(_alpha: float) -> Measured:
    """Yuan of a piece that was bought: thirty, and four per cent."""
    rule = ProductPlan(reorder_point=(Step(1, 1500),), order_up_to=(Step(1, 2500),))
    with laboratory():
        plan = using("sustainability", products={PLAIN: rule})
        purchases = play(plan, demand(0.3, 13, 2500), 1608).tables["purchases"]
    return exact(30 * 1.04, purchases["cost"].sum() / purchases["pieces"].sum() / 100, tolerance=1e-6)


def speed_of_connected_shelves(_alpha: float) -> Measured:
    """Parcels a day of one picker with more orders than anybody could pick: 30 x 1.25 an hour, for 7.75 hours."""
    with laboratory():
        left = orders_of(using("iot", warehouse=Warehouse(pickers=(Step(1, 1.0),), waves=1)), 1609, traffic=1.0)["left"]
    return exact(int(30 * 1.25 * 7.75), count(left, length=92)[1:91].mean())


def errors_of_connected_shelves(alpha: float) -> Measured:
    """Of forty wrong parcels in a hundred, sixteen are left."""
    with laboratory(), changed_tables(warehouse=careless):
        plan = using("iot", warehouse=Warehouse(pickers=(Step(1, 50.0),)))
        orders = orders_of(plan, 1610, traffic=2.0)
    own = orders["wrong"][orders["left"] < 91]
    return chance(0.4 * 0.4, int(own.sum()), len(own), alpha)


def parcels_by_rider(alpha: float) -> Measured:
    """From what all parcels cost: eight yuan each in the city, where 15 of 100 buyers live; 3.6 elsewhere."""
    with laboratory():
        result = play(using("instant_delivery"), everybody_buys(plenty(traffic=4.0)), 1611)
    parcels = len(result.tables["orders"]["day"])
    city = (result.ledger.balance["freight"] - 360 * parcels) / (800 - 360)
    return chance(0.15, round(city), parcels, alpha)


def days_with_riders(alpha: float) -> Measured:
    """A day in the city; elsewhere a day and a Poisson number with mean five, where parcels take six days."""
    with laboratory(market={"delivery_days": 6.0}):
        orders = orders_of(using("instant_delivery"), 1612, traffic=5.0)
    took, city = orders["delivered"] - orders["left"], 0.15
    variance = (1 - city) * 5.0 + city * (1 - city) * 5.0**2
    return normal(1 + (1 - city) * 5.0, took.mean(), math.sqrt(variance / len(took)), alpha)


def worth_of_riders(alpha: float) -> Measured:
    """Shoppers see fifteen hundredths of the way from 2.9 days to a fifth of one."""
    weight, world = 2.0, liked(plenty(traffic=12.0, weeks=6), plain=6.0)
    with laboratory(shoppers={"delivery": weight}):
        usual, riders = (counts(play(plan, world, 1613)) for plan in (on_taobao(), using("instant_delivery")))
    return shift(usual, riders, weight * 0.15 * (2.9 - 0.2), alpha)


def cost_of_technology(_alpha: float) -> Measured:
    """Fitting and sustainability for thirteen weeks: 4,000 and 150 a week, 3,000 and 50 a week."""
    result = play(using("fitting", "sustainability"), plenty(), 1614)
    return exact(4000 + 3000 + 13 * (150 + 50), result.ledger.balance["technology"] / 100, tolerance=1e-6)


SIZES = "sign from the sources of the table; size assumed"
CHECKS = (
    Check(
        "Answers without a person", "closed form", "desk: automated", SIZES,
        "Rules answer their share of the questions, and an AI service its share of the rest.", answers_without_a_person,
    ),
    Check(
        "Goods chosen for each buyer", "closed form", "technology: recommendation", SIZES,
        "What is chosen for the buyer is added so many times as often.", chosen_for_each_buyer,
    ),
    Check(
        "Reorder point that knows the calendar", "closed form", "forecasting: rhythm",
        "classical multiplicative adjustment, Hyndman and Athanasopoulos, chapter 3",
        "Past sales and days to come are weighed by the calendar's factors (pieces, mean of purchases).",
        points_that_know_the_calendar,
    ),
    Check(
        "Returns after fitting", "closed form", "technology: returns", SIZES,
        "Goods that were tried on come back less often.", returns_after_fitting,
    ),
    Check(
        "Worth of fitting", "closed form", "technology: wish", SIZES,
        "Trying on moves the log odds of buying by its worth.", worth_of_fitting,
    ),
    Check(
        "Worth of an origin", "closed form", "technology: trust", SIZES,
        "Traceability moves the log odds as far as the goods' origin counts.", worth_of_an_origin,
    ),
    Check(
        "Worth of sustainability", "closed form", "technology: values", SIZES,
        "Sustainable goods move each segment's log odds by its own worth.", worth_of_sustainability,
    ),
    Check(
        "Cost of sustainable materials", "closed form", "technology: materials", SIZES,
        "Every piece bought costs so many times as much (yuan).", cost_of_materials,
    ),
    Check(
        "Speed of connected shelves", "closed form", "technology: picking", SIZES,
        "Pickers on connected shelves pick so many times as many parcels a day.", speed_of_connected_shelves,
    ),
    Check(
        "Errors on connected shelves", "closed form", "technology: errors", SIZES,
        "Connected shelves leave this part of the wrong parcels.", errors_of_connected_shelves,
    ),
    Check(
        "Parcels by rider", "closed form", "technology: city", "binomial law, share assumed",
        "As many buyers live in the city as the table says, and their parcels cost a rider.", parcels_by_rider,
    ),
    Check(
        "Days with riders", "closed form", "technology: city", "mixture of a day and a shifted Poisson number",
        "Parcels take a day in the city and the platform's time elsewhere.", days_with_riders,
    ),
    Check(
        "Worth of riders", "closed form", "technology: city", "McFadden 1974; Train 2009, chapter 3",
        "Shoppers weigh the mean days that they are told, riders among them.", worth_of_riders,
    ),
    Check(
        "Cost of technology", "closed form", "technology: cost", "definition",
        "Each technology is paid for once and by the week (yuan).", cost_of_technology,
    ),
)  # fmt: skip
