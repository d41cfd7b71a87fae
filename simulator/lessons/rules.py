"""Rules and risks: what it costs to keep the rules, what it costs to break them, and what bought reviews bring."""

from attrs import evolve

from simulator.experiment import Measures, replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice, scaled
from simulator.notebook import Numbers
from simulator.plan import Plan
from simulator.scenario import load, platforms
from simulator.season import play

EFFORTS = {"nothing": "none", "regular checks": "checks", "a system": "system"}
CHANCES = tuple(("platforms", f"{key}.violations") for key in platforms())
BOUGHT = 10  # reviews a week


def keeping(plan: Plan, effort: str) -> Plan:
    """The plan with so much care for the rules."""
    return evolve(plan, risk=evolve(plan.risk, compliance=effort))


def buying_reviews(plan: Plan, each_week: int) -> Plan:
    """The plan that buys good reviews."""
    return evolve(plan, reviews=evolve(plan.reviews, bought=each_week))


def seasons(on: list[int], factor: float = 1.0) -> dict[str, Measures]:
    """Seasons of Double Eleven by care for the rules, where violations are found so many times as often."""
    market, plan = load("double-eleven"), shop("double-eleven")
    with scaled(CHANCES, factor):
        return {word: replicate(keeping(plan, effort), market, on) for word, effort in EFFORTS.items()}


def penalties(plan: Plan, on: list[int]) -> float:
    """Penalties of a season of Double Eleven."""
    market = load("double-eleven")
    return sum(len(play(plan, market, seed).tables["penalties"]["day"]) for seed in on) / len(on)


def gains(found: dict[str, Measures]) -> dict[str, float]:
    """Profit over that of a shop that does nothing, yuan."""
    return {word: float((each["profit"] - found["nothing"]["profit"]).mean()) for word, each in found.items()}


def rule_numbers(found: dict[str, Measures], strict: dict[str, Measures], on: list[int]) -> Numbers:
    """What the text says of rules."""
    plan, market = shop("double-eleven"), load("double-eleven")
    honest, bought = (replicate(one, market, on) for one in (plan, buying_reviews(plan, BOUGHT)))
    return {
        "broken_nothing": f"{penalties(keeping(plan, 'none'), on):.1f}",
        "broken_system": f"{penalties(keeping(plan, 'system'), on):.1f}",
        "checks": (round(gains(found)["regular checks"], -3), "yuan"),
        "system": (round(gains(found)["a system"], -3), "yuan"),
        "strict_checks": (round(gains(strict)["regular checks"], -3), "yuan"),
        "strict_system": (round(gains(strict)["a system"], -3), "yuan"),
        "found_bought": f"{penalties(buying_reviews(plan, BOUGHT), on):.1f}",
        "found_honest": f"{penalties(plan, on):.1f}",
        "bought_profit": (round(float((bought["profit"] - honest["profit"]).mean()), -3), "yuan"),
        "bought_card": (float((bought["compliance"] - honest["compliance"]).mean()), "share"),
    }


ADVICE = (
    Advice(
        "In a busy season keep an eye on the rules.",
        "double-eleven",
        taken=lambda plan: keeping(plan, "system"),
        left=lambda plan: keeping(plan, "none"),
        assumed=CHANCES,
    ),
)


def turn(plan: Plan) -> Plan:
    """Regular checks."""
    return keeping(plan, "checks")
