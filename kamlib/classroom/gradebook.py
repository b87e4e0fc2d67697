"""Marks a folder of hand-ins: every file in it ends up marked or refused with a reason.

It only reads data. Nothing of a trainee is ever executed, no link is followed, and one bad file never
stops the rest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kamlib.classroom.exercise import Exercise, Sheet
from kamlib.classroom.handin import ExerciseAnswers, HandIn, Refused, look_of, read_handin, variant_of
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.classroom.marking import Reason, Result
from kamlib.classroom.messages import State
from kamlib.classroom.thread import Thread
from kamlib.text import Text

Progress = Callable[[int, int], None]
PIECE = 20  # files that are read at a time
A_DAY = timedelta(days=1)  # so far a clock that is set to another time zone may be ahead


class RefusedFile(NamedTuple):
    """A file that was not marked, and why. `file` is its path within the folder."""

    file: str
    reason: Reason


class Received(NamedTuple):
    """The hand-in that counts for one trainee, the file it came in, and what is odd about it.

    `path` is where its answers are read again, where they were left out.
    """

    file: str
    handin: HandIn
    notes: tuple[Reason, ...] = ()
    path: Path | None = None


class MarkedExercise(NamedTuple):
    """One exercise of one trainee.

    `result` is marked on the variant that is due. `answers` is None when the exercise is not in the
    hand-in. `foreign` says that the answers belong to the figures of another variant; they earn nothing.
    """

    exercise: Exercise
    result: Result
    answers: ExerciseAnswers | None
    foreign: bool = False
    notes: tuple[Reason, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The exercise with the figures it was marked on, own ones of earlier exercises included."""
        return self.exercise.sheet(self.result.variant, self.result.brought)


class Marked(NamedTuple):
    """A hand-in with its marks; `unknown` are the ids of exercises this workbook does not have.

    `notes` say what is odd about the hand-in as a whole.
    """

    file: str
    handin: HandIn
    exercises: tuple[MarkedExercise, ...]
    unknown: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()

    @property
    def trainee(self) -> str:
        return self.handin.trainee


class Gradebook(NamedTuple):
    """A folder of hand-ins, marked: each file of it is in `marked` or in `refused`."""

    marked: tuple[Marked, ...]
    refused: tuple[RefusedFile, ...]


# -- what is in the folder -------------------------------------------------------------------------

_SYSTEM = Text(en="A hidden or system file, not a hand-in.", zh="隐藏文件或系统文件，不是作业。")
_NOT_JSON = Text(en="Not a hand-in: those end in .json.", zh="不是作业文件：作业文件以 .json 结尾。")
_ARCHIVE = Text(
    en="An archive: unpack it into the folder, then grade again.", zh="压缩包：请解压到文件夹后重新评分。"
)
_LINK = Text(
    en="A link to another place; links are not followed. Copy the file itself into the folder.",
    zh="这是指向别处的链接，程序不会打开；请把文件本身复制到文件夹中。",
)
_SPECIAL = Text(en="Not an ordinary file.", zh="不是普通文件。")
_CLOSED = Text(
    en="This folder cannot be opened ({problem}); nothing in it was marked.",
    zh="无法打开此文件夹（{problem}），其中内容未评分。",
)
_OLDER = Text(
    en="Replaced by a newer hand-in of {trainee}: {newer}.",
    zh="{trainee} 另有较新的作业 {newer}，以较新的为准。",
)
_SAME = Text(en="The same hand-in as {newer}.", zh="与 {newer} 是同一份作业。")
_OTHER_CLASS = Text(
    en="This hand-in is of the class “{theirs}”, not of “{ours}”.",
    zh="这份作业属于班级“{theirs}”，不属于“{ours}”。",
)
_OTHER_PERSON = Text(
    en="Not marked: {trainee} of the class “{theirs}” has the same id as {trainee} of the class “{ours}”, "
    "whose newer hand-in {newer} is marked. Grade one class at a time with --cohort.",
    zh="未评分：班级“{theirs}”的 {trainee} 与班级“{ours}”的 {trainee} 编号相同，后者较新的作业 {newer} 已评分。"
    "请用 --cohort 按班级分别评分。",
)
_FROM_THE_FUTURE = Text(
    en="Not marked: it is dated {made} (UTC), which is still to come; {newer} of {trainee} is marked instead.",
    zh="未评分：生成时间为 {made}（UTC），晚于当前时间；改为对 {trainee} 的 {newer} 评分。",
)
_ONLY_FROM_THE_FUTURE = Text(
    en="It is dated {made} (UTC), which is still to come: the clock of that computer was wrong, or the date was "
    "changed. It is marked because there is no other hand-in of {trainee}.",
    zh="生成时间为 {made}（UTC），晚于当前时间：该电脑的时钟有误，或日期被改动。{trainee} 没有其他作业，因此仍对这份评分。",
)
_LOOKALIKE = Text(
    en="The id {trainee} looks like {others}, but not all letters are the same ({letters}): see whether this is "
    "one person. They are marked apart.",
    zh="学员编号 {trainee} 与 {others} 看起来相同，但有字符不同（{letters}），请确认是否为同一人。目前分开评分。",
)
_CHANGED = Text(en="The file was changed while it was read.", zh="文件在读取期间被改动。")
_CANNOT = Text(
    en="This file cannot be read as a hand-in ({problem}).", zh="该文件无法作为作业读取（{problem}）。"
)
_FOREIGN = Text(
    en="The answers are to figures number {claimed}, but {trainee} was dealt number {due}. "
    "They earn no points.",
    zh="答案对应第 {claimed} 套数据，而 {trainee} 分到的是第 {due} 套，因此不计分。",
)
_OLD_REVISION = Text(
    en="Answered at revision {theirs} of the exercise, marked by revision {ours}.",
    zh="作答时题目为第 {theirs} 版，现按第 {ours} 版评分。",
)
_NO_KEY = Text(
    en="Question {question} has no key in solutions/keys, so it is not marked yet.",
    zh="solutions/keys 中没有题目 {question} 的答案，暂未评分。",
)
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
_SYSTEM_NAMES = ("thumbs.db", "desktop.ini", "__macosx", "icon\r")


