"""Scenarios: everything the seller meets. World, rivals, dates, capital, costs, scorecard."""

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import cattrs
from attrs import Factory, frozen

from simulator import world
from simulator.plan import (
    Discount,
    FlashSale,
    Livestream,
    NewCustomerCoupon,
    Plan,
    ProductPlan,
    Shop,
    SpendAndSave,
    TeamPrice,
    in_week,
)
from simulator.planfile import PlanError, Problem, nearest, parse, structure_leniently
from simulator.world import Figure

Shares = dict[str, float]
USUAL = Shop()
Mechanics = Literal["shelf search", "feed", "group buying", "wholesale", "second-hand", "cross-border", "own site"]
Credential = Literal["company", "trademark", "authorisation"]
ShopKind = Literal["individual", "category", "single-brand", "flagship"]
SupplierKind = Literal["manufacturer", "agent", "wholesaler", "trading company"]
RivalRule = Literal["hold", "cost-plus", "follow", "undercut", "premium", "best-response"]
DEEPEST = 0.30  # share off the price of old stock at most (assumed)
LEAST = 1.0  # yuan of a piece
ENDLESS = 10**9  # pieces, more than a season can sell


@frozen
class Fees:
    """What a platform charges: entry and technical in yuan a year, deposit in yuan, commission and payment as shares
    of the price paid."""

    entry: Figure
    deposit: Figure
    technical: Figure
    commission: Figure
    payment: Figure


@frozen
class ShopType:
    """A kind of shop that a platform lets open: factors on its yearly fees and its deposit, utility added, and the
    credentials it takes beyond the platform's own."""

    fees: Figure
    deposit: Figure
    trust: Figure
    needs: tuple[Credential, ...]


@frozen
class Platform:
    """A marketplace with its own fees, audience and habits; units in `world/platforms.toml`."""

    name: str
    name_zh: str
    mechanics: Mechanics
    business: str
    summary: str
    organic_visits: Figure
    paid_visit_cost: Figure
    paid_audience: Figure
    trust: Figure
    competition: Figure
    delivery_days: Figure
    settlement_days: Figure
    payment_rate: Figure
    return_factor: Figure
    pages_per_visit: Figure
    search_share: Figure
    feed_share: Figure
    joiners: Figure
    invites: Figure
    haggling: Figure
    language_gap: Figure
    tariff: Figure
    coming_back: Figure
    price_level: Figure
    violations: Figure
    currency: str
    needs: tuple[Credential, ...]
    languages: tuple[str, ...]
    audience: Shares
    fees: dict[Literal["syllabus", "today"], Fees]
    shop_types: dict[ShopKind, ShopType]


@frozen
class Currency:
    """What shoppers pay in: yuan for one unit."""

    name: str
    name_zh: str
    yuan: Figure


@frozen
class Segment:
    """A group of shoppers with the same tastes; meaning of the weights in `world/segments.toml`."""

    name: str
    name_zh: str
    price: float
    quality: float
    rating: float
    delivery: float
    promotion: float
    quantity: tuple[float, ...]
    pieces: tuple[int, ...]
    top_up: float
    considers: float
    returns_again: float
    asks: float


@frozen
class Supplier:
    """Where goods come from: smallest order in pieces, lead times in hours, flaws as a share; the rest in
    `world/suppliers.toml`."""

    name: str
    name_zh: str
    kind: SupplierKind
    minimum_order: Figure
    unit_cost: Figure
    shortest_lead: Figure
    mean_lead: Figure
    defects: Figure
    price_break: Figure
    reliability: Figure
    appraisal: Figure


@frozen
class Festival:
    """Shopping days: factors on visits and on the share of visitors who would consider buying."""

    name: str
    name_zh: str
    first: date
    last: date
    visits: float
    keener: float


@frozen
class Calendar:
    """The year's rhythm of visits, by hour, weekday, month and festival."""

    year: int
    source: str
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    months: tuple[float, ...]
    festivals: tuple[Festival, ...]


@frozen
class Costs:
    """Running costs in yuan; salvage and resale as shares."""

    operating_week: float
    wage_week: float
    freight: float
    packing: float
    return_handling: float
    storage_day: float
    salvage: float
    resale: float


