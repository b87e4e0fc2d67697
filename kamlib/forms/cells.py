"""Reads whole columns of cells: numbers, percentages and dates, quickly and without guessing.

Plain cells go straight to a float; only the others are read one by one by `read_number`. Whether a comma
is a decimal mark is settled once for the whole file, from the cells that leave no doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib.classroom.messages import EXAMPLES, READING_PROBLEMS
from kamlib.classroom.reading import read_number
from kamlib.forms.columns import Kind
from kamlib.forms.problems import shown
from kamlib.text import Text

DecimalMark = Literal["point", "comma"]
DateOrder = Literal["dmy", "mdy"]

_PLAIN = re.compile(r"\s*[-+]?\d{1,15}(?:\.\d{1,2}|\.\d{4,15})?\s*", re.ASCII)
_ONE_MARK = re.compile(r"(\d*)([.,])(\d*)")
_OWN_SCALE = re.compile(r"[千万亿萬億kmbw]|thousand", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1950, 2100


class Odd(NamedTuple):
    """A cell that gives no value: where, what stands there, why; the sentence wants `values`."""

    position: int
    raw: Any
    kind: str
    text: Text
    values: dict[str, Any]


class Numbers(NamedTuple):
    """A column as numbers: NaN where the cell is blank or odd.

    `marked` says where a percent sign stood, so that the value is a fraction already.
    """

    values: np.ndarray
    blank: np.ndarray
    marked: np.ndarray
    odd: tuple[Odd, ...]


def decimal_evidence(raw: str) -> DecimalMark | None:
    """Say which decimal mark a written number shows beyond doubt.

    Examples
    --------
    >>> decimal_evidence("1.250,50"), decimal_evidence("12,5"), decimal_evidence("1,250,500")
    ('comma', 'comma', 'point')
    >>> decimal_evidence("1,250") is None
    True
    """
    marks = [character for character in raw if character in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return "comma" if marks[-1] == "," else "point"
    if len(marks) > 1:
        return "point" if marks[0] == "," else "comma"
    found = _ONE_MARK.search(raw)
    head, mark, tail = found[1], found[2], found[3]
    if not tail or (len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")):
        return None
    return "comma" if mark == "," else "point"


def evidence_of(columns: Iterable[Sequence[Any]]) -> tuple[Counter[str], list[str]]:
    """Return how often each decimal mark shows beyond doubt in some columns, and the doubtful entries."""
    found: Counter[str] = Counter()
    doubtful: dict[str, None] = {}
    for column in columns:
        for raw in {cell for cell in column if isinstance(cell, str) and ("," in cell or "." in cell)}:
            if not any(character.isdigit() for character in raw):
                continue
            text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
            evidence = decimal_evidence(text)
            if evidence:
                found[evidence] += 1
            else:
                doubtful[raw] = None
    return found, list(doubtful)


def numbers(
    cells: Sequence[Any], kind: Kind, mark: DecimalMark, *, declared: bool = False, scaled: bool = False
) -> Numbers:
    """Read a column of numbers.

    Parameters
    ----------
    cells : sequence
        Text, numbers, None, as the file has them.
    kind : "money", "percent" or "number"
    mark : "point" or "comma"
        Decimal mark of the file.
    declared : bool
        The person said which mark it is; otherwise a cell that shows the other mark is not trusted.
    scaled : bool
        The heading already says thousands or 万; a cell that says it again is not trusted.

    Returns
    -------
    Numbers
        Same length as `cells`.
    """
    count = len(cells)
    values = np.full(count, np.nan)
    blank = np.zeros(count, dtype=bool)
    marked = np.zeros(count, dtype=bool)
    odd: list[Odd] = []
    written: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        if isinstance(cell, str):
            written.setdefault(cell, []).append(position)
        elif cell is None:
            blank[position] = True
        elif isinstance(cell, bool) or not isinstance(cell, (int, float)):
            odd.append(Odd(position, cell, "unreadable", _NOT_A_NUMBER, {"raw": shown(cell)}))
        elif not np.isfinite(cell) or abs(cell) > 1e15:
            odd.append(Odd(position, cell, "unreadable", _NOT_FINITE, {"raw": shown(cell)}))
        else:
            values[position] = cell
    for raw, positions in written.items():
        if _PLAIN.fullmatch(raw):
            values[positions] = float(raw)
            continue
        value, has_percent, problem = _read(raw, kind, mark, declared)
        if problem is None and scaled and _OWN_SCALE.search(raw):
            problem = ("scaled_twice", _SCALED_TWICE, {"raw": shown(raw)})
        if problem is not None:
            odd.extend(Odd(position, raw, *problem) for position in positions)
        elif value is None:
            blank[positions] = True
        else:
            values[positions] = value
            marked[positions] = has_percent
    return Numbers(values, blank, marked, tuple(sorted(odd, key=lambda one: one.position)))


def _read(
    raw: str, kind: Kind, mark: DecimalMark, declared: bool
) -> tuple[float | None, bool, tuple[str, Text, dict[str, Any]] | None]:
    """Read one entry that is not a plain number: value, had a percent sign, or what is wrong."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if text.startswith("=") or (text[:1] in "+@" and re.search(r"[A-Za-z]+\d", text)):
        return None, False, ("formula_text", _FORMULA, {"raw": shown(raw)})
    if text.startswith("#") and text.endswith(("!", "?", "A")):
        return None, False, ("excel_error", _EXCEL_ERROR, {"raw": shown(raw)})
    has_percent = "%" in text or text.startswith("百分之")
    read_as = "percent" if kind == "percent" and has_percent else "number" if kind == "percent" else kind
    if not declared:
        shows = decimal_evidence(text)
        one_mark = len([character for character in text if character in ".,"]) == 1
        if shows and shows != mark and one_mark:
            first, other = (read_number(text, read_as, style).value for style in (shows, mark))
            if first == other or other is None:  # 12,5k: taken as grouping it is 125k
                other = read_number(text.replace("," if shows == "comma" else ".", ""), read_as).value
            if first is not None and other is not None:
                return (
                    None,
                    False,
                    ("ambiguous", _OTHER_MARK, {"raw": shown(raw), "one": first, "other": other}),
                )
    reading = read_number(text, read_as, mark)
    if reading.status == "blank":
        return None, False, None
    if reading.value is None:
        problem = reading.problem or "no_number"
        return None, False, (
            "unreadable", READING_PROBLEMS[problem], {"raw": shown(raw), "example": EXAMPLES.get(kind, EXAMPLES["number"])}
        )  # fmt: skip
    return reading.value, has_percent, None


