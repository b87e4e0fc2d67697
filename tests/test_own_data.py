"""Own data: any usual file is read, and every bad one is refused with a sentence that says where."""

import csv
import io
import time
import zipfile
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.cases import planted_faults
from kamlib.cases.dirty import COLUMNS as DIRTY_COLUMNS
from kamlib.cases.dirty import FILES, file_bytes
from kamlib.forms import cells
from kamlib.forms.columns import ROLES, understand
from kamlib.forms.opening import SEPARATORS, decode, find_separator
from kamlib.forms.orders import accounts_from_orders, retention_seen
from kamlib.forms.own_data import Options, read_table
from kamlib.forms.problems import CannotRead
from kamlib.text import LANGUAGES

ACCOUNTS = "客户编号,客户名称,销售额(万元),保留率\nK1,甲公司,120,85%\nK2,乙公司,85.5,0.9\n"


def table(text, name="list.csv", encoding="utf-8", **options):
    return read_table(text.encode(encoding), name, Options(**options))


def refused(source, **options):
    """Read something that must be refused; return the error."""
    content = source.encode() if isinstance(source, str) else source
    with pytest.raises(CannotRead) as error:
        read_table(content, "list.csv", Options(**options))
    for lang in LANGUAGES:
        said = error.value.sentences(lang)
        assert said and all(said)
    return error.value


def excel(rows, merged=(), title="Sheet1", more=()):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    for name, others in more:
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- opening ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_gives_the_same_accounts(encoding):
    frame = table(ACCOUNTS, encoding=encoding).frame
    assert frame["name"].tolist() == ["甲公司", "乙公司"]
    assert frame["sales"].tolist() == [1_200_000, 855_000]
    assert frame["retention"].tolist() == [0.85, 0.9]


def test_an_encoding_other_than_utf8_is_told():
    assert "encoding" in {note.kind for note in table(ACCOUNTS, encoding="gbk").notes}


def test_western_text_is_not_taken_for_chinese():
    error = refused("Customer,Sales\nMüller,1\nJörg,2\n".encode("latin-1"))
    assert error.problems[0].kind == "encoding"
    assert error.problems[0].row == 2
    named = read_table("Customer,Sales\nMüller,1\n".encode("latin-1"), "a.csv", Options(encoding="latin-1"))
    assert named.frame["account"].tolist() == ["Müller"]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_separator_is_found(separator):
    text = "Customer,Sales,Retention\nA,1200,80%\nB,300,70%\n".replace(",", separator)
    read = table(text)
    assert read.frame["sales"].tolist() == [1200, 300]
    assert ("separator" in {note.kind for note in read.notes}) == (separator != ",")


def test_decimal_commas_do_not_pass_for_separators():
    assert find_separator("name;sales\nA;12,5\nB;13,75") == ";"
    read = table("Customer;Sales\nA;12,5\nB;1.250,75\n")
    assert read.frame["sales"].tolist() == [12.5, 1250.75]


def test_excels_own_separator_line_is_obeyed():
    read = table("sep=;\nCustomer;Sales\nA;5\n")
    assert read.frame["row"].tolist() == [3]


def test_quoted_line_breaks_keep_the_line_numbers():
    error = refused('Customer,Sales\n"A\nB",5\nC,x\n')
    assert error.problems[0].row == 4


