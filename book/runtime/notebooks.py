"""Lessons and exercises as notebooks for JupyterLite."""

import hashlib
from pathlib import Path

import jupytext
import nbformat

from runtime.places import ROOT
from runtime.plain_markdown import plain

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
        nbformat.write(convert(source), target)


def convert(source: Path) -> nbformat.NotebookNode:
    lesson = source.suffix == ".md"
    notebook = jupytext.read(source, fmt="md:myst" if lesson else None)
    notebook.metadata["kernelspec"] = KERNEL
    notebook.metadata.pop("jupytext", None)
    for cell in notebook.cells:
        if lesson and cell.cell_type == "markdown":
            cell.source = plain(cell.source)
    number_cells(notebook)
    notebook.metadata["peak_season"] = {"edition": edition(notebook)}
    return notebook


def number_cells(notebook: nbformat.NotebookNode) -> None:
    """Cell ids by position: jupytext draws them at random, and an unchanged lesson must stay the same file."""
    for number, cell in enumerate(notebook.cells):
        cell["id"] = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number}")
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def edition(notebook: nbformat.NotebookNode) -> str:
    """Tells a reader's saved copy of an older edition from the notebook of today."""
    text = "\0".join(cell.cell_type + cell.source for cell in notebook.cells)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
