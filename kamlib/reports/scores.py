"""The points of one trainee, question by question: a marked hand-in with the marks of the rubric added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import orjson

from kamlib.classroom.exercise import Exercise, Field
from kamlib.classroom.gradebook import Marked, MarkedExercise
from kamlib.classroom.keys import Keys
from kamlib.classroom.marking import FieldMark, Reason
from kamlib.classroom.messages import State

FOREIGN = "foreign"
_STATES = {state: state.value for state in State}  # quicker than to ask each state


class HandMark(NamedTuple):
    """What a person gave a text: the share of its points, and whether the answer changed since."""

    credit: float | None
    line_points: tuple[float | None, ...] = ()
    comment: str = ""
    stale: bool = False


FindHandMark = Callable[[str, str, str, str, float], HandMark | None]


class Item(NamedTuple):
    """One question of one trainee, worth `maximum`. `points` is None while it waits for a person or a key.

    `mistakes` are the reasons that have a name, each once.
    """

    exercise: MarkedExercise
    field: Field
    mark: FieldMark
    question: str
    maximum: float
    state: str
    credit: float | None
    points: float | None
    raw: Any
    written: str
    answer_print: str
    key_print: str
    hand: HandMark | None = None
    mistakes: tuple[Reason, ...] = ()


class Points(NamedTuple):
    """Points earned, points that wait for a person, and the most there are."""

    earned: float
    waiting: float
    maximum: float


class Score(NamedTuple):
    """One trainee: every item by exercise, and the points by unit."""

    marked: Marked
    by_exercise: tuple[tuple[MarkedExercise, tuple[Item, ...]], ...]
    by_unit: Mapping[str, Points]
    total: Points

    @property
    def trainee(self) -> str:
        return self.marked.trainee

    @property
    def items(self) -> Iterator[Item]:
        return chain.from_iterable(items for _, items in self.by_exercise)

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


def written_answer(raw: Any) -> str:
    """Return an answer as text: as it was typed, or as JSON where it has several parts."""
    if raw is None:
        return ""
    return raw if isinstance(raw, str) else orjson.dumps(raw, option=orjson.OPT_SORT_KEYS).decode()


def fingerprint(value: Any) -> str:
    """Return a short fingerprint of a text, or of a value that can be written as JSON."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
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
    find_hand_mark : returns the mark a person gave, by question, trainee, their class, print of the answer
        and points of the question; None where there is none.
    """

    def __init__(self, keys: Keys, find_hand_mark: FindHandMark | None = None) -> None:
        self._keys = keys
        self._find_hand_mark = find_hand_mark or (lambda *place: None)
        self._sheets: dict[tuple[str, int], tuple[_Question, ...]] = {}
        self._answer_print = lru_cache(maxsize=50_000)(fingerprint)  # many write the same number

    def score(self, marked: Marked) -> Score:
        """Return the score of one trainee."""
        (score,) = self.scores([marked])
        return score

    def scores(self, marked: Sequence[Marked]) -> list[Score]:
        """Return the scores of several trainees; exercise by exercise for speed, as they are marked."""
        done: list[list[tuple[MarkedExercise, tuple[Item, ...]]]] = [[] for _ in marked]
        for of_exercise in zip(*(one.exercises for one in marked), strict=True):
            for one, by_exercise, exercise in zip(marked, done, of_exercise, strict=True):
                by_exercise.append((exercise, tuple(self._items(exercise, one.trainee, one.handin.cohort))))
        return [_score(one, tuple(by_exercise)) for one, by_exercise in zip(marked, done, strict=True)]

    def _items(self, done: MarkedExercise, trainee: str, cohort: str) -> Iterator[Item]:
        raw = done.answers.raw if done.answers else {}
        questions = self._questions(done.exercise, done.result.variant)
        for mark, (field, question, key_print) in zip(done.result.fields, questions, strict=True):
            given = raw.get(mark.field)
            written = written_answer(given)
            answer_print = self._answer_print(written) if written else ""
            state, hand = _STATES[mark.state], None
            credit: float | None = mark.credit
            if done.foreign:
                state = FOREIGN
            elif mark.by_hand:
                if mark.state is not State.BLANK:
                    hand = self._find_hand_mark(question, trainee, cohort, answer_print, field.points)
                    credit = hand.credit if hand else None
            elif mark.state is State.RECORDED:
                credit = None
            points = None if credit is None else credit * field.points
            yield Item(
                done, field, mark, question, field.points, state, credit, points, given, written,
                answer_print, key_print, hand, _named(mark) if mark.reason else (),
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


def _score(marked: Marked, by_exercise: tuple[tuple[MarkedExercise, tuple[Item, ...]], ...]) -> Score:
    by_unit: dict[str, list[float]] = {}
    for done, items in by_exercise:
        sums = by_unit.setdefault(done.exercise.unit, [0.0, 0.0, 0.0])
        for item in items:
            if item.points is None:
                sums[1] += item.maximum
            else:
                sums[0] += item.points
            sums[2] += item.maximum
    units = {unit: Points(*sums) for unit, sums in by_unit.items()}
    total = Points(*map(sum, zip(*units.values(), strict=True))) if units else Points(0, 0, 0)
    return Score(marked, by_exercise, units, total)


def _named(mark: FieldMark) -> tuple[Reason, ...]:
    """Return the reasons of a mark that have a name, each once; without one, its parts have none either."""
    found: dict[str, Reason] = {}
    for reason in (mark.reason, *[part.reason for part in mark.parts]):
        if reason is not None and reason.id:
            found.setdefault(reason.id, reason)
    return tuple(found.values())
