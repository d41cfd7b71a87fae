"""Exercises as learners meet them: the public check, hints, and the solution once an answer is right.

What stands here was made from the exercises' sources. It holds no hidden check, and no solution that can be read.
"""

from simulator.exercise.check import check, check_numbers, check_source
from simulator.exercise.sheet import own_figures, sheet
from simulator.exercise.verdict import Verdict

__all__ = ["Verdict", "check", "check_numbers", "check_source", "own_figures", "sheet"]
