"""Derives the notebooks of both languages from the units' sources.

    python tools/build.py            writes course/, exercises/, solutions/ and solutions/present/
    python tools/build.py --check    writes nothing; says what is stale, edited by hand or out of step

One source `course/source/<module>/<unit>.py` becomes
`course|exercises|solutions|solutions/present/en|zh/<module>/<unit>.ipynb`.
The same source always gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat

if __package__ in (None, ""):  # run as a file: make `tools` importable
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kamlib.text import without_gaps
from tools.check_twins import twin_problems
from tools.course_map import fill, place_problem
from tools.unit_source import (
    AUDIENCES,
    LANGUAGE_LINE,
    LANGUAGES,
    MARKER,
    Problem,
    SourceCell,
    UnitSource,
    read_source,
    unit_problems,
)

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Path("course/source")
NOTICE = "generated; edit the source and run make build"
# The trainer's screen shows solutions, so it lies where no trainee's bundle reaches.
FOLDERS = {audience: audience for audience in AUDIENCES} | {"present": "solutions/present"}
SOLUTION_TITLE = {"en": " – worked solutions", "zh": "——参考解答"}


def main(arguments: list[str] | None = None) -> int:
    """Build or check the checkout; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 when something is out of step"
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to build (default: this one)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    notebooks, problems = derive(root)
    # With a broken source it is not known which notebooks belong here.
    strays = [] if problems else stray_problems(root, notebooks)
    if options.check:
        problems += freshness_problems(root, notebooks) + strays
    else:
        write(root, notebooks)
        for stray in strays:
            print(stray, file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    print(f"{len(notebooks)} notebooks {'are up to date' if options.check else 'built'}.")
    return 0


# -- derive ----------------------------------------------------------------------------------------


def derive(root: Path) -> tuple[dict[Path, str], list[Problem]]:
    """Return the text of every notebook (by its path below `root`) and all problems.

    A unit with a problem gives no notebook; the others are not held up by it.
    """
    units, problems = read_units(root)
    names = [unit.unit for unit in units]
    notebooks: dict[Path, str] = {}
    for unit in units:
        found = unit_problems(unit) + twin_problems(unit)
        if names.count(unit.unit) > 1:
            found.append(Problem(unit.name, f"another source calls itself {unit.unit}, too."))
        if not unit.is_page and (sentence := place_problem(unit)):
            found.append(Problem(unit.name, sentence))
        problems += found
        if any(problem.file == unit.name for problem in problems):
            continue
        for audience in AUDIENCES:
            if unit.of(audience):
                for lang in LANGUAGES:
                    notebook = notebook_of(unit, audience, lang, units)
                    notebooks[notebook_path(unit, audience, lang)] = as_json(notebook)
    return notebooks, problems


def read_units(root: Path) -> tuple[list[UnitSource], list[Problem]]:
    """Return every unit and page of the checkout, in the order of their paths."""
    units, problems = [], []
    for path in sorted((root / SOURCES).rglob("*.py")):
        unit, found = read_source(path, root)
        problems += found
        if unit is not None:
            units.append(unit)
    return units, problems


def notebook_path(unit: UnitSource, audience: str, lang: str) -> Path:
    """Return where a notebook lies, below the checkout."""
    return Path(FOLDERS[audience], lang, unit.module, f"{unit.slug}.ipynb")


def notebook_of(
    unit: UnitSource, audience: str, lang: str, units: Iterable[UnitSource] = ()
) -> dict[str, Any]:
    """Return one notebook as the dictionary that nbformat describes (4.5)."""
    cells = unit.of(audience)
    layout = sentence_lines if audience == "present" else without_gaps
    built = [
        _built_cell(cell, lang, cell_id, units, layout) for cell, cell_id in _with_ids(unit, audience, cells)
    ]
    if audience == "solutions":
        _mark_title(cells, built, lang)
    if audience == "present":
        _set_screens(cells, built)
    notebook = {
        "cells": built,
        "metadata": {
            "kam": {
                "audience": audience,
                "generated_from": unit.name,
                "items": list(unit.items),
                "lang": lang,
                "notice": NOTICE,
                "unit": unit.unit,
            },
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return notebook


def _with_ids(
    unit: UnitSource, audience: str, cells: Iterable[SourceCell]
) -> Iterator[tuple[SourceCell, str]]:
    """Give each cell an id made of its English words, so that it survives cells put in before it."""
    seen: set[str] = set()
    for cell in cells:
        copy = 0
        while True:
            key = f"{unit.unit}|{audience}|{cell.kind}|{copy}|{cell.text['en']}"
            cell_id = hashlib.sha1(key.encode("utf-8"), usedforsecurity=False).hexdigest()[:12]
            if cell_id not in seen:
                break
            copy += 1
        seen.add(cell_id)
        yield cell, cell_id


def _built_cell(
    cell: SourceCell, lang: str, cell_id: str, units: Iterable[UnitSource], layout: Callable[[str], str]
) -> dict[str, Any]:
    text = cell.text[lang]
    if cell.kind == "markdown":
        text = MARKER.sub(lambda marker: fill(marker[1], lang, list(units)), text)
        metadata = {"kam": {"only": "notebook"}} if cell.only_notebook else {}
        source = _lines(layout(text))
        return {"cell_type": "markdown", "id": cell_id, "metadata": metadata, "source": source}
    if cell.to == "all":
        text = "\n".join(f'lang = "{lang}"' if line == LANGUAGE_LINE else line for line in text.split("\n"))
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": [],
        "source": _lines(text),
    }


def _mark_title(cells: list[SourceCell], built: list[dict[str, Any]], lang: str) -> None:
    """Say in the title that these are solutions, where the title is the exercises' own."""
    first = next((i for i, cell in enumerate(cells) if cell.kind == "markdown"), None)
    if first is not None and cells[first].to == "exercise":
        title, *rest = "".join(built[first]["source"]).split("\n")
        built[first]["source"] = _lines("\n".join([title + SOLUTION_TITLE[lang], *rest]))


def _set_screens(cells: list[SourceCell], built: list[dict[str, Any]]) -> None:
    """Say in each cell's metadata what the trainer's screen does with it."""
    followed = False  # whether the screen already shows a cell of the solution
    for cell, notebook_cell in zip(cells, built, strict=True):
        told: dict[str, Any] = {"part": cell.to}
        if cell.minutes is not None:
            told["screen"] = cell.minutes
            followed = False
        if cell.to == "notes":
            told["notes"] = True
        elif cell.to == "solution":
            if followed:
                told["step"] = True
            followed = True
        notebook_cell["metadata"]["kam"] = told


PROSE = re.compile(r"(?!\s*(?:$|[#>|]|[-*+] |\d+\. ))")


def sentence_lines(markdown: str) -> str:
    r"""Break prose after each source line: on a screen one sentence stands on one line.

    Examples
    --------
    >>> sentence_lines("# Title\nOne.\nTwo.\n\n- a point")
    '# Title\nOne.\\\nTwo.\n\n- a point'
    """
    lines = markdown.split("\n")
    broken = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        breaks = PROSE.match(line) and PROSE.match(following)
        broken.append(line + "\\" if breaks else line)
    return "\n".join(broken)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def as_json(notebook: dict[str, Any]) -> str:
    """Return the notebook's file text, the way Jupyter writes it, so that saving it there changes nothing."""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write(root: Path, notebooks: dict[Path, str]) -> None:
    """Write the notebooks that differ from what is there; always LF and UTF-8."""
    for path, text in notebooks.items():
        target = root / path
        if not target.exists() or target.read_bytes() != text.encode("utf-8"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


# -- check -----------------------------------------------------------------------------------------


def freshness_problems(root: Path, notebooks: dict[Path, str]) -> list[Problem]:
    """Return a sentence for each notebook that is missing or not what its source gives."""
    problems = []
    for path, text in notebooks.items():
        name = path.as_posix()
        if not (root / path).exists():
            problems.append(Problem(name, "is missing; run make build."))
        elif (root / path).read_bytes() != text.encode("utf-8"):
            problems.append(Problem(name, _difference((root / path).read_bytes(), text)))
    return problems


def _difference(found: bytes, expected: str) -> str:
    """Return what is different in a notebook, naming the first cell that is."""
    try:
        there = json.loads(found.decode("utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"]), cell.get("outputs")) for cell in there["cells"]]
    except (ValueError, KeyError, TypeError):
        return "is not a readable notebook; run make build."
    wanted = [
        (cell["cell_type"], "".join(cell["source"]), cell.get("outputs"))
        for cell in json.loads(expected)["cells"]
    ]
    for position, (one, other) in enumerate(zip(cells, wanted, strict=False), start=1):
        if one[:2] != other[:2]:
            return f"differs from its source in cell {position}; edit the source and run make build."
        if one[2] != other[2]:
            return f"holds the output of a run in cell {position}; run make build to clear it."
    if len(cells) != len(wanted):
        return f"has {len(cells)} cells and its source gives {len(wanted)}; run make build."
    return "differs from its source in its metadata or layout; run make build."


def stray_problems(root: Path, notebooks: dict[Path, str]) -> list[Problem]:
    """Return a sentence for each notebook that no source makes; it may be someone's copy, so it stays."""
    problems = []
    for audience in AUDIENCES:
        for lang in LANGUAGES:
            for path in sorted((root / FOLDERS[audience] / lang).rglob("*.ipynb")):
                below = path.relative_to(root)
                if below not in notebooks and ".ipynb_checkpoints" not in below.parts:
                    sentence = "is made by no source; delete it, or keep your copies outside this folder."
                    problems.append(Problem(below.as_posix(), sentence))
    return problems


if __name__ == "__main__":
    sys.exit(main())
