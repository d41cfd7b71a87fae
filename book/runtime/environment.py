"""The course's own Python environment, made once and made again only when its requirements change."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from runtime import fingerprint
from runtime.commands import run
from runtime.places import PYTHON, ROOT, SCRIPTS, VENV, given_files
from runtime.problems import CourseError, require_space, say

STAMP = VENV / "peak-season-setup"


def setup() -> None:
    wanted = fingerprint.of(ROOT / "requirements.txt", ROOT / "pyproject.toml")
    if fingerprint.is_current(STAMP, wanted) and PYTHON.exists():
        return
    require_space("setup", ROOT)
    STAMP.unlink(missing_ok=True)
    make_venv()
    install()
    fingerprint.record(STAMP, wanted)


def make_venv() -> None:
    if _works(PYTHON):
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise CourseError(
            f"{sys.executable} has no venv module: on Debian or Ubuntu run 'sudo apt install python3-venv', "
            "then the same command again."
        )
    say("Setting up 1 of 3: a Python environment of the course's own, in .venv")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], "Making the Python environment")


def _works(python: Path) -> bool:
    return (
        python.exists() and subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def install() -> None:
    say("Setting up 2 of 3: the libraries (about 150, one to three minutes the first time)")
    pip("install", "--requirement", str(ROOT / "requirements.txt"))
    say("Setting up 3 of 3: the market simulator")
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check", *offline()]
    run(command, "Installing with pip")


def offline() -> list[str]:
    folder = given_files()
    wheels = folder / "wheels" if folder else None
    return ["--no-index", "--find-links", str(wheels)] if wheels and wheels.is_dir() else []


def tool(name: str) -> str:
    return str(SCRIPTS / (name + ".exe" if os.name == "nt" else name))


def inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def variables() -> dict[str, str]:
    """The environment of every tool: its scripts come first on the path (nbgrader calls alembic by name)."""
    return {
        **os.environ,
        "NO_COLOR": "1",
        "PATH": str(SCRIPTS) + os.pathsep + os.environ.get("PATH", ""),
        "VIRTUAL_ENV": str(VENV),
    }
