"""Plan files: reading one with every problem named at once, and writing one with its levers explained."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import cattrs
import tomlkit
from attrs import asdict, fields, frozen
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from simulator.plan import (
    PROMOTIONS,
    TABLES,
    Channel,
    Discount,
    FlashSale,
    Marketing,
    NewCustomerCoupon,
    Plan,
    ProductPlan,
    Promotion,
    Shop,
    SpendAndSave,
    Step,
    UnfitError,
    levers,
)

LARGEST_FILE = 100_000
LISTS = {"shops": "shop", "channels": "channels"}  # of a plan, with the part that describes their entries


@frozen
class Problem:
    """One thing wrong with a plan: the field, its value, what is allowed, and the nearest right spelling."""

    field: str
    value: object
    allowed: str
    nearest: str = ""

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        said = "is missing" if self.value is None else f"{show(self.value)} is not allowed"
        return f"{self.field}: {said}; allowed: {self.allowed}{hint}"


class PlanError(ValueError):
    """A plan that cannot be played. `problems` holds every `Problem` found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def show(value: object) -> str:
    """A value as a message shows it, cut to a readable length."""
    try:
        text = "nothing" if value is None else repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, tables within tables
        text = f"{type(value).__name__} too large to show"
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(word: object, words: tuple[str, ...]) -> str:
    """The word that `word` was most likely meant to be, or nothing."""
    said = word if isinstance(word, str) else show(word)
    return next(iter(difflib.get_close_matches(said.lower(), words, n=1, cutoff=0.5)), "")


def _hook(each: Any) -> Any:
    if "read" in each.metadata:
        return override(struct_hook=lambda value, _: each.metadata["read"](value))
    return override()


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for cls in (Shop, ProductPlan, Marketing, Channel, *TABLES.values(), *PROMOTIONS.values()):
        hooks = {each.name: _hook(each) for each in fields(cls)}
        made.register_structure_hook(cls, make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True, **hooks))
    made.register_structure_hook(Promotion, lambda raw, _: _promotion(made, raw))
    made.register_structure_hook(str, lambda value, _: _text(value))
    return made


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError(value, "text")
    return value


def _promotion(made: cattrs.Converter, raw: object) -> Promotion:
    kind = raw.get("kind") if isinstance(raw, dict) else raw
    if not isinstance(kind, str) or kind not in PROMOTIONS:
        raise UnfitError(kind, "kind = one of " + ", ".join(PROMOTIONS), tuple(PROMOTIONS))
    return made.structure({name: value for name, value in raw.items() if name != "kind"}, PROMOTIONS[kind])


CONVERTER = _converter()


def read(text: str) -> Plan:
    """The plan in a TOML text. Raises `PlanError` with every problem of the text.

    What the text says must also fit its scenario: see `simulator.fit`.
    """
    return structure(parse(text))


def parse(text: str) -> dict[str, Any]:
    """The plain data of a TOML text. Raises `PlanError` where it is not TOML."""
    if len(text) > LARGEST_FILE:
        raise PlanError([Problem("plan", f"{len(text)} characters", f"at most {LARGEST_FILE} characters")])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise PlanError([Problem("plan", _place_first(str(error)) or "nested too deeply", "a TOML text")]) from None


def _place_first(message: str) -> str:
    """What a TOML reader says, with the line at its head, where no shortening reaches it."""
    return re.sub(r"^(.*) \(at (.*)\)$", r"\2: \1", message)


def structure(raw: dict[str, Any]) -> Plan:
    """The plan in plain data. Raises `PlanError` with every problem of the data."""
    plan, problems = structure_leniently(raw)
    if problems:
        raise PlanError(problems)
    return plan


def structure_leniently(raw: dict[str, Any]) -> tuple[Plan, list[Problem]]:
    """The plan made from what is sound in `raw`, and the problems of the rest."""
    wrong = [name for name in ("promotions", *LISTS) if not isinstance(raw.get(name, []), list | tuple)]
    if wrong:
        rest, problems = structure_leniently({name: value for name, value in raw.items() if name not in wrong})
        return rest, [Problem(one, raw[one], f"tables in double brackets: [[{one}]]") for one in wrong] + problems
    try:
        return CONVERTER.structure(raw, Plan), []
    except (ClassValidationError, IterableValidationError) as error:
        found = {path: _problem(fault, path, raw) for path, fault in _faults(error, ())}
        rest, _ = structure_leniently(_without(raw, {_part(path) for path in found}))
        return rest, list(found.values())


Path_ = tuple[Any, ...]


def _faults(error: BaseException, path: Path_) -> Iterator[tuple[Path_, BaseException]]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        for each in error.exceptions:
            yield from _faults(each, path + _step(each))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = tuple(each.name for each in fields(error.cl))
        for name in sorted(error.extra_fields):
            yield (*path, name), UnfitError(name, "one of " + ", ".join(known), known)
    else:
        yield path, error


def _step(error: BaseException) -> Path_:
    notes = getattr(error, "__notes__", ())
    named = [getattr(note, "name", getattr(note, "index", None)) for note in notes]
    return tuple(each for each in reversed(named) if each is not None)


