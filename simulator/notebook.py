"""What a lesson's cells need besides the market: numbers for the text, and quiet tables."""

from IPython.display import display

from simulator.amounts import amount

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
