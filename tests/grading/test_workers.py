"""Work in several processes goes on when one of them dies, and ends with its parent."""

import os
import subprocess
import sys
import time
from functools import partial

from simulator.grading.report import Graded
from simulator.grading.workers import DIED, in_workers

SLEEPERS = """
import os, sys, time
from simulator.grading.workers import in_workers
def work(student):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece, as two do so at once
    time.sleep(60)
list(in_workers(work, ["ann", "bea"], 2))
"""


def work(student):
    if student == "killer":
        os._exit(9)
    return Graded(student, 0.0)


def mark_in(folder, student):
    time.sleep(0.05)
    (folder / student).touch()
    return Graded(student, 0.0)


def test_a_process_that_dies_takes_nobody_with_it():
    class_of_ten = [*(f"learner-{number}" for number in range(5)), "killer", *map(str, range(4))]
    found = list(in_workers(work, class_of_ten, 2))
    assert sorted(one.student for one in found) == sorted(class_of_ten)
    assert [one.student for one in found if one.trouble == DIED] == ["killer"]


def test_whoever_stops_listening_stops_the_work(tmp_path):
    """All but the hand-ins that are being marked, and one more for each process, are left."""
    work = partial(mark_in, tmp_path)
    for _ in in_workers(work, [str(number) for number in range(60)], 2):
        break
    assert 1 <= len(list(tmp_path.iterdir())) <= 8


def test_nobody_means_no_process():
    assert list(in_workers(work, [], 2)) == []


def test_processes_end_with_their_parent():
    parent = subprocess.Popen([sys.executable, "-c", SLEEPERS], stdout=subprocess.PIPE, text=True)
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not any(map(alive, workers)):
            return
        time.sleep(0.1)
    raise AssertionError(f"{workers} go on")


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
