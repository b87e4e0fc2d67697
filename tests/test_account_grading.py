"""The account grading sheet: graded right, every assumption named, a form that calculates and reads back."""

import importlib.resources
import io
import math
import re
import stat
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from kamlib import cases, glossary, lifetime, tiers
from kamlib.forms import grading_form, sheets
from kamlib.forms.account_grading import EVERY_QUESTION, tier_file
from kamlib.forms.grading import CUTS, FLOORS, METHODS, grade_accounts, needed, suggested_floors
from kamlib.forms.grading_form import (
    APPROACHES,
    SHEETS,
    form_bytes,
    form_columns,
    read_form,
    save,
    write_form,
)
from kamlib.forms.own_data import Options, read_table
from kamlib.forms.problems import CannotRead
from kamlib.forms.questions import SOURCES
from kamlib.plots.style import COLOURS
from kamlib.text import LANGUAGES, UnknownLanguage
from kamlib.tiers import TIERS

FULL = b"Customer,Sales,Contribution,Cost to serve,Retention\nA,900,260,50,75%\nB,500,100,20,80%\nC,50,5,20,60%\n"
SALES_ONLY = b"Customer,Sales\nA,900000\nB,500000\nC,50000\n"
HEADINGS = {
    "en": ["Account no.", "Customer", "Region", "Sales (CNY)", "Contribution", "Cost to serve", "Retention"],
    "zh": ["客户编号", "客户名称", "地区", "销售额(元)", "边际贡献", "服务成本", "保留率"],
}


def case_list(lang, columns=7):
    """The account list of the case company, as a trainee would upload one."""
    table = cases.account_table()
    figures = ["sales_per_year", "contribution_per_year", "service_cost_per_year", "retention_per_year"]
    frame = table[["account", f"name_{lang}", "region", *figures]].set_axis(HEADINGS[lang], axis=1)
    return frame.iloc[:, :columns].to_csv(index=False).encode("utf-8-sig")


def sheet_of(content, key, lang, *, values=True):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)[SHEETS[key].pick(lang)]


# --- what is asked ------------------------------------------------------------------------------------


def test_only_what_the_data_lack_is_asked():
    always = ["discount_rate", "years", "first_margin", "cost_timing"]
    assert [one.id for one in needed(read_table(FULL))] == [*always, *FLOORS]
    assert [one.id for one in needed(read_table(FULL), "cumulative share")] == [*always, *CUTS]
    assert [one.id for one in needed(read_table(SALES_ONLY))] == [
        "contribution_margin", "service_cost_share", "retention", *always, *FLOORS,
    ]  # fmt: skip
    orders = read_table(b"Customer,Date,Amount,Cost\nA,2023-01-01,5,3\nA,2024-06-01,5,3\n")
    assert [one.id for one in needed(orders)] == [
        "period",
        "service_cost_share",
        "retention",
        *always,
        *FLOORS,
    ]


def test_retention_from_orders_is_offered_and_explained():
    orders = read_table(b"Customer,Date,Amount\nA,2022-01-01,5\nB,2022-03-01,5\nA,2023-12-31,5\n")
    retention = next(one for one in needed(orders) if one.id == "retention")
    assert retention.origin == "computed"
    assert retention.default == pytest.approx(0.5, abs=0.002)
    assert "Of 2 customers" in retention.reason("en") and "2 家客户" in retention.reason("zh")


def test_every_used_value_says_where_it_comes_from():
    grading = grade_accounts(read_table(SALES_ONLY), {"retention": "75%", "strategic_floor": "1m"})
    sources = {one.id: one.source for one in grading.used}
    assert sources["retention"] == sources["strategic_floor"] == "stated"
    assert sources["discount_rate"] == "default"
    assert sources["value_floor"] == "computed"
    assert set(sources.values()) <= set(SOURCES)
    for one in grading.used:
        for lang in LANGUAGES:
            assert one.written(lang) and one.assumption.reason(lang) and one.assumption.help.pick(lang)