def _list_files(folder: Path, leave_out: Path | None) -> Iterator[tuple[Path, str, Reason | None]]:
    """Yield every file below `folder` in a fixed order, with the reason why it is no hand-in, if any."""
    todo = [folder]
    while todo:
        here = todo.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as problem:
            yield here, _name(here, folder) + "/", Reason(_CLOSED, {"problem": problem.strerror or "?"})
            continue
        below = []
        for entry in entries:
            path = Path(entry.path)
            if entry.is_symlink():
                yield path, _name(path, folder), Reason(_LINK)
            elif entry.is_dir(follow_symlinks=False):
                if leave_out is None or path.resolve() != leave_out:
                    below.append(path)
            else:
                yield path, _name(path, folder), _not_a_handin(entry)
        todo.extend(reversed(below))


def _not_a_handin(entry: os.DirEntry[str]) -> Reason | None:
    lower = entry.name.lower()
    if lower.startswith((".", "~$")) or lower in _SYSTEM_NAMES:
        return Reason(_SYSTEM)
    if lower.endswith(_ARCHIVES):
        return Reason(_ARCHIVE)
    if not lower.endswith(".json"):
        return Reason(_NOT_JSON)
    try:
        ordinary = stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        ordinary = True  # reading it will say what is wrong
    return None if ordinary else Reason(_SPECIAL)


def _name(path: Path, folder: Path) -> str:
    """Return a file's path within the folder, with anything that cannot be printed made visible."""
    name = path.relative_to(folder).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


# A hand-in, or why there is none: a sentence and its figures, plain enough to go from process to process.
_Read = tuple[HandIn | None, Text | None, dict[str, str]]
_ReadSome = Callable[[Sequence[Path]], list[_Read]]
Share = Callable[[_ReadSome, Sequence[Sequence[Path]]], Generator[list[_Read], None, None]]


def _one_by_one(read: _ReadSome, pieces: Sequence[Sequence[Path]]) -> Generator[list[_Read], None, None]:
    yield from map(read, pieces)


