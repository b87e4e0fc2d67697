"""The pages for readers: both languages say the same, and everything they name is there."""

from __future__ import annotations

import ast
import re
import struct
from collections import Counter
from pathlib import Path

import pytest
import typer

import kamlib
from kamlib.cli import app
from tests.test_walls import ALLOWED

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": "README.md", "zh": "README.zh.md"}
PAGES = [*READMES.values(), "CONTRIBUTING.md", "CHANGELOG.md"]
COMMANDS = typer.main.get_command(app).commands

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CHINESE = re.compile("[\u4e00-\u9fff]")
ADDRESS = re.compile(r"\w+://|\bwww\.|\b(?:pypi|conda\.anaconda|github|gitee|gitlab)\.\w+", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.…])(?:/(?:home|Users|root|work|tmp|usr|opt|var|mnt)/|[A-Za-z]:\\)")
LARGEST_PICTURE_BYTES, WIDEST_PICTURE_PIXELS = 250_000, 1280


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def prose_of(text: str) -> str:
    """Return a page without its code blocks."""
    return BLOCK.sub("", text)


def typed_lines(text: str) -> list[str]:
    """Return the lines of the code blocks that a reader types; what a command answers is left out."""
    lines = []
    for kind, block in BLOCK.findall(text):
        shown = block.splitlines()
        if kind == "text":
            shown = [line.removeprefix("$ ") for line in shown if line.startswith("$ ")]
        lines += shown
    return lines


def code_of(text: str) -> list[str]:
    return typed_lines(text) + INLINE.findall(prose_of(text))


def same_in_both(name: str) -> str:
    """Return a code or link with its language taken out: `solutions/zh` and `solutions/en` are the same."""
    return re.sub(r"(?<![a-z])(en|zh)(?![a-z])", "LANG", re.sub(r"README(\.zh)?\.md", "README", name))


# -- two languages, one page -----------------------------------------------------------------------


def structure_of(text: str) -> list[str]:
    """Return what a page is made of, in order: headings, rows, list items, pictures, blocks; no words."""
    shape = []
    for line in BLOCK.sub("BLOCK\n", text).splitlines():
        if found := re.match(r"#+ |\| ?|- |\d+\. |!\[|BLOCK", line):
            shape.append(found[0].strip() + (f" {line.count('|')}" if line.startswith("|") else ""))
    return shape


def test_both_readmes_have_the_same_structure():
    english, chinese = (structure_of(text_of(page)) for page in READMES.values())
    assert english.count("##") >= 8
    assert english == chinese


def test_both_readmes_name_the_same_commands():
    english, chinese = (typed_lines(text_of(page)) for page in READMES.values())
    assert len(english) > 15
    assert english == chinese


def test_both_readmes_name_the_same_code_and_links():
    for pattern in (INLINE, LINK):
        english, chinese = (
            Counter(map(same_in_both, pattern.findall(prose_of(text_of(page))))) for page in READMES.values()
        )
        assert english == chinese


def test_each_readme_is_in_its_language():
    assert not CHINESE.search(re.sub(r"¥1\.2万|中文版", "", text_of("README.md")))
    for line in prose_of(text_of("README.zh.md")).splitlines():
        words = re.sub(r"`[^`]*`|\([^)]*\)", "", line)
        assert not re.search(r"(?:\b[A-Za-z]{2,} ){3}[A-Za-z]{2,}", words), line


# -- what the pages name is there ------------------------------------------------------------------


def calls_of(code: str) -> list[tuple[str, str]]:
    """Return the kam commands in a piece of code, each with what follows it.

    >>> calls_of("kam tiers FILE --out FORM.xlsx && kam doctor")
    [('tiers', ' FILE --out FORM.xlsx '), ('doctor', '')]
    """
    return re.findall(r"(?:^|[\s\\/])kam ([a-z]+)\b([^&\n]*)", code)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_exists(page):
    for code in code_of(text_of(page)):
        for name, rest in calls_of(code):
            assert name in COMMANDS, f"{page}: there is no command kam {name}"
            options = {option for each in COMMANDS[name].params for option in each.opts}
            for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
                assert option in options | {"--help"}, f"{page}: kam {name} has no {option}"


