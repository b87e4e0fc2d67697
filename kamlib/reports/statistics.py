"""What the class did, question by question: added up as trainee after trainee comes in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kamlib.classroom.exercise import Exercise, Field
from kamlib.reports.records import Mark, Record, Worked
from kamlib.reports.scores import FOREIGN


@dataclass
class ItemStatistics:
    """One question over all trainees."""

    exercise: Exercise
    field: Field
    question: str
    trainees: int = 0
    decided: int = 0
    credit: float = 0.0
    states: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    sums: list[float] = field(default_factory=lambda: [0.0] * 5)

    @property
    def answered(self) -> int:
        return self.trainees - self.states["blank"]

    @property
    def mean_share(self) -> float | None:
        """The share of the points that was earned; None while nothing is decided."""
        return self.credit / self.decided if self.decided else None

    @property
    def separation(self) -> float | None:
        """How an item goes with the rest of a trainee's points: Pearson's correlation; None without spread.

        Source: item-rest correlation, as in classical test theory.
        """
        x, y, xx, yy, xy = self.sums
        n = self.decided
        spread = (n * xx - x * x) * (n * yy - y * y)
        if n < 3 or spread <= 1e-9 * max(1.0, n * xx) * max(1.0, n * yy):
            return None
        return (n * xy - x * y) / math.sqrt(spread)


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
        self._exercises = exercises
        self.items: dict[str, ItemStatistics] = {}
        self.exercises: dict[str, ExerciseStatistics] = {}
        self.sentences: dict[tuple[str, str], str] = {}  # by question and mistake: with the figures of the first
        self.shares: list[float] = []
        self.waiting = 0.0

    def add(self, record: Record) -> None:
        """Count one trainee in."""
        for id, worked in record.worked.items():
            self._add_exercise(id, worked)
        earned = record.total.earned
        for question, mark in record.marks.items():
            self._add_item(self.items.get(question) or self._begin(question, record), mark, earned)
        for question, mistakes in record.mistakes.items():
            self.items[question].mistakes.update(mistakes.keys())
            for id, sentence in mistakes.items():
                self.sentences.setdefault((question, id), sentence)
        decided = record.total.maximum - record.total.waiting
        self.shares.append(earned / decided if decided else 0.0)
        self.waiting += record.total.waiting

    def _add_exercise(self, id: str, worked: Worked) -> None:
        seen = self.exercises.get(id)
        if seen is None:
            seen = self.exercises[id] = ExerciseStatistics(self._exercises[id])
        seen.handed_in += worked.handed_in
        seen.checks += worked.checks
        seen.hints += worked.hints
        seen.with_hint += worked.hints > 0
        seen.saw_solution += worked.solution

    def _begin(self, question: str, record: Record) -> ItemStatistics:
        id, _, field_id = question.rpartition("/")
        exercise = self._exercises[id]
        asked = exercise.sheet(record.worked[id].variant).by_id[field_id]
        seen = self.items[question] = ItemStatistics(exercise, asked, question)
        return seen

    @staticmethod
    def _add_item(seen: ItemStatistics, mark: Mark, earned: float) -> None:
        state, credit, points = mark
        seen.trainees += 1
        seen.states[state] += 1
        if credit is None or points is None or state == FOREIGN:
            return
        seen.decided += 1
        seen.credit += credit
        rest = earned - points
        sums = seen.sums
        sums[0] += credit
        sums[1] += rest
        sums[2] += credit * credit
        sums[3] += rest * rest
        sums[4] += credit * rest

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
