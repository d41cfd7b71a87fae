"""The shop's service desk: agents, hours, and what an answer is worth."""

import numpy as np
from attrs import frozen

from simulator.laws.desk import PURPOSES, moods, seconds
from simulator.laws.draws import purpose_key, uniforms
from simulator.laws.traffic import HOUR
from simulator.plan import Plan
from simulator.scenario import Scenario, Segment, agents_of, consultation

SILENT, ANSWERED, UNANSWERED = range(3)  # moods: did not ask, was answered, was not


@frozen
class Desk:
    """Agents at work between two moments of every day (ms from midnight), for all shops together.

    `handling` and `patience` are mean seconds. `mood` is the factor on the reluctance to buy here by mood and segment.
    """

    agents: int
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
        return cls(agents_of(plan, scenario), decided.opens * HOUR, decided.closes * HOUR, keys, *times, mood)

    def chat_times(self, visit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How long each contact takes, and how long it is borne to wait for: milliseconds."""
        handling, patience = uniforms(self.keys, visit)
        return seconds(handling, self.handling), seconds(patience, self.patience)
