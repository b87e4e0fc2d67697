"""Puts a new report folder in the place of the old one: whole, or not at all."""

from __future__ import annotations

import os
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from kamlib.text import Text

OURS = (
    "gradebook.xlsx", "gradebook.csv", "items.csv", "refused.csv", "notes.csv", "diff.csv",
    "cohort.html", "trainees", "rubric.xlsx",
)  # fmt: skip
# A request to end, and the terminal that is closed; the latter only where there is such a signal.
ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class ReportProblem(Exception):  # often it is a wrong folder, not an error
    """The report could not be written; `text` says why. What was there before is still there."""

    def __init__(self, text: Text, *, misuse: bool = False) -> None:
        self.text = text
        self.misuse = misuse
        super().__init__(text.en)

    def __reduce__(self) -> tuple[Any, ...]:  # it may come from another process
        return type(self), (self.text,), {"misuse": self.misuse}


def problem(en: str, zh: str, *, misuse: bool = False) -> ReportProblem:
    """Return a problem whose sentences may hold anything a path may hold."""
    tidy = str.maketrans("{}", "()")
    return ReportProblem(Text(en=en.translate(tidy), zh=zh.translate(tidy)), misuse=misuse)


def check_place(out: Path) -> None:
    """See that a report may be written to `out`: it is not there, is empty, or is a report.

    Raises
    ------
    ReportProblem
        When the folder holds something else, which we would have to move.
    """
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir() or out.is_symlink():
        raise problem(
            f"{out} is not a folder; name another place with --out.",
            f"{out} 不是文件夹，请用 --out 指定其他位置。",
            misuse=True,
        )
    if any(out.iterdir()) and not holds_report(out):
        raise problem(
            f"The folder {out} holds other files and no report; name a new folder with --out.",
            f"文件夹 {out} 中有其他文件且不是报告，请用 --out 指定新文件夹。",
            misuse=True,
        )


def holds_report(out: Path) -> bool:
    """Return whether a report is in the folder."""
    return (out / "gradebook.csv").is_file()


def tidy_up(out: Path) -> None:
    """Clear what a run that was killed left beside `out`; a report that it had moved away comes back.

    The report comes back even where a process has the number of that run: numbers are used again, and a run
    that finds its place taken says so and loses nothing.

    Raises
    ------
    ReportProblem
        When the earlier report cannot be put back.
    """
    ours = re.compile(re.escape(f".{out.name}.") + r"([0-9]+)\.(part|before)")
    left = [(path, found) for path in _beside(out) if (found := ours.fullmatch(path.name)) and path.is_dir()]
    if not out.exists():
        moved_away = [path for path, found in left if found[2] == "before"]
        if moved_away:
            _put_back(max(moved_away, key=lambda path: path.stat().st_mtime), out)
    for path, found in left:
        if int(found[1]) == os.getpid() or not psutil.pid_exists(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _put_back(before: Path, out: Path) -> None:
    try:
        before.rename(out)
    except OSError as trouble:
        raise problem(
            f"The last run was cut short, so the earlier report lies in {before}, and it cannot be put back "
            f"({trouble.strerror or trouble}); rename it to {out.name}, then grade again.",
            f"上次运行中断，原报告还在 {before}，无法放回原处（{trouble.strerror or trouble}）；"
            f"请将其改名为 {out.name}，然后重新评分。",
        ) from trouble


def _beside(out: Path) -> list[Path]:
    try:
        return list(out.parent.iterdir())
    except OSError:  # a folder that is not there yet, or may not be listed
        return []


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Give a temporary folder beside `out`; when the block ends well, it takes the place of `out`.

    Files of the old folder that are not part of a report are carried over. When anything fails, or the
    program is asked to end, the old folder stays as it was and nothing half written is left behind.

    Raises
    ------
    ReportProblem
        When the folder cannot be written or swapped in.
    """
    fresh = out.with_name(f".{out.name}.{os.getpid()}.part")
    before = out.with_name(f".{out.name}.{os.getpid()}.before")
    with _ending_politely():
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            fresh.mkdir()
            yield fresh
            _swap(fresh, out, before)
        except OSError as trouble:
            raise problem(
                f"The report could not be written to {out} ({trouble.strerror or trouble}); "
                "close its files if they are open, free some space, and grade again.",
                f"无法将报告写入 {out}（{trouble.strerror or trouble}）；"
                "请关闭已打开的报告文件、清理磁盘空间后重新评分。",
            ) from trouble
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            if out.exists():
                shutil.rmtree(before, ignore_errors=True)


def _swap(fresh: Path, out: Path, before: Path) -> None:
    """Put the new folder in the place of the old one, which is kept as `before`."""
    if not out.exists():
        fresh.rename(out)
        return
    _carry_over(out, fresh)
    try:
        out.rename(before)
        fresh.rename(out)
    except BaseException:  # a request to end may come between the two
        if not out.exists():
            before.rename(out)
        raise


@contextmanager
def _ending_politely() -> Iterator[None]:
    """Let a request to end leave the block as an exception does, so that it is tidied up.

    A closed terminal may ask twice; the second request does not disturb the tidying.
    """

    def leave(number: int, _: object) -> None:
        for ending in answers:
            signal.signal(ending, signal.SIG_IGN)
        raise SystemExit(128 + number)  # what a shell returns for a program ended by this signal

    if threading.current_thread() is not threading.main_thread():  # only there a signal can be answered
        yield
        return
    answers = {ending: signal.getsignal(ending) or signal.SIG_DFL for ending in ENDINGS}
    answers = {ending: answer for ending, answer in answers.items() if answer is not signal.SIG_IGN}  # as nohup asks
    for ending in answers:
        signal.signal(ending, leave)
    try:
        yield
    finally:
        for ending, answer in answers.items():
            signal.signal(ending, answer)


def _carry_over(old: Path, fresh: Path) -> None:
    for entry in old.iterdir():
        if entry.name in OURS:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, fresh / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, fresh / entry.name, follow_symlinks=False)
