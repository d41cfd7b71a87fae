"""Figures of the handbooks, put to the test: one experiment a claim, in a market whose laws do not hold its figure.

Both sides of a comparison meet the same people (common draws).
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial

import numpy as np
from attrs import evolve, frozen

from simulator import world
from simulator.amounts import MINUS, number, plain
from simulator.experiment import (
    CHANNELS,
    DataRoi,
    data_roi,
    mean_and_error,
    one_season,
    replicate,
    without,
)
from simulator.kpi import ratio
from simulator.ledger import MARKETING
from simulator.lessons import shop
from simulator.notebook import Numbers
from simulator.plan import (
    AbTest,
    Ads,
    Channel,
    Data,
    Delivery,
    Kol,
    Livestream,
    Membership,
    Plan,
    Relations,
    Selection,
    Shop,
    Step,
    Technology,
    Treatment,
    Warehouse,
    Weekly,
)
from simulator.scenario import Scenario, load, warehouse
from simulator.score import RUNGS, measures, rung
from simulator.season import Result, play
from simulator.season.catalogue import surprise
from simulator.season.due import NEVER
from simulator.season.people import DISPLAY, SOURCES

DECIDED = RUNGS[1:]  # rungs whose plans decide something
Estimate = tuple[float, float]  # a mean with its standard error


def always(value: float) -> Weekly:
    """A weekly lever that holds all season."""
    return (Step(1, value),)


def with_budget(plan: Plan, yuan: float) -> Plan:
    """The plan with another marketing budget, yuan a week."""
    return evolve(plan, marketing=evolve(plan.marketing, weekly_budget=always(yuan)))


def with_products(plan: Plan, **decided: object) -> Plan:
    """The plan with the same decision for each of its products."""
    return evolve(plan, products={name: evolve(one, **decided) for name, one in plan.products.items()})


# --- product choice makes 60% of success ----------------------------------------------------------------------------

GROUPS = {  # the plan's parts, by what they decide
    "product": ("products", "selection"),
    "where": ("shop", "shops"),
    "marketing": ("marketing", "promotions", "ads", "channels", "treatment", "brand", "private_domain", "community"),
    "service and the rest": (
        "service", "risk", "returns", "warehouse", "delivery", "resolution", "reviews", "relations", "membership",
        "technology", "staff", "data",
    ),
}  # fmt: skip
WAYS = {  # from which plan to which
    "first shop, naive to sound": (rung("first-shop", "naive"), shop("first-shop")),
    "Double Eleven, naive to sound": (rung("double-eleven", "naive"), shop("double-eleven")),
    "first shop, sound to grown": (shop("first-shop"), shop("first-shop-grown")),
}
Worth = Mapping[frozenset[str], float]


def taking(plan: Plan, other: Plan, groups: Iterable[str]) -> Plan:
    """The plan with the decisions of some groups taken from the other one."""
    return evolve(plan, **{part: getattr(other, part) for group in groups for part in GROUPS[group]})


def coalitions(names: Iterable[str]) -> list[frozenset[str]]:
    """Every set of some of the names, from none to all."""
    names = list(names)
    return [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]


def shapley(worth: Worth) -> dict[str, float]:
    """What each member adds to a coalition, mean over all orders in which they may join (Shapley 1953); `worth` of each
    coalition. The shares add up to what all are worth over none."""
    return {name: _added(name, worth) for name in max(worth, key=len)}


def _added(name: str, worth: Worth) -> float:
    size = len(max(worth, key=len))
    joined = [one for one in worth if name in one]
    weights = [factorial(len(one) - 1) * factorial(size - len(one)) / factorial(size) for one in joined]
    return sum(weight * (worth[one] - worth[one - {name}]) for weight, one in zip(weights, joined, strict=True))


def shares_of_gain(first: Plan, last: Plan, seed: int = 1) -> dict[str, float]:
    """Each group's share of the points that a season gains from one plan to another."""
    market = load(first.scenario)
    worth = {some: one_season(taking(first, last, some), market, seed)["points"] for some in coalitions(GROUPS)}
    parts = shapley(worth)
    return {group: parts[group] / sum(parts.values()) for group in GROUPS}


def all_shares() -> dict[str, dict[str, float]]:
    """Each group's share of the gain, by way."""
    return {way: shares_of_gain(*each) for way, each in WAYS.items()}


