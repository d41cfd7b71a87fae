"""Messages: groups by activity, fatigue, leaving for good; reminders."""

import numpy as np
import pytest

from simulator.laws import messages


def test_a_customer_passes_from_active_to_lost():
    ends = (21.0, 35.0, 56.0)
    groups = [messages.GROUPS[messages.group(days, ends)] for days in (0, 20, 21, 34, 35, 55, 56, 300)]
    assert groups == ["high", "high", "low", "low", "silent", "silent", "lost", "lost"]


def test_a_lonely_message_is_answered_as_often_as_a_fresh_one():
    assert messages.answers([1, 0, 0, 0, 1], [0.1] * 5, 0.5) == pytest.approx([0.1, 0, 0, 0, 0.1])


def test_each_further_message_of_a_month_works_less():
    """Two in one week, then one with two before it."""
    found = messages.answers([2, 1], [0.1, 0.2], 0.5)
    assert found == pytest.approx([1 - 0.9 * 0.95, 0.2 * 0.25])


def test_each_message_drives_some_away():
    assert messages.staying([1, 0, 2], 0.1).tolist() == pytest.approx([1, 0.9, 0.9, 0.729])


def test_who_answers_or_has_left_does_not_answer_again():
    found = messages.visits_cumulative([1, 1], [0.2, 0.2], 1.0, 0.1)
    assert found.tolist() == pytest.approx([0.2, 0.2 + 0.8 * 0.9 * 0.2])
    assert messages.visits_cumulative([0, 0], [0.2, 0.2], 0.7, 0.1).tolist() == [0, 0]


def test_a_reminder_wins_its_part_of_what_is_left():
    assert messages.reminded(np.array([0.8, 1.0]), 0.25).tolist() == pytest.approx([0.85, 1.0])