def test_path_and_bytes_give_the_same(tmp_path):
    path = tmp_path / "清单.csv"
    path.write_bytes(ACCOUNTS.encode("gbk"))
    pd.testing.assert_frame_equal(read_table(path).frame, table(ACCOUNTS).frame)
    assert read_table(path).file_name == "清单.csv"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "content, kind, en, zh",
    [
        (b"", "empty_file", "empty", "空"),
        (b"\xef\xbb\xbf \r\n", "empty_file", "empty", "空"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password", "password", "密码"),
        (OLE + b"\0" * 600, "legacy_xls", ".xls)", "旧版"),
        (_zip("xl/workbook.bin"), "xlsb", ".xlsb", ".xlsb"),
        (_zip("content.xml"), "not_excel", "no Excel file", "不是 Excel"),
        (_zip("xl/workbook.xml"), "damaged", "damaged", "损坏"),
        (b"PK\x03\x04 and then nothing", "damaged", "damaged", "损坏"),
        (b"%PDF-1.7 ...", "pdf", "PDF", "PDF"),
        (b"\x00\x01\x02\x03abc\xff" * 50, "not_text", "neither", "既不是"),
        (b"<html><table><tr><td>Customer</td></tr></table>", "markup", "web page", "网页"),
        (b'Customer,Sales\n"A,5\nB,6\n', "quotes", "quotation mark", "引号"),
        (b"Customer,Sales\n\x80\xff\xfe,5\n", "encoding", "CSV UTF-8", "CSV UTF-8"),
    ],
)
def test_what_cannot_be_opened_is_named(content, kind, en, zh):
    error = refused(content)
    assert error.problems[0].kind == kind
    assert en in error.sentences("en")[0]
    assert zh in error.sentences("zh")[0]


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for path, kind in ((tmp_path / "none.csv", "no_file"), (tmp_path, "folder")):
        with pytest.raises(CannotRead) as error:
            read_table(path)
        assert error.value.problems[0].kind == kind
        assert str(path) in error.value.sentences("zh")[0]


@pytest.mark.parametrize("cut", [200, 1500, 3000])
def test_a_truncated_excel_file_is_refused(cut):
    assert refused(excel([["Customer", "Sales"], ["A", 1]])[:cut]).problems[0].kind == "damaged"


# --- headings -----------------------------------------------------------------------------------------


def test_no_synonym_means_two_things():
    seen = {}
    for role in ROLES.values():
        for synonym in role.synonyms:
            assert understand(synonym).role == role.id or role.id == "contribution_margin", synonym
            assert seen.setdefault(synonym, role.id) == role.id, synonym


@pytest.mark.parametrize(
    "heading, role, scale",
    [
        ("  CUSTOMER  ", "name", 1), ("Ａｃｃｏｕｎｔ　Ｎｏ．", "account", 1), ("客户编号", "account", 1),
        ("销售额(万元)", "sales", 1e4), ("销售额（千元）", "sales", 1e3), ("营业额/百万元", "sales", 1e6),
        ("2024年销售额", "sales", 1), ("近12个月销售额", "sales", 1), ("Sales (k CNY)", "sales", 1e3),
        ("Revenue [m€]", "sales", 1e6), ("Sales CNY '000", "sales", 1e3), ("毛利", "contribution", 1),
        ("边际贡献", "contribution", 1), ("Contribution margin (%)", "contribution_margin", 1),
        ("cost_to_serve", "service_cost", 1), ("续约率", "retention", 1), ("Order Date", "date", 1),
        ("金额", "amount", 1), ("成本", "cost", 1), ("Region", "region", 1),
    ],
)  # fmt: skip
def test_headings_in_both_languages(heading, role, scale):
    assert (understand(heading).role, understand(heading).scale) == (role, scale)


def test_a_monthly_figure_is_not_taken_for_a_yearly_one():
    assert understand("Sales per month").role is None
    assert understand("月销售额").role is None


def test_scale_and_currency_are_told():
    read = table("Customer,Sales (k EUR)\nA,12\n")
    assert read.frame["sales"].tolist() == [12_000]
    assert read.currency == "EUR"
    assert any(note.kind == "scale" and "1,000" in note.sentence("en") for note in read.notes)


def test_a_unit_above_the_table_counts_for_all_amounts():
    rows = [["2024 年客户清单"], ["单位：万元"], ["客户", "销售额", "边际贡献"], ["甲", 12, 3], ["乙", 8, 2]]
    read = read_table(excel(rows), "a.xlsx")
    assert read.frame["contribution"].tolist() == [30_000, 20_000]
    assert read.frame["row"].tolist() == [4, 5]


def test_a_unit_said_twice_is_asked_about():
    error = refused("客户,销售额(万元)\n甲,185万\n")
    assert (error.problems[0].kind, error.problems[0].row) == ("scaled_twice", 2)


