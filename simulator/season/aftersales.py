"""What follows an order: delivery, reviews, returns, settlement, a later visit. All of it hangs on the order's key, and
takes effect one day later at the earliest. Here for a whole day's orders at once."""

import numpy as np
from attrs import frozen

from simulator.laws import loyalty, returns, reviews
from simulator.laws.desk import OUTCOMES
from simulator.laws.draws import pick, purpose_keys, uniforms
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import Scenario, aftersales, consultation, segments, warehouse
from simulator.season.carriers import Lanes
from simulator.season.conditions import Conditions
from simulator.season.due import DATED, NEVER, SCORES, Due
from simulator.season.fronts import Front, segment_names
from simulator.season.membership import Membership
from simulator.season.messages import Messages
from simulator.season.owned import Owned
from simulator.season.people import moment_of_day
from simulator.season.relations import Relations
from simulator.season.resolution import COLUMNS, Resolution
from simulator.season.reviewing import Reviewing
from simulator.season.streams import Streams
from simulator.season.supply import Terms
from simulator.season.trade import PARCEL_COLUMNS
from simulator.season.warehouse import Picking

FATES = (
    "delivery", "flaw", "description stars", "service stars", "delivery stars", "writes", "returns", "return day",
    "resale", "wrong",
)  # fmt: skip
PURPOSES = (*FATES, "comes back", "gap", "moment")
PLEASED, FLAWED, SOLVED, WENT_BACK = range(4)  # places of what an order leaves of the chance of a later visit
IN_TIME, LATE = 4.8, 3.8  # mean stars for delivery (assumed)
FLAW = 1.8  # stars that a flaw costs (assumed)
FATE_COLUMNS = (
    "left", "delivered", "flawed", "wrong", "writes", "stars", "service_stars", "delivery_stars", "requested",
    "returned", "resold", "settled", *COLUMNS, "asked", "removed", "review_cost", "answer", "care",
)  # fmt: skip

LEAVING = ("day", "left", "visit", "person", "times", "spent", "segment", "shop", "paid")  # of orders that have left,
ARRIVED = ("delivered", "flawed", "solved", "wrong", "requested")  # and of their fates, what later visits hang on


@frozen
class Chances:
    """The tables that decide what becomes of an order, by shop, product and flaw; returns also by the livestream
    watched, 0 for none, stars also by what the parcel's way cost it (`upsets`), and for a flaw that was made good;
    stars for service by what came of the buyer's question; `again` by shop and segment, `kept` of it by what became
    of the order."""

    conditions: Conditions
    resolution: Resolution
    reviewing: Reviewing
    relations: Relations
    keys: np.ndarray
    settlement: np.ndarray
    flaws: np.ndarray
    returns: np.ndarray
    streams: Streams
    stars: np.ndarray
    service_stars: np.ndarray
    delivery_stars: np.ndarray
    resale: float
    again: np.ndarray
    kept: np.ndarray
    gap: np.ndarray
    picking: Picking
    lanes: Lanes
    members: Membership
    messages: Messages
    owned: Owned

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario, shops: list[Front], terms: list[Terms], pages: np.ndarray,
           picking: Picking, lanes: Lanes, streams: Streams, members: Membership, messages: Messages,
           owned: Owned, seed: int) -> "Chances":  # fmt: skip
        """The chances of a season; by product, `terms` are those of its supply and `pages` its page's factor on
        returns."""
        products = list(scenario.products.values())
        conditions = Conditions.of(plan)
        people, relations = aftersales()["complaints"], Relations.of(plan, seed)
        flaws = (0.0, FLAW, FLAW * people["left"].value)
        factors = [one.world.return_factor.value * conditions.returns for one in shops]
        return cls(
            conditions=conditions,
            resolution=Resolution.of(plan, terms, seed),
            reviewing=Reviewing.of(plan, seed),
            relations=relations,
            keys=purpose_keys(seed, PURPOSES),
            settlement=np.array([round(one.world.settlement_days.value) for one in shops]),
            flaws=np.array([one.flaws for one in terms]),
            returns=np.array([[[[returns.chance(p.returns * page, factor * live, bad) for bad in (False, True)]
                                for p, page in zip(products, pages.tolist(), strict=True)]
                               for factor in factors] for live in streams.returns.tolist()]),
            streams=streams,
            stars=np.array([[[reviews.stars_cumulative(p.quality - flaw - upset) for flaw in flaws]
                             for p in products] for upset in upsets()]),
            service_stars=np.array([reviews.stars_cumulative(consultation().stars[one].value) for one in OUTCOMES]),
            delivery_stars=np.array([reviews.stars_cumulative(mean) for mean in (IN_TIME, LATE)]),
            resale=scenario.costs.resale * conditions.resale,
            again=loyalty.chances(
                np.array([one.world.coming_back.value for one in shops]) * relations.again,
                np.array([segments()[name].returns_again for name in segment_names(shops)]),
            ),
            kept=np.array([1.0, loyalty.DISAPPOINTED, people["recovered"].value, conditions.keeps]),
            gap=loyalty.gap_cumulative(),
            picking=picking,
            lanes=lanes,
            members=members,
            messages=messages,
            owned=owned,
        )  # fmt: skip


