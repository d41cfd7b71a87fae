"""Work for many students in several processes: one that dies harms no other, and none outlives its parent."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from simulator.grading.report import Graded

DIED = "the process that marked it was ended, perhaps for want of memory"
Work = Callable[[str], Graded]


def in_workers(work: Work, students: Sequence[str], jobs: int) -> Iterator[Graded]:
    """What the work gives for each student, as it comes. Where a process dies, those it may have been working for are
    tried again, each in a process of its own."""
    left = list(students)
    while left:
        try:
            for one in _pooled(work, left, jobs):
                left.remove(one.student)
                yield one
        except BrokenProcessPool:
            for student in left[: 2 * jobs]:  # the pool takes hand-ins in order, one ahead for each process
                left.remove(student)
                yield _alone(work, student)


def _alone(work: Work, student: str) -> Graded:
    try:
        return next(_pooled(work, [student], 1))
    except BrokenProcessPool:
        return Graded(student, 0.0, DIED)


def _pooled(work: Work, students: Sequence[str], jobs: int) -> Iterator[Graded]:
    pool = ProcessPoolExecutor(min(jobs, len(students)), initializer=_follow_parent)
    try:
        for one in as_completed([pool.submit(work, student) for student in students]):
            yield one.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """Leave it to the parent to stop, and end when it is gone: this process would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
