"""Makes `exercises/` from `solutions/`: python -m simulator.grading.release [FOLDER]."""

import logging
import os
import sys
import tempfile
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

ROOT = Path.cwd()


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
    """Write the exercises of the course in the current folder."""
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "exercises"
    print("\n".join(release(ROOT, to.resolve())))


if __name__ == "__main__":
    main()