@pytest.mark.parametrize("written", ["80%", "0.8", "80", "８０％", 0.8])
def test_a_percentage_is_understood_in_every_usual_form(written):
    assert grade_accounts(read_table(SALES_ONLY), {"retention": written}).value("retention") == pytest.approx(
        0.8
    )


@pytest.mark.parametrize(
    "answers, kind, en, zh",
    [
        ({"retention": "most"}, "answer", "most", "most"),
        ({"retention": "1"}, "ambiguous", "1% or 100%", "1% 或 100%"),
        ({"retention": "120%"}, "out_of_range", "0% to 100%", "0% 至 100%"),
        ({"retention": float("nan")}, "out_of_range", "nan", "nan"),
        ({"discount_rate": "-5%"}, "out_of_range", "range", "超出范围"),
        ({"years": "2.5"}, "out_of_range", "2.5", "2.5"),
        ({"years": "0"}, "out_of_range", "1 to 50", "1 至 50"),
        ({"first_margin": "noon"}, "answer", "noon", "noon"),
        ({"method": "by feeling"}, "answer", "threshold", "门槛值"),
        ({"colour": "red"}, "unknown_answer", "colour", "colour"),
        ({"strategic_floor": "5", "value_floor": "9"}, "order", "out of order", "顺序不对"),
        ({"strategic_floor": "1,250"}, "answer", "1,250", "1,250"),
        ({"method": "cumulative share", "strategic_cut": "90%"}, "order", "must rise", "依次不减"),
        ({"duplicates": "perhaps"}, "answer", "perhaps", "perhaps"),
        ({"sheet": "x", "encoding": "klingon"}, "encoding", "klingon", "klingon"),
    ],
)
def test_bad_answers_are_named(answers, kind, en, zh):
    for lang, part in (("en", en), ("zh", zh)):
        outcome = tier_file("list.csv", SALES_ONLY, answers, lang)
        assert not outcome.ok and outcome.form_bytes is None and outcome.grading is None
        assert outcome.problems[0].kind == kind
        assert part in outcome.problem_sentences()[0]


def test_answers_may_be_called_by_their_chinese_names():
    outcome = tier_file(
        "a.csv", SALES_ONLY, {"年保留率": "75%", "年折现率": "12%", "规划年限（年）": "8"}, "zh"
    )
    assert [outcome.grading.value(key) for key in ("retention", "discount_rate", "years")] == [0.75, 0.12, 8]


def test_an_answer_that_is_not_needed_is_told():
    outcome = tier_file("a.csv", FULL, {"retention": "75%", "strategic_cut": "40%"})
    assert outcome.ok
    assert [note.kind for note in outcome.notes].count("not_needed") == 2


def test_every_question_is_complete():
    for key, question in EVERY_QUESTION.items():
        assert question.id == key
        assert question.kind != "choice" or len(question.options) > 1
        assert (
            question.default is None
            or question.kind != "choice"
            or question.default in dict(question.options)
        )


# --- grading ------------------------------------------------------------------------------------------


def test_lifetime_profit_is_the_published_example():
    # Berger & Nasr (1998), case 1: 260, 50, 75 %, 20 %, 10 years.
    grading = grade_accounts(read_table(FULL), {"discount_rate": 0.2, "years": 10})
    assert grading.accounts.loc["A", "lifetime_profit"] == pytest.approx(568.7831, abs=1e-4)


@pytest.mark.parametrize("method", METHODS)
def test_grading_the_case_company_is_the_calculation(method):
    table = cases.account_table().set_index("account")
    limits = {"strategic_floor": 5e6, "value_floor": 1e6, "standard_floor": 2e5}
    answers = {"discount_rate": 0.1, "years": 5} | (limits if method == "threshold" else {})
    grading = grade_accounts(read_table(case_list("en")), answers, method=method)
    profit = lifetime.lifetime_profit(
        table["contribution_per_year"], table["service_cost_per_year"], table["retention_per_year"], 0.1, 5,
        first_margin="now", cost_timing="middle",
    )  # fmt: skip
    pd.testing.assert_series_equal(
        grading.accounts["lifetime_profit"].sort_index(),
        profit.sort_index(),
        check_names=False,
        check_index_type=False,
    )
    if method == "threshold":
        expected = tiers.tiers_by_threshold(profit, {"strategic": 5e6, "value": 1e6, "standard": 2e5})
    else:
        expected = tiers.tiers_by_cumulative_share(profit, {"strategic": 0.5, "value": 0.8, "standard": 0.95})
    assert grading.accounts["tier"].to_dict() == expected.to_dict()
    assert grading.accounts["lifetime_profit"].is_monotonic_decreasing
    pd.testing.assert_frame_equal(grading.summary, tiers.tier_summary(profit, expected))


