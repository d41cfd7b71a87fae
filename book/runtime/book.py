"""The built course: Jupyter Book's pages with the simulator and the notebooks beside them."""

from pathlib import Path

from runtime import browser_files, fingerprint, folders, page_libraries, runs
from runtime.commands import attempt
from runtime.environment import tool, variables
from runtime.places import BUILD, ROOT, SITE
from runtime.problems import CourseError, require_space, say

STAMP = "build.txt"


def make() -> None:
    wanted = inputs()
    if fingerprint.is_current(SITE / STAMP, wanted):
        return
    BUILD.mkdir(exist_ok=True)
    require_space("build", BUILD)
    page_libraries.make()
    browser_files.make()
    write_site(wanted)


def inputs() -> str:
    folders_read = [ROOT / name for name in ("simulator", "book", "chapters", "exercises")]
    files_read = [
        ROOT / name for name in ("_config.yml", "_toc.yml", "requirements.txt", "pyproject.toml", "README.md")
    ]
    return fingerprint.of(*folders_read, *files_read)


def write_site(wanted: str) -> None:
    from runtime import lite  # slow to import, and most starts have nothing to build

    say("Running the seasons of the pages (the first time, and when the simulator has changed)")
    runs.make()
    say("Building the pages")
    with folders.scratch(BUILD) as draft:
        pages(draft)
        site = draft / "_build" / "html"
        lite.make()
        lite.place(site)
        fingerprint.record(site / STAMP, wanted)
        folders.swap(site, SITE)


def pages(draft: Path) -> None:
    command = [tool("jupyter-book"), "build", ".", "--all", "-W", "-n", "--keep-going", "--path-output", str(draft)]
    done = attempt(command, cwd=ROOT, env={**variables(), "PEAK_SEASON_VERSION": browser_files.version()})
    if done.returncode:
        reports = sorted((draft / "_build" / "html" / "reports").rglob("*.log"))
        logs = [path.read_text(encoding="utf-8") for path in reports]
        raise CourseError(
            "\n".join([*complaints(done.stdout), *logs, "The book was not built: warnings count as errors."])
        )


def complaints(output: str) -> list[str]:
    lines = output.splitlines()
    marked = [line for line in lines if any(word in line for word in ("WARNING", "ERROR", "Error:"))]
    return marked or lines[-25:]