def share_numbers(shares: Mapping[str, Mapping[str, float]]) -> Numbers:
    """What the text says of the shares of the gain."""
    first, double, last = shares.values()
    return {
        "product_first": (first["product"], "share"),
        "product_double": (double["product"], "share"),
        "product_last": (last["product"], "share"),
        "marketing_last": (last["marketing"], "share"),
        "where_last": (last["where"], "share"),
    }


# --- a good product earns three times an ordinary one ---------------------------------------------------------------

MARKUP = 2.3  # price over cost; the two scarves' list prices are 2.3 and 2.4 times their cost


def one_product_shop(name: str, seed: int, spread: float) -> tuple[Plan, Scenario]:
    """The sound plan of the first shop, without promotions, with one product of the suppliers' catalogue alone, whose
    appeal turns out `spread` times as far from the catalogue's as it does in that season."""
    market, plan = load("first-shop"), shop("first-shop")
    goods, extra = market.candidates[name], spread * surprise(name, market.candidates[name], seed)
    appeal = {segment: value + extra for segment, value in goods.appeal.items()}
    page = evolve(plan.products["scarf-plain"], title=None, price=always(round(MARKUP * goods.unit_cost)))
    sold = evolve(goods, appeal=appeal, first_stock=market.products["scarf-plain"].first_stock)
    alone = evolve(plan, products={name: page}, promotions=())
    return alone, evolve(market, products={name: sold}, candidates={})


def by_rank(on: Iterable[int], spread: float) -> dict[str, np.ndarray]:
    """Gross profit and profit of shops with one product each, seasons x products, the best first in each season."""
    names = load("first-shop").candidates
    found = [[one_season(*one_product_shop(name, seed, spread), seed) for name in names] for seed in on]
    gross = np.array([[one["sales"] * one["gross_margin"] for one in season] for season in found])
    profit = np.array([[one["profit"] for one in season] for season in found])
    return {"gross": -np.sort(-gross), "profit": -np.sort(-profit)}


def multiples(gross: np.ndarray) -> np.ndarray:
    """Gross profit of each season's best product over that of its middling one."""
    return gross[:, 0] / np.median(gross, axis=1)


def rank_numbers(turned: Mapping[str, np.ndarray], alike: Mapping[str, np.ndarray]) -> Numbers:
    """What the text says of products as they turn out, and as the catalogue has them."""
    times = multiples(turned["gross"])
    return {
        "good_product": (times.mean(), "times"),
        "good_product_least": (times.min(), "times"),
        "good_product_most": (times.max(), "times"),
        "good_product_alike": (multiples(alike["gross"]).mean(), "times"),
        "products_with_profit": plain((turned["profit"] > 0).sum(axis=1).mean(), 1),
    }


# --- rungs of all scenarios -----------------------------------------------------------------------------------------

SHOWN = {"first-shop": "first shop", "double-eleven": "Double Eleven"}
ACTIVE = ("paid", "invited", "live", "keyword", "display", "recommended", "social", "kol")  # sources that cost money


@frozen
class Seen:
    """A season's measures, and its visits by source."""

    values: dict[str, float]
    visits: dict[str, int]

    @property
    def active(self) -> float:
        """Share of the visits that active marketing brought."""
        return ratio(sum(self.visits[one] for one in ACTIVE), sum(self.visits.values()))


def seen(plan: Plan, scenario: Scenario, seed: int = 1) -> Seen:
    """A season of the plan."""
    result = play(plan, scenario, seed)
    return Seen(measures(result), {one: int(result.tables["days"][one].sum()) for one in SOURCES})


def scenarios_with_rungs() -> list[str]:
    """Scenarios that have a plan on each rung."""
    return [name for name in world.scenario_names() if all(world.rung_file(name, one).is_file() for one in DECIDED)]


def rung_seasons(names: Iterable[str]) -> dict[str, dict[str, Seen]]:
    """A season of the naive and of the best known plan by scenario, and of the sound one in `SHOWN`."""
    return {name: {one: seen(plan, load(name)) for one, plan in _plans(name).items()} for name in names}


def _plans(name: str) -> dict[str, Plan]:
    sound = {"sound": shop(name)} if name in SHOWN else {}
    return {"naive": rung(name, "naive"), **sound, "best-known": rung(name, "best-known")}


