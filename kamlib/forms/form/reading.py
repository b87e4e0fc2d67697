"""Reads a form back from Excel, with what people changed in it; what cannot be read is named by sheet and cell."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kamlib.classroom.messages import EXAMPLES, READING_PROBLEMS
from kamlib.classroom.reading import read_number
from kamlib.forms import cells
from kamlib.forms.columns import normalise
from kamlib.forms.form.parts import Column, Field, Form, FormData, Table
from kamlib.forms.form.writing import HIDDEN_SHEET, SCHEMA
from kamlib.forms.opening import column_letters, column_number, load
from kamlib.forms.problems import CannotRead, Findings, refuse, shown
from kamlib.text import LANGUAGES, Text, check_language, number, percent

_LARGEST_UNPACKED = 60_000_000  # bytes; a form is far smaller
_MOST_ROWS = 5_000  # of one table


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as it stands in a file: which one, its data, and the language it is written in."""

    form: Form
    data: FormData
    lang: str


@dataclass(frozen=True, slots=True)
class _Area:
    """A stretch of cells of a sheet, from 1, all ends included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


def read_form(source: str | Path | bytes, *forms: Form) -> ReadForm:
    """Read a form back that `form_bytes` wrote.

    Parameters
    ----------
    source : path or bytes
        The Excel file, as saved by Excel, WPS or LibreOffice.
    *forms : Form
        The forms it may be.

    Returns
    -------
    ReadForm
        Writing its data again gives the same form.

    Raises
    ------
    CannotRead
        When the file is none of the forms, was written by another version, or holds cells that cannot be
        read: each is named by sheet and cell.
    """
    import openpyxl  # slow to import

    content = load(source)
    if not content.startswith(b"PK"):
        raise refuse(_NO_FORM, kind="no_form", form=_wanted(forms))
    try:
        _refuse_large(content)
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        if HIDDEN_SHEET not in values.sheetnames:
            raise refuse(_NO_FORM, kind="no_form", form=_wanted(forms))
        written = openpyxl.load_workbook(io.BytesIO(content))
        facts = {key: json.loads(fact) for key, fact in values[HIDDEN_SHEET].iter_rows(
            max_row=10, max_col=2, values_only=True) if key and isinstance(fact, str)}  # fmt: skip
        form = _which(facts, forms)
        reader = _Reader(form, check_language(facts["lang"]), values, written)
        data = reader.data(own=facts.get("own") is True)
    except CannotRead:
        raise
    except Exception as error:  # anything can be wrong in a file that people edited or another program wrote
        raise refuse(_CHANGED, kind="no_form", form=_wanted(forms)) from error
    return ReadForm(form, data, reader.lang)


def _refuse_large(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(info.file_size for info in package.infolist()) > _LARGEST_UNPACKED:
            raise refuse(_TOO_LARGE, kind="too_large")


def _which(facts: dict[str, Any], forms: Sequence[Form]) -> Form:
    if facts.get("schema") != SCHEMA:
        raise refuse(_OTHER_VERSION, kind="schema")
    form = next((one for one in forms if one.id == facts.get("form")), None)
    if form is None:
        raise refuse(_OTHER_FORM, kind="other_form", forms=_titles(forms))
    if facts.get("version") != form.version:
        raise refuse(_OTHER_VERSION, kind="version")
    return form


def _wanted(forms: Sequence[Form]) -> Text:
    """Return the form by its title where only one will do; a list of all forms would help nobody."""
    if len(forms) != 1:
        return Text(en="an Excel form of the workbook", zh="练习册的 Excel 表单")
    return Text(en=f"the form “{forms[0].title.en}” of the workbook", zh=f"练习册的表单“{forms[0].title.zh}”")


def _titles(forms: Sequence[Form]) -> Text:
    return Text(
        en=", ".join(f"“{form.title.en}”" for form in forms) or "–",
        zh="、".join(f"“{form.title.zh}”" for form in forms) or "–",
    )


class _Reader:
    """Reads one form; collects all problems, so that a person sees them at once."""

    def __init__(self, form: Form, lang: str, values: Any, written: Any) -> None:
        self.form, self.lang, self.findings = form, lang, Findings()
        self.values, self.written = values, written

    def data(self, *, own: bool) -> FormData:
        """Return everything people filled in."""
        fields = {}
        for one in self.form.fields():
            if not one.formula:
                area = self._area(f"kam_{one.name}", one.label)
                value = self._read(one, area.sheet, area.top, area.left)
                # A default that was wiped out stays wiped out; a field without one is simply left out.
                if value is not None or one.default is not None:
                    fields[one.name] = value
        tables: dict[str, list[dict[str, Any]]] = {}
        for table in self.form.tables():
            if any(table.is_input(column) for column in table.columns):
                tables[table.name] = self._rows(table)
        self._drop_empty(tables)
        self.findings.stop_if_any()
        return FormData(fields, {name: rows for name, rows in tables.items() if rows}, own)

    # -- where things are ------------------------------------------------------------------------------

    def _area(self, name: str, label: Text) -> _Area:
        """Return the cells of a defined name: it stays right when people move or rename things."""
        defined = self.values.defined_names.get(name)
        places = list(defined.destinations) if defined is not None else []
        if len(places) != 1 or "#REF!" in (defined.attr_text or ""):
            raise refuse(_GONE, kind="gone", label=label)
        sheet, address = places[0]
        found = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?", address)
        if found is None or sheet not in self.values.sheetnames:
            raise refuse(_GONE, kind="gone", label=label)
        left, top, right, bottom = found.groups()
        return _Area(
            sheet, int(top), column_number(left), int(bottom or top), column_number(right or left)
        )

    # -- tables ----------------------------------------------------------------------------------------

    def _rows(self, table: Table) -> list[dict[str, Any]]:
        area = self._area(f"kam_table_{table.name}", table.title or table.columns[0].label)
        if area.bottom - area.top > _MOST_ROWS:
            raise refuse(_TOO_LARGE, kind="too_large")
        places = self._columns(table, area)
        order = self._lines(table, area, places) if table.lines and not table.follows else None
        rows = []
        for row in order or range(area.top + 1, area.bottom + 1):
            read = {
                column.name: self._read(column, area.sheet, row, places[column.name])
                for column in table.columns
                if table.is_input(column)
            }
            rows.append({name: value for name, value in read.items() if value is not None})
        return rows

    def _columns(self, table: Table, area: _Area) -> dict[str, int]:
        """Return where the columns stand now, by their headings; people may have moved them."""
        sheet = self.values[area.sheet]
        headings = {
            normalise(str(sheet.cell(area.top, column).value)): column
            for column in range(area.right, area.left - 1, -1)
        }
        places = {}
        for column in table.columns:
            names = map(normalise, (column.label.pick(self.lang), *column.earlier))
            found = next((headings[name] for name in names if name in headings), None)
            if found is None:
                raise refuse(
                    _NO_COLUMN, kind="no_column", sheet=area.sheet, row=None, label=column.label, line=area.top
                )
            places[column.name] = found
        return places

    def _lines(self, table: Table, area: _Area, places: dict[str, int]) -> list[int]:
        """Return the rows of the fixed lines in the order of the form, wherever they stand now."""
        sheet, column = self.values[area.sheet], places[table.columns[0].name]
        found = {normalise(str(sheet.cell(row, column).value)): row for row in range(area.bottom, area.top, -1)}
        rows = []
        for line in table.lines:
            row = found.get(normalise(line.words.pick(self.lang)))
            if row is None:
                raise refuse(_NO_LINE, kind="no_line", sheet=area.sheet, label=line.words)
            rows.append(row)
        return rows

    def _drop_empty(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        """Leave out rows in which nothing stands, together with the rows that follow them."""
        for table in self.form.tables():
            if table.name not in tables:
                continue
            followers = {
                one.name: max(1, len(one.lines))
                for one in self.form.tables()
                if one.follows == table.name and one.name in tables
            }
            if table.lines or table.follows:
                continue
            kept = []
            for place, row in enumerate(tables[table.name]):
                mine = [tables[name][place * size : (place + 1) * size] for name, size in followers.items()]
                if row or any(line for group in mine for line in group):
                    kept.append(place)
                    self._refuse_without_key(table, place, row)
            for name, size in followers.items():
                groups = tables[name]
                tables[name] = [groups[i] for place in kept for i in range(place * size, (place + 1) * size)
                                if i < len(groups)]  # fmt: skip
            tables[table.name] = [tables[table.name][place] for place in kept]
        for name, rows in tables.items():
            if not any(rows):
                tables[name] = []

    def _refuse_without_key(self, table: Table, place: int, row: dict[str, Any]) -> None:
        """Name a row with figures and no name: its formulas show nothing, so it would be lost in silence."""
        needed = [one for one in table.columns if f"{{{one.name}}}" in table.key]
        if needed and not any(row.get(column.name) is not None for column in needed):
            area = self._area(f"kam_table_{table.name}", table.title or table.columns[0].label)
            self._problem(
                _NO_KEY, area.sheet, area.top + 1 + place, area.left, kind="no_key",
                label=_either([column.label for column in needed]),
            )  # fmt: skip

    # -- cells -----------------------------------------------------------------------------------------

    def _read(self, cell: Field | Column, sheet: str, row: int, column: int) -> Any:
        """Return the value of a cell, or None after adding a problem."""
        raw = self.values[sheet].cell(row, column).value
        if raw is None and self.written[sheet].cell(row, column).data_type == "f":
            return self._problem(_NOT_CALCULATED, sheet, row, column, kind="not_calculated", label=cell.label)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if self.values[sheet].cell(row, column).data_type == "e":
            return self._problem(_ERROR_VALUE, sheet, row, column, kind="error_value", label=cell.label, raw=raw)
        if cell.kind == "text":
            return _as_text(raw)
        if cell.kind == "choice":
            return self._choice(cell, raw, sheet, row, column)
        if cell.kind == "date":
            return self._date(cell, raw, sheet, row, column)
        return self._number(cell, raw, sheet, row, column)

    def _choice(self, cell: Field | Column, raw: Any, sheet: str, row: int, column: int) -> str | None:
        wanted = normalise(_as_text(raw))
        for option in cell.options:
            words = (option.id, *(option.words.pick(lang) for lang in LANGUAGES), *option.earlier)
            if wanted in map(normalise, words):
                return option.id
        return self._problem(
            _NO_OPTION, sheet, row, column, kind="no_option", label=cell.label, raw=shown(raw),
            options=Text(en=", ".join(f"“{option.words.en}”" for option in cell.options),
                         zh="、".join(f"“{option.words.zh}”" for option in cell.options)),
        )  # fmt: skip

    def _date(self, cell: Field | Column, raw: Any, sheet: str, row: int, column: int) -> date | None:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        found = cells.dates([raw if isinstance(raw, (int, float)) else str(raw)], None)  # a time is no date
        if found.odd or found.two_orders or found.blank[0]:
            return self._problem(_NO_DATE, sheet, row, column, kind="no_date", label=cell.label, raw=shown(raw))
        return found.values[0].astype(object)

    def _number(self, cell: Field | Column, raw: Any, sheet: str, row: int, column: int) -> float | None:
        where = {"label": cell.label, "raw": shown(raw)}
        kind = cell.kind if cell.kind in ("money", "percent") else "number"
        if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):  # a tick, a date, a time or a span of time
            return self._problem(_NO_NUMBER, sheet, row, column, kind="no_number", **where, example=EXAMPLES[kind])
        if isinstance(raw, str):
            reading = read_number(raw, kind, "ask")
            if reading.value is None:
                one, other = reading.alternatives or (0.0, 0.0)
                said = READING_PROBLEMS[reading.problem or "no_number"]
                text = Text(en="{label}: " + said.en, zh="{label}：" + said.zh)
                return self._problem(text, sheet, row, column, kind="no_number", **where, one=one, other=other,
                                     example=EXAMPLES[kind])  # fmt: skip
            raw = reading.value
        value = float(raw)
        too_low = cell.least is not None and value < cell.least
        if too_low or (cell.most is not None and value > cell.most) or (cell.kind == "whole" and value % 1):
            return self._problem(_OUT_OF_RANGE, sheet, row, column, kind="out_of_range", **where,
                                 least=_limit(cell, cell.least), most=_limit(cell, cell.most))  # fmt: skip
        return int(value) if value.is_integer() and cell.kind == "whole" else value

    def _problem(self, text: Text, sheet: str, row: int, column: int, *, kind: str, **values: Any) -> None:
        """Add a problem that begins with sheet and cell."""
        self.findings.problem(
            Text(en=_WHERE.en + text.en, zh=_WHERE.zh + text.zh), kind=kind,
            sheet=shown(sheet), cell=f"{column_letters(column)}{row}", **values,
        )  # fmt: skip


def _limit(cell: Field | Column, value: float | None) -> Text:
    if value is None:
        return Text(en="any figure", zh="不限")
    write = percent if cell.kind == "percent" else number
    return Text(en=write(value, "en"), zh=write(value, "zh"))


def _either(labels: Sequence[Text]) -> Text:
    return Text(
        en=" or ".join(f"“{label.en}”" for label in labels), zh="或".join(f"“{label.zh}”" for label in labels)
    )


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# --- words --------------------------------------------------------------------------------------------

_WHERE = Text(en="Sheet “{sheet}”, cell {cell}: ", zh="工作表“{sheet}”单元格 {cell}：")
_NO_OPTION = Text(
    en="{label}: “{raw}” is not in the list; choose {options}.", zh="{label}：“{raw}”不在列表中，请选择{options}。"
)
_NO_DATE = Text(
    en="{label}: “{raw}” is no date; write it like 2026-08-31.", zh="{label}：“{raw}”不是日期，请按 2026-08-31 的格式填写。"
)
_NO_NUMBER = Text(
    en="{label}: “{raw}” is no number; write it like {example}.", zh="{label}：“{raw}”不是数字，请按 {example} 的格式填写。"
)
_OUT_OF_RANGE = Text(
    en="{label}: “{raw}” is out of range; it goes from {least} to {most}.",
    zh="{label}：“{raw}”超出范围，应在 {least} 至 {most} 之间。",
)
_ERROR_VALUE = Text(
    en="{label}: the cell shows the error {raw}; write a value or put its formula right.",
    zh="{label}：单元格显示错误 {raw}，请填写数值或更正公式。",
)
_NOT_CALCULATED = Text(
    en="{label}: a formula here was never calculated; open the file in Excel and save it.",
    zh="{label}：此处的公式尚未计算，请用 Excel 打开并保存文件。",
)
_NO_KEY = Text(
    en="there are figures in this row, but {label} is empty; fill it in or clear the row.",
    zh="该行有数据，但{label}为空，请补填，或清空该行。",
)
_NO_COLUMN = Text(
    en="Sheet “{sheet}”, row {line}: the column “{label}” is missing; write its heading again.",
    zh="工作表“{sheet}”第 {line} 行：缺少“{label}”列，请恢复该标题。",
)
_NO_LINE = Text(
    en="Sheet “{sheet}”: the line “{label}” is missing; write it into the first column again.",
    zh="工作表“{sheet}”：缺少“{label}”一行，请在第一列恢复该名称。",
)
_GONE = Text(
    en="“{label}” is no longer in this form: its cells were deleted. Fill in the workbook's empty form anew.",
    zh="该表中已没有“{label}”：相关单元格已被删除。请重新填写练习册的空白表单。",
)
_NO_FORM = Text(
    en="This is not {form}. Fill in the workbook's empty form (.xlsx) and choose that file.",
    zh="这不是{form}。请填写练习册的空白表单（.xlsx），再选择该文件。",
)
_CHANGED = Text(
    en="This is not {form}, or it was changed too much. Fill in the workbook's empty form (.xlsx) anew.",
    zh="这不是{form}，或改动过多。请重新填写练习册的空白表单（.xlsx）。",
)
_OTHER_FORM = Text(
    en="This is another form of the workbook; here {forms} is wanted.",
    zh="这是练习册的另一张表单，此处需要{forms}。",
)
_OTHER_VERSION = Text(
    en="This form was written by another version of the workbook. Fill in the empty form of this version.",
    zh="该表由其他版本的练习册生成。请填写本版本的空白表单。",
)
_TOO_LARGE = Text(
    en="This file is far larger than a form of the workbook. Fill in the workbook's empty form (.xlsx) anew.",
    zh="该文件远大于练习册的表单。请重新填写练习册的空白表单（.xlsx）。",
)