def test_a_constant_rate_stands_in_for_what_is_missing():
    grading = grade_accounts(
        read_table(SALES_ONLY), {"contribution_margin": 0.2, "service_cost_share": 0.05, "retention": 0.5}
    )
    row = grading.accounts.loc["A"]
    assert (row["contribution"], row["service_cost"], row["retention"]) == pytest.approx(
        (180_000, 45_000, 0.5)
    )


def test_without_sales_the_cost_to_serve_is_a_share_of_the_contribution():
    table = read_table(b"Customer,Contribution\nA,100\nB,-40\n")
    assert "contribution" in next(one for one in needed(table) if one.id == "service_cost_share").label.en
    grading = grade_accounts(table, {"service_cost_share": 0.25})
    assert grading.accounts["service_cost"].to_dict() == {"A": 25, "B": 0}  # a loss is not a negative cost
    assert grading.accounts.loc["B", "tier"] == "transactional"


def test_margins_by_account_are_used():
    grading = grade_accounts(read_table(b"Customer,Sales,Gross margin %\nA,100,40%\nB,100,10%\n"))
    assert grading.accounts["contribution"].to_dict() == pytest.approx({"A": 40, "B": 10})


def test_floors_never_cross():
    table = read_table(case_list("en"))
    for key, value in (("strategic_floor", 10), ("standard_floor", 1e12), ("value_floor", 1e12)):
        grading = grade_accounts(table, {key: value})
        floors = [grading.value(floor) for floor in FLOORS]
        assert floors == sorted(floors, reverse=True)
        assert grading.value(key) == value


def test_suggested_floors_follow_the_running_share():
    profit = np.array([60.0, 25.0, 10.0, 4.0, 1.0, -3.0])
    assert suggested_floors(profit) == (60.0, 25.0, 10.0)
    assert suggested_floors(np.array([-1.0, 0.0])) == (1.0, 1.0, 1.0)
    assert suggested_floors(np.array([0.0123])) == (0.012, 0.012, 0.012)


def test_a_list_without_any_profit_is_still_graded():
    outcome = tier_file("a.csv", b"Customer,Contribution,Cost to serve,Retention\nA,0,5,80%\nB,-5,1,50%\n")
    assert outcome.grading.summary["accounts"].tolist() == [0, 0, 0, 2]
    assert outcome.grading.summary["lifetime_profit_share"].isna().all()
    assert outcome.finding == "No account brings a lifetime profit."
    assert read_form(outcome.form_bytes).accounts["tier"].tolist() == ["transactional"] * 2


def test_the_finding_counts_accounts_to_half_the_profit():
    grading = grade_accounts(read_table(b"Customer,Contribution,Cost to serve,Retention\nA,60,0,0%\nB,30,0,0%\nC,10,0,0%\n"
                                        b"D,1,50,0%\n"))  # fmt: skip
    assert grading.finding("en") == (
        "One of 4 accounts (25.0%) brings half the lifetime profit. 1 cost more than they bring."
    )


# --- tier_file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_good_file_gives_everything(lang):
    outcome = tier_file("accounts.csv", case_list(lang), {"discount_rate": "12%"}, lang)
    assert outcome.ok and outcome.problems == () and outcome.problem_sentences() == []
    assert outcome.form_bytes.startswith(b"PK")
    assert outcome.finding in outcome.summary_html
    for tier in TIERS:
        assert glossary.term(tier).pick(lang).capitalize() in outcome.summary_html
    sources = {one.id: (one.value, one.source) for one in outcome.questions}
    assert sources["discount_rate"] == (0.12, "stated")
    assert sources["method"] == ("threshold", "default")
    assert sources["strategic_floor"][0] > 0  # computed ones show their value


