"""Where the money and the people went: the waterfall from sales to profit, and the funnel."""

from simulator.kpi import ratio
from simulator.ledger import RESULT
from simulator.panel.sentences import Both, join, percent, say, whole
from simulator.season import Result
from simulator.season.aftersales import NEVER
from simulator.words import both, mark

STEPS = {
    "shelf_value": (mark("Shelf value"), ("shelf_value",)),
    "discounts": (mark("Discounts"), ("discounts",)),
    "refunds": (mark("Refunds"), ("refunds",)),
    "goods": (mark("Goods"), ("goods", "goods_returned")),
    "platform_fees": (mark("Platform fees"), ("platform_fees", "yearly_fees")),
    "marketing": (mark("Marketing"), ("marketing",)),
    "freight": (mark("Freight and packing"), ("freight", "packing")),
    "returns": (mark("Handling of returns"), ("return_handling",)),
    "storage": (mark("Storage"), ("storage",)),
    "operating": (mark("Rent and wages"), ("operating",)),
    "write_down": (mark("Stock written down"), ("write_down",)),
}
NAMED = {account for _, accounts in STEPS.values() for account in accounts}


def waterfall(result: Result) -> dict:
    """Steps in fen from the shelf value to the profit, with their shares of sales; they sum to the profit."""
    balance = result.ledger.balance
    sales = -balance["shelf_value"] - balance["discounts"]
    other = (mark("Other costs"), tuple(account for account in RESULT if account not in NAMED))
    amounts = {key: (name, -sum(balance[account] for account in accounts))
               for key, (name, accounts) in {**STEPS, "other": other}.items()}  # fmt: skip
    steps = [_step(key, both(name), fen, sales) for key, (name, fen) in amounts.items() if fen or key == "shelf_value"]
    left = _step("left", say(mark("Profit")), result.ledger.profit(), sales)
    return {"sales": sales, "steps": [*steps, left], "alt": _waterfall_words(steps, left, sales)}


def _step(key: str, name: Both, fen: int, sales: int) -> dict:
    return {"key": key, "name": name, "fen": fen, "share": ratio(fen, sales)}


def _waterfall_words(steps: list[dict], left: dict, sales: int) -> Both:
    costs = sorted((step for step in steps if step["fen"] < 0), key=lambda step: step["fen"])[:3]
    parts = [say("{name} {share}", name=step["name"], share=percent(-step["share"])) for step in costs]
    greatest = join(parts, {"en": ", ", "zh": "、"})
    return say(mark("Of sales of {sales} yuan {left} are left as profit ({share}); the greatest costs are {costs}."),
               sales=whole(sales / 100), left=whole(left["fen"] / 100), share=percent(left["share"]),
               costs=greatest)  # fmt: skip


def funnel(result: Result) -> dict:
    """From visitors to orders kept: how many at each step, and which share of the step before."""
    days, orders = result.tables["days"], result.tables["orders"]
    shipped = orders["delivered"] < result.closed_on if result.closed_on != NEVER else orders["delivered"] >= 0
    numbers = {
        mark("Visitors"): int((days["organic"] + days["paid"] + days["known"]).sum()),
        mark("would consider buying"): int(days["considering"].sum()) if "considering" in days else None,
        mark("Orders placed"): int(days["placed"].sum()),
        mark("Orders paid"): len(orders["paid"]),
        mark("Delivered"): int(shipped.sum()),
        mark("Kept"): int((shipped & (orders["returned"] == NEVER)).sum()),
    }
    known = [(both(name), number) for name, number in numbers.items() if number is not None]
    bases = [known[0][1], *(number for _, number in known)]
    steps = [{"name": name, "number": number, "share": ratio(number, base)}
             for (name, number), base in zip(known, bases, strict=False)]  # fmt: skip
    return {"steps": steps, "alt": _funnel_words(steps)}


def _funnel_words(steps: list[dict]) -> Both:
    first, last = steps[0], steps[-1]
    return say(mark("Of {visitors} visitors {kept} end as orders that are kept, {share} of them."),
               visitors=whole(first["number"]), kept=whole(last["number"]),
               share=percent(ratio(last["number"], first["number"])))  # fmt: skip
