"""Grades a folder of hand-ins into a report folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kamlib.classroom.exercise import Exercise
from kamlib.classroom.gradebook import Received, RefusedFile, mark_handins, read_folder, with_answers
from kamlib.classroom.handin import HandIn, Refused
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.reports.changes import Comparison
from kamlib.reports.cores import MOST_PROCESSES, spread
from kamlib.reports.folder import ReportProblem, check_place, holds_report, new_folder, problem, tidy_up
from kamlib.reports.pages import TraineePages, cohort_view, write_cohort
from kamlib.reports.records import Record, record_of
from kamlib.reports.rubric import RubricBook, read_rubric
from kamlib.reports.scores import Scorer, begun_units
from kamlib.reports.statistics import Statistics
from kamlib.reports.tables import Tables
from kamlib.text import Text, check_language

Progress = Callable[[str, int, int], None]
RUBRIC = "rubric.xlsx"


@dataclass
class Summary:
    """What came out: how many were marked, which files were refused, what waits, who moved."""

    folder: Path
    marked: int = 0
    refused: int = 0
    waiting_texts: int = 0
    questions_without_key: tuple[str, ...] = ()
    warnings: list[tuple[Text, dict]] = field(default_factory=list)
    comparison: Comparison | None = None


MOST_ODD = 10  # remarks on single hand-ins that the command tells; notes.csv has all
_MORE_ODD = Text(
    en="Remarks on hand-ins that are not shown here: {count}. See notes.csv.",
    zh="另有 {count} 条关于作业的备注未在此显示，见 notes.csv。",
)
BATCH, LEAST = 50, 10  # trainees that a process takes at once
MANY = 100  # trainees; from here on more processes save more than they cost
ROUND = 1_000  # trainees; then new processes begin, so that what they remember does not grow without end


class _Marking:
    """What happens to a batch of hand-ins in one of several processes.

    They are marked and scored, their trainees' pages are written, and their records go to the tables.
    """

    def __init__(
        self, received: Sequence[Received], folder: Path, exercises: Mapping[str, Exercise], keys: Keys, lang: str,
        rubrics: RubricBook, comparison: Comparison | None,
    ) -> None:  # fmt: skip
        self._received = received
        self._exercises, self._keys, self._lang, self._comparison = exercises, keys, lang, comparison
        self._scorer = Scorer(keys, rubrics.find)
        self._pages = TraineePages(folder / "trainees", rubrics)

    def prepare(self, langs: Iterable[str]) -> None:
        """Do once, while there is one process, what each of several would else do for itself."""
        _make_sheets(self._exercises.values())
        self._pages.prepare(self._exercises, langs)

    def __call__(self, batch: range) -> list[Record]:
        received = [_with_answers(self._received[place]) for place in batch]
        scores = self._scorer.scores(mark_handins(received, self._exercises, self._keys))
        self._pages.add(scores)
        return [record_of(score, self._lang, self._comparison) for score in scores]


def _make_sheets(exercises: Iterable[Exercise]) -> None:
    """Work out the figures of all variants that are dealt; the exercises keep them."""
    for exercise in exercises:
        for variant in exercise.dealt:
            _ = exercise.sheet(variant).values


class _Reading:
    """Lets other processes read the hand-ins, where there are many; meanwhile this one makes the sheets they need."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = exercises
        self._seen = 0

    def share(self, read: Callable[[Any], Any], pieces: Sequence[Any]) -> Generator[Any, None, None]:
        """Read the files in other processes, all of them ahead: what they find is small."""
        return spread(read, pieces, worth_it=sum(map(len, pieces)) >= MANY, ahead=len(pieces))

    def seen(self, handin: HandIn) -> None:
        """Make the sheets of the units that the class is at, once it is known to be large."""
        self._seen += 1
        if self._seen == MANY:
            units = begun_units([handin.exercises], self._exercises)
            _make_sheets(one for one in self._exercises.values() if one.unit in units)


def _records(work: _Marking, received: Sequence[Received]) -> Iterator[Record]:
    """Yield the record of each trainee, in order.

    Processes are told places only: as copies of this one they have the hand-ins already.
    """
    many = len(received) >= MANY
    if many:
        work.prepare({one.handin.lang for one in received})
    every = range(len(received))
    for begin in range(0, len(received), ROUND):
        batches = _batches(every[begin : begin + ROUND])
        with closing(spread(work, batches, worth_it=many)) as done:
            for records in done:
                yield from records


