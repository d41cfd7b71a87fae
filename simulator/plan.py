"""Plans: everything the seller decides for a season, as data.

A plan is a TOML file. Each field is described once, by the `Lever` in its metadata: the same description makes the
page's form, the notebook's form, the comments of a new plan, the messages of `check` and the table in the book.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import Attribute, Factory, field, fields, frozen

from simulator.words import mark

PLATFORMS = ("taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou")
SUPPLIERS = ("yiwu-wholesale", "shaoxing-agent", "hangzhou-factory")
ROLES = ("hit", "traffic", "profit", "image")
LONGEST_SEASON = 26


class UnfitError(ValueError):
    """A value that a field does not take: what it was, what is allowed, and the words it might have meant."""

    def __init__(self, value: object, allowed: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(f"{value!r} is not {allowed}")
        self.value, self.allowed, self.words = value, allowed, words


@frozen
class Lever:
    """One decision of the plan: what it is called, what it takes, and where the course opens it."""

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
    chapter: int = 1

    def allowed(self) -> str:
        """What the field takes, in words."""
        if self.options:
            return "one of " + ", ".join(self.options)
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
        return self._number(value)

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
        raise UnfitError(value, f"{lever.allowed()}, each week once")
    return steps


def read_step(step: object, lever: Lever) -> Step:
    """One step of a weekly lever. Raises `UnfitError`."""
    if isinstance(step, Step):
        step = {"week": step.week, "value": step.value}
    if not isinstance(step, dict) or set(step) != {"week", "value"}:
        raise UnfitError(step, "{week = ..., value = ...}")
    return Step(WEEK.read(step["week"]), lever.read(step["value"]))


def read_list(value: object, lever: Lever) -> tuple[Any, ...]:
    """A list lever's items. Raises `UnfitError`."""
    if not isinstance(value, list | tuple) or not value or len(set(map(str, value))) < len(value):
        raise UnfitError(value, f"{lever.allowed()}, at least one and none twice")
    return tuple(lever.read(item) for item in value)


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


def read_role(value: object) -> str:
    """A product's role. Raises `UnfitError`."""
    if value not in ROLES:
        raise UnfitError(value, "one of " + ", ".join(ROLES), ROLES)
    return str(value)


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
    """Where the shop stands."""

    platform: str | None = lever(
        "Platform", "The marketplace that the shop opens on: its fees, its shoppers, its rules.", options=PLATFORMS
    )


@frozen
class ProductPlan:
    """What is decided about one product. Fields left out keep the scenario's default; without a reorder point nothing
    is bought after the first stock."""

    role: str | None = field(default=None, metadata={"read": read_role})
    price: Weekly = lever(
        "Price", "Shelf price of one piece, before promotions.", unit="yuan", low=1, high=9999, step=1, weekly=True
    )
    supplier: str | None = lever(
        "Supplier", "Who makes it: smallest order, unit cost, lead time and flaws differ.", options=SUPPLIERS
    )
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


Promotion = Discount | SpendAndSave | NewCustomerCoupon | FlashSale
PROMOTIONS: dict[str, type] = {cls.kind: cls for cls in (Discount, SpendAndSave, NewCustomerCoupon, FlashSale)}


@frozen
class Marketing:
    """What is spent to be seen."""

    weekly_budget: Weekly = lever(
        "Marketing budget",
        "Yuan a week for paid visits; each further visit costs more than the one before.",
        unit="yuan", low=0, high=200000, step=100, weekly=True,
    )  # fmt: skip


@frozen
class Plan:
    """Everything the seller decides for a season. A product left out keeps its defaults."""

    scenario: str = "first-shop"
    shop: Shop = Factory(Shop)
    products: dict[str, ProductPlan] = Factory(dict)
    promotions: tuple[Promotion, ...] = ()
    marketing: Marketing = Factory(Marketing)

    def product(self, name: str) -> ProductPlan:
        """What is decided about the product; the defaults when the plan does not name it."""
        return self.products.get(name, ProductPlan())


def levers_of(cls: type) -> Iterator[tuple[str, Lever]]:
    """Name and description of each lever of one part of the plan."""
    return ((each.name, each.metadata["lever"]) for each in fields(cls) if "lever" in each.metadata)


def parts() -> dict[str, type]:
    """Every part of a plan that holds levers, by the beginning of its fields' names."""
    promotions = {f"promotions.{kind}": cls for kind, cls in PROMOTIONS.items()}
    return {"shop": Shop, "products.*": ProductPlan, "marketing": Marketing} | promotions


def levers() -> dict[str, Lever]:
    """Every lever of a plan by its field, in the plan's order."""
    return {f"{part}.{name}": described for part, cls in parts().items() for name, described in levers_of(cls)}