def test_a_bad_file_keeps_the_questions_that_settle_it():
    outcome = tier_file("a.csv", b"Customer,Sales\nA,1\nA,2\n")
    assert [one.id for one in outcome.questions] == ["duplicates"]
    assert tier_file("a.csv", b"Customer,Sales\nA,1\nA,2\n", {"duplicates": "add up"}).ok
    assert tier_file("a.csv", b"Customer,Sales\nA,1\nA,2\n", {"同一客户重复出现": "相加"}).ok


def test_summary_is_escaped():
    outcome = tier_file("<b>.csv", b"Customer,Sales\n<script>,100\n")
    assert "<script>" not in outcome.summary_html


def test_another_language_is_refused():
    with pytest.raises(UnknownLanguage):
        tier_file("a.csv", FULL, {}, "fr")


def test_another_method_is_refused():
    with pytest.raises(ValueError, match="method"):
        grade_accounts(read_table(FULL), method="feeling")


# --- the form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("columns", [4, 7])
def test_the_form_reads_back_as_it_was_written(lang, method, columns, tmp_path):
    grading = grade_accounts(read_table(case_list(lang, columns)), {"years": 4}, method=method)
    form = read_form(write_form(grading, tmp_path / "form.xlsx", lang))
    assert form.assumptions == {one.id: one.value for one in grading.used}
    assert (form.method, form.lang, form.currency) == (method, lang, "CNY")
    assert form.accounts.index.tolist() == grading.accounts.index.tolist()
    assert (
        form.accounts["tier"].tolist()
        == form.accounts["tier_by_rule"].tolist()
        == grading.accounts["tier"].tolist()
    )
    assert form.accounts["own_tier"].isna().all()
    for column in ("sales", "contribution", "service_cost", "retention", "lifetime_profit"):
        assert form.accounts[column].tolist() == grading.accounts[column].tolist()
    assert form.accounts["name"].tolist() == grading.accounts["name"].tolist()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_can_be_uploaded_again(lang):
    grading = grade_accounts(read_table(case_list(lang)))
    again = grade_accounts(read_table(form_bytes(grading, lang), "form.xlsx"))
    assert again.accounts["lifetime_profit"].tolist() == grading.accounts["lifetime_profit"].tolist()
    assert again.accounts["tier"].tolist() == grading.accounts["tier"].tolist()


def test_formulas_use_the_assumptions():
    grading = grade_accounts(read_table(SALES_ONLY))
    sheet = sheet_of(form_bytes(grading, "en"), "accounts", "en", values=False)
    heads = {sheet.cell(5, i).value: i for i in range(1, sheet.max_column + 1)}
    first = {name: sheet.cell(6, place).value for name, place in heads.items()}
    assert first["Current value (CNY per year)"] == "=$B6*kam_contribution_margin"
    assert first["Cost to serve (CNY per year)"] == "=MAX(0,$B6)*kam_service_cost_share"
    assert first["Retention rate (per year)"] == "=kam_retention"
    assert "kam_discount_rate" in first["CLP (CNY)"] and "kam_cost_shift" in first["CLP (CNY)"]
    assert all(f"kam_{floor}" in first["Tier by rule"] for floor in FLOORS)
    assert sheet.cell(7, heads["Tier by rule"]).value == first["Tier by rule"].replace("6", "7")
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(grading, "en")))
    used = set(
        re.findall(r"kam_\w+", "".join(str(cell.value) for ws in book for row in ws.rows for cell in row))
    )
    assert used <= set(book.defined_names) and len(used) > 10


