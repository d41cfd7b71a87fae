"""A gradebook in a PostgreSQL database, made for the test and by the setting alone."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from classroom import NAME, QUICK_CONFIG, hand_in, make_course, marks, notebook
from nbgrader.api import Gradebook

from simulator.grading import gradebook

SERVER = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
pytestmark = [pytest.mark.proof, pytest.mark.skipif(not SERVER, reason="no PostgreSQL server is installed")]


@pytest.fixture
def database():
    """The address of an empty database."""
    folder = Path("/tmp") / f"peak-season-postgresql-{os.getpid()}"
    folder.mkdir()
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def control(*words):
        subprocess.run([*user, SERVER / "pg_ctl", "-D", folder / "data", *words], check=True, capture_output=True)

    subprocess.run([*user, SERVER / "initdb", "-D", folder / "data", "-A", "trust", "-U", "ann"], check=True,
                   capture_output=True, cwd="/")  # fmt: skip
    control("-l", folder / "log", "-w", "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "start")
    yield f"postgresql://ann:sesame@127.0.0.1:{port}/postgres"
    control("-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_a_class_is_graded_in_it(tmp_path, database, monkeypatch):
    course = make_course(tmp_path / "course")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(QUICK_CONFIG)
    for student in ("ann", "bea"):
        hand_in(course, student, notebook())
    command = [sys.executable, "-m", "simulator.grading", "grade", NAME, "--jobs", "2"]
    done = subprocess.run(command, cwd=course, text=True,
                          capture_output=True, env=os.environ | {gradebook.SETTING: database})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (course / "grading" / "gradebook.db").exists()
    monkeypatch.setenv(gradebook.SETTING, database)
    with Gradebook(gradebook.address(course), "peak-season") as book:
        scores = {one.student.id: one.score for one in book.assignment_submissions(NAME)}
    assert scores == {student: sum(points for points, _ in marks(course, student)) for student in ("ann", "bea")}
