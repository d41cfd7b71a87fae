"""Lessons and exercises as notebooks for JupyterLite."""

import ast
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat

from runtime.places import EXECUTED, ROOT
from runtime.plain_markdown import plain

GLUED = "application/papermill.record/text/plain"
PANEL = re.compile(r"^```\{season-panel\} *(\S+)\n((?:.*\n)*?)```$", re.MULTILINE)
OPTION = re.compile(r"^:[\w-]+:.*\n", re.MULTILINE)
LEVERS = re.compile(r"^:levers: *(.*)$", re.MULTILINE)
FORM = 'from simulator.dashboard import dashboard\n\ndashboard("{scenario}"{levers})'
KERNEL = {"name": "python", "display_name": "Python (in the browser)", "language": "python"}


def sources() -> dict[str, Path]:
    """{path in JupyterLite: source}; lessons keep their folder without `chapters/`."""
    chapters, exercises = ROOT / "chapters", ROOT / "exercises"
    lessons = {
        path.relative_to(chapters).with_suffix(".ipynb").as_posix(): path
        for path in chapters.rglob("*.md")
        if is_notebook(path)
    }
    released = {path.relative_to(ROOT).as_posix(): path for path in exercises.glob("*/*.ipynb")}
    return {**lessons, **released}


def is_notebook(path: Path) -> bool:
    head = path.read_text(encoding="utf-8").split("\n---", 1)[0]
    return head.startswith("---") and "kernelspec:" in head


def write(folder: Path) -> None:
    for name, source in sources().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(convert(source, told(source)), target)


def told(source: Path) -> dict[str, str]:
    """The numbers that a lesson's text took from its run, by their names."""
    if source.suffix != ".md":
        return {}
    wanted = sources_of_code(jupytext.read(source, fmt="md:myst"))
    runs = [nbformat.read(path, as_version=4) for path in EXECUTED.glob("executed/*/base.ipynb")]
    return next((glued(run) for run in runs if sources_of_code(run) == wanted), {})


def sources_of_code(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def glued(run: nbformat.NotebookNode) -> dict[str, str]:
    outputs = [output for cell in run.cells for output in cell.get("outputs", ())]
    named = [output for output in outputs if "scrapbook" in output.get("metadata", {})]
    return {one.metadata["scrapbook"]["name"]: ast.literal_eval(one["data"][GLUED]) for one in named}


def convert(source: Path, numbers: dict[str, str]) -> nbformat.NotebookNode:
    lesson = source.suffix == ".md"
    notebook = jupytext.read(source, fmt="md:myst" if lesson else None)
    notebook.metadata["kernelspec"] = KERNEL
    notebook.metadata.pop("jupytext", None)
    if lesson:
        notebook.cells = [one for cell in notebook.cells for one in readable(cell, numbers)]
    number_cells(notebook)
    notebook.metadata["peak_season"] = {"edition": edition(notebook)}
    return notebook


def readable(cell: nbformat.NotebookNode, numbers: dict[str, str]) -> Iterator[nbformat.NotebookNode]:
    """A lesson's cell as a notebook shows it; a live panel becomes a form in a cell of its own."""
    if cell.cell_type != "markdown":
        yield cell
        return
    text = cell.source
    for found in PANEL.finditer(cell.source):
        before, _, text = text.partition(found.group(0))
        yield nbformat.v4.new_markdown_cell(plain(before + OPTION.sub("", found.group(2)).lstrip("\n"), numbers))
        levers = LEVERS.search(found.group(2))
        chosen = f", levers={levers.group(1).split()!r}" if levers else ""
        yield nbformat.v4.new_code_cell(FORM.format(scenario=found.group(1), levers=chosen))
    yield nbformat.v4.new_markdown_cell(plain(text.lstrip("\n"), numbers))


def number_cells(notebook: nbformat.NotebookNode) -> None:
    """Cell ids by position: jupytext draws them at random, and an unchanged lesson must stay the same file."""
    for number, cell in enumerate(notebook.cells):
        cell["id"] = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number}")
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def edition(notebook: nbformat.NotebookNode) -> str:
    """Tells a reader's saved copy of an older edition from the notebook of today."""
    text = "\0".join(cell.cell_type + cell.source for cell in notebook.cells)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
