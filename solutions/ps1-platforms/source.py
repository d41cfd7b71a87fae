"""Exercise 1, choosing a platform: a first plan, and three KPIs. Everything else about it is made from here."""

import numpy as np
import pandas as pd

from simulator.grading.exercise import Assignment, Case, FunctionExercise, PlanExercise, Twin
from simulator.grading.function_task import Mistake, Output, Special
from simulator.grading.numbers_task import Choice
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

STATUS = ("paid", "unpaid", "returned")
OWN_SEASONS = (  # seeds of which each known mistake gives something else than what is right
    7002, 7003, 7004, 7009, 7010, 7015, 7017, 7018, 7019, 7020, 7021, 7022, 7024, 7025, 7026, 7028, 7029, 7030, 7031, 7032,
    7033, 7034, 7035, 7037, 7040, 7042, 7043, 7044, 7047, 7048, 7049, 7050, 7052, 7054, 7055, 7059, 7060, 7061, 7064, 7065,
)

OPENING = """
You open the shop of the lesson: a few months of spring, two scarves, 180,000 yuan (元) of your own. First you decide
how the shop is run. Then you work out three numbers from its orders, as you would from the export of a real shop.

Run the cells from top to bottom with <kbd>Shift</kbd>+<kbd>Enter</kbd>. You may add cells and try things out:
**only the answer cells are marked**, so all that counts has to stand in them.
"""
CLOSING = """
## Hand in

Save the notebook and hand in the file `ps1-platforms.ipynb`. The file `ps1-platforms.toml` that the pages of the course save
can be handed in instead; it counts the same.
"""

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
    digits=4,
    share=True,
)

