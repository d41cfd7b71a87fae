"""What buyers add to their orders: in the evening, before the parcels leave, a piece of another product with a role.

First come, first served, from what the day has left on the shelves. It is paid at the day's last price, goes in the
same parcel, and comes back with it. Here for a whole day's orders at once.
"""

import numpy as np

from simulator.laws.draws import uniforms
from simulator.records import Table, count
from simulator.season.aftersales import rows_picked
from simulator.season.due import NEVER
from simulator.season.market import Market
from simulator.season.stock import Stock


def fill(orders: Table, market: Market, stock: Stock, key: np.ndarray, closing: int) -> Table:
    """A day's orders with the column `added`, the number of a product or `NEVER`, and what it costs in `shelf` and
    `paid`; takes the pieces off the shelves."""
    chances, none = market.presentation.baskets, np.full(len(orders["visit"]), NEVER, dtype=np.int64)
    if chances is None:
        return orders | {"added": none}
    wanted = rows_picked(uniforms(key, orders["visit"])[0], chances, orders["product"])
    added = had(wanted, orders["shop"], market, stock.on_hand)
    some = (added != NEVER).nonzero()[0]
    _take(stock, count(added[some], length=market.own).astype(np.int64), closing)
    prices = np.zeros((2, len(added)), dtype=np.int64)
    prices[:, some] = np.array(market.offers.in_the_evening())[:, added[some], orders["shop"][some]]
    return orders | {"added": added, "shelf": orders["shelf"] + prices[0], "paid": orders["paid"] + prices[1]}


def had(wanted: np.ndarray, shop: np.ndarray, market: Market, on_hand: np.ndarray) -> np.ndarray:
    """What buyers want more and get, or `NEVER`: their shop has not been told to take it down, and some are left."""
    added = np.full(len(wanted), NEVER, dtype=np.int64)
    for product, left in enumerate(on_hand.tolist()):
        takers = ((wanted == product) & ~market.off[product, shop]).nonzero()[0][: max(left, 0)]
        added[takers] = product
    return added


def _take(stock: Stock, taken: np.ndarray, moment: int) -> None:
    stock.on_hand -= taken
    for product in ((taken > 0) & (stock.on_hand == 0)).nonzero()[0].tolist():
        stock.sold_out(product, moment)


def sold(orders: Table, products: int) -> np.ndarray:
    """Pieces in orders by product, those added with them."""
    added = orders["added"][orders["added"] != NEVER]
    return (count(orders["product"], orders["pieces"], products) + count(added, length=products)).astype(np.int64)
