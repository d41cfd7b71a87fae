"""Posts of KOLs: whom they reach, who of the fans visits, and on which day."""

from collections import defaultdict

import numpy as np
from attrs import frozen

from simulator.laws import kol
from simulator.laws.draws import pick, purpose_keys, stream, uniforms
from simulator.laws.loyalty import geometric
from simulator.laws.traffic import DAY
from simulator.plan import Kol, Plan
from simulator.scenario import Circle, Cooperation, Scenario, Screening, media
from simulator.season.fronts import Front, split
from simulator.season.offers import fen
from simulator.season.people import (
    KOL,
    ORGANIC,
    Crowd,
    cumulative_shares,
    first_keys,
    moment_of_day,
    newcomers,
    segments_of,
)
from simulator.season.social import APART, mix_of, shops_of

BEYOND_MEDIA = APART * 8  # keys of fans from those of readers
OF_ONE = np.int64(1) << 24  # keys of one KOL's fans from those of the next
PURPOSES = ("drawn by a KOL", "real fan", "segment of a fan", "shop of a fan", "fan's wait", "fan's moment")


@frozen
class Post:
    """A cooperation of the plan: who is asked, for what, and how they were looked at."""

    decided: Kol
    circle: Circle
    screening: Screening
    cooperation: Cooperation

    @classmethod
    def of(cls, decided: Kol) -> "Post":
        """The cooperation that a promotion of the plan asks for."""
        table = media().kol
        return cls(decided, table.circles[decided.circle], table.screenings[decided.screening],
                   table.cooperations[decided.cooperation])  # fmt: skip

    @property
    def fee(self) -> int:
        """Fen of a post: the KOL's price, and looking at the KOL."""
        thousand, factor = media().kol.thousand[self.decided.medium].value, self.cooperation.fee.value
        price = kol.fee(self.decided.fans, thousand, factor * self.circle.fee.value)
        return fen(price) + fen(self.screening.cost.value)

    @property
    def visiting(self) -> float:
        """Share of those who see it that visit."""
        table = media().kol
        persuaded = kol.persuaded(self.decided.points, table.gain.value, table.loss.value)
        share = table.visiting.value * self.cooperation.visits.value * self.circle.visits.value * persuaded
        return min(round(share, 12), 1.0)


class Fans:
    """Fans of the plan's KOLs. Those who see a post come from a stream for each KOL and day; which of them visit, and
    when, hangs on uniforms of their own. `told`: by medium, who remembers a post, and the day on which."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.posts = [Post.of(one) for one in plan.promotions if isinstance(one, Kol)]
        self.scenario, self.shops, self.crowd, self.seed = scenario, shops, crowd, seed
        self.keys = purpose_keys(seed, PURPOSES)
        self.coming: dict[int, list[np.ndarray]] = defaultdict(list)
        self.told: dict[str, tuple[float, int]] = {}

    def on(self, day: int) -> list[tuple[int, Post]]:
        """The posts of a day with their places in the plan."""
        if not self.posts:
            return []
        weekday = self.scenario.date(day).weekday() + 1
        return [(place, one) for place, one in enumerate(self.posts)
                if one.decided.day == weekday and day // 7 + 1 in one.decided.weeks]  # fmt: skip

    def fees(self, day: int) -> int:
        """Fen that the day's posts cost."""
        return sum(one.fee for _, one in self.on(day))

    def visitors(self, day: int) -> list[np.ndarray]:
        """Tables of the day's fans who visit; posts of the day are seen first."""
        for place, post in self.on(day):
            self._seen(day, place, post)
        return self.coming.pop(day, [])

    def _news(self, day: int, post: Post) -> float:
        """People to whom a post of the day is news, in a usual shop's market; from now on they remember."""
        table, medium = media().kol, post.decided.medium
        before, then = self.told.get(medium, (0.0, day))
        remembering = round(before * 0.5 ** ((day - then) / (7 * table.half_life.value)), 9)
        news = kol.news(1000 * post.decided.fans * post.cooperation.seen.value, remembering, 1000 * table.people.value)
        self.told[medium] = (remembering + news, day)
        return news

    def _seen(self, day: int, place: int, post: Post) -> None:
        """Fans see a post: those who will visit are put down for their days."""
        shares = split(self.shops, self.crowd.closed)
        if not shares.any():
            return
        seen = self._news(day, post) * self.crowd.factor[day]
        number = int(stream(self.seed, f"fans of KOL {place}", day).poisson(round(seen, 9)))
        index = np.arange(number, dtype=np.int64) + BEYOND_MEDIA + OF_ONE * place
        key = first_keys(day, 0, ORGANIC, index)
        key = key[uniforms(self.keys[:1], key.view(np.uint64))[0] < post.visiting]
        real, segment, shop, wait, moment = uniforms(self.keys[1:], key.view(np.uint64))
        keen = np.minimum(self.crowd.keen[day] * post.circle.keener.value, 1.0)
        keen = cumulative_shares(keen * mix_of(media().social.media[post.decided.medium], self.crowd.names))
        segment = np.where(real < post.screening.real.value, segments_of(segment, keen), segments_of(segment, keen * 0))
        after = day + pick(wait, geometric(1 + post.cooperation.gap.value)).astype(np.int64)
        people = newcomers(after * DAY + moment_of_day(moment), key, segment, shops_of(shop, shares), KOL)
        for later in np.unique(after).tolist():
            self.coming[later].append(people[:, after == later])
