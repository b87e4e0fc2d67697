"""Who moves against an earlier report, by how much, on which questions, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kamlib.classroom.exercise import Exercise
from kamlib.reports.cells import CsvFile, csv_cell, plain_number, read_csv
from kamlib.reports.folder import problem
from kamlib.reports.scores import FOREIGN, Item, Score, fingerprint
from kamlib.text import Text

COLUMNS = ("trainee", "question", "points_before", "points_now", "change", "reason")
WHY = {
    "answer": Text(en="The answer changed: a newer hand-in.", zh="答案有改动：提交了新的作业。"),
    "variant": Text(en="Other figures are due to this trainee now.", zh="该学员现在对应的是另一套数据。"),
    "revision": Text(en="The exercise has a new revision.", zh="题目已修订。"),
    "key": Text(
        en="The key, the rubric or the points of the question changed.",
        zh="题目的答案、评分标准或分值有改动。",
    ),
    "by_hand": Text(en="The marks given by hand changed.", zh="人工评分有变化。"),
    "follows": Text(
        en="Another answer, which this one may build on, changed: a newer hand-in.",
        zh="本题可能依据的另一个答案有改动：提交了新的作业。",
    ),
    "rules": Text(en="The rules of marking changed.", zh="评分规则有变化。"),
    "new": Text(en="New in this report.", zh="本次报告新增。"),
    "gone": Text(en="No longer among the hand-ins or the exercises.", zh="本次已不在作业或练习中。"),
}  # fmt: skip


class Change(NamedTuple):
    """One question of one trainee whose points changed; `why` is a key of `WHY`."""

    trainee: str
    question: str
    before: float | None
    now: float | None
    why: str

    @property
    def by(self) -> float:
        return (self.now or 0.0) - (self.before or 0.0)


class _Old(NamedTuple):
    points: float | None
    state: str
    variant: str
    revision: str
    answer_print: str
    key_print: str


class Comparison:
    """Compares the scores of this run with the items.csv of an earlier report.

    Raises
    ------
    ReportProblem
        When the earlier folder has no items.csv that can be read.
    """

    def __init__(self, old: Path) -> None:
        path = old / "items.csv"
        if not path.is_file():
            raise problem(
                f"{old} holds no report to compare with (no items.csv).",
                f"{old} 中没有可比较的报告（缺少 items.csv）。",
                misuse=True,
            )
        self._old: dict[str, dict[str, _Old]] = {}
        try:
            for row in read_csv(path):
                of_trainee = self._old.setdefault(row["trainee"], {})
                of_trainee[row["question"]] = _Old(
                    float(row["points"]) if row["points"] else None, row["state"], row["variant"],
                    row["revision"], row["answer_print"], row["key_print"],
                )  # fmt: skip
        except (KeyError, ValueError, TypeError, OSError) as trouble:
            raise problem(
                f"{path} is not an items.csv of this workbook, so there is nothing to compare with.",
                f"{path} 不是本练习册的 items.csv，无法比较。",
            ) from trouble
        self.changes: list[Change] = []
        self._seen: set[str] = set()

    def changes_of(self, score: Score) -> Iterator[Change]:
        """Yield what changed for one trainee."""
        trainee = csv_cell(score.trainee)
        known = self._old.get(trainee, {})
        old = dict(known)
        for item in score.items:
            before = old.pop(item.question, None)
            if before is None:
                if item.points:
                    yield Change(score.trainee, item.question, None, item.points, "new")
            elif not _same(before.points, item.points):
                why = _why(before, item)
                if why == "rules" and _follows(item, score, known):
                    why = "follows"
                yield Change(score.trainee, item.question, before.points, item.points, why)
        yield from _gone(trainee, old)

    def add(self, trainee: str, changes: Iterable[Change]) -> None:
        """Take in what `changes_of` found for one trainee."""
        self._seen.add(csv_cell(trainee))
        self.changes.extend(changes)

    def finish(self) -> list[Change]:
        """Return all changes, the trainees who are no longer there included; ordered by trainee."""
        for trainee in self._old.keys() - self._seen:
            self.changes.extend(_gone(trainee, self._old[trainee]))
        self.changes.sort(key=lambda change: (change.trainee, change.question))
        return self.changes

    def write(self, path: Path, lang: str) -> None:
        """Write diff.csv."""
        table = CsvFile(path, COLUMNS)
        for change in self.changes:
            table.add(
                [
                    csv_cell(change.trainee), change.question, plain_number(change.before),
                    plain_number(change.now), plain_number(change.by), WHY[change.why].pick(lang),
                ]
            )  # fmt: skip
        table.close()

    def by_trainee(self) -> Iterator[tuple[str, float, list[Change]]]:
        """Yield each trainee who moves with the change in points and its items, the largest move first."""
        grouped: dict[str, list[Change]] = {}
        for change in self.changes:
            grouped.setdefault(change.trainee, []).append(change)
        moves = [(who, sum(change.by for change in items), items) for who, items in grouped.items()]
        yield from sorted(moves, key=lambda move: (-abs(move[1]), move[0]))


def _gone(trainee: str, rows: Mapping[str, _Old]) -> Iterator[Change]:
    for question, row in rows.items():
        if row.points:
            yield Change(trainee, question, row.points, None, "gone")


def _same(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is now
    return abs(before - now) < 1e-5


def _is_another_answer(before: _Old, item: Item) -> bool:
    now = (item.answer_print, fingerprint(item.raw))  # the latter as reports had it at first
    return before.answer_print not in now


def _follows(item: Item, score: Score, old: Mapping[str, _Old]) -> bool:
    """Whether another answer changed that this one may build on: of its exercise, or of those it goes on from."""
    near = _goes_on_from(item.exercise.exercise)
    return any(
        other.question in old and _is_another_answer(old[other.question], other)
        for done, items in score.by_exercise
        if done.exercise.id in near
        for other in items
    )


def _goes_on_from(exercise: Exercise) -> set[str]:
    """Return the ids of an exercise and of all whose answers it takes over, near and far."""
    return {exercise.id}.union(*(_goes_on_from(carry.exercise) for carry in exercise.carries))


def _why(before: _Old, item: Item) -> str:
    if _is_another_answer(before, item):
        return "answer"
    if before.variant != str(item.exercise.result.variant) or (before.state == FOREIGN) != (
        item.state == FOREIGN
    ):
        return "variant"
    if before.key_print != item.key_print:
        same_revision = before.revision == str(item.exercise.exercise.revision)
        return "key" if same_revision or item.field.expected is None else "revision"
    if item.mark.by_hand:
        return "by_hand"
    if before.revision != str(item.exercise.exercise.revision):
        return "revision"
    return "rules"
