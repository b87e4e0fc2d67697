"""Take-home forms: what they calculate, what Excel gets, and what is read back; and the plan check of T0."""

import base64
import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

import numpy as np
import openpyxl
import pandas as pd
import pytest
from account_plan_facts import case_facts
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import MergedCell

from kamlib import cases, targets
from kamlib.forms import sheets, take_home
from kamlib.forms.account_plan import plan_data
from kamlib.forms.customer_value import case_customer_value
from kamlib.forms.form import (
    Calculation,
    Chart,
    Column,
    Field,
    Fields,
    Form,
    FormData,
    Note,
    Option,
    Series,
    Sheet,
    Table,
    form_bytes,
    read_form,
    write_form,
)
from kamlib.forms.form.formulas import evaluate
from kamlib.forms.form.functions import CellError
from kamlib.forms.form.layout import Layout
from kamlib.forms.growth_book import case_growth_book
from kamlib.forms.lifetime_sheet import case_lifetime_sheet
from kamlib.forms.opening import column_number
from kamlib.forms.plan_check import (
    FORM,
    Action,
    PlanCheck,
    PlanLine,
    Remark,
    case_plan_check,
    form_data,
    plan_check,
    plan_check_form,
    read_plan_check,
)
from kamlib.forms.plan_check_card import form_link
from kamlib.forms.problems import CannotRead
from kamlib.forms.relationship_plan import case_relationship_plan
from kamlib.forms.switching_sheet import case_switching_sheet
from kamlib.guide.models import models
from kamlib.plots.style import COLOURS
from kamlib.text import LANGUAGES, Text, UnknownLanguage
from kamlib.units import pool
from kamlib.units.t0_targets import x4_ansoff


def words(name):
    return Text(en=name, zh=f"{name}（中文）")


LEGAL = (
    Option("passed", Text(en="Passed", zh="通过"), "good"),
    Option("open", Text(en='Still "open"', zh="未完成"), "watch"),
)
COSTS = (Option("learning", Text(en="Learning", zh="学习成本")), Option("contract", Text(en="Contract", zh="合同成本")))
VERDICTS = (Option("stay", words("Stays"), "good"), Option("switch", words("Leaves"), "bad"))
DEMO = Form(
    id="demo",
    version=3,
    title=words("Demo form"),
    about=words("What it is for."),
    sheets=(
        Sheet(
            title=words("First"),
            blocks=(
                Fields(
                    title=words("Figures"),
                    fields=(
                        Field(name="customer", label=words("Customer")),
                        Field(name="saving", label=words("Saving (CNY)"), kind="money"),
                        Field(name="years", label=words("Years"), kind="whole", default=5, least=1, most=30),
                        Field(name="rate", label=words("Rate"), kind="percent", default=0.1, least=0.01, most=1,
                              help=words("The return your company wants.")),
                        Field(name="worth", label=words("Worth (CNY)"), kind="money",
                              formula="{saving}*(1-(1+{rate})^-{years})/{rate}"),
                        Field(name="verdict", label=words("Verdict"), kind="choice", options=VERDICTS,
                              formula="IF({worth}>{costs.now:total},'switch','stay')"),
                        Field(name="sentence", label=words("In short"), width=50,
                              formula=Text(en='"Worth "&TEXT({worth},"#,##0")', zh='"价值 "&TEXT({worth},"#,##0")&" 元"')),
                    ),
                ),
                Table(
                    name="costs", title=words("Costs"), lines=COSTS, total=Text(en="Total", zh="合计"),
                    columns=(
                        Column(name="cost", label=words("Cost"), width=20),
                        Column(name="now", label=words("Now"), kind="money", total="sum"),
                        Column(name="aim", label=words("Aim"), kind="money", total="sum"),
                        Column(name="change", label=words("Change"), kind="percent", total="same",
                               formula='IF({now}=0,"",{aim}/{now}-1)'),
                        Column(name="way", label=words("Way"), width=30),
                        Column(name="legal", label=words("Legal check"), kind="choice", options=LEGAL, width=14),
                        Column(name="due", label=words("Due"), kind="date"),
                    ),
                ),
                Note(words("A note.")),
            ),
        ),
        Sheet(
            title=words("Second"), portrait=True,
            blocks=(
                Table(
                    name="steps", key="{step}", room=4,
                    columns=(
                        Column(name="step", label=words("Step"), width=20),
                        Column(name="spend", label=words("Spend (CNY)"), kind="money", least=0),
                        Column(name="running", label=words("Running sum"), kind="money", formula="SUM({spend:to_here})"),
                        Column(name="share", label=words("Share"), kind="percent",
                               formula='IF(SUM({steps.spend})=0,"",{spend}/SUM({steps.spend}))'),
                    ),
                ),
                Table(
                    name="halves", follows="steps", key="{steps.step:row}", label="half", indent=1,
                    lines=(Option("h1", words("First half")), Option("h2", words("Second half"))),
                    columns=(
                        Column(name="name", label=words("Step name"), formula='{steps.step:row}&""'),
                        Column(name="half", label=words("Half")),
                        Column(name="done", label=words("Done"), kind="percent"),
                        Column(name="spent", label=words("Spent"), kind="money",
                               formula="{steps.spend:row}*{done}+INDEX([1,2],IF({half}='h1',1,2))*0"),
                    ),
                ),
                Chart(kind="column", title=words("Spend"), categories="{steps.step}", unit=words("CNY"),
                      series=(Series(words("Spend"), "{steps.spend}"),
                              Series(words("Running"), "{steps.running}", "soft", line=True))),
            ),
        ),
    ),
)  # fmt: skip
DATA = FormData(
    {"customer": "=1+1", "saving": 200_000.0, "years": 5, "rate": 0.1, "form_owner": "L.M.",
     "form_date": date(2026, 7, 1)},
    {"costs": [{"now": 150_000.0, "aim": 180_000.0, "way": "@SUM(A1)", "legal": "open", "due": date(2026, 9, 30)},
               {"now": 90_000.0}],
     "steps": [{"step": "-A", "spend": 300.0}, {"step": "B", "spend": 100.0}],
     "halves": [{"done": 0.5}, {}, {"done": 1.0}, {"done": 0.25}]},
)  # fmt: skip