@frozen
class Product:
    """What can be sold: cost and list price in yuan, quality in stars, returns as a share, appeal by segment; days that
    it keeps (0: for ever), and utility added in each month from January on (none: the same all year).

    `keywords` are the words that shoppers search for it by, with the searches' weight; `title` is its usual title.
    """

    name: str
    name_zh: str
    role: str
    unit_cost: float
    list_price: float
    quality: float
    returns: float
    appeal: Shares
    title: str
    keywords: dict[str, float]
    first_stock: int = 0
    shelf_life: int = 0
    season: tuple[float, ...] = ()


@frozen(kw_only=True)
class Candidate(Product):
    """A product of the suppliers' catalogue, of which nobody has sold any: `spread` is the sd of what its appeal will
    turn out to be over or under the table's."""

    spread: float


@frozen
class Positioning:
    """What a shop stands for: utility added by segment, factor on the cost of what is bought, and yuan a week."""

    name: str
    name_zh: str
    appeal: Shares
    unit_cost: Figure
    week: Figure


@frozen
class Research:
    """A way of looking at candidates: yuan for a look at each of them, the sd of one look's error in log appeal, and
    the sd of the error that no number of looks takes away."""

    look: Figure
    error: Figure
    blur: Figure


@frozen
class Rival:
    """Another seller of the category: how it sets its price (`laws/rivals.py`), price, cost and floor in yuan, `share`
    of its cost or of the others' mean price that it adds; and stock in pieces: at the reorder point it buys up to
    `order_up_to`, and waits `lead_days`. Left out, it has more than anybody could buy."""

    name: str
    name_zh: str
    rule: RivalRule
    price: float
    quality: float
    appeal: Shares
    floor: float = 1.0
    cost: float = 0.0
    share: float = 0.0
    stock: int = ENDLESS
    reorder_point: int = 0
    order_up_to: int = 0
    lead_days: int = 7


@frozen
class RuleChange:
    """A rule of the platforms that changes on the first day of `week`: what it asks from then on."""

    week: int
    title: str
    title_zh: str


@frozen
class Part:
    """One part of the scorecard: worth `weight` when the measure goes from `low` to `high`."""

    weight: float
    low: float
    high: float


@frozen
class Scenario:
    """Everything the seller meets in a season; `credentials` are the papers that the seller can show, `strictness` is a
    factor on the platforms' chances of finding a rule broken."""

    key: str
    title: str
    title_zh: str
    story: str
    start: date
    weeks: int
    capital: float
    credit: float
    fees: Literal["syllabus", "today"]
    default_platform: str
    default_supplier: str
    reference_price: float
    traffic: float
    agents: int
    costs: Costs
    products: dict[str, Product]
    rivals: tuple[Rival, ...]
    scorecard: dict[str, Part]
    candidates: dict[str, Candidate] = Factory(dict)
    credentials: tuple[Credential, ...] = ()
    rule_changes: tuple[RuleChange, ...] = ()
    strictness: float = 1.0

    @property
    def goods(self) -> dict[str, Product]:
        """Products, and the candidates that may join them."""
        return self.products | self.candidates

    @property
    def days(self) -> int:
        """Days of the season."""
        return 7 * self.weeks

    def date(self, day: int) -> date:
        """The date of a day of the season, counted from 0."""
        return self.start + timedelta(days=day)


CONVERTER = cattrs.Converter()
CONVERTER.register_structure_hook(date, lambda value, _: value)
CONVERTER.register_structure_hook(Part, lambda raw, _: Part(raw["weight"], raw["from"], raw["to"]))


@cache
def platforms() -> dict[str, Platform]:
    """Every platform of the world by its key."""
    return CONVERTER.structure(world.table("platforms"), dict[str, Platform])


@cache
def segments() -> dict[str, Segment]:
    """Every segment of shoppers by its key."""
    return CONVERTER.structure(world.table("segments"), dict[str, Segment])


@cache
def suppliers() -> dict[str, Supplier]:
    """Every supplier by its key."""
    return CONVERTER.structure(world.table("suppliers"), dict[str, Supplier])


