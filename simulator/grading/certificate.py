"""Instances with numbers of a learner's own, each as hard as the scenario that it was made from, and a table of them.

`python -m simulator.grading.certificate ps1-platforms first-shop ann bob > table.csv`. Everything is made anew from the
course's secret and the learner's id, and nothing is kept.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import cattrs
import numpy as np
from attrs import asdict, frozen
from rich.console import Console
from rich.progress import track

from simulator import world
from simulator.experiment import replicate, standings
from simulator.fit import fit
from simulator.grading.course import Course
from simulator.grading.instance import Instance, hidden_seeds, varied
from simulator.grading.scale import Scale
from simulator.plan import Plan
from simulator.scenario import Scenario, load
from simulator.score import RUNGS, rung, score

CHEAPER, DEARER = (0.62, 0.75), (1.3, 1.6)  # factors on prices, the one or the other
VISITS = (1.35, 1.7)  # factor on visits
BAND = 10.0  # points by which the naive and the good plan may stand higher or lower than in the scenario itself
MOST = 80.0  # score that a plan of the repository may reach, as it stands
SEASONS = 4
TRIES = 40


@frozen
class Certificate:
    """How an instance was made and how hard it is: its factors on prices and visits, at which try it was accepted, the
    scores of the naive and the good plan carried over to it, in it and in its scenario, the best score of a plan of the
    repository as it stands, and the SHA-256 of its numbers."""

    learner: str
    key: str
    tries: int
    prices: float
    visits: float
    naive: float
    naive_usual: float
    good: float
    good_usual: float
    copied: float
    numbers: str

    @property
    def accepted(self) -> bool:
        """Whether it is as hard as the scenario, and no plan that can be copied does well in it."""
        near = abs(self.naive - self.naive_usual) <= BAND and abs(self.good - self.good_usual) <= BAND
        return near and self.copied <= MOST


def own_instance(course: Course, assignment: str, scenario: str, learner: str) -> tuple[Instance, Certificate]:
    """The instance of a learner with its certificate.

    Raises `LookupError` when none of `TRIES` is accepted.
    """
    base, judged = load(scenario), course.seeds(assignment, "certificate", SEASONS)
    usual = {name: one["score"].value for name, one in standings(base, judged).items()}
    for number in range(TRIES):
        instance, certificate = _drawn(course, assignment, base, learner, number, judged, usual)
        if certificate.accepted:
            return instance, certificate
    raise LookupError(f"none of {TRIES} instances of {scenario} for {learner} is as hard as the scenario")


def _drawn(course: Course, assignment: str, base: Scenario, learner: str, number: int, judged: tuple[int, ...],
           usual: dict[str, float]) -> tuple[Instance, Certificate]:  # fmt: skip
    rng = np.random.Generator(np.random.PCG64(course.number(assignment, "world of", learner, number)))
    scale = Scale(round(rng.uniform(*(CHEAPER, DEARER)[rng.integers(2)]), 3), round(rng.uniform(*VISITS), 3))
    place = varied(scale.scenario(base), rng)
    key = f"{assignment} {course.number(assignment, 'name of', learner):012x}"
    naive, good, copied = _scores(base, place, scale, judged)
    scores = (round(one, 1) for one in (naive, usual["naive"], good, usual["good"], copied))
    made = (number + 1, scale.prices, scale.visits)
    return Instance(key, place, *hidden_seeds(course, assignment)), Certificate(
        learner, key, *made, *scores, digest(place)
    )


def _scores(base: Scenario, place: Scenario, scale: Scale, on: tuple[int, ...]) -> tuple[float, float, float]:
    """Scores of the naive and the good plan carried over, and of the best plan of the repository that was not."""
    low, naive, good, high = (_points(scale.plan(rung(base.key, name)), place, on) for name in RUNGS)
    copied = (_points(one, place, on) for one in published(place))
    return (score(naive, low, high).value, score(good, low, high).value,
            max(score(one, low, high).value for one in copied))  # fmt: skip


def _points(plan: Plan, scenario: Scenario, on: tuple[int, ...]) -> np.ndarray:
    return replicate(plan, scenario, on)["points"]


def published(place: Scenario) -> list[Plan]:
    """The plans of the repository for a scenario, as far as they can be played in the instance."""
    return [one for one in (rung(place.key, name) for name in RUNGS) if not fit(one, place)]


def digest(place: Scenario) -> str:
    """SHA-256 of a scenario's numbers."""
    plain = cattrs.unstructure(place) | {"start": place.start.isoformat()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def table(certificates: Iterable[Certificate]) -> None:
    """Write certificates to standard output as CSV."""
    every = [asdict(one) for one in certificates]
    lines = csv.DictWriter(sys.stdout, every[0], lineterminator="\n")
    lines.writeheader()
    lines.writerows(every)


def main() -> None:
    """The certificate table of some learners."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("assignment")
    asked.add_argument("scenario", choices=world.scenario_names())
    asked.add_argument("learners", nargs="+")
    given = asked.parse_args()
    learners = track(given.learners, "Making instances", console=Console(stderr=True))
    table(own_instance(Course(Path.cwd()), given.assignment, given.scenario, one)[1] for one in learners)


if __name__ == "__main__":
    main()
