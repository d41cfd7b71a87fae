"""Livestreams: who stands before the camera, at which hour, and how many viewers one should buy."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Livestream, Plan
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

SHOP = "womenswear"
WEEKS = tuple(range(1, 11))
HOSTS = ("founder", "expert", "professional", "influencer")
SPENDS = (300.0, 1000.0, 3000.0)
HOURS = (3, 10, 15, 20)
KEENER = (("media", "livestream.keener"),)


def showing(plan: Plan, **decided: object) -> Plan:
    """The plan with a livestream a week besides its promotions."""
    shown = Livestream(WEEKS, **({"spend": 300.0, "host": "founder", "hour": 20} | decided))
    return evolve(plan, promotions=(*plan.promotions, shown))


def gain(on: list[int], **decided: object) -> float:
    """Profit that a livestream a week adds to the naive plan, yuan."""
    plan, market = rung(SHOP, "naive"), load(SHOP)
    with_, without = (replicate(one, market, on)["profit"] for one in (showing(plan, **decided), plan))
    return float((with_ - without).mean())


def by_host(on: list[int]) -> dict[str, dict[str, float]]:
    """What a livestream adds by host and by yuan for viewers."""
    return {host: {f"{spend:.0f} yuan": gain(on, host=host, spend=spend) for spend in SPENDS} for host in HOSTS}


def by_hour(on: list[int]) -> dict[str, float]:
    """What a livestream adds by the hour at which it begins."""
    return {f"{hour} o'clock": gain(on, hour=hour) for hour in HOURS}


def returned(seed: int = 1) -> tuple[float, float]:
    """Share of the orders that come back, of those from a livestream and of the others."""
    orders = play(showing(rung(SHOP, "naive"), spend=3000.0), load(SHOP), seed).tables["orders"]
    live = orders["source"] == 4
    return tuple(float((orders["returned"][those] >= 0).mean()) for those in (live, ~live))


def stream_numbers(hosts: dict[str, dict[str, float]], hours: dict[str, float], on: list[int]) -> Numbers:
    """What the text says of hosts, hours and viewers."""
    best = max(hosts, key=lambda host: max(hosts[host].values()))
    live, other = returned()
    told: Numbers = {
        "best": best,
        "best_yuan": (round(max(hosts[best].values()), -2), "yuan"),
        "dear": (round(hosts["influencer"]["3000 yuan"], -2), "yuan"),
        "night": (round(hours["3 o'clock"], -2), "yuan"),
        "evening": (round(hours["20 o'clock"], -2), "yuan"),
        "live_back": (live, "share"),
        "other_back": (other, "share"),
    }
    for word, factor in (("weak", 0.5), ("strong", 2.0)):
        with scaled(KEENER, factor):
            told[f"gain_{word}"] = (round(gain(on), -2), "yuan")
    return told


ADVICE = (
    Advice(
        "Show clothes on somebody who knows them, in the evening, to few who care.",
        SHOP,
        taken=showing,
        assumed=KEENER,
    ),
)


def turn(plan: Plan) -> Plan:
    """The founder, in the evening."""
    return showing(plan)
