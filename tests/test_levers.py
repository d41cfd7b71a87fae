"""No lever is built until it moves its KPI."""

import pytest

from simulator.plan import levers
from simulator.proof.levers import CLEAR, MOVES


@pytest.mark.proof
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.field)
def test_lever_moves_its_kpi(move):
    found = move.difference(seasons=8)
    sign = {"+": 1, "-": -1}[move.sign]
    assert sign * found.difference > CLEAR * found.standard_error > 0


def test_every_lever_has_its_move():
    moved = {move.field for move in MOVES}
    for field in levers():
        part, *_, name = field.split(".")
        assert any(one.startswith(part) and one.endswith(f".{name}") for one in moved), field
        if part == "promotions" and name != "products":
            assert field in moved