class Fractions(NamedTuple):
    """A column of percentages as fractions.

    `repaired` are positions where a figure such as 85 was read as 85 % although the column writes fractions;
    `doubtful` are positions where 0.86 stands in a column of percentages.
    """

    values: np.ndarray
    in_points: bool
    repaired: np.ndarray
    doubtful: np.ndarray


def fractions(column: Numbers, *, says_percent: bool) -> Fractions:
    """Bring a column of percentages to fractions: 85, 85 % and 0.85 all become 0.85.

    A column counts as written in percent when its heading says so or most figures are 2 or more; one
    whose figures are all at most 1 holds fractions even under a heading with %, as Excel shows them.
    """
    values = column.values.copy()
    bare = ~np.isnan(values) & ~column.marked & (values != 0)
    large = bare & (np.abs(values) >= 2.0)
    small = bare & (np.abs(values) <= 1.0)
    in_points = bool(large.sum() > small.sum()) or (says_percent and bool(large.any()))
    repaired = np.zeros(len(values), dtype=bool)
    doubtful = np.zeros(len(values), dtype=bool)
    if in_points:
        doubtful = small
        values[bare] /= 100.0
    else:
        repaired = large & (np.abs(values) <= 100.0)
        values[repaired] /= 100.0
    return Fractions(values, in_points, repaired, doubtful)


# --- dates --------------------------------------------------------------------------------------------


class Dates(NamedTuple):
    """A column as days; NaT where blank or odd. `two_orders` holds entries that are two different days."""

    values: np.ndarray
    blank: np.ndarray
    odd: tuple[Odd, ...]
    two_orders: tuple[str, ...]
    serial_numbers: int


