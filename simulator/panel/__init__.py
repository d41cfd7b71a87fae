"""What a page's live panel needs from Python: the form before a season, progress during it, the results after it.

Everything handed over is plain data that JSON can carry; words come in every language of the interface.
"""

from simulator.panel.change import changed, decisions, noise
from simulator.panel.desk import Desk
from simulator.panel.form import form
from simulator.panel.goal import GoalError, reached
from simulator.panel.problems import problems
from simulator.panel.run import Run, start
from simulator.panel.sentences import Both, say

__all__ = [
    "Both", "Desk", "GoalError", "Run", "changed", "decisions", "form", "noise", "problems", "reached", "say", "start",
]  # fmt: skip