# --- 75% of traffic comes from active marketing ---------------------------------------------------------------------

LOUD = 3000.0  # yuan a week: the budget of the first shop's naive plan


def every_channel() -> Plan:
    """The grown plan of the first shop with everything that brings visits, all at once."""
    plan = with_budget(shop("first-shop-grown"), LOUD)
    daily, weeks = always(200.0), tuple(range(1, load("first-shop").weeks + 1))
    ads = Ads(always(1.0), always(0.6), daily, daily, daily)
    more = (Livestream(weeks, spend=1500.0), Kol(weeks[1::2], fans=50.0, screening="figures"))
    channels = (Channel("xiaohongshu", posts=always(5)), Channel("weibo", posts=always(3)))
    return evolve(plan, shop=Shop("taobao"), shops=(), ads=ads, promotions=plan.promotions + more, channels=channels)


def own_site() -> Plan:
    """The grown plan of the first shop on a site of its own, with a loud budget."""
    return evolve(with_budget(shop("first-shop-grown"), LOUD), shop=Shop("own-site"), shops=())


def traffic(rungs: Mapping[str, Mapping[str, Seen]]) -> dict[str, Seen]:
    """Seasons with more and less active marketing."""
    of_rungs = {
        f"{word}, {one.replace('-', ' ')}": season
        for name, word in SHOWN.items()
        for one, season in rungs[name].items()
    }
    market = load("first-shop")
    loud = {"every channel, on Taobao": every_channel(), "a site of one's own": own_site()}
    return of_rungs | {name: seen(plan, market) for name, plan in loud.items()}


def traffic_numbers(seasons: Mapping[str, Seen]) -> Numbers:
    """What the text says of visits from active marketing."""
    *rungs, channels, site = seasons.values()
    return {
        "active_least": (min(one.active for one in rungs), "share"),
        "active_most": (max(one.active for one in rungs), "share"),
        "active_channels": (channels.active, "share"),
        "active_site": (site.active, "share"),
        "site_profit": (round(site.values["profit"], -3), "yuan"),
        "site_visits": plain(round(sum(site.visits.values()), -2)),
    }


# --- marketing with a strategy returns five times as much -----------------------------------------------------------


@frozen
class Return:
    """What a yuan of marketing returns, net of itself: by the KPI, which credits it with all sales, and in yuan of
    profit that were not there without any."""

    kpi: float
    more: float


def marketing_return(plan: Plan, scenario: Scenario, on: list[int]) -> Return:
    """The return on a plan's marketing, on common draws with the plan without it."""
    loud, quiet = replicate(plan, scenario, on), replicate(without(plan, CHANNELS), scenario, on)
    spent = (loud["marketing_share"] * loud["sales"]).mean()
    return Return(float(loud["marketing_roi"].mean()), float((loud["profit"] - quiet["profit"]).mean() / spent))


def returns(on: list[int]) -> dict[str, Return]:
    """Returns in Double Eleven: the naive plan, the sound plan's marketing for the naive's goods, the sound plan."""
    market, naive, sound = load("double-eleven"), rung("double-eleven", "naive"), shop("double-eleven")
    plans = {"naive": naive, "naive goods, sound marketing": taking(naive, sound, ["marketing"]), "sound": sound}
    return {name: marketing_return(plan, market, on) for name, plan in plans.items()}


def return_rows(found: Mapping[str, Return]) -> dict[str, dict[str, float]]:
    """Both returns of each plan."""
    return {name: {"by the KPI": one.kpi, "really": one.more} for name, one in found.items()}


def return_numbers(found: Mapping[str, Return]) -> Numbers:
    """What the text says of the returns."""
    naive, swapped, sound = found.values()
    return {
        "kpi_naive": f"{naive.kpi:.1f}",
        "kpi_sound": f"{sound.kpi:.1f}",
        "kpi_times": (sound.kpi / naive.kpi, "times"),
        "more_naive": (naive.more, "yuan"),
        "more_swapped": (swapped.more, "yuan"),
        "more_sound": (sound.more, "yuan"),
    }


# --- marketing costs 3 to 8% of sales -------------------------------------------------------------------------------

BAND = (0.03, 0.08)
BUDGETS = (0.0, 1500.0, 3000.0, 6000.0, 12000.0)  # yuan a week
CLOSE = 0.95  # of the best profit


