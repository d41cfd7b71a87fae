"""People: what training and bonuses do to how fast they work.

Sources: practice that is forgotten (Arthur, Bennett, Stanush and McNelly 1998), pay by results (Lazear 2000); forms and
sizes are assumed, in `world/staff.toml`.
"""

import math


def skill(before: float, hours: float, half_life: float) -> float:
    """Hours of training that people have at the start of a week: what they had a week ago and the `hours` since, of
    which half is lost in `half_life` weeks."""
    return round((before + hours) * 0.5 ** (1 / half_life), 12)


def gain(effort: float, most: float, enough: float) -> float:
    """Factor on the speed of work: 1 without effort, at most 1 + `most`, of which `enough` effort brings two thirds."""
    return round(1 + most * -math.expm1(-effort / enough), 12)
