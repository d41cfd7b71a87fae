"""Social media and content: five media for the same dresses, how much a post may sell, and how long it lives."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Channel, Plan, Step
from simulator.scenario import load
from simulator.score import rung

SHOP = "womenswear"
MEDIA = {
    "WeChat account": "official-account", "Weibo": "weibo", "Xiaohongshu": "xiaohongshu", "Bilibili": "bilibili",
    "short video": "short-video",
}  # fmt: skip
SELLING = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
READERS = tuple(("media", f"social.media.{medium}.readers") for medium in ("weibo", "xiaohongshu"))


def channel(medium: str, posts: float = 4.0, selling: float = 0.3) -> Channel:
    """Posts a week on a medium, a share of which sells openly."""
    return Channel(medium, posts=(Step(1, posts),), selling=(Step(1, selling),))


def posting(plan: Plan, *channels: Channel) -> Plan:
    """The plan with these channels alone."""
    return evolve(plan, channels=channels)


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit in the dress shop."""
    return float(replicate(plan, load(SHOP), on)["profit"].mean())


def by_medium(on: list[int]) -> dict[str, float]:
    """Profit that four posts a week add, by medium, yuan."""
    plan = rung(SHOP, "naive")
    base = profit(posting(plan), on)
    return {name: profit(posting(plan, channel(medium)), on) - base for name, medium in MEDIA.items()}


def by_selling(on: list[int]) -> list[float]:
    """Profit by the share of a post on Weibo that sells openly."""
    plan = rung(SHOP, "naive")
    return [profit(posting(plan, channel("weibo", 5.0, share)), on) for share in SELLING]


def social_numbers(media: dict[str, float], selling: list[float], on: list[int]) -> Numbers:
    """What the text says of media, of selling, and of two media together."""
    plan = rung(SHOP, "naive")
    both = profit(posting(plan, channel("weibo"), channel("xiaohongshu")), on) - profit(posting(plan), on)
    told: Numbers = {}
    for word, factor in (("few", 0.5), ("many", 2.0)):
        with scaled(READERS, factor):
            found = profit(posting(plan, channel("weibo"), channel("xiaohongshu")), on) - profit(posting(plan), on)
        told[f"both_{word}"] = (round(found, -2), "yuan")
    return told | {
        "best": max(media, key=lambda name: media[name]),
        "best_yuan": (round(max(media.values()), -2), "yuan"),
        "worst": min(media, key=lambda name: media[name]),
        "worst_yuan": (round(min(media.values()), -2), "yuan"),
        "both": (round(both, -2), "yuan"),
        "best_share": (SELLING[selling.index(max(selling))], "share"),
        "none": (round(max(selling) - selling[0], -2), "yuan"),
        "all": (round(max(selling) - selling[-1], -2), "yuan"),
    }


ADVICE = (
    Advice(
        "Be where your buyers look, every week.",
        SHOP,
        taken=lambda plan: posting(plan, channel("weibo"), channel("xiaohongshu")),
        left=posting,
        assumed=READERS,
    ),
)


def turn(plan: Plan) -> Plan:
    """Two media."""
    return posting(plan, channel("weibo"), channel("xiaohongshu"))