def best_known_shares(rungs: Mapping[str, Mapping[str, Seen]]) -> dict[str, float]:
    """Marketing's share of sales in the best known plans, by the scenario's title, the smallest first."""
    found = {load(name).title: seasons["best-known"].values["marketing_share"] for name, seasons in rungs.items()}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def budget_sweep(on: list[int]) -> dict[str, list[float]]:
    """Marketing's share of sales and profit of the first shop's grown plan with other budgets."""
    market, plan = load("first-shop"), shop("first-shop-grown")
    found = [replicate(with_budget(plan, yuan), market, on) for yuan in BUDGETS]
    return {name: [float(one[name].mean()) for one in found] for name in ("marketing_share", "profit")}


def sweep_row(sweep: Mapping[str, list[float]]) -> dict[str, float]:
    """Profit of each budget of a sweep, by marketing's share of sales."""
    return {number(share, "share"): profit for share, profit in zip(*sweep.values(), strict=True)}


def cost_numbers(rungs: Mapping[str, Mapping[str, Seen]], sweep: Mapping[str, list[float]]) -> Numbers:
    """What the text says of marketing's share of sales."""
    share, best = np.array(sweep["marketing_share"]), best_known_shares(rungs)
    close = share[np.array(sweep["profit"]) >= CLOSE * max(sweep["profit"])]
    inside = {one: sum(_in_band(seasons[one]) for seasons in rungs.values()) for one in ("naive", "best-known")}
    return {
        "scenarios": f"{len(rungs)}",
        "naive_inside": f"{inside['naive']}",
        "best_inside": f"{inside['best-known']}",
        "least_title": next(iter(best)),
        "least_share": (min(best.values()), "share"),
        "most_title": list(best)[-1],
        "most_share": (max(best.values()), "share"),
        "close_least": (close.min(), "share"),
        "close_most": (close.max(), "share"),
    }


def _in_band(season: Seen) -> bool:
    return BAND[0] <= season.values["marketing_share"] <= BAND[1]


# --- winning a customer costs five to seven times keeping one -------------------------------------------------------

KEEPING = ("relations", "messages", "membership", "discounts")  # accounts that bear what keeps customers
KEEPERS = {  # levers that bring customers back, each alone
    "messages to the active": {"treatment": Treatment(high_messages=1)},
    "message after a month": {"relations": Relations(winback="month")},
    "care after a purchase": {"relations": Relations(care=2)},
    "members' prices": {
        "membership": Membership(programme="tiers", silver_percent=5.0, gold_percent=8.0, diamond_percent=10.0)
    },
}


@frozen
class Customers:
    """A season's customers: people who bought for the first time and for the second, and yuan for winning and for
    keeping them."""

    new: int
    back: int
    winning: float
    keeping: float


def customers_of(result: Result) -> Customers:
    """The customers of a season."""
    times, balance = result.tables["orders"]["times"], result.ledger.balance
    winning, keeping = (sum(balance[one] for one in accounts) / 100 for accounts in (MARKETING, KEEPING))
    return Customers(int((times == 0).sum()), int((times == 1).sum()), winning, keeping)


def customer_prices(on: list[int]) -> dict[str, float]:
    """Yuan for a further new customer, bought by a higher budget, and for a further one who comes back, by lever, in
    the first shop with the sound plan."""
    market, plan = load("first-shop"), shop("first-shop")
    plans = {"": plan, "new": with_budget(plan, LOUD)} | {name: evolve(plan, **one) for name, one in KEEPERS.items()}
    found = {name: [customers_of(play(one, market, seed)) for seed in on] for name, one in plans.items()}
    usual = found.pop("")
    won = _price(usual, found.pop("new"), "winning", "new")
    return {"a new customer": won} | {name: _price(usual, one, "keeping", "back") for name, one in found.items()}


def _price(usual: list[Customers], moved: list[Customers], cost: str, people: str) -> float:
    """Yuan more for each of the people more, over all seasons; endless where there are no more."""
    more = {one: sum(getattr(each, one) for each in moved) - sum(getattr(each, one) for each in usual)
            for one in (cost, people)}  # fmt: skip
    return more[cost] / more[people] if more[people] > 0 else float("inf")


