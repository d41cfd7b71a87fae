"""How ps1-platforms is marked. Not part of what learners get."""

import numpy as np
import pandas as pd

from simulator.grading.function_task import FunctionTask, Mistake, Output, Special
from simulator.grading.plan_task import PlanTask

STATUS = ("paid", "unpaid", "returned")


def orders_table(rng: np.random.Generator) -> pd.DataFrame:
    """A table of orders as a shop might have it: some unpaid, some sent back, some customers who came again."""
    size = int(rng.integers(60, 90))
    pieces = rng.choice([1, 2, 3], size, p=[0.7, 0.2, 0.1])
    return pd.DataFrame(
        {
            "order_id": 10_001 + np.arange(size),
            "day": np.sort(rng.integers(0, 91, size)),
            "customer": rng.integers(1, int(size * 0.7), size),
            "product": rng.choice(["scarf-plain", "scarf-lavender"], size),
            "pieces": pieces,
            "amount": np.round(pieces * rng.uniform(55, 140, size), 2),
            "status": rng.choice(STATUS, size, p=[0.66, 0.16, 0.18]),
        }
    )


def hidden_tables(rng: np.random.Generator) -> list[pd.DataFrame]:
    """The ordinary hidden tables."""
    return [orders_table(rng) for _ in range(3)]


def ratio(part: float, base: float) -> float:
    """part / base, 0 where the base is 0."""
    return float(part / base) if base else 0.0


def paid(orders: pd.DataFrame) -> pd.DataFrame:
    """The orders that were paid, returned later or not."""
    return orders[orders["status"] != "unpaid"]


def kept(orders: pd.DataFrame) -> pd.DataFrame:
    """The orders that were paid and not sent back."""
    return orders[orders["status"] == "paid"]


def returned(orders: pd.DataFrame) -> pd.DataFrame:
    """The orders that were sent back."""
    return orders[orders["status"] == "returned"]


def repeaters(orders: pd.DataFrame) -> int:
    """Customers with two orders or more."""
    return int((orders["customer"].value_counts() >= 2).sum())


def mean_amount(orders: pd.DataFrame) -> float:
    """Yuan an order."""
    return ratio(orders["amount"].sum(), len(orders))


def repeat_share(orders: pd.DataFrame) -> float:
    """Share of the customers who ordered twice or more."""
    return ratio(repeaters(orders), orders["customer"].nunique())


AVERAGE_ORDER_VALUE = Output(
    "average order value",
    lambda orders: mean_amount(paid(orders)),
    (
        Mistake(mean_amount, "Orders that were never paid are counted in the average order value: look at status."),
        Mistake(
            lambda orders: ratio(paid(orders)["amount"].sum(), len(orders)),
            "The average order value divides the paid sales by all orders: divide by the paid orders.",
        ),
        Mistake(
            lambda orders: ratio(orders["amount"].sum(), len(paid(orders))),
            "The sales in the average order value include orders that were never paid: look at status.",
        ),
        Mistake(
            lambda orders: mean_amount(kept(orders)),
            "The average order value leaves out returned orders: they were paid, and sales count before refunds.",
        ),
        Mistake(
            lambda orders: ratio(kept(orders)["amount"].sum(), len(paid(orders))),
            "Refunds are taken off the sales in the average order value: sales count before refunds.",
        ),
        Mistake(
            lambda orders: ratio(paid(orders)["amount"].sum(), paid(orders)["pieces"].sum()),
            "The average order value is an amount an order, and yours is one a piece: divide by the paid orders.",
        ),
        Mistake(
            lambda orders: ratio(paid(orders)["amount"].sum(), paid(orders)["customer"].nunique()),
            "The average order value is an amount an order, and yours is one a customer: divide by the paid orders.",
        ),
        Mistake(
            lambda orders: paid(orders)["amount"].median(),
            "The average order value is a mean, and yours is a median.",
        ),
    ),
)

