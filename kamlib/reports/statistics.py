"""What the class did, question by question: added up as trainee after trainee comes in."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from kamlib.classroom.exercise import Exercise, Field
from kamlib.classroom.marking import Reason
from kamlib.reports.scores import FOREIGN, Item, Score


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
    """The whole class. Feed it every score, then read it."""

    def __init__(self) -> None:
        self.items: dict[str, ItemStatistics] = {}
        self.exercises: dict[str, ExerciseStatistics] = {}
        self.reasons: dict[tuple[str, str], Reason] = {}
        self.shares: list[float] = []
        self.waiting = 0.0

    def add(self, score: Score) -> None:
        """Count one trainee in."""
        for done in score.marked.exercises:
            self._add_exercise(done)
        for item in score.items:
            self._add_item(item, score)
        decided = score.total.maximum - score.total.waiting
        self.shares.append(score.total.earned / decided if decided else 0.0)
        self.waiting += score.total.waiting

    def _add_exercise(self, done) -> None:
        seen = self.exercises.get(done.exercise.id)
        if seen is None:
            seen = self.exercises[done.exercise.id] = ExerciseStatistics(done.exercise)
        if done.answers is not None:
            seen.handed_in += 1
            seen.checks += done.answers.checks
            seen.hints += done.answers.hints
            seen.with_hint += done.answers.hints > 0
            seen.saw_solution += done.answers.solution

    def _add_item(self, item: Item, score: Score) -> None:
        seen = self.items.get(item.question)
        if seen is None:
            seen = ItemStatistics(item.exercise.exercise, item.field, item.question)
            self.items[item.question] = seen
        seen.trainees += 1
        seen.states[item.state] += 1
        if item.credit is not None and item.points is not None and item.state != FOREIGN:
            seen.decided += 1
            seen.credit += item.credit
            rest = score.total.earned - item.points
            sums = seen.sums
            sums[0] += item.credit
            sums[1] += rest
            sums[2] += item.credit * item.credit
            sums[3] += rest * rest
            sums[4] += item.credit * rest
        if item.credit == 1 or not (item.mark.reason or item.mark.parts):
            return
        for reason in named_reasons(item):
            seen.mistakes[reason.id] += 1
            self.reasons.setdefault((item.question, reason.id), reason)

    def hardest(self, count: int) -> list[ItemStatistics]:
        """Return the questions that earned the smallest share of their points.

        A question that mostly still waits for a person is left out: nobody knows yet how hard it is.
        """
        known = [item for item in self.items.values() if item.mean_share is not None]
        marked = [item for item in known if item.mean_share < 1 and item.decided * 2 >= item.trainees]
        return sorted(marked, key=lambda item: (item.mean_share, item.question))[:count]

    def commonest_mistakes(self, count: int) -> list[tuple[ItemStatistics, Reason, int]]:
        """Return the named mistakes that most trainees made, with how many made them."""
        found = [
            (item, self.reasons[item.question, id], times)
            for item in self.items.values()
            for id, times in item.mistakes.items()
        ]
        return sorted(found, key=lambda one: (-one[2], one[0].question, one[1].id or ""))[:count]


def named_reasons(item: Item) -> list[Reason]:
    """Return the named mistakes of an item, each once."""
    found: dict[str, Reason] = {}
    for reason in (item.mark.reason, *(part.reason for part in item.mark.parts)):
        if reason is not None and reason.id:
            found.setdefault(reason.id, reason)
    return list(found.values())
