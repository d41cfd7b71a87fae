"""Exercise 3, marketing: bringing people to a new brand; what a channel brings; and what would have come anyway."""

import numpy as np
import pandas as pd
from attrs import evolve

from simulator.grading.exercise import Assignment, Case, FunctionExercise, PlanExercise, Twin
from simulator.grading.function_task import Mistake, Output, Special
from simulator.grading.numbers_task import Choice
from simulator.plan import Ads, Marketing, Step
from simulator.scenario import load
from simulator.score import rung
from simulator.season import Result, play
from simulator.season.people import DISPLAY, KEYWORD, RECOMMENDED

# Seeds of seasons in which each known mistake gives something else than what is right.
CHANNEL_SEASONS = (
    7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7012, 7013, 7014, 7017, 7019, 7020, 7022, 7023, 7024,
    7025, 7028, 7029, 7030, 7033, 7034, 7037, 7039, 7042, 7043, 7046, 7047, 7051, 7054, 7055, 7056, 7057, 7059,
    7061, 7062, 7064, 7065,
)
LIFT_SEASONS = (
    7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7010, 7011, 7012, 7013, 7014, 7015, 7016, 7017, 7018,
    7019, 7020, 7021, 7022, 7023, 7024, 7025, 7026, 7027, 7028, 7029, 7030, 7031, 7032, 7033, 7034, 7035, 7036,
    7037, 7038, 7039, 7040,
)

OPENING = """
A young brand of lipsticks, cushions and cleansing oil has good products and no name. For ten weeks you decide where it is
seen, what it says there, and what that may cost. Then you read two tables: what the channels seem to have brought, and
what would have come anyway.

Run the cells from top to bottom with <kbd>Shift</kbd>+<kbd>Enter</kbd>. You may add cells and try things out:
**only the answer cells are marked**, so all that counts has to stand in them.
"""
CLOSING = """
## Hand in

Save the notebook and hand in the file `ps3-marketing.ipynb`. The file `ps3-marketing.toml` that the pages of the course save
can be handed in instead; it counts the same.
"""


def ratio(part: float, base: float) -> float:
    """part / base, 0 where the base is 0."""
    return float(part / base) if base else 0.0


# --- what a channel seems to bring -------------------------------------------------------------------------------------

CHANNELS = ("search", "display", "recommendation")
FORMS = ((0, 1), (2,), (3,))  # forms of ads in the records, by channel: core words, long-tail words, display, recommendation
SOURCE = (KEYWORD, DISPLAY, RECOMMENDED)


def channels_table(rng: np.random.Generator) -> pd.DataFrame:
    """Weeks of several channels."""
    size = len(CHANNELS) * int(rng.integers(5, 9))
    spend = np.round(rng.uniform(300, 2500, size), 2)
    impressions = (spend * rng.uniform(15, 60, size)).astype(int)
    clicks = rng.binomial(impressions, rng.uniform(0.01, 0.05, size))
    orders = rng.binomial(clicks, 0.06)
    sales = np.round(orders * rng.uniform(75, 130, size), 2)
    return pd.DataFrame(
        {
            "week": 1 + np.arange(size) // len(CHANNELS),
            "channel": np.resize(CHANNELS, size),
            "spend": spend,
            "impressions": impressions,
            "clicks": clicks,
            "orders": orders,
            "new_customers": rng.binomial(orders, 0.8),
            "sales": sales,
            "gross_profit": np.round(sales * rng.uniform(0.45, 0.7, size), 2),
        }
    )


def channels_tables(rng: np.random.Generator) -> list[pd.DataFrame]:
    """The ordinary hidden tables."""
    return [channels_table(rng) for _ in range(3)]


def over(table: pd.DataFrame, part: str, base: str) -> float:
    """Sum over sum of two columns."""
    return ratio(table[part].sum(), table[base].sum())


def mean_cost(rows: pd.DataFrame) -> float:
    """Mean of the rows' spend for each new customer, where there are any."""
    some = rows[rows["new_customers"] > 0]
    return float((some["spend"] / some["new_customers"]).mean()) if len(some) else 0.0


