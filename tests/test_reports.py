"""The report folder: right sums, safe cells and pages, rubric marks that last, and swapped in whole."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kamlib.classroom import gradebook, simulate
from kamlib.classroom.gradebook import Received, mark_handin
from kamlib.classroom.handin import check_handin
from kamlib.classroom.keys import Keys
from kamlib.reports import folder as report_folder
from kamlib.reports import report
from kamlib.reports.cells import LONGEST_CELL, clean, csv_cell, csv_quoted
from kamlib.reports.folder import ReportProblem, tidy_up
from kamlib.reports.next_steps import next_steps
from kamlib.reports.pages import page_name
from kamlib.reports.records import record_of
from kamlib.reports.report import write_report
from kamlib.reports.rubric import blind_code
from kamlib.reports.scores import Scorer, fingerprint
from kamlib.reports.statistics import Statistics
from tests.handin_files import content_of, right_answers, signed, write
from tests.sample_exercises import EXERCISES, KEYS, make_exercises, make_keys

REPORT = {
    "gradebook.xlsx", "gradebook.csv", "items.csv", "refused.csv", "notes.csv", "cohort.html", "trainees",
    "rubric.xlsx",
}  # fmt: skip
QUESTION = "U2.W/why"


@pytest.fixture
def handins(tmp_path) -> Path:
    folder = tmp_path / "handins"
    write(folder, "li.json", content_of("li", right_answers("li")))
    answers = right_answers("wang")
    answers["U2.X1"]["unit_margin"] = "=cmd|' /C calc'!A0"
    answers["U2.W"]["why"] = "=1+1 <script>alert(1)</script> the profit is what counts here for us"
    write(folder, "wang.json", content_of("wang", answers, lang="zh"))
    write(folder, "sub/broken.json", b"{")
    write(folder, "=evil.txt", b"x")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def make(handins: Path, out: Path, keys: Keys = KEYS, exercises=EXERCISES, **more):
    return write_report(handins, out, exercises, keys, **more)


def total(out: Path, trainee: str) -> float:
    return next(float(row["total"]) for row in rows(out / "gradebook.csv") if row["trainee"] == trainee)


# -- tables ----------------------------------------------------------------------------------------


def test_a_report_holds_all_its_parts(handins, tmp_path):
    summary = make(handins, tmp_path / "report")
    assert {one.name for one in (tmp_path / "report").iterdir()} == REPORT
    assert {one.name for one in (tmp_path / "report/trainees").iterdir()} == {"li.html", "wang.html"}
    assert (summary.marked, summary.refused, summary.waiting_texts) == (2, 2, 2)
    assert [one for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_every_file_is_in_the_gradebook_or_among_the_refused(handins, tmp_path):
    make(handins, tmp_path / "report")
    marked = {row["file"] for row in rows(tmp_path / "report/gradebook.csv")} - {""}
    refused = {row["file"].lstrip("'") for row in rows(tmp_path / "report/refused.csv")}
    there = {path.relative_to(handins).as_posix() for path in handins.rglob("*") if path.is_file()}
    assert marked | refused == there and not marked & refused
    assert all(row["reason"] for row in rows(tmp_path / "report/refused.csv"))


def test_the_sums_agree_everywhere(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    book = load_workbook(out / "gradebook.xlsx")
    overview = list(book["Overview"].values)
    head, most, *people = overview
    assert head[:6] == ("Trainee", "Class", "U2", "U7", "Total", "Share")
    points = {unit: sum(e.points for e in EXERCISES.values() if e.unit == unit) for unit in ("U2", "U7")}
    assert most[0] == "Maximum points" and most[2:5] == (points["U2"], points["U7"], sum(points.values()))
    items = rows(out / "items.csv")
    for person in people:
        mine = [row for row in items if row["trainee"] == person[0]]
        assert len(mine) == sum(len(e.sheet(1).fields) for e in EXERCISES.values())
        for unit, shown in zip(("U2", "U7"), person[2:4], strict=True):
            assert shown == pytest.approx(
                sum(float(r["points"] or 0) for r in mine if r["unit"] == unit), abs=1e-3
            )
        assert person[4] == pytest.approx(total(out, person[0]), abs=1e-3)
        assert person[6] == sum(float(r["maximum"]) for r in mine if r["points"] == "") == 4
    matrix = list(book["Items"].values)
    assert matrix[1][1] == "U2.X1/unit_margin" and matrix[4][0] == "li" and matrix[4][1] == 2
    assert sum(cell for cell in matrix[4][1:] if isinstance(cell, int | float)) == pytest.approx(
        total(out, "li")
    )
    assert [row[0] for row in book["Refused"].values][1:] == ["=evil.txt", "sub/broken.json"]
    assert {"Item statistics", "Notes"} <= set(book.sheetnames)


def test_items_carry_state_mistake_attempts_and_hints(tmp_path):
    raw = {"U2.X1": {"unit_margin": "1", "margin": "?", "total": ""}}
    variant = content_of("li", raw)["exercises"]["U2.X1"]["variant"]
    sheet = EXERCISES["U2.X1"].sheet(variant)
    raw["U2.X1"]["unit_margin"] = str(sheet.data["price"] + sheet.data["cost"])
    write(tmp_path / "in", "li.json", content_of("li", raw))
    make(tmp_path / "in", tmp_path / "out")
    found = {row["question"]: row for row in rows(tmp_path / "out/items.csv")}
    first = found["U2.X1/unit_margin"]
    assert (first["state"], first["mistakes"], first["attempts"], first["hints"]) == (
        "not_yet",
        "added-cost",
        "2",
        "1",
    )
    assert found["U2.X1/margin"]["state"] == "unreadable"
    assert found["U2.X1/total"]["state"] == "blank"
    assert not any(question.startswith("U7") for question in found)  # nobody has begun U7


def test_cells_that_start_a_formula_are_neutralised(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    for path in out.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file):
                for cell in line:
                    assert not cell.startswith(("=", "+", "@", "\t", "\r")), (path, cell)
                    assert not re.match(r"-\D", cell)
    for name in ("gradebook.xlsx", "rubric.xlsx"):
        for sheet in load_workbook(out / name):
            for line in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in line), (name, sheet.title)


@given(st.text(max_size=40))
def test_any_text_makes_a_safe_cell(text):
    cell = csv_cell(text)
    assert not cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))
    cell.encode("utf-8")
    assert not set(clean(text)) & set(map(chr, [*range(9), 11, 12, *range(14, 32)]))


def test_a_cell_is_never_longer_than_excel_takes():
    assert len(csv_cell("=" + "x" * 50_000)) == LONGEST_CELL == len(clean("y" * 50_000))


@given(st.lists(st.text() | st.text(',"\r\n a', max_size=5), min_size=2, max_size=5))
def test_cells_are_quoted_as_the_csv_module_does(cells: list[str]) -> None:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    assert ",".join(map(csv_quoted, cells)) + "\r\n" == line.getvalue()


# -- pages -----------------------------------------------------------------------------------------


def test_pages_escape_what_trainees_wrote_and_load_nothing_from_outside(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    for page in [*(out / "trainees").glob("*.html"), out / "cohort.html"]:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", text)
        assert not re.search(r"url\(|@import|https?://", text)
        assert text.count("<section") == text.count("</section>") and text.rstrip().endswith("</html>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in (out / "trainees/wang.html").read_text(encoding="utf-8")


def test_each_page_is_in_the_trainees_language_and_shows_their_points(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    english, chinese = ((out / f"trainees/{who}.html").read_text(encoding="utf-8") for who in ("li", "wang"))
    assert 'lang="en"' in english and "Three next steps" in english and "您" not in english
    assert 'lang="zh-CN"' in chinese and "接下来的三步" in chinese and "Your answer" not in chinese
    for who, page in (("li", english), ("wang", chinese)):
        shown = re.search(r'class="total">([\d.]+)', page)[1]
        assert float(shown) == pytest.approx(total(out, who), abs=0.05)
        assert page.count("<li>") == 3
    variant = content_of("li", {"U2.X1": {}})["exercises"]["U2.X1"]["variant"]
    price = EXERCISES["U2.X1"].sheet(variant).data["price"]
    assert f"Price less cost: CNY {price:,}" in html.unescape(english)  # the trainee's own figures


def test_a_named_mistake_stands_on_the_page_in_words(tmp_path):
    answers = right_answers("li")
    sheet = EXERCISES["U2.X1"].sheet(content_of("li", answers)["exercises"]["U2.X1"]["variant"])
    answers["U2.X1"]["unit_margin"] = str(sheet.data["price"] + sheet.data["cost"])
    answers["U2.X2"]["tiers"] = {"A1": "value", "A2": "strategic", "A3": "standard"}
    write(tmp_path / "in", "li.json", content_of("li", answers))
    make(tmp_path / "in", tmp_path / "out")
    page = (tmp_path / "out/trainees/li.html").read_text(encoding="utf-8")
    assert f"You added the cost of CNY {sheet.data['cost']:,}; take it off." in page
    assert page.count("You went by sales, not by profit.") == 2  # at the question, and as a next step
    assert "North Mill, Lake Pumps:" in page
    cohort = (tmp_path / "out/cohort.html").read_text(encoding="utf-8")
    assert "You went by sales, not by profit." in cohort and "100%" in cohort


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_on_the_class_is_in_the_language_asked_for(handins, tmp_path, lang):
    make(handins, tmp_path / "report", lang=lang)
    page = (tmp_path / "report/cohort.html").read_text(encoding="utf-8")
    assert ("最难的题目" in page) == (lang == "zh") and ("Hardest questions" in page) == (lang == "en")
    names = load_workbook(tmp_path / "report/gradebook.xlsx", read_only=True).sheetnames
    assert names[0] == {"en": "Overview", "zh": "总览"}[lang]


def test_everybody_gets_three_next_steps_in_both_languages():
    scorer = Scorer(KEYS)
    contents = [
        *simulate.simulate(60, EXERCISES, keys=KEYS),
        content_of("li", right_answers("li")),
        content_of("no"),
    ]
    for content in contents:
        score = scorer.score(mark_handin(Received("x", check_handin(content)), EXERCISES, KEYS))
        for lang in ("en", "zh"):
            steps = next_steps(score, lang)
            assert len(steps) == 3 and len({step.sentence for step in steps}) == 3
            assert all(step.exercise is None or step.exercise in EXERCISES for step in steps)


def test_the_next_steps_begin_with_what_cost_most_points():
    answers = right_answers("li")
    del answers["U2.X2"]
    answers["U2.X1"]["share"] = "1%"
    score = Scorer(KEYS).score(
        mark_handin(Received("x", check_handin(content_of("li", answers))), EXERCISES, KEYS)
    )
    assert [step.exercise for step in next_steps(score, "en")][:2] == ["U2.X2", "U2.X1"]


def test_windows_names_are_not_used_for_pages():
    assert page_name("nul") == "_nul.html" and page_name("com1.x") == "_com1.x.html"


def test_foreign_figures_are_told_in_every_report(tmp_path):
    content = content_of("li", right_answers("li"))
    content["exercises"]["U2.X1"]["variant"] = 0
    write(tmp_path / "in", "li.json", signed(content))
    out = tmp_path / "out"
    make(tmp_path / "in", out)
    mine = [row for row in rows(out / "items.csv") if row["exercise"] == "U2.X1"]
    assert {row["state"] for row in mine} == {"foreign"} and {row["points"] for row in mine} == {"0"}
    assert {row["flags"] for row in mine} == {"foreign-variant"}
    assert "dealt number" in rows(out / "notes.csv")[0]["note"]
    assert "They earn no points" in (out / "trainees/li.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_solution_of_an_assessed_exercise_is_given_away_before_it_is_answered(tmp_path, lang):
    foreign = content_of("foreign", right_answers("foreign"))
    foreign["exercises"]["U2.W"]["variant"] = 0
    opened = right_answers("opened") | {"U2.W": {}}
    absent = {id: raw for id, raw in right_answers("absent").items() if id not in ("U2.W", "U2.X1")}
    for content in (content_of("done", right_answers("done")), content_of("absent", absent), foreign,
                    content_of("opened", opened)):  # fmt: skip
        write(tmp_path / "in", f"{content['trainee']}.json", signed(content | {"lang": lang}))
    make(tmp_path / "in", tmp_path / "out")
    later = {"en": "The worked solution comes with your answers.", "zh": "提交您的答案后，这里会给出参考解答。"}[lang]
    for who, shown in (("done", True), ("absent", False), ("foreign", False), ("opened", False)):
        page = (tmp_path / f"out/trainees/{who}.html").read_text(encoding="utf-8")
        assert page.count("<section") == page.count("</section>")
        sections = {part.partition('"')[0]: part for part in page.split('<section class="card exercise" id="')[1:]}
        assert ("<details>" in sections["U2.W"], later in sections["U2.W"]) == (shown, not shown)
        assert "<details>" in sections["U2.X1"]  # practice keeps its solution, handed in or not
        price = EXERCISES["U2.W"].sheet(content_of(who, {"U2.W": {}})["exercises"]["U2.W"]["variant"]).data["price"]
        assert (f"{price:,}" in html.unescape(sections["U2.W"])) == shown


# -- statistics ------------------------------------------------------------------------------------


def test_item_statistics_count_as_one_would_by_hand():
    scorer, statistics = Scorer(KEYS), Statistics(EXERCISES)
    for who, next_step in (("a", "keep"), ("b", "drop"), ("c", "keep"), ("d", None)):
        answers = right_answers(who)
        if next_step == "drop":
            answers["U2.X2"]["tiers"] = {"A1": "value", "A2": "strategic", "A3": "standard"}
        answers["U2.X2"]["next"] = next_step
        if next_step is None:
            del answers["U2.X2"]["next"]
        marked = mark_handin(Received("x", check_handin(content_of(who, answers))), EXERCISES, KEYS)
        statistics.add(record_of(scorer.score(marked), "en"))
    item = statistics.items["U2.X2/next"]
    assert item.mean_share == 0.5 and item.answered == 3
    assert item.states == {"right": 2, "not_yet": 1, "blank": 1}
    assert statistics.items["U2.X2/tiers"].mistakes == {"by-sales": 1}
    assert statistics.hardest(1)[0].question == "U2.X2/next"
    assert [(one.question, times) for one, _, times in statistics.commonest_mistakes(5)] == [
        ("U2.X2/tiers", 1)
    ]
    # item-rest correlation of (1, 0, 1, 0) with what the others earned: the rest of b is 2 points lower
    rest = [2.0, 0.0, 2.0, 2.0]
    assert item.separation == pytest.approx(_pearson([1, 0, 1, 0], rest))


def _pearson(x: list[float], y: list[float]) -> float:
    from statistics import correlation

    return correlation(x, y)


# -- the rubric ------------------------------------------------------------------------------------


def type_marks(out: Path, marks: dict[str, tuple], comment: str = "", note: str | None = None) -> None:
    """Type marks into rubric.xlsx as a grader does in Excel; by trainee."""
    book = load_workbook(out / "rubric.xlsx")
    sheet = book.worksheets[0]
    codes = {blind_code(QUESTION, who): given for who, given in marks.items()}
    for row in sheet.iter_rows(min_row=6):
        if row[0].value in codes:
            for cell, mark in zip(row[3:5], codes[row[0].value], strict=True):
                cell.value = mark
            row[5].value = comment or row[5].value
            if note is not None:
                row[6].value = note or None
    book.save(out / "rubric.xlsx")


def rubric_rows(out: Path) -> dict[str, tuple]:
    lines = load_workbook(out / "rubric.xlsx").worksheets[0].iter_rows(min_row=6, values_only=True)
    return {line[0]: line for line in lines}


def test_the_rubric_sheet_hides_names_and_is_in_a_stable_shuffled_order(tmp_path):
    simulate.write_simulated(40, tmp_path / "in", EXERCISES, keys=KEYS)
    out = tmp_path / "out"
    make(tmp_path / "in", out)
    first = list(rubric_rows(out))
    make(tmp_path / "in", out)
    assert list(rubric_rows(out)) == first
    trainees = sorted(
        row["trainee"] for row in rows(out / "items.csv") if row["question"] == QUESTION and row["answer"]
    )
    by_code = {blind_code(QUESTION, who): who for who in trainees}
    assert sorted(by_code[code] for code in first) == trainees != [by_code[code] for code in first]
    for sheet in load_workbook(out / "rubric.xlsx"):
        for line in sheet.iter_rows(values_only=True):
            assert not any("demo-" in str(cell) for cell in line if cell is not None)
    (sheet,) = load_workbook(out / "rubric.xlsx").worksheets
    ranges = {
        str(v.sqref): (float(v.formula1), float(v.formula2)) for v in sheet.data_validations.dataValidation
    }
    assert sorted(ranges.values()) == [(0, 1), (0, 3)]


def test_marks_typed_into_the_rubric_enter_the_totals_and_survive_every_regrade(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    before = total(out, "li")
    type_marks(out, {"li": (2, 0.5)}, comment="Good; name a date.")
    for _ in range(3):
        summary = make(handins, out)
        assert total(out, "li") == pytest.approx(before + 2.5)
        assert rubric_rows(out)[blind_code(QUESTION, "li")][3:7] == (2, 0.5, "Good; name a date.", None)
        assert summary.waiting_texts == 1
    page = (out / "trainees/li.html").read_text(encoding="utf-8")
    assert "Good; name a date." in page and "Argues from profit:</span> 2 / 3" in page


def test_half_a_set_of_marks_counts_as_none_yet(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    before = total(out, "li")
    type_marks(out, {"li": (2, None)})
    assert make(handins, out).waiting_texts == 2
    assert total(out, "li") == before
    assert rubric_rows(out)[blind_code(QUESTION, "li")][3] == 2


def test_a_mark_whose_answer_changed_is_kept_flagged_and_cleared_by_a_person(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    before = total(out, "li")
    type_marks(out, {"li": (3, 1)})
    make(handins, out)
    answers = right_answers("li")
    answers["U2.W"]["why"] = "Another text about profit, written on the next day by the same person."
    write(handins, "li2.json", content_of("li", answers, made="2026-03-03T10:00:00Z"))
    for _ in range(2):  # the flag stays until somebody clears it
        make(handins, out)
        assert total(out, "li") == pytest.approx(before + 4)
        assert "answer changed" in rubric_rows(out)[blind_code(QUESTION, "li")][6]
        assert any("look at the mark" in row["note"] for row in rows(out / "notes.csv"))
    type_marks(out, {"li": (3, 1)}, note="")  # deletes the note
    make(handins, out)
    assert rubric_rows(out)[blind_code(QUESTION, "li")][6] is None
    answers["U2.W"]["why"] += " And more."
    write(handins, "li3.json", content_of("li", answers, made="2026-03-04T10:00:00Z"))
    make(handins, out)
    assert "answer changed" in rubric_rows(out)[blind_code(QUESTION, "li")][6]
    type_marks(out, {"li": (1, 1)})  # marks it anew and leaves the note
    make(handins, out)
    assert rubric_rows(out)[blind_code(QUESTION, "li")][6] is None
    assert total(out, "li") == pytest.approx(before + 2)


def test_marks_of_a_trainee_who_is_not_in_this_run_are_kept(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 1)})
    away = (handins / "li.json").rename(tmp_path / "away.json")
    make(handins, out)
    make(handins, out)
    assert rubric_rows(out)[blind_code(QUESTION, "li")][3:5] == (2, 1)
    away.rename(handins / "li.json")
    make(handins, out)
    row = rubric_rows(out)[blind_code(QUESTION, "li")]
    assert row[3:5] == (2, 1) and row[6] is None and row[2]


def test_marks_follow_their_line_when_the_rubric_changes(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 1)})
    old = KEYS.rubrics[QUESTION]
    extra = old[0]._replace(points=2, text=old[0].text.__class__(en="New line", zh="新的一条"))
    make(handins, out, Keys({}, {QUESTION: (extra, *old)}))
    assert rubric_rows(out)[blind_code(QUESTION, "li")][3:6] == (None, 2, 1)


@pytest.mark.parametrize("typed", ["good", 3.5, -1, "2;5"])
def test_what_is_no_mark_is_said_kept_and_not_counted(handins, tmp_path, typed):
    out = tmp_path / "report"
    make(handins, out)
    before = total(out, "li")
    type_marks(out, {"li": (typed, 1)})
    summary = make(handins, out)
    ((text, values),) = summary.warnings
    assert str(typed) in text.fill("en", values) and "row" in text.fill("en", values)
    assert total(out, "li") == before
    assert rubric_rows(out)[blind_code(QUESTION, "li")][3] == typed


def test_a_rubric_that_cannot_be_read_stops_the_grading_before_anything_is_lost(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    (out / "rubric.xlsx").write_bytes(b"half a file")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(ReportProblem, match="nothing was changed"):
        make(handins, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def texts_of_both(handins: Path, tmp_path: Path) -> Path:
    """Return a report with marks and a comment for li, to be laid out anew by a grader."""
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 0.5)}, comment="Good; name a date.")
    make(handins, out)
    return out


def change_rubric(out: Path, change) -> None:
    book = load_workbook(out / "rubric.xlsx")
    change(book)
    book.save(out / "rubric.xlsx")


@pytest.mark.parametrize(
    ("how", "at"), [("delete_rows", 3), ("insert_rows", 1), ("insert_cols", 1), ("delete_rows", 2), ("insert_rows", 6)]
)
def test_a_table_that_moved_as_a_whole_keeps_its_marks(handins, tmp_path, how, at):
    out = texts_of_both(handins, tmp_path)
    before, first = total(out, "li"), rubric_rows(out)
    change_rubric(out, lambda book: getattr(book.worksheets[0], how)(at))
    make(handins, out)
    assert total(out, "li") == before and rubric_rows(out) == first


# Columns: 1 code, 2 figures, 3 answer, 4 and 5 marks, 6 comment, 7 note, 8 to 10 hidden. Row 4 is hidden, 5 has heads.
@pytest.mark.parametrize(
    ("how", "at"),
    [*(("insert_cols", at) for at in (2, 3, 4, 5, 6, 7)), *(("delete_cols", at) for at in range(1, 10)),
     ("insert_cols", 8), ("insert_cols", 9), ("insert_cols", 10), ("insert_rows", 5), ("delete_rows", 4),
     ("delete_rows", 5)],
)  # fmt: skip
def test_a_table_laid_out_anew_stops_the_grading_before_marks_get_lost(handins, tmp_path, how, at):
    out = texts_of_both(handins, tmp_path)
    change_rubric(out, lambda book: getattr(book.worksheets[0], how)(at))
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(ReportProblem, match="nothing was changed") as told:
        make(handins, out)
    assert "1 U2.W why" in told.value.text.en and "1 U2.W why" in told.value.text.zh
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def _add_sheet(book) -> None:
    book.create_sheet("My remarks")["B2"] = "Ask Li about U2."


def _copy_sheet(book) -> None:
    book.copy_worksheet(book.worksheets[0])


def _type(cell: str, what):
    return lambda book: book.worksheets[0].__setitem__(cell, what)


@pytest.mark.parametrize(
    ("change", "said"),
    [(_add_sheet, "sheet My remarks"), (_copy_sheet, "stands in another row"), (_type("L7", "see Li"), "cell L7"),
     (_type("D1", "round 2"), "cell D1"), (_type("E8", 1.5), "row 8"), (_type("A6", None), "row 6")],
)  # fmt: skip
def test_what_a_grader_added_stops_the_grading_before_it_gets_lost(handins, tmp_path, change, said):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 0.5), "wang": (1, 1)})
    change_rubric(out, change)
    with pytest.raises(ReportProblem, match=said) as told:
        make(handins, out)
    assert "未做任何改动" in told.value.text.zh and "{" not in told.value.text.zh


def test_an_empty_sheet_is_no_reason_to_stop(handins, tmp_path):
    out = texts_of_both(handins, tmp_path)
    change_rubric(out, lambda book: book.create_sheet("Sheet1"))
    assert make(handins, out).marked == 2


def test_what_a_grader_writes_into_the_notes_stays_beside_ours(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 1), "wang": (None, None)}, note="second look")
    away = (handins / "li.json").rename(tmp_path / "away.json")
    for _ in range(2):
        make(handins, out, lang="zh")
    note = rubric_rows(out)[blind_code(QUESTION, "li")][6]
    assert "没有此编码" in note and note.count("second look") == 1
    assert rubric_rows(out)[blind_code(QUESTION, "wang")][6] == "second look"
    away.rename(handins / "li.json")
    make(handins, out)
    assert rubric_rows(out)[blind_code(QUESTION, "li")][6] == "second look"


def test_marks_of_a_line_that_is_no_more_stay_in_the_note(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 0.5)})
    fewer = Keys({}, {QUESTION: KEYS.rubrics[QUESTION][:1]})
    for _ in range(3):
        make(handins, out, fewer)
        row = rubric_rows(out)[blind_code(QUESTION, "li")]
        assert (row[3], row[5]) == (2, "+ 0.5")


def test_marks_of_a_line_that_is_no_more_stay_for_people_who_are_gone_too(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 0.5)})
    (handins / "li.json").unlink()
    for _ in range(2):
        make(handins, out, Keys({}, {QUESTION: KEYS.rubrics[QUESTION][:1]}))
        row = rubric_rows(out)[blind_code(QUESTION, "li")]
        assert row[3] == 2 and row[5].endswith("the mark is kept. + 0.5")


def test_marks_of_one_class_do_not_count_for_people_of_another(tmp_path):
    for cohort in ("A", "B"):
        for who in ("t01", "t02"):
            answers = right_answers(who, cohort)
            write(tmp_path / "in", f"{who}-{cohort}.json", content_of(who, answers, cohort=cohort))
    out = tmp_path / "report"
    make(tmp_path / "in", out, cohort="A")
    change_rubric(out, lambda book: [book.worksheets[0].cell(6, column, 1) for column in (4, 5)])
    assert make(tmp_path / "in", out, cohort="A").waiting_texts == 1
    marked = {code: row[3:5] for code, row in rubric_rows(out).items() if row[3] is not None}
    assert list(marked.values()) == [(1, 1)]
    assert make(tmp_path / "in", out, cohort="B").waiting_texts == 2
    kept = rubric_rows(out)
    assert {code: row[3:5] for code, row in kept.items() if row[3] is not None} == marked
    assert len(kept) == 3  # rows of people who are gone, and without a mark, are no use
    assert "no answer with this code" in kept[next(iter(marked))][6]
    assert make(tmp_path / "in", out, cohort="A").waiting_texts == 1


def test_a_text_that_a_person_gave_no_points_is_no_longer_waiting(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (0, 0)})
    make(handins, out)
    head, *people = list(load_workbook(out / "gradebook.xlsx")["Items"].values)[1:]
    shown = {person[0]: person[head.index(QUESTION)] for person in people}
    assert (shown["li"], shown["wang"]) == (0, "●")


# -- the folder ------------------------------------------------------------------------------------


def test_a_failure_leaves_the_old_report_whole(handins, tmp_path, monkeypatch):
    out = tmp_path / "report"
    make(handins, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(path, view):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "write_cohort", full)
    with pytest.raises(ReportProblem, match="No space left") as caught:
        make(handins, out)
    assert "磁盘" in caught.value.text.zh
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


def test_a_folder_that_cannot_be_swapped_leaves_the_old_report_whole(handins, tmp_path, monkeypatch):
    out = tmp_path / "report"
    make(handins, out)
    before = (out / "gradebook.csv").read_bytes()
    rename = Path.rename

    def locked(self, target):
        if self.name.endswith(".part"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(ReportProblem, match="close its files"):
        make(handins, out)
    assert (out / "gradebook.csv").read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_a_request_to_end_leaves_nothing_half_written(handins, tmp_path, monkeypatch):
    out = tmp_path / "report"
    make(handins, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    answer = signal.getsignal(signal.SIGTERM)

    def end(path, view):
        os.kill(os.getpid(), signal.SIGTERM)
        pytest.fail("the request to end was not answered")

    monkeypatch.setattr(report, "write_cohort", end)
    with pytest.raises(SystemExit) as left:
        make(handins, out)
    assert left.value.code == 128 + signal.SIGTERM
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}
    assert signal.getsignal(signal.SIGTERM) is answer


def test_a_request_to_end_between_the_two_renames_keeps_the_old_report(handins, tmp_path, monkeypatch):
    out = tmp_path / "report"
    make(handins, out)
    before = (out / "gradebook.csv").read_bytes()
    rename = Path.rename

    def asked_to_end(self, target):
        if self.name.endswith(".part"):
            raise SystemExit(143)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", asked_to_end)
    with pytest.raises(SystemExit):
        make(handins, out)
    assert (out / "gradebook.csv").read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system closes a terminal in another way")
@pytest.mark.parametrize("many", [1, 100])
def test_a_closed_terminal_leaves_nothing_half_written(handins, tmp_path, many):
    program = """
        import os, signal, sys
        from pathlib import Path
        from kamlib.reports import report
        from tests.sample_exercises import EXERCISES, KEYS
        report.MANY = int(sys.argv[3])
        def close(path, view):
            for _ in range(2):  # the system asks, and the shell asks again
                os.killpg(0, signal.SIGHUP)
        report.write_cohort = close
        report.write_report(Path(sys.argv[1]), Path(sys.argv[2]), EXERCISES, KEYS)
    """
    out = tmp_path / "report"
    make(handins, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(handins), str(out), str(many)],
        capture_output=True, text=True, cwd=Path(__file__).parent.parent, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )  # fmt: skip
    assert done.returncode == 128 + signal.SIGHUP, done.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system closes a terminal in another way")
def test_a_grading_that_shall_outlive_its_terminal_does(handins, tmp_path, monkeypatch):
    write_cohort = report.write_cohort

    def closed(path, view):
        os.kill(os.getpid(), signal.SIGHUP)
        write_cohort(path, view)

    monkeypatch.setattr(report, "write_cohort", closed)
    answer = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        assert make(handins, tmp_path / "report").marked == 2
    finally:
        signal.signal(signal.SIGHUP, answer)


@pytest.fixture
def ended() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_the_next_grading_clears_what_a_killed_one_left(handins, tmp_path, ended):
    out = tmp_path / "report"
    make(handins, out)
    own = os.getppid()  # a process that lives
    stale = {f".report.{ended}.part", f".report.{ended}.before", f".report.{os.getpid()}.part"}
    kept = {f".report.{own}.part", f".report2.{ended}.part", f".report.{ended}.parts", ".report.x.part"}
    for name in stale | kept:
        write(tmp_path / name, "trainees/li.html", b"marks")
    make(handins, out)
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"} | kept


def test_a_report_that_a_killed_grading_had_moved_away_comes_back_with_its_marks(handins, tmp_path, ended):
    out = tmp_path / "report"
    make(handins, out)
    type_marks(out, {"li": (2, 1)})
    out.rename(tmp_path / f".report.{ended}.before")
    (tmp_path / f".report.{ended}.part").mkdir()
    assert make(handins, out).waiting_texts == 1
    assert rubric_rows(out)[blind_code(QUESTION, "li")][3:5] == (2, 1)
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


def test_a_report_that_cannot_be_put_back_stops_the_grading(handins, tmp_path, monkeypatch, ended):
    before = tmp_path / f".report.{ended}.before"
    write(before, "gradebook.csv", b"marks")
    monkeypatch.setattr(Path, "rename", lambda self, target: (_ for _ in ()).throw(PermissionError(13, "denied")))
    with pytest.raises(ReportProblem, match="rename it to report"):
        tidy_up(tmp_path / "report")
    assert (before / "gradebook.csv").exists()


def test_with_nothing_to_mark_an_earlier_report_is_left_alone(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(ReportProblem, match="left as it was") as told:
        make(handins, out, cohort="Typo")
    for words in (told.value.text.en, told.value.text.zh):
        assert "4" in words and "Typo" in words and "li.json" in words
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReportProblem, match="no file"):
        make(tmp_path / "empty", out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert make(handins, tmp_path / "new", cohort="Typo").refused == 4  # refused.csv says why
    assert len(rows(tmp_path / "new/refused.csv")) == 4


def test_what_is_odd_about_a_hand_in_is_noted_and_told(tmp_path):
    for trainee in ("anna", "аnna"):  # the second begins with a Cyrillic letter
        write(tmp_path / "in", f"{trainee}.json", content_of(trainee, right_answers(trainee)))
    done = make(tmp_path / "in", tmp_path / "report")
    assert done.marked == 2
    noted = [row for row in rows(tmp_path / "report/notes.csv") if "looks like" in row["note"]]
    assert [(row["trainee"], row["exercise"]) for row in noted] == [("anna", ""), ("аnna", "")]
    assert [text.fill("en", values) for text, values in done.warnings] == [row["note"] for row in noted]


def test_many_odd_hand_ins_are_told_in_few_lines(tmp_path):
    for number in range(report.MOST_ODD + 5):
        content = content_of(f"t{number}", {"U2.X2": {"next": "keep"}}, made="2199-03-02T10:00:00Z")
        write(tmp_path / "in", f"{number}.json", content)
    told = make(tmp_path / "in", tmp_path / "report").warnings
    assert len(told) == report.MOST_ODD + 1
    assert told[-1][0].fill("en", told[-1][1]).endswith("not shown here: 5. See notes.csv.")
    assert len(rows(tmp_path / "report/notes.csv")) == report.MOST_ODD + 5


def test_trainees_in_several_batches_make_the_same_report(handins, tmp_path, monkeypatch):
    now = datetime(2026, 3, 10, 12, 0)
    make(handins, tmp_path / "one", now=now)
    monkeypatch.setattr(gradebook, "PIECE", 1)
    monkeypatch.setattr(report, "BATCH", 1)
    monkeypatch.setattr(report, "ROUND", 1)
    monkeypatch.setattr(report, "MANY", 1)
    make(handins, tmp_path / "many", now=now)
    for name in ("gradebook.csv", "items.csv", "cohort.html", "trainees/li.html", "trainees/wang.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_a_full_disk_in_another_process_leaves_the_old_report_whole(handins, tmp_path, monkeypatch):
    out = tmp_path / "report"
    make(handins, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(pages, score):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "MANY", 1)
    monkeypatch.setattr(report.TraineePages, "add", full)
    with pytest.raises(ReportProblem, match="No space left"):
        make(handins, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert {one.name for one in tmp_path.iterdir()} == {"handins", "report"}


def test_a_hand_in_that_goes_away_from_a_small_class_does_no_harm(handins, tmp_path):
    def gone(stage, done, total):
        if (stage, done) == ("read", total):
            (handins / "wang.json").unlink()

    assert make(handins, tmp_path / "report", progress=gone).marked == 2


def test_a_hand_in_that_goes_away_meanwhile_is_told_and_leaves_no_half_report(handins, tmp_path, monkeypatch):
    def gone(stage, done, total):
        if (stage, done) == ("read", total):
            (handins / "wang.json").unlink()

    monkeypatch.setattr(report, "MANY", 1)
    with pytest.raises(ReportProblem, match="wang.json was there") as told:
        make(handins, tmp_path / "report", progress=gone)
    assert "重新评分" in told.value.text.zh
    assert not (tmp_path / "report").exists()


def test_files_of_the_grader_in_the_report_folder_stay(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    (out / "my notes.txt").write_text("ask Li about U2")
    (out / "trainees/left.html").write_text("old page")
    make(handins, out)
    assert (out / "my notes.txt").read_text() == "ask Li about U2"
    assert not (out / "trainees/left.html").exists()


def test_places_that_would_do_harm_are_refused(handins, tmp_path):
    other = tmp_path / "documents"
    write(other, "thesis.txt", b"x")
    for out in (other, handins, handins.parent, other / "thesis.txt"):
        with pytest.raises(ReportProblem) as caught:
            make(handins, out)
        assert caught.value.misuse
    with pytest.raises(ReportProblem, match="no folder"):
        make(tmp_path / "nowhere", tmp_path / "report")
    assert (other / "thesis.txt").exists()


def test_no_path_leads_out_of_the_report_folder(tmp_path):
    for name, who in enumerate(("../../x", "a/../b", "..", "C:\\x", "/etc/x", "=cmd", "<script>")):
        write(tmp_path / "in", f"{name}.json", content_of(who))
    make(tmp_path / "in", tmp_path / "deep/er/report")
    assert {one.name for one in tmp_path.rglob("*.html")} == {"cohort.html"}
    assert len(rows(tmp_path / "deep/er/report/refused.csv")) == 7


def test_a_thousand_damaged_hand_ins_make_a_safe_report(tmp_path):
    rng = random.Random(5)
    good = [json.dumps(one).encode() for one in simulate.simulate(60, EXERCISES, keys=KEYS)]
    for position in range(1000):
        write(tmp_path / "in", f"{position}.json", simulate.mutate(rng.choice(good), rng))
    out = tmp_path / "out"
    summary = make(tmp_path / "in", out)
    assert summary.marked + summary.refused == 1000
    assert len(rows(out / "gradebook.csv")) - 1 == summary.marked > 20
    assert len(rows(out / "refused.csv")) == summary.refused
    load_workbook(out / "gradebook.xlsx", read_only=True)
    for page in (out / "trainees").iterdir():
        assert "<script>alert" not in page.read_text(encoding="utf-8")


# -- who moves -------------------------------------------------------------------------------------


def test_nobody_moves_when_nothing_changed(handins, tmp_path):
    make(handins, tmp_path / "old")
    summary = make(handins, tmp_path / "new", old=tmp_path / "old")
    assert summary.comparison.changes == [] and rows(tmp_path / "new/diff.csv") == []


def test_a_changed_key_moves_only_who_it_concerns_and_says_why(handins, tmp_path):
    answers = right_answers("zhao")
    answers["U2.W"]["verdict"] = "invest"
    write(handins, "zhao.json", content_of("zhao", answers))
    make(handins, tmp_path / "report")
    summary = make(
        handins, tmp_path / "report", make_keys("invest"), old=tmp_path / "report"
    )  # compares with itself
    moved = {(one.trainee, one.question, one.by, one.why) for one in summary.comparison.changes}
    assert moved == {
        ("li", "U2.W/verdict", -2.0, "key"), ("wang", "U2.W/verdict", -2.0, "key"),
        ("zhao", "U2.W/verdict", 2.0, "key"),
    }  # fmt: skip
    written = rows(tmp_path / "report/diff.csv")
    assert {row["reason"] for row in written} == {
        "The key, the rubric or the points of the question changed."
    }
    assert {row["change"] for row in written} == {"2", "-2"}


def test_the_reasons_for_moving_are_told_apart(handins, tmp_path):
    out = tmp_path / "report"
    make(handins, out)
    answers = right_answers("li")
    answers["U2.X2"]["next"] = "drop"
    write(handins, "li2.json", content_of("li", answers, made="2026-03-03T10:00:00Z"))
    (handins / "wang.json").unlink()
    write(handins, "sun.json", content_of("sun", {"U2.X2": {"next": "keep"}}))
    type_marks(out, {"li": (3, 1)})
    changes = make(handins, tmp_path / "report", old=out).comparison.changes
    why = {(one.trainee, one.question): one.why for one in changes}
    assert why["li", "U2.X2/next"] == "answer" and why["li", QUESTION] == "by_hand"
    assert why["sun", "U2.X2/next"] == "new" and why["wang", "U2.X2/next"] == "gone"


def test_an_answer_printed_as_reports_had_it_at_first_is_the_same_answer(handins, tmp_path):
    old = tmp_path / "old"
    make(handins, old)
    table = rows(old / "items.csv")
    several = [row for row in table if row["trainee"] == "li" and row["answer"].startswith(("{", "["))]
    assert several
    for row in several:  # JSON with a blank behind each comma and colon, and other points
        row["answer_print"] = fingerprint(json.dumps(json.loads(row["answer"]), ensure_ascii=False, sort_keys=True))
        row["points"] = "0.25"
    with (old / "items.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    changes = make(handins, tmp_path / "new", old=old).comparison.changes
    assert {(one.question, one.why) for one in changes} == {(row["question"], "rules") for row in several}


def test_points_that_follow_from_another_answer_say_so(tmp_path):
    truth = right_answers("li")["U2.X1"]
    wrong = {**truth, "unit_margin": "1", "margin": "0.1%"}  # what follows from 1 is another margin
    sheet = EXERCISES["U2.X1"].sheet(content_of("li", {"U2.X1": {}})["exercises"]["U2.X1"]["variant"])
    own = sheet.data["price"] // 10
    carried = {**wrong, "unit_margin": str(own), "margin": f"{100 * own / sheet.data['price']:.4f}%"}
    write(tmp_path / "in", "1.json", content_of("li", {"U2.X1": {**carried, "unit_margin": "1"}}))
    make(tmp_path / "in", tmp_path / "old")
    write(tmp_path / "in", "2.json", content_of("li", {"U2.X1": carried}, made="2026-03-03T10:00:00Z"))
    changes = make(tmp_path / "in", tmp_path / "new", old=tmp_path / "old").comparison.changes
    assert {(one.question, one.why) for one in changes} == {("U2.X1/margin", "follows")}
    (row,) = rows(tmp_path / "new/diff.csv")
    assert "Another answer" in row["reason"]


def test_a_new_revision_is_named_as_the_reason(handins, tmp_path):
    make(handins, tmp_path / "old")
    exercises = make_exercises(revision=2)
    before = exercises["U2.X1"].fields

    def stricter(data):
        first, *others = before(data)
        changed = first.__class__(
            id=first.id, label=first.label, kind="money", tolerance=first.tolerance, points=2,
            expected=lambda d, a: d["price"] - d["cost"] - 7,
        )  # fmt: skip
        return (changed, *others)

    object.__setattr__(exercises["U2.X1"], "fields", stricter)
    changes = make(handins, tmp_path / "new", exercises=exercises, old=tmp_path / "old").comparison.changes
    assert ("li", "U2.X1/unit_margin", "revision") in {
        (one.trainee, one.question, one.why) for one in changes
    }


def test_an_old_report_that_is_none_is_refused(handins, tmp_path):
    with pytest.raises(ReportProblem, match="items.csv"):
        make(handins, tmp_path / "report", old=handins)
    write(tmp_path / "bad", "items.csv", b"a,b\n1,2\n")
    with pytest.raises(ReportProblem, match="nothing to compare"):
        make(handins, tmp_path / "report", old=tmp_path / "bad")
    assert not (tmp_path / "report").exists()


# -- what grading needs ----------------------------------------------------------------------------


def test_grading_needs_no_widget_figure_or_notebook_package(handins, tmp_path):
    program = """
        import sys
        from pathlib import Path
        blocked = {"ipywidgets", "IPython", "matplotlib", "nbformat", "anywidget"}
        class Block:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in blocked:
                    raise ModuleNotFoundError(f"{name} is blocked", name=name)
        sys.meta_path.insert(0, Block())
        from kamlib.reports.report import write_report
        from tests.sample_exercises import EXERCISES, KEYS
        write_report(Path(sys.argv[1]), Path(sys.argv[2]), EXERCISES, KEYS)
        print(sorted(blocked & {name.partition(".")[0] for name in sys.modules}))
    """
    out = tmp_path / "report"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(handins), str(out)],
        capture_output=True, text=True, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
    assert (out / "gradebook.xlsx").exists()


def test_the_parts_of_a_report_are_named_once(handins, tmp_path):
    make(handins, tmp_path / "old")
    make(handins, tmp_path / "new", old=tmp_path / "old")
    assert {one.name for one in (tmp_path / "new").iterdir()} == set(report_folder.OURS)


# -- what a grader and a trainee met ---------------------------------------------------------------


def test_pages_of_reserved_names_collide_with_no_other_id():
    names = [page_name(one) for one in ("con", "con_", "con.txt", "nul")]
    assert len(set(names)) == 4 and not any(name.partition(".")[0] in ("con", "nul") for name in names)


def test_hand_marks_go_along_into_a_new_report_that_is_compared_with_the_old(handins, tmp_path):
    make(handins, tmp_path / "old")
    book = load_workbook(tmp_path / "old/rubric.xlsx")
    book.worksheets[0].cell(6, 4).value = 1
    for column in range(5, 4 + int(book.worksheets[0].cell(4, 2).value)):
        book.worksheets[0].cell(6, column).value = 0
    book.save(tmp_path / "old/rubric.xlsx")
    make(handins, tmp_path / "old")
    summary = make(handins, tmp_path / "new", old=tmp_path / "old")
    assert summary.comparison.changes == [] and summary.waiting_texts == 1
    assert total(tmp_path / "new", "li") == total(tmp_path / "old", "li")


def test_a_long_text_gets_a_row_that_shows_it(tmp_path):
    for who, words in (("li", "short"), ("wang", "守住价格，先讲价值。" * 60)):
        answers = right_answers(who)
        answers["U2.W"]["why"] = words
        write(tmp_path / "handins", f"{who}.json", content_of(who, answers))
    make(tmp_path / "handins", tmp_path / "report")
    sheet = load_workbook(tmp_path / "report/rubric.xlsx").worksheets[0]
    heights = {sheet.cell(row, 3).value[:5]: sheet.row_dimensions[row].height for row in (6, 7)}
    assert heights["short"] < 20 < 250 < heights["守住价格，"] <= 409


def test_gradebook_prints_one_page_wide_with_its_heads(handins, tmp_path):
    make(handins, tmp_path / "report")
    book = load_workbook(tmp_path / "report/gradebook.xlsx")
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows
    assert book.worksheets[0].page_setup.fitToWidth in (None, 1)


def test_page_names_no_hint_after_the_hand_in_and_says_what_a_rule_costs():
    from kamlib.classroom import messages
    from kamlib.classroom.marking import FieldMark, PartMark, Reason
    from kamlib.classroom.messages import State
    from kamlib.reports.pages import _lost_by_rule, _said

    for lang in ("en", "zh"):
        said = _said(Reason(messages.NOT_YET), lang)
        assert said and said != messages.NOT_YET.pick(lang)
    parts = (PartMark("a", State.RIGHT, 1.0), PartMark("b", State.NOT_YET, 0.0))
    broken = FieldMark("f", "place", 4, State.PARTLY, 0.25, Reason(messages.NOT_YET_PARTS), parts)
    assert _lost_by_rule(broken) == 0.25
    assert _lost_by_rule(broken._replace(credit=0.5)) == 0


def test_placed_answers_are_told_box_by_box():
    from kamlib.reports.pages import _answer_text, _FieldWords

    words = _FieldWords("", {"a": "Alma", "b": "Brix", "c": "Cord"}, {"top": "Top", "low": "Low"})
    said = _answer_text({"b": "low", "a": "top", "c": "low", "x": "?"}, words, "place")
    assert said == "Top: Alma\nLow: Brix, Cord\n?: x"
