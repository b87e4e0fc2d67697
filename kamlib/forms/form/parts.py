"""What a form is made of: sheets with fields, tables, notes and charts, described by plain objects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from kamlib.forms.form.formulas import Ref, choices, parse, references
from kamlib.text import LANGUAGES, Text

Kind = Literal["money", "number", "whole", "percent", "date", "text", "choice"]
Row = Mapping[str, Any]
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down list, or one fixed line of a table.

    `look` colours cells that show it: ``"good"``, ``"watch"``, ``"bad"``, or a tier.
    `earlier` are words it had in earlier files, which are still read.
    """

    id: str
    words: Text
    look: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What fields and columns have in common.

    Attributes
    ----------
    name : str
        Key in the data and in formulas.
    label : Text
        Label of the field or heading of the column, with its unit.
    kind : Kind
        Percentages are fractions; a choice is the id of one of the `options`.
    formula : str or Text
        Empty for a cell that people fill in; else a template of `formulas`. A Text where words differ.
    digits : int or None
        Decimals shown; None means 0 for money, 1 for percentages, 2 for numbers.
    least, most : float or None
        Allowed range, both ends included.
    """

    name: str
    label: Text
    kind: Kind = "text"
    formula: str | Text = ""
    options: tuple[Option, ...] = ()
    digits: int | None = None
    least: float | None = None
    most: float | None = None

    def template(self, lang: str) -> str:
        """Return the formula in one language; empty for a cell that people fill in."""
        return self.formula.pick(lang) if isinstance(self.formula, Text) else self.formula

    def words(self, lang: str) -> dict[str, str]:
        """Return the options: id -> word."""
        return {option.id: option.words.pick(lang) for option in self.options}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(_Cell):
    """A labelled cell of its own: an input with a default, or a result with a formula; `width` in characters."""

    help: Text | None = None
    default: Any = None
    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(_Cell):
    """A column of a table; its width in characters.

    `total` is what its total row shows: ``"sum"``, ``"same"`` (the column's own formula with the totals) or
    a formula. `earlier` are headings it had in earlier files, which are still read.
    """

    width: float = 12
    total: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A block of labelled cells, `across` of them side by side."""

    fields: tuple[Field, ...]
    title: Text | None = None
    across: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of one of three kinds.

    * Rows of the user's own: as many as the data have, and at least `room`. `key` is a template; a row in
      which it gives an empty text does not count, and its formulas show nothing.
    * `lines`: a fixed row for each option; the column `label` (the first, when empty) shows which.
    * `follows` another table: a row (or all `lines`) for each row of that table.

    Attributes
    ----------
    total : Text or None
        Word in the first column of the total row; None means there is no total row.
    indent : int
        Columns of the sheet left free to its left.
    """

    name: str
    columns: tuple[Column, ...]
    title: Text | None = None
    key: str = ""
    room: int = 12
    lines: tuple[Option, ...] = ()
    label: str = ""
    follows: str = ""
    total: Text | None = None
    indent: int = 0

    def column(self, name: str) -> Column:
        """Return one column."""
        return next(column for column in self.columns if column.name == name)

    def is_label(self, column: Field | Column) -> bool:
        """Say whether a column shows the fixed lines."""
        return bool(self.lines) and column.name == (self.label or self.columns[0].name)

    def is_input(self, column: Column) -> bool:
        """Say whether people fill the column in."""
        return not column.formula and not self.is_label(column)


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph across the page."""

    text: Text


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; `values` is a reference such as ``"{summary.actual}"``.

    `colour` is a colour of the workbook (see `sheets.COLOURS`); `line` draws it as a line over columns.
    """

    name: Text
    values: str
    colour: str = "accent"
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of cells of the form, below the block before it; `unit` is the title of its value axis, `axis` its kind."""

    kind: Literal["column", "bar", "line", "radar", "stacked"]
    title: Text
    categories: str
    series: tuple[Series, ...]
    unit: Text | None = None
    axis: Kind = "money"
    height: int = 260


Block = Fields | Table | Note | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, printed on A4: its name on the tab and its blocks from top to bottom."""

    title: Text
    blocks: tuple[Block, ...]
    portrait: bool = False


@dataclass(frozen=True, slots=True)
class FormData:
    """What people filled in.

    Attributes
    ----------
    values : mapping
        Field -> value. Money and numbers are numbers, percentages fractions, dates `datetime.date`, choices ids.
        ``"form_owner"`` and ``"form_date"`` belong to every form.
    tables : mapping
        Table -> rows, each a mapping of column -> value; only columns that people fill in.
    own : bool
        Whether the figures are the user's own; otherwise the form says that they are invented.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    own: bool = False


OWNER = Field(name="form_owner", label=Text(en="Owner", zh="负责人"))
DATE = Field(name="form_date", label=Text(en="Date", zh="日期"), kind="date")


@dataclass(frozen=True)
class Form:
    """A take-home form.

    Attributes
    ----------
    id : str
        Stable name, such as ``"plan_check"``.
    version : int
        Raised when names of fields, tables or columns change; a file of another version is refused.
    title : Text
        Name of the form.
    about : Text
        One sentence: what it answers and what to fill in.
    sheets : tuple of Sheet

    Raises
    ------
    ValueError
        When a name stands twice, or a formula names what is not there.
    """

    id: str
    version: int
    title: Text
    about: Text
    sheets: tuple[Sheet, ...]

    def __post_init__(self) -> None:
        names = [one.name for one in (*self.fields(), *self.tables())]
        for name in names:
            if not _NAME.fullmatch(name) or names.count(name) > 1:
                raise ValueError(f"form {self.id}: the name {name!r} stands twice or is no name")
        for table in self.tables():
            self._check_table(table, set(names))
            for column in table.columns:
                self._check_cell(column, table)
            if table.key:
                self._check_template(table.key, table)
        for one in self.fields():
            self._check_cell(one, None)
        for chart in self._blocks(Chart):
            for written in (chart.categories, *(series.values for series in chart.series)):
                self._check_template(written, None)

    def fields(self) -> Iterator[Field]:
        """Return all fields in the order of the form, owner and date first."""
        yield from (OWNER, DATE)
        for block in self._blocks(Fields):
            yield from block.fields

    def tables(self) -> Iterator[Table]:
        """Return all tables in the order of the form."""
        return self._blocks(Table)

    def table(self, name: str) -> Table:
        """Return one table."""
        return next(table for table in self.tables() if table.name == name)

    def word(self, option: str) -> Text:
        """Return the words of a choice that a formula names."""
        return self._words[option]

    def _blocks(self, kind: type) -> Iterator[Any]:
        return (block for sheet in self.sheets for block in sheet.blocks if isinstance(block, kind))

    @cached_property
    def _words(self) -> dict[str, Text]:
        words: dict[str, Text] = {}
        listed = [one.options for one in self.fields()]
        listed += [options for table in self.tables() for options in (table.lines, *(c.options for c in table.columns))]
        for option in (option for options in listed for option in options):
            if words.setdefault(option.id, option.words) != option.words:
                raise ValueError(f"form {self.id}: the choice {option.id!r} has two different words")
        return words

    def _check_table(self, table: Table, names: set[str]) -> None:
        columns = [column.name for column in table.columns]
        for name in columns:
            if not _NAME.fullmatch(name) or columns.count(name) > 1 or name in names:
                raise ValueError(f"form {self.id}: column {name!r} of {table.name} stands twice or is no name")
        for lang in LANGUAGES:
            headings = [column.label.pick(lang) for column in table.columns]
            if len(set(headings)) < len(headings):  # a form is read back by its headings
                raise ValueError(f"form {self.id}: two columns of {table.name} have one heading")
        if table.follows and table.follows not in {one.name for one in self.tables()}:
            raise ValueError(f"form {self.id}: {table.name} follows {table.follows!r}, which is no table")
        if not (table.key or table.lines):
            raise ValueError(f"form {self.id}: {table.name} needs a key or lines")
        if table.label and table.label not in columns:
            raise ValueError(f"form {self.id}: {table.name} has no column {table.label!r}")

    def _check_cell(self, cell: Field | Column, table: Table | None) -> None:
        if cell.kind == "choice" and not cell.options and not (table and table.is_label(cell)):
            raise ValueError(f"form {self.id}: the choice {cell.name!r} has no options")
        total = getattr(cell, "total", "")
        for template in {cell.template("en"), cell.template("zh"), "" if total in ("sum", "same") else total} - {""}:
            self._check_template(template, table)

    def _check_template(self, template: str, table: Table | None) -> None:
        parse(template)
        for option in choices(template):
            if option not in self._words:
                raise ValueError(f"form {self.id}: formula {template!r} names the choice {option!r}, which is none")
        for ref in references(template):
            if not self._is_there(ref, table):
                raise ValueError(f"form {self.id}: formula {template!r} names {ref}, which is not there")

    def _is_there(self, ref: Ref, table: Table | None) -> bool:
        if ref.table:
            found = [one for one in self.tables() if one.name == ref.table]
            if not found or (ref.at == "row" and (table is None or _leader(found[0]) != _leader(table))):
                return False
            table = found[0]
        columns = [column.name for column in table.columns] if table else []
        if ref.first in columns and ref.last in columns:
            return columns.index(ref.first) <= columns.index(ref.last)
        return not ref.table and ref.first == ref.last and ref.first in {one.name for one in self.fields()}


def _leader(table: Table) -> str:
    """Return the table whose rows this one has: the one it follows, or itself."""
    return table.follows or table.name
