"""The shop's service desk: agents, hours, and what an answer is worth."""

import numpy as np
from attrs import frozen

from simulator.laws.desk import PURPOSES, moods, seconds
from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.traffic import HOUR
from simulator.plan import EVENING, Plan
from simulator.scenario import Scenario, Segment, agents_of, consultation

SILENT, ANSWERED, UNANSWERED = range(3)  # moods: did not ask, was answered, was not


@frozen
class Desk:
    """Agents at work between two moments of every day, for all shops together: when each of them `comes`, when the desk
    opens and closes (ms from midnight).

    `handling` and `patience` are mean seconds. `mood` is the factor on the reluctance to buy here by mood and segment.
    """

    comes: tuple[int, ...]
    opens: int
    closes: int
    keys: np.ndarray
    handling: float
    patience: float
    mood: np.ndarray

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario, segments: list[Segment], seed: int) -> "Desk":
        """The desk that the plan keeps."""
        decided, contacts, asking = plan.service, consultation().contacts, consultation().choice
        keys = np.array([purpose_key(seed, one) for one in PURPOSES], dtype=np.uint64)
        effects = (one.value for one in (asking.keener, asking.answered, asking.unanswered))
        mood = moods(np.array([one.asks for one in segments]), *effects)
        times = (contacts.handling.value, contacts.patience.value)
        opens, closes, evening = (hour * HOUR for hour in (decided.opens, decided.closes, EVENING))
        comes = (opens,) * agents_of(plan, scenario) + (max(opens, evening),) * decided.evening_agents
        return cls(comes, opens, closes, keys, *times, mood)

    def chat_times(self, visit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How long each contact takes, and how long it is borne to wait for: milliseconds."""
        handling, patience = uniforms(self.keys, visit)
        return seconds(handling, self.handling), seconds(patience, self.patience)
