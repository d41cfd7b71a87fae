"""Wrong worlds: each law five per cent off in turn, so that the checks which cover it can be seen to fail."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import Any

import numpy as np
from attrs import evolve

from simulator import outlays, scenario
from simulator.laws import (
    advertising,
    auction,
    brand,
    carry_over,
    choice,
    community,
    competition,
    compliance,
    content,
    content_stock,
    delivery,
    desk,
    exchange,
    fees,
    forecasting,
    group_buying,
    inspection,
    instruments,
    inventory,
    kol,
    livestream,
    loyalty,
    membership,
    messages,
    owned,
    picking,
    pricing,
    promotion,
    ranking,
    referral,
    relations,
    replenishment,
    research,
    resolution,
    returns,
    reviews,
    rivals,
    roles,
    security,
    shocks,
    social,
    staff,
    targeting,
    testing,
    traffic,
)
from simulator.plan import Plan
from simulator.records import Table
from simulator.season import auctions, baskets, carriers, catalogue, market, offers
from simulator.season.blocks import Blocks
from simulator.season.brand import Brand
from simulator.season.money import Money
from simulator.season.offers import Offers
from simulator.season.rivals import Rivals
from simulator.season.versions import Versions

OFF = 1.05
Wrong = Callable[[], AbstractContextManager[None]]


@contextmanager
def replaced(places: list[tuple[Any, str]], value: Any) -> Iterator[None]:
    """Attributes (owner, name) set to `value` while the block runs."""
    before = [(owner, name, getattr(owner, name)) for owner, name in places]
    try:
        for owner, name in places:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, original in before:
            setattr(owner, name, original)


def function(original: Callable, wrong: Callable[..., Any]) -> Wrong:
    """The law `original` replaced, wherever laws and season use it, by `wrong(original, *arguments)`."""

    def instead(*arguments: Any, **named: Any) -> Any:
        return wrong(original, *arguments, **named)

    return lambda: replaced(users_of(original), instead)


def users_of(thing: object) -> list[tuple[ModuleType, str]]:
    """Modules of laws and season that hold a thing, with its name there. Raises `LookupError` where none does."""
    rooms = [module for name, module in list(sys.modules.items()) if name.startswith(("simulator.laws", SEASON))]
    users = [(module, name) for module in rooms for name, value in vars(module).items() if value is thing]
    if not users:
        raise LookupError(f"no law and no part of the season uses {thing}")
    return users


SEASON = "simulator.season"


def number(owner: Any, name: str) -> Wrong:
    """A constant of a module five per cent off."""
    return lambda: replaced([(owner, name)], getattr(owner, name) * OFF)


def figure(table: Callable[[], dict[str, Any]], field: str) -> Wrong:
    """A figure of every row of a table of the world, five per cent off, as the season sees it."""

    def wrong(original: Callable) -> dict[str, Any]:
        return {key: evolve(row, **{field: off(getattr(row, field))}) for key, row in original().items()}

    return function(table, wrong)


def off(value: Any) -> Any:
    """A number, or a figure's value, five per cent off."""
    return evolve(value, value=value.value * OFF) if isinstance(value, scenario.Figure) else value * OFF


def taste(name: str) -> Wrong:
    """A weight of the utility five per cent off."""
    return function(
        choice.utility, lambda law, tastes, *rest: law(evolve(tastes, **{name: getattr(tastes, name) * OFF}), *rest)
    )


def argument(original: Callable, place: int) -> Wrong:
    """A law that takes its argument at `place` for five per cent more than it is."""

    def wrong(law: Callable, *arguments: Any) -> Any:
        return law(*(one * OFF if at == place else one for at, one in enumerate(arguments)))

    return function(original, wrong)


def outcome(original: Callable) -> Wrong:
    """A law whose result is five per cent too large; rounded where it is a whole number."""

    def wrong(law: Callable, *arguments: Any) -> Any:
        right = law(*arguments)
        if isinstance(right, int):
            return round(right * OFF)
        whole = isinstance(right, np.ndarray) and right.dtype.kind == "i"
        return np.round(right * OFF).astype(np.int64) if whole else right * OFF

    return function(original, wrong)


