"""A check: one statement about the market, held against theory or data.

Bands come from theory, never from looking: a normal, chi-squared or Student interval at a level that is divided
among all checks (Bonferroni), so that a sound market fails one of them in a hundred full runs at most.
"""

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
from attrs import field, frozen
from scipy import stats

FAMILY = 0.01  # chance that a sound market fails any check
Kind = Literal["closed form", "data", "stylised fact"]
Origin = Literal["", "calibrated", "emergent"]


@frozen
class Measured:
    """What theory says, what was found, and the band in which it has to lie."""

    theory: float = field(converter=float)
    value: float = field(converter=float)
    low: float = field(converter=float)
    high: float = field(converter=float)

    @property
    def ok(self) -> bool:
        """Whether the value lies in the band."""
        return self.low <= self.value <= self.high


@frozen
class Check:
    """One statement: `measure` takes the chance of a false alarm that it may have, and returns a `Measured`.

    A stylised fact also says whether numbers of the market were chosen so that it comes out (calibrated) or nobody put
    it in (emergent), and where and when it was seen; for Chinese platforms it is assumed where that is elsewhere.
    """

    name: str
    kind: Kind
    law: str
    source: str
    sentence: str
    measure: Callable[[float], Measured]
    origin: Origin = ""
    seen: str = ""


def normal(theory: float, value: float, error: float, alpha: float) -> Measured:
    """Band of a value whose standard error is known from theory."""
    half = stats.norm.isf(alpha / 2) * error
    return Measured(theory, value, theory - half, theory + half)


def exact(theory: float, value: float, tolerance: float = 0.0) -> Measured:
    """Band of an identity: nothing but rounding, by at most `tolerance`."""
    return Measured(theory, value, theory - tolerance, theory + tolerance)


def student(theory: float, values: np.ndarray, alpha: float) -> Measured:
    """Band of a mean over independent seasons (one value each)."""
    half = stats.t.isf(alpha / 2, len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
    return Measured(theory, values.mean(), theory - half, theory + half)


def chance(theory: float, hits: int, trials: int, alpha: float) -> Measured:
    """Band of a share of so many independent trials."""
    return normal(theory, hits / trials, math.sqrt(theory * (1 - theory) / trials), alpha)


def poisson(theory: float, count: float, alpha: float) -> Measured:
    """Band of a Poisson count with mean `theory`."""
    return normal(theory, count, math.sqrt(theory), alpha)


def goodness_of_fit(counts: np.ndarray, shares: np.ndarray, alpha: float) -> Measured:
    """Pearson's statistic of counts against shares, over its degrees of freedom."""
    expected = shares * counts.sum()
    freedom = len(counts) - 1
    statistic = ((counts - expected) ** 2 / expected).sum() / freedom
    return Measured(1.0, statistic, 0.0, stats.chi2.isf(alpha, freedom) / freedom)


def distance(sample: np.ndarray, law: str, alpha: float) -> Measured:
    """Kolmogorov and Smirnov's distance of a sample from a law of scipy's, times the root of its size."""
    root = math.sqrt(len(sample))
    found = stats.kstest(sample, law).statistic * root
    return Measured(0.0, found, 0.0, stats.kstwo.isf(alpha, len(sample)) * root)