@frozen
class Fate:
    """What becomes of orders: columns of equal length; days of the season, `NEVER` where it does not happen."""

    left: np.ndarray
    delivered: np.ndarray
    flawed: np.ndarray
    wrong: np.ndarray
    writes: np.ndarray
    stars: np.ndarray
    service_stars: np.ndarray
    delivery_stars: np.ndarray
    requested: np.ndarray
    returned: np.ndarray
    resold: np.ndarray
    settled: np.ndarray
    complained: np.ndarray
    solved: np.ndarray
    compensation: np.ndarray
    remedy: np.ndarray
    asked: np.ndarray
    removed: np.ndarray
    review_cost: np.ndarray
    answer: np.ndarray
    care: np.ndarray

    def table(self) -> Table:
        """The columns that are kept with the orders."""
        return {name: getattr(self, name) for name in FATE_COLUMNS}


def fate(chances: Chances, orders: Table) -> Fate:
    """The fate of paid orders that have left, on the day `left`."""
    draw = dict(zip(FATES, uniforms(chances.keys[: len(FATES)], orders["visit"]), strict=True))
    shop, product = orders["shop"], orders["product"]
    took = 1 + rows_picked(draw["delivery"], chances.lanes.days, orders["lane"])
    flawed = (draw["flaw"] < chances.flaws[product]).astype(np.int64)
    delivered = orders["left"] + took
    kept_waiting = chances.picking.late(orders["left"], orders["day"]).astype(np.int64)
    problem = chances.resolution.resolve(orders, flawed)
    state = flawed + (problem["solved"] > 0)
    wrong = draw["wrong"] < chances.picking.errors[orders["left"]]
    share = chances.returns[chances.streams.heard(orders), shop, product, flawed]
    goes_back = ((draw["returns"] < share) & (state != SOLVED)) | wrong
    asked = delivered + np.where(wrong, 1, returns.asked_after(draw["return day"], chances.conditions.days))
    requested = np.where(goes_back, asked, NEVER)
    settles = delivered + chances.settlement[shop]
    late = (delivered - orders["day"] > chances.lanes.promised[orders["lane"]]).astype(np.int64)
    row = ((kept_waiting + 2 * wrong) * len(chances.flaws) + product) * 3 + state
    stars = 1 + rows_picked(draw["description stars"], chances.stars, row)
    service = 1 + rows_picked(draw["service stars"], chances.service_stars, orders["consultation"])
    delivery = 1 + rows_picked(draw["delivery stars"], chances.delivery_stars, late)
    return Fate(
        left=orders["left"],
        delivered=delivered,
        flawed=flawed,
        wrong=wrong.astype(np.int64),
        service_stars=service,
        delivery_stars=delivery,
        requested=requested,
        returned=np.where(goes_back, requested + returns.WAY_BACK, NEVER),
        resold=(goes_back & (wrong | (draw["resale"] < chances.resale))).astype(np.int64),
        settled=np.where(goes_back & (requested < settles), NEVER, settles),
        **problem,
        **chances.reviewing.write(orders["visit"], stars, draw["writes"]),
        **chances.relations.survey(orders["visit"], np.array([stars, service, delivery])),
    )


def upsets() -> tuple[float, ...]:
    """Stars that a parcel's way costs what is said of the goods: nothing, where it left late, where it holds the wrong
    goods, and where it does both."""
    late, wrong = warehouse().late["stars"].value, warehouse().wrong["stars"].value
    return 0.0, late, wrong, late + wrong


