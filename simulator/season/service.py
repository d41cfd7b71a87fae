"""The shop's service desk: agents, hours, means, and what an answer is worth."""

import numpy as np
from attrs import frozen

from simulator.laws.desk import PURPOSES, automated, basic, moods, seconds, talk
from simulator.laws.draws import purpose_keys, uniforms
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import EVENING, Plan, Service
from simulator.scenario import Asking, Consultation, Scenario, Segment, agents_of, consultation, gain
from simulator.season.staff import speeds


@frozen
class Desk:
    """Agents at work between two moments of every day, for all shops together: when each of them `comes`, when the desk
    opens and closes (ms from midnight).

    `handling`, by day, and `patience` are mean seconds, `long_wait` is in ms; a share `basic` of the questions is
    answered without them. `mood` is the factor on the reluctance to buy here by outcome and segment.
    """

    comes: tuple[int, ...]
    opens: int
    closes: int
    keys: np.ndarray
    question_key: np.ndarray
    handling: np.ndarray
    patience: float
    long_wait: int
    basic: float
    mood: np.ndarray

    @classmethod
    def of(cls, plan: Plan, scenario: Scenario, segments: list[Segment], seed: int) -> "Desk":
        """The desk that the plan keeps."""
        decided, world = plan.service, consultation()
        rules = decided.auto_reply == "basic"
        opens, closes, evening = (hour * HOUR for hour in (decided.opens, decided.closes, EVENING))
        return cls(
            comes=(opens,) * agents_of(plan, scenario) + (max(opens, evening),) * decided.evening_agents,
            opens=opens,
            closes=closes,
            keys=purpose_keys(seed, PURPOSES),
            question_key=purpose_keys(seed, ["question"]),
            handling=np.round(_handling(decided, world) / speeds(plan, scenario), 9),
            patience=world.contacts.patience.value,
            long_wait=round(world.contacts.long_wait.value * 1000),
            basic=automated(world.contacts.basic.value * rules, gain(plan, "ai_service", "further", 0.0)),
            mood=moods(np.array([one.asks for one in segments]), *_effects(decided, world.choice)),
        )

    def chat_times(self, visit: np.ndarray, moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How long contacts of these moments take, and how long it is borne to wait for them: milliseconds."""
        handling, patience = uniforms(self.keys, visit)
        day = np.minimum(moment // DAY, len(self.handling) - 1)  # later visits never happen
        return seconds(handling, self.handling[day]), seconds(patience, self.patience)

    def replies(self, visit: np.ndarray) -> np.ndarray:
        """Whether the auto-reply answers each contact."""
        return basic(uniforms(self.question_key, visit)[0], self.basic)


def _handling(decided: Service, world: Consultation) -> float:
    longer = world.means.personal.value if decided.advice == "personal" else 1.0
    return talk(world.contacts.handling.value, decided.knowledge, world.means.shorter.value, longer)


def _effects(decided: Service, choice: Asking) -> tuple[float, ...]:
    """How much keener askers are, and what the desk adds when they are answered, wait long for it, are answered
    automatically, or not at all."""
    advised = (choice.personal if decided.advice == "personal" else choice.answered).value
    return choice.keener.value, advised, advised, choice.automatic.value, choice.unanswered.value