@pytest.mark.parametrize("page", READMES.values())
def test_the_table_of_commands_is_whole_and_its_options_exist(page):
    rows = {
        found[1]: line
        for line in text_of(page).splitlines()
        if (found := re.match(r"\| `kam ([a-z]+)[^`]*` \|", line))
    }
    assert set(rows) == set(COMMANDS)
    for name, line in rows.items():
        options = {option for each in COMMANDS[name].params for option in each.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line


@pytest.mark.parametrize("page", [*READMES.values(), "CONTRIBUTING.md"])
def test_every_make_target_exists(page):
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = {found[1] for code in code_of(text_of(page)) if (found := re.match(r"make ([a-z]+)\b", code))}
    assert named, "no target found: has the way of writing them changed?"
    assert named <= targets, f"{page}: no such target: {sorted(named - targets)}"


def test_the_switches_named_are_read_somewhere():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kamlib").rglob("*.py"))
    code += "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("conftest.py"))
    for page in PAGES:
        for name in re.findall(r"\bKAM_[A-Z]+(?:_[A-Z]+)*\b", text_of(page)):
            assert f'"{name}"' in code, f"{page}: nothing reads {name}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_picture_is_there(page):
    for target in LINK.findall(prose_of(text_of(page))):
        assert (ROOT / target).is_file(), f"{page}: {target} is missing"


@pytest.mark.parametrize("page", PAGES)
def test_every_file_named_is_there(page):
    for name in INLINE.findall(prose_of(text_of(page))):
        looks_like_a_path = re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", name) and (
            name.startswith(("kamlib/", "course/", "tests/", "tools/", "docs/", "solutions/", "exercises/"))
        )
        if looks_like_a_path:
            assert (ROOT / name).exists(), f"{page}: {name} is missing"
    for script in re.findall(r"\.venv/bin/python ([\w/]+\.py)", text_of(page)):
        assert (ROOT / script).is_file(), f"{page}: {script} is missing"


def test_report_files_named_are_those_of_the_grader():
    from kamlib.reports.folder import OURS

    for page in READMES.values():
        named = re.findall(r"^\| `([\w.]+?)/?` \|", text_of(page), re.MULTILINE)
        assert set(named) | {"diff.csv"} == set(OURS), page


PICTURES = sorted({link for page in PAGES for link in LINK.findall(text_of(page)) if link.endswith(".png")})


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_are_small(picture):
    content = (ROOT / picture).read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(content) < LARGEST_PICTURE_BYTES
    width = struct.unpack(">I", content[16:20])[0]
    assert 600 <= width <= WIDEST_PICTURE_PIXELS


def test_no_picture_lies_about_unused():
    assert PICTURES == sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.png"))


@pytest.mark.parametrize("page", PAGES)
def test_no_address_and_no_path_of_a_machine(page):
    text = text_of(page)
    assert not (found := ADDRESS.search(text)), f"{page}: {found}"
    assert not (found := MACHINE_PATH.search(text)), f"{page}: {found}"


def test_addresses_and_machine_paths_are_noticed():
    for line in ("pip install -i https://mirror.example/simple", "see pypi" ".org", "git@github.com:a/b"):
        assert ADDRESS.search(line), line
    for line in ("cd /home/li/kam", r"C:\Users\li", "Report: /tmp/report"):
        assert MACHINE_PATH.search(line), line


# -- contributing and changes ----------------------------------------------------------------------


def wall_table() -> dict[str, set[str]]:
    """Return the table of CONTRIBUTING.md: part -> parts it may use."""
    section = text_of("CONTRIBUTING.md").split("## Parts and walls", 1)[1].split("\n## ", 1)[0]
    groups = {
        name: set(re.findall(r"`(\w+)`", line))
        for name, line in re.findall(r"^- \*\*(\w+)\*\*: (.*)$", section, re.MULTILINE)
    }
    table = {}
    for parts, allowed in re.findall(r"^\| (`.*?) \| (.*?) \|$", section, re.MULTILINE):
        may_use = set(re.findall(r"`(\w+)`", allowed))
        for name, members in groups.items():
            if re.search(rf"\b{name}\b", re.sub(r"`\w+`", "", allowed)):
                may_use |= members
        table |= {part: may_use for part in re.findall(r"`(\w+)`", parts)}
    return table


def test_the_table_of_walls_is_the_one_that_is_tested():
    table = wall_table()
    assert table.pop("cli") == set()  # "everything" is no name of a part
    assert {part: allowed - {part} for part, allowed in table.items()} == {
        part: allowed - {part} for part, allowed in ALLOWED.items()
    }


def test_the_table_of_cell_tags_is_the_one_of_the_build():
    from tools.unit_source import AUDIENCES, DESTINATIONS

    rows = re.findall(r'^\| `"(\w+)"` \|(.*?)\|(.*?)\|(.*?)\|(.*?)\|', text_of("CONTRIBUTING.md"), re.MULTILINE)
    told = {
        tag: tuple(audience for audience, mark in zip(AUDIENCES, marks, strict=True) if mark.strip())
        for tag, *marks in rows
    }
    assert told == DESTINATIONS


def test_the_newest_change_is_this_version():
    headings = re.findall(r"^## (\S+) – (\d{4}-\d\d-\d\d)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert headings
    assert headings[0][0] == kamlib.__version__
    assert headings == sorted(headings, key=lambda heading: heading[1], reverse=True)


def test_the_picture_taker_parses_and_names_the_pictures():
    code = text_of("tools/take_pictures.py")
    ast.parse(code)
    for picture in PICTURES:
        assert f'f"{Path(picture).stem.rpartition("-")[0]}-' in code, picture