def test_two_currencies_are_refused():
    assert refused("Customer,Sales (EUR),Contribution (CNY)\nA,5,2\n").problems[0].kind == "currencies"


def test_titles_above_and_merged_headings():
    rows = [
        ["Our accounts", None, None],
        ["Customer", "Money", None],
        [None, "Sales", "Contribution"],
        ["A", 10, 4],
    ]
    read = read_table(excel(rows, merged=("A1:C1", "A2:A3", "B2:C2")), "a.xlsx")
    assert read.frame[["account", "sales", "contribution"]].values.tolist() == [["A", 10, 4]]


def test_missing_column_names_what_was_found():
    error = refused("Customer,Region\nA,East\n")
    assert error.problems[0].kind == "missing_column"
    assert "sales" in error.sentences("en")[0] and "销售额" in error.sentences("zh")[0]
    assert "columns" in {question.id for question in error.questions}
    for heading in ("Region,Sales", "Account no.,Region"):  # no sentence ends in two stops
        assert ".." not in refused(f"{heading}\nA,5\n").sentences("en")[0]


def test_no_headings_is_asked_never_guessed():
    text = "00001 19970101 1 11.77\n00002 19970112 1 12.00\n"
    error = refused(text)
    assert error.problems[0].kind == "no_headings"
    assert [question.id for question in error.questions] == ["columns"]
    for said in ("customer, date, quantity, amount", "客户,日期,-,金额"):
        read = table(text, columns=said)
        assert read.kind == "orders"
        assert read.frame["amount"].tolist() == [11.77, 12.0]
        assert read.frame["date"].dt.strftime("%Y-%m-%d").tolist() == ["1997-01-01", "1997-01-12"]
    assert refused(text, columns="customer, colour, amount").problems[0].kind == "columns"


def test_two_columns_that_can_be_meant_are_asked_about():
    text = "Customer,Sales 2023,Sales 2024\nA,1,2\n"
    error = refused(text)
    assert error.problems[0].kind == "two_columns"
    assert "Sales 2023 (B)" in error.sentences("en")[0]
    assert table(text, columns="sales=Sales 2024").frame["sales"].tolist() == [2]
    assert table(text, columns="sales=B").frame["sales"].tolist() == [1]
    assert refused(text, columns="sales=Turnover").problems[0].kind == "columns"


def test_doubled_columns_that_agree_are_used_once():
    read = table("Customer,Sales,Sales\nA,5,5\n")
    assert read.frame["sales"].tolist() == [5]
    assert "doubled_column" in {note.kind for note in read.notes}
    error = refused("Customer,Sales,Sales\nA,5,5\nB,6,7\n")
    assert (error.problems[0].kind, error.problems[0].row) == ("doubled_columns_differ", 3)


# --- cells --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell, kind, part",
    [
        ("many", "unreadable", "many"), ("=D2*2", "formula_text", "formula"), ("#REF!", "excel_error", "#REF!"),
        ("-5", "negative", "negative"), ("", "empty_cell", "missing"), ("5%", "unreadable", "percentage"),
        ("nan", "unreadable", "nan"), ("inf", "unreadable", "inf"), ("1e99", "unreadable", "large"),
    ],
)  # fmt: skip
def test_bad_figures_are_named_by_row_and_column(cell, kind, part):
    error = refused(f"Customer,Sales,Region\nA,5,x\nB,{cell},y\n")
    problem = error.problems[0]
    assert (problem.kind, problem.row, problem.column) == (kind, 3, "Sales")
    assert part in error.sentences("en")[0]
    assert error.sentences("zh")[0].startswith("第 3 行“Sales”列：")


@pytest.mark.parametrize("cell", [float("inf"), True, datetime(2024, 1, 1)])
def test_bad_excel_cells(cell):
    if cell == float("inf"):
        assert cells.numbers([cell], "money", "point").odd[0].kind == "unreadable"
        return
    error = refused(excel([["Customer", "Sales"], ["A", cell]]))
    assert (error.problems[0].kind, error.problems[0].row) == ("unreadable", 2)