@cache
def demo(lang="en"):
    return form_bytes(DEMO, DATA, lang)


def opened(content, *, values=True):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content, *forms):
    with pytest.raises(CannotRead) as error:
        read_form(content, *(forms or (DEMO,)))
    assert all(error.value.sentences(lang) for lang in LANGUAGES)
    return error.value


# --- formulas -----------------------------------------------------------------------------------------

CELLS = {"a": 10.0, "b": 4.0, "t": "abc", "n": None, "five": "5",
         "area": np.array([[1.0, None, "x", 4.0]], dtype=object), "down": np.array([[3.0], [1.0], [2.0]], dtype=object),
         "named": np.array([["k"], ["m"], ["k"]], dtype=object)}  # fmt: skip


def look(template):
    return evaluate(template, lambda ref: CELLS[ref.first], {"won": "gewonnen"}.__getitem__)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("2+3*4^2/8-1", 7), ("-2^2", 4), ("2^-1", 0.5), ("(1+2)*3", 9), ("50%*{a}", 5), ("10-2-3", 5), ("2^3^2", 64),
        ("{a}&{t}", "10abc"), ("1.5&\"\"", "1.5"), ("{n}+1", 1), ('{n}=""', True), ("{n}=0", True), ("{five}*2", 10),
        ('"ABC"={t}', True), ('"a">5', True), ("{a}>={b}", True), ("{a}<>{b}", True), ("1&2=\"12\"", True),
        ("'won'", "gewonnen"), ("IF({a}>{b},'won',1)", "gewonnen"), ("IF(FALSE,1)", False), ("IFERROR(1/0,7)", 7),
        ("IF({a}>0,1,1/0)", 1), ("SUM({area})", 5), ("SUM({area},2,{n})", 7), ("COUNT({area})", 2), ("COUNTA({area})", 3),
        ("AVERAGE({area})", 2.5), ("MAX({area})", 4), ("MIN({down},-1)", -1), ("LARGE({down},2)", 2), ("SMALL({down},1)", 1),
        ("SUMPRODUCT({down},{down})", 14), ("SUMPRODUCT(({down}>1)*{down})", 5), ("SUMPRODUCT([1,2],--([1,2]<=1))", 1),
        ("SUMPRODUCT(INT([1.5,-1.5])*1)", -1), ("SUMIF({named},\"k\",{down})", 5), ('SUMIF({down},">=2")', 5),
        ("COUNTIF({named},\"<>k\")", 1), ("COUNTIF({area},\">1\")", 1), ("SUMIF({area},4,{area})", 4),
        ("INDEX({down},2)", 1), ("INDEX({area},1,4)", 4), ("SUM(INDEX({down},0,1))", 6), ("INDEX({area},3)", "x"),
        ("MATCH(2,{down},0)", 3), ("MATCH(3.5,[1,2,4],1)", 2), ("MATCH(\"M\",{named},0)", 2),
        ("ROUND(2.5,0)", 3), ("ROUND(-2.5,0)", -3), ("ROUND(1.005,2)", 1.01), ("ROUNDUP(1.01,0)", 2), ("ROUNDDOWN(-1.9,0)", -1),
        ("ROUND(1234,-2)", 1200), ("INT(-1.2)", -2), ("SIGN(-3)", -1), ("ABS(-3)", 3), ("SQRT(16)", 4), ("LN(EXP(2))", 2),
        ("NORMSINV(0.975)", 1.959963985), ("AND(TRUE,{a}>5)", True), ("OR(FALSE,NOT(TRUE))", False),
        ('TEXT(1234.5,"#,##0")', "1,235"), ('TEXT(0.125,"0.0%")', "12.5%"), ('TEXT(-0.5,"0.00")', "-0.50"),
    ],
)  # fmt: skip
def test_formulas_give_what_excel_gives(template, value):
    found = look(template)
    assert found == (pytest.approx(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("1/0", "#DIV/0!"), ("AVERAGE({n})", "#DIV/0!"), ("{t}+1", "#VALUE!"), ("SUMPRODUCT({area}*1)", "#VALUE!"),
        ("SUMPRODUCT({area},{down})", "#VALUE!"), ("MATCH(9,{down},0)", "#N/A"), ("INDEX({down},4)", "#REF!"),
        ("SQRT(-1)", "#NUM!"), ("LARGE({down},4)", "#NUM!"), ("(-8)^0.5", "#NUM!"), ("IF({t},1,2)", "#VALUE!"),
    ],
)  # fmt: skip
def test_errors_are_those_of_excel(template, code):
    with pytest.raises(CellError) as error:
        look(template)
    assert error.value.code == code


@pytest.mark.parametrize("template", ["1+", "(1", "SUM(1", "1 2", "FOO(1)", "{a..}", "=1", "1,2", "'a b'", "§"])
def test_what_is_no_formula_is_refused(template):
    with pytest.raises(ValueError):
        evaluate(template, lambda ref: 1.0, str)


# --- what a form calculates ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_calculates(lang):
    found = Calculation(DEMO, DATA, lang)
    assert found.field("worth") == pytest.approx(200_000 * (1 - 1.1**-5) / 0.1)
    assert found.field("verdict") == "switch"
    assert found.field("form_date") == date(2026, 7, 1)
    assert "758,157" in found.field("sentence")
    assert found.total("costs", "now") == 240_000
    assert found.column("costs", "change") == pytest.approx([0.2, -1])
    assert found.total("costs", "change") == pytest.approx(180 / 240 - 1)
    assert found.column("costs", "cost") == ["learning", "contract"]
    assert found.column("steps", "running") == [300, 400, "", ""]
    assert found.column("steps", "share") == [0.75, 0.25, "", ""]
    assert found.column("halves", "name") == ["-A", "-A", "B", "B", "", "", "", ""]
    assert found.column("halves", "spent") == [150, 0, 100, 25, "", "", "", ""]


def test_an_error_is_shown_as_excel_shows_it():
    assert Calculation(DEMO, FormData({"rate": 0.0}), "en").field("worth") == "#DIV/0!"


