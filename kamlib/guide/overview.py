"""Where a trainee stands in the whole course, read from the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kamlib import syllabus, units, workbook
from kamlib.classroom import handin
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import (
    HAND_INS,
    Progress,
    newest_handin,
    next_step,
    progress,
    remembered_trainee,
)

UnitState = Literal["done", "started", "untouched", "planned"]


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How one unit stands; `points` is None as long as none are known, `of` counts the practice exercises only."""

    unit: syllabus.Unit
    state: UnitState
    exercises: tuple[Progress, ...]
    points: float | None
    of: float
    is_next: bool = False

    @property
    def finished(self) -> int:
        return sum(each.finished for each in self.exercises)

    @property
    def minutes(self) -> int:
        return sum(each.exercise.minutes for each in self.exercises)


@dataclass(frozen=True, slots=True)
class Overview:
    """The course as whoever works here sees it; `upcoming` is the exercise to go on with."""

    trainee: str | None
    modules: tuple[tuple[syllabus.Module, tuple[UnitStanding, ...]], ...]
    upcoming: Exercise | None
    begun: bool


def overview(answers: Path, is_there: Callable[[str], bool]) -> Overview:
    """Return how the course stands for whoever worked here last.

    Parameters
    ----------
    answers : the folder of the journals.
    is_there : whether the exercises of a unit, by its id, can be opened.
    """
    trainee = remembered_trainee(answers)
    journal = Journal(answers, handin.COURSE, trainee) if trainee else None
    handed = newest_handin(answers / HAND_INS, trainee) if trainee else None
    there = [unit for unit in units.MODULES if is_there(unit)]
    standing = {
        unit: progress(units.exercises(unit), journal, cohort=workbook.cohort(), handed=handed) for unit in there
    }
    upcoming = _go_on_with(standing, journal)
    at = upcoming.unit if upcoming else None
    modules = tuple(
        (module, tuple(_unit(unit, standing.get(unit.id), unit.id == at) for unit in syllabus.all_units(module.id)))
        for module in syllabus.modules()
    )
    every = [each for found in standing.values() for each in found]
    return Overview(trainee, modules, upcoming, any(each.state != "untouched" for each in every))


def _unit(unit: syllabus.Unit, standing: list[Progress] | None, is_next: bool) -> UnitStanding:
    if not standing:
        return UnitStanding(unit, "planned", (), None, 0)
    if all(each.finished for each in standing):
        state: UnitState = "done"
    elif any(each.state != "untouched" for each in standing):
        state = "started"
    else:
        state = "untouched"
    known = [each.points for each in standing if each.points is not None]
    of = sum(each.exercise.points for each in standing if each.exercise.mode == "practice")
    return UnitStanding(unit, state, tuple(standing), round(sum(known), 1) if known else None, of, is_next)


def _go_on_with(standing: dict[str, list[Progress]], journal: Journal | None) -> Exercise | None:
    """Return the first unfinished exercise from the unit on that was worked on last, else the first of all.

    A step of the account plan is done where it belongs: after the exercises of its unit.
    """
    known = journal.read() if journal else {}
    way: dict[str, list[Progress]] = {unit: [] for unit in standing}
    for each in (each for found in standing.values() for each in found):
        unit = each.exercise.after or each.exercise.unit
        way.setdefault(unit, []).append(each)

    def touched(unit: str) -> str:
        return max((known[each.exercise.id].last or "" for each in way[unit] if each.exercise.id in known), default="")

    order = list(way)
    # Of two units touched in the same second the later one counts; nothing touched yet: the first.
    latest = max(range(len(order)), key=lambda place: (touched(order[place]), place), default=0)
    if not order or not touched(order[latest]):
        latest = 0
    return next((found for unit in (*order[latest:], *order) if (found := next_step(way[unit]))), None)
