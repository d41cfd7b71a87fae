"""Exchange: what goods from home cost abroad. A rate is yuan for one unit of the foreign currency."""


def price_abroad(price: float, rate: float) -> float:
    """A price in yuan, in the foreign currency."""
    return price / rate


def price_at_home(price: float, rate: float) -> float:
    """A price in the foreign currency, in yuan."""
    return price * rate
