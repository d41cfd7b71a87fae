"""Makes all that learners and graders use from the exercises' sources: python -m simulator.grading.release.

Of each `solutions/NAME/source.py`: the notebook with solutions beside it, the notebook that is given out in
`exercises/`, and the public sheets of the page and the notebook.
"""

import logging
import os
import runpy
import tempfile
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from simulator.grading import sheets
from simulator.grading.exercise import Assignment
from simulator.grading.notebooks import notebook_of

SOURCE = "source.py"


def assignments(root: Path) -> dict[str, Assignment]:
    """The assignments of a course by name."""
    paths = sorted((root / "solutions").glob(f"*/{SOURCE}"))
    return {path.parent.name: runpy.run_path(str(path))["ASSIGNMENT"] for path in paths}


def write_solutions(root: Path) -> None:
    """Write the notebook with solutions of each assignment beside its source."""
    for name, assignment in assignments(root).items():
        nbformat.write(notebook_of(name, assignment), root / "solutions" / name / f"{name}.ipynb")


def release(root: Path, to: Path) -> list[str]:
    """Write the released notebook of every assignment in `root/solutions` into the folder `to`; their names.

    Leaves the class's gradebook alone.
    """
    names = sorted(path.parent.name for path in (root / "solutions").glob("*/*.ipynb"))
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            config = Config(PyFileConfigLoader("nbgrader_config.py", str(root)).load_config())
            config.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
            config.CourseDirectory.release_directory = os.path.relpath(to, root)
            config.CourseDirectory.assignment_id = name
            config.GenerateAssignment.force = True
            generate = GenerateAssignment(CourseDirectory(config=config), config=config)
            generate.log.setLevel(logging.ERROR)
            generate.start()
    return names


def main() -> None:
    """Make everything of the course in the current folder."""
    root = Path.cwd()
    write_solutions(root)
    for name in release(root, root / "exercises"):
        sheets.write(name, assignments(root)[name])
        print(name)


if __name__ == "__main__":
    main()
