"""An exercise in a notebook: `begin`, `example`, `check`, `hint`, and cells that begin with `%%plan` or `%%numbers`."""

import tomllib
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from IPython import get_ipython
from IPython.display import Markdown, display

from simulator.exercise.attempt import arguments_of
from simulator.exercise.begun import begin, begun
from simulator.exercise.check import check as check_function
from simulator.exercise.check import check_numbers
from simulator.exercise.plan_magic import plan
from simulator.exercise.sheet import Sheet, own_figures, sheet
from simulator.exercise.verdict import HINT, HINTS, Verdict, words

if TYPE_CHECKING:
    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell

PRACTICE = "practice"
__all__ = ["begin", "check", "example", "hint", "numbers", "plan", "register"]
_hints: Counter[str] = Counter()


def example(exercise: str) -> None:
    """Show the largest public case, and what is right for it."""
    import pandas as pd

    case = _sheet(exercise)["cases"][-1]
    for table in arguments_of(case["arguments"]).values():
        display(table)
    display(pd.DataFrame({"right": case["expected"]}))


def check(exercise: str, function: Callable) -> None:
    """Say what the public check finds in a function, and show the solution once it finds nothing."""
    verdict = check_function(begun(), exercise, function)
    _show(verdict)
    if verdict.solution:
        display(Markdown(f"One way to write it:\n\n```python\n{verdict.solution.strip()}\n```"))


def hint(exercise: str) -> None:
    """Say how many hints there are; each time the cell runs again one more is shown."""
    every = _sheet(exercise)["hints"]
    shown = min(_hints[exercise], len(every))
    _hints[exercise] = shown + 1
    if not shown:
        print(words(HINTS, all=len(every))["en"])
    for place, one in enumerate(every[:shown], start=1):
        print(f"{words(HINT, number=place, all=len(every))['en']}: {one['en']}")


def numbers(line: str, cell: str) -> None:
    """The `%%numbers` cell: shows the figures of the name in it; for the name "practice" also checks the numbers."""
    try:
        given = tomllib.loads(cell)
    except tomllib.TOMLDecodeError as error:
        print(f"The numbers cannot be read: {error}.")
        return
    one, name = _sheet(line.strip()), str(given.get("name", "")).strip()
    if not name:
        print(f'Write your name as name = "...", or name = "{PRACTICE}" to try it on the example first.')
        return
    own = one["twin"]["practice"] if name == PRACTICE else own_figures(begun(), line.strip(), name)
    display(figures(one, own["values"]))
    if name == PRACTICE:
        _show(check_numbers(begun(), line.strip(), given))
    else:
        wanted = (*one["outputs"], *(choice["key"] for choice in one["twin"]["choices"]))
        print(f"{sum(key in given for key in wanted)} of {len(wanted)} answers are filled in.")


def figures(one: Sheet, values: list[list[float]]) -> "pd.DataFrame":
    """Figures of a twin with their names."""
    import pandas as pd

    rows, columns = ([each["en"] for each in one["twin"][side]] for side in ("rows", "columns"))
    return pd.DataFrame(values, rows, columns).map("{:g}".format)


def _sheet(exercise: str) -> Sheet:
    return sheet(begun(), exercise)


def _show(verdict: Verdict) -> None:
    print(verdict.text())


def register(shell: "InteractiveShell") -> None:
    """Make `%%plan` and `%%numbers` known to a shell."""
    shell.register_magic_function(plan, "cell", "plan")
    shell.register_magic_function(numbers, "cell", "numbers")


if get_ipython():
    register(get_ipython())
