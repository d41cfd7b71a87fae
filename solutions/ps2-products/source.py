"""Exercise 2, products: a range, its prices and its stock; what a price does; and how a shelf was kept."""

import numpy as np
import pandas as pd
from attrs import evolve

from simulator.grading.exercise import Assignment, Case, FunctionExercise, PlanExercise, Twin
from simulator.grading.function_task import Mistake, Output, Special
from simulator.grading.numbers_task import Choice
from simulator.plan import Step
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

# Seeds of seasons in which each known mistake gives something else than what is right.
PRICE_SEASONS = (
    7001, 7002, 7003, 7004, 7005, 7006, 7007, 7009, 7010, 7011, 7012, 7013, 7014, 7017, 7018, 7019, 7020, 7021,
    7023, 7024, 7025, 7027, 7028, 7030, 7033, 7034, 7036, 7037, 7038, 7039, 7040, 7041, 7042, 7043, 7044, 7046,
    7047, 7049, 7050, 7051,
)
SHELF_SEASONS = (
    7001, 7002, 7003, 7004, 7006, 7007, 7008, 7009, 7010, 7011, 7012, 7013, 7014, 7015, 7016, 7017, 7018, 7020,
    7021, 7023, 7024, 7025, 7026, 7027, 7029, 7030, 7031, 7032, 7033, 7034, 7035, 7037, 7038, 7039, 7040, 7041,
    7042, 7043, 7044, 7045,
)

OPENING = """
A farmers' cooperative sells navel oranges, sweet potatoes and dried mushrooms for ten weeks. What it has on its shelves, at
which price, from whom and how it is shown: that is yours to decide. Then you read two tables, as a backend gives them: what
a change of price did, and how well a shelf was kept.

Run the cells from top to bottom with <kbd>Shift</kbd>+<kbd>Enter</kbd>. You may add cells and try things out:
**only the answer cells are marked**, so all that counts has to stand in them.
"""
CLOSING = """
## Hand in

Save the notebook and hand in the file `ps2-products.ipynb`. The file `ps2-products.toml` that the pages of the course save
can be handed in instead; it counts the same.
"""


def ratio(part: float, base: float) -> float:
    """part / base, 0 where the base is 0."""
    return float(part / base) if base else 0.0


# --- what a price does -------------------------------------------------------------------------------------------------


def weeks_table(rng: np.random.Generator) -> pd.DataFrame:
    """Weeks of one product at two prices."""
    size, change = int(rng.integers(9, 14)), int(rng.integers(4, 7))
    low = round(float(rng.uniform(30, 80)), 1)
    price = np.where(np.arange(size) < change, low, round(low * rng.uniform(1.12, 1.3), 1))
    visitors = rng.integers(800, 2600, size)
    orders = rng.binomial(visitors, 0.05 * (low / price) ** 1.8)
    return pd.DataFrame(
        {
            "week": 1 + np.arange(size),
            "price": price,
            "visitors": visitors,
            "orders": orders,
            "pieces": orders + rng.binomial(orders, 0.2),
            "unit_cost": round(0.45 * low, 2),
        }
    )


def weeks_tables(rng: np.random.Generator) -> list[pd.DataFrame]:
    """The ordinary hidden tables."""
    return [weeks_table(rng) for _ in range(3)]


def sales_of(weeks: pd.DataFrame) -> float:
    """Yuan of sales."""
    return float((weeks["price"] * weeks["pieces"]).sum())


def cost_of(weeks: pd.DataFrame) -> float:
    """Yuan that the pieces sold had cost."""
    return float((weeks["unit_cost"] * weeks["pieces"]).sum())


def at(weeks: pd.DataFrame, price: float) -> pd.DataFrame:
    """The weeks at a price."""
    return weeks[weeks["price"] == price]


def bought(weeks: pd.DataFrame, what: str = "pieces") -> tuple[float, float]:
    """Pieces (or orders) a visitor at the lower and at the higher price."""
    parts = [at(weeks, price) for price in (weeks["price"].min(), weeks["price"].max())]
    return tuple(ratio(part[what].sum(), part["visitors"].sum()) for part in parts)


