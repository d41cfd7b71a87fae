"""Random plans over every lever, as plain data: sound values, values at their bounds, and nonsense."""

from random import Random
from typing import Any

from attrs import fields_dict

from simulator.plan import MEDIUMS, PROMOTIONS, TABLES, Channel, Lever, Marketing, ProductPlan, Shop, levers_of
from simulator.scenario import Scenario

NONSENSE: tuple[Any, ...] = (
    None, True, "", "taobau", "围巾 薰衣草", "x" * 300, "\x00", -1, 0, 0.5, 1e308, -1e308, 10**30, 1 << 20_000,
    float("nan"), float("inf"), float("-inf"), [], [[]], {}, {"week": 1}, [{"week": 1, "value": "x"}], [1, 1],
    [{"week": 1, "value": 1}, {"week": 1, "value": 2}], {"value": {"value": 3}}, ["taobao"], b"x",
)  # fmt: skip
COVERS = {kind: "products" in fields_dict(cls) for kind, cls in PROMOTIONS.items()}
NAMES = ("scenari", "shop", "prise", "价格", "", "products", "weeks", "kind", "0")


class Plans:
    """Draws plans for a scenario; each value is nonsense with chance `wild`."""

    def __init__(self, seed: int, scenario: Scenario, wild: float) -> None:
        self.random, self.scenario, self.wild = Random(seed), scenario, wild

    def draw(self) -> dict[str, Any]:
        """One plan as plain data, some parts left out."""
        raw: dict[str, Any] = {"scenario": self.scenario.key} | {
            name: self._part(cls) for name, cls in {"marketing": Marketing, **TABLES}.items() if self._says(0.5)
        }
        shops = self.random.sample(self._options(Shop, "platform"), 1 + self._some(0.35))
        if "security" in (raw.get("data") or {}) and self._says(0.9):
            raw["data"]["dashboard"] = "basic"
        first, *more = ({**self._part(Shop), "platform": one} for one in shops)
        raw |= {"shop": first} if self._says(0.7) else {}
        raw |= {"shops": self._maybe(more)} if more else {}
        raw["products"] = {name: self._product() for name in self._names(raw) if self._says(0.3)}
        raw["channels"] = [{**self._part(Channel), "medium": one}
                           for one in self.random.sample(MEDIUMS, min(self._some(0.3), len(MEDIUMS)))]  # fmt: skip
        raw["promotions"] = [self._promotion() for _ in range(self._some(0.5))]
        return self._spoiled({name: self._maybe(part) for name, part in raw.items()})

    def _names(self, raw: dict[str, Any]) -> list[str]:
        """Products that the plan may name: candidates when it takes any, and sometimes by mistake."""
        taken = isinstance(raw.get("selection"), dict) and raw["selection"].get("pick")
        return list(self.scenario.goods if taken or self._says(self.wild) else self.scenario.products)

    def _says(self, chance: float) -> bool:
        return self.random.random() < chance

    def _some(self, more: float) -> int:
        number = 0
        while number < 8 and self._says(more):
            number += 1
        return number

    def _maybe(self, value: Any) -> Any:
        return self.random.choice(NONSENSE) if self._says(self.wild) else value

    def _spoiled(self, raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {self.random.choice(NAMES): self.random.choice(NONSENSE)} if self._says(self.wild) else raw

    def _part(self, cls: type, often: float = 0.3) -> dict[str, Any]:
        drawn = {name: self._maybe(self._value(one)) for name, one in levers_of(cls) if self._says(often)}
        return self._spoiled(drawn)

    def _product(self) -> dict[str, Any]:
        drawn = self._part(ProductPlan, 0.15)
        if "reorder_point" in drawn or "order_up_to" in drawn:
            drawn |= {"reorder_point": self.random.randrange(200), "order_up_to": self.random.randrange(200, 900)}
        return drawn

    def _promotion(self) -> dict[str, Any]:
        kind = self.random.choice(list(PROMOTIONS))
        drawn = {name: self._maybe(self._value(one, 0.1)) for name, one in levers_of(PROMOTIONS[kind])}
        if "save" in drawn and self._says(0.8):
            drawn["spend"], drawn["save"] = self.random.randrange(60, 300), self.random.randrange(1, 30)
        if kind == "ab-test" and self._says(0.9):
            drawn["percent"] = self.random.choice((-20, 10)) if drawn["object"] == "price" else 0
        covers = self._maybe(self.random.sample(list(self.scenario.goods), self.random.randrange(3)))
        drawn |= {"products": covers} if self._says(0.2) and COVERS[kind] else {}
        return self._spoiled({"kind": self._maybe(kind)} | drawn)

    def _value(self, lever: Lever, share: float = 1.0) -> Any:
        """A value that the lever takes; numbers up to a `share` of its range, and often at a bound."""
        if lever.options:
            return self.random.choice(lever.options)
        if lever.product:
            return self.random.choice(list(self.scenario.products))
        if lever.text:
            return self.random.choice(("Plain scarf", "围巾 女 春季 新款", "soft warm " * 6, "x", "scarf\u3000gift"))
        if lever.several:
            return self.random.sample(range(1, self.scenario.weeks + 1), self.random.randrange(1, 4))
        if lever.weekly and self._says(0.3):
            weeks = self.random.sample(range(1, self.scenario.weeks + 1), self.random.randrange(1, 4))
            return [{"week": week, "value": self._number(lever, share)} for week in weeks]
        return self._number(lever, share)

    def _number(self, lever: Lever, share: float) -> float:
        high = lever.low + (lever.high - lever.low) * share * self.random.random() ** 3
        value = self.random.choice((lever.low, lever.high, high, high, high))
        return round(value) if lever.whole else round(value, 2)

    def _options(self, cls: type, field: str) -> list[str]:
        return list(dict(levers_of(cls))[field].options)