def read_folder(
    folder: Path,
    *,
    cohort: str = "",
    leave_out: Path | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
    outlines_from: int | None = None,
    share: Share = _one_by_one,
    seen: Callable[[HandIn], None] | None = None,
) -> tuple[list[Received], list[RefusedFile]]:
    """Return the hand-in that counts for each trainee, and every other file with the reason.

    Parameters
    ----------
    folder : is searched with all folders below it; links are not followed.
    cohort : when given, hand-ins of another class are refused.
    leave_out : a folder that is not looked into, such as the report itself.
    progress : is called with the number of files done and of all files.
    now : a hand-in dated more than a day after it counts only where its trainee has no other; the clock
        by default.
    outlines_from : with so many files or more, what was answered is left out, which is nearly all of a hand-in, so that
        ten thousand of them fit into memory; `with_answers` reads it again.
    share : reads the files, some at a time, and yields what it found in their order; one after the other by default.
        Whoever has several processes may let them do it.
    seen : is called with each hand-in as soon as it was read.
    """
    listed = list(_list_files(folder, leave_out.resolve() if leave_out else None))
    paths = [path for path, _, reason in listed if reason is None]
    pieces = [paths[first : first + PIECE] for first in range(0, len(paths), PIECE)]
    outlines = outlines_from is not None and len(paths) >= outlines_from

    def read(piece: Sequence[Path]) -> list[_Read]:
        return [_read(path, cohort, outlines) for path in piece]

    refused: list[RefusedFile] = []
    received: dict[str, list[Received]] = {}
    with closing(share(read, pieces)) as found:
        files = chain.from_iterable(found)
        for done, (path, name, reason) in enumerate(listed, 1):
            if reason is None:
                handin, problem, values = next(files)
                if handin is not None:
                    one = Received(name, handin, path=path if outlines else None)
                    received.setdefault(handin.trainee, []).append(one)
                    if seen:
                        seen(handin)
                reason = Reason(problem, values) if problem else None
            if reason is not None:
                refused.append(RefusedFile(name, reason))
            if progress:
                progress(done, len(listed))
    latest = ((now or datetime.now(UTC)).astimezone(UTC) + A_DAY).strftime("%Y-%m-%dT%H:%M:%S")
    counting = []
    for of_one in received.values():
        newest = max([one for one in of_one if _age(one)[0] <= latest] or of_one, key=_age)
        refused += [_replaced(other, newest, latest) for other in of_one if other is not newest]
        if _age(newest)[0] > latest:
            newest = newest._replace(notes=(Reason(_ONLY_FROM_THE_FUTURE, _date(newest), "future"),))
        counting.append(newest)
    return _with_lookalikes(sorted(counting, key=_by_trainee)), sorted(refused, key=_by_file)


_LEFT_OUT = ExerciseAnswers(rev=0, variant=0, raw={})


def _outline(handin: HandIn) -> HandIn:
    """Return a hand-in that still names its exercises, without what was answered."""
    return handin.model_copy(update={"exercises": dict.fromkeys(handin.exercises, _LEFT_OUT)})


def with_answers(received: Received) -> Received:
    """Return a hand-in with its answers, where `read_folder` left them out.

    Raises
    ------
    Refused
        When its file is no longer what it was.
    """
    if received.path is None:
        return received
    handin = read_handin(received.path)
    if handin.receipt != received.handin.receipt:
        raise Refused(_CHANGED)
    return received._replace(handin=handin)


def _date(one: Received) -> dict[str, str]:
    return {"made": one.handin.made[:16].replace("T", " "), "trainee": one.handin.trainee}


def _with_lookalikes(counting: list[Received]) -> list[Received]:
    """Return the hand-ins, each with a note where the id of another one looks the same."""
    alike: dict[str, list[str]] = {}
    for one in counting:
        alike.setdefault(look_of(one.handin.trainee), []).append(one.handin.trainee)
    noted = []
    for one in counting:
        own = one.handin.trainee
        ids = alike[look_of(own)]
        if len(ids) > 1:
            letters = sorted({letter for id in ids for letter in id if not letter.isascii()})
            others = ", ".join(id for id in ids if id != own)
            values = {"trainee": own, "others": others, "letters": " ".join(letters)}
            one = one._replace(notes=(*one.notes, Reason(_LOOKALIKE, values, "lookalike")))
        noted.append(one)
    return noted


def _by_trainee(received: Received) -> str:
    return received.handin.trainee


def _by_file(refused: RefusedFile) -> str:
    return refused.file


def _read(path: Path, cohort: str, outline: bool) -> _Read:
    try:
        handin = read_handin(path)
    except Refused as problem:
        return None, problem.text, {}
    except Exception as problem:  # whatever a file holds, it must not stop the others
        return None, _CANNOT, {"problem": type(problem).__name__}
    if cohort and handin.cohort != cohort:
        return None, _OTHER_CLASS, {"theirs": handin.cohort, "ours": cohort}
    return _outline(handin) if outline else handin, None, {}


