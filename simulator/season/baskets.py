"""What goes with an order: in the evening, before the parcels leave, a gift, and a piece that the buyer adds: of
another product, because of its role or for a bundle's price, or at a deep cut of the same one, for later.

First come, first served, from what the day has left on the shelves. What is added is paid at the day's last price; all
of it goes in the same parcel, and comes back with it. Here for a whole day's orders at once.
"""

import numpy as np

from simulator.laws.draws import uniforms
from simulator.records import Table, count
from simulator.season.aftersales import rows_picked
from simulator.season.due import NEVER
from simulator.season.market import Market
from simulator.season.stock import Stock
from simulator.season.trade import PARCEL_COLUMNS


def wrap(orders: Table, market: Market, stock: Stock, closing: int) -> Table:
    """A day's orders with the column `gift`, the number of a product or `NEVER`; takes the pieces off the shelves."""
    if not market.offers.gifts:
        return orders | {"gift": np.full(len(orders["visit"]), NEVER, dtype=np.int64)}
    gift = first_come(market.offers.gift_with(orders["product"], orders["paid"]), stock.on_hand)
    _take(stock, _count(gift, market.own), closing)
    return orders | {"gift": gift}


def fill(orders: Table, market: Market, stock: Stock, key: np.ndarray, closing: int) -> Table:
    """A day's orders with the column `added`, the number of a product or `NEVER`, and what it costs in `shelf` and
    `paid`; takes the pieces off the shelves."""
    chances, none = market.baskets, np.full(len(orders["visit"]), NEVER, dtype=np.int64)
    if chances is None:
        return orders | {"added": none}
    wanted = rows_picked(uniforms(key, orders["visit"])[0], chances, orders["product"])
    if wanted.min(initial=market.own) == market.own:
        return orders | {"added": none}
    added = had(wanted, orders["shop"], market, stock.on_hand)
    some = (added != NEVER).nonzero()[0]
    _take(stock, _count(added, market.own), closing)
    prices = np.zeros((2, len(added)), dtype=np.int64)
    prices[:, some] = np.array(market.offers.in_the_evening())[:, added[some], orders["shop"][some]]
    if market.offers.bundles:
        pair = (orders["paid"] // orders["pieces"])[some] + prices[1, some]
        prices[1, some] -= market.offers.bundle_savings(orders["product"][some], added[some], pair)
    return orders | {"added": added, "shelf": orders["shelf"] + prices[0], "paid": orders["paid"] + prices[1]}


def had(wanted: np.ndarray, shop: np.ndarray, market: Market, on_hand: np.ndarray) -> np.ndarray:
    """What buyers want more and get, or `NEVER`: their shop has not been told to take it down, and some are left."""
    there = (wanted < market.own).nonzero()[0]
    offered = np.full(len(wanted), NEVER, dtype=np.int64)
    offered[there] = np.where(market.off[wanted[there], shop[there]], NEVER, wanted[there])
    return first_come(offered, on_hand)


def first_come(wanted: np.ndarray, on_hand: np.ndarray) -> np.ndarray:
    """The numbers of products that are wanted, or `NEVER`, where some are left for who comes first."""
    got = np.full(len(wanted), NEVER, dtype=np.int64)
    for product, left in enumerate(on_hand.tolist()):
        takers = (wanted == product).nonzero()[0][: max(left, 0)]
        got[takers] = product
    return got


def _take(stock: Stock, taken: np.ndarray, moment: int) -> None:
    stock.on_hand -= taken
    for product in ((taken > 0) & (stock.on_hand == 0)).nonzero()[0].tolist():
        stock.sold_out(product, moment)


def _count(products: np.ndarray, length: int) -> np.ndarray:
    """How often each product stands among numbers of products; `NEVER` is none."""
    return count(products[products != NEVER], length=length).astype(np.int64)


def sold(orders: Table, products: int) -> np.ndarray:
    """Pieces in orders by product, those that go with them included."""
    alone = [orders["product"].repeat(orders["pieces"].astype(np.intp))]
    return _count(np.concatenate([*alone, *(orders[name] for name in PARCEL_COLUMNS)]), products)