CLICK_THROUGH_RATE = Output(
    "click-through rate",
    (
        Mistake(
            lambda rows: float((rows["clicks"] / rows["impressions"]).mean()) if len(rows) else 0.0,
            "The click-through rate takes the mean of the rows' rates: divide the sums, so that a row counts by its size.",
        ),
        Mistake(
            lambda rows: over(rows, "orders", "clicks"),
            "Orders over clicks is a conversion rate: the click-through rate is clicks over impressions.",
        ),
        Mistake(
            lambda rows: over(rows, "orders", "impressions"),
            "The click-through rate counts orders: it is clicks over impressions.",
        ),
    ),
    digits=4,
    share=True,
)

ACQUISITION_COST = Output(
    "acquisition cost",
    (
        Mistake(
            lambda rows: over(rows, "spend", "clicks"),
            "That is the cost of a click: the acquisition cost is divided by the new customers.",
        ),
        Mistake(
            lambda rows: 1000 * over(rows, "spend", "impressions"),
            "That is the cost of a thousand impressions: the acquisition cost is divided by the new customers.",
        ),
        Mistake(
            mean_cost,
            "The acquisition cost takes the mean of the rows' costs: divide all spend by all new customers.",
        ),
        Mistake(
            lambda rows: over(rows, "sales", "new_customers"),
            "That is what a new customer spends: the acquisition cost is what it costs to win one.",
        ),
    ),
)

MARKETING_ROI = Output(
    "marketing ROI",
    (
        Mistake(
            lambda rows: over(rows, "gross_profit", "spend"),
            "The marketing ROI is what is left after the spend: take the spend off the gross profit first.",
        ),
        Mistake(
            lambda rows: over(rows, "sales", "spend"),
            "Sales over spend is the input-output ratio: the marketing ROI counts gross profit less spend.",
        ),
        Mistake(
            lambda rows: ratio(rows["sales"].sum() - rows["spend"].sum(), rows["spend"].sum()),
            "The marketing ROI counts sales: the goods have to be paid for, so take the gross profit.",
        ),
        Mistake(
            lambda rows: ratio(rows["gross_profit"].sum() - rows["spend"].sum(), rows["gross_profit"].sum()),
            "The marketing ROI is divided by the gross profit: divide by the spend.",
        ),
    ),
)

