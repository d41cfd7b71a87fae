"""A/B tests: who sees which version, what versions do, how often luck looks like a lead, and what tests cost."""

import math

import numpy as np
from scipy import stats

from simulator.laws import testing
from simulator.plan import AbTest, Plan
from simulator.proof.check import Check, Measured, chance, exact, normal
from simulator.proof.worlds import PLAIN, Change, changed_tables, figures, laboratory, liked, on_taobao, plenty
from simulator.records import Table
from simulator.scenario import load
from simulator.season import Result, play
from simulator.season.versions import Versions

HALF_YEAR = tuple(range(1, 27))
CLEAR = 8.0  # standard score at which a lead is looked for; five per cent of it is much


def one_test(tested: str = "picture", weeks: tuple[int, ...] = (1, 2), **terms: float) -> Plan:
    """A plan that tests one thing of the plain scarf."""
    return on_taobao(promotions=(AbTest(weeks=weeks, product=PLAIN, object=tested, **terms),))


def idea(mean: float, sd: float = 0.0) -> Change:
    """Pictures that add so much utility."""
    return figures({"picture.mean": mean, "picture.sd": sd})


def season_of(plan: Plan, seed: int, worth: float = 0.0, **world: float) -> Result:
    """A season in which another picture is worth as much as is said, and hardly anything else is bought here."""
    place = liked(plenty(**world), plain=-0.5, lavender=-50.0)
    with laboratory(), changed_tables(insight=idea(worth)):
        return play(plan, place, seed)


def by_version(table: Table, name: str) -> np.ndarray:
    """A column of the tests' records: days (rows) by version."""
    return table[name].reshape(-1, 2)


def split_of_visitors(alpha: float) -> Measured:
    table = season_of(one_test(share=30.0), 1601, traffic=8.0, weeks=2).tables["tests"]
    shown = by_version(table, "shown").sum(axis=0)
    return chance(0.3, int(shown[1]), int(shown.sum()), alpha)


def worth_of_a_version(alpha: float) -> Measured:
    """Log odds of an order of those who see B, over those who see A."""
    table = season_of(one_test(), 1602, 3.0, traffic=20.0, weeks=2).tables["tests"]
    (shown, orders) = (by_version(table, name).sum(axis=0) for name in ("shown", "orders"))
    odds = np.log(orders / (shown - orders))
    error = math.sqrt((1 / orders + 1 / (shown - orders)).sum())
    return normal(3.0, odds[1] - odds[0], error, alpha)


def spread_of_ideas(alpha: float) -> Measured:
    """Mean square of what pictures are worth in six thousand seasons, over the square of a spread of 0.18."""
    place, plan = load("first-shop"), one_test()
    worth = np.array([Versions(plan, place, seed).worth[0] for seed in range(6000)])
    return normal(1.0, ((worth / 0.18) ** 2).mean(), math.sqrt(2 / len(worth)), alpha)


def price_of_a_version(_alpha: float) -> Measured:
    """A tenth less than 69 yuan for those who see B."""
    table = season_of(one_test("price", percent=-10.0), 1603, weeks=2).tables["tests"]
    orders, sales = (by_version(table, name).sum(axis=0) for name in ("orders", "sales"))
    return exact(62.1 * orders[1], sales[1] / 100, tolerance=1e-6)


def daily_scores(result: Result) -> np.ndarray:
    """The standard score of each day's difference."""
    shown, orders = (by_version(result.tables["tests"], name).tolist() for name in ("shown", "orders"))
    return np.array([testing.shares_z(*each) for each in zip(shown, orders, strict=True)])


def lead_by_luck(alpha: float) -> Measured:
    """Mean square of the scores of five thousand days without any difference: (N - 1) / N of it is 1, of N people."""
    squares = []
    for seed in range(1610, 1640):
        result = season_of(one_test(weeks=HALF_YEAR), seed, traffic=0.3, weeks=26)
        people = by_version(result.tables["tests"], "shown").sum(axis=1)
        squares.append(daily_scores(result) ** 2 * (people - 1) / people)
    values = np.concatenate(squares)
    return normal(1.0, values.mean(), math.sqrt(2 / len(values)), alpha)


def found_when_it_is_there(alpha: float) -> Measured:
    """Days on which a version worth 2 leads clearly, against the power of the test on each day's people."""
    hits, powers = [], []
    for seed in range(1641, 1646):
        result = season_of(one_test(weeks=HALF_YEAR), seed, 2.0, traffic=1.8, weeks=26)
        hits.append([testing.is_better(score, CLEAR) for score in daily_scores(result).tolist()])
        powers.append(power_by_day(result.tables["tests"], 2.0))
    power = np.concatenate(powers)
    error = math.sqrt((power * (1 - power)).sum()) / len(power)
    return normal(power.mean(), np.concatenate(hits).mean(), error, alpha)


def power_by_day(table: Table, worth: float) -> np.ndarray:
    """Chance of a clear lead each day, from the share of A's orders in all days and what B is worth."""
    shown, orders = by_version(table, "shown"), by_version(table, "orders").sum(axis=0)
    share = orders[0] / shown[:, 0].sum()
    other = 1 / (1 + (1 - share) / share * math.exp(-worth))
    pooled = (shown * [share, other]).sum(axis=1) / shown.sum(axis=1)
    null = np.sqrt(pooled * (1 - pooled) * (1 / shown).sum(axis=1))
    own = np.sqrt((np.array([share * (1 - share), other * (1 - other)]) / shown).sum(axis=1))
    return stats.norm.sf((CLEAR * null - (other - share)) / own)


def cost_of_tests(_alpha: float) -> Measured:
    """Two hundred yuan for a picture and nothing for a price, and a tool of 120 yuan in each of five weeks."""
    plan = on_taobao(promotions=(
        AbTest(weeks=(1, 2, 4), product=PLAIN, object="picture"),
        AbTest(weeks=(5, 6), product=PLAIN, object="price", percent=-5.0),
    ))  # fmt: skip
    with laboratory():
        result = play(plan, plenty(traffic=0.3), 1609)
    return exact(200 + 5 * 120, result.ledger.balance["tests"] / 100, tolerance=1e-6)


SPLIT = "Kohavi, Tang and Xu 2020; rules of the Syllabus, part 1.5.6"
CHECKS = (
    Check(
        "Split of visitors", "closed form", "testing: split", SPLIT,
        "Version B is shown to its share of visitors.", split_of_visitors,
    ),
    Check(
        "Worth of a version", "closed form", "testing: worth", "logit; sizes assumed",
        "Those who see version B have log odds of an order that are higher by its worth.", worth_of_a_version,
    ),
    Check(
        "Spread of ideas", "closed form", "testing: ideas", "Kohavi, Tang and Xu 2020; spread assumed",
        "What new versions are worth is normal, as often bad as good (mean square over the variance).", spread_of_ideas,
    ),
    Check(
        "Price of a version", "closed form", "testing: price", "definition",
        "Those who see another price pay it (yuan, all together).", price_of_a_version,
    ),
    Check(
        "A lead by luck", "closed form", "testing: significance", "hypergeometric split of N people",
        "Where two versions are the same, squared standard scores are 1 on average.", lead_by_luck,
    ),
    Check(
        "A lead that is there", "closed form", "testing: significance", "power of a test of two shares (Fleiss 1981)",
        "A difference is found as often as the test's power says.", found_when_it_is_there,
    ),
    Check(
        "Cost of tests", "closed form", "testing: cost", "definition",
        "A test costs its version and the weeks in which it runs (yuan).", cost_of_tests,
    ),
)  # fmt: skip
