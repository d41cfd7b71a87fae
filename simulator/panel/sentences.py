"""Sentences in every language at once."""

from collections.abc import Callable

from simulator.words import LANGUAGES, both

Both = dict[str, str]


def say(message: str, **values: object) -> Both:
    """The message in every language, with `values` put in; a value may itself be in every language."""
    return {language: text.format(**_in(language, values)) for language, text in both(message).items()}


def _in(language: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value[language] if isinstance(value, dict) else value for name, value in values.items()}


def each(tell: Callable[[str], str]) -> Both:
    """What `tell` says, in every language."""
    return {language: tell(language) for language in LANGUAGES}


def join(parts: list[Both], comma: Both) -> Both:
    """Parts of a sentence, joined in each language."""
    return {language: mark.join(part[language] for part in parts) for language, mark in comma.items()}
