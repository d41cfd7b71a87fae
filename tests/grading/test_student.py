"""What learners get works, and holds no trace of solutions or hidden checks."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from simulator.exercise.sheet import FOLDER

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"
sys.path.append(str(ROOT / "book"))
from runtime import student  # noqa: E402

READ = ("en", "zh", "task", "with_code", "stub")
LONG = 28  # characters from which on a line of a solution is nobody else's


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("student") / "repository"
    student.repository(folder)
    return folder


def traces():
    """Lines of the solutions that stand nowhere in what is given out on purpose: exercises, definitions of KPIs, plans
    of the rungs."""
    public = (
        *(ROOT / "exercises").rglob("*.ipynb"),
        ROOT / "simulator" / "kpi.py",
        *(ROOT / "simulator" / "export").glob("*.py"),
        *(ROOT / "simulator" / "world" / "rungs").rglob("*.toml"),
    )
    sheets = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    given = "".join(
        [*(path.read_text(encoding="utf-8") for path in public), *(text for one in sheets for text in told(one))]
    )
    sources = [
        path.read_text(encoding="utf-8") for path in (ROOT / "solutions").rglob("*") if path.suffix in (".py", ".ipynb")
    ]
    lines = {line.strip().strip('",').replace("\\n", "") for text in sources for line in text.splitlines()}
    code = {line for line in lines if len(line) >= LONG and re.search(r"[()=]", line) and line not in given}
    return {line for line in code if not line.startswith(("from ", "import ", "#"))}


def told(sheet):
    """What a sheet says to its reader."""
    for key, value in sheet.items() if isinstance(sheet, dict) else enumerate(sheet) if isinstance(sheet, list) else ():
        yield value if key in READ and isinstance(value, str) else "".join(told(value))


def texts(folder):
    """Every text under a folder by its place, those in zip files and wheels as well."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield from opened(str(path), path.read_bytes())


def opened(name, content):
    if name.endswith((".whl", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.namelist():
                if "peak" in name or one.startswith(("simulator", "exercises", "solutions")):
                    yield from opened(f"{name}/{one}", archive.read(one))
    elif name.endswith((".py", ".ipynb", ".md", ".html", ".json", ".js", ".toml", ".csv", ".txt")):
        yield name, content.decode("utf-8", "ignore")


def test_the_repository_has_what_the_course_needs_and_no_solutions(repository):
    names = {path.name for path in repository.iterdir()}
    assert {"book", "chapters", "exercises", "simulator", "Makefile", "requirements.txt"} <= names
    assert not {"solutions", "tests", "nbgrader_config.py", "grading", "_build"} & names


def test_the_demo_class_stays_with_the_instructor(repository, tmp_path):
    known = {path.name for path in (ROOT / student.DEMO_CLASS).glob("*.toml")}
    assert {"honest.toml", "hostile.toml"} <= known
    assert not [path for path in repository.rglob("*") if path.name in known or student.DEMO_CLASS.name in path.parts]
    done = subprocess.run([sys.executable, "-m", "simulator.grading", "demo-class"], cwd=repository, text=True,
                          capture_output=True, env=os.environ | {"PYTHONPATH": str(repository)})  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2,
        "'demo-class' is no command; there are: grade, collect, certificate.\n",
    )


def test_the_wheel_has_no_demo_class(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
                   cwd=ROOT, check=True, capture_output=True)  # fmt: skip
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "simulator/grading/grade.py" in names and not [name for name in names if "/demo/" in name]


@pytest.mark.parametrize("where", ["repository", "site"])
def test_no_line_of_a_solution_is_in_what_learners_get(repository, where):
    secret = traces()
    assert len(secret) > 60
    places = SITE if where == "site" else repository
    found = {name: line for name, text in texts(places) for line in secret if line in text}
    assert not found


def test_a_trace_would_be_seen(repository):
    (repository / "exercises" / "leak.py").write_text((ROOT / "solutions" / "ps1-platforms" / "source.py").read_text())
    assert any(line in text for _, text in texts(repository) for line in traces())