def arc(low: float, high: float, weeks: pd.DataFrame) -> float:
    """Change from low to high over the change of the price, each as a share of the mean of both."""
    first, last = weeks["price"].min(), weeks["price"].max()
    return ratio(ratio(high - low, (high + low) / 2), ratio(last - first, (last + first) / 2))


def from_first(low: float, high: float, weeks: pd.DataFrame) -> float:
    """Change from low to high over the change of the price, each as a share of the first."""
    first, last = weeks["price"].min(), weeks["price"].max()
    return ratio(ratio(high - low, low), ratio(last - first, first))


GROSS_MARGIN = Output(
    "gross margin",
    (
        Mistake(
            lambda weeks: ratio(sales_of(weeks) - cost_of(weeks), cost_of(weeks)),
            "The gross margin divides by the cost, which makes it a markup: divide by the sales.",
        ),
        Mistake(
            lambda weeks: ratio(cost_of(weeks), sales_of(weeks)),
            "That is the share of the cost: the gross margin is what is left of the sales after it.",
        ),
        Mistake(
            lambda weeks: float((1 - weeks["unit_cost"] / weeks["price"]).mean()) if len(weeks) else 0.0,
            "The gross margin takes the mean over weeks: divide the sums, so that a week counts by what it sold.",
        ),
        Mistake(
            lambda weeks: ratio(
                (weeks["price"] * weeks["orders"]).sum() - cost_of(weeks), (weeks["price"] * weeks["orders"]).sum()
            ),
            "The sales in the gross margin count orders: an order may have more than one piece.",
        ),
    ),
    digits=4,
    share=True,
)

CONVERSION_RATE = Output(
    "conversion rate",
    (
        Mistake(
            lambda weeks: ratio(weeks["pieces"].sum(), weeks["visitors"].sum()),
            "The conversion rate counts pieces: it is orders divided by visitors.",
        ),
        Mistake(
            lambda weeks: float((weeks["orders"] / weeks["visitors"]).mean()) if len(weeks) else 0.0,
            "The conversion rate takes the mean of the weeks' rates: divide the orders of all weeks by their visitors.",
        ),
        Mistake(
            lambda weeks: ratio(weeks["orders"].sum(), weeks["pieces"].sum()),
            "The conversion rate is divided by pieces: divide by the visitors.",
        ),
    ),
    digits=4,
    share=True,
)

PRICE_ELASTICITY = Output(
    "price elasticity",
    (
        Mistake(
            lambda weeks: -arc(*bought(weeks), weeks),
            "The price elasticity has the wrong sign: if less is bought at the higher price, it is negative.",
        ),
        Mistake(
            lambda weeks: arc(*bought(weeks, "orders"), weeks),
            "The price elasticity counts orders: it asks for pieces a visitor.",
        ),
        Mistake(
            lambda weeks: from_first(*bought(weeks), weeks),
            "The price elasticity takes changes as shares of the lower price's values: take the mean of both.",
        ),
        Mistake(
            lambda weeks: arc(
                at(weeks, weeks["price"].min())["pieces"].sum(), at(weeks, weeks["price"].max())["pieces"].sum(), weeks
            ),
            "The price elasticity compares pieces, though the visitors differ: compare pieces a visitor.",
        ),
        Mistake(
            lambda weeks: ratio(1.0, arc(*bought(weeks), weeks)),
            "The price elasticity is upside down: the change of what is bought stands above the line.",
        ),
    ),
)

