"""Calculates a filled-in form here, as Excel will: the values that stand beside the formulas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from kamlib.forms.form.formulas import CellError, Ref, evaluate
from kamlib.forms.form.parts import Column, Field, Form, FormData, Table
from kamlib.forms.sheets import safe_text
from kamlib.text import Text, check_language

TOTAL = -1  # the row number of a total row
_DAY_ZERO = date(1899, 12, 30)  # Excel counts days from here


class Place(NamedTuple):
    """A cell of a form: a field (no table) or a column's cell in a row; `row` is `TOTAL` in the total row."""

    table: str
    row: int
    name: str


class Calculation:
    """A form with data in one language; every cell is calculated when it is first asked for.

    Parameters
    ----------
    form : Form
    data : FormData
    lang : "en" or "zh"

    Raises
    ------
    ValueError
        When the data hold a field, table or column that the form does not have, a choice that is none, or
        rows that do not fit the table they follow.

    Examples
    --------
    >>> from kamlib.forms.form import Field, Fields, Sheet
    >>> text = Text(en="Margin", zh="毛利率")
    >>> fields = (Field(name="price", label=text, kind="money"), Field(name="cost", label=text, kind="money"),
    ...           Field(name="margin", label=text, kind="percent", formula="({price}-{cost})/{price}"))
    >>> form = Form("demo", 1, text, text, (Sheet(title=text, blocks=(Fields(fields=fields),)),))
    >>> Calculation(form, FormData({"price": 100, "cost": 70}), "en").field("margin")
    0.3
    """

    def __init__(self, form: Form, data: FormData, lang: str) -> None:
        self.form, self.data, self.lang = form, data, check_language(lang)
        self._fields = {one.name: one for one in form.fields()}
        self._tables = {table.name: table for table in form.tables()}
        self._known: dict[Place, Any] = {}
        self._open: set[Place] = set()
        self._check_data()
        self.rows = {name: self._count(table) for name, table in self._tables.items()}

    # -- what people see -------------------------------------------------------------------------------

    def field(self, name: str) -> Any:
        """Return the value of a field: a choice as its id, a date as a date, an error as ``#DIV/0!``."""
        return self._plain(Place("", 0, name))

    def column(self, table: str, column: str) -> list[Any]:
        """Return the values of a column without the total, as `field` does."""
        return [self._plain(Place(table, row, column)) for row in range(self.rows[table])]

    def total(self, table: str, column: str) -> Any:
        """Return the value of a column in the total row."""
        return self._plain(Place(table, TOTAL, column))

    def shown(self, place: Place) -> Any:
        """Return what Excel shows: number, word or None; an error as its code."""
        try:
            return self._value(place)
        except CellError as error:
            return error.code

    def _plain(self, place: Place) -> Any:
        value, cell = self.shown(place), self.cell(place)
        if cell.kind == "choice" or self._is_label(place):
            options = self._tables[place.table].lines if self._is_label(place) else cell.options
            return next((one.id for one in options if one.words.pick(self.lang) == value), value)
        if cell.kind == "date" and isinstance(value, (int, float)):
            return _DAY_ZERO + timedelta(days=int(value))
        return value

    # -- where cells are -------------------------------------------------------------------------------

    def cell(self, place: Place) -> Field | Column:
        """Return the description of a cell."""
        return self._tables[place.table].column(place.name) if place.table else self._fields[place.name]

    def formula(self, place: Place) -> str:
        """Return the template that stands in a cell, without the guard for empty rows; or nothing."""
        cell = self.cell(place)
        if place.row == TOTAL and isinstance(cell, Column):
            if cell.total == "sum":
                return f"SUM({{{place.table}.{cell.name}}})"
            return cell.template(self.lang) if cell.total == "same" else cell.total
        return cell.template(self.lang)

    def guard(self, place: Place) -> str:
        """Return the template whose empty text means that the row does not count; or nothing."""
        return self._tables[place.table].key if place.table and place.row != TOTAL else ""

    def places(self, ref: Ref, here: Place) -> list[list[Place]]:
        """Return the cells a reference means, row by row, for a formula in the cell `here`."""
        if not ref.table and not (here.table and self._has(here.table, ref.first)):
            return [[Place("", 0, ref.first)]]
        table = ref.table or here.table
        columns = [column.name for column in self._tables[table].columns]
        names = columns[columns.index(ref.first) : columns.index(ref.last) + 1]
        return [[Place(table, row, name) for name in names] for row in self._rows_meant(ref, table, here)]

    def _rows_meant(self, ref: Ref, table: str, here: Place) -> range:
        if ref.at == "to_here":
            return range(self.rows[table] if here.row == TOTAL else here.row + 1)
        if ref.at == "total":
            return range(TOTAL, TOTAL + 1)
        if ref.table and ref.at != "row":
            return range(self.rows[table])
        row = here.row
        if ref.table and row != TOTAL:
            # Where my table has several lines for each row of the other, the whole group belongs to that row.
            row = row * max(1, self.rows[table]) // max(1, self.rows[here.table])
        return range(row, row + 1)

    def _has(self, table: str, column: str) -> bool:
        return any(one.name == column for one in self._tables[table].columns)

    def _is_label(self, place: Place) -> bool:
        return bool(place.table) and self._tables[place.table].is_label(self.cell(place))

    def _count(self, table: Table) -> int:
        if table.follows:
            return self._count(self._tables[table.follows]) * max(1, len(table.lines))
        return len(table.lines) or max(table.room, len(self.data.tables.get(table.name, ())))

    # -- values ----------------------------------------------------------------------------------------

    def _value(self, place: Place) -> Any:
        known = self._known.get(place, self)
        if known is self:
            if place in self._open:
                raise ValueError(f"form {self.form.id}: the formula of {place} needs its own result")
            self._open.add(place)
            try:
                known = self._calculate(place)
            except CellError as error:
                known = error
            self._open.discard(place)
            self._known[place] = known
        if isinstance(known, CellError):
            raise known
        return known

    def _calculate(self, place: Place) -> Any:
        cell = self.cell(place)
        if self._is_label(place):
            table = self._tables[place.table]
            if place.row == TOTAL:
                return table.total.pick(self.lang) if table.total else None
            return table.lines[place.row % len(table.lines)].words.pick(self.lang)
        template = self.formula(place)
        if not template:
            return None if place.row == TOTAL else self._written(cell, place)

        def lookup(ref: Ref) -> Any:
            return self._looked_up(ref, place)

        def word(option: str) -> str:
            return self.form.word(option).pick(self.lang)

        guard = self.guard(place)
        if guard and evaluate(guard, lookup, word) in ("", None):
            return ""
        value = evaluate(template, lookup, word)
        if isinstance(value, np.ndarray):
            raise CellError("#VALUE!")
        return 0.0 if value is None else value  # a formula that only names a blank cell shows 0

    def _looked_up(self, ref: Ref, here: Place) -> Any:
        places = self.places(ref, here)
        if len(places) == len(places[0]) == 1:
            return self._value(places[0][0])
        area = np.empty((len(places), len(places[0])), dtype=object)
        for row, line in enumerate(places):
            area[row] = [self._value(place) for place in line]
        return area

    def _written(self, cell: Field | Column, place: Place) -> Any:
        """Return what stands in a cell that people fill in, as Excel holds it."""
        if place.table:
            rows = self.data.tables.get(place.table, ())
            value = rows[place.row].get(place.name) if place.row < len(rows) else None
        else:
            value = self.data.values.get(place.name, cell.default)  # outside tables every cell is a Field
        if value is None or value == "":
            return None
        if cell.kind == "choice":
            return self.form.word(value).pick(self.lang)
        if cell.kind == "date":
            return float((_day(value) - _DAY_ZERO).days)
        if cell.kind == "text":
            return safe_text(value.pick(self.lang) if isinstance(value, Text) else value)
        return float(value)

    # -- checks ----------------------------------------------------------------------------------------

    def _check_data(self) -> None:
        for name, value in self.data.values.items():
            if name not in self._fields or self._fields[name].formula:
                raise ValueError(f"form {self.form.id} has no field {name!r} to fill in")
            self._check_value(self._fields[name], value)
        for name, rows in self.data.tables.items():
            if name not in self._tables:
                raise ValueError(f"form {self.form.id} has no table {name!r}")
            table = self._tables[name]
            inputs = {column.name: column for column in table.columns if table.is_input(column)}
            for row in rows:
                self._check_row(table, inputs, row)
            if (table.lines or table.follows) and len(rows) > self._count(table):
                raise ValueError(f"table {name} has {len(rows)} rows, at most {self._count(table)} fit")

    def _check_row(self, table: Table, inputs: Mapping[str, Column], row: Mapping[str, Any]) -> None:
        for name, value in row.items():
            if name not in inputs:
                raise ValueError(f"table {table.name} has no column {name!r} to fill in")
            self._check_value(inputs[name], value)

    def _check_value(self, cell: Field | Column, value: Any) -> None:
        if value is None or value == "":
            return
        if cell.kind == "choice":
            if value not in {option.id for option in cell.options}:
                raise ValueError(f"{cell.name} {value!r} is not one of {[option.id for option in cell.options]}")
        elif cell.kind == "date":
            _day(value)
        elif cell.kind != "text" and (isinstance(value, (bool, str, Text)) or not np.isfinite(value)):
            raise ValueError(f"{cell.name} must be a number, got {value!r}")


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise ValueError(f"a date is needed, got {value!r}")
    return value
