"""Writes files whole or not at all, and says in a sentence why it cannot."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kamlib.refusal import Refusal
from kamlib.text import Text

IS_FOLDER = Text(
    en="{out} is a folder; name a file in it, such as {example}.",
    zh="{out} 是文件夹；请写明其中的文件名，例如 {example}。",
)
NO_FOLDER = Text(
    en="There is no folder {folder}; make it first, or name another place with --out.",
    zh="没有文件夹 {folder}；请先新建，或用 --out 指定其他位置。",
)
OTHER_ENDING = Text(en="{out} has to end in {endings}.", zh="{out} 的扩展名应为 {endings}。")
NOT_WRITTEN = Text(
    en="{out} cannot be written ({reason}). Close it in other programs, or name another place with --out.",
    zh="无法写入 {out}（{reason}）。请在其他程序中关闭该文件，或用 --out 指定其他位置。",
)


def check_name(out: Path, endings: Sequence[str]) -> None:
    """Say before the work begins that a file cannot have this name.

    Raises
    ------
    Refusal
        When `out` is a folder or has another ending.
    """
    if out.is_dir():
        raise _is_folder(out, endings[0])
    if out.suffix.lower() not in endings:
        raise Refusal(OTHER_ENDING, {"out": out, "endings": " / ".join(endings)}, misuse=True)


def check_place(out: Path, endings: Sequence[str]) -> None:
    """Say before the work begins what would keep a file from being written.

    Raises
    ------
    Refusal
        When `out` is a folder, lies in no folder, has another ending, or its folder takes no files.
    """
    check_name(out, endings)
    if not out.parent.is_dir():
        raise Refusal(NO_FOLDER, {"folder": out.parent}, misuse=True)
    probe = _beside(out)
    try:
        probe.touch()
    except OSError as problem:
        raise not_written(out, problem) from problem
    probe.unlink(missing_ok=True)


def write_whole(out: Path, content: bytes) -> Path:
    """Write a file in one step: whoever opens it sees the old one or the new one, never half of it.

    A folder that is missing is made.

    Raises
    ------
    Refusal
        When it cannot be written; nothing is left behind then.
    """
    half = _beside(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with half.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(half, out)
        finally:
            half.unlink(missing_ok=True)
    except OSError as problem:
        raise not_written(out, problem) from problem
    return out


def write_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write several files that belong together: all of them, or none.

    Raises
    ------
    Refusal
        When one cannot be written; what stood there before stands there again then.
    """
    halves = {out: _beside(out) for out in files}
    before: dict[Path, bytes | None] = {}
    try:
        for out, half in halves.items():
            half.write_bytes(files[out])
        for out, half in halves.items():
            before[out] = out.read_bytes() if out.exists() else None
            os.replace(half, out)
    except OSError as problem:
        for done, content in before.items():
            if content is None:
                done.unlink(missing_ok=True)
            elif halves[done].exists() is False:
                done.write_bytes(content)
        raise not_written(out, problem) from problem
    finally:
        for half in halves.values():
            half.unlink(missing_ok=True)
    return tuple(files)


def not_written(out: Path, problem: OSError) -> Refusal:
    """Return the refusal for a file that the computer does not let us write."""
    if out.is_dir():
        return _is_folder(out, out.suffix)
    return Refusal(NOT_WRITTEN, {"out": out, "reason": problem.strerror or type(problem).__name__})


def _is_folder(out: Path, ending: str) -> Refusal:
    return Refusal(IS_FOLDER, {"out": out, "example": out / f"u2{ending}"}, misuse=True)


def _beside(out: Path) -> Path:
    return out.with_name(f".{out.name}.{os.getpid()}")
