"""What places of its own the shop keeps: the private domain and the community, week by week."""

import numpy as np
from attrs import frozen

from simulator.laws import community as law
from simulator.laws import social
from simulator.laws.messages import answers
from simulator.laws.owned import coming, joining
from simulator.outlays import open_places
from simulator.plan import Plan, in_week
from simulator.scenario import owned


@frozen
class Place:
    """A place of the shop's own: the account of the ledger that pays for it; the chance that a buyer joins, those a
    week that a member comes and leaves, and members' trust; yuan of each week, yuan in it for each `group` of members
    that has begun, and for each who joins."""

    name: str
    account: str
    joins: float
    comes: np.ndarray
    leaves: np.ndarray
    trust: np.ndarray
    week: np.ndarray
    each: np.ndarray
    group: int = 1
    gift: float = 0.0

    def cost(self, week: int, members: int, came: int) -> float:
        """Yuan that a week costs with so many members, of whom so many came new."""
        return float(self.week[week] + self.each[week] * -(-members // self.group)) + self.gift * came


def private_domain(plan: Plan, weeks: int) -> list[Place]:
    """The places of the plan's private domain, open all season."""
    decided = plan.private_domain
    steps = {"official-account": decided.official_account, "wecom": decided.wecom}
    sent = {name: [int(in_week(each, week, 0)) for week in range(1, weeks + 1)] for name, each in steps.items()}
    return [_place(name, sent.get(name, [0] * weeks), decided.welcome) for name in open_places(plan)]


def _place(name: str, sent: list[int], gift: float) -> Place:
    """A place that sends so many messages in each week."""
    table = {key: one.value for key, one in owned()[name].items()}
    answered = answers(sent, [table["response"]] * len(sent), table["fade"])
    return Place(
        name,
        "private_domain",
        joining(table["joins"], table["most"], gift, owned()["welcome"]["half"].value),
        coming(table["alone"], answered),
        1.0 - (1.0 - table["leave"]) ** np.array(sent),
        np.ones(len(sent)),
        table["week"] + table["message"] * np.array(sent),
        np.full(len(sent), table["member"]),
        gift=gift,
    )


def community(plan: Plan, weeks: int) -> list[Place]:
    """The plan's community, if anybody is invited."""
    decided, table = plan.community, {key: one.value for key, one in owned()["community"].items()}
    if not decided.invited:
        return []
    selling = [in_week(decided.selling, week, 0.0) for week in range(1, weeks + 1)]
    lively = law.activity(decided.hours, decided.events, table["worth"], table["enough"])
    trust = _trust(selling, table["harm"], table["half_life"])
    draws = [social.visiting(sold, left, table["least"], table["most"])
             for sold, left in zip(selling, trust, strict=True)]  # fmt: skip
    return [
        Place(
            "community",
            "community",
            round(table["joins"] * decided.invited / 100, 12),
            np.round(lively * np.array(draws), 12),
            np.array([law.leaving(lively, sold, table["bored"], table["annoyed"]) for sold in selling]),
            np.array(trust),
            np.full(weeks, decided.events * table["event"]),
            np.full(weeks, decided.hours * table["hour"]),
            group=round(table["group"]),
        )
    ]


def _trust(selling: list[float], harm: float, half_life: float) -> list[float]:
    """Members' trust in each week, by how hard the weeks up to it sell."""
    trust = [1.0]
    for sold in selling:
        trust.append(social.trust(trust[-1], sold, harm, half_life))
    return trust[1:]
