"""Every lever moves a KPI: which field, from where to where, which KPI, and which way."""

import copy
from functools import reduce
from typing import Any

from attrs import Factory, frozen

from simulator.experiment import Difference, compare, seeds
from simulator.plan import Plan
from simulator.planfile import plain, structure
from simulator.scenario import load
from simulator.score import rung

CLEAR = 3.0  # paired standard errors that a move must exceed


@frozen
class Move:
    """One lever moved from `low` to `high` in the scenario's naive plan, and the sign expected of the KPI's change.

    `beside`: the promotion's other fields; `given`: other fields of the plan, the same in both.
    """

    field: str
    low: Any
    high: Any
    scenario: str
    kpi: str
    sign: str
    beside: dict[str, Any] = Factory(dict)
    given: dict[str, Any] = Factory(dict)

    def plans(self) -> tuple[Plan, Plan]:
        """The naive plan with the lever low and high."""
        naive = reduce(lambda plan, one: _with(plan, *one, {}), self.given.items(), plain(rung(self.scenario, "naive")))
        return tuple(structure(_with(naive, self.field, one, self.beside)) for one in (self.low, self.high))

    def difference(self, seasons: int) -> Difference:
        """The KPI's change on common draws."""
        return compare(*self.plans(), load(self.scenario), seeds(seasons))[self.kpi]


def _with(plan: dict[str, Any], field: str, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
    """The plan's plain data with one field set, and the fields `beside` it; `promotions.<kind>.<name>` sets it in a
    promotion of its own, `beside` being the rest of that promotion."""
    raw = copy.deepcopy(plan)
    path, name = field.split(".")[:-1], field.rpartition(".")[2]
    if path[0] == "promotions":
        return raw | {"promotions": [PROMOTIONS[path[1]] | beside | {"kind": path[1], name: value}]}
    for where, one in (beside | {field: value}).items():
        *path, name = where.split(".")
        reduce(lambda inner, step: inner.setdefault(step, {}), path, raw)[name] = one
    return raw


PROMOTIONS: dict[str, dict[str, Any]] = {
    "discount": {"weeks": [4, 5], "percent": 15},
    "spend-and-save": {"weeks": [4, 5, 6, 7], "spend": 135, "save": 15},
    "new-customer-coupon": {"weeks": [4, 5, 6, 7], "save": 10},
    "flash-sale": {"weeks": [4, 5, 6, 7], "percent": 40, "quantity": 40},
    "team-price": {"weeks": [4, 5, 6, 7], "percent": 15},
    "livestream": {"weeks": [4, 5, 6, 7], "spend": 2000},
}
FIRST = "first-shop"
TEAMS, FEED = {"shop.platform": "pinduoduo"}, {"shop.platform": "douyin"}
LEAN = {"products.scarf-plain.reorder_point": 80, "products.scarf-plain.order_up_to": 160}
FORECAST = {"products.scarf-plain.policy": "forecast"}
MOVES = (
    Move("shop.platform", "pinduoduo", "jd", FIRST, "delivery_days", "-"),
    Move("products.scarf-plain.price", 62.0, 76.0, FIRST, "orders", "-"),
    Move("products.scarf-lavender.price", 125.0, 155.0, FIRST, "orders", "-"),
    Move("products.scarf-plain.supplier", "yiwu-wholesale", "hangzhou-factory", FIRST, "gross_margin", "+"),
    Move("products.scarf-plain.reorder_point", 20, 150, FIRST, "stockout_rate", "-"),
    Move("products.scarf-plain.order_up_to", 200, 600, FIRST, "stock_turnover", "-"),
    Move("products.scarf-plain.contract", "none", "price", FIRST, "gross_margin", "+"),
    Move("products.scarf-plain.contract", "none", "quality", FIRST, "return_rate", "-"),
    Move("products.scarf-plain.contract", "none", "punctual", FIRST, "stockout_rate", "-", LEAN),
    Move("products.scarf-plain.inspection", "none", "sample", FIRST, "return_rate", "-"),
    Move("products.scarf-plain.inspection", "none", "full", FIRST, "return_rate", "-"),
    Move("products.scarf-plain.policy", "levels", "forecast", FIRST, "stockout_rate", "-", LEAN),
    Move("products.scarf-plain.service_level", 50, 99, FIRST, "stockout_rate", "-", FORECAST),
    Move("products.scarf-plain.cover_days", 3, 30, FIRST, "stock_turnover", "-", FORECAST),
    Move("promotions.discount.percent", 5, 30, FIRST, "orders", "+"),
    Move("promotions.discount.weeks", [4], [4, 5, 6], FIRST, "orders", "+"),
    Move("promotions.spend-and-save.save", 5, 25, FIRST, "orders", "+"),
    Move("promotions.spend-and-save.spend", 130, 400, FIRST, "orders", "-"),
    Move("promotions.spend-and-save.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.new-customer-coupon.save", 5, 25, FIRST, "orders", "+"),
    Move("promotions.new-customer-coupon.spend", 0, 100, FIRST, "orders", "-"),
    Move("promotions.new-customer-coupon.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.flash-sale.percent", 10, 60, FIRST, "orders", "+"),
    Move("promotions.flash-sale.quantity", 10, 200, FIRST, "orders", "+"),
    Move("promotions.flash-sale.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.flash-sale.day", 2, 4, FIRST, "orders", "+", {"weeks": [1], "quantity": 200}),
    Move("promotions.team-price.percent", 5, 30, FIRST, "orders", "+", given=TEAMS),
    Move("promotions.team-price.team", 2, 5, FIRST, "orders", "-", given=TEAMS),
    Move("promotions.team-price.weeks", [4], [4, 5, 6, 7], FIRST, "visitors", "+", given=TEAMS),
    Move("promotions.livestream.spend", 200, 4000, FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.weeks", [4], [4, 5, 6, 7], FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.day", 2, 4, FIRST, "visitors", "+", {"weeks": [1], "spend": 4000}, FEED),
    Move("promotions.livestream.hour", 3, 20, FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.hours", 1, 4, FIRST, "visitors", "+", given=FEED),
    Move("marketing.weekly_budget", 200, 3000, FIRST, "visitors", "+"),
    Move("marketing.posts", 0, 10, FIRST, "visitors", "+", given=FEED),
    Move("marketing.referral", 0, 20, FIRST, "visitors", "+"),
    Move("service.agents", 1, 3, FIRST, "orders", "+"),
    Move("service.opens", 18, 8, FIRST, "orders", "+"),
    Move("service.closes", 12, 22, FIRST, "orders", "+"),
)  # fmt: skip