_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T ].*)?", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?:[T ].*)?", re.ASCII)
_NAMED_MONTH = re.compile(
    r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})|([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.IGNORECASE
)
_MONTHS = {
    name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def dates(cells: Sequence[Any], order: DateOrder | None) -> Dates:
    """Read a column of dates.

    `order` says what 03/04/2024 means; None leaves such days out and names them in `two_orders`, unless
    other cells of the column show the order (a number above 12). A date with points is day first.
    """
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[D]")
    blank = np.zeros(len(cells), dtype=bool)
    odd: list[Odd] = []
    places: dict[Any, list[int]] = {}
    for position, cell in enumerate(cells):
        key = cell.strip() if isinstance(cell, str) else cell
        if key is None or key == "":
            blank[position] = True
        else:
            places.setdefault((type(key), key), []).append(position)
    texts = [key for kind, key in places if kind is str]
    order = order or _order_shown(texts)
    two_orders, serial = [], 0
    for (_, key), positions in places.items():
        day = _day(key, order)
        if day == "two orders":
            two_orders.append(str(key))
        elif day is None:
            why = _NO_DATE
            odd.extend(
                Odd(position, key, "impossible_date", why, {"raw": shown(key)}) for position in positions
            )
        else:
            if isinstance(key, (int, float)) and key < 1_000_000:
                serial += len(positions)
            values[positions] = np.datetime64(day)
    return Dates(values, blank, tuple(sorted(odd, key=lambda one: one.position)), tuple(two_orders), serial)


def _order_shown(texts: Iterable[str]) -> DateOrder | None:
    shown_orders = set()
    for text in texts:
        found = _YEAR_LAST.fullmatch(text)
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                shown_orders.add("dmy")
            elif second > 12 >= first:
                shown_orders.add("mdy")
    return shown_orders.pop() if len(shown_orders) == 1 else None


def _day(cell: Any, order: DateOrder | None) -> date | Literal["two orders"] | None:
    if isinstance(cell, pd.Timestamp | datetime):
        return _in_range(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return _in_range(cell.year, cell.month, cell.day)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        if not np.isfinite(cell) or (cell >= 1_000_000 and cell != int(cell)):
            return None
        if 18_000 <= cell < 75_000:  # Excel's day number, from 1949 to 2105
            day = _EXCEL_DAY_ZERO + timedelta(days=int(cell))
            return _in_range(day.year, day.month, day.day)
        cell = str(int(cell))
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if found:
        return _in_range(int(found[1]), int(found[2]), int(found[3]))
    found = _NAMED_MONTH.fullmatch(text)
    if found:
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return _in_range(int(year), _MONTHS.get(month[:3].lower(), 0), int(day))
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == ".":
        order = "dmy"
    day_first, month_first = _in_range(year, second, first), _in_range(year, first, second)
    if order is None and day_first and month_first and first != second:
        return "two orders"
    if order == "mdy":
        return month_first
    return day_first if order == "dmy" else day_first or month_first


def _in_range(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NOT_A_NUMBER = Text(
    en="“{raw}” is no number (a date or a tick box). Write the figure.",
    zh="“{raw}”不是数字（可能是日期或勾选框），请填写数值。",
)
_NOT_FINITE = Text(
    en="“{raw}” is too large to be meant. Write the figure.", zh="“{raw}”过大，请填写实际数值。"
)
_FORMULA = Text(
    en="“{raw}” is a formula that came as text; it is never run. Write its result.",
    zh="“{raw}”是以文本形式带入的公式，不会被执行。请填写计算结果。",
)
_EXCEL_ERROR = Text(
    en="Excel shows the error {raw} here. Correct the formula, then save the file.",
    zh="此处是 Excel 错误值 {raw}。请更正公式后保存文件。",
)
_OTHER_MARK = Text(
    en="“{raw}” can be {one:number} or {other:number}: elsewhere the file uses the other decimal mark. "
    "Write it without the mark.",
    zh="“{raw}”可能是 {one:number}，也可能是 {other:number}：文件其他位置用的是另一种小数点。"
    "请去掉该符号重写。",
)
_SCALED_TWICE = Text(
    en="“{raw}” has a unit of its own although the heading gives one. Write the figure in the heading's "
    "unit.",
    zh="列标题已注明单位，“{raw}”又带单位。请按标题的单位填写数值。",
)
_NO_DATE = Text(
    en="“{raw}” is no day of the calendar. Write it like 2024-05-31.",
    zh="“{raw}”不是有效日期，请写成 2024-05-31 这样。",
)
