"""Writes a form as an Excel file: formulas with their values, drop-down lists, colours, print, names."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kamlib.forms.form.calculation import TOTAL, Calculation, Place
from kamlib.forms.form.formulas import excel, quoted, references
from kamlib.forms.form.layout import Layout, Page, Placed, Spot, chart_width, note_spot
from kamlib.forms.form.parts import Chart, Column, Field, Fields, Form, FormData, Note, Option, Table
from kamlib.forms.opening import column_letters
from kamlib.forms.sheets import (
    COLOURS,
    FONTS,
    GREY,
    GRID,
    INPUT,
    TINTS,
    Book,
    safe_text,
    save,
    set_up_page,
)
from kamlib.text import Text

SCHEMA = "kam-form/1"
HIDDEN_SHEET = "kam"
_FRAME = "#D9CFA8"  # around cells to fill in
_DIGITS = {"money": 0, "percent": 1, "number": 2, "whole": 0}
_MADE = datetime(2026, 1, 1)  # no clock in the file: the same data give the same bytes
_ALLOWED = {"format_columns": True, "format_rows": True, "format_cells": True, "objects": True, "scenarios": True}
_TO_THE_LEFT = ("text", "choice", "date")
_WIDEST = {"least": -1e15, "most": 1e15}


def form_bytes(form: Form, data: FormData, lang: str) -> bytes:
    """Return a form filled in, as an Excel file.

    Parameters
    ----------
    form : Form
    data : FormData
        ``FormData()`` gives an empty form.
    lang : "en" or "zh"

    Raises
    ------
    UnknownLanguage
        For another language.
    ValueError
        When the data do not fit the form.
    """
    calculation = Calculation(form, data, lang)
    out = io.BytesIO()
    _Writer(calculation, out).write()
    return out.getvalue()


def write_form(form: Form, data: FormData, path: str | Path, lang: str) -> Path:
    """Write a form filled in to a file; it is there whole or not at all.

    Raises
    ------
    CannotRead
        When the file cannot be written, for instance because Excel has it open.
    """
    return save(form_bytes(form, data, lang), path)


class _Writer:
    """Writes one form; keeps what all sheets share."""

    def __init__(self, calculation: Calculation, out: io.BytesIO) -> None:
        self.calculation, self.form = calculation, calculation.form
        self.lang, self.data = calculation.lang, calculation.data
        self.layout = Layout(calculation)
        self.out = Book(out, self.lang)
        self.book = self.out.book
        self.lists: dict[tuple[str, ...], str] = {}
        self.option_words: list[list[str]] = []

    def write(self) -> None:
        """Write all sheets."""
        sheets = [self.book.add_worksheet(page.name) for page in self.layout.pages]
        for number, (sheet, page) in enumerate(zip(sheets, self.layout.pages, strict=True)):
            self._page(sheet, page, number)
        self._hidden()
        self.book.set_properties({"title": self.say(self.form.title), "created": _MADE})
        self.book.set_calc_mode("auto")
        self.book.close()

    def say(self, text: Text) -> str:
        """Return a text in the form's language."""
        return text.pick(self.lang)

    # -- sheets ----------------------------------------------------------------------------------------

    def _page(self, sheet: Any, page: Page, number: int) -> None:
        title = self.say(self.form.title) + (f" · {page.name}" if number else "")
        self.out.text(sheet, 0, 0, title, bold=True, font_size=16)
        said = [self.say(self.form.about)] if number == 0 else []
        said.append(self.say(_OWN if self.data.own else _INVENTED))
        self.out.text(sheet, 1, 0, ("" if self.lang == "zh" else " ").join(said), font_color=GREY)
        self.out.text(sheet, 2, 0, self.say(_LEGEND), font_color=GREY)
        sheet.set_row(0, 26)
        for row, height in page.heights.items():
            sheet.set_row(row, height)
        for placed in page.blocks:
            if placed.title is not None:
                self.out.text(sheet, placed.title, 0, self.say(placed.block.title), bold=True, font_size=12,
                              font_color=COLOURS["accent"])  # fmt: skip
            {Fields: self._fields, Table: self._table, Note: self._note, Chart: self._chart}[type(placed.block)](
                sheet, page, placed
            )
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        set_up_page(sheet, pages_tall=1 if page.fits_one_page else 0, portrait=page.sheet.portrait)
        self._keep_headings(sheet, page)
        sheet.protect("", _ALLOWED)

    def _keep_headings(self, sheet: Any, page: Page) -> None:
        """Repeat the headings of the longest table on every printed page; keep them in view if they are high up."""
        tables = [placed for placed in page.blocks if isinstance(placed.block, Table)]
        if not tables:
            return
        longest = max(tables, key=lambda placed: self.calculation.rows[placed.block.name])
        sheet.repeat_rows(longest.top)
        if len(tables) == 1 and longest.top <= 10:
            sheet.freeze_panes(longest.top + 1, 0)

    def _fields(self, sheet: Any, page: Page, placed: Placed) -> None:
        for spots in placed.fields:
            indent = 1 if spots.label.first else 0  # beside another field
            self._merged(sheet, spots.label, self.say(spots.field.label), text_wrap=True, indent=indent)
            self._cell(sheet, Place("", 0, spots.field.name), spots.cell)
            if spots.help is not None and spots.field.help is not None:
                self._merged(sheet, spots.help, self.say(spots.field.help), text_wrap=True, font_color=GREY, indent=1)
            self._rules(sheet, spots.field, spots.cell.row, spots.cell.row, spots.cell.first)
            area = self.layout.area(*[Place("", 0, spots.field.name)] * 2)
            self.book.define_name(f"kam_{spots.field.name}", f"={area}")

    def _table(self, sheet: Any, page: Page, placed: Placed) -> None:
        table: Table = placed.block
        rows = self.calculation.rows[table.name]
        for column, described in enumerate(table.columns, start=table.indent):
            side = {"align": "left", "indent": 1} if described.kind in _TO_THE_LEFT else {"align": "right"}
            self.out.text(
                sheet, placed.top, column, self.say(described.label), bold=True, bg_color=GRID, text_wrap=True,
                valign="top", bottom=1, bottom_color=GREY, **side,
            )  # fmt: skip
            for row in range(rows):
                spot = Spot(placed.top + 1 + row, column, column)
                self._cell(sheet, Place(table.name, row, described.name), spot)
            if table.total is not None:
                self._total(sheet, table, described, Spot(placed.top + 1 + rows, column, column))
            self._rules(sheet, described, placed.top + 1, placed.top + rows, column, table)
        first, last = Place(table.name, 0, table.columns[0].name), Place(table.name, rows - 1, table.columns[-1].name)
        self.book.define_name(f"kam_table_{table.name}", f"={self.layout.area(first, last, above=1)}")

    def _total(self, sheet: Any, table: Table, column: Column, spot: Spot) -> None:
        place = Place(table.name, TOTAL, column.name)
        looks = {"bold": True, "top": 1, "top_color": GREY}
        if column is table.columns[0] and table.total is not None:
            self.out.text(sheet, spot.row, spot.first, self.say(table.total), indent=1, **looks)
        elif self.calculation.formula(place):
            self._cell(sheet, place, spot, **looks)
        else:
            sheet.write_blank(spot.row, spot.first, None, self.out.style(**looks))

    def _note(self, sheet: Any, page: Page, placed: Placed) -> None:
        self._merged(sheet, note_spot(page, placed), self.say(placed.block.text), text_wrap=True, valign="top")

    def _merged(self, sheet: Any, spot: Spot, text: str, **looks: Any) -> None:
        if spot.last > spot.first:
            sheet.merge_range(spot.row, spot.first, spot.row, spot.last, "", self.out.style(**looks))
        self.out.text(sheet, spot.row, spot.first, text, **looks)

    # -- cells -----------------------------------------------------------------------------------------

    def _cell(self, sheet: Any, place: Place, spot: Spot, **looks: Any) -> None:
        """Write one cell: what people filled in, a fixed line, or a formula with its value."""
        cell = self.calculation.cell(place)
        template = self.calculation.formula(place)
        label = bool(place.table) and self.form.table(place.table).is_label(cell)
        properties = {**_number_format(cell), **looks}
        if cell.kind in ("text", "choice"):
            properties |= {"text_wrap": True, "align": "left", "indent": 1}
        if not template and not label:
            properties |= {"bg_color": INPUT, "border": 1, "border_color": _FRAME, "locked": False}
        elif not looks:
            properties |= {"bottom": 1, "bottom_color": GRID}
        if place.table and self._begins_group(place):
            properties |= {"top": 1, "top_color": GREY}
        if spot.last > spot.first:
            sheet.merge_range(spot.row, spot.first, spot.row, spot.last, "", self.out.style(**properties))
        value = self.calculation.shown(place)
        if template:
            formula = "=" + self._excel(place, template)
            shown = safe_text(value) if isinstance(value, str) else value
            sheet.write_formula(spot.row, spot.first, formula, self.out.style(**properties), shown)
        elif value is None:
            sheet.write_blank(spot.row, spot.first, None, self.out.style(**properties))
        elif isinstance(value, str):
            self.out.text(sheet, spot.row, spot.first, value, **properties)
        else:
            sheet.write_number(spot.row, spot.first, value, self.out.style(**properties))

    def _begins_group(self, place: Place) -> bool:
        """Say whether a row is the first of the lines that belong to one row of the table followed."""
        table = self.form.table(place.table)
        return bool(table.follows and len(table.lines) > 1 and place.row > 0 and place.row % len(table.lines) == 0)

    def _excel(self, place: Place, template: str) -> str:
        def written(part: str) -> str:
            return excel(
                part, lambda ref: self.layout.address(ref, place), lambda option: self.say(self.form.word(option))
            )

        guard = self.calculation.guard(place)
        return f'IF({written(guard)}="","",{written(template)})' if guard else written(template)

    def _rules(
        self, sheet: Any, cell: Field | Column, first: int, last: int, column: int, table: Table | None = None
    ) -> None:
        """Let Excel refuse what cannot be, offer the choices, and colour what states a finding."""
        if not cell.formula and not (table and table.is_label(cell)):
            rule = self._allowed(cell)
            if rule:
                rule |= {"error_title": self.say(self.form.title)[:32], "error_message": self.say(_NOT_ALLOWED)}
                sheet.data_validation(first, column, last, column, rule)
        for option in cell.options:
            if option.look:
                sheet.conditional_format(
                    first, column, last, column,
                    {"type": "cell", "criteria": "==", "value": quoted(self.say(option.words)),
                     "format": self.book.add_format({"bg_color": TINTS[option.look]})},
                )  # fmt: skip

    def _allowed(self, cell: Field | Column) -> dict[str, Any]:
        if cell.kind == "choice":
            return {"validate": "list", "source": f"={self._list(cell.options)}"}
        if cell.kind == "date":
            return {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        if cell.kind == "text":
            return {}
        least, most = (_WIDEST[side] if value is None else value for side, value in
                       (("least", cell.least), ("most", cell.most)))  # fmt: skip
        kind = "integer" if cell.kind == "whole" and max(-least, most) < 2**31 else "decimal"
        return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}

    def _list(self, options: tuple[Option, ...]) -> str:
        """Return the name of a list of choices on the hidden sheet."""
        words = [self.say(option.words) for option in options]
        if tuple(words) not in self.lists:
            self.lists[tuple(words)] = f"kam_list_{len(self.lists) + 1}"
            self.option_words.append(words)
        return self.lists[tuple(words)]

    # -- charts and hidden sheet -----------------------------------------------------------------------

    def _chart(self, sheet: Any, page: Page, placed: Placed) -> None:
        described: Chart = placed.block
        font = {"name": FONTS[self.lang], "size": 9, "color": "#1F2933"}
        kind = {"stacked": {"type": "column", "subtype": "stacked"}}.get(described.kind, {"type": described.kind})
        chart = self.book.add_chart(kind)
        lines = self.book.add_chart({"type": "line"})
        for series in described.series:
            colour = COLOURS[series.colour]
            as_line = series.line or described.kind in ("line", "radar")
            looks = (
                {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 5,
                 "fill": {"color": colour}, "border": {"color": colour}}}
                if as_line else {"fill": {"color": colour}, "gap": 60}
            )  # fmt: skip
            (lines if series.line else chart).add_series({
                "name": self.say(series.name), "categories": self._reference(described.categories),
                "values": self._reference(series.values), **looks,
            })  # fmt: skip
        if any(series.line for series in described.series):
            chart.combine(lines)
        chart.set_title({"name": self.say(described.title), "name_font": {**font, "size": 12, "bold": True}})
        categories = {"num_font": font, "label_position": "low", "line": {"color": GREY}}
        unit = {"name": self.say(described.unit), "name_font": {**font, "bold": False}} if described.unit else {}
        values = {"num_font": font, "num_format": "0%" if described.axis == "percent" else "#,##0", **unit,
                  "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": GRID}}}  # fmt: skip
        if described.kind == "bar":  # the first category at the top, the values still below
            chart.set_y_axis({**categories, "reverse": True, "major_gridlines": {"visible": False}})
            chart.set_x_axis({**values, "label_position": "high"})
        else:
            chart.set_x_axis(categories)
            chart.set_y_axis(values)
        chart.set_legend({"position": "bottom", "font": font} if len(described.series) > 1 else {"none": True})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": chart_width(page), "height": described.height})
        sheet.insert_chart(placed.top, 0, chart, {"description": self.say(described.title)})

    def _reference(self, written: str) -> str:
        return "=" + self.layout.absolute(references(written)[0])

    def _hidden(self) -> None:
        """Write what the form needs to be read back without guessing, and the words of the lists."""
        sheet = self.book.add_worksheet(HIDDEN_SHEET)
        facts = {"schema": SCHEMA, "form": self.form.id, "version": self.form.version, "lang": self.lang,
                 "own": self.data.own}  # fmt: skip
        for row, (key, value) in enumerate(facts.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, json.dumps(value))
        for column, (name, words) in enumerate(zip(self.lists.values(), self.option_words, strict=True), start=3):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
            letter = column_letters(column + 1)
            self.book.define_name(name, f"={HIDDEN_SHEET}!${letter}$1:${letter}${len(words)}")
        sheet.very_hidden()


def _number_format(cell: Field | Column) -> dict[str, Any]:
    if cell.kind == "date":
        return {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1}
    if cell.kind not in _DIGITS:
        return {}
    digits = _DIGITS[cell.kind] if cell.digits is None else cell.digits
    decimals = "." + "0" * digits if digits else ""
    return {"num_format": f"0{decimals}%" if cell.kind == "percent" else f"#,##0{decimals}"}


_INVENTED = Text(
    en="The figures are those of the course's invented case company, Tarvane Drives.",
    zh="数据来自课程虚构的案例公司“塔凡传动”。",
)
_OWN = Text(en="Your own figures; they stay on your computer.", zh="您自己的数据，仅保存在您的电脑上。")
_LEGEND = Text(
    en="Fill in the yellow cells; everything else is calculated. The sheets are protected without a password.",
    zh="请填写黄色单元格，其余自动计算。工作表已保护（无密码）。",
)
_NOT_ALLOWED = Text(
    en="This value is not possible here. Choose from the list, or write a number or date in range.",
    zh="此处不能填写该值，请从列表中选择，或填写范围内的数字或日期。",
)
