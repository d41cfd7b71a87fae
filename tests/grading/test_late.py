"""Rules for late hand-ins: what they take off, and what is said of rules that cannot be read."""

import os
from datetime import UTC, datetime

import pytest
from classroom import NAME, PLAN, make_course

from simulator.grading import late
from simulator.grading.collect import collect
from simulator.grading.course import Course

DUE = "due = 2026-03-31T12:00:00+08:00"
HOUR = 3600.0


@pytest.fixture
def course(tmp_path):
    made = Course(make_course(tmp_path / "course"))
    (made.folder / "inbox" / "ann").mkdir(parents=True)
    (made.folder / "inbox" / "ann" / f"{NAME}.toml").write_text(PLAN.partition("\n")[2])
    return made


def ruled(course, text):
    (course.folder / late.FILE).write_text(text)
    return late.rules(course)


@pytest.mark.parametrize(
    ("hours", "days", "penalty"),
    [(0, 0, 0), (0.5, 0, 0), (0.51, 1, 1.5), (24, 1, 1.5), (25, 2, 3), (72, 3, 4.5), (73, 4, 8)],
)
def test_each_day_begun_costs_points_and_after_some_nothing_is_left(course, hours, days, penalty):
    text = f'[{NAME}]\n{DUE}\nclock = "file"\ngrace_minutes = 30\npoints_a_day = 1.5\nzero_after_days = 3\n'
    rule = ruled(course, text)[NAME]
    assert (rule.days(hours * HOUR), rule.penalty(8.0, hours * HOUR)) == (days, penalty)
    assert rule.penalty(1.0, hours * HOUR) == min(1.0, penalty)


def test_without_a_rule_nothing_is_late(course):
    assert late.rules(course) == {} and late.seconds_late(None, datetime(2030, 1, 1)) == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[ps1-platfroms]\n", "ps3-marketing; did you mean ps1-platforms?"),
        (f"[{NAME}]\nclock = 'file'\n", "ps1-platforms.due: is missing; allowed: a time with its zone"),
        (f"[{NAME}]\n{DUE}\n", "ps1-platforms.clock: is missing; allowed: 'collected' or 'file'"),
        (f"[{NAME}]\ndue = 2026-03-31T12:00:00\nclock = 'file'", "ps1-platforms.due: '2026-03-31T12:00:00' is not"),
        (f"[{NAME}]\n{DUE}\nclock = 'wall'", "ps1-platforms.clock: 'wall' is not allowed"),
        (f"[{NAME}]\n{DUE}\nclock = 'file'\npoints_a_day = -1", "points_a_day: -1 is not allowed; allowed: a number"),
        (f"[{NAME}]\n{DUE}\nclock = 'file'\ngrace_minutes = nan", "grace_minutes: nan is not allowed"),
        (f"[{NAME}]\n{DUE}\nclock = 'file'\npoints_per_day = 1", "points_per_day: 1 is not allowed; allowed: due, "),
        ("x = [", "cannot be read"),
        ("\xff", "cannot be read"),
    ],
)
def test_rules_that_cannot_be_read_are_named(course, text, words):
    with pytest.raises(late.LateError) as error:
        ruled(course, text)
    assert words in str(error.value)


def test_the_clock_of_files_is_believed_where_the_rule_says_so_and_no_later_time_than_now(course):
    path = course.folder / "inbox" / "ann" / f"{NAME}.toml"
    os.utime(path, (1.77e9, 1.77e9))
    list(collect(course))
    before = late.handed_in(course, "ann", NAME)
    assert abs((datetime.now(UTC).replace(tzinfo=None) - before).total_seconds()) < 600
    ruled(course, f'[{NAME}]\n{DUE}\nclock = "file"\n')
    list(collect(course))
    assert late.handed_in(course, "ann", NAME) == datetime.fromtimestamp(1.77e9, UTC).replace(tzinfo=None)
    os.utime(path, (9e9, 9e9))
    list(collect(course))
    assert late.handed_in(course, "ann", NAME) <= datetime.now(UTC).replace(tzinfo=None)


def test_a_time_that_a_learner_brings_does_not_count(course):
    (course.folder / "inbox" / "ann" / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    assert ["'timestamp.txt' is not the notebook" in str(one) for one in collect(course)] == [True]
    assert late.handed_in(course, "ann", NAME).year > 2020
