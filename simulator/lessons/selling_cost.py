"""What does it cost to sell? The same shop on six platforms, and what each takes of its sales."""

from collections.abc import Iterable

from attrs import evolve

from simulator.experiment import Measures
from simulator.laws.fees import sales_of_equal_cost, selling_cost
from simulator.lessons.advice import Advice
from simulator.notebook import Numbers
from simulator.plan import Plan, Shop, Step
from simulator.scenario import Scenario, entry_cost, platforms
from simulator.season import Result, play

YEAR = "syllabus"
WEEKS = 13
SMALL, LARGE = 50_000, 1_000_000  # yuan of sales in a season


COMPARED = ("taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou")


def names() -> dict[str, str]:
    """Names of the platforms compared, by their keys."""
    return {key: platforms()[key].name for key in COMPARED}


def share_taken(platform: str, sales: float) -> float:
    """Share of a season's sales (yuan) that a platform takes by the *Syllabus*'s table."""
    return sum(selling_cost(platforms()[platform].fees[YEAR], sales, WEEKS).values()) / sales


def shares_taken(sales: Iterable[float]) -> dict[str, list[float]]:
    """Share taken at each of several sales, by platform; Douyin and Kuaishou ask the same."""
    sales = list(sales)
    shown = {key: name for key, name in names().items() if key != "kuaishou"} | {"douyin": "Douyin, Kuaishou"}
    return {name: [share_taken(key, one) for one in sales] for key, name in shown.items()}


def fee_numbers() -> Numbers:
    """What the text says of the fee lists."""
    fees = {key: platforms()[key].fees[YEAR] for key in COMPARED}
    return {
        "tmall_small": (share_taken("tmall", SMALL), "share"),
        "tmall_large": (share_taken("tmall", LARGE), "share"),
        "taobao_small": (share_taken("taobao", SMALL), "share"),
        "taobao_large": (share_taken("taobao", LARGE), "share"),
        "tmall_jd": (round(sales_of_equal_cost(fees["tmall"], fees["jd"], WEEKS), -3), "yuan"),
        "taobao_douyin": (round(sales_of_equal_cost(fees["taobao"], fees["douyin"], WEEKS), -3), "yuan"),
    }


def one_season(shop: Plan, world: Scenario, seed: int = 1) -> dict[str, Result]:
    """The shop's season on each platform, by the platform's name."""
    return {name: play(evolve(shop, shop=Shop(key), shops=()), world, seed) for key, name in names().items()}


def money_numbers(seasons: dict[str, Result], many: dict[str, Measures], world: Scenario) -> Numbers:
    """What the text says of the money: the best and the worst platform, the cheapest and the dearest."""
    profit = {key: values["profit"].mean() for key, values in many.items()}
    share = {key: share_taken(key, values["sales"].mean()) for key, values in many.items()}
    picked = {
        "best": max(profit, key=profit.get),
        "worst": min(profit, key=profit.get),
        "cheapest": min(share, key=share.get),
        "dearest": max(share, key=share.get),
    }
    told: Numbers = {"tmall_entry": (entry_cost("tmall", world), "yuan"), "capital": (world.capital, "yuan")}
    for word, key in picked.items():
        told |= {
            word: names()[key],
            f"{word}_profit": (round(profit[key], -2), "yuan"),
            f"{word}_share": (share[key], "share"),
        }
    return told | {
        "fee_spread": (spread(seasons, ("platform_fees", "yearly_fees")), "yuan"),
        "refund_spread": (spread(seasons, ("refunds",)), "yuan"),
    }


def spread(seasons: dict[str, Result], accounts: tuple[str, ...]) -> float:
    """How far platforms lie apart in what some accounts take of each 100 yuan of sales."""
    taken = [
        100 * sum(one.ledger.balance[account] for account in accounts) / int(one.tables["orders"]["paid"].sum())
        for one in seasons.values()
    ]
    return round(max(taken) - min(taken), 1)


def placed(plan: Plan, platform: str, price: float) -> Plan:
    """The plan with its one shop on a platform, and a price of the plain scarf."""
    scarf = evolve(plan.products["scarf-plain"], price=(Step(1, price),))
    return evolve(plan, shop=Shop(platform), shops=(), products=plan.products | {"scarf-plain": scarf})


ADVICE = (
    Advice(
        "Choose the place by the profit, not by the fee list, and the price for the people there.",
        "first-shop",
        taken=lambda plan: placed(plan, "jd", 85.0),
        left=lambda plan: placed(plan, "taobao", 62.0),
    ),
)


def turn(plan: Plan) -> Plan:
    """The plain scarf dearer, on a platform where more people look at the goods."""
    return placed(plan, "tmall", 85.0)
