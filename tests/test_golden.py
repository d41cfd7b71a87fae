"""The same plan, scenario and seed give the same season on every machine.

After a deliberate change of the market: python tests/test_golden.py writes the digests anew.
"""

import json
from pathlib import Path

import pytest

from simulator.scenario import load
from simulator.score import RUNGS, rung
from simulator.season import play
from simulator.world import scenario_names

FILE = Path(__file__).parent / "golden.json"
SEASONS = [(name, which, seed) for name in scenario_names() for which in RUNGS for seed in (1, 7)]


def digest(name, which, seed):
    return play(rung(name, which), load(name), seed).digest


@pytest.mark.parametrize(("name", "which", "seed"), SEASONS)
def test_digest_is_the_golden_one(name, which, seed):
    assert digest(name, which, seed) == json.loads(FILE.read_text())[f"{name} {which} {seed}"]


if __name__ == "__main__":
    FILE.write_text(json.dumps({f"{a} {b} {c}": digest(a, b, c) for a, b, c in SEASONS}, indent=1) + "\n")
