"""Instruments that the shop pays for: what they read of the market, and what its rules make of that.

Errors come from keyed uniforms of their own: a better instrument of the same season errs to the same side, by less.
"""

import numpy as np

from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.instruments import coming_interest, reading, trend
from simulator.outlays import INSTRUMENTS
from simulator.plan import Plan
from simulator.records import Recorder
from simulator.scenario import Scenario, insight
from simulator.season.rivals import Rivals

DASHBOARD, RIVALS, SEARCH_INDEX = range(len(INSTRUMENTS))
AHEAD = 14  # days that the search index looks ahead; sales and a delivery lie between


class Instruments:
    """The instruments of the plan, in the order of `INSTRUMENTS`: `errors`, none where one is not bought;
    `records`: readings with the truth."""

    def __init__(self, plan: Plan, scenario: Scenario, interest: np.ndarray, seed: int) -> None:
        levels = [getattr(plan.data, field) for field in INSTRUMENTS.values()]
        self.errors = [
            None if level == "none" else insight()[f"{name}-{level}"]["error"].value
            for name, level in zip(INSTRUMENTS, levels, strict=True)
        ]
        self.interest = interest  # of the market by day, whatever the shop does
        self.keys = [purpose_keys(seed, [f"error of {name}"]) for name in INSTRUMENTS]
        self.luck: dict[int, list[list[float]]] = {}  # uniforms of each instrument by day and thing that it reads
        self.records = Recorder()

    def bought(self, instrument: int) -> bool:
        """Whether the plan pays for an instrument."""
        return self.errors[instrument] is not None

    def _read(self, instrument: int, day: int, truths: list[float]) -> list[float]:
        """Readings of a day, noted with what is true."""
        about = np.arange(len(truths), dtype=np.int64)
        if instrument not in self.luck:
            self.luck[instrument] = self._drawn(instrument, len(truths))
        drawn = self.luck[instrument][day]
        seen = [reading(truth, self.errors[instrument], one) for truth, one in zip(truths, drawn, strict=True)]
        self.records.add(day=np.full_like(about, day), instrument=np.full_like(about, instrument), about=about,
                         value=np.array(seen), truth=np.array(truths))  # fmt: skip
        return seen

    def _drawn(self, instrument: int, things: int) -> list[list[float]]:
        """The season's uniforms of an instrument, by day and thing that it reads."""
        ids = np.arange(len(self.interest), dtype=np.int64)[:, None] * 1000 + np.arange(things)
        return uniforms(self.keys[instrument], ids.ravel().astype(np.uint64)).reshape(ids.shape).tolist()

    def prices(self, day: int, rivals: Rivals) -> list[float]:
        """The rivals' prices (yuan) as the shop's price rules see them: without an instrument all that are asked, with
        one as it reads them, of those alone who have goods."""
        if not self.bought(RIVALS):
            return rivals.prices.tolist()
        seen = self._read(RIVALS, day, rivals.prices.tolist())
        return [price for price, out in zip(seen, rivals.out.tolist(), strict=True) if not out]

    def trend(self, day: int) -> float:
        """Factor on this week's forecasts, from the search index over the week behind, which everybody has seen; 1
        without it, and in the first week."""
        if not self.bought(SEARCH_INDEX):
            return 1.0
        (coming,) = self._read(SEARCH_INDEX, day, [coming_interest(self.interest, day, AHEAD)])
        return trend(coming, coming_interest(self.interest, day - 7, 7) if day else 0.0)

    def evening(self, day: int, sold: np.ndarray, held: np.ndarray, lost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What forecasts take for the day's demand, and for the pieces held after it: with the dashboard also what was
        wanted and `lost`, so that an empty shelf hides nothing."""
        if not self.bought(DASHBOARD):
            return sold, held
        return sold + np.array(self._read(DASHBOARD, day, lost.tolist())), np.maximum(held, 1)
