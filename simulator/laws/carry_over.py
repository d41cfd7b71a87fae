"""What ads leave behind: a stock of exposure that decays, and a response that saturates (Jin et al. 2017)."""


def adstock(before: float, exposure: float, kept: float) -> float:
    """Stock of exposure: today's, and what is `kept` of yesterday's. A pulse of 1 adds up to 1 / (1 - kept); half of it
    is gone after ln 0.5 / ln kept days."""
    return round(exposure + kept * before, 12)


def hill(stock: float, enough: float, slope: float) -> float:
    """Response to a stock, from 0 towards 1: a half when it is `enough`."""
    grown = stock**slope
    return round(grown / (grown + enough**slope), 12)


def displaced(clicks: float, anyway: float, visits: float) -> float:
    """Share of the unpaid `visits` of a usual day that turn into paid ones.

    `anyway`: share of an ad's `clicks` by people who would have come by themselves (Blake, Nosko and Tadelis 2015).
    """
    return round(anyway * clicks / visits, 12)