def part(original: Callable, place: int) -> Wrong:
    """A law whose result at `place` of several is five per cent too large."""

    def wrong(law: Callable, *arguments: Any) -> tuple:
        return tuple(one * OFF if at == place else one for at, one in enumerate(law(*arguments)))

    return function(original, wrong)


def role(name: str) -> Wrong:
    """What all roles do in one thing five per cent off."""
    wrong = {key: evolve(one, **{name: getattr(one, name) * OFF}) for key, one in roles.ROLES.items()}
    return lambda: replaced(users_of(roles.ROLES), wrong)


def busy_afternoons(law: Callable, *drawn: Any) -> tuple:
    """Arrivals with five per cent more in the second half of the day."""
    *streams, rates, hours = drawn
    half = len(hours) // 2
    return law(*streams, rates, (*hours[:half], *(OFF * one for one in hours[half:])))


def more_of_the_first(law: Callable, *drawn: Any) -> tuple:
    """Arrivals with five per cent more of the first group."""
    *streams, rates, hours = drawn
    return law(*streams, np.hstack([rates[:, :1] * OFF, rates[:, 1:]]), hours)


def overdispersed(law: Callable, *drawn: Any) -> tuple:
    """Arrivals with a gamma factor on every hour of a day, for five per cent more variance of an hour's count."""
    counts, moments, rates, hours = drawn
    shape = rates.sum(axis=1).mean() / len(hours) / (OFF - 1)
    days = [law(counts, moments, one[None], tuple(hours * counts.gamma(shape, 1 / shape, len(hours)))) for one in rates]
    day = np.repeat(np.arange(len(rates)), [len(one[0]) for one in days])
    moment, group = (np.concatenate([one[part] for one in days]) for part in (1, 2))
    return day, moment + day * traffic.DAY, group


def more_pieces(original: Callable) -> dict[str, scenario.Segment]:
    """Segments of which five per cent more want two or three pieces."""

    def wrong(one: scenario.Segment) -> scenario.Segment:
        several = [share * OFF for share in one.quantity[1:]]
        return evolve(one, quantity=(1 - sum(several), *several))

    return {name: wrong(one) for name, one in original().items()}


def first_offer_slower(law: Callable, race: np.ndarray, reluctance: np.ndarray) -> np.ndarray:
    """A draw in which the first offer is taken five per cent less often than it should be."""
    slower = reluctance.copy()
    slower[0] *= OFF
    return law(race, slower)


def gains_when_few(law: Callable, race: np.ndarray, reluctance: np.ndarray) -> np.ndarray:
    """A draw in which the first offer gains five per cent more than its part when a rival has left."""
    return law(race, reluctance) if len(reluctance) > 5 else first_offer_slower(law, race, reluctance)


def strong_months(law: Callable, *asked: Any) -> scenario.Scenario:
    """A season's scenario whose products gain and lose five per cent more with the months."""
    right = law(*asked)
    products = {key: evolve(one, season=tuple(map(off, one.season))) for key, one in right.products.items()}
    return evolve(right, products=products)


def extra_work(kind: str, name: str) -> Wrong:
    """A figure of the table of work five per cent off, as the season sees it."""
    return figure_of(scenario.work, kind, name)


def figure_of(table: Callable[[], dict[str, Any]], kind: str, name: str) -> Wrong:
    """One figure of a table of kinds five per cent off, as the season sees it."""

    def wrong(original: Callable) -> dict[str, Any]:
        right = original()
        return right | {kind: right[kind] | {name: off(right[kind][name])}}

    return function(table, wrong)


def gained(lever: str, effect: str) -> Wrong:
    """What a technology does to a quantity five per cent off, where it is used."""

    def wrong(law: Callable, plan: Plan, name: str, what: str, *without: float) -> float:
        right = law(plan, name, what, *without)
        return right * OFF if (name, what) == (lever, effect) and name in plan.technology.used else right

    return function(scenario.gain, wrong)


