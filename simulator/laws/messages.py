"""Messages to customers: who answers, who is tired of them, who leaves for good; and reminders.

Customers are grouped by the days since their last order (Syllabus, part 2.1.8). Shapes and sizes are assumptions.
"""

from itertools import accumulate

import numpy as np

GROUPS = ("high", "low", "silent", "lost")
MONTH = 4  # weeks whose messages make a further one work less


def group(days: int, ends: tuple[float, ...]) -> int:
    """Number of the group of a customer whose last order lies so many days back; `ends`: where all but the last end."""
    return sum(days >= end for end in ends)


def answers(sent: list[int], response: list[float], fade: float) -> list[float]:
    """Chance that a customer answers in each week after the last order, by messages sent in it and the chance that a
    fresh one is answered; each further message of the last `MONTH` weeks works only `fade` times as well."""
    before = [sum(sent[max(week - MONTH + 1, 0) : week]) for week in range(len(sent))]
    return [
        1.0 - float(np.prod([1.0 - chance * fade ** (earlier + number) for number in range(messages)]))
        for messages, earlier, chance in zip(sent, before, response, strict=True)
    ]


def staying(sent: list[int], leave: float) -> np.ndarray:
    """Chance of still reading messages at the beginning of each week, and after the last; each drives away `leave`."""
    return np.round((1.0 - leave) ** np.cumsum([0, *sent]), 12)


def visits_cumulative(sent: list[int], response: list[float], fade: float, leave: float) -> np.ndarray:
    """Chance that a customer has answered by the end of each week; arguments as `answers` and `staying`."""
    chances, reads = answers(sent, response, fade), staying(sent, leave)
    silent = list(accumulate((1.0 - one for one in chances), lambda one, other: one * other, initial=1.0))
    each = [one * quiet * there for one, quiet, there in zip(chances, silent[:-1], reads[:-1].tolist(), strict=True)]
    return np.round(np.cumsum(each), 12)


def reminded(rate: np.ndarray, recovered: float) -> np.ndarray:
    """Share of orders that are paid when a reminder wins so large a part of those that were not."""
    return np.round(rate + (1.0 - rate) * recovered, 12)
