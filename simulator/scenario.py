"""Scenarios: everything the seller meets. World, rivals, dates, capital, costs, scorecard."""

from datetime import date, timedelta
from functools import cache
from typing import Literal

import cattrs
from attrs import Factory, frozen

from simulator import world
from simulator.plan import Plan, Shop, in_week
from simulator.planfile import PlanError, Problem, nearest
from simulator.world import Figure

Shares = dict[str, float]
USUAL = Shop()
Mechanics = Literal["shelf search", "feed", "group buying", "wholesale", "second-hand", "cross-border", "own site"]
Credential = Literal["company", "trademark", "authorisation"]
ShopKind = Literal["individual", "category", "single-brand", "flagship"]
SupplierKind = Literal["manufacturer", "agent", "wholesaler", "trading company"]
ShockKind = Literal["new-platform", "price-war", "supplier-failure", "opinion-crisis", "viral-hit"]
RivalRule = Literal["hold", "cost-plus", "follow", "undercut", "premium", "best-response"]
DEEPEST = 0.30  # share off the price of old stock at most (assumed)
LEAST, DEAREST = 1.0, 9999.0  # yuan of a piece
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

    @property
    def meets_in_teams(self) -> bool:
        """Whether shoppers buy in teams."""
        return self.joiners.value > 0

    @property
    def paid_of_home(self) -> float:
        """What buyers pay of a price at home, without promotions: the level of prices, less what they haggle off."""
        return self.price_level.value * (1 - self.haggling.value)


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
    shop_week: float
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
    `worn`: whether it can be tried on; `origin`: how far it counts where it comes from, 0 to 1.
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
    worn: bool = True
    origin: float = 0.0
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
class Shock:
    """Something that happens to the market on the first day of `week`, for so many weeks where it does not pass by
    itself. `size`: share of visits that a new platform takes or a viral hit brings on its first day, share by which
    rivals cut their prices, or utility that a crisis takes on its first day. `announced`: whether the seller knows
    beforehand."""

    kind: ShockKind
    week: int
    title: str
    title_zh: str
    size: float = 0.0
    weeks: int = 1
    supplier: str = ""
    announced: bool = False


