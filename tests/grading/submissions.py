"""Hand-ins that are honest, wrong, crashing, empty, hostile or no notebooks, and what each of them earns.

Each is (notebook, what the plan earns: "honest" or points, what the function earns, words of the first sentence that
is not praise).
"""

import json

from classroom import FUNCTION, PLAN, RELEASE, notebook

from simulator.grading.demo.hand_ins import HONEST, hostile

FILE = "ps1-platforms.ipynb"


def function(text):
    return "def three_kpis(orders):\n" + "\n".join("    " + line for line in text.splitlines()) + "\n"


def with_prelude(text):
    return text + "\n" + FUNCTION


def drop(name):
    def change(cells, every):
        every[:] = [cell for cell in every if cell["id"] != name]

    return change


def bare(cells, _):
    for cell in cells.values():
        cell["metadata"] = {}


def submissions(course):
    """Every hand-in by the student's name, for the course in a folder."""
    stopped = "three_kpis stopped"
    return quick_hostile(course) | {
        "honest": (notebook(), HONEST, 4, ""),
        "blank": (notebook(None, None), 0, 0, "Nothing was handed in here"),
        "plan-only": (notebook(function=None), HONEST, 0, "Nothing was handed in here"),
        "warns": (
            notebook(function=with_prelude("import sys, warnings\nwarnings.warn('old')\nprint('x', file=sys.stderr)")),
            HONEST, 4, "",
        ),
        # wrong
        "no-magic": (notebook(PLAN.replace("%%plan", "plan")), 0, 4, "%%plan, and nothing above it"),
        "misspelt": (notebook(PLAN.replace('"jd"', '"taobo"')), 0, 4, "did you mean taobao?"),
        "infinite": (notebook("%%plan\n[products.scarf-plain]\nprice = inf\n"), 0, 4, "products.scarf-plain.price"),
        "long": (notebook(PLAN + "#" * 9000), 0, 4, "at most 8000 characters"),
        "unpaid": (
            notebook(function=FUNCTION.replace('paid["amount"].mean()', 'orders["amount"].mean()')),
            HONEST, 3, "never paid are counted in the average order value",
        ),
        "empty-table": (
            notebook(function=FUNCTION.replace("if not len(paid)", "if False")),
            HONEST, 3, "a ratio without a base is 0",
        ),
        "nothing-returned": (notebook(function=function("orders")), HONEST, 0, "no finite number under the name"),
        # crashing
        "syntax": (notebook(function="def three_kpis(orders) return 1"), HONEST, 0, "is not Python"),
        "error": (notebook(function=function("\nreturn 1 / 0")), HONEST, 0, "a ZeroDivisionError in line 3"),
        "column": (notebook(function=function('return orders["price"]')), HONEST, 0, "a column or a name"),
        "unknown-name": (notebook(function=function("return helper(orders)")), HONEST, 0, "a name that its own cell"),
        "loop": (notebook(function=function("while True: pass")), HONEST, 0, "did not come to an end"),
        "system-exit": (notebook(function="raise SystemExit(0)"), HONEST, 0, stopped),
        # edited notebooks
        "answer-dropped": (notebook(change=drop("three-kpis")), HONEST, 0, "Nothing was handed in here"),
        "no-metadata": (notebook(change=bare), HONEST, 4, ""),
        # files that are no notebooks
        "no-json": ("{", 0, 0, "not a notebook that can be read"),
        "no-cells": ("[]", 0, 0, "not a notebook that can be read"),
        "bytes": (b"\xff\xfe\x00", 0, 0, "not a notebook that can be read"),
        "deep": ("[" * 100_000, 0, 0, "not a notebook that can be read"),
        "huge": (json.dumps(notebook()) + " " * (3 << 20), 0, 0, "not a notebook that can be read"),
        "link": ("{}", 0, 0, "not a notebook that can be read"),
        "pipe": ("{}", 0, 0, "not a notebook that can be read"),
        "bad-time": (notebook(), HONEST, 4, ""),
        "half-letters": (notebook(PLAN + "# \ud800\n"), HONEST, 4, ""),
    }  # fmt: skip


def quick_hostile(course):
    """The hostile hand-ins that are notebooks and nothing else, and do not take until their time is over."""
    return {
        one.student: (one.files[FILE], one.plan, one.function, "".join(one.row.get("says", [])[:1]))
        for one in hostile(RELEASE, course)
        if [*one.files] == [FILE] and not {"refused", "slow", "links", "pipes"} & set(one.row)
    }
