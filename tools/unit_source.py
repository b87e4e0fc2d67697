"""Reads a unit's one source file (jupytext percent format) into cells, and refuses what it cannot place.

The format is told in CONTRIBUTING.md; `tools/build.py` derives the notebooks from what this module returns.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import yaml

AUDIENCES = ("course", "exercises", "solutions", "present")
# Where a cell goes. "present" is the trainer's screen; it holds the whole unit.
DESTINATIONS: dict[str, tuple[str, ...]] = {
    "lesson": ("course", "present"),
    "exercise": ("exercises", "solutions", "present"),
    "solution": ("solutions", "present"),
    "notes": ("present",),
    "all": AUDIENCES,
}
LANGUAGES = ("en", "zh")
MARKDOWN_KEYS = {"to", "lang", "covers", "screen", "only"}
CODE_KEYS = {"to", "screen"}
UNIT_HEADER_KEYS = {"unit", "module", "items"}
PAGE_HEADER_KEYS = {"page"}
MARKERS_OF_PAGES = {"course_map", "first_steps", "timetable", "models", "glossary"}
# jupytext notes blank lines between cells here; they mean nothing to us.
SPACING_KEYS = ("lines_to_next_cell", "lines_to_end_of_cell_marker")
MAX_CODE_LINES = 12
LANGUAGE_LINE = 'lang = "en"'
FOLD_COMMENT = re.compile(r"^# ▶ .*[A-Za-z].* / .*[\u4e00-\u9fff]")
MINUTES = re.compile(r"(\d+(?:\.\d)?) min")
MARKER = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, as a sentence an author can act on."""

    file: str
    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A code cell, or a markdown cell in both languages.

    `text` maps a language to the words; a code cell has the same words under both.
    """

    kind: str  # "markdown" | "code"
    to: str
    text: dict[str, str]
    line: int  # where the cell (its English side) starts in the source file
    covers: tuple[str, ...] = ()
    minutes: float | None = None  # planned for the screen that begins here; None when none does
    only_notebook: bool = False  # words about the notebook itself: no other view shows them

    def goes_to(self, audience: str) -> bool:
        return audience in DESTINATIONS[self.to] and not (self.only_notebook and audience == "present")


@dataclass(slots=True)
class UnitSource:
    """A unit's source, or that of a page such as the start page."""

    path: Path
    name: str  # the path as problems show it
    unit: str
    module: str
    items: tuple[str, ...]
    cells: list[SourceCell] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        return not self.module

    @property
    def slug(self) -> str:
        return self.path.stem

    def of(self, audience: str) -> list[SourceCell]:
        """Return the cells of one audience's notebook; none when only the setup cell would be in it."""
        if self.is_page and audience == "present":
            return []
        cells = [cell for cell in self.cells if cell.goes_to(audience)]
        return cells if any(cell.to != "all" for cell in cells) else []


def read_source(path: Path, root: Path) -> tuple[UnitSource | None, list[Problem]]:
    """Return the unit in `path` and every problem found while reading it.

    The unit is None when the header cannot be used; then only the header's problems are told.
    """
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None, [Problem(name, "is not UTF-8; save the file as UTF-8.")]
    problems: list[Problem] = []
    if "\r" in text:
        problems.append(Problem(name, "has Windows line ends; save it with LF."))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    header, body_start, sentence = _read_header(lines)
    if header is None:
        return None, [*problems, Problem(name, sentence, 1)]
    unit, sentence = _unit_of(header, path, name)
    if unit is None:
        return None, [*problems, Problem(name, sentence, 1)]
    raw_cells, found = _raw_cells(lines, body_start, name)
    problems += found
    unit.cells, found = _pair_up(raw_cells, name)
    return unit, problems + found


# -- header ----------------------------------------------------------------------------------------


