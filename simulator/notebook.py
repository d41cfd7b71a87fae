"""What a lesson's cells need besides the market: numbers for the text, a season's tables, and what they mean."""

from typing import TYPE_CHECKING

from IPython.display import HTML, display

from simulator.amounts import amount
from simulator.season import Result

if TYPE_CHECKING:
    import pandas as pd

Numbers = dict[str, tuple[float, str] | str]


def say(numbers: Numbers) -> None:
    """Give the page's text its numbers: each a text, or a value with its unit ("yuan", "share", "days" ...).

    A page shows one with {glue:text}`name`; in a notebook nothing appears.
    """
    for name, given in numbers.items():
        text = given if isinstance(given, str) else amount(*given)
        _glue(name, text)


def _glue(name: str, text: str) -> None:
    prefix = "application/papermill.record/"
    record = {"scrapbook": {"name": name, "mime_prefix": prefix}}
    display({f"{prefix}text/plain": repr(text)}, metadata=record, raw=True)


def records(result: Result) -> "dict[str, pd.DataFrame]":
    """The tables of a played season by name (`visits`, `orders` ...), as `python -m simulator export` writes them."""
    from simulator.export import frames

    return frames(result)


def columns(table: str, language: str = "en") -> HTML:
    """The columns of one of these tables, with what each means."""
    from simulator.export import dictionary
    from simulator.tables import quiet

    shown = dictionary(language)
    return quiet(shown[shown["table"] == table].drop(columns="table"))
