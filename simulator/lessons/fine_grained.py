"""What is fine-grained operation worth? The first shop run roughly, and the same shop with one link after the other put
right: what each brings, and which of the six reasons given for it show up in the figures."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from attrs import evolve
from IPython.display import HTML

from simulator.amounts import plain
from simulator.experiment import Measures, difference, replicate, seeds
from simulator.lessons.claims import always, with_budget, with_products
from simulator.notebook import Numbers
from simulator.plan import Plan
from simulator.scenario import load
from simulator.score import rung
from simulator.tables import quiet

SEASONS = 4
SCENARIO = "first-shop"
PAGE = {  # what a page shows and tells, once it is made for those who read it
    "pictures": 7, "close_ups": 1, "scenes": 2, "description": 1.0, "selling_points": 1.0, "guide": 1.0,
    "attributes": 6,
}  # fmt: skip
OWN = {  # decisions for each product, where the rough shop has one habit for all
    "titles": {
        "scarf-plain": {"title": "Soft warm plain spring scarf, gift"},
        "scarf-lavender": {"title": "Long lavender scarf for women, gift"},
    },
    "prices": {"scarf-plain": {"price": always(74.0)}, "scarf-lavender": {"price": always(119.0)}},
    "stock": {
        "scarf-plain": {"reorder_point": always(200), "order_up_to": always(360)},
        "scarf-lavender": {"reorder_point": always(200), "order_up_to": always(360)},
    },
}
BUDGET = 1500.0  # yuan a week, half of the rough shop's
REASONS = {  # the six reasons given for fine-grained operation but one, with the share of the market that comes nearest
    "Satisfaction (满意度)": ("goods sent back, of 100 sold", "return_rate"),
    "Conversion (转化率)": ("visitors who order, of 100", "conversion_rate"),
    "Cost (成本)": ("yuan of marketing, of 100 of sales", "marketing_share"),
    "Competitiveness (竞争力)": ("yuan sold here, of 100 of the market", "market_share"),
    "Sustainability (可持续)": ("buyers who come again, of 100", "repurchase_rate"),
}


def decided(plan: Plan, kind: str) -> Plan:
    """The plan with decisions of its own for each product: "titles", "prices" or "stock"."""
    products = {key: evolve(one, **OWN[kind][key]) for key, one in plan.products.items()}
    return evolve(plan, products=products)


def told(plan: Plan) -> Plan:
    """The plan with pages and titles made for the people who read them."""
    return decided(with_products(plan, **PAGE), "titles")


def staffed(plan: Plan) -> Plan:
    """The plan with as many agents as there are questions."""
    return evolve(plan, service=evolve(plan.service, agents=1))


def steps() -> dict[str, Plan]:
    """The rough plan, and the same plan with one link more put right each time."""
    changes = {
        "pages that tell": told,
        "a price for each product": lambda plan: decided(plan, "prices"),
        "stock by what sells": lambda plan: decided(plan, "stock"),
        "half the advertising": lambda plan: with_budget(plan, BUDGET),
        "one agent, not two": staffed,
    }
    plans = {"rough": rung(SCENARIO, "naive")}
    for name, change in changes.items():
        plans[name] = change([*plans.values()][-1])
    return plans


def played(seasons: int = SEASONS) -> dict[str, Measures]:
    """The measures of every step on the same seasons."""
    market = load(SCENARIO)
    return {name: replicate(plan, market, seeds(seasons)) for name, plan in steps().items()}


def half_alone(many: Mapping[str, Measures]) -> float:
    """Yuan of profit that half the advertising brings to the rough shop, with nothing else changed."""
    rough = many["rough"]["profit"]
    halved = replicate(with_budget(rung(SCENARIO, "naive"), BUDGET), load(SCENARIO), seeds(len(rough)))["profit"]
    return float((halved - rough).mean())


def labels(many: Mapping[str, Measures]) -> dict[str, str]:
    """The steps' names as a chart shows them: each adds to the ones before."""
    first, *rest = many
    return {first: first} | {name: f"+ {name}" for name in rest}


def ends(many: Mapping[str, Measures]) -> tuple[Measures, Measures]:
    """The rough shop's measures, and those of the last step."""
    first, *_, last = many.values()
    return first, last


def reasons(many: Mapping[str, Measures]) -> HTML:
    """A row a reason: the figure that comes nearest, rough and fine, and the difference with its standard error."""
    rough, fine = ends(many)
    rows = [(reason, what, *_row(100 * rough[one], 100 * fine[one])) for reason, (what, one) in REASONS.items()]
    return quiet(pd.DataFrame(rows, columns=["Reason", "What the market shows of it", "rough", "fine", "difference"]))


def _row(rough: np.ndarray, fine: np.ndarray) -> tuple[str, str, str]:
    """Both means, and their paired difference."""
    found = difference(rough, fine)
    sign = "+" if found.difference > 0 else ""
    moved = f"{sign}{plain(found.difference, 2)} ± {plain(found.standard_error, 2)}"
    return plain(found.first, 2), plain(found.second, 2), moved


def numbers(many: Mapping[str, Measures]) -> Numbers:
    """What the text says of the two shops and of the steps between."""
    rough, fine = ends(many)
    gain = difference(rough["profit"], fine["profit"])
    gains = gains_of(many)
    best, least = max(gains, key=gains.get), min(gains, key=gains.get)
    return {
        "rough_profit": (round(gain.first, -2), "yuan"),
        "fine_profit": (round(gain.second, -2), "yuan"),
        "gain": (round(gain.difference, -2), "yuan"),
        "gain_error": (round(gain.standard_error, -2), "yuan"),
        "best_step": best,
        "best_gain": (round(gains[best], -2), "yuan"),
        "least_step": least,
        "half_after": (round(gains["half the advertising"], -2), "yuan"),
        "half_alone": (round(half_alone(many), -2), "yuan"),
        "rough_score": (float(rough["shop_score"].mean()), "stars"),
        "fine_score": (float(fine["shop_score"].mean()), "stars"),
    }


def gains_of(many: Mapping[str, Measures]) -> dict[str, float]:
    """Yuan of profit that each step brings over the step before."""
    profits = [float(values["profit"].mean()) for values in many.values()]
    return dict(zip([*many][1:], np.diff(profits).tolist(), strict=True))
