"""What the class did, question by question: added up as trainee after trainee comes in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kamlib.classroom.exercise import Exercise, Field
from kamlib.reports.records import Record, Worked
from kamlib.reports.scores import FOREIGN
from kamlib.reports.words import STATE_ORDER

_STATES = {state: row for row, state in enumerate(STATE_ORDER)}  # rows of the table that counts them


@dataclass(frozen=True)
class ItemStatistics:
    """One question over all trainees: how many there are, for how many it is decided, what they earned."""

    exercise: Exercise
    field: Field
    question: str
    trainees: int
    decided: int
    credit: float
    separation: float | None
    states: Counter[str]
    mistakes: Counter[str]

    @property
    def answered(self) -> int:
        return self.trainees - self.states["blank"]

    @property
    def mean_share(self) -> float | None:
        """The share of the points that was earned; None while nothing is decided."""
        return self.credit / self.decided if self.decided else None


@dataclass
class ExerciseStatistics:
    """One exercise over the trainees who handed it in."""

    exercise: Exercise
    handed_in: int = 0
    checks: int = 0
    hints: int = 0
    with_hint: int = 0
    saw_solution: int = 0


class Statistics:
    """The whole class. Feed it every record, then read it.

    Parameters
    ----------
    exercises : what was marked, by id.
    """

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._asked = [(one, field) for one in exercises.values() for field in one.sheet(0).fields]
        self._questions = [f"{one.id}/{field.id}" for one, field in self._asked]
        self._trainees = 0
        self._states = np.zeros((len(_STATES), len(self._asked)), int)
        self._mistakes: dict[str, Counter[str]] = {question: Counter() for question in self._questions}
        # Of each question: how often it is decided, the credit, the rest of the points, both squared, their product.
        self._sums = np.zeros((6, len(self._asked)))
        self._each = np.arange(len(self._asked))
        self.exercises = {id: ExerciseStatistics(one) for id, one in exercises.items()}
        self.sentences: dict[tuple[str, str], str] = {}  # by question and mistake: with the figures of the first
        self.shares: list[float] = []
        self.waiting = 0.0

    def add(self, record: Record) -> None:
        """Count one trainee in."""
        for id, worked in record.worked.items():
            self._add_exercise(id, worked)
        earned = record.total.earned
        self._trainees += 1
        states = np.array([_STATES[state] for state in record.states], int)
        self._states[states, self._each] += 1
        decided = ~np.isnan(record.credits) & (states != _STATES[FOREIGN])
        credit = np.where(decided, record.credits, 0.0)
        rest = np.where(decided, earned - record.points, 0.0)
        self._sums += (decided, credit, rest, credit * credit, rest * rest, credit * rest)
        for question, mistakes in record.mistakes.items():
            self._mistakes[question].update(mistakes.keys())
            for id, sentence in mistakes.items():
                self.sentences.setdefault((question, id), sentence)
        decided_points = record.total.maximum - record.total.waiting
        self.shares.append(earned / decided_points if decided_points else 0.0)
        self.waiting += record.total.waiting

    def _add_exercise(self, id: str, worked: Worked) -> None:
        seen = self.exercises[id]
        seen.handed_in += worked.handed_in
        seen.checks += worked.checks
        seen.hints += worked.hints
        seen.with_hint += worked.hints > 0
        seen.saw_solution += worked.solution

    @property
    def items(self) -> dict[str, ItemStatistics]:
        """Every question, in course order."""
        found = {}
        for at, (question, (exercise, field)) in enumerate(zip(self._questions, self._asked, strict=True)):
            states = Counter({state: n for state, n in zip(_STATES, self._states[:, at].tolist(), strict=True) if n})
            decided, credit, *_ = sums = self._sums[:, at].tolist()
            found[question] = ItemStatistics(
                exercise, field, question, self._trainees, int(decided), credit, _separation(sums), states,
                self._mistakes[question],
            )  # fmt: skip
        return found

    def hardest(self, count: int) -> list[ItemStatistics]:
        """Return the questions that earned the smallest share of their points.

        A question that mostly still waits for a person is left out: nobody knows yet how hard it is.
        """
        known = [item for item in self.items.values() if item.mean_share is not None]
        marked = [item for item in known if item.mean_share < 1 and item.decided * 2 >= item.trainees]
        return sorted(marked, key=lambda item: (item.mean_share, item.question))[:count]

    def commonest_mistakes(self, count: int) -> list[tuple[ItemStatistics, str, int]]:
        """Return the named mistakes that most trainees made, by their ids, with how many made them."""
        found = [(item, id, times) for item in self.items.values() for id, times in item.mistakes.items()]
        return sorted(found, key=lambda one: (-one[2], one[0].question, one[1]))[:count]


def _separation(sums: Sequence[float]) -> float | None:
    """Return how an item goes with the rest of a trainee's points: Pearson's correlation; None without spread.

    Source: item-rest correlation, as in classical test theory.
    """
    n, x, y, xx, yy, xy = sums
    spread = (n * xx - x * x) * (n * yy - y * y)
    if n < 3 or spread <= 1e-9 * max(1.0, n * xx) * max(1.0, n * yy):
        return None
    return (n * xy - x * y) / math.sqrt(spread)