def customer_numbers(prices: Mapping[str, float]) -> Numbers:
    """What the text says of the prices of customers."""
    new, *kept = prices.values()
    words = ("messages", "month", "care", "members")
    return {"price_new": (new, "yuan")} | {
        f"{word}_{name}": told
        for word, price in zip(words, kept, strict=True)
        for name, told in (("price", (price, "yuan")), ("ratio", plain(new / price, 1)))
    }


# --- data-driven decisions raise sales by 30% -----------------------------------------------------------------------

INDEX = Data(search_index="basic")
TESTED = ("title", "picture", "page")
TAKEN, LOOKED = Selection(pick=1, stock=800), Selection("data-mining", budget=3000.0, pick=1, stock=800)


def with_forecasts(plan: Plan) -> Plan:
    """The plan with forecasts of sales in place of its own reorder levels."""
    return with_products(plan, policy="forecast", reorder_point=(), order_up_to=())


def with_tests(plan: Plan) -> Plan:
    """The plan with A/B tests of title, picture and page, one after the other, whose better version is taken over."""
    tests = [
        AbTest((3 * place + 1, 3 * place + 2), product=name, object=what, rollout="better")
        for name in plan.products
        for place, what in enumerate(TESTED)
    ]
    return evolve(plan, promotions=(*plan.promotions, *tests))


def decisions() -> dict[str, tuple[str, Plan, Plan]]:
    """Decisions without data and with it: scenario and both plans."""
    first, naive = shop("first-shop"), rung("double-eleven", "naive")
    return {
        "stock by forecasts": ("double-eleven", naive, with_forecasts(naive)),
        "a new product by data mining": ("first-shop", evolve(first, selection=TAKEN), evolve(first, selection=LOOKED)),
        "pages by A/B tests": ("first-shop", first, with_tests(first)),
    }


def growth(before: np.ndarray, after: np.ndarray) -> Estimate:
    """Mean growth over seasons, a share, with its standard error."""
    return mean_and_error(after / before - 1.0)


def sales_growth(on: Mapping[str, list[int]]) -> dict[str, Estimate]:
    """Growth of sales by each decision with data, on common draws of the seasons by scenario."""
    return {
        name: growth(*(replicate(plan, load(scenario), on[scenario])["sales"] for plan in (blind, knowing)))
        for name, (scenario, blind, knowing) in decisions().items()
    }


def growth_numbers(grown: Mapping[str, Estimate], rungs: Mapping[str, Mapping[str, Seen]]) -> Numbers:
    """What the text says of growth by data, and by the sound plan."""
    words = ("forecast", "mined", "tests")
    told: Numbers = {f"growth_{word}": with_error(*one) for word, one in zip(words, grown.values(), strict=True)}
    learnt = {"learnt_first": "first-shop", "learnt_double": "double-eleven"}
    return told | {word: (_learnt(rungs[name]), "share") for word, name in learnt.items()}


def _learnt(seasons: Mapping[str, Seen]) -> float:
    """Growth of sales from the naive plan to the sound one."""
    return seasons["sound"].values["sales"] / seasons["naive"].values["sales"] - 1.0


def with_error(mean: float, error: float) -> str:
    """A share with its standard error, in words."""
    return f"{plain(100 * mean, 1)} ± {plain(100 * error, 1)}%"


# --- data analysis returns five times its cost ----------------------------------------------------------------------


def data_returns(on: list[int]) -> dict[str, DataRoi]:
    """Returns on instruments: used and not, where much is at stake and where little, and of two sorts."""
    first, double = shop("first-shop"), with_forecasts(shop("double-eleven"))
    cases = {
        "index, Double Eleven": ("double-eleven", double, INDEX),
        "index, a quiet spring": ("first-shop", with_forecasts(first), INDEX),
        "index that nobody uses": ("first-shop", first, INDEX),
        "dashboard, Double Eleven": ("double-eleven", double, Data(dashboard="basic", security="strong")),
    }
    return {name: data_roi(evolve(plan, data=data), load(key), on) for name, (key, plan, data) in cases.items()}