def test_numbers_as_people_write_them():
    text = 'Customer;Sales\nA;12.5k\nB;¥1.2万\nC;"1,250,000.50"\nD;３亿\nE;CNY 7\n'
    assert table(text).frame["sales"].tolist() == [12_500, 12_000, 1_250_000.5, 3e8, 7]


def test_an_open_decimal_mark_is_asked_with_a_stated_default():
    text = "Customer;Region;Sales\nA;x;1,250\nB;y;300\n".replace(";", "\t")
    read = table(text)
    assert read.frame["sales"].tolist() == [1250, 300]
    assert [(question.id, question.default) for question in read.questions] == [("decimal_mark", "point")]
    assert "decimal_mark" in {note.kind for note in read.notes}
    assert table(text, decimal_mark="comma").frame["sales"].tolist() == [1.25, 300]
    assert table(text, decimal_mark="comma").questions == ()


def test_a_mark_that_contradicts_the_file_is_not_trusted():
    error = refused('Customer,Sales\nA,1250.55\nB,"12,5"\n')
    assert (error.problems[0].kind, error.problems[0].row) == ("ambiguous", 3)


def test_percent_columns():
    assert table("Customer,Sales,Retention\nA,1,85\nB,1,90\n").frame["retention"].tolist() == [0.85, 0.9]
    assert table("Customer,Sales,Retention (%)\nA,1,85\nB,1,90%\n").frame["retention"].tolist() == [0.85, 0.9]
    fractions = excel([["Customer", "Sales", "Retention %"], ["A", 1, 0.85], ["B", 1, 0.9]])
    assert read_table(fractions, "a.xlsx").frame["retention"].tolist() == [0.85, 0.9]
    error = refused("Customer,Sales,Retention\nA,1,85\nB,1,90\nC,1,0.7\n")
    assert (error.problems[0].kind, error.problems[0].row) == ("doubtful_percent", 4)
    assert refused("Customer,Sales,Retention\nA,1,120%\n").problems[0].kind == "out_of_range"


def test_dates_of_every_kind():
    written = ["2024-05-31", "2024/5/31", "20240531", "2024年5月31日", "31.05.2024", "31/05/2024", "31 May 2024",
               "May 31, 2024", "2024-05-31 13:45:00", datetime(2024, 5, 31), date(2024, 5, 31), 45443, 20240531]  # fmt: skip
    read = cells.dates(written, None)
    assert set(read.values.astype(str)) == {"2024-05-31"}
    assert read.serial_numbers == 1


def test_an_open_order_of_day_and_month_is_asked():
    text = "Customer,Date,Amount\nA,03/04/2024,5\n"
    error = refused(text)
    assert error.problems[0].kind == "date_order"
    assert [question.id for question in error.questions] == ["date_order"]
    assert table(text, date_order="dmy").frame["date"][0] == pd.Timestamp(2024, 4, 3)
    assert table(text, date_order="mdy").frame["date"][0] == pd.Timestamp(2024, 3, 4)
    shown = table("Customer,Date,Amount\nA,03/04/2024,5\nB,03/25/2024,5\n")
    assert shown.frame["date"][0] == pd.Timestamp(2024, 3, 4)


@pytest.mark.parametrize("cell", ["2024-13-45", "2023-02-29", "soon", "0001-01-01", "99999999"])
def test_impossible_dates(cell):
    error = refused(f"Customer,Date,Amount\nA,{cell},5\n")
    assert (error.problems[0].kind, error.problems[0].row) == ("impossible_date", 2)


def test_rows_with_too_many_cells_are_refused():
    error = refused("Customer,Sales\nA,5\nB,1,250\n")
    assert (error.problems[0].kind, error.problems[0].row) == ("long_row", 3)


def test_blank_and_total_rows_are_skipped_and_counted():
    read = table("Customer,Sales\nA,5\n,\n\nB,6\n合计,11\n")
    assert read.frame["row"].tolist() == [2, 5]
    assert {note.kind: note.rows for note in read.notes} == {"blank_rows": (3, 4), "total_row": (6,)}


@pytest.mark.parametrize("text", ["Customer,Sales\n", "Customer,Sales\n,\n", "Customer,Sales\nTotal,0\n"])
def test_a_list_without_accounts_is_refused(text):
    assert refused(text).problems[0].kind == "empty"


