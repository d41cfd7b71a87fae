"""The tasks of `make` and of `python book/course.py`."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from runtime import catalogues, environment, server
from runtime.environment import tool
from runtime.places import BUILD, EXECUTED, PYTHON, ROOT, VENDOR
from runtime.problems import CourseError, is_full_disk, no_space, say

HELP = {
    "course": "set everything up, build the course, serve it and open it",
    "setup": "only install what the course needs, into .venv",
    "build": "only build the course, into _build/html",
    "serve": "serve the course that was built last",
    "test": "check style, build the course, run the tests",
    "proof": "run the long statistical checks",
    "lint": "check style and the order of the floors",
    "format": "put the code into the one style",
    "bench": "measure how fast seasons run",
    "rungs": "play the reference plans of every scenario, and write the table of where they stand",
    "exercises": "make the exercises from their solutions",
    "student": "make what learners get, without solutions: a repository, the site, and both in a zip file",
    "grade": "grade a class: what lies in grading/inbox",
    "bundle": "fill a folder with all downloads, for a classroom without internet",
    "clean": "delete what was built",
}


def main(arguments: list[str]) -> int:
    try:
        wanted, rest = parser().parse_known_args(arguments)
        return perform(wanted, rest) or 0
    except CourseError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if not is_full_disk(error):
            raise
        print(no_space(error.filename or ROOT), file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="course.py", description="Peak Season on your own machine.", allow_abbrev=False)
    tasks = top.add_subparsers(dest="task", required=True, metavar="TASK")
    for name, words in HELP.items():
        task = tasks.add_parser(name, help=words, description=words, allow_abbrev=False, add_help=name not in COMMANDS)
        if name in ("course", "serve"):
            task.add_argument("--port", type=port, default=8000)
            task.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets a class open it")
            task.add_argument("--no-open", action="store_true", help="do not open a browser")
    return top


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; allowed: a whole number from 1 to 65535")
    return int(text)


def perform(wanted: argparse.Namespace, rest: list[str]) -> int | None:
    if wanted.task == "clean":
        return clean()
    if wanted.task == "course":
        server.require_port(wanted.port)
    environment.setup()
    if not environment.inside():
        return again()
    os.chdir(ROOT)
    os.environ.update(environment.variables())
    catalogues.make()
    if wanted.task in COMMANDS:
        return COMMANDS[wanted.task](rest)
    if rest:
        raise CourseError(f"The task {wanted.task} does not know {' '.join(rest)}.")
    return HERE[wanted.task](wanted)


def again() -> int:
    """The rest runs in the course's own environment."""
    command = [str(PYTHON), *sys.argv]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def setup(wanted: argparse.Namespace) -> None:
    say("Everything is installed.")


def build(wanted: argparse.Namespace) -> None:
    from runtime import book

    book.make()


def serve(wanted: argparse.Namespace) -> None:
    server.serve(wanted.port, wanted.host, not wanted.no_open)


def course(wanted: argparse.Namespace) -> None:
    build(wanted)
    serve(wanted)


def clean() -> None:
    for folder in (BUILD, VENDOR, EXECUTED):
        shutil.rmtree(folder, ignore_errors=True)


def python(*module: str) -> Callable[[list[str]], int]:
    return lambda rest: subprocess.call([sys.executable, "-m", *module, *rest])


def lint(rest: list[str]) -> int:
    commands = (["ruff", "check"], ["ruff", "format", "--check"], ["lint-imports"])
    return max(subprocess.call([tool(name), *options]) for name, *options in commands)


def reformat(rest: list[str]) -> int:
    return subprocess.call([tool("ruff"), "check", "--fix"]) or subprocess.call([tool("ruff"), "format"])


def test(rest: list[str]) -> int:
    from runtime import book, browser, page_libraries

    os.environ["PEAK_SEASON_BROWSER"] = browser.require()
    failed = lint([])
    book.make()
    os.environ["PEAK_SEASON_AXE"] = str(page_libraries.axe())
    return python("pytest", "-m", "not proof", "-n", "2", "--dist", "worksteal")(rest) or failed


def proof(rest: list[str]) -> int:
    environment.pip("install", "--no-deps", "--requirement", str(ROOT / "requirements-proof.txt"))
    return python("pytest", "-m", "proof", "-n", "2", "--dist", "worksteal")(rest)


def bench(rest: list[str]) -> int:
    from runtime import bench

    return bench.main(rest)


def bundle(rest: list[str]) -> None:
    from runtime import bundle

    bundle.make(Path(rest[0] if rest else "peak-season-files").resolve())


def student(rest: list[str]) -> None:
    from runtime import student

    student.make()


HERE = {"setup": setup, "build": build, "serve": serve, "course": course}
COMMANDS = {
    "test": test,
    "proof": proof,
    "lint": lint,
    "format": reformat,
    "bench": bench,
    "rungs": python("simulator.proof.standings"),
    "exercises": python("simulator.grading.release"),
    "student": student,
    "grade": python("simulator.grading.grade"),
    "bundle": bundle,
}
