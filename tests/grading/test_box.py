"""What learners' code can reach from inside the box: nothing but numpy, pandas and the table that it is given."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from simulator.grading import box, steps
from simulator.grading.second_process import WORKER, ask

TABLE = pd.DataFrame({"amount": [1.0, 2.0]})
ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the box is Linux's")


def found(body, seconds=20.0):
    """What a learner's function finds out: the number that it returns."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    said = ask(f"def look(table):\n{lines}\n    return {{'found': found}}", "look", ["found"], [TABLE], seconds)
    return said[0]["found"] if isinstance(said[0], dict) else said[0]


@linux
def test_there_is_a_box():
    """On Linux with bubblewrap, which CI installs, learners' code always runs in it."""
    assert box.works() and Path(box.boxed(["true"], WORKER)[0]).name == "bwrap"


@linux
@pytest.mark.parametrize("path", [str(ROOT / "solutions"), str(ROOT / "grading"), str(ROOT / "simulator" / "plan.py"),
                                  "/etc/passwd", "/home", "/var"])  # fmt: skip
def test_the_courses_files_are_not_there(path):
    assert found(f"import os\nfound = float(os.path.exists({path!r}))") == 0.0


@linux
def test_there_is_no_network():
    assert found("import socket\nfound = float(len(socket.if_nameindex()))") == 1.0


@linux
def test_no_other_process_can_be_seen_and_the_user_is_nobody_or_ones_own():
    assert found("import os\nfound = float(sum(one.isdigit() for one in os.listdir('/proc')))") <= 3
    assert found("import os\nfound = float(os.geteuid() == 0)") == 0.0


@linux
def test_nothing_can_be_written_and_no_process_started():
    writes = (
        "found = 0.0\nfor place in ('/tmp/x', '/x', '/dev/shm/x'):\n    try:\n        open(place, 'w').write('x' * 10)"
    )
    assert found(writes + "\n        found += 1\n    except OSError:\n        pass") == 0.0
    starts = "import subprocess\ntry:\n    subprocess.run(['true'])\n    found = 1.0\nexcept OSError:\n    found = 0.0"
    assert found(starts) == 0.0


@linux
@pytest.mark.parametrize(
    "call",
    [
        "shmget(0, 4096, 0o1600)",
        "shmat(0, None, 0)",
        "ptrace(0, 0, 0, 0)",
        "unshare(0x10000000)",
        "memfd_create(b'x', 0)",
        "process_vm_readv(1, 0, 0, 0, 0, 0)",
        "syscall(425, 8, ctypes.create_string_buffer(200))",
    ],
)
def test_calls_that_reach_past_the_limits_are_not_permitted(call):
    body = f"import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nlibc.{call}\nfound = float(ctypes.get_errno())"
    assert found(body) == errno.EPERM


@linux
def test_no_secret_of_the_environment_is_there(monkeypatch):
    monkeypatch.setenv("PEAK_SEASON_SECRET", "sesame")
    assert found("import os\nfound = float('PEAK_SEASON_SECRET' in os.environ)") == 0.0


@linux
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_the_box_works_for_an_ordinary_user_too():
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
    program = f"{Path(box.__file__).read_text()}\nprint(os.geteuid(), works())"
    ran = subprocess.run([*nobody, python, "-c", program], capture_output=True, text=True, cwd="/", check=True)
    assert ran.stdout == "65534 True\n"


def test_without_a_box_code_is_refused_unless_one_says_so(monkeypatch):
    monkeypatch.setattr(box, "works", lambda: False)
    monkeypatch.delenv(box.UNBOXED, raising=False)
    with pytest.raises(box.NoBoxError, match="install bubblewrap"):
        box.boxed(["python"], WORKER)
    monkeypatch.setenv(box.UNBOXED, "1")
    assert box.boxed(["python"], WORKER) == ["python"]


def test_grading_stops_where_there_is_no_box(monkeypatch):
    def no_box(*_):
        raise box.NoBoxError(box.MISSING)

    monkeypatch.setattr(steps, "mark_of", no_box)
    with pytest.raises(box.NoBoxError):
        steps.TrustedScore()._mark(None, None, None, {"assignment": "ps1-platforms"})
