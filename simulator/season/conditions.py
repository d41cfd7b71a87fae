"""On what conditions goods may come back, and what this does: to choice, to returns, to the shop's money."""

from attrs import frozen

from simulator.laws import loyalty, returns
from simulator.plan import Plan
from simulator.scenario import Product, aftersales
from simulator.season.offers import fen


@frozen
class Conditions:
    """A plan's conditions for returns: days granted; days from request to refund; fen of freight that the shop pays for
    a parcel that comes back without its fault; factors on the shares that go back and that can be sold again; and the
    share of the chance of a later visit that is left to whoever sends something back, none when money is late."""

    lenient: tuple[float, float, float]
    days: int
    refund: int
    freight: int
    returns: float
    resale: float
    keeps: float

    @classmethod
    def of(cls, plan: Plan) -> "Conditions":
        """The conditions that the plan sets."""
        decided = plan.returns
        free, at_once = decided.freight == "seller", decided.refund == "in-advance"
        in_time = returns.in_time(decided.refund)
        lenient = returns.leniency(decided.days, free, at_once)
        return cls(
            lenient=lenient,
            days=decided.days,
            refund=returns.REFUNDED_AFTER[decided.refund],
            freight=fen(aftersales()["return_freight"]["parcel"].value) if free else 0,
            returns=returns.factor(lenient, _each("returns")),
            resale=returns.factor(lenient, _each("resale")),
            keeps=returns.keeps(loyalty.DISAPPOINTED, lenient, _each("returner")) if in_time else 0.0,
        )

    def confidence(self, product: Product) -> float:
        """Utility that the conditions add to a product."""
        usual = aftersales()["confidence"]["usual"].value
        return returns.confidence(self.lenient, _each("confidence"), product.returns, usual)


def _each(effect: str) -> tuple[float, ...]:
    """An effect of each condition, in the order of the law."""
    return tuple(aftersales()[effect][name].value for name in ("days", "freight", "refund"))
