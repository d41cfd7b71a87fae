"""A livestream's visits: each visit may bring further ones, so that they come in bursts.

Source: Hawkes 1971, in the cluster form of Hawkes and Oakes 1974; the kernel is branching * decay * exp(-decay * t).
"""

import math

import numpy as np

from simulator.laws.traffic import HOUR


def audience(paid: float, feed: float, times: float) -> float:
    """People whom fees can bring to one session: so many `times` the part of a day's audience of paid visits (`paid`,
    people) that follows a feed, taken from the feed's share of visits (`feed`). Assumed to be in proportion."""
    return round(paid * feed * times, 9)


def burst(rng: np.random.Generator, rate: float, branching: float, decay: float, hours: float) -> np.ndarray:
    """Moments of a session's visits (int64, ascending, milliseconds from its start).

    `rate` visits an hour come by themselves; each visit brings a Poisson number of others, `branching` on average,
    after exponential delays of 1 / `decay` hours on average. Raises ValueError when `branching` is 1 or more.
    """
    _require_dying(branching)
    newest = rng.random(rng.poisson(round(rate * hours, 9))) * hours
    generations = [newest]
    while len(newest):
        brought = np.repeat(newest, rng.poisson(branching, len(newest)).astype(np.intp))
        newest = brought + rng.exponential(1.0, len(brought)) / decay
        newest = newest[newest < hours]
        generations.append(newest)
    return np.sort((np.concatenate(generations) * HOUR).astype(np.int64))


def parts_of(weights: list[float]) -> list[float]:
    """Shares of a session's time that weights give its parts. Raises ZeroDivisionError when all are 0."""
    return [one / sum(weights) for one in weights]


def swing(effects: list[float], shares: list[float]) -> float:
    """What the parts of a session add together: each its effect times sqrt(share / usual share) - 1.

    The usual shares are equal, and add nothing; the more time a part has, the less a further minute adds. Assumed.
    """
    added = (one * (math.sqrt(share * len(shares)) - 1) for one, share in zip(effects, shares, strict=True))
    return round(sum(added), 12)


def mean_rate(rate: float, branching: float) -> float:
    """Visits an hour of a stream that has run for long. Raises ValueError when `branching` is 1 or more."""
    _require_dying(branching)
    return rate / (1.0 - branching)


def expected_visits(rate: float, branching: float, decay: float, hours: float) -> float:
    """Expected visits of a session that begins without an audience; errors as `mean_rate`."""
    settling = decay * (1.0 - branching)
    late = branching * -math.expm1(-settling * hours) / settling
    return mean_rate(rate, branching) * (hours - late)


def fano(branching: float) -> float:
    """Variance over mean of the visits in a long time. Raises ValueError when `branching` is 1 or more."""
    _require_dying(branching)
    return 1.0 / (1.0 - branching) ** 2


def _require_dying(branching: float) -> None:
    if not 0.0 <= branching < 1.0:
        raise ValueError(f"each visit must bring less than one other on average, not {branching}")