@frozen
class Posts:
    """Short videos on a feed: yuan each, days to half their pull, factors on visits, posts; see `world/media.toml`."""

    cost: Figure
    half_life: Figure
    least: Figure
    most: Figure
    enough: Figure


@frozen
class Live:
    """Livestreams: yuan, viewers, hours, factors and utility; see `world/media.toml`."""

    cost: Figure
    audience: Figure
    branching: Figure
    decay: Figure
    keener: Figure
    wish: Figure
    returns: Figure


@frozen
class Friends:
    """Friends whom buyers ask: people, yuan, days, hours; see `world/media.toml`."""

    most: Figure
    reward: Figure
    gap: Figure
    team_hours: Figure


@frozen
class Media:
    """What content, livestreams and friends bring."""

    posts: Posts
    livestream: Live
    friends: Friends


@cache
def media() -> Media:
    """What content, livestreams and friends bring, by kind."""
    return CONVERTER.structure(world.table("media"), Media)


@cache
def currencies() -> dict[str, Currency]:
    """Every currency by its code."""
    return CONVERTER.structure(world.table("currencies"), dict[str, Currency])


@cache
def positionings() -> dict[str, Positioning]:
    """What a shop may stand for, by key."""
    return CONVERTER.structure(world.table("positionings"), dict[str, Positioning])


@cache
def research() -> dict[str, Research]:
    """The ways of looking at candidates, by key."""
    return CONVERTER.structure(world.table("research"), dict[str, Research])


@cache
def work() -> dict[str, dict[str, Figure]]:
    """What work costs, by kind and piece of work."""
    return CONVERTER.structure(world.table("work"), dict[str, dict[str, Figure]])


@cache
def calendar() -> Calendar:
    """The year's rhythm."""
    return CONVERTER.structure(world.table("calendar"), Calendar)


@cache
def load(name: str) -> Scenario:
    """The scenario called `name`. Raises `PlanError` where there is none."""
    if name not in world.scenario_names():
        raise PlanError([unknown("scenario", name, world.scenario_names())])
    return CONVERTER.structure(world.table(f"scenarios/{name}") | {"key": name}, Scenario)


def unknown(field: str, word: str, words: tuple[str, ...]) -> Problem:
    """The problem of a word that is none of `words`."""
    return Problem(field, word, "one of " + ", ".join(words), nearest(word, words))


def platform_of(plan: Plan, scenario: Scenario) -> str:
    """Key of the platform that the plan's shop stands on."""
    return plan.shop.platform or scenario.default_platform


def shops_of(plan: Plan, scenario: Scenario) -> list[str]:
    """Keys of the platforms that the plan's shops stand on, the main shop first."""
    return [key for _, _, key in _each_shop(plan, scenario)]


def _each_shop(plan: Plan, scenario: Scenario) -> list[tuple[str, Shop, str]]:
    """Every shop of the plan: the beginning of its fields' names, the shop, and its platform's key."""
    shops = [("shop", plan.shop), *((f"shops[{place}]", shop) for place, shop in enumerate(plan.shops, 1))]
    return [(field, shop, shop.platform or scenario.default_platform) for field, shop in shops]


def shop_type(shop: Shop, platform: str) -> ShopType:
    """The type of a shop, the platform's first when the plan names none. Raises KeyError for one that it lacks."""
    types = platforms()[platform].shop_types
    return types[shop.type or next(iter(types))]


def supplier_of(plan: Plan, scenario: Scenario, product: str) -> str:
    """Key of the supplier of a product."""
    return plan.product(product).supplier or scenario.default_supplier


def price_of(plan: Plan, scenario: Scenario, product: str, week: int) -> float:
    """Shelf price of a product in a week, yuan."""
    return in_week(plan.product(product).price, week, scenario.goods[product].list_price)


def yearly_cost(platform: str, scenario: Scenario, shop: Shop = USUAL) -> float:
    """Yuan a year: the platform's fees, and the papers that the shop's type takes over those of the first type."""
    fees, kind = platforms()[platform].fees[scenario.fees], shop_type(shop, platform)
    papers = set(kind.needs) - set(shop_type(USUAL, platform).needs)
    return (fees.entry.value + fees.technical.value) * kind.fees.value + sum(
        work()["papers"][one].value for one in sorted(papers)
    )


