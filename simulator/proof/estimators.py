"""Estimators that run on real data and on a season's records alike."""

import numpy as np
from attrs import frozen
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1, log_softmax


@frozen
class Fit:
    """Coefficients with standard errors, one each a column of the design; the log likelihood where there is one."""

    values: np.ndarray
    errors: np.ndarray
    likelihood: float = 0.0


def conditional_logit(design: np.ndarray, taken: np.ndarray) -> Fit:
    """McFadden's conditional logit by maximum likelihood.

    `design`: situations x offers x features; `taken`: how often each offer was taken in each situation.
    """

    def loss(weights: np.ndarray) -> float:
        return -float((taken * log_softmax(design @ weights, axis=1)).sum())

    def slope(weights: np.ndarray) -> np.ndarray:
        expected = np.exp(log_softmax(design @ weights, axis=1)) * taken.sum(axis=1, keepdims=True)
        return -np.einsum("nj,njk->k", taken - expected, design)

    scale = np.abs(design).max(axis=(0, 1))
    found = minimize(lambda w: loss(w / scale), np.zeros(len(scale)), jac=lambda w: slope(w / scale) / scale).x / scale
    errors = np.sqrt(np.diag(np.linalg.inv(_information(design, taken, found))))
    return Fit(found, errors, -loss(found))


def _information(design: np.ndarray, taken: np.ndarray, weights: np.ndarray) -> np.ndarray:
    shares = np.exp(log_softmax(design @ weights, axis=1))
    centred = design - np.einsum("nj,njk->nk", shares, design)[:, None, :]
    return np.einsum("nj,njk,njl->kl", shares * taken.sum(axis=1, keepdims=True), centred, centred)


def brands(situations: int, offers: int) -> np.ndarray:
    """Features that give each offer but the first an appeal of its own."""
    return np.broadcast_to(np.eye(offers)[:, 1:], (situations, offers, offers - 1))


def logit_elasticities(weight: float, prices: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Own-price elasticity of each offer at its mean price and its share of all that was taken: weight p (1 - s)."""
    return weight * prices.mean(axis=0) * (1 - taken.sum(axis=0) / taken.sum())


def two_stage(outcome: np.ndarray, design: np.ndarray, instruments: np.ndarray | None = None) -> Fit:
    """Two-stage least squares; ordinary least squares where the design is its own instrument. Classical errors."""
    first = design if instruments is None else instruments @ np.linalg.lstsq(instruments, design, rcond=None)[0]
    values = np.linalg.lstsq(first, outcome, rcond=None)[0]
    rest = outcome - design @ values
    variance = rest @ rest / (len(outcome) - len(values))
    return Fit(values, np.sqrt(variance * np.diag(np.linalg.inv(first.T @ first))))


def dispersion(counts: np.ndarray, cells: np.ndarray) -> tuple[float, float]:
    """Variance over mean of counts within their cells, and its standard error for a Poisson flow.

    Cells whose mean is under a half are left out: their few counts say nothing.
    """
    squares, freedom = _squares(counts, cells)
    return squares.sum() / freedom, (2 / freedom) ** 0.5


def dispersion_by_day(counts: np.ndarray, cells: np.ndarray, days: np.ndarray) -> tuple[float, float]:
    """As `dispersion`, with the standard error of a flow whose counts of the same day vary together."""
    squares, freedom = _squares(counts, cells)
    each = np.bincount(np.unique(days, return_inverse=True)[1], squares)
    return squares.sum() / freedom, each.std(ddof=1) * len(each) ** 0.5 / freedom


def _squares(counts: np.ndarray, cells: np.ndarray) -> tuple[np.ndarray, int]:
    """Each count's squared distance from its cell's mean, over that mean, and how many of these are free."""
    squares, freedom = np.zeros(len(counts)), 0
    for cell in np.unique(cells):
        its = cells == cell
        if (mean := counts[its].mean()) >= 0.5:
            squares[its], freedom = (counts[its] - mean) ** 2 / mean, freedom + its.sum() - 1
    return squares, freedom


def bg_nbd(repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> Fit:
    """r, alpha, a, b of the BG/NBD model of repeat purchases by maximum likelihood (Fader, Hardie and Lee 2005).

    By customer: purchases after the first, the time of the last one and the time now, counted from the first.
    """

    def loss(logs: np.ndarray) -> float:
        return -bg_nbd_likelihood(np.exp(logs), repeats, last, age)

    found = minimize(loss, np.zeros(4), method="BFGS")
    values = np.exp(found.x)
    return Fit(values, values * np.sqrt(np.diag(found.hess_inv)), -found.fun)


def bg_nbd_likelihood(values: np.ndarray, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> float:
    """Log likelihood of r, alpha, a, b; arguments as `bg_nbd`."""
    r, alpha, a, b = values
    always = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha) + betaln(a, b + repeats) - betaln(a, b)
    alive = -(r + repeats) * np.log(alpha + age)
    left = np.log(a) - np.log(b + np.maximum(repeats, 1) - 1) - (r + repeats) * np.log(alpha + last)
    return float((always + np.where(repeats > 0, np.logaddexp(alive, left), alive)).sum())


def made_of_expected(repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> float:
    """Repeat purchases of a cohort over those that a model fitted to it expects of it; arguments as `bg_nbd`."""
    values = bg_nbd(repeats, last, age).values
    ages, customers = np.unique(age, return_counts=True)
    expected = sum(number * expected_purchases(values, time) for time, number in zip(ages, customers, strict=True))
    return float(repeats.sum() / expected)


def expected_purchases(values: np.ndarray, time: float) -> float:
    """Repeat purchases expected of a new customer in a time (the same paper, equation 9)."""
    r, alpha, a, b = values
    share = time / (alpha + time)
    return float((a + b - 1) / (a - 1) * (1 - (1 - share) ** r * hyp2f1(r, b, a + b - 1, share)))
