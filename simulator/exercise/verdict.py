"""What the public check says of an answer."""

from typing import Any

from attrs import asdict, field, frozen

from simulator.exercise.sentences import STATES
from simulator.words import both, mark

Words = dict[str, str]  # a sentence by language
YOURS, EXPECTED, IN, HINT = mark("yours"), mark("expected"), mark("In {case}:"), mark("Hint {number} of {all}")
HINTS = mark("There are {all} hints: run this cell again to see the first one.")


@frozen
class Verdict:
    """What is said of an answer: the state ("not attempted", "raised", "wrong" or "right"), one sentence, and what the
    program said; where the state is "wrong" the smallest input that shows it (its name, and its place among the public
    cases), with the number asked for, the learner's and the right one; how many checks run later."""

    state: str
    sentence: Words
    error: str = ""
    case: Words = field(factory=dict)
    place: int | None = None
    label: Words = field(factory=dict)
    yours: float | None = None
    expected: float | None = None
    later: Words = field(factory=dict)
    solution: str = ""

    def plain(self) -> dict[str, Any]:
        """The verdict as plain data, with the words of its state."""
        return asdict(self) | {"says": both(STATES[self.state])}

    def text(self, language: str = "en") -> str:
        """The verdict in lines: its state, the sentence, the smallest input that fails."""
        lines = [f"{both(STATES[self.state])[language]}. {self.sentence[language]}"]
        if self.case:
            values = f"{self._of(YOURS, self.yours, language)}, {self._of(EXPECTED, self.expected, language)}"
            lines.append(f"{both(IN)[language].format(case=self.case[language])} {self.label[language]}: {values}")
        return "\n".join([*lines, *filter(None, (self.error, self.later.get(language)))])

    @staticmethod
    def _of(word: str, value: float | None, language: str) -> str:
        return f"{both(word)[language]} {'–' if value is None else format(value, '.6g')}"


def words(message: str, **values: object) -> Words:
    """A sentence in every language, with values (plain, or words themselves) in its places."""
    return {
        language: text.format(**{name: one[language] if isinstance(one, dict) else one for name, one in values.items()})
        for language, text in both(message).items()
    }
