"""One trainee's answers across exercises that build on each other.

A later exercise shows figures of earlier ones. Where the trainee's own answer was sound, it is that one,
else the model's. The card, the grader, the made-up hand-ins and the account plan all ask here, so they
cannot disagree about whose figure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from kamlib.classroom.exercise import Carry, Exercise, Field, Sheet
from kamlib.classroom.journal import Seen
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.classroom.marking import Result, mark

Whose = Literal["own", "missing", "wrong"]


class Carried(NamedTuple):
    """A figure taken over from an earlier exercise, and whose it is.

    `"own"` is the trainee's; the model's stands where the own answer is `"missing"` or `"wrong"`. `sheet` is
    the earlier exercise with the figures the trainee had there: the model goes on from them as well.
    """

    carry: Carry
    sheet: Sheet
    value: Any
    whose: Whose

    @property
    def field(self) -> Field:
        return self.sheet.by_id[self.carry.field]


class Thread:
    """The answers of one trainee, each exercise marked once and on the figures that the earlier ones bring.

    Parameters
    ----------
    variant_of : which variant of an exercise is due to the trainee.
    answers : by exercise id, the variant that was answered and the raw answers. Answers to a variant that
        is not due count as none.
    """

    def __init__(
        self,
        variant_of: Callable[[Exercise], int],
        answers: Mapping[str, tuple[int, Mapping[str, Any]]],
        keys: Keys = NO_KEYS,
    ) -> None:
        self._variant_of = variant_of
        self._answers = answers
        self._keys = keys
        self._results: dict[str, Result] = {}

    def result(self, exercise: Exercise) -> Result:
        """Return how an exercise was answered."""
        found = self._results.get(exercise.id)
        if found is None:
            due = self._variant_of(exercise)
            answered, raw = self._answers.get(exercise.id, (due, {}))
            brought = self.brought(exercise)
            found = mark(exercise, due, raw if answered == due else {}, self._keys, brought=brought)
            self._results[exercise.id] = found
        return found

    def carried(self, exercise: Exercise) -> tuple[Carried, ...]:
        """Return every figure that an exercise takes over, with whose it is."""
        return tuple(self._carried(carry) for carry in exercise.carries)

    def brought(self, exercise: Exercise) -> dict[str, Any]:
        """Return those of them that differ from the figures in the variant's data, by the name of the carry."""
        if not exercise.carries:
            return {}
        data = exercise.sheet(self._variant_of(exercise)).data
        return {
            each.carry.name: each.value
            for each in self.carried(exercise)
            if each.value != data[each.carry.name]
        }

    def sheet(self, exercise: Exercise) -> Sheet:
        """Return an exercise with the figures the trainee sees."""
        return exercise.sheet(self._variant_of(exercise), self.brought(exercise))

    def _carried(self, carry: Carry) -> Carried:
        earlier = carry.exercise
        result = self.result(earlier)
        sheet = earlier.sheet(result.variant, result.brought)
        if carry.field not in result.given:
            return Carried(carry, sheet, sheet.truth[carry.field], "missing")
        sound = next(each.credit >= 1 for each in result.fields if each.field == carry.field)
        if sound:
            return Carried(carry, sheet, result.given[carry.field], "own")
        return Carried(carry, sheet, sheet.truth[carry.field], "wrong")


def answers_seen(known: Mapping[str, Seen]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """Return what a journal knows as a `Thread` takes it."""
    return {id: (seen.variant, seen.raw) for id, seen in known.items()}
