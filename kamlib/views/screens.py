"""The screens of a unit: what the trainer's screen, the deck and the hand-out are made of.

They are read from the built notebook `solutions/present/<lang>/<module>/<unit>.ipynb`, whose cells say where a
screen begins, how long it takes, what is a note and what comes step by step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamlib import syllabus, workbook
from kamlib.refusal import Refusal
from kamlib.text import Text, check_language

PRESENT = Path("solutions", "present")
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
FOLD_COMMENT = re.compile(r"^# ▶ (.+) / (.+)$")
MARKUP = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")

NO_SUCH_UNIT = Text(
    en="There is no unit {unit}; the units are {units}.", zh="没有单元 {unit}；现有单元：{units}。"
)
NOT_HERE = Text(
    en="The presentation of {unit} is not in this workbook ({path} is missing). Trainers' copies have it; in a "
    "checkout, run `make build`.",
    zh="这份练习册里没有 {unit} 的演示内容（缺少 {path}）。讲师版里有；在代码库中请先运行 `make build`。",
)
DAMAGED = Text(
    en="{path} cannot be read as a presentation; run `make build` or ask for a fresh copy.",
    zh="{path} 不是可用的演示内容；请运行 `make build`，或换一份新的练习册。",
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: `cells` are notebook cells without the notes, `notes` is markdown."""

    number: int  # from 1
    name: str
    minutes: float
    part: str  # "lesson" | "exercise" | "solution": that of its first cell
    cells: tuple[dict[str, Any], ...]
    notes: str


def path_of(unit_id: str, lang: str) -> Path:
    """Return where the notebook of a unit's presentation lies, below the workbook folder."""
    return PRESENT / check_language(lang) / f"{syllabus.unit(unit_id).file_stem}.ipynb"


def units_to_present(lang: str, folder: Path | None = None) -> list[str]:
    """Return the ids of the units whose presentation this workbook has."""
    root = folder or workbook.folder()
    return [unit.id for unit in syllabus.all_units() if (root / path_of(unit.id, lang)).is_file()]


def presentation(unit: str, lang: str, folder: Path | None = None) -> Path:
    """Return the notebook of a unit's presentation, below the workbook folder; `unit` in any case.

    Raises
    ------
    Refusal
        When there is no such unit, or when this workbook does not have its presentation.
    """
    wanted = unit.strip().upper()
    if wanted not in {each.id for each in syllabus.all_units()}:
        there = ", ".join(units_to_present(lang, folder)) or "–"
        raise Refusal(NO_SUCH_UNIT, {"unit": unit, "units": there}, misuse=True)
    path = path_of(wanted, lang)
    if not ((folder or workbook.folder()) / path).is_file():
        raise Refusal(NOT_HERE, {"unit": wanted, "path": path.as_posix()})
    return path


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook file as the dictionary it is.

    Raises
    ------
    Refusal
        When the file is no notebook.
    """
    try:
        notebook = json.loads(path.read_text("utf-8"))
        notebook["cells"], notebook["metadata"]["kam"]["lang"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Refusal(DAMAGED, {"path": str(path)}) from problem
    return notebook


def read_screens(notebook: dict[str, Any]) -> list[Screen]:
    """Return the screens of a presentation's notebook, in their order.

    Cells before the first screen, such as the set-up, belong to the first one.

    Examples
    --------
    >>> cells = [{"cell_type": "markdown", "source": ["# Tiers"], "metadata": {"kam": {"part": "lesson", "screen": 3.0}}},
    ...          {"cell_type": "markdown", "source": ["Ask."], "metadata": {"kam": {"part": "notes", "notes": True}}}]
    >>> [(s.number, s.name, s.minutes, s.notes) for s in read_screens({"cells": cells, "metadata": {"kam": {"lang": "en"}}})]
    [(1, 'Tiers', 3.0, 'Ask.')]
    """
    lang = notebook["metadata"]["kam"]["lang"]
    groups: list[list[dict[str, Any]]] = []
    waiting: list[dict[str, Any]] = []
    for cell in notebook["cells"]:
        if "screen" in _told(cell):
            groups.append([*waiting, cell])
            waiting = []
        elif groups:
            groups[-1].append(cell)
        else:
            waiting.append(cell)
    return [_screen(number, cells, lang) for number, cells in enumerate(groups, start=1)]


def _screen(number: int, cells: Sequence[dict[str, Any]], lang: str) -> Screen:
    first = next(cell for cell in cells if "screen" in _told(cell))
    shown = tuple(cell for cell in cells if not _told(cell).get("notes"))
    notes = "\n\n".join(source_of(cell) for cell in cells if _told(cell).get("notes"))
    minutes = float(_told(first)["screen"])
    return Screen(number, _name(shown, lang), minutes, _told(first).get("part", "lesson"), shown, notes)


def _name(cells: Sequence[dict[str, Any]], lang: str) -> str:
    for cell in cells:
        if cell["cell_type"] == "markdown" and (heading := HEADING.search(source_of(cell))):
            return MARKUP.sub(r"\1", heading[1])
    for cell in cells:
        if cell["cell_type"] == "code" and (named := FOLD_COMMENT.match(source_of(cell).split("\n")[0])):
            return named[1] if lang == "en" else named[2]
    return "–"


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


def _told(cell: dict[str, Any]) -> dict[str, Any]:
    return cell["metadata"].get("kam", {})