def test_merged_names_are_filled_down_and_merged_figures_refused():
    rows = [
        ["Customer", "Date", "Amount"],
        ["A", "2024-01-01", 5],
        [None, "2024-02-01", 6],
        ["B", "2024-02-02", 7],
    ]
    read = read_table(excel(rows, merged=("A2:A3",)), "a.xlsx")
    assert read.frame["account"].tolist() == ["A", "A", "B"]
    assert [note.rows for note in read.notes if note.kind == "merged"] == [(3,)]
    error = refused(excel(rows, merged=("C2:C3",)))
    assert error.problems[0].kind == "merged"
    assert "C2:C3" in error.sentences("en")[0]


def test_sheets():
    content = excel(
        [["Customer", "Sales"], ["A", 1]], title="Now", more=[("Then", [["客户", "销售额"], ["B", 2]])]
    )
    first = read_table(content, "a.xlsx")
    assert first.frame["account"].tolist() == ["A"]
    assert "sheet" in {note.kind for note in first.notes}
    assert read_table(content, "a.xlsx", Options(sheet="then")).frame["account"].tolist() == ["B"]
    error = refused(content, sheet="Never")
    assert error.problems[0].kind == "unknown_sheet"
    assert "Now, Then" in error.sentences("en")[0] and "Now、Then" in error.sentences("zh")[0]


def test_an_empty_first_sheet_is_named():
    error = refused(excel([], title="Blank", more=[("List", [["Customer", "Sales"], ["A", 1]])]))
    assert "Blank" in error.sentences("en")[0] and "List" in error.sentences("en")[0]


def test_braces_in_a_file_do_no_harm():
    error = refused("Customer,Sales\n{0},{x}\n")
    assert "{x}" in error.problems[0].sentence("en")


# --- accounts that stand there twice ------------------------------------------------------------------


def test_duplicate_accounts_are_refused_or_added_up():
    text = "Customer,Sales,Retention\nA,100,90%\nB,50,70%\n a ,300,50%\n"
    error = refused(text)
    assert error.problems[0].kind == "duplicate_account"
    assert "rows 2, 4" in error.sentences("en")[0] and "第 2、4 行" in error.sentences("zh")[0]
    assert [(question.id, question.default) for question in error.questions] == [("duplicates", "refuse")]
    added = table(text, duplicates="add up")
    assert added.frame["sales"].tolist() == [400, 50]
    assert added.frame["retention"].tolist() == pytest.approx([0.6, 0.7])  # weighted by sales
    assert [note.rows for note in added.notes if note.kind == "added_up"] == [(2, 4)]


def test_an_exact_copy_of_a_full_row_is_left_out():
    text = "No.,Customer no,Customer,Sales,Contribution\n1,K1,A,5,2\n2,K2,B,6,3\n2,K2,B,6,3\n"
    read = table(text)
    assert read.frame["account"].tolist() == ["K1", "K2"]
    assert [note.rows for note in read.notes if note.kind == "duplicate_row"] == [(4,)]


# --- the dirty list of the case company ---------------------------------------------------------------

