"""Plans: everything the seller decides for a season, as data.

A plan is a TOML file. Each field is described once, by the `Lever` in its metadata: the same description makes the
page's form, the notebook's form, the comments of a new plan, the messages of `check` and the table in the book.
"""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from attrs import Attribute, Factory, field, fields, frozen

from simulator.words import mark

PLATFORMS = (
    "taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou", "1688", "hc360", "global-sources", "amazon", "ebay",
    "aliexpress", "wechat", "own-site", "xianyu", "vertical", "xiaohongshu",
)  # fmt: skip
SUPPLIERS = ("yiwu-wholesale", "shaoxing-agent", "hangzhou-factory", "ningbo-trading", "overseas-stock")
SHOP_TYPES = ("individual", "category", "single-brand", "flagship")
LOCALISATIONS = ("none", "translated", "localised")
POSITIONINGS = ("mass", "differentiation", "cost-leadership", "niche", "premium", "innovation")
EFFORTS = ("none", "checks", "system")
RESPONSES = ("at-once", "wait")
ROLES = ("regular", "hit", "traffic", "profit", "image")
PRICE_METHODS = ("fixed", "cost-plus", "competition", "value")
PRICE_RULES = ("none", "follow", "markdown")
CONTRACTS = ("none", "price", "quality", "punctual")
INSPECTIONS = ("none", "sample", "full")
REORDER_POLICIES = ("levels", "forecast")
WAREHOUSE_SYSTEMS = ("none", "wms")
CARRIERS = ("economy", "standard", "express")
PRIORITIES = ("first-come", "important-first")
LOCATION_PLANS = ("none", "by-sales")
REMEDIES = ("return", "guide", "part", "repair", "exchange")
ANSWERS = ("none", "bad")
WINBACKS = ("none", "month", "two-months", "quarter")
RECOMMENDATIONS = ("none", "related")
FREIGHT_PAYERS = ("buyer", "seller")
REFUNDS = ("on-receipt", "in-advance", "put-off")
AUTO_REPLIES = ("none", "basic")
ADVICE = ("standard", "personal")
RESEARCH = ("none", "market-research", "competitors", "data-mining")
EVENING = 18  # hour at which more agents may come
TARGETINGS = ("none", "keyword", "audience", "region")
AUDIENCES = ("bargain", "practical", "quality", "trend", "retailer", "overseas", "thrift", "follower")
MEDIUMS = ("official-account", "weibo", "xiaohongshu", "bilibili", "short-video")
FORMS = ("article", "pictures", "video")
HOSTS = ("professional", "influencer", "expert", "founder")
PAYS = ("session", "own", "commission")
LIVE_PARTS = ("display", "demonstration", "offers", "interaction")
CIRCLES = ("entertainment", "lifestyle", "category")
SCREENINGS = ("none", "figures", "cases")
COOPERATIONS = ("placement", "review", "livestream")
THEMES = ("hot-topic", "pain-point", "use-setting")
GROUPS = ("everybody", "new", "known")
REMINDERS = ("none", "reminder")
PROGRAMMES = ("none", "tiers")
TIERS_FROM = ("none", "silver", "gold", "diamond")
MINI_PROGRAMS = ("none", "open")
USES = ("none", "used")
CRISIS_PLANS = ("none", "ready")
TEAM_ROLES = ("shared", "divided")
IMAGES = ("none", "name", "story")
SECURITY = ("none", "basic", "strong")
INSTRUMENT_LEVELS = ("none", "basic", "professional")
TESTED = ("title", "picture", "page", "price", "copy")
GOALS = ("conversion", "revenue")
ROLLOUTS = ("none", "better", "significant")
LONGEST_TEXT = 120
WIDE_SPACE = "\u3000"  # between Chinese words
LONGEST_SEASON = 26


