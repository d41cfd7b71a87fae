"""Posts of KOLs: how many fans come and when, how many of them are real, and what a post costs."""

from itertools import pairwise

import numpy as np

from simulator.plan import Kol, Plan, Shop
from simulator.proof.check import Check, Measured, chance, exact, normal, poisson
from simulator.proof.worlds import everybody_buys, laboratory, plenty, with_product
from simulator.scenario import Scenario, media, segments
from simulator.season import Result, play
from simulator.season.people import KOL

FANS, ASSUMED = 100.0, "definition; sizes are assumed"


def posted(world: Scenario, seed: int, weeks: tuple[int, ...], points: float = 0.0) -> Result:
    """A season with reviews in some weeks, by a KOL whom nobody has looked at."""
    post = Kol(weeks=weeks, fans=FANS, day=1, points=points)
    return play(Plan(shop=Shop("taobao"), promotions=(post,)), world, seed)


def people_told(thousands: float, posts: int) -> float:
    """People to whom so many weekly posts are news, each seen by so many thousands: of a post before, as many are
    remembered as are left of it, and who remembers one is told nothing."""
    table = media().kol
    people, kept = table.people.value, 0.5 ** (1 / table.half_life.value)
    meets = 1 - np.exp(-thousands / people)
    usual = people * meets / (1 - (1 - meets) * kept)  # who remembers a post, on the day of one, in the long run
    told = [usual * (1 - ((1 - meets) * kept) ** one) for one in range(posts + 1)]
    return float(sum(1000 * (now - kept * before) for before, now in pairwise(told)))


def fans_who_come(alpha: float) -> Measured:
    """Fans of ten posts, long before the season's end, in which the shop has half of the say."""
    world, table, points, weeks = plenty(weeks=20), media().kol, 0.5, tuple(range(1, 11))
    with laboratory():
        days = posted(world, 811, weeks, points).tables["days"]
    seen = people_told(FANS * table.cooperations["review"].seen.value, len(weeks))
    share = table.visiting.value * (1 + table.gain.value * points) * (1 - table.loss.value * points**2)
    return poisson(seen * share, days["kol"].sum(), alpha)


def days_until_fans_come(alpha: float) -> Measured:
    """Mean days from the posts of one Monday to their fans' visits: geometric from the same day on."""
    with laboratory():
        world = plenty(weeks=16, traffic=2.0)
        days = posted(world, 812, (1,)).tables["days"]
    mean, start = media().kol.cooperations["review"].gap.value, (7 - world.start.weekday()) % 7
    fans, lag = days["kol"], np.arange(world.days) - start
    error = np.sqrt(mean * (1 + mean) / fans.sum())
    return normal(mean, (fans * lag).sum() / fans.sum(), error, alpha)


def real_fans(alpha: float) -> Measured:
    """Where everybody who considers buying buys: the share of fans' visits that do."""
    with laboratory():
        world = with_product(everybody_buys(plenty(traffic=3.0, weeks=12)), "scarf-plain", first_stock=600_000)
        tables = posted(world, 813, tuple(range(1, 11))).tables
        table, considers = media(), segments()
        audience = table.social.media["xiaohongshu"].audience
        keen = sum(share * considers[name].considers for name, share in audience.items())
        keen *= table.kol.circles["lifestyle"].keener.value
    buyers = int((tables["orders"]["source"] == KOL).sum())
    return chance(keen * table.kol.screenings["none"].real.value, buyers, int(tables["days"]["kol"].sum()), alpha)


def fee_of_a_post(_alpha: float) -> Measured:
    """Three posts of a KOL with so many thousands of fans."""
    with laboratory():
        paid = posted(plenty(weeks=4, traffic=0.1), 814, (1, 2, 4)).ledger.balance["kol"]
    return exact(3 * FANS * media().kol.thousand["xiaohongshu"].value, paid / 100)


CHECKS = (
    Check(
        "Fans who come", "closed form", "kol: persuaded", ASSUMED,
        "Of the fans to whom a post is news, as many visit as what is said makes them.", fans_who_come,
    ),
    Check(
        "Days until fans come", "closed form", "kol: days", "geometric law",
        "Fans come over the days after a post, fewer each day by the same share.", days_until_fans_come,
    ),
    Check(
        "Real fans", "closed form", "kol: screening", ASSUMED,
        "Bought fans visit as the others do, and never buy.", real_fans,
    ),
    Check(
        "Fee of a post", "closed form", "kol: fee", "price lists of agencies",
        "A KOL is paid by thousands of fans.", fee_of_a_post,
    ),
)  # fmt: skip
