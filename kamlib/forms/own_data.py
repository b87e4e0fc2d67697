"""Reads a trainee's own table: a list of accounts, or a list of orders that is added up to accounts.

Reading is all or nothing: either a clean table comes back, with notes on everything that was put right or
left out, or `CannotRead` names every problem by row and column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib.forms import cells, opening
from kamlib.forms.columns import ROLES, Heading, normalise, recognised, understand, unit_above
from kamlib.forms.opening import SEPARATORS, Grid, column_letters, column_number, plain_text
from kamlib.forms.problems import CannotRead, Findings, Note, listed, name_rows, refuse, shown
from kamlib.forms.questions import Assumption
from kamlib.text import Text

HEADING_ROWS = 10  # the headings are looked for in the first rows only
_FILLED_CELLS_OF_A_COPY = 4  # a row that repeats another in so many cells is a copy, not a second account
_TOTALS = {normalise(word) for word in (
    "total", "totals", "grand total", "sum", "subtotal", "sub-total", "合计", "总计", "小计", "总和", "共计", "累计",
)}  # fmt: skip
_ACCOUNT_ROLES = (
    "account", "name", "region", "industry", "owner", "sales", "contribution", "contribution_margin",
    "service_cost", "retention", "growth", "potential_value", "wallet_share", "first_order",
)  # fmt: skip
_ORDER_ROLES = (
    "account",
    "name",
    "region",
    "industry",
    "owner",
    "date",
    "amount",
    "cost",
    "order",
    "quantity",
)
# A blank cell is a problem in the first, allowed in the others.
_MUST_BE_FILLED = frozenset(
    ("sales", "contribution", "contribution_margin", "service_cost", "retention", "amount", "cost", "date")
)
_NOT_NEGATIVE = frozenset(("sales", "service_cost", "potential_value", "wallet_share"))
_FROM_0_TO_1 = frozenset(("retention", "wallet_share"))

ListKind = Literal["accounts", "orders"]


@dataclass(frozen=True)
class Options:
    """What a person says about the file; None means that the file must show it.

    Attributes
    ----------
    sheet, encoding : str
        Name of the Excel sheet, encoding of the text file.
    columns : str
        For a file without headings, the columns in order: ``"customer, date, quantity, amount"``, with
        ``-`` for a column to leave out. For a file with headings, which column is which:
        ``"sales=Sales 2024, account=B"`` (heading or column letter).
    kind : "accounts" or "orders"
    decimal_mark : "point" or "comma"
    date_order : "dmy" or "mdy"
    duplicates : "refuse" or "add up"
        What to do with an account that stands there more than once.
    """

    sheet: str | None = None
    encoding: str | None = None
    columns: str | None = None
    kind: ListKind | None = None
    decimal_mark: cells.DecimalMark | None = None
    date_order: cells.DateOrder | None = None
    duplicates: Literal["refuse", "add up"] = "refuse"


@dataclass(frozen=True)
class OwnTable:
    """A clean table of a trainee's own data.

    Attributes
    ----------
    kind : "accounts" or "orders"
    frame : DataFrame
        One row an account or an order. Columns are role ids (`columns.ROLES`) plus `row`, the row in the
        file. Amounts are in whole currency units (a heading in 万元 is multiplied out), percentages are
        fractions, dates are datetime64.
    currency : str
        Three letters, from a heading; CNY where the file names none.
    notes : tuple of Note
        Everything put right, left out or taken for granted.
    questions : tuple of Assumption
        Questions about the file that were answered by a default.
    file_name : str
    """

    kind: ListKind
    frame: pd.DataFrame
    currency: str = "CNY"
    notes: tuple[Note, ...] = ()
    questions: tuple[Assumption, ...] = ()
    file_name: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class _Column:
    """One column of the file that means something to us."""

    role: str
    place: int  # from 0
    title: str
    heading: Heading


# --- questions about the file -------------------------------------------------------------------------


DUPLICATES = Assumption(
    "duplicates",
    Text(en="Same account twice", zh="同一客户重复出现"),
    Text(
        en="“add up”: the rows of one account are added together. “refuse”: correct the file first.",
        zh="“相加”：同一客户的各行合并相加；“拒绝”：请先更正文件。",
    ),
    "choice",
    "refuse",
    Text(en="An account that stands there twice is often a slip.", zh="同一客户出现两次往往是录入错误。"),
    options=(("refuse", Text(en="refuse", zh="拒绝")), ("add up", Text(en="add up", zh="相加"))),
)
DECIMAL_MARK = Assumption(
    "decimal_mark",
    Text(en="Decimal mark", zh="小数点"),
    Text(
        en="Is 1,250 one thousand two hundred and fifty (point) or one and a quarter (comma)?",
        zh="1,250 表示一千二百五十（小数点为“.”），还是一又四分之一（小数点为“,”）？",
    ),
    "choice",
    "point",
    Text(en="Usual in Chinese and English files.", zh="中文和英文文件的通常写法。"),
    options=(
        ("point", Text(en="point (1,250.50)", zh="小数点 . (1,250.50)")),
        ("comma", Text(en="comma (1.250,50)", zh="逗号 , (1.250,50)")),
    ),
)
DATE_ORDER = Assumption(
    "date_order",
    Text(en="Order of day and month", zh="日与月的顺序"),
    Text(
        en="Is 03/04/2024 the 3rd of April or the 4th of March?", zh="03/04/2024 是 4 月 3 日还是 3 月 4 日？"
    ),
    "choice",
    None,
    Text(en="The file leaves it open, so you must say.", zh="文件中无法判断，必须由您说明。"),
    options=(("dmy", Text(en="day first", zh="日在前")), ("mdy", Text(en="month first", zh="月在前"))),
)
COLUMNS = Assumption(
    "columns",
    Text(en="Columns", zh="各列含义"),
    Text(
        en="Name the columns in order, such as: customer, date, quantity, amount (a - leaves a column out). "
        "Or say which is which: sales=Sales 2024, account=B.",
        zh="请按顺序写出各列，例如：客户, 日期, 数量, 金额（用 - 跳过一列）；或指明对应关系："
        "销售额=2024销售额, 客户编号=B。",
    ),
    "text",
    None,
    Text(en="Nothing in the file says it.", zh="文件中没有说明。"),
)
SHEET = Assumption(
    "sheet",
    Text(en="Sheet", zh="工作表名称"),
    Text(en="Name of the sheet with the list.", zh="清单所在工作表的名称。"),
    "text",
    None,
    Text(en="The first visible sheet is read.", zh="读取第一个可见的工作表。"),
)
ENCODING = Assumption(
    "encoding",
    Text(en="Encoding", zh="文件编码"),
    Text(en="Encoding of a text file, such as gb18030.", zh="文本文件的编码，例如 gb18030。"),
    "text",
    None,
    Text(en="Recognised from the file.", zh="由文件内容识别。"),
)
KIND = Assumption(
    "kind",
    Text(en="Kind of list", zh="清单类型"),
    Text(en="A list of accounts, or a list of orders to add up?", zh="是客户清单，还是需要汇总的订单清单？"),
    "choice",
    None,
    Text(en="A list with dates and amounts is a list of orders.", zh="有日期和金额的是订单清单。"),
    options=(("accounts", Text(en="accounts", zh="客户")), ("orders", Text(en="orders", zh="订单"))),
)
FILE_QUESTIONS = {
    one.id: one for one in (DUPLICATES, DECIMAL_MARK, DATE_ORDER, COLUMNS, SHEET, ENCODING, KIND)
}


# --- reading ------------------------------------------------------------------------------------------


def read_table(source: str | Path | bytes, name: str = "", options: Options | None = None) -> OwnTable:
    """Read a file of accounts or orders.

    Parameters
    ----------
    source : path or bytes
        An Excel file (xlsx, xlsm) or a text file (csv, txt, tsv) in UTF-8, UTF-16 or GB18030 (GBK).
    name : str
        Name of the file for the report; taken from the path where there is one.
    options : Options, optional
        What a person says about the file.

    Returns
    -------
    OwnTable

    Raises
    ------
    CannotRead
        With all problems found, by row and column; nothing is half read.

    Examples
    --------
    >>> table = read_table("客户,销售额(万元)\\n甲公司,120\\n乙公司,85.5\\n".encode("gbk"), "list.csv")
    >>> table.kind, table.frame["sales"].tolist()
    ('accounts', [1200000.0, 855000.0])
    >>> read_table(b"Customer,Sales\\nA,many\\n")
    Traceback (most recent call last):
    ...
    kamlib.forms.problems.CannotRead: Row 2, column “Sales”: No number found in “many”. ...
    """
    options = options or Options()
    if not name and not isinstance(source, (bytes, bytearray, memoryview)):
        name = Path(source).name
    content = opening.load(source)
    grid = opening.open_grid(content, sheet=options.sheet, encoding=options.encoding, recognised=recognised)
    return _Reader(grid, options, name).table()


class _Reader:
    """Reads one grid; collects problems and notes on the way."""

    def __init__(self, grid: Grid, options: Options, name: str) -> None:
        self.grid, self.options, self.name = grid, options, name
        self.findings = Findings()
        self.currency = ""
        self.doubles: dict[str, list[_Column]] = {}  # further columns under a heading that is there twice

    def table(self) -> OwnTable:
        columns, first = self._columns()
        kind = self._kind(columns)
        wanted = _ORDER_ROLES if kind == "orders" else _ACCOUNT_ROLES
        columns = [self._fitted(column, kind) for column in columns]
        self.doubles = {self._fitted(same[0], kind).role: same for same in self.doubles.values()}
        columns = [column for column in columns if column.role in wanted]
        self._need(columns, kind)
        self.findings.stop_if_any()
        self._note_opening()
        raw, rows = self._cells(columns, first, kind)
        raw, rows = self._without_totals(raw, rows, columns)
        if not len(rows):
            raise CannotRead(refuse(_NO_ROWS, kind="empty").problems, notes=tuple(self.findings.notes))
        values = self._values(columns, raw, rows)
        frame = self._frame(columns, values, rows)
        if kind == "accounts":
            frame = self._one_row_per_account(frame, columns, raw)
        self.findings.stop_if_any()
        return OwnTable(
            kind, frame.reset_index(drop=True), self.currency or "CNY", tuple(self.findings.notes),
            tuple(self.findings.questions), self.name, {"rows": len(rows), "currency_named": bool(self.currency)},
        )  # fmt: skip

    # -- headings --------------------------------------------------------------------------------------

    def _columns(self) -> tuple[list[_Column], int]:
        """Find the headings; return our columns and the position of the first data row."""
        said = self.options.columns
        if said and "=" not in said:
            return self._without_headings(said), 0
        rows = self._heading_rows()
        counts = [recognised(row) for row in rows]
        best = max(counts, default=0)
        if best < 2 and not (best == 1 and said):
            raise self._no_headings(rows)
        place = counts.index(best)
        titles = [_title(cell) for cell in rows[place]]
        above = next((unit for row in rows[:place] if (unit := unit_above(row))), None)
        if place:
            self.findings.note(_ABOVE, kind="rows_above", rows=self.grid.numbers[:place])
        columns = []
        for position, title in enumerate(titles):
            heading = understand(title)
            if heading.role is not None:
                columns.append(_Column(heading.role, position, title, self._with_unit_above(heading, above)))
        if said:
            columns = self._as_said(said, titles, columns)
        ignored = [
            title for i, title in enumerate(titles) if title and i not in {column.place for column in columns}
        ]
        if ignored:
            self.findings.note(_IGNORED, kind="ignored_columns", columns=listed(ignored))
        return self._without_doubles(columns), place + 1

    def _heading_rows(self) -> list[list[Any]]:
        """Return the first rows, merged headings written into every cell they cover downwards."""
        rows = [list(row) for row in self.grid.rows[:HEADING_ROWS]]
        place_of = {number: place for place, number in enumerate(self.grid.numbers[:HEADING_ROWS])}
        for top, left, bottom, right in self.grid.merged:
            if top in place_of and bottom > top and left == right and left <= len(rows[place_of[top]]):
                title = rows[place_of[top]][left - 1]
                for number in range(top + 1, min(bottom, top + 3) + 1):
                    if number in place_of and isinstance(title, str) and understand(title).role:
                        row = rows[place_of[number]]
                        row.extend([None] * (left - len(row)))
                        row[left - 1] = title
        return rows

    def _no_headings(self, rows: list[list[Any]]) -> CannotRead:
        found = listed(cell for cell in rows[0][:8] if cell is not None and str(cell).strip())
        error = refuse(_NO_HEADINGS, kind="no_headings", found=found, rows=HEADING_ROWS)
        return CannotRead(error.problems, questions=(COLUMNS,))

    def _without_headings(self, said: str) -> list[_Column]:
        columns = []
        for place, word in enumerate(part.strip() for part in said.replace("，", ",").split(",")):
            if word in ("", "-", "–"):
                continue
            role = word if word in ROLES else understand(word).role
            if role is None or role == "form":
                raise CannotRead(
                    refuse(_UNKNOWN_ROLE, kind="columns", word=shown(word)).problems, questions=(COLUMNS,)
                )
            columns.append(_Column(role, place, word, understand(word)._replace(role=role)))
        self.findings.note(_HEADINGS_SAID, kind="no_headings", columns=said)
        return columns

    def _as_said(self, said: str, titles: list[str], columns: list[_Column]) -> list[_Column]:
        for pair in said.replace("，", ",").replace("＝", "=").split(","):
            word, _, target = (part.strip() for part in pair.partition("="))
            role = word if word in ROLES else understand(word).role
            if role is None or role == "form":
                self.findings.problem(_UNKNOWN_ROLE, kind="columns", word=shown(word))
                continue
            place = _place_of(target, titles)
            if place is None:
                named = listed(title for title in titles if title)
                self.findings.problem(_UNKNOWN_COLUMN, kind="columns", word=shown(target), found=named)
                continue
            columns = [column for column in columns if column.role != role and column.place != place]
            heading = understand(titles[place])._replace(role=role)
            columns.append(_Column(role, place, titles[place], heading))
        return sorted(columns, key=lambda column: column.place)

    def _with_unit_above(self, heading: Heading, above: tuple[float, str] | None) -> Heading:
        is_money = heading.role is not None and ROLES[heading.role].kind == "money"
        if above is None or not is_money or heading.scale != 1 or heading.currency:
            return heading
        return heading._replace(scale=above[0], currency=above[1])

    def _without_doubles(self, columns: list[_Column]) -> list[_Column]:
        """Keep one column a role; equal headings are compared row by row later, others are refused."""
        by_role: dict[str, list[_Column]] = {}
        for column in columns:
            by_role.setdefault(column.role, []).append(column)
        kept = []
        for role, same in by_role.items():
            if role == "form":
                continue
            if len(same) > 1 and len({normalise(column.title) for column in same}) > 1:
                self.findings.problem(
                    _TWO_COLUMNS, kind="two_columns", role=role, meaning=ROLES[role].name,
                    columns=_with_letters(same),
                )  # fmt: skip
                if COLUMNS not in self.findings.questions:
                    self.findings.questions.append(COLUMNS)
            kept.append(same[0])
            if len(same) > 1:
                self.doubles[role] = same[1:]
        return sorted(kept, key=lambda column: column.place)

    def _kind(self, columns: list[_Column]) -> ListKind:
        roles = {column.role for column in columns}
        if self.options.kind:
            return self.options.kind
        return "orders" if "date" in roles and roles & {"amount", "sales"} else "accounts"

    def _fitted(self, column: _Column, kind: ListKind) -> _Column:
        """Give words their meaning in this kind of list: sales of an order are its amount, and so on."""
        other = {"sales": "amount"} if kind == "orders" else {"amount": "sales"}
        role = other.get(column.role, column.role)
        return _Column(role, column.place, column.title, column.heading._replace(role=role))

    def _need(self, columns: list[_Column], kind: ListKind) -> None:
        roles = {column.role for column in columns}
        doubled = [role for role in roles if sum(column.role == role for column in columns) > 1]
        for role in doubled:
            same = [column for column in columns if column.role == role]
            self.findings.problem(
                _TWO_COLUMNS, kind="two_columns", role=role, meaning=ROLES[role].name,
                columns=_with_letters(same),
            )  # fmt: skip
        titles = listed(column.title for column in columns)
        missing: list[tuple[str, Text, Text]] = []
        if not roles & {"account", "name"}:
            missing.append(("account", ROLES["account"].name, _EXAMPLE_ACCOUNT))
        if kind == "orders":
            for role, example in (("date", _EXAMPLE_DATE), ("amount", _EXAMPLE_AMOUNT)):
                if role not in roles:
                    missing.append((role, ROLES[role].name, example))
        elif not roles & {"sales", "contribution"}:
            missing.append(("sales", ROLES["sales"].name, _EXAMPLE_SALES))
        for role, meaning, example in missing:
            self.findings.problem(
                _MISSING_COLUMN,
                kind="missing_column",
                role=role,
                meaning=meaning,
                example=example,
                found=titles,
            )
        if missing and COLUMNS not in self.findings.questions:
            self.findings.questions.append(COLUMNS)

    def _note_opening(self) -> None:
        grid = self.grid
        if grid.is_excel and grid.other_sheets:
            self.findings.note(_READ_SHEET, kind="sheet", sheet=grid.sheet, others=listed(grid.other_sheets))
        if grid.encoding and grid.encoding != "UTF-8":
            self.findings.note(_READ_ENCODING, kind="encoding", encoding=grid.encoding)
        if grid.separator and grid.separator != ",":
            name = SEPARATORS.get(grid.separator, Text(en=repr(grid.separator), zh=repr(grid.separator)))
            self.findings.note(_READ_SEPARATOR, kind="separator", separator=name)

    # -- cells -----------------------------------------------------------------------------------------

    def _cells(
        self, columns: list[_Column], first: int, kind: ListKind
    ) -> tuple[dict[int, list[Any]], np.ndarray]:
        """Return the raw cells of our columns by place, and the row numbers."""
        rows, numbers = self.grid.rows[first:], self.grid.numbers[first:]
        if self.grid.blank_rows and numbers:
            gone = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
            if gone and not self._has_tall_rows():
                self.findings.note(_BLANK_ROWS, kind="blank_rows", rows=gone)
        width = max((column.place for column in self._all(columns)), default=-1) + 1
        short = [n for n, row in zip(numbers, rows, strict=True) if len(row) < width]
        if short and not self.grid.is_excel:
            self.findings.note(_SHORT_ROWS, kind="short_rows", rows=short)
        if not self.grid.is_excel:
            limit = len(self.grid.rows[first - 1]) if first else max(map(len, rows), default=0)
            for number, row in zip(numbers, rows, strict=True):
                if len(row) > limit and any(str(cell).strip() for cell in row[limit:]):
                    self.findings.problem(
                        _LONG_ROW, row=number, kind="long_row", cells=len(row), columns=limit
                    )
        places = sorted({column.place for column in self._all(columns)})
        raw = {place: [row[place] if place < len(row) else None for row in rows] for place in places}
        self._merged(columns, raw, numbers, kind)
        return raw, np.array(numbers, dtype=int)

    def _all(self, columns: list[_Column]) -> list[_Column]:
        """Return the columns and their doubles."""
        return [*columns, *(extra for column in columns for extra in self.doubles.get(column.role, ()))]

    def _has_tall_rows(self) -> bool:
        """Say whether missing line numbers come from line breaks inside quoted cells, not from blank rows."""
        return not self.grid.is_excel and any(
            isinstance(cell, str) and "\n" in cell for row in self.grid.rows for cell in row
        )

    def _merged(
        self, columns: list[_Column], raw: dict[int, list[Any]], numbers: list[int], kind: ListKind
    ) -> None:
        """Write a merged name into every row it covers; refuse merged figures."""
        place_of = {number: place for place, number in enumerate(numbers)}
        filled = []
        for top, left, bottom, right in self.grid.merged:
            if not numbers or bottom < numbers[0] or top > numbers[-1]:
                continue
            for column in columns:
                if not left <= column.place + 1 <= right:
                    continue
                is_text = ROLES[column.role].kind == "text"
                if right > left or not is_text or (kind == "accounts" and column.role in ("account", "name")):
                    area = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
                    self.findings.problem(
                        _MERGED, row=top, column=column.title, kind="merged", role=column.role, area=area
                    )
                elif top in place_of:
                    cell = raw[column.place][place_of[top]]
                    for number in range(top + 1, bottom + 1):
                        if number in place_of:
                            raw[column.place][place_of[number]] = cell
                            filled.append(number)
        if filled:
            self.findings.note(_MERGED_FILLED, kind="merged", rows=sorted(set(filled)))

    def _without_totals(
        self, raw: dict[int, list[Any]], rows: np.ndarray, columns: list[_Column]
    ) -> tuple[dict[int, list[Any]], np.ndarray]:
        """Leave out rows that say total, and rows in which none of our columns has anything."""
        names = [raw[column.place] for column in columns if column.role in ("account", "name")]
        total = np.zeros(len(rows), dtype=bool)
        for cells_of_column in names:
            total |= np.array(
                [isinstance(cell, str) and normalise(cell) in _TOTALS for cell in cells_of_column], dtype=bool
            )
        empty = np.ones(len(rows), dtype=bool)
        for cells_of_column in raw.values():
            blank = [cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells_of_column]
            empty &= np.array(blank, dtype=bool)
        if total.any():
            self.findings.note(_TOTAL_ROWS, kind="total_row", rows=rows[total])
        if (empty & ~total).any():
            self.findings.note(_UNUSED_ROWS, kind="unused_rows", rows=rows[empty & ~total])
        keep = ~(total | empty)
        if keep.all():
            return raw, rows
        kept = np.flatnonzero(keep)
        return {place: [column[i] for i in kept] for place, column in raw.items()}, rows[keep]

    # -- values ----------------------------------------------------------------------------------------

    def _values(self, columns: list[_Column], raw: dict[int, list[Any]], rows: np.ndarray) -> dict[str, Any]:
        numeric = [column for column in columns if ROLES[column.role].kind in ("money", "percent", "number")]
        mark = self._decimal_mark([raw[column.place] for column in self._all(numeric)])
        values: dict[str, Any] = {}
        for column in columns:
            kind = ROLES[column.role].kind
            if kind == "text":
                values[column.role] = self._texts(column, raw[column.place], rows)
            elif kind == "date":
                values[column.role] = self._dates(column, raw[column.place], rows)
            else:
                values[column.role] = self._numbers(column, raw, rows, mark)
        return values

    def _decimal_mark(self, numeric: list[list[Any]]) -> cells.DecimalMark:
        if self.options.decimal_mark:
            return self.options.decimal_mark
        found, doubtful = cells.evidence_of(numeric)
        if found:
            mark: cells.DecimalMark = "comma" if found["comma"] > found["point"] else "point"
        else:
            mark = "comma" if self.grid.separator == ";" else "point"
        if doubtful and not found:
            self.findings.questions.append(
                replace(
                    DECIMAL_MARK,
                    default=mark,
                    why=_WHY_SEMICOLON if mark == "comma" else DECIMAL_MARK.why,
                )
            )
            self.findings.note(_MARK_ASSUMED, kind="decimal_mark", raw=shown(doubtful[0]),
                               mark=dict(DECIMAL_MARK.options)[mark])  # fmt: skip
        elif mark == "comma":
            self.findings.note(_MARK_COMMA, kind="decimal_mark")
        return mark

    def _numbers(
        self, column: _Column, raw: dict[int, list[Any]], rows: np.ndarray, mark: cells.DecimalMark
    ) -> np.ndarray:
        role, title, heading = ROLES[column.role], column.title, column.heading
        where = {"column": title, "role": role.id}
        declared = self.options.decimal_mark is not None
        read = cells.numbers(raw[column.place], role.kind, mark, declared=declared, scaled=heading.scale != 1)
        for odd in read.odd:
            self.findings.problem(odd.text, row=int(rows[odd.position]), kind=odd.kind, **where, **odd.values)
        values = read.values
        if role.kind == "percent":
            values = self._fractions(column, read, raw[column.place], rows)
        elif heading.scale != 1:
            values = values * heading.scale
            self.findings.note(_SCALED, kind="scale", column=title, scale=heading.scale)
        if heading.unknown_unit and role.kind == "money":
            self.findings.note(_UNKNOWN_UNIT, kind="unknown_unit", column=title, unit=heading.unknown_unit)
        if role.kind == "money" and heading.currency:
            if self.currency and self.currency != heading.currency:
                self.findings.problem(
                    _TWO_CURRENCIES, kind="currencies", one=self.currency, other=heading.currency, **where
                )
            self.currency = self.currency or heading.currency
        if role.id in _MUST_BE_FILLED:
            self.findings.problem_rows(read.blank, rows, _BLANK_CELL, kind="empty_cell", **where)
        elif read.blank.any():
            self.findings.note(_BLANKS_ALLOWED, kind="blank_cells", rows=rows[read.blank], column=title)
        if role.id in _NOT_NEGATIVE:
            self.findings.problem_rows(
                values < 0, rows, _NEGATIVE, raw[column.place], kind="negative", meaning=role.name, **where
            )
        self._compare_doubles(column, values, raw, rows, mark)
        return values

    def _fractions(
        self, column: _Column, read: cells.Numbers, raw: list[Any], rows: np.ndarray
    ) -> np.ndarray:
        where = {"column": column.title, "role": column.role}
        share = cells.fractions(read, says_percent=column.heading.percent)
        if share.repaired.any():
            self.findings.note(_POINTS_READ, kind="points", rows=rows[share.repaired], column=column.title)
        if share.in_points:
            self.findings.note(_IN_POINTS, kind="in_points", column=column.title)
        self.findings.problem_rows(
            share.doubtful, rows, _DOUBTFUL_PERCENT, raw, kind="doubtful_percent", **where
        )
        if column.role in _FROM_0_TO_1:
            outside = (share.values > 1) | (share.values < 0)
            text = _ABOVE_ONE if column.role == "retention" else _NOT_A_SHARE
            self.findings.problem_rows(
                outside & ~share.doubtful, rows, text, raw, kind="out_of_range", **where
            )
        if column.role == "contribution_margin":
            self.findings.problem_rows(
                share.values > 1, rows, _MARGIN_ABOVE_ONE, raw, kind="out_of_range", **where
            )
        return share.values

    def _compare_doubles(
        self,
        column: _Column,
        values: np.ndarray,
        raw: dict[int, list[Any]],
        rows: np.ndarray,
        mark: cells.DecimalMark,
    ) -> None:
        for double in self.doubles.get(column.role, ()):
            other = cells.numbers(raw[double.place], ROLES[column.role].kind, mark, declared=True)
            scaled = other.values * (double.heading.scale if ROLES[column.role].kind == "money" else 1.0)
            if ROLES[column.role].kind == "percent":
                scaled = cells.fractions(other, says_percent=double.heading.percent).values
            first = np.array([plain_text(cell) for cell in raw[column.place]], dtype=object)
            second = np.array([plain_text(cell) for cell in raw[double.place]], dtype=object)
            differ = (values != scaled) & (first != second) & ~other.blank
            for position in np.flatnonzero(differ):
                self.findings.problem(
                    _DOUBLES_DIFFER, row=int(rows[position]), column=column.title, kind="doubled_columns_differ",
                    role=column.role, one=shown(first[position]), other=shown(second[position]),
                    letter=column_letters(double.place + 1),
                )  # fmt: skip
            self.findings.note(
                _DOUBLED, kind="doubled_column", rows=[self._heading_row()], column=column.title,
                first=column_letters(column.place + 1), second=column_letters(double.place + 1),
            )  # fmt: skip

    def _heading_row(self) -> int:
        counts = [recognised(row) for row in self._heading_rows()]
        return self.grid.numbers[counts.index(max(counts))]

    def _dates(self, column: _Column, raw: list[Any], rows: np.ndarray) -> np.ndarray:
        read = cells.dates(raw, self.options.date_order)
        where = {"column": column.title, "role": column.role}
        for odd in read.odd:
            self.findings.problem(odd.text, row=int(rows[odd.position]), kind=odd.kind, **where, **odd.values)
        if read.two_orders:
            self.findings.problem(
                _TWO_ORDERS,
                kind="date_order",
                raw=shown(read.two_orders[0]),
                count=len(read.two_orders),
                **where,
            )
            if DATE_ORDER not in self.findings.questions:
                self.findings.questions.append(DATE_ORDER)
        if read.serial_numbers:
            self.findings.note(
                _SERIAL_DATES, kind="serial_dates", column=column.title, cells=read.serial_numbers
            )
        if column.role in _MUST_BE_FILLED:
            self.findings.problem_rows(read.blank, rows, _BLANK_DATE, kind="empty_cell", **where)
        elif read.blank.any():
            self.findings.note(
                _BLANKS_ALLOWED, kind="blank_cells", rows=rows[read.blank], column=column.title
            )
        return read.values

    def _texts(self, column: _Column, raw: list[Any], rows: np.ndarray) -> np.ndarray:
        known: dict[Any, str] = {}
        texts = []
        for cell in raw:
            text = known.get(cell) if isinstance(cell, str) else None
            if text is None:
                text = plain_text(cell)
                if isinstance(cell, str):
                    known[cell] = text
            texts.append(text)
        values = np.array(texts, dtype=object)
        blank = values == ""
        if column.role in ("account", "name"):
            text = _NO_ACCOUNT if column.role == "account" else _NO_NAME
            self.findings.problem_rows(
                blank, rows, text, kind=f"missing_{column.role}", column=column.title, role=column.role
            )
            tidied = np.array(
                [isinstance(cell, str) and cell != text for cell, text in zip(raw, texts, strict=True)],
                dtype=bool,
            )
            if tidied.any():
                self.findings.note(_TIDIED, kind="spaces", rows=rows[tidied], column=column.title)
        elif column.role in ("region", "industry", "owner") and blank.any():
            self.findings.note(_BLANKS_ALLOWED, kind="blank_cells", rows=rows[blank], column=column.title)
        if column.role == "account":
            values = self._capital_ids(values, rows, column.title)
        return values

    def _capital_ids(self, values: np.ndarray, rows: np.ndarray, title: str) -> np.ndarray:
        """Write ids in capitals where most are: k13 among K01, K02 is the account K13."""
        ids = pd.Series(values)
        capitals = ids.str.upper()
        small = (capitals != ids).to_numpy()
        lettered = (capitals != ids.str.lower()).to_numpy()
        if small.any() and small.sum() < lettered.sum() / 2:
            self.findings.note(_CAPITALS, kind="capitals", rows=rows[small], column=title,
                               example=shown(values[int(np.flatnonzero(small)[0])]))  # fmt: skip
            return capitals.to_numpy(dtype=object)
        return values

    # -- accounts --------------------------------------------------------------------------------------

    def _frame(self, columns: list[_Column], values: dict[str, Any], rows: np.ndarray) -> pd.DataFrame:
        data = {column.role: values[column.role] for column in columns if column.role != "quantity"}
        if "account" not in data:  # the name is all there is
            data["account"] = data.pop("name")
        frame = pd.DataFrame(data)
        for role in ("date", "first_order"):
            if role in frame:
                frame[role] = frame[role].astype("datetime64[ns]")
        frame.insert(0, "row", rows)
        first = [role for role in ("account", "name") if role in frame]
        return frame[[*first, *(name for name in frame if name not in first)]]

    def _one_row_per_account(
        self, frame: pd.DataFrame, columns: list[_Column], raw: dict[int, list[Any]]
    ) -> pd.DataFrame:
        """Drop copies of rows, then refuse or add up accounts that stand there more than once."""
        titles = {column.role: column.title for column in columns}
        title = titles.get("account") or titles.get("name", "")
        key = frame["account"].str.casefold()
        if len(raw) >= _FILLED_CELLS_OF_A_COPY and key.duplicated().any():
            every_row = pd.DataFrame({place: list(map(plain_text, column)) for place, column in raw.items()})
            filled = (every_row != "").sum(axis=1) >= _FILLED_CELLS_OF_A_COPY
            copies = (every_row.duplicated() & filled).to_numpy()
            if copies.any():
                self.findings.note(_COPIES, kind="duplicate_row", rows=frame["row"][copies])
                frame, key = frame[~copies], key[~copies]
        again = key.duplicated(keep=False) & (frame["account"] != "")
        if again.any():
            if self.options.duplicates == "add up":
                self.findings.note(_ADDED_UP, kind="added_up", rows=frame["row"][again])
                frame = _added_up(frame, key)
            else:
                self.findings.questions.append(DUPLICATES)
                for _, group in frame[again].groupby(key[again], sort=False):
                    stand = [int(row) for row in group["row"]]
                    self.findings.problem(
                        _DUPLICATE, row=stand[-1], column=title, kind="duplicate_account", role="account",
                        account=shown(group["account"].iloc[0]), rows=_rows_text(stand),
                    )  # fmt: skip
        if "name" in frame and self.options.duplicates == "refuse":
            self._names_twice(frame, titles["name"])
        return frame

    def _names_twice(self, frame: pd.DataFrame, title: str) -> None:
        ids = frame["account"].str.casefold()
        names = frame["name"].str.casefold()
        one_id_each = frame.assign(name=names, account=ids).drop_duplicates(["name", "account"])
        twice = one_id_each["name"][one_id_each["name"].duplicated() & (one_id_each["name"] != "")].unique()
        for name in twice:
            same = frame[names == name]
            same = same[same["account"] != ""]
            if same["account"].str.casefold().nunique() < 2:
                continue
            self.findings.problem(
                _NAME_TWICE, row=int(same["row"].iloc[-1]), column=title, kind="name_under_two_ids", role="name",
                name=shown(same["name"].iloc[0]), accounts=listed(dict.fromkeys(same["account"])),
                rows=_rows_text([int(row) for row in same["row"]]),
            )  # fmt: skip


def _rows_text(rows: Sequence[int]) -> Text:
    return Text(en=name_rows(rows, "en"), zh=name_rows(rows, "zh"))


def _with_letters(columns: Sequence[_Column]) -> Text:
    return listed(f"{shown(column.title)} ({column_letters(column.place + 1)})" for column in columns)


def _title(cell: Any) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _place_of(target: str, titles: list[str]) -> int | None:
    for place, title in enumerate(titles):
        if title and normalise(title) == normalise(target):
            return place
    if target.isascii() and target.isalpha() and len(target) <= 2 and column_number(target) <= len(titles):
        return column_number(target) - 1
    return None


def _added_up(frame: pd.DataFrame, key: pd.Series) -> pd.DataFrame:
    """Add up the rows of each account; rates are averaged with the weight of the sales."""
    sums = [c for c in ("sales", "contribution", "service_cost", "potential_value") if c in frame]
    rates = [c for c in ("retention", "contribution_margin", "growth", "wallet_share") if c in frame]
    weight = frame[sums[0]].clip(lower=0)
    # Accounts without any sales get the plain mean.
    weight = weight.where(weight.groupby(key).transform("sum") > 0, 1.0)
    grouped = frame.groupby(key, sort=False)
    result = grouped.first()
    for column in sums:
        result[column] = grouped[column].sum(min_count=1)
    for column in rates:
        used = weight.where(frame[column].notna())
        result[column] = (frame[column] * used).groupby(key, sort=False).sum(min_count=1) / used.groupby(
            key, sort=False
        ).sum(min_count=1)
    if "first_order" in frame:
        result["first_order"] = grouped["first_order"].min()
    return result[frame.columns]


_EXAMPLE_ACCOUNT = Text(en="Customer or Account number", zh="客户名称 或 客户编号")
_EXAMPLE_SALES = Text(en="Sales or Contribution", zh="销售额 或 边际贡献")
_EXAMPLE_DATE = Text(en="Order date", zh="订单日期")
_EXAMPLE_AMOUNT = Text(en="Amount", zh="金额")
_NO_ROWS = Text(
    en="Below the headings there is no row with data. Choose the file with your accounts.",
    zh="标题行下面没有数据，请选择含有客户数据的文件。",
)
_NO_HEADINGS = Text(
    en="No row of headings was found in the first {rows} rows (the first row reads: {found}). Write "
    "headings such "
    "as Customer and Sales, or name the columns in order.",
    zh="前 {rows} 行中没有找到标题行（第一行内容为：{found}）。请写上“客户名称”“销售额”等标题，"
    "或按顺序说明各列。",
)
_UNKNOWN_ROLE = Text(
    en="“{word}” is not a column we know. Use words such as customer, date, amount, sales, "
    "contribution, retention.",
    zh="无法识别“{word}”是什么列。请使用客户、日期、金额、销售额、边际贡献、保留率等名称。",
)
_UNKNOWN_COLUMN = Text(
    en="There is no column “{word}” (the file has: {found}).", zh="没有名为“{word}”的列。文件中有：{found}。"
)
_TWO_COLUMNS = Text(
    en="More than one column can be the {meaning}: {columns}. Say which one counts.",
    zh="有多列都可能是{meaning}：{columns}。请说明以哪一列为准。",
)
_MISSING_COLUMN = Text(
    en="There is no column for the {meaning}. Give one a heading such as {example} (known columns "
    "found: {found}).",
    zh="缺少{meaning}列，请将相应列的标题写为 {example}。已识别的列：{found}。",
)
_TWO_CURRENCIES = Text(
    en="The amounts are in {other}, those of another column in {one}. Convert them to one currency.",
    zh="此列金额的币种是 {other}，另一列是 {one}。请换算成同一币种。",
)
_LONG_ROW = Text(
    en="The row has {cells} cells, but there are {columns} headings. A separator inside a figure or a name? "
    "Put quotation marks around it.",
    zh="此行有 {cells} 个单元格，而标题只有 {columns} 个。是否在数字或名称中含有分隔符？请给它加上引号。",
)
_MERGED = Text(
    en="The cells {area} are merged, so it is not clear which row the content belongs to. Unmerge them "
    "and fill in "
    "every row.",
    zh="单元格 {area} 被合并，无法判断内容属于哪一行。请取消合并并逐行填写。",
)
_BLANK_CELL = Text(en="The figure is missing.", zh="缺少数值。")
_BLANK_DATE = Text(en="The date is missing.", zh="缺少日期。")
_NEGATIVE = Text(
    en="“{raw}” is negative; the {meaning} of an account cannot be below 0.",
    zh="“{raw}”为负数；客户的{meaning}不能小于 0。",
)
_DOUBTFUL_PERCENT = Text(
    en="“{raw}” stands in a column written in percent: is it below 1% or a fraction? Write it with %.",
    zh="本列以百分数填写，“{raw}”是不到 1%，还是小数形式的比例？请写上 %。",
)
_ABOVE_ONE = Text(
    en="“{raw}” is out of range; a retention rate goes from 0% to 100%.",
    zh="“{raw}”超出范围；保留率应在 0% 至 100% 之间。",
)
_NOT_A_SHARE = Text(
    en="“{raw}” is out of range; a share goes from 0% to 100%.",
    zh="“{raw}”超出范围；份额应在 0% 至 100% 之间。",
)
_MARGIN_ABOVE_ONE = Text(
    en="“{raw}” is out of range; a contribution margin cannot be above 100%.",
    zh="“{raw}”超出范围；边际贡献率不能超过 100%。",
)
_DOUBLES_DIFFER = Text(
    en="The column is there twice and the two disagree: {one} here, {other} in column {letter}. Delete "
    "the wrong one.",
    zh="该列重复，且两处不一致：此处为 {one}，{letter} 列为 {other}。请删除错误的一列。",
)
_TWO_ORDERS = Text(
    en="“{raw}” and {count:whole} such dates in all can be read day first or month first. Say which.",
    zh="“{raw}”等共 {count:whole} 个日期既可读作日在前，也可读作月在前。请说明是哪一种。",
)
_NO_ACCOUNT = Text(en="The account number is missing.", zh="缺少客户编号。")
_NO_NAME = Text(en="The customer's name is missing.", zh="缺少客户名称。")
_DUPLICATE = Text(
    en="The account “{account}” stands there more than once (rows {rows}). Keep one row, or have the "
    "rows added up.",
    zh="客户“{account}”重复出现（第 {rows} 行）。请只保留一行，或选择将各行相加。",
)
_NAME_TWICE = Text(
    en="“{name}” stands under several account numbers ({accounts}; rows {rows}). Use one number, or "
    "have rows of the "
    "same number added up and the numbers kept apart.",
    zh="“{name}”对应多个客户编号（{accounts}；第 {rows} 行）。请统一编号，或选择将同一编号的各行相加、"
    "不同编号分开保留。",
)

_ABOVE = Text(
    en="Above the headings, rows {rows} were taken as a title.", zh="标题行上方的第 {rows} 行视为表名。"
)
_IGNORED = Text(en="Columns not used: {columns}.", zh="未使用的列：{columns}。")
_HEADINGS_SAID = Text(
    en="The file has no headings; the columns are, as you said: {columns}.",
    zh="文件没有标题行；按您的说明，各列为：{columns}。",
)
_READ_SHEET = Text(
    en="Read from the sheet “{sheet}”; not read: {others}.", zh="读取的工作表是“{sheet}”；未读取：{others}。"
)
_READ_ENCODING = Text(en="The text was read as {encoding}.", zh="文本按 {encoding} 编码读取。")
_READ_SEPARATOR = Text(en="The cells are parted by: {separator}.", zh="单元格之间的分隔符是：{separator}。")
_BLANK_ROWS = Text(
    en="{count:whole} blank rows were skipped: {rows}.", zh="跳过了 {count:whole} 个空行：第 {rows} 行。"
)
_SHORT_ROWS = Text(
    en="Rows that end too early, their missing cells taken as blank: {rows}.",
    zh="以下各行缺少末尾的单元格，按空白处理：第 {rows} 行。",
)
_MERGED_FILLED = Text(
    en="Merged names were written into each of their rows: {rows}.",
    zh="合并单元格中的名称已填入所属的每一行：第 {rows} 行。",
)
_TOTAL_ROWS = Text(
    en="Left out as totals, not accounts: rows {rows}.", zh="合计行不是客户，已略去：第 {rows} 行。"
)
_UNUSED_ROWS = Text(
    en="Rows with nothing in the columns used were skipped: {rows}.",
    zh="所用各列均为空的行已跳过：第 {rows} 行。",
)
_WHY_SEMICOLON = Text(
    en="Files whose cells are parted by semicolons mostly write a decimal comma.",
    zh="以分号分隔的文件通常用逗号作小数点。",
)
_MARK_ASSUMED = Text(
    en="Figures such as {raw} leave the decimal mark open; taken as: {mark}.",
    zh="{raw} 这类数字看不出小数点写法，按此处理：{mark}。",
)
_MARK_COMMA = Text(en="The file writes a decimal comma (1.250,50).", zh="文件用逗号作小数点（1.250,50）。")
_SCALED = Text(
    en="The figures of “{column}” were multiplied by {scale:whole}, as its unit says.",
    zh="“{column}”列的数值已按其单位乘以 {scale:whole}。",
)
_UNKNOWN_UNIT = Text(
    en="The unit “{unit}” of “{column}” is not known; the figures were taken as they stand.",
    zh="不认识“{column}”列的单位“{unit}”，数值按原样使用。",
)
_BLANKS_ALLOWED = Text(en="“{column}” is blank in row {rows}.", zh="“{column}”列在第 {rows} 行为空。")
_POINTS_READ = Text(
    en="“{column}” writes fractions; figures such as 85 were read as 85%: row {rows}.",
    zh="“{column}”列用小数表示；85 这类数值按 85% 读取：第 {rows} 行。",
)
_IN_POINTS = Text(en="“{column}” is written in percent.", zh="“{column}”列以百分数填写。")
_DOUBLED = Text(
    en="“{column}” is there twice (columns {first} and {second}); column {first} was used. See row {rows}.",
    zh="“{column}”重复出现（{first} 列和 {second} 列），使用 {first} 列，见第 {rows} 行。",
)
_SERIAL_DATES = Text(
    en="In “{column}”, {cells:whole} figures were read as Excel's day numbers.",
    zh="“{column}”列中有 {cells:whole} 个数值按 Excel 日期序号读取。",
)
_TIDIED = Text(
    en="Spaces or wide letters in “{column}” were tidied: row {rows}.",
    zh="“{column}”列中的空格或全角字符已整理：第 {rows} 行。",
)
_CAPITALS = Text(
    en="Small letters in “{column}” were written in capitals (such as {example}): row {rows}.",
    zh="“{column}”列中的小写字母已改为大写（如 {example}）：第 {rows} 行。",
)
_COPIES = Text(
    en="Exact copies of other rows were left out: row {rows}.",
    zh="与其他行完全相同的行已略去：第 {rows} 行。",
)
_ADDED_UP = Text(
    en="Rows of the same account were added up, as you said: rows {rows}.",
    zh="按您的选择，同一客户的各行已相加：第 {rows} 行。",
)