def _batches(places: range) -> Iterator[range]:
    """Cut places into pieces; the last ones are smaller, so that no process waits long for another one's last."""
    while places:
        size = min(BATCH, max(LEAST, len(places) // MOST_PROCESSES))
        yield places[:size]
        places = places[size:]


def _with_answers(one: Received) -> Received:
    try:
        return with_answers(one)
    except Refused as trouble:
        raise problem(
            f"{one.file} was there and was gone or changed when its turn came: {trouble.text.en} Grade again.",
            f"{one.file} 在评分过程中被移走或改动：{trouble.text.zh}请重新评分。",
        ) from trouble


def _nothing_marked(handins: Path, out: Path, refused: Sequence[RefusedFile]) -> ReportProblem:
    """Say that the earlier report stays, and what the matter is with most of the files."""
    stays_en = f"No hand-in in {handins} could be marked, so the earlier report in {out} was left as it was. "
    stays_zh = f"{handins} 中没有可评分的作业，因此 {out} 中原有的报告未做改动。"
    if not refused:
        return problem(f"{stays_en}There is no file in the folder.", f"{stays_zh}该文件夹中没有文件。")
    ((commonest, _),) = Counter(one.reason.text for one in refused).most_common(1)
    like = next(one for one in refused if one.reason.text == commonest)
    return problem(
        f"{stays_en}Files refused: {len(refused)}. The commonest reason, as for {like.file}: {like.reason.say('en')}",
        f"{stays_zh}未接收的文件：{len(refused)} 个。最常见的原因（例如 {like.file}）：{like.reason.say('zh')}",
    )


def write_report(
    handins: Path,
    out: Path,
    exercises: Mapping[str, Exercise],
    keys: Keys = NO_KEYS,
    *,
    lang: str = "en",
    cohort: str = "",
    old: Path | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Summary:
    """Mark every hand-in below `handins` and write the whole report to `out`.

    Parameters
    ----------
    handins : the folder of hand-ins.
    out : the report folder. An earlier report there is replaced, whole or not at all; marks typed into
        its rubric.xlsx are taken over. With no hand-in to mark it is left alone.
    exercises, keys : what is marked and by which keys.
    lang : the language of tables and of the page on the class; each trainee's page is in their own.
    cohort : when given, only hand-ins of this class count.
    old : an earlier report to compare with. Where `out` has no rubric.xlsx yet, its marks are taken over.
    progress : is called with ``"read"`` or ``"mark"``, the number done and of all.
    now : the moment printed on the page, which also says what is dated in the future; the clock by default.

    Raises
    ------
    ReportProblem
        When the folders cannot be used or written; the earlier report is then still whole.
    """
    check_language(lang)
    handins, out = handins.resolve(), out.resolve()
    if not handins.is_dir():
        raise problem(f"There is no folder {handins}.", f"没有文件夹 {handins}。", misuse=True)
    if handins == out or out in handins.parents:
        raise problem(
            f"The hand-ins lie inside the report folder {out}; name another place with --out.",
            f"作业位于报告文件夹 {out} 内，请用 --out 指定其他位置。",
            misuse=True,
        )
    tidy_up(out)
    check_place(out)
    own = out / RUBRIC
    # A new folder that is compared with an old one goes on with the marks that were typed there.
    rubrics = read_rubric(own if old is None or own.exists() else old.resolve() / RUBRIC, keys.rubrics)
    comparison = Comparison(old.resolve()) if old else None
    step = progress or (lambda stage, done, total: None)
    reading = _Reading(exercises)
    received, refused = read_folder(
        handins, cohort=cohort, leave_out=out, now=now, outlines_from=MANY, share=reading.share, seen=reading.seen,
        progress=lambda done, total: step("read", done, total),
    )  # fmt: skip
    if not received and holds_report(out):
        raise _nothing_marked(handins, out, refused)
    units = begun_units((one.handin.exercises for one in received), exercises)
    counted = {id: exercise for id, exercise in exercises.items() if exercise.unit in units}
    summary = Summary(out, marked=len(received), refused=len(refused), comparison=comparison)
    summary.warnings += rubrics.warnings
    odd = [(note.text, dict(note.values)) for one in received for note in one.notes]
    summary.warnings += odd[:MOST_ODD]
    if len(odd) > MOST_ODD:
        summary.warnings.append((_MORE_ODD, {"count": len(odd) - MOST_ODD}))
    statistics = Statistics(counted)
    no_key: dict[str, None] = {}
    with new_folder(out) as folder:
        tables = Tables(folder, lang, units, list(counted.values()))
        work = _Marking(received, folder, counted, keys, lang, rubrics, comparison)
        try:
            with closing(_records(work, received)) as records:
                for number, record in enumerate(records, 1):
                    for part in (tables, statistics, rubrics):
                        part.add(record)
                    if comparison:
                        comparison.add(record.trainee, record.changes)
                    no_key |= dict.fromkeys(record.without_key)
                    step("mark", number, len(received))
            tables.add_refused(refused)
            tables.add_statistics(statistics)
        finally:
            tables.close()
        made = (now or datetime.now()).strftime("%Y-%m-%d %H:%M")
        view = cohort_view(statistics, lang, refused=len(refused), cohort=cohort, made=made)
        write_cohort(folder / "cohort.html", view)
        summary.waiting_texts = rubrics.write(folder / RUBRIC, lang)
        if comparison:
            comparison.finish()
            comparison.write(folder / "diff.csv", lang)
    summary.questions_without_key = tuple(no_key)
    return summary
