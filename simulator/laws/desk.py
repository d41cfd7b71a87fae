"""The service desk: who is answered, when, and who gives up waiting.

First come, first served by a number of equal agents in opening hours, with impatience (Garnett, Mandelbaum and Reiman
2002; Erlang A where gaps, handling and patience are exponential).
"""

import heapq

import numpy as np

PURPOSES = ("handling", "patience")
OUTCOMES = ("silent", "answered", "waited", "automatic", "unanswered")
SILENT, ANSWERED, WAITED, AUTOMATIC, UNANSWERED = range(len(OUTCOMES))
LONGEST = 3600.0  # seconds after which a chat is ended


def busyness(rng: np.random.Generator, shape: float, days: int) -> np.ndarray:
    """Factors of mean 1 on the share of shoppers who ask, one a day: gamma with a shape, so that a day's m contacts on
    average have the variance m + m^2 / shape (Avramidis, Deslauriers and L'Ecuyer 2004)."""
    return np.round(rng.gamma(shape, 1 / shape, days), 12)


def moods(asks: np.ndarray, keener: float, *added: float) -> np.ndarray:
    """Factors on the reluctance to buy here, outcomes x n: of who does not ask, and of who does, by what came of it and
    so what the desk has `added`; for n groups of which a share `asks`.

    Who asks was keener to begin with, by a utility `keener`, whatever the desk does; over a group the mean of
    exp(utility) is 1 before the desk adds anything. All sizes assumed.
    """
    silent = -np.log1p(asks * np.expm1(keener))
    utility = np.stack([silent, *(silent + keener + one for one in added)])
    return np.round(np.exp(-utility), 12)


def talk(usual: float, knowledge: float, shorter: float, longer: float) -> float:
    """Mean seconds of a talk that usually takes `usual`: a knowledge base saves `shorter` of it when it is full
    (`knowledge` 1), and the way of advising takes it `longer` (a factor). Assumed."""
    return round(usual * (1 - knowledge * shorter) * longer, 9)


def basic(drawn: np.ndarray, share: float) -> np.ndarray:
    """Whether each question is a basic one, which an auto-reply can answer; uniforms, and the share of such questions
    (assumed)."""
    return drawn < share


def automated(by_rule: float, further: float) -> float:
    """Share of the questions that need nobody: those that a rule can answer, and a share of the others."""
    return round(by_rule + (1 - by_rule) * further, 12)


def outcomes(arrivals: np.ndarray, started: np.ndarray, long_wait: int) -> np.ndarray:
    """What came of contacts with people: `started` and `arrivals` in milliseconds, as `serve`."""
    return np.where(started < 0, UNANSWERED, np.where(started - arrivals > long_wait, WAITED, ANSWERED))


def seconds(uniform: np.ndarray, mean: float | np.ndarray) -> np.ndarray:
    """Exponential times with a mean in seconds, as whole milliseconds (int64), at most an hour.

    The logarithm is rounded, so that every machine gets the same.
    """
    return (np.minimum(-mean * np.log(uniform).round(9), LONGEST) * 1000).astype(np.int64)


def serve(arrivals: list[int], handling: list[int], patience: list[int], comes: list[int], opens: int,
          closes: int) -> list[int]:  # fmt: skip
    """When each contact is taken up, or -1 where it is not; all times in milliseconds, arrivals ascending; `comes`:
    when each agent comes to the desk.

    A contact that comes while the desk is closed, that waits longer than its patience, or that still waits when the
    desk closes is not taken up. An agent who ends at the moment when another's patience ends still takes it.
    """
    free, started = sorted(comes), [-1] * len(arrivals)
    for place, arrival in enumerate(arrivals if free else []):
        start = arrival if arrival > free[0] else free[0]
        if opens <= arrival and start < closes and start - arrival <= patience[place]:
            started[place] = start
            heapq.heapreplace(free, start + handling[place])
    return started


def decided(arrivals: np.ndarray, started: np.ndarray, handling: np.ndarray, patience: np.ndarray, opens: int,
            closes: int) -> np.ndarray:  # fmt: skip
    """When each contact goes on to decide: at the end of the talk, or when it gives up, or at once out of hours."""
    gives_up = np.where((arrivals >= opens) & (arrivals < closes), np.minimum(arrivals + patience, closes), arrivals)
    return np.where(started >= 0, started + handling, gives_up)
