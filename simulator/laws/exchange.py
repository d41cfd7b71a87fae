"""Exchange: what goods from home cost abroad. A rate is yuan for one unit of the foreign currency."""


def price_abroad(price: float, rate: float) -> float:
    """A price in yuan, in the foreign currency."""
    return price / rate


def price_at_home(price: float, rate: float) -> float:
    """A price in the foreign currency, in yuan."""
    return price * rate


def landed_cost(cost: float, freight: float, tariff: float) -> float:
    """Cost of a piece in the buyer's country, in the currency of `cost` and `freight`.

    `tariff`: share of the customs value, goods and freight to the border together (CIF; WTO Agreement on Customs
    Valuation, article 8.2, leaves freight to each country).
    """
    return (cost + freight) * (1.0 + tariff)