def rows_picked(uniform: np.ndarray, cumulative: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Index drawn by inversion, each from the cumulative distribution in its row of the last axis."""
    table = cumulative.reshape(-1, cumulative.shape[-1])
    if len(table) == 1:
        return pick(uniform, table[0])
    return (uniform[:, None] >= table[row]).sum(axis=1)


def next_visits(chances: Chances, orders: Table) -> tuple[np.ndarray, np.ndarray]:
    """The day, or `NEVER`, and the moment of that day at which each buyer visits again; at the earliest
    `loyalty.SOONEST` days after the delivery. `orders`: the columns of `LEAVING` and `ARRIVED`."""
    comes, gap, moment = uniforms(chances.keys[len(FATES) :], orders["visit"])
    kept_waiting, delivered = chances.picking.late(orders["left"], orders["day"]), orders["delivered"]
    state = orders["flawed"] + (orders["solved"] > 0)
    state = np.where(kept_waiting & (state == PLEASED), FLAWED, state)
    went_back = (orders["requested"] != NEVER) & (orders["wrong"] == 0)
    outcome = np.where(went_back, WENT_BACK, np.where(orders["wrong"] > 0, FLAWED, state))
    chance = chances.members.coming_back(
        chances.again[orders["shop"], orders["segment"]], orders["spent"] + orders["paid"]
    )
    again = loyalty.comes_back(comes, chance, chances.kept[outcome])
    alone = np.where(again, delivered + loyalty.SOONEST + pick(gap, chances.gap), NEVER)
    drawn = chances.owned.next_visits(alone, orders, delivered, pleased(outcome))
    written = chances.messages.next_visits(drawn, orders["day"], delivered, pleased(outcome), orders["visit"])
    return chances.relations.win_back(orders["visit"], delivered, written, gap), moment_of_day(moment)


def pleased(outcome: np.ndarray) -> np.ndarray:
    """Whether buyers think well of the shop after what became of their orders."""
    return (outcome == PLEASED) | (outcome == SOLVED)


def book(due: Due, conditions: Conditions, orders: Table, end: Fate, sign: int = 1) -> None:
    """Enter what falls due on later days; `sign` -1 strikes it out again."""
    paid, fees, one = orders["paid"], orders["fees"], np.ones_like(orders["paid"])
    settled, wrote = end.settled != NEVER, (end.writes > 0).nonzero()[0]
    good = (end.stars > reviews.BAD).astype(np.int64)
    stars = np.array([one, good, end.asked, end.stars, end.service_stars, end.delivery_stars])
    columns = np.array([[due.column[name]] for name in ("count", "positive", "extra", *SCORES)])
    due.add(end.settled[settled], (due.column["payout", 0] + orders["shop"])[settled], sign * (paid - fees)[settled])
    due.add(end.delivered[wrote] + 1, columns, sign * stars[:, wrote])
    _book_returns(due, conditions, orders, end, sign)
    for name in ("compensation", "remedy", "review_cost", "care"):
        costs = getattr(end, name)
        some = costs.nonzero()[0]
        if len(some):
            due.add(end.delivered[some] + 1, np.int64(due.column[name]), sign * costs[some])


def _book_returns(due: Due, conditions: Conditions, orders: Table, end: Fate, sign: int) -> None:
    """Enter refunds, parcels and goods that come back, and the freight of them that the shop pays."""
    back = (end.returned != NEVER).nonzero()[0]
    if not len(back):
        return
    product, returned = orders["product"][back], end.returned[back]
    refunded = np.minimum(end.requested[back] + conditions.refund, due.days - 1)
    held = end.settled[back] == NEVER
    shelf = np.where(end.resold[back] > 0, due.good, due.bad)
    for name, fen in (("refund", orders["paid"]), ("fees", orders["fees"])):
        column = np.where(held, due.column[f"{name}_held"], due.column[f"{name}_cash"])
        due.add(refunded, column, sign * fen[back])
    due.add(returned, np.full(len(back), due.column["parcels_back"], dtype=np.int64), sign)
    due.add(returned, shelf + product, sign * orders["pieces"][back])
    for with_it in (orders[name][back] for name in PARCEL_COLUMNS):
        more = (with_it != NEVER).nonzero()[0]
        if len(more):
            due.add(returned[more], (shelf + with_it)[more], sign)
    wrong = returned[end.wrong[back] > 0]
    due.add(wrong, np.int64(due.column["wrong_back"]), sign)
    if conditions.freight:
        faultless = returned[(end.flawed[back] == 0) & (end.wrong[back] == 0)]
        due.add(faultless, np.int64(due.column["freight_back"]), sign * conditions.freight)


def cancelled(table: Table, which: np.ndarray) -> Table:
    """The columns of orders of which some are cancelled: these never arrive, and nothing follows."""
    nothing = {name: NEVER if name in DATED else 0 for name in table if name != "left"}
    return table | {name: np.where(which, none, table[name]) for name, none in nothing.items()}
