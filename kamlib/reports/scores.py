"""The points of one trainee, question by question: a marked hand-in with the marks of the rubric added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kamlib.classroom.exercise import Exercise, Field
from kamlib.classroom.gradebook import Marked, MarkedExercise
from kamlib.classroom.keys import Keys
from kamlib.classroom.marking import FieldMark
from kamlib.classroom.messages import State

FOREIGN = "foreign"


class HandMark(NamedTuple):
    """What a person gave a text: the share of its points, and whether the answer changed since."""

    credit: float | None
    line_points: tuple[float | None, ...] = ()
    comment: str = ""
    stale: bool = False


FindHandMark = Callable[[str, str, str, float], HandMark | None]


class Item(NamedTuple):
    """One question of one trainee. `points` is None while it waits for a person or a key."""

    exercise: MarkedExercise
    field: Field
    mark: FieldMark
    question: str
    state: str
    credit: float | None
    points: float | None
    raw: Any
    written: str
    answer_print: str
    key_print: str
    hand: HandMark | None = None

    @property
    def maximum(self) -> float:
        return self.field.points

    @property
    def waiting(self) -> float:
        """Points that nobody has decided on yet."""
        return self.field.points if self.points is None else 0.0


class Points(NamedTuple):
    """Points earned, points that wait for a person, and the most there are."""

    earned: float
    waiting: float
    maximum: float


class Score(NamedTuple):
    """One trainee: every item, and the points by unit."""

    marked: Marked
    items: tuple[Item, ...]
    by_unit: Mapping[str, Points]
    total: Points

    @property
    def trainee(self) -> str:
        return self.marked.trainee

    @property
    def without_key(self) -> list[str]:
        """The questions that could not be marked because their key is not there."""
        return [item.question for item in self.items if item.points is None and not item.mark.by_hand]


def begun_units(handed_in: Iterable[Iterable[str]], exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return the units that at least one trainee has begun; the others do not count.

    Parameters
    ----------
    handed_in : the exercise ids of each hand-in.
    exercises : all exercises, in course order.
    """
    seen = {id for ids in handed_in for id in ids}
    return tuple(dict.fromkeys(one.unit for id, one in exercises.items() if id in seen))


_write_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode


def written_answer(raw: Any) -> str:
    """Return an answer as text: as it was typed, or as JSON where it has several parts."""
    if raw is None:
        return ""
    return raw if isinstance(raw, str) else _write_json(raw)


def fingerprint(value: Any) -> str:
    """Return a short fingerprint of a JSON value."""
    written = written_answer(value)
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


class _Question(NamedTuple):
    """A field, its name in tables, and the fingerprint of what counts as right."""

    field: Field
    name: str
    key_print: str


class Scorer:
    """Turns marked hand-ins into scores.

    Parameters
    ----------
    keys : the keys they were marked with.
    find_hand_mark : returns the mark a person gave, by question, trainee, print of the answer and points
        of the question; None where there is none.
    """

    def __init__(self, keys: Keys, find_hand_mark: FindHandMark | None = None) -> None:
        self._keys = keys
        self._find_hand_mark = find_hand_mark or (lambda *place: None)
        self._sheets: dict[tuple[str, int], tuple[_Question, ...]] = {}
        self._answer_print = lru_cache(maxsize=50_000)(fingerprint)  # many write the same number

    def score(self, marked: Marked) -> Score:
        """Return the score of one trainee."""
        items: list[Item] = []
        by_unit: dict[str, list[float]] = {}
        for done in marked.exercises:
            sums = by_unit.setdefault(done.exercise.unit, [0.0, 0.0, 0.0])
            for item in self._items(done, marked.trainee):
                items.append(item)
                if item.points is None:
                    sums[1] += item.field.points
                else:
                    sums[0] += item.points
                sums[2] += item.field.points
        units = {unit: Points(*sums) for unit, sums in by_unit.items()}
        total = (
            Points(*(sum(column) for column in zip(*units.values(), strict=True)))
            if units
            else Points(0, 0, 0)
        )
        return Score(marked, tuple(items), units, total)

    def _items(self, done: MarkedExercise, trainee: str) -> Iterable[Item]:
        raw = done.answers.raw if done.answers else {}
        questions = self._questions(done.exercise, done.result.variant)
        for mark, (field, question, key_print) in zip(done.result.fields, questions, strict=True):
            given = raw.get(mark.field)
            written = written_answer(given)
            answer_print = self._answer_print(written) if written else ""
            state, hand = mark.state.value, None
            credit: float | None = mark.credit
            if done.foreign:
                state = FOREIGN
            elif mark.by_hand:
                if mark.state is not State.BLANK:
                    hand = self._find_hand_mark(question, trainee, answer_print, field.points)
                    credit = hand.credit if hand else None
            elif mark.state is State.RECORDED:
                credit = None
            points = None if credit is None else credit * field.points
            yield Item(
                done, field, mark, question, state, credit, points, given, written, answer_print,
                key_print, hand,
            )  # fmt: skip

    def _questions(self, exercise: Exercise, variant: int) -> tuple[_Question, ...]:
        """Return the questions of an exercise with the figures of one variant, in order; made once."""
        found = self._sheets.get((exercise.id, variant))
        if found is None:
            found = self._sheets[exercise.id, variant] = tuple(
                _Question(field, f"{exercise.id}/{field.id}", self._key_print(exercise, variant, field))
                for field in exercise.sheet(variant).fields
            )
        return found

    def _key_print(self, exercise: Exercise, variant: int, field: Field) -> str:
        """Return the fingerprint of what counts as right."""
        if field.expected is not None:
            right = exercise.sheet(variant).truth[field.id]
        else:
            key = self._keys.find(exercise.id, variant, field.id)
            rubric = self._keys.rubrics.get(f"{exercise.id}/{field.id}", ())
            right = key.answer if key else [[line.points, line.text.en] for line in rubric]
        return fingerprint([right, field.points])