@frozen
class Past:
    """What the shop has on its first day: reviews, their mean stars, and whether its first stock lies there already, so
    that no plan decides it."""

    reviews: int = 0
    stars: float = 4.5
    stock: bool = False


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
    shocks: tuple[Shock, ...] = ()
    strictness: float = 1.0
    past: Past = Past()

    @property
    def goods(self) -> dict[str, Product]:
        """Products, and the candidates that may join them."""
        return self.products | self.candidates

    @property
    def days(self) -> int:
        """Days of the season."""
        return 7 * self.weeks

    def festival_weeks(self) -> list[int]:
        """The weeks into which days of shopping festivals fall."""
        return sorted({day // 7 + 1 for day in range(self.days) if is_festival(self.date(day))})

    def date(self, day: int) -> date:
        """The date of a day of the season, counted from 0."""
        return self.start + timedelta(days=day)


CONVERTER = cattrs.Converter(detailed_validation=False)
CONVERTER.register_structure_hook(date, lambda value, _: value)
CONVERTER.register_structure_hook(Part, lambda raw, _: Part(raw["weight"], raw["from"], raw["to"]))


@cache
def platforms() -> dict[str, Platform]:
    """Every platform of the world by its key."""
    return CONVERTER.structure(world.table("platforms"), dict[str, Platform])


def sells_at_home(platform: str) -> bool:
    """Whether a platform's shoppers live at home."""
    return platforms()[platform].currency == "CNY"


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
class Host:
    """A kind of host: factors on viewers and returns, utility added, yuan a week as the shop's own, share of sales, and
    a factor on the part of a fee that pays for a host."""

    viewers: Figure
    wish: Figure
    returns: Figure
    wage: Figure
    commission: Figure
    fee: Figure


@frozen
class LivePart:
    """A part of a session: what it adds, with four times its usual share of the time, to viewers whom each viewer
    brings and to returns (shares of the usual), and to utility."""

    viewers: Figure
    wish: Figure
    returns: Figure


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
    host_part: Figure
    harm: Figure
    sessions: Figure
    hosts: dict[str, Host]
    parts: dict[str, LivePart]


@frozen
class Friends:
    """Friends whom buyers ask: people, yuan, days, hours; see `world/media.toml`."""

    most: Figure
    reward: Figure
    gap: Figure
    team_hours: Figure


@frozen
class Medium:
    """A social medium: shares of its readers by segment, readers a day, and factors on the reach of each form."""

    audience: Shares
    readers: Figure
    fit: dict[str, Figure]


@frozen
class Form:
    """What a post is: yuan each, factor on reach, days to half of it, share of reads that are answered."""

    cost: Figure
    reach: Figure
    half_life: Figure
    interaction: Figure


@frozen
class Theme:
    """What posts are about: factors on reach, on days to half of it, and on readers who would consider buying."""

    reach: Figure
    half_life: Figure
    keener: Figure


@frozen
class Selling:
    """Selling in posts: the least and the most of the readers who visit, what the hardest takes of their trust, and
    days to half of that."""

    least: Figure
    most: Figure
    harm: Figure
    half_life: Figure


@frozen
class SocialMedia:
    """Social media: posts that reach two thirds of the readers, and what differs by medium, form and theme; see
    `world/media.toml`."""

    enough: Figure
    media: dict[str, Medium]
    forms: dict[str, Form]
    themes: dict[str, Theme]
    selling: Selling


@frozen
class Circle:
    """What a KOL is followed for: factors on the fans who visit, on those who would consider buying, and on the fee."""

    visits: Figure
    keener: Figure
    fee: Figure


@frozen
class Screening:
    """A way of looking at a KOL: the share of real fans that those taken have, and yuan for the look."""

    real: Figure
    cost: Figure


@frozen
class Cooperation:
    """A form of cooperation: share of fans who see it, factors on visits and on the fee, days until a fan comes."""

    seen: Figure
    visits: Figure
    fee: Figure
    gap: Figure


@frozen
class Kols:
    """KOLs: thousands of people on a medium, weeks in which half of them forget, share of those who see a post that
    visit, selling points, and what differs by circle, screening and form; yuan for a thousand fans by medium; see
    `world/media.toml`."""

    people: Figure
    half_life: Figure
    visiting: Figure
    gain: Figure
    loss: Figure
    thousand: dict[str, Figure]
    circles: dict[str, Circle]
    screenings: dict[str, Screening]
    cooperations: dict[str, Cooperation]


@frozen
class Media:
    """What content, livestreams and friends bring."""

    posts: Posts
    livestream: Live
    friends: Friends
    social: SocialMedia
    kol: Kols


@cache
def media() -> Media:
    """What content, livestreams and friends bring, by kind."""
    return CONVERTER.structure(world.table("media"), Media)


@frozen
class Contacts:
    """Questions to the desk: shape of the days' gamma factor, seconds, and a share; see `world/consultation.toml`."""

    shape: Figure
    handling: Figure
    patience: Figure
    long_wait: Figure
    basic: Figure


@frozen
class Asking:
    """What who asks has more of, and what the desk adds: utility; see `world/consultation.toml`."""

    keener: Figure
    answered: Figure
    personal: Figure
    automatic: Figure
    unanswered: Figure


@frozen
class Means:
    """What helps the desk: yuan, a share and a factor; see `world/consultation.toml`."""

    auto_reply: Figure
    knowledge: Figure
    shorter: Figure
    personal: Figure


@frozen
class Consultation:
    """What happens to shoppers who ask before they decide; `stars` for service by what came of it."""

    contacts: Contacts
    choice: Asking
    means: Means
    stars: dict[str, Figure]


@cache
def consultation() -> Consultation:
    """What happens to shoppers who ask before they decide, by kind."""
    return CONVERTER.structure(world.table("consultation"), Consultation)


@frozen
class Place:
    """A place beside the search results: the chance that it is looked at."""

    examined: Figure


@frozen
class Auction:
    """The auction of places; see `world/ads.toml`."""

    floor: Figure
    belief: Figure
    keenness: Figure
    places: tuple[Place, ...]


@frozen
class Keywords:
    """A group of words that are bid for: who searches, who else bids; see `world/ads.toml`."""

    searches: Figure
    click: Figure
    keener: Figure
    rivals: Figure
    bid: Figure
    spread: Figure
    skill: Figure
    lasts: Figure
    thrift: Figure
    anyway: Figure


@frozen
class Shown:
    """A form of ads that are shown to people who do not search; see `world/ads.toml`."""

    people: Figure
    click: Figure
    keener: Figure
    cost: Figure
    anyway: Figure


@frozen
class CarryOver:
    """How long display ads are remembered, and what that brings; see `world/ads.toml`."""

    kept: Figure
    enough: Figure
    slope: Figure
    most: Figure


@frozen
class Targeting:
    """A way of choosing who sees an ad: shares of the wanted and of the others whom it reaches, factor on a click's
    price."""

    recall: Figure
    false: Figure
    price: Figure


@frozen
class Advertising:
    """What ads meet and bring."""

    auction: Auction
    keywords: dict[Literal["core", "tail"], Keywords]
    shown: dict[Literal["display", "recommendation"], Shown]
    targeting: dict[Literal["keyword", "audience", "region"], Targeting]
    carry_over: CarryOver


@cache
def advertising() -> Advertising:
    """What ads meet and bring, by form."""
    return CONVERTER.structure(world.table("ads"), Advertising)


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
def promotions() -> dict[str, dict[str, Figure]]:
    """What promotions do, by kind."""
    return CONVERTER.structure(world.table("promotions"), dict[str, dict[str, Figure]])


@cache
def customers() -> dict[str, dict[str, Figure]]:
    """What programmes for customers cost and do, by kind."""
    return CONVERTER.structure(world.table("customers"), dict[str, dict[str, Figure]])


@cache
def brand() -> dict[str, dict[str, Figure]]:
    """What a brand costs, how it is remembered, and what it does, by kind."""
    return CONVERTER.structure(world.table("brand"), dict[str, dict[str, Figure]])


@cache
def insight() -> dict[str, dict[str, Figure]]:
    """What data analysis costs and tells, by kind."""
    return CONVERTER.structure(world.table("insight"), dict[str, dict[str, Figure]])


@cache
def owned() -> dict[str, dict[str, Figure]]:
    """What the shop's own places cost and do, by place."""
    return CONVERTER.structure(world.table("owned"), dict[str, dict[str, Figure]])


@cache
def technology() -> dict[str, dict[str, Figure]]:
    """What technology costs, and how it scales what is there, by the plan's levers."""
    return CONVERTER.structure(world.table("technology"), dict[str, dict[str, Figure]])


@cache
def staff() -> dict[str, dict[str, Figure]]:
    """What is done for people, what it costs, and how much faster they are."""
    return CONVERTER.structure(world.table("staff"), dict[str, dict[str, Figure]])


@cache
def shocks() -> dict[str, dict[str, Figure]]:
    """How shocks pass, and what preparing for them costs and does."""
    return CONVERTER.structure(world.table("shocks"), dict[str, dict[str, Figure]])


def gain(plan: Plan, lever: str, effect: str, without: float = 1.0) -> float:
    """What a technology does to a quantity, `without` where the plan does not use it."""
    return technology()[lever][effect].value if lever in plan.technology.used else without


@cache
def work() -> dict[str, dict[str, Figure]]:
    """What work costs, by kind and piece of work."""
    return CONVERTER.structure(world.table("work"), dict[str, dict[str, Figure]])


@frozen
class Help:
    """What helps pickers: yuan once and a week, factors on parcels a picker-hour and on the share of wrong parcels."""

    once: Figure
    week: Figure
    speed: Figure
    errors: Figure


@frozen
class Warehouse:
    """The shop's own warehouse; units in `world/warehouse.toml`."""

    picking: dict[str, Figure]
    late: dict[str, Figure]
    wrong: dict[str, Figure]
    system: dict[str, Help]
    location_plan: dict[str, Help]


@cache
def warehouse() -> Warehouse:
    """What the shop's own warehouse takes and does."""
    return CONVERTER.structure(world.table("warehouse"), Warehouse)


@frozen
class Carrier:
    """A carrier; units in `world/carriers.toml`."""

    freight: Figure
    far: Figure
    days: Figure
    reliable: Figure
    crowded: Figure


@frozen
class Carriers:
    """Carriers by key, near and far buyers, crowded times."""

    carriers: dict[str, Carrier]
    ways: dict[str, Figure]
    crowding: dict[str, Figure]


@cache
def carriers() -> Carriers:
    """Who carries parcels, where to, and when it takes longer."""
    return CONVERTER.structure(world.table("carriers"), Carriers)


def helps_of(plan: Plan) -> tuple[Help, Help]:
    """What helps the plan's pickers: a system, and a location plan."""
    table, decided = warehouse(), plan.warehouse
    return table.system[decided.system], table.location_plan[decided.location_plan]


@cache
def aftersales() -> dict[str, dict[str, Figure]]:
    """What happens after a sale, by part of the table."""
    return CONVERTER.structure(world.table("aftersales"), dict[str, dict[str, Figure]])


@cache
def browsing() -> dict[str, dict[str, Figure]]:
    """How counted visits and pages are spread over people, by part of the table."""
    return CONVERTER.structure(world.table("browsing"), dict[str, dict[str, Figure]])


@cache
def calendar() -> Calendar:
    """The year's rhythm."""
    return CONVERTER.structure(world.table("calendar"), Calendar)


def is_festival(day: date) -> bool:
    """Whether a shopping festival is on that shops may enter: one whose visitors are keener to buy."""
    return any(one.first <= day <= one.last and one.keener > 1 for one in calendar().festivals)


@cache
def load(name: str) -> Scenario:
    """The scenario called `name`. Raises `PlanError` where there is none."""
    if name not in world.scenario_names():
        raise PlanError([unknown("scenario", name, world.scenario_names())])
    return CONVERTER.structure(world.table(f"scenarios/{name}") | {"key": name}, Scenario)


def unknown(field: str, word: str, words: tuple[str, ...]) -> Problem:
    """The problem of a word that is none of `words`."""
    return Problem(field, word, "one of " + ", ".join(words), nearest(word, words))


def shops_of(plan: Plan, scenario: Scenario) -> list[str]:
    """Keys of the platforms that the plan's shops stand on, the main shop first."""
    return [key for _, _, key in each_shop(plan, scenario)]


def each_shop(plan: Plan, scenario: Scenario) -> list[tuple[str, Shop, str]]:
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


def agents_of(plan: Plan, scenario: Scenario) -> int:
    """Agents at the service desk."""
    return scenario.agents if plan.service.agents is None else plan.service.agents


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
    decided = None if scenario.past.stock else plan.product(product).first_stock
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
