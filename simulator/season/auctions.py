"""The auctions of a week: in which place the shop's ads stand, what a click costs, and how likely one is.

Rivals are drawn once a week from streams of their own; arrays over shops x groups of words (core and long tail).
"""

import numpy as np

from simulator.laws import auction, content
from simulator.laws.draws import stream
from simulator.laws.traffic import keenness
from simulator.plan import Plan, in_week
from simulator.scenario import Keywords, Product, Scenario, advertising, calendar
from simulator.season.forms import BEST, WEEK, Form, Terms
from simulator.season.fronts import Front
from simulator.season.people import Crowd
from simulator.season.presentation import Presentation

NOBODY = 1e-9  # bid and quality of a rival that is not there

Words = tuple[Front, str, Keywords]


class Auctions:
    """The auctions that the shops' ads take part in. `clicks` and `looks` are what the platforms have seen of them so
    far, a look being an impression counted with the chance that its place is looked at."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front], crowd: Crowd, seed: int) -> None:
        self.shops, self.crowd = shops, crowd
        self.table, words = advertising().auction, advertising().keywords
        self.words: list[Words] = [(shop, name, one) for shop in shops for name, one in words.items()]
        self.steps = [getattr(plan.ads, f"{name}_bid") for _, name, _ in self.words]
        goods = [(plan.product(key).title, product) for key, product in scenario.products.items()]
        self.matches = np.array([[relevance(name, *one) for one in goods] for _, name, _ in self.words])
        self.examined = np.array([one.examined.value for one in self.table.places])
        prices = np.array([[shop.world.paid_visit_cost.value] for shop, _, _ in self.words])
        self.floor = self.table.floor.value * prices
        self.luck = {(shop.key, name): _luck(seed, scenario.weeks, shop, name, one) for shop, name, one in self.words}
        self.keen = np.array([keenness(calendar(), scenario.date(day)) for day in range(scenario.days)])
        self.clicks, self.looks = np.zeros(len(self.words)), np.zeros(len(self.words))

    def forms(self, shop: Front) -> list[Form]:
        """The groups of words as forms of ads in one shop."""
        return [
            Form(shop, f"searches for {name} words", searches(shop, one), BEST * one.click.value, one.keener.value,
                 one.anyway.value)
            for name, one in advertising().keywords.items()
        ]  # fmt: skip

    def terms(self, day: int, shown: Presentation, rating: float) -> Terms:
        """Hold the auctions of the week that begins on a day."""
        bids = np.array([in_week(steps, day // WEEK + 1, 0.0) for steps in self.steps])
        match = self.matches[:, shown.listed].mean(axis=1).tolist()
        appeal = float(shown.pages[shown.listed].mean())
        usual = [words.click.value for _, _, words in self.words]
        drawing = [auction.attraction(one, fits, appeal) for one, fits in zip(usual, match, strict=True)]
        place, yuan = self._places(day, bids, self._qualities(match, rating))
        place = np.where(place <= len(self.examined), place, 0)
        looked = auction.examination(self.examined, place)
        chance = looked * np.minimum(drawing, BEST * np.array(usual))
        by_hour = (place, auction.click_price(yuan), (place > 0).astype(float), looked, chance, chance)
        fits = np.ones((len(self.crowd.segments) + 1, len(self.words)))
        return Terms(*(one.reshape(len(one), len(self.shops), -1) for one in (*by_hour, fits)))

    def learn(self, clicks: np.ndarray, looks: np.ndarray) -> None:
        """Remember a day's clicks and looks."""
        self.clicks += clicks
        self.looks += looks

    def _qualities(self, match: list[float], rating: float) -> np.ndarray:
        """Quality scores of the shops' ads."""
        past = zip(self.words, self.clicks.tolist(), self.looks.tolist(), match, strict=True)
        belief = self.table.belief.value
        return np.array([
            auction.quality(auction.believed(words.click.value, belief, clicks, looks), fits, rating)
            for (_, _, words), clicks, looks, fits in past
        ])  # fmt: skip

    def _places(self, day: int, bids: np.ndarray, qualities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Place and yuan a click by hour and group of words."""
        if not bids.any():
            nobody = np.zeros((auction.HOURS, len(bids)))
            return nobody.astype(np.int64), nobody
        rivals = [self.rivals(day, *each) for each in self.words]
        everybody = np.full((3, len(bids), 1 + max(one.shape[1] for one in rivals)), NOBODY)
        everybody[..., 0] = bids, qualities, np.full(len(bids), np.inf)
        for place, one in enumerate(rivals):
            everybody[:, place, 1 : 1 + one.shape[1]] = one
        hourly = np.outer(calendar().hours, [self._a_day(day, shop, words) for shop, _, words in self.words])
        return auction.day_of_auctions(*everybody, hourly, self.examined, self.floor)

    def rivals(self, day: int, shop: Front, name: str, words: Keywords) -> np.ndarray:
        """Rows of bids (yuan a click), qualities and budgets (yuan a day) of the week's rivals."""
        luck = self.luck[shop.key, name][day // WEEK]
        spread = np.array([[one.value] for one in (words.spread, words.skill, words.thrift)])
        keen = self.keen[day : day + WEEK].mean() ** self.table.keenness.value
        bid = words.bid.value * shop.world.paid_visit_cost.value * keen
        pays = words.lasts.value * words.click.value * self._a_day(day, shop, words)
        return np.round(np.array([[bid], [words.click.value], [pays * bid]]) * np.exp(spread * luck), 9)

    def _a_day(self, day: int, shop: Front, words: Keywords) -> float:
        """Searches on a mean day of a week."""
        return searches(shop, words) * float(self.crowd.factor[day : day + WEEK].mean())


def _luck(seed: int, weeks: int, shop: Front, name: str, words: Keywords) -> np.ndarray:
    """Standard normals of the rivals' bids, qualities and budgets: weeks x 3 x rivals."""
    rng = stream(seed, f"rivals for {name} words at {shop.key}")
    return rng.standard_normal((weeks, 3, int(words.rivals.value)))


def searches(shop: Front, words: Keywords) -> float:
    """Searches for a group of words on a day whose factor on visits is 1."""
    return words.searches.value * shop.world.organic_visits.value * shop.world.search_share.value


def relevance(name: str, title: str | None, product: Product) -> float:
    """How well a product's title matches a group of its words: 1 where half of their weight stands in it."""
    title = title or product.title
    match = content.title_match(title, content.kinds_of_words(product.keywords)[name])
    return content.found(match, content.stuffing(title))
