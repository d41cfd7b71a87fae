"""Scenarios: everything the seller meets. World, rivals, dates, capital, costs, scorecard."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import cattrs
from attrs import frozen

from simulator import world
from simulator.plan import Discount, FlashSale, NewCustomerCoupon, Plan, ProductPlan, Shop, SpendAndSave, in_week
from simulator.planfile import PlanError, Problem, nearest, parse, structure_leniently
from simulator.world import Figure

Shares = dict[str, float]
USUAL = Shop()
Mechanics = Literal["shelf search", "feed", "group buying", "wholesale", "second-hand", "cross-border", "own site"]
Credential = Literal["company", "trademark", "authorisation"]
ShopKind = Literal["individual", "category", "single-brand", "flagship"]
SupplierKind = Literal["manufacturer", "agent", "wholesaler", "trading company"]


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
    """What can be sold: cost and list price in yuan, quality in stars, returns as a share, appeal by segment."""

    name: str
    name_zh: str
    role: str
    unit_cost: float
    list_price: float
    first_stock: int
    quality: float
    returns: float
    appeal: Shares


@frozen
class Rival:
    """Another seller of the category. `hold` keeps its price; `follow` goes a step under the shop's cheapest, never
    under its floor."""

    name: str
    name_zh: str
    rule: Literal["hold", "follow"]
    price: float
    quality: float
    appeal: Shares
    floor: float = 1.0


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
    credentials: tuple[Credential, ...] = ()
    rule_changes: tuple[RuleChange, ...] = ()
    strictness: float = 1.0

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


@cache
def currencies() -> dict[str, Currency]:
    """Every currency by its code."""
    return CONVERTER.structure(world.table("currencies"), dict[str, Currency])


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
    return in_week(plan.product(product).price, week, scenario.products[product].list_price)


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
            *_shops(plan, scenario), *_entry(plan, scenario)]  # fmt: skip


def _names(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    known = tuple(scenario.products)
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
        weekly |= {f"products.{name}.{one}": getattr(product, one) for one in ("price", "reorder_point", "order_up_to")}
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
    for name in scenario.products:
        for week in range(1, scenario.weeks + 1):
            left = lowest_price(plan, scenario, name, week)
            if left < 1.0:
                allowed = f"cuts that leave at least 1 yuan of {name} in week {week}"
                yield Problem("promotions", f"{left:.2f} yuan after all cuts", allowed)
                break


def lowest_price(plan: Plan, scenario: Scenario, product: str, week: int) -> float:
    """What a piece costs at least in a week, when every promotion that may apply does, yuan; orders of up to 4."""
    running = [one for one in plan.promotions if week in one.weeks]
    cuts = [one for one in running if isinstance(one, Discount | FlashSale) and product in (one.products or [product])]
    price = price_of(plan, scenario, product, week) * (1 - max((one.percent for one in cuts), default=0.0) / 100)
    price *= min(_received(key) for key in shops_of(plan, scenario))
    offers = [one for one in running if isinstance(one, SpendAndSave | NewCustomerCoupon)]
    return min(price - sum(one.save for one in offers if n * price >= one.spend) / n for n in (1, 2, 3, 4))


def _received(platform: str) -> float:
    """What a platform's buyers pay of a price at home, without promotions."""
    there = platforms()[platform]
    return there.price_level.value * (1 - there.haggling.value)


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


def _entry(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Shops that the capital cannot open, or first stock that it cannot buy as well."""
    if any(shop.type and shop.type not in platforms()[key].shop_types for _, shop, key in _each_shop(plan, scenario)):
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
    left = funds - sum(entry_cost(key, scenario, shop) for _, shop, key in _each_shop(plan, scenario))
    if stock > left:
        allowed = f"first stock for {left:,.0f} yuan, what is left of the capital; all of it takes {stock:,.0f}"
        yield from (Problem(f"products.{name}.first_stock", decided.first_stock, allowed)
                    for name, decided in plan.products.items() if decided.first_stock)  # fmt: skip
