"""A trainee's results as plain values: what tables, statistics, the rubric and the comparison go by.

A `Score` holds exercises, fields and sheets. A `Record` holds none, so it is small and goes from the process
that marked a trainee to the one that writes the tables; what is the same for all is looked up there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kamlib.classroom.gradebook import MarkedExercise
from kamlib.classroom.messages import State
from kamlib.reports.cells import clean, csv_cell, csv_quoted, plain_number
from kamlib.reports.changes import Change, Comparison
from kamlib.reports.scores import FOREIGN, Item, Points, Score
from kamlib.reports.sentences import say
from kamlib.reports.words import WORDS, word

ITEM_COLUMNS = (
    "trainee", "unit", "exercise", "question", "kind", "mode", "variant", "revision", "state", "credit",
    "points", "maximum", "mistakes", "attempts", "hints", "solution_seen", "by_hand", "flags", "answer",
    "answer_print", "key_print",
)  # fmt: skip

class Worked(NamedTuple):
    """How one exercise was worked: the variant that is due, and what the trainee needed to do it."""

    variant: int
    handed_in: bool
    checks: int
    hints: int
    solution: bool


class WrittenText(NamedTuple):
    """A text for a person to mark; `wording` is the title and the question with the trainee's figures."""

    question: str
    points: float
    wording: str
    variant: int
    answer: str
    answer_print: str
    waits: bool


class Record(NamedTuple):
    """One trainee.

    `states`, `credits` and `points` have a value for each question of the exercises that count, in their order; credit
    and points are nan where a person or a key is missing. `mistakes` has a sentence for each named mistake that cost
    points, by question. `notes` are pairs of the exercise ("" for the hand-in as a whole) and a sentence; `item_rows`
    are rows of items.csv.
    """

    trainee: str
    cohort: str
    made: str
    lang: str
    file: str
    receipt: str
    by_unit: Mapping[str, Points]
    total: Points
    worked: Mapping[str, Worked]
    states: tuple[str, ...]
    credits: NDArray[np.float64]
    points: NDArray[np.float64]
    mistakes: Mapping[str, Mapping[str, str]]
    texts: tuple[WrittenText, ...]
    notes: tuple[tuple[str, str], ...]
    without_key: tuple[str, ...]
    changes: tuple[Change, ...]
    item_rows: str


def record_of(score: Score, lang: str, comparison: Comparison | None = None) -> Record:
    """Return a score as a record, its sentences in the language of the report.

    `comparison` adds what changed against an earlier report.
    """
    handin = score.marked.handin
    items = list(score.items)
    return Record(
        trainee=score.trainee,
        cohort=handin.cohort,
        made=handin.made,
        lang=handin.lang,
        file=score.marked.file,
        receipt=handin.receipt,
        by_unit=score.by_unit,
        total=score.total,
        worked={done.exercise.id: _worked(done) for done in score.marked.exercises},
        states=tuple([item.state for item in items]),
        credits=np.array([item.credit for item in items], float),
        points=np.array([item.points for item in items], float),
        mistakes={
            item.question: {reason.id: say(reason, lang) for reason in item.mistakes}
            for item in items
            if item.mistakes and item.credit != 1
        },
        texts=tuple([_text(item, lang) for item in items if _is_to_mark(item)]),
        notes=tuple(_notes(score, lang)),
        without_key=tuple(score.without_key),
        changes=tuple(comparison.changes_of(score)) if comparison else (),
        item_rows="".join(_item_rows(score)),
    )


def _worked(done: MarkedExercise) -> Worked:
    answers, variant = done.answers, done.result.variant
    if answers is None:
        return Worked(variant, False, 0, 0, False)
    return Worked(variant, True, answers.checks, answers.hints, answers.solution)


def _is_to_mark(item: Item) -> bool:
    return item.mark.by_hand and item.state not in (State.BLANK, FOREIGN)


def _text(item: Item, lang: str) -> WrittenText:
    exercise, variant = item.exercise.exercise, item.exercise.result.variant
    wording = clean(f"{exercise.title.pick(lang)} – {exercise.sheet(variant).say(item.field.label, lang)}")
    answer = clean(str(item.raw))
    waits = item.points is None
    return WrittenText(item.question, item.maximum, wording, variant, answer, item.answer_print, waits)


def _notes(score: Score, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what a grader should know of a hand-in, by exercise ("" for the hand-in as a whole)."""
    for note in score.marked.notes:
        yield "", note.say(lang)
    for done in score.marked.exercises:
        for note in done.notes:
            yield done.exercise.id, note.say(lang)
    for item in score.items:
        if item.hand and item.hand.stale:
            yield item.question, word("stale", lang)
    for id in score.marked.unknown:
        yield id, WORDS["unknown_exercise"].fill(lang, {"exercise": id})


def _item_rows(score: Score) -> Iterator[str]:
    """Yield the lines of items.csv, a line a question."""
    trainee = csv_quoted(csv_cell(score.trainee))
    for done, items in score.by_exercise:
        exercise = done.exercise
        used = _worked(done)
        begin = f"{trainee},{exercise.unit},{exercise.id},"
        version = f"{exercise.mode},{used.variant},{exercise.revision}"
        effort = f"{used.checks},{used.hints},{int(used.solution)}"
        noted = " ".join(sorted({note.id for note in done.notes if note.id}))
        for item in items:
            stale = item.hand is not None and item.hand.stale
            flags = f"{noted} stale-mark".strip() if stale else noted
            mistakes = " ".join([reason.id for reason in item.mistakes])
            yield (
                f"{begin}{item.question},{item.field.kind},{version},{item.state},{plain_number(item.credit)},"
                f"{plain_number(item.points)},{plain_number(item.maximum)},{mistakes},{effort},"
                f"{int(item.mark.by_hand)},{flags},{csv_quoted(csv_cell(item.written))},"
                f"{item.answer_print},{item.key_print}\r\n"
            )
