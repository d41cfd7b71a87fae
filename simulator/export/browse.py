"""What visitors look at: pages, seconds on them, carts. As many pages by day and shop as were counted; whoever orders a
product has seen its page."""

import math

import numpy as np

from simulator.export.recorded import CHANNELS
from simulator.laws.draws import pick, stream
from simulator.plan import in_week
from simulator.records import Table
from simulator.scenario import browsing
from simulator.season import Result
from simulator.season.due import NEVER

PAGES = ("front", "list", "product")
FRONT, LIST, PRODUCT = range(len(PAGES))
ANONYMOUS = 1  # added to a product's sales, so that what nobody bought is looked at too


class Browsing:
    """Leads a day's visitors through the shops."""

    def __init__(self, result: Result) -> None:
        self.result, table = result, browsing()
        self.table = {part: {name: one.value for name, one in figures.items()} for part, figures in table.items()}
        self.front = np.array([self.table["front"][name] for name in CHANNELS])
        self.ordered = {link: result.tables[name] for link, name in (("order", "orders"), ("unpaid", "unpaid"))}
        self.views = result.tables["visits"]["page_views"].reshape(result.scenario.days, -1)
        self.products = list(result.scenario.products)
        shape = self.table["dwell"]["shape"]
        self.scale = np.array([self.table["dwell"][name] for name in PAGES]) / math.gamma(1 + 1 / shape)

    def day(self, day: int, visits: Table) -> tuple[Table, Table]:
        """The pages that a day's visitors see, and their carts; rows name visits by their `place`."""
        rng = stream(self.result.seed, "export of pages", day)
        seen = self._looked_at(day)
        wanted, cart = self._wanted(visits, seen, rng)
        number = self._pages(day, visits, wanted, rng)
        return self._path(visits, number, wanted, seen, rng), cart

    def _looked_at(self, day: int) -> np.ndarray:
        """Cumulative distribution of the products that are looked at on a day; empty when nothing is on the shelf."""
        listed = [in_week(self.result.plan.product(name).listed, day // 7 + 1, 1) > 0 for name in self.products]
        table, whole = self.result.tables["products"], slice(day * len(listed), (day + 1) * len(listed))
        weight = (table["sold"][whole] + table["lost"][whole] + ANONYMOUS) * np.array(listed)
        return np.cumsum(weight) / weight.sum() if weight.any() else np.empty(0)

    def _wanted(self, visits: Table, seen: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, Table]:
        """The product that each visitor orders or puts into the cart (`NEVER`: none), and the carts."""
        product, pieces = (self._of_orders(visits, name) for name in ("product", "pieces"))
        ordered, drawn = product != NEVER, rng.random(len(product))
        left = ~ordered & visits["keen"] & (drawn < self.table["cart"]["left"]) & bool(len(seen))
        product[left] = pick(rng.random(int(left.sum())), seen)
        in_cart = np.where(ordered, drawn < self.table["cart"]["through"], left)
        which = in_cart.nonzero()[0]
        cart = {"place": which, "product": product[which], "pieces": np.where(ordered, pieces, 1)[which]}
        return product, cart | {"ordered": ordered[which]}

    def _of_orders(self, visits: Table, name: str) -> np.ndarray:
        """A column of the order that each visitor placed, paid or not; `NEVER` for none."""
        found = np.full(len(visits["visit_id"]), NEVER, dtype=np.int64)
        for link, table in self.ordered.items():
            which = visits[link] != NEVER
            found[which] = table[name][visits[link][which]]
        return found

    def _pages(self, day: int, visits: Table, wanted: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Pages that each visitor sees: one, and the others of the day by exponential weights, so that as a rule the
        number is geometric; nobody who wants something leaves at once as long as there are pages."""
        number = np.ones(len(wanted), dtype=np.int64)
        weight = rng.exponential(size=len(wanted)) * np.where(visits["keen"], self.table["pages"]["keener"], 1.0)
        for shop, views in enumerate(self.views[day].tolist()):
            there = (visits["shop"] == shop).nonzero()[0]
            first = there[wanted[there] != NEVER][: views - len(there)]
            number[first] += 1
            if rest := views - len(there) - len(first):
                number[there] += rng.multinomial(rest, weight[there] / weight[there].sum())
        return number

    def _path(self, visits: Table, number: np.ndarray, wanted: np.ndarray, seen: np.ndarray,
              rng: np.random.Generator) -> Table:  # fmt: skip
        """The pages one after the other; the last one is that of the product wanted."""
        place = np.arange(len(number), dtype=np.int64).repeat(number.astype(np.intp))
        step = np.arange(len(place), dtype=np.int64) - (np.cumsum(number) - number)[place]
        draws = rng.random(len(place))
        first = np.where(draws < self.front[visits["channel"][place]], FRONT, PRODUCT)
        page = np.where(step == 0, first, np.where(draws < self.table["pages"]["product"], PRODUCT, LIST))
        last = (step == number[place] - 1) & (wanted[place] != NEVER)
        page = np.where(last, PRODUCT, page if len(seen) else np.where(page == PRODUCT, LIST, page))
        product = np.full(len(place), NEVER, dtype=np.int64)
        shown = (page == PRODUCT).nonzero()[0]
        product[shown] = pick(rng.random(len(shown)), seen)
        product = np.where(last, wanted[place], product)
        seconds = np.round(self.scale[page] * rng.weibull(self.table["dwell"]["shape"], len(place)), 1)
        return {"place": place, "step": step + 1, "page": page, "product": product, "seconds": seconds}
