# ruff: noqa: E402
"""The machinery that sets the course up, builds it and serves it; without network."""

import ast
import errno
import hashlib
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "book"))

import course
from runtime import (
    browser_files,
    commands,
    environment,
    fingerprint,
    folders,
    notebooks,
    npm,
    problems,
    server,
    sources,
    tasks,
)
from runtime.problems import CourseError


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PEAK_SEASON_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PEAK_SEASON_FILES", raising=False)


def site_with(tmp_path: Path, build: str) -> Path:
    fingerprint.record(tmp_path / "site" / "build.txt", build)
    return tmp_path / "site"


# Python


def test_an_old_python_is_told_which_one_is_needed():
    assert course.wrong_python((3, 9, 2), "python3") == (
        "Peak Season needs Python 3.11 or newer, and python3 is Python 3.9: install a newer one, "
        "then run it by name, as in 'make PYTHON=python3.12 course'."
    )
    assert course.wrong_python(sys.version_info, sys.executable) == ""


def test_an_old_python_can_read_the_first_file():
    ast.parse((ROOT / "book" / "course.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_without_venv_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CourseError, match="sudo apt install python3-venv"):
        environment.make_venv()


# Make


def test_bare_make_lists_the_tasks():
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in listed.splitlines()] == ["help", *tasks.HELP]
    assert all(len(line.split()) > 4 for line in listed.splitlines())


def test_arguments_of_a_tool_reach_it(monkeypatch):
    heard = []
    monkeypatch.setattr(environment, "setup", lambda: None)
    monkeypatch.setattr(environment, "inside", lambda: True)
    monkeypatch.setitem(tasks.COMMANDS, "bench", lambda rest: heard.extend(rest) or 0)
    assert tasks.main(["bench", "--json", "--seasons", "3"]) == 0
    assert heard == ["--json", "--seasons", "3"]


# Errors are a sentence


def test_a_taken_port_is_named_with_another(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CourseError, match=rf"Port {port} is taken by another program: .*--port {port + 1}"):
            server.open_server(port, site=site_with(tmp_path, "0" * 16))


@pytest.mark.parametrize(("build", "words"), [("0" * 16, "This very build"), ("1" * 16, "another build")])
def test_our_own_server_on_the_port_is_recognised(tmp_path, build, words):
    with server.open_server(0, site=site_with(tmp_path, "0" * 16)) as first:
        threading.Thread(target=first.serve_forever, daemon=True).start()
        fingerprint.record(tmp_path / "new" / "build.txt", build)
        with pytest.raises(CourseError, match=words):
            server.open_server(first.server_port, site=tmp_path / "new")
        first.shutdown()


def test_pages_are_asked_for_again_and_programs_have_their_type(tmp_path):
    site = site_with(tmp_path, "0" * 16)
    (site / "module.wasm").write_bytes(b"\0asm")
    with server.open_server(0, site=site) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{running.server_port}/module.wasm") as answer:
            assert answer.headers["Content-Type"] == "application/wasm"
            assert answer.headers["Cache-Control"] == "no-cache"
        running.shutdown()


def test_too_little_disk_is_said_before_the_work(monkeypatch, tmp_path):
    usage = type("Usage", (), {"free": 300_000_000})
    monkeypatch.setattr(problems.shutil, "disk_usage", lambda where: usage)
    with pytest.raises(CourseError, match=r"needs 2 GB of free disk and .* has 0.3 GB"):
        problems.require_space("setup", tmp_path)


def test_a_disk_that_fills_up_is_a_sentence(monkeypatch, capsys):
    def full(wanted, rest):
        raise OSError(errno.ENOSPC, "No space left on device", "file")

    monkeypatch.setattr(tasks, "perform", full)
    assert tasks.main(["build"]) == 1
    assert capsys.readouterr().err == str(problems.no_space("file")) + "\n"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("npm error code ENOTFOUND", "The npm registry cannot be reached"),
        ("NewConnectionError('Failed to establish a new connection')", "cannot be reached.*PEAK_SEASON_FILES"),
        ("OSError: [Errno 28] No space left on device", "is full: free about 2 GB"),
        ("ModuleNotFoundError: No module named 'x'", "its last lines were:\nModuleNotFoundError"),
    ],
)
def test_a_failed_command_is_explained(output, words):
    with pytest.raises(CourseError, match=words):
        commands.run([sys.executable, "-c", f"import sys; sys.exit({output!r})"], "Fetching d3", commands.NPM)