def circular():
    first = Field(name="first", label=words("First"), kind="number", formula="{second}+1")
    second = Field(name="second", label=words("Second"), kind="number", formula="{first}+1")
    return Form("circle", 1, words("T"), words("A"), (Sheet(title=words("S"), blocks=(Fields(fields=(first, second)),)),))


def test_a_formula_that_needs_itself_is_refused():
    with pytest.raises(ValueError, match="own result"):
        Calculation(circular(), FormData(), "en").field("first")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (FormData({"nothing": 1}), "nothing"), (FormData({"worth": 1}), "worth"), (FormData({"saving": "12"}), "saving"),
        (FormData({"saving": float("nan")}), "saving"), (FormData({"form_date": "2026"}), "date"),
        (FormData(tables={"none": []}), "none"), (FormData(tables={"costs": [{"cost": "learning"}]}), "cost"),
        (FormData(tables={"costs": [{"legal": "maybe"}]}), "maybe"), (FormData(tables={"costs": [{}] * 3}), "3 rows"),
        (FormData(tables={"halves": [{}] * 9}), "9 rows"),
    ],
)  # fmt: skip
def test_data_that_do_not_fit_are_refused(data, said):
    with pytest.raises(ValueError, match=said):
        form_bytes(DEMO, data, "en")


def one_table(*columns, **rest):
    table = Table(**{"name": "table", "key": "{name}", "columns": columns, **rest})
    return Form("f", 1, words("T"), words("A"), (Sheet(title=words("S"), blocks=(table,)),))


NAME = Column(name="name", label=words("Name"))


@pytest.mark.parametrize(
    ("columns", "rest", "said"),
    [
        ((NAME, NAME), {}, "twice"), ((NAME, Column(name="other", label=words("Name"))), {}, "one heading"),
        ((NAME, Column(name="x y", label=words("X"))), {}, "no name"), ((NAME,), {"key": ""}, "key or lines"),
        ((NAME, Column(name="x", label=words("X"), formula="{y}")), {}, "not there"),
        ((NAME, Column(name="x", label=words("X"), formula="{other.y}")), {}, "not there"),
        ((NAME, Column(name="x", label=words("X"), formula="'yes'")), {}, "'yes'"),
        ((NAME, Column(name="x", label=words("X"), kind="choice")), {}, "no options"),
        ((NAME,), {"follows": "nobody"}, "nobody"), ((NAME, Column(name="form_date", label=words("X"))), {}, "form_date"),
        ((NAME,), {"lines": LEGAL, "label": "gone"}, "gone"),
    ],
)  # fmt: skip
def test_a_form_described_wrongly_is_refused(columns, rest, said):
    with pytest.raises(ValueError, match=said):
        one_table(*columns, **rest)


# --- what Excel gets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_reads_back_as_it_was_written(lang, tmp_path):
    path = write_form(DEMO, DATA, tmp_path / "form.xlsx", lang)
    read = read_form(path, FORM, DEMO)
    assert (read.form, read.lang, read.data) == (DEMO, lang, DATA)
    assert form_bytes(DEMO, read.data, lang) == path.read_bytes()


def test_an_empty_form_reads_back_with_its_defaults():
    read = read_form(form_bytes(DEMO, FormData(own=True), "zh"), DEMO)
    assert read.data == FormData({"years": 5, "rate": 0.1}, {}, True)


def test_headings_and_words_of_earlier_files_are_still_read():
    def form(heading: str, word: str, old_heading: tuple[str, ...] = (), old_word: tuple[str, ...] = ()) -> Form:
        option = Option("us", words(word), earlier=old_word)
        column = Column(name="who", label=words(heading), kind="choice", options=(option,), earlier=old_heading)
        return one_table(Column(name="item", label=words("Item")), column, key="{item}")

    rows = FormData({}, {"table": [{"item": "belt", "who": "us"}]}, True)
    filled = form_bytes(form("Rival A", "we"), rows, "en")
    assert read_form(filled, form("Other A", "our house", ("Rival A",), ("we",))).data == rows
    for renamed in (form("Other A", "we"), form("Rival A", "our house")):
        with pytest.raises(CannotRead):
            read_form(filled, renamed)


