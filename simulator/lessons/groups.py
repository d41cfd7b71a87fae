"""What is a community worth? Messages, groups and accounts, where buyers come again and where they do not."""

from attrs import evolve

from simulator.experiment import replicate
from simulator.lessons import shop
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Community, Plan, PrivateDomain, Step, Treatment
from simulator.scenario import load
from simulator.score import rung

COFFEE = "new-coffee"
ALWAYS = (Step(1, 1.0),)
PLACES = {
    "a reminder for who has not paid": {"treatment": Treatment(unpaid_reminder="reminder", cart_reminder="reminder")},
    "a message a week": {"treatment": Treatment(high_messages=1, low_messages=1, silent_messages=1)},
    "WeCom": {"private_domain": PrivateDomain(wecom=ALWAYS)},
    "an official account": {"private_domain": PrivateDomain(official_account=ALWAYS)},
    "a community": {"community": Community(invited=30.0, hours=3.0)},
}
SHOPS = ("first-shop", "multi-platform", "cross-border")


def using(plan: Plan, place: str) -> Plan:
    """The plan with one more way to reach past buyers."""
    return evolve(plan, **PLACES[place])


def profit(plan: Plan, on: list[int]) -> float:
    """Mean profit of a plan in its scenario."""
    return float(replicate(plan, load(plan.scenario), on)["profit"].mean())


def gains(on: list[int]) -> dict[str, dict[str, float]]:
    """Profit that each way adds to the naive plan of several shops, yuan."""
    plans = {load(key).title: rung(key, "naive") for key in SHOPS}
    base = {name: profit(plan, on) for name, plan in plans.items()}
    return {
        name: {place: profit(using(plan, place), on) - base[name] for place in PLACES} for name, plan in plans.items()
    }


def group_numbers(found: dict[str, dict[str, float]], on: list[int]) -> Numbers:
    """What the text says of the ways, and of the coffee shop without its messages."""
    first, many, _ = found.values()
    coffee = shop(COFFEE)
    return {
        "remind_first": (round(first["a reminder for who has not paid"], -2), "yuan"),
        "remind_many": (round(many["a reminder for who has not paid"], -2), "yuan"),
        "group_first": (round(first["a community"], -2), "yuan"),
        "group_many": (round(many["a community"], -2), "yuan"),
        "messages_coffee": (round(profit(coffee, on) - profit(evolve(coffee, treatment=Treatment()), on), -3), "yuan"),
        "selling_coffee": (round(profit(pushing(coffee), on) - profit(coffee, on), -3), "yuan"),
    }


def pushing(plan: Plan) -> Plan:
    """The plan with a large community that does nothing but sell."""
    return evolve(plan, community=Community(invited=100.0, hours=5.0, selling=ALWAYS))


ADVICE = (
    Advice(
        "Remind those who have nearly bought, before you gather those who have.",
        "multi-platform",
        taken=lambda plan: using(plan, "a reminder for who has not paid"),
        left=lambda plan: evolve(plan, treatment=Treatment()),
    ),
    Advice("A community is no sales channel.", COFFEE, left=pushing),
)


def turn(plan: Plan) -> Plan:
    """Reminders."""
    return using(plan, "a reminder for who has not paid")
