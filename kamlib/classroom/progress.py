"""How far a trainee is, read from the journal, and who works at this computer.

The desk of a unit and the start page of the trainee's pages show the same, because both ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kamlib.classroom import handin
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.journal import Journal, Seen
from kamlib.classroom.marking import mark
from kamlib.classroom.thread import Thread, answers_seen

ProgressState = Literal["untouched", "started", "checked", "right", "handed"]
REMEMBERED = ".trainee"  # in the answers folder: whoever worked here last
HAND_INS = "handins"  # in the answers folder: the files made so far


@dataclass(frozen=True, slots=True)
class Progress:
    """How one exercise stands; `points` is None as long as the trainee may not know them."""

    exercise: Exercise
    state: ProgressState
    points: float | None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do: all right in practice, recorded in the assessed case."""
        return self.state in ("right", "handed") or (
            self.state == "checked" and self.exercise.mode == "assessed"
        )


def progress(
    exercises: Sequence[Exercise], journal: Journal | None, *, cohort: str = "", handed: str | None = None
) -> list[Progress]:
    """Return how each exercise stands.

    Parameters
    ----------
    exercises : those of a unit, in course order.
    journal : the trainee's answers; None when nobody works here.
    cohort : the class, which takes part in dealing the figures.
    handed : when the newest hand-in was made, as `newest_handin` returns it.
    """
    known = journal.read() if journal else {}
    trainee = journal.trainee if journal else ""
    thread = Thread(lambda exercise: handin.variant_of(exercise, trainee, cohort), answers_seen(known))
    return [_standing(exercise, known.get(exercise.id), thread, handed) for exercise in exercises]


def _standing(exercise: Exercise, seen: Seen | None, thread: Thread, handed: str | None) -> Progress:
    if seen is None or not seen.raw:
        return Progress(exercise, "untouched", None)
    if exercise.mode == "assessed":
        answered = max(seen.entered.values(), default="")
        if handed and answered[:19] <= handed[:19]:  # an answer changed later is not in the file
            return Progress(exercise, "handed", None)
        return Progress(exercise, "checked" if seen.checks else "started", None)
    if not seen.checks:
        return Progress(exercise, "started", None)
    sheet = thread.sheet(exercise)
    result = mark(exercise, sheet.variant, seen.raw, brought=sheet.brought)
    return Progress(exercise, "right" if result.right else "checked", round(result.points, 1))


def next_step(standing: Sequence[Progress]) -> Exercise | None:
    """Return the first exercise that is not finished, or None when all are."""
    return next((each.exercise for each in standing if not each.finished), None)


def newest_handin(folder: Path, trainee: str) -> str | None:
    """Return when the newest hand-in file of a trainee in a folder was made, a UTC time, or None."""
    made = []
    for path in folder.glob("handin_*.json"):
        if path.name.startswith(f"handin_{trainee.replace(' ', '-')}_"):
            try:
                found = handin.read_handin(path)
            except handin.Refused:
                continue  # somebody's broken copy says nothing
            if found.trainee == trainee:
                made.append(found.made)
    return max(made, default=None)


def remembered_trainee(answers: Path) -> str | None:
    """Return the id of whoever worked here last, or None."""
    try:
        typed = (answers / REMEMBERED).read_text("utf-8").strip()
        return handin.trainee_id(typed) if typed else None
    except (OSError, UnicodeDecodeError, handin.BadTrainee):
        return None


def remember_trainee(answers: Path, trainee: str) -> None:
    """Keep the id for the next page; an empty one forgets."""
    try:
        answers.mkdir(parents=True, exist_ok=True)
        (answers / REMEMBERED).write_text(trainee, "utf-8")
    except OSError:
        pass  # only a convenience: whoever cannot be remembered types the id once more