def test_another_language_is_refused():
    with pytest.raises(UnknownLanguage):
        form_bytes(DEMO, DATA, "fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cells_to_fill_in_are_open_and_all_others_locked(lang):
    book = opened(demo(lang), values=False)
    for sheet in book.worksheets[:-1]:
        assert sheet.protection.sheet and not sheet.protection.password
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and not isinstance(cell, MergedCell):
                    assert cell.fill.start_color.rgb.endswith(sheets.INPUT[1:]) and cell.data_type != "f"
                if cell.data_type == "f":
                    assert cell.protection.locked
    first = book.worksheets[0]
    area = {name: next(iter(defined.destinations)) for name, defined in book.defined_names.items()}
    assert not first[area["kam_saving"][1]].protection.locked
    assert first[area["kam_worth"][1]].value.startswith("=kam_saving*")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_limits_colours_and_print_are_there(lang):
    book = opened(demo(lang), values=False)
    first, second, hidden = book.worksheets
    rules = {rule.type: rule for rule in first.data_validations.dataValidation}
    assert rules["list"].formula1 == "kam_list_1" and rules["date"]
    assert (rules["whole"].formula1, rules["whole"].formula2) == ("1", "30")
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0.01", "1") or len(rules) > 3
    sheet, area = next(iter(book.defined_names["kam_list_1"].destinations))
    assert [cell[0].value for cell in book[sheet][area.replace("$", "")]] == [one.words.pick(lang) for one in LEGAL]
    coloured = [rule.formula[0] for ranges in first.conditional_formatting for rule in ranges.rules]
    assert '"' + LEGAL[1].words.pick(lang).replace('"', '""') + '"' in coloured
    assert hidden.sheet_state == "veryHidden"
    for sheet, way in ((first, "landscape"), (second, "portrait")):
        assert int(sheet.page_setup.paperSize) == 9 and (sheet.page_setup.orientation or "portrait") == way
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    fonts = {cell.font.name for row in first.iter_rows() for cell in row if cell.value}
    assert fonts == {sheets.FONTS[lang]}


def test_a_long_sheet_is_printed_on_several_pages_with_its_headings():
    data = FormData(tables={"steps": [{"step": f"S{i}", "spend": 1.0} for i in range(150)]})
    second = opened(form_bytes(DEMO, data, "en"), values=False).worksheets[1]
    assert second.page_setup.fitToHeight == 0
    # The longest table is the one of the halves: 1 heading, 150 steps and a free row stand above its heading.
    assert second.print_title_rows == "$157:$157"


def test_charts_point_at_their_cells():
    parts = zipfile.ZipFile(io.BytesIO(demo()))
    chart = parts.read("xl/charts/chart1.xml").decode()
    assert "'Second'!$A$6:$A$9" in chart.replace("Second!", "'Second'!") and "<c:lineChart>" in chart


@pytest.mark.parametrize(
    ("kind", "part"), [("bar", "barChart"), ("line", "lineChart"), ("radar", "radarChart"), ("stacked", "stacked")]
)
def test_every_kind_of_chart_is_drawn(kind, part):
    chart = Chart(kind=kind, title=words("Costs"), categories="{costs.cost}", axis="percent",
                  series=(Series(words("Now"), "{costs.now}"), Series(words("Aim"), "{costs.aim}", "good")))  # fmt: skip
    form = replace(DEMO, sheets=(Sheet(title=words("First"), blocks=(*DEMO.sheets[0].blocks, chart)),))
    data = FormData(tables={"costs": DATA.tables["costs"]})
    drawn = zipfile.ZipFile(io.BytesIO(form_bytes(form, data, "zh"))).read("xl/charts/chart1.xml").decode()
    assert part in drawn and sheets.COLOURS["good"][1:] in drawn and "Costs（中文）" in drawn


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "\t=1", "a\x07b", "<b>&"])
def test_nothing_typed_in_becomes_a_formula(name):
    data = FormData({"customer": name}, {"steps": [{"step": name}]})
    content = form_bytes(DEMO, data, "en")
    book = opened(content, values=False)
    sheet, area = next(iter(book.defined_names["kam_customer"].destinations))
    cell = book[sheet][area.replace("$", "")]
    assert cell.data_type == "s" and (cell.quotePrefix or name[0] in "a<")
    expected = name.replace("\x07", "\ufffd")
    read = read_form(content, DEMO).data
    assert (read.values["customer"], read.tables["steps"][0]["step"]) == (expected, expected)


@settings(max_examples=8)
@given(st.text(max_size=40), st.floats(-1e12, 1e12), st.sampled_from(LANGUAGES))
def test_any_text_and_amount_reads_back(name, amount, lang):
    data = FormData({"customer": name, "saving": amount, "years": 3, "rate": 0.5})
    content = form_bytes(DEMO, data, lang)
    read = read_form(content, DEMO).data
    assert read.values["saving"] == pytest.approx(amount, rel=1e-14, abs=1e-300)
    written = sheets.safe_text(name).replace("\r\n", "\n").replace("\r", "\n")
    assert read.values.get("customer", "").replace("\r", "\n") == (written if written.strip() else "")


def test_a_form_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"before")

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(CannotRead) as error:
        write_form(DEMO, DATA, path, "en")
    assert str(path) in error.value.sentences("zh")[0]
    assert path.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1


def test_colours_are_those_of_the_workbook():
    assert sheets.COLOURS.items() <= COLOURS.items()
    assert {option.look for form in (DEMO, FORM) for table in form.tables() for c in table.columns
            for option in c.options} <= {"", *sheets.TINTS}  # fmt: skip


# --- written formulas against their values ------------------------------------------------------------

_ADDRESS = re.compile(r"""("[^"]*")|(?:('[^']+'|\w+)!)?(\$?[A-Z]{1,2}\$?\d+)(?::(\$?[A-Z]{1,2}\$?\d+))?(?![\w(])""")


def by_address(content):
    """Evaluate every written formula from the cells that its addresses point at; yield cell, value, shown."""
    formulas, values = opened(content, values=False), opened(content)
    names = {name: next(iter(defined.destinations)) for name, defined in formulas.defined_names.items()}
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield cell, recalculated(cell, values, names), values[sheet.title][cell.coordinate].value


def recalculated(cell, values, names):
    areas = {}

    def stand_in(match):
        text, sheet, first, last = match.groups()
        if text:
            return text
        key = f"a{len(areas)}"
        areas[key] = cells_of(values[(sheet or cell.parent.title).strip("'")], first, last or first)
        return "{" + key + "}"

    template = cell.value[1:].replace("{", "[").replace("}", "]")
    for name, (sheet, area) in names.items():
        template = re.sub(rf"\b{name}\b", f"'{sheet}'!{area}", template)
    template = _ADDRESS.sub(stand_in, template)
    try:
        found = evaluate(template, lambda ref: areas[ref.first], str)
    except CellError as error:
        return error.code
    return 0 if found is None else found


def cells_of(sheet, first, last):
    (left, top), (right, bottom) = (re.fullmatch(r"([A-Z]+)(\d+)", one.replace("$", "")).groups() for one in (first, last))
    area = [[sheet.cell(row, column).value for column in range(column_number(left), column_number(right) + 1)]
            for row in range(int(top), int(bottom) + 1)]  # fmt: skip
    array = np.empty((len(area), len(area[0])), dtype=object)
    for place, line in enumerate(area):
        array[place] = line
    return array if array.size > 1 else array[0, 0]


