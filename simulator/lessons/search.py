"""Being found: titles and work on search, and how long both take to work."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Plan, Step
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

HOURS = (0.0, 3.0, 6.0, 10.0, 20.0, 40.0)
TITLES = {"scarf-plain": "Soft warm plain spring scarf, gift", "scarf-lavender": "Long lavender scarf for women, gift"}
STUFFED = {name: "scarf scarf scarf warm scarf gift scarf scarf scarf" for name in TITLES}


def with_hours(plan: Plan, hours: float) -> Plan:
    """The plan with so many hours of work on search a week."""
    return evolve(plan, marketing=evolve(plan.marketing, search_hours=(Step(1, hours),)))


def titled(plan: Plan, titles: dict[str, str]) -> Plan:
    """The plan with other titles."""
    return evolve(plan, products={name: evolve(one, title=titles[name]) for name, one in plan.products.items()})


def by_hours(on: list[int]) -> list[float]:
    """Profit of the sound plan by hours of work on search a week."""
    market = load("first-shop")
    return [float(replicate(with_hours(shop("first-shop"), hours), market, on)["profit"].mean()) for hours in HOURS]


def visits_by_week(hours: float, seed: int = 1) -> list[float]:
    """Visits of each week that nobody paid for, under the sound plan with so many hours."""
    result = play(with_hours(shop("first-shop"), hours), load("first-shop"), seed)
    return result.tables["days"]["organic"].reshape(-1, 7).sum(axis=1).tolist()


def by_title(on: list[int]) -> dict[str, float]:
    """Profit of the naive plan by title."""
    plan, market = rung("first-shop", "naive"), load("first-shop")
    ways = {
        "the product's name": plan,
        "words that are searched": titled(plan, TITLES),
        "one word eight times": titled(plan, STUFFED),
    }
    return {name: float(replicate(one, market, on)["profit"].mean()) for name, one in ways.items()}


def search_numbers(profits: list[float], titles: dict[str, float], with_: list[float], without: list[float]) -> Numbers:
    """What the text says of titles and hours."""
    name, words, stuffed = titles.values()
    gains = [high - low for high, low in zip(with_, without, strict=True)]
    return {
        "words": (round(words - name, -3), "yuan"),
        "stuffed": (round(stuffed - name, -3), "yuan"),
        "ten_hours": (round(profits[HOURS.index(10.0)] - profits[0], -3), "yuan"),
        "forty_hours": (round(profits[-1] - profits[0], -3), "yuan"),
        "first_week": (gains[0] / without[0], "share"),
        "last_week": (gains[-1] / without[-1], "share"),
    }


ADVICE = (
    Advice(
        "Write titles in the words that people type, and keep some hours a week for search.",
        "first-shop",
        taken=lambda plan: with_hours(titled(plan, TITLES), 6.0),
        left=lambda plan: with_hours(titled(plan, STUFFED), 0.0),
    ),
)


def turn(plan: Plan) -> Plan:
    """Titles in the buyers' words, and some hours."""
    return with_hours(titled(plan, TITLES), 10.0)