def excel_value(formula, names, cells):
    """Calculate a formula of the form: a stand-in for Excel that knows the few functions used."""
    text = formula.removeprefix("=").replace("^", "**").replace("<>", "!=")
    text = re.sub(r"(?<![<>=!])=(?!=)", "==", text)
    text = re.sub(r"INDEX\(kam_tiers,(\d)\)", lambda found: repr(names["kam_tiers"][int(found[1]) - 1]), text)
    text = re.sub(r"kam_\w+", lambda found: repr(names[found[0]]), text)
    text = re.sub(r"\$?([A-Z]{1,2})(\d+)", lambda found: repr(cells.get(found[0].replace("$", ""))), text)
    text = text.replace("IF(", "choose(").replace("ABS(", "abs(").replace("MAX(", "max(")
    return eval(text, {"choose": lambda test, yes, no: yes if test else no, "abs": abs, "max": max})


@pytest.mark.parametrize("columns", [4, 7])
def test_written_values_are_what_the_formulas_give(columns):
    grading = grade_accounts(
        read_table(case_list("en", columns)),
        {"first_margin": "end", "cost_timing": "start", "discount_rate": "15%"},
    )
    content = form_bytes(grading, "en")
    formulas, values = (sheet_of(content, "accounts", "en", values=kind) for kind in (False, True))
    names = {f"kam_{one.id}": one.value for one in grading.used}
    names |= {"kam_first_now": 0, "kam_cost_shift": 0.0, "kam_tiers": ["Strategic", "Value", "Standard", "Transactional"],
              "kam_gains": float(grading.accounts["lifetime_profit"].clip(lower=0).sum())}  # fmt: skip
    checked = 0
    for row in (6, 30, 60, 125):
        cells = {cell.coordinate: cell.value for cell in values[row]}
        for cell in formulas[row]:
            if isinstance(cell.value, str) and cell.value.startswith("=") and "MATCH" not in cell.value:
                result = excel_value(cell.value.replace('""', "None"), names, cells)
                expected = cells[cell.coordinate]
                assert result == (pytest.approx(expected) if isinstance(expected, (int, float)) else expected)
                checked += 1
    assert checked >= 4 * 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_summary_and_assumptions_show_the_right_figures(lang):
    grading = grade_accounts(read_table(case_list(lang, 4)), {"retention": "70%"})
    content = form_bytes(grading, lang)
    summary = sheet_of(content, "summary", lang)
    assert [summary.cell(row, 2).value for row in range(6, 11)] == [*grading.summary["accounts"], 120]
    shares = [summary.cell(row, 5).value for row in range(6, 10)]
    assert shares == pytest.approx(grading.summary["lifetime_profit_share"].tolist())
    assert str(grading.summary.loc["strategic", "accounts"]) in summary["A3"].value
    rows = {
        row[0].value: row for row in sheet_of(content, "assumptions", lang).iter_rows(min_row=5, max_col=6)
    }
    for one in grading.used:
        row = rows[one.assumption.label.pick(lang)]
        assert row[3].value == SOURCES[one.source].pick(lang)
        assert row[1].value == row[5].value
    assert (
        rows[next(one for one in grading.used if one.id == "retention").assumption.label.pick(lang)][1].value
        == 0.7
    )


def test_choices_prints_and_charts_are_there():
    grading = grade_accounts(read_table(case_list("zh")))
    content = form_bytes(grading, "zh")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["客户"]
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {"kam_tiers", "kam_approaches"}
    assert len(sheet.conditional_formatting) >= 4
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert {cell.font.name for row in sheet.iter_rows(max_row=8) for cell in row if cell.value} == {
        "Microsoft YaHei"
    }
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len([part for part in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", part)]) == 3
    assert book["kam"].sheet_state == "veryHidden"


def test_notes_tell_what_was_done():
    outcome = tier_file("a.csv", "客户,销售额(万元)\n甲,12\n\n乙,8\n合计,20\n".encode("gbk"), {}, "zh")
    said = [row[0].value or "" for row in sheet_of(outcome.form_bytes, "notes", "zh").iter_rows(max_col=1)]
    for note in outcome.notes:
        assert "• " + note.sentence("zh") in said
    assert {"encoding", "scale", "blank_rows", "total_row"} <= {note.kind for note in outcome.notes}


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "a\x07b", "<b>&", "{0}"]
)
def test_nothing_from_a_file_becomes_a_formula(name):
    content = "Account no,Customer,Sales\nK1,{},100\n".replace("{}", name).encode()
    outcome = tier_file(f"{name}.csv", content, {}, "en")
    for key in ("accounts", "summary", "notes"):
        for row in sheet_of(outcome.form_bytes, key, "en", values=False).rows:
            for cell in row:
                if cell.data_type == "f":
                    assert name.lstrip("=") not in cell.value or len(name) < 4
    sheet = sheet_of(outcome.form_bytes, "accounts", "en", values=False)
    assert sheet["B6"].data_type == "s"
    if name[0] in "=+-@":
        assert sheet["B6"].quotePrefix
    assert read_form(outcome.form_bytes).accounts["name"].tolist() == [
        outcome.grading.accounts["name"].iloc[0].replace("\x07", "\ufffd")
    ]