def data_numbers(found: Mapping[str, DataRoi], blind: Estimate, own: Estimate) -> Numbers:
    """What the text says of the returns on data; profits of the sound plan in Double Eleven with forecasts from past
    sales alone, and with its own levels."""
    index, quiet, unused, dashboard = found.values()
    return {
        "index_cost": (index.cost, "yuan"),
        "index_gain": (round(index.gain, -3), "yuan"),
        "index_roi": f"{plain(index.roi)} ± {plain(index.standard_error)}",
        "quiet_roi": f"{plain(quiet.roi, 1)} ± {plain(quiet.standard_error, 1)}",
        "unused_roi": plain(unused.roi),
        "dashboard_roi": f"{plain(dashboard.roi, 1)} ± {plain(dashboard.standard_error, 1)}",
        "own_levels": (round(own[0] - blind[0], -3), "yuan"),
    }


def levels_against_forecasts(on: list[int]) -> dict[str, Estimate]:
    """Profit of the sound plan in Double Eleven with forecasts from past sales alone, and with its own levels."""
    sound, market = shop("double-eleven"), load("double-eleven")
    plans = {"blind": with_forecasts(sound), "own": sound}
    return {name: mean_and_error(replicate(plan, market, on)["profit"]) for name, plan in plans.items()}


# --- precision marketing saves 25% ----------------------------------------------------------------------------------

WANTED = "quality"  # the group of shoppers that ads are aimed at
SMALL, LARGE = 100.0, 400.0  # yuan a day for display ads
LIKED, DISLIKED = 1.5, -2.0  # appeal of a scarf that one group wants alone (assumed)
TARGETED = {"who typed such words": "keyword", "one group": "audience"}


def for_one_group() -> tuple[Plan, Scenario]:
    """The sound plan of the first shop, without promotions, with one scarf that one group wants and others do not."""
    market, plan, name = load("first-shop"), shop("first-shop"), "scarf-lavender"
    usual = market.products[name]
    appeal = {segment: LIKED if segment == WANTED else DISLIKED for segment in usual.appeal}
    return (
        evolve(plan, products={name: plan.products[name]}, promotions=()),
        evolve(market, products={name: evolve(usual, appeal=appeal)}, candidates={}),
    )


def with_display(plan: Plan, yuan: float, targeting: str) -> Plan:
    """The plan with display ads, yuan a day."""
    audience = None if targeting in ("none", "keyword") else WANTED
    return evolve(plan, ads=Ads(display_budget=always(yuan), targeting=targeting, audience=audience))


def cost_per_order(plan: Plan, scenario: Scenario, on: list[int]) -> np.ndarray:
    """Yuan of ads for each order that came by them, by season."""
    results = [play(plan, scenario, seed) for seed in on]
    orders = [int((one.tables["orders"]["source"] == DISPLAY).sum()) for one in results]
    return np.array([one.ledger.balance["ads"] / 100 / max(many, 1) for one, many in zip(results, orders, strict=True)])


def savings(plan: Plan, scenario: Scenario, yuan: float, on: list[int]) -> dict[str, Estimate]:
    """Share of the cost of an order that each targeting saves, on common draws and at the same budget."""
    aimed = {name: cost_per_order(with_display(plan, yuan, one), scenario, on) for name, one in TARGETED.items()}
    unaimed = cost_per_order(with_display(plan, yuan, "none"), scenario, on)
    return {name: mean_and_error(1.0 - cost / unaimed) for name, cost in aimed.items()}


def all_savings(on: list[int]) -> dict[str, dict[str, Estimate]]:
    """Savings with goods that many want, on a small budget and a large one, and with goods that one group wants."""
    many, few = (shop("first-shop"), load("first-shop")), for_one_group()
    return {
        f"wanted by many, {SMALL:.0f} yuan a day": savings(*many, SMALL, on),
        f"wanted by many, {LARGE:.0f} yuan a day": savings(*many, LARGE, on),
        f"wanted by one group, {SMALL:.0f} yuan a day": savings(*few, SMALL, on),
    }


def saving_rows(found: Mapping[str, Mapping[str, Estimate]]) -> dict[str, dict[str, float]]:
    """The savings without their errors."""
    return {case: {name: mean for name, (mean, _) in each.items()} for case, each in found.items()}


def saving_numbers(found: Mapping[str, Mapping[str, Estimate]]) -> Numbers:
    """What the text says of savings."""
    told = {}
    for case, each in zip(("small", "large", "niche"), found.values(), strict=True):
        for word, one in zip(("words", "group"), each.values(), strict=True):
            told[f"{case}_{word}"] = with_error(*one)
    return told


