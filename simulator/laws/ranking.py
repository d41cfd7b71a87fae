"""Place in the platform's own search (SEO): a slow stock that work on search builds, as far as the shop deserves it.

What a search engine looks at is known in kind, not in number: sales, ratings, words that match, pages that please.
Every size here is an assumption. A rank is a factor on the visits that search brings; 1 for a shop that does no such
work.
"""

import math

SOLD = 0.25  # elasticity of merit in what was sold (assumed)
STARRED = 0.5  # log of merit for each star of the rating (assumed)
MOST_MERIT = 1.5  # what the best shop makes of the same work, against a usual one (assumed)
USUAL_STARS = 4.5


def merit(sold: float, relevance: float, appeal: float, stars: float) -> float:
    """What the shop makes of work on search: 1 for a usual one, at most `MOST_MERIT`.

    `sold` last week over a usual week's pieces, `relevance` of titles and attributes (1 when usual), `appeal` of the
    pages in utility (0 when usual), `stars` shown.
    """
    pleases = math.exp(appeal + STARRED * (stars - USUAL_STARS))
    return round(min(sold**SOLD * relevance * pleases, MOST_MERIT), 12)


def aim(hours: float, deserved: float, most: float, enough: float) -> float:
    """The rank that so many hours of work a week hold in the long run.

    `most`: what work without end adds in a usual shop; `enough`: hours that bring two thirds of it.
    """
    return round(1.0 - most * math.expm1(-hours / enough) * deserved, 12)


def tomorrow(rank: float, wanted: float, half_life: float) -> float:
    """The next day's rank: half of the way to the one wanted is gone in `half_life` days."""
    return round(wanted + (rank - wanted) * 0.5 ** (1.0 / half_life), 12)
