"""The one sentence on a plan: the first thing in which it stands clearly behind a better one."""

from collections.abc import Callable

from simulator.exercise.verdict import Words, words
from simulator.experiment import Measures
from simulator.score import CLOSED
from simulator.words import mark

Means = dict[str, float]
Hint = tuple[Callable[[Means, Means], bool], str]

HINTS: tuple[Hint, ...] = (
    (
        lambda own, best: own["closed"] > 0,
        mark(
            "The shop ran out of cash in {closed:.0%} of the seasons: look at what is paid before the first sales come "
            "in (deposit, fees, stock, marketing)."
        ),
    ),
    (
        lambda own, best: own["stockout_rate"] > best["stockout_rate"] + 0.03,
        mark("{stockout_rate:.0%} of the demand met empty shelves: look at reorder_point and order_up_to."),
    ),
    (
        lambda own, best: own["visitors"] < 0.75 * best["visitors"],
        mark("Too few people saw the shop: look at the platform's visitors and at weekly_budget."),
    ),
    (
        lambda own, best: own["marketing_share"] > best["marketing_share"] + 0.05,
        mark(
            "Marketing took {marketing_share:.0%} of the sales: look at what the last hundred yuan of weekly_budget "
            "bring."
        ),
    ),
    (
        lambda own, best: own["gross_margin"] < best["gross_margin"] - 0.04,
        mark("Each piece earned too little: look at the prices, the promotions and the supplier."),
    ),
    (
        lambda own, best: own["conversion_rate"] < 0.85 * best["conversion_rate"],
        mark("Many looked and few bought: look at your prices beside those of the rivals."),
    ),
    (
        lambda own, best: own["stock_left"] > best["stock_left"] + 0.05,
        mark("Too much stock was left at the end: look at order_up_to in the last weeks."),
    ),
)
GOOD = 95.0
CLOSE = mark("A good plan: what is left to find lies in small changes of price, stock and budget.")
HALF_WAY = mark("No single decision is far off: try each of them a little up and a little down, on several seasons.")


def means(measures: Measures) -> Means:
    """The mean of each measure, and the share of seasons in which the shop was closed."""
    closed = float((measures["points"] == CLOSED).mean())
    return {name: float(values.mean()) for name, values in measures.items()} | {"closed": closed}


def hint(own: Means, better: Means, score: float) -> Words:
    """The sentence for a plan with these means and this score (0 to 100), beside the means of a better one."""
    if score >= GOOD:
        return words(CLOSE)
    text = next((text for applies, text in HINTS if applies(own, better)), HALF_WAY)
    return words(text, **own)
