"""What ads do to the visits that nobody pays for: display is remembered for some days, and some of those who click
would have come anyway."""

import numpy as np

from simulator.laws.carry_over import adstock, hill
from simulator.scenario import advertising
from simulator.season.people import bounded


class Echo:
    """By shop: `awareness`, factor on unpaid visits by display ads of the days before; `displaced`, share of them that
    ads turn into paid ones."""

    def __init__(self, shops: int) -> None:
        self.table = advertising().carry_over
        self.stock, self.awareness, self.displaced = np.zeros(shops), np.ones(shops), np.zeros(shops)

    def open_day(self, exposure: np.ndarray) -> None:
        """The night after a day on which display ads were shown to such a share of everybody, by shop."""
        kept, enough, slope, most = (getattr(self.table, name).value for name in ("kept", "enough", "slope", "most"))
        each = zip(self.stock.tolist(), exposure.tolist(), strict=True)
        self.stock = np.array([adstock(before, shown, kept) for before, shown in each])
        self.awareness = np.array([1 + most * hill(one, enough, slope) for one in self.stock.tolist()])

    def on(self, factor: np.ndarray) -> np.ndarray:
        """The factor on unpaid visits, with what ads do to it."""
        return bounded(factor * self.awareness * (1 - self.displaced))
