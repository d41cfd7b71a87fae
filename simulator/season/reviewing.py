"""Who writes a review, and what the shop does about it. Here for a whole day's orders at once."""

import numpy as np
from attrs import frozen

from simulator.laws import reviews
from simulator.laws.draws import purpose_keys, uniforms
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import aftersales
from simulator.season.offers import fen

PURPOSES = ("review disappears", "review taken back")
STARS = ("one", "two", "three", "four", "five")


@frozen
class Reviewing:
    """Chances to write by stars less one, unasked and as the plan asks; the chance that a bad review disappears, and
    that one that stands is taken back; fen for a review, an answer and a removal."""

    keys: np.ndarray
    unasked: np.ndarray
    chances: np.ndarray
    removed: float
    revised: float
    reward: int
    answer: int
    removal: int

    @classmethod
    def of(cls, plan: Plan, seed: int) -> "Reviewing":
        """What the plan does about reviews."""
        decided, table = plan.reviews, aftersales()
        unasked = reviews.unasked(np.array([table["urge"][one].value for one in STARS]))
        most, enough = (table["asking"][one].value for one in ("most", "enough"))
        answers = decided.answer == "bad"
        return cls(
            keys=purpose_keys(seed, PURPOSES),
            unasked=unasked,
            chances=reviews.asked(unasked, decided.reward, most, enough),
            removed=decided.deleted / 100,
            revised=table["answers"]["revised"].value if answers else 0.0,
            reward=fen(decided.reward),
            answer=fen(table["answers"]["cost"].value) if answers else 0,
            removal=fen(table["deleted"]["cost"].value),
        )

    def write(self, visit: np.ndarray, stars: np.ndarray, luck: np.ndarray) -> Table:
        """What becomes of orders' reviews, as columns: stars in the end, whether a review stands, whether it came by
        asking, whether it was removed, and what it cost (fen)."""
        wrote = luck < self.chances[stars - 1]
        asked = wrote & (luck >= self.unasked[stars - 1])
        columns = {
            "stars": stars,
            "writes": wrote.astype(np.int64),
            "asked": asked.astype(np.int64),
            "removed": np.zeros_like(stars),
            "review_cost": wrote * np.int64(self.reward),
        }
        if self.removed or self.answer:
            self._see_to(columns, visit)
        return columns

    def _see_to(self, columns: Table, visit: np.ndarray) -> None:
        """Make bad reviews disappear, and answer the others."""
        bad = ((columns["writes"] > 0) & (columns["stars"] <= reviews.BAD)).nonzero()[0]
        gone, again = uniforms(self.keys, visit[bad])
        removed = gone < self.removed
        for name in ("writes", "asked"):
            columns[name][bad[removed]] = 0
        columns["removed"][bad] = removed
        columns["review_cost"][bad] += np.where(removed, self.removal, self.answer)
        columns["stars"] = columns["stars"].copy()
        columns["stars"][bad[~removed & (again < self.revised)]] = reviews.REVISED