REPURCHASE_RATE = Output(
    "repurchase rate",
    lambda orders: repeat_share(paid(orders)),
    (
        Mistake(repeat_share, "Orders that were never paid make no buyer: leave them out of the repurchase rate."),
        Mistake(
            lambda orders: ratio(repeaters(paid(orders)), len(paid(orders))),
            "The repurchase rate is divided by orders: divide by the number of different customers.",
        ),
        Mistake(
            lambda orders: ratio(repeaters(paid(orders)), orders["customer"].nunique()),
            "The repurchase rate is divided by customers of whom some never paid: divide by those who did.",
        ),
        Mistake(
            lambda orders: ratio(len(paid(orders)) - paid(orders)["customer"].nunique(), len(paid(orders))),
            "The repurchase rate counts repeated orders: count each customer with two or more orders once.",
        ),
        Mistake(
            lambda orders: ratio(
                paid(orders)["customer"].duplicated(keep=False).sum(), paid(orders)["customer"].nunique()
            ),
            "The repurchase rate counts every order of a returning customer: count the customer once.",
        ),
        Mistake(
            lambda orders: ratio(paid(orders)["customer"].duplicated(keep=False).sum(), len(paid(orders))),
            "The repurchase rate is a share of customers, and yours is a share of orders.",
        ),
        Mistake(
            lambda orders: repeat_share(kept(orders)),
            "The repurchase rate leaves out returned orders: who sent one back had bought it.",
        ),
    ),
)

RETURN_RATE = Output(
    "return rate",
    lambda orders: ratio(returned(orders)["pieces"].sum(), paid(orders)["pieces"].sum()),
    (
        Mistake(
            lambda orders: ratio(len(returned(orders)), len(paid(orders))),
            "The return rate counts orders: it is returned pieces divided by sold pieces.",
        ),
        Mistake(
            lambda orders: ratio(returned(orders)["pieces"].sum(), orders["pieces"].sum()),
            "The return rate is divided by pieces of which some were never paid: divide by the pieces sold.",
        ),
        Mistake(
            lambda orders: ratio(len(returned(orders)), len(orders)),
            "The return rate counts orders, unpaid ones too: it is returned pieces divided by sold pieces.",
        ),
        Mistake(
            lambda orders: ratio(returned(orders)["pieces"].sum(), kept(orders)["pieces"].sum()),
            "The return rate is divided by the pieces that were kept: returned pieces were sold too.",
        ),
        Mistake(
            lambda orders: ratio(returned(orders)["amount"].sum(), paid(orders)["amount"].sum()),
            "The return rate counts yuan: it is returned pieces divided by sold pieces.",
        ),
    ),
)

FIXED = orders_table(np.random.default_rng(11))
SPECIALS = (
    Special(FIXED.head(0), "A table without orders breaks the rule that a ratio without a base is 0."),
    Special(
        FIXED.assign(status="unpaid").head(5), "A table with unpaid orders only breaks the rule that a ratio without a base is 0."
    ),
    Special(
        FIXED.set_axis(np.arange(len(FIXED)) // 3, axis=0),
        "Your numbers depend on the row labels, which may be there twice: select rows by their values.",
    ),
    Special(FIXED.sample(frac=1, random_state=3), "Your numbers depend on the order of the rows."),
)

DECISIONS = (
    "shop.platform", "products.*.price", "products.*.supplier", "products.*.reorder_point", "products.*.order_up_to",
    "marketing.weekly_budget", "promotions", "products.*.role",
)  # fmt: skip
TASKS = {
    "plan-mark": PlanTask("plan", "first-shop", DECISIONS),
    "three-kpis-mark": FunctionTask(
        "three-kpis",
        "three_kpis",
        {
            "average_order_value": AVERAGE_ORDER_VALUE,
            "repurchase_rate": REPURCHASE_RATE,
            "return_rate": RETURN_RATE,
        },
        hidden_tables,
        SPECIALS,
    ),
}