RETURN_RATE = Output(
    "return rate",
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
    digits=4,
    share=True,
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



def three_kpis(orders: pd.DataFrame) -> dict:
    """Average order value (yuan), repurchase rate and return rate (shares)."""
    paid = orders[orders["status"] != "unpaid"]
    returned = paid[paid["status"] == "returned"]
    if paid.empty:
        return {"average_order_value": 0.0, "repurchase_rate": 0.0, "return_rate": 0.0}
    times = paid["customer"].value_counts()
    return {
        "average_order_value": paid["amount"].sum() / len(paid),
        "repurchase_rate": (times >= 2).sum() / len(times),
        "return_rate": returned["pieces"].sum() / paid["pieces"].sum(),
    }


def table_of(rows: list[tuple]) -> pd.DataFrame:
    """Orders given row by row."""
    return pd.DataFrame(rows, columns=["order_id", "day", "customer", "product", "pieces", "amount", "status"])


ONE_ORDER = table_of([(1, 0, 11, "scarf-plain", 2, 138.0, "paid")])
EXAMPLE = table_of(
    [
        (1, 2, 11, "scarf-lavender", 1, 139.0, "paid"),
        (2, 3, 11, "scarf-lavender", 2, 278.0, "returned"),
        (3, 4, 14, "scarf-plain", 1, 69.0, "returned"),
        (4, 5, 11, "scarf-lavender", 1, 139.0, "returned"),
        (5, 7, 12, "scarf-lavender", 2, 278.0, "paid"),
        (6, 10, 16, "scarf-lavender", 1, 139.0, "unpaid"),
        (7, 11, 14, "scarf-lavender", 1, 139.0, "unpaid"),
        (8, 11, 11, "scarf-lavender", 3, 417.0, "unpaid"),
    ]
)


def own_season(seed: int) -> pd.DataFrame:
    """The orders of a season of the naive plan, as the task has them."""
    tables = play(rung("first-shop", "naive"), load("first-shop"), seed).tables
    placed, unpaid = tables["orders"], tables["unpaid"]
    status = np.where(placed["returned"] >= 0, "returned", "paid").tolist() + ["unpaid"] * len(unpaid["person"])
    columns = {
        name: np.concatenate([placed[column], unpaid[column]])
        for name, column in (("customer", "person"), ("pieces", "pieces"), ("amount", "paid"))
    }
    orders = pd.DataFrame(columns).assign(status=status)
    return orders.assign(amount=orders["amount"] / 100)


def figures(orders: pd.DataFrame) -> pd.DataFrame:
    """What a shop's backend shows of a season's orders: totals by what became of them."""
    parts = {
        "paid and kept": kept(orders),
        "returned": returned(orders),
        "unpaid": orders[orders["status"] == "unpaid"],
        "paid, kept or returned": paid(orders),
        "all": orders,
    }
    return pd.DataFrame({name: totals(part) for name, part in parts.items()}).T


def totals(orders: pd.DataFrame) -> dict[str, float]:
    """Orders, pieces, amount, customers, and customers with two orders or more."""
    return {
        "orders": len(orders),
        "pieces": int(orders["pieces"].sum()),
        "amount, yuan": round(float(orders["amount"].sum()), 2),
        "customers": orders["customer"].nunique(),
        "customers with two orders or more": repeaters(orders),
    }


PLAN = PlanExercise(
    key="plan",
    title="A first plan",
    points=6,
    minutes=20,
    needs=("what-does-it-cost-to-sell",),
    scenario="first-shop",
    decisions=(
        "shop.platform", "products.*.price", "products.*.supplier", "products.*.reorder_point",
        "products.*.order_up_to", "marketing.weekly_budget", "promotions", "products.*.role",
    ),
    task="""
Taobao (淘宝) asks little before the first sale. Tmall (天猫) and JD (京东) ask for a large deposit (保证金) and a yearly
fee (年费), and bring shoppers who look at quality first. Pinduoduo (拼多多) has many visitors (访客) and thin margins
(利润率). Which platform suits *these* two scarves and *this* capital?

Write a plan that earns more than the naive plan, the one that a newcomer might write. These are your decisions:

| field | what it decides |
|---|---|
| `platform` | `taobao`, `tmall`, `jd`, `pinduoduo`, `douyin` or `kuaishou` |
| `price` | shelf price (标价) of one piece, yuan |
| `supplier` | `yiwu-wholesale`, `shaoxing-agent` or `hangzhou-factory`: smallest order, cost and lead time (交货期) differ |
| `reorder_point`, `order_up_to` | when stock falls to the first, it is filled up to the second; without them nothing is bought after the first stock |
| `weekly_budget` | yuan a week for paid visits (付费流量) |
| `[[promotions]]` | a discount, a spend-and-save offer (满减) and so on, in the weeks you name |

A plan is a text in TOML: a heading in brackets says what the lines below it are about. These lines show how it is
written, not what is wise:

```toml
[shop]
platform = "kuaishou"

[products.scarf-plain]
price = 55.0
supplier = "yiwu-wholesale"
reorder_point = 30
order_up_to = [{week = 1, value = 90}, {week = 8, value = 60}]   # from the eighth week on: 60

[products.scarf-lavender]
price = 180.0

[marketing]
weekly_budget = 100.0
```

A field that you leave out keeps its default. The cell plays **one practice season** and shows your plan beside the
naive one. A season has luck in it: change one thing at a time, and believe differences that are large.

**How it is marked.** Your plan is played over many seasons that nobody has seen, in a market that is like this one but
not quite the same: visitors, costs and the rivals' prices are a few per cent higher or lower. Its score (得分) is 0 if
it does no better than a shop that decides nothing after the first day, and 100 if it does as well as the best plan known.
Profit (利润) counts most; service, refunds that are paid, and stock left over count too. Six points go with 100, three
with 50. Keep `%%plan` as the first line of the cell; it may hold 8000 characters.
""",
    reference="""
[shop]
platform = "jd"

[products.scarf-plain]
price = 74.0
supplier = "shaoxing-agent"
reorder_point = [{week = 1, value = 220}, {week = 12, value = 0}]
order_up_to = [{week = 1, value = 360}, {week = 12, value = 0}]

[products.scarf-lavender]
price = 139.0
supplier = "shaoxing-agent"
reorder_point = [{week = 1, value = 140}, {week = 12, value = 0}]
order_up_to = [{week = 1, value = 300}, {week = 12, value = 0}]

[marketing]
weekly_budget = 200.0
""",
)
KPIS = FunctionExercise(
    key="three-kpis",
    title="Three KPIs",
    points=4,
    minutes=15,
    needs=("what-does-it-cost-to-sell",),
    task="""
Platforms let you download your orders as a table. Each row is one order:

| column | what it holds |
|---|---|
| `order_id` | number of the order (订单号) |
| `day` | day of the season, from 0 |
| `customer` | number of the customer (客户); the same person keeps it |
| `product` | what was ordered |
| `pieces` | how many |
| `amount` | what the order costs after discounts (优惠后金额), yuan |
| `status` | `paid` (已付款): paid and kept; `unpaid` (未付款): placed, never paid; `returned` (已退货): paid, and all of it sent back |

Three numbers are asked for:

- `average_order_value` (客单价): sales / orders. **Sales** (销售额) are the amounts of orders that were paid, *before*
  refunds, so a returned order counts; orders are those that were paid.
- `repurchase_rate` (复购率): customers with two or more paid orders / customers with at least one.
- `return_rate` (退货率): returned pieces / sold pieces; a piece that was sent back had been sold.

Shares are numbers between 0 and 1. Where a base is 0 (a table without paid orders), the KPI is 0.

There are two ways to answer, and they earn the same: a function, or numbers that you work out by hand.
""",
    with_code="""
Write `three_kpis(orders)`, which returns a `dict` with the three numbers. Do not round. Each KPI earns one point on hidden
tables; the fourth is for unusual tables: without orders, with unpaid orders only, with row labels that are there twice,
with rows in another order. `pd` and `np` are there. Everything else that the function needs has to stand in the same cell.
""",
    reference=three_kpis,
    outputs={
        "average_order_value": AVERAGE_ORDER_VALUE,
        "repurchase_rate": REPURCHASE_RATE,
        "return_rate": RETURN_RATE,
    },
    cases=(Case("a table with one order", ONE_ORDER), Case("the example", EXAMPLE)),
    hidden=hidden_tables,
    specials=SPECIALS,
    hints=(
        "First take the rows that count: which of the three words in status mean that somebody paid?",
        "Each KPI is one number divided by another. Write down for each what is counted above the line and what below, "
        "before you write code.",
        "For the repurchase rate count the paid orders of each customer: value_counts() of the column customer does it.",
        'With paid = orders[orders["status"] != "unpaid"], the average order value is the sum of amount over the number '
        "of rows, the return rate the pieces of the returned rows over all pieces. Then think of a table without rows.",
    ),
    twin=Twin(
        task="""
These are the totals of a season that was played for you, as the backend of a platform shows them. Work the three KPIs out
with a pocket calculator. The average order value takes two digits after the point, the two shares take four (0.1234).
""",
        seeds=OWN_SEASONS,
        season=own_season,
        figures=figures,
        choices=(
            Choice(
                "no_orders",
                "A new shop has no paid order yet. What does this course's table show as its return rate?",
                "0",
                {
                    "1": "Nothing came back, so a return rate of 1 would say the opposite: where the base is 0, the KPI is 0.",
                    "no number": "A table that a program reads on needs a number: where the base is 0, the KPI is 0.",
                },
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("Exercise 1: choosing a platform", OPENING, (PLAN, KPIS), CLOSING)
TASKS = ASSIGNMENT.tasks()
