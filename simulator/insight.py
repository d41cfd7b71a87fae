"""What a season's data analysis tells: the results of A/B tests."""

from attrs import frozen

from simulator.laws.testing import difference_and_error, means_z, shares_z
from simulator.outlays import tests_of
from simulator.season import Result


@frozen
class Compared:
    """What an A/B test showed, A's number before B's: people shown each version, their orders and fen of sales, the
    difference of orders for each of them (B less A) with its standard error, and the standard scores of both goals."""

    product: str
    object: str
    shown: tuple[int, int]
    orders: tuple[int, int]
    sales: tuple[int, int]
    difference: float
    standard_error: float
    conversion_z: float
    revenue_z: float


def compared(result: Result) -> list[Compared]:
    """The results of a season's tests, in the plan's order."""
    return [_compared(result, place) for place in range(len(tests_of(result.plan)))]


def _compared(result: Result, place: int) -> Compared:
    one, table = tests_of(result.plan)[place], result.tables["tests"]
    each = [(table["test"] == place) & (table["version"] == version) for version in (0, 1)]
    shown, orders, sales, squares = (
        tuple(int(table[name][those].sum()) for those in each) for name in ("shown", "orders", "sales", "squares")
    )
    difference = difference_and_error(shown, orders)
    scores = shares_z(shown, orders), means_z(shown, sales, squares)
    return Compared(one.product, one.object, shown, orders, sales, *difference, *scores)
