"""Small and strange worlds for tests: the tables of the world with some entries changed."""

import copy
from contextlib import contextmanager

from attrs import evolve

from simulator import scenario, world
from simulator.scenario import calendar, currencies, platforms, positionings, research, segments, suppliers, work

TABLES = (calendar, currencies, platforms, positionings, research, segments, suppliers, work)


@contextmanager
def changed_tables(**changes):
    """The world with tables changed: name of the table -> function that changes its plain data in place."""
    original = world.table

    def table(name):
        data = original(name)
        if name in changes:
            data = copy.deepcopy(data)
            changes[name](data)
        return data

    world.table = table
    _forget()
    try:
        yield
    finally:
        world.table = original
        _forget()


def _forget():
    for each in TABLES:
        each.cache_clear()


def flat(data):
    """A calendar without rhythm."""
    data |= {"hours": [1 / 24] * 24, "weekdays": [1.0] * 7, "months": [1.0] * 12, "festivals": []}


def quick_suppliers(hours=1.0, minimum=1):
    """Suppliers who deliver within hours, in any quantity."""

    def change(data):
        for supplier in data.values():
            supplier["minimum_order"]["value"] = minimum
            supplier["shortest_lead"]["value"] = 0
            supplier["mean_lead"]["value"] = hours

    return change


def single_pieces(data):
    """Shoppers who take one piece each and never top up."""
    for segment in data.values():
        segment |= {"quantity": [1.0, 0.0, 0.0], "top_up": 0.0}


def with_stock(name, factor):
    """A scenario with its first stock multiplied."""
    one = scenario.load(name)
    products = {key: evolve(each, first_stock=int(each.first_stock * factor)) for key, each in one.products.items()}
    return evolve(one, products=products)


def plenty(name="first-shop", traffic=1.0, **changes):
    """A scenario whose shelves never empty and whose rivals hold their prices."""
    one = scenario.load(name)
    products = {key: evolve(each, first_stock=200_000) for key, each in one.products.items()}
    rivals = tuple(evolve(rival, rule="hold") for rival in one.rivals)
    return evolve(one, products=products, rivals=rivals, capital=1e8, traffic=traffic, **changes)
