"""Customer relations: care after a purchase, messages to buyers who stay away, surveys. Here for a whole day's orders
at once."""

import numpy as np
from attrs import frozen

from simulator.laws import relations
from simulator.laws.draws import pick, purpose_keys, uniforms
from simulator.laws.loyalty import geometric
from simulator.plan import Plan
from simulator.records import Table
from simulator.scenario import aftersales
from simulator.season.due import NEVER, RUN_OFF, Due
from simulator.season.offers import fen

SURVEY = ("survey", "replies", "answer")
SILENCE = {"none": 0, "month": 30, "two-months": 60, "quarter": 90}  # days before a message


@frozen
class Relations:
    """How the shop keeps in touch. `again`: factor on the chance of a later visit; `silence`: days after which a
    message goes out, 0 for none; `back`: chance that it brings somebody; `wait`: cumulative days until then, less one;
    chances that a buyer is asked in the survey and replies; fen for the care of an order, a message and a question."""

    keys: np.ndarray
    back_key: np.ndarray
    again: float
    silence: int
    back: float
    wait: np.ndarray
    asked: float
    replies: float
    spread: float
    care: int
    message: int
    question: int

    @classmethod
    def of(cls, plan: Plan, seed: int) -> "Relations":
        """What the plan does for its customers."""
        decided, table = plan.relations, {key: one.value for key, one in aftersales()["relations"].items()}
        silence, asked = SILENCE[decided.winback], decided.survey / 100
        tired = relations.fatigue(decided.care + bool(silence) + asked, table["bearable"], table["tired"])
        return cls(
            keys=purpose_keys(seed, SURVEY),
            back_key=purpose_keys(seed, ["won back"]),
            again=relations.cared(decided.care, table["cared"], table["enough"]) * tired,
            silence=silence,
            back=relations.won_back(silence, table["back"], table["best"]) * tired,
            wait=geometric(table["wait"]),
            asked=asked,
            replies=table["replies"],
            spread=table["spread"],
            care=decided.care * fen(table["care"]),
            message=fen(table["message"]),
            question=fen(table["question"]),
        )

    def survey(self, visit: np.ndarray, stars: np.ndarray) -> Table:
        """Answers of a day's buyers, 0 where there is none, and what asking them and caring for them costs (fen);
        `stars`: the three scores that each would give, a row each."""
        columns = {
            "answer": np.zeros(len(visit), dtype=np.int64),
            "care": np.full(len(visit), self.care, dtype=np.int64),
        }
        if self.asked:
            asked, replies, luck = uniforms(self.keys, visit)
            columns["care"] += np.where(asked < self.asked, self.question, 0)
            heard = relations.answers(stars.sum(axis=0) / len(stars), luck, self.spread)
            columns["answer"] = np.where((asked < self.asked) & (replies < self.replies), heard, 0)
        return columns

    def win_back(self, visit: np.ndarray, delivered: np.ndarray, day: np.ndarray, luck: np.ndarray) -> np.ndarray:
        """The days of buyers' next visits, given those of who comes back by himself (`NEVER` where nobody does); `luck`
        decides how long the others take once they have a message."""
        if not self.silence:
            return day
        moved = (day == NEVER) & (uniforms(self.back_key, visit)[0] < self.back)
        return np.where(moved, delivered + self.silence + 1 + pick(luck, self.wait), day)

    def book(self, due: Due, delivered: np.ndarray, day: np.ndarray) -> None:
        """Enter what messages cost: one to each buyer who has not come back, by the `day` of his next visit, when the
        silence is over, if the season is not."""
        if self.silence:
            sent = delivered + self.silence
            silent = ((day == NEVER) | (day > sent)) & (sent < due.days - RUN_OFF)
            due.add(sent[silent], np.int64(due.column["messages"]), self.message)
