"""Sentences in every language at once, and numbers as a sentence shows them."""

from simulator.words import both

Both = dict[str, str]
THIN = "\u2009"


def say(message: str, **values: object) -> Both:
    """The message in every language, with `values` put in; a value may itself be in every language."""
    return {language: text.format(**_in(language, values)) for language, text in both(message).items()}


def _in(language: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value[language] if isinstance(value, dict) else value for name, value in values.items()}


def join(parts: list[Both], comma: Both, start: str = "") -> Both:
    """Parts of a sentence, joined in each language."""
    return {language: start + mark.join(part[language] for part in parts) for language, mark in comma.items()}


def names(thing: object) -> Both:
    """Both names of a product, platform, festival ... of the world."""
    return {"en": thing.name, "zh": thing.name_zh}


def whole(number: float) -> str:
    """A whole number, thousands apart by thin spaces."""
    return f"{round(number):,}".replace(",", THIN).replace("-", "−")


def short(number: float) -> str:
    """A number with no more digits than it needs: 59, 59.5."""
    return whole(number) if number == round(number) else f"{number:,.2f}".replace(",", THIN).rstrip("0")


def percent(share: float) -> str:
    """A share as per cent with one decimal."""
    return f"{100 * share:.1f}%".replace("-", "−")


def figure(value: float, unit: str) -> str:
    """The value of a KPI as its card shows it."""
    if unit == "share":
        return percent(value)
    if unit in ("stars", "days", "times"):
        return f"{value:.2f}" if unit == "stars" else f"{value:.1f}"
    return short(round(value, 1)) if abs(value) < 1000 else whole(value)