def after_sales(kind: str, name: str) -> Wrong:
    """A figure of the table of after-sales five per cent off, as the season sees it."""
    return figure_of(scenario.aftersales, kind, name)


def slow_refunds() -> AbstractContextManager[None]:
    """Refunds in advance that come a day late, the least that a day can be off."""
    late = returns.REFUNDED_AFTER | {"in-advance": returns.REFUNDED_AFTER["in-advance"] + 1}
    return replaced([(returns, "REFUNDED_AFTER")], late)


def some_not_first(law: Callable, important: np.ndarray) -> np.ndarray:
    """A turn in which five of a hundred important parcels are taken for others."""
    taken_for = important.copy()
    taken_for[important.nonzero()[0][::20]] = 0
    return law(taken_for)


def long_crowds(original: Callable) -> scenario.Carriers:
    """Carriers who take five per cent longer in crowded times than they should."""
    right = original()
    return evolve(right, carriers={key: evolve(one, crowded=off(one.crowded)) for key, one in right.carriers.items()})


def more_far_buyers(original: Callable) -> scenario.Carriers:
    """Five per cent more buyers who live far away."""
    right = original()
    return evolve(right, ways=right.ways | {"share": off(right.ways["share"])})


def fewer_bought_fans(original: Callable) -> scenario.Media:
    """KOLs of whose fans five per cent more are real."""
    table = original()
    screened = {key: evolve(one, real=off(one.real)) for key, one in table.kol.screenings.items()}
    return evolve(table, kol=evolve(table.kol, screenings=screened))


def overpaying(money: Money, day: int, net: int) -> None:
    """A platform that pays out five per cent too much."""
    money.ledger.post(day, "cash", "escrow", round(net * OFF))


def dear_freight(money: Money, day: int, parcels: int, freight: int) -> None:
    """Freight and packing that cost five per cent too much."""
    SHIP(money, day, round(parcels * OFF), round(freight * OFF))


def dear_looks(money: Money, day: int, cost: int) -> None:
    """Looking at goods that costs five per cent too much."""
    INSPECT(money, day, round(cost * OFF))


def slow_deliveries(law: Callable, rng: np.random.Generator, shortest: float, wait: float, kept: float) -> int:
    """A delivery whose shortest time and whose wait both take five per cent longer."""
    return law(rng, shortest * OFF, wait * OFF, kept)


def more_spoils(law: Callable, lots: np.ndarray, sold: int) -> tuple[np.ndarray, int]:
    """A night in which five per cent more leave the shelf than have spoiled."""
    left, spoiled = law(lots, sold)
    return left, round(spoiled * OFF)


def dear_pieces(now: Offers, pieces: np.ndarray) -> np.ndarray:
    """Pieces that cost buyers five per cent more than past buyers, quantity and team pay."""
    return np.rint(PIECE_PRICE(now, pieces) * OFF).astype(np.int64)


def trusted_types(law: Callable, *shop: Any) -> scenario.ShopType:
    """The type of a shop, trusted five per cent more."""
    right = law(*shop)
    return evolve(right, trust=off(right.trust))


def strong_answers(law: Callable, asks: np.ndarray, keener: float, *effects: float) -> np.ndarray:
    """A desk whose answers, and whose silence, count five per cent more."""
    return law(asks, keener, *map(off, effects))


def liked_stances(original: Callable) -> dict[str, scenario.Positioning]:
    """Stances that please by five per cent more."""
    liking = {key: {segment: value * OFF for segment, value in one.appeal.items()} for key, one in original().items()}
    return {key: evolve(one, appeal=liking[key]) for key, one in original().items()}


def rich_rivals(rivals: Rivals) -> Table:
    """Books of rivals who earn five per cent too much."""
    right = RIVALS_TABLE(rivals)
    return right | {"profit": np.rint(right["profit"] * OFF).astype(np.int64)}


def selling_on(rivals: Rivals) -> np.ndarray:
    """Rivals who are out of goods only when they have sold five per cent more than they buy."""
    return rivals.stock <= -np.rint([(OFF - 1) * one.order_up_to for one in rivals.all])


