"""The walls between the parts of the package, read from the imports of every file.

A part may use only the parts named beside it. The table is the one of CONTRIBUTING.md.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kamlib"
ROOT = PACKAGE.parent

WORDS = {"text", "refusal", "glossary"}
TABLES = {"syllabus", "citations", "workbook", "data", "files"}  # what stands in files, where they are, how they are written
CALCULATIONS = {
    "checks", "inputs", "allocation", "lifetime", "stages", "tiers", "targets", "value", "relationships",
    "switching", "growth", "pricing",
}  # fmt: skip
BELOW_CLASSROOM = WORDS | TABLES

ALLOWED: dict[str, set[str]] = {
    "text": set(),
    "refusal": {"text"},
    "glossary": {"text"},
    "workbook": {"text", "refusal"},
    "files": {"text", "refusal"},
    "syllabus": {"text"},
    "citations": {"text"},
    "data": set(),
    **{name: CALCULATIONS for name in CALCULATIONS},
    "cases": BELOW_CLASSROOM | CALCULATIONS,
    "plots": BELOW_CLASSROOM | CALCULATIONS,
    "classroom": BELOW_CLASSROOM,
    "units": BELOW_CLASSROOM | CALCULATIONS | {"cases", "classroom"},
    "widgets": BELOW_CLASSROOM | CALCULATIONS | {"cases", "plots", "classroom", "units"},
    "reports": BELOW_CLASSROOM | CALCULATIONS | {"cases", "classroom", "units"},
    "forms": BELOW_CLASSROOM | CALCULATIONS | {"cases", "plots", "classroom", "units"},
    # The start page in both views: what the course has, and how far a trainee is in it.
    "guide": BELOW_CLASSROOM | CALCULATIONS | {"cases", "classroom", "units", "forms"},
    "lab": BELOW_CLASSROOM | {"guide"},
    # The other views show what notebooks show, so they may use what notebooks use.
    "views": BELOW_CLASSROOM
    | CALCULATIONS
    | {"cases", "plots", "classroom", "units", "widgets", "forms", "lab", "guide"},
    # It looks at the others and is used by none but the command line.
    "doctor": BELOW_CLASSROOM | {"classroom", "lab", "views"},
    "bundle": BELOW_CLASSROOM | {"classroom", "units"},
}
# The command line ties everything together; the package itself holds nothing.
TOP = {"cli", "__init__", "__main__"}

SCREEN = {"ipywidgets", "anywidget", "IPython", "matplotlib", "nbformat", "jupyterlab"}
FORBIDDEN_PACKAGES: dict[str, set[str]] = {
    **{name: SCREEN for name in CALCULATIONS | WORDS | TABLES},
    "cases": SCREEN,
    "classroom": SCREEN,
    "units": SCREEN,
    "reports": SCREEN,
    "plots": SCREEN - {"matplotlib"},
    "forms": SCREEN - {"matplotlib"},
}


def part_of(path: Path) -> str:
    """Return the part a file belongs to: its folder below kamlib, or its own name."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[tuple[int, str]]:
    """Return every imported module as a dotted name with its line, wherever in the file it stands."""
    found = set()
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {(node.lineno, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            found.add((node.lineno, module))
            if module == "kamlib":
                found |= {(node.lineno, f"kamlib.{alias.name}") for alias in node.names}
    return found


def wall_problems(path: Path) -> list[str]:
    part = part_of(path)
    problems = []
    for line, module in imports_of(path):
        top, _, rest = module.partition(".")
        place = f"{path.relative_to(ROOT).as_posix()}:{line}"
        if top == "kamlib" and rest and rest.split(".")[0] != "__version__":
            other = rest.split(".")[0]
            if part not in TOP and other != part and other not in ALLOWED[part]:
                problems.append(f"{place}: {part} must not import {other}")
        elif top == "tools":
            problems.append(f"{place}: the package must not import the authors' tools")
        elif top in FORBIDDEN_PACKAGES.get(part, set()):
            problems.append(f"{place}: {part} must not import {top}")
    return problems


FILES = sorted(PACKAGE.rglob("*.py"))


def test_every_part_stands_in_the_table():
    parts = {part_of(path) for path in FILES}
    assert len(parts) > 8
    assert parts - set(ALLOWED) - TOP == set(), "say in ALLOWED what the new part may import"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_walls(path):
    if part_of(path) in set(ALLOWED) | TOP:
        assert wall_problems(path) == []


@pytest.mark.parametrize(
    ("file", "code", "sentence"),
    [
        ("tiers.py", "from kamlib.text import Text", "tiers must not import text"),
        ("tiers.py", "def f():\n    import matplotlib.pyplot", "tiers must not import matplotlib"),
        ("classroom/new.py", "from kamlib import tiers", "classroom must not import tiers"),
        ("widgets/new.py", "from kamlib.reports import pages", "widgets must not import reports"),
        ("reports/new.py", "from ..widgets import card", "reports must not import widgets"),
        ("units/new.py", "from kamlib.plots import pyramid", "units must not import plots"),
        ("cli.py", "from tools import build", "the package must not import the authors' tools"),
    ],
)
def test_a_breach_is_noticed(tmp_path, monkeypatch, file, code, sentence):
    package = tmp_path / "kamlib"
    path = package / file
    path.parent.mkdir(parents=True)
    path.write_text(code, encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", package)
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert [problem.split(": ", 1)[1] for problem in wall_problems(path)] == [sentence]


def test_importing_kamlib_is_quiet_and_light():
    code = (
        "import sys, kamlib\n"
        "heavy = {'ipywidgets', 'anywidget', 'matplotlib', 'IPython', 'nbformat', 'scipy'}\n"
        "loaded = sorted(heavy & set(sys.modules))\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


BLOCKED = ("ipywidgets", "anywidget", "IPython", "matplotlib", "nbformat")


def test_calculations_and_marking_run_without_any_screen_package():
    code = (
        "import sys, importlib\n"
        f"for name in {BLOCKED!r}: sys.modules[name] = None\n"
        "parts = 'tiers lifetime pricing allocation classroom.marking units reports'.split()\n"
        "for part in parts: importlib.import_module('kamlib.' + part)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