# --- processes made better raise efficiency by 40% ------------------------------------------------------------------

PROCESSES = {  # of one picker
    "lists, goods as they came": Warehouse(always(1)),
    "four waves": Warehouse(always(1), waves=4),
    "goods by sales": Warehouse(always(1), location_plan="by-sales"),
    "WMS": Warehouse(always(1), system="wms"),
    "WMS, goods by sales": Warehouse(always(1), system="wms", location_plan="by-sales"),
}


@frozen
class Sent:
    """What a warehouse sends: orders for each hour of a picker in the season, in its busiest seven days and on its
    busiest day; and the share of them that leaves later than platforms allow."""

    season: float
    week: float
    day: float
    late: float


def sent_of(result: Result) -> Sent:
    """What the warehouse of a season with one picker sent."""
    orders, table = result.tables["orders"], warehouse()
    left = (orders["left"] != NEVER) & (orders["left"] < result.scenario.days)
    sent = np.bincount(orders["left"][left], minlength=result.scenario.days) / table.picking["hours"].value
    late = (orders["left"] - orders["day"])[left] > table.late["limit"].value
    week = float(np.convolve(sent, np.ones(7), "valid").max()) / 7
    return Sent(float(sent.mean()), week, float(sent.max()), float(late.mean()))


def all_sent(seed: int = 1) -> dict[str, Sent]:
    """What one picker sends by process, in Double Eleven with the sound plan."""
    market, plan = load("double-eleven"), shop("double-eleven")
    return {name: sent_of(play(evolve(plan, warehouse=one), market, seed)) for name, one in PROCESSES.items()}


def sent_rows(found: Mapping[str, Sent]) -> dict[str, dict[str, float]]:
    """Orders for each hour of a picker, by how busy it is."""
    spans = {"in the season": "season", "in the busiest week": "week", "on the busiest day": "day"}
    return {word: {name: getattr(one, span) for name, one in found.items()} for word, span in spans.items()}


def sent_numbers(found: Mapping[str, Sent]) -> Numbers:
    """What the text says of efficiency."""
    usual, waves, *_, both = found.values()
    spans = {f"both_{span}": risen(getattr(usual, span), getattr(both, span)) for span in ("season", "week", "day")}
    late = {"late_before": (usual.late, "share"), "late_after": (both.late, "share")}
    return spans | late | {"waves_day": risen(usual.day, waves.day)}


def risen(before: float, after: float) -> str:
    """A change in per cent, with its sign."""
    return f"{100 * (after / before - 1):+.0f}%".replace("-", MINUS)


# --- orders of magnitude --------------------------------------------------------------------------------------------

CARRIED = {  # who brings the first shop's parcels
    "economy": {"delivery": Delivery("economy")},
    "the platform's usual": {},
    "express": {"delivery": Delivery("express")},
    "express and riders": {"delivery": Delivery("express"), "technology": Technology(instant_delivery="used")},
}


def next_day(result: Result) -> float:
    """Share of the parcels delivered that came on the day after the order, which is the soonest."""
    orders = result.tables["orders"]
    there = orders["delivered"] != NEVER
    return ratio(int((orders["delivered"] - orders["day"] <= 1)[there].sum()), int(there.sum()))


def next_day_shares(seed: int = 1) -> dict[str, float]:
    """Share of parcels that come on the next day, by who brings them."""
    market, plan = load("first-shop"), shop("first-shop")
    return {name: next_day(play(evolve(plan, **one), market, seed)) for name, one in CARRIED.items()}


def survey(seed: int = 1) -> dict[str, float]:
    """Shares of the answers 1 to 5 to the first shop's survey."""
    asked = evolve(shop("first-shop"), relations=Relations(survey=100.0))
    answer = play(asked, load("first-shop"), seed).tables["orders"]["answer"]
    return {f"{one}": ratio(int((answer == one).sum()), int((answer > 0).sum())) for one in range(1, 6)}


def magnitude_numbers(soon: Mapping[str, float], answers: Mapping[str, float]) -> Numbers:
    """What the text says of deliveries and of the survey."""
    economy, _, express, riders = soon.values()
    return {
        "soon_economy": (economy, "share"),
        "soon_express": (express, "share"),
        "soon_riders": (riders, "share"),
        "survey_mean": (sum(int(one) * share for one, share in answers.items()), "stars"),
    }