ROWS = channels_table(np.random.default_rng(21))
CHANNEL_SPECIALS = (
    Special(ROWS.head(0), "A table without rows breaks the rule that a ratio without a base is 0."),
    Special(
        ROWS.assign(spend=0.0, impressions=0, clicks=0, orders=0, new_customers=0, sales=0.0, gross_profit=0.0).head(4),
        "A table in which nothing happened breaks the rule that a ratio without a base is 0.",
    ),
    Special(
        ROWS.set_axis(np.arange(len(ROWS)) // 3, axis=0),
        "Your numbers depend on the row labels, which may be there twice: select rows by their values.",
    ),
    Special(ROWS.sample(frac=1, random_state=3), "Your numbers depend on the order of the rows."),
)


def channel_numbers(rows: pd.DataFrame) -> dict:
    """Click-through rate (a share), acquisition cost (yuan) and marketing ROI (yuan a yuan)."""
    total = rows[["spend", "impressions", "clicks", "new_customers", "gross_profit"]].sum()
    spend, impressions, customers = total["spend"], total["impressions"], total["new_customers"]
    return {
        "click_through_rate": total["clicks"] / impressions if impressions else 0.0,
        "acquisition_cost": spend / customers if customers else 0.0,
        "marketing_roi": (total["gross_profit"] - spend) / spend if spend else 0.0,
    }


def rows_of(rows: list[tuple]) -> pd.DataFrame:
    """Weeks of channels, given row by row."""
    names = ("week", "channel", "spend", "impressions", "clicks", "orders", "new_customers", "sales", "gross_profit")
    return pd.DataFrame(rows, columns=names)


TWO_ROWS = rows_of(
    [
        (1, "search", 400.0, 9000, 200, 12, 9, 1200.0, 660.0),
        (1, "display", 250.0, 16000, 150, 0, 0, 0.0, 0.0),
    ]
)
FIVE_ROWS = rows_of(
    [
        (1, "search", 600.0, 12000, 260, 15, 12, 1500.0, 840.0),
        (1, "display", 500.0, 30000, 240, 6, 6, 560.0, 310.0),
        (1, "recommendation", 200.0, 8000, 90, 0, 0, 0.0, 0.0),
        (2, "search", 800.0, 15000, 330, 22, 15, 2310.0, 1270.0),
        (2, "display", 500.0, 28000, 252, 9, 8, 830.0, 470.0),
    ]
)


def advertised(seed: int) -> Result:
    """A season of the naive plan with three kinds of ads."""
    daily = (Step(1, 150.0),)
    ads = Ads(core_bid=(Step(1, 1.0),), tail_bid=(Step(1, 0.6),), keyword_budget=daily, display_budget=daily,
              recommendation_budget=daily)  # fmt: skip
    return play(evolve(rung("domestic-beauty", "naive"), ads=ads), load("domestic-beauty"), seed)


def channel_season(seed: int) -> pd.DataFrame:
    """Weeks of the ads of a season, by channel."""
    result = advertised(seed)
    weeks = range(result.scenario.weeks)
    return pd.DataFrame([channel_row(result, week, place) for week in weeks for place in range(len(CHANNELS))])


def channel_row(result: Result, week: int, place: int) -> dict[str, float]:
    """A week of a channel."""
    ads, orders = result.tables["ads"], result.tables["orders"]
    shown = (ads["day"] // 7 == week) & np.isin(ads["form"], FORMS[place])
    mine = (orders["day"] // 7 == week) & (orders["source"] == SOURCE[place])
    cost = np.array([one.unit_cost for one in result.scenario.products.values()])[orders["product"][mine]]
    sales = orders["paid"][mine].sum() / 100
    return {
        "week": 1 + week,
        "channel": CHANNELS[place],
        "spend": round(float(ads["spend"][shown].sum()) / 100, 2),
        "impressions": int(ads["impressions"][shown].sum()),
        "clicks": int(ads["clicks"][shown].sum()),
        "orders": int(mine.sum()),
        "new_customers": int((orders["times"][mine] == 0).sum()),
        "sales": round(float(sales), 2),
        "gross_profit": round(float(sales - (cost * orders["pieces"][mine]).sum()), 2),
    }


def channel_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """What a backend shows of each channel, and of all."""
    parts = {name: rows[rows["channel"] == name] for name in CHANNELS} | {"all channels": rows}
    return pd.DataFrame({name: channel_totals(part) for name, part in parts.items()}).T


def channel_totals(rows: pd.DataFrame) -> dict[str, float]:
    """Sums of a channel."""
    return {
        "spend, yuan": round(float(rows["spend"].sum()), 2),
        "impressions": int(rows["impressions"].sum()),
        "clicks": int(rows["clicks"].sum()),
        "orders": int(rows["orders"].sum()),
        "new customers": int(rows["new_customers"].sum()),
        "sales, yuan": round(float(rows["sales"].sum()), 2),
        "gross profit, yuan": round(float(rows["gross_profit"].sum()), 2),
    }


# --- what would have come anyway ---------------------------------------------------------------------------------------


def groups_table(rng: np.random.Generator) -> pd.DataFrame:
    """Weeks of an advertisement that part of the people, drawn by lot, did not see."""
    size = int(rng.integers(4, 9))
    reached, usual = rng.integers(6000, 14000, size), rng.uniform(0.008, 0.02)
    held = (reached * rng.uniform(0.15, 0.4)).astype(int)
    shown = reached - held
    lift = 1 + rng.uniform(0.2, 0.6)
    rows = [
        row
        for week in range(size)
        for row in (
            (1 + week, "shown", shown[week], rng.binomial(shown[week], usual * lift), round(rng.uniform(500, 2500), 2)),
            (1 + week, "held back", held[week], rng.binomial(held[week], usual), 0.0),
        )
    ]
    return groups_of(rows)


def groups_of(rows: list[tuple]) -> pd.DataFrame:
    """Weeks of both groups, given row by row."""
    return pd.DataFrame(rows, columns=["week", "group", "people", "orders", "spend"])


def groups_tables(rng: np.random.Generator) -> list[pd.DataFrame]:
    """The ordinary hidden tables."""
    return [groups_table(rng) for _ in range(3)]


def of(rows: pd.DataFrame, group: str) -> pd.Series:
    """Sums of a group."""
    return rows[rows["group"] == group][["people", "orders", "spend"]].sum()


def rate(rows: pd.DataFrame, group: str) -> float:
    """Orders a person of a group."""
    found = of(rows, group)
    return ratio(found["orders"], found["people"])


def further(rows: pd.DataFrame) -> float:
    """Orders of those who saw it, beyond what as many of the others would have placed."""
    return float(of(rows, "shown")["orders"] - rate(rows, "held back") * of(rows, "shown")["people"])


LIFT = Output(
    "lift",
    (
        Mistake(
            lambda rows: rate(rows, "shown") - rate(rows, "held back"),
            "The lift is a share of what would have come anyway: divide the difference by the rate of those held back.",
        ),
        Mistake(
            lambda rows: ratio(rate(rows, "shown") - rate(rows, "held back"), rate(rows, "shown")),
            "The lift is divided by the rate of those who saw it: divide by the rate of those held back.",
        ),
        Mistake(
            lambda rows: ratio(
                of(rows, "shown")["orders"] - of(rows, "held back")["orders"], of(rows, "held back")["orders"]
            ),
            "The lift compares orders of groups of different size: compare orders a person.",
        ),
        Mistake(
            lambda rows: ratio(rate(rows, "shown"), rate(rows, "held back")),
            "The lift is what comes on top: take 1 off the ratio of the two rates.",
        ),
    ),
    digits=4,
    share=True,
)

EXTRA_ORDERS = Output(
    "extra orders",
    (
        Mistake(
            lambda rows: float(of(rows, "shown")["orders"]),
            "The extra orders count every order of those who saw it: take off what would have come anyway.",
        ),
        Mistake(
            lambda rows: float(of(rows, "shown")["orders"] - of(rows, "held back")["orders"]),
            "The extra orders take off the orders of a group of another size: bring it to the size of those who saw it.",
        ),
        Mistake(
            lambda rows: float(
                of(rows, "shown")["orders"] - ratio(rows["orders"].sum(), rows["people"].sum()) * of(rows, "shown")["people"]
            ),
            "The extra orders take off the rate of everybody: take the rate of those held back.",
        ),
    ),
    digits=1,
)

COST_PER_EXTRA_ORDER = Output(
    "cost of an extra order",
    (
        Mistake(
            lambda rows: ratio(rows["spend"].sum(), of(rows, "shown")["orders"]),
            "The cost is divided by all orders of those who saw it: divide by the extra orders alone.",
        ),
        Mistake(
            lambda rows: ratio(rows["spend"].sum(), rows["orders"].sum()),
            "The cost is divided by everybody's orders: divide by the extra orders alone.",
        ),
        Mistake(
            lambda rows: ratio(rows["spend"].sum(), of(rows, "shown")["orders"] - of(rows, "held back")["orders"]),
            "The cost is divided by a difference of groups of different size: divide by the extra orders.",
        ),
        Mistake(
            lambda rows: ratio(further(rows), rows["spend"].sum()),
            "The cost of an extra order is upside down: the yuan stand above the line.",
        ),
    ),
)

GROUPS = groups_table(np.random.default_rng(4))
GROUP_SPECIALS = (
    Special(GROUPS.head(0), "A table without rows breaks the rule that all three numbers are 0 where nobody was held back."),
    Special(
        GROUPS[GROUPS["group"] == "shown"],
        "A table in which nobody was held back breaks the rule that all three numbers are 0 then.",
    ),
    Special(
        GROUPS.set_axis(np.arange(len(GROUPS)) // 3, axis=0),
        "Your numbers depend on the row labels, which may be there twice: select rows by their values.",
    ),
    Special(GROUPS.sample(frac=1, random_state=3), "Your numbers depend on the order of the rows."),
)


def lift_numbers(rows: pd.DataFrame) -> dict:
    """Lift (a share), extra orders, and yuan for each of them."""
    total = rows.groupby("group")[["people", "orders", "spend"]].sum()
    if "held back" not in total.index or "shown" not in total.index:
        return {"lift": 0.0, "extra_orders": 0.0, "cost_per_extra_order": 0.0}
    shown, held = total.loc["shown"], total.loc["held back"]
    usual = held["orders"] / held["people"]
    extra = shown["orders"] - usual * shown["people"]
    return {
        "lift": (shown["orders"] / shown["people"]) / usual - 1,
        "extra_orders": extra,
        "cost_per_extra_order": shown["spend"] / extra if extra else 0.0,
    }


ONE_WEEK = groups_of([(1, "shown", 4000, 60, 700.0), (1, "held back", 1000, 10, 0.0)])
THREE_WEEKS = groups_of(
    [
        (1, "shown", 5200, 96, 900.0), (1, "held back", 1300, 15, 0.0),
        (2, "shown", 4100, 70, 700.0), (2, "held back", 1500, 18, 0.0),
        (3, "shown", 6300, 121, 1200.0), (3, "held back", 1400, 20, 0.0),
    ]
)  # fmt: skip
LOUD, HELD = 6000.0, 4  # yuan a week; every fourth person is held back
REACHED = 10_000  # people a week


def lift_season(seed: int) -> pd.DataFrame:
    """Weeks of a season with paid visits, where every fourth person meets the shop without them."""
    plan, market = rung("domestic-beauty", "naive"), load("domestic-beauty")
    loud = play(evolve(plan, marketing=Marketing(weekly_budget=(Step(1, LOUD),))), market, seed).tables["orders"]
    quiet = play(evolve(plan, marketing=Marketing()), market, seed).tables["orders"]
    rows = []
    for week in range(market.weeks):
        shown = int(((loud["day"] // 7 == week) & (loud["person"] % HELD != 0)).sum())
        held = int(((quiet["day"] // 7 == week) & (quiet["person"] % HELD == 0)).sum())
        rows.append((1 + week, "shown", REACHED * (HELD - 1) // HELD, shown, LOUD))
        rows.append((1 + week, "held back", REACHED // HELD, held, 0.0))
    return groups_of(rows)


def lift_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """Totals of both groups."""
    shown = {"who saw it": of(rows, "shown"), "held back": of(rows, "held back"), "all": rows[["people", "orders", "spend"]].sum()}
    return pd.DataFrame(shown).T.rename(columns={"spend": "spend, yuan"})


PLAN = PlanExercise(
    key="plan",
    title="A name for a new brand",
    points=6,
    minutes=30,
    needs=("does-marketing-pay", "social-and-content", "opinion-leaders", "promotions"),
    scenario="domestic-beauty",
    decisions=(),  # every lever counts
    task="""
A lipstick (口红), a cushion compact (气垫) and a cleansing oil (卸妆油): good goods of a maker nobody has heard of. Where
are the people who would like them? What shall they see there, from whom, and what may a new customer (新客) cost?

Write a plan that earns more than the naive plan. Every lever of the market counts; these belong to this chapter:

| field | what it decides |
|---|---|
| `weekly_budget`, `posts`, `search_hours`, `referral` | paid visits, posts on the feed, work on search (SEO), a reward for friends (裂变) |
| `[ads]` | bids and daily budgets for words, display and recommendation ads; targeting |
| `[[channels]]` | posts on social media: `wechat`, `weibo`, `xiaohongshu`, `bilibili` |
| `[[promotions]]` | coupons, spend-and-save (满减), bundles, livestreams (直播), KOLs (达人) ... |
| `[membership]`, `[treatment]`, `[brand]` | members (会员), messages and reminders, what the brand stands for (品牌) |

```toml
[marketing]
posts = 1

[[channels]]
medium = "weibo"
posts = 2
selling = 0.8

[[promotions]]
kind = "kol"
weeks = [2]
fans = 5.0
```

A field that you leave out keeps its default. The cell plays **one practice season** and shows your plan beside the
naive one. Change one thing at a time, and believe differences that are large.

**How it is marked.** Your plan is played over many seasons that nobody has seen, in a market that is like this one but
not quite the same. Its score (得分) is 0 if it does no better than a shop that decides nothing after the first day, and 100
if it does as well as the best plan known. Six points go with 100, three with 50. Keep `%%plan` as the
first line of the cell; it may hold 8000 characters.
""",
    reference="""
[shop]
platform = "tmall"
type = "flagship"
positioning = "differentiation"

[products.lipstick]
first_stock = 350
price = 104.0
role = "hit"
quantity_percent = 10.0
pictures = 7
close_ups = 2
scenes = 2
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 8
contract = "price"
policy = "forecast"
cover_days = 10
reorder_point = [{week = 1, value = 1000}, {week = 9, value = 0}]
order_up_to = [{week = 1, value = 1600}, {week = 9, value = 0}]

[products.cushion]
price = 119.0
first_stock = 350
role = "hit"
quantity_percent = 10.0
pictures = 7
close_ups = 2
scenes = 2
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 8
contract = "price"
policy = "forecast"
cover_days = 10
reorder_point = [{week = 1, value = 700}, {week = 9, value = 0}]
order_up_to = [{week = 1, value = 1000}, {week = 9, value = 0}]

[products.cleansing-oil]
price = 66.0
first_stock = 350
role = "hit"
quantity_percent = 10.0
pictures = 7
close_ups = 2
scenes = 2
description = 1.0
selling_points = 1.0
guide = 1.0
attributes = 8
contract = "price"
policy = "forecast"
cover_days = 10
reorder_point = [{week = 1, value = 700}, {week = 9, value = 0}]
order_up_to = [{week = 1, value = 1000}, {week = 9, value = 0}]

[marketing]
weekly_budget = 6000.0
referral = 15.0
search_hours = 10.0

[service]
agents = 1
auto_reply = "basic"

[risk]
credit_line = 60000.0
compliance = "checks"

[brand]
image = "story"
spread = 2500.0

[treatment]
unpaid_reminder = "reminder"
cart_reminder = "reminder"

[[channels]]
medium = "xiaohongshu"
posts = 4
theme = "use-setting"
selling = 0.4

[[channels]]
medium = "weibo"
posts = 4
theme = "use-setting"
selling = 0.3

[[promotions]]
kind = "kol"
weeks = [1, 2, 3, 4, 5, 6, 7, 8]
fans = 60.0
circle = "category"
screening = "cases"

[[promotions]]
kind = "bundle"
weeks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
percent = 12.0
first = "cleansing-oil"
second = "lipstick"

[[promotions]]
kind = "kol"
weeks = [1, 2, 3, 4, 5, 6, 7, 8]
fans = 60.0
medium = "weibo"
circle = "category"
screening = "cases"

[[promotions]]
kind = "gift"
weeks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
gift = "lipstick"
spend = 195.0

[[promotions]]
kind = "kol"
weeks = [1, 2, 3, 4, 5, 6, 7, 8]
fans = 60.0
medium = "short-video"
circle = "category"
screening = "cases"

[ads]
recommendation_budget = 200.0

[relations]
winback = "month"
""",
)
CHANNEL = FunctionExercise(
    key="channel-numbers",
    title="What a channel seems to bring",
    points=4,
    minutes=15,
    needs=("does-marketing-pay", "paying-for-clicks"),
    task="""
A backend shows what came by each kind of advertisement (广告). Each row is one week of one channel (渠道):

| column | what it holds |
|---|---|
| `week`, `channel` | which week, which channel |
| `spend` | what it cost (花费), yuan |
| `impressions`, `clicks` | how often it was shown (曝光) and clicked (点击) |
| `orders`, `new_customers` | orders by people who came through it, and how many of them had never bought before |
| `sales`, `gross_profit` | what these orders brought, and what was left of it after the goods (毛利), yuan |

Three numbers are asked for, over all rows:

- `click_through_rate` (点击率): clicks / impressions.
- `acquisition_cost` (获客成本): spend / new customers, yuan.
- `marketing_roi` (投资回报率): (gross profit - spend) / spend.

Where a base is 0, the number is 0.

There are two ways to answer, and they earn the same: a function, or numbers that you work out by hand.
""",
    with_code="""
Write `channel_numbers(rows)`, which returns a `dict` with the three numbers. Do not round. Each earns one point on hidden
tables; the fourth is for unusual tables: without rows, with rows in which nothing happened, with row labels that are there
twice, with rows in another order. `pd` and `np` are there. Everything else that the function needs has to stand in the same
cell.
""",
    reference=channel_numbers,
    outputs={
        "click_through_rate": CLICK_THROUGH_RATE,
        "acquisition_cost": ACQUISITION_COST,
        "marketing_roi": MARKETING_ROI,
    },
    cases=(Case("two rows", TWO_ROWS), Case("five rows", FIVE_ROWS)),
    hidden=channels_tables,
    specials=CHANNEL_SPECIALS,
    hints=(
        "Add up first, divide last: a rate over all rows is a sum over a sum, not a mean of rates.",
        "The money of a channel that won nobody is spent, too: no row is left out.",
        "For the ROI, what is left is gross profit less spend; it may be negative.",
        "With total = rows[[...]].sum() the three numbers are total[...] / total[...]. Then think of a table without rows.",
    ),
    twin=Twin(
        task="""
This is what the backend shows of the ads of a season that was played for you. Work out the three numbers for **all
channels** together. The first takes four digits after the point (0.1234), the other two take two.
""",
        seeds=CHANNEL_SEASONS,
        season=channel_season,
        figures=channel_figures,
        choices=(
            Choice(
                "all",
                "The backend gives each order to the channel that it came through. Would all of these orders be missing without it?",
                "no, some would have come another way",
                {
                    "yes, each came through it": "Who clicks on an ad may have searched for the shop otherwise: that is what a held-back group shows.",
                    "no, none of them": "Ads reach people who would never have come: some orders would be missing.",
                },
            ),
        ),
    ),
)
ANYWAY = FunctionExercise(
    key="lift-numbers",
    title="What would have come anyway",
    points=4,
    minutes=20,
    needs=("does-marketing-pay",),
    task="""
A shop lets the lot decide who sees its advertisement: most people do, the others are held back (对照组). Each row is one week
of one group:

| column | what it holds |
|---|---|
| `week` | week of the season, from 1 |
| `group` | `shown` or `held back` |
| `people` | people of the group in that week |
| `orders` | orders (订单) that they placed, by whatever way they came |
| `spend` | what the advertisement cost (花费), yuan |

Three numbers are asked for, over all weeks:

- `lift` (增量提升率): by which share is the number of orders a person larger among those who saw it than among those held back?
- `extra_orders` (增量订单): orders of those who saw it, less those that they would have placed anyway, at the rate of the
  others.
- `cost_per_extra_order`: spend / extra orders, yuan.

Where nobody was held back, nothing can be said, and all three are 0.

There are two ways to answer, and they earn the same: a function, or numbers that you work out by hand.
""",
    with_code="""
Write `lift_numbers(rows)`, which returns a `dict` with the three numbers. Do not round. Each earns one point on hidden
tables; the fourth is for unusual tables: without rows, without anybody held back, with row labels that are there twice, with
rows in another order. `pd` and `np` are there. Everything else that the function needs has to stand in the same cell.
""",
    reference=lift_numbers,
    outputs={"lift": LIFT, "extra_orders": EXTRA_ORDERS, "cost_per_extra_order": COST_PER_EXTRA_ORDER},
    cases=(Case("one week", ONE_WEEK), Case("three weeks", THREE_WEEKS)),
    hidden=groups_tables,
    specials=GROUP_SPECIALS,
    hints=(
        "The groups differ in size: first work out the orders a person of each.",
        "Those held back say what a person does anyway. As many people as saw it would have placed how many orders at that rate?",
        'rows.groupby("group")[["people", "orders", "spend"]].sum() has one row for each group.',
        "With r the rate of those held back: the lift is the rate of the others over r, less 1; the extra orders are their "
        "orders less r times their people. Then think of a table in which nobody was held back.",
    ),
    twin=Twin(
        task="""
These are the totals of a season that was played for you; every fourth person was held back. Work the three numbers out with a
pocket calculator. The lift takes four digits after the point (0.1234), the extra orders one, the cost two.
""",
        seeds=LIFT_SEASONS,
        season=lift_season,
        figures=lift_figures,
        choices=(
            Choice(
                "worth",
                "An extra order leaves 45 yuan after the goods, and costs 60. The backend's ROI is above 0. Go on?",
                "no, each extra order loses 15 yuan",
                {
                    "yes, the ROI says so": "That ROI counts orders that would have come anyway; only the extra ones are bought.",
                    "yes, but with a larger budget": "The next yuan brings less than the one before: a larger budget loses more.",
                },
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("Exercise 3: marketing", OPENING, (PLAN, CHANNEL, ANYWAY), CLOSING)
TASKS = ASSIGNMENT.tasks()