def test_own_choices_are_read_back(tmp_path):
    grading = grade_accounts(read_table(FULL))
    path = write_form(grading, tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    sheet = book["Accounts"]
    letters = {column.id: place for place, column in enumerate(form_columns(grading), start=1)}
    # What Excel would store after the trainee's changes: the choice, and recalculated values.
    for column, value in (("own_tier", "Strategic"), ("tier", "Strategic"), ("owner", "Li Wei")):
        sheet.cell(8, letters[column], value)
    for row in (6, 7, 8):
        for column in ("factor", "lifetime_profit", "share", "tier_by_rule", "approach"):
            sheet.cell(row, letters[column], {"tier_by_rule": "Value"}.get(column, 1))
        if row < 8:
            sheet.cell(row, letters["tier"], "Value")
    book["Assumptions"]["B8"] = 0.2  # below the three rows of what the file gives by account
    book.save(path)
    form = read_form(path)
    assert form.accounts["own_tier"].tolist()[2] == "strategic"
    assert form.accounts["tier"].tolist() == ["value", "value", "strategic"]
    assert form.accounts["owner"].tolist()[2] == "Li Wei"
    assert form.assumptions["discount_rate"] == 0.2


def test_a_tier_that_is_none_is_named(tmp_path):
    path = write_form(grade_accounts(read_table(FULL)), tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path, data_only=True)
    book["Accounts"].cell(7, 10, "Golden")
    book.save(path)
    with pytest.raises(CannotRead) as error:
        read_form(path)
    assert (error.value.problems[0].kind, error.value.problems[0].row) == ("unknown_tier", 7)
    assert "Golden" in error.value.sentences("zh")[0]


def test_a_form_that_was_never_calculated_is_named(tmp_path):
    path = write_form(grade_accounts(read_table(FULL)), tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)  # openpyxl keeps the formulas and drops their values
    book.save(path)
    with pytest.raises(CannotRead) as error:
        read_form(path)
    assert error.value.problems[0].kind == "not_calculated"


def test_other_files_are_not_forms(tmp_path):
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    for source in (other, b"nonsense"):
        with pytest.raises(CannotRead) as error:
            read_form(source)
        assert error.value.problems[0].kind == "no_form"


def test_writing_is_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"before")

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sheets.os, "replace", fail)
    with pytest.raises(CannotRead) as error:
        save(b"after", path)
    assert str(path) in error.value.sentences("zh")[0]
    assert [one.name for one in tmp_path.iterdir()] == ["form.xlsx"]
    assert path.read_bytes() == b"before"
    monkeypatch.undo()
    save(b"after", path)
    assert path.read_bytes() == b"after" and stat.S_IMODE(path.stat().st_mode) & 0o400


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CannotRead):
        save(b"x", tmp_path / "none" / "form.xlsx")


def test_a_long_list_holds_values_and_says_so(monkeypatch):
    monkeypatch.setitem(grading_form.FORMULA_ROWS, "threshold", 2)
    grading = grade_accounts(read_table(FULL))
    content = form_bytes(grading, "en")
    cells = [
        cell for row in sheet_of(content, "accounts", "en", values=False).iter_rows(min_row=6) for cell in row
    ]
    assert not any(cell.data_type == "f" for cell in cells)
    notes = [row[0].value or "" for row in sheet_of(content, "notes", "en").iter_rows(max_col=1)]
    assert any("hold values" in note for note in notes)
    assert read_form(content).accounts["tier"].tolist() == grading.accounts["tier"].tolist()


