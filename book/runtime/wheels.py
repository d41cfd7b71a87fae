"""The wheels that the browser needs beside Pyodide's own: the simulator and pure Python libraries."""

import email
import hashlib
import io
import re
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from runtime import folders, sources
from runtime.commands import run
from runtime.places import ROOT, cache, given_files
from runtime.problems import CourseError

NEWER = ("attrs", "typing-extensions")  # than Pyodide's own, because cattrs asks for that
STUBBED = {"widgetsnbextension"}  # by the notebooks' kernel
BROWSER = {"sys_platform": "emscripten", "python_version": "3.12", "python_full_version": "3.12.7", "extra": ""}


@dataclass(frozen=True)
class Wheel:
    name: str
    file_name: str
    content: bytes
    depends: tuple[str, ...]

    def entry(self) -> dict:
        """What Pyodide's lock says of a package."""
        return {
            "name": self.name,
            "version": self.file_name.split("-")[1],
            "file_name": self.file_name,
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "install_dir": "site",
            "package_type": "package",
            "imports": self.imports(),
            "depends": list(self.depends),
            "unvendored_tests": False,
        }

    def imports(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            names = {name.split("/")[0] for name in archive.namelist()}
        return sorted(name.removesuffix(".py") for name in names if not name.endswith((".dist-info", ".data")))


def pinned(name: str) -> str:
    """The version that the reader's own environment has too."""
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==(\S+)", pins, re.MULTILINE)
    if not found:
        raise CourseError(f"requirements.txt does not pin {name}, which the browser needs.")
    return found[1]


def own(stock: Collection[str]) -> list[Wheel]:
    """The simulator, and whatever it needs that is not in stock in the same or a newer version."""
    found = {"peak-season": simulator()}
    waiting = [*required("dependencies", "notebook"), *NEWER]
    while waiting:
        name = waiting.pop()
        if name not in found and (name not in stock or name in NEWER):
            found[name] = pure(name)
            waiting += found[name].depends
    return list(found.values())


def pure(name: str) -> Wheel:
    path = kept(name, pinned(name))
    return Wheel(name, path.name, path.read_bytes(), depends(path))


def depends(wheel: Path) -> tuple[str, ...]:
    with zipfile.ZipFile(wheel) as archive:
        about = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        listed = email.message_from_bytes(archive.read(about)).get_all("Requires-Dist", [])
    needs = [need for need in map(Requirement, listed) if not need.marker or need.marker.evaluate(BROWSER)]
    return tuple(name for name in (canonicalize_name(need.name) for need in needs) if name not in STUBBED)


def kept(name: str, version: str) -> Path:
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    given = given_files()
    for folder in (given / "wheels" if given else None, cache() / "wheels"):
        found = next(folder.glob(pattern), None) if folder else None
        if found:
            return found
    with tempfile.TemporaryDirectory() as place:
        wheel = sources.download(f"{name}=={version}", Path(place))
        folders.write_whole(cache() / "wheels" / wheel.name, wheel.read_bytes())
    return cache() / "wheels" / wheel.name


def simulator() -> Wheel:
    """The checkout's own package; its file name holds its hash, so that no browser keeps an old one."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place]
        run(command, "Building the simulator's wheel", cwd=ROOT)
        wheel = next(Path(place).glob("*.whl"))
        name, content = wheel.name, wheel.read_bytes()
    build = f"-0{hashlib.sha256(content).hexdigest()[:8]}-py3-"
    return Wheel("peak-season", name.replace("-py3-", build), content, required("dependencies"))


def required(*lists: str) -> tuple[str, ...]:
    """Names of the packages that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"dependencies": project["dependencies"], **project.get("optional-dependencies", {})}
    return tuple(dict.fromkeys(re.match(r"[\w.-]+", wanted)[0] for group in lists for wanted in groups[group]))
