"""What falls due on later days: payouts, refunds, parcels that come back, reviews. Entered when it is known, read in
the night before its day."""

import numpy as np

from simulator.laws import reviews
from simulator.records import Table
from simulator.scenario import Past, aftersales

RUN_OFF = 60  # days after the season in which the last parcels, returns and payouts come
NEVER = -1
DATED = ("left", "delivered", "requested", "returned", "settled")  # what becomes of an order on a day, or `NEVER`
PLAIN = (
    "refund_held",
    "fees_held",
    "refund_cash",
    "fees_cash",
    "parcels_back",
    "wrong_back",
    "freight_back",
    "compensation",
    "remedy",
    "review_cost",
    "care",
    "messages",
    "description",
    "service",
    "delivery",
    "count",
    "positive",
    "extra",
    "bought",
)
SCORES = ("description", "service", "delivery")
NUMBERS = ("count", "positive", "extra", "bought")  # of reviews


class Due:
    """One row a day, one column a kind of thing: fen, parcels, stars, reviews, pieces by product."""

    def __init__(self, days: int, shops: int, products: int, past: Past) -> None:
        self.days = days + RUN_OFF
        names = [*(("payout", shop) for shop in range(shops)), *PLAIN]
        self.column = {name: place for place, name in enumerate(names)}
        self.good = len(names)
        self.bad = self.good + products
        self.table = np.zeros((self.days, self.bad + products), dtype=np.int64)
        self.stars, self.reviews, self.extra = round(past.reviews * past.stars), past.reviews, 0

    def add(self, day: np.ndarray, column: np.ndarray, amount: np.ndarray) -> None:
        """Enter amounts by day and column (arrays that broadcast together)."""
        np.add.at(self.table.reshape(-1), day * self.table.shape[1] + column, amount)

    def enter(self, day: int, name: str | tuple[str, int], amount: int) -> None:
        """Enter one amount."""
        self.table[day, self.column[name]] += amount

    def enter_back(self, day: int, product: int, pieces: int, good: bool) -> None:
        """Enter one parcel's pieces that come back."""
        self.table[day, (self.good if good else self.bad) + product] += pieces

    def on(self, day: int, name: str | tuple[str, int]) -> int:
        """What falls due on a day."""
        return int(self.table[day, self.column[name]])

    def back(self, day: int) -> tuple[np.ndarray, np.ndarray]:
        """Pieces that come back on a day, by product: fit to be sold again, and not."""
        return self.table[day, self.good : self.bad], self.table[day, self.bad :]

    def open_reviews(self, day: int) -> None:
        """The reviews written on the day before appear."""
        self.stars += self.on(day, "description")
        self.reviews += self.on(day, "count")
        self.extra += self.on(day, "extra")

    def rating(self) -> float:
        """The rating shown: stars for the description in all reviews so far, those of the past among them."""
        return reviews.shown(self.stars, self.reviews)

    def renown(self) -> float:
        """Utility of the reviews that did not come by themselves."""
        return reviews.renown(self.extra, self.reviews, aftersales()["reviews"]["number"].value)

    def buy_reviews(self, day: int, number: int) -> None:
        """Enter reviews of five stars that appear on a day and that nobody wrote."""
        for name in NUMBERS:
            self.enter(day, name, number)
        for name in SCORES:
            self.enter(day, name, 5 * number)

    def review_table(self) -> Table:
        """Reviews by the day they appear: how many, how many of them with four stars or more, by asking or bought, and
        bought; and the stars of the three scores."""
        columns = {name: self.table[:, self.column[name]] for name in (*NUMBERS, *SCORES)}
        return {"day": np.arange(self.days)} | columns