class UnfitError(ValueError):
    """A value that a field does not take: what it was, what is allowed, and the words it might have meant."""

    def __init__(self, value: object, allowed: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(f"not {allowed}")
        self.value, self.allowed, self.words = value, allowed, words


@frozen
class Lever:
    """One decision of the plan: what it is called, what it takes, and where the course opens it.

    `start` is what holds before the first step of a weekly value.
    """

    label: str
    help: str
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    options: tuple[str, ...] = ()
    whole: bool = False
    weekly: bool = False
    several: bool = False
    text: bool = False
    product: bool = False
    start: float | None = None
    chapter: int = 1

    def allowed(self) -> str:
        """What the field takes, in words."""
        if self.options:
            return "one of " + ", ".join(self.options)
        if self.product:
            return "the name of a product"
        if self.text:
            return f"text of at most {LONGEST_TEXT} characters"
        kind = "a whole number" if self.whole else "a number"
        text = f"{kind} from {self.low:g} to {self.high:g}"
        if self.several:
            return f"a list, each {text}"
        return f"{text}, or a list of {{week, value}}" if self.weekly else text

    def read(self, value: object) -> Any:
        """The value, if the lever takes it. Raises `UnfitError` otherwise."""
        if self.options:
            if value not in self.options:
                raise UnfitError(value, self.allowed(), self.options)
            return value
        return self._text(value) if self.text or self.product else self._number(value)

    def _text(self, value: object) -> str:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or not value.replace(WIDE_SPACE, " ").isprintable():
            raise UnfitError(value, self.allowed())
        return value

    def _number(self, value: object) -> float:
        right_kind = isinstance(value, int | float) and not isinstance(value, bool)
        if not right_kind or not self.low <= value <= self.high or (self.whole and value != int(value)):
            raise UnfitError(value, self.allowed())
        return int(value) if self.whole else float(value)


@frozen
class Step:
    """A value that holds from the first day of `week` on."""

    week: int
    value: float


Weekly = tuple[Step, ...]


def in_week(steps: Weekly, week: int, default: float) -> float:
    """The value in force in `week` (counted from 1); `default` before the first step."""
    return max(
        (step for step in steps if step.week <= week), key=lambda step: step.week, default=Step(0, default)
    ).value


def read_weekly(value: object, lever: Lever) -> Weekly:
    """A weekly lever's steps, from one number or a list of {week, value}. Raises `UnfitError`."""
    if not isinstance(value, list | tuple):
        return (Step(1, lever.read(value)),)
    steps = tuple(read_step(step, lever) for step in value)
    if not steps or len({step.week for step in steps}) < len(steps):
        raise UnfitError(value, "a list of weeks with their values, each week once")
    return steps


def read_step(step: object, lever: Lever) -> Step:
    """One step of a weekly lever. Raises `UnfitError`."""
    if isinstance(step, Step):
        step = {"week": step.week, "value": step.value}
    if not isinstance(step, dict) or set(step) != {"week", "value"}:
        raise UnfitError(step, "a week and its value, as in {week = 1, value = 60}")
    return Step(_week(step["week"]), lever.read(step["value"]))


def _week(value: object) -> int:
    try:
        return WEEK.read(value)
    except UnfitError as error:
        raise UnfitError(value, f"as a week: {error.allowed}") from None


def read_list(value: object, lever: Lever) -> tuple[Any, ...]:
    """A list lever's items. Raises `UnfitError`."""
    read = tuple(map(lever.read, value)) if isinstance(value, list | tuple) else ()
    if not read or len(set(read)) < len(read):
        raise UnfitError(value, f"{lever.allowed()}, at least one and none twice")
    return read


def reader(lever: Lever) -> Callable[[object], Any]:
    """The function that reads a raw value of the lever's field."""
    if lever.weekly:
        return lambda value: read_weekly(value, lever)
    return (lambda value: read_list(value, lever)) if lever.several else lever.read


def lever(label: str, help: str, *, default: Any = None, required: bool = False, **description: Any) -> Any:
    """An attrs field that carries its `Lever`; bounds hold wherever a plan is made."""
    described = Lever(mark(label), mark(help), **description)
    metadata = {"lever": described, "read": reader(described)}
    check = _validator(described)
    if required:
        return field(validator=check, metadata=metadata)
    return field(default=() if described.weekly or described.several else default, validator=check, metadata=metadata)


def _validator(described: Lever) -> Callable[[Any, Attribute, Any], None]:
    def check(_owner: Any, attribute: Attribute, value: Any) -> None:
        if value is not None and value != attribute.default:
            reader(described)(value)

    return check


WEEK = Lever("Week", "Week of the season, counted from 1.", low=1, high=LONGEST_SEASON, whole=True)


def weeks_lever() -> Any:
    """The weeks in which a promotion runs."""
    return lever(
        "Weeks",
        "Weeks of the season in which it runs, for example [6, 7].",
        required=True, several=True, low=1, high=LONGEST_SEASON, whole=True,
    )  # fmt: skip


def read_names(value: object) -> tuple[str, ...]:
    """Names of products. Raises `UnfitError`."""
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise UnfitError(value, "a list of product names")
    return tuple(value)


def products_field() -> Any:
    """The products that a promotion covers; all of them when left out."""
    return field(default=(), converter=tuple, metadata={"read": read_names})


@frozen
class Shop:
    """One shop: where it stands and how it shows itself."""

    platform: str | None = lever(
        "Platform", "The marketplace that the shop opens on: its fees, its shoppers, its rules.", options=PLATFORMS
    )
    type: str | None = lever(
        "Shop type",
        "What kind of shop it is: fees, deposit, trust and the papers it takes differ.",
        options=SHOP_TYPES,
    )
    localisation: str = lever(
        "Localisation",
        "Abroad: leave texts as they are, translate them, or fit goods and service to the country.",
        default="none", options=LOCALISATIONS,
    )  # fmt: skip
    share: float = lever(
        "Share of marketing",
        "Weight of this shop when the marketing budget is split among several shops.",
        default=1.0, low=0, high=10, step=0.5,
    )  # fmt: skip
    positioning: str = lever(
        "Positioning",
        "What the shop stands for: each stance pleases some shoppers and costs something.",
        default="mass", options=POSITIONINGS, chapter=2,
    )  # fmt: skip
    classes: int = lever(
        "Class levels",
        "Levels of the shop's goods tree (major, middle, minor class): shoppers find more, upkeep costs more.",
        default=1, low=0, high=3, whole=True, chapter=2,
    )  # fmt: skip


@frozen
class ProductPlan:
    """What is decided about one product. Fields left out keep the scenario's default; without a reorder point nothing
    is bought after the first stock."""

    role: str | None = lever(
        "Role",
        "What it is there for: to draw visitors, to sell by itself, to earn, to shine. Left out, it plays no role.",
        options=ROLES, chapter=2,
    )  # fmt: skip
    listed: Weekly = lever(
        "On the shelf", "1 offers the product from that week on, 0 takes it off the shop.",
        low=0, high=1, whole=True, weekly=True, start=1, chapter=2,
    )  # fmt: skip
    first_stock: int | None = lever(
        "First stock", "Pieces bought before the shop opens.", unit="pieces", low=0, high=40000, step=10, whole=True
    )
    price: Weekly = lever(
        "Price", "Shelf price of one piece, before promotions.", unit="yuan", low=1, high=9999, step=1, weekly=True
    )
    price_method: str = lever(
        "Pricing method",
        "Take the price as given, or work it out from cost, from rivals' prices, or from what the product is worth.",
        default="fixed", options=PRICE_METHODS, chapter=2,
    )  # fmt: skip
    price_percent: float = lever(
        "Method's percentage",
        "Cost-plus: added to the cost. Competition: over the rivals' mean. Value: kept of the worth over the cheapest.",
        default=30.0, unit="%", low=-50, high=300, step=5, chapter=2,
    )  # fmt: skip
    price_rule: str = lever(
        "Price rule", "Every night: leave the price, follow the cheapest rival, or mark old stock down.",
        default="none", options=PRICE_RULES, chapter=2,
    )  # fmt: skip
    price_floor: float = lever(
        "Lowest price", "A price rule never goes under it.", default=1.0, unit="yuan", low=1, high=9999, chapter=2
    )
    member_percent: float = lever(
        "Off for past buyers", "Per cent off for people who have bought here before.",
        default=0.0, unit="%", low=0, high=50, chapter=2,
    )  # fmt: skip
    quantity_from: int = lever(
        "Quantity price from", "An order of at least so many pieces gets the quantity price.",
        default=2, unit="pieces", low=2, high=1000, whole=True, chapter=2,
    )  # fmt: skip
    quantity_percent: float = lever(
        "Quantity price", "Per cent off each piece of such an order.", default=0.0, unit="%", low=0, high=50, chapter=2
    )
    pictures: int = lever(
        "Pictures", "Angles shown; each picture is paid for once.", default=3, low=1, high=12, whole=True, chapter=2
    )
    close_ups: int = lever("Close-ups", "Details shown close.", default=0, low=0, high=6, whole=True, chapter=2)
    scenes: int = lever("Scenes", "Pictures of the product in use.", default=0, low=0, high=6, whole=True, chapter=2)
    title: str | None = lever(
        "Title", "What search reads: keywords that shoppers type, at most 60 characters, none twice.",
        text=True, chapter=2,
    )  # fmt: skip
    description: float = lever(
        "Description", "How far material, size and use are described, 0 to 1.",
        default=0.0, low=0, high=1, step=0.25, chapter=2,
    )  # fmt: skip
    selling_points: float = lever(
        "Selling points", "How far the advantages are worked out, 0 to 1.",
        default=0.0, low=0, high=1, step=0.25, chapter=2,
    )  # fmt: skip
    guide: float = lever(
        "Purchase guide", "How far sizes, colours and aftercare are explained, 0 to 1.",
        default=0.0, low=0, high=1, step=0.25, chapter=2,
    )  # fmt: skip
    attributes: int = lever(
        "Attributes", "Fields of the attribute table that are filled in; search filters read them.",
        default=3, low=0, high=10, whole=True, chapter=2,
    )  # fmt: skip
    supplier: str | None = lever(
        "Supplier", "Who makes it: smallest order, unit cost, lead time and flaws differ.", options=SUPPLIERS
    )
    fallback: str | None = lever(
        "Second supplier", "Who makes it while the first supplier can't deliver; without one, goods wait.",
        options=SUPPLIERS, chapter=6,
    )  # fmt: skip
    contract: str = lever(
        "Contract", "What is agreed with the supplier: nothing, a lower price for volume, fewer flaws, or punctuality.",
        default="none", options=CONTRACTS, chapter=2,
    )  # fmt: skip
    inspection: str = lever(
        "Inspection", "Check nothing, a sample or every piece that comes in.",
        default="none", options=INSPECTIONS, chapter=2,
    )  # fmt: skip
    policy: str = lever(
        "Reorder policy", "Keep the levels below, or set them every week from a forecast of sales.",
        default="levels", options=REORDER_POLICIES, chapter=2,
    )  # fmt: skip
    service_level: float = lever(
        "Service level", "Forecast: chance of not running out while goods are on their way.",
        default=90.0, unit="%", low=50, high=99.9, chapter=2,
    )  # fmt: skip
    cover_days: int = lever(
        "Days of cover", "Forecast: days of sales that a purchase adds.",
        default=14, unit="days", low=1, high=90, whole=True, chapter=2,
    )  # fmt: skip
    reorder_point: Weekly = lever(
        "Reorder point",
        "When stock on hand and on order falls to this, more is bought.",
        unit="pieces", low=0, high=20000, step=10, whole=True, weekly=True,
    )  # fmt: skip
    order_up_to: Weekly = lever(
        "Order up to",
        "A purchase fills stock on hand and on order up to this; 0 buys no more.",
        unit="pieces", low=0, high=40000, step=10, whole=True, weekly=True,
    )  # fmt: skip


@frozen
class Discount:
    """A percentage off the shelf price."""

    kind = "discount"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever("Discount", "Per cent off the shelf price.", required=True, unit="%", low=1, high=80, step=1)
    from_hour: int = lever(
        "From hour",
        "Hour of the day at which it begins.",
        default=0,
        unit="hour",
        low=0,
        high=23,
        whole=True,
        chapter=2,
    )
    to_hour: int = lever(
        "To hour", "Hour of the day at which it ends.", default=24, unit="hour", low=1, high=24, whole=True, chapter=2
    )
    products: tuple[str, ...] = products_field()


@frozen
class SpendAndSave:
    """Spend-and-save (满减): so much off an order above a threshold."""

    kind = "spend-and-save"
    weeks: tuple[int, ...] = weeks_lever()
    spend: float = lever(
        "Spend", "An order of at least this much ...", required=True, unit="yuan", low=1, high=99999, step=10
    )
    save: float = lever("Save", "... costs this much less.", required=True, unit="yuan", low=1, high=9999, step=1)


@frozen
class NewCustomerCoupon:
    """A coupon (新客券) for people who have not bought here before."""

    kind = "new-customer-coupon"
    weeks: tuple[int, ...] = weeks_lever()
    save: float = lever(
        "Coupon", "Off the first order of a new customer.", required=True, unit="yuan", low=1, high=9999, step=1
    )
    spend: float = lever(
        "Smallest order", "The coupon needs an order of at least this much.",
        default=0.0, unit="yuan", low=0, high=99999, step=10,
    )  # fmt: skip


@frozen
class PercentCoupon:
    """A percentage coupon (折扣券): so much off the whole order, for a group of customers.

    Of several coupons an order takes the best.
    """

    kind = "percent-coupon"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever(
        "Coupon", "Per cent off the whole order.", required=True, unit="%", low=1, high=80, step=1, chapter=3
    )
    group: str = lever(
        "For whom", "Everybody, people who have not bought here before, or people who have.",
        default="everybody", options=GROUPS, chapter=3,
    )  # fmt: skip
    spend: float = lever(
        "Smallest order", "The coupon needs an order of at least this much.",
        default=0.0, unit="yuan", low=0, high=99999, step=10, chapter=3,
    )  # fmt: skip


@frozen
class EarlyBird:
    """An early-bird price (早鸟价): a cut on a week's first days, or for its first pieces."""

    kind = "early-bird"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever(
        "Cut", "Per cent off the shelf price.", required=True, unit="%", low=1, high=80, step=1, chapter=3
    )
    days: int = lever(
        "Days", "It holds for so many days from the week's first on.",
        default=2, unit="days", low=1, high=7, whole=True, chapter=3,
    )  # fmt: skip
    quantity: int | None = lever(
        "First pieces", "It ends with so many pieces of a product, each week; left out, with the days alone.",
        unit="pieces", low=1, high=20000, step=10, whole=True, chapter=3,
    )  # fmt: skip
    products: tuple[str, ...] = products_field()


@frozen
class Gift:
    """A gift (赠品): a piece of one of the shop's products goes with the order for nothing, while it lasts."""

    kind = "gift"
    weeks: tuple[int, ...] = weeks_lever()
    gift: str = lever("Gift", "The product of which a piece is given.", required=True, product=True, chapter=3)
    spend: float = lever(
        "Smallest order", "The gift goes with an order that pays at least this much.",
        default=0.0, unit="yuan", low=0, high=99999, step=10, chapter=3,
    )  # fmt: skip
    products: tuple[str, ...] = products_field()


@frozen
class Bundle:
    """A bundle (捆绑销售): two products together for less; whoever orders one of them more often adds the other."""

    kind = "bundle"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever(
        "Cut",
        "Per cent off both pieces for who takes them together.",
        required=True,
        unit="%",
        low=1,
        high=50,
        step=1,
        chapter=3,
    )
    first: str = lever("First product", "One of the two products.", required=True, product=True, chapter=3)
    second: str = lever("Second product", "The other one.", required=True, product=True, chapter=3)


@frozen
class FestivalEntry:
    """Entry to a festival (报名大促): the platform shows the shop on its stage, for a fee and a discount.

    It holds on the festival's days; outside them the week is an ordinary one.
    """

    kind = "festival-entry"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever(
        "Discount", "Per cent off the shelf price on the festival's days; the platform asks for a least one.",
        required=True, unit="%", low=1, high=80, step=1, chapter=3,
    )  # fmt: skip
    products: tuple[str, ...] = products_field()


@frozen
class FlashSale:
    """A flash sale (秒杀): a deep cut on one day of the week, until the quantity is sold."""

    kind = "flash-sale"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever("Cut", "Per cent off the shelf price.", required=True, unit="%", low=1, high=90, step=1)
    quantity: int = lever(
        "Quantity", "Pieces of each product at the flash price, each day it runs.",
        required=True, unit="pieces", low=1, high=20000, step=10, whole=True,
    )  # fmt: skip
    day: int = lever("Day", "Day of the week, 1 = Monday to 7 = Sunday.", default=5, low=1, high=7, whole=True)
    products: tuple[str, ...] = products_field()


@frozen
class TeamPrice:
    """A team price (拼团价): cheaper for buyers who fill a team in time; each asks friends to join."""

    kind = "team-price"
    weeks: tuple[int, ...] = weeks_lever()
    percent: float = lever("Cut", "Per cent off the shelf price.", required=True, unit="%", low=1, high=60, step=1)
    team: int = lever(
        "Team", "Buyers that a team takes; one that is not full within a day pays nothing and gets nothing.",
        default=2, unit="people", low=2, high=10, whole=True,
    )  # fmt: skip
    products: tuple[str, ...] = products_field()


@frozen
class Livestream:
    """A livestream (直播): a burst of visitors while it runs, bought with a fee. Weights share its time."""

    kind = "livestream"
    weeks: tuple[int, ...] = weeks_lever()
    spend: float = lever(
        "Fee", "Yuan for host and reach, each session.", required=True, unit="yuan", low=100, high=200000, step=100
    )
    day: int = lever("Day", "Day of the week, 1 = Monday to 7 = Sunday.", default=6, low=1, high=7, whole=True)
    hour: int = lever("Begins", "Hour of the day.", default=20, unit="hour", low=0, high=20, whole=True)
    hours: int = lever("Length", "Hours that it runs.", default=2, unit="hours", low=1, high=4, whole=True)
    host: str = lever(
        "Host", "Who stands before the camera: viewers, wish to buy and returns differ, and so does the price.",
        default="professional", options=HOSTS, chapter=3,
    )  # fmt: skip
    pay: str = lever(
        "Host's pay", "A part of each fee, an own host's weekly wage, or a share of what viewers order.",
        default="session", options=PAYS, chapter=3,
    )  # fmt: skip
    display: float = lever(
        "Display", "Weight of showing the goods from all sides: a little more wish to buy, fewer returns.",
        default=1.0, low=0, high=5, step=0.5, chapter=3,
    )  # fmt: skip
    demonstration: float = lever(
        "Demonstration", "Weight of showing the goods in use: more wish to buy, fewer returns.",
        default=1.0, low=0, high=5, step=0.5, chapter=3,
    )  # fmt: skip
    offers: float = lever(
        "Offers", "Weight of prices and hurry: most wish to buy, more returns, and fewer viewers the next time.",
        default=1.0, low=0, high=5, step=0.5, chapter=3,
    )  # fmt: skip
    interaction: float = lever(
        "Interaction", "Weight of questions, votes and lucky draws: viewers stay and bring others.",
        default=1.0, low=0, high=5, step=0.5, chapter=3,
    )  # fmt: skip


@frozen
class Kol:
    """A KOL (达人): a post to somebody's fans, who come in the days that follow, paid by the number of fans."""

    kind = "kol"
    weeks: tuple[int, ...] = weeks_lever()
    fans: float = lever(
        "Fans", "Thousands of fans; the fee goes by them.", required=True, unit="thousand", low=1, high=5000, step=1,
        chapter=3,
    )  # fmt: skip
    day: int = lever(
        "Day", "Day of the week, 1 = Monday to 7 = Sunday.", default=4, low=1, high=7, whole=True, chapter=3
    )
    medium: str = lever(
        "Medium", "Where the KOL is followed: fans are readers of that medium.",
        default="xiaohongshu", options=MEDIUMS, chapter=3,
    )  # fmt: skip
    circle: str = lever(
        "Circle", "What the KOL is followed for: the nearer to the goods, the more fans care, and the dearer.",
        default="lifestyle", options=CIRCLES, chapter=3,
    )  # fmt: skip
    screening: str = lever(
        "Screening", "How the KOL is looked at before: bought fans look round and never buy.",
        default="none", options=SCREENINGS, chapter=3,
    )  # fmt: skip
    cooperation: str = lever(
        "Cooperation", "The goods placed in a post, a review of their own, or sold live.",
        default="review", options=COOPERATIONS, chapter=3,
    )  # fmt: skip
    points: float = lever(
        "Selling points", "How far the shop says what is said, 0 to 1: more is told, and less believed.",
        default=0.5, low=0, high=1, step=0.1, chapter=3,
    )  # fmt: skip


@frozen
class BrandEvent:
    """A brand event (品牌活动): a launch or a show; much is remembered of the brand at once."""

    kind = "brand-event"
    weeks: tuple[int, ...] = weeks_lever()
    spend: float = lever(
        "Event", "Yuan for each week's event: the more, the more people meet the brand, up to a point.",
        required=True, unit="yuan", low=100, high=1000000, step=1000, chapter=3,
    )  # fmt: skip


@frozen
class AbTest:
    """An A/B test (A/B测试): two versions of one thing, shown at random; whoever saw one sees it again."""

    kind = "ab-test"
    weeks: tuple[int, ...] = weeks_lever()
    product: str = lever("Tested product", "The product of which there are two versions.", required=True, product=True,
                         chapter=5)  # fmt: skip
    object: str = lever(
        "What is tested", "One thing at a time: title, main picture, layout of the page, price or promotion copy.",
        required=True, options=TESTED, chapter=5,
    )  # fmt: skip
    percent: float = lever(
        "Price of version B", "Per cent by which B is dearer than A, or cheaper; 0 where no price is tested.",
        default=0.0, unit="%", low=-30, high=30, chapter=5,
    )  # fmt: skip
    share: float = lever(
        "Share that sees B", "Per cent of visitors who see version B, the others see A. Half of them tells most.",
        default=50.0, unit="%", low=0, high=100, step=5, chapter=5,
    )  # fmt: skip
    goal: str = lever(
        "Success metric", "What the better version has more of for each visitor: orders or sales.",
        default="conversion", options=GOALS, chapter=5,
    )  # fmt: skip
    rollout: str = lever(
        "Take over", "What is shown after the test: A again, the better version, or B if it leads by more than luck.",
        default="none", options=ROLLOUTS, chapter=5,
    )  # fmt: skip


Promotion = (
    Discount
    | SpendAndSave
    | NewCustomerCoupon
    | PercentCoupon
    | EarlyBird
    | Gift
    | Bundle
    | FestivalEntry
    | FlashSale
    | TeamPrice
    | Livestream
    | Kol
    | BrandEvent
    | AbTest
)
PROMOTIONS: dict[str, type] = {cls.kind: cls for cls in get_args(Promotion)}


def covers(promotion: Promotion, product: str) -> bool:
    """Whether a promotion holds for a product: one that names no products holds for all."""
    return product in (getattr(promotion, "products", ()) or (product,))


@frozen
class Marketing:
    """What is spent to be seen."""

    weekly_budget: Weekly = lever(
        "Marketing budget",
        "Yuan a week for paid visits; each further visit costs more than the one before.",
        unit="yuan", low=0, high=200000, step=100, weekly=True, start=0,
    )  # fmt: skip
    posts: Weekly = lever(
        "Posts", "Short videos a week: on a feed they bring visitors for some weeks.",
        unit="posts", low=0, high=50, whole=True, weekly=True, start=0,
    )  # fmt: skip
    search_hours: Weekly = lever(
        "Work on search",
        "Hours a week on the place in the platform's own search: it takes weeks to rise, and weeks to fall.",
        unit="hours", low=0, high=80, step=1, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    referral: float = lever(
        "Referral reward", "Yuan to a buyer for each friend who buys; the more, the more friends are asked.",
        default=0.0, unit="yuan", low=0, high=200,
    )  # fmt: skip


@frozen
class Ads:
    """Ads that are paid by the click, beside the marketing budget that the platform spends by itself."""

    core_bid: Weekly = lever(
        "Bid for core words", "Yuan a click at most for the words that most shoppers type: many searches, many rivals.",
        unit="yuan", low=0, high=20, step=0.1, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    tail_bid: Weekly = lever(
        "Bid for long-tail words", "Yuan a click at most for words that few type: cheaper, and nearer to buying.",
        unit="yuan", low=0, high=20, step=0.1, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    keyword_budget: Weekly = lever(
        "Keyword budget", "Yuan a day for clicks on keywords; when they are spent, the ads are gone until midnight.",
        unit="yuan", low=0, high=20000, step=10, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    display_budget: Weekly = lever(
        "Display budget", "Yuan a day for display ads: seen by many who look for something else, and remembered.",
        unit="yuan", low=0, high=20000, step=10, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    recommendation_budget: Weekly = lever(
        "Recommendation budget", "Yuan a day for ads shown to people like the shop's buyers: fewer, and keener.",
        unit="yuan", low=0, high=20000, step=10, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    targeting: str = lever(
        "Targeting",
        "Who sees display and recommendation ads: fewer people, more of them the right ones, dearer clicks.",
        default="none", options=TARGETINGS, chapter=3,
    )  # fmt: skip
    audience: str | None = lever(
        "Audience wanted", "The group of shoppers that ads are aimed at.", options=AUDIENCES, chapter=3
    )


@frozen
class Channel:
    """A channel: what the shop posts on one social medium, and how hard it sells there."""

    medium: str = lever("Medium", "Where the shop posts; each medium has readers of its own.", required=True,
                        options=MEDIUMS, chapter=3)  # fmt: skip
    posts: Weekly = lever(
        "Posts", "Posts a week on this medium; what is fresh is read, and fades.",
        unit="posts", low=0, high=30, whole=True, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    form: str = lever(
        "Form", "What a post is: an article, pictures or a video. Reach, life and cost differ, and so do the media.",
        default="pictures", options=FORMS, chapter=3,
    )  # fmt: skip
    theme: str = lever(
        "Theme", "What the posts are about: far and short, or slowly and for weeks.",
        default="pain-point", options=THEMES, chapter=3,
    )  # fmt: skip
    selling: Weekly = lever(
        "Selling", "How hard the posts sell, 0 to 1: more readers visit now, and trust falls for weeks.",
        low=0, high=1, step=0.1, weekly=True, start=0, chapter=3,
    )  # fmt: skip


@frozen
class Selection:
    """How new products are chosen from the suppliers' catalogue before the season."""

    method: str = lever(
        "Selection method", "How candidates are looked at; each method errs by so much.",
        default="none", options=RESEARCH, chapter=2,
    )  # fmt: skip
    budget: float = lever(
        "Research budget", "Yuan spent on looking; more looks, smaller error.",
        default=0.0, unit="yuan", low=0, high=100000, step=500, chapter=2,
    )  # fmt: skip
    pick: int = lever(
        "Candidates taken", "How many of the best-looking candidates the shop takes in.",
        default=0, low=0, high=20, whole=True, chapter=2,
    )  # fmt: skip
    stock: int = lever(
        "Stock of each", "Pieces bought of each candidate taken.",
        default=100, unit="pieces", low=1, high=10000, step=10, whole=True, chapter=2,
    )  # fmt: skip


@frozen
class Risk:
    """What is done against what may go wrong."""

    compliance: str = lever(
        "Compliance", "Nothing, regular checks, or an internal system against breaking the platform's rules.",
        default="none", options=EFFORTS,
    )  # fmt: skip
    rule_response: str = lever(
        "When rules change", "Adjust at once, which costs a week's work, or wait, which risks a violation.",
        default="wait", options=RESPONSES,
    )  # fmt: skip
    reserve: float = lever(
        "Reserve", "Yuan that goods and advertising never touch.",
        default=12000.0, unit="yuan", low=0, high=1000000, step=1000,
    )  # fmt: skip
    credit_line: float = lever(
        "Credit line", "Yuan that supply-chain finance lends, against interest on the line.",
        default=0.0, unit="yuan", low=0, high=1000000, step=1000,
    )  # fmt: skip
    crisis_plan: str = lever(
        "Crisis plan", "Nothing, or somebody who watches what is said of the shop and has an answer ready.",
        default="none", options=CRISIS_PLANS, chapter=6,
    )  # fmt: skip


@frozen
class Service:
    """Who answers shoppers' questions before they buy, for all shops together."""

    agents: int | None = lever(
        "Agents", "People at the service desk; each draws a week's wage.",
        unit="people", low=1, high=50, whole=True, chapter=4,
    )  # fmt: skip
    opens: int = lever(
        "Desk opens", "Hour of the day at which the desk opens.", default=9, unit="hour", low=0, high=22, whole=True,
        chapter=4,
    )  # fmt: skip
    closes: int = lever(
        "Desk closes", "Hour of the day at which the desk closes.", default=22, unit="hour", low=1, high=23, whole=True,
        chapter=4,
    )  # fmt: skip
    auto_reply: str = lever(
        "Auto-reply", "A tool that answers the usual questions at once, at any hour; people take the others.",
        default="none", options=AUTO_REPLIES, chapter=4,
    )  # fmt: skip
    knowledge: float = lever(
        "Knowledge base", "How far answers are worked out beforehand, 0 to 1: paid for once, and talks are shorter.",
        default=0.0, low=0, high=1, step=0.25, chapter=4,
    )  # fmt: skip
    advice: str = lever(
        "Advice", "Standard answers, or personal advice, which takes longer and counts for more.",
        default="standard", options=ADVICE, chapter=4,
    )  # fmt: skip
    evening_agents: int = lever(
        "More agents in the evening",
        "People who come to the desk at 18, when most shoppers do, and stay until it closes.",
        default=0, unit="people", low=0, high=50, whole=True, chapter=4,
    )  # fmt: skip


@frozen
class Returns:
    """On what conditions goods may come back, in all shops."""

    days: int = lever(
        "Days to return", "Days from receipt in which goods may come back; seven are the law's least.",
        default=7, unit="days", low=7, high=30, whole=True, chapter=4,
    )  # fmt: skip
    freight: str = lever(
        "Return freight", "Who pays the freight of a return that is nobody's fault.",
        default="buyer", options=FREIGHT_PAYERS, chapter=4,
    )  # fmt: skip
    refund: str = lever(
        "Refund", "Pay back when the goods have come and been looked at, or at once, or late and against the rules.",
        default="on-receipt", options=REFUNDS, chapter=4,
    )  # fmt: skip


@frozen
class Warehouse:
    """Who picks and packs orders, for all shops together."""

    pickers: Weekly = lever(
        "Pickers",
        "People in a warehouse of one's own; without any, a partner's warehouse sends all off the same day, for a fee.",
        unit="people", low=0, high=50, step=0.5, weekly=True, start=0, chapter=4,
    )  # fmt: skip
    waves: int = lever(
        "Picking waves", "Rounds of picking a day: with more, fewer orders wait for tomorrow, and more time is lost.",
        default=2, low=1, high=6, whole=True, chapter=4,
    )  # fmt: skip
    system: str = lever(
        "Warehouse system", "A system that tells pickers what lies where and checks every piece, or lists on paper.",
        default="none", options=WAREHOUSE_SYSTEMS, chapter=4,
    )  # fmt: skip
    location_plan: str = lever(
        "Location plan", "Where goods lie: as they came in, or what sells most nearest to the packing table.",
        default="none", options=LOCATION_PLANS, chapter=4,
    )  # fmt: skip


@frozen
class Delivery:
    """Who carries the parcels of all shops, and which orders go first."""

    carrier: str = lever(
        "Carrier", "Who takes parcels to the door: the platform's usual carriers, or one at its own price and pace.",
        default="usual", options=("usual", *CARRIERS), chapter=4,
    )  # fmt: skip
    carrier_far: str | None = lever(
        "Carrier, far", "Who takes them to buyers who live far away, when it is not the same.",
        options=CARRIERS, chapter=4,
    )  # fmt: skip
    carrier_important: str | None = lever(
        "Carrier, important orders", "Who takes important orders, when it is not the same.",
        options=CARRIERS, chapter=4,
    )  # fmt: skip
    important_from: float = lever(
        "Important from", "An order of at least so much is important.",
        default=200.0, unit="yuan", low=1, high=99999, step=10, chapter=4,
    )  # fmt: skip
    priority: str = lever(
        "Picking order", "Which of the orders that wait are picked first.",
        default="first-come", options=PRIORITIES, chapter=4,
    )  # fmt: skip


@frozen
class Resolution:
    """What the desk may do for buyers who complain."""

    offer: str = lever(
        "Remedy", "What is offered to buyers who complain of a flaw, before goods come back.",
        default="return", options=REMEDIES, chapter=4,
    )  # fmt: skip
    limit: float = lever(
        "Front-line limit", "Yuan that an agent may pay on the spot; whoever claims more is offered the remedy.",
        default=0.0, unit="yuan", low=0, high=100, step=5, chapter=4,
    )  # fmt: skip


@frozen
class Reviews:
    """What the shop does about reviews."""

    reward: float = lever(
        "Reward for a review", "Yuan to whoever writes one, whatever it says: more write, and not only the angry.",
        default=0.0, unit="yuan", low=0, high=20, step=0.5, chapter=4,
    )  # fmt: skip
    answer: str = lever(
        "Answers", "Leave bad reviews alone, or answer each and try to put things right.",
        default="none", options=ANSWERS, chapter=4,
    )  # fmt: skip
    bought: int = lever(
        "Bought reviews", "Reviews of five stars bought in a week. Against the rules: platforms punish it.",
        default=0, unit="reviews", low=0, high=200, whole=True, chapter=4,
    )  # fmt: skip
    deleted: float = lever(
        "Deleted reviews", "Share of bad reviews that is made to disappear. Against the rules: platforms punish it.",
        default=0.0, unit="%", low=0, high=100, step=10, chapter=4,
    )  # fmt: skip


@frozen
class Relations:
    """How the shop keeps in touch with its customers."""

    care: int = lever(
        "Messages of care", "Messages to each buyer after a purchase; too many tire people.",
        default=0, unit="messages", low=0, high=12, whole=True, chapter=4,
    )  # fmt: skip
    winback: str = lever(
        "Win-back message", "How long a buyer stays away before a message asks him back.",
        default="none", options=WINBACKS, chapter=4,
    )  # fmt: skip
    recommend: str = lever(
        "Recommendations", "Whether related goods are recommended to whoever orders.",
        default="none", options=RECOMMENDATIONS, chapter=4,
    )  # fmt: skip
    survey: float = lever(
        "Survey", "Share of buyers who are asked how satisfied they are, from 1 to 5.",
        default=0.0, unit="%", low=0, high=100, step=10, chapter=4,
    )  # fmt: skip


@frozen
class Membership:
    """The membership programme (会员制度): four tiers by what a customer has spent here, each with its benefits."""

    programme: str = lever(
        "Programme", "No programme, or four tiers: ordinary, silver, gold and diamond.",
        default="none", options=PROGRAMMES, chapter=3,
    )  # fmt: skip
    silver_from: float = lever(
        "Silver from", "What a customer has spent here to become a silver member.",
        default=150.0, unit="yuan", low=1, high=99999, step=50, chapter=3,
    )  # fmt: skip
    gold_from: float = lever(
        "Gold from", "What a customer has spent here to become a gold member.",
        default=300.0, unit="yuan", low=1, high=99999, step=50, chapter=3,
    )  # fmt: skip
    diamond_from: float = lever(
        "Diamond from", "What a customer has spent here to become a diamond member.",
        default=600.0, unit="yuan", low=1, high=99999, step=50, chapter=3,
    )  # fmt: skip
    silver_percent: float = lever(
        "Silver price", "Per cent off for silver members.", default=0.0, unit="%", low=0, high=50, chapter=3
    )
    gold_percent: float = lever(
        "Gold price", "Per cent off for gold members.", default=0.0, unit="%", low=0, high=50, chapter=3
    )
    diamond_percent: float = lever(
        "Diamond price", "Per cent off for diamond members.", default=0.0, unit="%", low=0, high=50, chapter=3
    )
    priority_from: str = lever(
        "Priority shipping from", "The lowest tier whose parcels go first; each costs more.",
        default="none", options=TIERS_FROM, chapter=3,
    )  # fmt: skip
    birthday_from: str = lever(
        "Birthday treat from", "The lowest tier whose members get something on their birthday.",
        default="none", options=TIERS_FROM, chapter=3,
    )  # fmt: skip
    service_from: str = lever(
        "Dedicated service from", "The lowest tier that has somebody of its own to ask; costs part of a wage.",
        default="none", options=TIERS_FROM, chapter=3,
    )  # fmt: skip


@frozen
class Treatment:
    """What the shop does for groups of customers: messages by how long ago they bought, reminders by how far they came.

    Each further message in a month works less, and some leave for good.
    """

    high_messages: int = lever(
        "Messages, active",
        "Messages a week to buyers of the last three weeks.",
        default=0,
        unit="messages",
        low=0,
        high=3,
        whole=True,
        chapter=3,
    )
    low_messages: int = lever(
        "Messages, less active",
        "Messages a week to buyers of three to five weeks ago.",
        default=0,
        unit="messages",
        low=0,
        high=3,
        whole=True,
        chapter=3,
    )
    silent_messages: int = lever(
        "Messages, silent",
        "Messages a week to buyers of five to eight weeks ago.",
        default=0,
        unit="messages",
        low=0,
        high=3,
        whole=True,
        chapter=3,
    )
    lost_messages: int = lever(
        "Messages, lost",
        "Messages a week to whoever has not bought for eight weeks.",
        default=0,
        unit="messages",
        low=0,
        high=3,
        whole=True,
        chapter=3,
    )
    unpaid_reminder: str = lever(
        "Unpaid orders", "Remind those who have ordered and not paid.", default="none", options=REMINDERS, chapter=3
    )
    coupon_reminder: str = lever(
        "Unpaid coupons",
        "Remind those who have ordered with a coupon and not paid.",
        default="none",
        options=REMINDERS,
        chapter=3,
    )
    cart_reminder: str = lever(
        "Carts",
        "Remind those who leave without buying: some come once more the next day.",
        default="none",
        options=REMINDERS,
        chapter=3,
    )


@frozen
class Brand:
    """The brand (品牌): what the shop is known by, and who is told of it. It is built and forgotten over many weeks."""

    image: str = lever(
        "Image", "Goods without a name, a name and a logo in one style, or a story as well: how much is remembered.",
        default="none", options=IMAGES, chapter=3,
    )  # fmt: skip
    spread: Weekly = lever(
        "Spread of the brand", "Yuan a week for being seen, without asking for a visit.",
        unit="yuan", low=0, high=200000, step=500, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    audience: str | None = lever(
        "Brand's audience", "The group of shoppers that the spread is aimed at; left out, everybody.",
        options=AUDIENCES, chapter=3,
    )  # fmt: skip


@frozen
class PrivateDomain:
    """The private domain (私域): places of the shop's own in WeChat, where its buyers stay in touch with it.

    A place is open all season when the plan uses it in any week.
    """

    official_account: Weekly = lever(
        "Articles, official account",
        "Articles a week in the official account: cheap for many readers, few of whom come.",
        unit="articles", low=0, high=7, whole=True, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    wecom: Weekly = lever(
        "Messages, WeCom", "Messages a week to contacts in WeCom: most read them, and too many drive them away.",
        unit="messages", low=0, high=7, whole=True, weekly=True, start=0, chapter=3,
    )  # fmt: skip
    mini_program: str = lever(
        "Mini program", "A shop in WeChat, paid for once: it sends nothing, and its users come by themselves.",
        default="none", options=MINI_PROGRAMS, chapter=3,
    )  # fmt: skip
    welcome: float = lever(
        "Welcome gift", "Yuan that each buyer who joins a place gets: more join.",
        default=0.0, unit="yuan", low=0, high=50, step=1, chapter=3,
    )  # fmt: skip


@frozen
class Community:
    """The community (社群): groups of buyers in WeChat (微信群) of two hundred people each, kept lively by managers and
    events. It is more than a sales channel: too much selling destroys it."""

    invited: float = lever(
        "Invited", "Share of buyers who are asked to join; a third of them does; a new group opens when one is full.",
        default=0.0, unit="%", low=0, high=100, step=10, chapter=3,
    )  # fmt: skip
    hours: float = lever(
        "Managers' hours", "Hours a week that a manager cares for each group: without care, members leave.",
        default=0.0, unit="hours", low=0, high=20, step=0.5, chapter=3,
    )  # fmt: skip
    events: int = lever(
        "Events", "Lucky draws, votes, talks a week, for all groups together.",
        default=0, unit="events", low=0, high=7, whole=True, chapter=3,
    )  # fmt: skip
    selling: Weekly = lever(
        "Selling in the community", "How hard it sells, 0 to 1: more come now, trust falls, and members leave.",
        low=0, high=1, step=0.1, weekly=True, start=0, chapter=3,
    )  # fmt: skip


def technology_lever(label: str, help: str) -> Any:
    """Whether a technology is used, from the first week to the last."""
    return lever(label, help, default="none", options=USES, chapter=6)


@frozen
class Technology:
    """What technology the shop uses, in all shops: each is paid for once and by the week, and has to be worth it."""

    ai_service: str = technology_lever(
        "AI service", "Answers a part of the questions that the auto-reply can't, at any hour."
    )
    ai_recommendation: str = technology_lever(
        "AI recommendation", "Chooses what is recommended for each buyer: more is added to orders."
    )
    ai_forecast: str = technology_lever(
        "AI forecast", "Forecasts for purchases that know weekdays, months and festivals, and not only past sales."
    )
    fitting: str = technology_lever(
        "AR fitting", "Goods that are worn can be tried on by camera: more is bought, and less comes back."
    )
    traceability: str = technology_lever(
        "Traceability", "A code on each piece that proves where it comes from: trust, where the origin counts."
    )
    iot: str = technology_lever(
        "Connected warehouse", "Tags, readers and lights on the shelves: pickers are faster and err less."
    )
    instant_delivery: str = technology_lever(
        "Instant retail", "Goods lie in stores of a city; riders bring them to buyers there at once, for a fee."
    )
    sustainability: str = technology_lever(
        "Sustainability", "Recycled materials and plain parcels under a seal: some shoppers mind, and goods cost more."
    )

    @property
    def used(self) -> list[str]:
        """The technologies that the plan uses."""
        return [name for name, _ in levers_of(Technology) if getattr(self, name) != "none"]


@frozen
class Staff:
    """What is done for the people at the service desk and in the shop's own warehouse, so that they work faster."""

    training: Weekly = lever(
        "Training", "Hours a week for each of them: what is learnt counts from the next week on, and is slowly lost.",
        unit="hours", low=0, high=8, step=0.5, weekly=True, start=0, chapter=6,
    )  # fmt: skip
    incentive: float = lever(
        "Bonus for results", "Per cent of their wages on top, for results: they work faster, and cost more.",
        default=0.0, unit="%", low=0, high=30, chapter=6,
    )  # fmt: skip
    roles: str = lever(
        "Team roles", "Everybody does everything, or each has a role, and somebody keeps the roles together.",
        default="shared", options=TEAM_ROLES, chapter=6,
    )  # fmt: skip


@frozen
class Data:
    """What is paid to know more: instruments, whose readings err by so much, and the care for customers' data."""

    dashboard: str = lever(
        "Dashboard",
        "Analytics: forecasts see also what was wanted and sold out. It keeps customers' data, which may leak.",
        default="none", options=INSTRUMENT_LEVELS, chapter=5,
    )  # fmt: skip
    rival_prices: str = lever(
        "Price monitor", "Reads rivals' prices, and who can deliver: price methods and rules use what it reads.",
        default="none", options=INSTRUMENT_LEVELS, chapter=5,
    )  # fmt: skip
    search_index: str = lever(
        "Search index", "Reads how the market's interest will move: forecasts are raised and lowered by it.",
        default="none", options=INSTRUMENT_LEVELS, chapter=5,
    )  # fmt: skip
    security: str = lever(
        "Data security", "Care for customers' data: the more, the rarer they leak; a leak costs money and trust.",
        default="none", options=SECURITY, chapter=5,
    )  # fmt: skip


@frozen
class Plan:
    """Everything the seller decides for a season. A product left out keeps its defaults."""

    scenario: str = "first-shop"
    shop: Shop = Factory(Shop)
    products: dict[str, ProductPlan] = Factory(dict)
    promotions: tuple[Promotion, ...] = ()
    marketing: Marketing = Factory(Marketing)
    ads: Ads = Factory(Ads)
    service: Service = Factory(Service)
    selection: Selection = Factory(Selection)
    risk: Risk = Factory(Risk)
    returns: Returns = Factory(Returns)
    warehouse: Warehouse = Factory(Warehouse)
    delivery: Delivery = Factory(Delivery)
    resolution: Resolution = Factory(Resolution)
    reviews: Reviews = Factory(Reviews)
    relations: Relations = Factory(Relations)
    membership: Membership = Factory(Membership)
    treatment: Treatment = Factory(Treatment)
    brand: Brand = Factory(Brand)
    private_domain: PrivateDomain = Factory(PrivateDomain)
    community: Community = Factory(Community)
    technology: Technology = Factory(Technology)
    staff: Staff = Factory(Staff)
    data: Data = Factory(Data)
    shops: tuple[Shop, ...] = ()
    channels: tuple[Channel, ...] = ()

    def product(self, name: str) -> ProductPlan:
        """What is decided about the product; the defaults when the plan does not name it."""
        return self.products[name] if name in self.products else ProductPlan()


def levers_of(cls: type) -> Iterator[tuple[str, Lever]]:
    """Name and description of each lever of one part of the plan."""
    return ((each.name, each.metadata["lever"]) for each in fields(cls) if "lever" in each.metadata)


def parts() -> dict[str, type]:
    """Every part of a plan that holds levers, by the beginning of its fields' names."""
    promotions = {f"promotions.{kind}": cls for kind, cls in PROMOTIONS.items()}
    return {"shop": Shop, "products.*": ProductPlan, "marketing": Marketing, "channels": Channel, **TABLES} | promotions


TABLES: dict[str, type] = {
    "ads": Ads,
    "service": Service,
    "selection": Selection,
    "risk": Risk,
    "returns": Returns,
    "resolution": Resolution,
    "reviews": Reviews,
    "relations": Relations,
    "warehouse": Warehouse,
    "delivery": Delivery,
    "membership": Membership,
    "treatment": Treatment,
    "brand": Brand,
    "private_domain": PrivateDomain,
    "community": Community,
    "technology": Technology,
    "staff": Staff,
    "data": Data,
}


def levers() -> dict[str, Lever]:
    """Every lever of a plan by its field, in the plan's order."""
    return {f"{part}.{name}": described for part, cls in parts().items() for name, described in levers_of(cls)}
