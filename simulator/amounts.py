"""Numbers as people read them: thin spaces between thousands, a true minus, each unit with its decimals."""

import math

from simulator.words import mark, translator

THIN = "\u202f"  # a thin space that does not break
MINUS = "\u2212"
UNITS = {
    "yuan": mark("{number} yuan"),
    "people": mark("{number} people"),
    "views": mark("{number} views"),
    "orders": mark("{number} orders"),
    "pieces": mark("{number} pieces"),
    "times": mark("{number} times"),
    "stars": mark("{number} stars"),
    "days": mark("{number} days"),
    "seconds": mark("{number} seconds"),
    "minutes": mark("{number} minutes"),
    "searches": mark("{number} searches"),
    "orders_hour": mark("{number} orders an hour"),
    "points": mark("{number} points"),
}
DECIMALS = {"share": 1, "times": 1, "stars": 2, "days": 1, "points": 3, "minutes": 1, "orders_hour": 2}
SMALL_MONEY = 1000.0  # below this, yuan are shown with their fen


def plain(value: float, decimals: int = 0) -> str:
    """A number with thin spaces between thousands."""
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN)
    return MINUS + text if value < 0 and text.strip("0.") else text


def number(value: float, unit: str) -> str:
    """A number as its unit wants it, without the unit; a share as per cent, a per cent of a plan as written."""
    if unit == "share":
        return plain(100 * value, 1) + "%"
    if unit == "percent":
        return f"{value:g}%"
    small = unit == "yuan" and abs(value) < SMALL_MONEY and value != int(value)
    return plain(value, 2 if small else DECIMALS.get(unit, 0))


def amount(value: float, unit: str, language: str = "en") -> str:
    """A number with its unit."""
    shown = number(value, unit)
    return translator(language)(UNITS[unit]).format(number=shown) if unit in UNITS else shown


def measured(value: float, error: float, unit: str) -> tuple[str, str]:
    """A number and its error, without the unit, with as many decimals as the error deserves; shares as per cent."""
    scale, ending = (100, "%") if unit == "share" else (1, "")
    decimals = max(math.ceil(-math.log10(scale * error / 2)), 0) if error else DECIMALS.get(unit, 0)
    return plain(scale * value, decimals) + ending, plain(scale * error, decimals) + ending


def change(value: float, error: float, unit: str) -> tuple[str, str]:
    """As `measured`, for a difference: with its sign, shares in percentage points."""
    shown, margin = (text.replace("%", " pp") for text in measured(value, error, unit))
    return ("+" if value > 0 and any(digit in shown for digit in "123456789") else "") + shown, margin
