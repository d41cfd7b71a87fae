"""Inspection of bought lots: how many defects get through, and what looking costs.

Source: rectifying inspection, Dodge and Romig 1929; Montgomery, Introduction to Statistical Quality Control, ch. 15.
"""

import math


def acceptance(defects: float, sample: int, accept: int) -> float:
    """Chance that a lot passes its sample: at most `accept` defects of `sample` pieces, `defects` a share."""
    terms = (math.comb(sample, k) * defects**k * (1.0 - defects) ** (sample - k) for k in range(accept + 1))
    return round(min(sum(terms), 1.0), 12)


def inspected_share(defects: float, lot: int, sample: int, accept: int) -> float:
    """Expected share of a lot's pieces that are looked at: the sample, and the whole lot when the sample fails.

    No inspection is a share of 0, full inspection one of 1.
    """
    return round(1.0 - acceptance(defects, sample, accept) * (1.0 - sample / lot), 12)


def gets_through(inspected: float, detection: float) -> float:
    """Share of defects that reach buyers, when a defect that is looked at is seen with chance `detection`."""
    return round(1.0 - detection * inspected, 12)


def outgoing_quality(defects: float, inspected: float, detection: float) -> float:
    """Average outgoing quality: the share of defects among the pieces sold, each one found replaced by a good one."""
    return round(defects * gets_through(inspected, detection), 12)


def cost_a_piece(inspected: float, look: float, defects: float, detection: float, replacement: float) -> float:
    """Yuan that inspection costs a piece bought: looking, and replacing what is found (both in yuan a piece)."""
    return inspected * (look + defects * detection * replacement)