def deposit(platform: str, scenario: Scenario, shop: Shop = USUAL) -> float:
    """Yuan that the platform keeps until the shop leaves."""
    return platforms()[platform].fees[scenario.fees].deposit.value * shop_type(shop, platform).deposit.value


def entry_cost(platform: str, scenario: Scenario, shop: Shop = USUAL) -> float:
    """Yuan paid before the first sale: a year's fees and papers, the deposit, and the shop's texts for abroad."""
    paid = yearly_cost(platform, scenario, shop) + deposit(platform, scenario, shop)
    return paid + localisation_cost(platform, shop)


def localisation_cost(platform: str, shop: Shop) -> float:
    """Yuan paid once for the texts of a shop; nothing where shoppers speak the shop's language."""
    abroad = platforms()[platform].language_gap.value > 0 and shop.localisation != "none"
    return work()["localisation"][shop.localisation].value if abroad else 0.0


def first_stock_of(plan: Plan, scenario: Scenario, product: str) -> int:
    """Pieces of a product bought before the shop opens."""
    decided = plan.product(product).first_stock
    return scenario.products[product].first_stock if decided is None else decided


def first_stock_cost(plan: Plan, scenario: Scenario) -> float:
    """Yuan that the first stock costs."""
    return sum(first_stock_of(plan, scenario, name) * each.unit_cost for name, each in scenario.products.items())


def goods_of(plan: Plan, scenario: Scenario) -> dict[str, Product]:
    """What the plan's shops may sell: the products, and the candidates where any are taken."""
    return scenario.goods if plan.selection.pick else scenario.products


def selection_cost(plan: Plan, scenario: Scenario) -> float:
    """Yuan that research and the stock of the candidates taken cost at most."""
    dearest = sorted((one.unit_cost for one in scenario.candidates.values()), reverse=True)
    return plan.selection.budget + plan.selection.stock * sum(dearest[: plan.selection.pick])


def read(text: str, scenario: str | None = None) -> tuple[Plan, Scenario]:
    """The plan in a TOML text with the scenario that it is played in (`scenario`, or the one the plan names).

    Raises `PlanError` with every problem of the text and of its fit to the scenario.
    """
    return admit(parse(text), scenario)


def admit(raw: dict[str, Any], scenario: str | None = None) -> tuple[Plan, Scenario]:
    """As `read`, from plain data."""
    plan, problems = structure_leniently(raw)
    name = scenario or plan.scenario
    if name not in world.scenario_names():
        raise PlanError([*problems, unknown("scenario", name, world.scenario_names())])
    told = {problem.field.rpartition(".")[0] for problem in problems}
    problems += [
        one for one in fit(plan, load(name)) if one.value is not None or one.field.rpartition(".")[0] not in told
    ]
    if problems:
        raise PlanError(problems)
    return plan, load(name)


def fit(plan: Plan, scenario: Scenario) -> list[Problem]:
    """What in the plan does not fit the scenario."""
    return [*_names(plan, scenario), *_weeks(plan, scenario), *_stock(plan, scenario), *_prices(plan, scenario),
            *_shops(plan, scenario), *_places(plan, scenario), *_entry(plan, scenario), *_hours(plan),
            *_floors(plan, scenario), *_selection(plan, scenario)]  # fmt: skip


WEEKLY = ("price", "listed", "reorder_point", "order_up_to")