def _problem(error: BaseException, path: Path_, raw: Any) -> Problem:
    if isinstance(error, UnfitError):
        return Problem(_name(path), error.value, error.allowed, nearest(error.value, error.words))
    if isinstance(error, KeyError):
        return Problem(_name(path), None, "a value; it must be given")
    return Problem(_name(path), reduce(_inside, path, raw), "a table, as in a new plan")


def _inside(raw: Any, step: Any) -> Any:
    """What stands at one step of a path; a table that was read as a list has its names there."""
    return list(raw)[step] if isinstance(step, int) else raw[step]


def _name(path: Path_) -> str:
    parts = [f"[{each + 1}]" if isinstance(each, int) else f".{each}" for each in path]
    return "".join(parts).lstrip(".") or "plan"


def _part(path: Path_) -> Path_:
    """What to leave out so that the rest can be read: a whole list of the plan's, or the value itself."""
    return path[:1] if path[0] in ("promotions", *LISTS) else path


def _without(raw: dict[str, Any], paths: set[Path_]) -> dict[str, Any]:
    """`raw` without the values at `paths`."""
    inner = {key: {path[1:] for path in paths if path[0] == key} for key in raw}
    return {
        key: _without(value, inner[key]) if isinstance(value, dict) else value
        for key, value in raw.items()
        if () not in inner[key] and (isinstance(value, dict) or not inner[key])
    }


def load(path: Path | str) -> Plan:
    """The plan in a file. Raises `PlanError` (problems of the text, or a file that cannot be read)."""
    try:
        return read(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise PlanError([Problem(str(path), error.strerror or "unreadable", "a plan file")]) from None
    except UnicodeDecodeError:
        raise PlanError([Problem(str(path), "not text", "a plan file in UTF-8")]) from None


def plain(plan: Plan, whole: bool = False) -> dict[str, Any]:
    """The plan as plain data, without what is left at its default; `whole` keeps the defaults that are values."""
    raw = _data(plan, whole)
    raw["promotions"] = [{"kind": one.kind} | _tidy(_data(one, whole)) for one in plan.promotions]
    raw |= {name: [_tidy(_data(one, whole)) for one in getattr(plan, name)] for name in LISTS}
    return {"scenario": plan.scenario} | {key: value for key, value in _tidy(raw).items() if value}


def _data(part: Any, whole: bool) -> dict[str, Any]:
    return asdict(part, filter=None if whole else _decided, value_serializer=_serialise)


def _decided(each: Any, value: Any) -> bool:
    return value != each.default


def _serialise(_owner: object, each: Any, value: Any) -> Any:
    if isinstance(value, tuple) and value and isinstance(value[0], Step):
        steps = [{"week": step.week, "value": step.value} for step in value]
        return steps[0]["value"] if len(steps) == 1 and steps[0]["week"] == 1 else steps
    return list(value) if isinstance(value, tuple) else value


def _tidy(raw: Any) -> Any:
    if isinstance(raw, dict):
        kept = {key: _tidy(value) for key, value in raw.items()}
        return {key: value for key, value in kept.items() if value is not None and value != [] and value != {}}
    return raw


def write(plan: Plan, explained: bool = False) -> str:
    """The plan as a TOML text; `explained` writes the defaults too, and each lever's help beside it."""
    raw = plain(plan, whole=explained)
    ordered = {each.name: raw[each.name] for each in fields(Plan) if each.name in raw}
    document = tomlkit.parse(tomlkit.dumps(_inline(ordered)))
    if explained:
        _explain(document)
    return tomlkit.dumps(document)


def _inline(raw: Any) -> Any:
    """`raw` with lists of {week, value} on one line."""
    if isinstance(raw, dict):
        return {key: _inline(value) for key, value in raw.items()}
    if not isinstance(raw, list) or not raw or not isinstance(raw[0], dict) or "week" not in raw[0]:
        return raw
    steps = tomlkit.array()
    for step in raw:
        steps.append(tomlkit.inline_table())
        steps[-1].update(step)
    return steps


def _explain(document: Any) -> None:
    described = levers()
    for part in ("shop", "marketing", *TABLES):
        _comment(document.get(part, {}), f"{part}.", described)
    for table in document.get("products", {}).values():
        _comment(table, "products.*.", described)
    for name, part in LISTS.items():
        for table in document.get(name, []):
            _comment(table, f"{part}.", described)
    for table in document.get("promotions", []):
        _comment(table, f"promotions.{table['kind']}.", described)


def _comment(table: Any, prefix: str, described: dict[str, Any]) -> None:
    for name in table:
        if prefix + name in described:
            one = described[prefix + name]
            unit = f" [{one.unit}]" if one.unit else ""
            table[name].comment(f"{one.help}{unit}")


__all__ = [
    "Discount", "FlashSale", "NewCustomerCoupon", "PlanError", "Problem", "SpendAndSave",
    "load", "nearest", "parse", "plain", "read", "structure", "structure_leniently", "write",
]  # fmt: skip
