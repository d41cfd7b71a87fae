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
    "points": mark("{number} points"),
}
DECIMALS = {"share": 1, "times": 1, "stars": 2, "days": 1, "points": 3}
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


def change(value: float, margin: float, unit: str) -> tuple[str, str]:
    """A difference with its sign and its margin, with decimals enough to show the margin; shares in points."""
    scale, ending = (100, " pp") if unit == "share" else (1, "")
    fine = math.ceil(-math.log10(scale * margin / 2)) if margin else 0
    decimals = max(DECIMALS.get(unit, 0) if not margin else fine, 0)
    shown = plain(scale * value, decimals)
    return ("+" if shown.strip("0.") and value > 0 else "") + shown + ending, plain(scale * margin, decimals) + ending
