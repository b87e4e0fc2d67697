"""Makes any text safe for a cell of a table: no formula, no control characters, not too long."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

LONGEST_CELL = 32_767  # what Excel holds in one cell
_CUT_MARK = " […]"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """Return `text` as any table program can keep it: control characters made visible, length limited.

    Examples
    --------
    >>> clean("a\\x00b"), len(clean("x" * 40_000))
    ('a\ufffdb', 32767)
    """
    if not text.isprintable():  # line breaks are not, but stay
        text = _CONTROL.sub("\ufffd", text)
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(_CUT_MARK)] + _CUT_MARK
    return text


def csv_cell(text: str) -> str:
    """Return `text` for a CSV file, so that no table program takes it for a formula.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell("  =1+1"), csv_cell("3%")
    ("'=1+1", "'  =1+1", '3%')
    """
    cleaned = clean(text)
    if cleaned[:1].isalnum() or not cleaned:
        return cleaned
    if cleaned[:1] in ("\t", "\r") or cleaned.lstrip(" \n\u00a0").startswith(_FORMULA_STARTS):
        cleaned = "'" + cleaned[: LONGEST_CELL - 1]
    return cleaned


@lru_cache(maxsize=10_000)  # points and shares come again and again
def plain_number(value: float | None) -> float | int | str:
    """Return a number for a table without noise in its last digits; nothing where there is none yet."""
    if value is None:
        return ""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


class CsvFile:
    """A CSV file that Excel opens in the right encoding."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8", newline="")
        self._file.write("\ufeff")  # the mark by which Excel knows UTF-8
        self._writer = csv.writer(self._file)
        self._writer.writerow(columns)

    def add(self, row: Iterable[Any]) -> None:
        """Write one row; free text must have gone through `csv_cell`."""
        self._writer.writerow(row)

    def add_text(self, rows: str) -> None:
        """Write rows as they stand in the file, their cells quoted where that is needed."""
        self._file.write(rows)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


_TO_QUOTE = re.compile('[,"\r\n]')


def csv_quoted(text: str) -> str:
    """Return a cell as the csv module writes it; free text must have gone through `csv_cell`.

    For a table of so many rows that the csv module would take longer than marking them.

    Examples
    --------
    >>> csv_quoted("b, c"), csv_quoted('5" tube'), csv_quoted("3%")
    ('"b, c"', '"5"" tube"', '3%')
    """
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file of ours by column name."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
