"""On the shelf or on the feed? The same shop on two shelves and two feeds, with and without posts."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop, Step
from simulator.scenario import load, platforms

PLACES = ("taobao", "jd", "douyin", "kuaishou")
POSTS = (0.0, 2.0, 5.0, 8.0)  # a week
REACH = (("media", "posts.most"),)


def posting(plan: Plan, platform: str, posts: float) -> Plan:
    """The plan as a single shop on a platform, with so many posts a week."""
    marketing = evolve(plan.marketing, posts=(Step(1, posts),) if posts else ())
    return evolve(plan, shop=Shop(platform), shops=(), marketing=marketing)


def season(platform: str, posts: float, on: list[int]) -> Measures:
    """Seasons of the sound plan on a platform."""
    return replicate(posting(shop("first-shop"), platform, posts), load("first-shop"), on)


def by_posts(on: list[int]) -> dict[str, list[float]]:
    """Profit by posts a week, on each platform."""
    return {
        platforms()[key].name: [float(season(key, posts, on)["profit"].mean()) for posts in POSTS] for key in PLACES
    }


def returned(on: list[int]) -> dict[str, float]:
    """Share of the pieces that come back, by platform."""
    return {platforms()[key].name: float(season(key, 5.0, on)["return_rate"].mean()) for key in PLACES}


def feed_numbers(profits: dict[str, list[float]], back: dict[str, float]) -> Numbers:
    """What the text says of shelves and feeds."""
    told: Numbers = {}
    for key in PLACES:
        name = platforms()[key].name
        told |= {
            f"{key}_none": (round(profits[name][0], -3), "yuan"),
            f"{key}_gain": (round(max(profits[name]) - profits[name][0], -3), "yuan"),
            f"{key}_best": f"{POSTS[profits[name].index(max(profits[name]))]:.0f}",
            f"{key}_back": (back[name], "share"),
        }
    return told


def reach_numbers(on: list[int]) -> Numbers:
    """What five posts a week add on Douyin where posts can bring half and twice as much at most, yuan."""
    found = {}
    for word, factor in (("half", 0.5), ("double", 2.0)):
        with scaled(REACH, factor):
            gain = season("douyin", 5.0, on)["profit"] - season("douyin", 0.0, on)["profit"]
        found[f"gain_{word}"] = (round(float(gain.mean()), -3), "yuan")
    return found


def with_posts(plan: Plan, posts: float) -> Plan:
    """The plan with so many posts a week on the feeds of its shops."""
    return evolve(plan, marketing=evolve(plan.marketing, posts=(Step(1, posts),) if posts else ()))


ADVICE = (
    Advice(
        "On a feed, be seen every week.",
        "womenswear",
        taken=lambda plan: with_posts(plan, 4.0),
        left=lambda plan: with_posts(plan, 0.0),
        assumed=REACH,
    ),
    Advice("On a shelf, posts are money for nothing.", "first-shop", left=lambda plan: with_posts(plan, 4.0)),
)


def turn(plan: Plan) -> Plan:
    """Five posts a week."""
    return with_posts(plan, 5.0)