def _read_header(lines: list[str]) -> tuple[dict[str, Any] | None, int, str]:
    """Return the header, the index of the first line after it, and what is wrong if there is none."""
    if not lines or lines[0].rstrip() != "# ---":
        return None, 0, "does not start with a header; its first line must be `# ---`."
    try:
        end = next(i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "# ---")
    except StopIteration:
        return None, 0, "has a header without an end; close it with a line `# ---`."
    try:
        header = yaml.safe_load("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[1:end]))
    except yaml.YAMLError as error:
        return None, 0, f"has a header that is not YAML ({' '.join(str(error).split())})."
    if not isinstance(header, dict):
        return None, 0, "has a header without keys; it needs unit, module and items."
    return header, end + 1, ""


def _unit_of(header: dict[str, Any], path: Path, name: str) -> tuple[UnitSource | None, str]:
    wanted = PAGE_HEADER_KEYS if "page" in header else UNIT_HEADER_KEYS
    if unknown := sorted(set(header) - wanted):
        return None, f"has {_list(unknown)} in its header; only {_list(sorted(wanted))} can stand there."
    if missing := sorted(wanted - set(header)):
        return None, f"lacks {_list(missing)} in its header."
    if "page" in header:
        return UnitSource(path, name, str(header["page"]), "", ()), ""
    if header["module"] != path.parent.name:
        return None, f"says module {header['module']!r} but lies in the folder {path.parent.name!r}."
    items = header["items"]
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return None, "needs a list of syllabus items, such as `items: [U2.01, U2.02]`."
    if twice := sorted({item for item in items if items.count(item) > 1}):
        return None, f"lists {_list(twice)} twice under items."
    return UnitSource(path, name, str(header["unit"]), str(header["module"]), tuple(items)), ""


# -- cells -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _RawCell:
    kind: str
    to: str
    lang: str | None
    text: str
    line: int
    covers: tuple[str, ...]
    minutes: float | None
    only_notebook: bool


def _raw_cells(lines: list[str], body_start: int, name: str) -> tuple[list[_RawCell], list[Problem]]:
    while body_start < len(lines) and not lines[body_start].strip():
        body_start += 1
    body = lines[body_start:]
    notebook = jupytext.reads("\n".join(body), fmt="py:percent")
    starts = [body_start + i + 1 for i, line in enumerate(body) if line.startswith("# %%")]
    cells, problems = [], []
    if len(notebook.cells) != len(starts):  # text before the first marker becomes a cell without one
        sentence = "has text before its first cell; start it with `# %%`."
        return [], [Problem(name, sentence, body_start + 1)]
    for cell, line in zip(notebook.cells, starts, strict=True):
        for key in SPACING_KEYS:
            cell.metadata.pop(key, None)
        sentence = _refusal(cell)
        if sentence:
            problems.append(Problem(name, sentence, line))
            continue
        covers = tuple(part.strip() for part in cell.metadata.get("covers", "").split(",") if part.strip())
        to, lang = cell.metadata["to"], cell.metadata.get("lang")
        screen = MINUTES.fullmatch(cell.metadata.get("screen", ""))
        minutes = float(screen[1]) if screen else None
        only_notebook = "only" in cell.metadata
        cells.append(_RawCell(cell.cell_type, to, lang, cell.source, line, covers, minutes, only_notebook))
    return cells, problems


def _refusal(cell: Any) -> str:
    """Return why a cell cannot be placed, or an empty string."""
    if cell.cell_type not in ("markdown", "code"):
        return f"a {cell.cell_type} cell has no place; write a markdown or a code cell."
    keys = MARKDOWN_KEYS if cell.cell_type == "markdown" else CODE_KEYS
    if unknown := sorted(set(cell.metadata) - keys):
        return f"a {cell.cell_type} cell cannot carry {_list(unknown)}; only {_list(sorted(keys))}."
    to = cell.metadata.get("to")
    if to is None:
        return f'the cell does not say where it goes; write to="…" with one of {_list(list(DESTINATIONS))}.'
    if to not in DESTINATIONS:
        return f'to="{to}" is unknown; it is one of {_list(list(DESTINATIONS))}.'
    if not cell.source.strip():
        return "the cell is empty."
    screen = cell.metadata.get("screen")
    if screen is not None and not MINUTES.fullmatch(screen):
        return f'screen="{screen}" does not say how long it takes; write screen="3 min" or screen="1.5 min".'
    if screen is not None and to in ("notes", "all"):
        return f'a screen begins at a lesson, exercise or solution cell, not at to="{to}".'
    if cell.cell_type == "code":
        return "a code cell cannot be a trainer's note." if to == "notes" else ""
    lang = cell.metadata.get("lang")
    if lang not in LANGUAGES:
        return f'a markdown cell must say lang="en" or lang="zh", not {lang!r}.'
    if to == "all":
        return 'to="all" is for the setup cell only.'
    if "covers" in cell.metadata and to != "lesson":
        return "covers belongs to lesson cells only."
    if (only := cell.metadata.get("only")) not in (None, "notebook"):
        return f'only="{only}" is unknown; the one choice is only="notebook".'
    if only and (screen is not None or to == "notes"):
        return 'only="notebook" is for words outside the presentation; it begins no screen and is no note.'
    return ""


def _pair_up(raw_cells: list[_RawCell], name: str) -> tuple[list[SourceCell], list[Problem]]:
    """Join each English cell with the Chinese cell that directly follows it."""
    cells: list[SourceCell] = []
    problems: list[Problem] = []
    alone = "the English cell has no Chinese twin right after it."
    waiting: _RawCell | None = None
    for raw in raw_cells:
        if waiting is not None and (raw.kind != "markdown" or raw.lang != "zh"):
            problems.append(Problem(name, alone, waiting.line))
            waiting = None
        if raw.kind == "code":
            texts = dict.fromkeys(LANGUAGES, raw.text)
            cells.append(SourceCell("code", raw.to, texts, raw.line, minutes=raw.minutes))
        elif raw.lang == "en":
            waiting = raw
        elif waiting is None:
            problems.append(Problem(name, "the Chinese cell has no English twin right before it.", raw.line))
        else:
            problems += _pair_problems(waiting, raw, name)
            texts = {"en": waiting.text, "zh": raw.text}
            cells.append(
                SourceCell(
                    "markdown", waiting.to, texts, waiting.line, waiting.covers, waiting.minutes,
                    waiting.only_notebook,
                )
            )  # fmt: skip
            waiting = None
    if waiting is not None:
        problems.append(Problem(name, alone, waiting.line))
    return cells, problems


def _pair_problems(english: _RawCell, chinese: _RawCell, name: str) -> list[Problem]:
    problems = []
    if english.to != chinese.to:
        sentence = f'goes to "{chinese.to}" but its English twin goes to "{english.to}".'
        problems.append(Problem(name, sentence, chinese.line))
    written = {"covers": chinese.covers, "screen": chinese.minutes is not None, "only": chinese.only_notebook}
    for key in (key for key, there in written.items() if there):
        problems.append(Problem(name, f"{key} is written on the English twin only.", chinese.line))
    return problems


# -- what a whole unit must have -------------------------------------------------------------------


def unit_problems(unit: UnitSource) -> list[Problem]:
    """Return what is wrong with the unit as a whole: setup, titles, code, markers, items, shape."""
    if unit.is_page:
        return _page_problems(unit)
    problems = _setup_problems(unit) + _code_problems(unit) + _marker_problems(unit, allowed=set())
    problems += _title_problems(unit) + _item_problems(unit) + _screen_problems(unit)
    if lesson := unit.of("course"):
        problems += _lesson_problems(unit, lesson)
    return problems


def _page_problems(unit: UnitSource) -> list[Problem]:
    problems = _marker_problems(unit, allowed=MARKERS_OF_PAGES) + _title_problems(unit)
    for cell in unit.cells:
        if cell.kind == "code" or cell.to != "lesson":
            sentence = 'a page has markdown cells with to="lesson" only.'
            problems.append(Problem(unit.name, sentence, cell.line))
    return problems


def _setup_problems(unit: UnitSource) -> list[Problem]:
    setups = [cell for cell in unit.cells if cell.to == "all"]
    if len(setups) != 1:
        return [Problem(unit.name, f'needs exactly one setup cell with to="all"; it has {len(setups)}.')]
    setup = setups[0]
    first_code = next(cell for cell in unit.cells if cell.kind == "code")
    problems = []
    if first_code is not setup:
        problems.append(Problem(unit.name, "the first code cell must be the setup cell.", first_code.line))
    if setup.text["en"].split("\n").count(LANGUAGE_LINE) != 1:
        sentence = f"the setup cell needs exactly one line `{LANGUAGE_LINE}`."
        problems.append(Problem(unit.name, sentence, setup.line))
    return problems


def _code_problems(unit: UnitSource) -> list[Problem]:
    problems = []
    for cell in unit.cells:
        if cell.kind != "code":
            continue
        lines = cell.text["en"].split("\n")
        if not FOLD_COMMENT.match(lines[0]):
            sentence = "a code cell starts with a comment in both languages: `# ▶ The pyramid / 金字塔`."
            problems.append(Problem(unit.name, sentence, cell.line))
        if len(lines) > MAX_CODE_LINES:
            sentence = (
                f"the code cell has {len(lines)} lines; move work into kamlib until {MAX_CODE_LINES} remain."
            )
            problems.append(Problem(unit.name, sentence, cell.line))
        try:
            ast.parse(cell.text["en"])
        except SyntaxError as error:
            line = cell.line + (error.lineno or 1)
            problems.append(Problem(unit.name, f"the code does not parse: {error.msg}.", line))
    return problems


def _marker_problems(unit: UnitSource, allowed: set[str]) -> list[Problem]:
    problems = []
    for cell in unit.cells:
        if cell.kind != "markdown":
            continue
        for lang in LANGUAGES:
            for line in cell.text[lang].split("\n"):
                for name in MARKER.findall(line):
                    if name not in allowed:
                        sentence = f"the marker {{{{{name}}}}} is unknown here."
                        problems.append(Problem(unit.name, sentence, cell.line))
                    elif MARKER.sub("", line).strip():
                        sentence = f"the marker {{{{{name}}}}} must stand on a line of its own."
                        problems.append(Problem(unit.name, sentence, cell.line))
    return problems


def _title_problems(unit: UnitSource) -> list[Problem]:
    """Each notebook needs a title: the first thing to read is a `# heading`."""
    problems = []
    for audience in AUDIENCES:
        cells = [cell for cell in unit.of(audience) if cell.kind == "markdown"]
        if cells and not cells[0].text["en"].startswith("# "):
            sentence = f"the first words of {audience} must be its title, `# …`."
            problems.append(Problem(unit.name, sentence, cells[0].line))
    return problems


def _item_problems(unit: UnitSource) -> list[Problem]:
    covered = {item for cell in unit.cells for item in cell.covers}
    declared = set(unit.items)
    problems = []
    if missing := sorted(declared - covered):
        problems.append(Problem(unit.name, f"no lesson cell covers {_list(missing)} of the header's items."))
    if extra := sorted(covered - declared):
        problems.append(Problem(unit.name, f"the header's items lack {_list(extra)}, which a cell covers."))
    return problems


def _screen_problems(unit: UnitSource) -> list[Problem]:
    """The trainer's screen needs its cuts, its minutes and, for each screen, a note."""
    problems: list[Problem] = []
    begun: SourceCell | None = None
    noted = True
    for cell in unit.of("present"):
        if cell.minutes is not None:
            problems += _unnoted(unit, begun) if not noted else []
            begun, noted = cell, False
        elif cell.to == "notes":
            noted = True
        if begun is None and cell.to != "all":
            sentence = 'no screen has begun here; write screen="3 min" on the first cell of the unit.'
            return [Problem(unit.name, sentence, cell.line)]
    return problems + (_unnoted(unit, begun) if not noted else [])


def _unnoted(unit: UnitSource, begun: SourceCell | None) -> list[Problem]:
    sentence = 'the screen that begins here has no trainer\'s note; add to="notes" cells in both languages.'
    return [Problem(unit.name, sentence, begun.line)] if begun else []


LESSON_CELLS = range(25, 41)
BULLET = re.compile(r"^[-*] ", re.MULTILINE)


def _lesson_problems(unit: UnitSource, lesson: list[SourceCell]) -> list[Problem]:
    problems = []
    if unit.items and len(lesson) not in LESSON_CELLS:  # a unit of our own covers no items and may be short
        sentence = f"the lesson has {len(lesson)} cells; it needs {LESSON_CELLS[0]} to {LESSON_CELLS[-1]}."
        problems.append(Problem(unit.name, sentence))
    words = [cell for cell in lesson if cell.kind == "markdown"]
    if not any(_bullets(cell) == 3 for cell in words[:3]):
        problems.append(Problem(unit.name, "the lesson does not begin with its aims in three bullets."))
    if not any(_bullets(cell) == 3 for cell in words[3:][-3:]):
        problems.append(Problem(unit.name, "the lesson does not end with its results in three bullets."))
    if not any("discuss" in cell.text["en"].lower() and "讨论" in cell.text["zh"] for cell in words):
        problems.append(Problem(unit.name, "the lesson has no class discussion (discuss / 讨论)."))
    if not any(cell.kind == "code" and cell.to == "lesson" for cell in lesson):
        problems.append(Problem(unit.name, "the lesson has no code cell, hence no live control."))
    return problems


def _bullets(cell: SourceCell) -> int:
    return len(BULLET.findall(cell.text["en"]))


def _list(names: list[str]) -> str:
    return ", ".join(names)
