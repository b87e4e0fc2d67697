"""The build: what it makes of a small unit, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from tools import build
from tools.check_twins import cell_differences, numbers_in
from tools.unit_source import SourceCell

DATA = Path(__file__).parent / "data" / "build"
SOURCE = Path("course/source/1_key_accounts/u2_tiers.py")
UNIT = "1_key_accounts/u2_tiers.ipynb"


@pytest.fixture
def checkout(tmp_path) -> Path:
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _change(checkout: Path, old: str, new: str, count: int = 1) -> None:
    """Plant a fault: replace `old` in the source, where it must stand."""
    path = checkout / SOURCE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")


def _notebook(checkout: Path, audience: str, lang: str) -> nbformat.NotebookNode:
    return nbformat.read(checkout / build.FOLDERS[audience] / lang / UNIT, as_version=4)


def _run(checkout: Path, *arguments: str) -> int:
    return build.main([*arguments, "--root", str(checkout)])


def _refused(checkout: Path, capsys, *words: str) -> None:
    """Expect the build to refuse, naming the source and saying each of the words."""
    assert _run(checkout) == 1
    told = capsys.readouterr().err
    assert SOURCE.as_posix() in told
    for word in words:
        assert word in told, told
    assert not (checkout / "course" / "en" / UNIT).exists()


# -- what it makes ---------------------------------------------------------------------------------


def test_builds_every_notebook_and_finds_them_fresh(checkout, capsys):
    assert _run(checkout) == 0
    assert _run(checkout, "--check") == 0
    made = sorted(path.relative_to(checkout).as_posix() for path in checkout.rglob("*.ipynb"))
    assert made == sorted(
        f"{build.FOLDERS[audience]}/{lang}/{UNIT}" for audience in build.AUDIENCES for lang in build.LANGUAGES
    )


@pytest.mark.parametrize("audience", build.AUDIENCES)
def test_languages_differ_in_words_only(checkout, audience):
    _run(checkout)
    english, chinese = (_notebook(checkout, audience, lang) for lang in ("en", "zh"))
    assert [cell.id for cell in english.cells] == [cell.id for cell in chinese.cells]
    assert [cell.cell_type for cell in english.cells] == [cell.cell_type for cell in chinese.cells]
    pairs = [
        (one.source, other.source)
        for one, other in zip(english.cells, chinese.cells, strict=True)
        if one.cell_type == "code" and one.source != other.source
    ]
    assert [one.replace('lang = "en"', 'lang = "zh"') for one, _ in pairs] == [other for _, other in pairs]
    assert len(pairs) == 1, "only the setup cell may differ"


def test_cells_go_where_their_tag_says(checkout):
    _run(checkout)
    texts = {
        audience: "\n".join(cell.source for cell in _notebook(checkout, audience, "en").cells)
        for audience in build.AUDIENCES
    }
    assert "Aims" in texts["course"] and "Exercises" not in texts["course"]
    assert "# Exercises: tiers" in texts["exercises"] and "Solution" not in texts["exercises"]
    assert "# Exercises: tiers – worked solutions" in texts["solutions"]
    assert "total * 2" in texts["solutions"] and "total * 2" not in texts["exercises"]
    assert [audience for audience in texts if "Ask the room" in texts[audience]] == ["present"]
    assert [audience for audience in texts if "Press start" in texts[audience]] == ["exercises", "solutions"]
    for part in ("Aims", "# Exercises: tiers", "total * 2"):
        assert part in texts["present"]
    assert all('lang = "en"' in text for text in texts.values())


def test_the_trainers_screen_knows_where_screens_begin_what_is_a_note_and_what_comes_step_by_step(checkout):
    _run(checkout)
    cells = _notebook(checkout, "present", "en").cells
    told = {cell.source.split("\n")[0]: cell.metadata["kam"] for cell in cells}
    assert told["# Tiers of customers"] == {"part": "lesson", "screen": 5.0}
    assert told["Ask the room first."] == {"part": "notes", "notes": True}
    assert told["# Exercises: tiers"] == {"part": "exercise", "screen": 10.0}
    assert told["## Solution"] == {"part": "solution", "screen": 1.5}
    assert told["# ▶ Solution 1 / 解答 1"] == {"part": "solution", "step": True}
    assert "A short unit for the tests.\\\nIt has two sentences." in cells[0].source
    assert "供测试使用的小单元。\\\n只有两句话。" in _notebook(checkout, "present", "zh").cells[0].source
    assert "供测试使用的小单元。只有两句话。" in _notebook(checkout, "course", "zh").cells[0].source


def test_words_about_the_notebook_are_marked_for_the_other_views(checkout):
    _run(checkout)
    marked = [
        cell.source for cell in _notebook(checkout, "exercises", "zh").cells
        if cell.metadata.get("kam") == {"only": "notebook"}
    ]  # fmt: skip
    assert marked == ["按开始。"]


def test_code_is_folded_and_nothing_was_run(checkout):
    _run(checkout)
    for audience in build.AUDIENCES:
        notebook = _notebook(checkout, audience, "zh")
        nbformat.validate(notebook)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                assert cell.metadata["jupyter"] == {"source_hidden": True}
                assert set(cell.metadata) <= {"jupyter", "kam"}
                assert cell.outputs == [] and cell.execution_count is None


def test_metadata_says_what_the_notebook_is(checkout):
    _run(checkout)
    kam = _notebook(checkout, "course", "zh").metadata["kam"]
    assert kam["unit"] == "U2" and kam["lang"] == "zh" and kam["audience"] == "course"
    assert kam["items"] == ["U2.01", "U2.02"]
    assert kam["generated_from"] == SOURCE.as_posix()
    assert "generated" in kam["notice"]


def test_the_same_source_gives_the_same_bytes_with_lf(checkout, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(DATA, other, dirs_exist_ok=True)
    _run(checkout)
    _run(other)
    for path in checkout.rglob("*.ipynb"):
        written = path.read_bytes()
        assert written == (other / path.relative_to(checkout)).read_bytes()
        assert b"\r" not in written and written.endswith(b"}\n")


def test_a_new_cell_leaves_the_ids_of_the_others(checkout):
    _run(checkout)
    before = [cell.id for cell in _notebook(checkout, "course", "en").cells]
    new = '# %% [markdown] to="lesson" lang="en"\n# New.\n\n# %% [markdown] to="lesson" lang="zh"\n# 新。\n\n'
    _change(
        checkout,
        '# %% [markdown] to="lesson" lang="en"\n# ## Aims',
        f'{new}# %% [markdown] to="lesson" lang="en"\n# ## Aims',
    )
    assert _run(checkout) == 0
    after = [cell.id for cell in _notebook(checkout, "course", "en").cells]
    assert len(after) == len(before) + 1 and set(before) < set(after)


# -- what it refuses -------------------------------------------------------------------------------

REFUSED = {
    "unknown tag": ('to="notes" lang="en"', 'to="slides" lang="en"', 'to="slides" is unknown'),
    "no screens": (' screen="5 min"', "", "no screen has begun here"),
    "a screen without minutes": ('screen="5 min"', 'screen="short"', "does not say how long it takes"),
    "a screen without notes": (
        '# %% [markdown] to="notes" lang="en"\n# Ask the room first.\n\n'
        '# %% [markdown] to="notes" lang="zh"\n# 先问问大家。\n',
        "",
        "no trainer's note",
    ),
    "a screen at a note": (
        'to="notes" lang="en"',
        'to="notes" lang="en" screen="1 min"',
        "a screen begins at",
    ),
    "only elsewhere": ('only="notebook"', 'only="paper"', 'only="paper" is unknown'),
    "a screen that no view shows": ('only="notebook"', 'only="notebook" screen="1 min"', "begins no screen"),
    "a screen on the Chinese twin": (
        'to="exercise" lang="zh"\n# # 练习',
        'to="exercise" lang="zh" screen="1 min"\n# # 练习',
        "English twin only",
    ),
    "no tag": ('# %% to="exercise"', "# %%", "does not say where it goes"),
    "unknown key": ('# %% to="exercise"', '# %% to="exercise" colour="red"', "colour"),
    "raw cell": ('# %% to="exercise"', '# %% [raw] to="exercise"', "raw"),
    "no Chinese twin": ('# %% [markdown] to="notes" lang="zh"\n# 先问问大家。\n', "", "no Chinese twin"),
    "no English twin": (
        '# %% [markdown] to="notes" lang="en"\n# Ask the room first.\n',
        "",
        "no English twin",
    ),
    "twins part ways": ('to="notes" lang="zh"', 'to="lesson" lang="zh"', "English twin goes to"),
    "unknown language": ('to="notes" lang="en"', 'to="notes" lang="de"', "'de'"),
    "unknown marker": ("# Ask the room first.", "# {{timer}}", "{{timer}}"),
    "another number": ("# - 数出4个等级。", "# - 数出5个等级。", "5 stands in Chinese only"),
    "other code": ("# - 使用 `tiers`。", "# - 使用 `lifetime`。", "`tiers` stands in English only"),
    "another link": ("../../zh/start.ipynb", "../../zh/other.ipynb", "other.ipynb"),
    "another heading": ("# ## 目标", "# ### 目标", "headings differ"),
    "another line": ("# 供测试使用的小单元。", "# 供测试\n# 使用的小单元。", "lines"),
    "no fold comment": ("# ▶ Step 3 / 第 3 步\n", "", "comment in both languages"),
    "too much code": ("total + 3", "\n".join(["total + 3"] * 12), "13 lines"),
    "code that does not parse": ("total + 3", "total +", "does not parse"),
    "no language line": ('lang = "en"\n', 'language = "en"\n', 'lang = "en"'),
    "two setup cells": ('# %% to="exercise"', '# %% to="all"', "exactly one setup cell"),
    "no title": ("# # Exercises: tiers", "# Exercises: tiers", "title"),
    "item not taught": (' covers="U2.02"', "", "U2.02"),
    "item not declared": ("items: [U2.01, U2.02]", "items: [U2.01]", "U2.02"),
    "item not in the syllabus": ("U2.02", "U2.99", "U2.99"),
    "wrong folder": ("module: 1_key_accounts", "module: 2_sales_projects", "2_sales_projects"),
    "unknown unit": ("unit: U2", "unit: U99", "no unit U99"),
    "another unit": ("unit: U2", "unit: U7", "u7_pricing"),
    "unknown header key": ("unit: U2", "unit: U2\n# colour: red", "colour"),
    "header without end": ("# ---\n\n", "\n", "header without an end"),
    "no aims": ("# - Use `tiers`.\n", "", "aims in three bullets"),
    "no results": ("# - You used `tiers`.\n", "", "results in three bullets"),
    "no discussion": ("# ## Discuss in class", "# ## Talk", "discussion"),
    "text before the cells": ("# ---\n\n# %%", "# ---\n\nhello = 1\n\n# %%", "before its first cell"),
    "word the glossary forbids": ("# Ask the room first.", "# Ask for the customer grade.", "glossary"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_refuses(checkout, capsys, fault):
    old, new, word = REFUSED[fault]
    _change(checkout, old, new, count=-1 if fault == "item not in the syllabus" else 1)
    _refused(checkout, capsys, word)


def test_refuses_a_lesson_that_is_too_short(checkout, capsys):
    text = (checkout / SOURCE).read_text(encoding="utf-8")
    start, end = (
        text.index('# %% [markdown] to="lesson" lang="en"\n# Step 5'),
        text.index('# %% [markdown] to="notes"'),
    )
    (checkout / SOURCE).write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    _refused(checkout, capsys, "25 to 40")


def test_refuses_another_encoding(checkout, capsys):
    text = (checkout / SOURCE).read_text(encoding="utf-8")
    (checkout / SOURCE).write_bytes(text.replace("▶", ">").encode("gbk"))
    _refused(checkout, capsys, "UTF-8")


def test_names_the_line_of_a_problem(checkout, capsys):
    _change(checkout, 'to="notes" lang="en"', 'to="slides" lang="en"')
    lines = (checkout / SOURCE).read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if "slides" in text)
    _refused(checkout, capsys, f"{SOURCE.as_posix()}:{line}: ")


def test_one_broken_unit_does_not_hold_up_the_others(checkout, capsys):
    _change(checkout, 'to="notes" lang="en"', 'to="slides" lang="en"')
    page = '# ---\n# page: start\n# ---\n# %% [markdown] to="lesson" lang="en"\n# # Hello\n' \
           '# %% [markdown] to="lesson" lang="zh"\n# # 您好\n'  # fmt: skip
    (checkout / "course/source/start.py").write_text(page, encoding="utf-8", newline="\n")
    assert _run(checkout) == 1
    assert (checkout / "course/zh/start.ipynb").exists()


# -- freshness -------------------------------------------------------------------------------------


def _stale(checkout: Path, capsys, word: str) -> None:
    capsys.readouterr()
    assert _run(checkout, "--check") == 1
    told = capsys.readouterr().err
    assert f"course/en/{UNIT}" in told and word in told, told


def test_a_missing_notebook_is_noticed(checkout, capsys):
    _run(checkout)
    (checkout / "course/en" / UNIT).unlink()
    _stale(checkout, capsys, "is missing")


def test_an_edited_cell_is_noticed_and_named(checkout, capsys):
    _run(checkout)
    path = checkout / "course/en" / UNIT
    path.write_text(
        path.read_text(encoding="utf-8").replace("Read a pyramid", "Read the pyramid"), encoding="utf-8"
    )
    _stale(checkout, capsys, "in cell 3")
    assert _run(checkout) == 0 and _run(checkout, "--check") == 0


def test_outputs_are_noticed(checkout, capsys):
    _run(checkout)
    path = checkout / "course/en" / UNIT
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["hi"]}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    _stale(checkout, capsys, "output of a run in cell 2")


def test_a_source_that_was_not_rebuilt_is_noticed(checkout, capsys):
    _run(checkout)
    _change(checkout, "Read a pyramid", "Read one pyramid")
    _stale(checkout, capsys, "differs from its source in cell 3")


def test_a_damaged_notebook_is_noticed(checkout, capsys):
    _run(checkout)
    (checkout / "course/en" / UNIT).write_text("{", encoding="utf-8")
    _stale(checkout, capsys, "not a readable notebook")


def test_a_notebook_without_source_is_noticed_and_kept(checkout, capsys):
    _run(checkout)
    copy = checkout / "exercises/en/1_key_accounts/u2_tiers-Copy1.ipynb"
    shutil.copy(checkout / "exercises/en" / UNIT, copy)
    assert _run(checkout, "--check") == 1
    assert "u2_tiers-Copy1.ipynb: is made by no source" in capsys.readouterr().err
    assert _run(checkout) == 0
    assert copy.exists()


# -- twins -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("CNY 12,500 a year", "每年12,500元"),
        ("a fine of RMB 6.088 billion in February 2015", "2015年2月罚款60.88亿元"),
        ("on 10 February 2015", "2015年2月10日"),
        ("CNY 12.5k", "1.25万元"),
        ("three of 24 accounts", "24家客户中的3家"),
        ("3 of 24 accounts", "24家客户中的三家"),
        ("**12.5%**", "**12.5％**"),
        ("item U2.04a", "条目U2.04a"),
        ("[page](../en/start.ipynb)", "[页面](../zh/start.ipynb)"),
    ],
)
def test_twins_that_say_the_same(english, chinese):
    assert cell_differences(SourceCell("markdown", "lesson", {"en": english, "zh": chinese}, 1)) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("CNY 12,500", "1,250元"),
        ("three accounts", "5家客户"),
        ("6.088 billion", "6.088亿"),
        ("12%", "21%"),
        ("`tiers`", "tiers"),
        ("[a](one.ipynb)", "[a](two.ipynb)"),
        ("# Title", "## 标题"),
        ("One.\nTwo.", "一。"),
    ],
)
def test_twins_that_differ(english, chinese):
    assert cell_differences(SourceCell("markdown", "lesson", {"en": english, "zh": chinese}, 1))


def test_numbers_are_compared_by_value():
    assert numbers_in("1.2万 and 12k") == [12_000, 12_000]


# -- this checkout ---------------------------------------------------------------------------------


def test_this_checkout_is_fresh(capsys):
    assert build.main(["--check"]) == 0, capsys.readouterr().err


def test_the_start_pages_link_to_notebooks_that_exist():
    import re

    for lang in build.LANGUAGES:
        page = build.ROOT / "course" / lang / "start.ipynb"
        text = "\n".join(cell.source for cell in nbformat.read(page, as_version=4).cells)
        # links to the other views (/kam/…) are answered by kamlib.lab.doors; tests/browser clicks them
        links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("/kam/")]
        assert links
        for link in links:
            assert (page.parent / link).is_file(), f"{page.name} ({lang}) links to {link}"