def slow_to_turn(law: Callable, arrivals: list[int], handling: list[int], *rest: Any) -> list[int]:
    """A queue whose agents take five per cent longer than their talks before they turn to the next one."""
    return law(arrivals, [round(one * OFF) for one in handling], *rest)


def missed_twice(blocks: Blocks, start: int, *chosen: np.ndarray) -> None:
    """Every twentieth piece that is missed counts twice."""
    before = blocks.lost.copy()
    OTHERS(blocks, start, *chosen)
    blocks.lost += (blocks.lost - before + blocks.lost % 20) // 20


def keen_searchers(original: Callable) -> scenario.Advertising:
    """Searchers of whom five per cent more would consider buying."""
    right = original()
    return evolve(right, keywords={key: evolve(one, keener=off(one.keener)) for key, one in right.keywords.items()})


def further_places(law: Callable, examined: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Places behind the first that are looked at five per cent more."""
    return law(examined, place) * np.where(place > 1, OFF, 1.0)


def more_early_birds(now: Offers, week: int) -> None:
    """A week in which five per cent more pieces are sold at early-bird prices."""
    OPEN_WEEK(now, week)
    now.early = {key: round(left * OFF) for key, left in now.early.items()}


def gifts_run_out(law: Callable, wanted: np.ndarray, on_hand: np.ndarray) -> np.ndarray:
    """An evening in which each shelf seems to hold five per cent less than it does."""
    return law(wanted, np.ceil(on_hand / OFF).astype(np.int64) - (on_hand > 0))


def dear_spread(now: Brand, week: int) -> float:
    """Spreading a brand, and its events, for five per cent more."""
    return SPREAD(now, week) * OFF


def far_off(law: Callable, arrives: int, start: int, end: int) -> int:
    """Deliveries that are put off by five per cent more than a failure takes."""
    right = law(arrives, start, end)
    return right + round((OFF - 1) * (end - start)) if right != arrives else right


def far_prices(now: Versions, *day: Any) -> np.ndarray | None:
    """A tested price that is five per cent further from the other one."""
    right = VERSION_OFF(now, *day)
    return right if right is None else right * OFF


OPEN_WEEK, SPREAD, VERSION_OFF = Offers._open_week, Brand.week, Versions.off
OTHERS = Blocks._others
SHIP, INSPECT, PIECE_PRICE, RIVALS_TABLE = Money.ship, Money.inspect, Offers.piece_price, Rivals.table

BIASES: dict[str, Wrong] = {
    "traffic: rate": outcome(traffic.day_factor),
    "traffic: keenness": outcome(traffic.keenness),
    "traffic: arrivals": argument(traffic.arrivals, 2),
    "traffic: hours": function(traffic.arrivals, busy_afternoons),
    "traffic: splitting": function(traffic.arrivals, more_of_the_first),
    "traffic: dispersion": function(traffic.arrivals, overdispersed),
    "advertising: reach": outcome(advertising.reach),
    "advertising: price": outcome(advertising.visit_price),
    "auction: price": part(auction.outcome, 1),
    "auction: quality": outcome(auction.quality),
    "auction: click price": outcome(auction.click_price),
    "auction: rivals' money": argument(auction.day_of_auctions, 2),
    "auction: examination": function(auction.examination, further_places),
    "auction: attraction": outcome(auction.attraction),
    "auction: believed": outcome(auction.believed),
    "auction: searches": outcome(auctions.searches),
    "auction: keener": function(scenario.advertising, keen_searchers),
    "carry-over: kept": argument(carry_over.adstock, 2),
    "carry-over: response": outcome(carry_over.hill),
    "carry-over: displaced": outcome(carry_over.displaced),
    "targeting: recall": argument(targeting.hits, 1),
    "ranking: merit": outcome(ranking.merit),
    "ranking: aim": outcome(ranking.aim),
    "ranking: half-life": argument(ranking.tomorrow, 2),
    "choice: draw": function(choice.choose, first_offer_slower),
    "choice: independence": function(choice.choose, gains_when_few),
    "choice: price": taste("price"),
    "choice: quality": taste("quality"),
    "choice: rating": outcome(choice.starred),
    "choice: delivery": taste("delivery"),
    "choice: promotion": taste("promotion"),
    "choice: month": function(catalogue.with_candidates, strong_months),
    "choice: nests": outcome(choice.nested_shares),
    "choice: mixture": argument(choice.mixed_shares, 2),
    "content: title": outcome(content.found),
    "content: filters": outcome(content.filtered),
    "content: classes": outcome(content.browsed),
    "content: pictures": outcome(content.picture_appeal),
    "content: description": part(content.detail_appeal, 0),
    "content: returns": part(content.detail_appeal, 1),
    "roles: visits": role("visits"),
    "roles: basket": role("basket"),
    "choice: crowding": outcome(choice.crowding),
    "supply: cost of an order": extra_work("purchase", "order"),
    "roles: halo": outcome(roles.halos),
    "roles: herding": outcome(roles.herding),
    "pricing: cost-plus": outcome(pricing.cost_plus),
    "pricing: premium": outcome(pricing.premium),
    "pricing: value": outcome(pricing.value_based),
    "pricing: follow": outcome(pricing.follow),
    "pricing: markdown": outcome(pricing.markdown),
    "offers: price of a piece": lambda: replaced([(Offers, "piece_price")], dear_pieces),
    "research: surprise": outcome(catalogue.surprise),
    "research: posterior": part(research.posterior, 0),
    "compliance: violations": outcome(compliance.violation_chance),
    "compliance: tricks": outcome(compliance.found_out),
    "compliance: penalties": outcome(compliance.severity_cumulative),
    "shops: type": function(scenario.shop_type, trusted_types),
    "shops: language": figure(scenario.platforms, "language_gap"),
    "shops: stance": function(scenario.positionings, liked_stances),
    "shops: tariff": figure(scenario.platforms, "tariff"),
    "shops: haggling": figure(scenario.platforms, "haggling"),
    "shops: exchange": outcome(exchange.price_abroad),
    "promotion: flash": part(offers._deepest, 1),
    "segments: topping up": figure(scenario.segments, "top_up"),
    "pricing: undercut": outcome(pricing.undercut),
    "rivals: profit": lambda: replaced([(Rivals, "table")], rich_rivals),
    "rivals: stock": lambda: replaced([(Rivals, "out")], property(selling_on)),
    "competition: best response": outcome(competition.best_response),
    "choice: loyalty": number(market, "LOYAL"),
    "inventory: purchase": outcome(replenishment.purchase),
    "inventory: spoiling": function(inventory.spoil, more_spoils),
    "inventory: missed": lambda: replaced([(Blocks, "_others")], missed_twice),
    "inventory: reorder point": outcome(inventory.reorder_point),
    "inventory: forecast": outcome(forecasting.exponential_smoothing),
    "inspection: detection": argument(inspection.outgoing_quality, 2),
    "inspection: sample": outcome(inspection.inspected_share),
    "inspection: outgoing quality": outcome(inspection.outgoing_quality),
    "inspection: cost": lambda: replaced([(Money, "inspect")], dear_looks),
    "supply: promises": argument(replenishment.lead_hours, 3),
    "supply: cost": figure(scenario.suppliers, "unit_cost"),
    "supply: quality contract": figure(scenario.suppliers, "appraisal"),
    "supply: punctual contract": extra_work("contract", "late"),
    "inventory: lead time": function(replenishment.lead_hours, slow_deliveries),
    "promotion: attention": outcome(promotion.attention),
    "promotion: reference price": number(promotion, "MEMORY"),
    "promotion: cut": outcome(promotion.cut),
    "promotion: saving": outcome(promotion.saving),
    "promotion: percentage coupon": outcome(promotion.percent_saving),
    "promotion: early bird": lambda: replaced([(Offers, "_open_week")], more_early_birds),
    "promotion: what was paid": outcome(promotion.paid_price),
    "promotion: ahead": outcome(promotion.ahead),
    "promotion: dip": outcome(promotion.used_up),
    "messages: answers": outcome(messages.visits_cumulative),
    "messages: staying": outcome(messages.staying),
    "messages: reminders": outcome(messages.reminded),
    "messages: carts": figure_of(scenario.customers, "reminders", "cart"),
    "messages: cost": figure_of(scenario.customers, "messages", "cost"),
    "owned: joining": outcome(owned.joining),
    "owned: coming": outcome(owned.coming),
    "owned: staying": argument(owned.surviving, 0),
    "brand: remembered": argument(brand.remembered, 2),
    "brand: aware": outcome(brand.aware),
    "brand: event": outcome(brand.at_event),
    "brand: seen": figure_of(scenario.brand, "seen", "order"),
    "brand: visits": figure_of(scenario.brand, "effects", "visits"),
    "brand: worth": figure_of(scenario.brand, "effects", "worth"),
    "brand: price": figure_of(scenario.brand, "effects", "price"),
    "brand: cost": lambda: replaced([(Brand, "week")], dear_spread),
    "desk: automated": outcome(desk.automated),
    "forecasting: rhythm": argument(forecasting.rhythm, 1),
    "technology: recommendation": gained("ai_recommendation", "lift"),
    "technology: returns": gained("fitting", "returns"),
    "technology: wish": gained("fitting", "wish"),
    "technology: trust": gained("traceability", "trust"),
    "technology: values": gained("sustainability", "practical"),
    "technology: materials": gained("sustainability", "cost"),
    "technology: picking": gained("iot", "speed"),
    "technology: errors": gained("iot", "errors"),
    "technology: city": gained("instant_delivery", "share"),
    "technology: cost": outcome(outlays.technology_week),
    "staff: skill": argument(staff.skill, 1),
    "staff: gain": outcome(staff.gain),
    "staff: roles": figure_of(scenario.staff, "roles", "speed"),
    "staff: cost": outcome(outlays.staff_week),
    "shocks: visits": outcome(shocks.crowded),
    "shocks: prices": outcome(shocks.war_price),
    "shocks: deliveries": function(shocks.put_off, far_off),
    "shocks: healing": outcome(shocks.healing),
    "shocks: ready": figure_of(scenario.shocks, "crisis_plan", "left"),
    "shocks: cost": outcome(outlays.precautions_week),
    "community: activity": outcome(community.activity),
    "community: leaving": outcome(community.leaving),
    "community: trust": argument(social.trust, 2),
    "community: cost": figure_of(scenario.owned, "community", "event"),
    "instruments: error": argument(instruments.reading, 1),
    "instruments: step": figure_of(scenario.insight, "rivals-basic", "step"),
    "instruments: trend": outcome(instruments.trend),
    "instruments: cost": outcome(outlays.instruments_week),
    "security: chance": argument(security.leaks, 1),
    "security: distrust": figure_of(scenario.insight, "leak", "distrust"),
    "security: healing": argument(security.healed, 1),
    "security: leak": outcome(security.leak_cost),
    "security: cost": outcome(outlays.security_week),
    "testing: split": argument(testing.sees_new, 1),
    "testing: worth": argument(testing.idea_worth, 0),
    "testing: ideas": argument(testing.idea_worth, 1),
    "testing: price": lambda: replaced([(Versions, "off")], far_prices),
    "testing: significance": outcome(testing.shares_z),
    "testing: cost": outcome(outlays.tests_week),
    "owned: cost": figure_of(scenario.owned, "wecom", "member"),
    "membership: tier": argument(membership.tier, 1),
    "membership: coming back": outcome(membership.coming_back),
    "membership: appeal": figure_of(scenario.customers, "service", "appeal"),
    "membership: cost": figure_of(scenario.customers, "priority", "cost"),
    "promotion: bundle": outcome(promotion.bundled),
    "promotion: price of a bundle": outcome(promotion.bundle_saving),
    "promotion: festival": figure_of(scenario.promotions, "festival", "stage"),
    "promotion: gift": outcome(promotion.gift_worth),
    "promotion: gifts given": function(baskets.first_come, gifts_run_out),
    "money: fees": outcome(fees.share_of),
    "money: yearly fee": outcome(fees.season_part),
    "money: payout": lambda: replaced([(Money, "settle")], overpaying),
    "money: settlement delay": figure(scenario.platforms, "settlement_days"),
    "money: parcels": lambda: replaced([(Money, "ship")], dear_freight),
    "money: payment rate": figure(scenario.platforms, "payment_rate"),
    "picking: capacity": outcome(picking.wave_capacity),
    "picking: speed": outcome(picking.parcels_an_hour),
    "picking: errors": outcome(picking.wrong_share),
    "picking: turn": function(picking.in_turn, some_not_first),
    "delivery: transit": argument(delivery.transit_cumulative, 0),
    "carriers: crowds": function(scenario.carriers, long_crowds),
    "carriers: far buyers": function(scenario.carriers, more_far_buyers),
    "carriers: told days": outcome(carriers.told),
    "delivery: days": argument(delivery.days_cumulative, 0),
    "returns: chance": outcome(returns.chance),
    "returns: day": argument(returns.asked_after, 1),
    "returns: conditions": after_sales("returns", "freight"),
    "returns: confidence": outcome(returns.confidence),
    "returns: returners": outcome(returns.keeps),
    "returns: freight": after_sales("return_freight", "parcel"),
    "returns: resale": after_sales("resale", "days"),
    "returns: refund": slow_refunds,
    "resolution: complaints": after_sales("complaints", "chance"),
    "resolution: claim": argument(resolution.claims, 1),
    "resolution: remedy": after_sales("exchange", "solves"),
    "resolution: cost": after_sales("exchange", "work"),
    "resolution: recovery": after_sales("complaints", "recovered"),
    "resolution: stars": after_sales("complaints", "left"),
    "segments: pieces": function(scenario.segments, more_pieces),
    "suppliers: flaws": figure(scenario.suppliers, "defects"),
    "reviews: stars": argument(reviews.stars_cumulative, 0),
    "relations: care": outcome(relations.cared),
    "relations: fatigue": outcome(relations.fatigue),
    "relations: win-back": outcome(relations.won_back),
    "relations: replies": after_sales("relations", "replies"),
    "relations: answers": argument(relations.answers, 0),
    "relations: cost": after_sales("relations", "question"),
    "relations: recommendations": after_sales("relations", "lift"),
    "reviews: writing": number(reviews, "WRITES"),
    "reviews: urge": after_sales("urge", "one"),
    "reviews: asking": after_sales("asking", "most"),
    "reviews: answers": after_sales("answers", "revised"),
    "reviews: cost": after_sales("answers", "cost"),
    "reviews: number": outcome(reviews.renown),
    "reviews: shown": outcome(reviews.shown),
    "loyalty: gap": number(loyalty, "MEAN_GAP"),
    "loyalty: coming back": argument(loyalty.comes_back, 1),
    "rivals: follow": outcome(rivals.next_price),
    "group buying: team": outcome(group_buying.team_success),
    "referral: friends": outcome(referral.friends),
    "livestream: audience": outcome(livestream.audience),
    "livestream: rundown": outcome(livestream.swing),
    "livestream: burst": argument(livestream.burst, 1),
    "feed: pull": outcome(content_stock.pull),
    "desk: busyness": outcome(desk.busyness),
    "desk: basic": argument(desk.basic, 1),
    "desk: talk": outcome(desk.talk),
    "desk: keenness": argument(desk.moods, 1),
    "desk: answers": function(desk.moods, strong_answers),
    "desk: times": argument(desk.seconds, 1),
    "desk: queue": function(desk.serve, slow_to_turn),
    "social: pull": outcome(social.pull),
    "social: content": argument(content_stock.stock, 2),
    "social: visits": outcome(social.visiting),
    "social: trust": argument(social.trust, 3),
    "kol: persuaded": outcome(kol.persuaded),
    "kol: fee": outcome(kol.fee),
    "kol: days": argument(loyalty.geometric, 0),
    "kol: screening": function(scenario.media, fewer_bought_fans),
}