TITLES = {lang: {role: title.pick(lang) for role, title in DIRTY_COLUMNS} for lang in LANGUAGES}
# What a planted fault is called by the reader.
PROBLEM_OF = {
    "ambiguous_amount": "ambiguous", "unreadable_amount": "unreadable", "empty_amount": "empty_cell",
    "formula_text": "formula_text", "negative_sales": "negative", "missing_id": "missing_account",
    "missing_name": "missing_name", "duplicate_id_other_figures": "duplicate_account",
    "doubled_columns_differ": "doubled_columns_differ", "name_under_two_ids": "name_under_two_ids",
    "impossible_date": "impossible_date", "retention_out_of_range": "out_of_range",
}  # fmt: skip
NOTE_OF = {
    "doubled_column": "doubled_column", "blank_row": "blank_rows", "total_row": "total_row",
    "short_row": "short_rows", "spaces_around_id": "spaces", "id_in_small_letters": "capitals",
    "retention_in_points": "points", "missing_region": "blank_cells", "duplicate_row": "duplicate_row",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("fault", planted_faults(), ids=lambda fault: f"{fault.kind}-{fault.line}")
def test_every_planted_fault_is_found(name, fault):
    lang, _ = FILES[name]
    with pytest.raises(CannotRead) as error:
        read_table(file_bytes(name), name)
    if fault.severity == "error":
        found = [p for p in error.value.problems if p.kind == PROBLEM_OF[fault.kind] and p.row == fault.line]
        assert len(found) == 1
        assert found[0].column == TITLES[lang][fault.column]
    else:
        rows = [note.rows for note in error.value.notes if note.kind == NOTE_OF[fault.kind]]
        assert any(fault.line in row for row in rows)


def test_nothing_else_is_found_in_the_dirty_file():
    with pytest.raises(CannotRead) as error:
        read_table(file_bytes("dirty_accounts_en.csv"))
    errors = [fault for fault in planted_faults() if fault.severity == "error"]
    assert error.value.count == len(errors) == len(error.value.problems)


@pytest.mark.parametrize("name", FILES)
def test_without_its_errors_the_dirty_file_is_read(name):
    lang, encoding = FILES[name]
    bad = {fault.line for fault in planted_faults() if fault.severity == "error"}
    lines = file_bytes(name).decode(encoding).split("\n")
    kept = "\n".join(line for number, line in enumerate(lines, start=1) if number not in bad)
    read = read_table(kept.encode(encoding), name)
    assert read.frame["account"].tolist() == ["K01", "K02", "K07", "K08", "K09", "K12", "K13", "K15", "K18", "K19",
                                              "K23"]  # fmt: skip
    values = read.frame.set_index("account")
    assert values.loc["K08", "sales"] == 1_850_000
    assert values.loc["K13", "sales"] == 1_560_000
    assert values.loc["K19", "retention"] == 0.85
    assert values.loc["K07", "sales"] == 2_340_000.5
    assert read.currency == "CNY"


# --- orders -------------------------------------------------------------------------------------------

ORDERS = (
    "客户,订单日期,金额,成本,地区\n甲,2023-01-10,100,60,华东\n乙,2023-02-01,200,150,华南\n甲,2024-06-30,50,20,华东\n"
    "甲,2024-12-31,-10,0,华东\n丙,2023-12-31,70,30,\n"
)


def test_orders_are_added_up_to_accounts():
    orders = table(ORDERS)
    assert orders.kind == "orders"
    year = accounts_from_orders(orders, "last 12 months")
    frame = year.frame.set_index("account")
    assert frame["sales"].to_dict() == {"甲": 40, "乙": 0, "丙": 0}
    assert frame["contribution"].to_dict() == {"甲": 20, "乙": 0, "丙": 0}
    assert frame["sales_total"].to_dict() == {"甲": 140, "乙": 200, "丙": 70}
    assert frame["orders"].to_dict() == {"甲": 3, "乙": 1, "丙": 1}
    assert frame.loc["甲", "last_order"] == pd.Timestamp(2024, 12, 31)
    assert frame.loc["丙", "region"] == ""
    assert {"added_up_orders", "period", "returns"} <= {note.kind for note in year.notes}
    covered = ((date(2024, 12, 31) - date(2023, 1, 10)).days + 1) / 365.25
    everything = accounts_from_orders(orders, "all").frame.set_index("account")
    assert everything["sales"].to_dict() == pytest.approx(
        {"甲": 140 / covered, "乙": 200 / covered, "丙": 70 / covered}
    )


def test_a_short_order_list_is_not_blown_up_to_a_year():
    orders = table("Customer,Date,Amount\nA,2024-01-01,100\nA,2024-02-01,50\n")
    for period in ("last 12 months", "all"):
        assert accounts_from_orders(orders, period).frame["sales"].tolist() == [150]
    assert retention_seen(orders.frame) is None


def test_orders_with_an_order_number_are_counted_once():
    orders = table("Customer,Order no,Date,Amount\nA,1,2024-01-01,5\nA,1,2024-01-01,6\nA,2,2024-02-01,7\n")
    assert accounts_from_orders(orders).frame["orders"].tolist() == [2]


def test_retention_over_halves_of_two_years_is_per_year():
    days = pd.to_datetime(["2022-01-01", "2022-03-01", "2022-05-01", "2023-12-31", "2023-08-01"])
    seen = retention_seen(pd.DataFrame({"account": ["A", "B", "C", "A", "b"], "date": days}))
    assert (seen.earlier, seen.again) == (3, 2)
    assert seen.per_year == pytest.approx((2 / 3) ** (1 / (730 / 365.25 / 2)))


# --- properties ---------------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    try:
        read = read_table(content, "x")
    except CannotRead as error:
        assert all(error.sentences(lang) for lang in LANGUAGES)
    else:
        assert len(read.frame)


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "A",
            "合计",
            "5",
            "-5",
            "1,250",
            "1.250,5",
            "12.5k",
            "=1+1",
            "85%",
            "2024-01-01",
            "nan",
            '"',
            "x\ny",
        ]
    ),
    st.text(max_size=8),
    st.floats(allow_nan=True).map(str),
)
HEADING = st.sampled_from(
    ["Customer", "客户编号", "Sales", "销售额(万元)", "Retention", "Date", "Amount", "成本", "Region", "?"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(HEADING, min_size=1, max_size=5),
    st.lists(st.lists(CELL, max_size=6), max_size=6),
    st.sampled_from(",;\t|"),
)
def test_no_table_breaks_the_reader(headings, rows, separator):
    frame = io.StringIO()
    csv.writer(frame, delimiter=separator).writerows([headings, *rows])
    try:
        read = read_table(frame.getvalue().encode("utf-8", "replace"), "x.csv")
    except CannotRead as error:
        assert error.count >= len(error.problems) > 0
        assert all(error.sentences(lang) for lang in LANGUAGES)
    else:
        numeric = read.frame.select_dtypes("number")
        assert not np.isinf(numeric.to_numpy(dtype=float)).any()
        assert (read.frame["account"] != "").all()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 10**9).map(lambda cents: cents / 100), min_size=1, max_size=20),
    st.sampled_from(["plain", "point", "comma", "space", "k"]),
)
def test_amounts_survive_every_way_of_writing(amounts, style):
    def write(value):
        if style == "plain":
            return f"{value:.2f}"
        if style == "k":
            return f"{value / 1000:.5f}k"
        english = f"{value:,.2f}"
        if style == "comma":
            return english.translate(str.maketrans(",.", ".,"))
        return english.replace(",", " ") if style == "space" else english

    text = "Customer\tSales\n" + "".join(f"C{i}\t{write(value)}\n" for i, value in enumerate(amounts))
    assert table(text).frame["sales"].tolist() == pytest.approx(amounts, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="客户甲乙丙丁销售额华东北京上海一二三", min_size=1, max_size=60))
def test_chinese_text_in_gbk_is_recognised(text):
    assert decode(text.encode("gbk"))[0] == text or decode(text.encode("gbk"))[1] == "UTF-8"


# --- size ---------------------------------------------------------------------------------------------


def test_two_hundred_thousand_rows_are_read_whole():
    count = 200_000
    text = "Customer,Date,Amount,Cost\n" + "".join(
        f"C{i % 5000},2024-{1 + i % 12:02d}-{1 + i % 28:02d},{i}.25,{i}.00\n" for i in range(count)
    )
    start = time.perf_counter()
    accounts = accounts_from_orders(table(text))
    assert len(accounts.frame) == 5000
    assert accounts.facts["sales_total"] == pytest.approx(count * (count - 1) / 2 + 0.25 * count)
    assert time.perf_counter() - start < 60  # a reader that goes cell by cell takes many minutes


def test_two_hundred_thousand_bad_rows_give_twenty_sentences():
    text = "Customer,Sales\n" + "".join(f"C{i},x{i}\n" for i in range(200_000))
    error = refused(text)
    assert error.count == 200_000
    assert len(error.sentences("en")) == 21
    assert "199,980" in error.sentences("en")[-1]
