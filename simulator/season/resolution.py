"""The desk after a sale: who complains of a flaw, what is paid on the spot, what the remedy costs and whom it helps.
Here for a whole day's orders at once."""

import numpy as np
from attrs import frozen

from simulator.laws import resolution
from simulator.laws.draws import purpose_keys, uniforms
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import aftersales
from simulator.season.offers import fen
from simulator.season.supply import Terms

PURPOSES = ("complains", "claim", "remedy helps")
COLUMNS = ("complained", "solved", "compensation", "remedy")


@frozen
class Resolution:
    """What the desk may do about complaints. `limit`: fen on the spot; `share` of cases in which the remedy helps;
    `work`: fen for each remedy offered; `goods`: fen for each piece where it helps, by product."""

    keys: np.ndarray
    complains: float
    claim: float
    limit: int
    share: float
    work: int
    goods: np.ndarray

    @classmethod
    def of(cls, plan: Plan, terms: list[Terms], seed: int) -> "Resolution":
        """What the plan lets the desk do, with the supply's terms by product."""
        offer, people = aftersales()[plan.resolution.offer], aftersales()["complaints"]
        return cls(
            keys=purpose_keys(seed, PURPOSES),
            complains=people["chance"].value,
            claim=people["claim"].value,
            limit=fen(plan.resolution.limit),
            share=offer["solves"].value,
            work=fen(offer["work"].value),
            goods=np.array([round(one.unit_cost * offer["goods"].value) for one in terms], dtype=np.int64),
        )

    def resolve(self, orders: Table, flawed: np.ndarray) -> Table:
        """The columns of `COLUMNS` for a day's orders: whether each buyer complained, how the problem was solved, fen
        paid on the spot and fen that the remedy cost."""
        columns = dict(zip(COLUMNS, np.zeros((len(COLUMNS), len(flawed)), dtype=np.int64), strict=True))
        bad = flawed.nonzero()[0]
        if not len(bad):
            return columns
        complains, claim, luck = uniforms(self.keys, orders["visit"][bad])
        loud = complains < self.complains
        bad, claim = bad[loud], resolution.claims(claim[loud], self.claim)
        solved = resolution.solved(claim, luck[loud], self.limit, self.share)
        goods = np.where(solved == resolution.BY_OFFER, self.goods[orders["product"][bad]] * orders["pieces"][bad], 0)
        at_once = solved == resolution.ON_THE_SPOT
        columns["complained"][bad], columns["solved"][bad] = 1, solved
        columns["compensation"][bad] = np.where(at_once, claim, 0)
        columns["remedy"][bad] = np.where(at_once, 0, self.work + goods)
        return columns
