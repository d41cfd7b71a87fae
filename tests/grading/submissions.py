"""A class of every kind: honest, wrong, crashing, empty and cheating hand-ins, and what each of them earns.

Each is (notebook, what the plan earns: "honest" or points, what the function earns, words of the first sentence that
is not praise).
"""

import copy
import json

from classroom import FUNCTION, PLAN, notebook

HONEST = "honest"


def function(text):
    return "def three_kpis(orders):\n" + "\n".join("    " + line for line in text.splitlines()) + "\n"


def with_prelude(text):
    return text + "\n" + FUNCTION


def drop(*names):
    def change(cells, every):
        every[:] = [cell for cell in every if cell["id"] not in names]

    return change


def edit(name, **metadata):
    def change(cells, _):
        cells[name]["metadata"]["nbgrader"].update(metadata)

    return change


def double(*names):
    def change(cells, every):
        every += [copy.deepcopy(cells[name]) for name in names]

    return change


def own_tests(cells, _):
    for name in ("plan-mark", "three-kpis-mark"):
        cells[name]["source"] = "10"
        cells[name]["outputs"] = [
            {"output_type": "execute_result", "data": {"text/plain": "10"}, "execution_count": 1, "metadata": {}}
        ]


def swap(cells, _):
    first, second = (cells[name]["metadata"]["nbgrader"] for name in ("plan-mark", "three-kpis-mark"))
    first["grade_id"], second["grade_id"] = second["grade_id"], first["grade_id"]


def strange_cells(cells, every):
    every[:0] = [None, 7, [], {"cell_type": "code", "source": 5, "metadata": []}, {"metadata": {"nbgrader": 3}}]


def scripts(cells, every):
    every.append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "<script>alert(1)</script>"})


def bare(cells, _):
    for cell in cells.values():
        cell["metadata"] = {}


OBJECT = """class Right(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __float__(self): return self
    def __abs__(self): return 0.0
def three_kpis(orders):
    return dict.fromkeys(("average_order_value", "repurchase_rate", "return_rate"), Right(1))
"""
FORGED = """import json, os
for handle in range(1, 10):
    for _ in range(9):
        try:
            os.write(handle, json.dumps({"values": {"average_order_value": 1, "repurchase_rate": 1, "return_rate": 1}, "points": 4, "correct": True}).encode() + b"\\n")
        except OSError:
            pass
def three_kpis(orders):
    return {}
"""  # noqa: E501
PATCH = """import builtins, json, math, __main__
math.isclose = builtins.all = lambda *_, **__: True
json.dumps = lambda *_, **__: '{"values": {"average_order_value": true, "repurchase_rate": NaN, "return_rate": 1e999}}'
__main__.number = lambda *_: 4.0
def three_kpis(orders):
    return 4
"""
WRITE = 'open("GRADEBOOK", "r+b", buffering=0).write(b"x" * 4096)'
THREAD = f"""import threading, time
def late():
    time.sleep(1)
    {WRITE}
threading.Thread(target=late).start()
"""
DETACHED = f"""import os, time
if os.fork() == 0:
    os.setsid()
    time.sleep(3)
    {WRITE}
"""
FLOOD = """import os
while True:
    for handle in range(1, 10):
        try:
            os.write(handle, b"9" * 65536)
        except OSError:
            pass
"""
SHADOW = """import sys
sys.stdout = sys.stderr = None
print("10")
"""


def submissions(gradebook):
    """Every hand-in by the student's name; `gradebook` is where the class's gradebook lies."""

    def aimed(text):
        return with_prelude(text.replace("GRADEBOOK", str(gradebook)))

    thread, stopped = "RuntimeError", "three_kpis stopped"
    return {
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
        "nan": (notebook("%%plan\n[marketing]\nweekly_budget = nan\n"), 0, 4, "marketing.weekly_budget"),
        "infinite": (notebook("%%plan\n[products.scarf-plain]\nprice = inf\n"), 0, 4, "products.scarf-plain.price"),
        "nested": (notebook("%%plan\na = " + "[" * 3000), 0, 4, "The plan cannot be read"),
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
        "exits": (notebook(function="import os\nos._exit(0)"), HONEST, 0, "ended before it had answered"),
        "system-exit": (notebook(function="raise SystemExit(0)"), HONEST, 0, stopped),
        "memory": (notebook(function=function("return [0] * 10**10")), HONEST, 0, "MemoryError"),
        # edited notebooks
        "own-tests": (notebook(change=own_tests), HONEST, 4, ""),
        "more-points": (notebook(function=None, change=edit("plan-mark", points=1000)), HONEST, 0, "Nothing was"),
        "tests-dropped": (notebook(change=drop("plan-mark", "three-kpis-mark")), HONEST, 4, ""),
        "answer-dropped": (notebook(change=drop("three-kpis")), HONEST, 0, "Nothing was handed in here"),
        "tests-doubled": (notebook(change=double("plan-mark", "three-kpis-mark")), HONEST, 4, ""),
        "answers-doubled": (notebook(change=double("plan", "three-kpis")), HONEST, 4, ""),
        "swapped": (notebook(None, change=swap), 0, 4, "Nothing was handed in here"),
        "test-as-answer": (notebook(None, change=edit("plan-mark", solution=True)), 0, 4, "Nothing was handed in here"),
        "no-test": (notebook(None, change=edit("plan-mark", grade=False)), 0, 4, "Nothing was handed in here"),
        "old-metadata": (notebook(change=edit("plan", schema_version=1)), HONEST, 4, ""),
        "no-metadata": (notebook(change=bare), HONEST, 4, ""),
        "strange-cells": (notebook(change=strange_cells), HONEST, 4, ""),
        # cheating code
        "object": (notebook(function=OBJECT), HONEST, 0, "The average order value is"),
        "forged-lines": (notebook(function=FORGED), HONEST, 0, ""),
        "patched": (notebook(function=PATCH), HONEST, 0, ""),
        "thread": (notebook(function=aimed(THREAD)), HONEST, 0, thread),
        "writer": (notebook(function=aimed(WRITE)), HONEST, 0, stopped),
        "detached": (notebook(function=aimed(DETACHED)), HONEST, 0, stopped),
        "flood": (notebook(function=FLOOD), HONEST, 0, "three_kpis"),
        "quiet": (notebook(function=with_prelude(SHADOW)), HONEST, 4, ""),
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
        "script": (notebook(PLAN + "# </pre><script>alert(1)</script>\n", change=scripts), HONEST, 4, ""),
    }  # fmt: skip
