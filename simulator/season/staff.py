"""How fast the people of the desk and of the warehouse work, by what the plan does for them."""

import numpy as np

from simulator.laws.staff import gain, skill
from simulator.plan import Plan, in_week
from simulator.scenario import Scenario, staff


def speeds(plan: Plan, scenario: Scenario) -> np.ndarray:
    """Factor on how fast people work, by day of the season and on the day after it. What is learnt in a week counts
    from the next one on."""
    table, decided, known, weekly = staff(), plan.staff, 0.0, []
    half_life, most, enough = (table["training"][name].value for name in ("half_life", "most", "enough"))
    bonus = gain(decided.incentive, table["incentive"]["most"].value, table["incentive"]["enough"].value)
    roles = table["roles"]["speed"].value if decided.roles == "divided" else 1.0
    for week in range(1, scenario.weeks + 1):
        weekly.append(gain(known, most, enough) * bonus * roles)
        known = skill(known, in_week(decided.training, week, 0.0), half_life)
    return np.append(np.repeat(weekly, 7), weekly[-1])
