"""Interface words in English and Chinese: one gettext catalogue, compiled when the course is set up."""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
CATALOGUES = Path(__file__).parent / "locale"
LOCALES = {"en": "en", "zh": "zh_CN"}


@cache
def translator(language: str) -> Callable[[str], str]:
    """The function that turns an English message into `language` ("en" or "zh"); English where a word is missing."""
    return gettext.translation("simulator", CATALOGUES, [LOCALES[language]], fallback=True).gettext


def both(message: str) -> dict[str, str]:
    """A message in every language of the interface, for pages that switch between them."""
    return {language: translator(language)(message) if message else "" for language in LANGUAGES}


def mark(message: str) -> str:
    """Mark a message for the catalogue where it stands as data and is translated later."""
    return message