def test_colours_and_words_agree_with_the_rest():
    assert set(APPROACHES) == set(TIERS) == set(grading_form.TIER_COLOURS)
    assert set(EVERY_QUESTION) >= set(FLOORS) | set(CUTS)
    assert grading_form.TIER_COLOURS == {tier: COLOURS[tier] for tier in TIERS}


# --- a real list of orders ----------------------------------------------------------------------------

# The lifetimes package (test extra) carries the CDNOW master list: 69,659 orders of 23,570 customers.
# Source of the figures: Fader & Hardie (2001), Forecasting repeat sales at CDNOW, Interfaces 31(3).


@pytest.fixture(scope="module")
def cdnow():
    path = importlib.resources.files("lifetimes") / "datasets" / "CDNOW_master.txt"
    return path.read_bytes()


def test_cdnow_totals_come_out(cdnow):
    grading = grade_accounts(read_table(cdnow, "CDNOW_master.txt"), {"period": "all"})
    assert grading.facts["customers"] == len(grading.accounts) == 23_570
    assert grading.facts["order_rows"] == grading.facts["orders"] == 69_659
    assert round(grading.facts["sales_total"], 2) == 2_500_315.63
    assert round(float(grading.accounts["sales_total"].sum()), 2) == 2_500_315.63
    assert int(grading.accounts["orders"].sum()) == 69_659
    assert grading.currency == "USD"
    years = ((pd.Timestamp(1998, 6, 30) - pd.Timestamp(1997, 1, 1)).days + 1) / 365.25
    assert float(grading.accounts["sales"].sum()) == pytest.approx(2_500_315.63 / years)


def test_cdnow_without_its_headings_is_the_same(cdnow):
    bare = cdnow.split(b"\n", 1)[1]
    assert not tier_file("CDNOW.txt", bare).ok
    read = read_table(cdnow).frame
    named = read_table(bare, "x", Options(columns="customer, date, quantity, amount")).frame
    assert named[["account", "date", "amount"]].equals(read[["account", "date", "amount"]])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cdnow_pyramid_and_form_are_right(cdnow, lang):
    outcome = tier_file("CDNOW_master.txt", cdnow, {"period": "all", "retention": "60%"}, lang)
    # By another way: plain pandas over the raw columns.
    raw = pd.read_csv(
        io.BytesIO(cdnow), sep=r"\s+", header=0, names=["account", "date", "cds", "amount"], dtype={0: str}
    )
    sales = raw.groupby("account")["amount"].sum() / (546 / 365.25)
    q = 0.6 / 1.1
    profit = sales * 0.30 * sum(q**t for t in range(6))
    profit -= sales * 0.08 * sum(0.6 ** (i - 1) / 1.1 ** (i - 0.5) for i in range(1, 6))
    floors = [outcome.grading.value(floor) for floor in FLOORS]
    expected = pd.cut(
        profit, [-math.inf, *floors[::-1], math.inf], right=False, labels=list(TIERS[::-1])
    ).astype(str)
    form = read_form(outcome.form_bytes)
    assert form.accounts["tier"].sort_index().to_dict() == expected.sort_index().to_dict()
    assert form.accounts["lifetime_profit"].sort_index().to_numpy() == pytest.approx(
        profit.sort_index().to_numpy()
    )
    counts = [int((expected == tier).sum()) for tier in TIERS]
    book = openpyxl.load_workbook(io.BytesIO(outcome.form_bytes), read_only=True, data_only=True)
    rows = list(book[SHEETS["summary"].pick(lang)].iter_rows(min_row=6, max_row=10, values_only=True))
    assert [row[1] for row in rows] == [*counts, 23_570]
    assert counts[0] < counts[1] < min(counts[2:])  # few at the top
    assert sum(row[3] for row in rows[:4]) == pytest.approx(float(profit.sum()))