def _names(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    known = tuple(scenario.goods)
    yield from (unknown(f"products.{name}", name, known) for name in plan.products if name not in known)
    for place, promotion in enumerate(plan.promotions, 1):
        covered = getattr(promotion, "products", ())
        yield from (unknown(f"promotions[{place}].products", name, known) for name in covered if name not in known)


def _weeks(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    allowed = f"a week of the season, 1 to {scenario.weeks}"
    for place, promotion in enumerate(plan.promotions, 1):
        late = [week for week in promotion.weeks if week > scenario.weeks]
        yield from (Problem(f"promotions[{place}].weeks", week, allowed) for week in late)
    weekly = {"marketing.weekly_budget": plan.marketing.weekly_budget}
    for name, product in plan.products.items():
        weekly |= {f"products.{name}.{one}": getattr(product, one) for one in WEEKLY}
    for field, steps in weekly.items():
        yield from (Problem(field, step.week, allowed) for step in steps if step.week > scenario.weeks)


def _stock(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    for name, product in plan.products.items():
        for one, other in (("reorder_point", "order_up_to"), ("order_up_to", "reorder_point")):
            if getattr(product, other) and not getattr(product, one):
                yield Problem(f"products.{name}.{one}", None, f"a number, when {other} is given")
        if product.order_up_to and product.reorder_point:
            yield from _upside_down(name, product, scenario)


def _upside_down(name: str, product: ProductPlan, scenario: Scenario) -> Iterator[Problem]:
    for week in range(1, scenario.weeks + 1):
        point, up_to = in_week(product.reorder_point, week, 0), in_week(product.order_up_to, week, 0)
        if 0 < up_to <= point:
            allowed = f"more than the reorder point, {point:g} in week {week}, or 0 to buy no more"
            yield Problem(f"products.{name}.order_up_to", up_to, allowed)
            return


def _prices(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Promotions that together leave a piece under one yuan."""
    for name in goods_of(plan, scenario):
        for week in range(1, scenario.weeks + 1):
            left = lowest_price(plan, scenario, name, week)
            if left < LEAST:
                allowed = f"cuts that leave at least 1 yuan of {name} in week {week}"
                yield Problem("promotions", f"{left:.2f} yuan after all cuts", allowed)
                break


def lowest_price(plan: Plan, scenario: Scenario, product: str, week: int) -> float:
    """What a piece costs at least in a week, in any shop and an order of any size, when every promotion that may apply
    does, yuan."""
    decided, running = plan.product(product), [one for one in plan.promotions if week in one.weeks]
    covering = [one for one in running if product in (getattr(one, "products", ()) or (product,))]
    low, high = shelf_prices(plan, scenario, product, week)
    low *= 1 - max((one.percent for one in covering if isinstance(one, Discount | FlashSale)), default=0.0) / 100
    offers = [[one for one in running if isinstance(one, kind)] for kind in (SpendAndSave, NewCustomerCoupon)]
    left = []
    for key in shops_of(plan, scenario):
        teams = [one.percent for one in covering if isinstance(one, TeamPrice) and meets_in_teams(key)]
        own = max(decided.member_percent, decided.quantity_percent, *teams, 0.0)
        paid = _received(key)
        left += [_least_of(low * (1 - own / 100) * paid, high * paid, size, *offers) for size in _order_sizes(key)]
    return min(left)


def _least_of(low: float, high: float, size: int, saves: list[SpendAndSave], coupons: list[NewCustomerCoupon]) -> float:
    """What a piece costs at least in an order of so many, when one costs from `low` to `high` and one offer of each
    kind may be had, yuan."""
    had = [[(0.0, 0.0), *((one.spend, one.save) for one in each if one.spend <= size * high)]
           for each in (saves, coupons)]  # fmt: skip
    return min(max(one[0], other[0], size * low) - one[1] - other[1] for one in had[0] for other in had[1]) / size


def _order_sizes(platform: str) -> list[int]:
    """Pieces that an order may have where a platform's shoppers buy, topped up by one or not."""
    wanted = {size for name in platforms()[platform].audience for size in segments()[name].pieces}
    return sorted(wanted | {size + 1 for size in wanted})


def meets_in_teams(platform: str) -> bool:
    """Whether a platform's shoppers buy in teams."""
    return platforms()[platform].joiners.value > 0


def shelf_prices(plan: Plan, scenario: Scenario, product: str, week: int) -> tuple[float, float]:
    """Bounds of a product's shelf price at home in a week under the plan's pricing method and price rule, yuan."""
    decided, rivals = plan.product(product), [_lowest_of(one) for one in scenario.rivals]
    low, high = _method_prices(plan, scenario, product, week)
    floor = min(decided.price_floor, low)
    if decided.price_rule == "follow":
        low = min(low, max(floor, min(rivals, default=low)))
    if decided.price_rule == "markdown":
        low = max(low * (1 - DEEPEST), floor)
    return low, high


def _method_prices(plan: Plan, scenario: Scenario, product: str, week: int) -> tuple[float, float]:
    """Bounds of the price that the plan's pricing method finds, before any price rule, yuan."""
    decided, given = plan.product(product), price_of(plan, scenario, product, week)
    share, rivals = decided.price_percent / 100, [_lowest_of(one) for one in scenario.rivals]
    if decided.price_method == "cost-plus":
        return _lowest_cost(plan, scenario, product) * (1 + share), math.inf
    if decided.price_method == "fixed" or not rivals:
        return given, given
    if decided.price_method == "competition":
        return sum(rivals) / len(rivals) * (1 + share), math.inf
    worth, known = scenario.goods[product].list_price, [one.price for one in scenario.rivals if one.rule == "hold"]
    cheapest = min(rivals) if share <= 1 else min(known, default=worth)
    return max(cheapest + (worth - cheapest) * share, LEAST), math.inf


def _lowest_of(rival: Rival) -> float:
    """What a rival asks at least, yuan."""
    return rival.price if rival.rule == "hold" else min(rival.price, rival.floor)


def _lowest_cost(plan: Plan, scenario: Scenario, product: str) -> float:
    """What a piece costs the shop at least, whatever the contract and the shops' stances, yuan."""
    source = suppliers()[supplier_of(plan, scenario, product)]
    stance = min(one.unit_cost.value for one in positionings().values())
    cost = scenario.goods[product].unit_cost * source.unit_cost.value * stance
    return cost * (1 - source.price_break.value)


def _received(platform: str) -> float:
    """What a platform's buyers pay of a price at home, without promotions."""
    there = platforms()[platform]
    return there.price_level.value * (1 - there.haggling.value)


def _places(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Promotions that none of the plan's shops can carry out, and a budget that none of them may spend."""
    stand = shops_of(plan, scenario)
    for kind, works in PLACES.items():
        if not any(map(works, stand)):
            where = ", ".join(filter(works, platforms()))
            allowed = f"a promotion that works where the shops stand; this one takes {where}"
            yield from (Problem(f"promotions[{place}].kind", kind, allowed)
                        for place, one in enumerate(plan.promotions, 1) if one.kind == kind)  # fmt: skip
    spends = any(step.value for step in plan.marketing.weekly_budget)
    if spends and not any(shop.share for _, shop, _ in _each_shop(plan, scenario)):
        yield Problem("shop.share", plan.shop.share, "more than 0 in one shop at least, when there is a budget")


def streams(platform: str) -> bool:
    """Whether people watch livestreams on a platform."""
    return platforms()[platform].feed_share.value > 0


PLACES: dict[str, Callable[[str], bool]] = {TeamPrice.kind: meets_in_teams, Livestream.kind: streams}


def _shops(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Platforms named twice, shop types that a platform does not open, and papers that the seller lacks."""
    taken: set[str] = set()
    for field, shop, key in _each_shop(plan, scenario):
        if key in taken:
            yield Problem(f"{field}.platform", key, "a platform on which the plan opens no other shop")
        taken.add(key)
        types = tuple(platforms()[key].shop_types)
        if shop.type and shop.type not in types:
            allowed = f"a shop type that {key} opens: {', '.join(types)}"
            yield Problem(f"{field}.type", shop.type, allowed, nearest(shop.type, types))
        else:
            yield from _papers(field, shop, key, scenario)


def _papers(field: str, shop: Shop, key: str, scenario: Scenario) -> Iterator[Problem]:
    asked = platforms()[key].needs + shop_type(shop, key).needs
    missing = [one for one in dict.fromkeys(asked) if one not in scenario.credentials]
    if missing:
        typed = shop.type and set(platforms()[key].needs) <= set(scenario.credentials)
        name, value = ("type", shop.type) if typed else ("platform", key)
        yield Problem(
            f"{field}.{name}", value, f"a shop that the seller has the papers for; it takes {', '.join(missing)}"
        )


def _hours(plan: Plan) -> Iterator[Problem]:
    """Discounts that end before they begin, and a desk that closes before it opens."""
    desk = plan.service
    if desk.closes <= desk.opens:
        yield Problem("service.closes", desk.closes, f"an hour after the desk opens, at {desk.opens}")
    for place, one in enumerate(plan.promotions, 1):
        if isinstance(one, Discount) and one.to_hour <= one.from_hour:
            allowed = f"an hour after the discount begins, at {one.from_hour:g}"
            yield Problem(f"promotions[{place}].to_hour", one.to_hour, allowed)


def _floors(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Price rules whose lowest price lies over the price that they start from."""
    for name in goods_of(plan, scenario):
        decided = plan.product(name)
        if decided.price_rule == "none" or decided.price_method != "fixed":
            continue
        lowest = min(price_of(plan, scenario, name, week) for week in range(1, scenario.weeks + 1))
        if decided.price_floor > lowest:
            yield Problem(f"products.{name}.price_floor", decided.price_floor, f"at most the price, {lowest:g}")


def _selection(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """More candidates than there are, research without a method, candidates bought elsewhere in the plan, and what the
    capital can't buy."""
    decided, number = plan.selection, len(scenario.candidates)
    if decided.pick > number:
        yield Problem("selection.pick", decided.pick, f"at most the {number} candidates of the catalogue")
    if decided.budget and decided.method == "none":
        yield Problem("selection.budget", decided.budget, "0, as long as no method is chosen")
    elif decided.budget and not decided.pick:
        yield Problem("selection.budget", decided.budget, "0, as long as no candidate is taken")
    if not decided.pick:
        allowed = "left out, as long as no candidate is taken: selection.pick says how many"
        yield from (Problem(f"products.{name}", name, allowed) for name in plan.products if name in scenario.candidates)
        return
    for name in scenario.candidates:
        if (pieces := plan.product(name).first_stock) is not None:
            allowed = "left out for a candidate; selection.stock says how many pieces are bought"
            yield Problem(f"products.{name}.first_stock", pieces, allowed)
    left = _left(plan, scenario) - first_stock_cost(plan, scenario)
    if 0 <= left < (needed := selection_cost(plan, scenario)):
        allowed = f"research and stock for {left:,.0f} yuan, what is left of the capital; they take {needed:,.0f}"
        yield Problem("selection.stock", decided.stock, allowed)


def _entry(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Shops that the capital cannot open, or first stock that it cannot buy as well."""
    if not _open(plan, scenario):
        return
    funds = scenario.capital + scenario.credit + plan.risk.credit_line
    stock = first_stock_cost(plan, scenario)
    needed = min(stock, first_stock_cost(Plan(), scenario))
    for field, shop, key in _each_shop(plan, scenario):
        needed += entry_cost(key, scenario, shop)
        if needed > funds:
            capital, whole = f"{funds:,.0f}", f"{needed:,.0f}"
            allowed = f"a platform that the capital of {capital} yuan can open; with the first stock it takes {whole}"
            yield Problem(f"{field}.platform", key, allowed)
            return
    left = _left(plan, scenario)
    if stock > left:
        allowed = f"first stock for {left:,.0f} yuan, what is left of the capital; all of it takes {stock:,.0f}"
        yield from (Problem(f"products.{name}.first_stock", decided.first_stock, allowed)
                    for name, decided in plan.products.items() if decided.first_stock)  # fmt: skip


def _open(plan: Plan, scenario: Scenario) -> bool:
    """Whether every shop is of a type that its platform opens."""
    return all(not shop.type or shop.type in platforms()[key].shop_types for _, shop, key in _each_shop(plan, scenario))


def _left(plan: Plan, scenario: Scenario) -> float:
    """Yuan that are left when every shop is open; none when one can't be."""
    if not _open(plan, scenario):
        return -1.0
    funds = scenario.capital + scenario.credit + plan.risk.credit_line
    return funds - sum(entry_cost(key, scenario, shop) for _, shop, key in _each_shop(plan, scenario))
