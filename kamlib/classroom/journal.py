"""Answers on disk: an append-only file of events, one JSON line each.

Every change is appended and flushed before the card says 'saved'. A line torn by a crash loses only
itself. An event carries only what changed, so two tabs on one exercise do not overwrite each other:
of two changes to the same entry the later one counts, everything else stands.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import kamlib
from kamlib.text import Text

SCHEMA = "kam-journal/1"
Event = Literal["answer", "check", "hint", "solution"]


_PREFIX, _SUFFIX = "answers-", ".jsonl"


class NotSaved(OSError):
    """The journal could not be written; `text` says so to a trainee."""

    def __init__(self, problem: OSError, path: Path) -> None:
        advice = _FULL if problem.errno in (errno.ENOSPC, errno.EDQUOT) else _NO_ACCESS
        folder = str(path.parent).translate(_NO_BRACES)  # braces in a folder's name are no placeholders
        self.text = Text(en=advice.en.replace("{folder}", folder), zh=advice.zh.replace("{folder}", folder))
        super().__init__(problem.errno, self.text.en)


_NO_BRACES = str.maketrans("{}", "()")
_FULL = Text(
    en="Not saved: the disk is full. Free some space, then change the answer once more. Folder: {folder}",
    zh="未能保存：磁盘已满。请清理空间后再改动一次答案。文件夹：{folder}",
)
_NO_ACCESS = Text(
    en="Not saved: this folder cannot be written to: {folder}. "
    "Ask your trainer, or set KAM_ANSWERS to another folder.",
    zh="未能保存：无法写入文件夹 {folder}。请联系讲师，或用 KAM_ANSWERS 指定其他文件夹。",
)


def timestamp(moment: datetime) -> str:
    """Return a UTC time as the journal writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Seen:
    """What the journal knows of one exercise."""

    rev: int = 1
    variant: int = 0
    raw: dict[str, Any] = field(default_factory=dict)
    checks: int = 0
    hints: int = 0
    solution: bool = False
    first: str | None = None
    last: str | None = None
    changed: set[str] = field(default_factory=set)  # fields that were changed after the last check
    entered: dict[str, str] = field(default_factory=dict)  # "field|part" -> when it was last entered

    def copy(self) -> Seen:
        """Return a copy that does not change with this one."""
        return deepcopy(self)

    def take(self, event: Mapping[str, Any]) -> None:
        """Add one event."""
        self.rev = _whole(event.get("rev"), self.rev)
        self.variant = _whole(event.get("variant"), self.variant)
        moment = event.get("t")
        if isinstance(moment, str):
            self.first = self.first or moment
            self.last = moment
        kind = event.get("ev")
        if kind == "check":
            self.checks += 1
            self.changed = set()
        elif kind == "hint":
            self.hints = max(self.hints, _whole(event.get("hints"), self.hints))
        elif kind == "solution":
            self.solution = True
        elif kind == "answer" and isinstance(event.get("raw"), dict):
            for name, value in event["raw"].items():
                _merge(self.raw, name, value)
                self.changed.add(name)
                for part in value if isinstance(value, dict) else ("",):
                    self.entered[f"{name}|{part}"] = str(event.get("t", ""))


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise


def _merge(raw: dict[str, Any], name: str, value: Any) -> None:
    """Set one answer; None takes it back; a mapping sets only the parts it names."""
    if value is None:
        raw.pop(name, None)
    elif isinstance(value, dict):
        parts = raw.get(name)
        if not isinstance(parts, dict):
            parts = raw[name] = {}
        for part, entry in value.items():
            if entry is None:
                parts.pop(part, None)
            else:
                parts[part] = entry
        if not parts:
            raw.pop(name)
    else:
        raw[name] = value


class Journal:
    """The journal of one trainee.

    Parameters
    ----------
    folder : where journals live; made when it is not there.
    trainee : an id as `handin.trainee_id` writes it.
    """

    def __init__(self, folder: Path, course: str, trainee: str) -> None:
        self.course = course
        self.trainee = trainee
        self.path = folder / f"{_PREFIX}{trainee}{_SUFFIX}"
        self._seen: dict[str, Seen] = {}
        self._read_to = 0
        self.torn_lines = 0

    def append(
        self, item: str, ev: Event, *, rev: int, variant: int, raw: Mapping | None = None, hints: int = 0
    ) -> None:
        """Write one event to disk.

        Raises
        ------
        NotSaved
            When the disk is full or the folder cannot be written to. Nothing of the journal is lost.
        """
        event = {
            "schema": SCHEMA, "course": self.course, "trainee": self.trainee, "item": item, "rev": rev,
            "variant": variant, "t": timestamp(datetime.now(UTC)), "ev": ev,
            "raw": dict(raw or {}), "hints": hints, "kamlib": kamlib.__version__,
        }  # fmt: skip
        line = (json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n").encode(
            "utf-8", "replace"
        )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab+", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                if end:
                    file.seek(end - 1)
                    if file.read(1) != b"\n":  # a torn line: start a new one, so that only it is lost
                        line = b"\n" + line
                if file.write(line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as problem:
            raise NotSaved(problem, self.path) from problem

    def read(self) -> dict[str, Seen]:
        """Return what is known of each exercise, everything on disk included; reads only what is new."""
        try:
            size = self.path.stat().st_size
            if size < self._read_to:  # somebody replaced the file: read it anew
                self._seen, self._read_to, self.torn_lines = {}, 0, 0
            if size > self._read_to:
                with self.path.open("rb") as file:
                    file.seek(self._read_to)
                    fresh = file.read()
                whole = fresh.rfind(b"\n") + 1
                self._read_to += whole
                self._take(fresh[:whole].splitlines())
        except OSError:  # no journal yet, or one that cannot be read now: what is known stands
            pass
        return self._seen

    def _take(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            if not line.strip():
                continue
            try:
                event = json.loads(line)
                item = event["item"]
                ours = (event["schema"], event["course"], event["trainee"]) == (
                    SCHEMA,
                    self.course,
                    self.trainee,
                )
                if not ours or not isinstance(item, str):
                    continue
            except (ValueError, KeyError, TypeError, RecursionError):
                self.torn_lines += 1
                continue
            self._seen.setdefault(item, Seen()).take(event)


def journals(folder: Path, course: str) -> list[str]:
    """Return the ids of the trainees who have answered something here, in order."""
    found = (path.name[len(_PREFIX) : -len(_SUFFIX)] for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    return sorted(trainee for trainee in found if Journal(folder, course, trainee).read())
