"""A changed decision leaves everything else as it was."""

import numpy as np
import pytest
from attrs import evolve

from simulator.experiment import compare, play_all, replicate, seeds
from simulator.lessons import shop
from simulator.plan import Marketing, ProductPlan, Step
from simulator.scenario import load
from simulator.season import play

WORLD, PLAN = load("first-shop"), shop("first-shop")


def with_price(plan, product, factor):
    one = plan.product(product)
    price = (Step(1, round(one.price[0].value * factor, 2)),)
    return evolve(plan, products=plan.products | {product: evolve(one, price=price)})


def kept(first, second):
    columns = ("moment", "person", "product")
    sets = [
        set(zip(*(one.tables["orders"][name].tolist() for name in columns), strict=True)) for one in (first, second)
    ]
    return len(sets[0] & sets[1]) / len(sets[0])


@pytest.mark.parametrize("factor", [0.95, 1.05])
def test_nine_of_ten_orders_stay_when_a_price_changes_by_a_twentieth(factor):
    shares = [kept(play(PLAN, WORLD, s), play(with_price(PLAN, "scarf-plain", factor), WORLD, s)) for s in (1, 2, 3)]
    assert np.mean(shares) >= 0.9


def test_nothing_moves_before_the_first_differing_decision():
    later = evolve(PLAN, products=PLAN.products | {"scarf-plain": _from_week_six(PLAN.product("scarf-plain"))})
    first, second = play(PLAN, WORLD, 5), play(later, WORLD, 5)
    for column in ("moment", "person", "product", "paid"):
        before = [one.tables["orders"][column][one.tables["orders"]["day"] < 35] for one in (first, second)]
        assert (before[0] == before[1]).all()


def _from_week_six(product: ProductPlan):
    return evolve(product, price=(*product.price, Step(6, 49.0)))


def test_moments_and_clicks_never_move():
    """Without a traffic product, whose price draws people, and without buyers who bring friends."""
    hits = {name: evolve(one, role="hit") for name, one in PLAN.products.items()}
    plain = evolve(PLAN, products=hits, marketing=Marketing(weekly_budget=(Step(1, 500.0),)))
    first, second = play(plain, WORLD, 5), play(with_price(plain, "scarf-plain", 1.3), WORLD, 5)
    for column in ("organic", "paid", "spend"):
        assert (first.tables["days"][column] == second.tables["days"][column]).all()


def test_the_result_does_not_depend_on_the_number_of_workers():
    runs = [(PLAN, WORLD, seed) for seed in seeds(4)]
    one, two = play_all(runs, jobs=1), play_all(runs, jobs=2)
    assert all((one[name] == two[name]).all() for name in one)


def test_progress_is_reported():
    heard = []
    replicate(PLAN, WORLD, seeds(3), report=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.proof
def test_a_paired_profit_difference_has_a_tenth_of_the_variance_of_independent_seasons():
    found = compare(PLAN, with_price(PLAN, "scarf-plain", 1.05), WORLD, seeds(120), jobs=2)
    assert found["profit"].variance_ratio >= 10