WEEKS = weeks_table(np.random.default_rng(5))
WEEKS_SPECIALS = (
    Special(WEEKS.head(0), "A table without weeks breaks the rule that a ratio without a base is 0."),
    Special(WEEKS.head(3), "A table with one price only breaks the rule that a ratio without a base is 0."),
    Special(
        WEEKS.set_axis(np.arange(len(WEEKS)) // 3, axis=0),
        "Your numbers depend on the row labels, which may be there twice: select rows by their values.",
    ),
    Special(WEEKS.sample(frac=1, random_state=3), "Your numbers depend on the order of the rows."),
)


def price_numbers(weeks: pd.DataFrame) -> dict:
    """Gross margin and conversion rate (shares), and price elasticity of pieces a visitor."""
    if weeks.empty:
        return {"gross_margin": 0.0, "conversion_rate": 0.0, "price_elasticity": 0.0}
    sales = (weeks["price"] * weeks["pieces"]).sum()
    cost = (weeks["unit_cost"] * weeks["pieces"]).sum()
    totals = weeks.groupby("price")[["pieces", "visitors"]].sum()
    bought = (totals["pieces"] / totals["visitors"]).to_numpy()
    first, last = totals.index.min(), totals.index.max()
    elasticity = 0.0
    if last > first:
        change = (bought[-1] - bought[0]) / ((bought[-1] + bought[0]) / 2)
        elasticity = change / ((last - first) / ((last + first) / 2))
    return {
        "gross_margin": (sales - cost) / sales,
        "conversion_rate": weeks["orders"].sum() / weeks["visitors"].sum(),
        "price_elasticity": elasticity,
    }


def weeks_of(rows: list[tuple]) -> pd.DataFrame:
    """Weeks given row by row."""
    return pd.DataFrame(rows, columns=["week", "price", "visitors", "orders", "pieces", "unit_cost"])


TWO_WEEKS = weeks_of([(1, 40.0, 1000, 50, 55, 20.0), (2, 50.0, 1200, 40, 50, 20.0)])
FOUR_WEEKS = weeks_of(
    [
        (1, 60.0, 900, 45, 50, 28.0),
        (2, 60.0, 1500, 63, 77, 28.0),
        (3, 72.0, 1100, 33, 36, 28.0),
        (4, 72.0, 700, 28, 35, 28.0),
    ]
)
CHANGE = 6  # the week in which the price of the season for the twin rises


def priced_season(seed: int) -> pd.DataFrame:
    """Weeks of the sweet potatoes in a season of the naive plan, with a higher price from the sixth week on."""
    plan, market = rung("farm-produce", "naive"), load("farm-produce")
    name = "sweet-potato"
    one = evolve(
        plan.products[name], price=(Step(1, 27.0), Step(CHANGE, 31.0)), reorder_point=(Step(1, 900.0),),
        order_up_to=(Step(1, 1400.0),),
    )  # fmt: skip
    tables = play(evolve(plan, products=plan.products | {name: one}), market, seed).tables
    mine = tables["orders"]["product"] == list(market.products).index(name)
    week = tables["orders"]["day"][mine] // 7
    weeks = np.arange(market.weeks)
    price = np.where(weeks < CHANGE - 1, 27.0, 31.0)
    return pd.DataFrame(
        {
            "week": 1 + weeks,
            "price": price,
            "visitors": tables["days"]["visitors"].reshape(-1, 7).sum(axis=1),
            "orders": np.bincount(week, minlength=market.weeks),
            "pieces": np.bincount(week, tables["orders"]["pieces"][mine], market.weeks).astype(int),
            "unit_cost": market.products[name].unit_cost,
        }
    )


def price_figures(weeks: pd.DataFrame) -> pd.DataFrame:
    """Totals at each price, and of all weeks."""
    parts = {
        "at the lower price": at(weeks, weeks["price"].min()),
        "at the higher price": at(weeks, weeks["price"].max()),
        "in all weeks": weeks,
    }
    return pd.DataFrame({name: price_totals(part) for name, part in parts.items()}).T


def price_totals(weeks: pd.DataFrame) -> dict[str, float]:
    """Weeks, price (mean a piece), visitors, orders, pieces, sales and cost of goods."""
    return {
        "weeks": len(weeks),
        "price, yuan": round(ratio(sales_of(weeks), weeks["pieces"].sum()), 2),
        "visitors": int(weeks["visitors"].sum()),
        "orders": int(weeks["orders"].sum()),
        "pieces": int(weeks["pieces"].sum()),
        "sales, yuan": round(sales_of(weeks), 2),
        "cost of goods, yuan": round(cost_of(weeks), 2),
    }


# --- how a shelf was kept ----------------------------------------------------------------------------------------------


def days_table(rng: np.random.Generator) -> pd.DataFrame:
    """Days of one product: what was wanted and sold, and what lay on the shelf in the evening."""
    size = int(rng.integers(24, 45))
    stock, rows = int(rng.integers(40, 80)), []
    for day in range(size):
        wanted = int(rng.poisson(14))
        sold = min(wanted, stock)
        rows.append((day, wanted, sold, stock - sold))
        stock += int(rng.choice([0, 90], p=[0.86, 0.14])) - sold
    return days_of(rows)


def days_of(rows: list[tuple]) -> pd.DataFrame:
    """Days given row by row."""
    return pd.DataFrame(rows, columns=["day", "wanted", "sold", "stock"])


def days_tables(rng: np.random.Generator) -> list[pd.DataFrame]:
    """The ordinary hidden tables."""
    return [days_table(rng) for _ in range(3)]


def lost(days: pd.DataFrame) -> float:
    """Pieces wanted that were not there."""
    return float((days["wanted"] - days["sold"]).sum())


STOCKOUT_RATE = Output(
    "stockout rate",
    (
        Mistake(
            lambda days: ratio(days["sold"].sum(), days["wanted"].sum()),
            "That is the share that was there: the stockout rate is the share of the pieces wanted that was not.",
        ),
        Mistake(
            lambda days: ratio(lost(days), days["sold"].sum()),
            "The stockout rate is divided by the pieces sold: divide by the pieces wanted.",
        ),
        Mistake(
            lambda days: ratio((days["wanted"] > days["sold"]).sum(), len(days)),
            "The stockout rate counts days: it is a share of the pieces wanted.",
        ),
        Mistake(
            lambda days: float((1 - days["sold"] / days["wanted"].clip(lower=1)).mean()) if len(days) else 0.0,
            "The stockout rate takes the mean of the days' rates: divide the sums of all days.",
        ),
    ),
    digits=4,
    share=True,
)

STOCK_TURNOVER = Output(
    "stock turnover",
    (
        Mistake(
            lambda days: ratio(days["wanted"].sum(), days["stock"].mean()) if len(days) else 0.0,
            "The stock turnover counts what was wanted: only what was sold has turned over.",
        ),
        Mistake(
            lambda days: ratio(days["sold"].sum(), days["stock"].max()) if len(days) else 0.0,
            "The stock turnover is divided by the largest stock: divide by the mean stock.",
        ),
        Mistake(
            lambda days: ratio(days["sold"].sum(), days["stock"].sum()),
            "The stock turnover adds up the stock of all evenings: divide by their mean.",
        ),
        Mistake(
            lambda days: ratio(days["sold"].sum(), days["stock"].iloc[-1]) if len(days) else 0.0,
            "The stock turnover is divided by the last evening's stock: divide by the mean over all evenings.",
        ),
    ),
)

EMPTY_DAYS = Output(
    "share of days that end without stock",
    (
        Mistake(
            lambda days: ratio((days["wanted"] > days["sold"]).sum(), len(days)),
            "That counts days on which somebody went away: count the evenings on which nothing lay on the shelf.",
        ),
        Mistake(
            lambda days: float((days["stock"] == 0).sum()),
            "That is a number of days: divide it by all days.",
        ),
        Mistake(
            lambda days: ratio((days["stock"] > 0).sum(), len(days)),
            "That is the share of evenings with stock: asked for are those without.",
        ),
    ),
    digits=4,
    share=True,
)

DAYS = days_table(np.random.default_rng(8))
DAYS_SPECIALS = (
    Special(DAYS.head(0), "A table without days breaks the rule that a ratio without a base is 0."),
    Special(
        DAYS.assign(sold=0, stock=0).head(4), "A table of a shelf that was always empty breaks the rule that a ratio without a base is 0."
    ),
    Special(
        DAYS.set_axis(np.arange(len(DAYS)) // 3, axis=0),
        "Your numbers depend on the row labels, which may be there twice: select rows by their values.",
    ),
    Special(DAYS.sample(frac=1, random_state=3), "Your numbers depend on the order of the rows."),
)


def shelf_numbers(days: pd.DataFrame) -> dict:
    """Stockout rate, stock turnover, and share of days that end without stock."""
    wanted, sold = days["wanted"].sum(), days["sold"].sum()
    stock = days["stock"].mean() if len(days) else 0.0
    return {
        "stockout_rate": (wanted - sold) / wanted if wanted else 0.0,
        "stock_turnover": sold / stock if stock else 0.0,
        "empty_days": (days["stock"] == 0).mean() if len(days) else 0.0,
    }


THREE_DAYS = days_of([(0, 12, 12, 8), (1, 10, 8, 0), (2, 9, 9, 21)])
NINE_DAYS = days_of(
    [
        (0, 14, 14, 26), (1, 15, 15, 11), (2, 13, 11, 0), (3, 16, 0, 0), (4, 12, 12, 48),
        (5, 17, 17, 31), (6, 9, 9, 22), (7, 22, 22, 0), (8, 14, 0, 0),
    ]
)  # fmt: skip


def shelf_season(seed: int) -> pd.DataFrame:
    """Days of the dried mushrooms in a season of the naive plan with a lower shelf."""
    plan, market = rung("farm-produce", "naive"), load("farm-produce")
    name = "dried-mushroom"
    one = evolve(plan.products[name], reorder_point=(Step(1, 20.0),), order_up_to=(Step(1, 50.0),))
    table = play(evolve(plan, products=plan.products | {name: one}), market, seed).tables["products"]
    mine = table["product"] == list(market.products).index(name)
    sold, lost = table["sold"][mine], table["lost"][mine]
    return pd.DataFrame({"day": table["day"][mine], "wanted": sold + lost, "sold": sold, "stock": table["on_hand"][mine]})


def shelf_figures(days: pd.DataFrame) -> pd.DataFrame:
    """What a backend shows of a shelf."""
    shown = {
        "days": len(days),
        "days that ended without stock": int((days["stock"] == 0).sum()),
        "days on which somebody went away": int((days["wanted"] > days["sold"]).sum()),
        "pieces wanted": int(days["wanted"].sum()),
        "pieces sold": int(days["sold"].sum()),
        "pieces on the shelf, mean of the evenings": round(float(days["stock"].mean()), 2),
        "pieces on the shelf, most": int(days["stock"].max()),
        "pieces on the shelf, last evening": int(days["stock"].iloc[-1]),
    }
    return pd.DataFrame({"season": shown})


PLAN = PlanExercise(
    key="plan",
    title="A range, its prices and its stock",
    points=6,
    minutes=30,
    needs=("pricing", "pages-that-sell", "how-much-stock", "quality-and-suppliers"),
    scenario="farm-produce",
    decisions=(
        "shop.platform", "shop.positioning", "products.*.role", "products.*.price", "products.*.quantity_percent",
        "products.*.first_stock", "products.*.title", "products.*.pictures", "products.*.close_ups", "products.*.scenes",
        "products.*.description", "products.*.selling_points", "products.*.guide", "products.*.attributes",
        "products.*.supplier", "products.*.contract", "products.*.inspection", "products.*.policy", "products.*.cover_days",
        "products.*.reorder_point", "products.*.order_up_to", "promotions", "marketing.weekly_budget",
        "service.agents", "service.opens", "service.closes", "risk.credit_line",
    ),
    task="""
Fruit (水果) does not keep, buyers cannot touch it, and it is cheap to send back what arrives bruised. Which of the
three products shall bring people, and which shall earn? Which prices do they bear, what does a page have to show, who
delivers, and how much may lie in the shed?

Write a plan that earns more than the naive plan. These are the decisions of this chapter:

| field | what it decides |
|---|---|
| `platform`, `positioning` | where the shop stands, and what it stands for (`mass`, `niche`, `differentiation`) |
| `role` | what the product is for: `regular`, `hit`, `traffic`, `profit`, `image` |
| `price`, `quantity_percent` | shelf price (标价), yuan; a cut in per cent for whoever takes more than one |
| `pictures`, `close_ups`, `scenes`, `description`, `selling_points`, `guide`, `attributes`, `title` | the page |
| `supplier`, `contract`, `inspection` | from whom, bound by what, looked at how |
| `first_stock`, `reorder_point`, `order_up_to`, `policy` | how much is bought, and when |
| `[[promotions]]`, `weekly_budget` | offers, and paid visits |
| `agents`, `opens`, `closes`; `credit_line` | the service desk; credit until the platform pays out |

```toml
[products.navel-orange]
price = 60.0
pictures = 3
reorder_point = [{week = 1, value = 50}, {week = 8, value = 20}]
order_up_to = 100
```

A field that you leave out keeps its default. The cell plays **one practice season** and shows your plan beside the
naive one. Change one thing at a time, and believe differences that are large.

**How it is marked.** Your plan is played over many seasons that nobody has seen, in a market that is like this one but
not quite the same. Its score (得分) is 0 if it does no better than a shop that decides nothing after the first day, and 100
if it does as well as the best plan known with these decisions. Six points go with 100, three with 50. Keep `%%plan` as the
first line of the cell; it may hold 8000 characters.
""",
    reference="""
[shop]
platform = "taobao"

[products.navel-orange]
role = "hit"
price = 52.0
pictures = 7
close_ups = 2
scenes = 2
title = "Fresh sweet navel orange gift box"
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 6
supplier = "shaoxing-agent"
contract = "price"
reorder_point = [{week = 1, value = 420}, {week = 10, value = 0}]
order_up_to = [{week = 1, value = 800}, {week = 10, value = 0}]

[products.sweet-potato]
role = "traffic"
price = 34.0
pictures = 7
close_ups = 2
scenes = 2
title = "Fresh sweet potato to roast, box"
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 6
reorder_point = [{week = 1, value = 250}, {week = 9, value = 0}]
order_up_to = [{week = 1, value = 500}, {week = 9, value = 0}]

[products.dried-mushroom]
role = "profit"
price = 76.0
pictures = 7
close_ups = 2
scenes = 2
title = "Dried shiitake mushroom for soup, gift"
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 6
reorder_point = [{week = 1, value = 160}, {week = 8, value = 0}]
order_up_to = [{week = 1, value = 300}, {week = 8, value = 0}]

[marketing]
weekly_budget = 2000.0

[service]
agents = 1
""",
)
PRICE = FunctionExercise(
    key="price-numbers",
    title="What a price does",
    points=4,
    minutes=20,
    needs=("pricing",),
    task="""
A shop raised a price and kept the weeks before and after in a table. Each row is one week of one product:

| column | what it holds |
|---|---|
| `week` | week of the season, from 1 |
| `price` | shelf price (标价) of that week, yuan a piece; there are two prices in the table |
| `visitors` | visitors (访客) of the product's page |
| `orders`, `pieces` | orders (订单) and pieces that they held |
| `unit_cost` | what a piece cost (单位成本), yuan |

Three numbers are asked for:

- `gross_margin` (毛利率): (sales - cost of the pieces sold) / sales, over all weeks; sales are price times pieces.
- `conversion_rate` (转化率): orders / visitors, over all weeks.
- `price_elasticity` (价格弹性): by how many per cent changes what a visitor buys, where the price changes by one per
  cent? Take the pieces a visitor at the lower and at the higher price. Divide their change by the mean of both, and divide
  that by the change of the price over the mean of both prices.

Where a base is 0, or there is one price only, the number is 0.

There are two ways to answer, and they earn the same: a function, or numbers that you work out by hand.
""",
    with_code="""
Write `price_numbers(weeks)`, which returns a `dict` with the three numbers. Do not round. Each earns one point on hidden
tables; the fourth is for unusual tables: without weeks, with one price, with row labels that are there twice, with rows in
another order. `pd` and `np` are there. Everything else that the function needs has to stand in the same cell.
""",
    reference=price_numbers,
    outputs={"gross_margin": GROSS_MARGIN, "conversion_rate": CONVERSION_RATE, "price_elasticity": PRICE_ELASTICITY},
    cases=(Case("two weeks", TWO_WEEKS), Case("four weeks", FOUR_WEEKS)),
    hidden=weeks_tables,
    specials=WEEKS_SPECIALS,
    hints=(
        "Add up first, divide last: a rate over all weeks is a sum over a sum, not a mean of rates.",
        "The elasticity needs two numbers for each price: the price, and the pieces a visitor bought at it.",
        'weeks.groupby("price")[["pieces", "visitors"]].sum() has one row for each price, the lower one first.',
        "With q and p before and after: ((q2 - q1) / ((q1 + q2) / 2)) / ((p2 - p1) / ((p1 + p2) / 2)). "
        "Then think of a table with one price.",
    ),
    twin=Twin(
        task="""
These are the totals of a season that was played for you, in which the price of a product rose half-way. Work the three
numbers out with a pocket calculator. The elasticity takes two digits after the point, the two shares take four (0.1234).
""",
        seeds=PRICE_SEASONS,
        season=priced_season,
        figures=price_figures,
        choices=(
            Choice(
                "raise",
                "The elasticity is -0.6. What do the sales of a visitor do if the price rises a little?",
                "they rise",
                {
                    "they fall": "Less is bought, but by a smaller share than the price rises: what a visitor pays grows.",
                    "they stay": "They stay where the elasticity is -1; here less is lost than the price brings.",
                },
            ),
        ),
    ),
)
SHELF = FunctionExercise(
    key="shelf-numbers",
    title="How a shelf was kept",
    points=4,
    minutes=15,
    needs=("how-much-stock",),
    task="""
Each row of this table is one day of one product:

| column | what it holds |
|---|---|
| `day` | day of the season, from 0 |
| `wanted` | pieces that people wanted to buy |
| `sold` | pieces that they got |
| `stock` | pieces on the shelf in the evening (日终库存) |

Three numbers are asked for:

- `stockout_rate` (缺货率): pieces wanted that were not there / pieces wanted.
- `stock_turnover` (库存周转率): pieces sold / mean stock of the evenings.
- `empty_days`: the share of the days that ended without a piece on the shelf (断货天数占比).

Where a base is 0, the number is 0.

There are two ways to answer, and they earn the same: a function, or numbers that you work out by hand.
""",
    with_code="""
Write `shelf_numbers(days)`, which returns a `dict` with the three numbers. Do not round. Each earns one point on hidden
tables; the fourth is for unusual tables: without days, of a shelf that was always empty, with row labels that are there
twice, with rows in another order. `pd` and `np` are there. Everything else that the function needs has to stand in the same
cell.
""",
    reference=shelf_numbers,
    outputs={"stockout_rate": STOCKOUT_RATE, "stock_turnover": STOCK_TURNOVER, "empty_days": EMPTY_DAYS},
    cases=(Case("three days", THREE_DAYS), Case("nine days", NINE_DAYS)),
    hidden=days_tables,
    specials=DAYS_SPECIALS,
    hints=(
        "What is lost on a day is what was wanted less what was sold.",
        "The stockout rate is a share of pieces, the last number a share of days: they need not be alike.",
        'A comparison such as days["stock"] == 0 is a column of true and false; its mean is a share.',
        'With wanted and sold the sums of their columns, the stockout rate is (wanted - sold) / wanted, the turnover sold '
        'divided by days["stock"].mean(). Then think of a table without rows.',
    ),
    twin=Twin(
        task="""
This is how a shelf was kept in a season that was played for you. Work the three numbers out with a pocket calculator. The
turnover takes two digits after the point, the two shares take four (0.1234).
""",
        seeds=SHELF_SEASONS,
        season=shelf_season,
        figures=shelf_figures,
        choices=(
            Choice(
                "both",
                "A shelf turns over very fast and half of those who come find it empty. Was it kept well?",
                "no, it was too small",
                {
                    "yes, stock is money that lies still": "It is, but whoever goes away empty-handed would have paid for more of it.",
                    "yes, the turnover says so": "A turnover rises when the stock is too small, too: look at what was lost.",
                },
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("Exercise 2: products", OPENING, (PLAN, PRICE, SHELF), CLOSING)
TASKS = ASSIGNMENT.tasks()
