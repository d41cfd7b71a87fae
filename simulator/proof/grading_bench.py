"""What grading a class costs beside starting a kernel for each hand-in and playing its seasons; what workers bring."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from jupyter_client.manager import start_new_kernel

from simulator.grading.course import Course
from simulator.proof.rows import Row, seconds
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play

LOOP = "for number in range(60_000_000): number * number"
ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "nbgrader_config.py"
SEEDS = (1, 2)  # two classes of thirty, whose plans are others
CLASS, MOST, LEAST = 60, 1.5, 1.8
SEASONS = 24  # that a plan is scored on
KERNELS, PLAYED = 6, 10  # kernels started, and hand-ins' seasons played, for the class's
UNSEARCHED = "\nc.TrustedScore.rounds = 0\n"  # an instance's best plan is searched once for a course, not for a class


def grading_rows() -> Iterator[Row]:
    """Both rows; none in a learner's repository, which has no solutions to mark by."""
    if not CONFIG.is_file():
        return
    alone = CLASS / KERNELS * seconds(kernels) + CLASS / PLAYED * seconds(seasons)
    one, two = graded(1), graded(2)
    ratio, gain = one.seconds / alone, one.loops / two.loops
    yield Row(
        f"grading a class of {CLASS} with one worker / starting as many kernels with pandas and matplotlib and playing "
        f"the {SEASONS} seasons of each",
        ratio, f"at most {MOST:g}", ratio <= MOST,
    )  # fmt: skip
    yield Row(f"grading a class of {CLASS}, one worker / two, in times of as many bare loops side by side", gain,
              f"at least {LEAST:g}", gain >= LEAST)  # fmt: skip


@frozen
class Spent:
    """What grading a class took: seconds, and how many times as long as bare loops in as many processes at that time,
    for a second core that something else uses is no fault of the grader's."""

    seconds: float
    loops: float


def graded(jobs: int) -> Spent:
    """What a class takes so many workers, in a course of its own."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder))
        for part in ("solutions", "exercises"):
            shutil.copytree(ROOT / part, course.root / part)
        (course.root / CONFIG.name).write_text(CONFIG.read_text(encoding="utf-8") + UNSEARCHED, encoding="utf-8")
        _grade(course, jobs)
        _hand_in(course)
        before = seconds(lambda: loops(jobs))
        spent = seconds(lambda: _grade(course, jobs))
        return Spent(spent, 2 * spent / (before + seconds(lambda: loops(jobs))))


def loops(jobs: int) -> None:
    """Bare loops in so many processes side by side."""
    running = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(jobs)]
    for one in running:
        one.wait()


def _hand_in(course: Course) -> None:
    from simulator.grading.demo.hand_ins import NAME, honest, put

    release = json.loads(course.release(NAME, NAME).read_text(encoding="utf-8"))
    for seed in SEEDS:
        for one in honest(release, seed):
            put(one, course.folder / "inbox" / f"{one.student}-{seed}", 0.0)


def _grade(course: Course, jobs: int) -> None:
    command = [sys.executable, "-m", "simulator.grading", "grade", "ps1-platforms", "--jobs", str(jobs)]
    subprocess.run(command, cwd=course.root, check=True, capture_output=True)


def kernels() -> None:
    """Start kernels, one after the other, each with pandas and matplotlib."""
    for _ in range(KERNELS):
        manager, client = start_new_kernel()
        client.execute_interactive("import pandas, matplotlib.pyplot", store_history=False)
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def seasons() -> None:
    """Play the seasons on which hand-ins are scored, and do nothing with them."""
    plan, scenario = rung("first-shop", "naive"), load("first-shop")
    for seed in range(PLAYED * SEASONS):
        play(plan, scenario, seed)
