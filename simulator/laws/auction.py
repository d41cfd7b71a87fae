"""The auction of places beside the search results: who stands where, and what a click costs.

A generalised second-price auction with quality scores: bidders are ranked by bid x quality, and each pays for a click
the least bid that would have kept its place (Edelman, Ostrovsky and Schwarz 2007; Varian 2007). Who searches looks at
a place with a chance that falls from place to place (examination hypothesis, Craswell et al. 2008), and clicks what
pleases.
"""

import math

import numpy as np

from simulator.laws.choice import USUAL_STARS

STARRED = 0.4  # log of the quality score for each star of the shop's rating (assumed)
HOURS = 24


def outcome(bids: np.ndarray, qualities: np.ndarray, floor: float) -> tuple[np.ndarray, np.ndarray]:
    """Place of each bidder, counted from 1 (0 for one that does not take part), and yuan that a click costs it.

    `bids` in yuan a click and `qualities` (positive), shape (..., bidders); the last axis is one auction. Who bids less
    than `floor` does not take part; nobody pays less. With b in order of b q: price k = b(k+1) q(k+1) / q(k).
    """
    worth = np.where(bids >= floor, bids * qualities, 0.0)
    order = np.argsort(-worth, axis=-1, kind="stable")
    ranked = np.take_along_axis(worth, order, axis=-1)
    behind = np.concatenate([ranked[..., 1:], np.zeros_like(ranked[..., :1])], axis=-1)
    asked = np.maximum(behind / np.take_along_axis(qualities, order, axis=-1), floor)
    place = np.argsort(order, axis=-1)
    price = np.take_along_axis(asked, place, axis=-1)
    takes_part = worth > 0
    return np.where(takes_part, place + 1, 0), np.where(takes_part, np.round(price, 9), 0.0)


def day_of_auctions(bids: np.ndarray, qualities: np.ndarray, budgets: np.ndarray, searches: np.ndarray,
                    examined: np.ndarray, floor: float) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Place and price (yuan) of every auction's first bidder hour by hour, shape (24, auctions).

    `bids`, `qualities` (its click rates where it is looked at) and `budgets` (yuan a day), shape (auctions, bidders);
    `searches` expected, shape (24, auctions); `examined` as in `examination`. A bidder whose clicks have cost its
    budget is out from the next hour on, and those behind it move up: clicks are counted at their expected number.
    """
    spent, there = np.zeros_like(bids), np.zeros(bids.shape, dtype=bool)
    places, prices = np.empty(searches.shape, dtype=np.int64), np.empty(searches.shape)
    for hour in range(HOURS):
        before, there = there, spent < budgets
        if not hour or (there != before).any():
            place, price = outcome(np.where(there, bids, 0.0), qualities, floor)
            a_search = examination(examined, place) * qualities * price
        places[hour], prices[hour] = place[:, 0], price[:, 0]
        spent = spent + searches[hour][:, None] * a_search
    return places, prices


def examination(examined: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Chance that a place is looked at: `examined` by place from the first on; 0 for place 0 and beyond the last."""
    shown = (place > 0) & (place <= len(examined))
    return np.where(shown, examined[np.where(shown, place - 1, 0)], 0.0)


def attraction(usual: float, relevance: float, appeal: float) -> float:
    """Chance that who looks at an ad clicks it: the usual one, by how well its words match and how its page looks."""
    return round(usual * relevance * math.exp(appeal), 12)


def believed(usual: float, weight: float, clicks: float, looks: float) -> float:
    """Click rate that the platform expects of an ad that is looked at: its own, drawn towards the usual one.

    `looks`: impressions so far, each counted with the chance that its place is looked at; `weight`: looks that the
    usual rate counts for.
    """
    return round((weight * usual + clicks) / (weight + looks), 12)


def quality(rate: float, relevance: float, stars: float) -> float:
    """Quality score: expected click rate, by how well the ad's words match, by the shop's rating."""
    return round(rate * relevance * math.exp(STARRED * (stars - USUAL_STARS)), 12)


def click_price(yuan: np.ndarray) -> np.ndarray:
    """Fen that a click costs: whole ones, rounded up."""
    return np.ceil(np.round(100 * yuan, 6)).astype(np.int64)