def _replaced(older: Received, newest: Received, latest: str) -> RefusedFile:
    """Say why a hand-in gave way to another one; what is dated after `latest` is from the future."""
    same = older.handin.receipt == newest.handin.receipt
    values = {"trainee": newest.handin.trainee, "newer": newest.file}
    if older.handin.cohort != newest.handin.cohort:
        classes = {"theirs": older.handin.cohort or "–", "ours": newest.handin.cohort or "–"}
        return RefusedFile(older.file, Reason(_OTHER_PERSON, {**values, **classes}))
    if not same and _age(older)[0] > latest >= _age(newest)[0]:
        return RefusedFile(older.file, Reason(_FROM_THE_FUTURE, {**values, **_date(older)}))
    return RefusedFile(older.file, Reason(_SAME if same else _OLDER, values))


def _age(one: Received) -> tuple[str, str]:
    """Return what orders hand-ins by time. Without the Z, '12:00:00' comes before '12:00:00.5'."""
    return one.handin.made.removesuffix("Z"), one.handin.receipt


# -- marking ---------------------------------------------------------------------------------------


def mark_handin(received: Received, exercises: Mapping[str, Exercise], keys: Keys = NO_KEYS) -> Marked:
    """Mark one hand-in on the variants that are due to its trainee.

    Exercises that the hand-in leaves out count as blank. An exercise answered with the figures of
    another variant earns nothing and says so in its notes.
    """
    (marked,) = mark_handins([received], exercises, keys)
    return marked


def mark_handins(
    received: Sequence[Received], exercises: Mapping[str, Exercise], keys: Keys = NO_KEYS
) -> list[Marked]:
    """Mark several hand-ins, each as `mark_handin` does.

    Exercise by exercise: what one exercise needs then lies at hand in the computer, which saves a quarter of the time.
    """
    threads = [_thread(one.handin, keys) for one in received]
    done: list[list[MarkedExercise]] = [[] for _ in received]
    for exercise in exercises.values():
        for one, thread, marked in zip(received, threads, done, strict=True):
            marked.append(_mark_exercise(exercise, one.handin, thread))
    return [
        Marked(one.file, one.handin, tuple(marked), _unknown(one.handin, exercises), one.notes)
        for one, marked in zip(received, done, strict=True)
    ]


def _thread(handin: HandIn, keys: Keys) -> Thread:
    return Thread(
        lambda exercise: variant_of(exercise, handin.trainee, handin.cohort),
        {id: (answers.variant, answers.raw) for id, answers in handin.exercises.items()},
        keys,
    )


def _unknown(handin: HandIn, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    return tuple(id for id in handin.exercises if id not in exercises)


def _mark_exercise(exercise: Exercise, handin: HandIn, thread: Thread) -> MarkedExercise:
    answers = handin.exercises.get(exercise.id)
    result = thread.result(exercise)
    if answers is None:
        return MarkedExercise(exercise, result, None)
    notes = []
    due = result.variant
    foreign = answers.variant != due
    if foreign:
        values = {"claimed": answers.variant, "trainee": handin.trainee, "due": due}
        notes.append(Reason(_FOREIGN, values, "foreign-variant"))
    if answers.rev != exercise.revision:
        revisions = {"theirs": answers.rev, "ours": exercise.revision}
        notes.append(Reason(_OLD_REVISION, revisions, "other-revision"))
    for field in [one for one in result.fields if one.state is State.RECORDED and not one.by_hand]:
        notes.append(Reason(_NO_KEY, {"question": f"{exercise.id}/{field.field}"}, "no-key"))
    return MarkedExercise(exercise, result, answers, foreign, tuple(notes))


def grade(
    folder: Path,
    exercises: Mapping[str, Exercise],
    keys: Keys = NO_KEYS,
    *,
    cohort: str = "",
    leave_out: Path | None = None,
) -> Gradebook:
    """Mark a whole folder.

    Parameters
    ----------
    folder, cohort, leave_out : as in `read_folder`.
    exercises : what is marked, by id, in course order.
    keys : keys and rubrics of assessed judgement questions.
    """
    received, refused = read_folder(folder, cohort=cohort, leave_out=leave_out)
    return Gradebook(tuple(mark_handins(received, exercises, keys)), tuple(refused))