def same(value, shown):
    if isinstance(value, (int, float)) and isinstance(shown, (int, float)):
        return value == pytest.approx(shown, rel=1e-9, abs=1e-6)
    return (value or "") == (shown or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_written_formulas_give_the_values_beside_them(lang):
    found = list(by_address(demo(lang)))
    assert len(found) > 30
    for cell, value, shown in found:
        assert same(value, shown), (cell.parent.title, cell.coordinate, cell.value)


# --- reading back what people changed -----------------------------------------------------------------


def changed(lang="en", **cells):
    """A demo form in which somebody wrote into cells of the first sheet: `saving="abc"`, `E20=5`."""
    book = opened(demo(lang), values=False)
    for name, value in cells.items():
        known = book.defined_names.get(f"kam_{name}")
        sheet, area = next(iter(known.destinations)) if known else (book.sheetnames[0], name)
        book[sheet][area.replace("$", "")] = value
    return saved(book)


def test_changes_are_read():
    content = changed(saving=5_000, rate="12%", form_date="2026-08-31", customer=4711)
    values = read_form(content, DEMO).data.values
    assert (values["saving"], values["rate"], values["form_date"], values["customer"]) == (
        5_000, 0.12, date(2026, 8, 31), "4711",
    )  # fmt: skip


def place_of(column, row, lang="en"):
    """Sheet and address of a cell of the table of costs."""
    book = opened(demo(lang))
    sheet, area = next(iter(book.defined_names["kam_table_costs"].destinations))
    top = int(re.search(r"\d+", area)[0])
    names = [one.name for one in DEMO.table("costs").columns]
    return f"{'ABCDEFG'[names.index(column)]}{top + 1 + row}"


def test_a_choice_is_read_in_either_language_and_by_its_id():
    for word in ("通过", "passed", " PASSED "):
        rows = read_form(changed(**{place_of("legal", 1): word}), DEMO).data.tables["costs"]
        assert [row.get("legal") for row in rows] == ["open", "passed"]


@pytest.mark.parametrize(
    ("cells", "kind", "said"),
    [
        ({"saving": "a lot"}, "no_number", "a lot"), ({"saving": "1,250"}, "no_number", "1,250"),
        ({"saving": True}, "no_number", "True"), ({"years": 31}, "out_of_range", "1 to 30"),
        ({"saving": time(1, 30)}, "no_number", "01:30:00"), ({"saving": timedelta(hours=36)}, "no_number", "1 day, 12:00:00"),
        ({"form_date": time(1, 30)}, "no_date", "01:30:00"),
        ({"years": 2.5}, "out_of_range", "2.5"), ({"rate": 0.001}, "out_of_range", "1%"),
        ({"form_date": "soon"}, "no_date", "soon"), ({"form_date": "03/04/2026"}, "no_date", "03/04/2026"),
        ({"saving": "=1+1"}, "not_calculated", "never calculated"), ({"saving": "#DIV/0!"}, "error_value", "#DIV/0!"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_by_sheet_and_cell(cells, kind, said):
    error = refused(changed("zh", **cells))
    (name,) = cells
    sheet, area = "First（中文）", {"saving": "C9", "years": "C10", "rate": "C11", "form_date": "F5"}[name]
    problem = error.problems[0]
    assert (problem.kind, problem.values["sheet"], problem.values["cell"]) == (kind, sheet, area)
    assert said in error.sentences("en")[0]
    assert error.sentences("en")[0].startswith(f"Sheet “{sheet}”, cell {area}: ")
    assert error.sentences("zh")[0].startswith(f"工作表“{sheet}”单元格 {area}：")


def test_all_problems_are_told_at_once():
    error = refused(changed(saving="x", years=99, **{place_of("legal", 0): "maybe"}))
    assert [one.kind for one in error.problems] == ["no_number", "out_of_range", "no_option"]
    assert "“Passed”" in error.sentences("en")[2] and "“通过”" in error.sentences("zh")[2]


def test_rows_may_be_cleared_filled_and_left_empty_in_between():
    book = opened(demo(), values=False)
    sheet, area = next(iter(book.defined_names["kam_table_steps"].destinations))
    top = int(re.search(r"\d+", area)[0])
    second = book[sheet]
    second.cell(top + 1, 1).value = second.cell(top + 1, 2).value = None  # the first step goes, with its halves …
    half = int(re.search(r"\d+", next(iter(book.defined_names["kam_table_halves"].destinations))[1])[0])
    second.cell(half + 1, 4).value = None
    second.cell(top + 4, 1).value = "D"  # … and the fourth comes, with its second half
    second.cell(half + 8, 4).value = 0.75
    data = read_form(saved(book), DEMO).data
    assert data.tables["steps"] == [{"step": "B", "spend": 100.0}, {"step": "D"}]
    assert data.tables["halves"] == [{"done": 1.0}, {"done": 0.25}, {}, {"done": 0.75}]
    second.cell(top + 3, 2).value = 12  # money for a step without a name
    error = refused(saved(book))
    assert error.problems[0].kind == "no_key" and error.problems[0].values["cell"] == f"A{top + 3}"


def test_columns_and_lines_may_be_moved_but_not_lost():
    book = opened(demo(), values=False)
    first = book.worksheets[0]
    top = int(place_of("cost", 0)[1:])
    for column in range(1, 8):  # the two lines change places
        one, other = first.cell(top, column), first.cell(top + 1, column)
        one.value, other.value = other.value, one.value
    for row in range(top - 1, top + 2):  # and two columns do
        one, other = first.cell(row, 2), first.cell(row, 3)
        one.value, other.value = other.value, one.value
    assert read_form(saved(book), DEMO).data.tables["costs"] == DATA.tables["costs"]
    first.cell(top, 1).value = "Something else"
    assert refused(saved(book)).problems[0].kind == "no_line"
    first.cell(top - 1, 2).value = "Other heading"
    assert refused(saved(book)).problems[0].kind == "no_column"


def test_sheets_may_be_renamed():
    book = opened(demo(), values=False)
    old, new = book.sheetnames[0], "Mine, 2026"
    for defined in book.defined_names.values():
        defined.attr_text = defined.attr_text.replace(f"'{old}'", f"'{new}'").replace(f"{old}!", f"'{new}'!")
    book[old].title = new
    assert read_form(saved(book), DEMO).data == DATA


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [("schema", '"other"', "schema"), ("version", "2", "version"), ("form", '"else"', "other_form"), ("lang", '"fr"', "no_form")],
)
def test_another_form_or_version_is_named(key, value, kind):
    book = opened(demo(), values=False)
    hidden = book["kam"]
    next(row for row in hidden.iter_rows(max_col=2) if row[0].value == key)[1].value = value
    assert refused(saved(book)).problems[0].kind == kind


def test_other_files_are_no_forms(tmp_path):
    table = saved(openpyxl.Workbook())
    for content in (b"no excel", table, demo()[:3000]):
        error = refused(content)
        assert error.problems[0].kind == "no_form" and "“Demo form”" in error.sentences("en")[0]
    for content in (b"Account,Sales\nMill,5\n", table):  # where any form will do, none is named
        with pytest.raises(CannotRead) as none_of_them:
            take_home.read_any(content)
        assert none_of_them.value.sentences("en") == [
            "This is not an Excel form of the workbook. Fill in the workbook's empty form (.xlsx) and choose that file."
        ]
        assert none_of_them.value.sentences("zh") == ["这不是练习册的 Excel 表单。请填写练习册的空白表单（.xlsx），再选择该文件。"]
    assert "accounts" not in refused(b"\n").sentences("en")[0]  # an empty file is told to be empty, whatever was wanted
    assert refused(tmp_path / "none.xlsx").problems[0].kind == "no_file"
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 70_000_000)
    assert refused(tmp_path / "bomb.xlsx").problems[0].kind == "too_large"


def test_a_name_that_covers_the_whole_sheet_is_refused():
    book = opened(demo(), values=False)
    defined = book.defined_names["kam_table_steps"]
    defined.attr_text = defined.attr_text.split("!")[0] + "!$A$1:$XFD$1048576"
    assert refused(saved(book)).problems[0].kind == "too_large"
    del book.defined_names["kam_table_steps"]
    assert refused(saved(book)).problems[0].kind == "gone"


# --- every form of the course -------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form_id", take_home.MODULES)
def test_every_form_is_sound_when_empty(form_id, lang):
    form = take_home.form(form_id)
    assert form.id == form_id
    calculation = Calculation(form, FormData(), lang)
    for page in Layout(calculation).pages:
        assert len(page.name) <= 31 and not set(page.name) & set("[]:*?/\\")
        assert page.fits_one_page
    content = form_bytes(form, FormData(), lang)
    read = take_home.read_any(content)
    assert (read.form, read.lang) == (form, lang)
    assert form_bytes(form, read.data, lang) == content
    for sheet in opened(content).worksheets:
        for row in sheet.iter_rows(values_only=True):
            assert not any(isinstance(value, str) and value.startswith("#") for value in row)


EXAMPLES = {
    "plan_check": lambda lang: form_data(case_plan_check(finer=True)),
    "lifetime_profit": case_lifetime_sheet,
    "switching_cost": case_switching_sheet,
    "relationship_plan": case_relationship_plan,
    "customer_value": case_customer_value,
    "growth_book": case_growth_book,
    "account_plan": lambda lang: plan_data(case_facts(), lang),
}  # as people get them; the account plan is written from answers


def test_every_form_has_an_example():
    assert EXAMPLES.keys() == take_home.MODULES.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form_id", EXAMPLES)
def test_every_example_prints_a_page_a_sheet_and_reads_back_cell_by_cell(form_id, lang):
    form = take_home.form(form_id)
    calculation = Calculation(form, EXAMPLES[form_id](lang), lang)
    assert [page.name for page in Layout(calculation).pages if not page.fits_one_page] == []
    content = form_bytes(form, calculation.data, lang)
    assert all(sheet.page_setup.fitToHeight in (None, 1) for sheet in opened(content, values=False).worksheets[:-1])
    back = Calculation(form, take_home.read_any(content).data, lang)
    for field in form.fields():
        assert same(back.field(field.name), calculation.field(field.name)), field.name
    for table in form.tables():
        for column in table.columns:
            read, written = (one.column(table.name, column.name) for one in (back, calculation))
            assert len(read) == len(written) and all(map(same, read, written)), (table.name, column.name)


FILLED = {
    "plan_check": ("check.cause", "check.countermeasure", "check.owner", "check.due", "lines.industry", "lines.customer", "lines.project",
                   "actions.owner", "actions.due"),
    "lifetime_profit": ("accounts.complaints", "accounts.step", "accounts.action"),
    "customer_value": ("audit.proof", "plans.owner", "plans.due", "gives.gives_how", "offers.source"),
    "growth_book": ("wallet.next_step", "offers.owner", "offers.due", "prospects.by_whom", "prospects.consent", "prospects.first_step",
                    "prospects.until"),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("form_id", "columns"), FILLED.items())
def test_examples_show_what_to_write_in_the_columns_of_the_syllabus(form_id, columns, lang):
    calculation = Calculation(take_home.form(form_id), EXAMPLES[form_id](lang), lang)
    for name in columns:
        written = [cell for cell in calculation.column(*name.split(".")) if cell not in (None, "")]
        assert len(written) >= (1 if name.startswith("lines.") else 2), name


# Model -> form and the cell of it that calculates the model.
CALCULATED = {
    "T0.C2": "plan_check months.m1", "T0.C4": "plan_check lines.collection_rate", "T0.C5": "plan_check check.attainment_to_date",
    "T0.C8": "plan_check ansoff_gap",
    "U1.C1": "lifetime_profit accounts.clp", "U1.C2": "lifetime_profit by_stage.stage_value", "U1.C3": "lifetime_profit accounts.stay",
    "U1.C4": "lifetime_profit accounts.point", "U1.C5": "lifetime_profit equity", "U1.C7": "lifetime_profit accounts.stage",
    "U3.C1": "customer_value score", "U3.C2": "customer_value cdv_now", "U3.C3": "customer_value our_lcc", "U3.C6": "customer_value net_saving",
    "U4.C1": "relationship_plan coverage", "U4.C2": "relationship_plan decision_index", "U4.C6": "relationship_plan team_coverage",
    "U4.C7": "relationship_plan budget_used",
    "U5.C1": "switching_cost sc_now", "U5.C2": "switching_cost gain_now", "U5.C3": "switching_cost needed_now", "U5.C4": "switching_cost ties.npv",
    "U5.C6": "switching_cost saved", "U5.C7": "switching_cost users.rate",
    "U6.C1": "growth_book matrix.share_all", "U6.C4": "growth_book offers.value", "U6.C7": "growth_book rings.units", "U6.C8": "growth_book nps",
}  # fmt: skip


def test_the_index_of_models_names_the_form_that_calculates_each():
    assert {each.id: each.forms for each in models() if each.forms} == {id: (at.split()[0],) for id, at in CALCULATED.items()}
    for form_id, name in map(str.split, CALCULATED.values()):
        form = take_home.form(form_id)
        table, _, column = name.rpartition(".")
        cells = form.table(table).columns if table else form.fields()
        assert next(cell for cell in cells if cell.name == column).formula, name


# --- T0: the plan check -------------------------------------------------------------------------------

LINES = (
    PlanLine("East", "", "Mill & Co", "", {"sales": 1_200_000, "cash_collected": 1_000_000, "profit": -90_000,
             "expense": 0}, {"sales": (90_000.0, 130_000.0, None, 70_000.0), "expense": (10.0,)},
             {"sales": Remark("late", "visit", "L.M.", date(2026, 5, 1)), "profit": Remark(owner="K.S.")}),
    PlanLine(project="Line 7", targets={"sales": 500_000, "expense": 60_000},
             actuals={"expense": (20_000.0, 1_000.0, 2_500.0, 0.0)}),
)  # fmt: skip
CHECK = PlanCheck(
    lines=LINES, month=4, month_weights=(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0.5), unit=10_000, ahead_from=1.1,
    behind_below=0.9, baseline=1_500_000.0, actions_year="2027", year="2026", owner="M.T.", checked_on=date(2026, 4, 30), own=True,
    actions=(Action("Sell spares", "market_penetration", 100_000.0, 0.6, "L.M.", date(2026, 6, 1)),
             Action("New region", "market_development", 300_000.0, 0.25), Action("Idea")),
)  # fmt: skip


@pytest.fixture(scope="module")
def filled():
    return {lang: plan_check_form(CHECK, lang) for lang in LANGUAGES}


def rows_of(calculation, table, columns):
    return pd.DataFrame({name: calculation.column(table, name) for name in columns})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_check_reads_back(lang, filled):
    read = read_plan_check(filled[lang])
    assert read == CHECK
    assert plan_check_form(read, lang) == filled[lang]
    assert plan_check(form_data(CHECK)) == CHECK


def test_an_empty_plan_check_is_for_own_figures():
    assert read_plan_check(plan_check_form(None, "en")) == PlanCheck(own=True)


def test_plan_check_formulas_give_the_values_beside_them(filled):
    found = list(by_address(filled["zh"]))
    assert len(found) > 1_500
    for cell, value, shown in found:
        assert same(value, shown), (cell.parent.title, cell.coordinate, cell.value)


def test_the_monthly_plan_is_that_of_the_library():
    found = Calculation(FORM, form_data(CHECK), "en")
    plans = rows_of(found, "months", [f"m{month}" for month in range(1, 13)])
    goals = [line.targets.get(measure, 0) for line in LINES for measure in targets.MEASURES]
    for place, goal in enumerate(goals):
        expected = targets.monthly_plan(goal, CHECK.month_weights, unit=10_000)
        assert plans.iloc[place].tolist() == expected.tolist()
        quarters = [found.column("months", f"q{quarter}")[place] for quarter in range(1, 5)]
        assert quarters == targets.quarter_totals(expected).tolist()
    assert set(found.column("months", "sum_check")) == {"exact", ""}


def test_equal_parts_left_over_go_to_the_first_month():
    weights = (0, 0, 0, 0, 0, 0, 0.135, 0.29, 0.244, 2.182, 2.649, 3)  # month 9 and 10 leave 0.41176… each
    found = Calculation(FORM, form_data(PlanCheck((PlanLine("R", targets={"sales": 5_000_000}),), month_weights=weights,
                                                  unit=1)), "en")  # fmt: skip
    plan = [found.column("months", f"m{month}")[0] for month in range(1, 13)]
    assert plan == targets.monthly_plan(5_000_000, weights, unit=1).tolist()


@settings(max_examples=25)
@given(
    st.integers(-10**7, 10**7),
    st.lists(st.integers(0, 3000).map(lambda k: k / 1000), min_size=12, max_size=12).filter(any),
    st.sampled_from([1, 100, 10_000]),
)
def test_largest_remainders_are_those_of_the_library(units, weights, unit):
    line = PlanLine("R", targets={"sales": units * unit})
    found = Calculation(FORM, form_data(PlanCheck((line,), month_weights=tuple(weights), unit=unit)), "en")
    plan = [found.column("months", f"m{month}")[0] for month in range(1, 13)]
    assert plan == targets.monthly_plan(units * unit, weights, unit=unit).tolist()


def test_a_target_that_is_no_multiple_of_the_unit_is_told():
    line = PlanLine("R", targets={"sales": 125_000})
    found = Calculation(FORM, form_data(PlanCheck((line,), unit=10_000)), "en")
    assert found.column("months", "sum_check")[:4] == ["not_exact", "exact", "exact", "exact"]


@pytest.mark.parametrize("month", [1, 4, 7, 12])
def test_the_check_is_that_of_the_library(month):
    check = replace(case_plan_check(12), month=month)
    found = Calculation(FORM, form_data(check), "zh")
    columns = ["plan", "actual", "attainment", "plan_to_date", "actual_to_date", "attainment_to_date", "gap", "state"]
    rows = rows_of(found, "check", columns)
    plans, actuals = {}, {}
    for place, line in enumerate(check.lines):
        for number, measure in enumerate(targets.MEASURES):
            plan = targets.monthly_plan(line.targets[measure], check.month_weights, unit=check.unit)
            actual = line.actuals[measure][:month]
            expected = targets.plan_check(plan, actual, no_plan="blank").iloc[-1]
            row = rows.iloc[place * 4 + number]
            for mine, theirs in (("plan", "plan"), ("actual", "actual"), ("attainment", "attainment"),
                                 ("plan_to_date", "cumulative_plan"), ("actual_to_date", "cumulative_actual"),
                                 ("attainment_to_date", "cumulative_attainment"), ("gap", "gap")):  # fmt: skip
                assert (np.isnan(expected[theirs]) and row[mine] == "") or row[mine] == pytest.approx(expected[theirs])
            plans[(place, measure)], actuals[(place, measure)] = plan, actual
    status = targets.plan_status(
        pd.DataFrame([plans[key] for key in plans if key[1] == "sales"]),
        pd.DataFrame([actuals[key] for key in actuals if key[1] == "sales"]),
        against="plan", ahead_from=check.ahead_from, behind_below=check.behind_below,
    )  # fmt: skip
    assert rows["state"].tolist()[: 4 * len(check.lines) : 4] == status["state"].tolist()
    whole = np.sum([plans[key] for key in plans if key[1] == "sales"], axis=0)
    came = np.sum([actuals[key] for key in actuals if key[1] == "sales"], axis=0)
    course = targets.plan_check(whole, came, no_plan="refuse")
    assert found.column("course", "actual_to_date")[:month] == pytest.approx(course["cumulative_actual"].tolist())
    assert found.column("course", "gap")[:month] == pytest.approx(course["gap"].tolist())
    assert found.column("course", "gap")[month:] == [""] * (12 - month)
    rate = found.column("summary", "run_rate")[0]
    assert rate == (pytest.approx(course["required_run_rate"].iloc[-1]) if month < 12 else "")


def test_too_much_expense_is_bad_and_too_little_good():
    def state(expense):
        line = PlanLine("R", targets={"expense": 120}, actuals={"expense": (expense,)})
        return Calculation(FORM, form_data(PlanCheck((line,), unit=1)), "en").column("check", "state")[3]

    assert [state(expense) for expense in (9.4, 10, 10.6)] == ["under", "on_course", "over"]


def test_the_ansoff_sheet_is_the_library():
    found = Calculation(FORM, form_data(CHECK), "en")
    actions = [one for one in CHECK.actions if one.cell]
    expected = targets.ansoff_gap(
        1_700_000, 1_500_000, [one.cell for one in actions], [one.growth for one in actions],
        [one.probability for one in actions],
    )  # fmt: skip
    assert found.field("ansoff_gap") == expected.gap
    assert found.field("residual") == pytest.approx(expected.residual)
    assert found.field("covered_share") == pytest.approx(expected.covered_share)
    assert found.field("gap_state") == "open"
    cells = [*found.column("matrix", "old_product"), *found.column("matrix", "new_product")]
    order = ["market_penetration", "market_development", "product_development", "diversification"]
    assert cells == pytest.approx(expected.covered_by_cell[order].tolist())


def test_rates_of_the_targets_are_those_of_the_library():
    check = case_plan_check()
    found = Calculation(FORM, form_data(check), "en")
    for place, line in enumerate(check.lines):
        rates = targets.measure_rates(*(line.targets[measure] for measure in targets.MEASURES))
        for name in ("collection_rate", "gross_margin_rate", "expense_ratio"):
            assert found.column("lines", name)[place] == pytest.approx(getattr(rates, name))


def test_the_case_is_that_of_the_tables():
    check = case_plan_check(12)
    orders = cases.orders()
    year = orders[orders["order_date"].between("2025-07-01", "2026-06-30")]
    assert sum(sum(line.actuals["sales"]) for line in check.lines) == year["invoice_amount"].sum()
    wanted = cases.targets().query("year == 2026")["sales_target"].tolist()
    assert [line.targets["sales"] for line in check.lines] == wanted
    service = cases.costs_to_serve()
    spent = service.loc[service["month"].between("2025-07-01", "2026-06-30"), "cost"].sum()
    assert sum(sum(line.actuals["expense"]) for line in check.lines) == spent


@pytest.mark.parametrize("month", [7, 12])
def test_the_finer_lines_add_up_to_the_region(month):
    whole, finer = (case_plan_check(month, finer=finer) for finer in (False, True))
    assert [line.region for line in finer.lines[2:]] == [line.region for line in whole.lines]
    assert [bool(line.customer) + bool(line.project) for line in finer.lines] == [2, 1, 0, 0, 0, 0, 0, 0]
    for measure in targets.MEASURES:
        assert sum(line.targets[measure] for line in finer.lines[:3]) == whole.lines[0].targets[measure]
        came = np.array([line.actuals[measure] for line in finer.lines[:3]])
        assert came.sum(axis=0).tolist() == list(whole.lines[0].actuals[measure])
        assert [line.actuals[measure] for line in finer.lines[3:]] == [line.actuals[measure] for line in whole.lines[1:]]


def test_the_lesson_gives_the_finer_form():
    link = form_link(case_plan_check(), "zh")
    content = base64.b64decode(re.search(r"base64,([^\"]+)", link)[1])
    assert content == plan_check_form(case_plan_check(finer=True), "zh")


def test_every_line_behind_has_a_cause_an_owner_and_a_date():
    check = case_plan_check(finer=True)
    found = Calculation(FORM, form_data(check), "en")
    states = found.column("check", "state")
    rows = {name: found.column("check", name) for name in ("cause", "countermeasure", "owner", "due")}
    behind = [place for place, state in enumerate(states) if state in ("behind", "over")]
    assert len(behind) == 6 and all(rows[name][place] for name in rows for place in behind)
    sellers = set(cases.sellers()["initials"])
    assert {action.owner for action in check.actions} <= sellers and {each for each in rows["owner"] if each} <= sellers
    assert all(day > check.checked_on for day in rows["due"] if day)


def test_the_gap_of_the_case_is_that_of_the_lesson():
    lesson = x4_ansoff.plan_of(pool("T0.X4")[0], scale=10_000, chance_at=0)
    found = Calculation(FORM, form_data(case_plan_check()), "zh")
    assert (found.field("ansoff_gap"), found.field("residual")) == (lesson.gap, pytest.approx(lesson.residual))
    assert len(case_plan_check().actions) == 12 and found.field("gap_state") == "open"
    assert found.field("target_sales") != found.total("lines", "sales")  # that of the year after


def test_twelve_months_and_weights_are_wanted():
    with pytest.raises(ValueError, match="month_weights"):
        form_data(PlanCheck(month_weights=(1.0,)))
    with pytest.raises(ValueError, match="actuals"):
        form_data(PlanCheck((PlanLine("R", actuals={"sales": (1.0,) * 13}),)))
