"""What brings people besides advertising: search and feed, livestreams, social media, friends."""

import numpy as np

from simulator.laws.content_stock import pull, stock
from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.group_buying import friends_cumulative
from simulator.laws.loyalty import geometric
from simulator.laws.referral import friends
from simulator.plan import FestivalEntry, Plan, in_week
from simulator.records import Table
from simulator.scenario import Scenario, is_festival, media, promotions, work
from simulator.season.fronts import Front
from simulator.season.kols import Fans
from simulator.season.offers import fen
from simulator.season.people import INVITED, MOST_FOUND, STRATA, Crowd
from simulator.season.social import Social
from simulator.season.streams import Streams


class Attention:
    """Visits by search and feed as factors, people drawn by livestreams and social media, and how many friends each
    buyer asks."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.plan, self.scenario = plan, scenario
        self.search = np.array([one.world.search_share.value for one in shops])
        watched = np.array([one.world.feed_share.value for one in shops])
        feeds = [one.world.mechanics == "feed" for one in shops]
        self.feed = watched * feeds
        self.known = np.array([1.0, *(work()["further_shop"]["visits"].value / one.place for one in shops[1:])])
        self.number_key = purpose_keys(seed, ["friends"])
        waits = ("friend's wait", "friend's moment")
        self.friend_keys = purpose_keys(seed, waits)
        self.gap = geometric(media().friends.gap.value)
        self.entered = {week for one in plan.promotions if isinstance(one, FestivalEntry) for week in one.weeks}
        self.streams, self.social = Streams(plan, scenario, shops, crowd, seed), Social(plan, shops, crowd, seed)
        self.fans = Fans(plan, scenario, shops, crowd, seed)
        self.fresh = 0.0
        self._found = self._factor = np.empty(0)  # factor on search, and on all organic visits, of the day before
        asked = friends(plan.marketing.referral, media().friends.most.value, media().friends.reward.value)
        self.friends = np.array([[friends_cumulative(asked + team * one.world.invites.value) for team in (0, 1)]
                                 for one in shops])  # fmt: skip
        self.spreads = bool((self.friends[..., 0] < 1).any())

    def asked(self, orders: Table, team: np.ndarray) -> np.ndarray:
        """How many friends each of a day's buyers asks; `team` is the team size of each product, 0 without."""
        drawn = uniforms(self.number_key, orders["visit"])[0]
        table = self.friends[orders["shop"], (team[orders["product"]] > 0).astype(np.int64)]
        return (drawn[:, None] >= table).sum(axis=1)

    def open_week(self, week: int) -> int:
        """Take over the week's posts; returns what they cost in fen."""
        self.posts = in_week(self.plan.marketing.posts, week, 0.0)
        return round(self.posts * fen(media().posts.cost.value)) + self.social.open_week(week)

    def open_day(self, day: int, found: np.ndarray) -> np.ndarray:
        """Factor on each shop's organic visits today, in steps of 1 / `STRATA`; `found` is the one on search."""
        usual = self._usual(found)
        if not self._on_stage(day):
            return usual
        return in_strata(usual * promotions()["festival"]["stage"].value)

    def _on_stage(self, day: int) -> bool:
        """Whether the platforms show the shop on a festival's stage today."""
        entered = day // 7 + 1 in self.entered
        return entered and is_festival(self.scenario.date(day))

    def _usual(self, found: np.ndarray) -> np.ndarray:
        """The factor of a day off stage."""
        table = media().posts
        before, self.fresh = self.fresh, stock(self.fresh, self.posts / 7, table.half_life.value)
        if self.fresh == before and found is self._found:
            return self._factor
        fed = pull(self.fresh, table.least.value, table.most.value, table.enough.value)
        factor = self.known * (self.search * found + self.feed * fed + (1 - self.search - self.feed))
        self._found, self._factor = found, in_strata(factor)
        return self._factor

    def drawn(self, day: int) -> list[np.ndarray]:
        """Tables of the day's viewers, readers and fans who come to the shops."""
        return [*self.streams.viewers(day), *self.social.visitors(day), *self.fans.visitors(day)]

    def rewards(self, orders: Table) -> int:
        """Fen that the day's orders by invited friends cost in rewards."""
        reward = fen(self.plan.marketing.referral)
        return int((orders["source"] == INVITED).sum()) * reward if reward else 0


def in_strata(factor: np.ndarray) -> np.ndarray:
    """A factor on organic visits in steps of 1 / `STRATA`, at most `MOST_FOUND`."""
    return np.minimum(np.round(factor * STRATA) / STRATA, MOST_FOUND)