# Downloads


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_sources_are_asked_in_order_and_a_dead_one_once(tmp_path):
    asked = []

    def folder(name):
        asked.append(("folder", name))
        return b"a" if name == "a" else None

    def cdn(name):
        asked.append(("cdn", name))
        raise sources.UnreachableError

    def mirror(name):
        asked.append(("mirror", name))
        return name.encode()

    library = sources.Library([folder, cdn, mirror], tmp_path)
    assert [library.get(name, sha256(name.encode())) for name in "abc"] == [b"a", b"b", b"c"]
    assert "".join(source[0] + name for source, name in asked) == "fafbcbmbfcmc"


def test_the_order_is_folder_then_cdn_then_mirror():
    assert sources.standard().sources == [sources.folder, sources.cdn, sources.mirror]


def test_a_kept_file_needs_no_source(tmp_path):
    (tmp_path / "a").write_bytes(b"a")
    assert sources.Library([], tmp_path).get("a", sha256(b"a")) == b"a"


def test_a_file_that_is_not_the_official_one_is_refused_and_not_kept(tmp_path):
    library = sources.Library([lambda name: b"other"], tmp_path)
    with pytest.raises(CourseError, match="damaged or not the official one"):
        library.get("numpy.whl", sha256(b"numpy"))
    assert not list(tmp_path.glob("numpy*"))


def test_no_source_at_all_is_a_sentence(tmp_path):
    with pytest.raises(CourseError, match="No source has the browser file a"):
        sources.Library([lambda name: None], tmp_path).get("a", "0")


def test_the_given_folder_may_be_an_unpacked_release(tmp_path, monkeypatch):
    monkeypatch.setenv("PEAK_SEASON_FILES", str(tmp_path))
    folders.write_whole(tmp_path / "pyodide" / "a.whl", b"a")
    assert sources.folder("a.whl") == b"a"
    assert sources.folder("b.whl") is None


def test_an_npm_archive_that_was_changed_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PEAK_SEASON_FILES", str(tmp_path))
    (tmp_path / npm.D3.archive).write_bytes(b"changed")
    with pytest.raises(CourseError, match=r"d3-7.9.0.tgz is not the file that was published"):
        npm.fetch(npm.D3)


def test_the_lock_holds_what_is_used_and_nothing_else():
    packages = {
        "numpy": {"depends": []},
        "typing-extensions": {"depends": []},
        "cattrs": {"depends": ["typing_extensions"]},
        "scipy": {"depends": ["numpy"]},
    }
    assert browser_files.closure(packages, ["cattrs", "NumPy"]) == {"numpy", "cattrs", "typing-extensions"}


# Notebooks


def test_a_lesson_becomes_a_notebook_that_any_jupyter_shows(tmp_path):
    lesson = tmp_path / "lesson.md"
    lesson.write_text(LESSON, encoding="utf-8")
    notebook = notebooks.convert(lesson, {"profit": "60 yuan"})
    assert notebooks.is_notebook(lesson)
    assert [cell.source for cell in notebook.cells] == [PLAIN, FORM, AFTER, "import simulator"]
    again = notebooks.convert(lesson, {"profit": "60 yuan"})
    assert notebook.metadata["peak_season"]["edition"] == again.metadata["peak_season"]["edition"]
    assert notebook.metadata["kernelspec"]["name"] == "python"


LESSON = """---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  name: python
  display_name: Python 3
---

(start)=
# Fees

A {term}`visitor <visitors>` on [the platform](overview.md) pays {math}`x^2`.

:::{note} Mind
:class: dropdown

A {ref}`fee` is `due`.
:::

```{season-panel} first-shop
:levers: price

Find the best price.
```

It earned **{glue:text}`profit`**.

```{code-cell} ipython3
import simulator
```
"""

PLAIN = """# Fees

A visitor on the platform pays $x^2$.

> **Mind**
> 
> A fee is `due`.

Find the best price."""
FORM = """from simulator.dashboard import dashboard

dashboard("first-shop", levers=['price'])"""
AFTER = "It earned **60 yuan**."


# Doing nothing twice


def test_a_fingerprint_follows_contents_not_dates(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    first = tmp_path / "lesson.md"
    first.write_text("one", encoding="utf-8")
    before = fingerprint.of(tmp_path)
    first.touch()
    assert fingerprint.of(tmp_path) == before
    first.write_text("two", encoding="utf-8")
    assert fingerprint.of(tmp_path) != before


def test_an_unchanged_environment_is_not_set_up_again(monkeypatch):
    monkeypatch.setattr(fingerprint, "is_current", lambda stamp, wanted: True)
    monkeypatch.setattr(environment, "make_venv", lambda: pytest.fail("made again"))
    environment.setup()


def test_an_interrupted_task_leaves_the_old_folder_and_no_other(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    with pytest.raises(KeyboardInterrupt), folders.whole(tmp_path / "site") as draft:
        (draft / "new").touch()
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["old", "site"]
