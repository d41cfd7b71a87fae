"""Data security (数据安全): how often customers' data leak, what a leak costs, and how trust heals.

The Syllabus names encryption, access rights and audits (parts 2.3 and 2.4); every size is an assumption, in
`world/insight.toml`. Nobody is ruined by a leak, and a shop's leaks under more care are some of those under less.
"""


def leaks(uniform: float, chance: float) -> bool:
    """Whether a week with the uniform has a leak, of that chance a week."""
    return uniform < chance


def leak_cost(customers: float, once: float, each: float) -> float:
    """Yuan that a leak costs: the fine and the repair `once`, and `each` for every customer who has to be told."""
    return once + each * customers


def healed(distrust: float, half_life: float) -> float:
    """What is left of distrust after a day; half of it is gone in `half_life` days."""
    return round(distrust * 0.5 ** (1.0 / half_life), 12)


def expected_loss(chance: float, weeks: int, customers: float, once: float, each: float) -> float:
    """Yuan that leaks are expected to cost in so many weeks, when `customers` are known on average."""
    return weeks * chance * leak_cost(customers, once, each)
