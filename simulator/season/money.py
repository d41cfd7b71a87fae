"""Money of the shop: what is paid and received, and when."""

from simulator.laws.fees import season_part
from simulator.ledger import Ledger
from simulator.outlays import running_week
from simulator.plan import Plan
from simulator.scenario import Scenario, deposit, localisation_cost, work, yearly_cost
from simulator.season.fronts import Front
from simulator.season.offers import fen

WEEKS = 52  # of a year


class Money:
    """Postings of the shop's business to its ledger. All amounts in fen."""

    def __init__(self, plan: Plan, scenario: Scenario, shops: list[Front]) -> None:
        self.ledger, self.scenario, self.costs = Ledger(), scenario, scenario.costs
        self.credit, self.reserve = fen(scenario.credit + plan.risk.credit_line), fen(plan.risk.reserve)
        self.interest = fen(plan.risk.credit_line * work()["finance"]["interest"].value / WEEKS)
        self.running = fen(running_week(plan, scenario))
        localised = [one for one in shops if one.decided.localisation == "localised" and one.world.language_gap.value]
        self.upkeep = len(localised) * fen(work()["localisation"]["upkeep"].value)
        self.ledger.post(0, "cash", "capital", fen(scenario.capital))
        for shop in shops:
            self._enter(shop)

    def _enter(self, shop: Front) -> None:
        """Pay what opening a shop costs."""
        yearly = fen(yearly_cost(shop.key, self.scenario, shop.decided))
        self.ledger.post(0, "deposit", "cash", fen(deposit(shop.key, self.scenario, shop.decided)))
        self.ledger.post(0, "prepaid_fees", "cash", yearly)
        self.ledger.post(0, "yearly_fees", "prepaid_fees", season_part(yearly, self.scenario.weeks))
        self.ledger.post(0, "localisation", "cash", fen(localisation_cost(shop.key, shop.decided)))

    @property
    def cash(self) -> int:
        """Cash in hand."""
        return self.ledger.balance["cash"]

    def free(self) -> int:
        """What is left before the shop must close: cash and credit."""
        return self.cash + self.credit

    def spendable(self) -> int:
        """What goods and advertising may take: what is free above the reserve."""
        return max(self.free() - self.reserve, 0)

    def run_week(self, day: int, compliance: float) -> None:
        """Running costs of a week, and yuan for keeping to the rules."""
        self.ledger.post(day, "operating", "cash", self.running)
        self.ledger.post(day, "compliance", "cash", fen(compliance))
        self.ledger.post(day, "localisation", "cash", self.upkeep)
        self.ledger.post(day, "interest", "cash", self.interest)

    def work(self, day: int, account: str, cost: float) -> None:
        """Pay yuan for work on the range or its pages."""
        self.ledger.post(day, account, "cash", fen(cost))

    def buy(self, day: int, cost: int) -> None:
        """Pay a supplier."""
        self.ledger.post(day, "on_order", "cash", cost)

    def order(self, day: int, cost: int) -> None:
        """Order and receive goods, whatever they cost."""
        self.ledger.post(day, "purchasing", "cash", cost)

    def receive(self, day: int, cost: int) -> None:
        """Goods come in."""
        self.ledger.post(day, "stock", "on_order", cost)

    def inspect(self, day: int, cost: int) -> None:
        """Look at goods that have come in."""
        self.ledger.post(day, "inspection", "cash", cost)

    def reject(self, day: int, cost: int) -> None:
        """The supplier returns the price of goods that go back."""
        self.ledger.post(day, "cash", "on_order", cost)

    def sell(self, day: int, shelf: int, discounts: int, fees: int) -> None:
        """A day's paid orders: the platform holds the money, less its fees, until it settles."""
        self.ledger.post(day, "escrow", "shelf_value", shelf)
        self.ledger.post(day, "discounts", "escrow", discounts)
        self.ledger.post(day, "platform_fees", "escrow", fees)

    def ship(self, day: int, parcels: int, freight: int) -> None:
        """Freight (fen) and packing of a day's parcels."""
        self.ledger.post(day, "freight", "cash", freight)
        self.ledger.post(day, "packing", "cash", parcels * fen(self.costs.packing))

    def settle(self, day: int, net: int) -> None:
        """The platform pays out."""
        self.ledger.post(day, "cash", "escrow", net)

    def refund(self, day: int, paid: int, fees: int, held_by: str) -> None:
        """Pay buyers back from `held_by` (escrow or cash); the platform gives its fee back."""
        self.ledger.post(day, "refunds", held_by, paid)
        self.ledger.post(day, held_by, "platform_fees", fees)

    def end(self, day: int, stock: int, on_order: int) -> None:
        """After the last parcel: the deposit comes back, stock left falls to its salvage value."""
        self.ledger.post(day, "cash", "deposit", self.ledger.balance["deposit"])
        for account, value in (("stock", stock), ("on_order", on_order)):
            self.ledger.post(day, "write_down", account, value - round(value * self.costs.salvage))
