"""The auctions of a week: in which place the shop's ads stand, what a click costs, and how likely one is.

Rivals are drawn once a week from streams of their own; arrays over groups of words (shop x core and long tail).
"""

import numpy as np

from simulator.laws import auction, content
from simulator.laws.draws import stream
from simulator.laws.traffic import keenness
from simulator.plan import Plan, in_week
from simulator.scenario import Keywords, Product, Scenario, advertising, calendar
from simulator.season.fronts import Front
from simulator.season.people import Crowd
from simulator.season.presentation import Presentation

MOST_CLICKED = 0.15  # chance that a search ends in a click on the shop's ad, at most
WEEK = 7
NOBODY = 1e-9  # bid and quality of a rival that is not there

Group = tuple[Front, str, Keywords]


class Auctions:
    """By hour and group: `place` (0: not shown), `fen` a click, `looked` and `chance`, that the ad is looked at and
    that it is clicked. `clicks` and `looks` by group are what the platform has seen of the ads so far."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.scenario, self.crowd, self.seed, self.table = scenario, crowd, seed, advertising().auction
        words = advertising().keywords
        self.groups: list[Group] = [(shop, name, one) for shop in shops for name, one in words.items()]
        self.steps = [getattr(plan.ads, f"{name}_bid") for _, name, _ in self.groups]
        goods = [(plan.product(key).title, product) for key, product in scenario.products.items()]
        self.matches = np.array([[relevance(name, *one) for one in goods] for _, name, _ in self.groups])
        self.examined = np.array([one.examined.value for one in self.table.places])
        self.floor = np.array(
            [[self.table.floor.value * shop.world.paid_visit_cost.value] for shop, _, _ in self.groups]
        )
        self.clicks, self.looks = np.zeros(len(self.groups)), np.zeros(len(self.groups))

    def hold(self, day: int, shown: Presentation, rating: float) -> np.ndarray:
        """Hold the auctions of the week that begins on a day; returns the bids (yuan a click), 0 where nothing is
        shown."""
        bids = np.array([in_week(steps, day // WEEK + 1, 0.0) for steps in self.steps])
        if not shown.listed.any() or not bids.any():
            return np.zeros_like(bids)
        match = self.matches[:, shown.listed].mean(axis=1).tolist()
        appeal = float(shown.pages[shown.listed].mean())
        place, yuan = self._places(day, bids, self._qualities(match, rating))
        self.place, self.fen = np.where(place <= len(self.examined), place, 0), auction.click_price(yuan)
        self.looked = auction.examination(self.examined, self.place)
        usual = [words.click.value for _, _, words in self.groups]
        drawing = [auction.attraction(one, fits, appeal) for one, fits in zip(usual, match, strict=True)]
        self.chance = np.minimum(self.looked * drawing, MOST_CLICKED)
        return bids

    def _qualities(self, match: list[float], rating: float) -> np.ndarray:
        """Quality scores of the shop's ads."""
        past = zip(self.groups, self.clicks.tolist(), self.looks.tolist(), match, strict=True)
        belief = self.table.belief.value
        return np.array([
            auction.quality(auction.believed(words.click.value, belief, clicks, looks), fits, rating)
            for (_, _, words), clicks, looks, fits in past
        ])  # fmt: skip

    def _places(self, day: int, bids: np.ndarray, qualities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rivals = [self.rivals(day, *group) for group in self.groups]
        most = max(one.shape[1] for one in rivals)
        padded = [np.pad(one, ((0, 0), (0, most - one.shape[1])), constant_values=NOBODY) for one in rivals]
        own = np.stack([bids, qualities, np.full(len(bids), np.inf)])[..., None]
        everybody = np.concatenate([own, np.stack(padded, axis=1)], axis=2)
        hourly = np.outer(calendar().hours, [self.searches(day, *group).mean() for group in self.groups])
        return auction.day_of_auctions(*everybody, hourly, self.examined, self.floor)

    def rivals(self, day: int, shop: Front, name: str, words: Keywords) -> np.ndarray:
        """Rows of bids (yuan a click), qualities and budgets (yuan a day) of the week's rivals."""
        luck = stream(self.seed, f"rivals for {name} words at {shop.key}", day // WEEK).standard_normal(
            (3, int(words.rivals.value))
        )
        spread = np.array([[one.value] for one in (words.spread, words.skill, words.thrift)])
        keen = np.mean([keenness(calendar(), self.scenario.date(one)) for one in range(day, day + WEEK)])
        bid = words.bid.value * shop.world.paid_visit_cost.value * keen**self.table.keenness.value
        pays = words.lasts.value * words.click.value * self.searches(day, shop, name, words).mean()
        return np.round(np.array([[bid], [words.click.value], [pays * bid]]) * np.exp(spread * luck), 9)

    def searches(self, day: int, shop: Front, _name: str, words: Keywords) -> np.ndarray:
        """Searches expected on each day of a week."""
        usual = words.searches.value * shop.world.organic_visits.value * shop.world.search_share.value
        return usual * self.crowd.factor[day : day + WEEK]


def relevance(name: str, title: str | None, product: Product) -> float:
    """How well a product's title matches a group of its words: 1 where half of their weight stands in it."""
    title = title or product.title
    match = content.title_match(title, content.kinds_of_words(product.keywords)[name])
    return content.found(match, content.stuffing(title))
