"""Hand-ins of the demo class, made from its tables: the files of each, and what its answers are worth."""

import copy
import json
import os
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

HERE = Path(__file__).parent
NAME = "ps1-platforms"
SEED = 2026
ANSWERS = {"plan": "plan", "function": "three-kpis"}
HONEST = "honest"


@frozen
class HandIn:
    """One hand-in: whose, what is special about it, its row of the table, and its files by name.

    `plan` and `function` say what the answers are worth: points, or "honest" for what the honest plan earns, or nothing
    where it does not matter; `refused` has words of the sentence with which the notebook is refused, `says` words that
    its feedback holds.
    """

    student: str
    what: str
    row: dict[str, Any]
    files: dict[str, bytes]

    @property
    def plan(self) -> float | str | None:
        """What the plan is worth."""
        return self.row.get("earns", {}).get("plan", None if self.student.startswith("learner") else HONEST)

    @property
    def function(self) -> float | None:
        """What the function is worth."""
        usual = 4 if self.row.get("function") is None and "mistake" not in self.row else None
        return self.row.get("earns", {}).get("function", usual)

    @property
    def hours_late(self) -> float:
        """Hours after it was due; a day before that where nothing is said."""
        return self.row.get("hours_late", -24.0)


def table(name: str) -> dict[str, Any]:
    """A table of this folder."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def honest(release: dict[str, Any], seed: int = SEED) -> Iterator[HandIn]:
    """The honest hand-ins to a released notebook, given as plain data; their plans have numbers drawn with the seed."""
    known, rng = table("honest"), random.Random(seed)
    for row in known["hand_in"]:
        for student in row["ids"]:
            answers = {"plan": _plan(known, row.get("plan", HONEST), rng), "function": _function(known, row)}
            yield HandIn(student, row["what"], row, _files(row, notebook(release, answers), answers["plan"]))


def hostile(release: dict[str, Any], course: Path) -> Iterator[HandIn]:
    """The hostile hand-ins, aimed at the course in a folder."""
    known = table("honest")
    for row in _aimed(table("hostile"), course)["hand_in"]:
        answers = {"plan": _plan(known, row.get("plan", HONEST), None), "function": _function(known, row)}
        made = changed(notebook(release, answers), row)
        yield HandIn(f"hostile-{row['id']}", row["what"], row, _files(row, made, ""))


def right_answers() -> tuple[str, str]:
    """An honest plan and the right function, as they stand in their cells."""
    known = table("honest")
    return _plan(known, HONEST, None), _function(known, {})


def _aimed(value: Any, course: Path) -> Any:
    """The same data with the course's folder where it says COURSE."""
    if isinstance(value, dict):
        return {name: _aimed(one, course) for name, one in value.items()}
    if isinstance(value, list):
        return [_aimed(one, course) for one in value]
    return value.replace("COURSE", str(course)) if isinstance(value, str) else value


def _plan(known: dict[str, Any], wanted: str | dict[str, Any], rng: random.Random | None) -> str:
    """A plan's text: one of the table with numbers drawn, or the one that is given."""
    if isinstance(wanted, dict):
        return wanted["text"] + wanted["repeat"] * wanted["times"]
    row = known["plans"].get(wanted)
    if row is None:
        return wanted.lstrip()
    numbers = {name: rng.randint(*range_) for name, range_ in row.items() if name != "text"}
    return row["text"].lstrip().format(**numbers)


def _function(known: dict[str, Any], row: dict[str, Any]) -> str:
    """A function's text: the right one, one with a mistake, or the one that is given."""
    if "function" in row:
        return row["function"].lstrip()
    about = known["function"]
    parts = about["wrong"][row["mistake"] - 1] if "mistake" in row else about["right"]
    return "\n".join(filter(None, (row.get("before", "").strip(), about["text"].lstrip().format(**parts))))


def notebook(release: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """The released notebook with answers put in; an empty one is left as it was given out."""
    made = copy.deepcopy(release)
    cells = {cell["id"]: cell for cell in made["cells"]}
    for name, text in answers.items():
        if text:
            cells[ANSWERS[name]]["source"] = text
    return made


def changed(made: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The notebook with the cells changed as a row says."""
    cells = {cell["id"]: cell for cell in made["cells"]}
    for name, source in row.get("source", {}).items():
        cells[name]["source"] = source
    for name, text in row.get("output", {}).items():
        cells[name]["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": text, "text/html": text},
                                   "execution_count": 1, "metadata": {}}]  # fmt: skip
    for name, entries in row.get("nbgrader", {}).items():
        cells[name]["metadata"]["nbgrader"].update(entries)
    kept = [cell for cell in made["cells"] if cell["id"] not in row.get("drop", ())]
    doubled = [copy.deepcopy(cells[name]) for name in row.get("double", ())]
    made["cells"] = [*json.loads(row.get("cells", "[]")), *kept, *doubled]
    if "kernel" in row:
        made["metadata"]["kernelspec"] = {"name": row["kernel"], "display_name": row["kernel"], "language": "c"}
    return made


def _files(row: dict[str, Any], made: dict[str, Any], plan: str) -> dict[str, bytes]:
    beside = {name: text.encode() for name, text in row.get("files", {}).items()}
    if row.get("as_toml"):
        return beside | {f"{NAME}.toml": plan.partition("\n")[2].encode()}
    if "raw" in row:
        raw = row["raw"]
        return beside | {f"{NAME}.ipynb": bytes.fromhex(raw["hex"]) if "hex" in raw else
                         raw["text"].encode() * raw["times"]}  # fmt: skip
    return beside | {row.get("name", f"{NAME}.ipynb"): json.dumps(made).encode()}


def put(one: HandIn, folder: Path, time: float) -> None:
    """Write a hand-in into a folder; its files show the time, in seconds since 1970."""
    for name, content in one.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (time, time))
    for name in (*one.row.get("links", ()), *one.row.get("pipes", ())):
        (folder / name).unlink(missing_ok=True)
    for name, place in one.row.get("links", {}).items():
        (folder / name).symlink_to(place)
    for name in one.row.get("pipes", ()):
        os.mkfifo(folder / name)
